"""Entries, rows and columns by their places: ``A[1, 2]``, ``A(1, :)``, ``v[3]``."""

from __future__ import annotations

from collections.abc import Sequence

from linalg_engine.arrays import Array
from linalg_engine.errors import InputError
from linalg_engine.expressions.values import Value, one_column_is_a_vector

Place = int | slice | None
"""Counted from 1, as in mathematics; None for all, written ``:``; a slice with both ends in it."""

END = -1
"""Stands for the last place, written ``end``."""


def picked(array: Array, places: Sequence[Place]) -> Value:
    """Return the entry, row or column in a place.

    Parameters
    ----------
    array
        Shape (n,) or (m, n).
    places
        One for a vector, two (row and column) for a matrix.

    Returns
    -------
    A number, or an array: of shape (k,) for one row or one column.

    Raises
    ------
    InputError
        If there are not as many places as dimensions, or one is outside the array.

    Examples
    --------
    >>> picked(np.array([[1, 2], [3, 4]]), [2, None])
    array([3, 4])
    """
    if len(places) == 1 and places[0] is None and array.ndim == 2:
        return array.T.reshape(-1)  # MATLAB's A(:), column by column
    if len(places) != array.ndim:
        raise InputError(
            "An entry of a matrix has a row and a column: A[1, 2]; A[1, :] is a row."
            if array.ndim == 2
            else "An entry of a vector has one place: v[2].",
            example="[1 2; 3 4][1, 2]" if array.ndim == 2 else "[5, 6, 7][2]",
        )
    names = ("row", "column") if array.ndim == 2 else ("entry",)
    indices = [
        _index(name, place, size)
        for name, place, size in zip(names, places, array.shape, strict=True)
    ]
    single = [index for index in indices if isinstance(index, int)]
    if len(single) == len(indices):
        return array.item(*single)
    return one_column_is_a_vector(array[tuple(indices)])


def _index(name: str, place: Place, size: int) -> int | slice:
    if place is None:
        return slice(None)
    if isinstance(place, slice):
        start = _checked(name, place.start, size)
        stop = _checked(name, place.stop, size)
        if stop < start:
            raise InputError(
                "Places go upwards, both ends included: A(1:2, :).", example="[5, 6, 7](1:2)"
            )
        return slice(start - 1, stop)
    return _checked(name, place, size) - 1


def _checked(name: str, place: int, size: int) -> int:
    """Return a place, counted from 1."""
    if place == END:
        return size
    if 1 <= place <= size:
        return place
    plural = "entries" if name == "entry" else f"{name}s"
    if place == 0:
        raise InputError(
            f"There is no {name} 0: {plural} are counted from 1 here; "
            "for a product write * in between.",
            example="[1 2; 3 4][1, 2]",
        )
    raise InputError(
        f"There is no {name} {place:,}, only {size} {name if size == 1 else plural}; "
        "for a product write * in between.",
        example="[1 2; 3 4][1, 2]",
    )
