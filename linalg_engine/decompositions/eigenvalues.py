"""Eigenvalues and eigenvectors: ``A v = λ v``.

Rational matrices up to 6×6 have their characteristic polynomial, all multiplicities, the
rational eigenvalues with whole-number eigenvectors, and quadratic irrationals exactly; so have
triangular ones of any size that elimination can afford, with roots too. Others are LAPACK's,
and eigenvalues that differ only by rounding count as one.
"""

from __future__ import annotations

import cmath
from collections import Counter
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import MatrixLike, Vector, as_matrix, is_exact
from linalg_engine.decompositions.clusters import clusters, residual_errors
from linalg_engine.decompositions.conventions import (
    asymmetric_entries,
    rounding,
    rounding_units,
    sign_of,
    unit_scale,
    without_negative_zero,
    without_noise,
)
from linalg_engine.decompositions.polynomials import (
    Polynomial,
    Root,
    characteristic_polynomial,
    common_denominator,
    roots,
    square_free_parts,
)
from linalg_engine.elimination.row_reduction import rank, row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.exact import Exact, Surd, has_roots, in_floats_when_too_long
from linalg_engine.matrices import (
    MAX_EXACT_WORK,
    Matrix,
    affordable,
    check_size,
    identity,
    overflow_in_words,
    require_square,
    too_large,
    whole_multiple,
)
from linalg_engine.results import result

MAX_EXACT_SIZE = 6
"""The largest rational matrix whose characteristic polynomial is computed."""

MAX_POLYNOMIAL_BITS = 600
"""Roots of polynomials with longer coefficients are not computed exactly."""

EIGENSPACE_WORK = 4
"""How many times the cost of elimination on A that on ``A - λ I`` may have: λ adds digits."""


@result
class Eigenspace:
    """One eigenvalue with its eigenvectors.

    Attributes
    ----------
    value
        The eigenvalue: a float where it is real, otherwise complex.
    exact
        The same exactly, or None where that is not known.
    algebraic
        How often the eigenvalue is a root of the characteristic polynomial.
    basis
        Independent eigenvectors, shape (n,). For a rational eigenvalue of a rational matrix
        the smallest whole numbers with the largest positive; for a triangular matrix with roots
        special solutions of ``(A - λ I) v = 0``; else of length 1, the largest entry positive.
    vectors
        Shape (n, geometric): an orthonormal basis of the same space.
    """

    value: float | complex
    exact: Exact | None
    algebraic: int
    basis: tuple[Vector, ...]
    vectors: NDArray[Any]

    @property
    def geometric(self) -> int:
        """The dimension of the eigenspace, from 1 to ``algebraic``."""
        return len(self.basis)

    @property
    def is_defective(self) -> bool:
        """Whether there are fewer independent eigenvectors than the multiplicity asks for."""
        return self.geometric < self.algebraic


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
    characteristic = None
    if is_exact(a) and not has_roots(a) and len(a) <= MAX_EXACT_SIZE:
        characteristic = characteristic_polynomial(a)
    is_numerical = False
    with overflow_in_words():
        if _is_affordable_triangle(a):
            diagonal: list[Exact] = np.diag(a).tolist()
            spaces = [_exact_space(a, *counted) for counted in Counter(diagonal).items()]
        elif characteristic is not None and _is_short(characteristic):
            spaces = _exact_spaces(a, characteristic, is_symmetric=is_symmetric)
        else:
            spaces = _float_spaces(a, is_symmetric=is_symmetric)
            is_numerical = True
    return Eigen(a, tuple(_in_order(spaces)), characteristic, is_symmetric, is_numerical)


def _is_affordable_triangle(a: Matrix) -> bool:
    """Whether a matrix is exact and triangular, and small enough for all eigenspaces."""
    if not is_exact(a) or (np.any(np.tril(a, -1) != 0) and np.any(np.triu(a, 1) != 0)):
        return False
    return is_exact(affordable(a, MAX_EXACT_WORK / (EIGENSPACE_WORK * len(a))))


def _is_short(p: Polynomial) -> bool:
    return all(max(abs(c.numerator), c.denominator).bit_length() <= MAX_POLYNOMIAL_BITS for c in p)


# Exact matrices


