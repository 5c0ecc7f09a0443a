"""The key of a picture of planes: what each is, with its colour and its stripes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from bot.drawing.depth import OPACITY, STRIPE_WIDTH
from bot.drawing.style import NORMAL, SMALL, Role
from bot.formula import Chain, Sum, Symbol, Term
from bot.topics.elimination.lines_figure import DOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.drawing.style import Style
    from bot.formula import Formula
    from bot.topics.elimination.equations import System

LEFT = 28.0
"""Pixels from the picture's edge."""

SWATCH = np.array([(0.0, -18.0), (46.0, -18.0), (62.0, 18.0), (16.0, 18.0)])
"""Corners of what stands for a plane, in pixels."""

GAP = 18.0
"""Pixels between a swatch and its words, and between words."""

WORDS_LEFT = LEFT + float(SWATCH[:, 0].max()) + GAP

LINE = 68.0
"""Pixels from one entry to the next, where they are not higher."""

WIDEST = 400.0
"""Pixels of words beside a swatch; longer ones get smaller letters, or others."""


@dataclass(frozen=True)
class Entry:
    """A plane with stripes in 0 to 2 directions, a line or point, or what is none of these.

    Attributes
    ----------
    words
        What it is.
    shorter
        Words in place of those that find no room.
    """

    words: Formula
    shorter: Formula
    role: Role
    look: Literal["plane", "dot", "line", "nothing"] = "plane"
    stripes: int = 0

    def fitted(self, canvas: Canvas) -> tuple[Formula, float]:
        """Return the words that find room, and the size of their letters."""
        for words, size in ((self.words, NORMAL), (self.words, SMALL)):
            if canvas.measure(words, size)[0] <= WIDEST:
                return words, size
        return self.shorter, NORMAL


def entries_of(system: System, style: Style) -> list[Entry]:
    """Return the key of a system of planes."""
    found = [
        Entry(equation.formula, equation.name, equation.role, stripes=k)
        for k, equation in enumerate(system.equations)
    ]
    say, solutions = style.notation, system.found
    least = solutions.least_squares
    if least is not None and not system.is_broken and len(solutions.directions) == 1:
        along = Term((Symbol("t"), say.column(solutions.directions[0])))
        nearest = Chain(system.unknowns.column(), (Sum((say.column(least.x), along)),))
        return [*found, Entry(nearest, "the nearest points", "result", "line")]
    if system.solution is not None:
        point = Chain(system.unknowns.column(), (say.column(system.solution),))
        return [*found, Entry(point, "the solution", "result", "dot")]
    if solutions.particular is not None and len(solutions.directions) == 1:
        free = system.unknowns[solutions.free_columns[0]]
        factor = free if system.unknowns.are_typed else Symbol("t")
        along = Term((factor, say.column(solutions.directions[0])))
        points = Chain(system.unknowns.column(), (Sum((say.column(solutions.particular), along)),))
        found.append(Entry(points, "the solutions", "result", "line"))
    return found


def key_width(canvas: Canvas, entries: Sequence[Entry]) -> float:
    """Return the pixel column where a key ends."""
    canvas.prepare((entry.words, NORMAL) for entry in entries)
    return WORDS_LEFT + max(canvas.measure(*entry.fitted(canvas))[0] for entry in entries)


def key_height(canvas: Canvas, entries: Sequence[Entry]) -> float:
    """Return the pixels that a key takes."""
    return sum(_height(canvas, entry) for entry in entries)


def _height(canvas: Canvas, entry: Entry) -> float:
    words, size = entry.fitted(canvas)
    return max(LINE, canvas.measure(words, size)[1] + GAP)


def draw_key(canvas: Canvas, entries: Sequence[Entry], top: float, left: float = LEFT) -> None:
    """Draw a key below pixel row ``top``, to the right of pixel column ``left``."""
    for entry in entries:
        words, size = entry.fitted(canvas)
        height = _height(canvas, entry)
        at = np.array([left, top - height / 2])
        top -= height
        colour = canvas.colours.of(entry.role)
        if entry.look == "plane":
            _draw_swatch(canvas, at, colour, entry.stripes)
        elif entry.look == "dot":
            canvas.dot(at + SWATCH.mean(axis=0), colour, DOT)
        elif entry.look == "line":
            canvas.line([at, (left + SWATCH[:, 0].max(), at[1])], colour, 10)
        canvas.text((left + WORDS_LEFT - LEFT, at[1]), words, size, anchor="left")


def _draw_swatch(canvas: Canvas, at: Floats, colour: str, stripes: int) -> None:
    corners = at + SWATCH
    canvas.polygon(corners, colour, OPACITY)
    canvas.line([*corners, corners[0]], colour, 4)
    low, end, high, start = corners
    for share in (1 / 3, 2 / 3):
        upright = [low + share * (end - low), start + share * (high - start)]
        level = [low + share * (start - low), end + share * (high - end)]
        for line in ([], [upright], [upright, level])[stripes]:
            canvas.line(line, colour, STRIPE_WIDTH)
