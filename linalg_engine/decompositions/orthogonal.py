"""Products with orthogonal matrices: ``A = Q R`` and the singular value decomposition.

Both are numerical: roots enter at the first step. They are LAPACK's, with signs fixed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linalg_engine.decompositions.conventions import (
    rounding_units,
    sign_of,
    unit_scale,
    without_negative_zero,
)
from linalg_engine.matrices import EPSILON, Matrix, check_size, finite, overflow_in_words


@dataclass(frozen=True)
class QR:
    """``A = Q R``, with k the smaller of m and n.

    Attributes
    ----------
    matrix
        A, shape (m, n).
    q
        Shape (m, k), orthonormal columns.
    r
        Shape (k, n), upper triangular with a diagonal of 0 or more, which makes Q and R
        unique when the columns of A are independent.
    """

    matrix: Matrix
    q: NDArray[np.float64]
    r: NDArray[np.float64]

    def reconstruction_error(self) -> float:
        """``‖A - Q R‖`` in units of rounding."""
        a, scale = unit_scale(self.matrix)
        return rounding_units(a - self.q @ (self.r / scale), a)


def qr(a: Matrix) -> QR:
    """Factor a matrix into orthonormal columns and a triangular matrix.

    Golub and Van Loan, *Matrix Computations*, 4th ed., section 5.2 (Householder's method).

    Parameters
    ----------
    a
        Shape (m, n).

    Raises
    ------
    InputError
        If ``a`` is too large or the result overflows.
    """
    scaled, scale = unit_scale(check_size(a))
    q, r = np.linalg.qr(scaled)
    signs = np.where(np.diag(r) < 0, -1.0, 1.0)
    with overflow_in_words():
        r = finite(signs[:, None] * r * scale)
    return QR(a, without_negative_zero(q * signs), without_negative_zero(r))


@dataclass(frozen=True)
class SVD:
    """``A = U Σ Vᵀ``, with k the smaller of m and n.

    The largest entry of each column of U is positive.

    Attributes
    ----------
    matrix
        A, shape (m, n).
    u
        Shape (m, k), orthonormal columns: where the axes go.
    s
        Shape (k,), the singular values, descending, 0 or more: how far they are stretched.
    vt
        Shape (k, n), orthonormal rows: the axes in the space of x.
    tolerance
        Singular values up to it count as 0: ``max(m, n) ε s[0]``.
    """

    matrix: Matrix
    u: NDArray[np.float64]
    s: NDArray[np.float64]
    vt: NDArray[np.float64]
    tolerance: float

    @property
    def rank(self) -> int:
        """The number of singular values beyond rounding."""
        return int(np.sum(self.s > self.tolerance))

    @property
    def values(self) -> NDArray[np.float64]:
        """Shape (k,): ``s`` with 0 for what is only rounding."""
        return np.where(self.s > self.tolerance, self.s, 0.0)

    @property
    def condition(self) -> float:
        """``s[0] / s[-1]``, in [1, ∞]; infinite when the rank is not full."""
        return math.inf if self.rank < len(self.s) else float(self.s[0] / self.s[-1])

    @property
    def layers(self) -> tuple[NDArray[np.float64], ...]:
        """``s[i] u[:, i] vt[i]``, shape (m, n), for i below the rank; their sum is A."""
        return tuple(np.outer(self.u[:, i] * self.s[i], self.vt[i]) for i in range(self.rank))

    def reconstruction_error(self) -> float:
        """``‖A - U Σ Vᵀ‖`` in units of rounding."""
        a, scale = unit_scale(self.matrix)
        return rounding_units(a - self.u * (self.s / scale) @ self.vt, a)


def svd(a: Matrix) -> SVD:
    """Return the singular value decomposition.

    Golub and Van Loan, *Matrix Computations*, 4th ed., section 2.4; signs after Bro, Acar and
    Kolda, *Resolving the sign ambiguity in the singular value decomposition*, 2008, in the
    simple form of scikit-learn's `svd_flip`.

    Parameters
    ----------
    a
        Shape (m, n).

    Raises
    ------
    InputError
        If ``a`` is too large or the result overflows.
    """
    scaled, scale = unit_scale(check_size(a))
    u, s, vt = np.linalg.svd(scaled, full_matrices=False)
    signs = np.array([sign_of(column) for column in u.T])
    with overflow_in_words():
        s = finite(s * scale)
    tolerance = max(a.shape) * EPSILON * float(s[0])
    return SVD(
        matrix=a,
        u=without_negative_zero(u * signs),
        s=s,
        vt=without_negative_zero(signs[:, None] * vt),
        tolerance=tolerance,
    )
