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

LENGTH, OUTSIDE, GAP = 80.0, 30.0, 12.0
"""Pixels of an axis, from its end to the middle of a short name, and to the side of a long one."""

SHORT_AXIS = 0.4
"""Share of its length below which a small axis, which points at the viewer, is left out."""


def draw_axes(canvas: Canvas, basis: Floats, names: Sequence[str]) -> None:
    """Draw three small arrows in the corner: which way the axes of these names go.

    One that points at the viewer, or whose name would lie on another's, is left out.
    """
    sizes = [np.array([canvas.measure(name, SMALL)[0], SMALL]) for name in names]
    at = np.array([max(AXES, LENGTH + 3 * GAP + max(size[0] for size in sizes)), AXES])
    named: dict[int, Box] = {}
    lengths = np.hypot(*basis)
    longest_first: list[int] = np.argsort(-lengths, kind="stable").tolist()
    for k in longest_first:
        outward = basis[:, k] / (lengths[k] or 1)
        reach = max(OUTSIDE, float(np.abs(outward) @ sizes[k]) / 2 + GAP)
        box = Box.around(at + LENGTH * basis[:, k] + reach * outward, tuple(sizes[k]))
        if lengths[k] > SHORT_AXIS and not any(box.overlap(other) for other in named.values()):
            named[k] = box
    for k, box in sorted(named.items()):
        canvas.arrow(at, at + LENGTH * basis[:, k], canvas.colours.muted, 4)
        canvas.text(box.centre, names[k], SMALL, canvas.colours.muted)
