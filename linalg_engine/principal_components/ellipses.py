"""Concentration ellipses: where most points of a group lie, if it is normal."""

from __future__ import annotations

import numpy as np

from linalg_engine.arguments import real_number, whole_number
from linalg_engine.arrays import Floats, TableLike, as_table
from linalg_engine.errors import InputError
from linalg_engine.principal_components.analysis import covariance

SHARE = 0.68
"""Of a normal group, inside of its ellipse."""


def concentration_ellipse(points: TableLike, share: float = SHARE, count: int = 60) -> Floats:
    """Return points along the ellipse that holds a share of a normal group, shape (count, 2).

    It has the mean and the covariances S of the points: ``(x - m)ᵀ S⁻¹ (x - m) = r²`` with
    ``r² = -2 ln(1 - share)``, the quantile of χ² with 2 degrees of freedom (Mardia, Kent and
    Bibby, *Multivariate Analysis*, section 2.5).

    Parameters
    ----------
    points
        Shape (n, 2), n ≥ 3.
    share
        Between 0 and 1.
    count
        How many points; they close the curve.

    Raises
    ------
    InputError
        If there are fewer than 3 points, they are not in a plane, or the share is no share.

    Examples
    --------
    >>> square = [[1, 1], [1, -1], [-1, 1], [-1, -1]]
    >>> edge = concentration_ellipse(square, 0.5)
    >>> edge.max(axis=0).round(2)
    array([1.36, 1.36])
    """
    points = as_table(points)
    count = whole_number(count, "The number of points", 3)
    if points.shape[1] != 2 or len(points) < 3:
        raise InputError("An ellipse needs at least 3 points in a plane.")
    if not 0 < real_number(share, "The share") < 1:
        raise InputError("The share of a group inside of its ellipse is between 0 and 1.")
    variances, axes = np.linalg.eigh(covariance(points))
    reach = np.sqrt(-2 * np.log(1 - share) * np.maximum(variances, 0.0))
    angles = np.linspace(0, 2 * np.pi, count)
    around = np.column_stack([np.cos(angles), np.sin(angles)]) * reach
    return points.mean(axis=0) + around @ axes.T
