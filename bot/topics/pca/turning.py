"""Data of two columns: a line turns about the mean, and the variance along it is seen.

The points' shadows on the line spread most where the line is PC1, and there it comes to rest. What
a line keeps and what it leaves is always the whole variance, by Pythagoras.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.crowds import size_of
from bot.drawing.labels import labelled
from bot.drawing.leader_lines import write_names
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL, SMALL, WIDTH
from bot.drawing.view import View, fit
from bot.text import percent
from bot.topics.pca.flat import placed

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from linalg_engine.principal_components import PCA

MOST_POINTS = 250
"""Points that are drawn; of more, a sample."""

STEPS = 30
"""Frames of half a turn."""

STEP_MILLISECONDS = 80
HELD_MILLISECONDS = 2500

EQUAL = 1e-9
"""Difference of two variances, as a share of the larger, that is rounding."""

BAR = 70.0
"""Width of the bar in pixels."""

PANEL = 270.0
"""Pixels at the right for the bar and its numbers."""


def draw(found: PCA, style: Style) -> Picture:
    """Return a GIF of the line on half a turn, at rest where it is PC1."""
    canvas = Canvas(style.theme, zoom=animation.ZOOM)
    turn = Turn(canvas, found)
    angles = np.pi * animation_times()
    frames = animation.frames(canvas, [partial(turn.draw, angle) for angle in angles])
    durations = [HELD_MILLISECONDS, *[STEP_MILLISECONDS] * (len(frames) - 1)]
    return Picture("turning.gif", animation.gif(frames, durations, style.theme), _alt(found))


def animation_times() -> Floats:
    """Return times from 0, where it rests, to 1, where it would be again: shape (STEPS,)."""
    return np.array([animation.eased(k / STEPS) for k in range(STEPS)])


def finding(found: PCA) -> str:
    """Return what the turn shows."""
    first, second = found.explained_variance
    if first - second <= EQUAL * first:
        return "Every line keeps the same variance"
    return "PC1 is the line that keeps the most variance"


def _alt(found: PCA) -> str:
    most, least = (percent(float(x)) for x in found.explained_variance_ratio)
    return (
        f"{finding(found)}: a line turns about the mean of {len(found.data)} points, whose shadows "
        f"fall on it at right angles. Along PC1 the shadows keep {most} of the variance, at right "
        f"angles to it {least}; a bar shows what each line keeps and what it leaves."
    )


@dataclass(frozen=True)
class Turn:
    """The points around their mean, and a line that turns about it."""

    canvas: Canvas
    found: PCA

    @cached_property
    def caption(self) -> Caption:
        """The finding, and how to read it."""
        count = len(self.found.data)
        sample = f"{len(self.points)} of {count:,} points" if count > MOST_POINTS else ""
        note = "green: the points' shadows on the line; pink: what it leaves"
        return Caption.fitted(self.canvas, finding(self.found), note, sample)

    @cached_property
    def points(self) -> Floats:
        """Points around the mean, shape (k, 2)."""
        points, mean = placed(self.found)
        step = -(-len(points) // MOST_POINTS)
        return (points - mean)[::step]

    @cached_property
    def view(self) -> View:
        """Shows the points wherever their shadows fall."""
        reach = float(np.linalg.norm(self.points, axis=1).max())
        corners = reach * np.array([(1, 1), (-1, -1)])
        return fit(np.eye(2), corners, self.region)

    @cached_property
    def region(self) -> Box:
        """Where points may be."""
        return Box(50, 40, WIDTH - PANEL, self.caption.bottom - 30)

    @cached_property
    def _size(self) -> float:
        return min(20.0, size_of(len(self.points)))

    def draw(self, angle: float) -> None:
        """Draw the line at an angle from PC1, in radians, with shadows and variance."""
        canvas, colours, found = self.canvas, self.canvas.colours, self.found
        self.caption.write(canvas)
        first, second = found.components
        along = np.cos(angle) * first + np.sin(angle) * second
        reach = 1.05 * max(np.ptp(self.region.corners[[0, 2]]), np.ptp(self.region.corners[[1, 3]]))
        middle = self.view.pixels(np.zeros(2))
        ends = _clipped(middle, along, reach, self.region)
        canvas.line(ends, colours.eigen, 6, layer=1.5)
        canvas.marks(self.view.pixels(self.points), "circle", colours.muted, self._size, layer=2)
        feet = np.outer(self.points @ along, along)
        pairs = np.stack([self.points, feet], axis=1)
        canvas.lines(self.view.pixels(pairs), colours.rest, 2, layer=1.2, opacity=0.7)
        canvas.marks(self.view.pixels(feet), "circle", colours.result, self._size, layer=3)
        shares = found.explained_variance_ratio
        self._draw_bar(float(shares[0] * np.cos(angle) ** 2 + shares[1] * np.sin(angle) ** 2))
        if not angle:
            beside = np.array([-along[1], along[0]])
            name = labelled(canvas, "PC1", ends[1], beside, "eigen", NORMAL, bold=True)
            write_names(canvas, [(name, 0.0)], self.region)

    def _draw_bar(self, kept: float) -> None:
        """Draw the kept share of the variance below the rest, and the largest as a mark."""
        canvas, colours = self.canvas, self.canvas.colours
        left, bottom = WIDTH - PANEL + 90, self.region.bottom + 40
        height = self.region.top - bottom - 40
        level = bottom + height * kept
        canvas.bar(left, bottom, BAR, height * kept, colours.result)
        canvas.bar(left, level, BAR, height * (1 - kept), colours.rest, hatch="//")
        most = bottom + height * float(self.found.explained_variance_ratio[0])
        canvas.line([(left - 16, most), (left + BAR + 16, most)], colours.eigen, 5, layer=3)
        middle = left + BAR / 2
        canvas.text((middle, bottom - 28), f"kept {percent(kept)}", SMALL, colours.result)
        above = bottom + height + 28
        canvas.text((middle, above), f"lost {percent(1 - kept)}", SMALL, colours.rest)


def _clipped(middle: Floats, along: Floats, reach: float, region: Box) -> Floats:
    """Return the ends of the line within a box, the upper or right one second, shape (2, 2)."""
    low, high = region.corners[:2] - middle, region.corners[2:] - middle
    steps = [
        (low[k] if s * along[k] < 0 else high[k]) / along[k] if abs(along[k]) > 1e-9 else s * reach
        for s in (-1, 1)
        for k in (0, 1)
    ]
    start, end = max(steps[:2]), min(steps[2:])
    return np.array([middle + start * along, middle + end * along])
