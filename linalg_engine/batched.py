"""Many small symmetric systems at once, the batch in the last axis.

LAPACK is called once a matrix, which for thousands of 11×11 systems costs more than the
arithmetic. With the batch last, each step of the elimination is one operation on long vectors.
"""

from __future__ import annotations

import numpy as np

from linalg_engine.arrays import Array


def cholesky_in_place(a: Array) -> Array:
    """Return the lower triangular L of ``A = L Lᵀ``; entries above its diagonal have no meaning.

    Golub and Van Loan, *Matrix Computations*, 4th ed., algorithm 4.2.2 (outer product form).

    Parameters
    ----------
    a
        Shape (d, d, n): n positive definite matrices; overwritten.
    """
    for j in range(a.shape[0]):
        np.sqrt(a[j, j], out=a[j, j])
        below = a[j + 1 :, j]
        below /= a[j, j]
        for i in range(len(below)):
            a[j + 1 + i, j + 1 : j + 2 + i] -= below[i] * below[: i + 1]
    return a


def normal_draw(lower: Array, b: Array, noise: Array) -> Array:
    """Return ``A⁻¹ b + L⁻ᵀ noise``: a draw from the normal with precision A and mean ``A⁻¹ b``.

    Parameters
    ----------
    lower
        Shape (d, d, n), L of ``A = L Lᵀ``.
    b
        Shape (d, n).
    noise
        Shape (d, n), standard normal.
    """
    x = _forward(lower, b.copy())
    x += noise
    return _backward(lower, x)


def _forward(lower: Array, x: Array) -> Array:
    for j in range(len(x)):
        x[j] -= np.einsum("in,in->n", lower[j, :j], x[:j])
        x[j] /= lower[j, j]
    return x


def _backward(lower: Array, x: Array) -> Array:
    for j in reversed(range(len(x))):
        x[j] -= np.einsum("in,in->n", lower[j + 1 :, j], x[j + 1 :])
        x[j] /= lower[j, j]
    return x
