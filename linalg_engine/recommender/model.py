"""The fitted model: all draws, and predictions that average over them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from linalg_engine.arguments import pairs
from linalg_engine.arrays import Floats, Floats32, Indices
from linalg_engine.errors import InputError
from linalg_engine.recommender.fold_in import Person, fold_in
from linalg_engine.recommender.item_space import ItemSpace, Metric, Neighbour
from linalg_engine.results import result

MOST_PAIRS = 10_000_000
"""Pairs predicted in one call."""

CHUNK = 1 << 15


@result
class Model:
    """Draws from the posterior of people and items.

    Attributes
    ----------
    people_ids
        Shape (people,), ascending.
    people_draws, item_draws
        Shape (draws, people, k + 1) and (draws, items, k + 1): factors and, last, the bias.
    people_noise, item_noise
        Shape (draws, people) and (draws, items): the precision of a rating's noise is their
        product.
    space
        The items with what the draws say of them together; see `serving`.
    """

    people_ids: NDArray[Any]
    people_draws: Floats32
    item_draws: Floats32
    people_noise: Floats32
    item_noise: Floats32
    space: ItemSpace

    def serving(self) -> ItemSpace:
        """Return the part that answers for new people: some 800 bytes an item at rank 16."""
        return self.space

    @property
    def rank(self) -> int:
        """The number of factors."""
        return self.space.rank

    @property
    def item_ids(self) -> NDArray[Any]:
        """Shape (items,), ascending."""
        return self.space.item_ids

    def predict(self, people: ArrayLike, items: ArrayLike) -> Floats:
        """Return the predicted ratings of people for items, pair by pair, shape (pairs,).

        Parameters and errors are those of `predict_with_std`.
        """
        return self.predict_with_std(people, items)[0]

    def predict_with_std(self, people: ArrayLike, items: ArrayLike) -> tuple[Floats, Floats]:
        """Return the predicted ratings, pair by pair, and their standard deviations.

        A person or an item without ratings is taken for a draw from all that have some: the
        prediction rests on the other one's bias, and its standard deviation is larger.

        Parameters
        ----------
        people, items
            Shape (pairs,), whole numbers.

        Returns
        -------
        mean
            Shape (pairs,), in stars, within the scale.
        std
            Shape (pairs,), in stars: from the uncertainty about the two, and a rating's noise.

        Raises
        ------
        InputError
            If the arrays do not belong together.
        """
        who, what = pairs(people, items)
        if who.size and not (who.dtype.kind in "iu" and what.dtype.kind in "iu"):
            raise InputError("People and items must be named by whole numbers.")
        if len(who) > MOST_PAIRS:
            raise InputError(f"At most {MOST_PAIRS:,} pairs can be predicted at once.")
        i, j = _find(self.people_ids, who), _find(self.space.item_ids, what)
        mean, variance = np.zeros(len(i)), np.zeros(len(i))
        tables = _Tables(self)
        for start in range(0, len(i), CHUNK):
            part = slice(start, start + CHUNK)
            mean[part], variance[part] = tables.predict(i[part], j[part])
        return np.clip(self.space.mean + mean, *self.space.scale), np.sqrt(variance)

    def fold_in(self, items: ArrayLike, stars: ArrayLike) -> Person:
        """Return a new person with these ratings; see `fold_in`."""
        return fold_in(self.space, items, stars)

    def neighbours(
        self, item: int, metric: Metric = "cosine", count: int = 5
    ) -> tuple[Neighbour, ...]:
        """Return the items most similar to one; see `ItemSpace.neighbours`."""
        return self.space.neighbours(item, metric, count)

    def plane(self) -> Floats:
        """Return the items as points of a plane; see `ItemSpace.plane`."""
        return self.space.plane()


class _Tables:
    """The draws with one more row at the end of each: somebody, or something, unknown."""

    def __init__(self, model: Model) -> None:
        self._people, self._people_spread = _with_unknown(model.people_draws)
        self._items, self._item_spread = _with_unknown(model.item_draws)
        self._people_noise = _noise_with_unknown(model.people_noise)
        self._item_noise = _noise_with_unknown(model.item_noise)

    def predict(self, i: Indices, j: Indices) -> tuple[Floats, Floats]:
        """Return mean (above the mean rating) and variance; index -1 is the unknown."""
        total, squares, noise = np.zeros(len(i)), np.zeros(len(i)), np.zeros(len(i))
        for draw in range(len(self._people)):
            p, q = self._people[draw][i], self._items[draw][j]
            value = np.einsum("nk,nk->n", p[:, :-1], q[:, :-1]) + p[:, -1] + q[:, -1]
            total += value
            squares += value.astype(np.float64) ** 2
            noise += self._people_noise[draw][i] * self._item_noise[draw][j]
            noise += self._unknown_variance(draw, i, j, p, q)
        count = len(self._people)
        mean = total / count
        return mean, np.maximum(squares / count - mean**2, 0) + noise / count

    def _unknown_variance(
        self, draw: int, i: Indices, j: Indices, p: Floats32, q: Floats32
    ) -> Floats:
        """Return the variance that comes from unknown people and items in one draw."""
        variance = np.zeros(len(i))
        new_i, new_j = i < 0, j < 0
        people, items = self._people_spread[draw], self._item_spread[draw]
        if np.any(new_i):
            ends = np.column_stack([q[new_i, :-1], np.ones(int(new_i.sum()))])
            variance[new_i] += np.einsum("ni,ij,nj->n", ends, people, ends)
        if np.any(new_j):
            ends = np.column_stack([p[new_j, :-1], np.ones(int(new_j.sum()))])
            variance[new_j] += np.einsum("ni,ij,nj->n", ends, items, ends)
        variance[new_i & new_j] += np.sum(people[:-1, :-1] * items[:-1, :-1])
        return variance


def _find(ids: NDArray[Any], wanted: NDArray[Any]) -> Indices:
    """Return the places of the wanted, -1 for those that are not there."""
    places = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[places] == wanted, places, -1)


def _with_unknown(draws: Floats32) -> tuple[Floats32, Floats]:
    """Return the draws with the average row last, and the covariance of rows in each."""
    average = draws.mean(axis=1, keepdims=True)
    away = (draws - average).astype(np.float64)
    spread = np.matmul(away.transpose(0, 2, 1), away) / away.shape[1]
    return np.concatenate([draws, average], axis=1), spread


def _noise_with_unknown(precisions: Floats32) -> Floats32:
    variances: Floats32 = np.float32(1) / precisions
    return np.concatenate([variances, variances.mean(axis=1, keepdims=True)], axis=1)
