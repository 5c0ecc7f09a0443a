"""The exponential of a matrix: ``e^A = I + A + A²/2! + A³/3! + …``.

Exact where A is nilpotent, so that the series ends. Otherwise it is computed in balls, intervals
with a certified radius (Johansson, *Arb: efficient arbitrary-precision midpoint-radius interval
arithmetic*, 2017), with more and more bits until every digit of the floats is known.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from flint import arb, arb_mat, ctx, fmpq

from linalg_engine.arrays import as_matrix, is_exact
from linalg_engine.decompositions.conventions import unit_scale
from linalg_engine.errors import InputError, too_large
from linalg_engine.exact import Surd, approximation
from linalg_engine.matrices import (
    bounded,
    check_size,
    identity,
    multiply,
    require_square,
    shape_text,
)

if TYPE_CHECKING:
    from linalg_engine.arrays import MatrixLike
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

MAX_EXPONENTIAL_SIZE = 40
"""Rows of the largest matrix whose exponential is computed; measured, some 0.1 s."""

MAX_SERIES_SIZE = 12
"""Rows of the largest matrix that is tried for a series that ends."""

FIRST_BITS, MOST_BITS = 128, 4096
"""Precision at first, and the most to which it is doubled; numbers below 10³⁰⁸ need no more."""

FLOAT_BITS = 60
"""Relative precision of an entry that becomes a float, which has 53 bits."""

SMALLEST_BITS = 1080
"""Numbers below two to the minus this are 0 as floats."""


def matrix_exponential(a: MatrixLike) -> Matrix:
    """Return ``e^A``.

    Higham, *Functions of Matrices*, 2008, chapter 10.

    Parameters
    ----------
    a
        Shape (n, n).

    Returns
    -------
    ndarray
        Shape (n, n): exact where ``a`` is exact and nilpotent, otherwise float64 with every entry
        rounded once.

    Raises
    ------
    InputError
        If ``a`` is not square, has more than `MAX_EXPONENTIAL_SIZE` rows, or the result overflows.

    Examples
    --------
    >>> print(*la.matrix_exponential([[0, 1], [0, 0]]).flat)
    1 1 0 1
    >>> la.matrix_exponential([[1, 0], [0, 0]])
    array([[2.71828183, 0.        ],
           [0.        , 1.        ]])
    """
    a = check_size(as_matrix(a))
    require_square(a, "The exponential")
    if len(a) > MAX_EXPONENTIAL_SIZE:
        raise InputError(
            f"The exponential is computed up to {MAX_EXPONENTIAL_SIZE}×{MAX_EXPONENTIAL_SIZE}; "
            f"this matrix is {shape_text(a)}."
        )
    series = _series_that_ends(a)
    return _in_balls(a) if series is None else series


def _series_that_ends(a: Matrix) -> Matrix | None:
    """Return the sum of the series where a power of ``a`` is exactly 0, else None."""
    if not is_exact(a) or len(a) > MAX_SERIES_SIZE or sum(np.diag(a), Fraction(0)) != 0:
        return None
    unit = Fraction(unit_scale(a)[1])
    scaled = a / unit
    total, power = identity(len(a), like=a), scaled
    for k in range(1, len(a) + 1):
        if not is_exact(power):
            return None
        if not power.any():
            return bounded(total)
        total = total + power * (unit**k / math.factorial(k))
        power = multiply(power, scaled)
    return None


def _in_balls(a: Matrix) -> Matrix:
    n, bits = len(a), FIRST_BITS
    while True:
        with ctx.workprec(bits):
            found = arb_mat(n, n, [_ball(x, bits) for x in a.ravel().tolist()]).exp()
            entries = [_rounded(entry, bits) for entry in found.entries()]
        known = [x for x in entries if x is not None]
        if len(known) == len(entries):
            return np.array(known).reshape(n, n)
        bits *= 2


def _ball(x: Scalar, bits: int) -> arb:
    near = approximation(x, bits) if isinstance(x, Surd) else Fraction(x)
    ball = arb(fmpq(near.numerator, near.denominator))
    return arb(ball.mid(), ball.rad() + abs(ball) * arb(2) ** -bits) if near != x else ball


def _rounded(entry: arb, bits: int) -> float | None:
    """Return a ball as a float; None where more bits are needed.

    Raises
    ------
    InputError
        If it is beyond floats.
    """
    is_known = entry.is_finite() and (
        entry.rad() <= abs(entry.mid()) * arb(2) ** -FLOAT_BITS
        or abs(entry).upper() < arb(2) ** -SMALLEST_BITS
    )
    if not is_known and bits < MOST_BITS:
        return None
    value = float(entry.mid())
    if not entry.is_finite() or not math.isfinite(value):
        raise too_large()
    return value
