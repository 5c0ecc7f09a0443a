"""Eigenvalues in words and formulas."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bot.drawing.typeset import Node, fraction, number, operator, relation, root, row
from linalg_engine import formatting
from linalg_engine.decompositions import Quadratic

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from linalg_engine.decompositions import Eigenspace

LARGEST_ROOT = 10**6
"""Larger numbers are not left under a root."""


def equals(space: Eigenspace, style: Style) -> str:
    """Return a real eigenvalue behind its sign: "= 3", "= 1/2 + √5/2 ≈ 1.618", "≈ 0.7071"."""
    near = f"≈ {formatting.decimal(space.value)}"
    if isinstance(space.exact, Fraction):
        return style.equals(space.exact)
    if space.exact is None or not _is_spelled(space.exact, style):
        return near
    return f"= {_quadratic(space.exact, style)} {near}"


def short(space: Eigenspace, style: Style) -> str:
    """Return a real eigenvalue as a fraction or a decimal number, without a sign before it."""
    exact = space.exact
    return style.number(exact if isinstance(exact, Fraction) else space.value.real)


def pair(space: Eigenspace, style: Style) -> str:
    """Return a complex eigenvalue and its conjugate: "= 1 ± 2i", "= ±√2 i ≈ ±1.4142i"."""
    return _complex(space, style, "±")


def either(space: Eigenspace, style: Style) -> str:
    """Return any eigenvalue behind its sign: "= 3", "= 1/2 + √5/2 ≈ 1.618", "= 1 − 2i"."""
    if not isinstance(space.value, complex):
        return equals(space, style)
    return _complex(space, style, "−" if space.value.imag < 0 else "+")


def nodes(space: Eigenspace, style: Style) -> list[Node]:
    """Return `either` with real fractions and roots."""
    exact = space.exact
    if not isinstance(exact, Quadratic) or not _is_spelled(exact, style):
        sign, _, shown = either(space, style).partition(" ")
        value = number(exact, style) if isinstance(exact, Fraction) else shown
        return [relation(sign), value]
    start: list[Node] = [number(exact.p, style)] if exact.p else []
    sign = "−" if exact.q < 0 else "+"
    joint: Node = operator(sign) if start else ("−" if exact.q < 0 else "")
    if exact.r == -1:
        factor: list[Node] = [] if abs(exact.q) == 1 else [number(abs(exact.q), style)]
        return [relation("="), *start, joint, *factor, "i"]
    unit = "" if exact.is_real else " i"
    near = formatting.decimal(space.value)
    return [relation("="), *start, joint, _radical(exact), unit, relation("≈"), near]


def _is_spelled(x: Quadratic, style: Style) -> bool:
    """Whether the parts of a number are short enough to be shown as they are."""
    if x.r == -1:
        return style.sign_of_all([x.p, x.q]) == "="
    top, bottom = x.q.numerator**2 * abs(x.r), x.q.denominator**2
    is_root = abs(x.r) <= LARGEST_ROOT and max(top, bottom) < formatting.LARGEST_RADICAND
    return is_root and style.sign(x.p) == "="


def _complex(space: Eigenspace, style: Style, joint: str) -> str:
    value, x = complex(space.value), space.exact
    parts = formatting.decimal(value.real), formatting.decimal(abs(value.imag))
    near = f"≈ {_rectangular(*parts, joint)}"
    if not isinstance(x, Quadratic) or not _is_spelled(x, style):
        return near
    size = style.number(abs(x.q)) if x.r == -1 else formatting.root(x.q * x.q * -x.r)
    exact = f"= {_rectangular(style.number(x.p), size, joint)}"
    return exact if x.r == -1 else f"{exact} {near}"


def _rectangular(real: str, imaginary: str, joint: str) -> str:
    """Return "2 + 3i", "±√2 i"; a space keeps the i out of a root and a denominator."""
    gap = " " if "√" in imaginary or "/" in imaginary else ""
    unit = "i" if imaginary == "1" else f"{imaginary}{gap}i"
    if real == "0":
        return unit if joint == "+" else f"{joint}{unit}"
    return f"{real} {joint} {unit}"


def _radical(x: Quadratic) -> Node:
    q = abs(x.q)
    radical = root(str(abs(x.r)))
    top = radical if q.numerator == 1 else row(str(q.numerator), radical)
    return top if q.denominator == 1 else fraction(top, str(q.denominator))


def _quadratic(x: Quadratic, style: Style) -> str:
    """Return "1/2 + √5/2"."""
    term = formatting.root(x.q * x.q * x.r)
    minus = x.q < 0
    if x.p == 0:
        return f"−{term}" if minus else term
    return f"{style.number(x.p)} {'−' if minus else '+'} {term}"
