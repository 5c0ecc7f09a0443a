"""Matrices for exercises: whole, small, and friendly to work with by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from linalg_engine.matrices import exact_array

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from numpy.typing import NDArray

    from linalg_engine.arrays import Vector
    from linalg_engine.matrices import Matrix

    Whole = NDArray[Any]
    """Of whole numbers, int64."""


SMALL = (-3, -2, -1, 1, 2, 3)

LARGEST = 9
"""Of the numbers in a matrix, in absolute value."""


def exact(a: Whole) -> Matrix:
    """Return a matrix of whole numbers, shape (m, n), with exact entries."""
    return exact_array(a.tolist())


def exact_vector(v: Whole) -> Vector:
    """Return a vector of whole numbers, shape (n,), with exact entries."""
    return exact_array([v.tolist()])[0]


def drawn(random: Random, values: Sequence[int], rows: int, columns: int) -> Whole:
    """Return a matrix of numbers drawn from some, shape (rows, columns)."""
    return np.array(random.choices(values, k=rows * columns)).reshape(rows, columns)


def lower_unit(random: Random, size: int, largest: int) -> Whole:
    """Return a lower triangle, shape (size, size), with 1 on its diagonal and no 0 below it."""
    values = [n for n in range(-largest, largest + 1) if n]
    return np.tril(drawn(random, values, size, size), -1) + np.eye(size, dtype=np.int64)


def unimodular(random: Random, size: int, largest: int) -> tuple[Whole, Whole]:
    """Return a matrix of whole numbers whose inverse has whole numbers too, and that inverse.

    Parameters
    ----------
    size
        Rows and columns, 2 or 3.
    largest
        Of both matrices' entries, in absolute value; at least 3.
    """
    while True:
        lower = lower_unit(random, size, 2)
        upper = np.triu(drawn(random, (-2, -1, 0, 1, 2), size, size), 1)
        found = lower @ (upper + np.eye(size, dtype=np.int64))
        found = found[random.sample(range(size), size)]
        inverse = np.rint(np.linalg.inv(found)).astype(np.int64)
        is_small = max(np.abs(found).max(), np.abs(inverse).max()) <= largest
        # Triangles are read off, and so are matrices that repeat a row of the identity.
        if is_small and np.count_nonzero(found) > size * (size - 1):
            return found, inverse


def reduced_matrix(random: Random, rows: int, columns: int, rank: int) -> Whole:
    """Return a reduced row echelon form of whole numbers, its first column with a pivot."""
    pivots = [0, *sorted(random.sample(range(1, columns), rank - 1))]
    found = np.zeros((rows, columns), dtype=np.int64)
    for row, pivot in enumerate(pivots):
        found[row, pivot:] = random.choices(SMALL, k=columns - pivot)
    for row, pivot in enumerate(pivots):
        found[:, pivot] = 0
        found[row, pivot] = 1
    return found


def of_rank(random: Random, rows: int, columns: int, rank: int) -> tuple[Whole, Whole]:
    """Return a matrix of some rank without a row of zeros, and its reduced form.

    The way from one to the other by hand stays in small numbers.

    Parameters
    ----------
    rows
        2 or 3.
    """
    while True:
        right = reduced_matrix(random, rows, columns, rank)
        mix = lower_unit(random, rows, 2) if rows == 2 else unimodular(random, rows, 4)[0]
        found = mix @ right
        if np.abs(found).max() <= LARGEST and found.any(axis=1).all() and (found != right).any():
            return found, right
