"""A legend: what colours and shapes of points stand for, in rows below the caption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.caption import LINE_HEIGHT, MARGIN
from bot.drawing.style import SMALL

if TYPE_CHECKING:
    from bot.drawing.canvas import Canvas
    from bot.drawing.style import Role
    from bot.drawing.things import Shape

    Look = tuple[Role, Shape]

MARK = 22.0
"""Width of a mark in pixels."""

BEFORE_WORDS, BETWEEN = 10.0, 30.0
"""Pixels between a mark and its words, and between two entries."""


@dataclass(frozen=True)
class Legend:
    """Entries in rows, each with its left end in pixels."""

    rows: tuple[tuple[tuple[float, str, Look], ...], ...]

    @classmethod
    def fitted(cls, canvas: Canvas, entries: list[tuple[str, Look]]) -> Legend:
        """Return a legend with as many entries in a row as there is room for."""
        rows: list[list[tuple[float, str, Look]]] = []
        x = float(canvas.width)
        for words, look in entries:
            width = MARK + BEFORE_WORDS + canvas.measure(words, SMALL)[0]
            if x + width > canvas.width - MARGIN:
                rows.append([])
                x = float(MARGIN)
            rows[-1].append((x, words, look))
            x += width + BETWEEN
        return cls(tuple(map(tuple, rows)))

    @property
    def height(self) -> float:
        """Pixels of all rows."""
        return LINE_HEIGHT * len(self.rows)

    def write(self, canvas: Canvas, top: float) -> None:
        """Write it below a pixel row."""
        for number, row in enumerate(self.rows):
            y = top - LINE_HEIGHT * (number + 0.5)
            for x, words, (role, shape) in row:
                colour = canvas.colours.of(role)
                canvas.marks((x + MARK / 2, y), shape, colour, MARK)
                canvas.text((x + MARK + BEFORE_WORDS, y), words, SMALL, colour, "left")
