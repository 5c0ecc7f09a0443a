"""The principal axes of centred data: which solver, and how far each can be trusted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from linalg_engine.arrays import Floats
from linalg_engine.decompositions.conventions import TIE

SAFE_RATIO = 1e-4
"""Share of the largest variance down to which eigenvectors of the covariance are trusted.

Forming ``XᵀX`` squares the singular values: the error of component i is then about
``ε (σ₁/σᵢ)`` times 1 over its relative gap, where that of the SVD is without ``σ₁/σᵢ`` (Golub
and Van Loan, *Matrix Computations*, 4th ed., sections 8.1 and 8.6). Here at most 100.
"""


@dataclass(frozen=True)
class Axes:
    """Principal axes.

    Attributes
    ----------
    rows
        Shape (k, d), orthonormal; of each the first of the largest entries is positive.
    variances
        Shape (min(n, d),), descending: along all axes.
    solver
        "covariance", "gram" or "svd".
    """

    rows: Floats
    variances: Floats
    solver: str


def principal_axes(count: int, covariance: Floats | None, centred: Callable[[], Floats]) -> Axes:
    """Return the first axes of a cloud.

    Parameters
    ----------
    count
        How many, from 1 to min(n, d).
    covariance
        Shape (d, d), where it is known already.
    centred
        Gives the centred data, shape (n, d), where they are needed.
    """
    if covariance is not None:
        axes = _from_covariance(covariance, count)
        if _is_safe(axes, count):
            return axes
        return _from_svd(centred(), count)
    points = centred()
    n, d = points.shape
    if n >= d:
        axes = _from_covariance(points.T @ points / (n - 1), count)
    else:
        axes = _from_gram(points, count)
    return axes if _is_safe(axes, count) else _from_svd(points, count)


def _is_safe(axes: Axes, count: int) -> bool:
    return bool(axes.variances[count - 1] >= SAFE_RATIO * axes.variances[0])


def _from_covariance(covariance: Floats, count: int) -> Axes:
    values, vectors = np.linalg.eigh(covariance)
    return Axes(_signed(vectors.T[: -count - 1 : -1]), _descending(values), "covariance")


def _from_gram(centred: Floats, count: int) -> Axes:
    """Solve ``XXᵀ u = σ² u``, whose eigenvectors give the components ``Xᵀu / σ``."""
    values, vectors = np.linalg.eigh(centred @ centred.T / (len(centred) - 1))
    rows = vectors.T[: -count - 1 : -1] @ centred
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows / np.where(lengths > 0, lengths, 1.0)
    return Axes(_signed(rows), _descending(values), "gram")


def _from_svd(centred: Floats, count: int) -> Axes:
    _, s, vt = np.linalg.svd(centred, full_matrices=False)
    return Axes(_signed(vt[:count]), np.square(s) / (len(centred) - 1), "svd")


def _descending(values: Floats) -> Floats:
    return np.maximum(values[::-1], 0.0)


def _signed(rows: Floats) -> Floats:
    """Return the rows with the first of their largest entries made positive."""
    sizes = np.abs(rows)
    leading = (sizes >= (1 - TIE) * sizes.max(axis=1, keepdims=True)).argmax(axis=1)
    negative = rows[np.arange(len(rows)), leading] < 0
    return np.where(negative[:, None], -rows, rows) + 0.0
