"""The tastes, bias and noise of one person, from what the person says of some items."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from linalg_engine.arrays import Floats
from linalg_engine.recommender.likes import stars_meant

STEPS = 20
"""Turns in which tastes, noise and likes are found; more change hardly a hundredth of a star."""


@dataclass(frozen=True)
class Said:
    """What a person says of items, and what is known of these.

    Attributes
    ----------
    design
        Shape (rated, k + 1), a row ``(factors, 1)`` for each item, or ``(factors, 0)``.
    averages, noise, blur
        Shape (rated,), as in `ItemSpace`.
    stars
        Shape (rated,), those given; any number where there are none.
    signs
        Shape (rated,), 0 for stars, 1 for a like, -1 for a dislike.
    prior
        Shape (k + 1, k + 1), the inverse of how people vary.
    noise_shape
        How alike people are in their noise.
    """

    design: Floats
    averages: Floats
    noise: Floats
    blur: Floats
    stars: Floats
    signs: Floats
    prior: Floats
    noise_shape: float


@dataclass(frozen=True)
class Posterior:
    """The normal equations and their solution; see `Person`."""

    stars: Floats
    targets: Floats
    weights: Floats
    matrix: Floats
    rhs: Floats
    solution: Floats
    covariance: Floats


def solved(said: Said) -> tuple[Posterior, float]:
    """Return the posterior, and the person's noise as a multiple of the usual variance.

    Expectation and maximization, from the average person on: a like has the stars to be expected
    of it, given tastes, and the noise is one over the posterior mean of its precision.
    """
    own_noise = _usual_noise(said.noise_shape)
    solution = np.zeros(said.design.shape[1])
    found = _given(said, own_noise, solution)
    if np.any(said.signs) or (len(said.stars) and math.isfinite(said.noise_shape)):
        for _ in range(STEPS):
            own_noise = _own_noise(said, found, own_noise)
            found = _given(said, own_noise, found.solution)
    return found, own_noise


def _given(said: Said, own_noise: float, solution: Floats) -> Posterior:
    """Return the posterior given the noise, with likes as they are meant given a solution."""
    variances = own_noise * said.noise + said.blur
    expected = said.averages + said.design @ solution
    meant = stars_meant(expected, np.sqrt(variances), said.signs)
    stars = np.where(said.signs == 0, said.stars, meant)
    targets, weights = stars - said.averages, 1 / variances
    matrix = said.prior + said.design.T @ (said.design * weights[:, None])
    rhs = said.design.T @ (weights * targets)
    covariance = np.linalg.inv(matrix).astype(np.float64)
    return Posterior(
        stars=stars,
        targets=targets,
        weights=weights,
        matrix=matrix,
        rhs=rhs,
        solution=covariance @ rhs,
        covariance=(covariance + covariance.T) / 2,
    )


def _usual_noise(shape: float) -> float:
    """Return one over the mean precision, where a mean of one over the precision counts as 1."""
    return 1.0 if math.isinf(shape) else (shape - 1) / shape


def _own_noise(said: Said, found: Posterior, own_noise: float) -> float:
    """Return the next guess of a person's noise; what has no stars says nothing of it."""
    shape = said.noise_shape
    if math.isinf(shape):
        return 1.0
    # Of each error, the part that is noise; the rest is the uncertainty of the item.
    part = own_noise * said.noise * found.weights
    errors = found.targets - said.design @ found.solution
    spread = np.einsum("ni,ni->n", said.design @ found.covariance, said.design)
    squares = (part**2 * (errors**2 + spread) + part * said.blur) / said.noise
    has_stars = said.signs == 0
    total = 2 * shape * _usual_noise(shape) + float(np.sum(squares[has_stars]))
    return total / (2 * shape + int(np.sum(has_stars)))
