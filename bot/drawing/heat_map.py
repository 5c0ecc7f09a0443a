"""Tables as colours, with their numbers where these can be read, and names at the edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts
from bot.drawing.caption import wrapped
from bot.drawing.style import SMALL
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.canvas import Canvas


NAME_HEIGHT = 30.0
"""Least width and height in pixels of a cell for a line of letters."""

LONGEST_UPWARD = 215.0
"""Pixels of a name that is written upwards."""

INSET = 0.22
"""Share of a marked cell that is left free on each side, where it has no number."""

LIGHT = 0.5
"""Brightness of a cell, from 0 to 1, above which its number is dark."""


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
        The number that is neither orange (above) nor blue (below).
    reach
        The distance from it at which a colour is strongest.
    marked
        Shape (m, n): cells that stand out; None for no cell.
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
    return float(np.nanmax(np.abs(values - middle))) or 1.0


def draw_panel(canvas: Canvas, panel: Panel, places: int = 2) -> bool:
    """Draw the cells, and their numbers if all have room; return whether they are written."""
    words = cell_words(canvas, panel, places)
    draw_colours(canvas, panel, inset=words is None)
    _draw_gaps(canvas, panel)
    if words is None:
        return False
    colours = _cell_colours(canvas, panel)
    for i, entries in enumerate(words):
        for j, word in enumerate(entries):
            blank = np.isnan(panel.values[i, j])
            light = not blank and float(colours[i, j] @ (0.3, 0.59, 0.11)) > LIGHT
            # Text is readable on the darker half of the colours in light, else in dark.
            dark_text = light == _is_dark(canvas)
            colour = canvas.colours.background if dark_text else canvas.colours.text
            marked = panel.marked is not None and bool(panel.marked[i, j])
            canvas.text(panel.centre(i, j), word, SMALL, colour, bold=marked)
    _draw_frames(canvas, panel)
    return True


def cell_words(canvas: Canvas, panel: Panel, places: int = 2) -> list[list[str]] | None:
    """Return the numbers, with as many decimals as there is room for; None where none fit."""
    if panel.height < NAME_HEIGHT or panel.width < NAME_HEIGHT:
        return None
    for digits in range(places, -1, -1):
        words = [[_word(float(x), digits) for x in row] for row in panel.values]
        whole = digits == 0 and not _are_whole(panel.values)
        longest = sorted({w for row in words for w in row}, key=len)[-4:]
        if not whole and all(canvas.measure(w, SMALL)[0] <= panel.width - 8 for w in longest):
            return words
    return None


def _word(value: float, digits: int) -> str:
    if np.isnan(value):
        return "?"
    if abs(value) >= 1e5:
        return decimal(value, max(digits, 1))
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


def _are_whole(values: Floats) -> bool:
    return bool(np.all(np.isnan(values) | (values == np.round(values))))


def _cell_colours(canvas: Canvas, panel: Panel) -> Floats:
    """Return RGB from 0 to 1, shape (m, n, 3)."""
    offset = np.nan_to_num(panel.values - panel.middle) / panel.reach
    strength = np.clip(np.abs(offset), 0, 1)[..., None]
    base, above, below = (
        rgb(colour) for colour in (canvas.colours.grid, canvas.colours.second, canvas.colours.first)
    )
    return base + (np.where((offset > 0)[..., None], above, below) - base) * strength


def draw_colours(canvas: Canvas, panel: Panel, *, inset: bool = False) -> None:
    """Draw the cells' colours; with ``inset``, marked cells are smaller."""
    m, n = panel.values.shape
    width, height = round(n * panel.width), round(m * panel.height)
    across, down = np.arange(width) * n / width, np.arange(height) * m / height
    pixels = _cell_colours(canvas, panel)[down.astype(int)][:, across.astype(int)]
    if inset and panel.marked is not None:
        marked = panel.marked[down.astype(int)][:, across.astype(int)]
        edge = (np.abs(across % 1 - 0.5) > 0.5 - INSET)[None, :]
        edge = edge | (np.abs(down % 1 - 0.5) > 0.5 - INSET)[:, None]
        pixels = np.where((marked & edge)[..., None], rgb(canvas.colours.background), pixels)
    canvas.image(pixels, round(panel.left), round(panel.top) - height)


