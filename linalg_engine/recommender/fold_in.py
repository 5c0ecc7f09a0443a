"""A new person from a few ratings or likes: a linear posterior, and the reasons that it gives.

    person = fold_in(space, [3, 7], [4.5, 2.0], likes=[12], dislikes=[5])
    person.ranking("gems").order     # what to suggest first; see `ranking`
    person.reasons(40)               # average + generosity + a contribution of each item said of

A person who gives stars shows taste and generosity; one who only says what they like shows taste.
"""

from __future__ import annotations

from dataclasses import field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from linalg_engine import arguments
from linalg_engine.arrays import Floats, Indices
from linalg_engine.errors import InputError
from linalg_engine.recommender.item_space import ItemSpace
from linalg_engine.recommender.posterior import Said, solved
from linalg_engine.recommender.ranking import GOOD, Balance, Ranking, rank
from linalg_engine.results import result

ALL = slice(None)
"""All items. Their numbers would be copied for a list of places: 40 MB for 60,000 items."""

MOST_RATED = 5_000
"""Ratings of one person."""


@result
class Reasons:
    """Why a prediction is what it is: ``average + generosity + sum(contributions)``.

    Attributes
    ----------
    item
        The item predicted.
    average
        What people on average give it, in stars.
    generosity
        How many stars the person gives above the average, to all items alike, judged by the stars
        given; see `Person.generosity`.
    items, stars
        Shape (rated,): what the person has rated, liked and disliked; see `Person`.
    contributions
        Shape (rated,): by how many stars each of these moves the prediction beside that.
    """

    item: int
    average: float
    generosity: float
    items: NDArray[np.int64]
    stars: Floats
    contributions: Floats

    @property
    def prediction(self) -> float:
        """The prediction, before it is clipped to the scale."""
        return self.average + self.generosity + float(np.sum(self.contributions))


@result
class Person:
    """A person's tastes and bias x (k + 1,), from the normal equations ``matrix x = rhs``.

    With a row ``(factors, 1)`` of Z for each rated item, targets t = stars - averages, and W the
    diagonal matrix of weights, ``matrix = prior + Zᵀ W Z`` and ``rhs = Zᵀ W t``: ridge
    regression, whose ridge says how people vary. x is the posterior mean, and
    ``matrix⁻¹`` the posterior covariance. What is liked or disliked without stars says nothing of
    generosity: its row of Z is ``(factors, 0)``.

    Attributes
    ----------
    items, stars
        Shape (rated,): first what has stars, then likes, then dislikes, with the stars that they
        stand for, given these tastes, which may lie beyond the scale; see `likes`.
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
    own_noise
        The variance of this person's ratings, as a multiple of what is usual.
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
    own_noise: float
    _space: ItemSpace = field(repr=False)

    @property
    def taste(self) -> Floats:
        """The person's factors, shape (k,); the average is 0."""
        return self.solution[:-1]

    @property
    def user_bias(self) -> float:
        """How many stars the person gives above the average."""
        return float(self.solution[-1])

    @property
    def generosity(self) -> float:
        """The part of `user_bias` that comes from stars: 0 for who only says what they like.

        Tastes and biases go together a little, so a like may move the bias as well. That part is
        the like's own contribution to each prediction.
        """
        return float(self._shares()[-1] @ self._has_stars)

    @property
    def _has_stars(self) -> Floats:
        """Shape (rated,): 1 for stars, 0 for what is liked or disliked without."""
        return self.design[:, -1]

    def _shares(self) -> Floats:
        """Return what each rating adds to the solution, shape (k + 1, rated)."""
        return self.covariance @ (self.design * (self.weights * self.targets)[:, None]).T

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
        places = ALL if items is None else _places(space, items)[1]
        mean, std = self._expected(places)
        return np.clip(mean, *space.scale), std

    def ranking(self, balance: Balance = "default", good: float = GOOD) -> Ranking:
        """Return all items in the order in which to suggest them; see `ranking.rank`."""
        space = self._space
        mean, std = self._expected(ALL)
        return rank(space, space.places(self.items), mean, std, balance, good)

    def _expected(self, places: Indices | slice) -> tuple[Floats, Floats]:
        """Return the predicted stars, which may lie beyond the scale, and their deviations."""
        space = self._space
        rows = _rows(space, places)
        mean = space.averages[places] + rows @ self.solution
        variance = self.own_noise * space.noise[places]
        variance += np.einsum("ni,ni->n", rows @ self.covariance, rows)
        # E[(p, 1) (p, 1)ᵀ], against each item's covariance of (factors, bias)
        moment = np.eye(len(self.solution))
        moment[:-1, :-1] = self.covariance[:-1, :-1] + np.outer(self.taste, self.taste)
        moment[-1, :-1] = moment[:-1, -1] = self.taste
        lower = np.tril_indices(len(moment))
        twice = np.where(lower[0] == lower[1], 1.0, 2.0)
        variance += space.uncertainty[places] @ (moment[lower] * twice).astype(np.float32)
        return mean, np.sqrt(variance)

    def reasons(self, item: int) -> Reasons:
        """Return what generosity and each rating of the person add to the prediction for an item.

        The solution is linear in the targets, so the parts add up exactly.

        Raises
        ------
        InputError
            If the item is unknown.
        """
        space = self._space
        place = space.place(item)
        shares = self._shares()
        return Reasons(
            item=item,
            average=float(space.averages[place]),
            generosity=self.generosity,
            items=self.items,
            stars=self.stars,
            contributions=space.factors[place] @ shares[:-1] + shares[-1] * (1 - self._has_stars),
        )


