"""From ratings to a model: checks, the size of the model, the sampler's course."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from linalg_engine import arguments
from linalg_engine.arrays import Floats, Floats32, Indices
from linalg_engine.errors import InputError
from linalg_engine.recommender import gibbs, watching
from linalg_engine.recommender.buckets import buckets, by_degree
from linalg_engine.recommender.content import profiles, standardized
from linalg_engine.recommender.model import Model
from linalg_engine.recommender.pattern import pattern_features
from linalg_engine.recommender.summary import summarize

MOST_RATINGS = 2_000_000
"""Beyond, a fit takes minutes."""

MOST_ROWS = 300_000
"""People, or items."""

MOST_RANK = 50

MOST_SWEEPS = 2_000

SMALL_RATINGS = 3_000
SMALL_SIDE = 80
"""A table with fewer ratings, or fewer people or items, is small; see `fit`."""

KEPT_CELLS = 1 << 24
"""Numbers in all draws that a model keeps, of 4 bytes each; beyond, it keeps fewer draws."""

FEWEST_KEPT = 10


@dataclass(frozen=True)
class _Course:
    rank: int
    burn_in: int
    samples: int
    pattern: int
    row_noise: bool


SMALL = _Course(rank=3, burn_in=60, samples=200, pattern=0, row_noise=False)
LARGE = _Course(rank=16, burn_in=20, samples=120, pattern=40, row_noise=True)

LEAST_RANK = 4
"""Of a large table, however thinly it is filled."""


def fit(
    people: ArrayLike,
    items: ArrayLike,
    stars: ArrayLike,
    *,
    features: ArrayLike | None = None,
    rank: int | None = None,
    seed: int = 0,
    scale: tuple[float, float] | None = None,
    samples: int | None = None,
) -> Model:
    """Learn from ratings to predict others, by Bayesian matrix factorization.

    A rating is taken as the sum of a mean, a bias of the person, a bias of the item, the
    inner product of the person's tastes and the item's traits, and noise; all of these are
    drawn from their posterior distribution by Gibbs sampling, and predictions average over the
    draws. Salakhutdinov and Mnih, *Bayesian probabilistic matrix factorization using Markov
    chain Monte Carlo*, ICML 2008.

    The prior mean of an item is regressed on its features, where they are given. On a large
    table, that of a person is regressed on the mean features of what the person rated, both are
    regressed on who rated what, and each row has a noise of its own. On a small one (fewer than
    `SMALL_RATINGS` ratings, or fewer than `SMALL_SIDE` people or items) there is too little
    to learn these from: they are left out, the rank is lower, and more draws are taken, which
    cost little.

    Parameters
    ----------
    people, items
        Shape (ratings,), who rated what: whole numbers, in no order and with any gaps.
    stars
        Shape (ratings,), the ratings.
    features
        Shape (rated items, d), what is known of each item beside its ratings, such as 0 or 1 for
        each genre, and a year; rows in the order of ``np.unique(items)``, nan where unknown.
        Units do not matter.
    rank
        The number of factors, 1 to 50; by default 3 for a small table. For a large one it is half
        the average number of ratings on the side with fewer rows, but from 4 to 16.
    seed
        The same seed and ratings give the same model.
    scale
        The lowest and the highest rating there can be; by default those that occur.
    samples
        Draws to average, after the first that are thrown away; by default 200 for a small table
        and 120 for a large one.

    Raises
    ------
    InputError
        If the arrays do not belong together, hold something other than numbers, or are too
        large; or if an option is out of its range.

    Examples
    --------
    >>> people, items = [0, 0, 1, 1, 2], [7, 8, 7, 8, 7]
    >>> model = la.fit(people, items, stars=[5, 1, 4, 2, 5])
    >>> bool(model.predict([2], [7])[0] > model.predict([2], [8])[0])
    True
    """
    who, what, values = _checked(people, items, stars)
    people_ids, i = np.unique(who, return_inverse=True)
    item_ids, j = np.unique(what, return_inverse=True)
    shape = (len(people_ids), len(item_ids))
    if max(shape) > MOST_ROWS:
        raise InputError(f"At most {MOST_ROWS:,} people and as many items can be learned from.")
    course = _course(shape, len(values), rank, samples)
    seed = arguments.whole_number(seed, "The seed", 0)
    low, high = _scale(values, scale)
    known = np.zeros((shape[1], 0)) if features is None else standardized(features, shape[1])
    mean = float(np.mean(values))
    spread = float(np.std(values)) or (high - low) / 4 or 1.0
    generator = np.random.default_rng(seed)

    # Inside, rows are numbered by their number of ratings, so that buckets are slices.
    people_order, item_order = by_degree(i, shape[0]), by_degree(j, shape[1])
    i, j = people_order[i], item_order[j]
    standard = ((values - mean) / spread).astype(np.float32)
    content = np.empty_like(known)
    content[item_order] = known
    prior_features = _features(i, j, content, shape, course.pattern, generator)
    sides = _sides(i, j, standard, prior_features)
    draws = gibbs.sample(*sides, course.rank, row_noise=course.row_noise, generator=generator)
    cells = (course.rank + 2) * sum(shape)
    step = -(-course.samples // max(FEWEST_KEPT, min(course.samples, KEPT_CELLS // cells)))
    kept = list(islice(draws, course.burn_in + step - 1, course.burn_in + course.samples, step))

    draws_of_people = np.stack([draw.people[people_order] for draw in kept]) * np.float32(1)
    draws_of_items = np.stack([draw.items[item_order] for draw in kept]) * np.float32(spread)
    draws_of_people[..., -1] *= spread
    people_noise = np.stack([draw.people_noise[people_order] for draw in kept])
    item_noise = np.stack([draw.items_noise[item_order] for draw in kept]) / np.float32(spread**2)
    directions = _directions(i, j, shape, prior_features[0], course.pattern, seed)
    watch = watching.learn(i, j, shape, directions).of(item_order)
    return Model(
        people_ids=people_ids,
        people_draws=draws_of_people,
        item_draws=draws_of_items,
        people_noise=people_noise,
        item_noise=item_noise,
        space=summarize(
            draws_of_people,
            draws_of_items,
            people_noise,
            item_noise,
            item_ids=item_ids,
            counts=np.bincount(j, minlength=shape[1])[item_order],
            mean=mean,
            scale=(low, high),
            watch=watch,
        ),
    )


def _features(
    i: Indices,
    j: Indices,
    content: Floats,
    shape: tuple[int, int],
    pattern: int,
    generator: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Return what the prior means of people and of items are regressed on."""
    if not pattern:
        return np.ones((shape[0], 1)), np.column_stack([np.ones(shape[1]), content])
    people, items = pattern_features(i, j, shape, pattern, generator)
    return (
        np.column_stack([people, profiles(content, i, j, shape[0])]),
        np.column_stack([items, content]),
    )


