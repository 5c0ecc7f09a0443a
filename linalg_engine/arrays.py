"""The one boundary: lists, tuples and arrays of numbers become vectors, matrices and tables.

Integers, booleans (0 and 1, as in NumPy), fractions, `decimal.Decimal` and roots are exact: an
array of them holds `fractions.Fraction` and `Surd` (dtype object). One float among them makes the
whole array float64. Arrays that have one of these two forms are returned as they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Rational, Real
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from linalg_engine.errors import InputError, too_large
from linalg_engine.exact import Surd

Array = NDArray[Any]
"""Any shape and dtype."""

Vector = NDArray[Any]
"""Shape (n,): `Fraction` and `Surd` entries (dtype object), or float64."""

Matrix = NDArray[Any]
"""Shape (m, n): `Fraction` and `Surd` entries (dtype object), or float64."""

Floats = NDArray[np.float64]

Floats32 = NDArray[np.float32]

Indices = NDArray[np.intp]

Number = int | float | Fraction | Surd | Decimal | np.integer[Any] | np.floating[Any] | np.bool_

VectorLike = NDArray[Any] | Sequence[Number]
"""What `as_vector` takes."""

MatrixLike = NDArray[Any] | Sequence[Sequence[Number] | NDArray[Any]]
"""What `as_matrix` takes."""

TableLike = NDArray[Any] | Sequence[Sequence[Number | None] | NDArray[Any]]
"""What `as_table` takes."""

FEW = 32
"""Up to this many floats a Python loop is faster than NumPy."""

_FLOAT, _OBJECT = "d", "O"  # quicker to compare than dtypes

_EXACT: frozenset[type] = frozenset({Fraction, Surd})
"""The types of exact entries."""

MAX_ENTRIES = 1_000_000
"""Numbers that are converted at once; arrays of the right form may be larger."""


def as_vector(values: VectorLike) -> Vector:
    """Return a vector, shape (n,), n ≥ 1, of finite numbers.

    Parameters
    ----------
    values
        Numbers in a list, a tuple or an array; a single row or column, shape (1, n) or (n, 1),
        is a vector too.

    Raises
    ------
    InputError
        If there are no numbers, the shape is another, or an entry is not a finite real number.

    Examples
    --------
    >>> la.as_vector([1, Fraction(1, 2)])
    array([Fraction(1, 1), Fraction(1, 2)], dtype=object)
    >>> la.as_vector((1, 2.5))
    array([1. , 2.5])
    """
    array = _array(values)
    if array.ndim == 2 and 1 in array.shape:
        return array.reshape(-1)
    if array.ndim != 1:
        raise InputError(
            f"A vector is one list of numbers; this has {array.ndim} dimensions "
            f"({shape_text(array)}).",
            example="[1, 2, 3]",
        )
    return array


def as_matrix(values: MatrixLike) -> Matrix:
    """Return a matrix, shape (m, n), m, n ≥ 1, of finite numbers.

    Parameters
    ----------
    values
        Rows of numbers in lists, tuples or an array.

    Raises
    ------
    InputError
        If there are no numbers, rows differ in length, or an entry is not a finite real number.

    Examples
    --------
    >>> la.as_matrix([[1, 2], [3, 4]]).tolist()
    [[Fraction(1, 1), Fraction(2, 1)], [Fraction(3, 1), Fraction(4, 1)]]
    """
    return _two_dimensional(_array(values))


def as_array(values: VectorLike | MatrixLike) -> Array:
    """Return a vector or a matrix, with as many dimensions as are given: 1 or 2."""
    array = _array(values)
    if array.ndim > 2:
        raise InputError(f"A vector has 1 dimension, a matrix 2; this has {array.ndim}.")
    return array


def as_table(values: TableLike) -> Floats:
    """Return a table of floats, shape (m, n), m, n ≥ 1, in which nan or None is a blank.

    Raises
    ------
    InputError
        If there are no cells, rows differ in length, or a cell holds something else.

    Examples
    --------
    >>> la.as_table([[5, None], [1, 4]])
    array([[ 5., nan],
           [ 1.,  4.]])
    """
    if type(values) is np.ndarray and values.dtype == np.float64:
        array = values
    else:
        array = _table_of(values)
    if not array.size:
        raise _nothing()
    return _two_dimensional(array)


def is_exact(a: Array) -> bool:
    """Whether the entries are exact numbers rather than floats."""
    return a.dtype == object


def shape_text(a: Array) -> str:
    """Return "2×3"; a vector of shape (n,) counts as a column."""
    return "×".join(map(str, a.shape if a.ndim > 1 else (len(a), 1)))


# Conversion


def _array(values: Any) -> Array:
    if type(values) is np.ndarray and _has_form(values):
        return values
    array = _converted(values)
    if array.dtype == np.float64 and not np.isfinite(array).all():
        place = np.argwhere(~np.isfinite(array))[0]
        raise InputError(f"Every entry must be a finite number; {_name(place)} is not.")
    return array


def _has_form(array: Array) -> bool:
    """Whether an array holds finite floats or Fractions, and is a vector or a matrix."""
    if not array.size or array.ndim not in (1, 2):
        return False
    if array.dtype.char == _FLOAT:
        if array.size <= FEW:
            return all(map(math.isfinite, array.ravel().tolist()))
        return bool(np.isfinite(array).all())
    return array.dtype.char == _OBJECT and _EXACT.issuperset(map(type, array.ravel().tolist()))


def _converted(values: Any) -> Array:
    array = _as_objects(values)
    if not array.size:
        raise _nothing()
    if not array.ndim:
        raise _no_list(array.item())
    if array.size > MAX_ENTRIES:
        raise InputError(f"At most {MAX_ENTRIES:,} numbers can be used at once.")
    if array.dtype.kind == "f":
        return array.astype(np.float64)
    entries = [_number(entry, array, i) for i, entry in enumerate(array.flat)]
    if _EXACT.issuperset(map(type, entries)):
        return np.fromiter(entries, dtype=object).reshape(array.shape)
    try:
        return np.array([float(entry) for entry in entries]).reshape(array.shape)
    except OverflowError:
        raise too_large() from None


def _as_objects(values: Any) -> Array:
    """Return floats as an array of floats, everything else as an array of Python objects.

    NumPy by itself would make floats of 2⁶³ and -1, and text of 1 and "a".
    """
    if hasattr(values, "__array__"):
        array = _unmasked(values)
        return array if array.dtype.kind == "f" else array.astype(object)
    try:
        return np.array(values, dtype=object)
    except ValueError:
        raise _ragged() from None


def _table_of(values: Any) -> Floats:
    try:
        array = _unmasked(values)
    except ValueError:
        raise _ragged() from None
    is_text = array.dtype == object and any(isinstance(x, str | bytes) for x in array.flat)
    try:
        if not is_text and array.dtype.kind in "fiubO":
            return array.astype(np.float64)
    except OverflowError:
        raise too_large() from None
    except (TypeError, ValueError):
        pass
    raise InputError("A table holds real numbers and blanks; there is something else in this one.")


def _unmasked(values: Any) -> Array:
    """Return a plain array, in which masked entries are blanks."""
    array = np.asarray(values)
    if isinstance(values, np.ma.MaskedArray):
        array = array.astype(object)
        array[np.ma.getmaskarray(cast("Array", values))] = None
    return array


def _number(entry: Any, array: Array, index: int) -> Fraction | float:
    """Return one entry as a Fraction where it is exact, else as a float."""
    if type(entry) in _EXACT:
        return entry
    if isinstance(entry, np.generic):
        entry = cast("Any", entry.item())
    if isinstance(entry, Rational):  # integers too
        return Fraction(int(entry.numerator), int(entry.denominator))
    if isinstance(entry, Decimal) and entry.is_finite():
        return Fraction(entry)
    if isinstance(entry, Real | Decimal):
        return float(entry)
    if isinstance(entry, list | tuple | np.ndarray):
        raise _ragged()
    place = _name(np.unravel_index(index, array.shape))
    if isinstance(entry, str | bytes):
        raise InputError(f"Entries are numbers; {place} is text. Text is read by the parsers.")
    raise InputError(f"Entries are real numbers; {place} is {_kind(entry)}.", example="[1, 0.5, 3]")


def _kind(entry: object) -> str:
    if entry is None:
        return "blank"
    return "complex" if isinstance(entry, complex) else f"a {type(entry).__name__}"


def _two_dimensional(array: Array) -> Matrix:
    if array.ndim != 2:
        raise InputError(
            f"A matrix has rows and columns; this has {array.ndim} "
            f"dimension{'' if array.ndim == 1 else 's'}. A single row is [[1, 2, 3]].",
            example="[[1, 2], [3, 4]]",
        )
    return array


def _name(place: Sequence[Any] | NDArray[np.intp]) -> str:
    numbers = [int(i) + 1 for i in place]
    if len(numbers) == 2:
        return f"row {numbers[0]}, column {numbers[1]}"
    return f"entry {', '.join(map(str, numbers))}"


def _nothing() -> InputError:
    return InputError("There are no numbers here.", example="[1, 2, 3]")


def _ragged() -> InputError:
    return InputError("The rows must all have the same length.", example="[[1, 2], [3, 4]]")


def _no_list(value: object) -> InputError:
    what = "text, which the parsers read" if isinstance(value, str | bytes) else "none"
    return InputError(f"A list or an array of numbers is needed; this is {what}.")
