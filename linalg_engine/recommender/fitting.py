"""From ratings to items in a space: checks, the size of the model, the sampler's course."""

from __future__ import annotations

from collections.abc import Iterator
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
from linalg_engine.recommender.item_space import ItemSpace
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
"""Numbers in all draws of items that are averaged; beyond, they are fewer draws."""

FEWEST_KEPT = 10


@dataclass(frozen=True)
class Ratings:
    """Ratings that were checked.

    Attributes
    ----------
    people_ids, item_ids
        Shape (people,) and (items,), ascending.
    people, items
        Shape (ratings,), places among them.
    stars
        Shape (ratings,).
    content
        Shape (items, d), the items' features, standardized.
    scale
        The lowest and the highest rating there can be.
    """

    people_ids: NDArray[Any]
    item_ids: NDArray[Any]
    people: Indices
    items: Indices
    stars: Floats
    content: Floats
    scale: tuple[float, float]

    @property
    def shape(self) -> tuple[int, int]:
        """The number of people and of items."""
        return len(self.people_ids), len(self.item_ids)

    @property
    def mean(self) -> float:
        """The mean rating."""
        return float(np.mean(self.stars))


@dataclass(frozen=True)
class Course:
    """The size of a model and what the sampler does.

    Attributes
    ----------
    rank
        The number of factors.
    burn_in, samples
        Draws that are thrown away, and draws that follow.
    pattern
        Features from who rated what.
    row_noise
        Whether each person and each item has a noise of its own.
    """

    rank: int
    burn_in: int
    samples: int
    pattern: int
    row_noise: bool


