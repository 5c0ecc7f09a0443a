"""What the functions of vectors share: checks, and sums over the entries."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np

from linalg_engine.arrays import Vector, VectorLike, as_vector, is_exact
from linalg_engine.errors import InputError, too_large
from linalg_engine.exact import Exact, Scalar, bounded_scalar, is_beyond_floats

ROUNDING = 4 * float(np.finfo(np.float64).eps)
"""Relative size of the error of a sum of two products of floats that are rounded themselves."""


def is_zero(v: Vector) -> bool:
    """Whether every entry is 0."""
    return not np.any(v != 0)


def pair(a: VectorLike, b: VectorLike, purpose: str) -> tuple[Vector, Vector]:
    """Check that the lengths agree; make both float unless both are exact."""
    a, b = as_vector(a), as_vector(b)
    if len(a) != len(b):
        raise InputError(
            f"The vectors must have the same number of entries for {purpose}: "
            f"the first has {len(a)}, the second has {len(b)}.",
            example="[1, 2, 3] and [4, 5, 6]",
        )
    if is_exact(a) and is_exact(b):
        return a, b
    return a.astype(np.float64), b.astype(np.float64)


def require_direction(v: Vector, purpose: str) -> None:
    """Raise an `InputError` if ``v`` is zero: it "cannot <purpose>"."""
    if is_zero(v):
        raise InputError(
            f"The zero vector has no direction, so it cannot {purpose}. "
            "Give at least one entry that is not 0.",
            example="[" + ", ".join(["1"] + ["0"] * (min(len(v), 3) - 1)) + "]",
        )


def checked(operation: Callable[[Vector, Vector], Vector], a: Vector, b: Vector) -> Vector:
    """Apply entry by entry; an overflow is an `InputError`, not a NumPy warning."""
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        result = operation(a, b)
    if is_exact(result):
        overflows = any(map(is_beyond_floats, result))
    else:
        overflows = not np.all(np.isfinite(result))
    if overflows:
        raise too_large()
    return result


def without_rounding(result: Vector, sizes: Vector) -> Vector:
    """Set floats to 0 where rounding of numbers of these sizes explains them.

    Examples
    --------
    >>> without_rounding(np.array([1e-16, 0.5]), np.array([2.0, 1.0]))
    array([0. , 0.5])
    """
    return np.where(np.abs(result) <= ROUNDING * sizes, 0.0, result)


def total(terms: Vector) -> Scalar:
    """Sum exactly: exact numbers as they are, floats with one rounding at the end."""
    if is_exact(terms):
        return bounded_scalar(_sum_exactly(terms))
    try:
        return math.fsum(terms)
    except OverflowError:
        raise too_large() from None


def exact_product(a: Vector, b: Vector) -> Exact | None:
    """Return the dot product of exact vectors, None for floats."""
    return _sum_exactly(a * b) if is_exact(a) else None


def exact_square(v: Vector) -> Exact | None:
    """Return the square of the length of an exact vector, None for floats."""
    return exact_product(v, v)


def _sum_exactly(terms: Vector) -> Exact:
    return sum(terms, Fraction(0))
