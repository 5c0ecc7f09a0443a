"""Alternating least squares on lists of ratings: from twenty of them to millions.

With the items' vectors fixed, each person's best vector is the solution of a small system of
linear equations, and the other way round: the regressions of `regressions`.

Zhou, Wilkinson, Schreiber and Pan, *Large-scale parallel collaborative filtering for the Netflix
prize*, 2008 (observed ratings only); Hu, Koren and Volinsky, *Collaborative filtering for implicit
feedback datasets*, ICDM 2008 (a weight for the unobserved ones).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linalg_engine.factorization.regressions import Array, Half, Indices, Penalty


@dataclass(frozen=True)
class Embedding:
    """Vectors and biases that explain a list of ratings: ``mean + b_i + c_j + u_i · v_j``.

    Attributes
    ----------
    mean
        Of all ratings; 0 without biases.
    user_bias, item_bias
        Shapes (m,) and (n,); zeros without biases.
    users, items
        Shapes (m, k) and (k, n).
    """

    mean: float
    user_bias: Array
    item_bias: Array
    users: Array
    items: Array

    def predict(self, people: Indices, items: Indices) -> Array:
        """Return the predicted ratings of people for items, both of shape (count,)."""
        product = np.einsum("ck,ck->c", self.users[people], self.items.T[items])
        return self.mean + self.user_bias[people] + self.item_bias[items] + product


def als(
    people: Indices,
    items: Indices,
    stars: Array,
    rank: int,
    *,
    ridge: float = 5.0,
    bias_ridge: float = 5.0,
    unobserved_weight: float = 0.0,
    biases: bool = True,
    epochs: int = 15,
    seed: int = 0,
) -> Embedding:
    """Factor a list of ratings by alternating least squares, in float32.

    Minimises ``Σ (r - mean - b_i - c_j - u_i·v_j)²`` over the ratings, plus
    ``unobserved_weight Σ (u_i·v_j)²`` over all other cells, plus the ridges.

    Parameters
    ----------
    people, items, stars
        Shape (count,): who rated what, and how. Indices from 0.
    rank
        The number of factors, at least 1.
    ridge, bias_ridge
        Weights of the squared factors and of the squared biases, above 0.
    unobserved_weight
        From 0 to 1; above 0 only without biases.
    biases
        Whether people and items have biases.
    epochs
        How often both sides are renewed.
    seed
        Of the random beginning.
    """
    alternation = Alternation.begin(
        Ratings.of(people, items, np.asarray(stars, dtype=np.float32)),
        rank,
        Penalty(ridge, bias_ridge if biases else None, unobserved_weight),
        np.random.default_rng(seed),
    )
    for _ in range(epochs):
        alternation.improve()
    return alternation.embedding()


@dataclass(frozen=True)
class Ratings:
    """A list of ratings, by people and by items."""

    people: Indices
    items: Indices
    stars: Array
    by_people: Half
    by_items: Half

    @classmethod
    def of(
        cls,
        people: Indices,
        items: Indices,
        stars: Array,
        shape: tuple[int, int] | None = None,
    ) -> Ratings:
        """Sort a list of ratings.

        Parameters
        ----------
        people, items, stars
            Shape (count,).
        shape
            How many people and items there are; by default as many as the indices need.
        """
        m, n = shape or (int(people.max()) + 1, int(items.max()) + 1)
        by_people = Half.of(people, items, stars, (m, n))
        return cls(people, items, stars, by_people, Half.of(items, people, stars, (n, m)))


@dataclass
class Alternation:
    """The state between two rounds.

    ``users`` (m, p) and ``items`` (n, p) hold the vectors and, with biases, in a last column
    the biases: p is k or k + 1.
    """

    ratings: Ratings
    penalty: Penalty
    mean: float
    users: Array
    items: Array

    @classmethod
    def begin(
        cls, ratings: Ratings, rank: int, penalty: Penalty, generator: np.random.Generator
    ) -> Alternation:
        """Begin with random vectors for the items, about as long as the ratings ask for."""
        stars = ratings.stars
        with_biases = penalty.bias_ridge is not None
        mean = float(stars.mean(dtype=np.float64)) if with_biases else 0.0
        size = float(np.sqrt(np.mean(np.square(stars - mean), dtype=np.float64)) / rank) ** 0.5
        columns = rank + int(with_biases)
        items = generator.normal(size=(ratings.by_items.count, columns)).astype(stars.dtype)
        items *= stars.dtype.type(size)
        if with_biases:
            items[:, -1] = 0.0
        users = np.zeros((ratings.by_people.count, columns), dtype=stars.dtype)
        return cls(ratings, penalty, mean, users, items)

    def improve(self) -> None:
        """Renew the people's vectors, then the items'."""
        self.users = self._renewed(self.ratings.by_people, self.users, self.items)
        self.items = self._renewed(self.ratings.by_items, self.items, self.users)

    def _renewed(self, half: Half, own: Array, other: Array) -> Array:
        return half.regress(own, other, self.mean, self.penalty)

    def objective(self) -> float:
        """Return what is made small: squared errors, unobserved squares and ridges."""
        u, v, penalty = self._factors(self.users), self._factors(self.items), self.penalty
        product = np.einsum("ck,ck->c", u[self.ratings.people], v[self.ratings.items])
        misses = self.ratings.stars - self.mean - product
        value = penalty.ridge * (np.sum(u**2) + np.sum(v**2))
        if penalty.bias_ridge is not None:
            b, c = self.users[:, -1], self.items[:, -1]
            misses = misses - b[self.ratings.people] - c[self.ratings.items]
            value += penalty.bias_ridge * (np.sum(b**2) + np.sum(c**2))
        if penalty.unobserved_weight:
            everywhere = np.sum((u.T @ u) * (v.T @ v))
            value += penalty.unobserved_weight * (everywhere - np.sum(product**2))
        return float(value + np.sum(misses**2))

    def embedding(self) -> Embedding:
        """Return the result so far."""
        if self.penalty.bias_ridge is None:
            b, c = np.zeros_like(self.users[:, 0]), np.zeros_like(self.items[:, 0])
        else:
            b, c = self.users[:, -1], self.items[:, -1]
        return Embedding(self.mean, b, c, self._factors(self.users), self._factors(self.items).T)

    def _factors(self, vectors: Array) -> Array:
        return vectors if self.penalty.bias_ridge is None else vectors[:, :-1]
