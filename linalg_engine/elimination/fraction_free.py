"""Reduced row echelon form of rational matrices by integer arithmetic: fast, no steps.

Fraction-free elimination after Bareiss, *Sylvester's Identity and Multistep
Integer-Preserving Gaussian Elimination*, Mathematics of Computation 22 (1968): every number
on the way is a minor of the integer matrix, and each division leaves no remainder.
"""

from __future__ import annotations

from bisect import bisect
from fractions import Fraction
from operator import mul
from typing import NamedTuple

from linalg_engine.matrices import Matrix, fraction_array

ZERO, ONE = Fraction(0), Fraction(1)


def reduced_form(rows: list[list[int]], columns: int) -> tuple[Matrix, tuple[int, ...]]:
    """Return the reduced row echelon form and its pivot columns.

    Parameters
    ----------
    rows
        m rows of n integers.
    columns
        Pivots are searched in the first ``columns`` columns only.

    Returns
    -------
    rref, pivots
        Shape (m, n), and the index of each pivot's column, ascending.
    """
    echelon = _eliminate(rows, columns)
    return fraction_array(_back_substituted(echelon, len(rows[0]))), echelon.pivots


def determinant(rows: list[list[int]]) -> int:
    """Return the determinant of n rows of n integers."""
    echelon = _eliminate(rows, len(rows))
    return echelon.sign * echelon.last_pivot if len(echelon.pivots) == len(rows) else 0


class _Echelon(NamedTuple):
    """Rows in echelon form.

    Attributes
    ----------
    rows
        One for each pivot: the pivot and the entries to its right.
    rest
        What the other rows have to the right of the columns that were searched.
    pivots
        The columns of the pivots.
    last_pivot, sign
        For a square matrix of full rank their product is the determinant.
    """

    rows: list[list[int]]
    rest: list[list[int]]
    pivots: tuple[int, ...]
    last_pivot: int
    sign: int


def _eliminate(rows: list[list[int]], columns: int) -> _Echelon:
    """Take out the row of each pivot, and its column from the rows that are left."""
    done: list[list[int]] = []
    pivots: list[int] = []
    sign, previous = 1, 1
    for column in range(columns):
        if not rows:
            break
        chosen = _smallest_leading(rows)
        if chosen is None:
            rows = [row[1:] for row in rows]
            continue
        source = rows[chosen]
        pivot = source[0]
        left_over = rows[:chosen] + rows[chosen + 1 :]
        rows = []
        for row in left_over:
            entry = row[0]
            pairs = zip(row, source, strict=True)
            next(pairs)  # the column itself, which becomes 0
            rows.append([(pivot * x - entry * y) // previous for x, y in pairs])
        done.append(source)
        pivots.append(column)
        sign *= (-1) ** chosen
        previous = pivot
    return _Echelon(done, rows, tuple(pivots), previous, sign)


def _smallest_leading(rows: list[list[int]]) -> int | None:
    """Return the row whose first entry is the smallest in absolute value that is not 0, if any."""
    sizes = [abs(row[0]) for row in rows]
    return sizes.index(min(filter(None, sizes))) if any(sizes) else None


def _back_substituted(echelon: _Echelon, width: int) -> list[list[Fraction]]:
    """Solve for each column without a pivot; over the last pivot all unknowns are integers."""
    pivots, common = echelon.pivots, echelon.last_pivot
    result = [[ZERO] * width for _ in pivots]
    for row, column in zip(result, pivots, strict=True):
        row[column] = ONE
    result += [[ZERO] * (width - len(rest)) + _scaled(rest) for rest in echelon.rest]
    for column in sorted(set(range(width)) - set(pivots)):
        unknowns = [0] * width  # those of the columns with pivots; the others stay 0
        for i in range(bisect(pivots, column) - 1, -1, -1):
            pivot, row = pivots[i], echelon.rows[i]
            known = sum(map(mul, row, unknowns[pivot : pivots[-1] + 1]))
            unknowns[pivot] = (common * row[column - pivot] - known) // row[0]
            result[i][column] = Fraction(unknowns[pivot], common)
    return result


def _scaled(row: list[int]) -> list[Fraction]:
    """Divide a row by its first entry that is not 0, if it has one."""
    leading = next((x for x in row if x), 1)
    return [Fraction(x, leading) for x in row]
