"""Likeness of vectors by the cosine of their angle, as between word vectors.

Manning, Raghavan and Schütze, *Introduction to Information Retrieval*, section 6.3.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeGuard, cast

import numpy as np

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import as_matrix, as_vector
from linalg_engine.errors import InputError
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linalg_engine.arrays import Floats, Indices, MatrixLike, VectorLike

BLOCK = 2048
"""Rows of small integers that are converted to floats at a time: the memory stays small."""


def unit_rows(vectors: MatrixLike) -> Floats:
    """Return the rows, shape (n, d), divided by their lengths; a row of zeros stays.

    Examples
    --------
    >>> la.unit_rows([[3, 4], [0, 0]]).tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    rows = as_float(as_matrix(vectors))
    # Divided by the largest entry first, so that no square overflows or vanishes.
    largest = np.abs(rows).max(axis=1, keepdims=True)
    rows = rows / np.where(largest > 0, largest, 1)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)


def cosines(vectors: MatrixLike | NDArray[np.int8], vector: VectorLike) -> Floats:
    """Return the cosine of the angle between each row and a vector, shape (n,).

    Parameters
    ----------
    vectors
        Shape (n, d). Small integers (int8) may be a memory map: they are read in blocks.
    vector
        Shape (d,).

    Returns
    -------
    cosines
        From -1 to 1; 0 where one of the two is zero.

    Raises
    ------
    InputError
        If they differ in length.

    Examples
    --------
    >>> la.cosines([[1, 0], [0, 2], [-3, 0]], [2, 0]).tolist()
    [1.0, 0.0, -1.0]
    """
    (along,) = unit_rows(as_vector(vector).reshape(1, -1))
    rows = vectors if _is_small(vectors) else as_float(as_matrix(vectors))
    if rows.shape[1] != len(along):
        raise InputError(
            f"The vectors have {rows.shape[1]} entries, and the one beside them {len(along)}."
        )
    found = np.empty(len(rows))
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        found[start : start + BLOCK] = _block(block, along)
    return np.clip(found, -1, 1)


def most_similar(
    vectors: MatrixLike | NDArray[np.int8],
    vector: VectorLike,
    count: int,
    leave_out: Sequence[int] = (),
) -> tuple[Indices, Floats]:
    """Return the rows of largest cosine to a vector, the largest first, and these cosines.

    Parameters
    ----------
    vectors, vector
        As in `cosines`.
    count
        How many rows, at most.
    leave_out
        Rows that do not count.

    Examples
    --------
    >>> rows, found = la.most_similar([[1, 0], [1, 1], [0, 1]], [2, 1], 2)
    >>> rows.tolist(), found.round(4).tolist()
    ([1, 0], [0.9487, 0.8944])
    """
    count = whole_number(count, "The number of rows", 1)
    found = cosines(vectors, vector)
    allowed = np.ones(len(found), dtype=bool)
    allowed[_rows(leave_out, len(found))] = False
    rows = np.flatnonzero(allowed)
    # A stable sort: of equal ones the first row comes first.
    best = rows[np.argsort(-found[rows], kind="stable")[:count]]
    return best, found[best]


def odd_one_out(vectors: MatrixLike) -> tuple[int, Floats]:
    """Return the row that is least like the others, and the mean cosine of each to the others.

    Parameters
    ----------
    vectors
        Shape (n, d), n ≥ 3.

    Examples
    --------
    >>> odd, means = la.odd_one_out([[1, 0], [2, 0.1], [0, 1]])
    >>> odd, means.round(3).tolist()
    (2, [0.499, 0.524, 0.025])
    """
    rows = unit_rows(vectors)
    if len(rows) < 3:
        raise InputError("The odd one out needs three vectors or more.")
    table = rows @ rows.T
    means = (table.sum(axis=1) - np.diagonal(table)) / (len(rows) - 1)
    return int(np.argmin(means)), means


def _rows(given: object, count: int) -> list[int]:
    """Return the numbers of rows, each from 0 to count - 1."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InputError("The rows to leave out must be a list of whole numbers.")
    rows = cast("Iterable[object]", given)
    return [whole_number(row, "A row to leave out", 0, count - 1) for row in rows]


def _is_small(vectors: MatrixLike | NDArray[np.int8]) -> TypeGuard[NDArray[np.int8]]:
    if not isinstance(vectors, np.ndarray):
        return False
    array: NDArray[Any] = vectors
    return array.dtype == np.int8 and array.ndim == 2


def _block(rows: NDArray[np.int8] | Floats, along: Floats) -> Floats:
    if rows.dtype == np.int8:
        floats = rows.astype(np.float64)
        lengths = np.sqrt(np.einsum("ij,ij->i", floats, floats))
        return floats @ along / np.where(lengths > 0, lengths, 1)
    return unit_rows(rows) @ along
