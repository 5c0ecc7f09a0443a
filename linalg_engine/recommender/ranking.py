"""The order of suggestions, from a few chances for each item.

``good`` is the chance that the person gives it `GOOD` stars or more, ``great`` that of `GREAT`
stars, ``chance`` that of coming to it at all, and ``share`` the part of people who rated it:

- ``"default"``, ``good · chance``: what you are likely to watch, and to like.
- ``"surest"``, ``good³ · chance``: whether you will like it counts three times.
- ``"boldest"``, ``great · √chance``: what may be your favourite, and is seen by fewer.
- ``"gems"``, ``good · chance / √share``: what your kind of people know, and few others.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from linalg_engine import arguments
from linalg_engine.arrays import Floats, Indices
from linalg_engine.recommender.item_space import ItemSpace
from linalg_engine.recommender.watching import chances
from linalg_engine.results import result

Balance = Literal["default", "surest", "boldest", "gems"]

GOOD = 4.0
"""Stars, of 5, that somebody gives to what they like."""

GREAT = 5.0
"""Stars, of 5, of a favourite."""

HALF_STEP = 0.25
"""People give half stars: whatever is nearer to 4 than to 3.5 becomes 4."""


@dataclass(frozen=True)
class Exponents:
    """How much each number counts."""

    good: float = 0
    great: float = 0
    chance: float = 0
    share: float = 0

    def score(self, good: Floats, great: Floats, chance: Floats, share: Floats) -> Floats:
        """Return what items are ranked by, shape (n,) as each of the four."""
        return good**self.good * great**self.great * chance**self.chance * share**self.share


EXPONENTS: dict[Balance, Exponents] = {
    "default": Exponents(good=1, chance=1),
    "surest": Exponents(good=3, chance=1),
    "boldest": Exponents(great=1, chance=0.5),
    "gems": Exponents(good=1, chance=1, share=-0.5),
}
"""Of each balance."""


@result
class Ranking:
    """All items in order for one person, and why.

    Attributes
    ----------
    order
        Shape (unrated,), the rows of all items that the person has not rated, the best first.
    mean, std
        Shape (n,), expected stars within the scale, and their standard deviation.
    low, high
        Shape (n,), mean - std and mean + std, cut off where the scale ends.
    good
        Shape (n,), the chance of `GOOD` stars or more.
    great
        Shape (n,), the chance of `GREAT` stars.
    chance
        Shape (n,), the estimated chance that somebody who has rated the same has rated it, too.
    score
        Shape (n,), what they are ranked by.
    """

    order: Indices
    mean: Floats
    std: Floats
    low: Floats
    high: Floats
    good: Floats
    great: Floats
    chance: Floats
    score: Floats


def rank(
    space: ItemSpace,
    rated: Indices,
    expected: Floats,
    std: Floats,
    balance: Balance = "default",
    good: float = GOOD,
) -> Ranking:
    """Return the items in order.

    Parameters
    ----------
    rated
        The rows of what the person has rated.
    expected, std
        Shape (n,), the predicted stars, which may lie beyond the scale, and their deviation.
    balance
        How much each chance counts; see above.
    good
        Stars that count as good.

    Raises
    ------
    InputError
        If there is no such balance, or ``good`` is no number.
    """
    arguments.one_of(balance, "balance", get_args(Balance))
    least = arguments.real_number(good, "The stars") - HALF_STEP
    chance = chances(space, rated)
    unrated = np.ones(len(chance), dtype=np.bool_)
    unrated[rated] = False
    likely = upper_tail((least - expected) / std)
    great = upper_tail((GREAT - HALF_STEP - expected) / std)
    score = EXPONENTS[balance].score(likely, great, chance, space.watch_share)
    order = np.argsort(-score, kind="stable")
    low, high = space.scale
    mean = np.clip(expected, low, high)
    return Ranking(
        order=order[unrated[order]],
        mean=mean,
        std=std,
        low=np.maximum(mean - std, low),
        high=np.minimum(mean + std, high),
        good=likely,
        great=great,
        chance=chance,
        score=score,
    )


def upper_tail(z: NDArray[np.float64]) -> Floats:
    """Return the chance that a standard normal number is above z, shape as given (n,)."""
    halves = map(math.erfc, (z / math.sqrt(2)).tolist())
    return np.fromiter(halves, np.float64, len(z)) / 2
