"""Three small arrows in the corner of a picture of planes: which way the axes go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.style import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas

AXES = 130.0
"""Pixels from the edges to the origin of the small axes."""

AXES_TOP = AXES + 130
"""The pixel row below which they and their names are."""

SHORT_AXIS = 0.4
"""Share of its length below which a small axis, which points at the viewer, is left out."""


def draw_axes(canvas: Canvas, basis: Floats, names: Sequence[str]) -> None:
    """Draw three small arrows in the corner: which way the axes of these names go.

    One that points at the viewer, or whose name would lie on another's, is left out.
    """
    at = np.array([AXES, AXES])
    named: dict[int, Box] = {}
    lengths = np.hypot(*basis)
    longest_first: list[int] = np.argsort(-lengths, kind="stable").tolist()
    for k in longest_first:
        middle = at + (80 + 30 / (lengths[k] or 1)) * basis[:, k]
        box = Box.around(middle, (canvas.measure(names[k], SMALL)[0], SMALL))
        if lengths[k] > SHORT_AXIS and not any(box.overlap(other) for other in named.values()):
            named[k] = box
    for k, box in sorted(named.items()):
        canvas.arrow(at, at + 80 * basis[:, k], canvas.colours.muted, 4)
        canvas.text(box.centre, names[k], SMALL, canvas.colours.muted)
