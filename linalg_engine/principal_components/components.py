"""Principal components as directions among columns, whatever they were computed from."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from linalg_engine.arguments import real_number
from linalg_engine.arrays import Floats
from linalg_engine.errors import InputError
from linalg_engine.results import result

SPREAD_LIMIT = 10.0
"""Ratio of the standard deviations of two columns from which on the wider one decides alone."""


@result
class Components:
    """The first k principal components of d columns.

    Attributes
    ----------
    components
        Shape (k, d), orthonormal rows; of each the entry of largest size is positive.
    explained_variance
        Shape (k,), descending: the variance of the scores along each component; 0 where it is
        zero within rounding.
    explained_variance_ratio
        Shape (k,): their share in ``total_variance``.
    all_variances
        Shape (min(n, d),), descending: the variances along all components, those asked for to
        full accuracy, the others to within rounding of the largest.
    total_variance
        The sum of the variances of the columns.
    deviations
        Shape (d,): the standard deviations of the columns, as given.
    scale
        Shape (d,): what each column was divided by. Ones, unless standardized; then the
        standard deviations (of n - 1), and 1 for a constant column.
    constant
        Indices of the columns whose entries are equal up to rounding.
    standardized
        Whether the columns were divided by their standard deviations.
    """

    components: Floats
    explained_variance: Floats
    explained_variance_ratio: Floats
    all_variances: Floats
    total_variance: float
    deviations: Floats
    scale: Floats
    constant: tuple[int, ...]
    standardized: bool

    @property
    def loadings(self) -> Floats:
        """Shape (d, k): each weight times √λ, the covariance of a column and the scores,
        these divided by their deviation (Jolliffe, section 2.3).
        """
        return self.components.T * np.sqrt(self.explained_variance)

    @property
    def correlations(self) -> Floats:
        """Shape (d, k): of each column with the scores; 0 for a constant column.

        Equal to the loadings where the columns were standardized.
        """
        spread = self.deviations / self.scale
        varies = np.delete(np.arange(len(spread)), self.constant)
        found = np.zeros(self.loadings.shape)
        found[varies] = self.loadings[varies] / spread[varies, None]
        return np.clip(found, -1.0, 1.0)

    @property
    def column_cos2(self) -> Floats:
        """Shape (d, k): the part of each column's variance that each component shows, in [0, 1].

        The square of the correlation. Over all components a column's sum is 1, and never more,
        however large the rounding errors of a column are that hardly varies beside the others.
        """
        squares = self.correlations**2
        return squares / np.maximum(squares.sum(axis=1, keepdims=True), 1.0)

    @property
    def column_contributions(self) -> Floats:
        """Shape (d, k): the part of each component that comes from each column; sums to 1 there.

        The square of the weight (Husson, Lê and Pagès, *Exploratory Multivariate Analysis by
        Example Using R*, section 1.6).
        """
        return self.components.T**2

    @cached_property
    def spread_ratio(self) -> float:
        """The largest standard deviation of a column over the smallest positive one, ≥ 1."""
        varying = np.delete(self.deviations, self.constant)
        return float(varying.max() / varying.min())

    @property
    def scales_differ(self) -> bool:
        """Whether one should standardize: `spread_ratio` > `SPREAD_LIMIT`, and one has not.

        The squares decide: a column that spreads 10 times as far has 100 times the variance,
        and the first component is then little more than that column.
        """
        return not self.standardized and self.spread_ratio > SPREAD_LIMIT

    def components_needed(self, share: float = 0.9) -> int:
        """Return how many components it takes for a share of the variance, at least 1.

        Parameters
        ----------
        share
            In (0, 1].

        Raises
        ------
        InputError
            If it is not.
        """
        if not 0 < real_number(share, "The share of the variance") <= 1:
            raise InputError("The share of the variance must be above 0 and at most 1.")
        reached = np.cumsum(self.all_variances) >= share * self.total_variance * (1 - 1e-12)
        return int(np.argmax(reached)) + 1 if reached.any() else len(self.all_variances)
