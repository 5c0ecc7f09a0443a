"""What is seen on a picture of vectors, in coordinates read off the numbers on its axes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Role, Style, Theme
from bot.drawing.things import Arrow, Fill, Line, Marks, Written
from bot.formula.node import text
from tests.bot.drawing.painted import of, words_of
from tests.bot.drawing.rules import Painted, recorded_paintings

DARK = Style(Theme.DARK)
COLOUR = COLOURS[Theme.DARK]

Array = NDArray[np.float64]


def exact(*entries: object) -> NDArray[Any]:
    return np.array([Fraction(str(entry)) for entry in entries], dtype=object)


def number(written: str) -> float:
    return float(written.replace("−", "-"))


@dataclass(frozen=True)
class Seen:
    """A picture, and what was painted on it."""

    picture: Picture
    painted: Painted

    @cached_property
    def words(self) -> dict[str, Written]:
        return words_of(self.painted)

    @cached_property
    def axes(self) -> tuple[Array, float]:
        """The origin in pixels and the pixels per unit, from the numbers along the axes."""
        words = [(text(word.lettering.content), word) for word in of(self.painted, Written)]
        below = [(number(written), word.x) for written, word in words if word.y == 26]
        aside = [(number(written), word.y) for written, word in words if word.x == 12]
        (x, left), *_, (other, right) = sorted(below)
        scale = (right - left) / (other - x)
        y, height = aside[0]
        return np.array([left - scale * x, height - scale * y]), scale

    def place(self, pixels: Any) -> Array:
        """Return coordinates of points given in pixels."""
        origin, scale = self.axes
        return (np.asarray(pixels) - origin) / scale

    def arrows(self, role: Role) -> list[Array]:
        """Return tail and tip of each arrow of a role, shape (2, 2)."""
        return [
            self.place([arrow.tail, arrow.tip])
            for arrow in of(self.painted, Arrow)
            if arrow.colour == COLOUR.of(role)
        ]

    def lines(self, role: Role, least: float = 4) -> list[Array]:
        """Return the lines of a role that are ``least`` pixels broad, shape (k, 2) each."""
        return [
            self.place(points)
            for line in of(self.painted, Line)
            if line.colour == COLOUR.of(role) and line.width >= least
            for points in line.points
        ]

    def fills(self, role: Role) -> list[Fill]:
        return [fill for fill in of(self.painted, Fill) if fill.colour == COLOUR.of(role)]

    def marks(self, role: Role) -> list[Array]:
        colour = COLOUR.of(role)
        return [self.place(m.centres[0]) for m in of(self.painted, Marks) if m.colour == colour]

    def colour_of(self, words: str) -> str:
        return self.words[words].lettering.colour


def seen(draw: Callable[[], Picture]) -> Seen:
    """Return what a picture shows, in the dark theme."""
    with recorded_paintings() as paintings:
        picture = draw()
    (painted,) = paintings
    return Seen(picture, painted)


def same(lines: list[Array], *expected: Any) -> bool:
    """Whether there are exactly the expected lines, in any order, up to half a percent."""
    left = list(lines)
    for wanted in expected:
        points = np.array(wanted, dtype=float)
        size = np.abs(points).max() or 1
        found = [
            k
            for k, line in enumerate(left)
            if line.shape == points.shape
            and (_near(line, points, size) or _near(line[::-1], points, size))
        ]
        if not found:
            return False
        left.pop(found[0])
    return not left


def _near(a: Array, b: Array, size: float) -> bool:
    return bool(np.abs(a - b).max() < 0.005 * size)
