"""The head of a picture: its title, notes in small letters below it, the question at its right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.style import LARGE, SMALL
from bot.formula.node import text

if TYPE_CHECKING:
    from bot.drawing.canvas import Canvas
    from bot.formula.node import Formula

CAPTION_HEIGHT = 84
LINE_HEIGHT = 42

TITLE_MARGIN = 22
"""Pixels above and below a high title, together."""

MARGIN = 28
"""Pixels at the left and right."""

COVER_LAYER = 5.5

MOST_GIVEN = (440.0, 220.0)
"""Width and height in pixels of a question that finds room beside the title."""


@dataclass(frozen=True)
class Caption:
    """Lines of a title and of its notes, the question, and their positions.

    Attributes
    ----------
    size
        Of the title's letters, in pixels.
    given
        The question, for example ``A = [2 1; 1 3]``; None where there is none or no room. A wide
        one in one line is a note.
    given_size
        Its width and height in pixels.
    title_height
        Pixels from the top of the canvas that the first line of the title takes.
    height
        Of the canvas.
    """

    lines: list[Formula]
    notes: list[Formula]
    size: float
    given: Formula | None
    given_size: tuple[float, float]
    title_height: float
    height: int

    @classmethod
    def fitted(
        cls, canvas: Canvas, words: Formula, *notes: str, given: Formula | None = None
    ) -> Caption:
        """Return a caption whose title is as large as there is room for.

        Long texts take several lines, empty notes none.
        """
        given_size = (0.0, 0.0) if given is None else canvas.measure(given, SMALL)
        noted: list[Formula] = []
        if any(size > most for size, most in zip(given_size, MOST_GIVEN, strict=True)):
            if given and given_size[0] <= canvas.width - 2 * MARGIN and given_size[1] < LINE_HEIGHT:
                noted = [given]
            given, given_size = None, (0.0, 0.0)
        room = canvas.width - 2 * MARGIN - (given_size[0] + MARGIN if given else 0)
        width, height = canvas.measure(words, LARGE, bold=True)
        size = max(SMALL, min(LARGE, LARGE * room / width))
        is_long = LARGE * room < SMALL * width
        lines: list[Formula] = (
            [*wrapped(canvas, text(words), size, room, bold=True)] if is_long else [words]
        )
        noted += [line for note in notes if note for line in wrapped(canvas, note, room=room)]
        # A title with fractions is higher than one of words.
        title_height = CAPTION_HEIGHT
        if not is_long:
            title_height = max(title_height, height * size / LARGE + TITLE_MARGIN)
        return cls(lines, noted, size, given, given_size, title_height, canvas.height)

    @property
    def bottom(self) -> float:
        """The pixel row below which the picture has room."""
        lines = LINE_HEIGHT * (len(self.lines) - 1 + len(self.notes))
        return self.height - max(self.title_height + lines, self.given_size[1] + MARGIN)

    def cover(self, canvas: Canvas) -> None:
        """Hide what reaches from below into the caption; its words stay above."""
        left, right, top = 0, canvas.width, canvas.height
        strip = [(left, self.bottom), (right, self.bottom), (right, top), (left, top)]
        canvas.polygon(strip, canvas.colours.background, layer=COVER_LAYER)

    def write(self, canvas: Canvas) -> None:
        """Write title, notes and question."""
        y = self.height - self.title_height / 2
        for line in self.lines:
            canvas.text((MARGIN, y), line, self.size, anchor="left", bold=True)
            y -= LINE_HEIGHT
        y -= (self.title_height - LINE_HEIGHT) / 2 - 12
        for note in self.notes:
            canvas.text((MARGIN, y), note, SMALL, canvas.colours.muted, "left")
            y -= LINE_HEIGHT
        if self.given is not None:
            at = (canvas.width - MARGIN, self.height - MARGIN / 2 - self.given_size[1] / 2)
            canvas.text(at, self.given, SMALL, canvas.colours.muted, "right")


def wrapped(
    canvas: Canvas,
    words: str,
    size: float = SMALL,
    room: float | None = None,
    *,
    bold: bool = False,
) -> list[str]:
    """Return the words in lines of at most ``room`` pixels; only a longer word takes more.

    By default there is room for the canvas's whole width.
    """
    room = canvas.width - 2 * MARGIN if room is None else room
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
