"""Row operations on a matrix whose entries depend on a letter, with their record."""

from __future__ import annotations

from typing import Any, cast

from flint import fmpq_poly

from linalg_engine.elimination import RowOperation
from linalg_engine.matrices import Matrix
from linalg_engine.parameter.ratios import Ratio
from linalg_engine.results import result


@result
class LetteredReduction:
    """A matrix with a letter, reduced as if no polynomial in the letter were 0.

    Attributes
    ----------
    matrix, rref
        Shape (m, n), before and after.
    pivots
        The column of the pivot of row 0, 1, …
    divisors
        What was divided by: the pivots before they were made 1.
    swaps
        How many rows were swapped.
    steps
        The operations from ``matrix`` to ``rref``.
    cleared
        How many of them it took to clear below the pivots.
    """

    matrix: Matrix
    rref: Matrix
    pivots: tuple[int, ...]
    divisors: tuple[Ratio, ...]
    swaps: int
    steps: tuple[RowOperation, ...]
    cleared: int


def reduce_generically(matrix: Matrix, columns: int) -> LetteredReduction:
    """Return the reduced form for all but some values of the letter.

    As pivots, numbers and polynomials of low degree are preferred: each other one makes cases.

    Parameters
    ----------
    matrix
        Shape (m, n), of `Ratio`.
    columns
        Of the first so many columns pivots are looked for.
    """
    sheet = _Sheet(matrix)
    for column in range(columns):
        sheet.clear_below(column)
    cleared, swaps = len(sheet.steps), sum(step.kind == "swap" for step in sheet.steps)
    divisors = tuple(sheet.rows[row, column] for row, column in enumerate(sheet.pivots))
    sheet.clear_above()
    return LetteredReduction(
        matrix, sheet.rows, tuple(sheet.pivots), divisors, swaps, tuple(sheet.steps), cleared
    )


class _Sheet:
    """A matrix on which row operations are made."""

    def __init__(self, matrix: Matrix) -> None:
        self.rows = matrix.copy()
        self.pivots: list[int] = []
        self.steps: list[RowOperation] = []

    def clear_below(self, column: int) -> None:
        """Choose a pivot in a column, and make all below it 0."""
        row = len(self.pivots)
        candidates = [i for i in range(row, len(self.rows)) if self.rows[i, column] != 0]
        if not candidates:
            return
        best = min(candidates, key=lambda i: (self.rows[i, column].degree, i))
        if best != row:
            self.rows[[row, best]] = self.rows[[best, row]]
            self._record("swap", row, best, None, f"brings a pivot into column {column + 1}")
        self.pivots.append(column)
        for below in range(row + 1, len(self.rows)):
            self._clear(below, row, column, "below")

    def clear_above(self) -> None:
        """From the last pivot back, make each pivot 1 and all above it 0."""
        for row, column in reversed(list(enumerate(self.pivots))):
            pivot = self.rows[row, column]
            if pivot != 1:
                factor = 1 / pivot
                self.rows[row] = self.rows[row] * factor
                self._record("scale", row, None, factor, "makes the pivot 1")
            for above in range(row):
                self._clear(above, row, column, "above")

    def _clear(self, target: int, row: int, column: int, side: str) -> None:
        entry = self.rows[target, column]
        if entry != 0:
            factor = -(entry / self.rows[row, column])
            self.rows[target] = self.rows[target] + self.rows[row] * factor
            self._record("add", target, row, factor, f"makes the entry {side} the pivot 0")

    def _record(
        self, kind: Any, target: int, source: int | None, factor: Ratio | None, reason: str
    ) -> None:
        # A quotient of polynomials is used as a number is.
        self.steps.append(
            RowOperation(kind, target, source, cast("Any", factor), self.rows.copy(), reason)
        )


def pivots_at_root(matrix: Matrix, polynomial: fmpq_poly) -> tuple[int, ...]:
    """Return the columns with a pivot where the letter is a root of an irreducible polynomial.

    All its roots give the same. The calculation is done modulo the polynomial.

    Parameters
    ----------
    matrix
        Shape (m, n), of `Ratio` whose bottoms are not 0 there.
    """
    rows = [[_residue(x, polynomial) for x in row] for row in matrix.tolist()]
    pivots: list[int] = []
    for column in range(matrix.shape[1]):
        row = len(pivots)
        found = next((i for i in range(row, len(rows)) if rows[i][column].degree() >= 0), None)
        if found is None:
            continue
        rows[row], rows[found] = rows[found], rows[row]
        inverse = _inverse(rows[row][column], polynomial)
        pivots.append(column)
        for below in range(row + 1, len(rows)):
            factor = rows[below][column] * inverse % polynomial
            if factor.degree() >= 0:
                rows[below] = [
                    (x - factor * y) % polynomial
                    for x, y in zip(rows[below], rows[row], strict=True)
                ]
    return tuple(pivots)


def _residue(x: Ratio, polynomial: fmpq_poly) -> fmpq_poly:
    return x.top * _inverse(x.bottom, polynomial) % polynomial


def _inverse(x: fmpq_poly, polynomial: fmpq_poly) -> fmpq_poly:
    """Return the inverse modulo an irreducible polynomial."""
    # The greatest common divisor has the leading coefficient 1, so here it is 1.
    _, inverse, _ = x.xgcd(polynomial)
    return inverse % polynomial
