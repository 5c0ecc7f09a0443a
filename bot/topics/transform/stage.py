"""Layout and words of the pictures of a 2×2 matrix."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.labels import GAP, Label, labelled
from bot.drawing.motion import motion
from bot.drawing.moving_plane import ROLES
from bot.drawing.style import NORMAL
from bot.drawing.view import fit
from bot.formula import (
    About,
    Chain,
    Function,
    Product,
    Rounded,
    Row,
    Symbol,
    VectorName,
    Words,
)
from bot.topics.transform.inline import inline
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.drawing.motion import Motion
    from bot.drawing.style import Role, Style
    from bot.drawing.view import View
    from bot.formula import Formula
    from bot.topics.transform.linear_map import Kind
    from linalg_engine.decompositions import Eigen, Eigenspace
    from linalg_engine.exact import Scalar

SIDE = 1100
"""Width and height in pixels."""

NEAREST = 1.5
"""Units around the origin that are always seen."""

LONGEST_LABEL = 22
"""Characters of a label at an arrow's tip; a longer one is only the name."""

LINE_PIXELS = 40
"""From one possible place of a line's words to the next."""

LINE_ROLES: tuple[Role, Role] = ("eigen", "eigen_other")
NAMES = (VectorName("î", "first"), VectorName("ĵ", "second"))
NAMES_BEFORE = (Row((NAMES[0], " = [1, 0]")), Row((NAMES[1], " = [0, 1]")))
EVERYTHING = "everything lands on this line"
DET_A, LAMBDA = Function("det", Symbol("A")), Symbol("λ")

LONGEST_DETERMINANT = 10
"""Characters of an exact determinant that has room beside the matrix."""


@dataclass(frozen=True)
class Transformation:
    """What the pictures show.

    Attributes
    ----------
    eigen
        Of the matrix A, shape (2, 2).
    determinant
        Of A; 0 where it is 0 up to rounding.
    kind
        What A does, in a name and a sentence.
    """

    eigen: Eigen
    determinant: Scalar
    kind: Kind


@dataclass(frozen=True)
class Line:
    """A straight line through the origin, its direction of length 1, and words at it."""

    direction: Floats
    words: Formula
    role: Role


