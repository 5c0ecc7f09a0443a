"""Tables as colours, with their numbers where these can be read; blanks are hatched."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.style import SMALL
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Bytes, Floats, Indices
    from bot.drawing.canvas import Canvas


LINE_OF_LETTERS = 37.6
"""Least height in pixels of a cell for a number."""

BESIDE_NUMBERS = 6.0
"""Pixels of a cell's width that its number leaves free."""

INSET = 0.22
"""Share of a marked cell that is left free on each side, where it is too small for a frame."""

SMALLEST_FRAMED, SMALLEST_PARTED = 20.0, 12.0
"""Pixels of cells that have frames where they are marked, and lines between them."""

MOST_PIXELS = 1200
"""Width and height of the largest panel."""

STRIPE, STRIPES = 3, 11
"""Width in pixels of the strokes that blanks are hatched with, and their distance."""


@dataclass(frozen=True)
class Panel:
    """A table on the canvas.

    Attributes
    ----------
    values
        Shape (m, n), nan for blanks.
    left, top
        Pixel position of the corner.
    width, height
        Pixels of a cell.
    middle
        The number that has the colour of the background.
    reach
        The distance from it at which the colours of high and low numbers are strongest.
    marked
        Shape (m, n): cells that are framed; None for no cell.
    """

    values: Floats
    left: float
    top: float
    width: float
    height: float
    middle: float = 0.0
    reach: float = 1.0
    marked: Booleans | None = None

    @property
    def right(self) -> float:
        return self.left + self.values.shape[1] * self.width

    @property
    def bottom(self) -> float:
        return self.top - self.values.shape[0] * self.height

    def centre(self, i: int, j: int) -> tuple[float, float]:
        """Return the pixel position of the middle of a cell."""
        return self.left + (j + 0.5) * self.width, self.top - (i + 0.5) * self.height


def scale(values: Floats, middle: float = 0.0) -> float:
    """Return the largest distance from the middle, for `Panel.reach`; never 0."""
    return float(np.nanmax(np.abs(values - middle), initial=0.0)) or 1.0


def draw_panel(canvas: Canvas, panel: Panel, places: int = 2) -> bool:
    """Draw the cells, and their numbers if all have room; return whether they are written."""
    draw_colours(canvas, panel)
    words = cell_words(canvas, panel, places)
    if words is None:
        return False
    inks = np.where(are_light(colours_of(canvas, panel)), "#000000", "#ffffff")
    for i, entries in enumerate(words):
        for j, word in enumerate(entries):
            if word:
                marked = panel.marked is not None and bool(panel.marked[i, j])
                canvas.text(panel.centre(i, j), word, SMALL, str(inks[i, j]), bold=marked)
    return True


def cell_words(canvas: Canvas, panel: Panel, places: int = 2) -> list[list[str]] | None:
    """Return the numbers, with as many decimals as there is room for; None where none fit.

    Blanks are "".
    """
    room = panel.width - BESIDE_NUMBERS
    places += _leading_zeros(max(panel.reach, abs(panel.middle)))
    if panel.height < LINE_OF_LETTERS or room < SMALL / 2:
        return None
    for digits in range(places, -1, -1):
        words = [[_word(float(x), digits) for x in row] for row in panel.values]
        whole = digits == 0 and not _are_whole(panel.values)
        longest = sorted({w for row in words for w in row}, key=len)[-4:]
        if not whole and all(canvas.measure(w, SMALL)[0] <= room for w in longest):
            return words
    return None


def _leading_zeros(size: float) -> int:
    """Return the zeros after the point of a number: 2 of 0.005."""
    return max(0, -1 - math.floor(math.log10(size)))


def _word(value: float, digits: int) -> str:
    if np.isnan(value):
        return ""
    if abs(value) >= 1e5:
        return decimal(value, max(digits, 1))
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


def _are_whole(values: Floats) -> bool:
    return bool(np.all(np.isnan(values) | (values == np.round(values))))


# Colours


def colours_of(canvas: Canvas, panel: Panel) -> Bytes:
    """Return the colour of each cell, shape (m, n, 3); that of a blank is the background."""
    return shades(canvas, panel.values, panel.middle, panel.reach)