def _exact_spaces(a: Matrix, p: Polynomial, *, is_symmetric: bool) -> list[Eigenspace]:
    spaces: list[Eigenspace] = []
    for part, multiplicity in square_free_parts(p):
        found = roots(part, common_denominator(a), are_real=is_symmetric)
        irrational = [root for root in found if not isinstance(root, Fraction)]
        geometric = _geometric(a, part, found, multiplicity) if irrational else 0
        for root in found:
            if isinstance(root, Fraction):
                spaces.append(_exact_space(a, root, multiplicity))
            else:
                spaces.append(_irrational_space(a, root, multiplicity, geometric))
    return spaces


def _exact_space(a: Matrix, value: Exact, multiplicity: int) -> Eigenspace:
    shifted = a - value * identity(len(a), like=a)
    solutions = special_solutions(row_reduce(shifted, record=False))
    basis = tuple(whole_multiple(v) for v in solutions)
    directions = np.column_stack([(v / max(abs(v))).astype(np.float64) for v in basis])
    vectors = _signed(np.linalg.qr(directions)[0])
    return Eigenspace(float(value), value, multiplicity, basis, vectors)


def _irrational_space(
    a: Matrix, root: Surd | float | complex, multiplicity: int, geometric: int
) -> Eigenspace:
    exact = root if isinstance(root, Surd) else None
    value = _narrowed(complex(root))
    scaled, scale = unit_scale(a)
    columns = _null_vectors(scaled, value / scale, multiplicity, geometric)
    return Eigenspace(value, exact, multiplicity, tuple(columns.T), columns)


def _geometric(a: Matrix, part: Polynomial, found: list[Root], multiplicity: int) -> int:
    """Return the geometric multiplicity of each irrational root of a square-free part.

    The roots of an irreducible factor share it. Up to 6×6 the factor f left by the rational
    roots is irreducible wherever the multiplicity is 2 or more, since its degree is then at
    most 3; the nullity of f(A) is the sum over its roots.
    """
    if multiplicity == 1:
        return 1
    factor = np.array(part, dtype=object)
    for root in found:
        if isinstance(root, Fraction):
            factor = np.polydiv(factor, np.array([Fraction(1), -root], dtype=object))[0]
    value = a * 0
    for coefficient in factor:
        value = value @ a + coefficient * identity(len(a), like=a)
    return (len(a) - rank(value)) // (len(factor) - 1)


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
            columns = _signed(_real_if(without_noise(vectors[:, members]), value))
        else:
            columns = _null_vectors(scaled, value, len(members), None)
        full = _narrowed(_finite(value * scale))
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
    a: NDArray[np.float64], value: float | complex, multiplicity: int, geometric: int | None
) -> NDArray[Any]:
    """Return an orthonormal basis of the null space of ``a - value I`` by its SVD.

    Without ``geometric`` the dimension is the number of singular values that count as 0.
    """
    _, s, vh = np.linalg.svd(a - value * np.eye(len(a)))
    if geometric is None:
        zeros = int(np.sum(s <= rounding(a) * np.linalg.norm(a)))
        geometric = min(max(zeros, 1), multiplicity)
    columns = vh[len(a) - geometric :].conj().T[:, ::-1]
    return _signed(without_noise(columns))


# Pieces


def _signed(columns: NDArray[Any]) -> NDArray[Any]:
    return without_negative_zero(columns * np.array([sign_of(column) for column in columns.T]))


def _narrowed(value: float | complex) -> float | complex:
    """Return a float when the imaginary part is 0."""
    value = complex(value)
    return value.real if value.imag == 0 else value


def _real_if(columns: NDArray[Any], value: float | complex) -> NDArray[Any]:
    return columns if isinstance(value, complex) else np.real(columns)


def _finite(value: complex) -> complex:
    if not cmath.isfinite(value):
        raise too_large()
    return complex(value)


def _in_order(spaces: list[Eigenspace]) -> list[Eigenspace]:
    """Sort by real part, then imaginary part, descending; ties are not left to rounding."""
    largest = max(abs(space.value) for space in spaces) or 1.0

    def key(space: Eigenspace) -> tuple[float, float, float]:
        ratio = complex(space.value) / largest
        return -round(ratio.real, 9), -ratio.imag, -ratio.real

    return sorted(spaces, key=key)