def _directions(
    i: Indices, j: Indices, shape: tuple[int, int], known: Floats, pattern: int, seed: int
) -> Floats:
    """Return the directions of people that `watching` uses: those that the prior has, if any."""
    if pattern:
        return known[:, : pattern + 2]
    count = min(LARGE.pattern, min(shape) - 1)
    if not count:
        return np.ones((shape[0], 1))
    return pattern_features(i, j, shape, count, np.random.default_rng(seed))[0]


def _sides(
    i: Indices, j: Indices, values: Floats32, features: tuple[Floats, Floats]
) -> tuple[gibbs.Rows, gibbs.Rows]:
    shape = len(features[0]), len(features[1])
    degrees = [
        np.bincount(k, minlength=n).astype(float) for k, n in zip((i, j), shape, strict=True)
    ]
    return (
        gibbs.Rows(buckets(i, j, values, shape), degrees[0], features[0]),
        gibbs.Rows(buckets(j, i, values, (shape[1], shape[0])), degrees[1], features[1]),
    )


def _course(shape: tuple[int, int], ratings: int, rank: int | None, samples: int | None) -> _Course:
    small = ratings < SMALL_RATINGS or min(shape) < SMALL_SIDE
    course = SMALL if small else replace(LARGE, rank=_large_rank(ratings, min(shape)))
    rank = course.rank if rank is None else rank
    samples = course.samples if samples is None else samples
    rank = arguments.whole_number(rank, "The rank", 1, MOST_RANK)
    samples = arguments.whole_number(samples, "The number of samples", 2, MOST_SWEEPS)
    return _Course(rank, course.burn_in, samples, course.pattern, course.row_noise)


def _large_rank(ratings: int, rows: int) -> int:
    # The fuller side says which factors there are; the thinner one may have few ratings a row.
    return max(LEAST_RANK, min(LARGE.rank, ratings // (2 * rows)))


def _checked(
    people: ArrayLike, items: ArrayLike, stars: ArrayLike
) -> tuple[NDArray[Any], NDArray[Any], Floats]:
    values = arguments.stars(stars)
    try:
        who, what = np.asarray(people), np.asarray(items)
    except ValueError:  # lists in a list, of different length
        raise InputError("People and items must be named by whole numbers.") from None
    if who.ndim != 1 or not who.shape == what.shape == values.shape:
        raise InputError(
            "People, items and ratings must be three lists of the same length, and have shapes "
            f"{who.shape}, {what.shape} and {values.shape}."
        )
    if not len(values):
        raise InputError("There are no ratings to learn from.")
    if len(values) > MOST_RATINGS:
        raise InputError(
            f"At most {MOST_RATINGS:,} ratings can be learned from; these are {len(values):,}."
        )
    if who.dtype.kind not in "iu" or what.dtype.kind not in "iu":
        raise InputError("People and items must be named by whole numbers.")
    if not np.all(np.isfinite(values)) or np.max(np.abs(values)) > 1e6:
        raise InputError("Each rating must be a number between −1,000,000 and 1,000,000.")
    return who, what, values


def _scale(values: Floats, scale: tuple[float, float] | None) -> tuple[float, float]:
    found = float(np.min(values)), float(np.max(values))
    if scale is None:
        return found
    try:
        low, high = (arguments.real_number(end, "An end of the scale") for end in scale)
    except (TypeError, ValueError):
        raise InputError(
            "The scale must be two numbers, the lowest and the highest rating.", example="(1, 5)"
        ) from None
    if not (np.isfinite(low) and np.isfinite(high) and low <= found[0] and found[1] <= high):
        raise InputError(
            f"The ratings go from {found[0]:g} to {found[1]:g}, which the scale from {low:g} to "
            f"{high:g} does not hold."
        )
    return low, high
