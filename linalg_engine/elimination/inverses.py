"""Inverse and powers of a square matrix."""

from __future__ import annotations

from typing import SupportsIndex

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import MatrixLike, as_matrix, is_exact
from linalg_engine.elimination.row_reduction import RowReduction, row_reduce
from linalg_engine.errors import InputError
from linalg_engine.exact import bits
from linalg_engine.matrices import (
    Matrix,
    as_float,
    bounded,
    check_size,
    identity,
    join,
    multiply,
    overflow_in_words,
    require_square,
    shape_text,
)
from linalg_engine.results import result

MAX_EXPONENT = 10**9
"""The largest n of a matrix power, either way."""

MAX_EXACT_BITS = 2048
"""Powers with longer numerators or denominators are computed in floats."""

MAX_POWER_WORK = 300_000
"""Powers that take more multiplications of entries are computed in floats."""


@result
class Inverse:
    """The inverse of a matrix with the elimination that found it.

    Attributes
    ----------
    matrix, value
        Shape (n, n); ``value`` times ``matrix`` is the identity.
    reduction
        Of ``[A | I]``, shape (n, 2n), to ``[I | A⁻¹]``.
    """

    matrix: Matrix
    value: Matrix
    reduction: RowReduction

    @property
    def is_exact(self) -> bool:
        """Whether the inverse is exact, without any rounding."""
        return is_exact(self.value)


def inverse(a: MatrixLike) -> Inverse:
    """Return the inverse of a square matrix by reducing ``[A | I]``.

    Strang, *Introduction to Linear Algebra*, 6th ed., section 2.2 (the Gauss-Jordan method).

    Parameters
    ----------
    a
        Shape (n, n).

    Raises
    ------
    InputError
        If ``a`` is not square, has no inverse (for floats: none that survives rounding), or
        the result overflows.

    Examples
    --------
    >>> print(*la.inverse([[1, 2], [3, 4]]).value.flat)
    -2 1 3/2 -1/2
    """
    a = check_size(as_matrix(a))
    require_square(a, "The inverse")
    n = len(a)
    reduction = row_reduce(join(a, identity(n, like=a)), augmented=n)
    if reduction.rank < n:
        numerical = "" if is_exact(reduction.matrix) else ", up to rounding"
        raise InputError(
            f"This matrix has no inverse: its rank is {reduction.rank}{numerical}, and a "
            f"{shape_text(a)} matrix needs rank {n}.",
            example="[1 2; 3 4]",
        )
    value = reduction.rref[:, n:].copy()
    return Inverse(reduction.matrix[:, :n], bounded(value), reduction)


def power(a: MatrixLike, n: SupportsIndex) -> Matrix:
    """Return ``a`` to the power ``n``: by repeated squaring; negative powers of the inverse.

    Parameters
    ----------
    a
        Shape (k, k).
    n
        From ``-MAX_EXPONENT`` to ``MAX_EXPONENT``; 0 gives the identity.

    Returns
    -------
    ndarray
        Shape (k, k), exact while its numbers stay below `MAX_EXACT_BITS` bits, then float64.

    Raises
    ------
    InputError
        If ``a`` is not square, ``n`` too large, the result overflows, or ``n`` is negative
        and ``a`` has no inverse.

    Examples
    --------
    >>> print(*la.power([[1, 1], [1, 0]], 10).flat)
    89 55 55 34
    """
    a, exponent = check_size(as_matrix(a)), whole_number(n, "The exponent of a matrix")
    require_square(a, "A power")
    if abs(exponent) > MAX_EXPONENT:
        raise InputError(
            "The exponent of a matrix goes from −1,000,000,000 to 1,000,000,000.", example="A^5"
        )
    base = inverse(a).value if exponent < 0 else a
    work = len(a) ** 3 * 2 * abs(exponent).bit_length()
    with overflow_in_words():
        if work > MAX_POWER_WORK:
            base = as_float(base)
        return _repeated_squaring(base, abs(exponent))


def _repeated_squaring(a: Matrix, n: int) -> Matrix:
    """Multiply from the highest bit of ``n`` down; begin again in floats if that gets long."""
    result = identity(len(a), like=a)
    for bit in f"{n:b}":
        result = multiply(result, result)
        if bit == "1":
            result = multiply(result, a)
        if is_exact(result) and _longest(result) > MAX_EXACT_BITS:
            return _repeated_squaring(as_float(a), n)
    return result


def _longest(a: Matrix) -> int:
    return max(max(bits(x)) for x in a.flat)
