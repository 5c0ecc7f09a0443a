"""Matrices: shapes, exactness, limits, and the products that need no elimination.

Matrices are arrays of shape (m, n). When every entry is exact they hold `fractions.Fraction`
and `Surd` (dtype object) and results are exact; otherwise they are float64. Exact work that
would take too long is done in float64 instead, so the dtype of a result always
says how it was computed.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from fractions import Fraction
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import (
    Matrix,
    MatrixLike,
    Vector,
    VectorLike,
    as_array,
    as_matrix,
    is_exact,
    shape_text,
)
from linalg_engine.errors import InputError, too_large
from linalg_engine.exact import (
    Scalar,
    as_floats,
    bounded_scalar,
    degree,
    has_roots,
    in_floats_when_too_long,
)

EPSILON = float(np.finfo(np.float64).eps)
"""One unit of rounding, relative: 2⁻⁵²."""

MAX_SIZE = 100
"""The most rows, and the most columns."""

MAX_EXACT_WORK = 1_500_000
"""Of exact elimination, in multiplications of 256-bit integers; measured, less than 0.2 s."""

ROOT_WORK = 100
"""Of a product of two `Surd`, in the same unit, for each pair of terms."""

WORD_BITS = 256
"""Up to this length Python's integers cost the same to multiply, within a factor of two."""


# Products


@in_floats_when_too_long
def multiply(a: MatrixLike, b: MatrixLike | VectorLike) -> Matrix:
    """Return the matrix product ``a b``.

    Parameters
    ----------
    a
        Shape (m, k).
    b
        Shape (k, n), or (k,) for a column vector.

    Returns
    -------
    ndarray
        Shape (m, n), or (m,) when ``b`` is a vector. Exact when both are.

    Raises
    ------
    InputError
        If the columns of ``a`` do not meet as many rows of ``b``, or the result overflows.

    Examples
    --------
    >>> print(*la.multiply([[1, 2], [3, 4]], [1, 1]))
    3 7
    """
    a, b = as_matrix(a), as_array(b)
    check_size(a, b)
    if a.shape[1] != b.shape[0]:
        verb = "meets" if a.shape[1] == 1 else "meet"
        advice = "the first matrix needs as many columns as the second has rows."
        if a.shape[1] == b.shape[-1] and b.shape[0] == 1:
            advice = "as a column, written with semicolons, the second would fit."
        raise InputError(
            f"A {shape_text(a)} times a {shape_text(b)} does not fit: "
            f"{_count(a.shape[1], 'column')} {verb} {_count(b.shape[0], 'row')}; {advice}",
            example=f"a {shape_text(a)} times a {a.shape[1]}×{b.shape[1] if b.ndim > 1 else 1}",
        )
    if is_exact(a) and is_exact(b):
        product = _exact_product(a, b)
        if product is not None:
            return bounded(product)
    with overflow_in_words():
        return as_float(a) @ as_float(b)


def transpose(a: MatrixLike) -> Matrix:
    """Return the transpose, shape (n, m): rows become columns.

    Examples
    --------
    >>> la.transpose([[1.5, 2.0]])
    array([[1.5],
           [2. ]])
    """
    return check_size(as_matrix(a)).T.copy()


@in_floats_when_too_long
def trace(a: MatrixLike) -> Scalar:
    """Return the sum of the diagonal of a square matrix.

    Raises
    ------
    InputError
        If ``a`` is not square or the sum overflows.

    Examples
    --------
    >>> la.trace([[1, 2], [3, 4]])
    Fraction(5, 1)
    """
    a = check_size(as_matrix(a))
    require_square(a, "The trace")
    if is_exact(a):
        return bounded_scalar(sum(np.diag(a), Fraction(0)))
    try:
        return math.fsum(np.diag(a))
    except OverflowError:
        raise too_large() from None


def identity(n: int, like: Matrix) -> Matrix:
    """Return the n×n identity, exact if ``like`` is."""
    one = np.eye(n)
    return exact_array(one.astype(int).tolist()) if is_exact(like) else one


# Exactness


def exact_array(rows: Iterable[Iterable[Fraction | int]]) -> Matrix:
    """Return rows of numbers as an exact matrix."""
    return fraction_array([[Fraction(x) for x in row] for row in rows])


def fraction_array(rows: list[list[Fraction]]) -> Matrix:
    """Return rows of fractions, at least one, as an exact matrix.

    ``np.array`` asks each entry first whether it is a sequence, which takes ten times as long.
    """
    count = len(rows) * len(rows[0])
    return np.fromiter(chain.from_iterable(rows), object, count).reshape(len(rows), -1)


def as_float(a: Matrix) -> NDArray[np.float64]:
    """Return ``a`` as float64.

    Raises
    ------
    InputError
        If an exact entry is beyond the range of floats.
    """
    return as_floats(a)


def join(a: Matrix, b: Matrix) -> Matrix:
    """Return ``[A | B]``, exact if both are, for matrices with the same number of rows."""
    if is_exact(a) != is_exact(b):
        a, b = as_float(a), as_float(b)
    return np.hstack([a, b])


