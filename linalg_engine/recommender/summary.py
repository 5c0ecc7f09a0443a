"""All draws in one space: their mean, and the covariance of each item around it.

Factors are free up to an invertible change of basis, and each draw has its own. Here every
draw is brought to the same one: tastes of people have mean 0 and covariance I, traits of items
have mean 0, a rotation turns the draw onto the others, and the axes are the principal ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import Floats, Indices
from linalg_engine.decompositions.conventions import sign_of
from linalg_engine.recommender.gibbs import Sample
from linalg_engine.recommender.item_space import ItemSpace
from linalg_engine.recommender.watching import Watching

LEAST_SPREAD, MOST_SPREAD = 1e-4, 0.6
"""Relative variances of people's noise: below the first they are alike, the second is believed."""


@dataclass(frozen=True)
class _Draw:
    """One draw, standardised: ``mean + item_bias + factors @ taste + user_bias``."""

    item_bias: Floats
    factors: Floats
    prior: Floats
    noise: Floats
    noise_spread: float


def summarize(
    samples: Iterable[Sample],
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
    samples
        The draws, in stars; of each only what is said of items and of the spread of people is
        kept.
    item_ids, counts
        Shape (items,): the id of each item, and how many ratings it has.
    mean
        The mean rating.
    scale
        The lowest and the highest rating.
    watch
        Who rates what.
    """
    weights = counts / np.sum(counts)
    draws = [_standardize(sample, weights) for sample in samples]
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
        noise=np.mean([draw.noise for draw in draws], axis=0),
        noise_shape=_noise_shape(float(np.mean([draw.noise_spread for draw in draws]))),
        prior_covariance=np.mean(priors, axis=0),
        watch_share=watch.share,
        watch_rows=watch.rows,
        watch_into=watch.into,
        watch_out=watch.out,
    )


def _noise_shape(spread: float) -> float:
    """Return the shape of the gamma distribution with mean 1 and this variance."""
    return 1 / min(spread, MOST_SPREAD) if spread > LEAST_SPREAD else math.inf


def _standardize(sample: Sample, weights: Floats) -> _Draw:
    p, q = sample.people.astype(np.float64), sample.items.astype(np.float64)
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
    precisions = sample.people_noise.astype(np.float64)
    return _Draw(
        item_bias=q[:, k] + q[:, :k] @ average[:k] + average[k],
        factors=factors - centre,
        prior=change @ covariance @ change.T,
        noise=np.mean(1 / precisions) / sample.items_noise,
        noise_spread=float(np.var(precisions) / np.mean(precisions) ** 2),
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
