"""A 2×2 matrix moves the plane: the grid, the unit square and the arrows î and ĵ go along."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.canvas import png
from bot.drawing.picture import Picture
from bot.topics.transform.sheet import Sheet, measure
from bot.topics.transform.stage import (
    CAPTION_HEIGHT,
    EVERYTHING,
    NAMES,
    NAMES_BEFORE,
    NORMAL,
    NOTE_HEIGHT,
    SIDE,
    SMALL,
    Stage,
    Transformation,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style

ZOOM = 2
"""How much larger a still picture is."""

LARGE = 25
"""Size in pixels of the caption's letters, where there is room."""

STEPS = 30
"""Frames of the movement, the last of which is the first of all."""

STEP_MILLISECONDS = 60
MOST_BYTES = 1_400_000
"""Of an animation; a larger one gets half of the steps."""

BEFORE_MILLISECONDS = 900
AFTER_MILLISECONDS = 2000

ROLES: tuple[Role, Role] = ("first", "second")


def draw_animation(shown: Transformation, style: Style) -> Picture:
    """Return a GIF: the plane after A, before it, and on its way.

    It begins with the last frame: with motion reduced, only the first one is seen. In a loop
    that makes no difference.
    """
    frames = _Frames(Stage(shown, style), 1)
    images = [frames.after(), frames.before()]
    images += [frames.between(_eased(k / STEPS)) for k in range(1, STEPS)]
    times = [AFTER_MILLISECONDS, BEFORE_MILLISECONDS] + [STEP_MILLISECONDS] * (STEPS - 1)
    data = animation.gif(images, times, style.theme)
    if len(data) > MOST_BYTES:
        doubled = times[:2] + [2 * STEP_MILLISECONDS] * len(images[3::2])
        data = animation.gif([*images[:2], *images[3::2]], doubled, style.theme)
    return Picture("transform.gif", data, f"Animation. {frames.stage.alt()}")


def draw_still(shown: Transformation, style: Style) -> Picture:
    """Return a PNG: the plane after A, with the unmoved grid behind it."""
    frames = _Frames(Stage(shown, style), ZOOM)
    return Picture("transform.png", png(frames.after()), frames.stage.alt())


def _eased(t: float) -> float:
    """Return the time eased in and out."""
    return t * t * (3 - 2 * t)


