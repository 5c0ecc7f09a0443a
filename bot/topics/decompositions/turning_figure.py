"""A 2×2 matrix without real eigenvectors: every vector turns, around ellipses that A keeps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import unit_circle
from bot.drawing.ground import draw_grid
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import BROAD, NORMAL, SMALL, WIDTH
from bot.drawing.things import DASHED, DOTTED
from bot.drawing.view import View, fit
from bot.formula import Chain, Rounded, Row, Symbol, VectorName, Words, text
from bot.formula.node import is_rounded
from bot.formula.numbers import decimal
from linalg_engine import vectors
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.decompositions import Eigen
    from linalg_engine.exact import Scalar

A = Symbol("A")
X = VectorName("x")
IMAGE = Row((A, " ", X))

MOST_GROWTH = 6.0
"""Where vectors get longer than this many times, or shorter, lengths are not to scale."""

GROWN, SHRUNK = 1.8, 0.5
"""How many times as long they are drawn then."""

STARTS = (1 / 3, 2 / 3)
"""Where the other vectors are, in rounds from the first."""

TIMES = np.linspace(0, 1, 25)

LEGEND = "grey before A, coloured after"
NOT_TO_SCALE = "lengths not to scale"


@dataclass(frozen=True)
class Turn:
    """What is drawn of a matrix with complex eigenvalues, shape (2, 2)."""

    found: Eigen
    say: Notation

    @cached_property
    def value(self) -> complex:
        """The eigenvalue above the real axis."""
        return complex(self.found.spaces[0].value)

    @cached_property
    def basis(self) -> Floats:
        """Columns p and q, shape (2, 2): A turns p and q around the ellipse through both."""
        # p + q i is the eigenvector [b, λ − a]: however flat the ellipse, p and q are independent.
        a, b = as_float(self.found.matrix)[0]
        basis = np.array([[b, 0], [self.value.real - a, self.value.imag]])
        basis = basis / np.max(np.abs(basis))
        return basis / np.linalg.norm(basis, 2)

    @cached_property
    def growth(self) -> float:
        """How many times as large each round's ellipse is drawn."""
        size = abs(self.value)
        if 1 / MOST_GROWTH <= size <= MOST_GROWTH:
            return size
        return GROWN if size > 1 else SHRUNK

    @property
    def is_true(self) -> bool:
        """Whether lengths are to scale."""
        return self.growth == abs(self.value)

    def path(self, round_: float, times: Floats) -> Floats:
        """Return where a vector of the ellipse is at times from 0, before A, to 1, after it.

        Parameters
        ----------
        round_
            Which vector: 0 and 1 are the one to the right.
        times
            Shape (t,).

        Returns
        -------
        points
            Shape (t, 2).
        """
        x, y = np.linalg.solve(self.basis, [1.0, 0.0])
        start = np.arctan2(y, x) + 2 * np.pi * round_
        turns = start - float(np.angle(self.value)) * times
        circle = np.column_stack([np.cos(turns), np.sin(turns)])
        return (self.growth**times)[:, None] * circle @ self.basis.T

    @cached_property
    def ellipse(self) -> Floats:
        """The ellipse before A, shape (k, 2)."""
        return unit_circle() @ self.basis.T

    @cached_property
    def is_round(self) -> bool:
        """Whether the ellipse is a circle, so that A turns all vectors by one angle."""
        (a, b), (c, d) = self.found.matrix
        return bool(a == d and b == -c)

    # Words

    @cached_property
    def _parts(self) -> tuple[Scalar, Scalar]:
        exact = self.found.spaces[0].exact
        value = self.value if exact is None else exact
        return value.real, value.imag

    @cached_property
    def angle(self) -> Row:
        """The angle of one step, in degrees."""
        found = vectors.angle(self._parts, [1, 0])
        exact = found.exact_degrees
        return Row((Rounded(found.degrees, 1) if exact is None else str(exact), "°"))

    @cached_property
    def times(self) -> Formula:
        """How many times as large a step makes the ellipse."""
        return self.say.number(vectors.norm(self._parts).value)

    def angle_label(self) -> Formula:
        """Return "turned ≈ 53.1°"."""
        return Row((Words("turned ≈ " if self.angle.is_rounded else "turned "), self.angle))

    def size_label(self) -> Formula:
        """Return "√2 times as large"."""
        about = Words("≈ ") if is_rounded(self.times) else ""
        if text(self.times) == "1" and not about:
            return Words(f"on the same {self.shape}")
        return Row((about, self.times, Words(" times as large")))

    @property
    def shape(self) -> str:
        """What vectors are turned around on."""
        return "circle" if self.is_round else "ellipse"

    def title(self) -> str:
        """Return what the picture shows."""
        if not self.is_round:
            return "No line stays: A turns every vector"
        about = "about " if self.angle.is_rounded else ""
        return f"No line stays: A turns all by {about}{self.angle}"

    def notes(self) -> str:
        """Return what the colours say."""
        if not self.is_true:
            return f"{LEGEND}; {NOT_TO_SCALE}"
        return LEGEND if self.is_round else f"{LEGEND}; degrees around the ellipse"

    def alt(self) -> str:
        """Return the alt text."""
        (x, y), (u, v) = (
            (decimal(round(float(c), 3), 3) for c in self.path(0, np.array([t]))[0])
            for t in (0.0, 1.0)
        )
        sense = "counter-clockwise" if self.is_counter_clockwise else "clockwise"
        end = "" if self.is_true else " Lengths are not to scale."
        return (
            f"Arrows before the matrix {self.say.matrix(self.found.matrix)}, in grey, on "
            f"{'a circle' if self.is_round else 'an ellipse'}, and after it: "
            f"{text(self.angle_label())}{'' if self.is_round else ' of 360°'} {sense}, "
            f"{text(self.size_label())}. x = [{x}, {y}] is moved to [{u}, {v}]. "
            f"No line stays.{end}"
        )

    @property
    def is_counter_clockwise(self) -> bool:
        """Whether A turns from the x axis towards the y axis."""
        (_, b), (c, _) = self.found.matrix
        return bool(c > b)


