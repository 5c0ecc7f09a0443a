"""Products, determinants and inverses of matrices with complex entries."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from linalg_engine.arrays import Array, is_exact
from linalg_engine.errors import InputError
from linalg_engine.exact import TooLongError
from linalg_engine.expressions import budget as costs
from linalg_engine.expressions import scalars
from linalg_engine.expressions.budget import Budget, bits_of, in_floats
from linalg_engine.expressions.values import Number, settled
from linalg_engine.matrices import check_size, require_square

LARGEST_EXACT = 6
"""Rows up to which elimination is exact."""

SINGULAR = 1e-13
"""The condition number's inverse below which floats have no inverse."""


def product(a: Array, b: Array) -> Array:
    """Return the matrix product of shapes (m, k) and (k, n)."""
    try:
        return a @ b
    except TooLongError:
        return in_floats(a) @ in_floats(b)


def power(a: Array, n: int) -> Array:
    """Return a square matrix to a power n ≥ 0."""
    result = _identity(a)
    for bit in f"{n:b}":
        result = settled(product(result, result))
        if bit == "1":
            result = settled(product(result, a))
    return result


def determinant(a: Array, budget: Budget) -> Number:
    """Return the determinant: exact for exact entries of a small matrix."""
    require_square(a, "The determinant")
    a = _paid(a, budget)
    if is_exact(a):
        try:
            return scalars.bounded(_reduced(a)[0])
        except TooLongError:
            a = in_floats(a)
    return scalars.bounded(complex(np.linalg.det(a)))


def inverse(a: Array, budget: Budget) -> Array:
    """Return the inverse: exact for exact entries of a small matrix.

    Raises
    ------
    InputError
        If there is none.
    """
    require_square(a, "The inverse")
    a = _paid(a, budget)
    if is_exact(a):
        try:
            value, found = _reduced(np.hstack([a, _identity(a)]))
        except TooLongError:
            a = in_floats(a)
        else:
            if value == 0:
                raise _no_inverse()
            return settled(found[:, len(a) :])
    if np.linalg.cond(a) * SINGULAR > 1:
        raise _no_inverse()
    return settled(np.linalg.inv(a))


def _paid(a: Array, budget: Budget) -> Array:
    check_size(a)
    n = len(a)
    exact = costs.product_cost(n, n, n, bits_of(a)) if n <= LARGEST_EXACT else costs.MAX_WORK * 2
    [paid] = budget.exact_or_float(a, exact=exact * 4, floating=costs.float_product_cost(n, n, n))
    return paid


def _reduced(a: Array) -> tuple[Any, Array]:
    """Return the determinant of the first columns, and the rows reduced until they are I."""
    rows, value = a.copy(), Fraction(1)
    for k in range(len(rows)):
        below = [i for i in range(k, len(rows)) if rows[i, k] != 0]
        if not below:
            return Fraction(0), rows
        if below[0] != k:
            rows[[k, below[0]]], value = rows[[below[0], k]], -value
        value = value * rows[k, k]
        rows[k] = rows[k] / rows[k, k]
        for i in range(len(rows)):
            if i != k:
                rows[i] = rows[i] - rows[i, k] * rows[k]
    return value, rows


def _identity(a: Array) -> Array:
    if not is_exact(a):
        return np.eye(len(a), dtype=complex)
    one = np.full(a.shape, Fraction(0), dtype=object)
    np.fill_diagonal(one, Fraction(1))
    return one


def _no_inverse() -> InputError:
    return InputError(
        "This matrix has no inverse: its determinant is 0.", example="inv([1 2; 3 4])"
    )
