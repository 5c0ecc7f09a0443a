"""``A = Q Λ Qᵀ`` of symmetric matrices: perpendicular eigenvectors of length 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from linalg_engine.arrays import Matrix, MatrixLike, Vector, is_exact
from linalg_engine.decompositions.conventions import rounding_units
from linalg_engine.decompositions.eigenvalues import eigen
from linalg_engine.decompositions.perpendicular import lengths, perpendicular
from linalg_engine.errors import InputError
from linalg_engine.exact import TooLongError
from linalg_engine.matrices import as_float
from linalg_engine.results import result

if TYPE_CHECKING:
    from linalg_engine.decompositions.eigenvalues import Eigen


@result
class Spectral:
    """``A = Q Λ Qᵀ``.

    Attributes
    ----------
    matrix
        A, shape (n, n), symmetric.
    q
        Shape (n, n), orthonormal columns: exact where all lengths of ``directions`` are exact
        numbers, else floats.
    values
        Shape (n,): the eigenvalues, descending, exact where all are known exactly.
    directions
        The columns of Q before they are made length 1, shape (n,): exact where ``values`` are
        and their entries are short, else those of Q.
    """

    matrix: Matrix
    q: Matrix
    values: Vector
    directions: tuple[Vector, ...]

    @property
    def diagonal(self) -> Matrix:
        """Λ, shape (n, n)."""
        zero = self.values[0] * 0
        return np.where(np.eye(len(self.values), dtype=bool), self.values, zero)

    def reconstruction_error(self) -> float:
        """``‖A - Q Λ Qᵀ‖`` in units of rounding of A."""
        if is_exact(self.q):
            return rounding_units(self.matrix - self.q * self.values @ self.q.T, self.matrix)
        matrix = as_float(self.matrix)
        return rounding_units(matrix - self.q * as_float(self.values) @ self.q.T, matrix)


def spectral(a: MatrixLike) -> Spectral:
    """Return a symmetric matrix as ``Q Λ Qᵀ``.

    Strang, *Introduction to Linear Algebra*, 6th ed., section 6.3 (the spectral theorem).

    Parameters
    ----------
    a
        Shape (n, n).

    Raises
    ------
    InputError
        If ``a`` is not square, not symmetric or too large, or the result overflows.

    Examples
    --------
    >>> found = la.spectral([[2, 1], [1, 2]])
    >>> print(*found.values)
    3 1
    >>> print(*found.q.flat)
    √2/2 √2/2 √2/2 -√2/2
    """
    return spectral_of(eigen(a))


def spectral_of(found: Eigen) -> Spectral:
    """Return ``Q Λ Qᵀ`` of a symmetric matrix whose eigenvectors are known: see `spectral`."""
    if not found.is_symmetric:
        raise InputError(
            "Only a symmetric matrix has perpendicular eigenvectors for a basis: it is its own "
            "transpose.",
            example="[2 1; 1 2]",
        )
    if found.has_exact_vectors:
        try:
            return _exact(found)
        except TooLongError:
            pass
    q = found.vectors
    values = found.values if not found.is_exact else _exact_values(found)
    return Spectral(found.matrix, q, values, tuple(q.T))


def _exact(found: Eigen) -> Spectral:
    directions = [v for space in found.spaces for v in perpendicular(space.basis)]
    sizes = lengths(directions)
    q = found.vectors
    if sizes is not None:
        q = np.array([v * (1 / size) for v, size in zip(directions, sizes, strict=True)]).T
    return Spectral(found.matrix, q, _exact_values(found), tuple(directions))


def _exact_values(found: Eigen) -> Vector:
    values = np.empty(len(found.matrix), dtype=object)
    values[:] = [space.exact for space in found.spaces for _ in range(space.algebraic)]
    return values
