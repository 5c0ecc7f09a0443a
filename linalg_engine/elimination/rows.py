"""The rows of a worksheet, in the arithmetic that suits their numbers.

Rational matrices: a swap is made when the pivot place holds 0, or when it avoids fractions.
Matrices with roots: where it holds 0, or when it avoids roots.
Float matrices: partial pivoting, and a number counts as zero when it is smaller than
`ROUNDING` times the larger of rows and columns, times the size of the numbers it was computed
from (a running error bound, entry by entry: Higham, *Accuracy and Stability of Numerical
Algorithms*, 2nd ed., section 3.3). Scaling rows or columns therefore changes no rank.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple, Protocol

import numpy as np

from linalg_engine.arrays import Floats
from linalg_engine.exact import Exact, Scalar
from linalg_engine.formatting import pretty
from linalg_engine.matrices import EPSILON, Matrix, fraction_array, integer_rows

ROUNDING = 64 * EPSILON
"""For each row or column: the relative size below which a float result counts as zero."""

LARGEST = "the largest entry as pivot keeps rounding errors small"
"""Why a pivot is chosen where numbers are rounded."""


class Choice(NamedTuple):
    """The row a pivot is taken from, why it is brought up, whether it is divided at once."""

    row: int
    reason: str
    divides_row: bool = False


class Rows(Protocol):
    """The rows of a worksheet, in the arithmetic that suits their numbers."""

    def __len__(self) -> int: ...

    def choose(self, start: int, column: int, *, may_scale: bool) -> Choice | None:
        """Choose the pivot of a column among the rows from ``start`` on."""
        ...

    def swap(self, target: int, source: int) -> None:
        """Swap two rows."""
        ...

    def scale(self, target: int, column: int) -> Scalar | None:
        """Make an entry 1 and return the factor of its row; None when it is 1 already."""
        ...

    def clear(self, target: int, source: int, column: int) -> Scalar | None:
        """Make an entry 0 and return the factor of the source row; None when it is 0 already."""
        ...

    def matrix(self) -> Matrix:
        """Return a copy of the rows as a matrix."""
        ...


class FractionRows:
    """Each row as whole numbers over one denominator, in lowest terms.

    `Fraction` would reduce to lowest terms after every sum and product; here that happens once for
    a row.
    """

    def __init__(self, a: Matrix) -> None:
        self._over, self._under = integer_rows(a)
        self._fractions = a.copy()

    def __len__(self) -> int:
        return len(self._over)

    def choose(self, start: int, column: int, *, may_scale: bool) -> Choice | None:
        """Choose the pivot that avoids fractions; among equals the one that needs no swap."""
        rows = range(start, len(self))
        candidates = [i for i in rows if self._over[i][column]]
        if not candidates:
            return None
        best, chosen = min(
            (self._fraction_cost(i, column, candidates, may_scale=may_scale), i) for i in candidates
        )
        pivot = pretty(self._fractions[chosen, column])
        needed = f"the pivot place holds 0; row {chosen + 1} has {pivot} there"
        reasons = (
            f"a pivot of {pivot} avoids fractions",
            f"{pivot} divides every entry below it, which avoids fractions",
            f"row {chosen + 1} divides by its first entry without fractions",
            needed,
        )
        reason = reasons[best] if candidates[0] == start else needed
        return Choice(chosen, reason, divides_row=best == 2)

    def _fraction_cost(
        self, row: int, column: int, candidates: list[int], *, may_scale: bool
    ) -> int:
        """Return 0 for a pivot ±1, 1 if it divides the others, 2 if it divides its row, else 3."""
        over, under = self._over[row], self._under[row]
        pivot = over[column]
        if abs(pivot) == under:
            return 0
        if all(self._over[i][column] * under % (pivot * self._under[i]) == 0 for i in candidates):
            return 1
        if may_scale and all(x % pivot == 0 for x in over):
            return 2
        return 3

    def swap(self, target: int, source: int) -> None:
        """Swap two rows."""
        over, under, both = self._over, self._under, [target, source]
        over[target], over[source] = over[source], over[target]
        under[target], under[source] = under[source], under[target]
        self._fractions[both] = self._fractions[both[::-1]]

    def scale(self, target: int, column: int) -> Fraction | None:
        """Make an entry 1 and return the factor of its row; None when it is 1 already."""
        pivot, under = self._over[target][column], self._under[target]
        if pivot == under:
            return None
        self._write(target, self._over[target], pivot)
        return Fraction(under, pivot)

    def clear(self, target: int, source: int, column: int) -> Fraction | None:
        """Make an entry 0 and return the factor of the source row; None when it is 0 already."""
        entry, pivot = self._over[target][column], self._over[source][column]
        if entry == 0:
            return None
        factor = Fraction(-entry * self._under[source], pivot * self._under[target])
        common = math.gcd(entry, pivot)
        entry, pivot = entry // common, pivot // common
        pairs = zip(self._over[target], self._over[source], strict=True)
        self._write(target, [pivot * x - entry * y for x, y in pairs], pivot * self._under[target])
        return factor

    def _write(self, target: int, over: list[int], under: int) -> None:
        common = math.gcd(*over, under) * (1 if under > 0 else -1)
        over, under = [x // common for x in over], under // common
        self._over[target], self._under[target] = over, under
        self._fractions[target] = fraction_array([[Fraction(x, under) for x in over]])

    def matrix(self) -> Matrix:
        """Return a copy of the rows as a matrix."""
        return self._fractions.copy()


class SurdRows:
    """Rows of exact numbers with roots, one object each."""

    def __init__(self, a: Matrix) -> None:
        self._rows = a.copy()

    def __len__(self) -> int:
        return len(self._rows)

    def choose(self, start: int, column: int, *, may_scale: bool) -> Choice | None:  # noqa: ARG002
        """Choose a pivot that is rational, ±1 at best; among equals the one without a swap."""
        entries: list[Exact] = self._rows[start:, column].tolist()
        candidates = [i for i, x in enumerate(entries) if x != 0]
        if not candidates:
            return None
        _, chosen = min((_root_cost(entries[i]), i) for i in candidates)
        row, pivot = start + chosen, pretty(entries[chosen])
        if candidates[0] > 0:
            return Choice(row, f"the pivot place holds 0; row {row + 1} has {pivot} there")
        return Choice(row, f"a pivot of {pivot} avoids roots")

    def swap(self, target: int, source: int) -> None:
        """Swap two rows."""
        self._rows[[target, source]] = self._rows[[source, target]]

    def scale(self, target: int, column: int) -> Exact | None:
        """Make an entry 1 and return the factor of its row; None when it is 1 already."""
        pivot = self._rows[target, column]
        if pivot == 1:
            return None
        factor = 1 / pivot
        self._rows[target] *= factor
        return factor

    def clear(self, target: int, source: int, column: int) -> Exact | None:
        """Make an entry 0 and return the factor of the source row; None when it is 0 already."""
        entry = self._rows[target, column]
        if entry == 0:
            return None
        factor = -entry / self._rows[source, column]
        self._rows[target] += factor * self._rows[source]
        return factor

    def matrix(self) -> Matrix:
        """Return a copy of the rows as a matrix."""
        return self._rows.copy()


def _root_cost(pivot: Exact) -> int:
    """Return 0 for ±1, 1 for other rational numbers, 2 for numbers with roots."""
    return 2 if not isinstance(pivot, Fraction) else int(abs(pivot) != 1)


class FloatRows:
    """float64 rows with the size of the numbers that each entry was computed from."""

    def __init__(self, a: Floats, tolerance: float) -> None:
        self._rows = a.copy()
        self._sizes = np.abs(a)
        self._tolerance = tolerance

    def __len__(self) -> int:
        return len(self._rows)

    def choose(self, start: int, column: int, *, may_scale: bool) -> Choice | None:  # noqa: ARG002
        """Partial pivoting: factors of at most 1 keep rounding errors small."""
        entries = self._rows[start:, column]
        index = int(np.argmax(np.abs(entries)))
        if entries[index] == 0:
            return None
        return Choice(start + index, LARGEST)

    def swap(self, target: int, source: int) -> None:
        """Swap two rows."""
        for array in (self._rows, self._sizes):
            array[[target, source]] = array[[source, target]]

    def scale(self, target: int, column: int) -> float | None:
        """Make an entry 1 and return the factor of its row; None when it is 1 already."""
        pivot = self._rows[target, column]
        if pivot == 1:
            return None
        factor = 1 / pivot
        scaled = self._rows[target] * factor + 0
        scaled[column] = 1
        self._rows[target] = scaled
        self._sizes[target] *= abs(factor)
        return factor

    def clear(self, target: int, source: int, column: int) -> float | None:
        """Make an entry 0 and return the factor of the source row; None when it is 0 already."""
        entry = self._rows[target, column]
        if entry == 0:
            return None
        factor = -entry / self._rows[source, column]
        added = self._rows[target] + factor * self._rows[source]
        added[column] = 0
        sizes = np.maximum(self._sizes[target], abs(factor) * self._sizes[source])
        added[np.abs(added) <= self._tolerance * sizes] = 0
        self._sizes[target] = np.where(added == 0, 0, np.maximum(sizes, np.abs(added)))
        self._rows[target] = added
        return factor

    def matrix(self) -> Matrix:
        """Return a copy of the rows as a matrix."""
        return self._rows.copy()
