"""The values of expressions: numbers, vectors and matrices, and their names in sentences.

A matrix of one column is held as a vector, shape (n,), so that ``v''`` is ``v``.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arguments import shown
from linalg_engine.arrays import VectorLike, as_array, is_exact
from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar, Surd, has_roots
from linalg_engine.expressions.budget import bits_of, in_floats
from linalg_engine.matrices import bounded, finite
from linalg_engine.notation.arithmetic import MAX_BITS

Number = Scalar | complex
"""A number; a complex one is a `Surd` where it is exact."""

Value = Number | NDArray[Any]
"""A number, or an array of shape (n,) or (m, n)."""


def is_complex(value: object) -> bool:
    """Whether a number has an imaginary part, or an array has an entry with one.

    Examples
    --------
    >>> is_complex(3 + 4j), is_complex(np.array([1.0, 2.0]))
    (True, False)
    """
    if isinstance(value, np.ndarray):
        array = cast("NDArray[Any]", value)
        if is_exact(array):
            return has_roots(array) and any(map(is_complex, array.flat))
        return array.dtype.kind == "c"
    return isinstance(value, complex) or (isinstance(value, Surd) and not value.is_real)


def shape_of(value: Value) -> tuple[int, ...]:
    """Return (), (n,) or (m, n)."""
    return value.shape if isinstance(value, np.ndarray) else ()


def from_variable(value: Any) -> Value:
    """Return a saved value as expressions hold it."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and not value.ndim):
        return from_variable(value.item())
    if isinstance(value, np.ndarray) and cast("NDArray[Any]", value).dtype.kind == "c":
        return one_column_is_a_vector(settled(cast("NDArray[Any]", value)))
    if isinstance(value, np.ndarray | list | tuple):
        return one_column_is_a_vector(as_array(cast("VectorLike", value)))
    if isinstance(value, Surd):
        return value
    if isinstance(value, float | complex):
        return value
    if isinstance(value, Rational) or (isinstance(value, Decimal) and value.is_finite()):
        return Fraction(value)
    raise InputError(f"A variable is a number, a vector or a matrix, not {shown(value)}.")


def one_column_is_a_vector(array: NDArray[Any]) -> NDArray[Any]:
    """Return an array of shape (n, 1) in shape (n,), for n from 2, any other as it is."""
    if array.ndim == 2 and array.shape[1] == 1 and array.shape[0] > 1:
        return array.reshape(-1)
    return array


def settled(array: NDArray[Any]) -> NDArray[Any]:
    """Return a result with short numbers: in floats where an exact one would be long.

    Raises
    ------
    InputError
        If an entry is beyond the range of floats.
    """
    if not is_exact(array):
        is_real = array.dtype.kind == "c" and not np.imag(array).any()
        return finite(np.real(array) if is_real else array)
    if max(bits_of(array)[:2]) > MAX_BITS:
        return settled(in_floats(array))
    return bounded(array)


def refuse_complex(*values: Value) -> None:
    """Raise an `InputError` where a value is complex and only real ones can be used."""
    if any(map(is_complex, values)):
        raise InputError(
            "This is computed for real numbers only; complex ones have sums, products, powers, "
            "det, inv, abs, arg, conj, real and imag here.",
            example="[1+i, 2; 3, 4-i] * [1, i]",
        )


def described(value: Value) -> str:
    """Return "a number", "a vector of 3" or "a 2×3"."""
    if not isinstance(value, np.ndarray):
        return "a number"
    if value.ndim == 1:
        return f"a vector of {len(value)}"
    rows, columns = value.shape
    article = "an" if rows in (8, 11, 18) or 80 <= rows < 90 else "a"
    return f"{article} {rows}×{columns}"


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def count(number: int, noun: str) -> str:
    """Return "1 row" or "2 rows"."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"
