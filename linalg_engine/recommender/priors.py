"""The prior of a person or an item, drawn anew in every sweep."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from linalg_engine.arrays import Floats

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

    weights: Floats
    precision: Floats


class Regression:
    """The prior of the rows of one side, and how strongly it is shrunk to 0.

    Parameters
    ----------
    features
        Shape (n, f), the first column all 1.
    scale
        Prior guess of a row's variance.
    """

    def __init__(self, features: Floats, scale: float) -> None:
        self.features = features
        self._scale = scale
        self._products = features.T @ features
        self._hold(1.0)

    def draw(self, rows: Floats, generator: np.random.Generator) -> Belief:
        """Draw weights and precision from their joint posterior, then the ridge given them.

        The prior is matrix normal and Wishart, hence conjugate: Salakhutdinov and Mnih, *Bayesian
        probabilistic matrix factorization using Markov chain Monte Carlo*, ICML 2008, with the
        regression on features of Simm et al., *Macau*, 2015. Formulas: Rossi, Allenby and
        McCulloch, *Bayesian Statistics and Marketing*, section 2.8.

        Parameters
        ----------
        rows
            Shape (n, d), the present factors with their bias.
        """
        n, d = rows.shape
        # With G Gᵀ the products of features and the ridge, the mean is G⁻ᵀ times this.
        explained = self._inverse_root @ (self.features.T @ rows)
        scatter = self._scale * np.eye(d) + rows.T @ rows - explained.T @ explained
        lower = np.linalg.cholesky((scatter + scatter.T) / 2)
        # Bartlett's decomposition (Anderson, section 7.2): precision = root rootᵀ is Wishart.
        triangle = np.tril(generator.standard_normal((d, d)), -1)
        freedom = float(d + n) - np.arange(d, dtype=np.float64)
        triangle[np.diag_indices(d)] = np.sqrt(2 * generator.standard_gamma(freedom / 2))
        root = np.linalg.inv(lower).T @ triangle
        noise = generator.standard_normal(explained.shape) @ np.linalg.inv(root)
        belief = Belief(self._inverse_root.T @ (explained + noise), root @ root.T)
        self._draw_ridge(belief, generator)
        return belief

    def _draw_ridge(self, belief: Belief, generator: np.random.Generator) -> None:
        """Draw one precision for the weights of all features, relative to that of a row."""
        weights = belief.weights[1:]
        if weights.size:
            size = float(np.sum((weights @ belief.precision) * weights))
            self._hold(generator.gamma(1 + weights.size / 2) / (1 + size / 2))

    def _hold(self, ridge: float) -> None:
        held = np.full(len(self._products), ridge)
        held[0] = INTERCEPT_PRECISION
        root = np.linalg.cholesky(self._products + np.diag(held))
        self._inverse_root = np.linalg.inv(root).astype(np.float64)


def draw_shape(precisions: Floats, mean: float, generator: np.random.Generator) -> float:
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
