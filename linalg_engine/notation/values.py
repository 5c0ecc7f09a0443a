"""Cells -> numbers and arrays of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar, is_exact_number
from linalg_engine.notation import arithmetic
from linalg_engine.notation.syntax import Cell, Entry, Missing, Number

MAX_ENTRIES = 10_000
"""Numbers in all vectors, or in a matrix."""


def to_array(cells: Sequence[Cell]) -> NDArray[Any]:
    """Return the values, shape (n,): as they are if all are exact, otherwise as floats."""
    check_count(len(cells), MAX_ENTRIES)
    values = [value_of(cell) for cell in cells]
    if all(map(is_exact_number, values)):
        return np.array(values, dtype=object)
    return np.array([float(value) for value in values])


def value_of(entry: Entry) -> Scalar:
    """Return the number in a place, which has to have one."""
    if isinstance(entry, Number):
        return arithmetic.representable(entry.value, entry.start)
    check_not_left_out(entry)
    text = entry.text if isinstance(entry, Missing) else ""
    raise InputError(
        f"There is no number in this place ({text}); every place needs one.",
        position=entry.start,
        example="[1, 2, 3]",
    )


def check_not_left_out(entry: Entry) -> None:
    """Refuse a place with nothing in it, as between two commas."""
    if isinstance(entry, Missing) and entry.text in _SEPARATOR_NAMES:
        raise InputError(
            f"A number is missing before this {_SEPARATOR_NAMES[entry.text]}.",
            position=entry.start,
            example="[1, 2, 3]",
        )


def check_count(count: int, limit: int) -> None:
    """Refuse more numbers than ``limit``."""
    if count > limit:
        raise InputError(
            f"There are {count:,} numbers here, and at most {limit:,} can be used at once."
        )


_SEPARATOR_NAMES = {",": "comma", ";": "semicolon", "&": "&", "\\\\": "\\\\"}
