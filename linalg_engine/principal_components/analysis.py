"""Principal component analysis: the directions in which a cloud of points spreads most.

Jolliffe, *Principal Component Analysis*, 2nd ed., chapters 1-3. Variances are divided by n - 1,
and the signs follow scikit-learn: of each component the entry of largest size is positive.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arguments import real_number, whole_number
from linalg_engine.arrays import Floats, TableLike, as_table
from linalg_engine.errors import InputError
from linalg_engine.matrices import EPSILON
from linalg_engine.principal_components.axes import principal_axes
from linalg_engine.results import result

MAX_CELLS = 1_000_000
"""Numbers in a table; measured on one core, the slowest shape takes less than 2 s."""

SMALLEST, LARGEST = 1e-130, 1e130
"""Deviations from the mean between these sizes can be squared and added in float64."""

SAFE_SHARE = 1e-2
"""Share of a column's sum of squares that must be left when that of its mean is taken away."""

ROUNDING = 4 * EPSILON
"""Deviation from the mean, relative to it, up to which a column counts as constant."""

CLEAR_SHARE = 1e-6
"""A variance of at least this share of the largest is taken for more than rounding."""

SPREAD_LIMIT = 10.0
"""Ratio of the standard deviations of two columns from which on the wider one decides alone."""


@result
class PCA:
    """A cloud of n points in d dimensions, seen along its k principal axes.

    Attributes
    ----------
    data
        Shape (n, d), as given.
    mean
        Shape (d,), the mean of each column.
    scale
        Shape (d,): what each centred column was divided by. Ones, unless standardized; then
        the standard deviations (of n - 1), and 1 for a constant column.
    components
        Shape (k, d), orthonormal rows; of each the entry of largest size is positive.
    explained_variance
        Shape (k,), descending: the variance of the scores along each component; 0 where it is
        zero within rounding.
    explained_variance_ratio
        Shape (k,): their share in ``total_variance``.
    scores
        Shape (n, k): the centred (and scaled) points in the coordinates of the components.
    all_variances
        Shape (min(n, d),), descending: the variances along all components, those asked for to
        full accuracy, the others to within rounding of the largest.
    total_variance
        The sum of the variances of the columns.
    deviations
        Shape (d,): the standard deviations of the columns of ``data``.
    constant
        Indices of the columns whose entries are equal up to rounding.
    standardized
        Whether the columns were divided by their standard deviations.
    solver
        Which solver was used: "covariance" (eigenvectors of the d×d covariance), "gram"
        (eigenvectors of the n×n matrix of dot products) or "svd" (of the centred data).
    """

    data: Floats
    mean: Floats
    scale: Floats
    components: Floats
    explained_variance: Floats
    explained_variance_ratio: Floats
    scores: Floats
    all_variances: Floats
    total_variance: float
    deviations: Floats
    constant: tuple[int, ...]
    standardized: bool
    solver: str

    @property
    def singular_values(self) -> Floats:
        """Shape (k,): those of the centred (and scaled) data, ``√((n - 1) variance)``."""
        return np.sqrt((len(self.data) - 1) * self.explained_variance)

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

    def transform(self, data: TableLike) -> Floats:
        """Return the scores of other points, shape (m, k).

        Parameters
        ----------
        data
            Shape (m, d).

        Raises
        ------
        InputError
            If the points have another dimension.
        """
        data = as_table(data)
        if data.shape[1] != len(self.mean):
            raise InputError(
                f"These points have {data.shape[1]} coordinates, and the components "
                f"{len(self.mean)}."
            )
        return ((data - self.mean) / self.scale) @ self.components.T

    def inverse_transform(self, scores: TableLike) -> Floats:
        """Return the points with these scores, shape (m, d), in the plane of the components.

        Parameters
        ----------
        scores
            Shape (m, j), j ≤ k: the coordinates along the first j components.

        Raises
        ------
        InputError
            If there are more coordinates than components.
        """
        if not (isinstance(scores, np.ndarray) and scores.ndim == 2 and not scores.size):
            scores = as_table(scores)  # j = 0, the mean alone, is no table
        if scores.shape[1] > len(self.components):
            raise InputError(
                f"There are {len(self.components)} components, and these scores have "
                f"{scores.shape[1]} columns."
            )
        return (scores @ self.components[: scores.shape[1]]) * self.scale + self.mean

    def reconstruction_errors(self) -> Floats:
        """Return what k = 0, 1, ..., min(n, d) components lose, shape (min(n, d) + 1,).

        The mean, over all n d entries, of the squared difference between the centred (and
        scaled) data and its projection onto the first k components. It is the part of the
        variance that they leave: ``(n - 1) / (n d)`` times the sum of the other variances.
        """
        n, d = self.data.shape
        left = np.append(np.cumsum(self.all_variances[::-1])[::-1], 0.0)
        return left * ((n - 1) / (n * d))

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


