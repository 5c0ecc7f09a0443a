"""Eigenvalues and eigenvectors: ``A v = λ v``.

Rational matrices up to 12×12 have their characteristic polynomial, its factors, all multiplicities,
the rational and quadratic eigenvalues with their eigenvectors exactly, and the others to the last
digit of a float; triangular ones of any size that elimination can afford are exact, with roots
too, and so are others with roots where every eigenvalue is. Others are LAPACK's, and eigenvalues
that differ only by rounding count as one.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import MatrixLike, as_matrix, is_exact
from linalg_engine.decompositions.clusters import clusters, residual_errors
from linalg_engine.decompositions.conventions import (
    asymmetric_entries,
    rounding,
    rounding_units,
    unit_scale,
    without_noise,
)
from linalg_engine.decompositions.eigenspaces import (
    Eigenspace,
    narrowed,
    signed,
    space_of,
    spaces_of,
)
from linalg_engine.decompositions.polynomials import (
    Polynomial,
    characteristic_polynomial,
    factors,
    has_short_polynomial,
)
from linalg_engine.decompositions.with_roots import exact_spaces
from linalg_engine.exact import Exact, has_roots, in_floats_when_too_long
from linalg_engine.matrices import (
    MAX_EXACT_WORK,
    Matrix,
    affordable,
    check_size,
    overflow_in_words,
    require_square,
)
from linalg_engine.results import result

MAX_EXACT_SIZE = 12
"""The largest rational matrix whose characteristic polynomial is computed."""

EIGENSPACE_WORK = 4
"""How many times the cost of elimination on A that on ``A - λ I`` may have: λ adds digits."""


@result
class Eigen:
    """Eigenvalues and eigenvectors of a square matrix.

    Attributes
    ----------
    matrix
        Shape (n, n).
    spaces
        One for each different eigenvalue; the largest real part first, of a complex pair the
        one with the positive imaginary part first.
    characteristic
        Coefficients of ``det(λ I - A)``, n + 1 of them, the highest power first; None where
        they are not computed.
    is_symmetric
        Whether the eigenvectors of different eigenvalues are perpendicular for that reason.
    is_numerical
        Whether floating-point numbers decide which eigenvalues are equal.
    """

    matrix: Matrix
    spaces: tuple[Eigenspace, ...]
    characteristic: Polynomial | None
    is_symmetric: bool
    is_numerical: bool

    @property
    def values(self) -> NDArray[Any]:
        """Shape (n,), each eigenvalue as often as its algebraic multiplicity."""
        return np.array([space.value for space in self.spaces for _ in range(space.algebraic)])

    @property
    def vectors(self) -> NDArray[Any]:
        """Shape (n, k), the eigenvectors as columns of length 1; k < n when defective."""
        return np.hstack([space.vectors for space in self.spaces])

    @property
    def is_defective(self) -> bool:
        """Whether there is no basis of eigenvectors: the matrix cannot be diagonalized."""
        return any(space.is_defective for space in self.spaces)

    @property
    def is_exact(self) -> bool:
        """Whether every eigenvalue is known exactly."""
        return all(space.exact is not None for space in self.spaces)

    @property
    def has_exact_vectors(self) -> bool:
        """Whether every eigenvalue and every eigenvector is known exactly."""
        return self.is_exact and all(is_exact(space.basis[0]) for space in self.spaces)

    @property
    def is_triangular(self) -> bool:
        """Whether the eigenvalues are the entries of the diagonal for that reason."""
        return _is_triangular(self.matrix)

    def reconstruction_error(self) -> float:
        """``‖A V - V Λ‖`` in units of rounding of A, V the matrix of all ``vectors``."""
        a, scale = unit_scale(self.matrix)
        moved = [a @ s.vectors - s.vectors * (s.value / scale) for s in self.spaces]
        padding = np.zeros((len(a), len(a) - sum(part.shape[1] for part in moved)))
        return rounding_units(np.hstack([*moved, padding]), a)


@in_floats_when_too_long
def eigen(a: MatrixLike) -> Eigen:
    """Return the eigenvalues and eigenvectors of a square matrix.

    Strang, *Introduction to Linear Algebra*, 6th ed., chapter 6. Vectors have their largest
    entry positive (the first of those equally large), which makes them unique where the
    eigenspace is a line.

    Parameters
    ----------
    a
        Shape (n, n).

    Raises
    ------
    InputError
        If ``a`` is not square or too large, or the result overflows.

    Examples
    --------
    >>> found = la.eigen([[2, 1], [1, 2]])
    >>> for space in found.spaces:
    ...     print(space.exact, *space.basis[0])
    3 1 1
    1 1 -1
    """
    a = check_size(as_matrix(a))
    require_square(a, "An eigenvalue problem")
    is_symmetric = len(asymmetric_entries(a)) == 0
    characteristic, is_numerical = None, False
    if is_exact(a) and not has_roots(a) and len(a) <= MAX_EXACT_SIZE and has_short_polynomial(a):
        characteristic = characteristic_polynomial(a)
    with overflow_in_words():
        if _is_affordable_triangle(a):
            diagonal: list[Exact] = np.diag(a).tolist()
            spaces = [space_of(a, *counted) for counted in Counter(diagonal).items()]
        elif characteristic is not None:
            spaces = [
                space
                for factor, multiplicity in factors(characteristic)
                for space in spaces_of(a, factor, multiplicity)
            ]
        elif has_roots(a) and (known := exact_spaces(a)) is not None:
            spaces = known
        else:
            spaces = _float_spaces(a, is_symmetric=is_symmetric)
            is_numerical = True
    return Eigen(a, tuple(_in_order(spaces)), characteristic, is_symmetric, is_numerical)


def _is_affordable_triangle(a: Matrix) -> bool:
    """Whether a matrix is exact and triangular, and small enough for all eigenspaces."""
    if not is_exact(a) or not _is_triangular(a):
        return False
    return is_exact(affordable(a, MAX_EXACT_WORK / (EIGENSPACE_WORK * len(a))))


def _is_triangular(a: Matrix) -> bool:
    return not (np.any(np.tril(a, -1) != 0) and np.any(np.triu(a, 1) != 0))


# Floats


def _float_spaces(a: Matrix, *, is_symmetric: bool) -> list[Eigenspace]:
    scaled, scale = unit_scale(a)
    if is_symmetric:
        values, vectors = np.linalg.eigh((scaled + scaled.T) / 2)
    else:
        values, vectors = np.linalg.eig(scaled)
    errors = residual_errors(scaled, vectors)
    spaces: list[Eigenspace] = []
    for members in clusters(scaled, values, vectors):
        mean = complex(np.mean(values[members]))
        value = _without_noise(mean, float(np.max(errors[members])), is_single=len(members) == 1)
        if is_symmetric or len(members) == 1:
            columns = signed(_real_if(without_noise(vectors[:, members]), value))
        else:
            columns = _null_vectors(scaled, value, len(members))
        full = narrowed(value * scale)
        spaces.append(Eigenspace(full, None, len(members), tuple(columns.T), columns))
    return spaces


def _without_noise(value: complex, error: float, *, is_single: bool) -> float | complex:
    """Return an eigenvalue with rounding errors set to 0.

    A single complex eigenvalue differs from its conjugate, so it stays complex.
    """
    real = 0.0 if abs(value.real) <= error else value.real
    if value.imag == 0 or (abs(value.imag) <= error and not is_single):
        return real
    return complex(real, value.imag)


def _null_vectors(
    a: NDArray[np.float64], value: float | complex, multiplicity: int
) -> NDArray[Any]:
    """Return an orthonormal basis of the null space of ``a - value I`` by its SVD.

    The dimension is the number of singular values that count as 0.
    """
    _, s, vh = np.linalg.svd(a - value * np.eye(len(a)))
    zeros = int(np.sum(s <= rounding(a) * np.linalg.norm(a)))
    geometric = min(max(zeros, 1), multiplicity)
    columns = vh[len(a) - geometric :].conj().T[:, ::-1]
    return signed(without_noise(columns))


# Pieces


def _real_if(columns: NDArray[Any], value: float | complex) -> NDArray[Any]:
    return columns if isinstance(value, complex) else np.real(columns)


def _in_order(spaces: list[Eigenspace]) -> list[Eigenspace]:
    """Sort by real part, then imaginary part, descending; ties are not left to rounding."""
    largest = max(abs(space.value) for space in spaces) or 1.0

    def key(space: Eigenspace) -> tuple[float, float, float]:
        ratio = complex(space.value) / largest
        return -round(ratio.real, 9), -ratio.imag, -ratio.real

    return sorted(spaces, key=key)
