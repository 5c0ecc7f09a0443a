"""The steps of k-means as an animation: rows go to the nearest centre, centres to their mean."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN
from bot.drawing.picture import Picture
from bot.drawing.point_map import STRIP, Stage
from bot.drawing.style import SMALL, WIDTH
from bot.topics.data.clusters_figure import Plane

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats, Indices
    from bot.drawing.style import Style
    from bot.topics.data.grouped import Grouped

MOST_STEPS = 8
"""Steps that are played; of more, the first ones and the end."""

MOST_FRAMES = 26
"""On which centres move."""

MOST_BETWEEN = 6
"""Frames of one move."""

STOP_MILLISECONDS = 900
"""For which the rows' new clusters are seen before the centres move."""

CAPTION = "Each centre moves to the mean of its rows"


def draw(shown: Grouped, style: Style) -> Picture:
    """Return a GIF that begins and ends with the clusters that were found."""
    plane = Plane(shown)
    canvas = Canvas(style.theme, zoom=animation.ZOOM)
    path, labels = plane.path, shown.found.path_labels
    final = plane.chart(CAPTION, path[-1], labels[-1], counted=False)
    extent = np.vstack([final.extent, path.reshape(-1, 2)])
    stage = Stage.of(canvas, final, extent)
    total = len(labels)

    def frame(words: str, centres: Floats, of: Indices | None) -> Callable[[], None]:
        return partial(_draw, canvas, stage, plane, words, centres, of)

    draws = [frame(f"the end, after step {total}", path[-1], labels[-1])]
    milliseconds = [animation.AFTER_MILLISECONDS]
    draws.append(frame("the start", path[0], None))
    milliseconds.append(animation.BEFORE_MILLISECONDS)
    played = min(total, MOST_STEPS)
    between = max(1, min(MOST_BETWEEN, MOST_FRAMES // played))
    for step in range(played):
        words = f"step {step + 1} of {total}"
        draws.append(frame(words, path[step], labels[step]))
        milliseconds.append(STOP_MILLISECONDS)
        for k in range(1, between + 1):
            t = animation.eased(k / between)
            centres = (1 - t) * path[step] + t * path[step + 1]
            draws.append(frame(words, centres, labels[step]))
            milliseconds.append(animation.STEP_MILLISECONDS)
    data = animation.gif(animation.frames(canvas, draws), milliseconds, style.theme)
    alt = (
        f"{CAPTION}, step by step: {shown.k} rows are the first centres; {total} "
        f"step{'s' * (total > 1)} later no row of {len(plane.rows)} changes its cluster any more."
    )
    return Picture("k-means.gif", data, alt)


def _draw(
    canvas: Canvas,
    stage: Stage,
    plane: Plane,
    words: str,
    centres: Floats,
    labels: Indices | None,
) -> None:
    stage.draw(canvas, plane.chart(CAPTION, centres, labels, counted=False), named=False)
    at = (WIDTH - MARGIN, stage.top + STRIP / 2)
    canvas.text(at, words, SMALL, canvas.colours.muted, "right")
