"""The pseudo-inverse of any matrix, from a factorization into independent columns and rows.

Ben-Israel and Greville, *Generalized Inverses*, 2nd ed., section 1.6 (MacDuffee's formula);
Strang, *Introduction to Linear Algebra*, 6th ed., section 4.5.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from linalg_engine.arrays import MatrixLike, as_matrix, is_exact
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.exact import in_floats_when_too_long
from linalg_engine.matrices import (
    EPSILON,
    Matrix,
    affordable,
    as_float,
    bounded,
    check_size,
    finite,
    join,
    multiply,
    overflow_in_words,
)
from linalg_engine.results import result

Independent = Literal["both", "columns", "rows", "neither"]


@result
class PseudoInverse:
    """The Moore-Penrose inverse ``A⁺`` of an m×n matrix of rank r.

    ``A⁺ b`` is the shortest x that brings ``A x`` nearest to ``b``.

    Attributes
    ----------
    matrix
        ``A``, shape (m, n).
    value
        ``A⁺``, shape (n, m).
    columns, rows
        ``C``, shape (m, r), the pivot columns of ``A``, and ``R``, shape (r, n), the non-zero
        rows of its reduced form: ``A = C R``. With r = 0 they have no entries.
    core
        ``Cᵀ A Rᵀ``, shape (r, r), which has an inverse: ``A⁺ = Rᵀ core⁻¹ Cᵀ``. None where the
        value was found in floats, from singular values.
    """

    matrix: Matrix
    value: Matrix
    columns: Matrix
    rows: Matrix
    core: Matrix | None

    @property
    def rank(self) -> int:
        """The rank of the matrix."""
        return self.columns.shape[1]

    @property
    def independent(self) -> Independent:
        """Which are independent: with columns ``A⁺A = I``, with rows ``AA⁺ = I``."""
        m, n = self.matrix.shape
        if self.rank == m == n:
            return "both"
        if self.rank == n:
            return "columns"
        return "rows" if self.rank == m else "neither"

    @property
    def is_exact(self) -> bool:
        """Whether the value is exact, without any rounding."""
        return is_exact(self.value)


@in_floats_when_too_long
def pseudo_inverse(a: MatrixLike) -> PseudoInverse:
    """Return the pseudo-inverse of a matrix, exact where the matrix is.

    Of a matrix with an inverse it is that. For floats the singular value decomposition is used,
    and values up to one rounding error of each row or column count as 0.

    Parameters
    ----------
    a
        Shape (m, n).

    Raises
    ------
    InputError
        If ``a`` is too large, or a result overflows.

    Examples
    --------
    >>> print(*la.pseudo_inverse([[1, 2], [2, 4]]).value.flat)
    1/25 2/25 2/25 4/25
    """
    a = check_size(as_matrix(a))
    reduction = row_reduce(a, record=False)
    columns = reduction.matrix[:, list(reduction.pivots)]
    rows = reduction.rref[: reduction.rank]
    if not reduction.rank:
        return PseudoInverse(a, a.T.copy(), columns, rows, None)
    if reduction.is_exact and is_exact(a):
        core = multiply(multiply(columns.T, a), rows.T)
        system = affordable(join(core, columns.T))
        if is_exact(system):
            middle = row_reduce(system, augmented=len(a), record=False).rref[:, reduction.rank :]
            value = bounded(multiply(rows.T, middle))
            return PseudoInverse(a, value, columns, rows, core if is_exact(value) else None)
    return PseudoInverse(a, _in_floats(as_float(a)), columns, rows, None)


def _in_floats(a: Matrix) -> Matrix:
    scale = float(np.max(np.abs(a)))
    with overflow_in_words():
        return finite(np.linalg.pinv(a / scale, rcond=max(a.shape) * EPSILON) / scale)
