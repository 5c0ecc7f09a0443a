"""People and items on one line, where one axis is all there is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.ground import nice_step
from bot.drawing.legend import Legend
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, SMALL, WIDTH
from bot.topics.factorize.figure import ITEMS, PEOPLE, map_alt
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.legend import Look
    from bot.drawing.style import Style
    from bot.topics.factorize.model import Naming
    from linalg_engine.factorization import Factorization

MARK = 24.0

MOST_LEVELS = 6
"""Lines of names above the axis, and below it."""

LEVEL = 44.0
"""Pixels from one line of names to the next."""

FIRST_LEVEL = 74.0
"""Pixels from the axis to the middle of the nearest line of names."""

NUMBERS = 44.0
"""Pixels for the numbers of the axis, below the names of the items."""

BESIDE = 8.0
"""Pixels between the line to a point and its name."""

TICK_PIXELS = 150.0
"""The least distance of two numbers."""

LONGEST_NAME = 300.0
"""Pixels of a name."""


@dataclass(frozen=True)
class Flag:
    """A name at the top of a line to its point; without a level it is left out."""

    x: float
    words: str
    level: int | None


def draw_strip(found: Factorization, naming: Naming, style: Style, *, caption: str) -> Picture:
    """Return people above and items below an axis.

    Parameters
    ----------
    found
        With one axis that is not 0.
    """
    axis = int(np.argmax(found.items.any(axis=1)))
    values = found.users[:, axis], found.items[axis]
    *written, remark = naming.written(26)
    canvas = Canvas(style.theme)
    names = [fonts.cut(each, lambda name: _width(canvas, name) <= LONGEST_NAME) for each in written]
    xs = _positions(canvas, values, names)
    flags = [flags_of(canvas, x, each) for x, each in zip(xs, names, strict=True)]
    above, below = map(_reach, flags)
    count, shown = (sum(each) for each in zip(*((len(f), _shown(f)) for f in flags), strict=True))
    note = f"{shown} of {count} names shown" if shown < count else ""
    head = Caption.fitted(canvas, caption, note, remark)
    legend = Legend.fitted(canvas, [("people", PEOPLE), ("items", ITEMS)])
    height = round(HEIGHT - head.bottom + legend.height + above + below + NUMBERS)
    canvas = Canvas(style.theme, WIDTH, height)
    head = replace(head, height=height)
    head.write(canvas)
    legend.write(canvas, head.bottom)
    y = below + NUMBERS
    _draw_axis(canvas, y, values, xs, f"axis {axis + 1} →")
    _draw_flags(canvas, y, flags[0], PEOPLE, 1)
    _draw_flags(canvas, y, flags[1], ITEMS, -1)
    alt = map_alt("line", naming, values[0][:, None], values[1][:, None])
    return Picture("map.png", canvas.png(), alt)


def _shown(flags: Sequence[Flag]) -> int:
    return sum(flag.level is not None for flag in flags)


def _reach(flags: Sequence[Flag]) -> float:
    """Return the pixels that flags take at their side of the axis."""
    return FIRST_LEVEL + LEVEL * (1 + max((flag.level or 0 for flag in flags), default=0))


def _width(canvas: Canvas, name: str) -> float:
    return canvas.measure(name, SMALL)[0]


def _positions(
    canvas: Canvas, values: tuple[Floats, Floats], names: list[list[str]]
) -> tuple[Floats, Floats]:
    """Return pixels along the axis, with room for the names of the rightmost points."""
    both = np.concatenate([*values, [0.0]])
    low, high = float(both.min()), float(both.max())
    left = MARGIN + MARK
    widths = [
        (value, _width(canvas, name) + BESIDE)
        for column, each in zip(values, names, strict=True)
        for value, name in zip(column.tolist(), each, strict=True)
    ]
    # Each name begins at its point and must end on the canvas.
    scale = min(
        (WIDTH - MARGIN - left - width) / (value - low) for value, width in widths if value > low
    )
    scale = min(scale, (WIDTH - 2 * left) / (high - low))
    people, items = (left + (column - low) * scale for column in values)
    return people, items


def flags_of(canvas: Canvas, xs: Floats, names: Sequence[str]) -> list[Flag]:
    """Return names at levels so that none lies on another, or on the line to another's point.

    A name begins at its line, and levels are given from the right: a line passes the names below
    its own at their left.
    """
    found: list[Flag] = []
    ends = [math.inf] * MOST_LEVELS
    for k in np.argsort(-xs, kind="stable"):
        x, name = float(xs[k]), names[int(k)]
        end = x + 2 * BESIDE + _width(canvas, name)
        level = next((i for i, taken in enumerate(ends) if end <= taken), None)
        if level is not None:
            # What is lower must end before the line to this name.
            ends[: level + 1] = [min(taken, x) for taken in ends[: level + 1]]
        found.append(Flag(x, name, level))
    return found


def _draw_axis(
    canvas: Canvas, y: float, values: tuple[Floats, Floats], xs: tuple[Floats, Floats], name: str
) -> None:
    """Draw the axis with its origin and few numbers."""
    colours = canvas.colours
    canvas.line([(0, y), (WIDTH, y)], colours.axis, 3.5)
    value, x = (np.concatenate(each) for each in (values, xs))
    first, last = int(np.argmin(x)), int(np.argmax(x))
    scale = (x[last] - x[first]) / (value[last] - value[first]) if x[last] > x[first] else 1.0
    origin = float(x[first] - value[first] * scale)
    canvas.text((WIDTH - 16, NUMBERS / 2), name, SMALL, colours.text, "right")
    step = nice_step(TICK_PIXELS / scale)
    last_tick = WIDTH - _width(canvas, name) - 80
    first_k, last_k = ((end - origin) / (step * scale) for end in (40, last_tick))
    for k in range(math.ceil(first_k), math.floor(last_k) + 1):
        at, number = origin + k * step * scale, formatting.decimal(k * step)
        if at < _width(canvas, number) / 2 + 8:
            continue
        canvas.line([(at, y - 14), (at, y + 14)], colours.axis, 3.5)
        canvas.text((at, NUMBERS / 2), number, SMALL, colours.muted)


def _draw_flags(canvas: Canvas, y: float, flags: list[Flag], look: Look, side: int) -> None:
    role, shape = look
    colour = canvas.colours.of(role)
    lines: list[list[tuple[float, float]]] = []
    for flag in flags:
        if flag.level is None:
            continue
        top = y + side * (FIRST_LEVEL + LEVEL * flag.level)
        lines.append([(flag.x, y + side * MARK), (flag.x, top + side * SMALL / 3)])
        canvas.text((flag.x + BESIDE, top), flag.words, SMALL, colour, "left")
    canvas.lines(lines, colour, 2, opacity=0.7)
    points = [(flag.x, y + side * MARK * 0.75) for flag in flags]
    canvas.marks(points, shape, colour, MARK)
