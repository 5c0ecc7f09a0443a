"""Numbers for exercises: small, whole, and never so special that a mistake gives the answer."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from linalg_engine.exact import square_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random

    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Exact
    from linalg_engine.matrices import Matrix

T = TypeVar("T")

TRIES = 20_000
"""Draws after which no fitting one is expected any more: the exercise is made wrongly."""


def drawn(draw: Callable[[], T], fits: Callable[[T], bool]) -> T:
    """Return the first draw that fits.

    Raises
    ------
    RuntimeError
        When none of many fits.
    """
    for _ in range(TRIES):
        found = draw()
        if fits(found):
            return found
    raise RuntimeError("no numbers fit this exercise")


def whole(random: Random, largest: int, *, zero: bool = True) -> Fraction:
    """Return a whole number from -largest to largest."""
    return Fraction(integers(random, 1, largest, zero=zero)[0])


def integers(random: Random, length: int, largest: int, *, zero: bool = False) -> tuple[int, ...]:
    """Return integers from -largest to largest; none is 0 unless that is allowed.

    They are quicker to draw, and to look at, than a vector.
    """
    values = [n for n in range(-largest, largest + 1) if n or zero]
    return tuple(random.choices(values, k=length))


def product(a: Sequence[int], b: Sequence[int]) -> int:
    """Return the dot product of integers."""
    return sum(x * y for x, y in zip(a, b, strict=True))


def vector_of(random: Random, length: int, largest: int, *, zero: bool = False) -> Vector:
    """Return a vector of whole numbers, shape (length,); none is 0 unless that is allowed."""
    return exactly(integers(random, length, largest, zero=zero))


def matrix_of(random: Random, shape: tuple[int, int], largest: int, *, zero: bool = True) -> Matrix:
    """Return a matrix of whole numbers."""
    return vector_of(random, shape[0] * shape[1], largest, zero=zero).reshape(shape)


def exactly(entries: Iterable[Fraction | int]) -> Vector:
    """Return exact numbers as a vector."""
    values = [Fraction(entry) for entry in entries]
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def root(square: Exact) -> Exact:
    """Return the root of a number whose root is exact, as that of any small whole number is."""
    found = square_root(square)
    if found is None:
        raise ValueError(f"the root of {square} is no exact number")
    return found
