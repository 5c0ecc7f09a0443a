"""Covariance matrices of whole numbers, with components that one finds by hand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.quiz.numbers import exactly

if TYPE_CHECKING:
    from random import Random

    from linalg_engine.arrays import Vector
    from linalg_engine.matrices import Matrix

DIRECTIONS = ((1, 1), (1, -1), (1, 2), (2, 1), (2, -1), (1, -2), (3, 1), (1, -3), (3, -1), (1, 3))
"""First directions in the plane."""


@dataclass(frozen=True)
class Covariance:
    """A covariance matrix with its components.

    Attributes
    ----------
    along
        The direction of two columns' first component.
    least, more
        The variance along their second component, and how much of the outer product of ``along``
        is added to it.
    alone
        The place of a third column that stands alone, and its variance; None where there are two.
    """

    along: tuple[int, int]
    least: int
    more: int
    alone: tuple[int, int] | None

    @classmethod
    def drawn(cls, random: Random, level: int) -> Covariance:
        """Return one of two columns, at level 3 of three."""
        along = random.choice(DIRECTIONS)
        least, more = random.randint(1, 6), random.randint(1, 4)
        alone = (random.randrange(3), random.randint(1, 20)) if level == 3 else None
        return cls(along, least, more, alone)

    @cached_property
    def variances(self) -> tuple[Fraction, ...]:
        """The variances along the components, the largest first."""
        return tuple(Fraction(variance) for variance, _ in self._components())

    @cached_property
    def directions(self) -> tuple[Vector, ...]:
        """The directions of the components."""
        return tuple(exactly(direction) for _, direction in self._components())

    @cached_property
    def matrix(self) -> Matrix:
        """The matrix, symmetric, of whole numbers."""
        along = exactly(self._widened(self.along))
        found = np.diag(exactly([self.least] * len(along))) + self.more * np.outer(along, along)
        if self.alone is not None:
            place, variance = self.alone
            found[place, place] = Fraction(variance)
        return found

    @property
    def is_clear(self) -> bool:
        """Whether all variances differ."""
        return len(set(self.variances)) == len(self.variances)

    def _components(self) -> list[tuple[int, tuple[int, ...]]]:
        x, y = self.along
        first = self.least + self.more * (x * x + y * y)
        found = [(first, self._widened((x, y))), (self.least, self._widened((-y, x)))]
        if self.alone is not None:
            place, variance = self.alone
            found.append((variance, tuple(int(k == place) for k in range(3))))
        return sorted(found, key=lambda pair: -pair[0])

    def _widened(self, direction: tuple[int, int]) -> tuple[int, ...]:
        """Return a direction, with a 0 for the column that stands alone."""
        if self.alone is None:
            return direction
        place = self.alone[0]
        return (*direction[:place], 0, *direction[place:])
