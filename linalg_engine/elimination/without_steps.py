"""Reduced row echelon form and determinant of rational matrices by FLINT: fast, no steps."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz_mat

from linalg_engine.matrices import Matrix, fraction_array

ZERO, ONE = Fraction(0), Fraction(1)


def reduced_form(rows: list[list[int]]) -> tuple[Matrix, tuple[int, ...]]:
    """Return the reduced row echelon form and its pivot columns.

    Parameters
    ----------
    rows
        m rows of n integers.

    Returns
    -------
    rref, pivots
        Shape (m, n), and the index of each pivot's column, ascending.
    """
    width = len(rows[0])
    reduced, common, rank = fmpz_mat(rows).rref()
    denominator = int(common)
    pivots: list[int] = []
    column = 0
    for i in range(rank):
        while not reduced[i, column]:
            column += 1
        pivots.append(column)
        column += 1
    free = sorted(set(range(width)).difference(pivots))
    result = [[ZERO] * width for _ in rows]
    for i, pivot in enumerate(pivots):
        result[i][pivot] = ONE
        for k in free:
            if numerator := int(reduced[i, k]):
                result[i][k] = Fraction(numerator, denominator)
    return fraction_array(result), tuple(pivots)


def determinant(rows: list[list[int]]) -> int:
    """Return the determinant of n rows of n integers."""
    return int(fmpz_mat(rows).det())