def integer_rows(a: Matrix) -> tuple[list[list[int]], list[int]]:
    """Clear the denominators of a rational matrix row by row.

    Returns
    -------
    rows, denominators
        ``rows[i][j] / denominators[i] == a[i, j]``.
    """
    rows: list[list[int]] = []
    denominators: list[int] = []
    for row in a.tolist():
        ratios = [x.as_integer_ratio() for x in row]
        common = math.lcm(*[bottom for _, bottom in ratios])
        rows.append([top * (common // bottom) for top, bottom in ratios])
        denominators.append(common)
    return rows, denominators


def whole_multiple(v: Vector) -> Vector:
    """Scale a rational vector to the smallest whole numbers; others are returned as they are.

    The largest entry in absolute value (the first of them) is positive.
    """
    if not is_exact(v) or has_roots(v) or not np.any(v != 0):
        return v.copy()
    [whole], _ = integer_rows(v.reshape(1, -1))
    common = math.gcd(*whole)
    sign = 1 if max(whole, key=abs) > 0 else -1
    return exact_array([[Fraction(sign * x, common) for x in whole]])[0]


def affordable(a: Matrix, limit: float = MAX_EXACT_WORK) -> Matrix:
    """Return ``a`` itself when elimination on it is cheap enough to be exact, else floats."""
    return as_float(a) if is_exact(a) and exact_work(a) > limit else a


def exact_work(a: Matrix) -> float:
    """Bound the cost of elimination on an exact matrix, as `elimination_work` does.

    Of a matrix with roots it is only estimated: the numbers are assumed to stay short.
    """
    if not has_roots(a):
        return elimination_work(integer_rows(a)[0])
    m, n = a.shape
    return ROOT_WORK * degree(a.flat) ** 2 * m * n * min(m, n)


def elimination_work(rows: list[list[int]]) -> float:
    """Bound the cost of exact elimination, in multiplications of short integers.

    In fraction-free elimination every number is a minor of the matrix, so Hadamard's bound on
    the minors bounds the cost before any work is done.
    """
    m, n = len(rows), len(rows[0])
    return m * n * min(m, n) * (1 + minor_bits(rows) / WORD_BITS) ** 1.6


def minor_bits(rows: list[list[int]]) -> int:
    """Bound the bits of every minor of an integer matrix."""
    sizes = sorted([sum(map(abs, row)).bit_length() for row in rows], reverse=True)
    return sum(sizes[: len(rows[0])])


# Checks, and the words for them


def check_size(*matrices: Matrix) -> Matrix:
    """Return the first matrix after checking that none is too large.

    Raises
    ------
    InputError
        If one has more than `MAX_SIZE` rows or columns.
    """
    for a in matrices:
        if max(a.shape) > MAX_SIZE:
            raise InputError(
                f"Matrices go up to {MAX_SIZE}×{MAX_SIZE} here; this one is {shape_text(a)}."
            )
    return matrices[0]


def require_square(a: Matrix, purpose: str) -> None:
    """Raise an `InputError` unless ``a`` is square: "The inverse needs a square matrix; …"."""
    if a.shape[0] != a.shape[1]:
        raise InputError(
            f"{purpose} needs a square matrix; this one is {shape_text(a)}.",
            example="[1 2; 3 4]",
        )


def bounded(a: Matrix) -> Matrix:
    """Return an array whose entries, if exact, are in the range of floats.

    Raises
    ------
    InputError
        If one is larger.
    """
    if is_exact(a):
        for x in a.flat:
            bounded_scalar(x)
    return a


@contextmanager
def overflow_in_words() -> Generator[None]:
    """Turn an overflow of floats inside the block into an `InputError`."""
    try:
        with np.errstate(over="raise", invalid="raise", divide="raise", under="ignore"):
            yield
    except (FloatingPointError, OverflowError):
        raise too_large() from None


def finite(a: Matrix) -> Matrix:
    """Return ``a``, a result of LAPACK, which overflows in silence.

    Raises
    ------
    InputError
        If an entry is infinite or not a number.
    """
    if not np.all(np.isfinite(a)):
        raise too_large()
    return a


def _exact_product(a: Matrix, b: Matrix) -> Matrix | None:
    """Multiply as integers over common denominators; None when that takes too long."""
    if has_roots(a) or has_roots(b):
        return _product_with_roots(a, b)
    left, row_denominators = integer_rows(a)
    right, column_denominators = integer_rows(b.reshape(len(b), -1).T)
    bits = max(abs(x).bit_length() for row in (*left, *right) for x in row)
    if len(left) * len(right) * len(b) * (1 + bits / WORD_BITS) ** 1.6 > MAX_EXACT_WORK:
        return None
    product = exact_array(
        [
            Fraction(sum(map(int.__mul__, row, column)), below * beside)
            for column, beside in zip(right, column_denominators, strict=True)
        ]
        for row, below in zip(left, row_denominators, strict=True)
    )
    return product.reshape(-1) if b.ndim == 1 else product


def _product_with_roots(a: Matrix, b: Matrix) -> Matrix | None:
    terms = degree(chain(a.flat, b.flat))
    if ROOT_WORK * terms**2 * len(a) * b.size > MAX_EXACT_WORK:
        return None
    return a @ b


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
