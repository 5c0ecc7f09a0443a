"""Weighted alternating least squares: with one side fixed, the other is a regression.

Zhou, Wilkinson, Schreiber and Pan, *Large-scale parallel collaborative filtering for the Netflix
prize*, 2008 (observed ratings only); Hu, Koren and Volinsky, *Collaborative filtering for implicit
feedback datasets*, ICDM 2008 (a weight for the unobserved ones).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import Floats


@dataclass
class Alternation:
    """The state between two rounds, which make ``Σ weights (ratings - U V)² + ridges`` smaller.

    Attributes
    ----------
    ratings
        Shape (m, n), 0 where nothing was observed.
    weights
        Shape (m, n): 1 where something was observed, elsewhere from 0 to 1.
    ridge
        Weight of the squared factors, above 0.
    users, items
        Shapes (m, k) and (k, n).
    """

    ratings: Floats
    weights: Floats
    ridge: float
    users: Floats
    items: Floats

    @classmethod
    def begin(
        cls,
        ratings: Floats,
        observed: NDArray[np.bool_],
        rank: int,
        *,
        ridge: float,
        unobserved_weight: float,
        generator: np.random.Generator,
    ) -> Alternation:
        """Start with random vectors for the items, scaled to the ratings.

        Parameters
        ----------
        ratings, observed
            Shape (m, n).
        """
        m, n = ratings.shape
        size = np.sqrt(np.sqrt(np.mean(np.square(ratings[observed]))) / rank)
        items = size * generator.normal(size=(n, rank)).T
        weights = np.where(observed, 1.0, unobserved_weight)
        return cls(np.where(observed, ratings, 0.0), weights, ridge, np.zeros((m, rank)), items)

    def improve(self) -> None:
        """Update the people's vectors, then the items'."""
        self.users = self._regressed(self.items.T, self.ratings, self.weights)
        self.items = self._regressed(self.users, self.ratings.T, self.weights.T).T

    def _regressed(self, design: Floats, ratings: Floats, weights: Floats) -> Floats:
        """Solve the normal equations of every row; ``design`` holds the other side, (n, k)."""
        k = design.shape[1]
        squares = (design[:, :, None] * design[:, None, :]).reshape(-1, k * k)
        normal = (weights @ squares).reshape(-1, k, k) + self.ridge * np.eye(k)
        # Ratings are 0 wherever the weight is not 1.
        rhs = ratings @ design
        solved = np.linalg.solve(normal, rhs[:, :, None])[:, :, 0]
        return solved.astype(np.float64, copy=False)

    def objective(self) -> float:
        """Return the weighted squared errors with the ridges."""
        errors = self.weights * np.square(self.ratings - self.users @ self.items)
        ridges = self.ridge * (np.sum(self.users**2) + np.sum(self.items**2))
        return float(np.sum(errors) + ridges)
