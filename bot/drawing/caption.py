"""The caption above a picture, and remarks in small letters below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.style import HEIGHT, LARGE, SMALL, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.canvas import Canvas

CAPTION_HEIGHT = 84
LINE_HEIGHT = 42

MARGIN = 28
"""Pixels at the left and right."""


@dataclass(frozen=True)
class Heading:
    """Lines of a caption and of notes, and where they stand.

    Attributes
    ----------
    size
        Of the caption's letters, in pixels.
    bottom
        The pixel row below which the picture has room.
    """

    captions: list[str]
    notes: list[str]
    size: float

    @property
    def bottom(self) -> float:
        return HEIGHT - CAPTION_HEIGHT - LINE_HEIGHT * (len(self.captions) - 1 + len(self.notes))

    def write(self, canvas: Canvas) -> None:
        y = HEIGHT - CAPTION_HEIGHT / 2
        for line in self.captions:
            canvas.text((MARGIN, y), line, self.size, anchor="left", bold=True)
            y -= LINE_HEIGHT
        y = self.bottom + LINE_HEIGHT * (len(self.notes) + 0.3)
        for line in self.notes:
            y -= LINE_HEIGHT
            canvas.text((MARGIN, y + 10), line, SMALL, canvas.colours.muted, "left")


def heading(canvas: Canvas, caption: str, notes: Sequence[str] = ()) -> Heading:
    """Return caption and notes, long ones on several lines."""
    room = WIDTH - 2 * MARGIN
    width, _ = canvas.measure(caption, LARGE, bold=True)
    size = max(SMALL, min(LARGE, LARGE * room / width))
    captions = wrapped(canvas, caption, size, room, bold=True)
    lines = [line for note in notes if note for line in wrapped(canvas, note, SMALL, room)]
    return Heading(captions, lines, size)


def wrapped(
    canvas: Canvas, words: str, size: float, room: float, *, bold: bool = False
) -> list[str]:
    """Return the words in lines that are at most ``room`` pixels wide, if they can be."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and canvas.measure(longer, size, bold=bold)[0] <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
