"""Spans: what the combinations of some vectors reach, and the point of them nearest to another.

Strang, *Introduction to Linear Algebra*, 6th ed., sections 3.4 (independence, basis, dimension),
4.2 (projections) and 4.4 (Gram-Schmidt).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

import numpy as np

from linalg_engine.arrays import Vector, VectorLike, as_vector, is_exact
from linalg_engine.elimination import LeastSquares, least_squares, subspaces
from linalg_engine.elimination.subspaces import Subspaces
from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar, has_roots, in_floats_when_too_long
from linalg_engine.matrices import (
    MAX_EXACT_WORK,
    Matrix,
    as_float,
    check_size,
    exact_work,
    integer_rows,
    multiply,
    overflow_in_words,
    whole_multiple,
)
from linalg_engine.results import result
from linalg_engine.vectors import unit


@result
class Perpendicular:
    """A vector made perpendicular to the directions found before it.

    Attributes
    ----------
    shares
        One for each direction before: ``(v·u) / (u·u)``.
    rest
        Shape (m,), the vector without its shares: ``v - shares[0] u[0] - …``.
    direction
        Shape (m,), the shortest positive multiple of a rational ``rest`` in whole numbers; of
        others the rest itself.
    unit
        Shape (m,), the direction with length 1.
    """

    shares: tuple[Scalar, ...]
    rest: Vector
    direction: Vector
    unit: Vector


@result
class Span:
    """All combinations ``c[0] v[0] + c[1] v[1] + …`` of n vectors with m entries.

    Attributes
    ----------
    spaces
        The subspaces of the matrix whose columns are the vectors.
    perpendicular
        One for each of the independent vectors, by Gram and Schmidt.
    """

    spaces: Subspaces
    perpendicular: tuple[Perpendicular, ...]

    @property
    def matrix(self) -> Matrix:
        """The vectors as columns, shape (m, n)."""
        return self.spaces.matrix

    @property
    def dimension(self) -> int:
        """How many of the vectors are independent."""
        return self.spaces.rank

    @property
    def independent(self) -> tuple[int, ...]:
        """The vectors that do not depend on those before them: a basis."""
        return self.spaces.reduction.pivots

    @property
    def is_independent(self) -> bool:
        """Whether no vector is a combination of the others."""
        return self.dimension == self.matrix.shape[1]

    @property
    def basis(self) -> Matrix:
        """The independent vectors as columns, shape (m, dimension)."""
        return self.matrix[:, list(self.independent)]

    @property
    def relations(self) -> tuple[Vector, ...]:
        """Coefficients, shape (n,), of combinations that are 0: one for each dependent vector.

        They are whole numbers where the vectors are rational; the first that is not 0 is positive.
        """
        return tuple(_from_positive(whole_multiple(v)) for v in self.spaces.null)

    @property
    def equations(self) -> tuple[Vector, ...]:
        """Coefficients, shape (m,), of the equations ``e·x = 0`` of the span, as those before."""
        return tuple(map(_from_positive, self.spaces.left_null))

    @property
    def is_everything(self) -> bool:
        """Whether every vector with m entries is in it."""
        return self.dimension == len(self.matrix)


@result
class SpanProjection:
    """A vector split along a span: ``v = nearest.fitted + nearest.residual``.

    Attributes
    ----------
    span
        Of the vectors.
    vector
        Shape (m,), the vector that is split.
    normal_matrix, normal_rhs
        ``BᵀB`` and ``Bᵀv``, shapes (d, d) and (d,), of the basis B: the normal equations.
    nearest
        Their solution, shape (d,), and what it says: the nearest point, the rest, its length.
    """

    span: Span
    vector: Vector
    normal_matrix: Matrix
    normal_rhs: Vector
    nearest: LeastSquares


def span(vectors: Sequence[VectorLike]) -> Span:
    """Return the span of vectors of the same length.

    Parameters
    ----------
    vectors
        At least one, each of shape (m,).

    Raises
    ------
    InputError
        If there are none, the lengths differ, or there are too many.

    Examples
    --------
    >>> found = la.span([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    >>> found.dimension, [str(c) for c in found.relations[0]]
    (2, ['1', '-2', '1'])
    """
    spaces = subspaces(check_size(_columns(vectors)))
    basis = spaces.matrix[:, list(spaces.reduction.pivots)]
    if not _is_affordable(basis):
        basis = as_float(basis)
    return Span(spaces, _perpendicular(basis))


def project_on_span(v: VectorLike, vectors: Sequence[VectorLike]) -> SpanProjection:
    """Split a vector into the nearest point of a span and the rest, perpendicular to the span.

    Parameters
    ----------
    v
        Shape (m,).
    vectors
        Each of shape (m,); those that depend on the ones before are left out.

    Raises
    ------
    InputError
        If the lengths differ, or all vectors are zero: they span a point.

    Examples
    --------
    >>> split = la.project_on_span([1, 2, 3], [[1, 0, 0], [1, 1, 0]])
    >>> print(*split.nearest.fitted, "and", *split.nearest.residual)
    1 2 0 and 0 0 3
    """
    found, v = span(vectors), as_vector(v)
    m = len(found.matrix)
    if len(v) != m:
        raise InputError(
            f"All vectors must have the same number of entries: the one to project has {len(v)}, "
            f"the others have {m}.",
            example="[1, 2, 3] onto [1, 0, 0], [0, 1, 0]",
        )
    if not found.dimension:
        raise InputError(
            "These vectors are all zero, so they span only the origin. "
            "Give at least one that is not zero.",
            example="[1, 0, 0], [0, 1, 0]",
        )
    basis = found.basis
    return SpanProjection(
        found, v, multiply(basis.T, basis), multiply(basis.T, v), least_squares(basis, v)
    )


def _from_positive(v: Vector) -> Vector:
    """Return a vector or its opposite, so that its first entry that is not 0 is positive."""
    return -v if v[np.flatnonzero(v != 0)[0]] < 0 else v


def _columns(vectors: Sequence[VectorLike]) -> Matrix:
    """Return vectors as the columns of a matrix: exact if all of them are."""
    try:
        given = list(vectors)
    except TypeError:
        raise InputError("A span needs a list of vectors.", example="[[1, 2], [3, 4]]") from None
    found = [as_vector(v) for v in given]
    if not found:
        raise InputError("Give at least one vector.", example="[1, 2], [3, 4]")
    for k, v in enumerate(found[1:], start=2):
        if len(v) != len(found[0]):
            raise InputError(
                f"All vectors must have the same number of entries: vector 1 has "
                f"{len(found[0])}, vector {k} has {len(v)}.",
                example="[1, 2], [3, 4]",
            )
    if not all(map(is_exact, found)):
        found = [as_float(v) for v in found]
    return np.column_stack(found)


def _is_affordable(basis: Matrix) -> bool:
    """Whether Gram and Schmidt's method is cheap enough to be exact.

    Its numbers are minors of the matrix of the vectors' products.
    """
    if not is_exact(basis) or not basis.size:
        return True
    products = multiply(basis.T, basis)
    return is_exact(products) and exact_work(products) <= MAX_EXACT_WORK


@in_floats_when_too_long
def _perpendicular(basis: Matrix) -> tuple[Perpendicular, ...]:
    """Make independent columns perpendicular, one after the other."""
    found: list[Perpendicular] = []
    for column in basis.T:
        rest = column
        shares: list[Scalar] = []
        for u in (each.direction for each in found):
            # Of the rest, not the column: in floats this loses fewer digits.
            with overflow_in_words():
                share: Scalar = cast("Scalar", (rest @ u) / (u @ u))
            shares.append(share)
            rest = rest - share * u
        direction = _in_whole_numbers(rest)
        found.append(Perpendicular(tuple(shares), rest, direction, unit(direction)))
    return tuple(found)


def _in_whole_numbers(v: Vector) -> Vector:
    """Return the shortest positive multiple of a rational vector in whole numbers."""
    if not is_exact(v) or has_roots(v):
        return v
    [whole], [common] = integer_rows(v.reshape(1, -1))
    return v * common / math.gcd(*whole)
