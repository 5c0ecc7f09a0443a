"""All draws in one space: their mean, and the covariance of each item around it.

Factors are free up to an invertible change of basis, and each draw has its own. Here every
draw is brought to the same one: tastes of people have mean 0 and covariance I, traits of items
have mean 0, a rotation turns the draw onto the others, and the axes are the principal ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import Floats, Floats32, Indices
from linalg_engine.decompositions.conventions import sign_of
from linalg_engine.recommender.item_space import ItemSpace
from linalg_engine.recommender.watching import Watching

LEAST_ALIKE, MOST_ALIKE = 1.5, 1e4
"""Shapes of the distribution of people's noise, from very different to all alike."""


@dataclass(frozen=True)
class _Draw:
    """One draw, standardised: ``mean + item_bias + factors @ taste + user_bias``."""

    item_bias: Floats
    factors: Floats
    prior: Floats


def summarize(
    people: Floats32,
    items: Floats32,
    people_noise: Floats32,
    items_noise: Floats32,
    *,
    item_ids: NDArray[Any],
    counts: Indices,
    mean: float,
    scale: tuple[float, float],
    watch: Watching,
) -> ItemSpace:
    """Return the items' posterior means and covariances, and the people's prior.

    Parameters
    ----------
    people, items
        Shape (draws, people, k + 1) and (draws, items, k + 1): factors and, last, the bias.
    people_noise, items_noise
        Shape (draws, people) and (draws, items): precisions of the noise are their products.
    item_ids, counts
        Shape (items,): the id of each item, and how many ratings it has.
    mean
        The mean rating.
    scale
        The lowest and the highest rating.
    watch
        Who rates what, in the order of the items.
    """
    weights = counts / np.sum(counts)
    draws = [_standardize(p, q, weights) for p, q in zip(people, items, strict=True)]
    turned = [draw.factors for draw in draws]
    turns = [np.eye(turned[0].shape[1])] * len(draws)
    reference = draws[-1].factors
    for _ in range(2):
        turns = [_rotation(draw.factors, reference, weights) for draw in draws]
        turned = [draw.factors @ turn for draw, turn in zip(draws, turns, strict=True)]
        reference = np.mean(turned, axis=0)
    axes = _principal_axes(reference, weights)
    factors = reference @ axes
    item_bias = np.mean([draw.item_bias for draw in draws], axis=0)
    strays = np.stack(
        [
            np.column_stack([one @ axes - factors, draw.item_bias - item_bias])
            for one, draw in zip(turned, draws, strict=True)
        ]
    )
    lower = np.tril_indices(strays.shape[2])
    spread = np.einsum("sni,snj->nij", strays, strays) / max(1, len(draws) - 1)
    priors = [_turn(draw.prior, turn @ axes) for draw, turn in zip(draws, turns, strict=True)]
    return ItemSpace(
        item_ids=item_ids,
        counts=counts,
        mean=mean,
        scale=scale,
        # Whoever rates much gives less: averages are those of whoever gives a typical rating.
        item_bias=item_bias - weights @ item_bias,
        factors=factors,
        uncertainty=spread[:, lower[0], lower[1]].astype(np.float32),
        noise=np.mean(np.mean(1 / people_noise, axis=1)[:, None] / items_noise, axis=0).astype(
            np.float64
        ),
        noise_shape=_noise_shape(people_noise),
        prior_covariance=np.mean(priors, axis=0),
        watch_share=watch.share,
        watch_rows=watch.rows,
        watch_into=watch.into,
        watch_out=watch.out,
    )


def _noise_shape(precisions: Floats32) -> float:
    """Return the shape of the gamma distribution with mean and variance of the draws."""
    of_draws = np.asarray(precisions, dtype=np.float64)
    mean, variance = float(np.mean(of_draws)), float(np.mean(np.var(of_draws, axis=1)))
    if variance <= mean**2 / MOST_ALIKE:
        return math.inf
    return max(mean**2 / variance, LEAST_ALIKE)


def _standardize(people: Floats32, items: Floats32, weights: Floats) -> _Draw:
    p, q = people.astype(np.float64), items.astype(np.float64)
    k = p.shape[1] - 1
    average = p.mean(axis=0)
    p = p - average
    # Few people say little about how people differ, so one pseudo-observation is added.
    covariance: Floats = (p.T @ p + np.diag([0.3] * k + [0.1])) / (len(p) + 1)
    root = np.linalg.cholesky(covariance[:k, :k])
    factors = q[:, :k] @ root
    centre = weights @ factors
    # taste = root⁻¹ p, user_bias = b + centre · taste
    change = np.zeros((k + 1, k + 1))
    change[:k, :k] = np.linalg.inv(root)
    change[k, :k] = centre @ change[:k, :k]
    change[k, k] = 1
    return _Draw(
        item_bias=q[:, k] + q[:, :k] @ average[:k] + average[k],
        factors=factors - centre,
        prior=change @ covariance @ change.T,
    )


def _rotation(factors: Floats, reference: Floats, weights: Floats) -> Floats:
    """Return the rotation that brings factors nearest to the reference (Schönemann, 1966)."""
    u, _, vt = np.linalg.svd((factors * weights[:, None]).T @ reference)
    return u @ vt


def _principal_axes(factors: Floats, weights: Floats) -> Floats:
    """Return the principal directions of the items, each counted as often as it is rated.

    Shape (k, k), a column a direction, the direction of most variance first; along each the
    item that lies farthest out lies on the positive side.
    """
    _, axes = np.linalg.eigh((factors * weights[:, None]).T @ factors)
    axes = axes[:, ::-1]
    signs = [sign_of(column) if np.any(column) else 1.0 for column in (factors @ axes).T]
    return axes * np.array(signs)


def _turn(prior: Floats, turn: Floats) -> Floats:
    k = len(turn)
    change = np.eye(k + 1)
    change[:k, :k] = turn.T
    return change @ prior @ change.T
