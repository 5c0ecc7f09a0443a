"""A linear map in the coordinates of another basis: ``B = P⁻¹ A P``.

Strang, *Introduction to Linear Algebra*, 6th ed., section 8.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linalg_engine.arrays import as_matrix, is_exact
from linalg_engine.elimination.inverses import inverse
from linalg_engine.elimination.row_reduction import rank
from linalg_engine.errors import InputError
from linalg_engine.matrices import Matrix, check_size, multiply, require_square, shape_text
from linalg_engine.results import result

if TYPE_CHECKING:
    from linalg_engine.arrays import MatrixLike


@result
class ChangedBasis:
    """A map in two bases.

    Attributes
    ----------
    matrix
        A, shape (n, n): the map in the usual basis.
    basis
        P, shape (n, n): the vectors of the other basis as columns.
    back
        P⁻¹, which turns usual coordinates into those of the basis.
    value
        B, shape (n, n): the map in the other basis.
    """

    matrix: Matrix
    basis: Matrix
    back: Matrix
    value: Matrix

    @property
    def is_exact(self) -> bool:
        """Whether B is exact, without any rounding."""
        return is_exact(self.value)


def change_of_basis(a: MatrixLike, p: MatrixLike) -> ChangedBasis:
    """Return what a map is in the coordinates of another basis.

    Parameters
    ----------
    a
        Shape (n, n).
    p
        Shape (n, n), the new basis as columns.

    Raises
    ------
    InputError
        If ``a`` is not square, ``p`` has another shape or dependent columns, or the result
        overflows.

    Examples
    --------
    >>> print(*la.change_of_basis([[2, 1], [1, 2]], [[1, 1], [1, -1]]).value.flat)
    3 0 0 1
    """
    a, p = check_size(as_matrix(a)), check_size(as_matrix(p))
    require_square(a, "A change of basis")
    if p.shape != a.shape:
        raise InputError(
            f"A is {shape_text(a)}, so a basis has {len(a)} vectors with {len(a)} entries, the "
            f"columns of a {shape_text(a)} matrix; P is {shape_text(p)}."
        )
    found = rank(p)
    if found < len(p):
        raise InputError(
            f"The columns of P are dependent (rank {found}), so they are no basis.",
            example="[1 1; 1 -1]",
        )
    back = inverse(p).value
    return ChangedBasis(a, p, back, multiply(back, multiply(a, p)))
