"""One half of a round of alternating least squares: a regression for every person, or every item.

Sorted by how many ratings they have and padded to equal lengths, many rows are regressed at once:
one equation a factor, or one a rating where those are fewer; for high ranks a few steps of
conjugate gradients from the last solution (Takács, Pilászy and Tikk, *Applications of the conjugate
gradient method for implicit feedback collaborative filtering*, RecSys 2011).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine import batched

Array = NDArray[Any]
"""float32 or float64."""

Indices = NDArray[np.integer[Any]]

BLOCK = 400_000
"""Numbers in one padded block of vectors: it should stay in the processor's cache."""

PADDING = 1.25
"""A block's longest row is at most so much longer than its shortest."""

SHORT = 8
"""Rows with at most so many ratings stand in one block, where they are few."""

MANY = 256
"""From so many rows on, doing the same step for all of them is faster than one row at a time."""

GRADIENT_RANK = 30
"""From this rank on conjugate gradients are faster, measured."""

GRADIENT_STEPS = 3


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
        seen = own.dtype.type(1.0 - penalty.unobserved_weight)
        by_ratings = _ByRatings(design, everywhere, seen)
        found = np.zeros_like(own)
        # With a mode, `take` is several times as fast as without; all columns are in range.
        for block in self.blocks:
            for part in _parts(block, p):
                stars = part.stars
                if penalty.bias_ridge is not None:
                    stars = stars - left_out.take(part.columns, mode="clip")
                if len(stars) >= MANY and stars.shape[1] <= by_ratings.most:
                    found[part.rows] = by_ratings.solve(part.columns, stars)
                else:
                    solve = _by_gradients if p >= GRADIENT_RANK else _exactly
                    vectors = design.take(part.columns, axis=0, mode="clip")
                    found[part.rows] = solve(vectors, stars, everywhere, seen, own[part.rows])
        return found


def _grouped(by_degree: Indices, degrees: Indices) -> list[tuple[int, Indices]]:
    """Return groups of rows, ascending in degree, each with its largest degree."""
    groups: list[tuple[int, Indices]] = []
    start = 0
    short = int(np.searchsorted(degrees, SHORT, side="right"))
    least = SHORT if short < MANY else 1
    while start < len(by_degree):
        limit = max(least, int(degrees[start] * PADDING))
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


@dataclass(frozen=True)
class _ByRatings:
    """One equation a rating instead of one a factor: the same solution, where ratings are fewer.

    ``(seen ZᵀZ + E)⁻¹ Zᵀ s`` is ``R Wᵀ (seen W Wᵀ + 1)⁻¹ s`` with ``E⁻¹ = R Rᵀ`` and ``W = Z R``
    (Petersen and Pedersen, *The Matrix Cookbook*, 2012, section 3.2.5).

    ``design`` holds the other side's vectors, (columns, p); ``everywhere`` is E.
    """

    design: Array
    everywhere: Array
    seen: float

    @property
    def most(self) -> int:
        """Up to so many ratings a row this is faster than the other ways, measured."""
        p = len(self.everywhere)
        return p // 4 if p >= GRADIENT_RANK else p - 1

    @cached_property
    def root(self) -> Array:
        """R, shape (p, p)."""
        lower = np.linalg.cholesky(self.everywhere.astype(np.float64))
        return np.linalg.inv(lower).T.astype(self.design.dtype)

    @cached_property
    def whitened(self) -> Array:
        """Each of the other side's vectors times R, shape (p, columns)."""
        return np.ascontiguousarray((self.design @ self.root).T)

    def solve(self, columns: Indices, stars: Array) -> Array:
        """Return the solution of each row, shape (rows, p)."""
        met = self.whitened.take(columns.T, axis=1, mode="clip")
        gram = self.seen * np.einsum("pwn,pvn->wvn", met, met)
        gram[np.diag_indices(len(gram))] += 1
        weights = batched.solve(batched.cholesky_in_place(gram), stars.T)
        return np.einsum("pwn,wn->np", met, weights) @ self.root.T


def _exactly(vectors: Array, stars: Array, everywhere: Array, seen: float, _: Array) -> Array:
    """Solve the normal equations ``(seen ZᵀZ + everywhere) x = Zᵀ stars`` of each row."""
    across = vectors.swapaxes(1, 2)
    normal = across @ vectors
    if seen != 1.0:
        normal *= seen
    normal += everywhere
    right = (across @ stars[:, :, None])[:, :, 0]
    if len(stars) < MANY:
        return np.linalg.solve(normal, right[:, :, None])[:, :, 0]
    lower = batched.cholesky_in_place(np.ascontiguousarray(normal.transpose(1, 2, 0)))
    return batched.solve(lower, right.T).T


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
