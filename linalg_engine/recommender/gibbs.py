"""The Gibbs sampler: people and items drawn in turn, each given the other.

A rating is ``p · q + b + c + noise``: a person's tastes p and bias b, an item's traits q and bias
c. A person's vector (p, b) meets (q, 1) and an item's (q, c) meets (p, 1), so that bias and factors
are drawn jointly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from linalg_engine import batched
from linalg_engine.arrays import Floats, Floats32
from linalg_engine.recommender import priors
from linalg_engine.recommender.buckets import MOST_ROWS, Bucket

NOISE_GUESS = 0.5
"""Prior guess of the noise's variance, in units of the ratings' variance."""

NOISE_WEIGHT = 6.0
"""How many ratings that guess weighs."""

NARROW = 12
"""Up to this many ratings a row, sums over whole buckets are faster than a product for each row."""


@dataclass(frozen=True)
class Rows:
    """The ratings seen from one side, with the features of each row.

    Attributes
    ----------
    ratings
        By row.
    degrees
        Shape (n,), the number of ratings of each row.
    features
        Shape (n, f), the first column all 1.
    """

    ratings: tuple[Bucket, ...]
    degrees: Floats
    features: Floats


@dataclass(frozen=True)
class Sample:
    """One draw of everything.

    Attributes
    ----------
    people, items
        Shape (people, k + 1) and (items, k + 1): factors, then the bias.
    people_noise, items_noise
        Shape (people,) and (items,): the noise of a rating has precision their product.
    """

    people: Floats32
    items: Floats32
    people_noise: Floats32
    items_noise: Floats32


def sample(
    people: Rows,
    items: Rows,
    rank: int,
    *,
    row_noise: bool,
    generator: np.random.Generator,
) -> Iterator[Sample]:
    """Yield draws from the posterior, the first from a random start, without end.

    Salakhutdinov and Mnih, ICML 2008, section 3.3, with the additions of this package.

    Parameters
    ----------
    people, items
        The same ratings from both sides, with mean 0 and variance about 1.
    rank
        The number k of factors.
    row_noise
        Whether each person and each item has a noise of its own.
    """
    a, b = _Side(people, rank, generator), _Side(items, rank, generator)
    while True:
        a.draw_rows(b)
        if row_noise:
            a.draw_own_noise(1.0)
        b.draw_rows(a)
        if row_noise:
            b.draw_own_noise(b.draw_noise_mean())
        else:
            b.draw_common_noise()
        yield Sample(a.rows.copy(), b.rows.copy(), a.noise.copy(), b.noise.copy())


class _Side:
    """The people, or the items: their present draw, and how to draw the next."""

    def __init__(self, known: Rows, rank: int, generator: np.random.Generator) -> None:
        n, d = len(known.degrees), rank + 1
        self._known = known
        self._generator = generator
        guess = 0.5 / float(np.sqrt(rank))
        self._regression = priors.Regression(known.features, guess)
        self.rows = (generator.standard_normal((n, d)) * np.sqrt(guess)).astype(np.float32)
        self.rows[:, -1] = 0
        self.noise = np.ones(n, dtype=np.float32)
        self._noise_mean, self._noise_shape = 1.0, 10.0
        self._features = known.features.astype(np.float32)
        self._blocks = _blocks(known.ratings)
        self._errors = np.zeros(n)

    def draw_rows(self, other: _Side) -> None:
        """Draw the prior of rows, then every row given its ratings and the other side."""
        prior = self._regression.draw(self.rows.astype(np.float64), self._generator)
        precision = prior.precision.astype(np.float32)
        weights = prior.weights.astype(np.float32)
        source = other.seen()
        across = np.ascontiguousarray(source.T)
        for block in self._blocks:
            self._draw_block(block, _products(block, source, across), precision, weights)

    def seen(self) -> Floats32:
        """Return what the other side's regressions use of this one.

        Returns
        -------
        ndarray
            Shape (n + 1, k + 2): (q, 1, c), each times the root of its noise's precision; the last
            row, to which padding points, is 0.
        """
        root = np.sqrt(self.noise)[:, None]
        met = np.hstack([self.rows[:, :-1], np.ones_like(root), self.rows[:, -1:]]) * root
        return np.vstack([met, np.zeros((1, met.shape[1]), dtype=np.float32)])

    def _draw_block(
        self, block: tuple[Bucket, ...], products: Floats32, precision: Floats32, weights: Floats32
    ) -> None:
        """Draw some rows, and note their sums of squared errors without their own noise."""
        rows = slice(block[0].rows.start, block[-1].rows.stop)
        d = len(precision)
        own = self.noise[rows]
        lower = batched.cholesky_in_place(own * products[:d, :d] + precision[:, :, None])
        pull = precision @ (self._features[rows] @ weights).T
        right = (own * products[:d, d] + pull).astype(np.float32, copy=False)
        noise = self._generator.standard_normal(right.shape, dtype=np.float32)
        drawn = batched.normal_draw(lower, right, noise)
        self.rows[rows] = drawn.T
        ends = np.vstack([drawn, -np.ones_like(own)[None]])
        met = np.einsum("ijn,jn->in", products, ends)
        self._errors[rows] = np.maximum(np.einsum("in,in->n", met, ends), 0)

    def draw_own_noise(self, mean: float) -> None:
        """Draw each row's noise precision around the mean, and their spread."""
        shape = self._noise_shape
        rate = shape / mean + self._errors / 2
        drawn = self._generator.standard_gamma(shape + self._known.degrees / 2) / rate
        self._noise_shape = priors.draw_shape(drawn, mean, self._generator)
        self.noise = drawn.astype(np.float32)

    def draw_noise_mean(self) -> float:
        """Draw the mean of the noise precisions."""
        shape, n = self._noise_shape, len(self.noise)
        total = NOISE_WEIGHT / 2 * NOISE_GUESS + shape * float(np.sum(self.noise, dtype=np.float64))
        self._noise_mean = total / self._generator.gamma(NOISE_WEIGHT / 2 + shape * n)
        return self._noise_mean

    def draw_common_noise(self) -> None:
        """Draw one noise precision for all ratings."""
        count = float(np.sum(self._known.degrees))
        # The errors come weighted by the other side's precisions, which are all 1 here.
        total = NOISE_WEIGHT * NOISE_GUESS + float(np.sum(self._errors))
        drawn = self._generator.gamma((NOISE_WEIGHT + count) / 2) / (total / 2)
        self.noise = np.full_like(self.noise, drawn)


