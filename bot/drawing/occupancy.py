"""Where a picture is taken: a raster of what lies on it, asked in the time of a look-up.

Testing each of some places for a name against each of 10,000 points takes seconds. Here all boxes
are drawn into a raster once, and a table of sums over it tells at once how much of any box is
taken (Crow, "Summed-area tables for texture mapping", SIGGRAPH 1984).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats, Indices

CELL = 4.0
"""Width and height in pixels of a cell."""


class Occupancy:
    """The cells of a picture that boxes take.

    Parameters
    ----------
    boxes
        Shape (k, 4): left, bottom, right, top. What is outside of the picture is left out.
    width, height
        Of the picture, in pixels.
    """

    def __init__(self, boxes: Floats, width: float, height: float) -> None:
        self._shape = int(np.ceil(width / CELL)), int(np.ceil(height / CELL))
        low, high = self._cells(boxes)
        # Each box adds 1 from its first column and row on, and takes it back behind its last.
        steps = np.zeros((self._shape[0] + 1, self._shape[1] + 1), dtype=np.int64)
        for x, y, sign in ((low, low, 1), (high, low, -1), (low, high, -1), (high, high, 1)):
            np.add.at(steps, (x[:, 0], y[:, 1]), sign)
        self.taken: Booleans = steps.cumsum(axis=0).cumsum(axis=1)[:-1, :-1] > 0

    def cells(self, boxes: Floats) -> Indices:
        """Return how many taken cells each box meets, shape (k,)."""
        low, high = self._cells(boxes)
        (x0, y0), (x1, y1) = low.T, high.T
        sums = self._sums
        return np.asarray(sums[x1, y1] - sums[x0, y1] - sums[x1, y0] + sums[x0, y0])

    def at(self, points: Floats) -> Booleans:
        """Return which points, shape (..., 2), lie in a taken cell."""
        inside = np.clip((points // CELL).astype(np.intp), 0, np.array(self._shape) - 1)
        return np.asarray(self.taken[inside[..., 0], inside[..., 1]])

    @cached_property
    def _sums(self) -> Indices:
        sums = np.zeros((self._shape[0] + 1, self._shape[1] + 1), dtype=np.intp)
        sums[1:, 1:] = self.taken.cumsum(axis=0, dtype=np.intp).cumsum(axis=1)
        return sums

    def _cells(self, boxes: Floats) -> tuple[Indices, Indices]:
        """Return the first cell of each box, and the one behind its last, each of shape (k, 2)."""
        low, high = np.floor(boxes[:, :2] / CELL), np.ceil(boxes[:, 2:] / CELL)
        limits = np.array(self._shape)
        first, behind = (np.clip(ends, 0, limits).astype(np.intp) for ends in (low, high))
        return first, np.maximum(first, behind)
