"""Principal component analysis: the directions in which a cloud of points spreads most.

Jolliffe, *Principal Component Analysis*, 2nd ed., chapters 1-3. Variances are divided by n - 1,
and the signs follow scikit-learn: of each component the entry of largest size is positive.
"""

from __future__ import annotations

import numpy as np

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import Floats, TableLike, as_table
from linalg_engine.errors import InputError
from linalg_engine.principal_components.axes import centred_at_mean, measured
from linalg_engine.principal_components.components import Components
from linalg_engine.results import result

MAX_CELLS = 1_000_000
"""Numbers in a table; measured on one core, the slowest shape takes less than 2 s."""


@result
class PCA(Components):
    """A cloud of n points in d dimensions, seen along its k principal axes.

    Attributes
    ----------
    data
        Shape (n, d), as given.
    mean
        Shape (d,), the mean of each column.
    scores
        Shape (n, k): the centred (and scaled) points in the coordinates of the components.
    """

    data: Floats
    mean: Floats
    scores: Floats

    @property
    def singular_values(self) -> Floats:
        """Shape (k,): those of the centred (and scaled) data, ``√((n - 1) variance)``."""
        return np.sqrt((len(self.data) - 1) * self.explained_variance)

    @property
    def centred(self) -> Floats:
        """Shape (n, d): the data without their means, divided by ``scale``."""
        return (self.data - self.mean) / self.scale

    @property
    def row_cos2(self) -> Floats:
        """Shape (n, k): the part of each row's squared distance from the mean along each component.

        In [0, 1]; over all components a row's sum is 1, and it is 0 for a row at the mean.
        """
        distances = np.square(self.centred).sum(axis=1, keepdims=True)
        return np.divide(self.scores**2, distances, where=distances > 0, out=0 * self.scores)

    @property
    def row_contributions(self) -> Floats:
        """Shape (n, k): the part of each component's variance that comes from each row.

        Sums to 1 for each component; 0 for one without variance.
        """
        squares = self.scores**2
        total = squares.sum(axis=0)
        return np.divide(squares, total, where=total > 0, out=0 * squares)

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

        Examples
        --------
        >>> la.pca([[0, 0], [1, 1], [2, 2]], 1).transform([[3, 3]]).round(4)
        array([[2.8284]])
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

    def rebuilt(self, count: int) -> Floats:
        """Return the rows as the first components alone give them, shape (n, d).

        Parameters
        ----------
        count
            How many, from 0, which gives the mean, to k.

        Raises
        ------
        InputError
            If there are not so many.

        Examples
        --------
        >>> la.pca([[0, 0], [1, 1], [2, 2]]).rebuilt(1).round(4)
        array([[0., 0.],
               [1., 1.],
               [2., 2.]])
        """
        count = whole_number(count, "The number of components", 0, len(self.components))
        return self.inverse_transform(self.scores[:, :count])

    def correlations_with(self, columns: TableLike) -> Floats:
        """Return the correlations of other columns with the scores, shape (e, k).

        Such columns are supplementary: they are shown and do not count. Only rows in which a
        column has a number are taken. 0 where it or the scores do not vary.

        Parameters
        ----------
        columns
            Shape (n, e), with nan or None for blanks.

        Raises
        ------
        InputError
            If they have another number of rows.

        Examples
        --------
        >>> la.pca([[0, 0], [1, 1], [2, 2]], 1).correlations_with([[5], [3], [1]]).round(4)
        array([[-1.]])
        """
        columns = as_table(columns)
        if len(columns) != len(self.data):
            raise InputError(f"Other columns have {len(self.data)} rows, as the data have.")
        found = np.zeros((columns.shape[1], len(self.components)))
        for row, column in zip(found, columns.T, strict=True):
            known = np.isfinite(column)
            if known.sum() > 1:
                _, x = centred_at_mean(column[known, None])
                _, t = centred_at_mean(self.scores[known])
                lengths = np.linalg.norm(x) * np.linalg.norm(t, axis=0)
                np.divide((x.T @ t)[0], lengths, out=row, where=lengths > 0)
        return np.clip(found, -1.0, 1.0)

    def reconstruction_errors(self) -> Floats:
        """Return what k = 0, 1, ..., min(n, d) components lose, shape (min(n, d) + 1,).

        The mean, over all n d entries, of the squared difference between the centred (and
        scaled) data and its projection onto the first k components. It is the part of the
        variance that they leave: ``(n - 1) / (n d)`` times the sum of the other variances.
        """
        n, d = self.data.shape
        left = np.append(np.cumsum(self.all_variances[::-1])[::-1], 0.0)
        return left * ((n - 1) / (n * d))


def pca(data: TableLike, components: int | None = None, *, standardize: bool = False) -> PCA:
    """Return the principal components of a table whose rows are points.

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
    found = measured(data, components, standardize=standardize)
    total = float(found.variances.sum())
    variances = found.variances[:components]
    return PCA(
        components=found.axes,
        explained_variance=variances,
        explained_variance_ratio=variances / total,
        all_variances=found.variances,
        total_variance=total,
        deviations=found.deviations,
        scale=found.scale,
        constant=tuple(np.flatnonzero(found.constant).tolist()),
        standardized=standardize,
        data=data,
        mean=found.mean,
        scores=found.scores,
    )


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
    _, centred = centred_at_mean(data)
    return centred.T @ centred / (len(data) - 1)


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
