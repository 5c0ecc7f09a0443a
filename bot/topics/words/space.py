"""The vectors of words, opened once and shared by the workers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Rounded
from bot.topics.words.vocabulary import FOLDER, words
from linalg_engine.similarity import most_similar, unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.drawing.arrays import Floats


@cache
def vectors() -> NDArray[np.int8]:
    """Return all vectors, shape (n, d), as a memory map: one copy serves all processes."""
    return np.load(FOLDER / "vectors.npy", mmap_mode="r")


def units(rows: Sequence[int]) -> Floats:
    """Return the vectors of some words, each of length 1, shape (k, d)."""
    return unit_rows(np.asarray(vectors()[list(rows)], dtype=np.float64))


def nearest(
    vector: Floats, count: int, leave_out: Sequence[int] = ()
) -> list[tuple[str, float, int]]:
    """Return the words of largest cosine to a vector: word, cosine, row."""
    rows, found = most_similar(vectors(), vector, count, leave_out)
    return [(words()[row], float(x), int(row)) for row, x in zip(rows, found, strict=True)]


def two_places(x: float) -> str:
    """Return a cosine with two decimals: "0.50", "−0.10"."""
    return Rounded(x, 2, has_zeros=True).text()
