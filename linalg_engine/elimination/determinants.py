"""The determinant: as the signed product of pivots, and by cofactors where it is small.

Strang, *Introduction to Linear Algebra*, 6th ed., sections 5.1 (pivots) and 5.2 (cofactors).
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from linalg_engine.arrays import MatrixLike, as_matrix, is_exact
from linalg_engine.elimination import without_steps
from linalg_engine.elimination.row_reduction import is_recordable
from linalg_engine.elimination.worksheet import RowOperation, Worksheet, worked
from linalg_engine.exact import (
    Exact,
    Scalar,
    TooLongError,
    bounded_scalar,
    has_roots,
    is_exact_number,
)
from linalg_engine.matrices import (
    MAX_EXACT_WORK,
    Matrix,
    check_size,
    elimination_work,
    integer_rows,
    overflow_in_words,
    require_square,
    too_large,
)
from linalg_engine.results import result

MAX_COFACTOR_SIZE = 3
"""Larger matrices have too many cofactors to show."""


@result
class Cofactor:
    """One term of the expansion along a row or column: ``value = sign * entry * minor_value``.

    Attributes
    ----------
    row, column
        Of the entry, counted from 0.
    entry
        The entry.
    sign
        1 or -1: the checkerboard ``(-1) ** (row + column)``.
    minor
        Shape (n - 1, n - 1), the matrix without the entry's row and column.
    minor_value
        The determinant of ``minor``.
    value
        The term.
    """

    row: int
    column: int
    entry: Scalar
    sign: int
    minor: Matrix
    minor_value: Scalar
    value: Scalar


@result
class Determinant:
    """The determinant of a square matrix with what explains it.

    Attributes
    ----------
    matrix
        Shape (n, n).
    value
        ``sign`` times the product of ``pivots``; of floats 0 where one of them is, up to rounding.
    echelon
        Shape (n, n), upper triangular, reached by ``steps``; None where those are not kept.
    pivots
        The diagonal of ``echelon``; empty where that is not kept.
    swaps
        The number of row swaps.
    steps
        Swaps and additions of multiples of rows, no scaling: only the swaps change the
        determinant, and only its sign.
    cofactors
        The expansion for 2×2 and 3×3 along the row or column with the most zeros (of equal ones
        the first row, then the first column); empty for others, and where there are too many
        roots in it.
    """

    matrix: Matrix
    value: Scalar
    echelon: Matrix | None
    pivots: tuple[Scalar, ...]
    swaps: int
    steps: tuple[RowOperation, ...]
    cofactors: tuple[Cofactor, ...]

    @property
    def sign(self) -> int:
        """1 after an even number of swaps, -1 after an odd one."""
        return -1 if self.swaps % 2 else 1

    @property
    def is_exact(self) -> bool:
        """Whether the value is exact, without any rounding."""
        return is_exact_number(self.value)

    @property
    def is_zero(self) -> bool:
        """Whether the value is 0, up to rounding if it is not exact."""
        return self.value == 0


def determinant(a: MatrixLike) -> Determinant:
    """Return the determinant of a square matrix.

    Parameters
    ----------
    a
        Shape (n, n).

    Raises
    ------
    InputError
        If ``a`` is not square or too large, or the value overflows.

    Examples
    --------
    >>> la.determinant([[1, 2], [3, 4]]).value
    Fraction(-2, 1)
    >>> la.determinant([[0.5, 1], [1, 2]]).is_zero
    True
    """
    a = check_size(as_matrix(a))
    require_square(a, "The determinant")
    record = is_recordable(a, len(a))
    rational = _rational_value(a)
    if rational is not None and not record:
        return Determinant(a, rational, None, (), 0, (), _cofactors(a))
    sheet = worked(a, len(a), partial(Worksheet.clear_below, may_scale=False), record=record)
    pivots = tuple(np.diag(sheet.matrix).tolist())
    value = _value(pivots, sheet) if rational is None else rational
    return Determinant(
        matrix=sheet.given,
        value=value,
        echelon=sheet.matrix if record else None,
        pivots=pivots if record else (),
        swaps=sheet.swaps,
        steps=tuple(sheet.steps),
        cofactors=_cofactors(sheet.given),
    )


def _rational_value(a: Matrix) -> Exact | None:
    """Return the determinant of a rational matrix, None of others and of those that cost much."""
    if not is_exact(a) or has_roots(a):
        return None
    rows, denominators = integer_rows(a)
    if elimination_work(rows) > MAX_EXACT_WORK:
        return None
    return bounded_scalar(Fraction(without_steps.determinant(rows), math.prod(denominators)))


def _value(pivots: tuple[Any, ...], sheet: Worksheet) -> Scalar:
    if is_exact(sheet.matrix):
        return bounded_scalar(math.prod(pivots) * Fraction((-1) ** sheet.swaps))
    if is_exact(sheet.given) and 0 in pivots:
        return Fraction(0)
    return _product(pivots) * (-1) ** sheet.swaps


def _product(factors: tuple[float, ...]) -> float:
    """Multiply floats without an overflow or underflow on the way."""
    mantissa, exponent = 1.0, 0
    for factor in factors:
        mantissa, shift = math.frexp(mantissa * math.frexp(factor)[0])
        exponent += shift + math.frexp(factor)[1]
    try:
        return math.ldexp(mantissa, exponent)
    except OverflowError:
        raise too_large() from None


def _cofactors(a: Matrix) -> tuple[Cofactor, ...]:
    if not 2 <= len(a) <= MAX_COFACTOR_SIZE:
        return ()
    try:
        with overflow_in_words():
            return tuple(_cofactor(a, *place) for place in _places_with_most_zeros(a))
    except TooLongError:
        return ()


def _places_with_most_zeros(a: Matrix) -> list[tuple[int, int]]:
    """Return the places of the row, or the column, that has the most zeros."""
    span = range(len(a))
    lines = [[(i, j) for j in span] for i in span] + [[(i, j) for i in span] for j in span]
    return max(lines, key=lambda line: sum(a[place] == 0 for place in line))


def _cofactor(a: Matrix, row: int, column: int) -> Cofactor:
    minor = np.delete(np.delete(a, row, axis=0), column, axis=1)
    minor_value: Scalar = minor[0, 0]
    if len(minor) == 2:
        minor_value = minor[0, 0] * minor[1, 1] - minor[0, 1] * minor[1, 0]
    sign = (-1) ** (row + column)
    entry: Scalar = a[row, column]
    return Cofactor(row, column, entry, sign, minor, minor_value, entry * minor_value * sign)
