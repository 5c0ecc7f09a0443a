"""What can be said of a matrix: its sizes, and the kinds of matrices that it belongs to.

Of exact matrices all of it is decided exactly, of floats up to rounding.
(Horn and Johnson, *Matrix Analysis*, 2nd ed., sections 0.9, 5.6 and 7.1.)
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np

from linalg_engine.arrays import as_matrix, is_exact
from linalg_engine.decompositions.conventions import rounding
from linalg_engine.decompositions.orthogonal import SVD, svd
from linalg_engine.decompositions.triangular import MAX_FRACTION_WORK
from linalg_engine.elimination.determinants import determinant
from linalg_engine.errors import InputError
from linalg_engine.exact import in_floats_when_too_long
from linalg_engine.matrices import (
    Matrix,
    affordable,
    as_float,
    check_size,
    identity,
    multiply,
    overflow_in_words,
    trace,
)
from linalg_engine.powers.chains import is_stochastic
from linalg_engine.results import result
from linalg_engine.vectors import norm

if TYPE_CHECKING:
    from linalg_engine.arrays import MatrixLike, Vector
    from linalg_engine.exact import Scalar

Kind = Literal[
    "zero",
    "identity",
    "diagonal",
    "upper triangular",
    "lower triangular",
    "symmetric",
    "skew-symmetric",
    "orthogonal",
    "orthonormal columns",
    "orthonormal rows",
    "permutation",
    "projection",
    "involution",
    "nilpotent",
    "stochastic rows",
    "stochastic columns",
]
"""A kind of matrices."""

Definiteness = Literal[
    "positive definite",
    "positive semidefinite",
    "negative definite",
    "negative semidefinite",
    "indefinite",
    "zero",
]


@result
class Inertia:
    """How many eigenvalues of a symmetric matrix are positive, negative and 0."""

    positive: int
    negative: int
    zero: int

    @property
    def definiteness(self) -> Definiteness:
        """Which signs the quadratic form ``x A x`` takes."""
        if self.positive and self.negative:
            return "indefinite"
        if self.positive:
            return "positive semidefinite" if self.zero else "positive definite"
        if self.negative:
            return "negative semidefinite" if self.zero else "negative definite"
        return "zero"


@result
class Properties:
    """What can be said of a matrix.

    Attributes
    ----------
    matrix
        Shape (m, n).
    svd
        Its singular values, which give the rank, the spectral norm and the condition number.
    trace
        None unless it is square.
    determinant
        None unless it is square, or where it is beyond floats.
    frobenius
        The root of the sum of all squares.
    one, infinity
        The largest sum of the sizes in a column, and in a row.
    kinds
        The kinds that it belongs to, but neither triangle where it is diagonal.
    nilpotency
        The least k with ``A^k = 0``; None where there is none.
    inertia
        None unless it is symmetric.
    is_numerical
        Whether floating-point numbers decide.
    """

    matrix: Matrix
    svd: SVD
    trace: Scalar | None
    determinant: Scalar | None
    frobenius: Scalar
    one: Scalar
    infinity: Scalar
    kinds: tuple[Kind, ...]
    nilpotency: int | None
    inertia: Inertia | None
    is_numerical: bool

    @property
    def is_square(self) -> bool:
        """Whether there are as many rows as columns."""
        return self.matrix.shape[0] == self.matrix.shape[1]

    @property
    def rank(self) -> int:
        """How many columns are independent."""
        return self.svd.rank

    @property
    def spectral(self) -> Scalar:
        """The largest singular value: how far a vector of length 1 gets at most."""
        return Fraction(1) if self._keeps_lengths else self.svd.values[0]

    @property
    def condition(self) -> Scalar:
        """By how much relative errors can grow: the ratio of the ends of the singular values."""
        return Fraction(1) if self._keeps_lengths else self.svd.condition

    @property
    def _keeps_lengths(self) -> bool:
        """Whether all singular values are 1, which is known of matrices with roots as well."""
        kinds = {"orthogonal", "orthonormal columns", "orthonormal rows"}
        return is_exact(self.matrix) and not kinds.isdisjoint(self.kinds)


@in_floats_when_too_long
def properties(a: MatrixLike) -> Properties:
    """Return what can be said of a matrix.

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
    >>> found = la.properties([[2, 1], [1, 2]])
    >>> found.kinds, found.inertia.definiteness
    (('symmetric',), 'positive definite')
    >>> print(found.determinant, found.frobenius, found.one)
    3 √10 3
    """
    a = check_size(as_matrix(a))
    is_square = a.shape[0] == a.shape[1]
    nilpotency = _nilpotency(a) if is_square else None
    kinds = _kinds(a, nilpotency)
    with overflow_in_words():
        column_sums, row_sums = np.abs(a).sum(axis=0), np.abs(a).sum(axis=1)
    return Properties(
        matrix=a,
        svd=svd(a),
        trace=trace(a) if is_square else None,
        determinant=_determinant(a) if is_square else None,
        frobenius=norm(a.ravel()).value,
        one=max(column_sums),
        infinity=max(row_sums),
        kinds=kinds,
        nilpotency=nilpotency,
        inertia=inertia(a) if "symmetric" in kinds else None,
        is_numerical=not is_exact(affordable(a, MAX_FRACTION_WORK)),
    )


def _determinant(a: Matrix) -> Scalar | None:
    with suppress(InputError):
        return determinant(a).value
    return None


def inertia(a: Matrix) -> Inertia:
    """Count the signs of the eigenvalues of a symmetric matrix, shape (n, n).

    They are those of the pivots when rows and columns are eliminated together (Sylvester's law).
    """
    a = affordable(a, MAX_FRACTION_WORK)
    pivots = _pivots(a) if is_exact(a) else _eigenvalues(a)
    positive, negative = int(np.sum(pivots > 0)), int(np.sum(pivots < 0))
    return Inertia(positive, negative, len(a) - positive - negative)


def _pivots(a: Matrix) -> Vector:
    """Return a diagonal matrix ``M A Mᵀ`` with M invertible, as a vector."""
    work = a.copy()
    pivots: list[Scalar] = []
    while len(work):
        place = next((i for i in range(len(work)) if work[i, i] != 0), None)
        if place is None:
            entries = np.argwhere(work != 0)
            if not len(entries):
                break
            # Adding a row and column to others makes an entry of the diagonal that is not 0.
            place, other = (int(i) for i in entries[0])
            work[place] = work[place] + work[other]
            work[:, place] = work[:, place] + work[:, other]
        pivot, column = work[place, place], np.delete(work[:, place], place)
        work = np.delete(np.delete(work, place, axis=0), place, axis=1)
        work = work - np.outer(column, column / pivot)
        pivots.append(pivot)
    padding: list[Scalar] = [Fraction(0)] * (len(a) - len(pivots))
    return np.array([*pivots, *padding], dtype=object)


def _eigenvalues(a: Matrix) -> Vector:
    """Return the eigenvalues of a symmetric float matrix, rounding errors set to 0."""
    largest = float(np.max(np.abs(a))) or 1.0
    values = np.linalg.eigvalsh((a / largest + a.T / largest) / 2)
    return np.where(np.abs(values) <= rounding(a) * np.abs(values).max(), 0.0, values)


def _nilpotency(a: Matrix) -> int | None:
    """Return the least k with ``A^k = 0``; of floats only where their places say so."""
    if not is_exact(affordable(a, MAX_FRACTION_WORK)):
        return _nilpotency_of_places(a)
    power: Matrix | None = a
    for k in range(1, len(a) + 1):
        # Neither the trace of A nor that of a power can be another number.
        if power is None or trace(power) != 0:
            return None
        if not power.any():
            return k
        power = _product(power, a)
    return None


def _nilpotency_of_places(a: Matrix) -> int | None:
    """Return the same for all matrices that are 0 where this one is."""
    places = (a != 0).astype(float)
    power = places
    for k in range(1, len(a) + 1):
        if not power.any():
            return k
        power = power @ places
    return None


def _kinds(a: Matrix, nilpotency: int | None) -> tuple[Kind, ...]:
    m, n = a.shape
    if m != n:
        named: dict[Kind, bool] = {
            "zero": not a.any(),
            "orthonormal columns": m > n and _is_identity(_product(a.T, a)),
            "orthonormal rows": m < n and _is_identity(_product(a, a.T)),
        }
        return _that_hold(named)
    square = _product(a, a)
    is_diagonal = not (a != np.diag(np.diag(a))).any()
    is_orthogonal = _is_identity(_product(a.T, a))
    named = {
        "zero": not a.any(),
        "identity": _is_identity(a),
        "diagonal": is_diagonal,
        "upper triangular": not is_diagonal and not np.tril(a, -1).any(),
        "lower triangular": not is_diagonal and not np.triu(a, 1).any(),
        "symmetric": _is_same(a, a.T),
        "skew-symmetric": _is_same(a, -a.T) and bool(a.any()),
        "orthogonal": is_orthogonal,
        "permutation": is_orthogonal and bool(np.isin(a, (0, 1)).all()),
        "projection": _is_same(square, a),
        "involution": _is_identity(square),
        "nilpotent": nilpotency is not None,
        "stochastic rows": is_stochastic(a),
        "stochastic columns": is_stochastic(a.T),
    }
    return _that_hold(named)


def _product(a: Matrix, b: Matrix) -> Matrix | None:
    """Multiply; None where a number of the product is beyond floats, so larger than any of A."""
    with suppress(InputError):
        return multiply(a, b)
    return None


def _that_hold(named: dict[Kind, bool]) -> tuple[Kind, ...]:
    return tuple(name for name, holds in named.items() if holds)


def _is_identity(a: Matrix | None) -> bool:
    return a is not None and _is_same(a, identity(len(a), like=a))


def _is_same(a: Matrix | None, b: Matrix) -> bool:
    """Whether two matrices are equal: exactly, or within the rounding of floats."""
    if a is None:
        return False
    if is_exact(a) and is_exact(b):
        return not (a != b).any()
    a, b = as_float(a), as_float(b)
    size = max(float(np.max(np.abs(a))), float(np.max(np.abs(b))))
    with np.errstate(over="ignore"):
        return bool((np.abs(a - b) <= rounding(a) * size).all())
