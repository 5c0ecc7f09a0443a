"""Products of triangular matrices: ``P A = L U`` and Cholesky's ``A = L Lᵀ``."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from linalg_engine.arrays import MatrixLike, Vector, as_matrix, is_exact
from linalg_engine.decompositions.conventions import asymmetric_entries, rounding_units
from linalg_engine.decompositions.perpendicular import known
from linalg_engine.errors import InputError
from linalg_engine.exact import Exact, Scalar, in_floats_when_too_long, square_root
from linalg_engine.formatting import finite_decimal, pretty, unrounded
from linalg_engine.matrices import (
    EPSILON,
    Matrix,
    affordable,
    as_float,
    bounded,
    check_size,
    identity,
    overflow_in_words,
    require_square,
)
from linalg_engine.results import result

MAX_FRACTION_WORK = 200_000
"""As `MAX_EXACT_WORK`, for arithmetic with fractions, which is slower than with integers."""


@result
class LU:
    """``P A = L U``, with k the smaller of m and n.

    Attributes
    ----------
    matrix
        A, shape (m, n).
    permutation
        Row i of ``P A`` is row ``permutation[i]`` of A.
    l
        Shape (m, k), lower triangular with ones on the diagonal: the multiples of pivot rows
        that elimination subtracts.
    u
        Shape (k, n), upper triangular: what elimination leaves.
    swaps
        The number of row swaps.
    """

    matrix: Matrix
    permutation: tuple[int, ...]
    l: Matrix  # noqa: E741 (the name it has in every textbook)
    u: Matrix
    swaps: int

    @property
    def p(self) -> Matrix:
        """The permutation matrix P, shape (m, m)."""
        return identity(len(self.matrix), like=self.matrix)[list(self.permutation)]

    @property
    def is_exact(self) -> bool:
        """Whether the factors are exact, without any rounding."""
        return is_exact(self.u)

    def reconstruction_error(self) -> float:
        """``‖P A - L U‖`` in units of rounding; 0 when exact."""
        permuted = self.matrix[list(self.permutation)]
        return rounding_units(permuted - self.l @ self.u, permuted)


@in_floats_when_too_long
def lu(a: MatrixLike) -> LU:
    """Factor a matrix into triangular ones.

    Rational matrices swap rows only where the pivot would be 0, floats bring the largest
    entry up (partial pivoting). Golub and Van Loan, *Matrix Computations*, 4th ed.,
    algorithm 3.4.1.

    Parameters
    ----------
    a
        Shape (m, n).

    Raises
    ------
    InputError
        If ``a`` is too large or a float result overflows.

    Examples
    --------
    >>> found = la.lu([[2, 1], [4, 5]])
    >>> print(*found.l.flat)
    1 0 2 1
    >>> print(*found.u.flat)
    2 1 0 3
    """
    a = affordable(check_size(as_matrix(a)), MAX_FRACTION_WORK)
    m, n = a.shape
    k = min(m, n)
    work = a.copy()
    order = list(range(m))
    swaps = 0
    with overflow_in_words():
        for j in range(k):
            chosen = _pivot_row(work[j:, j], j)
            if chosen != j:
                work[[j, chosen]] = work[[chosen, j]]
                order[j], order[chosen] = order[chosen], order[j]
                swaps += 1
            if work[j, j] != 0:
                work[j + 1 :, j] = work[j + 1 :, j] / work[j, j]
                work[j + 1 :, j + 1 :] -= np.outer(work[j + 1 :, j], work[j, j + 1 :])
    keep_below = np.tri(m, k, -1, dtype=bool)
    keep_above = ~np.tri(k, n, -1, dtype=bool)
    zero = work.flat[0] * 0
    lower = np.where(keep_below, work[:, :k], zero) + identity(m, like=a)[:, :k]
    upper = np.where(keep_above, work[:k], zero)
    return LU(a, tuple(order), bounded(lower), bounded(upper), swaps)


def _pivot_row(column: Vector, start: int) -> int:
    if is_exact(column):
        return start + next((i for i, x in enumerate(column) if x != 0), 0)
    return start + int(np.argmax(np.abs(column)))


@result
class Cholesky:
    """``A = L Lᵀ``, also ``A = M D Mᵀ`` with L = M √D.

    Attributes
    ----------
    matrix
        A, shape (n, n), symmetric and positive definite.
    l
        Shape (n, n), lower triangular with a positive diagonal; exact when the root of every
        pivot is an exact number.
    unit_lower
        M, shape (n, n), with ones on the diagonal; exact when A is.
    pivots
        Shape (n,), the diagonal of D: the squares of the diagonal of L; exact when A is.
    """

    matrix: Matrix
    l: Matrix  # noqa: E741 (the name it has in every textbook)
    unit_lower: Matrix
    pivots: Vector

    @property
    def is_exact(self) -> bool:
        """Whether L is exact, without any rounding."""
        return is_exact(self.l)

    def column(self, j: int) -> Vector:
        """Return column j of L, shape (n,), exact where the root of its own pivot is."""
        root = _exact_root(self.pivots[j])
        return self.l[:, j] if root is None else self.unit_lower[:, j] * root

    def reconstruction_error(self) -> float:
        """``‖A - L Lᵀ‖`` in units of rounding; 0 when exact."""
        matrix = self.matrix if self.is_exact else as_float(self.matrix)
        return rounding_units(matrix - self.l @ self.l.T, matrix)


@in_floats_when_too_long
def cholesky(a: MatrixLike) -> Cholesky:
    """Factor a symmetric positive definite matrix.

    Golub and Van Loan, *Matrix Computations*, 4th ed., algorithms 4.1.2 and 4.2.1.

    Parameters
    ----------
    a
        Shape (n, n).

    Raises
    ------
    InputError
        If ``a`` is not square, not symmetric (saying where) or not positive definite (saying
        at which pivot).

    Examples
    --------
    >>> print(*la.cholesky([[4, 2], [2, 5]]).l.flat)
    2 0 1 2
    """
    a = check_size(as_matrix(a))
    require_square(a, "The Cholesky decomposition")
    a = affordable(a, MAX_FRACTION_WORK)
    _require_symmetric(a)
    work = np.where(np.tri(len(a), dtype=bool), a, a.T)
    unit_lower = identity(len(a), like=a)
    with overflow_in_words():
        for j in range(len(a)):
            pivot = work[j, j]
            _require_positive(pivot, j, a)
            unit_lower[j + 1 :, j] = work[j + 1 :, j] / pivot
            work[j + 1 :, j + 1 :] -= np.outer(unit_lower[j + 1 :, j], work[j + 1 :, j])
    pivots = np.diag(work).copy()
    return Cholesky(a, _times_roots(unit_lower, pivots), unit_lower, pivots)


def _times_roots(unit_lower: Matrix, pivots: Vector) -> Matrix:
    """Scale the columns by the roots of the pivots, exactly where all are exact numbers."""
    if is_exact(pivots):
        roots = known([_exact_root(pivot) for pivot in pivots])
        if roots is not None:
            return unit_lower * np.array(roots, dtype=object)
    return as_float(unit_lower) * np.sqrt(as_float(pivots))


def _exact_root(square: Scalar) -> Exact | None:
    return None if isinstance(square, float) else square_root(square)


def _require_symmetric(a: Matrix) -> None:
    wrong = asymmetric_entries(a)
    if len(wrong):
        i, j = (int(x) for x in wrong[0])
        one, other = _alike(a[i, j], a[j, i])
        raise InputError(
            "The Cholesky decomposition needs a symmetric matrix; here row "
            f"{i + 1}, column {j + 1} is {one} but row {j + 1}, column {i + 1} "
            f"is {other}.",
            example="[4 2; 2 3]",
        )


def _alike(*values: Scalar) -> list[str]:
    """Return numbers with all their digits: all as decimals if one is, and all can be."""
    texts = [unrounded(value) for value in values]
    if not any("." in text for text in texts):
        return texts
    decimals = [finite_decimal(x) if isinstance(x, Fraction) else None for x in values]
    return [decimal or text for decimal, text in zip(decimals, texts, strict=True)]


def _require_positive(pivot: Scalar, index: int, a: Matrix) -> None:
    """Check one pivot: for floats it must stand out from its own rounding errors."""
    least = 0 if is_exact(a) else len(a) * EPSILON * abs(a[index, index])
    if pivot > least:
        return
    kind = "0" if abs(pivot) <= least else pretty(pivot)
    raise InputError(
        "The Cholesky decomposition needs a positive definite matrix, whose pivots are all "
        f"positive; here pivot {index + 1} is {kind}.",
        example="[4 2; 2 3]",
    )