def draw(found: Eigen, style: Style) -> Picture:
    """Return vectors before and after a matrix, shape (2, 2), that turns all of them."""
    turn = Turn(found, style.notation)
    canvas = Canvas(style.theme)
    caption = prepared_caption(canvas, turn)
    view = view_of(turn, caption.bottom)
    draw_grid(canvas, view, caption.bottom, numbered=turn.is_true)
    _draw_ellipses(canvas, turn, view)
    for start in STARTS:
        _draw_faintly(canvas, turn, view, start)
    _draw_first(canvas, turn, view)
    write_labels(canvas, labels(canvas, turn, view), Box(12, 50, WIDTH - 12, caption.bottom - 6))
    caption.write(canvas)
    return Picture("eigen.png", canvas.png(), turn.alt())


def prepared_caption(canvas: Canvas, turn: Turn) -> Caption:
    """Set all formulas; return the caption."""
    colours = canvas.colours
    given = Chain(A, (turn.say.matrix(turn.found.matrix),))
    canvas.prepare(
        [
            (given, SMALL, colours.muted),
            (X, NORMAL, colours.muted),
            (IMAGE, NORMAL, colours.eigen),
            (turn.angle_label(), NORMAL, colours.eigen),
            (turn.size_label(), SMALL, colours.result),
        ]
    )
    return Caption.fitted(canvas, turn.title(), turn.notes(), given=given)


def view_of(turn: Turn, top: float) -> View:
    """Return the view of the ellipse before and after A."""
    points = np.vstack([turn.ellipse, turn.growth * turn.ellipse])
    return fit(np.eye(2), points, Box(90, 80, WIDTH - 90, top - 30))


def _draw_ellipses(canvas: Canvas, turn: Turn, view: View) -> None:
    """Draw the ellipse before and after A."""
    canvas.line(view.pixels(turn.ellipse), canvas.colours.muted, 3, layer=0.9)
    after = view.pixels(turn.growth * turn.ellipse)
    canvas.line(after, canvas.colours.result, 4, layer=1.2)


def _draw_faintly(canvas: Canvas, turn: Turn, view: View, start: float) -> None:
    """Draw another vector, and how it turns."""
    path = view.pixels(turn.path(start, TIMES))
    canvas.line(path, canvas.colours.muted, 3, DOTTED, layer=0.9)
    canvas.arrow(view.offset, path[0], canvas.colours.muted, 4, layer=1.6, opacity=0.5)
    canvas.arrow(view.offset, path[-1], canvas.colours.result, 4, layer=1.6, opacity=0.55)


def _draw_first(canvas: Canvas, turn: Turn, view: View) -> None:
    """Draw x and A x, and the turn between them as an area."""
    path = view.pixels(turn.path(0, TIMES))
    canvas.polygon([view.offset, *path], canvas.colours.eigen, 0.1)
    canvas.line(path, canvas.colours.eigen, 4, DASHED)
    canvas.arrow(view.offset, path[0], canvas.colours.muted, BROAD, layer=2.6)
    canvas.arrow(view.offset, path[-1], canvas.colours.eigen, 8)


def labels(canvas: Canvas, turn: Turn, view: View) -> list[Label]:
    """Return the labels of A x, of x, of the angle and of the size."""
    path = view.pixels(turn.path(0, TIMES))
    start, middle, end = path[0], path[len(path) // 2], path[-1]
    centre = view.offset
    # Farthest from all arrows: between the first and the last of them.
    free = view.pixels(turn.path(STARTS[0] / 2, np.array([1.0]))[0])
    return [
        labelled(canvas, IMAGE, end, end - centre, "eigen", NORMAL),
        labelled(canvas, X, start, start - centre, "muted", NORMAL),
        labelled(canvas, turn.angle_label(), middle, middle - centre, "eigen", NORMAL),
        labelled(canvas, turn.size_label(), free, free - centre, "result", SMALL),
    ]
