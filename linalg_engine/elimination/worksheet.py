"""A matrix on which row operations are made, and the record of them.

Gauss-Jordan elimination in the order of a textbook (Strang, *Introduction to Linear Algebra*,
6th ed., sections 2.2 and 3.2): column by column a pivot is chosen and everything below it is
cleared; then, from the last pivot back, each is scaled to 1 and everything above it cleared.
How a pivot is chosen, and which numbers count as 0, depends on the numbers: see `rows`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Literal

from linalg_engine.arrays import is_exact
from linalg_engine.elimination.ball_rows import BallRows, UndecidedError
from linalg_engine.elimination.rows import ROUNDING, FloatRows, FractionRows, Rows, SurdRows
from linalg_engine.exact import Scalar, TooLongError, has_roots
from linalg_engine.matrices import MAX_EXACT_WORK, Matrix, as_float, exact_work, overflow_in_words
from linalg_engine.results import result

Kind = Literal["swap", "scale", "add"]


@result
class RowOperation:
    """One elementary row operation. Rows are counted from 0.

    Attributes
    ----------
    kind
        "swap": rows ``target`` and ``source`` are swapped. "scale": row ``target`` is
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


def worked(
    a: Matrix,
    columns: int,
    work: Callable[[Worksheet], None],
    *,
    record: bool = True,
) -> Worksheet:
    """Return a worksheet on which work was done: exactly, in balls, or else in floats.

    Parameters
    ----------
    a
        Shape (m, n); it is left as it is.
    columns
        Pivots are searched in the first ``columns`` columns.
    work
        The row operations.
    record
        Whether each operation is kept in ``steps``.

    Raises
    ------
    InputError
        If a number overflows.
    """
    if is_exact(a):
        exact = [SurdRows, BallRows] if has_roots(a) else [FractionRows]
        is_affordable = exact_work(a) <= MAX_EXACT_WORK
        for rows in exact if is_affordable else exact[1:]:
            with suppress(TooLongError, UndecidedError), overflow_in_words():
                sheet = Worksheet(a, rows(a), columns, record=record)
                work(sheet)
                return sheet
        a = as_float(a)
    with overflow_in_words():
        sheet = Worksheet(a, FloatRows(a, ROUNDING * max(len(a), columns)), columns, record=record)
        work(sheet)
        return sheet


class Worksheet:
    """A matrix on which row operations are made, and the record of them.

    Parameters
    ----------
    given
        The matrix, shape (m, n): floats where the numbers are only known so.
    rows
        The same in the arithmetic that suits it.
    columns
        Pivots are searched in the first ``columns`` columns.
    record
        Whether each operation is kept in ``steps``.
    """

    def __init__(self, given: Matrix, rows: Rows, columns: int, *, record: bool = True) -> None:
        self.given = given
        self.pivots: list[int] = []
        self.swaps = 0
        self.steps: list[RowOperation] = []
        self._rows = rows
        self._columns = columns
        self._record = record

    @property
    def matrix(self) -> Matrix:
        """Shape (m, n): a copy of the matrix as it is now."""
        return self._rows.matrix()

    def clear_below(self, *, may_scale: bool = True) -> None:
        """Bring the matrix to echelon form.

        With ``may_scale`` a row whose entries all divide by its pivot is divided at once.
        """
        for column in range(self._columns):
            row = len(self.pivots)
            if row == len(self._rows):
                return
            choice = self._rows.choose(row, column, may_scale=may_scale)
            if choice is None:
                continue
            if choice.row != row:
                self._swap(row, choice.row, choice.reason)
            if choice.divides_row:
                self._scale(row, column, "makes the pivot 1; every entry of the row divides by it")
            for target in range(row + 1, len(self._rows)):
                self._clear(target, row, column, "makes the entry below the pivot 0")
            self.pivots.append(column)

    def clear_above(self) -> None:
        """Bring an echelon form to its reduced form."""
        for row in range(len(self.pivots) - 1, -1, -1):
            column = self.pivots[row]
            self._scale(row, column, "makes the pivot 1")
            for target in range(row - 1, -1, -1):
                self._clear(target, row, column, "makes the entry above the pivot 0")

    def _swap(self, target: int, source: int, reason: str) -> None:
        self._rows.swap(target, source)
        self.swaps += 1
        self._keep("swap", target, source, None, reason)

    def _scale(self, target: int, column: int, reason: str) -> None:
        factor = self._rows.scale(target, column)
        if factor is not None:
            self._keep("scale", target, None, factor, reason)

    def _clear(self, target: int, source: int, column: int, reason: str) -> None:
        factor = self._rows.clear(target, source, column)
        if factor is not None:
            self._keep("add", target, source, factor, reason)

    def _keep(
        self, kind: Kind, target: int, source: int | None, factor: Scalar | None, reason: str
    ) -> None:
        if self._record:
            self.steps.append(RowOperation(kind, target, source, factor, self.matrix, reason))
