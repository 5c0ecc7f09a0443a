"""What all results have in common: frozen, comparable, with a short repr."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from typing import Any, TypeVar, cast, dataclass_transform

import numpy as np
from numpy.typing import NDArray

LONGEST_TEXT = 60
"""Characters of one field in a repr; longer values are named by kind and size."""

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def result(cls: type[T]) -> type[T]:
    """Make a frozen dataclass that can hold arrays.

    ``==`` compares field by field and gives a bool. Arrays are equal if their dtypes, shapes and
    entries are; nan, which stands for a blank, equals nan. Results without arrays have a hash;
    the others refuse with a `TypeError`. The repr is one line: floats to 6 digits, large arrays
    by their shape.

    Examples
    --------
    >>> @result
    ... class Pair:
    ...     name: str
    ...     entries: NDArray[Any]
    >>> Pair("a", np.array([1, 2.5])) == Pair("a", np.array([1, 2.5]))
    True
    >>> Pair("a", np.zeros((20, 3)))
    Pair(name='a', entries=<20×3 float64>)
    """
    methods: dict[str, Callable[..., object]] = {
        "__eq__": _equals,
        "__hash__": _hash,
        "__repr__": _repr,
    }
    for name, method in methods.items():
        setattr(cls, name, method)
    return dataclass(frozen=True, eq=False, repr=False)(cls)


def _equals(self: Any, other: object) -> bool:
    if type(other) is not type(self):
        return NotImplemented
    names = [f.name for f in fields(self) if f.compare]
    return all(_same(getattr(self, name), getattr(other, name)) for name in names)


def _hash(self: Any) -> int:
    name = type(self).__name__
    values = tuple(getattr(self, f.name) for f in fields(self) if f.compare)
    try:
        return hash((name, values))
    except TypeError:
        raise TypeError(f"a {name} with arrays, which can change, has no hash") from None


def _repr(self: Any) -> str:
    shown = [f"{f.name}={_short(getattr(self, f.name))}" for f in fields(self) if f.repr]
    return f"{type(self).__name__}({', '.join(shown)})"


def _same(a: Any, b: Any) -> bool:
    arrays = [isinstance(x, np.ndarray) for x in (a, b)]
    if any(arrays):
        return all(arrays) and _same_arrays(a, b)
    if isinstance(a, tuple) and isinstance(b, tuple):
        left, right = cast("tuple[Any, ...]", a), cast("tuple[Any, ...]", b)
        return len(left) == len(right) and all(map(_same, left, right))
    return bool(a == b)


def _same_arrays(a: NDArray[Any], b: NDArray[Any]) -> bool:
    return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind in "fc")


def _short(value: Any) -> str:
    """Return a value in at most `LONGEST_TEXT` characters, or what kind of value it is."""
    if is_dataclass(value):
        return f"{type(value).__name__}(…)"
    if isinstance(value, np.ndarray):
        return _short_array(cast("NDArray[Any]", value))
    if isinstance(value, tuple):
        entries = cast("tuple[Any, ...]", value)
        text = ", ".join(map(_short, entries))
        return f"({text})" if len(text) <= LONGEST_TEXT else f"<{len(entries)} items>"
    text = _scalar(value)
    return text if len(text) <= LONGEST_TEXT else f"<{type(value).__name__}>"


def _short_array(array: NDArray[Any]) -> str:
    if array.size <= LONGEST_TEXT:
        text = _nested(array.tolist())
        if len(text) <= LONGEST_TEXT:
            return text
    kind = "exact" if array.dtype == object else str(array.dtype)
    return f"<{'×'.join(map(str, array.shape))} {kind}>"


def _nested(entries: Any) -> str:
    if not isinstance(entries, list):
        return _scalar(entries)
    return f"[{', '.join(map(_nested, cast('list[Any]', entries)))}]"


def _scalar(value: Any) -> str:
    if isinstance(value, Fraction):
        return str(value)
    if not isinstance(value, float):
        return repr(value)
    text = f"{value:.6g}"
    return text if set(text) & set(".en") else f"{text}.0"
