"""``A = U Σ Vᵀ`` of exact matrices whose squared singular values are exact numbers.

They are the eigenvalues of AᵀA. With perpendicular eigenvectors v of it, exact but of any length,
``A v`` are perpendicular too, so one square root for each vector and one for each singular value
are all that U, Σ and Vᵀ have. (Golub and Van Loan, *Matrix Computations*, 4th ed., section 2.4.)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from linalg_engine.arrays import is_exact
from linalg_engine.decompositions.conventions import (
    sign_of,
    unit_scale,
    without_negative_zero,
)
from linalg_engine.decompositions.eigenspaces import spaces_of
from linalg_engine.decompositions.perpendicular import known, lengths, perpendicular
from linalg_engine.decompositions.polynomials import (
    characteristic_polynomial,
    exact_roots,
    factors,
    has_short_polynomial,
)
from linalg_engine.decompositions.with_roots import exact_spaces
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.exact import TooLongError, has_roots, rounded_root, square_root
from linalg_engine.matrices import affordable, as_float, bounded, multiply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linalg_engine.arrays import Vector
    from linalg_engine.decompositions.eigenspaces import Eigenspace
    from linalg_engine.exact import Exact
    from linalg_engine.matrices import Matrix

MAX_SMALLER_SIDE = 12
"""The most rows or columns, whichever are fewer."""


class Factors(NamedTuple):
    """The three factors, and what the singular values are roots of.

    Attributes
    ----------
    u, vt
        Shapes (m, k) and (k, n): both exact, or both floats with all digits right.
    s
        Shape (k,), descending: exact, or floats rounded once.
    squares
        Shape (k,), their squares, exact.
    """

    u: Matrix
    s: Vector
    vt: Matrix
    squares: Vector


class Axis(NamedTuple):
    """A singular value with its vectors, exact and of any length.

    Attributes
    ----------
    square
        The square of the singular value.
    u, v
        Shapes (m,) and (n,): ``A v`` is a positive multiple of u, or 0.
    """

    square: Exact
    u: Vector
    v: Vector


def exact_svd(a: Matrix) -> Factors | None:
    """Return the decomposition of an exact matrix, shape (m, n); k is the smaller of m and n.

    The largest entry of each column of U is positive; where the singular value is 0, that of the
    row of Vᵀ is too.

    Returns
    -------
    factors
        None where the square of a singular value is not known exactly, or all that would take
        too long.

    Raises
    ------
    InputError
        If a singular value is beyond floats.

    Examples
    --------
    >>> print(*exact_svd(la.parse_matrix("3 0; 4 5")).s)
    3√5 √5
    """
    unit = Fraction(unit_scale(a)[1])
    if min(a.shape) > MAX_SMALLER_SIDE or not is_exact(affordable(a)):
        return None
    is_wide = a.shape[0] < a.shape[1]
    try:
        axes = _axes((a.T if is_wide else a) / unit)
        if axes is None:
            return None
        if is_wide:
            axes = [Axis(square, u=v, v=u) for square, u, v in axes]
        return _factors(axes, unit)
    except TooLongError:
        return None


def _axes(a: Matrix) -> list[Axis] | None:
    """Return n axes of a matrix with no more columns than rows, the largest first."""
    gram = multiply(a.T, a)
    spaces = _spaces(gram) if is_exact(gram) else None
    if spaces is None:
        return None
    axes: list[Axis] = []
    for space in spaces:
        if space.exact is None or not is_exact(space.basis[0]):
            return None
        vectors = perpendicular(space.basis)
        images = [a @ v for v in vectors] if space.exact else _left_null(a, len(vectors))
        axes += [Axis(space.exact, u, v) for u, v in zip(images, vectors, strict=True)]
    return sorted(axes, key=lambda axis: axis.square, reverse=True)


def _spaces(gram: Matrix) -> list[Eigenspace] | None:
    """Return the eigenspaces of an exact matrix, None where an eigenvalue is not known exactly."""
    if has_roots(gram):
        return exact_spaces(gram)
    if not has_short_polynomial(gram):
        return None
    parts = factors(characteristic_polynomial(gram))
    if any(exact_roots(factor) is None for factor, _ in parts):
        return None
    return [space for part in parts for space in spaces_of(gram, *part)]


def _left_null(a: Matrix, count: int) -> list[Vector]:
    """Return perpendicular solutions of ``Aᵀ u = 0``."""
    return perpendicular(special_solutions(row_reduce(a.T, record=False))[:count])


def _factors(axes: Sequence[Axis], unit: Fraction) -> Factors:
    """Divide all vectors by their lengths, and put them together."""
    squares = _objects([axis.square * unit**2 for axis in axes])
    values = known([square_root(axis.square) for axis in axes])
    if values is None:
        s: Vector = np.array([rounded_root(square) for square in squares])
    else:
        s = bounded(_objects(values) * unit)
    us, vs = [axis.u for axis in axes], [axis.v for axis in axes]
    u_ratios, v_ratios = _ratios(us), _ratios(vs)
    # Those in null spaces have the right sign already.
    signs = np.array([int(sign_of(row)) for row in u_ratios])
    sizes = None if values is None else lengths((*us, *vs))
    if sizes is None:
        u, v = _of_length_1(u_ratios, signs), _of_length_1(v_ratios, signs)
    else:
        units = [w * (1 / length) for w, length in zip((*us, *vs), sizes, strict=True)]
        u = signs[:, None] * np.array(units[: len(us)])
        v = signs[:, None] * np.array(units[len(us) :])
    return Factors(u.T, s, v, squares)


def _ratios(rows: Sequence[Vector]) -> NDArray[np.float64]:
    """Return exact vectors as rows of floats, each with a largest entry of 1 or -1."""
    largest: list[Any] = [max(np.abs(v)) for v in rows]
    return np.array([as_float(v * (1 / x)) for v, x in zip(rows, largest, strict=True)])


def _of_length_1(rows: NDArray[np.float64], signs: NDArray[np.int_]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=1)
    return without_negative_zero(rows * (signs / lengths)[:, None])


def _objects(numbers: Sequence[Exact]) -> Vector:
    found = np.empty(len(numbers), dtype=object)
    found[:] = numbers
    return found
