"""Row reduction of a matrix with a letter by cases: for most values of it, and for each other."""

from __future__ import annotations

from typing import Literal

from linalg_engine.elimination import RowReduction, row_reduce
from linalg_engine.exact import Exact
from linalg_engine.parameter.elimination import (
    LetteredReduction,
    pivots_at_root,
    reduce_generically,
)
from linalg_engine.parameter.ratios import LetteredMatrix, check_total_degree
from linalg_engine.parameter.roots import Roots, real_roots
from linalg_engine.results import result

MAX_TOTAL_DEGREE = 24
"""Of the determinants in a matrix that is reduced; measured, 0.3 s for the largest."""

Kind = Literal["one", "none", "many"]


@result
class Case:
    """What holds for one value of the letter, or for the roots of a polynomial.

    Attributes
    ----------
    roots
        Of which polynomial the value is a root.
    value
        The value; None where it is not known exactly: then it holds for all real roots.
    pivots
        The columns with a pivot, right-hand sides included.
    reduction
        Of the matrix with the value put in; None where that is not known.
    """

    roots: Roots
    value: Exact | None
    pivots: tuple[int, ...]
    reduction: RowReduction | None


@result
class ReductionByCases:
    """A matrix with a letter in reduced form.

    Attributes
    ----------
    matrix
        Of shape (m, n), the last ``augmented`` columns being right-hand sides.
    augmented
        How many.
    generic
        The reduction for all values that are no case.
    pivots
        The columns with a pivot then, right-hand sides included.
    cases
        The values where other columns have pivots, in ascending order.
    excluded
        Where an entry is not defined.
    """

    matrix: LetteredMatrix
    augmented: int
    generic: LetteredReduction
    pivots: tuple[int, ...]
    cases: tuple[Case, ...]
    excluded: tuple[Roots, ...]

    @property
    def unknowns(self) -> int:
        """How many columns are no right-hand sides."""
        return self.matrix.entries.shape[1] - self.augmented

    def rank(self, pivots: tuple[int, ...]) -> int:
        """Return how many of the pivots are in columns that are no right-hand sides."""
        return sum(column < self.unknowns for column in pivots)

    def kind(self, pivots: tuple[int, ...]) -> Kind:
        """Return how many solutions the system has whose reduced form has these pivots."""
        if any(column >= self.unknowns for column in pivots):
            return "none"
        return "one" if len(pivots) == self.unknowns else "many"


def reduce_by_cases(matrix: LetteredMatrix, augmented: int = 0) -> ReductionByCases:
    """Return the reduced form for most values of the letter, and the values where it differs.

    A reduced form with the same pivots has the same formulas, so only values with other pivots
    are cases. They are roots of something that the elimination divides by.

    Raises
    ------
    InputError
        If the polynomials get too long.
    """
    check_total_degree(matrix, MAX_TOTAL_DEGREE)
    entries = matrix.entries
    columns = entries.shape[1]
    generic = reduce_generically(entries, columns - augmented)
    whole = reduce_generically(entries, columns)
    excluded = real_roots(matrix.denominators)
    shut = {str(roots.polynomial) for roots in excluded}
    candidates = real_roots([pivot.top for pivot in whole.divisors])
    cases = [
        case
        for roots in candidates
        if str(roots.polynomial) not in shut
        for case in _cases(matrix, augmented, roots)
        if case.pivots != whole.pivots
    ]
    cases.sort(
        key=lambda case: case.roots.approximate[0] if case.value is None else float(case.value)
    )
    return ReductionByCases(matrix, augmented, generic, whole.pivots, tuple(cases), tuple(excluded))


def _cases(matrix: LetteredMatrix, augmented: int, roots: Roots) -> list[Case]:
    pivots = pivots_at_root(matrix.entries, roots.polynomial)
    if not roots.exact:
        return [Case(roots, None, pivots, None)]
    return [
        Case(roots, value, pivots, row_reduce(matrix.at(value), augmented)) for value in roots.exact
    ]
