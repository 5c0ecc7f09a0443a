"""A new person from a few ratings: a linear posterior, and the reasons that it gives."""

from __future__ import annotations

from dataclasses import field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from linalg_engine import arguments
from linalg_engine.arrays import Floats, Indices
from linalg_engine.errors import InputError
from linalg_engine.recommender.item_space import ItemSpace
from linalg_engine.results import result

MOST_RATED = 5_000
"""Ratings of one person."""


@result
class Reasons:
    """Why a prediction is what it is: ``prediction = average + sum(contributions)``.

    Attributes
    ----------
    item
        The item predicted.
    average
        What people on average give it, in stars.
    items, stars
        Shape (rated,): what the person has rated.
    contributions
        Shape (rated,): by how many stars each of these ratings moves the prediction.
    """

    item: int
    average: float
    items: NDArray[np.int64]
    stars: Floats
    contributions: Floats

    @property
    def prediction(self) -> float:
        """The prediction, before it is clipped to the scale."""
        return self.average + float(np.sum(self.contributions))


@result
class Person:
    """A person's tastes and bias x (k + 1,), from the normal equations ``matrix x = rhs``.

    With a row ``(factors, 1)`` of Z for each rated item, targets t = stars - averages, and W the
    diagonal matrix of weights, ``matrix = prior + Zᵀ W Z`` and ``rhs = Zᵀ W t``: ridge
    regression, whose ridge says how people vary. x is the posterior mean, and
    ``matrix⁻¹`` the posterior covariance.

    Attributes
    ----------
    items, stars
        Shape (rated,).
    design
        Z, shape (rated, k + 1).
    targets
        t, shape (rated,): how many stars above what people on average give.
    weights
        Shape (rated,): one over the variance of each target.
    prior
        Shape (k + 1, k + 1): the inverse of the covariance of people.
    matrix
        Shape (k + 1, k + 1).
    rhs
        Shape (k + 1,).
    solution
        x, shape (k + 1,): tastes and, last, the bias in stars.
    covariance
        Shape (k + 1, k + 1).
    """

    items: NDArray[np.int64]
    stars: Floats
    design: Floats
    targets: Floats
    weights: Floats
    prior: Floats
    matrix: Floats
    rhs: Floats
    solution: Floats
    covariance: Floats
    _space: ItemSpace = field(repr=False)

    @property
    def taste(self) -> Floats:
        """The person's factors, shape (k,); the average is 0."""
        return self.solution[:-1]

    @property
    def user_bias(self) -> float:
        """How many stars the person gives above the average."""
        return float(self.solution[-1])

    def plane_point(self) -> Floats:
        """Return the person's position in `ItemSpace.plane`, shape (2,).

        Tastes are drawn in units of the items' typical distance from the middle: items in the
        direction of a person are those the person likes more than others do.
        """
        space = self._space
        points = space.plane()
        unit = np.sqrt(np.average(np.sum(points**2, axis=1) / 2, weights=space.counts))
        point = np.zeros(2)
        point[: min(2, space.rank)] = self.taste[:2] * unit
        return point

    def predict(self, items: ArrayLike | None = None) -> Floats:
        """Return the predicted ratings of items, shape (n,), within the scale.

        Parameters and errors are those of `predict_with_std`.
        """
        return self.predict_with_std(items)[0]

    def predict_with_std(self, items: ArrayLike | None = None) -> tuple[Floats, Floats]:
        """Return the predicted ratings of items and their standard deviations.

        Parameters
        ----------
        items
            Shape (n,); by default all items of the space in their order.

        Returns
        -------
        mean
            Shape (n,), in stars, within the scale.
        std
            Shape (n,), in stars: from the uncertainty about person and item, and the noise of a
            rating.

        Raises
        ------
        InputError
            If an item is unknown.
        """
        space = self._space
        places = np.arange(len(space.item_bias)) if items is None else _places(space, items)[1]
        rows = _rows(space, places)
        mean = space.averages[places] + rows @ self.solution
        variance = space.noise[places] + np.einsum("ni,ij,nj->n", rows, self.covariance, rows)
        # E[(p, 1) (p, 1)ᵀ], against each item's covariance of (factors, bias)
        moment = np.eye(len(self.solution))
        moment[:-1, :-1] = self.covariance[:-1, :-1] + np.outer(self.taste, self.taste)
        moment[-1, :-1] = moment[:-1, -1] = self.taste
        lower = np.tril_indices(len(moment))
        twice = np.where(lower[0] == lower[1], 1.0, 2.0)
        variance += space.uncertainty[places] @ (moment[lower] * twice)
        return np.clip(mean, *space.scale), np.sqrt(variance)

    def reasons(self, item: int) -> Reasons:
        """Return what each rating of the person adds to the prediction for an item.

        The posterior mean is linear in the targets, so the parts add up exactly.

        Raises
        ------
        InputError
            If the item is unknown.
        """
        space = self._space
        place = space.place(item)
        row = _rows(space, np.array([place]))[0]
        pull = self.design @ (self.covariance @ row)
        return Reasons(
            item=item,
            average=float(space.averages[place]),
            items=self.items,
            stars=self.stars,
            contributions=pull * self.weights * self.targets,
        )


