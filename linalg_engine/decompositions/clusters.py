"""Which computed eigenvalues are equal up to rounding.

To first order, relative changes of the entries of A by δ move an eigenvalue with right and left
eigenvectors x and y by at most ``δ |yᴴ| |A| |x| / |yᴴ x|`` (Geurts, *A contribution to the theory
of condition*, Numerische Mathematik 39, 1982). That is a rounding error for a symmetric matrix;
for an m-fold eigenvalue with a single eigenvector it is the m-th root of one, which is as far
apart as such an eigenvalue is computed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.decompositions.conventions import rounding
from linalg_engine.matrices import EPSILON

WIDEST = 1e-3
"""Eigenvalues farther apart, relative to the size of the matrix, always differ."""


def clusters(
    a: NDArray[np.float64], values: NDArray[Any], vectors: NDArray[Any]
) -> list[list[int]]:
    """Group the indices of eigenvalues that differ only by rounding.

    Parameters
    ----------
    a
        Shape (n, n).
    values, vectors
        Shapes (n,) and (n, n): the eigenvalues, and eigenvectors of length 1 as columns.
    """
    reach = np.minimum(_reach(a, vectors), WIDEST * np.linalg.norm(a))
    near = _grouped(values, np.minimum.outer(reach, reach))
    # The mean of a group is known better than its members.
    means = np.array([np.mean(values[members]) for members in near])
    errors = residual_errors(a, vectors)
    widest = np.array([np.max(errors[members]) for members in near])
    joined = _grouped(means, np.maximum.outer(widest, widest))
    return [[i for k in groups for i in near[k]] for groups in joined]


def residual_errors(a: NDArray[np.float64], vectors: NDArray[Any]) -> NDArray[np.float64]:
    """Return how far rounding of A moves ``xᴴ A x`` for each column x, shape (n,)."""
    sizes = np.abs(vectors)
    return rounding(a) * np.sum(sizes * (np.abs(a) @ sizes), axis=0)


def _reach(a: NDArray[np.float64], vectors: NDArray[Any]) -> NDArray[np.float64]:
    """Return how far rounding of A moves each eigenvalue, shape (n,)."""
    u, s, vh = np.linalg.svd(vectors)
    inverse = (vh.conj().T / np.maximum(s, EPSILON)) @ u.conj().T
    return rounding(a) * np.sum(np.abs(inverse).T * (np.abs(a) @ np.abs(vectors)), axis=0)


def _grouped(values: NDArray[Any], allowed: NDArray[np.float64]) -> list[list[int]]:
    """Group indices that chains of gaps of at most ``allowed``, shape (n, n), connect."""
    labels = np.arange(len(values))
    for i, j in np.argwhere(np.abs(np.subtract.outer(values, values)) <= allowed):
        labels[labels == labels[j]] = labels[i]
    return [np.flatnonzero(labels == label).tolist() for label in dict.fromkeys(labels.tolist())]
