"""The items of a model: all that folding in a new person needs."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arguments import Metric, one_of, whole_number
from linalg_engine.arrays import Floats, Floats32, Indices
from linalg_engine.errors import InputError
from linalg_engine.results import result

MANY_RATINGS = 10_000
"""From so many ratings on, who rates what says more of an item than chance does."""

LITTLE_KNOWN = 2
"""An item with so many ratings has half the company that its cosine says."""


@result
class Neighbour:
    """An item beside another.

    Attributes
    ----------
    item
        Its id.
    similarity
        The cosine of the angle between the two items' factors, in [-1, 1], or their inner product.
    """

    item: int
    similarity: float


@result
class Alike:
    """An item beside another, by taste and by company.

    Attributes
    ----------
    item
        Its id.
    similarity
        The mean of the two, or taste alone where company is unknown.
    taste
        The cosine of the two items' factors: who likes the one likes the other.
    company
        The cosine of their `watch_rows`: who rates the one rates the other; less for an item
        with few ratings. None on a small set, where that is chance.
    """

    item: int
    similarity: float
    taste: float
    company: float | None


@result
class ItemSpace:
    """The items of a model, without the people: small, and quick to send to another process.

    A person with tastes p (k,) and bias b is expected to give item j
    ``mean + item_bias[j] + factors[j] @ p + b``. Over people, tastes have mean 0 and covariance I,
    and over ratings, factors have mean 0; the axes are the principal directions of the factors.

    Attributes
    ----------
    item_ids
        Shape (n,), ascending.
    counts
        Shape (n,), how many ratings each item has.
    mean
        The mean rating.
    scale
        The lowest and the highest rating there can be.
    item_bias
        Shape (n,): how far above the mean people on average rate an item, in stars.
    factors
        Shape (n, k), in stars for one standard deviation of taste.
    uncertainty
        Shape (n, (k + 1)(k + 2) / 2): of each item the lower triangle, row by row, of the
        posterior covariance of its factors and, last, its bias.
    noise
        Shape (n,), the variance of a rating around what is expected of the person.
    noise_shape
        How alike people are in their noise: the precision of each is the usual one times a number
        from the gamma distribution with this shape and mean 1. Infinite if all are alike.
    prior_covariance
        Shape (k + 1, k + 1), how tastes and, last, biases vary between people.
    watch_share
        Shape (n,), the share of people who rated each item.
    watch_rows
        Shape (n, g): items that the same people rate have rows in the same direction.
    watch_into, watch_out
        Shape (n,); see `watching`.
    """

    item_ids: NDArray[Any]
    counts: Indices
    mean: float
    scale: tuple[float, float]
    item_bias: Floats
    factors: Floats
    uncertainty: Floats32
    noise: Floats
    noise_shape: float
    prior_covariance: Floats
    watch_share: Floats
    watch_rows: Floats32
    watch_into: Floats
    watch_out: Floats

    @property
    def rank(self) -> int:
        """The number k of factors."""
        return self.factors.shape[1]

    @property
    def averages(self) -> Floats:
        """What people on average give each item, in stars, shape (n,)."""
        return self.mean + self.item_bias

    def blur(self, places: Indices) -> Floats:
        """Return what the uncertainty of items adds to the variance of a rating, shape (n,).

        Over people, the mean of (p, 1) (p, 1)ᵀ is I, so this is the trace of each covariance.
        """
        diagonal = np.cumsum(np.arange(1, self.rank + 2)) - 1
        return self.uncertainty[places][:, diagonal].astype(np.float64).sum(axis=1)

    def places(self, items: NDArray[Any]) -> Indices:
        """Return the rows of items, shape (wanted,) as given.

        Raises
        ------
        InputError
            If nobody has rated one of them.
        """
        places = np.minimum(np.searchsorted(self.item_ids, items), len(self.item_ids) - 1)
        strange = items[self.item_ids[places] != items]
        if len(strange):
            raise InputError(
                f"Nobody has rated the item {strange[0]}, so nothing is known about it."
            )
        return places

    def place(self, item: int) -> int:
        """Return the row of one item; see `places`."""
        return int(self.places(np.array([whole_number(item, "An item's id")]))[0])

    def neighbours(
        self, item: int, metric: Metric = "cosine", count: int = 5
    ) -> tuple[Neighbour, ...]:
        """Return the items most similar to one, the most similar first.

        Parameters
        ----------
        metric
            ``"cosine"`` compares directions alone: who likes the one likes the other. ``"dot"``
            also counts lengths: items on which people differ much come first.

        Raises
        ------
        InputError
            If the item or the metric is unknown, or the count is negative.
        """
        place = self.place(item)
        one_of(metric, "metric", get_args(Metric))
        count = whole_number(count, "The count", 0)
        if metric == "cosine":
            similarity = _cosines(self.factors, place)
        else:
            similarity = self.factors @ self.factors[place]
        order = _first(similarity, place, count)
        return tuple(Neighbour(int(self.item_ids[o]), float(similarity[o])) for o in order)

    def alike(self, item: int, count: int = 5) -> tuple[Alike, ...]:
        """Return the items most alike to one by taste and company, the most alike first.

        Raises
        ------
        InputError
            If the item is unknown, or the count is negative.
        """
        place = self.place(item)
        count = whole_number(count, "The count", 0)
        taste = similarity = _cosines(self.factors, place)
        company = None
        if np.sum(self.counts) >= MANY_RATINGS:
            company = _cosines(self.watch_rows, place) * self.counts / (self.counts + LITTLE_KNOWN)
            similarity = (taste + company) / 2
        return tuple(
            Alike(
                item=int(self.item_ids[o]),
                similarity=float(similarity[o]),
                taste=float(taste[o]),
                company=None if company is None else float(company[o]),
            )
            for o in _first(similarity, place, count)
        )

    def plane(self) -> Floats:
        """Return the items as points of a plane, shape (n, 2).

        The axes are the first two principal directions of the factors, each item counted as
        often as it is rated; along each, the item that lies farthest out lies on the positive
        side. With one factor, all lie on the first axis.
        """
        points = np.zeros((len(self.factors), 2))
        points[:, : min(2, self.rank)] = self.factors[:, :2]
        return points


def _cosines(rows: Floats | Floats32, place: int) -> Floats:
    """Return the cosines of the angles between one row and all, shape (n,)."""
    lengths = np.linalg.norm(rows, axis=1).astype(np.float64)
    products = (rows @ rows[place]).astype(np.float64)
    return products / np.maximum(lengths * lengths[place], 1e-300)


def _first(similarity: Floats, place: int, count: int) -> Indices:
    """Return the rows of the most similar items, without the one in question."""
    order = np.argsort(-similarity, kind="stable")
    return order[order != place][:count]
