"""The four fundamental subspaces of a matrix.

Strang, *Introduction to Linear Algebra*, 6th ed., section 3.5 (dimensions of the four
subspaces).
"""

from __future__ import annotations

from linalg_engine.arrays import MatrixLike, Vector, as_matrix
from linalg_engine.elimination.row_reduction import RowReduction, row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.matrices import Matrix, bounded, check_size, identity, join, whole_multiple
from linalg_engine.results import result


@result
class Subspaces:
    """Bases of the four subspaces of an m×n matrix of rank r; an empty one means {0}.

    Attributes
    ----------
    column
        r vectors of shape (m,): the pivot columns of the matrix itself.
    row
        r vectors of shape (n,): the non-zero rows of the reduced form.
    null
        n - r vectors of shape (n,): the special solutions of ``A x = 0``.
    left_null
        m - r vectors of shape (m,) with ``y A = 0``: the combinations of rows that vanish.
    reduction
        Of the matrix.
    """

    column: tuple[Vector, ...]
    row: tuple[Vector, ...]
    null: tuple[Vector, ...]
    left_null: tuple[Vector, ...]
    reduction: RowReduction

    @property
    def matrix(self) -> Matrix:
        """The matrix, shape (m, n)."""
        return self.reduction.matrix

    @property
    def rank(self) -> int:
        """The dimension of the column space and of the row space."""
        return self.reduction.rank

    @property
    def is_exact(self) -> bool:
        """Whether the bases are exact, without any rounding."""
        return self.reduction.is_exact


def subspaces(a: MatrixLike) -> Subspaces:
    """Return bases of the column space, row space, null space and left null space.

    Parameters
    ----------
    a
        Shape (m, n).

    Raises
    ------
    InputError
        If ``a`` is too large or a result overflows.

    Examples
    --------
    >>> spaces = la.subspaces([[1, 2], [2, 4]])
    >>> print(*spaces.column[0], "and", *spaces.null[0])
    1 2 and -2 1
    """
    a = check_size(as_matrix(a))
    m, n = a.shape
    extended = row_reduce(join(a, identity(m, like=a)), augmented=m, record=False)
    a = extended.matrix[:, :n]
    reduction = row_reduce(a)
    rref = bounded(reduction.rref)
    return Subspaces(
        column=tuple(a[:, column].copy() for column in reduction.pivots),
        row=tuple(row.copy() for row in rref[: reduction.rank]),
        null=special_solutions(reduction),
        left_null=tuple(whole_multiple(row) for row in extended.rref[reduction.rank :, n:]),
        reduction=reduction,
    )
