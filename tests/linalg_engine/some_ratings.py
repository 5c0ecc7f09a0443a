"""Tables of ratings to test with, random from a seed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BLANK = np.nan


def family(
    seed: int, size: tuple[int, int], blanks: float, rank: int, strength: float = 0.8
) -> tuple[Floats, Floats]:
    """Return ratings as people give them, whole and with blanks.

    A mean of 3, biases of standard deviation 0.5, factors of the given strength and rank,
    noise 0.3, rounded to half stars.
    """
    m, n = size
    generator = np.random.default_rng([seed, m, rank, round(100 * blanks)])
    u, v = generator.normal(size=(m, rank)), generator.normal(size=(n, rank))
    clean = 3 + 0.5 * generator.normal(size=(m, 1)) + 0.5 * generator.normal(size=n)
    clean = clean + strength * u @ v.T / np.sqrt(rank)
    whole = np.round(2 * (clean + 0.3 * generator.normal(size=size))) / 2
    blank = generator.random(size) < blanks
    blank.flat[generator.integers(m * n)] = True
    blank.flat[generator.integers(m * n)] = False
    return whole, np.where(blank, BLANK, whole)


def random_table(seed: int, blanks: float = 0.4) -> Floats:
    generator = np.random.default_rng(seed)
    m, n = (int(x) for x in generator.integers(2, 9, size=2))
    ratings = generator.integers(0, 6, size=(m, n)).astype(float)
    ratings[generator.random((m, n)) < blanks] = BLANK
    ratings[0, 0] = 3
    return ratings
