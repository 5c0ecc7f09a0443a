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
from linalg_engine.exact import Scalar, Surd
from linalg_engine.expressions.budget import bits_of
from linalg_engine.matrices import bounded, finite, too_large
from linalg_engine.notation.arithmetic import MAX_BITS

Value = Scalar | NDArray[Any]
"""A number, or an array of shape (n,) or (m, n)."""


def from_variable(value: Any) -> Value:
    """Return a saved value as expressions hold it."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and not value.ndim):
        return from_variable(value.item())
    if isinstance(value, np.ndarray | list | tuple):
        return one_column_is_a_vector(as_array(cast("VectorLike", value)))
    if isinstance(value, Surd):
        return value
    if isinstance(value, float):
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
        return finite(array)
    if max(bits_of(array)[:2]) > MAX_BITS:
        return finite(floats(array))
    return bounded(array)


def floats(value: Value) -> Any:
    """Return the value in floats.

    Raises
    ------
    InputError
        If a number is beyond the range of floats.
    """
    try:
        return value.astype(np.float64) if isinstance(value, np.ndarray) else float(value)
    except OverflowError:
        raise too_large() from None


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
