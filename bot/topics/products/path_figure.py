"""Powers of a 2×2 matrix: the path of a vector under A, A², A³ …"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import length
from bot.drawing.ground import draw_grid
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import BROAD, NORMAL, SMALL, WIDTH
from bot.drawing.things import DASHED
from bot.drawing.view import fit
from bot.formula import Chain, Listed, Power, Row, Symbol, VectorName, text
from bot.formula.numbers import decimal
from linalg_engine import decompositions, elimination
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from bot.drawing.view import View
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.decompositions import Eigen
    from linalg_engine.matrices import Matrix

A, X = Symbol("A"), VectorName("x")

MOST_STEPS = 8
"""Steps of a path that can be told apart."""

MOST_GROWTH = 12.0
"""How many times as long as the first vectors the later ones may be, so that all are seen."""

DOT = 11.0
"""Pixels from the middle of a dot to its edge."""

LIMIT = 34.0
"""Pixels across the mark of a limit."""

APART = 50.0
"""Pixels from a named point within which no other one is named."""

STARTS = ((1, 0), (0, 1), (1, 1))
"""What x may be: the first of them that A turns."""


@dataclass(frozen=True)
class Path:
    """What is drawn of a power n of a matrix, shape (2, 2).

    Attributes
    ----------
    step
        What each step multiplies by: A, or its inverse where n is negative.
    n
        None where steps go on for ever.
    limit
        What the powers come to, shape (2, 2), where that is drawn.
    """

    a: Matrix
    step: Matrix
    n: int | None
    say: Notation
    limit: Matrix | None = None

    @cached_property
    def start(self) -> tuple[int, int]:
        """The vector x."""
        (a, b), (c, d) = self.step
        images = {(1, 0): (a, c), (0, 1): (b, d), (1, 1): (a + b, c + d)}
        turned = (x for x in STARTS if x[0] * images[x][1] != x[1] * images[x][0])
        return next(turned, STARTS[2])

    @cached_property
    def points(self) -> Floats:
        """x and where it is after each step, shape (k + 1, 2), as far as it is drawn."""
        step, point = as_float(self.step), np.array(self.start, dtype=float)
        points = [point]
        for k in range(MOST_STEPS if self.n is None else min(abs(self.n), MOST_STEPS)):
            with np.errstate(over="ignore", invalid="ignore"):
                point = step @ point
            if not np.isfinite(point).all():
                break
            if k and length(point) > MOST_GROWTH * max(length(p) for p in points[:2]):
                break
            points.append(point)
        return np.array(points)

    @property
    def is_whole(self) -> bool:
        """Whether every step is drawn."""
        return self.n is not None and len(self.points) == abs(self.n) + 1

    @property
    def end(self) -> Floats | None:
        """Where the path ends at last, shape (2,)."""
        if self.limit is None:
            return None
        return as_float(self.limit) @ np.array(self.start, dtype=float)

    def name(self, k: int) -> Formula:
        """Return ``x = [1, 0]``, ``A x`` or ``A³ x``."""
        exponent = k if self.n is None or self.n > 0 else -k
        if k == 0:
            return Chain(X, (Listed(tuple(map(str, self.start))),))
        return Row((A if exponent == 1 else Power(A, str(exponent).replace("-", "−")), " ", X))

    @cached_property
    def eigen(self) -> Eigen:
        """Eigenvalues and eigenvectors of a step."""
        return decompositions.eigen(self.step)

    @property
    def is_turning(self) -> bool:
        """Whether no line stays."""
        return isinstance(self.eigen.spaces[0].value, complex)

    @cached_property
    def lines(self) -> list[tuple[Floats, Role]]:
        """Directions of the lines that A keeps, the one of the largest eigenvalue first."""
        if self.is_turning or self.eigen.spaces[0].geometric == 2:
            return []
        spaces = sorted(self.eigen.spaces, key=lambda space: -abs(space.value))
        roles: tuple[Role, Role] = ("eigen", "eigen_other")
        return [
            (np.real(space.vectors[:, 0]), role) for space, role in zip(spaces, roles, strict=False)
        ]

    def title(self) -> str:
        """Return what the path does."""
        if self.is_turning:
            area = elimination.determinant(self.step).value
            where = "The path goes around and around"
            return (
                "The path spirals in" if area < 1 else "The path spirals out" if area > 1 else where
            )
        sizes = [abs(space.value) for space in self.eigen.spaces]
        if not self.lines:
            return "Every step stays on one line"
        if len(sizes) == 2 and min(sizes) == 0:
            return "One step, and the path stays on a line"
        if max(sizes) == 0:
            return "Two steps crush every vector to 0"
        # Equal sizes of different signs: the trace is 0, and two steps are one multiple.
        if len(sizes) == 2 and elimination.trace(self.step) == 0:
            return "Two steps lead back to the line of x"
        return "The path turns towards one line that stays"

    def note(self) -> str:
        """Return how much of the path is drawn."""
        steps = len(self.points) - 1
        if self.is_whole:
            return ""
        if self.n is None:
            return f"the first {steps} steps" + "; diamond: the limit" * (self.limit is not None)
        return f"the first {f'{steps} ' * (steps > 1)}of {abs(self.n)} steps"

    def alt(self) -> str:
        """Return the alt text."""
        point: Vector = np.array(list(map(Fraction, self.start)), dtype=object)
        way = [text(self.name(0))]
        for k in range(1, len(self.points)):
            point = elimination.multiply(self.step, point)
            way.append(str(Chain(self.name(k), (self.say.vector(point),))))
        note = f" These are {self.note()}." if self.note() else ""
        if self.end is not None:
            x, y = (decimal(float(c), 3) for c in self.end)
            note += f" The limit is at [{x}, {y}]."
        return (
            f"The path of a vector under powers of {self.say.matrix(self.a)}: {', '.join(way)}. "
            f"{self.title()}.{note}"
        )


def draw(path: Path, style: Style) -> Picture:
    """Return the path of a vector, and the lines that stay."""
    canvas = Canvas(style.theme)
    given = Chain(A, (path.say.matrix(path.a),))
    last = len(path.points) - 1
    canvas.prepare(
        [
            (given, SMALL, canvas.colours.muted),
            *((path.name(k), *_look(canvas, k, last)) for k in range(last + 1)),
        ]
    )
    caption = Caption.fitted(canvas, path.title(), path.note(), given=given)
    limits = [] if path.end is None else [path.end]
    around = np.vstack([np.zeros((1, 2)), path.points, *limits])
    view = fit(np.eye(2), around, Box(200, 118, WIDTH - 130, caption.bottom - 74))
    draw_grid(canvas, view, caption.bottom, numbered=True)
    for direction, role in path.lines:
        ends = view.offset + 1500 * np.array([direction, -direction])
        canvas.line(ends, canvas.colours.of(role), 3, DASHED, opacity=0.7)
    _draw_path(canvas, view, path)
    for limit in limits:
        canvas.marks(view.pixels(limit), "diamond", canvas.colours.rest, LIMIT, layer=4.5)
    labels = _labels(canvas, view, path)
    bounds = Box(12, 50, WIDTH - 12, caption.bottom - 6)
    write_labels(canvas, labels, bounds, others=view.pixels(path.points))
    caption.cover(canvas)
    caption.write(canvas)
    return Picture("power.png", canvas.png(), path.alt())


def _look(canvas: Canvas, k: int, last: int) -> tuple[float, str]:
    """Return the size and the colour of the name of a point."""
    if k == last:
        return NORMAL, canvas.colours.result
    return (NORMAL if k == 0 else SMALL), canvas.colours.muted


def _draw_path(canvas: Canvas, view: View, path: Path) -> None:
    """Draw x and the last vector as arrows, and the steps between the points."""
    points = view.pixels(path.points)
    canvas.arrow(view.offset, points[0], canvas.colours.muted, BROAD, layer=2.6)
    canvas.arrow(view.offset, points[-1], canvas.colours.result, 8)
    for tail, tip in pairwise(points):
        # A step ends before the dot at its end.
        size = float(np.hypot(*(tip - tail)))
        if size > 3 * DOT:
            canvas.arrow(tail, tip - (tip - tail) * DOT / size, canvas.colours.text, 4, layer=2.8)
    for point in points[1:-1]:
        canvas.dot(point, canvas.colours.result, DOT)


def _labels(canvas: Canvas, view: View, path: Path) -> list[Label]:
    points = view.pixels(path.points)
    last = len(points) - 1
    order = [last, 0]
    for k in range(1, last):
        if np.hypot(*(points[order] - points[k]).T).min() >= APART:
            order.append(k)
    return [
        labelled(
            canvas,
            path.name(k),
            points[k],
            points[k] - view.offset,
            "result" if k == last else "muted",
            NORMAL if k in (0, last) else SMALL,
        )
        for k in order
    ]
