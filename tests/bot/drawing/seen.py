"""What a picture shows, read off its canvas: arrows, lines, fills and marks by colour, words."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageSequence

from bot.drawing.arrays import Floats
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS
from bot.drawing.things import Arrow, Fill, Line, Marks, Thing, Written
from bot.formula.node import text
from tests.bot.drawing.rules import faults, recorded_paintings

T = TypeVar("T", Arrow, Line, Fill, Marks)


@dataclass(frozen=True)
class Seen:
    """A picture, or the last frame of an animation that was painted, and its things."""

    picture: Picture
    canvas: Canvas
    things: tuple[Thing, ...]

    def _of(self, kind: type[T], role: str) -> list[T]:
        colour = str(getattr(COLOURS[self.canvas.theme], role))
        return [t for t in self.things if isinstance(t, kind) and t.colour == colour]

    def arrows(self, role: str) -> list[Arrow]:
        """Return the arrows of a colour."""
        return self._of(Arrow, role)

    def lines(self, role: str) -> list[Line]:
        """Return the lines of a colour."""
        return self._of(Line, role)

    def fills(self, role: str) -> list[Fill]:
        """Return the filled polygons of a colour."""
        return self._of(Fill, role)

    def marks(self, role: str) -> list[Marks]:
        """Return the points of a colour."""
        return self._of(Marks, role)

    @property
    def words(self) -> dict[str, tuple[str, Box]]:
        """All that is written, with its colour and its box; of the same words the last ones."""
        return {
            text(thing.lettering.content): (thing.lettering.colour, self.canvas.box_of(thing))
            for thing in self.things
            if isinstance(thing, Written)
        }

    @property
    def all_words(self) -> list[str]:
        """All that is written, in the order in which it was, the same words as often."""
        return [text(t.lettering.content) for t in self.things if isinstance(t, Written)]

    def colour(self, role: str) -> str:
        """Return the colour of a role."""
        return str(getattr(COLOURS[self.canvas.theme], role))

    def pixel(self, at: Floats) -> tuple[int, int, int]:
        """Return the colour that a canvas's pixel has in the saved picture."""
        image = Image.open(io.BytesIO(self.picture.data)).convert("RGB")
        zoom = self.canvas.zoom
        x, y = zoom * at[0], zoom * (self.canvas.height - at[1])
        found = image.getpixel((int(x), int(y)))
        assert isinstance(found, tuple)
        return found[0], found[1], found[2]


def seen(draw: Callable[[], Picture]) -> Seen:
    """Draw a picture that breaks no rule of reading; return what it shows."""
    with recorded_paintings() as paintings:
        picture = draw()
    assert [fault for painted in paintings for fault in faults(painted)] == []
    assert 0 < len(picture.alt) <= 1024
    return Seen(picture, paintings[-1].canvas, paintings[-1].things)


def grid(found: Seen) -> tuple[Floats, float]:
    """Return the origin of the grid behind a picture, and pixels from one line to the next."""
    ((upright, level),) = (a.points for a in found.lines("axis") if a.points.shape == (2, 2, 2))
    (lines,) = (line.points for line in found.lines("grid"))
    origin = np.array([upright[0, 0], level[0, 1]])
    is_upright = lines[:, 0, 0] == lines[:, 1, 0]
    places = np.sort(lines[is_upright, 0, 0]), np.sort(lines[~is_upright, 0, 1])
    pitch = float(places[0][1] - places[0][0])
    for along, start in zip(places, origin, strict=True):
        assert np.allclose(np.diff(along), pitch)
        assert np.allclose((along - start) / pitch, np.round((along - start) / pitch))
    for line, axis in ((lines[is_upright], upright), (lines[~is_upright], level)):
        assert np.allclose(line[:, 1] - line[:, 0], axis[1] - axis[0])
    return origin, pitch


def frames(picture: Picture) -> tuple[list[NDArray[np.uint8]], list[int]]:
    """Return the frames of a GIF, shape (height, width, 3), and their milliseconds."""
    image = Image.open(io.BytesIO(picture.data))
    found = [
        (np.asarray(frame.convert("RGB")), int(frame.info["duration"]))
        for frame in ImageSequence.Iterator(image)
    ]
    return [pixels for pixels, _ in found], [duration for _, duration in found]


def rgb(colour: str) -> tuple[int, int, int]:
    """Return "#rrggbb" as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def tip(arrow: Arrow) -> tuple[float, float]:
    """Return where an arrow ends."""
    return float(arrow.tip[0]), float(arrow.tip[1])
