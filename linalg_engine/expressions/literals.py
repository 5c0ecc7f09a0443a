"""Lists in brackets -> vectors and matrices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.expressions.entrywise import array_of
from linalg_engine.expressions.values import is_complex, one_column_is_a_vector
from linalg_engine.notation.layout import unwrap
from linalg_engine.notation.rows import check_lengths, check_no_pieces, rows_of
from linalg_engine.notation.syntax import Cell, Group, Kind, Number, Separator
from linalg_engine.notation.values import to_array, value_of


def literal(group: Group, formula: str) -> NDArray[Any]:
    """Return the array that a list in brackets means.

    A list of numbers in one row or one column is a vector, shape (n,); a list of lists, more
    rows, or one row with LaTeX's & a matrix, shape (m, n); a column is always a vector.

    Raises
    ------
    InputError
        When the rows differ in length, or a place has no number.
    """
    layout = unwrap([group], formula)
    if not layout.has_groups:
        check_no_pieces(layout)
    rows = rows_of(layout)
    check_lengths(rows)
    array = _array([cell for row in rows for cell in row])
    is_matrix = layout.nested or layout.has_groups or _has_ampersand(group)
    if is_matrix or (len(rows) > 1 and len(rows[0]) > 1):
        return one_column_is_a_vector(array.reshape(len(rows), len(rows[0])))
    return array


def _array(cells: Sequence[Cell]) -> NDArray[Any]:
    numbers = [cell.value for cell in cells if isinstance(cell, Number)]
    if not any(map(is_complex, numbers)):
        return to_array(cells)
    for cell in cells:
        if not isinstance(cell, Number):
            value_of(cell)  # raises
    return array_of(numbers)


def refuse_array_entry(at: int) -> NoReturn:
    """Refuse ``[A, B]``, which is no matrix."""
    raise InputError(
        "Only numbers can be entries: vectors and matrices cannot be joined into a bigger one.",
        position=at,
        example="[1 2; 3 4]",
    )


def _has_ampersand(group: Group) -> bool:
    return any(isinstance(item, Separator) and item.kind is Kind.AMPERSAND for item in group.items)