def _draw_gaps(canvas: Canvas, panel: Panel) -> None:
    """Draw lines between the cells, where these are large enough."""
    m, n = panel.values.shape
    xs = panel.left + np.arange(1, n) * panel.width
    ys = panel.top - np.arange(1, m) * panel.height
    lines = [[(x, panel.bottom), (x, panel.top)] for x in xs]
    lines += [[(panel.left, y), (panel.right, y)] for y in ys]
    if lines and min(panel.width, panel.height) >= 12:
        canvas.lines(lines, canvas.colours.background, 2, layer=3)


def _draw_frames(canvas: Canvas, panel: Panel) -> None:
    """Frame the marked cells."""
    if panel.marked is None:
        return
    for i, j in np.argwhere(panel.marked):
        x, y = panel.centre(int(i), int(j))
        w, h = panel.width / 2 - 4, panel.height / 2 - 4
        corners = [(x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h), (x - w, y - h)]
        canvas.line(corners, canvas.colours.text, 3, layer=5)


def write_row_names(canvas: Canvas, panel: Panel, names: Sequence[str], width: float) -> None:
    """Write names at the left of a panel, where its rows are high enough."""
    if panel.height < NAME_HEIGHT:
        return
    for i, shown in enumerate(fonts.cut(names, fits(canvas, width - 14))):
        wide = canvas.measure(shown, SMALL)[0]
        y = panel.centre(i, 0)[1]
        canvas.text((panel.left - 12 - wide, y), shown, SMALL, anchor="left")


def widest(canvas: Canvas, names: Sequence[str], most: float) -> float:
    """Return the width that names at the left take, at most ``most`` pixels."""
    longest = sorted(names, key=len)[-5:]
    return min(most, max((canvas.measure(name, SMALL)[0] for name in longest), default=0) + 16)


@dataclass(frozen=True)
class ColumnNames:
    """Names above columns as they fit: as they are, or upwards in one or two lines.

    Attributes
    ----------
    height
        Pixels that they take; 0 where there is no room for any.
    """

    words: list[str]
    height: float
    turned: bool


def column_names(canvas: Canvas, names: Sequence[str], width: float) -> ColumnNames:
    """Return how names are written above columns of ``width`` pixels."""
    if not names or width < NAME_HEIGHT:
        return ColumnNames([], 0, turned=False)
    if all(canvas.measure(name, SMALL)[0] <= width - 8 for name in names):
        return ColumnNames(list(names), NAME_HEIGHT + 12, turned=False)
    lines = 2 if width >= 2.5 * NAME_HEIGHT else 1
    upward = fits(canvas, LONGEST_UPWARD)
    words = fonts.cut(names, upward, lambda name: _upward(canvas, name, lines))
    height = max(canvas.measure(part, SMALL)[0] for word in words for part in word.split("\n"))
    return ColumnNames(words, height + 16, turned=True)


def write_column_names(canvas: Canvas, panel: Panel, names: ColumnNames) -> None:
    """Write names above a panel."""
    for j, word in enumerate(names.words):
        x = panel.centre(0, j)[0]
        if not names.turned:
            canvas.text((x, panel.top + 22), word, SMALL)
            continue
        length = max(canvas.measure(part, SMALL)[0] for part in word.split("\n"))
        canvas.text((x, panel.top + 8 + length / 2), word, SMALL, turned=True)


def _upward(canvas: Canvas, name: str, lines: int) -> str:
    if canvas.measure(name, SMALL)[0] <= LONGEST_UPWARD / 1.4:
        return name
    parts = wrapped(canvas, name, SMALL, LONGEST_UPWARD)
    if len(parts) > lines:
        parts = [*parts[: lines - 1], " ".join(parts[lines - 1 :])]
    return "\n".join(fonts.cut_end(part, fits(canvas, LONGEST_UPWARD)) for part in parts)


def fits(canvas: Canvas, width: float) -> Callable[[str], bool]:
    """Return a function: whether a name takes at most ``width`` pixels."""
    return lambda name: canvas.measure(name, SMALL)[0] <= width


def _is_dark(canvas: Canvas) -> bool:
    return float(rgb(canvas.colours.background).mean()) < LIGHT


def rgb(colour: str) -> Floats:
    """Return "#rrggbb" as numbers from 0 to 1, shape (3,)."""
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
