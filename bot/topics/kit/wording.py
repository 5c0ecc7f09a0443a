"""Numbers and vectors in words that several topics share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.style import Style
    from linalg_engine.vectors import Angle, Norm, Scalar

LONG_SUM = 8
"""Terms of a sum that are written out; of more, the middle is left out."""


def equals(number: Scalar, style: Style) -> str:
    """Return a number behind its sign, with a decimal beside a fraction: "= 1/2 = 0.5"."""
    return " ".join(f"{sign} {text}" for sign, text in _spellings(number, style))


def length(norm: Norm, style: Style) -> str:
    """Return a length with its sign of equality: "= √14 ≈ 3.7417"."""
    return " ".join(f"{sign} {text}" for sign, text in length_spellings(norm, style))


def length_spellings(norm: Norm, style: Style) -> list[tuple[str, str]]:
    """Return the ways to write a length, each with "=" or "≈": as a root where it is one."""
    return _spellings(norm.value, style)


def _spellings(number: Scalar, style: Style) -> list[tuple[str, str]]:
    first = (style.sign(number), style.number(number))
    decimal = formatting.decimal(number)
    if first[1] == decimal:
        return [first]
    return [first, ("=" if formatting.is_same(number, decimal) else "≈", decimal)]


def degrees(angle: Angle) -> str:
    """Return an angle in degrees, to two decimals."""
    return f"{formatting.decimal(angle.degrees, 2)}°"


def factor(number: Scalar, style: Style) -> str:
    """Return a number as it stands behind a multiplication sign, in brackets if need be."""
    text = style.number(number)
    return f"({text})" if text.startswith("−") or " " in text else text


def summed(terms: Sequence[str]) -> str:
    """Return "t1 + t2 + … + tn"; a term that begins with a minus is subtracted."""
    if len(terms) > LONG_SUM:
        terms = [*terms[: LONG_SUM - 2], "…", terms[-1]]
    text = terms[0]
    for term in terms[1:]:
        text += f" − {term[1:]}" if term.startswith("−") else f" + {term}"
    return text
