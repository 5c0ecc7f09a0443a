"""Names of the rows and columns of a table: all of them, or every few where they are many."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing import fonts
from bot.drawing.caption import wrapped
from bot.drawing.style import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.canvas import Canvas
    from bot.drawing.heat_map import Panel

LINE = 40.0
"""Pixels from one line of a name to the next."""

APART = 37.6
"""Pixels from one name to the next, at least: letters leave that much."""

LONGEST_UPWARD = 190.0
"""Pixels of a name that is written upwards."""

MOST_WIDTH = 240.0
"""Pixels of names beside rows, usually."""

GAP = 12.0
"""Pixels between a name and its row or column."""


def _kept(count: int, size: float) -> range:
    """Return which of ``count`` rows or columns of a size are named: the middles of groups."""
    step = math.ceil(APART / size)
    return range(min((step - 1) // 2, count - 1), count, step)


def width_of_rows(canvas: Canvas, names: Sequence[str], most: float = MOST_WIDTH) -> float:
    """Return the pixels that names beside rows take, at most ``most``, with a gap."""
    return min(most, max(_longest(canvas, name) for name in set(names)) + GAP + 1)


def write_row_names(canvas: Canvas, panel: Panel, names: Sequence[str], width: float) -> None:
    """Write names at the left of a panel."""
    kept = _kept(len(names), panel.height)
    shown = fonts.cut([names[i] for i in kept], _fits(canvas, width - GAP))
    for i, name in zip(kept, shown, strict=True):
        at = (panel.left - GAP, panel.centre(i, 0)[1])
        canvas.text(at, name, SMALL, canvas.colours.row, "right")


@dataclass(frozen=True)
class ColumnNames:
    """Names above columns as they fit: in one line or two, or else upwards.

    Attributes
    ----------
    words
        A name for each column, "" for one without.
    height
        Pixels that they take.
    """

    words: tuple[str, ...]
    height: float
    turned: bool

    def write(self, canvas: Canvas, panel: Panel) -> None:
        """Write the names above a panel."""
        for j, word in enumerate(self.words):
            if not word:
                continue
            x = panel.centre(0, j)[0]
            if self.turned:
                y = panel.top + GAP / 2 + _longest(canvas, word) / 2
            else:
                y = panel.top + GAP / 2 + LINE * (word.count("\n") + 1) / 2
            canvas.text((x, y), word, SMALL, canvas.colours.column, turned=self.turned)


def column_names(
    canvas: Canvas, names: Sequence[str], width: float, *, upwards: bool = True
) -> ColumnNames:
    """Return how names are written above columns of ``width`` pixels.

    Parameters
    ----------
    upwards
        Whether long ones may be written upwards, or are cut.
    """
    room = width - GAP
    level = [_in_two_lines(canvas, name, room) for name in names]
    fitting = all(_longest(canvas, name) <= room for name in level)
    if width >= LINE and (fitting or not upwards):
        short = fonts.cut(names, lambda name: _fit_in_two_lines(canvas, name, room))
        level = [_in_two_lines(canvas, name, room) for name in short]
        lines = max(name.count("\n") for name in level) + 1
        return ColumnNames(tuple(level), LINE * lines + GAP, turned=False)
    kept = _kept(len(names), width)
    lines = 2 if width >= 2.2 * LINE else 1
    fits = _fits(canvas, LONGEST_UPWARD)
    short = fonts.cut([names[j] for j in kept], fits, lambda name: _upward(canvas, name, lines))
    words = dict(zip(kept, short, strict=True))
    height = max(_longest(canvas, word) for word in short) + 1.5 * GAP
    shown = tuple(words.get(j, "") for j in range(len(names)))
    return ColumnNames(shown, height, turned=True)


def _longest(canvas: Canvas, name: str) -> float:
    return canvas.measure(name, SMALL)[0]


def _in_two_lines(canvas: Canvas, name: str, room: float) -> str:
    """Return a name in two lines where it does not fit in one, but in two."""
    parts = wrapped(canvas, name, SMALL, room)
    return "\n".join(parts) if len(parts) == 2 else name


def _fit_in_two_lines(canvas: Canvas, name: str, room: float) -> bool:
    parts = wrapped(canvas, name, SMALL, room)
    return len(parts) <= 2 and all(_longest(canvas, part) <= room for part in parts)


def _upward(canvas: Canvas, name: str, lines: int) -> str:
    if _longest(canvas, name) <= LONGEST_UPWARD / 1.4:
        return name
    parts = wrapped(canvas, name, SMALL, LONGEST_UPWARD)
    if len(parts) > lines:
        parts = [*parts[: lines - 1], " ".join(parts[lines - 1 :])]
    return "\n".join(fonts.cut_end(part, _fits(canvas, LONGEST_UPWARD)) for part in parts)


def _fits(canvas: Canvas, width: float) -> Callable[[str], bool]:
    """Return a function: whether a name takes at most ``width`` pixels."""
    return lambda name: _longest(canvas, name) <= width
