"""Covariance matrices of whole numbers, with components that one finds by hand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
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
    matrix
        Symmetric, of whole numbers.
    variances
        Along the components, the largest first.
    directions
        Of the components.
    """

    matrix: Matrix
    variances: tuple[Fraction, ...]
    directions: tuple[Vector, ...]

    @classmethod
    def drawn(cls, random: Random, level: int) -> Covariance:
        """Return one of two columns, at level 3 of three, one of which stands alone."""
        x, y = random.choice(DIRECTIONS)
        least, more = random.randint(1, 6), random.randint(1, 4)
        along, across = (x, y), (-y, x)
        size = 3 if level == 3 else 2
        alone = random.randrange(3) if level == 3 else 2
        found = [
            (least + more * (x * x + y * y), _with_zero(along, alone, size)),
            (least, _with_zero(across, alone, size)),
        ]
        matrix = np.diag(exactly([least] * size))
        matrix = matrix + more * np.outer(found[0][1], found[0][1])
        if level == 3:
            variance = random.randint(1, 20)
            matrix[alone, alone] = Fraction(variance)
            found.append((variance, exactly(int(k == alone) for k in range(size))))
        found.sort(key=lambda pair: -pair[0])
        return cls(
            matrix,
            tuple(Fraction(variance) for variance, _ in found),
            tuple(direction for _, direction in found),
        )

    @property
    def is_clear(self) -> bool:
        """Whether all variances differ."""
        return len(set(self.variances)) == len(self.variances)


def _with_zero(direction: tuple[int, int], place: int, size: int) -> Vector:
    """Return a direction, with a 0 for the column that stands alone."""
    found = list(direction)
    found[place:place] = [0] * (size - 2)
    return exactly(found)
