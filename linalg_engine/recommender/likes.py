"""How many stars a like stands for, where no stars are given."""

from __future__ import annotations

import math

import numpy as np

from linalg_engine.arrays import Floats
from linalg_engine.recommender.ranking import GOOD, HALF_STEP, upper_tail

BAD = 2.0
"""Stars, of 5, that somebody at most gives to what they dislike."""

FAR = 30.0
"""Deviations beyond which the tail of a normal distribution is taken for exponential."""


def stars_meant(expected: Floats, deviations: Floats, signs: Floats) -> Floats:
    """Return the stars to expect where it is only known that somebody likes an item, or does not.

    A like says "at least `GOOD` stars", a dislike "at most `BAD`". This is the mean of a normal
    distribution on that side of the bound, so a like never says less than was expected anyway.

    Parameters
    ----------
    expected, deviations
        Shape (n,), mean and standard deviation of the stars to expect without that.
    signs
        Shape (n,), 1 for a like and -1 for a dislike.

    Examples
    --------
    >>> stars_meant(np.array([3.0]), np.array([0.5]), np.array([1.0])).round(2)
    array([3.97])
    """
    bounds = np.where(signs > 0, GOOD - HALF_STEP, BAD + HALF_STEP)
    return expected + signs * deviations * _excess(signs * (bounds - expected) / deviations)


def _excess(bounds: Floats) -> Floats:
    """Return the mean of a standard normal number that is above a bound."""
    near = np.minimum(bounds, FAR)
    density = np.exp(-(near**2) / 2) / math.sqrt(2 * math.pi)
    return np.where(bounds < FAR, density / upper_tail(near), bounds)
