"""Gram and Schmidt in the plane: the columns of a 2×2 matrix, made perpendicular."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import SMALLEST_SIZE, length, unit_circle
from bot.drawing.ground import draw_grid
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL, SMALL, WIDTH
from bot.drawing.things import DASHED
from bot.drawing.view import View, fit
from bot.formula import Chain, Index, Row, Symbol, VectorName, Words, text
from bot.formula.numbers import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from bot.formula import Formula, Notation
    from linalg_engine.decompositions import QR

A1, A2 = Index(VectorName("a", "first"), "1"), Index(VectorName("a", "second"), "2")
Q1, Q2 = Index(VectorName("q"), "1"), Index(VectorName("q"), "2")

TO_SCALE = (0.25, 6.0)
"""Lengths of the longer column beside which a unit vector is drawn as long as it is."""

SHORTER = 0.4
"""Otherwise the share of it that a unit vector is drawn with."""

NOT_TO_SCALE = "q₁ and q₂ have length 1: not to scale"
CORNER_PIXELS = 26.0


@dataclass(frozen=True)
class Columns:
    """What is drawn of ``A = Q R``, shape (2, 2), in units of the longer column."""

    found: QR
    say: Notation

    @cached_property
    def size(self) -> float:
        """The length of the longer column; 1 where both are 0."""
        return max(length(column) for column in as_float(self.found.matrix).T) or 1.0

    @cached_property
    def columns(self) -> Floats:
        """The columns of A in the rows, shape (2, 2)."""
        return as_float(self.found.matrix).T / self.size

    @cached_property
    def foot(self) -> Floats:
        """The end of the shadow of the second column on the first."""
        return as_float(self.found.q)[:, 0] * float(self.found.r[0, 1]) / self.size

    @cached_property
    def is_true(self) -> bool:
        """Whether unit vectors are as long as they are."""
        return TO_SCALE[0] <= self.size <= TO_SCALE[1]

    @cached_property
    def units(self) -> Floats:
        """The columns of Q in the rows, as long as they are drawn."""
        return as_float(self.found.q).T * (1 / self.size if self.is_true else SHORTER)

    @property
    def has_shadow(self) -> bool:
        """Whether the columns are not perpendicular yet."""
        return bool(self.found.r[0, 1] != 0)

    @property
    def has_rest(self) -> bool:
        """Whether the second column is not along the first."""
        return bool(self.found.r[1, 1] != 0)

    def rest_words(self) -> tuple[Formula, Formula]:
        """Return the size of the shadow and of what is left."""
        first, second = (
            Chain(Index(Symbol("r"), place), (self.say.number(value),))
            for place, value in zip(("12", "22"), self.found.r[:, 1], strict=True)
        )
        return first, second

    def title(self) -> Row:
        """Return what the picture shows."""
        if self.found.r[0, 0] == 0:
            return Row((A1, Words(" is 0, so "), Q1, Words(" may be any direction")))
        if not self.has_rest:
            return Row((Words("Nothing of "), A2, Words(" is left beside "), A1))
        if not self.has_shadow:
            return Row((A1, Words(" and "), A2, Words(" are perpendicular already")))
        return Row((Words("Take off the shadow: the rest of "), A2, Words(" gives "), Q2))

    def alt(self) -> str:
        """Return the alt text."""
        first, second = (self.say.vector(column) for column in self.found.matrix.T)
        q1, q2 = (
            f"[{', '.join(decimal(round(float(x), 3), 3) for x in q)}]" for q in self.found.q.T
        )
        shadow, rest = self.rest_words()
        parts = [f"The columns a₁ = {first} and a₂ = {second}.", f"{text(self.title())}."]
        if self.has_shadow:
            parts.append(f"The shadow of a₂ on the line of q₁ has {shadow}.")
        if self.has_rest:
            parts.append(f"What is left is perpendicular to a₁, with {rest}.")
        parts.append(f"Both made length 1: q₁ ≈ {q1} and q₂ ≈ {q2}.")
        if not self.is_true:
            parts.append("The lengths of q₁ and q₂ are not to scale.")
        return " ".join(parts)


def draw(found: QR, style: Style) -> Picture:
    """Return the columns of a matrix, shape (2, 2), and how they become perpendicular."""
    columns = Columns(found, style.notation)
    canvas = Canvas(style.theme)
    given = Chain(Symbol("A"), (columns.say.matrix(found.matrix),))
    words = [(each, NORMAL, canvas.colours.of(role)) for each, role in _roles(columns)]
    canvas.prepare([(given, SMALL, canvas.colours.muted), *words])
    note = "" if columns.is_true else NOT_TO_SCALE
    caption = Caption.fitted(canvas, columns.title(), note, given=given)
    view = _view(columns, caption.bottom)
    # A square of the grid is 1, 2 or 5 units of the columns, not of the picture.
    scale = view.scale / max(columns.size, SMALLEST_SIZE)
    draw_grid(canvas, replace(view, scale=scale), caption.bottom, numbered=False)
    _draw_units(canvas, columns, view)
    _draw_rest(canvas, columns, view)
    for tip, role in zip(columns.columns, ("first", "second"), strict=True):
        canvas.arrow(view.offset, view.pixels(tip), canvas.colours.of(role), 8)
    write_labels(canvas, _labels(canvas, columns, view), Box(12, 12, WIDTH - 12, caption.bottom))
    caption.cover(canvas)
    caption.write(canvas)
    return Picture("qr.png", canvas.png(), columns.alt())


def _roles(columns: Columns) -> list[tuple[Formula, Role]]:
    """Return what is written, with roles: the vectors and, where there is one, the shadow."""
    shadow, rest = columns.rest_words()
    found: list[tuple[Formula, Role]] = [(A1, "first"), (A2, "second"), (Q1, "result")]
    found.append((Q2, "result"))
    if columns.has_shadow:
        found.append((shadow, "second"))
    if columns.has_shadow and columns.has_rest:
        found.append((rest, "rest"))
    return found


def _view(columns: Columns, top: float) -> View:
    points = np.vstack([np.zeros((1, 2)), columns.columns, columns.units, [columns.foot]])
    return fit(np.eye(2), points, Box(110, 70, WIDTH - 110, top - 60))


def _draw_units(canvas: Canvas, columns: Columns, view: View) -> None:
    """Draw the unit circle and, broad, the two unit vectors."""
    radius = length(columns.units[0])
    canvas.line(
        view.pixels(radius * unit_circle()), canvas.colours.muted, 3, opacity=0.6, layer=0.9
    )
    for tip in columns.units:
        canvas.arrow(view.offset, view.pixels(tip), canvas.colours.result, 15, layer=2.6)


def _draw_rest(canvas: Canvas, columns: Columns, view: View) -> None:
    """Draw the shadow of the second column, and what is left of it."""
    tip, foot = view.pixels([columns.columns[1], columns.foot])
    line = view.offset + 1500 * np.array([[-1.0], [1.0]]) * columns.found.q[:, 0]
    canvas.line(line, canvas.colours.axis, 3, layer=1)
    if columns.has_shadow:
        canvas.line([view.offset, foot], canvas.colours.second, 22, layer=2.3, opacity=0.45)
    if not (columns.has_shadow and columns.has_rest):
        return
    canvas.line([foot, tip], canvas.colours.rest, 6, DASHED, layer=2.5)
    sides = [tip - foot, view.offset - foot]
    lengths = [float(np.hypot(*side)) for side in sides]
    if min(lengths) > CORNER_PIXELS:
        up, back = (side * CORNER_PIXELS / size for side, size in zip(sides, lengths, strict=True))
        canvas.line(foot + np.array([up, up + back, back]), canvas.colours.text, 3)


def _labels(canvas: Canvas, columns: Columns, view: View) -> list[Label]:
    centre, foot = view.offset, view.pixels(columns.foot)
    tips = view.pixels(np.vstack([columns.columns, columns.units]))
    anchors = [*tips, (centre + foot) / 2, (foot + tips[1]) / 2]
    aways = [*(tip - centre for tip in tips), foot - tips[1], np.zeros(2)]
    return [
        labelled(canvas, words, anchor, away, role, NORMAL)
        for (words, role), anchor, away in zip(_roles(columns), anchors, aways, strict=False)
    ]
