"""Ratings explained by means, biases and factors that are no larger than the data warrant.

A small table cannot afford a ridge that is set by hand: too small, and the blanks are filled with
noise; too large, and nothing but the biases is left. Here the ridge is learned. Every rating is

    r_ij = mean + b_i + c_j + u_i · v_j + noise,

the biases and factors have normal priors around 0 whose variances, like that of the noise, are
estimated with them. The posterior is approximated as a product of normal distributions, one for
each person (u_i, b_i) and one for each item (v_j, c_j). Each round makes the bound on the evidence
as large as it can be over one of these groups, all people at once, so the bound never falls.

Lim and Teh, *Variational Bayesian approach to movie rating prediction*, KDD Cup 2007; Ilin and
Raiko, *Practical approaches to principal component analysis in the presence of missing values*,
JMLR 11, 2010, sections 3.3 and 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MAX_ROUNDS = 200
TOLERANCE = 1e-6
"""Of the objective, for each known rating: a round that gains less is the last."""

PSEUDO_COUNT = 1.0
"""Weight of what is assumed about each variance, in ratings."""

NOISE_GUESS = 0.1
BIAS_GUESS = 0.3
FACTOR_GUESS = 0.5
"""Variances assumed before the ratings are seen, where the ratings have variance 1."""


@dataclass(frozen=True)
class Fit:
    """A fit in the units of the ratings given.

    Attributes
    ----------
    mean
        Of the ratings, once biases and factors are taken out.
    user_bias, item_bias
        Shapes (m,) and (n,).
    users, items
        Shapes (m, k) and (k, n).
    objective
        Shape (rounds + 1,), minus the bound on the log evidence, in nats; never rising.
    """

    mean: float
    user_bias: Floats
    item_bias: Floats
    users: Floats
    items: Floats
    objective: Floats


@dataclass
class _Side:
    """What is believed of the people, or of the items: a normal distribution for each.

    The last entry is the bias. ``precision`` (p,) is the prior's, ``means`` (m, p) and
    ``spread`` (m, p, p) are the posterior's, ``log_volume`` the sum of its log determinants.
    """

    precision: Floats
    means: Floats
    spread: Floats
    log_volume: float

    @classmethod
    def at(cls, means: Floats) -> _Side:
        m, p = means.shape
        precision = np.append(np.full(p - 1, 1 / FACTOR_GUESS), 1 / BIAS_GUESS)
        return cls(precision, means, np.zeros((m, p, p)), 0.0)

    def squares(self) -> Floats:
        """Return E[x xᵀ], shape (m, p, p)."""
        return self.spread + self.means[:, :, None] * self.means[:, None, :]

    def design(self) -> tuple[Floats, Floats, Floats]:
        """Return E[g], E[g gᵀ], E[c g] for g = (factors, 1) and the bias c."""
        squares = self.squares()
        first = self.means.copy()
        first[:, -1] = 1.0
        cross = squares[:, -1, :].copy()
        cross[:, -1] = self.means[:, -1]
        second = squares.copy()
        second[:, -1, :] = first
        second[:, :, -1] = first
        return first, second, cross

    def update(self, other: _Side, residual: Floats, known: Floats, noise: float) -> None:
        """Take the best posterior, given the other side."""
        p = self.means.shape[1]
        first, second, cross = other.design()
        inverse = (known @ second.reshape(len(second), -1)).reshape(-1, p, p) / noise
        inverse[:, np.arange(p), np.arange(p)] += self.precision
        right = (residual @ first - known @ cross) / noise
        self.spread = np.linalg.inv(inverse).astype(np.float64)
        self.means = (self.spread @ right[:, :, None])[:, :, 0]
        self.log_volume = -float(np.linalg.slogdet(inverse)[1].sum())

    def learn_precision(self) -> None:
        m, p = self.means.shape
        total = np.einsum("ipp->p", self.squares())
        guess = np.append(np.full(p - 1, FACTOR_GUESS), BIAS_GUESS)
        self.precision = (m + PSEUDO_COUNT) / (total + PSEUDO_COUNT * guess)

    def divergence(self) -> float:
        """Return that of the posterior from the prior, with the price of the precisions."""
        m, p = self.means.shape
        total = np.einsum("ipp->p", self.squares())
        guess = np.append(np.full(p - 1, FACTOR_GUESS), BIAS_GUESS)
        prior = self.precision @ total - m * np.log(self.precision).sum() - m * p
        price = PSEUDO_COUNT * (self.precision @ guess - np.log(self.precision).sum())
        return 0.5 * float(prior + price - self.log_volume)


def fit(ratings: Floats, rank: int, generator: np.random.Generator, starts: int) -> Fit:
    """Return the best of several fits.

    Parameters
    ----------
    ratings
        Shape (m, n), nan for blanks; at least one known.
    rank
        The number k of factors.
    generator
        Of the random beginnings.
    starts
        How many.
    """
    known = ~np.isnan(ratings)
    center, unit = float(ratings[known].mean()), float(ratings[known].std())
    if unit <= 1e-12 * abs(center):
        return _flat(ratings, rank, center)
    unitless = np.where(known, (ratings - center) / unit, 0.0)
    fits = [_run(unitless, known.astype(np.float64), rank, generator) for _ in range(starts)]
    best = min(fits, key=lambda one: one.objective[-1])
    root = math.sqrt(unit)
    return Fit(
        center + unit * best.mean,
        unit * best.user_bias,
        unit * best.item_bias,
        root * best.users,
        root * best.items,
        best.objective,
    )


def _flat(ratings: Floats, rank: int, center: float) -> Fit:
    m, n = ratings.shape
    return Fit(
        mean=center,
        user_bias=np.zeros((m,)),
        item_bias=np.zeros((n,)),
        users=np.zeros((m, rank)),
        items=np.zeros((rank, n)),
        objective=np.zeros(1),
    )


def _run(ratings: Floats, known: Floats, rank: int, generator: np.random.Generator) -> Fit:
    m, n = ratings.shape
    users = _Side.at(np.zeros((m, rank + 1)))
    items = _Side.at(np.append(generator.normal(size=(n, rank)), np.zeros((n, 1)), axis=1))
    mean, noise, count = 0.0, NOISE_GUESS, float(known.sum())
    objective: list[float] = []
    while True:
        residual = (ratings - mean) * known
        users.update(items, residual, known, noise)
        if not objective:
            items.update(users, residual.T, known.T, noise)
            users.update(items, residual, known, noise)
        items.update(users, residual.T, known.T, noise)
        mean = _best_mean(users, items, ratings, known)
        users.learn_precision()
        items.learn_precision()
        misfit = _misfit(users, items, (ratings - mean) * known, known)
        noise = (misfit + PSEUDO_COUNT * NOISE_GUESS) / (count + PSEUDO_COUNT)
        value = users.divergence() + items.divergence()
        value += 0.5 * (count + PSEUDO_COUNT) * float(np.log(noise))
        value += 0.5 * (misfit + PSEUDO_COUNT * NOISE_GUESS) / noise
        objective.append(value)
        if len(objective) > MAX_ROUNDS:
            break
        if len(objective) > 1 and objective[-2] - value < TOLERANCE * count:
            break
    return Fit(
        mean,
        users.means[:, -1],
        items.means[:, -1],
        users.means[:, :-1],
        items.means[:, :-1].T,
        np.array(objective),
    )


def _best_mean(users: _Side, items: _Side, ratings: Floats, known: Floats) -> float:
    guess = users.means[:, :-1] @ items.means[:, :-1].T
    guess = guess + users.means[:, -1:] + items.means[:, -1]
    return float(((ratings - guess) * known).sum() / known.sum())


def _misfit(users: _Side, items: _Side, residual: Floats, known: Floats) -> float:
    """Return the expected squared error on the known ratings."""
    first, second, cross = items.design()
    guess = users.means @ first.T + items.means[:, -1]
    flat = users.squares().reshape(len(users.means), -1)
    square = flat @ second.reshape(len(second), -1).T + 2 * users.means @ cross.T
    square = square + items.squares()[:, -1, -1]
    return float((residual * residual - 2 * residual * guess + square * known).sum())