class _Frames:
    """Draws frames on one sheet."""

    def __init__(self, stage: Stage, zoom: int) -> None:
        self.stage = stage
        self._sheet = Sheet(SIDE, SIDE, stage.style.theme, zoom)
        self._colours = self._sheet.colours
        self._draw_ground()
        self._sheet.keep()

    def after(self) -> Image:
        """Return the frame of the plane after A."""
        target = self.stage.motion.target
        self._start(target)
        if self.stage.image_line is not None:
            ends = self.stage.across(self.stage.image_line)
            self._sheet.lines([ends], self._colours.result, 4)
        self._draw_arrows(target)
        words = self.stage.words_after()
        self._write_tips(words, self.stage.tip_labels(target, words))
        for line, centre in zip(self.stage.lines, self.stage.line_labels, strict=True):
            role = "result" if line.words == EVERYTHING else "text"
            self._sheet.text(centre, line.words, SMALL, self._colours.of(role))
        return self._finish(self.stage.summary(), bold=True)

    def before(self) -> Image:
        """Return the frame of the plane before A."""
        self._start(np.eye(2))
        self._draw_arrows(np.eye(2))
        self._write_tips(NAMES_BEFORE, self.stage.tip_labels(np.eye(2), NAMES_BEFORE))
        self._write_eigenvalues()
        return self._finish("before: the unit square has area 1")

    def between(self, t: float) -> Image:
        """Return the frame at time ``t`` from 0 to 1."""
        a = self.stage.motion.at(t)
        self._start(a)
        self._draw_arrows(a)
        tips = self.stage.view.pixels(a.T)
        offsets = (1 - t) * np.array(self.stage.offsets[0]) + t * np.array(self.stage.offsets[1])
        self._write_tips(NAMES, list(tips + offsets))
        self._write_eigenvalues()
        if not self.stage.motion.is_true:
            return self._finish("on its way …")
        area = a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0]
        return self._finish(f"signed area {area + 0.0:.2f}".replace("-", "−"))

    # Shapes

    def _draw_ground(self) -> None:
        """Draw what stays: the grid, and the outline of the unit square."""
        low, high = self.stage.seen()
        columns, rows = (self._multiples(low[axis], high[axis]) for axis in (0, 1))
        sheet, still = self._sheet, np.eye(2)
        sheet.lines(self._grid(columns, rows, low, high, still), self._colours.grid, 1.5)
        sheet.lines(self._axes(low, high, still), self._colours.axis, 2)
        corners = self.stage.view.pixels([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])
        sides = np.stack([corners[:-1], corners[1:]], axis=1)
        sheet.lines(sides, self._colours.muted, 1.5, dashes=(2, 3))

    def _start(self, a: Floats) -> None:
        """Draw the plane at ``a``, all but its arrows, on a clean sheet."""
        sheet, stage = self._sheet, self.stage
        sheet.wipe()
        flipped = bool(np.linalg.det(a) < 0)
        square = stage.view.pixels(np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) @ a.T)
        colour = self._colours.rest if flipped else self._colours.result
        sheet.polygon(square, colour, 0.3, hatched=flipped)
        reach = stage.step * math.ceil(1.25 * float(np.max(np.abs(stage.seen()))) / stage.step)
        steps = self._multiples(-reach, reach)
        edge = np.array([reach, reach])
        sheet.lines(self._grid(steps, steps, -edge, edge, a), self._colours.muted, 1.3, 0.6)
        sheet.lines(self._axes(-edge, edge, a), self._colours.muted, 2)
        for line in stage.eigenlines:
            sheet.lines([stage.across(line)], self._colours.text, 2, dashes=(7, 5))

    def _multiples(self, low: float, high: float) -> Floats:
        """Return where the grid's lines are, without the axis."""
        step = self.stage.step
        found = np.arange(math.ceil(low / step), math.floor(high / step) + 1.0) * step
        return found[found != 0]

    def _grid(self, columns: Floats, rows: Floats, low: Floats, high: Floats, a: Floats) -> Floats:
        """Return the grid lines between two corners, shape (k, 2, 2), moved by ``a``."""
        lines = [[(x, low[1]), (x, high[1])] for x in columns]
        lines += [[(low[0], y), (high[0], y)] for y in rows]
        return self.stage.view.pixels(np.array(lines) @ a.T)

    def _axes(self, low: Floats, high: Floats, a: Floats) -> Floats:
        return self._grid(np.zeros(1), np.zeros(1), low, high, a)

    def _draw_arrows(self, a: Floats) -> None:
        """Draw î and ĵ, the shorter one on top, and narrower where it hides the other."""
        tips = self.stage.view.pixels(a.T)
        order = sorted((0, 1), key=lambda k: -float(np.hypot(*a[:, k])))
        widths = (9, 5) if _same_direction(a[:, 0], a[:, 1]) else (5, 5)
        for k, width in zip(order, widths, strict=True):
            self._sheet.arrow(self.stage.view.offset, tips[k], self._colours.of(ROLES[k]), width)

    # Words

    def _write_tips(self, words: Sequence[str], centres: Sequence[Floats]) -> None:
        for text, centre, role in zip(words, centres, ROLES, strict=True):
            self._sheet.text(centre, text, NORMAL, self._colours.of(role))

    def _write_eigenvalues(self) -> None:
        for line, centre in zip(self.stage.eigenlines, self.stage.line_labels, strict=False):
            self._sheet.text(centre, line.words, SMALL)

    def _finish(self, caption: str, *, bold: bool = False) -> Image:
        """Write the caption on a strip of its own; return the frame."""
        sheet, top = self._sheet, self.stage.bottom
        strip = [(0, 0), (SIDE, 0), (SIDE, top), (0, top)]
        sheet.polygon(strip, self._colours.background)
        words, size = _fitting(caption, bold=bold)
        sheet.text((16, CAPTION_HEIGHT / 2), words, size, bold=bold, anchor="lm")
        if not self.stage.motion.is_true:
            middle = (16, top - NOTE_HEIGHT / 2)
            sheet.text(middle, "not to scale", SMALL, self._colours.muted, anchor="lm")
        return sheet.image()


def _fitting(words: str, *, bold: bool) -> tuple[str, int]:
    """Return the caption, or its part before the colon, and the largest size that fits."""
    for text in (words, words.partition(":")[0]):
        for size in range(LARGE, SMALL - 1, -1):
            if measure(text, size, bold=bold)[0] <= SIDE - 32:
                return text, size
    return "A moves the plane", LARGE


def _same_direction(p: Floats, q: Floats) -> bool:
    """Whether two arrows lie on top of each other."""
    product = float(np.hypot(*p) * np.hypot(*q))
    return float(p @ q) > 0.999 * product > 0
