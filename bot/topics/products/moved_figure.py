"""A 2×2 matrix times a vector: x is moved to A x, which its entries mix from A's columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

import numpy as np

from bot.drawing import animation
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import SMALLEST_SIZE, length
from bot.drawing.ground import draw_grid
from bot.drawing.labels import free_centres, labelled, offset
from bot.drawing.picture import Picture
from bot.drawing.style import BROAD, NORMAL, SMALL, WIDTH
from bot.drawing.things import DASHED, Written
from bot.drawing.view import fit
from bot.formula import (
    About,
    Chain,
    Column,
    Index,
    Listed,
    Minus,
    Rounded,
    Row,
    Symbol,
    Term,
    VectorName,
    text,
)
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.matrices import Matrix

A, X = Symbol("A"), VectorName("x")
IMAGE = Row((A, " ", X))
ROLES: tuple[Literal["first"], Literal["second"]] = ("first", "second")

LEAVING = 0.2
"""The time that the name of a part takes to the outer side of its way, of 1 for all of it."""

STEPS = 20
"""Frames of the way of x."""

MOST_RATIO = 12.0
"""Of the lengths of x and A x; where they differ more, x is drawn longer or shorter."""

SHOWN_RATIO = 0.3

NOTE = "x mixes the columns of A"
NOT_TO_SCALE = "not to scale"


@dataclass(frozen=True)
class Move:
    """A vector x, shape (2, 1), and the matrix A, shape (2, 2), that moves it."""

    a: Matrix
    x: Matrix
    image: Matrix
    say: Notation

    @cached_property
    def unit(self) -> float:
        """The largest length, as a unit of the picture."""
        return max(length(v) for v in (*self.parts_true, self._start_true, self._end_true)) or 1.0

    @property
    def _start_true(self) -> Floats:
        return as_float(self.x)[:, 0]

    @property
    def _end_true(self) -> Floats:
        return as_float(self.image)[:, 0]

    @cached_property
    def parts_true(self) -> Floats:
        """The columns of A, each times its entry of x, in the rows; shape (2, 2)."""
        return (as_float(self.a) * self._start_true).T

    @cached_property
    def parts(self) -> Floats:
        """The same in units of the picture."""
        return self.parts_true / self.unit

    @cached_property
    def end(self) -> Floats:
        """A x in units of the picture."""
        return self._end_true / self.unit

    @cached_property
    def start(self) -> Floats:
        """x in units of the picture, longer or shorter where it would not be seen."""
        size = length(self._start_true)
        if self.is_true:
            return self._start_true / self.unit
        return self._start_true / size * SHOWN_RATIO

    @cached_property
    def is_true(self) -> bool:
        """Whether x is drawn to the scale of A x."""
        size = length(self._start_true)
        return size == 0 or self.unit <= MOST_RATIO * size

    def is_moving(self, style: Style) -> bool:
        """Whether there is a movement to show to whom pictures may move."""
        return style.motion and bool(np.any(self.a @ self.x != self.x))

    def way(self, t: float) -> Floats:
        """Return the origin, the end of the first part, and x, at a time from 0 to 1.

        The columns go straight from the axes to those of A, and x with them.
        """
        before = np.diag(self.start)
        first, second = (1 - t) * before + t * self.parts
        return np.array([np.zeros(2), first, first + second])

    # Words

    def note(self) -> str:
        """Return what helps to read the picture."""
        return NOTE if self.is_true else f"{NOTE}; {NOT_TO_SCALE}"

    @cached_property
    def given(self) -> Formula:
        """The matrix and the vector."""
        column = Column(tuple(self.say.number(entry) for entry in self.x[:, 0]))
        first = Chain(A, (self.say.matrix(self.a),))
        return Row((first, ",  ", Chain(X, (column,))))

    @cached_property
    def start_label(self) -> Formula:
        """``x = [2, 1]``."""
        return Chain(X, (self.say.vector(self.x[:, 0]),))

    @cached_property
    def part_labels(self) -> tuple[Formula, Formula]:
        """``2 a₁`` and ``1 a₂``, the columns with their weights."""
        first, second = (
            _times(self.say.number(entry), Index(VectorName("a", role), k))
            for entry, role, k in zip(self.x[:, 0], ROLES, "12", strict=True)
        )
        return first, second

    def title(self) -> Formula:
        """``A x = [4, 5]``."""
        result = self.say.vector(self.image[:, 0])
        # In a line, where fractions and roots would be too high.
        if "√" in text(result):
            result = Listed(tuple(map(Rounded, self.image[:, 0])))
        line = text(result)
        return Chain(IMAGE, (About(line) if result.is_rounded else line,))

    def alt(self) -> str:
        """Return the alt text."""
        a1, a2 = (self.say.vector(column) for column in self.a.T)
        first, second = (text(label) for label in self.part_labels)
        end = "" if self.is_true else " The length of x is not to scale."
        return (
            f"{text(self.start_label)}, in grey, is moved by the matrix with columns a₁ = {a1} "
            f"and a₂ = {a2}: {text(self.title())}, which is {first} and {second}, one after the "
            f"other.{end}"
        )


def _times(number: Formula, name: Formula) -> Formula:
    """Return ``2 a``, or ``a`` and ``−a``."""
    return {"1": name, "−1": Minus(name)}.get(str(number), Term((number, name)))


def draw_still(move: Move, style: Style) -> Picture:
    """Return x and A x, with the columns of A, times the entries of x, that lead to it."""
    canvas = Canvas(style.theme)
    _Scene(canvas, move).draw(1.0)
    return Picture("moved.png", canvas.png(), move.alt())


def draw_animation(move: Move, style: Style) -> Picture:
    """Return a GIF of x on its way to A x and back, and of the columns on theirs."""
    canvas = Canvas(style.theme, zoom=animation.ZOOM)
    scene = _Scene(canvas, move)
    canvas.keep()
    times, milliseconds = animation.there_and_back(STEPS)
    images = animation.frames(canvas, [partial(scene.draw, t) for t in times])
    data = animation.gif(images, milliseconds, style.theme)
    return Picture("moved.gif", data, f"Animation. {move.alt()}")


class _Scene:
    """Draws a move at any time from 0, before A, to 1, after it."""

    def __init__(self, canvas: Canvas, move: Move) -> None:
        """Draw what stays: the grid, x, and the caption."""
        self.canvas, self.move = canvas, move
        self._places: dict[float, list[Floats | None]] = {}
        self._prepare()
        caption = Caption.fitted(canvas, move.title(), move.note(), given=move.given)
        self._bounds = Box(12, 50, WIDTH - 12, caption.bottom - 8)
        points = np.vstack([move.way(t) for t in (0.0, 0.5, 1.0)])
        self._view = fit(np.eye(2), points, Box(130, 80, WIDTH - 130, caption.bottom - 60))
        # A square of the grid is 1, 2 or 5 units of x, not of the picture.
        scale = self._view.scale / max(move.unit, SMALLEST_SIZE)
        draw_grid(canvas, replace(self._view, scale=scale), caption.bottom, numbered=False)
        caption.write(canvas)

    def draw(self, t: float) -> None:
        """Draw x, where it is now, and how the columns lead there."""
        canvas, colours = self.canvas, self.canvas.colours
        origin, corner, tip = self._view.pixels(self.move.way(t))
        canvas.arrow(origin, self._view.pixels(self.move.start), colours.muted, BROAD, layer=2.6)
        ways = ((origin, corner), (corner, tip))
        for (tail, end), role in zip(ways, ROLES, strict=True):
            canvas.line([tail, end], colours.of(role), 6, DASHED, layer=2.4)
        canvas.arrow(origin, tip, colours.result, 8)
        for label, centre in zip(self._labels(t), self._centres(t), strict=True):
            if centre is not None:
                label.write(canvas, centre)

    def _prepare(self) -> None:
        colours = self.canvas.colours
        self.canvas.prepare(
            [
                (self.move.given, SMALL, colours.muted),
                (self.move.start_label, NORMAL, colours.muted),
                (IMAGE, NORMAL, colours.result),
                *(
                    (label, NORMAL, colours.of(role))
                    for label, role in zip(self.move.part_labels, ROLES, strict=True)
                ),
            ]
        )

    def _labels(self, t: float) -> list[Label]:
        """Return the labels of x, of A x and of the two parts at a time."""
        view = self._view
        origin, corner, tip = view.pixels(self.move.way(t))
        start = view.pixels(self.move.start)
        across = tip - origin
        middles = ((origin + corner) / 2, (corner + tip) / 2)
        found = [
            labelled(self.canvas, IMAGE, tip, across, "result", NORMAL),
            labelled(self.canvas, self.move.start_label, start, start - origin, "muted", NORMAL),
        ]
        return found + [
            labelled(self.canvas, words, middle, middle - (origin + tip) / 2, role, NORMAL)
            for words, middle, role in zip(self.move.part_labels, middles, ROLES, strict=True)
        ]

    def _centres(self, t: float) -> list[Floats | None]:
        """Return where labels are: chosen before and after A, and in between on the way."""
        if t in (0.0, 1.0):
            return self._free(t)
        labels = self._labels(t)
        first, last = ([label.anchor for label in self._labels(end)] for end in (0.0, 1.0))
        found: list[Floats | None] = []
        for k, (label, before, after) in enumerate(
            zip(labels, self._free(0.0), self._free(1.0), strict=True)
        ):
            if before is None or after is None:
                found.append(None)
                continue
            away = (1 - t) * (before - first[k]) + t * (after - last[k])
            if k >= len(labels) - len(ROLES) and label.away.any():
                # The ways turn below their names, which keep off them on the outer side.
                near = min(1.0, t / LEAVING, (1 - t) / LEAVING)
                beside = offset(label, label.away / np.hypot(*label.away))
                away = (1 - near) * away + near * beside
            found.append(label.anchor + away)
        return found

    def _free(self, t: float) -> list[Floats | None]:
        """Return the places of labels before or after A; None for those without room."""
        if t in self._places:
            return self._places[t]
        kept = self.canvas.things
        self.canvas.things = [thing for thing in kept if not isinstance(thing, Written)]
        origin, corner, tip = self._view.pixels(self.move.way(t))
        self.canvas.arrow(origin, self._view.pixels(self.move.start), "#000000", BROAD)
        self.canvas.arrow(origin, tip, "#000000", 8)
        self.canvas.lines([[origin, corner], [corner, tip]], "#000000", 6)
        found = free_centres(self.canvas, self._labels(t), self._bounds)
        self.canvas.things = kept
        self._places[t] = [
            None if part is not None and not part.any() else centre
            for part, centre in zip((None, None, *self.move.parts), found, strict=True)
        ]
        return self._places[t]
