"""The caption above a picture, and notes in small letters below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.style import HEIGHT, LARGE, SMALL, WIDTH

if TYPE_CHECKING:
    from bot.drawing.canvas import Canvas

CAPTION_HEIGHT = 84
LINE_HEIGHT = 42

MARGIN = 28
"""Pixels at the left and right."""


@dataclass(frozen=True)
class Caption:
    """Lines of a caption and of its notes, and their positions.

    Attributes
    ----------
    size
        Of the caption's letters, in pixels.
    """

    lines: list[str]
    notes: list[str]
    size: float

    @classmethod
    def fitted(cls, canvas: Canvas, words: str, *notes: str) -> Caption:
        """Return a caption whose letters are as large as there is room for.

        Long texts take several lines, empty notes none.
        """
        room = WIDTH - 2 * MARGIN
        width, _ = canvas.measure(words, LARGE, bold=True)
        size = max(SMALL, min(LARGE, LARGE * room / width))
        is_long = LARGE * room < SMALL * width
        lines = wrapped(canvas, words, size, room, bold=True) if is_long else [words]
        wrapped_notes = [line for note in notes if note for line in wrapped(canvas, note)]
        return cls(lines, wrapped_notes, size)

    @property
    def bottom(self) -> float:
        """The pixel row below which the picture has room."""
        return HEIGHT - CAPTION_HEIGHT - LINE_HEIGHT * (len(self.lines) - 1 + len(self.notes))

    def write(self, canvas: Canvas) -> None:
        """Write caption and notes."""
        y = HEIGHT - CAPTION_HEIGHT / 2
        for line in self.lines:
            canvas.text((MARGIN, y), line, self.size, anchor="left", bold=True)
            y -= LINE_HEIGHT
        y = self.bottom + LINE_HEIGHT * (len(self.notes) + 0.3)
        for line in self.notes:
            y -= LINE_HEIGHT
            canvas.text((MARGIN, y + 10), line, SMALL, canvas.colours.muted, "left")


def wrapped(
    canvas: Canvas,
    words: str,
    size: float = SMALL,
    room: float = WIDTH - 2 * MARGIN,
    *,
    bold: bool = False,
) -> list[str]:
    """Return the words in lines of at most ``room`` pixels; only a longer word takes more."""
    if canvas.measure(words, size, bold=bold)[0] <= room:
        return [words]
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and canvas.measure(longer, size, bold=bold)[0] <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
