"""Ratings explained by means, biases and factors that are no larger than the data warrant.

A small table cannot afford a ridge that is set by hand: too small, and the blanks are filled with
noise; too large, and only the biases remain. Here the ridge is learned. Every rating is

    r_ij = mean + b_i + c_j + u_i · v_j + noise,

the biases and factors have normal priors around 0 whose variances, like that of the noise, are
estimated with them. The posterior is approximated as a product of normal distributions, one for
each person (u_i, b_i) and one for each item (v_j, c_j). Each round maximizes the bound on the
evidence over one of these groups at a time, so the bound never falls.

Lim and Teh, *Variational Bayesian approach to movie rating prediction*, KDD Cup 2007; Ilin and
Raiko, *Practical approaches to principal component analysis in the presence of missing values*,
JMLR 11, 2010, sections 3.3 and 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import Floats
from linalg_engine.factorization.result import Fit

MAX_ROUNDS = 200

MAX_WORK = 250_000_000
"""Of all rounds, in cells times the square of the rank and 1; measured, about a second."""

FLAT = 1e-12
"""Standard deviation, relative to the mean, up to which all ratings count as equal."""

TRIAL_ROUNDS = 8
"""Rounds for every start; the best then continues alone."""

TOLERANCE = 1e-5
"""Of the objective, for each known rating: a round that gains less is the last."""

PSEUDO_COUNT = 2.0
"""Weight of the prior of each variance, in ratings."""

NOISE_GUESS = 0.05
BIAS_GUESS = 0.3
FACTOR_GUESS = 0.7
"""Variances assumed before the ratings are seen, where the ratings have variance 1."""


def fit(ratings: Floats, rank: int, generator: np.random.Generator, starts: int) -> Fit:
    """Return the best fit from several random starts.

    Parameters
    ----------
    ratings
        Shape (m, n), nan for blanks; at least one known.
    rank
        The number k of factors.
    generator
        Of the random starts.
    starts
        How many.

    Returns
    -------
    Fit
        In the units of the ratings; its objective is minus the bound on the log evidence, in
        nats, for ratings of variance 1.
    """
    known = ~np.isnan(ratings)
    center, unit = float(ratings[known].mean()), float(ratings[known].std())
    if unit <= FLAT * abs(center):
        return _flat(ratings, rank, center)
    model = _Model.begin(
        np.where(known, (ratings - center) / unit, 0.0),
        known,
        generator.normal(size=(starts, ratings.shape[1], rank)),
    )
    rounds = max(MAX_ROUNDS // 5, min(MAX_ROUNDS, MAX_WORK // (ratings.size * (rank + 1) ** 2)))
    objective = _improve(model, TRIAL_ROUNDS if starts > 1 else rounds)
    if starts > 1:
        best = int(np.argmin(objective[-1]))
        model.keep(best)
        objective = [value[best : best + 1] for value in objective]
        objective += _improve(model, rounds, objective[-1])
    users, items = model.users.means[0], model.items.means[0]
    root = math.sqrt(unit)
    return Fit(
        mean=center + unit * float(model.mean[0]),
        user_bias=unit * users[:, -1],
        item_bias=unit * items[:, -1],
        users=root * users[:, :-1],
        items=root * items[:, :-1].T,
        objective=np.array([value[0] for value in objective]),
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


def _improve(model: _Model, rounds: int, last: Floats | None = None) -> list[Floats]:
    """Return the objectives after each round, shape (starts,), until they converge."""
    values: list[Floats] = []
    for _ in range(rounds):
        values.append(model.improve())
        if last is not None and (last - values[-1] < TOLERANCE * model.count).all():
            break
        last = values[-1]
    return values


# The model. The first axis of all arrays is that of the s starts.


@dataclass
class _Model:
    """Everything that is estimated, for ratings of mean 0 and variance 1."""

    ratings: Floats
    known: Floats
    users: _Side
    items: _Side
    mean: Floats
    noise: Floats

    @classmethod
    def begin(cls, ratings: Floats, known: NDArray[np.bool_], factors: Floats) -> _Model:
        """Start with the items' factors, shape (s, n, k), and fit the people to them."""
        s, n, k = factors.shape
        users = _Side.at(np.zeros((s, len(ratings), k + 1)))
        items = _Side.at(np.concatenate([factors, np.zeros((s, n, 1))], axis=2))
        noise = np.full((s,), NOISE_GUESS)
        model = cls(ratings, known.astype(np.float64), users, items, np.zeros((s,)), noise)
        residual = np.broadcast_to(ratings, (s, *ratings.shape))
        users.update(items, residual, model.known, noise)
        items.update(users, residual.swapaxes(1, 2), model.known.T, noise)
        return model

    @property
    def count(self) -> float:
        """The number of known ratings."""
        return float(self.known.sum())

    def improve(self) -> Floats:
        """Do one round: people, items, mean, variances; return the objective, shape (s,)."""
        residual = self.ratings - self.mean[:, None, None] * self.known
        self.users.update(self.items, residual, self.known, self.noise)
        misfit = self.items.update(self.users, residual.swapaxes(1, 2), self.known.T, self.noise)
        shift = ((residual - self._guess() * self.known).sum(axis=(1, 2))) / self.count
        self.mean = self.mean + shift
        misfit = misfit - self.count * shift**2
        self.users.learn_precision()
        self.items.learn_precision()
        weight = self.count + PSEUDO_COUNT
        self.noise = (misfit + PSEUDO_COUNT * NOISE_GUESS) / weight
        return (
            self.users.divergence()
            + self.items.divergence()
            + 0.5 * weight * (np.log(self.noise) + 1)
        )

    def keep(self, start: int) -> None:
        """Continue with one of the starts."""
        self.users, self.items = self.users.only(start), self.items.only(start)
        self.mean, self.noise = self.mean[[start]], self.noise[[start]]

    def _guess(self) -> Floats:
        users, items = self.users.means, self.items.means
        product = users[:, :, :-1] @ items[:, :, :-1].swapaxes(1, 2)
        return product + users[:, :, -1:] + items[:, None, :, -1]


