"""Products with orthogonal matrices: ``A = Q R`` and the singular value decomposition.

Of a rational matrix Q and R are exact, and so are singular values with exact squares, and their
vectors where those are exact numbers. The others are LAPACK's, with signs fixed and rounding errors
set to 0. Of rational matrices the rank is known exactly, however small a singular value is beside
the largest.
"""

from __future__ import annotations

import math
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import MatrixLike, Vector, as_matrix, is_exact
from linalg_engine.decompositions.conventions import (
    rounding,
    rounding_units,
    sign_of,
    unit_scale,
    without_negative_zero,
    without_noise,
)
from linalg_engine.decompositions.exact_svd import exact_svd
from linalg_engine.decompositions.gram_schmidt import exact_qr
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.exact import (
    Exact,
    Scalar,
    TooLongError,
    is_beyond_floats,
    square_root,
)
from linalg_engine.matrices import (
    EPSILON,
    MAX_EXACT_WORK,
    Matrix,
    affordable,
    as_float,
    check_size,
    finite,
    identity,
    join,
    overflow_in_words,
)
from linalg_engine.results import result

QR_WORK = 15
"""How many times the cost of elimination that of exact projections is."""

MAX_EXPONENT = 1023
"""Larger powers of two are not surely floats."""


@result
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

    Of an exact matrix both are exact, with square roots, unless that would take too long.
    """

    matrix: Matrix
    q: Matrix
    r: Matrix

    def reconstruction_error(self) -> float:
        """``‖A - Q R‖`` in units of rounding."""
        if is_exact(self.q):
            return rounding_units(self.matrix - self.q @ self.r, self.matrix)
        a, scale = unit_scale(self.matrix)
        return rounding_units(a - self.q @ (self.r / scale), a)


def qr(a: MatrixLike) -> QR:
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

    Examples
    --------
    >>> print(la.qr([[3, 1], [4, 2]]).r)
    [[Fraction(5, 1) Fraction(11, 5)]
     [Fraction(0, 1) Fraction(2, 5)]]
    """
    a = check_size(as_matrix(a))
    if is_exact(a) and is_exact(affordable(a, MAX_EXACT_WORK / QR_WORK)):
        with suppress(TooLongError):
            return QR(a, *exact_qr(a))
    scaled, scale = unit_scale(a)
    q, r = np.linalg.qr(scaled)
    signs = np.where(np.diag(r) < 0, -1.0, 1.0)
    r = _without_noise(signs[:, None] * r, q, scaled, pivots=_exact_pivots(a))
    with overflow_in_words():
        r = finite(r * scale)
    return QR(a, without_negative_zero(without_noise(q) * signs), without_negative_zero(r))


def _without_noise(
    r: NDArray[np.float64],
    q: NDArray[np.float64],
    a: NDArray[np.float64],
    pivots: tuple[int, ...] | None,
) -> NDArray[np.float64]:
    """Return R with 0 for entries that rounding of A could have made.

    With ``pivots`` it is known which columns depend on those before: their diagonal is 0, and
    that of the independent columns at the start is not.
    """
    is_noise = np.abs(r) <= rounding(a) * (np.abs(q).T @ np.abs(a))
    if pivots is not None:
        for j in range(len(r)):
            is_dependent, is_start = j not in pivots, pivots[: j + 1] == tuple(range(j + 1))
            is_noise[j, j] = is_dependent or (is_noise[j, j] and not is_start)
    return np.where(is_noise, 0.0, r)


def _exact_pivots(a: Matrix) -> tuple[int, ...] | None:
    """Return the pivot columns of an exact matrix, None where they are not known exactly."""
    reduction = row_reduce(a, record=False)
    return reduction.pivots if is_exact(reduction.matrix) else None