@dataclass(frozen=True)
class Stage:
    """What all frames have in common.

    Attributes
    ----------
    top
        The pixel row below which the plane is seen.
    """

    shown: Transformation
    style: Style
    top: float

    @cached_property
    def motion(self) -> Motion:
        """The path from the identity to A."""
        return motion(self.shown.eigen.matrix)

    @cached_property
    def view(self) -> View:
        """Shows the unit square at all times, and some of the plane around the origin."""
        matrices = [self.motion.at(t) for t in np.linspace(0, 1, 9)]
        corners = [a @ corner for a in matrices for corner in ((1, 0), (0, 1), (1, 1))]
        around = NEAREST * np.array([(1, 1), (-1, -1)])
        region = Box(124, 96, SIDE - 124, self.top - 96)
        return fit(np.eye(2), np.vstack([*corners, around]), region)

    @property
    def bounds(self) -> Box:
        """Where words may stand."""
        return Box(16, 16, SIDE - 16, self.top - 12)

    # Lines

    @cached_property
    def eigenlines(self) -> list[Line]:
        """The lines that stay where they are, unless all do."""
        spaces = [s for s in self.shown.eigen.spaces if isinstance(s.value, float)]
        lines = [
            Line(np.real(space.vectors[:, 0]), self._eigenvalue(space), role)
            for space, role in zip(spaces, LINE_ROLES, strict=False)
            if space.geometric == 1
        ]
        return [line for line in lines if self._stays(line.direction)]

    def _stays(self, direction: Floats) -> bool:
        """Whether the matrix that is drawn, too, keeps the line."""
        x, y = self.motion.target @ direction
        turned = direction[0] * y - direction[1] * x
        return abs(turned) <= 1e-6 * max(1.0, float(np.max(np.abs(self.motion.target))))

    def _eigenvalue(self, space: Eigenspace) -> Formula:
        if isinstance(space.exact, Fraction):
            return Chain(LAMBDA, (self.style.notation.number(space.exact),))
        return Chain(LAMBDA, (Rounded(space.value, 3),))

    @cached_property
    def image_line(self) -> Line | None:
        """The line on which a matrix of rank 1 puts everything."""
        columns = self.motion.target.T
        longer = columns[int(np.argmax(np.linalg.norm(columns, axis=1)))]
        if self.shown.determinant != 0 or not longer.any():
            return None
        return Line(longer / np.linalg.norm(longer), EVERYTHING, "result")

    def across(self, line: Line) -> Floats:
        """Return two ends, in pixels, beyond the picture's edges."""
        return self.view.offset + 2 * SIDE * np.array([line.direction, -line.direction])

    # Words

    def words_after(self) -> list[Formula]:
        """Return the words at the tips after A."""
        words: list[Formula] = []
        for name, column in zip(NAMES, self.shown.eigen.matrix.T, strict=True):
            full = Row((name, " → ", inline(self.style.notation.vector(column))))
            words.append(full if len(str(full)) <= LONGEST_LABEL else name)
        return words

    def signed_area(self, t: float) -> Scalar:
        """Return the area of the unit square at a time from 0 to 1; below 0 where flipped."""
        (a, b), (c, d) = self.motion.at(t)
        return self.shown.determinant if t == 1 else float(a * d - b * c)

    def area(self, t: float) -> tuple[Formula, Role]:
        """Return the line that counts the area at a time from 0 to 1, and its colour."""
        if not self.motion.is_true:
            return "lengths not to scale", "muted"
        value = self.signed_area(t)
        role: Role = "rest" if value < 0 else "result"
        counted = str(Rounded(float(value), 2, has_zeros=True))
        shown = Row((Words("signed area "), counted))
        if t != 1:
            return shown, role
        if isinstance(value, Fraction) and formatting.is_same(value, counted):
            return Chain(shown, (DET_A,)), role
        exact = self.style.notation.number(value)
        is_told = not exact.is_rounded and len(str(exact)) <= LONGEST_DETERMINANT
        others = (DET_A, inline(exact)) if is_told else (DET_A,)
        return Chain(About(shown), others), role

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
        return f"det A {self.style.notation.equals(value)}: {flips}{areas}"

    def alt(self) -> str:
        """Return the alt text."""
        first, second = (self.style.notation.vector(column) for column in self.shown.eigen.matrix.T)
        parts = [
            f"The plane moved by the matrix with columns {first} and {second}.",
            self.shown.kind.sentence,
            f"î goes from [1, 0] to {first}, ĵ from [0, 1] to {second}; {self.summary()}.",
        ]
        if self.eigenlines:
            words = ", ".join(str(line.words) for line in self.eigenlines)
            parts.append(f"Dashed: the lines that stay where they are, {words}.")
        if not self.motion.is_true:
            parts.append("Lengths are not to scale.")
        return " ".join(parts)

    # Places of words

    def tip_labels(self, canvas: Canvas, a: Floats, words: Sequence[Formula]) -> list[Label]:
        """Return labels at the tips of î and ĵ when the plane is at ``a``."""
        tips = self.view.pixels(a.T)
        return [
            labelled(canvas, text, tip, tip - self.view.offset, role, NORMAL)
            for tip, text, role in zip(tips, words, ROLES, strict=True)
        ]

    def line_label(self, canvas: Canvas, line: Line, others: list[Floats]) -> Label:
        """Return the label beside a line, at the end that is farther from the anchors of others."""
        bare = labelled(canvas, line.words, np.zeros(2), np.zeros(2), line.role, NORMAL)
        half = np.array(bare.size) / 2
        across = np.array([-line.direction[1], line.direction[0]])
        reach = np.abs(across) @ half + GAP
        steps = np.arange(-SIDE, SIDE, LINE_PIXELS)[:, None]
        feet = self.view.offset + steps * line.direction
        places = np.vstack([feet + reach * across, feet - reach * across])
        low, high = self.bounds.corners[:2] + half, self.bounds.corners[2:] - half
        places = places[((places >= low) & (places <= high)).all(axis=1)]
        far = np.min([np.hypot(*(places - other).T) for other in others], axis=0)
        anchor = places[int(np.argmax(far))]
        return replace(bare, anchor=anchor, more=places)
