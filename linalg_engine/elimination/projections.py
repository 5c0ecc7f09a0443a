"""Least squares as it is worked by hand: the normal equations, and the projection matrix.

Strang, *Introduction to Linear Algebra*, 6th ed., sections 4.2 (projections) and 4.3 (least
squares).
"""

from __future__ import annotations

import numpy as np

from linalg_engine.arrays import MatrixLike, Vector, VectorLike, as_matrix, is_exact
from linalg_engine.elimination.pseudo_inverses import pseudo_inverse
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.systems import (
    LeastSquares,
    Solution,
    least_squares,
    right_side,
    solve,
)
from linalg_engine.matrices import (
    Matrix,
    as_float,
    check_size,
    multiply,
    overflow_in_words,
)
from linalg_engine.results import result


@result
class NormalEquations:
    """``AᵀA x = Aᵀb``, whose solutions are all x that bring ``A x`` nearest to ``b``.

    Attributes
    ----------
    matrix, rhs
        ``A``, shape (m, n), and ``b``, shape (m,).
    gram
        ``AᵀA``, shape (n, n), symmetric.
    moments
        ``Aᵀb``, shape (n,).
    solution
        All solutions: one where the columns of ``A`` are independent, else many. For floats it
        is less accurate than ``nearest``, because ``AᵀA`` squares the condition of ``A``.
    nearest
        The shortest of them, with ``A x`` and the residual.
    """

    matrix: Matrix
    rhs: Vector
    gram: Matrix
    moments: Vector
    solution: Solution
    nearest: LeastSquares

    @property
    def is_exact(self) -> bool:
        """Whether everything is exact, without any rounding."""
        return self.solution.is_exact and is_exact(self.nearest.x)


def normal_equations(a: MatrixLike, b: VectorLike) -> NormalEquations:
    """Return the normal equations of ``A x = b`` with their solutions.

    Parameters
    ----------
    a
        Shape (m, n).
    b
        Shape (m,).

    Raises
    ------
    InputError
        If ``b`` does not have one number for each row of ``a``, or a result overflows.

    Examples
    --------
    >>> normal = la.normal_equations([[1, 0], [1, 1], [1, 2]], [6, 0, 0])
    >>> print(*normal.gram.flat, "and", *normal.moments)
    3 3 3 5 and 6 0
    >>> print(*normal.solution.particular)
    5 -3
    """
    a = check_size(as_matrix(a))
    b = right_side(a, b)
    gram, moments = multiply(a.T, a), multiply(a.T, b)
    return NormalEquations(a, b, gram, moments, solve(gram, moments), least_squares(a, b))


def projection_matrix(a: MatrixLike) -> Matrix:
    """Return the matrix P, shape (m, m), that projects onto the column space of ``a``.

    ``P b`` is the point of it nearest to ``b``; P is symmetric, and projects nothing twice:
    ``P P = P``. Exact where ``a`` is, and the numbers stay short.

    Parameters
    ----------
    a
        Shape (m, n); its columns may be dependent.

    Raises
    ------
    InputError
        If ``a`` is too large, or a result overflows.

    Examples
    --------
    >>> print(*la.projection_matrix([[1], [1]]).flat)
    1/2 1/2 1/2 1/2
    """
    a = check_size(as_matrix(a))
    reduction = row_reduce(a, record=False)
    if is_exact(a) and reduction.rank:
        columns = reduction.matrix[:, list(reduction.pivots)]
        return multiply(columns, pseudo_inverse(columns).value)
    if not reduction.rank:
        return multiply(a, a.T)
    with overflow_in_words():
        left, values, _ = np.linalg.svd(as_float(a) / float(np.max(np.abs(as_float(a)))))
        kept = left[:, : int(np.sum(values > max(a.shape) * np.finfo(float).eps * values[0]))]
        return kept @ kept.T