def fold_in(space: ItemSpace, items: ArrayLike, stars: ArrayLike) -> Person:
    """Return a new person with these ratings, without a new fit.

    Parameters
    ----------
    space
        The items.
    items
        Shape (rated,), each item at most once; nothing rated is an average person.
    stars
        Shape (rated,).

    Raises
    ------
    InputError
        If an item is unknown or rated twice, or a rating is off the scale.
    """
    ids, places = _places(space, items)
    values = arguments.stars(stars)
    _check(space, ids, values)
    design = _rows(space, places)
    targets = values - space.averages[places]
    # The uncertainty of an item adds to its rating's noise: the mean of E[(p, 1) (p, 1)ᵀ] is I.
    diagonal = np.cumsum(np.arange(1, space.rank + 2)) - 1
    blur = np.sum(space.uncertainty[places][:, diagonal], axis=1, dtype=np.float64)
    weights = 1 / (space.noise[places] + blur)
    prior = np.linalg.inv(space.prior_covariance).astype(np.float64)
    matrix = prior + design.T @ (design * weights[:, None])
    rhs = design.T @ (weights * targets)
    covariance = np.linalg.inv(matrix).astype(np.float64)
    return Person(
        items=ids,
        stars=values,
        design=design,
        targets=targets,
        weights=weights,
        prior=prior,
        matrix=matrix,
        rhs=rhs,
        solution=covariance @ rhs,
        covariance=(covariance + covariance.T) / 2,
        _space=space,
    )


def _places(space: ItemSpace, items: ArrayLike) -> tuple[NDArray[np.int64], Indices]:
    try:
        ids = np.asarray(items)
    except ValueError:  # lists in a list, of different length
        raise InputError("Items must be a list of whole numbers.") from None
    if not ids.size:
        return np.zeros(0, np.int64), np.zeros(0, np.intp)
    if ids.ndim != 1 or ids.dtype.kind not in "iu":
        raise InputError("Items must be a list of whole numbers.")
    return ids.astype(np.int64), space.places(ids)


def _rows(space: ItemSpace, places: Indices) -> Floats:
    return np.column_stack([space.factors[places], np.ones(len(places))])


def _check(space: ItemSpace, items: NDArray[np.int64], stars: Floats) -> None:
    low, high = space.scale
    if items.shape != stars.shape:
        raise InputError(
            f"There must be as many ratings as items; there are {stars.size} and {items.size}."
        )
    if len(items) > MOST_RATED:
        raise InputError(f"One person may have up to {MOST_RATED:,} ratings.")
    if len(np.unique(items)) < len(items):
        raise InputError("Each item may be rated once.")
    if not np.all((stars >= low) & (stars <= high)):
        raise InputError(f"A rating must be from {low:g} to {high:g}.")
