"""The principal axes of a table, and what is measured on the way: means and deviations.

Two ways lead there. Tall tables go by the eigenvectors of their covariances, from one product of
matrices. Where that would cost digits, and in wide tables, the data are centred, and the singular
value decomposition is taken.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import Floats
from linalg_engine.decompositions.conventions import TIE
from linalg_engine.errors import InputError
from linalg_engine.matrices import EPSILON

SAFE_SHARE = 1e-4
"""Share that must be left where squares are subtracted: of a column's when its mean's are taken
away, and of the largest variance in the smallest one wanted.

Forming ``XᵀX`` squares the singular values: the error of component i is then about
``ε (σ₁/σᵢ)`` times 1 over its relative gap, where that of the SVD is without ``σ₁/σᵢ`` (Golub
and Van Loan, *Matrix Computations*, 4th ed., sections 8.1 and 8.6). Here at most 100.
"""

SMALLEST, LARGEST = 1e-130, 1e130
"""Deviations from the mean between these sizes can be squared and added in float64."""


class Measured(NamedTuple):
    """What was found of a table of n rows and d columns.

    Attributes
    ----------
    mean, deviations
        Shape (d,), of the columns. A mean is 0 where it is zero within rounding.
    constant
        Shape (d,), whether a column varies within rounding only.
    scale
        Shape (d,): what the columns were divided by.
    axes
        Shape (k, d), orthonormal; of each the first of the largest entries is positive.
    variances
        Shape (min(n, d),), descending: along all axes. 0 where it is zero within rounding.
    scores
        Shape (n, k).
    """

    mean: Floats
    deviations: Floats
    constant: NDArray[np.bool_]
    scale: Floats
    axes: Floats
    variances: Floats
    scores: Floats


def measured(data: Floats, count: int, *, standardize: bool) -> Measured:
    """Return the first axes of a table, shape (n, d), n ≥ 2.

    Raises
    ------
    InputError
        If there are blanks, if all rows are equal, or if the numbers are too large or too close
        together to be squared.
    """
    return _by_covariance(data, count, standardize=standardize) or _by_singular_values(
        data, count, standardize=standardize
    )


def of_covariance(covariance: Floats, count: int) -> tuple[Floats, Floats]:
    """Return the first axes, shape (k, d), and all variances, shape (d,), of covariances."""
    values, vectors = np.linalg.eigh(covariance)
    return _signed(vectors.T[: -count - 1 : -1]), np.maximum(values[::-1], 0.0)


def centred_at_mean(data: Floats) -> tuple[Floats, Floats]:
    """Return the means and the centred data, shapes (d,) and (n, d).

    Measured from the first row, so that a constant column is exactly 0 and a large offset
    costs no digits (Chan, Golub and LeVeque, *The American Statistician* 37, 1983).
    """
    centred = data - data[0]
    shift = np.full((len(data),), 1 / len(data)) @ centred
    centred -= shift
    return data[0] + shift, centred


def _by_covariance(data: Floats, count: int, *, standardize: bool) -> Measured | None:
    """Go by one product ``XᵀX``, not centred; None where that would cost digits."""
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
    scale = deviations if standardize else np.ones((d,))
    if standardize:
        products /= np.outer(scale, scale)
    axes, variances = of_covariance(products, count)
    if variances[count - 1] < SAFE_SHARE * variances[0]:
        return None
    directions = axes / scale
    scores = data @ directions.T - directions @ mean
    constant = np.zeros((d,), dtype=np.bool_)
    mean = _without_rounding(mean, max(n, d) * EPSILON * np.sqrt(squares / n))
    return Measured(mean, deviations, constant, scale, axes, variances, scores)


def _by_singular_values(data: Floats, count: int, *, standardize: bool) -> Measured:
    """Centre, and take singular values.

    One rule says what is zero: a column's length changes by ``max(n, d) ε`` of itself, before
    centring, in rounding (Golub and Van Loan, section 5.4.1), and so does what an axis has of it.
    """
    n, d = data.shape
    _refuse_blanks(data)
    with np.errstate(over="ignore", invalid="ignore"):
        mean, centred = centred_at_mean(data)
        reach = np.abs(centred).max(axis=0)
    if not (reach <= LARGEST).all():
        raise InputError(f"These numbers are too far apart for PCA: {LARGEST:g} is the limit.")
    unit = np.where(reach > 0, reach, 1.0)
    lengths = unit * np.sqrt(np.square(centred / unit).sum(axis=0))
    rounding = max(n, d) * EPSILON * np.hypot(np.sqrt(n) * mean, lengths)
    constant = lengths <= rounding
    if constant.all():
        raise InputError(
            "All the rows are the same: points that do not spread have no principal components."
        )
    if reach.max() < SMALLEST:
        raise InputError(f"These numbers are too close together for PCA: under {SMALLEST:g}.")
    deviations = lengths / np.sqrt(n - 1)
    scale = np.where(constant, 1.0, deviations) if standardize else np.ones((d,))
    centred /= scale
    s, rows = _singular_rows(centred, constant)
    reach = np.square(rows * (rounding / scale)).sum(axis=1)
    is_flat = np.logical_or.accumulate(np.square(s) <= reach)
    s[is_flat] = 0.0
    axes = _signed(rows[:count])
    scores = centred @ axes.T
    scores[:, is_flat[:count]] = 0.0
    mean = _without_rounding(mean, rounding / np.sqrt(n))
    return Measured(mean, deviations, constant, scale, axes, s**2 / (n - 1), scores)


def _without_rounding(mean: Floats, rounding: Floats) -> Floats:
    """Return means, shape (d,), with 0 for those that are no larger than rounding."""
    return np.where(np.abs(mean) <= rounding, 0.0, mean)


def _singular_rows(centred: Floats, constant: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return singular values, shape (min(n, d),), with their rows; constant columns come last."""
    n, d = centred.shape
    _, s, vt = np.linalg.svd(centred[:, ~constant], full_matrices=False)
    rows = np.zeros((len(s) + int(constant.sum()), d))
    rows[: len(s), ~constant] = vt
    rows[len(s) :, constant] = np.eye(int(constant.sum()))
    values = np.zeros((len(rows),))
    values[: len(s)] = s
    return values[: min(n, d)], rows[: min(n, d)]


def _refuse_blanks(data: Floats) -> None:
    finite = np.isfinite(data)
    if not finite.all():
        row, column = np.argwhere(~finite)[0]
        raise InputError(
            f"PCA needs a number in every cell; row {row + 1}, column {column + 1} has none."
        )


def _signed(rows: Floats) -> Floats:
    """Return the rows with the first of their largest entries made positive."""
    sizes = np.abs(rows)
    leading = (sizes >= (1 - TIE) * sizes.max(axis=1, keepdims=True)).argmax(axis=1)
    negative = rows[np.arange(len(rows)), leading] < 0
    return np.where(negative[:, None], -rows, rows) + 0.0
