"""Rounded entries: by how much each may be off, and so what is computed with them.

Whole numbers, roots and fractions such as 1/3 are exact. Decimals with two digits and more may be
rounded: an answer is right where numbers that round to what was typed satisfy what is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import numpy as np

from bot.topics.quiz.answers import FEWEST_DECIMALS, decimals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from linalg_engine.arrays import Array
    from linalg_engine.exact import Scalar

HALF = Fraction(51, 100)
"""Of a unit of the last digit, by which a rounded number may be off; people round 5 both ways."""

FEWEST_UNITS = 10
"""Units of the last digit in the largest entry, of a vector that is not all rounding."""


@dataclass(frozen=True)
class Measured:
    """An array and by how much each of its entries may be off.

    Attributes
    ----------
    values
        Shape (m,) or (m, n), exact numbers.
    slack
        The same shape, 0 where the entry is exact.

    Examples
    --------
    >>> v = measured(as_vector([Fraction("0.71"), Fraction("0.71")]))
    >>> (v @ v).agrees(1), (v @ v).agrees(2)
    (True, False)
    """

    values: Array
    slack: Array

    def __matmul__(self, other: Measured) -> Measured:
        sizes = np.abs(self.values) @ other.slack + self.slack @ np.abs(other.values)
        return Measured(self.values @ other.values, sizes + self.slack @ other.slack)

    def __sub__(self, other: Measured) -> Measured:
        return Measured(self.values - other.values, self.slack + other.slack)

    @property
    def T(self) -> Measured:  # noqa: N802 - as NumPy calls it
        """The transpose."""
        return Measured(self.values.T, self.slack.T)

    @property
    def is_rounded(self) -> bool:
        """Whether any entry may be off."""
        return bool(np.any(self.slack != 0))

    def column(self, position: int) -> Measured:
        """Return a column, shape (m,)."""
        return Measured(self.values[:, position], self.slack[:, position])

    def off(self, right: Array | Scalar | int) -> NDArray[np.bool_]:
        """Return which entries cannot be the right ones, the same shape."""
        apart = np.abs(self.values - right) > self.slack
        return cast("NDArray[np.bool_]", np.asarray(apart, dtype=bool))

    def agrees(self, right: Array | Scalar | int) -> bool:
        """Whether all entries can be the right ones."""
        return not self.off(right).any()

    @property
    def is_zero(self) -> bool:
        """Whether all entries are 0, or too small to say anything."""
        return not np.any(np.abs(self.values) > (FEWEST_UNITS - 1) * 2 * self.slack)


def measured(a: Array) -> Measured:
    """Return an array that was typed, with half a unit of the last digit where it is rounded."""
    places = [decimals(x) for x in a.flat]
    most = max((n for n in places if n is not None), default=0)
    half = HALF / 10**most if most >= FEWEST_DECIMALS else Fraction(0)
    slack = [half if n else Fraction(0) for n in places]
    return Measured(a, np.array(slack, dtype=object).reshape(a.shape))


def exactly(a: Array) -> Measured:
    """Return an array of which every entry is right."""
    return Measured(a, np.full(a.shape, Fraction(0), dtype=object))
