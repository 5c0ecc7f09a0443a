"""Gradient descent on the squared errors: all of U and V move a little downhill, again and again.

With E the errors on the known ratings and 0 elsewhere, half the gradient of
``Σ (R - U V)² + ridge (Σ U² + Σ V²)`` is ``-(E Vᵀ - ridge U)`` for U and ``-(Uᵀ E - ridge V)``
for V. Each step uses all known ratings, so with a small enough learning rate the objective falls
at every step (Nocedal and Wright, *Numerical Optimization*, 2nd ed., section 3.2). Koren, Bell and
Volinsky, *Matrix factorization techniques for recommender systems*, Computer 42(8), 2009, take one
rating at a time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import Floats
from linalg_engine.factorization.result import Descent, Fit

MAX_STEPS = 2_000

MAX_WORK = 1_000_000_000
"""Of all steps, in cells times the rank; measured, about a second."""

TRIAL_STEPS = 100
"""Steps for every start; the best then continues alone."""

TOLERANCE = 1e-9
"""Of the first objective: a step that gains less is the last."""

START = 0.3
"""Size of the random numbers at the start, in those that give products as large as the ratings."""

SAFE = 0.25
"""The learning rate times the largest singular value of R. Near the minimum the gradient changes
by at most twice that value for each unit of way, so below 1 each step goes down. Measured on 4,000
random tables: the objective rose in none with 0.25, in one with 0.5, and in 282 with 1."""

NOTHING = 1e-12
"""Largest singular value, of ratings whose root mean square is 1, below which all are 0."""


def fit(
    ratings: Floats,
    rank: int,
    ridge: float,
    generator: np.random.Generator,
    starts: int,
    unit: float,
) -> Fit:
    """Return where the steps from the best of several random starts end.

    Parameters
    ----------
    ratings
        Shape (m, n), nan for blanks; at least one known.
    rank
        The number k of factors.
    ridge
        Weight of the squared factors, 0 or more.
    generator
        Of the random starts.
    starts
        How many.
    unit
        What the ratings were divided by: the learning rate is a round number for the ratings as
        they were.
    """
    m, n = ratings.shape
    known = ~np.isnan(ratings)
    filled = np.where(known, ratings, ratings[known].mean())
    largest = float(np.linalg.norm(filled, 2))
    if largest < NOTHING:
        descent = Descent(learning_rate=0.0, errors=np.zeros(1), settled=True)
        return Fit.unbiased(np.zeros((m, rank)), np.zeros((rank, n)), np.zeros(1), descent)
    rate = round_below(SAFE / (largest * unit))
    paths = [
        _Path.begin(ratings, known, rank, ridge, rate * unit, generator) for _ in range(starts)
    ]
    steps = min(MAX_STEPS, MAX_WORK // (ratings.size * rank))
    if starts > 1:
        for path in paths:
            path.follow(TRIAL_STEPS)
    path = min(paths, key=lambda path: path.objectives[-1])
    path.follow(steps)
    descent = Descent(learning_rate=rate, errors=np.array(path.errors), settled=path.settled)
    return Fit.unbiased(path.users, path.items, np.array(path.objectives), descent)


def round_below(most: float) -> float:
    """Return the largest of 1, 2 or 5 times a power of ten that is not above ``most``.

    Examples
    --------
    >>> from linalg_engine.factorization import round_below
    >>> round_below(0.037)
    0.02
    """
    power = 10.0 ** math.floor(math.log10(most))
    return max(m * power for m in (1, 2, 5) if m * power <= most * (1 + 1e-9))


@dataclass
class _Path:
    """Where the descent is, and the objectives and errors on the way, from the start on.

    Attributes
    ----------
    ratings
        Shape (m, n), 0 for blanks.
    known
        Shape (m, n), 1 or 0.
    users, items
        Shapes (m, k) and (k, n).
    settled
        Whether the last step gained less than `TOLERANCE`.
    """

    ratings: Floats
    known: Floats
    ridge: float
    rate: float
    users: Floats
    items: Floats
    objectives: list[float] = field(default_factory=list[float])
    errors: list[float] = field(default_factory=list[float])
    settled: bool = False

    @classmethod
    def begin(
        cls,
        ratings: Floats,
        known: NDArray[np.bool_],
        rank: int,
        ridge: float,
        rate: float,
        generator: np.random.Generator,
    ) -> _Path:
        """Start at small random numbers; at 0 for who has no rating, which nothing moves."""
        m, n = ratings.shape
        size = START / math.sqrt(rank)
        users = size * generator.normal(size=(m, rank))
        items = size * generator.normal(size=(n, rank)).T
        users[np.all(~known, axis=1)] = 0.0
        items[:, np.all(~known, axis=0)] = 0.0
        path = cls(np.where(known, ratings, 0.0), known.astype(float), ridge, rate, users, items)
        path.note(path.misses())
        return path

    def follow(self, steps: int) -> None:
        """Go on until there are so many steps, or until they hardly gain anything."""
        misses = self.misses()
        while len(self.objectives) <= steps and not self.settled:
            users = self.users + self.rate * (misses @ self.items.T - self.ridge * self.users)
            items = self.items + self.rate * (self.users.T @ misses - self.ridge * self.items)
            self.users, self.items = users, items
            misses = self.misses()
            self.note(misses)
            gain = self.objectives[-2] - self.objectives[-1]
            self.settled = gain <= TOLERANCE * self.objectives[0]

    def misses(self) -> Floats:
        """Return the errors, 0 for blanks, shape (m, n)."""
        return self.ratings - self.known * (self.users @ self.items)

    def note(self, misses: Floats) -> None:
        """Append the objective and the error of where the descent is."""
        squares = float(np.sum(misses**2))
        ridge = self.ridge * float(np.sum(self.users**2) + np.sum(self.items**2))
        self.objectives.append(squares + ridge)
        self.errors.append(math.sqrt(squares / float(self.known.sum())))
