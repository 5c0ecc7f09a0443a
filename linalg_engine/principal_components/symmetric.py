"""Principal components of columns of which only correlations or covariances are known."""

from __future__ import annotations

import numpy as np

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import Floats, TableLike, as_table
from linalg_engine.errors import InputError
from linalg_engine.matrices import EPSILON
from linalg_engine.principal_components.axes import LARGEST, SMALLEST, of_covariance
from linalg_engine.principal_components.components import Components

SYMMETRIC = 1e-6
"""Share of the largest number by which numbers typed twice may differ."""

NEGATIVE = 0.02
"""Share of the largest variance up to which a negative one comes from rounded numbers."""

MAX_COLUMNS = 500


def pca_of_covariance(
    matrix: TableLike, components: int | None = None, *, standardize: bool = False
) -> Components:
    """Return the principal components of columns with these covariances or correlations.

    Correlations are the covariances of standardized columns. There are no scores, since there
    are no rows.

    Parameters
    ----------
    matrix
        Shape (d, d), d ≥ 2: symmetric, with variances above 0 on the diagonal.
    components
        How many, from 1 to d; by default 2.
    standardize
        Whether to divide covariances by the deviations first, which makes them correlations.

    Raises
    ------
    InputError
        If the matrix is not such, or has a variance below 0 along some direction.

    Examples
    --------
    >>> found = pca_of_covariance([[1, 0.8, 0.3], [0.8, 1, 0.4], [0.3, 0.4, 1]])
    >>> found.explained_variance_ratio.round(3)
    array([0.679, 0.257])
    """
    matrix = as_table(matrix)
    _check(matrix)
    d = len(matrix)
    count = whole_number(components or min(2, d), "The number of components", 1, d)
    deviations = np.sqrt(matrix.diagonal())
    scale = deviations if standardize else np.ones((d,))
    axes, variances = of_covariance(matrix / np.outer(scale, scale), d)
    least = float(np.linalg.eigvalsh(matrix / np.outer(scale, scale))[0])
    if least < -NEGATIVE * variances[0]:
        raise InputError(
            "These cannot be correlations or covariances: along some direction the variance would "
            "be below 0. Are they typed right, and all of the same rows?"
        )
    variances[variances <= d * EPSILON * variances[0]] = 0.0
    total = float(variances.sum())
    # np.corrcoef leaves rounding errors on the diagonal.
    has_ones = bool(np.abs(matrix.diagonal() - 1).max() <= SYMMETRIC)
    return Components(
        components=axes[:count],
        explained_variance=variances[:count],
        explained_variance_ratio=variances[:count] / total,
        all_variances=variances,
        total_variance=total,
        deviations=deviations,
        scale=scale,
        constant=(),
        standardized=standardize or has_ones,
    )


def _check(matrix: Floats) -> None:
    m, n = matrix.shape
    if m != n or not 2 <= m <= MAX_COLUMNS:
        raise InputError(
            f"A matrix of correlations has as many rows as columns, from 2 to {MAX_COLUMNS}; this "
            f"one is {m}×{n}."
        )
    if not np.isfinite(matrix).all():
        raise InputError("A matrix of correlations needs a number in every cell.")
    size = float(np.abs(matrix).max())
    if not (matrix.diagonal() > 0).all() or not SMALLEST**2 < size < LARGEST**2:
        raise InputError("A matrix of covariances has variances above 0 on its diagonal.")
    if np.abs(matrix - matrix.T).max() > SYMMETRIC * size:
        raise InputError("A matrix of correlations is the same above and below its diagonal.")