@result
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
        Of floats those from the place ``rank`` on are rounding errors of 0.
    vt
        Shape (k, n), orthonormal rows: the axes in the space of x.
    squares
        Shape (k,): the squares of the singular values exactly, None where they are not known.
    tolerance
        How far rounding can move a singular value: ``max(m, n) ε s[0]``, and 0 where the
        squares are exact.
    rank
        The number of singular values that are not 0: exactly that of a rational matrix, unless
        elimination would take too long, otherwise those beyond the tolerance.
    is_rank_exact
        Whether the rank was found without rounding, so that the other singular values are 0.

    Where the squares are exact, ``s`` is too if all their roots are exact numbers, and ``u`` and
    ``vt`` are if all entries of theirs are as well.
    """

    matrix: Matrix
    u: Matrix
    s: Vector
    vt: Matrix
    squares: Vector | None
    tolerance: float
    rank: int
    is_rank_exact: bool = False

    @property
    def values(self) -> Vector:
        """Shape (k,): ``s`` with rounding errors set to 0."""
        if is_exact(self.s):
            return self.s
        return np.where(np.arange(len(self.s)) < self.rank, self.s, 0.0)

    @property
    def sigma(self) -> Matrix:
        """Σ, shape (k, k): ``values`` on the diagonal."""
        return identity(len(self.s), like=self.s) * self.values

    @property
    def condition(self) -> Scalar:
        """``s[0] / s[-1]``, in [1, ∞]; infinite when the rank is not full, or beyond floats.

        It is exact where ``s`` is, or else the root of the ratio of ``squares``.
        """
        if self.rank < len(self.s):
            return math.inf
        ratio = self._exact_condition()
        if ratio is not None:
            return math.inf if is_beyond_floats(ratio) else ratio
        largest, smallest = float(self.s[0]), float(self.s[-1])
        is_float = smallest > 0 and math.log2(largest) - math.log2(smallest) < MAX_EXPONENT
        return largest / smallest if is_float else math.inf

    def _exact_condition(self) -> Exact | None:
        with suppress(TooLongError):
            if is_exact(self.s):
                return self.s[0] / self.s[-1]
            if self.squares is not None:
                return square_root(self.squares[0] / self.squares[-1])
        return None

    @property
    def has_uncertain_vectors(self) -> bool:
        """Whether singular values other than 0 are so small that rounding may turn their axes."""
        return self.rank > 0 and bool(self.values[self.rank - 1] <= self.tolerance)

    @property
    def layers(self) -> tuple[Matrix, ...]:
        """``s[i] u[:, i] vt[i]``, shape (m, n), for i below the rank; their sum is A."""
        s = self.s if is_exact(self.u) else as_float(self.s)
        return tuple(np.outer(self.u[:, i] * s[i], self.vt[i]) for i in range(self.rank))

    def reconstruction_error(self) -> float:
        """``‖A - U Σ Vᵀ‖`` in units of rounding."""
        if is_exact(self.u):
            return rounding_units(self.matrix - self.u * self.s @ self.vt, self.matrix)
        a, scale = unit_scale(self.matrix)
        return rounding_units(a - self.u * (as_float(self.s) / scale) @ self.vt, a)


def svd(a: MatrixLike) -> SVD:
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

    Examples
    --------
    >>> print(*la.svd([[3, 0], [4, 5]]).s)
    3√5 √5
    >>> la.svd([[1, 2], [2, 4]]).rank
    1
    """
    a = check_size(as_matrix(a))
    exact = exact_svd(a) if is_exact(a) else None
    if exact is not None:
        rank = sum(square != 0 for square in exact.squares)
        return SVD(
            a,
            exact.u,
            exact.s,
            exact.vt,
            exact.squares,
            tolerance=0.0,
            rank=rank,
            is_rank_exact=True,
        )
    scaled, scale = unit_scale(a)
    u, s, vt = np.linalg.svd(scaled, full_matrices=False)
    signs = np.array([sign_of(column) for column in u.T])
    with overflow_in_words():
        s = finite(s * scale)
    tolerance = max(a.shape) * EPSILON * float(s[0])
    pivots = _exact_pivots(a)
    rank = int(np.sum(s > tolerance)) if pivots is None else len(pivots)
    if pivots is not None and rank == len(a) == a.shape[1] and s[-1] <= tolerance:
        s = _with_smallest(s, tolerance, a)
    return SVD(
        matrix=a,
        u=without_negative_zero(without_noise(u) * signs),
        s=s,
        vt=without_negative_zero(signs[:, None] * without_noise(vt)),
        squares=None,
        tolerance=tolerance,
        rank=rank,
        is_rank_exact=pivots is not None,
    )


def _with_smallest(s: NDArray[np.float64], tolerance: float, a: Matrix) -> NDArray[np.float64]:
    """Return singular values; those below the tolerance come from the exact inverse."""
    n = len(a)
    joined = join(a, identity(n, like=a))
    if not is_exact(affordable(joined)):
        return s
    inverse = row_reduce(joined, augmented=n, record=False).rref[:, n:]
    if not is_exact(inverse) or any(is_beyond_floats(x) for x in inverse.flat):
        return s
    scaled, scale = unit_scale(inverse)
    reciprocals = np.linalg.svd(scaled, compute_uv=False)
    is_known = reciprocals > n * EPSILON * reciprocals[0]
    count = int(np.sum((s[::-1] <= tolerance) & is_known))
    smallest = 1 / scale / reciprocals[:count][::-1]
    return np.minimum.accumulate(np.concatenate([s[: n - count], smallest]))
