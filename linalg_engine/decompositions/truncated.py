"""The nearest matrix of a lower rank: the strongest layers of ``A = U Σ Vᵀ``.

Eckart and Young, *The approximation of one matrix by another of lower rank*, 1936; Mirsky,
*Symmetric gauge functions and unitarily invariant norms*, 1960.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import is_exact
from linalg_engine.decompositions.conventions import rounding
from linalg_engine.decompositions.orthogonal import SVD, svd
from linalg_engine.exact import TooLongError, rounded_root, square_root
from linalg_engine.matrices import Matrix, as_float
from linalg_engine.results import result

if TYPE_CHECKING:
    from typing import SupportsIndex

    from linalg_engine.arrays import MatrixLike
    from linalg_engine.exact import Scalar


@result
class Truncated:
    """The matrix of rank k, or less, that is nearest to another, in both norms.

    Attributes
    ----------
    svd
        Of the matrix, shape (m, n).
    k
        How many layers are kept.
    value
        Shape (m, n): their sum.
    spectral_error
        ``‖A - value‖₂``: the first singular value that is left out; 0 where none is.
    frobenius_error
        The root of the sum of the squares of all entries of ``A - value``.
    is_unique
        Whether no other matrix is as near: σₖ is larger than the next one.
    """

    svd: SVD
    k: int
    value: Matrix
    spectral_error: Scalar
    frobenius_error: Scalar
    is_unique: bool

    @property
    def kept(self) -> float:
        """The share of the sum of squares that is kept, from 0 to 1; 1 of a zero matrix."""
        values = as_float(self.svd.values)
        if not values[0]:
            return 1.0
        squares = (values / values[0]) ** 2
        return float(squares[: self.k].sum() / squares.sum())


def truncated(a: MatrixLike, k: SupportsIndex) -> Truncated:
    """Return the nearest matrix of rank k.

    Parameters
    ----------
    a
        Shape (m, n).
    k
        From 1 to the smaller of m and n.

    Raises
    ------
    InputError
        If ``k`` is out of range, ``a`` too large, or the result overflows.

    Examples
    --------
    >>> found = la.truncated([[3, 0], [4, 5]], 1)
    >>> print(*found.value.flat, "off by", found.spectral_error)
    3/2 3/2 9/2 9/2 off by √5
    """
    found = svd(a)
    count = whole_number(k, "The rank k", 1, len(found.s))
    values = found.values
    is_whole = count >= found.rank
    return Truncated(
        svd=found,
        k=count,
        value=found.matrix.copy() if is_whole else _sum_of_layers(found, count),
        spectral_error=values[count] if count < len(values) else values[0] * 0,
        frobenius_error=values[0] * 0 if is_whole else _left_out(found, count),
        is_unique=is_whole or _is_larger(found, count),
    )


def _sum_of_layers(found: SVD, count: int) -> Matrix:
    layers = found.layers[:count]
    try:
        total = sum(layers[1:], layers[0])
    except TooLongError:
        total = sum(map(as_float, layers[1:]), as_float(layers[0]))
    if is_exact(total):
        return total
    largest = float(np.max(np.abs(total)))
    return np.where(np.abs(total) <= rounding(total) * largest, 0.0, total)


def _left_out(found: SVD, count: int) -> Scalar:
    """Return the root of the sum of the squares of the singular values left out."""
    if found.squares is not None:
        try:
            total = sum(found.squares[count:].tolist(), Fraction(0))
            root = square_root(total)
            return rounded_root(total) if root is None else root
        except TooLongError:
            pass
    rest = as_float(found.values[count:])
    return float(rest[0] * np.linalg.norm(rest / rest[0])) if rest[0] else 0.0


def _is_larger(found: SVD, count: int) -> bool:
    """Whether the last singular value that is kept is larger than the first that is not."""
    if found.squares is not None:
        return bool(found.squares[count - 1] > found.squares[count])
    return bool(found.s[count - 1] - found.s[count] > found.tolerance)
