"""The order of suggestions, from two numbers for each item.

``good`` is the chance that the person gives it `GOOD` stars or more, and ``kind`` how likely it is
the kind of item that the person comes to, in proportion to the likeliest one. Items are ranked
by ``good^a · kind^b / share^c``, with share the part of people who rated it:

- ``"default"``, ``good · kind``: what you are likely to watch, and to like.
- ``"surest"``, ``good³ · kind``: whether you will like it counts three times.
- ``"boldest"``, ``good² · √kind``: farther from what people like you usually watch.
- ``"gems"``, ``good · kind / √share``: what your kind of people know, and few others.
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

HALF_STEP = 0.25
"""People give half stars: whatever is nearer to 4 than to 3.5 becomes 4."""


@dataclass(frozen=True)
class Exponents:
    """How much each number counts."""

    good: float
    kind: float
    share: float

    def score(self, good: Floats, kind: Floats, share: Floats) -> Floats:
        """Return what items are ranked by, shape (n,) as each of the three."""
        return good**self.good * kind**self.kind * share**self.share


EXPONENTS: dict[Balance, Exponents] = {
    "default": Exponents(1, 1, 0),
    "surest": Exponents(3, 1, 0),
    "boldest": Exponents(2, 0.5, 0),
    "gems": Exponents(1, 1, -0.5),
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
    chance
        Shape (n,), the estimated chance that somebody with the same ratings has rated it, too.
    kind
        Shape (n,), in (0, 1]: ``chance`` in proportion to the largest of an unrated item.
    score
        Shape (n,), what they are ranked by.
    """

    order: Indices
    mean: Floats
    std: Floats
    low: Floats
    high: Floats
    good: Floats
    chance: Floats
    kind: Floats
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
        How much each of the two numbers counts; see above.
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
    most = float(np.max(chance[unrated], initial=0.0)) or 1.0
    kind = np.minimum(chance / most, 1.0)
    likely = upper_tail((least - expected) / std)
    score = EXPONENTS[balance].score(likely, kind, space.watch_share)
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
        chance=chance,
        kind=kind,
        score=score,
    )


def upper_tail(z: NDArray[np.float64]) -> Floats:
    """Return the chance that a standard normal number is above z, shape as given (n,)."""
    halves = map(math.erfc, (z / math.sqrt(2)).tolist())
    return np.fromiter(halves, np.float64, len(z)) / 2
