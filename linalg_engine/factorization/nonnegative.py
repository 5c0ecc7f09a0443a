"""Factors without negative numbers: parts that add up, and never cancel.

Lee and Seung, *Learning the parts of objects by non-negative matrix factorization*, Nature 401,
1999; solved by hierarchical alternating least squares on the known ratings: Cichocki and Phan,
*Fast local algorithms for large scale nonnegative matrix and tensor factorizations*, IEICE
Transactions E92-A, 2009.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linalg_engine.arrays import Floats


@dataclass
class Parts:
    """The state between two rounds.

    Attributes
    ----------
    ratings
        Shape (m, n), 0 for blanks.
    known
        Shape (m, n), 1 or 0.
    ridge
        Weight of the squared factors, above 0.
    users, items
        Shapes (m, k) and (k, n), 0 or more.
    """

    ratings: Floats
    known: Floats
    ridge: float
    users: Floats
    items: Floats

    @classmethod
    def begin(
        cls, ratings: Floats, rank: int, ridge: float, generator: np.random.Generator
    ) -> Parts:
        """Start at random, scaled to the ratings.

        Parameters
        ----------
        ratings
            Shape (m, n), 0 or more, nan for blanks.
        """
        known = ~np.isnan(ratings)
        m, n = ratings.shape
        size = 2 * np.sqrt(ratings[known].mean() / rank)
        users = size * generator.random((m, rank))
        items = size * generator.random((rank, n))
        known_as_numbers = known.astype(np.float64)
        return cls(np.where(known, ratings, 0.0), known_as_numbers, ridge, users, items)

    def improve(self) -> None:
        """Minimize over each column of U in turn, then over each row of V."""
        self.users = self._renewed(self.users, self.items.T, self.ratings, self.known)
        self.items = self._renewed(self.items.T, self.users, self.ratings.T, self.known.T).T

    def _renewed(self, own: Floats, other: Floats, ratings: Floats, known: Floats) -> Floats:
        own = own.copy()
        rest = ratings - known * (own @ other.T)
        weights = known @ np.square(other)
        for r in range(own.shape[1]):
            top = rest @ other[:, r] + weights[:, r] * own[:, r]
            best = np.maximum(top, 0.0) / (weights[:, r] + self.ridge)
            rest -= known * np.outer(best - own[:, r], other[:, r])
            own[:, r] = best
        return own

    def objective(self) -> float:
        """Return the squared errors on the known ratings, with the ridge."""
        misses = self.ratings - self.known * (self.users @ self.items)
        ridge = self.ridge * (np.sum(self.users**2) + np.sum(self.items**2))
        return float(np.sum(misses**2) + ridge)
