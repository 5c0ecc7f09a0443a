"""How the length of a vector is computed, and angles, in formulas."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.formula import (
    Chain,
    Index,
    Norm,
    Number,
    Power,
    Rounded,
    Row,
    Sum,
    Symbol,
    VectorName,
    elided,
)
from linalg_engine.arrays import is_exact
from linalg_engine.exact import is_exact_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.vectors import Angle
    from linalg_engine.vectors import Norm as Length

THETA = Symbol("θ")


def length_blocks(name: Formula, v: Vector, length: Length, say: Notation) -> tuple[Chain, Chain]:
    """Return "‖v‖² = 1² + 2² = 5" and "‖v‖ = √5 ≈ 2.2361".

    The sum has a line of its own, which breaks where it is too long; under a root it
    could not.
    """
    value = length.value
    total = (say.number(value * value),) if is_exact(v) and is_exact_number(value) else ()
    squares = sum_of_powers(v, "2", say)
    return (
        Chain(Power(Norm(name), "2"), (squares, *total)),
        Chain(Norm(name), say.equals(value).others),
    )


def sum_of_powers(v: Iterable[Scalar], exponent: str, say: Notation) -> Sum:
    """Return "1² + 2² + … + 9²"."""
    shown = elided(tuple(v))
    return Sum(tuple(x if isinstance(x, str) else Power(say.number(x), exponent) for x in shown))


def degrees(angle: Angle) -> Row:
    """Return an angle in degrees: "45°"."""
    if angle.exact_degrees is not None:
        return Row((Number(Fraction(angle.exact_degrees)), "°"))
    return Row((Rounded(angle.degrees, 2), "°"))


def norm_name(order: float) -> Formula:
    """Return ``‖v‖``, ``‖v‖₁``, ``‖v‖∞``."""
    name = Norm(VectorName("v", "first"))
    return name if order == 2 else Index(name, spelled(order, "∞"))


def spelled(order: float, infinity: str) -> str:
    """Return p with all its digits, as Python and LaTeX read it."""
    if order == math.inf:
        return infinity
    return str(int(order)) if order == int(order) and order < 1e15 else repr(float(order))
