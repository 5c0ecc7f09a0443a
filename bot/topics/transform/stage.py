"""Layout and words of the pictures of a 2×2 matrix."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.animation import measure
from bot.drawing.ground import nice_step
from bot.drawing.labels import Box, Label, place_labels
from bot.drawing.view import fit
from bot.formula import Product, equals
from bot.topics.transform.motion import motion
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.drawing.view import View
    from bot.topics.transform.motion import Motion
    from linalg_engine.decompositions import Eigen, Eigenspace
    from linalg_engine.exact import Scalar

SIDE = 560
"""Width and height in pixels."""

CAPTION_HEIGHT = 54
NOTE_HEIGHT = 28

SMALL, NORMAL = 17, 20
"""Letter sizes in pixels; SMALL is 12 px high when the picture is 400 px wide."""

NEAREST = 1.5
"""Units around the origin that are always seen."""

GRID_PIXELS = 40
"""The least distance of two grid lines; denser ones are noise, and bytes."""

LONGEST_LABEL = 22
"""Characters of a label at an arrow's tip; a longer one is only the name."""

NAMES = ("î", "ĵ")
NAMES_BEFORE = ("î = [1, 0]", "ĵ = [0, 1]")
EVERYTHING = "everything lands on this line"


@dataclass(frozen=True)
class Transformation:
    """What the pictures show.

    Attributes
    ----------
    eigen
        Of the matrix A, shape (2, 2).
    determinant
        Of A; 0 where it is 0 up to rounding.
    meaning
        What A does, in a sentence for the alt text.
    """

    eigen: Eigen
    determinant: Scalar
    meaning: str


@dataclass(frozen=True)
class Line:
    """A straight line through the origin, its direction of length 1, and words at it."""

    direction: Floats
    words: str