@dataclass
class _Side:
    """The posterior of the people, or of the items: a normal distribution for each.

    Attributes
    ----------
    precision
        Shape (s, p), of the prior; p = k + 1, and the last entry is that of the bias.
    means
        Shape (s, m, p), of the posterior.
    spread
        Shape (s, m, p, p), its covariances.
    log_volume
        Shape (s,), the sum of their log determinants.
    """

    precision: Floats
    means: Floats
    spread: Floats
    log_volume: Floats

    @classmethod
    def at(cls, means: Floats) -> _Side:
        """Start at points, with the assumed precisions."""
        s, m, p = means.shape
        precision = np.broadcast_to(1 / _guesses(p), (s, p))
        return cls(precision, means, np.zeros((s, m, p, p)), np.zeros((s,)))

    def only(self, start: int) -> _Side:
        """Return one of the starts."""
        one = [start]
        return _Side(self.precision[one], self.means[one], self.spread[one], self.log_volume[one])

    def squares(self) -> Floats:
        """Return E[x xᵀ], shape (s, m, p, p)."""
        return self.spread + self.means[..., :, None] * self.means[..., None, :]

    def update(self, other: _Side, residual: Floats, known: Floats, noise: Floats) -> Floats:
        """Update the posterior, given the other side; return the expected squared error.

        A regression for each row: on g = (factors of the other side, 1), of what the other
        side's biases c leave of the residuals.

        Parameters
        ----------
        residual
            Shape (s, m, n), the ratings without the mean, 0 for blanks.
        known
            Shape (m, n), 1 or 0.
        noise
            Shape (s,), its variance.

        Returns
        -------
        ndarray
            Shape (s,), summed over the known ratings.
        """
        s, m, p = self.means.shape
        squares = other.squares()
        bias, bias_square = other.means[:, :, -1], squares[:, :, -1, -1].copy()
        first = other.means.copy()
        first[:, :, -1] = 1.0
        cross = squares[:, :, -1, :].copy()
        cross[:, :, -1] = bias
        squares[:, :, -1, :] = first
        squares[:, :, :, -1] = first
        normal = (known @ squares.reshape(s, -1, p * p)).reshape(s, m, p, p)
        rhs = residual @ first - known @ cross
        inverse = normal / noise[:, None, None, None]
        inverse[..., np.arange(p), np.arange(p)] += self.precision[:, None, :]
        self.spread = np.linalg.inv(inverse).astype(np.float64)
        self.means = (self.spread @ (rhs / noise[:, None, None])[..., None])[..., 0]
        self.log_volume = -np.linalg.slogdet(inverse)[1].sum(axis=1)
        constant = (residual**2 - 2 * residual * bias[:, None, :]).sum(axis=(1, 2))
        constant = constant + (known @ bias_square[..., None]).sum(axis=(1, 2))
        return (
            constant
            - 2 * (rhs * self.means).sum(axis=(1, 2))
            + (normal * self.squares()).sum(axis=(1, 2, 3))
        )

    def learn_precision(self) -> None:
        """Update the variances of the prior."""
        p = self.means.shape[2]
        total = np.einsum("smpp->sp", self.squares())
        weight = self.means.shape[1] + PSEUDO_COUNT
        self.precision = weight / (total + PSEUDO_COUNT * _guesses(p))

    def divergence(self) -> Floats:
        """Return that of the posterior from the prior, precisions included, shape (s,)."""
        _, m, p = self.means.shape
        total = np.einsum("smpp->sp", self.squares()) + PSEUDO_COUNT * _guesses(p)
        prior = self.precision * total - (m + PSEUDO_COUNT) * np.log(self.precision)
        return 0.5 * (prior.sum(axis=1) - m * p - self.log_volume)


def _guesses(p: int) -> Floats:
    """Return the variances assumed for k = p - 1 factors and a bias, shape (p,)."""
    return np.append(np.full((p - 1,), FACTOR_GUESS), BIAS_GUESS)
