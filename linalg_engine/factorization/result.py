"""The result of a factorization, and nearest neighbours in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from linalg_engine.arguments import Metric, one_of, pairs, whole_number
from linalg_engine.arrays import Array, Floats, TableLike, VectorLike, as_table, as_vector
from linalg_engine.decompositions.conventions import sign_of
from linalg_engine.errors import InputError
from linalg_engine.results import result

Method = Literal["als", "plain", "wals", "svd", "nmf", "gd"]

METHODS: tuple[Method, ...] = ("als", "plain", "wals", "svd", "nmf", "gd")


@result
class Descent:
    """How gradient descent went.

    Attributes
    ----------
    learning_rate
        The part of half the gradient that each step goes, for ratings in their own units.
    errors
        Shape (steps + 1,): the root mean squared error on the known ratings, from the start on.
    settled
        Whether the last step hardly gained anything; otherwise the number of steps was the limit.
    """

    learning_rate: float
    errors: Floats
    settled: bool

    @property
    def steps(self) -> int:
        """The number of steps."""
        return len(self.errors) - 1


@dataclass(frozen=True)
class Fit:
    """What a method finds, on axes of its own: ``mean + b_i + c_j + (U V)_ij``.

    Attributes
    ----------
    users, items
        U (m, k) and V (k, n).
    objective
        Shape (rounds + 1,).
    mean, user_bias, item_bias
        A number, (m,) and (n,); 0 and zeros where the method has none.
    descent
        Of gradient descent; None for other methods.
    """

    users: Floats
    items: Floats
    objective: Floats
    mean: float
    user_bias: Floats
    item_bias: Floats
    descent: Descent | None = None

    @classmethod
    def unbiased(
        cls, users: Floats, items: Floats, objective: Floats, descent: Descent | None = None
    ) -> Fit:
        """Return a fit without mean and biases."""
        b, c = np.zeros((users.shape[0],)), np.zeros((items.shape[1],))
        return cls(users, items, objective, 0.0, b, c, descent)


@result
class Factorization:
    """A rating table as a product: ``R ≈ mean + biases + U V``.

    Turning or reflecting people and items together changes no prediction. The axes are those of
    the singular value decomposition of ``U V``, strongest first; both sides share the singular
    values, and of each row of ``items`` the entry of largest size is positive. Factors without
    signs ("nmf") cannot be turned: their axes are sorted, and both sides equally long.

    Attributes
    ----------
    ratings
        Shape (m, n), people by items, with nan for the blanks.
    users
        U, shape (m, k): a vector for each person.
    items
        V, shape (k, n): a vector for each item, as columns.
    mean
        The rating of a neutral person for a neutral item; 0 where the method has none.
    user_bias
        Shape (m,): how far above the mean a person rates; zeros where the method has none.
    item_bias
        Shape (n,): the same for items.
    method
        One of `METHODS`.
    objective
        Shape (iterations + 1,): what the method minimizes, after each round, never rising.
    objective_name
        What that is, in words.
    starts
        The number of random starts; the one with the lowest objective is kept.
    seed
        Of the random starts: the same seed gives the same result.
    ridge
        The weight of the squared factors, in the units of the ratings; 0 for none.
    descent
        How gradient descent ("gd") went; None for other methods.
    """

    ratings: Floats
    users: Floats
    items: Floats
    mean: float
    user_bias: Floats
    item_bias: Floats
    method: Method
    objective: Floats
    objective_name: str
    starts: int
    seed: int
    ridge: float = 0.0
    descent: Descent | None = None

    @property
    def rank(self) -> int:
        """The number k of numbers for each person and each item."""
        return self.users.shape[1]

    @property
    def strengths(self) -> Floats:
        """Shape (k,), descending: the size of each axis, its part of ``U V`` as a length.

        All 0, or nearly, where the known ratings show nothing beyond the biases.
        """
        return np.linalg.norm(self.users, axis=0) * np.linalg.norm(self.items, axis=1)

    @property
    def known(self) -> NDArray[np.bool_]:
        """Shape (m, n): which ratings are known."""
        return ~np.isnan(self.ratings)

    @property
    def rmse(self) -> float:
        """The root of the mean squared error on the known ratings."""
        gap = (self.predictions - self.ratings)[self.known]
        return math.sqrt(float(np.mean(np.square(gap))))

    @property
    def predictions(self) -> Floats:
        """Shape (m, n): the rating predicted for every cell, known or not, and not clipped."""
        return (
            self.mean + self.user_bias[:, None] + self.item_bias[None, :] + self.users @ self.items
        )

    def predict(self, people: ArrayLike, items: ArrayLike) -> Floats:
        """Return the predicted ratings of people for items, pair by pair, not clipped.

        Parameters
        ----------
        people, items
            Shape (pairs,): rows and columns of the table, counted from 0.

        Returns
        -------
        ndarray
            Shape (pairs,).

        Raises
        ------
        InputError
            If the lists differ in length, or a person or an item is not in the table.
        """
        i, j = pairs(people, items)
        m, n = self.ratings.shape
        if not (_are_indices(i, m) and _are_indices(j, n)):
            raise InputError(f"People are rows 0 to {m - 1}, and items columns 0 to {n - 1}.")
        return self.predictions[i.astype(np.intp), j.astype(np.intp)]

    @property
    def scale(self) -> tuple[float, float]:
        """The smallest and the largest known rating; 0 is between them for "wals".

        There blanks stand for 0.
        """
        seen = self.ratings[self.known]
        low, high = float(seen.min()), float(seen.max())
        return (min(low, 0.0), max(high, 0.0)) if self.method == "wals" else (low, high)

    @property
    def clipped(self) -> Floats:
        """Shape (m, n): the predictions, those beyond the scale set to its nearer end."""
        return np.clip(self.predictions, *self.scale)

    def completed(self) -> Floats:
        """Return the table with its blanks predicted, clipped to the scale, shape (m, n)."""
        return np.where(self.known, self.ratings, self.clipped)


def _are_indices(values: Array, count: int) -> bool:
    if not values.size:
        return True
    return values.dtype.kind in "iu" and bool(values.min() >= 0) and bool(values.max() < count)


def nearest(
    vectors: TableLike,
    index: int,
    metric: Metric = "cosine",
    count: int = 5,
) -> list[tuple[int, float]]:
    """Return the vectors most like one of them, most alike first, with their similarity.

    Parameters
    ----------
    vectors
        Shape (n, k), a vector a row; for items pass ``items.T``.
    index
        Which vector; it is not among the results.
    metric
        "cosine": the cosine of the angle, in [-1, 1], 0 where a vector is 0. "dot": the dot
        product, which long vectors win.
    count
        How many at most. Of equally near ones the first counts.

    Raises
    ------
    InputError
        If there is no such index or metric, or the count is negative.

    Examples
    --------
    >>> [index for index, _ in la.nearest([[1, 0], [0, 1], [2, 1]], 0)]
    [2, 1]
    """
    vectors = as_table(vectors)
    index = whole_number(index, "The index", 0, len(vectors) - 1)
    count = whole_number(count, "The count", 0)
    others = [i for i in range(len(vectors)) if i != index]
    values = similarities(vectors, vectors[index], metric)
    order = sorted(others, key=lambda i: -values[i])
    return [(i, float(values[i])) for i in order[:count]]


def similarities(vectors: TableLike, to: VectorLike, metric: Metric = "cosine") -> Floats:
    """Return the similarity of each row of (n, k) to a vector of shape (k,), shape (n,)."""
    one_of(metric, "metric", get_args(Metric))
    vectors, to = as_table(vectors), as_vector(to).astype(np.float64)
    if metric == "cosine":
        vectors, to = _unit(vectors), _unit(to[None, :])[0]
    return vectors @ to


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1.0)


# Normal forms of what is not unique


def balanced(users: Floats, items: Floats) -> tuple[Floats, Floats]:
    """Return U and V with the same product, on its principal axes.

    ``U V = A Σ Bᵀ`` gives ``U = A √Σ`` and ``V = √Σ Bᵀ``; the first of the largest entries of
    each row of V is positive.

    Parameters
    ----------
    users
        Shape (m, k).
    items
        Shape (k, n); k ≤ m, n.
    """
    q, r = np.linalg.qr(users)
    p, t = np.linalg.qr(items.T)
    a, s, bt = np.linalg.svd(r @ t.T)
    roots = np.sqrt(s)
    left, right = (q @ a) * roots, roots[:, None] * (bt @ p.T)
    signs = np.array([sign_of(row) if row.any() else 1.0 for row in right])
    return left * signs + 0.0, signs[:, None] * right + 0.0


def balanced_parts(users: Floats, items: Floats) -> tuple[Floats, Floats]:
    """Return U and V with the same product and signs: parts sorted, both sides equally long.

    Parameters
    ----------
    users
        Shape (m, k), nonnegative.
    items
        Shape (k, n), nonnegative.
    """
    left, right = np.linalg.norm(users, axis=0), np.linalg.norm(items, axis=1)
    order = np.argsort(-left * right, kind="stable")
    ratio = np.sqrt(np.where(left * right > 0, right, 1.0) / np.where(left * right > 0, left, 1.0))
    return (users * ratio)[:, order], (items / ratio[:, None])[order]
