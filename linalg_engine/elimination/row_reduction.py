"""Row reduction: the reduced row echelon form of a matrix, with the steps to it."""

from __future__ import annotations

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import MatrixLike, as_matrix, is_exact
from linalg_engine.elimination import without_steps
from linalg_engine.elimination.worksheet import RowOperation, Worksheet, worked
from linalg_engine.exact import has_roots
from linalg_engine.matrices import (
    MAX_EXACT_WORK,
    Matrix,
    check_size,
    elimination_work,
    integer_rows,
    minor_bits,
)
from linalg_engine.results import result

MAX_RECORDED_SIZE = 10
"""Steps of larger matrices are not kept."""

MAX_RECORDED_BITS = 1000
"""Steps with longer numbers (300 digits) are not kept."""


@result
class RowReduction:
    """A matrix and its reduced row echelon form.

    Attributes
    ----------
    matrix, rref
        Shape (m, n), before and after; the last ``augmented`` columns are right-hand sides.
        With more roots than exact arithmetic can afford ``rref`` is rounded, its zeros are not.
    pivots
        The column of the pivot of row 0, 1, …, ascending.
    augmented
        How many columns at the right have no pivots because they are right-hand sides.
    steps
        The operations from ``matrix`` to ``rref``; for floats up to rounding, because what
        must be 0 or 1 is set to it.
    is_recorded
        False where the steps were not wanted or would be too long; then there are none.
    """

    matrix: Matrix
    rref: Matrix
    pivots: tuple[int, ...]
    augmented: int
    steps: tuple[RowOperation, ...]
    is_recorded: bool

    @property
    def rank(self) -> int:
        """The number of pivots: the rank of the columns that are not augmented."""
        return len(self.pivots)

    @property
    def free_columns(self) -> tuple[int, ...]:
        """The columns without a pivot, ascending, right-hand sides aside."""
        coefficients = range(self.matrix.shape[1] - self.augmented)
        return tuple(column for column in coefficients if column not in self.pivots)

    @property
    def is_exact(self) -> bool:
        """Whether everything was computed with exact numbers."""
        return is_exact(self.rref)


def row_reduce(a: MatrixLike, augmented: int = 0, *, record: bool = True) -> RowReduction:
    """Return the reduced row echelon form of ``a`` with the steps to it.

    Parameters
    ----------
    a
        Shape (m, n).
    augmented
        How many of the last columns are right-hand sides: they take part in the row
        operations and get no pivots.
    record
        Whether the steps are wanted; without them rational matrices are reduced by FLINT, many
        times faster, and right-hand sides with the rest: a contradiction reads 0 = 1.

    Raises
    ------
    InputError
        If ``a`` is too large or has fewer columns than ``augmented``, or a float result overflows.

    Examples
    --------
    >>> reduction = la.row_reduce([[1, 2, 3], [2, 4, 7]])
    >>> reduction.pivots
    (0, 2)
    >>> print(reduction.steps[0].kind, reduction.steps[0].factor)
    add -2
    """
    a = as_matrix(a)
    augmented = whole_number(augmented, "The number of right-hand sides", 0, a.shape[1])
    columns = a.shape[1] - augmented
    check_size(a[:, :columns])
    record = record and is_recordable(a, columns)
    if is_exact(a) and not record and not has_roots(a):
        rows, _ = integer_rows(a)
        if elimination_work(rows) <= MAX_EXACT_WORK:
            rref, found = without_steps.reduced_form(rows)
            pivots = found if not augmented else tuple(k for k in found if k < columns)
            return RowReduction(a, rref, pivots, augmented, (), is_recorded=False)
    sheet = worked(a, columns, _reduce, record=record)
    return RowReduction(
        matrix=sheet.given,
        rref=sheet.matrix,
        pivots=tuple(sheet.pivots),
        augmented=augmented,
        steps=tuple(sheet.steps),
        is_recorded=record,
    )


def _reduce(sheet: Worksheet) -> None:
    sheet.clear_below()
    sheet.clear_above()


def rank(a: MatrixLike) -> int:
    """Return the number of independent rows (and columns) of ``a``, shape (m, n).

    Examples
    --------
    >>> la.rank([[1, 2], [2, 4]])
    1
    """
    return row_reduce(a, record=False).rank


def is_recordable(a: Matrix, columns: int) -> bool:
    """Whether the steps of a matrix with so many columns for pivots are short enough to keep."""
    if max(len(a), columns) > MAX_RECORDED_SIZE:
        return False
    if not is_exact(a) or has_roots(a):
        return True
    return minor_bits(integer_rows(a)[0]) <= MAX_RECORDED_BITS