def pca(data: TableLike, components: int | None = None, *, standardize: bool = False) -> PCA:
    """Return the principal components of a table whose rows are points.

    The way is chosen by shape and conditioning. Tall tables go by the eigenvectors of the
    covariance, wide ones by those of the dot products of the rows; where the result shows that
    a variance asked for is too small beside the largest (`axes.SAFE_RATIO`), the singular value
    decomposition of the centred data is taken instead.

    Parameters
    ----------
    data
        Shape (n, d), finite, n ≥ 2.
    components
        How many, from 1 to min(n, d), as in scikit-learn; by default 2, or 1 where there is
        no second. Centred points span at most n - 1
        dimensions: with n ≤ d the nth variance is 0, and its component one of many.
    standardize
        Whether to divide each column by its standard deviation (of n - 1), so that all count
        alike. The components are then eigenvectors of the correlations.

    Raises
    ------
    InputError
        If there are fewer than 2 rows, blanks, too many numbers or components, if all rows are
        equal, or if the numbers are too large or too close together to be squared.

    Examples
    --------
    >>> found = la.pca([[0, 0], [1, 1], [2, 2]])
    >>> found.explained_variance_ratio.round(4)
    array([1., 0.])
    >>> found.components[0].round(4)
    array([0.7071, 0.7071])
    """
    data = as_table(data)
    if components is None:
        components = min(2, *data.shape)
    components = whole_number(components, "The number of components")
    _check(data, components)
    cloud = _quickly_measured(data) or _carefully_measured(data)
    ones = np.ones((data.shape[1],))
    scale = np.where(cloud.constant, ones, cloud.deviations) if standardize else ones
    axes = principal_axes(components, cloud.scaled_covariance(scale), lambda: cloud.scaled(scale))
    all_variances = axes.variances.copy()
    variances = all_variances[:components]
    scores = cloud.along(axes.rows / scale)
    if variances[-1] < CLEAR_SHARE * variances[0]:
        is_flat = np.logical_or.accumulate(variances <= _rounding(cloud, scale, axes.rows))
        scores[:, is_flat] = 0.0
        if is_flat.any():
            all_variances[np.argmax(is_flat) :] = 0.0
    total = float(all_variances.sum())
    return PCA(
        data=data,
        mean=cloud.mean,
        scale=scale,
        components=axes.rows,
        explained_variance=variances,
        explained_variance_ratio=variances / total,
        scores=scores,
        all_variances=all_variances,
        total_variance=total,
        deviations=cloud.deviations,
        constant=tuple(np.flatnonzero(cloud.constant).tolist()),
        standardized=standardize,
        solver=axes.solver,
    )


def _rounding(cloud: _Cloud, scale: Floats, axes: Floats) -> Floats:
    """Return the variances up to which scores are zero within rounding, shape (k,).

    A singular value counts as 0 up to ``max(n, d) ε`` times the largest (Golub and Van Loan,
    section 5.4.1); here, times the length of the columns before centring, as the axis has them.
    """
    n, d = cloud.data.shape
    lengths = np.hypot(np.sqrt(n) * cloud.mean, np.sqrt(n - 1) * cloud.deviations) / scale
    reach = np.where(cloud.constant, 0.0, max(n, d) * EPSILON * lengths)
    return ((axes * reach) ** 2).sum(axis=1) / (n - 1)


def covariance(data: TableLike) -> Floats:
    """Return the covariances of the columns, divided by n - 1, shape (d, d).

    Parameters
    ----------
    data
        Shape (n, d), finite, n ≥ 2.

    Raises
    ------
    InputError
        If there are fewer than 2 rows, or blanks.

    Examples
    --------
    >>> la.covariance([[0, 1], [2, 5]])
    array([[2., 4.],
           [4., 8.]])
    """
    data = as_table(data)
    if len(data) < 2 or not np.isfinite(data).all():
        raise InputError("Covariances need at least 2 rows, with a number in every cell.")
    _, centred = _centre(data)
    return centred.T @ centred / (len(data) - 1)


