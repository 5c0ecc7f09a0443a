"""A small kernel slid over a table: the dot product with every patch.

Goodfellow, Bengio and Courville, *Deep Learning*, section 9.1. As there and in every library for
networks, the kernel is not turned around: this is what mathematics calls a cross-correlation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from linalg_engine.arrays import as_matrix
from linalg_engine.errors import InputError
from linalg_engine.matrices import as_float, overflow_in_words

if TYPE_CHECKING:
    from linalg_engine.arrays import Floats, MatrixLike


def filtered(a: MatrixLike, kernel: MatrixLike) -> Floats:
    """Return the dot product of the kernel with the patch around every entry, shape (m, n).

    Beyond the edge the nearest entry counts.

    Parameters
    ----------
    a
        Shape (m, n).
    kernel
        Shape (p, q), both odd.

    Raises
    ------
    InputError
        If the kernel has no middle, or a sum overflows.

    Examples
    --------
    >>> la.filtered([[1, 2, 4]], [[-1, 0, 1]]).tolist()
    [[1.0, 3.0, 2.0]]
    """
    table, weights = as_float(as_matrix(a)), as_float(as_matrix(kernel))
    p, q = map(int, weights.shape)
    if p % 2 == 0 or q % 2 == 0:
        raise InputError(
            f"A kernel needs a middle: odd numbers of rows and columns, not {p}×{q}.",
            example="[0 -1 0; -1 5 -1; 0 -1 0]",
        )
    padded = np.pad(table, ((p // 2, p // 2), (q // 2, q // 2)), mode="edge")
    found = np.zeros(table.shape)
    m, n = table.shape
    with overflow_in_words():
        for i in range(p):
            for j in range(q):
                found += weights[i, j] * padded[i : i + m, j : j + n]
    return found


def patch(a: MatrixLike, row: int, column: int, size: tuple[int, int] = (3, 3)) -> Floats:
    """Return the entries around one, shape ``size``; beyond the edge the nearest entry.

    Examples
    --------
    >>> patch([[1, 2], [3, 4]], 0, 0).tolist()
    [[1.0, 1.0, 2.0], [1.0, 1.0, 2.0], [3.0, 3.0, 4.0]]
    """
    table = as_float(as_matrix(a))
    p, q = size
    rows = np.clip(np.arange(row - p // 2, row + p // 2 + 1), 0, len(table) - 1)
    columns = np.clip(np.arange(column - q // 2, column + q // 2 + 1), 0, table.shape[1] - 1)
    return table[np.ix_(rows, columns)]
