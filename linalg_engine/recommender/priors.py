"""What is believed of a person or an item before its ratings: drawn anew in every sweep."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

INTERCEPT_PRECISION = 1e-2
"""Prior precision of the mean, relative to that of one row."""

SHAPES = np.geomspace(1.0, 100.0, 24)
"""Shapes tried for the gamma distribution of noise precisions."""

LOG_GAMMA_OF_SHAPES = np.array([math.lgamma(shape) for shape in SHAPES])


@dataclass(frozen=True)
class Belief:
    """Rows are normal around a mean that depends linearly on their features.

    Attributes
    ----------
    weights
        Shape (features, d): what one unit of a feature adds to the mean.
    precision
        Shape (d, d), the inverse covariance around it.
    """

    weights: Doubles
    precision: Doubles


def draw_belief(
    rows: Doubles,
    features: Doubles,
    ridge: Doubles,
    scale: float,
    generator: np.random.Generator,
) -> Belief:
    """Draw the mean's weights and the precision of the rows from their joint posterior.

    The prior is matrix normal and Wishart, hence conjugate: Salakhutdinov and Mnih, *Bayesian
    probabilistic matrix factorization using Markov chain Monte Carlo*, ICML 2008, with the
    regression on features of Simm et al., *Macau*, 2015. Formulas: Rossi, Allenby and McCulloch,
    *Bayesian Statistics and Marketing*, section 2.8.

    Parameters
    ----------
    rows
        Shape (n, d), the present factors with their bias.
    features
        Shape (n, f), the first column all 1.
    ridge
        Shape (f,), prior precision of each feature's weights, relative to ``precision``.
    scale
        Prior guess of a row's variance.
    """
    n, d = rows.shape
    gram = features.T @ features + np.diag(ridge)
    mean = np.linalg.solve(gram, features.T @ rows)
    scatter = scale * np.eye(d) + rows.T @ rows - mean.T @ gram @ mean
    inverse = np.linalg.inv((scatter + scatter.T) / 2).astype(np.float64)
    precision = _draw_wishart(inverse, d + n, generator)
    # weights = mean + R⁻ᵀ Z L⁻¹ with gram = R Rᵀ and precision = L Lᵀ
    noise = generator.standard_normal(mean.shape)
    noise = np.linalg.solve(np.linalg.cholesky(gram).T, noise)
    noise = np.linalg.solve(np.linalg.cholesky(precision).T, noise.T).T
    return Belief(mean + noise, precision)


def draw_ridge(belief: Belief, generator: np.random.Generator) -> Doubles:
    """Draw how strongly the weights of features are held to 0: one number for all of them.

    Returns
    -------
    ndarray
        Shape (features,); the mean, which comes first, keeps `INTERCEPT_PRECISION`.
    """
    weights = belief.weights[1:]
    ridge = np.full(len(belief.weights), INTERCEPT_PRECISION)
    if weights.size:
        size = float(np.einsum("fi,ij,fj->", weights, belief.precision, weights))
        ridge[1:] = generator.gamma(1 + weights.size / 2) / (1 + size / 2)
    return ridge


def draw_shape(precisions: Doubles, mean: float, generator: np.random.Generator) -> float:
    """Draw the shape of the gamma distribution with this mean that the precisions come from.

    A large shape says that all rows are about equally noisy. Griddy Gibbs over `SHAPES`
    (Ritter and Tanner, 1992), with equal prior weight on each.

    Parameters
    ----------
    precisions
        Shape (n,).
    """
    relative = precisions / mean
    total = float(np.sum(np.log(relative) - relative))
    n = len(precisions)
    scores = n * (SHAPES * np.log(SHAPES) - LOG_GAMMA_OF_SHAPES) + (SHAPES - 1) * total
    scores -= np.sum(relative)  # what the factor x^(shape-1) e^(-shape x) has beside `total`
    weights = np.exp(scores - scores.max())
    return float(generator.choice(SHAPES, p=weights / weights.sum()))


def _draw_wishart(scale: Doubles, freedom: int, generator: np.random.Generator) -> Doubles:
    """Draw from the Wishart distribution by Bartlett's decomposition (Anderson, section 7.2)."""
    d = len(scale)
    triangle = np.tril(generator.standard_normal((d, d)), -1)
    triangle[np.diag_indices(d)] = np.sqrt(generator.chisquare(freedom - np.arange(d)))
    factor = np.linalg.cholesky(scale) @ triangle
    return factor @ factor.T
