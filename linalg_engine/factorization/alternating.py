"""Alternating least squares on lists of ratings: from twenty of them to millions.

With the items' vectors fixed, each person's best vector is the solution of a small system of
linear equations, and the other way round. All people are done at once: sorted by how many ratings
they have and padded to equal lengths, their systems are one stacked product and one stacked
solution. For high ranks, a few steps of conjugate gradients from the last solution take the place
of building and solving the systems.

Zhou, Wilkinson, Schreiber and Pan, *Large-scale parallel collaborative filtering for the Netflix
prize*, 2008 (observed ratings only); Hu, Koren and Volinsky, *Collaborative filtering for implicit
feedback datasets*, ICDM 2008 (a weight for the unobserved ones); Takács, Pilászy and Tikk,
*Applications of the conjugate gradient method for implicit feedback collaborative filtering*,
RecSys 2011.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
"""float32 or float64."""

Indices = NDArray[np.integer[Any]]

BLOCK = 400_000
"""Numbers in one padded block of vectors: it should stay in the processor's cache."""

PADDING = 1.25
"""A block's longest row is at most so much longer than its shortest, from 8 ratings on."""

GRADIENT_RANK = 30
"""From this rank on conjugate gradients are faster, measured."""

GRADIENT_STEPS = 3

SMALLEST_RIDGE = 1e-9
"""Added, relative to the squares of the ratings, so that every system has one solution."""


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
class Penalty:
    """What is made small beside the squared errors.

    Attributes
    ----------
    ridge
        Weight of the squared factors.
    bias_ridge
        Weight of the squared biases, or None for a model without biases.
    unobserved_weight
        Weight of the squared predictions where nothing was observed, from 0 to 1.
    """

    ridge: float
    bias_ridge: float | None = None
    unobserved_weight: float = 0.0


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


# One half of a round


@dataclass(frozen=True)
class _Block:
    """Rows with nearly the same number of ratings, padded to the same number.

    ``rows`` (b,); ``columns`` (b, w), where padding points one past the last column;
    ``stars`` (b, w), 0 in the padding.
    """

    rows: Indices
    columns: Indices
    stars: Array


@dataclass(frozen=True)
class Half:
    """The ratings of one side, ready for the regression of each of its ``count`` rows."""

    count: int
    blocks: tuple[_Block, ...]

    @classmethod
    def of(cls, rows: Indices, columns: Indices, stars: Array, shape: tuple[int, int]) -> Half:
        """Sort the rows by their number of ratings and pad them into blocks."""
        degrees = np.bincount(rows, minlength=shape[0])
        by_row = np.argsort(rows, kind="stable")
        columns = np.append(columns[by_row], shape[1]).astype(np.int32)
        stars = np.append(stars[by_row], stars.dtype.type(0))
        starts = np.cumsum(degrees) - degrees
        by_degree = np.argsort(degrees, kind="stable")
        by_degree = by_degree[degrees[by_degree] > 0]
        blocks: list[_Block] = []
        for width, members in _grouped(by_degree, degrees[by_degree]):
            offsets = np.arange(width)
            places = starts[members, None] + offsets
            places[offsets >= degrees[members, None]] = len(columns) - 1
            blocks.append(_Block(members, columns[places], stars[places]))
        return cls(shape[0], tuple(blocks))

    def regress(self, own: Array, other: Array, mean: float, penalty: Penalty) -> Array:
        """Return the best vectors of this side, given the other's, shape (count, p).

        With biases the last column of both is the bias: the regression is on the other
        side's factors and 1, of the stars without the mean and the other side's biases.
        """
        p = own.shape[1]
        design = np.concatenate([other, np.zeros((1, p), dtype=other.dtype)])
        left_out = np.zeros(len(design), dtype=other.dtype)
        ridges = np.full(p, penalty.ridge, dtype=other.dtype)
        if penalty.bias_ridge is not None:
            left_out = design[:, -1] + left_out.dtype.type(mean)
            design[:-1, -1], left_out[-1] = 1.0, 0.0
            ridges[-1] = penalty.bias_ridge
        everywhere = penalty.unobserved_weight * (design.T @ design) + np.diag(ridges)
        solve = _by_gradients if p >= GRADIENT_RANK else _exactly
        seen = 1.0 - penalty.unobserved_weight
        found = np.zeros_like(own)
        for block in self.blocks:
            for part in _parts(block, p):
                vectors = np.take(design, part.columns, axis=0)
                stars = part.stars
                if penalty.bias_ridge is not None:
                    stars = stars - np.take(left_out, part.columns)
                found[part.rows] = solve(vectors, stars, everywhere, seen, own[part.rows])
        return found


def _grouped(by_degree: Indices, degrees: Indices) -> list[tuple[int, Indices]]:
    """Return groups of rows, ascending in degree, each with its largest degree."""
    groups: list[tuple[int, Indices]] = []
    start = 0
    while start < len(by_degree):
        limit = max(8, int(degrees[start] * PADDING))
        end = int(np.searchsorted(degrees, limit, side="right"))
        groups.append((int(degrees[end - 1]), by_degree[start:end]))
        start = end
    return groups


def _parts(block: _Block, p: int) -> list[_Block]:
    """Cut a block into parts of at most `BLOCK` numbers."""
    size = max(1, BLOCK // (block.columns.shape[1] * p))
    return [
        _Block(block.rows[i : i + size], block.columns[i : i + size], block.stars[i : i + size])
        for i in range(0, len(block.rows), size)
    ]


def _exactly(vectors: Array, stars: Array, everywhere: Array, seen: float, _: Array) -> Array:
    """Solve the normal equations ``(seen ZᵀZ + everywhere) x = Zᵀ stars`` of each row."""
    across = vectors.swapaxes(1, 2)
    normal = across @ vectors
    if seen != 1.0:
        normal *= vectors.dtype.type(seen)
    normal += everywhere
    return np.linalg.solve(normal, across @ stars[:, :, None])[:, :, 0]


def _by_gradients(
    vectors: Array, stars: Array, everywhere: Array, seen: float, start: Array
) -> Array:
    """Improve the solutions by conjugate gradients, without forming the equations."""
    across = vectors.swapaxes(1, 2)

    def applied(x: Array) -> Array:
        product = (across @ (vectors @ x[:, :, None]))[:, :, 0]
        return (product if seen == 1.0 else product * seen) + x @ everywhere

    x = start
    residual = (across @ stars[:, :, None])[:, :, 0] - applied(x)
    direction = residual
    size = np.einsum("bp,bp->b", residual, residual)
    for _ in range(GRADIENT_STEPS):
        image = applied(direction)
        curvature = np.einsum("bp,bp->b", direction, image)
        step = size / np.where(curvature > 0, curvature, 1.0)
        x = x + step[:, None] * direction
        residual = residual - step[:, None] * image
        before, size = size, np.einsum("bp,bp->b", residual, residual)
        direction = residual + (size / np.where(before > 0, before, 1.0))[:, None] * direction
    return x
