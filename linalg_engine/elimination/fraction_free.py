"""Reduced row echelon form of rational matrices by integer arithmetic: fast, no steps.

Fraction-free elimination after Bareiss, *Sylvester's Identity and Multistep
Integer-Preserving Gaussian Elimination*, Mathematics of Computation 22 (1968): every number
on the way is a minor of the integer matrix, and each division leaves no remainder.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from operator import mul

import numpy as np

from linalg_engine.matrices import Matrix

ZERO, ONE = Fraction(0), Fraction(1)


def reduced_form(rows: list[list[int]], columns: int) -> tuple[Matrix, tuple[int, ...]]:
    """Return the reduced row echelon form and its pivot columns.

    Parameters
    ----------
    rows
        m rows of n integers; they are changed.
    columns
        Pivots are looked for in the first ``columns`` columns only.

    Returns
    -------
    rref, pivots
        Shape (m, n), and the index of each pivot's column, ascending.
    """
    echelon = _eliminate(rows, columns)
    result = np.empty((len(rows), len(rows[0])), dtype=object)
    result[:] = _back_substituted(echelon)
    return result, echelon.pivots


def determinant(rows: list[list[int]]) -> int:
    """Return the determinant of n rows of n integers; they are changed."""
    echelon = _eliminate(rows, len(rows))
    return echelon.sign * echelon.last_pivot if len(echelon.pivots) == len(rows) else 0


@dataclass(frozen=True)
class _Echelon:
    """Integer rows, of which the first ``len(pivots)`` have pivots; ``sign`` is of the swaps.

    Entries left of a pivot are not cleared, only passed over.
    """

    rows: list[list[int]]
    pivots: tuple[int, ...]
    last_pivot: int
    sign: int


def _eliminate(rows: list[list[int]], columns: int) -> _Echelon:
    """Clear below each pivot, in place."""
    pivots: list[int] = []
    sign, previous = 1, 1
    for column in range(columns):
        rank = len(pivots)
        chosen = _smallest(rows, rank, column)
        if chosen < 0:
            continue
        if chosen != rank:
            rows[rank], rows[chosen] = rows[chosen], rows[rank]
            sign = -sign
        pivot = rows[rank][column]
        right = rows[rank][column + 1 :]
        head = [0] * (column + 1)
        for i in range(rank + 1, len(rows)):
            row = rows[i]
            factor = row[column]
            rest = zip(row[column + 1 :], right, strict=True)
            rows[i] = head + [(pivot * x - factor * y) // previous for x, y in rest]
        pivots.append(column)
        previous = pivot
        if len(pivots) == len(rows):
            break
    return _Echelon(rows, tuple(pivots), previous, sign)


def _smallest(rows: list[list[int]], start: int, column: int) -> int:
    """Return the row from ``start`` on with the smallest non-zero entry in the column, or -1."""
    best, size = -1, 0
    for i in range(start, len(rows)):
        entry = abs(rows[i][column])
        if entry and (best < 0 or entry < size):
            best, size = i, entry
    return best


def _back_substituted(echelon: _Echelon) -> list[list[Fraction]]:
    """Solve for each column without a pivot; over the last pivot all unknowns are integers."""
    rows, pivots, common = echelon.rows, echelon.pivots, echelon.last_pivot
    rank, width = len(pivots), len(rows[0])
    upper = [[row[c] for c in pivots] for row in rows[:rank]]
    result = [[ZERO] * width for _ in range(rank)]
    result += [_scaled(row) for row in rows[rank:]]
    for i, column in enumerate(pivots):
        result[i][column] = ONE
    for column in sorted(set(range(width)) - set(pivots)):
        unknowns = [0] * rank
        for i in range(rank - 1, -1, -1):
            right = rows[i][column]
            if column < pivots[i]:
                continue
            known = sum(map(mul, upper[i][i + 1 :], unknowns[i + 1 :]))
            unknowns[i] = (common * right - known) // upper[i][i]
            result[i][column] = Fraction(unknowns[i], common)
    return result


def _scaled(row: list[int]) -> list[Fraction]:
    """Divide a row by its first entry that is not 0, if it has one."""
    leading = next((x for x in row if x), 1)
    return [Fraction(x, leading) for x in row]