def _blocks(ratings: tuple[Bucket, ...]) -> tuple[tuple[Bucket, ...], ...]:
    """Return neighbouring buckets together, as long as they have few rows."""
    blocks: list[list[Bucket]] = []
    for bucket in ratings:
        if not blocks or bucket.rows.stop - blocks[-1][0].rows.start > MOST_ROWS:
            blocks.append([])
        blocks[-1].append(bucket)
    return tuple(tuple(block) for block in blocks)


def _products(block: tuple[Bucket, ...], source: Floats32, across: Floats32) -> Floats32:
    """Return of each row the sum over its ratings of (q, 1, target) times itself, weighted.

    Parameters
    ----------
    source, across
        What the other side shows, and its transpose.

    Returns
    -------
    ndarray
        Shape (k + 2, k + 2, rows).
    """
    first, width = block[0].rows.start, source.shape[1]
    sums = np.empty((width, width, block[-1].rows.stop - first), dtype=np.float32)
    for bucket in block:
        own = sums[:, :, bucket.rows.start - first : bucket.rows.stop - first]
        # With a mode, `take` is five times as fast as indexing; all columns are in range.
        if bucket.columns.shape[1] <= NARROW:
            met = across.take(bucket.columns.T, axis=1, mode="clip")
            met[-1] = met[-2] * bucket.values.T - met[-1]
            np.einsum("itn,jtn->ijn", met, met, out=own)
        else:
            met = source.take(bucket.columns, axis=0, mode="clip")
            met[..., -1] = met[..., -2] * bucket.values - met[..., -1]
            own[...] = np.matmul(met.transpose(0, 2, 1), met).transpose(1, 2, 0)
    return sums
