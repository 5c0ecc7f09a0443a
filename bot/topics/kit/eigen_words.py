"""Eigenvalues in words and formulas."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bot.drawing.typeset import Node, number, operator, relation
from linalg_engine import formatting
from linalg_engine.exact import Surd

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
    if not isinstance(exact, Surd) or not _is_spelled(exact, style):
        sign, _, shown = either(space, style).partition(" ")
        value = number(exact, style) if isinstance(exact, Fraction) else shown
        return [relation(sign), value]
    rational, q, r = _parts(exact)
    start: list[Node] = [number(rational, style)] if rational else []
    sign = "−" if q < 0 else "+"
    joint: Node = operator(sign) if start else ("−" if q < 0 else "")
    if r == -1:
        factor: list[Node] = [] if abs(q) == 1 else [number(abs(q), style)]
        return [relation("="), *start, joint, *factor, "i"]
    unit = "" if exact.is_real else " i"
    near = formatting.decimal(space.value)
    root = number(abs(exact.imag if unit else exact - rational), style)
    return [relation("="), *start, joint, root, unit, relation("≈"), near]


def _parts(x: Surd) -> tuple[Fraction, Fraction, int]:
    """Return (p, q, r) of a number p + q √r."""
    radicand, coefficient = x.terms[-1]
    rational = x.terms[0][1] if x.terms[0][0] == 1 else Fraction(0)
    return rational, coefficient, radicand


def _is_spelled(x: Surd, style: Style) -> bool:
    """Whether a number is p + q √r, with parts short enough to be shown as they are."""
    p, q, r = _parts(x)
    if len(x.terms) > 1 + (p != 0):
        return False
    if r == -1:
        return style.sign_of_all([p, q]) == "="
    root = x - p if x.is_real else x.imag
    return abs(r) <= LARGEST_ROOT and style.sign_of_all([p, root]) == "="


def _complex(space: Eigenspace, style: Style, joint: str) -> str:
    value, x = complex(space.value), space.exact
    parts = formatting.decimal(value.real), formatting.decimal(abs(value.imag))
    near = f"≈ {_rectangular(*parts, joint)}"
    if not isinstance(x, Surd) or not _is_spelled(x, style):
        return near
    exact = f"= {_rectangular(style.number(x.real), style.number(abs(x.imag)), joint)}"
    return f"{exact} {near}" if isinstance(x.imag, Surd) else exact


def _rectangular(real: str, imaginary: str, joint: str) -> str:
    """Return "2 + 3i", "±√2 i"; a space keeps the i out of a root and a denominator."""
    gap = " " if "√" in imaginary or "/" in imaginary else ""
    unit = "i" if imaginary == "1" else f"{imaginary}{gap}i"
    if real == "0":
        return unit if joint == "+" else f"{joint}{unit}"
    return f"{real} {joint} {unit}"


def _quadratic(x: Surd, style: Style) -> str:
    """Return "1/2 + √5/2"."""
    p, q, _ = _parts(x)
    term = style.number(abs(x - p))
    minus = q < 0
    if p == 0:
        return f"−{term}" if minus else term
    return f"{style.number(p)} {'−' if minus else '+'} {term}"
