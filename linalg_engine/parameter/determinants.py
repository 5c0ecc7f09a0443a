"""The determinant of a matrix with a letter, as a quotient of polynomials."""

from __future__ import annotations

import numpy as np

from linalg_engine.matrices import require_square
from linalg_engine.parameter.elimination import LetteredReduction, reduce_generically
from linalg_engine.parameter.ratios import LetteredMatrix, Ratio, check_total_degree
from linalg_engine.parameter.roots import Roots, real_roots
from linalg_engine.results import result

MAX_TOTAL_DEGREE = 72
"""Of a determinant, denominators cleared."""

MOST_EXPANDED = 4
"""Rows up to which the determinant is expanded along its first row."""


@result
class LetteredDeterminant:
    """The determinant of a square matrix with a letter.

    Attributes
    ----------
    matrix
        Of which it is.
    value
        The determinant.
    zeros
        Where it is 0.
    excluded
        Where an entry is not defined.
    minors
        Of 3×3 and 4×4 matrices, one for each entry of the first row: the determinant of what is
        left without its row and column. Else empty.
    reduction
        Of the matrix.
    """

    matrix: LetteredMatrix
    value: Ratio
    zeros: tuple[Roots, ...]
    excluded: tuple[Roots, ...]
    minors: tuple[Ratio, ...]
    reduction: LetteredReduction


def lettered_determinant(matrix: LetteredMatrix) -> LetteredDeterminant:
    """Return the determinant, and the values of the letter for which it is 0.

    Raises
    ------
    InputError
        If the matrix is not square, or the polynomials get too long.
    """
    entries = matrix.entries
    require_square(entries, "The determinant")
    check_total_degree(matrix, MAX_TOTAL_DEGREE)
    reduction = reduce_generically(entries, len(entries))
    value = _from_pivots(reduction)
    minors: tuple[Ratio, ...] = ()
    if 2 < len(entries) <= MOST_EXPANDED:
        rest = entries[1:]
        minors = tuple(
            _from_pivots(reduce_generically(np.delete(rest, j, axis=1), len(rest)))
            for j in range(len(entries))
        )
    excluded = real_roots(matrix.denominators)
    shut = {str(roots.polynomial) for roots in excluded}
    zeros = [r for r in real_roots([value.top]) if str(r.polynomial) not in shut]
    return LetteredDeterminant(matrix, value, tuple(zeros), tuple(excluded), minors, reduction)


def _from_pivots(reduction: LetteredReduction) -> Ratio:
    if len(reduction.pivots) < len(reduction.matrix):
        return Ratio.of(0)
    value = Ratio.of((-1) ** reduction.swaps)
    for pivot in reduction.divisors:
        value = value * pivot
    return value