SMALL = Course(rank=3, burn_in=60, samples=200, pattern=0, row_noise=False)
LARGE = Course(rank=16, burn_in=20, samples=120, pattern=40, row_noise=True)

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
) -> ItemSpace:
    """Learn from ratings to predict others, by Bayesian matrix factorization.

    A rating is taken as the sum of a mean, a bias of the person, a bias of the item, the
    inner product of the person's tastes and the item's traits, and noise; all of these are
    drawn from their posterior distribution by Gibbs sampling. What the draws say of the items
    together is all that `fold_in` needs to predict the ratings of a person from some of them.
    Salakhutdinov and Mnih, *Bayesian probabilistic matrix factorization using Markov
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
    >>> from linalg_engine.recommender import fold_in
    >>> people, items = [0, 0, 1, 1, 2], [7, 8, 7, 8, 7]
    >>> space = la.fit(people, items, stars=[5, 1, 4, 2, 5])
    >>> better, worse = fold_in(space, [7], [5.0]).predict()
    >>> bool(better > worse)
    True
    """
    ratings = checked(people, items, stars, features=features, scale=scale)
    course = course_of(ratings, rank, samples)
    seed = arguments.whole_number(seed, "The seed", 0)
    cells = (course.rank + 2) * len(ratings.item_ids)
    step = -(-course.samples // max(FEWEST_KEPT, min(course.samples, KEPT_CELLS // cells)))
    generator = np.random.default_rng(seed)
    known = prior_features(ratings, course, generator)
    chain = draws(ratings, course, known, generator)
    directions = _directions(ratings, course, known[0], seed)
    return summarize(
        islice(chain, 0, None, step),
        item_ids=ratings.item_ids,
        counts=np.bincount(ratings.items, minlength=len(ratings.item_ids)),
        mean=ratings.mean,
        scale=ratings.scale,
        watch=watching.learn(ratings.people, ratings.items, ratings.shape, directions),
    )


def _directions(ratings: Ratings, course: Course, known: Floats, seed: int) -> Floats:
    """Return the directions of people that `watching` uses: those that the prior has, if any."""
    if course.pattern:
        return known[:, : course.pattern + 2]
    count = min(LARGE.pattern, min(ratings.shape) - 1)
    if not count:
        return np.ones((ratings.shape[0], 1))
    pairs = ratings.people, ratings.items
    return pattern_features(*pairs, ratings.shape, count, np.random.default_rng(seed))[0]


def prior_features(
    ratings: Ratings, course: Course, generator: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return what the prior means of people and of items are regressed on.

    Returns
    -------
    people, items
        Shape (people, f) and (items, g), the first column all 1.
    """
    people, items = ratings.shape
    if not course.pattern:
        return np.ones((people, 1)), np.column_stack([np.ones(items), ratings.content])
    pairs = ratings.people, ratings.items
    of_people, of_items = pattern_features(*pairs, ratings.shape, course.pattern, generator)
    return (
        np.column_stack([of_people, profiles(ratings.content, *pairs, people)]),
        np.column_stack([of_items, ratings.content]),
    )


def draws(
    ratings: Ratings,
    course: Course,
    features: tuple[Floats, Floats],
    generator: np.random.Generator,
) -> Iterator[gibbs.Sample]:
    """Yield as many draws as the course says: rows in the order of ids, in stars."""
    mean, shape = ratings.mean, ratings.shape
    low, high = ratings.scale
    spread = float(np.std(ratings.stars)) or (high - low) / 4 or 1.0

    # Inside, rows are numbered by their number of ratings, so that buckets are slices.
    orders = by_degree(ratings.people, shape[0]), by_degree(ratings.items, shape[1])
    i, j = orders[0][ratings.people], orders[1][ratings.items]
    standard = ((ratings.stars - mean) / spread).astype(np.float32)
    known = [table[np.argsort(order)] for table, order in zip(features, orders, strict=True)]
    sides = _sides(i, j, standard, (known[0], known[1]))
    chain = gibbs.sample(*sides, course.rank, row_noise=course.row_noise, generator=generator)
    in_stars = np.ones(course.rank + 1, dtype=np.float32)
    in_stars[-1] = spread
    for draw in islice(chain, course.burn_in, course.burn_in + course.samples):
        yield gibbs.Sample(
            people=draw.people[orders[0]] * in_stars,
            items=draw.items[orders[1]] * np.float32(spread),
            people_noise=draw.people_noise[orders[0]],
            items_noise=draw.items_noise[orders[1]] / np.float32(spread**2),
        )


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


def checked(
    people: ArrayLike,
    items: ArrayLike,
    stars: ArrayLike,
    *,
    features: ArrayLike | None = None,
    scale: tuple[float, float] | None = None,
) -> Ratings:
    """Return the ratings that `fit` takes; errors are those of `fit`."""
    who, what, values = _columns(people, items, stars)
    people_ids, i = np.unique(who, return_inverse=True)
    item_ids, j = np.unique(what, return_inverse=True)
    rows = len(item_ids)
    if max(len(people_ids), rows) > MOST_ROWS:
        raise InputError(f"At most {MOST_ROWS:,} people and as many items can be learned from.")
    content = np.zeros((rows, 0)) if features is None else standardized(features, rows)
    return Ratings(people_ids, item_ids, i, j, values, content, _scale(values, scale))


def course_of(ratings: Ratings, rank: int | None = None, samples: int | None = None) -> Course:
    """Return what suits the size of the table; options as in `fit`."""
    count, shape = len(ratings.stars), ratings.shape
    small = count < SMALL_RATINGS or min(shape) < SMALL_SIDE
    course = SMALL if small else replace(LARGE, rank=_large_rank(count, min(shape)))
    rank = course.rank if rank is None else rank
    samples = course.samples if samples is None else samples
    rank = arguments.whole_number(rank, "The rank", 1, MOST_RANK)
    samples = arguments.whole_number(samples, "The number of samples", 2, MOST_SWEEPS)
    return Course(rank, course.burn_in, samples, course.pattern, course.row_noise)


def _large_rank(ratings: int, rows: int) -> int:
    # The fuller side says which factors there are; the thinner one may have few ratings a row.
    return max(LEAST_RANK, min(LARGE.rank, ratings // (2 * rows)))


def _columns(
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
