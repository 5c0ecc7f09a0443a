"""Rows of numbers with more roots than exact arithmetic can afford, zero decided all the same.

Each number is a ball of FLINT, which holds it for certain. After elimination it is a quotient of
minors of the matrix, and a minor of algebraic integers of degree D that is not 0 has conjugates
whose product is at least 1; as none of them is larger than the bound ``2**h`` on minors, it is at
least ``2**(-h (D - 1))``. A ball below that holds 0.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from flint import arb, ctx, fmpq

from linalg_engine.elimination.rows import LARGEST, Choice
from linalg_engine.exact import Surd, degree
from linalg_engine.matrices import finite

if TYPE_CHECKING:
    from linalg_engine.arrays import Floats
    from linalg_engine.exact import Exact
    from linalg_engine.matrices import Matrix

MAX_WORK = 20_000_000
"""Of an elimination, in bits of precision times multiplications: some tenths of a second."""

MAX_DEGREE = 4096
"""Over the rationals, of the field that the entries generate."""

GUARD_BITS = 128
"""Precision beyond that which decides whether a number is 0."""


class UndecidedError(ArithmeticError):
    """Zero cannot be decided at this cost."""


class BallRows:
    """Rows of balls; entries that are 0 are exactly that, and no other ball holds 0.

    Parameters
    ----------
    a
        Shape (m, n), exact.

    Raises
    ------
    UndecidedError
        If zero cannot be decided at a bounded cost, from the constructor or from `clear`.
    """

    def __init__(self, a: Matrix) -> None:
        zero_bits = _zero_bits(a)
        self._bits = 2 * zero_bits + GUARD_BITS
        if self._bits * len(a) * a.size > MAX_WORK:
            raise UndecidedError
        with ctx.workprec(self._bits):
            self._least = arb(2) ** -zero_bits
            self._rows = [[_ball(x) for x in row] for row in a.tolist()]

    def __len__(self) -> int:
        return len(self._rows)

    def choose(self, start: int, column: int, *, may_scale: bool) -> Choice | None:  # noqa: ARG002
        """Choose the largest entry."""
        sizes = [float(abs(row[column]).upper()) for row in self._rows[start:]]
        largest = max(sizes)
        return Choice(start + sizes.index(largest), LARGEST) if largest else None

    def swap(self, target: int, source: int) -> None:
        """Swap two rows."""
        rows = self._rows
        rows[target], rows[source] = rows[source], rows[target]

    def scale(self, target: int, column: int) -> float | None:
        """Make an entry 1 and return the factor of its row; None when it is 1 already."""
        row = self._rows[target]
        if row[column] == 1:
            return None
        with ctx.workprec(self._bits):
            factor = 1 / row[column]
            self._rows[target] = [x * factor for x in row]
        self._rows[target][column] = arb(1)
        return float(factor)

    def clear(self, target: int, source: int, column: int) -> float | None:
        """Make an entry 0 and return the factor of the source row; None when it is 0 already."""
        row, other = self._rows[target], self._rows[source]
        if row[column] == 0:
            return None
        with ctx.workprec(self._bits):
            factor = -row[column] / other[column]
            pairs = zip(row, other, strict=True)
            self._rows[target] = [self._decided(x + factor * y) for x, y in pairs]
        self._rows[target][column] = arb(0)
        return float(factor)

    def matrix(self) -> Floats:
        """Return the rows as floats."""
        return finite(np.array([[float(x) for x in row] for row in self._rows]))

    def _decided(self, x: arb) -> arb:
        """Return a number that is 0 as an exact 0."""
        if not x.contains(0):
            return x
        if abs(x).upper() < self._least:
            return arb(0)
        raise UndecidedError


def _zero_bits(a: Matrix) -> int:
    """Return b so that every quotient of minors is 0 or larger than ``2**-b``."""
    order = degree(a.flat, MAX_DEGREE)
    if order > MAX_DEGREE:
        raise UndecidedError
    height, longest = 0, 0
    for row in a.tolist():
        common = math.lcm(*[c.denominator for x in row for _, c in _terms(x)])
        size = sum(abs(c) * common * (math.isqrt(r) + 1) for x in row for r, c in _terms(x))
        height += max(math.ceil(size), 1).bit_length()
        longest = max(longest, common.bit_length())
    return height * order + longest


def _ball(x: Exact) -> arb:
    return sum(
        (arb(fmpq(c.numerator, c.denominator)) * arb(r).sqrt() for r, c in _terms(x)), arb(0)
    )


def _terms(x: Exact) -> tuple[tuple[int, Fraction], ...]:
    return x.terms if isinstance(x, Surd) else ((1, x),)
