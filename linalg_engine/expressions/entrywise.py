"""Operations entry by entry, on arrays of one shape and on arrays stretched to one.

Of two shapes, a number is stretched to any, and a dimension of size 1 to any size, as in NumPy
and MATLAB. A vector counts as a column beside a matrix, and as a row where it does not fit as one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, NoReturn

import numpy as np

from linalg_engine.arrays import Array
from linalg_engine.errors import InputError
from linalg_engine.exact import TooLongError
from linalg_engine.expressions import budget as costs
from linalg_engine.expressions import scalars
from linalg_engine.expressions.budget import Budget, bits_of, in_floats
from linalg_engine.expressions.values import (
    Number,
    Value,
    capital,
    described,
    is_complex,
    one_column_is_a_vector,
    settled,
)
from linalg_engine.matrices import check_size, overflow_in_words

Shape = tuple[int, ...]

ROOT_COST = 20.0
"""Microseconds of one exact power or root of a short number, at most."""

COST_OF_BIT = 0.4
"""What a bit more in the number adds to it."""

FLOAT_COST = 3.0
"""Of one function of one float, with its conversion."""


class Stretched(NamedTuple):
    """Two arrays ready for an operation entry by entry.

    Attributes
    ----------
    a, b
        Of shapes that NumPy's rules stretch to one: of the same dimension, unless both are vectors.
    shape
        That shape.
    """

    a: Array
    b: Array
    shape: Shape


def stretched(a: Value, b: Value) -> Stretched | None:
    """Return two values as arrays that fit each other, None where they do not.

    Parameters
    ----------
    a, b
        Not two numbers.
    """
    left, right = _array(a), _array(b)
    if left.ndim == 1 and right.ndim == 2 and isinstance(a, np.ndarray):
        left = _beside(left, right)
    elif right.ndim == 1 and left.ndim == 2 and isinstance(b, np.ndarray):
        right = _beside(right, left)
    try:
        return Stretched(left, right, np.broadcast_shapes(left.shape, right.shape))
    except ValueError:
        return None


def combined(sign: str, a: Value, b: Value, budget: Budget) -> Value:
    """Return ``a sign b`` entry by entry: of + - * / ^, or a comparison, which gives 0 and 1."""
    if not isinstance(a, np.ndarray) and not isinstance(b, np.ndarray):
        budget.spend(costs.NUMBER_COST)
        return _of_numbers(sign)(a, b)
    fitted = stretched(a, b)
    if fitted is None:
        _refuse_shapes(sign, a, b)
    size = math.prod(fitted.shape)
    if size > max(fitted.a.size, fitted.b.size):
        check_size(np.broadcast_to(0, fitted.shape))
    if sign == "/":
        _refuse_zeros(fitted.b, is_number=not isinstance(b, np.ndarray))
    at_once = _AT_ONCE.get(sign)
    exact = (
        size * _cost(fitted.a)
        if at_once is None
        else costs.entrywise_cost(size, bits_of(fitted.a, fitted.b))
    )
    floating = size * FLOAT_COST if at_once is None else costs.float_entrywise_cost(size)
    x, y = budget.exact_or_float(fitted.a, fitted.b, exact=exact, floating=floating)
    if at_once is not None:
        return one_column_is_a_vector(settled(_together(at_once, x, y)))
    return _one_by_one(_of_numbers(sign), np.broadcast_arrays(x, y), fitted.shape)


def applied(function: Callable[..., Number], budget: Budget, *values: Value, exact: bool) -> Value:
    """Return a function of numbers, of each entry of arrays.

    Parameters
    ----------
    exact
        Whether it can be exact, and may then take longer.
    """
    if not any(isinstance(value, np.ndarray) for value in values):
        budget.spend(costs.NUMBER_COST)
        return function(*values)
    if len(values) == 1:
        arrays = [_array(values[0])]
        shape = arrays[0].shape
    else:
        fitted = stretched(*values)
        if fitted is None:
            _refuse_shapes("with", *values)
        arrays, shape = [fitted.a, fitted.b], fitted.shape
    size = math.prod(shape)
    each = max(map(_cost, arrays)) if exact else FLOAT_COST
    arrays = budget.exact_or_float(*arrays, exact=size * each, floating=size * FLOAT_COST)
    return _one_by_one(function, np.broadcast_arrays(*arrays), shape)


_AT_ONCE: dict[str, Callable[[Any, Any], Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.true_divide,
}
"""Operations that NumPy has for arrays of any kind of number."""

_NAMES = {
    "+": "plus", "-": "minus", "*": "times", "/": "divided by", "^": "to the power of",
    "<": "<", ">": ">", "≤": "<=", "≥": ">=", "=": "==", "≠": "!=", "with": "with",
}  # fmt: skip


def _cost(array: Array) -> float:
    return ROOT_COST + COST_OF_BIT * max(bits_of(array)[:2])


def _of_numbers(sign: str) -> Callable[[Any, Any], Number]:
    arithmetic = {
        "+": scalars.add,
        "-": scalars.subtract,
        "*": scalars.multiply,
        "/": scalars.divide,
        "^": scalars.power,
    }
    if sign in arithmetic:
        return arithmetic[sign]
    return lambda a, b: Fraction(scalars.compare(sign, a, b))


def _array(value: Value) -> Array:
    if isinstance(value, np.ndarray):
        return value
    return np.array([value], dtype=None if isinstance(value, float | complex) else object)


def _beside(vector: Array, matrix: Array) -> Array:
    """Return a vector as the column, or else the row, that fits a matrix."""
    rows, columns = matrix.shape
    fits_as_row = len(vector) == columns and len(vector) != rows and rows != 1
    return vector.reshape(1, -1) if fits_as_row else vector.reshape(-1, 1)


def _together(operation: Callable[[Any, Any], Any], a: Array, b: Array) -> Array:
    with overflow_in_words():
        try:
            return np.asarray(operation(a, b))
        except TooLongError:
            return np.asarray(operation(in_floats(a), in_floats(b)))


def _one_by_one(function: Callable[..., Number], arrays: Any, shape: Shape) -> Array:
    results = [
        function(*(x.item() if isinstance(x, np.generic) else x for x in entries))
        for entries in zip(*(array.flat for array in arrays), strict=True)
    ]
    return one_column_is_a_vector(settled(array_of(results).reshape(shape)))


def array_of(numbers: Sequence[Number]) -> Array:
    """Return numbers as an array of shape (n,): exact where all of them are, else in floats."""
    exact = np.fromiter(numbers, dtype=object, count=len(numbers))
    if any(isinstance(x, float | complex) for x in numbers):
        if any(map(is_complex, numbers)):
            return np.array([complex(x) for x in numbers])
        return in_floats(exact)
    return exact


def _refuse_zeros(b: Array, *, is_number: bool) -> None:
    places = np.argwhere(b == 0)
    if not len(places):
        return
    if is_number:
        raise InputError("This divides by 0, which has no answer.", example="[1, 2] / 3")
    place = ", ".join(str(int(i) + 1) for i in places[0])
    raise InputError(
        f"This divides by 0, which has no answer: entry [{place}] of the divisor is 0.",
        example="[1, 2] ./ [3, 4]",
    )


def _refuse_shapes(sign: str, a: Value, b: Value) -> NoReturn:
    of_vectors = all(isinstance(x, np.ndarray) and x.ndim == 1 for x in (a, b))
    need = "both need the same " + ("number of entries" if of_vectors else "shape")
    stretching = "" if of_vectors else ", or a row or a column of it, which is stretched"
    raise InputError(
        f"{capital(described(a))} {_NAMES[sign]} {described(b)} does not fit: {need}{stretching}.",
        example="[1, 2] + [3, 4]",
    )
