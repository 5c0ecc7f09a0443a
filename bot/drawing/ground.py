"""The grid of the plane; the floor, axes and box of space."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.labels import labelled
from bot.drawing.style import HEIGHT, SMALL, WIDTH
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.drawing.depth import Block
    from bot.drawing.labels import Label
    from bot.drawing.view import View

GRID_PIXELS = 80
"""The least distance of two grid lines."""

NUMBER_PIXELS = 150
"""The least distance of two numbers along an axis: few are enough to read coordinates off."""


def draw_grid(canvas: Canvas, view: View, top: float, *, numbered: bool) -> Floats:
    """Draw the plane's grid below pixel row ``top``, with the same few numbers on both axes.

    Returns the axes, shape (2, 2, 2).
    """
    step = nice_step(GRID_PIXELS / view.scale)
    x_lines = _multiples(step, -view.offset[0] / view.scale, (WIDTH - view.offset[0]) / view.scale)
    y_lines = _multiples(step, -view.offset[1] / view.scale, (top - view.offset[1]) / view.scale)
    xs = {k: view.offset[0] + view.scale * step * k for k in x_lines}
    ys = {k: view.offset[1] + view.scale * step * k for k in y_lines}
    segments = [[(x, 0), (x, top)] for x in xs.values()]
    segments += [[(0, y), (WIDTH, y)] for y in ys.values()]
    canvas.lines(segments, canvas.colours.grid, 2, layer=0.5)
    x0, y0 = view.offset
    axes = np.array([[(x0, 0), (x0, top)], [(0, y0), (WIDTH, y0)]])
    canvas.lines(axes, canvas.colours.axis, 3.5)
    if numbered:
        _number_axes(canvas, step, xs, ys, step * view.scale, top)
    return axes


def _number_axes(
    canvas: Canvas,
    step: float,
    xs: dict[int, float],
    ys: dict[int, float],
    pitch: float,
    top: float,
) -> None:
    words = {k: formatting.decimal(step * k) for k in {*xs, *ys}}
    widths = {k: canvas.measure(word, SMALL)[0] for k, word in words.items()}
    room = max(NUMBER_PIXELS, max((widths[k] for k in xs), default=0) + 24)
    # Numbers are short, so there is room for one at every tenth line at least.
    every = next(count for count in EVERY if count * pitch >= room)
    for k, x in xs.items():
        # The corner at the left belongs to the numbers of the other axis.
        is_inside = x - widths[k] / 2 >= 100 and x + widths[k] / 2 <= WIDTH - 8
        if k % every == 0 and is_inside:
            canvas.text((x, 26), words[k], SMALL, canvas.colours.muted)
    for k, y in ys.items():
        # The 0 would be on the x axis, whose line looks like a minus before it.
        if k and k % every == 0 and 50 < y < top - 24:
            canvas.text((12, y), words[k], SMALL, canvas.colours.muted, "left")


EVERY = (1, 2, 5, 10)
"""How many grid lines may lie between two numbers."""


@dataclass(frozen=True)
class Floor:
    """The floor z = 0 and the three axes around some points of space.

    Attributes
    ----------
    low, high
        Shape (3,): where the axes begin and end. The origin lies between them.
    step
        Distance of two grid lines on the floor.
    """

    low: Floats
    high: Floats
    step: float

    @classmethod
    def under(cls, points: Floats) -> Floor:
        """Return the floor for ``points``, shape (k, 3), of which one is the origin."""
        low, high = points.min(axis=0), points.max(axis=0)
        step = nice_step(float(np.max(high - low)) / 6 or 0.2)
        low, high = np.floor(low / step + 1e-9) * step, np.ceil(high / step - 1e-9) * step
        return cls(low, np.maximum(high, 2 * step), step)

    def corners(self) -> Floats:
        """Return the points, shape (6, 3), that a picture of floor and axes must contain."""
        (x0, y0, z0), (x1, y1, z1) = self.low, self.high
        return np.array(
            [(x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0), (0, 0, z0), (0, 0, z1)]
        )

    def draw(self, canvas: Canvas, view: View, *, numbered: bool) -> None:
        """Draw floor and axes, with the axes' names just beyond their ends."""
        self.draw_lines(canvas, view)
        for label in self.labels(canvas, view, numbered=numbered):
            away = label.away / (np.linalg.norm(label.away) or 1)
            half = np.array([label.size[0] / 2 + 8, SMALL / 2 + 8])
            centre = label.anchor + away * (half + 6)
            label.write(canvas, np.clip(centre, half, np.array([WIDTH, HEIGHT]) - half))

    def draw_lines(self, canvas: Canvas, view: View) -> None:
        """Draw floor and axes without names."""
        (x0, y0, _), (x1, y1, _) = self.low, self.high
        canvas.polygon(view.pixels(self.corners()[:4]), canvas.colours.grid, 0.22, layer=0.5)
        lines = [[(x, y0, 0), (x, y1, 0)] for x in _floor_lines(self.step, x0, x1)]
        lines += [[(x0, y, 0), (x1, y, 0)] for y in _floor_lines(self.step, y0, y1)]
        canvas.lines(view.pixels(lines), canvas.colours.grid, 2, layer=0.6)
        axes = [(np.diag(self.low)[axis], np.diag(self.high)[axis]) for axis in range(3)]
        canvas.lines(view.pixels(axes), canvas.colours.axis, 3.5)

    def labels(self, canvas: Canvas, view: View, *, numbered: bool) -> list[Label]:
        """Return the names of the axes, with the coordinates of their ends."""
        origin = view.pixels(np.zeros(3))
        ends = [(view.pixels(end), words) for end, words in self.names(numbered=numbered)]
        return [labelled(canvas, words, end, end - origin, "muted") for end, words in ends]

    def names(self, *, numbered: bool) -> list[tuple[Floats, str]]:
        """Return the end of each axis, shape (3,), and its name, with its number if asked for."""
        ends = np.diag(self.high)
        numbers = (f" = {formatting.decimal(float(end.sum()))}" if numbered else "" for end in ends)
        return [
            (end, name + number) for end, name, number in zip(ends, "xyz", numbers, strict=True)
        ]


