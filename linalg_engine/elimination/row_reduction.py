"""Row reduction that keeps each row operation with the matrix after it.

Gauss-Jordan elimination in the order of a textbook (Strang, *Introduction to Linear Algebra*,
6th ed., sections 2.2 and 3.2): column by column a pivot is chosen and everything below it is
cleared; then, from the last pivot back, each is scaled to 1 and everything above it cleared.

Rational matrices: a swap is made when the pivot place holds 0, or when it avoids fractions.
Float matrices: partial pivoting, and a number counts as zero when it is smaller than
`ROUNDING` times the larger of rows and columns, times the size of the numbers it was computed
from (a running error bound, entry by entry: Higham, *Accuracy and Stability of Numerical
Algorithms*, 2nd ed., section 3.3). Scaling rows or columns therefore changes no rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from linalg_engine.elimination import fraction_free
from linalg_engine.formatting import pretty
from linalg_engine.matrices import (
    EPSILON,
    MAX_EXACT_WORK,
    Matrix,
    as_float,
    check_size,
    elimination_work,
    integer_rows,
    is_exact,
    minor_bits,
    overflow_in_words,
)
from linalg_engine.vectors import Scalar

ROUNDING = 64 * EPSILON
"""For each row or column: the relative size below which a float result counts as zero."""

MAX_RECORDED_SIZE = 10
"""Steps of larger matrices are not kept: nobody follows them."""

MAX_RECORDED_BITS = 1000
"""Steps with longer numbers (300 digits) are not kept."""

Kind = Literal["swap", "scale", "add"]


@dataclass(frozen=True)
class RowOperation:
    """One elementary row operation. Rows are counted from 0.

    Attributes
    ----------
    kind
        "swap": rows ``target`` and ``source`` change places. "scale": row ``target`` is
        multiplied by ``factor``. "add": ``factor`` times row ``source`` is added to row
        ``target``.
    target
        The row that changes.
    source
        The other row; None for "scale".
    factor
        Not zero; None for "swap".
    matrix
        Shape (m, n), the matrix after the operation.
    reason
        Why, in a few words.
    """

    kind: Kind
    target: int
    source: int | None
    factor: Scalar | None
    matrix: Matrix
    reason: str


@dataclass(frozen=True)
class RowReduction:
    """A matrix and its reduced row echelon form.

    Attributes
    ----------
    matrix, rref
        Shape (m, n), before and after; the last ``augmented`` columns are right-hand sides.
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
        """Whether everything was computed with rational numbers."""
        return is_exact(self.rref)


def row_reduce(a: Matrix, augmented: int = 0, *, record: bool = True) -> RowReduction:
    """Return the reduced row echelon form of ``a`` with the steps to it.

    Parameters
    ----------
    a
        Shape (m, n).
    augmented
        How many of the last columns are right-hand sides: they take part in the row
        operations and get no pivots.
    record
        Whether the steps are wanted; without them rational matrices are reduced by integer
        arithmetic, many times faster.

    Raises
    ------
    InputError
        If ``a`` is too large or a float result overflows.
    """
    columns = a.shape[1] - augmented
    check_size(a[:, :columns])
    record = record and is_recordable(a, columns)
    if is_exact(a) and not record:
        rows, _ = integer_rows(a)
        if elimination_work(rows) <= MAX_EXACT_WORK:
            rref, pivots = fraction_free.reduced_form(rows, columns)
            return RowReduction(a, rref, pivots, augmented, (), is_recorded=False)
        a = as_float(a)
    sheet = Worksheet(a, columns, record=record)
    with overflow_in_words():
        sheet.clear_below()
        sheet.clear_above()
    return RowReduction(
        a, sheet.matrix, tuple(sheet.pivots), augmented, tuple(sheet.steps), is_recorded=record
    )


def rank(a: Matrix) -> int:
    """Return the number of independent rows (and columns) of ``a``, shape (m, n)."""
    return row_reduce(a, record=False).rank


def is_recordable(a: Matrix, columns: int) -> bool:
    """Whether the steps of a matrix with so many columns for pivots are short enough to keep."""
    if max(len(a), columns) > MAX_RECORDED_SIZE:
        return False
    return not is_exact(a) or minor_bits(integer_rows(a)[0]) <= MAX_RECORDED_BITS


