"""Numbers and vectors in words that several topics share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.figures.style import Style
    from linalg_engine.vectors import Angle, Norm, Scalar

LONG_SUM = 8
"""Terms of a sum that are written out; of more, the middle is left out."""


def code(text: str) -> str:
    """Return text as Discord shows code: no sign in it means anything."""
    return f"`{text}`"


def both(number: Scalar, style: Style) -> str:
    """Return a number exactly, and as a decimal beside it where that differs: "1/2 = 0.5"."""
    return " ".join(part for sign_and_text in _spellings(number, style) for part in sign_and_text)[
        2:
    ]


def length(norm: Norm, style: Style) -> str:
    """Return a length with its sign of equality: "= √14 ≈ 3.7417"."""
    return " ".join(f"{sign} {text}" for sign, text in length_spellings(norm, style))


def length_spellings(norm: Norm, style: Style) -> list[tuple[str, str]]:
    """Return the ways to write a length, each with "=" or "≈": as a root where it is one."""
    if norm.square is not None and "√" in (root := formatting.root(norm.square)):
        return [("=", root), ("≈", formatting.decimal(norm.value))]
    return _spellings(norm.value, style)


def _spellings(number: Scalar, style: Style) -> list[tuple[str, str]]:
    exact, decimal = style.number(number), formatting.decimal(number)
    sign = "=" if formatting.is_same(number, decimal) else "≈"
    return [(sign, decimal)] if exact == decimal else [("=", exact), (sign, decimal)]


def degrees(angle: Angle) -> str:
    """Return an angle in degrees, to two decimals."""
    return f"{formatting.decimal(angle.degrees, 2)}°"


def factor(number: Scalar, style: Style) -> str:
    """Return a number as it stands behind a multiplication sign: negative ones in brackets."""
    text = style.number(number)
    return f"({text})" if text.startswith("−") else text


def summed(terms: Sequence[str]) -> str:
    """Return "t1 + t2 + … + tn"; a term that begins with a minus is subtracted."""
    if len(terms) > LONG_SUM:
        terms = [*terms[: LONG_SUM - 2], "…", terms[-1]]
    text = terms[0]
    for term in terms[1:]:
        text += f" − {term[1:]}" if term.startswith("−") else f" + {term}"
    return text
