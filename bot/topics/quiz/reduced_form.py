"""The reduced row echelon form: its four conditions, and which row operations lead towards it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Notation

if TYPE_CHECKING:
    from linalg_engine.elimination.typed_operations import TypedOperation
    from linalg_engine.matrices import Matrix

CONDITIONS = {
    "zero rows": "rows of zeros are at the bottom",
    "first entries": "each row's first entry other than 0 is a 1",
    "order": "each row begins farther right than the row above",
    "columns": "above and below a row's first 1 are only zeros",
}
"""Names of the conditions, with the words that people see."""


def begins(a: Matrix) -> list[int | None]:
    """Return the column of each row's first entry that is not 0; None for a row of zeros."""
    found = [np.flatnonzero(row != 0) for row in a]
    return [int(columns[0]) if len(columns) else None for columns in found]


def is_echelon(a: Matrix) -> bool:
    """Whether rows of zeros are at the bottom, and each row begins farther right than the last."""
    return not {"zero rows", "order"} & broken(a).keys()


def broken(a: Matrix) -> dict[str, str]:
    """Return which conditions a matrix breaks, each with a sentence that says where.

    Each condition is looked at for itself: a row that begins with 2 alone in its column breaks
    none but "first entries".
    """
    starts = begins(a)
    found: dict[str, str] = {}
    filled = [(row, column) for row, column in enumerate(starts) if column is not None]
    empty = [row for row, column in enumerate(starts) if column is None]
    if empty and filled and empty[0] < filled[-1][0]:
        found["zero rows"] = f"Row {empty[0] + 1} is all zeros and stands above another row."
    for row, column in filled:
        if a[row, column] != 1:
            first = Notation().number(a[row, column])
            found.setdefault("first entries", f"Row {row + 1} begins with {first}, not 1.")
        others = [k for k in range(len(a)) if k != row and a[k, column] != 0]
        if others:
            sentence = (
                f"Row {row + 1} begins in column {column + 1}, and row {others[0] + 1} is not 0 "
                "there."
            )
            found.setdefault("columns", sentence)
    for (upper, before), (lower, after) in pairwise(filled):
        if after <= before:
            sentence = f"Row {lower + 1} does not begin farther right than row {upper + 1}."
            found.setdefault("order", sentence)
    return {name: found[name] for name in CONDITIONS if name in found}


def progress(a: Matrix, done: TypedOperation, after: Matrix) -> str:
    """Return in words what a row operation gains; "" where it gains nothing.

    The column in which a row begins always has a pivot in the end, and a row has only zeros
    left of it. So these are gains that nothing to the left is lost for: a new zero in the column
    in which the row that is added begins; a row's first entry made 1; a row that begins farther
    left, or with a smaller number in the same column, moved up.

    Parameters
    ----------
    after
        Shape (m, n), the matrix after the operation.
    """
    starts, target = begins(a), done.target
    if done.swapped is not None:
        return _gain_of_swap(a, *sorted((target, done.swapped)))
    sources = [row for row in done.factors if row != target]
    if not sources:
        column = starts[target]
        is_new = column is not None and a[target, column] != 1 and after[target, column] == 1
        return f"row {target + 1} begins with 1" if is_new else ""
    column = starts[sources[0]]
    if column is not None and a[target, column] != 0 and after[target, column] == 0:
        return f"there is a new zero in row {target + 1}, column {column + 1}"
    return ""


def _gain_of_swap(a: Matrix, upper: int, lower: int) -> str:
    above, below = (begins(a)[row] for row in (upper, lower))
    if below is None:
        return ""
    if above is None:
        return "a row of zeros moves down"
    if below < above:
        return f"row {upper + 1} now begins farther left"
    if below == above and abs(a[lower, below]) < abs(a[upper, above]):
        return f"row {upper + 1} now begins with a smaller number"
    return ""