def shades(canvas: Canvas, values: Floats, middle: float, reach: float) -> Bytes:
    """Return the colours of numbers of any shape, with a further axis for red, green and blue."""
    offset = np.nan_to_num(values - middle) / reach
    strength = np.clip(np.abs(offset), 0, 1)[..., None]
    colours = canvas.colours
    base, high, low = map(rgb, (colours.background, colours.high, colours.low))
    end = np.where((offset > 0)[..., None], high, low)
    return np.round(255 * (base + (end - base) * strength)).astype(np.uint8)


def draw_colours(canvas: Canvas, panel: Panel) -> None:
    """Draw the cells' colours, the hatching of blanks, and the frames of marked cells."""
    m, n = panel.values.shape
    width, height = round(n * panel.width), round(m * panel.height)
    across, down = _edges(width, n), _edges(height, m)
    cells = colours_of(canvas, panel)
    pixels = np.repeat(np.repeat(cells, np.diff(across), axis=1), np.diff(down), axis=0)
    hatching, pen = stripes(height, width), ink(canvas.colours.axis)
    for i, j in np.argwhere(np.isnan(panel.values)):
        cell = np.s_[down[i] : down[i + 1], across[j] : across[j + 1]]
        pixels[cell][hatching[cell]] = pen
    if panel.marked is not None and not _has_frames(panel):
        _shrink(pixels, cells, panel.marked, across, down, ink(canvas.colours.background))
    canvas.image(pixels, round(panel.left), round(panel.top) - height)
    _draw_lines(canvas, panel)
    _draw_frames(canvas, panel)


def _edges(size: int, count: int) -> Indices:
    """Return where cells begin and end, whole pixels from 0 to ``size``."""
    return np.round(np.linspace(0, size, count + 1)).astype(int)


def _shrink(
    pixels: Bytes,
    cells: Bytes,
    marked: Booleans,
    across: Indices,
    down: Indices,
    background: Bytes,
) -> None:
    """Leave a margin free around the colours of marked cells."""
    for i, j in np.argwhere(marked):
        (top, bottom), (left, right) = down[i : i + 2], across[j : j + 2]
        x, y = round(INSET * (right - left)), round(INSET * (bottom - top))
        pixels[top:bottom, left:right] = background
        pixels[top + y : bottom - y, left + x : right - x] = cells[i, j]


@cache
def _striped() -> Booleans:
    return (np.arange(MOST_PIXELS)[:, None] + np.arange(MOST_PIXELS)) % STRIPES < STRIPE


def stripes(height: int, width: int) -> Booleans:
    """Return the pixels, shape (height, width), of strokes that rise to the right."""
    return _striped()[:height, :width]


def _draw_lines(canvas: Canvas, panel: Panel) -> None:
    """Draw the border, and lines between the cells where these are large enough."""
    m, n = map(int, panel.values.shape)
    parted = min(panel.width, panel.height) >= SMALLEST_PARTED
    xs = panel.left + panel.width * np.arange(0, n + 1, 1 if parted else n)
    ys = panel.top - panel.height * np.arange(0, m + 1, 1 if parted else m)
    lines = [[(x, panel.bottom), (x, panel.top)] for x in xs]
    lines += [[(panel.left, y), (panel.right, y)] for y in ys]
    canvas.lines(lines, canvas.colours.grid, 2, layer=3)


def _has_frames(panel: Panel) -> bool:
    return min(panel.width, panel.height) >= SMALLEST_FRAMED


def _draw_frames(canvas: Canvas, panel: Panel) -> None:
    """Frame the marked cells."""
    if panel.marked is None or not _has_frames(panel):
        return
    w, h = panel.width / 2 - 4, panel.height / 2 - 4
    around = np.array([(-w, -h), (w, -h), (w, h), (-w, h), (-w, -h)])
    centres = [panel.centre(int(i), int(j)) for i, j in np.argwhere(panel.marked)]
    if centres:
        frames = np.array(centres)[:, None] + around
        canvas.lines(frames, canvas.colours.text, 3, layer=5)


def are_light(colours: Bytes) -> Booleans:
    """Return where black stands out more than white (WCAG 2.2, relative luminance)."""
    parts = colours / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    luminance = linear @ (0.2126, 0.7152, 0.0722)
    return (luminance + 0.05) ** 2 > 0.05 * 1.05


def rgb(colour: str) -> Floats:
    """Return "#rrggbb" as numbers from 0 to 1, shape (3,)."""
    return ink(colour) / 255


def ink(colour: str) -> Bytes:
    """Return "#rrggbb" as bytes, shape (3,)."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.uint8)