def _floor_lines(step: float, low: float, high: float) -> list[float]:
    return [k * step for k in range(round(low / step), round(high / step) + 1)]


def draw_block(
    canvas: Canvas, view: View, block: Block, names: Sequence[str], *, numbered: bool
) -> None:
    """Draw the edges of a box of space, with the names of its axes."""
    edges = block.edges()
    canvas.lines(view.pixels(edges), canvas.colours.axis, 2)
    middle = view.pixels((block.low + block.high) / 2)
    taken: list[Box] = []
    for axis, name in enumerate(names):
        ends = view.pixels(edges[4 * axis : 4 * axis + 4])
        centres = ends.mean(axis=1)
        # The upright edge furthest to the left, the level ones at the bottom: words stay outside.
        start, end = ends[np.argmin(centres[:, 0] if axis == 2 else centres[:, 1])]
        words = [(name, 0.5)]
        if numbered:
            low, high = (formatting.decimal(float(x[axis])) for x in (block.low, block.high))
            words = [(low, 0.12), (high, 0.88), *words]
        outward = np.array([end[1] - start[1], start[0] - end[0]]) / np.hypot(*(end - start))
        outward *= -1 if outward @ (middle - start) > 0 else 1
        for word, share in words:
            at = start + share * (end - start)
            box = beside_point(at, outward, (canvas.measure(word, SMALL)[0], SMALL))
            if not any(box.overlap(other) for other in taken):
                canvas.text(box.centre, word, SMALL, canvas.colours.muted)
                taken.append(box)


def beside_point(at: Floats, outward: Floats, size: tuple[float, float]) -> Box:
    """Return the box of words that clears the point ``at`` in the direction ``outward``."""
    (centre,) = beside_points(at[None], outward[None], size)
    return Box.around(centre, size)


def beside_points(points: Floats, outward: Floats, size: tuple[float, float]) -> Floats:
    """Return the centres of words that clear points in directions, each of shape (k, 2)."""
    halves = np.array(size) / 2 + 12
    reaches = halves / np.maximum(np.abs(outward), 1e-9)
    return points + outward * reaches.min(axis=1, keepdims=True)


def nice_step(least: float) -> float:
    """Return the smallest of 1, 2 or 5 times a power of ten that is not below ``least``."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= least * (1 - 1e-9))


def _multiples(step: float, low: float, high: float) -> range:
    return range(math.ceil(low / step), math.floor(high / step) + 1)
