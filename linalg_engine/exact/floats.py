"""From exact numbers to floats."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from fractions import Fraction
from functools import wraps
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from linalg_engine.errors import too_large
from linalg_engine.exact.surds import Exact, approximation, bits
from linalg_engine.exact.terms import TooLongError

LARGEST = Fraction(sys.float_info.max)
"""Larger results are refused, exact ones too, since they could not become floats."""

SURELY_SMALLER = 1000
"""Bits of a radicand and a numerator that no sum of terms takes beyond `LARGEST`."""

ROOT_BITS = 64
"""Relative precision of a square root that becomes a float, which has 53 bits."""

F = TypeVar("F", bound=Callable[..., Any])


def bounded_scalar(value: Exact) -> Exact:
    """Return an exact number in the range of floats, else raise an `InputError`."""
    if is_beyond_floats(value):
        raise too_large()
    return value


def is_beyond_floats(value: Exact) -> bool:
    """Whether an exact number is larger than every float.

    Examples
    --------
    >>> is_beyond_floats(Fraction(10) ** 308), is_beyond_floats(Fraction(10) ** 309)
    (False, True)
    """
    return bits(value)[0] > SURELY_SMALLER and abs(value) > LARGEST


def as_floats(array: NDArray[Any]) -> NDArray[np.float64]:
    """Return an array of real numbers as float64.

    Raises
    ------
    InputError
        If a number is beyond the range of floats.

    Examples
    --------
    >>> as_floats(np.array([la.parse_scalar("1/2"), la.parse_scalar("√2")]))
    array([0.5       , 1.41421356])
    """
    try:
        return array.astype(np.float64)
    except OverflowError:
        raise too_large() from None


def in_floats_when_too_long(function: F) -> F:
    """Make a function of arrays compute in floats where exact numbers get `TooLongError`."""

    @wraps(function)
    def computed(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except TooLongError:
            return function(*map(_in_floats, args), **kwargs)

    return cast("F", computed)


def _in_floats(argument: Any) -> Any:
    """Return an array, or a list of numbers, in floats; anything else as it is."""
    if isinstance(argument, np.ndarray | list | tuple):
        return as_floats(np.asarray(argument, dtype=object))
    return argument


def rounded_root(square: Exact) -> float:
    """Return the square root as a float, also where the square is beyond floats.

    Raises
    ------
    InputError
        If the root is beyond the range of floats.
    """
    square = approximation(square, ROOT_BITS)
    excess = square.denominator.bit_length() - square.numerator.bit_length()
    shift = excess // 2 + ROOT_BITS
    scaled = square * Fraction(4) ** shift
    root = Fraction(math.isqrt(scaled.numerator // scaled.denominator))
    try:
        return float(root / Fraction(2) ** shift)
    except OverflowError:
        raise too_large() from None
