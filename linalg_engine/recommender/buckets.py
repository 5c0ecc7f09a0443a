"""Ratings gathered by row: rows of about the same length together as one array.

NumPy has no ragged arrays. Rows are sorted by their number of ratings, cut into buckets whose
rows are padded to the longest of them, and each bucket is one batched product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linalg_engine.arrays import Floats32, Indices

GROWTH = 1.25
"""The longest row of a bucket has at most so many times the ratings of its shortest."""

MOST_CELLS = 1 << 13
"""Ratings of one bucket, padding included, so that its arrays stay in the cache."""

MOST_ROWS = 1 << 12
"""Rows of one bucket, for the same reason."""


@dataclass(frozen=True)
class Bucket:
    """Some neighbouring rows and their ratings.

    Attributes
    ----------
    rows
        Which rows, without a gap.
    columns
        Shape (rows, width), the column of each rating; padding points behind the last column.
    values
        Shape (rows, width), the ratings; 0 in padding.
    """

    rows: slice
    columns: Indices
    values: Floats32


def buckets(
    rows: Indices, columns: Indices, values: Floats32, shape: tuple[int, int]
) -> tuple[Bucket, ...]:
    """Return the ratings by row.

    Parameters
    ----------
    rows, columns, values
        Shape (ratings,). Rows must be numbered so that a later row never has more ratings.
    shape
        The number of rows and of columns.
    """
    order = np.argsort(rows, kind="stable")
    columns, values = columns[order], values[order]
    degrees = np.bincount(rows, minlength=shape[0])
    starts = np.concatenate([[0], np.cumsum(degrees)])
    found: list[Bucket] = []
    first = 0
    while first < shape[0] and degrees[first]:
        last = _last_row(degrees, first)
        width = int(degrees[first])
        places = starts[first:last, None] + np.arange(width)
        inside = np.arange(width) < degrees[first:last, None]
        places = np.where(inside, places, 0)
        found.append(
            Bucket(
                rows=slice(first, last),
                columns=np.where(inside, columns[places], shape[1]),
                values=np.where(inside, values[places], np.float32(0)),
            )
        )
        first = last
    return tuple(found)


def by_degree(indices: Indices, count: int) -> Indices:
    """Return a new number for each of ``count`` rows: the row with most ratings is 0.

    Parameters
    ----------
    indices
        Shape (ratings,), the row of each rating.
    """
    order = np.argsort(-np.bincount(indices, minlength=count), kind="stable")
    numbers = np.empty(count, dtype=np.intp)
    numbers[order] = np.arange(count)
    return numbers


def _last_row(degrees: Indices, first: int) -> int:
    """Return the row behind the bucket that starts with ``first``."""
    width = int(degrees[first])
    shortest = max(1, int(width / GROWTH))
    alike = first + int(np.searchsorted(-degrees[first:], -shortest, side="right"))
    return min(alike, first + min(MOST_ROWS, max(1, MOST_CELLS // width)))