class Worksheet:
    """A matrix on which row operations are made, and the record of them.

    Parameters
    ----------
    a
        Shape (m, n); it is left as it is.
    columns
        Pivots are looked for in the first ``columns`` columns.
    record
        Whether each operation is kept in ``steps``.
    rounding
        For floats: see the head of this module; 0 takes every number as it is.
    """

    def __init__(
        self, a: Matrix, columns: int, *, record: bool = True, rounding: float = ROUNDING
    ) -> None:
        self.matrix = a.copy()
        self.pivots: list[int] = []
        self.swaps = 0
        self.steps: list[RowOperation] = []
        self._columns = columns
        self._record = record
        self._tolerance = rounding * max(len(a), columns)
        self._sizes: NDArray[np.float64] | None = None if is_exact(a) else np.abs(as_float(a))

    def clear_below(self, *, may_scale: bool = True) -> None:
        """Bring the matrix to echelon form.

        With ``may_scale`` a row whose entries all divide by its pivot is divided at once.
        """
        for column in range(self._columns):
            row = len(self.pivots)
            if row == len(self.matrix):
                return
            choice = self._choose(row, column, may_scale=may_scale)
            if choice is None:
                continue
            if choice.row != row:
                self._swap(row, choice.row, choice.reason)
            if choice.divides_row:
                self._scale(row, column, "makes the pivot 1; every entry of the row divides by it")
            for target in range(row + 1, len(self.matrix)):
                self._clear(target, row, column, "makes the entry below the pivot 0")
            self.pivots.append(column)

    def clear_above(self) -> None:
        """Bring an echelon form to its reduced form."""
        for row in range(len(self.pivots) - 1, -1, -1):
            column = self.pivots[row]
            self._scale(row, column, "makes the pivot 1")
            for target in range(row - 1, -1, -1):
                self._clear(target, row, column, "makes the entry above the pivot 0")

    def _choose(self, row: int, column: int, *, may_scale: bool) -> _Choice | None:
        if self._sizes is None:
            return _teachers_choice(self.matrix[row:], row, column, may_scale=may_scale)
        return _largest(self.matrix[row:, column], row)

    def _swap(self, target: int, source: int, reason: str) -> None:
        for array in (self.matrix, self._sizes):
            if array is not None:
                array[[target, source]] = array[[source, target]]
        self.swaps += 1
        self._keep("swap", target, source, None, reason)

    def _scale(self, target: int, column: int, reason: str) -> None:
        """Divide a row by its entry in the column."""
        pivot = self.matrix[target, column]
        if pivot == 1:
            return
        factor = 1 / pivot
        scaled = self.matrix[target] * factor + 0
        scaled[column] = pivot / pivot
        self.matrix[target] = scaled
        if self._sizes is not None:
            self._sizes[target] *= abs(factor)
        self._keep("scale", target, None, factor, reason)

    def _clear(self, target: int, source: int, column: int, reason: str) -> None:
        """Add the multiple of the source row that makes the target's entry 0."""
        entry = self.matrix[target, column]
        if entry == 0:
            return
        factor = -entry / self.matrix[source, column]
        added = self.matrix[target] + factor * self.matrix[source]
        if self._sizes is not None:
            added[column] = 0
            sizes = np.maximum(self._sizes[target], abs(factor) * self._sizes[source])
            added[np.abs(added) <= self._tolerance * sizes] = 0
            self._sizes[target] = np.where(added == 0, 0, np.maximum(sizes, np.abs(added)))
        self.matrix[target] = added
        self._keep("add", target, source, factor, reason)

    def _keep(
        self, kind: Kind, target: int, source: int | None, factor: Scalar | None, reason: str
    ) -> None:
        if self._record:
            after = self.matrix.copy()
            self.steps.append(RowOperation(kind, target, source, factor, after, reason))


class _Choice(NamedTuple):
    """The row a pivot is taken from, why it is brought up, whether it is divided at once."""

    row: int
    reason: str
    divides_row: bool = False


def _largest(column: NDArray[np.float64], start: int) -> _Choice | None:
    """Partial pivoting: factors of at most 1 keep rounding errors small."""
    index = int(np.argmax(np.abs(column)))
    if column[index] == 0:
        return None
    return _Choice(start + index, "the largest entry as pivot keeps rounding errors small")


def _teachers_choice(rows: Matrix, start: int, column: int, *, may_scale: bool) -> _Choice | None:
    """Choose the pivot that avoids fractions; among equals the one that needs no swap."""
    entries = [x for x in rows[:, column] if x != 0]
    if not entries:
        return None
    best, index = min(
        (_fraction_cost(row, column, entries, may_scale=may_scale), i)
        for i, row in enumerate(rows)
        if row[column] != 0
    )
    pivot: Fraction = rows[index, column]
    needed = f"the pivot place holds 0; row {start + index + 1} has {pretty(pivot)} there"
    reasons = (
        f"a pivot of {pretty(pivot)} avoids fractions",
        f"{pretty(pivot)} divides every entry below it, which avoids fractions",
        f"row {start + index + 1} divides by its first entry without fractions",
        needed,
    )
    reason = needed if rows[0, column] == 0 else reasons[best]
    return _Choice(start + index, reason, divides_row=best == 2)


def _fraction_cost(
    row: NDArray[np.object_], column: int, entries: list[Fraction], *, may_scale: bool
) -> int:
    """Return 0 for a pivot ±1, 1 if it divides the others, 2 if it divides its row, else 3."""
    pivot = row[column]
    if abs(pivot) == 1:
        return 0
    if all((x / pivot).denominator == 1 for x in entries):
        return 1
    if may_scale and all((x / pivot).denominator == 1 for x in row):
        return 2
    return 3