@dataclass(frozen=True)
class Stage:
    """What all frames have in common."""

    shown: Transformation
    style: Style

    @cached_property
    def motion(self) -> Motion:
        """The path from the identity to A."""
        return motion(self.shown.eigen.matrix)

    @cached_property
    def bottom(self) -> float:
        """The pixel row where the plane ends and the caption begins."""
        return CAPTION_HEIGHT + (0 if self.motion.is_true else NOTE_HEIGHT)

    @cached_property
    def view(self) -> View:
        """Shows the unit square at all times, and some of the plane around the origin."""
        matrices = [self.motion.at(t) for t in np.linspace(0, 1, 9)]
        corners = [a @ corner for a in matrices for corner in ((1, 0), (0, 1), (1, 1))]
        around = NEAREST * np.array([(1, 1), (-1, -1)])
        region = Box(62, self.bottom + 40, SIDE - 62, SIDE - 40)
        return fit(np.eye(2), np.vstack([*corners, around]), region)

    @cached_property
    def step(self) -> float:
        """Units from one grid line to the next."""
        return max(1.0, nice_step(GRID_PIXELS / self.view.scale))

    def seen(self) -> tuple[Floats, Floats]:
        """Return the lowest and the highest coordinates in the picture."""
        low = (np.array([0, self.bottom]) - self.view.offset) / self.view.scale
        high = (np.array([SIDE, SIDE]) - self.view.offset) / self.view.scale
        return low, high

    # Lines

    @cached_property
    def eigenlines(self) -> list[Line]:
        """The lines that stay where they are, unless all do."""
        spaces = [s for s in self.shown.eigen.spaces if isinstance(s.value, float)]
        lines = [
            Line(np.real(space.vectors[:, 0]), self._eigenvalue(space))
            for space in spaces
            if space.geometric == 1
        ]
        return [line for line in lines if self._stays(line.direction)]

    def _stays(self, direction: Floats) -> bool:
        """Whether the matrix that is drawn, too, keeps the line."""
        x, y = self.motion.target @ direction
        turned = direction[0] * y - direction[1] * x
        return abs(turned) <= 1e-6 * max(1.0, float(np.max(np.abs(self.motion.target))))

    def _eigenvalue(self, space: Eigenspace) -> str:
        if isinstance(space.exact, Fraction):
            return f"λ {equals(self.style.notation.number(space.exact))}"
        return f"λ ≈ {decimal(space.value, 3)}"

    @cached_property
    def image_line(self) -> Line | None:
        """The line on which a matrix of rank 1 puts everything."""
        columns = self.motion.target.T
        longer = columns[int(np.argmax(np.linalg.norm(columns, axis=1)))]
        if self.shown.determinant != 0 or not longer.any():
            return None
        return Line(longer / np.linalg.norm(longer), EVERYTHING)

    @property
    def lines(self) -> list[Line]:
        """All lines that have words."""
        return [*self.eigenlines, *([] if self.image_line is None else [self.image_line])]

    def across(self, line: Line) -> Floats:
        """Return two ends, in pixels, beyond the picture's edges."""
        return self.view.offset + 1000 * np.array([line.direction, -line.direction])

    # Places of words

    def tip_labels(self, a: Floats, words: Sequence[str]) -> list[Floats]:
        """Return the places of words at the tips of î and ĵ when the plane is at ``a``."""
        tips = self.view.pixels(a.T)
        labels = [
            Label(text, tip, measure(text, NORMAL), tip - self.view.offset)
            for tip, text in zip(tips, words, strict=True)
        ]
        return place_labels(labels, self._bounds, self._obstacles(a))

    @cached_property
    def offsets(self) -> tuple[list[Floats], list[Floats]]:
        """From the tips to the names, before and after."""
        start, end = (
            [
                c - tip
                for c, tip in zip(self.tip_labels(a, NAMES), self.view.pixels(a.T), strict=True)
            ]
            for a in (np.eye(2), self.motion.target)
        )
        return start, end

    @cached_property
    def line_labels(self) -> list[Floats]:
        """The places of the words at the lines, in all frames."""
        target = self.motion.target
        taken = [
            Box.around(centre, measure(text, NORMAL))
            for a, words in ((target, self.words_after()), (np.eye(2), NAMES_BEFORE))
            for text, centre in zip(words, self.tip_labels(a, words), strict=True)
        ]
        anchors = list(self.view.pixels(np.vstack([target.T, np.eye(2)])))
        labels: list[Label] = []
        for line in self.lines:
            anchors.append(self._freer_end(line, anchors))
            labels.append(Label(line.words, anchors[-1], measure(line.words, SMALL), np.zeros(2)))
        return place_labels(labels, self._bounds, self._obstacles(target), taken)

    def _freer_end(self, line: Line, others: Sequence[Floats]) -> Floats:
        """Return the end of the line, inside the picture, that is farther from the others."""
        low = np.array([self._bounds.left + 30, self._bounds.bottom + 14])
        high = np.array([self._bounds.right - 30, self._bounds.top - 14])
        ends: list[Floats] = []
        for direction in (line.direction, -line.direction):
            points = self.view.offset + np.arange(SIDE * 1.5)[:, None] * direction
            inside = ((points >= low) & (points <= high)).all(axis=1)
            ends.append(points[inside][-1])
        return max(ends, key=lambda end: min(float(np.hypot(*(end - o))) for o in others))

    @property
    def _bounds(self) -> Box:
        return Box(8, self.bottom + 6, SIDE - 8, SIDE - 8)

    def _obstacles(self, a: Floats) -> list[Floats]:
        arrows = [np.array([self.view.offset, tip]) for tip in self.view.pixels(a.T)]
        return [*arrows, *(self.across(line) for line in self.lines)]

    # Words

    def words_after(self) -> list[str]:
        """Return the words at the tips after A."""
        words: list[str] = []
        for name, column in zip(NAMES, self.shown.eigen.matrix.T, strict=True):
            full = f"{name} → {self.style.notation.vector(column)}"
            words.append(full if len(full) <= LONGEST_LABEL else name)
        return words

    def summary(self) -> str:
        """Return the determinant and what it does to areas."""
        value = self.shown.determinant
        if value == 0:
            is_point = not self.motion.target.any()
            return f"det A = 0: {'all on the origin' if is_point else 'no area is left'}"
        stays = abs(value) == 1
        size = self.style.notation.number(abs(value))
        areas = "areas stay" if stays else str(Product(("areas", size), "×"))
        flips = "flipped, " if value < 0 else ""
        return f"det A {equals(self.style.notation.number(value))}: {flips}{areas}"

    def alt(self) -> str:
        """Return the alt text."""
        first, second = (self.style.notation.vector(column) for column in self.shown.eigen.matrix.T)
        parts = [
            f"The plane moved by the matrix with columns {first} and {second}.",
            self.shown.meaning,
            f"î goes from [1, 0] to {first}, ĵ from [0, 1] to {second}; {self.summary()}.",
        ]
        if self.eigenlines:
            words = ", ".join(line.words for line in self.eigenlines)
            parts.append(f"Dashed: the lines that stay where they are, {words}.")
        if not self.motion.is_true:
            parts.append("Lengths are not to scale.")
        return " ".join(parts)
