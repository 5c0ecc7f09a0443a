"""The work that one expression may take, estimated before it is done.

The estimates are in microseconds, measured on one core of 2024, and rather too high.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from linalg_engine import exact as exact_numbers
from linalg_engine.arrays import is_exact
from linalg_engine.elimination.row_reduction import MAX_RECORDED_SIZE
from linalg_engine.errors import InputError, too_large
from linalg_engine.exact import Surd
from linalg_engine.matrices import as_float

MAX_WORK = 60_000.0
"""Of one expression, beside reading it."""

NUMBER_COST = 5.0
"""Of one operation on two numbers."""

CONVERSION_COST = 1.5
"""Of turning one Fraction into a float."""

ROOT_CONVERSION_COST = 12.0
"""Of turning one Surd into a float."""

ROOT_COST = 8.0
"""Of a product of two Surds, for each pair of terms."""

COMPLEX_POWER_COST = 500.0
"""Of a power of a complex number, up to where its digits are too many."""

WORD_BITS = 256
"""Up to this length integers cost about the same."""


class Bits(NamedTuple):
    """The lengths of the longest numerator and denominator; 0 for a denominator of 1.

    ``terms`` is how many terms sums and products of the numbers can have: 1 without roots.
    """

    top: int
    bottom: int
    terms: int = 1


class Budget:
    """What is left of `MAX_WORK`."""

    def __init__(self) -> None:
        self._left = MAX_WORK

    def affords(self, cost: float) -> bool:
        """Whether so much is left."""
        return cost <= self._left

    def spend(self, cost: float) -> None:
        """Take ``cost`` microseconds.

        Raises
        ------
        InputError
            If so much is not left.
        """
        if not self.affords(cost):
            raise InputError(
                "This is too much work for one expression; split it, "
                "or use smaller matrices and shorter numbers."
            )
        self._left -= cost

    def exact_or_float(
        self, *arrays: NDArray[Any], exact: float, floating: float
    ) -> list[NDArray[Any]]:
        """Pay for one operation on ``arrays``; return them as floats where exact is too expensive.

        Parameters
        ----------
        exact, floating
            The cost with the arrays as they are, and with floats.
        """
        if all(map(is_exact, arrays)) and self.affords(exact):
            self.spend(exact)
            return list(arrays)
        entries = sum(array.size for array in arrays if is_exact(array))
        has_roots = any(map(exact_numbers.has_roots, arrays))
        conversion = ROOT_CONVERSION_COST if has_roots else CONVERSION_COST
        self.spend(floating + conversion * entries)
        return [in_floats(array) for array in arrays]


def in_floats(array: NDArray[Any]) -> NDArray[Any]:
    """Return an array as float64, or complex128 where it has complex entries.

    Raises
    ------
    InputError
        If a number is beyond the range of floats.
    """
    if array.dtype.kind == "c":
        return array
    if not (is_exact(array) and any(isinstance(x, Surd) and not x.is_real for x in array.flat)):
        return as_float(array)
    try:
        return np.array([complex(x) for x in array.flat]).reshape(array.shape)
    except OverflowError:
        raise too_large() from None


def bits_of(*arrays: NDArray[Any]) -> Bits:
    """Return the lengths of the numbers in exact arrays; floats have none."""
    entries = [x for array in arrays if is_exact(array) for x in array.flat]
    top = bottom = 0
    for x in entries:
        over, under = exact_numbers.bits(x)
        if over > top:
            top = over
        if under > bottom:
            bottom = under
    return Bits(top, bottom if bottom > 1 else 0, exact_numbers.degree(entries))


def entrywise_cost(entries: int, bits: Bits) -> float:
    """Of one exact operation on each entry."""
    return 3 + entries * (8 + (bits.top + bits.bottom) / 60) * bits.terms**2


def float_entrywise_cost(entries: int) -> float:
    """Of one operation on each entry in floats, or of making so many exact entries."""
    return 3 + 0.3 * entries


def sum_cost(terms: int, bits: Bits) -> float:
    """Of an exact sum of products: the denominators may have nothing in common."""
    longest = 2 * (bits.top + terms * bits.bottom)
    return 5 + terms * (8 + longest / 120 + (longest / 1000) ** 2) * bits.terms**2


def product_cost(m: int, k: int, n: int, bits: Bits) -> float:
    """Of the exact product of shapes (m, k) and (k, n)."""
    if bits.terms > 1:
        return 30 + ROOT_COST * bits.terms**2 * m * k * n
    longest = bits.top + k * bits.bottom
    reading = (m * k + k * n) * (2 + k * bits.bottom / 1000)
    return 30 + reading + m * n * (6 + longest / 20) + 0.15 * m * k * n * _length(longest)


def float_product_cost(m: int, k: int, n: int) -> float:
    """Of the same product in floats."""
    return 30 + 0.02 * (m * k + k * n + m * n) + 0.0002 * m * k * n


def common_denominators_cost(m: int, n: int, bits: Bits) -> float:
    """Of finding the common denominator of each row of shape (m, n)."""
    return m * n * (1 + n * bits.bottom / 800)


def elimination_cost(m: int, n: int, work: float) -> float:
    """Of the exact reduction of shape (m, n); ``work`` as `matrices.elimination_work` has it."""
    recorded = 40 if m <= MAX_RECORDED_SIZE else 4
    return 300 + recorded * m * n + 0.13 * work


def float_elimination_cost(m: int, n: int) -> float:
    """Of the same reduction in floats, one call of NumPy for each row and pivot."""
    return 300 + 12 * m * min(m, n)


def exponential_cost(n: int) -> float:
    """Of the exponential of an n×n matrix."""
    return 1_000 + 0.8 * n**3


def _length(bits: int) -> float:
    return (1 + bits / WORD_BITS) ** 1.6
