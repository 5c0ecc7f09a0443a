"""How many stars a like stands for, where no stars are given."""

from __future__ import annotations

import math

import numpy as np

from linalg_engine.arrays import Floats, Indices
from linalg_engine.recommender.item_space import ItemSpace
from linalg_engine.recommender.ranking import GOOD, HALF_STEP, upper_tail

BAD = 2.0
"""Stars, of 5, that somebody at most gives to what they dislike."""

FAR = 30.0
"""Deviations beyond which the tail of a normal distribution is taken for exponential."""


def stars_of_likes(space: ItemSpace, places: Indices) -> Floats:
    """Return the stars that people on average give to an item if they like it, shape (n,).

    A like says "at least `GOOD` stars". People's stars for one item are about normal, so this
    is the mean of a normal distribution above a bound.
    """
    means, deviations = _distribution(space, places)
    expected = means + deviations * _excess((GOOD - HALF_STEP - means) / deviations)
    return np.clip(expected, *space.scale)


def stars_of_dislikes(space: ItemSpace, places: Indices) -> Floats:
    """Return the stars that people on average give to an item if they dislike it, shape (n,).

    A dislike says "at most `BAD` stars".
    """
    means, deviations = _distribution(space, places)
    expected = means - deviations * _excess((means - BAD - HALF_STEP) / deviations)
    return np.clip(expected, *space.scale)


def _distribution(space: ItemSpace, places: Indices) -> tuple[Floats, Floats]:
    """Return mean and standard deviation of what people give to items."""
    rows = np.column_stack([space.factors[places], np.ones(len(places))])
    people = np.einsum("ni,ij,nj->n", rows, space.prior_covariance, rows)
    variance = space.noise[places] + people + space.blur(places)
    return space.averages[places], np.sqrt(variance)


def _excess(bounds: Floats) -> Floats:
    """Return the mean of a standard normal number that is above a bound."""
    near = np.minimum(bounds, FAR)
    density = np.exp(-(near**2) / 2) / math.sqrt(2 * math.pi)
    return np.where(bounds < FAR, density / upper_tail(near), bounds)