# Checks, means, scales


def _check(data: Floats, components: int) -> None:
    n, d = data.shape
    if n < 2:
        raise InputError("PCA needs at least 2 rows: one point does not spread in any direction.")
    if data.size > MAX_CELLS:
        raise InputError(
            f"{n} × {d} numbers are too many for PCA: {MAX_CELLS:,} are the most "
            f"(with {d} columns, {MAX_CELLS // d:,} rows)."
        )
    if not 1 <= components <= min(n, d):
        raise InputError(
            f"A table of {n} × {d} has from 1 to {min(n, d)} components, not {components}."
        )


@dataclass(frozen=True)
class _Cloud:
    """Means and deviations of the data.

    ``centred`` (n, d) or ``covariance`` (d, d) is None where it was not needed.
    """

    data: Floats
    mean: Floats
    deviations: Floats
    constant: NDArray[np.bool_]
    centred: Floats | None = None
    covariance: Floats | None = None

    def scaled_covariance(self, scale: Floats) -> Floats | None:
        """Return the covariances of the columns divided by ``scale``, if they are known."""
        return None if self.covariance is None else self.covariance / np.outer(scale, scale)

    def scaled(self, scale: Floats) -> Floats:
        """Return the centred data divided by ``scale``, shape (n, d)."""
        return (_centre(self.data)[1] if self.centred is None else self.centred) / scale

    def along(self, directions: Floats) -> Floats:
        """Return the coordinates of the centred points along directions (k, d), shape (n, k)."""
        if self.centred is not None:
            return self.centred @ directions.T
        return self.data @ directions.T - directions @ self.mean


def _quickly_measured(data: Floats) -> _Cloud | None:
    """Measure a tall table in one pass, or return None where that would cost digits.

    The sum of squares about the mean is a difference; it is trusted where in no column more
    than the share 1 - `SAFE_SHARE` cancels.
    """
    n, d = data.shape
    if n < d:
        return None
    with np.errstate(all="ignore"):
        mean = np.full((n,), 1 / n) @ data
        products = data.T @ data
        squares = products.diagonal().copy()
        about_mean = squares - n * mean**2
        trusted = (about_mean >= SAFE_SHARE * squares) & (squares < LARGEST**2)
        if not (trusted & (squares > SMALLEST**2)).all():
            return None
    products -= (n * mean)[:, None] * mean
    products /= n - 1
    deviations = np.sqrt(about_mean / (n - 1))
    return _Cloud(data, mean, deviations, np.zeros((d,), dtype=np.bool_), covariance=products)


def _carefully_measured(data: Floats) -> _Cloud:
    finite = np.isfinite(data)
    if not finite.all():
        row, column = np.argwhere(~finite)[0]
        raise InputError(
            f"PCA needs a number in every cell; row {row + 1}, column {column + 1} has none."
        )
    with np.errstate(over="ignore", invalid="ignore"):
        mean, centred = _centre(data)
        reach = np.abs(centred).max(axis=0)
    if not (reach <= LARGEST).all():
        raise InputError(f"These numbers are too far apart for PCA: {LARGEST:g} is the limit.")
    constant = reach <= ROUNDING * np.abs(mean)
    if constant.all():
        raise InputError(
            "All the rows are the same: points that do not spread have no principal components."
        )
    if reach.max() < SMALLEST:
        raise InputError(f"These numbers are too close together for PCA: under {SMALLEST:g}.")
    unit = np.where(reach > 0, reach, 1.0)
    squares = np.square(centred / unit).sum(axis=0)
    deviations = unit * np.sqrt(squares / (len(centred) - 1))
    return _Cloud(data, mean, deviations, constant, centred=centred)


def _centre(data: Floats) -> tuple[Floats, Floats]:
    """Return the means and the centred data, shapes (d,) and (n, d).

    Measured from the first row, so that a constant column is exactly 0 and a large offset
    costs no digits (Chan, Golub and LeVeque, *The American Statistician* 37, 1983).
    """
    centred = data - data[0]
    shift = np.full((len(data),), 1 / len(data)) @ centred
    centred -= shift
    return data[0] + shift, centred