def fold_in(
    space: ItemSpace,
    items: ArrayLike,
    stars: ArrayLike,
    *,
    likes: ArrayLike = (),
    dislikes: ArrayLike = (),
) -> Person:
    """Return a new person with these ratings, without a new fit.

    Parameters
    ----------
    space
        The items.
    items
        Shape (rated,), each item at most once; nothing rated is an average person.
    stars
        Shape (rated,).
    likes, dislikes
        Shape (n,), further items that the person likes, or does not, without stars.

    Raises
    ------
    InputError
        If an item is unknown or occurs twice, or a rating is off the scale.
    """
    ids, places = _places(space, items)
    values = arguments.stars(stars)
    _check_stars(space, ids, values)
    liked, liked_places = _places(space, likes)
    disliked, disliked_places = _places(space, dislikes)
    everything = np.concatenate([ids, liked, disliked])
    if len(everything) > MOST_RATED:
        raise InputError(f"One person may have up to {MOST_RATED:,} ratings.")
    if len(np.unique(everything)) < len(everything):
        raise InputError("Each item may be rated once.")
    everywhere = np.concatenate([places, liked_places, disliked_places])
    signs = np.repeat([0.0, 1.0, -1.0], [len(ids), len(liked), len(disliked)])
    design = _rows(space, everywhere)
    design[signs != 0, -1] = 0
    said = Said(
        design=design,
        averages=space.averages[everywhere],
        noise=space.noise[everywhere],
        blur=space.blur(everywhere),
        stars=np.concatenate([values, np.zeros(len(liked) + len(disliked))]),
        signs=signs,
        prior=np.linalg.inv(space.prior_covariance).astype(np.float64),
        noise_shape=space.noise_shape,
    )
    found, own_noise = solved(said)
    return Person(
        items=everything,
        stars=found.stars,
        design=design,
        targets=found.targets,
        weights=found.weights,
        prior=said.prior,
        matrix=found.matrix,
        rhs=found.rhs,
        solution=found.solution,
        covariance=found.covariance,
        own_noise=own_noise,
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


def _rows(space: ItemSpace, places: Indices | slice) -> Floats:
    factors = space.factors[places]
    return np.column_stack([factors, np.ones(len(factors))])


def _check_stars(space: ItemSpace, items: NDArray[np.int64], stars: Floats) -> None:
    low, high = space.scale
    if items.shape != stars.shape:
        raise InputError(
            f"There must be as many ratings as items; there are {stars.size} and {items.size}."
        )
    if not np.all((stars >= low) & (stars <= high)):
        raise InputError(f"A rating must be from {low:g} to {high:g}.")
