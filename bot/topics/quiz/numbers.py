"""Numbers for exercises: small, whole, and never so special that a mistake gives the answer."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from random import Random

    from linalg_engine.arrays import Vector


def whole(random: Random, largest: int, *, zero: bool = True) -> Fraction:
    """Return a whole number from -largest to largest."""
    values = [n for n in range(-largest, largest + 1) if n or zero]
    return Fraction(random.choice(values))


def vector_of(random: Random, length: int, largest: int) -> Vector:
    """Return a vector of whole numbers other than 0, shape (length,)."""
    found = np.empty(length, dtype=object)
    found[:] = [whole(random, largest, zero=False) for _ in range(length)]
    return found
