"""Eigenvalues in words and formulas."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bot.figures.typeset import Node, fraction, number, operator, relation, root, row
from linalg_engine import formatting
from linalg_engine.decompositions import Quadratic

if TYPE_CHECKING:
    from bot.figures.style import Style
    from linalg_engine.decompositions import Eigenspace
    from linalg_engine.vectors import Scalar

LARGEST_ROOT = 10**6
"""Larger numbers are not left under a root."""


def equals(space: Eigenspace, style: Style) -> str:
    """Return a real eigenvalue behind its sign: "= 3", "= 1/2 + √5/2 ≈ 1.618", "≈ 0.7071"."""
    near = f"≈ {formatting.decimal(space.value)}"
    if isinstance(space.exact, Fraction):
        return style.equals(space.exact)
    if space.exact is None or space.exact.r > LARGEST_ROOT:
        return near
    return f"= {_quadratic(space.exact, style)} {near}"


def short(space: Eigenspace, style: Style) -> str:
    """Return a real eigenvalue as a fraction or a decimal number, without a sign before it."""
    exact = space.exact
    return style.number(exact if isinstance(exact, Fraction) else space.value.real)


def pair(space: Eigenspace, style: Style) -> str:
    """Return a complex eigenvalue and its conjugate: "= 1 ± 2i", "≈ 2.5 ± 1.9365i"."""
    value = complex(space.value)
    real: Scalar = value.real
    imaginary: Scalar = abs(value.imag)
    if isinstance(space.exact, Quadratic) and space.exact.r == -1:
        real, imaginary = space.exact.p, abs(space.exact.q)
    signs = style.sign(real) + style.sign(imaginary)
    joint = "±" if real == 0 else f"{style.number(real)} ± "
    factor = style.number(imaginary)
    return f"{'≈' if '≈' in signs else '='} {joint}{'' if factor == '1' else factor}i"


def either(space: Eigenspace, style: Style) -> str:
    """Return any eigenvalue behind its sign: "= 3", "= 1/2 + √5/2 ≈ 1.618", "= 1 − 2i"."""
    if not isinstance(space.value, complex):
        return equals(space, style)
    both = pair(space, style)
    if space.value.imag < 0:
        return both.replace("±", "−").replace("= − ", "= −").replace("≈ − ", "≈ −")
    return both.replace("= ±", "= ").replace("≈ ±", "≈ ").replace("±", "+")


def nodes(space: Eigenspace, style: Style) -> list[Node]:
    """Return `equals` with real fractions and roots."""
    exact = space.exact
    if not isinstance(exact, Quadratic) or exact.r > LARGEST_ROOT:
        sign, _, shown = equals(space, style).partition(" ")
        value = number(exact, style) if isinstance(exact, Fraction) else shown
        return [relation(sign), value]
    start: list[Node] = [number(exact.p, style)] if exact.p else []
    sign = "−" if exact.q < 0 else "+"
    joint: Node = operator(sign) if start else ("−" if exact.q < 0 else "")
    near = formatting.decimal(space.value)
    return [relation("="), *start, joint, _radical(exact), relation("≈"), near]


def _radical(x: Quadratic) -> Node:
    q = abs(x.q)
    radical = root(str(x.r))
    top = radical if q.numerator == 1 else row(str(q.numerator), radical)
    return top if q.denominator == 1 else fraction(top, str(q.denominator))


def _quadratic(x: Quadratic, style: Style) -> str:
    """Return "1/2 + √5/2"."""
    term = formatting.root(x.q * x.q * x.r)
    minus = x.q < 0
    if x.p == 0:
        return f"−{term}" if minus else term
    return f"{style.number(x.p)} {'−' if minus else '+'} {term}"
