"""What a function with a name is, and what its arguments have to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from linalg_engine.arrays import Array
from linalg_engine.errors import InputError
from linalg_engine.expressions.values import Number, Value, described
from linalg_engine.matrices import MAX_SIZE

ONE, TWO, ONE_OR_TWO = range(1, 2), range(2, 3), range(1, 3)
SQUARE = "[1 2; 3 4]"


@dataclass(frozen=True)
class Function:
    """A function with a name.

    Attributes
    ----------
    usage
        How it is written, with letters: ``cross(a, b)``.
    example
        The same with numbers, as it can be typed.
    arguments
        How many it may have.
    compute
        From the arguments, the budget and the keywords to the value.
    keywords
        Arguments that may be given by name: ``axis``.
    takes_complex
        Whether arguments may be complex.
    """

    usage: str
    example: str
    arguments: range
    compute: Callable[..., Value]
    keywords: tuple[str, ...] = ()
    takes_complex: bool = False


def matrix(value: Value, name: str) -> Array:
    """Return a matrix, a vector as a column."""
    if not isinstance(value, np.ndarray):
        raise InputError(f"{name} needs a matrix, and this is a number.", example=SQUARE)
    return value.reshape(-1, 1) if value.ndim == 1 else value


def vector(value: Value, name: str, example: str) -> Array:
    """Return a vector, a matrix of one row as one."""
    if isinstance(value, np.ndarray) and (value.ndim == 1 or len(value) == 1):
        return value.reshape(-1)
    hint = "; for the size of a number write abs(x)" if name == "norm" else ""
    raise InputError(
        f"{name} needs vectors, and this is {described(value)}{hint}.", example=example
    )


def number(value: Value, name: str) -> Number:
    """Return a number."""
    if isinstance(value, np.ndarray):
        raise InputError(f"{name} needs numbers, and this is {described(value)}.")
    return value


def whole(value: Value, least: int, most: int, problem: str, example: str) -> int:
    """Return a whole number in a range as an int."""
    if isinstance(value, Fraction) and value.denominator == 1 and least <= value <= most:
        return value.numerator
    raise InputError(problem, example=example)


def size(value: Value) -> int:
    """Return a number of rows or columns."""
    return whole(value, 1, MAX_SIZE, f"A size is a whole number from 1 to {MAX_SIZE}.", "I(3)")
