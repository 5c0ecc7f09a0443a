"""Who rated what, as a few numbers a row: people choose the films they watch."""

from __future__ import annotations

import numpy as np

from linalg_engine.arrays import Floats, Indices

OVERSAMPLING = 6
POWER_STEPS = 4

LEAST_SPREAD = 1e-9
"""Below, columns are constant within rounding."""


def pattern_features(
    people: Indices,
    items: Indices,
    shape: tuple[int, int],
    count: int,
    generator: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Return features of people and of items, from which pairs are rated and not from the stars.

    They are the leading singular vectors of the pattern, 1 where there is a rating, with row i
    and column j divided by the roots of their numbers of ratings, as in SVD++ (Koren,
    *Factorization meets the neighborhood*, KDD 2008). To each number the average number of its
    side is added first: otherwise somebody and something with hardly any ratings but each
    other's make a singular value of their own, nearly the largest, and the features of a row
    with one rating are as long as those of a row with a hundred. Amini, Chen, Bickel and
    Levina, *Pseudo-likelihood methods for community detection*, 2013; Qin and Rohe, *Regularized
    spectral clustering*, 2013. The vectors keep the proportions of their singular values, so
    that the first ones count most. The logarithm of the number of ratings comes beside them.

    Randomized subspace iteration: Halko, Martinsson and Tropp, *Finding structure with
    randomness*, 2011, algorithm 4.4.

    Parameters
    ----------
    people, items
        Shape (ratings,).
    shape
        The number of people and of items, more than ``count`` each.

    Returns
    -------
    people, items
        Shape (people, count + 2) and (items, count + 2): a column of ones; the logarithms, with
        mean 0 and variance 1; the vectors, with mean 0, the longest with variance 1.
    """
    pattern = _Pattern(people, items, shape)
    width = min(count + OVERSAMPLING, *shape)
    right = generator.standard_normal((shape[1], width))
    for _ in range(POWER_STEPS):
        left = np.linalg.qr(pattern.times(right))[0]
        right = np.linalg.qr(pattern.transposed_times(left))[0]
    small = np.linalg.svd(pattern.times(right), full_matrices=False)
    right = right @ small[2].T[:, :count]
    left = pattern.times(right)
    return (
        _features(left, pattern.degrees[0]),
        _features(pattern.transposed_times(small[0][:, :count]), pattern.degrees[1]),
    )


class _Pattern:
    """The normalised pattern as a linear map, without a dense table."""

    def __init__(self, people: Indices, items: Indices, shape: tuple[int, int]) -> None:
        self.degrees = tuple(
            np.bincount(i, minlength=n).astype(np.float64)
            for i, n in zip((people, items), shape, strict=True)
        )
        self._roots = [np.sqrt(degrees + degrees.mean()) for degrees in self.degrees]
        self._pairs = (people, items)
        self._orders = [np.argsort(i, kind="stable") for i in self._pairs]

    def times(self, x: Floats) -> Floats:
        """Return the pattern times x, shape (people, k), for x of shape (items, k)."""
        return self._gather(x, 0)

    def transposed_times(self, x: Floats) -> Floats:
        """Return the transposed pattern times x, shape (items, k)."""
        return self._gather(x, 1)

    def _gather(self, x: Floats, side: int) -> Floats:
        order, degrees = self._orders[side], self.degrees[side]
        source = (x / self._roots[1 - side][:, None])[self._pairs[1 - side][order]]
        present = np.flatnonzero(degrees)
        starts = np.concatenate([[0], np.cumsum(degrees[present])[:-1]]).astype(np.intp)
        sums = np.zeros((len(degrees), x.shape[1]))
        sums[present] = np.add.reduceat(source, starts, axis=0)
        return sums / self._roots[side][:, None]


def _features(vectors: Floats, degrees: Floats) -> Floats:
    counts = np.log1p(degrees)
    groups = [_centred(counts[:, None]), _centred(vectors)]
    return np.column_stack([np.ones(len(vectors)), *groups])


def _centred(columns: Floats) -> Floats:
    """Return the columns with mean 0, and all divided by one number: the largest variance is 1."""
    columns = columns - columns.mean(axis=0)
    spread = float(columns.std(axis=0).max())
    return columns / spread if spread > LEAST_SPREAD else np.zeros_like(columns)
