"""Arguments that are no arrays: whole numbers, numbers, words and text, checked in words."""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any, Literal, SupportsIndex, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from linalg_engine.errors import InputError
from linalg_engine.exact import Surd

Metric = Literal["cosine", "dot"]
"""How alike two vectors are: the cosine of their angle, or their dot product."""

LONGEST_SHOWN = 20
"""Characters of an argument that an error repeats; of longer ones it names the kind."""


def whole_number(value: object, name: str, least: float = -math.inf, most: float = math.inf) -> int:
    """Return an argument as an int.

    Parameters
    ----------
    name
        What it is, for the error: "The rank".
    least, most
        The range, both included.

    Raises
    ------
    InputError
        If it is another kind of value, such as 2.0, or out of the range.

    Examples
    --------
    >>> whole_number(np.int64(3), "The rank", 1)
    3
    """
    try:
        number = operator.index(cast("SupportsIndex", value))
    except TypeError:
        number = None
    if number is None or not least <= number <= most:
        limits = f" from {least} to {most}" if most < math.inf else f" of {least} or more"
        if least == -math.inf:
            limits = ""
        raise InputError(f"{name} must be a whole number{limits}, not {shown(value)}.")
    return number


def real_number(value: object, name: str) -> float:
    """Return an argument as a float, which may be infinite or nan.

    Raises
    ------
    InputError
        If it is no real number, or an exact one beyond the range of floats.

    Examples
    --------
    >>> real_number(la.parse_scalar("1/2"), "The weight")
    0.5
    """
    if isinstance(value, Real | Decimal) or (isinstance(value, Surd) and value.is_real):
        try:
            return float(value)
        except OverflowError:
            raise InputError(f"{name} is too large: floats end at about 1.8 × 10³⁰⁸.") from None
    raise InputError(f"{name} must be a number, not {shown(value)}.")


def one_of(value: object, kind: str, allowed: Sequence[str]) -> None:
    """Raise an `InputError` unless an argument is one of the words that are allowed.

    Parameters
    ----------
    kind
        What they are, for the error: "method".
    """
    if not isinstance(value, str) or value not in allowed:
        raise InputError(f"There is no {kind} {shown(value)}: choose one of {', '.join(allowed)}.")


def require_text(value: object) -> None:
    """Raise an `InputError` unless an argument is text."""
    if not isinstance(value, str):
        raise InputError(f"Only text is read here, and this is {shown(value)}.")


def require_names(value: object) -> None:
    """Raise an `InputError` unless an argument is a dictionary whose keys are names."""
    names = cast("Mapping[object, object]", value) if isinstance(value, Mapping) else (None,)
    if not all(isinstance(name, str) for name in names):
        raise InputError("Variables must be a dictionary from names to values.")


def pairs(people: ArrayLike, items: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return people and items as two arrays of shape (pairs,).

    Raises
    ------
    InputError
        If they are no lists, or differ in length.
    """
    try:
        i, j = np.asarray(people), np.asarray(items)
    except ValueError:  # lists in a list, of different length
        raise InputError("People and items must be two lists of whole numbers.") from None
    if i.ndim != 1 or i.shape != j.shape:
        raise InputError(
            "People and items must be two lists of the same length, and have shapes "
            f"{i.shape} and {j.shape}."
        )
    return i, j


def stars(values: ArrayLike) -> NDArray[np.float64]:
    """Return ratings as floats, in the shape in which they are given.

    Raises
    ------
    InputError
        If they are no real numbers.
    """
    try:
        array = np.asarray(values)
        if array.dtype.kind in "fiubO":
            return array.astype(np.float64)
    except (TypeError, ValueError, OverflowError):
        pass
    raise InputError("The ratings must be numbers.")


def shown(value: object) -> str:
    """Return a short argument as an error repeats it, of another its kind: "a dict"."""
    text = f"“{value}”" if isinstance(value, str) else repr(value)
    if isinstance(value, str | Real | None) and len(text) <= LONGEST_SHOWN:
        return text
    kind = type(value).__name__
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
