"""Entries, rows and columns by their places: ``A[1, 2]``, ``A(1, :)``, ``v[3]``."""

from __future__ import annotations

from collections.abc import Sequence

from linalg_engine.arrays import Array
from linalg_engine.errors import InputError
from linalg_engine.expressions.values import Value

Place = int | None
"""Counted from 1, as in mathematics; None for all, written ``:``."""


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
    A number, or an array of shape (k,) for a row or a column.

    Raises
    ------
    InputError
        If there are not as many places as dimensions, or one is outside the array.

    Examples
    --------
    >>> picked(np.array([[1, 2], [3, 4]]), [2, None])
    array([3, 4])
    """
    if len(places) != array.ndim:
        raise InputError(
            "An entry of a matrix has a row and a column: A[1, 2]; A[1, :] is a row."
            if array.ndim == 2
            else "An entry of a vector has one place: v[2].",
            example="[1 2; 3 4][1, 2]" if array.ndim == 2 else "[5, 6, 7][2]",
        )
    names = ("row", "column") if array.ndim == 2 else ("entry",)
    for name, place, size in zip(names, places, array.shape, strict=True):
        _check(name, place, size)
    return array[tuple(slice(None) if place is None else place - 1 for place in places)]


def _check(name: str, place: Place, size: int) -> None:
    if place is None or 1 <= place <= size:
        return
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
