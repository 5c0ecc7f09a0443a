"""Row reduction as lines or planes that turn: each row is an equation, its last entry alone.

Adding a multiple of one row to another turns its line or plane around where the two meet, so
what solves all equations stays where it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import floats
from bot.drawing.depth import (
    Block,
    Piece,
    Plane,
    Solid,
    all_around,
    clearest,
    directions_in,
    outlined,
)
from bot.drawing.picture import Picture
from bot.drawing.style import LARGE, NORMAL, SMALL, WIDTH, Style
from bot.drawing.view import fit
from bot.formula import Series
from bot.topics.elimination.equations import ROLES, System
from bot.topics.elimination.key import Entry, draw_key, key_height, key_width
from bot.topics.elimination.lines_figure import DOT, across, seen
from bot.topics.elimination.planes import STRIPES, clarity
from bot.topics.kit.row_operations import operation, together
from linalg_engine import elimination
from linalg_engine.matrices import as_float
from linalg_engine.vectors import cross

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.drawing.view import View
    from bot.formula import Formula
    from bot.topics.elimination.unknowns import Unknowns
    from linalg_engine.elimination import RowReduction
    from linalg_engine.matrices import Matrix

NOTE = "each row is an equation, the last column its right-hand side"

SHAPES = ((2, 3), (3, 4))
"""Of matrices that are drawn: two lines of the plane, three planes of space."""

TURNING = 4
"""Frames from one hold to the next."""

TURNING_MILLISECONDS = 90
HOLD_MILLISECONDS = 1300
LAST_MILLISECONDS = 2600

GONE = 1e-9
"""Length of a row's coefficients, in those of the longest, below which it is no line or plane."""

OUTSIDE = 24.0
"""Pixels around a figure."""


def drawing_of_rows(
    reduction: RowReduction, unknowns: Unknowns, style: Style
) -> Callable[[], Picture] | None:
    """Return what draws the row reduction of a 2×3 or 3×4 matrix, else None."""
    if reduction.matrix.shape not in SHAPES or not reduction.steps:
        return None
    found = elimination.solve(reduction.matrix[:, :-1], reduction.matrix[:, -1])
    system = System.of(found, unknowns, style)
    if not system.can_be_drawn():
        return None
    shown = Rows(reduction, system, style)
    if len(shown.stops) == 1:
        return None
    return shown.animation if style.motion else shown.still


@dataclass(frozen=True)
class Stop:
    """The matrix after some operations; ``title`` names the last ones.

    With ``turns`` they added rows to others: that is what turns a line or plane.
    """

    title: Formula
    matrix: Matrix
    turns: bool = False


@dataclass(frozen=True)
class Rows:
    """The rows of a matrix while it is reduced."""

    reduction: RowReduction
    system: System
    style: Style

    @cached_property
    def stops(self) -> list[Stop]:
        """The matrix, and what becomes of it until a row says 0 = 1 or it is reduced."""
        say = self.style.notation
        found = [Stop("Before: each row is an equation", self.reduction.matrix)]
        for steps in together(self.reduction.steps):
            if _says_nonsense(found[-1].matrix):
                break
            names = Series(tuple(operation(step, say) for step in steps), ",   ")
            found.append(Stop(names, steps[-1].matrix, steps[0].kind == "add"))
        return found

    def still(self) -> Picture:
        """Return the first and the last rows side by side."""
        canvas = Canvas(self.style.theme)
        caption = self._caption(canvas, self._title())
        keys = [self._key(stop.matrix) for stop in (self.stops[0], self.stops[-1])]
        canvas.prepare((entry.words, NORMAL) for key in keys for entry in key)
        caption.write(canvas)
        half = WIDTH / 2
        bottom = max(key_height(canvas, key) for key in keys) + 2 * OUTSIDE
        for k, stop in enumerate((self.stops[0], self.stops[-1])):
            left = k * half + OUTSIDE
            region = Box(left, bottom, left + half - 2 * OUTSIDE, caption.bottom - 52)
            at = left, caption.bottom - 24
            canvas.text(at, ("before", "after")[k], SMALL, canvas.colours.muted, "left")
            self._draw(canvas, _rows(stop.matrix), region)
            draw_key(canvas, keys[k], region.bottom - 16, left)
        return Picture("rref.png", canvas.png(), self._alt())

    def animation(self) -> Picture:
        """Return one stop after the other, the last one first, with the rows turning between."""
        canvas = Canvas(self.style.theme, zoom=animation.ZOOM)
        keys = [self._key(stop.matrix) for stop in self.stops]
        titles = [(stop.title, LARGE, canvas.colours.text, True) for stop in self.stops]
        canvas.prepare([*titles, *((entry.words, NORMAL) for key in keys for entry in key)])
        left = max(key_width(canvas, key) for key in keys) + 40
        # Under the highest title, so that nothing jumps from one to the next.
        top = min(self._caption(canvas, stop.title).bottom for stop in self.stops)
        region = Box(left, OUTSIDE, WIDTH - OUTSIDE, top - 10)

        def draw(title: Formula, key: list[Entry], rows: Floats) -> None:
            self._caption(canvas, title).write(canvas)
            draw_key(canvas, key, top - 30)
            self._draw(canvas, rows, region)

        draws = [partial(draw, self._title(), keys[-1], _rows(self.stops[-1].matrix))]
        times = [LAST_MILLISECONDS]
        before = _rows(self.stops[0].matrix)
        for stop, key in zip(self.stops, keys, strict=True):
            rows = _rows(stop.matrix)
            if stop.turns:
                for t in (animation.eased(k / TURNING) for k in range(1, TURNING)):
                    draws.append(partial(draw, stop.title, key, before + t * (rows - before)))
                    times.append(TURNING_MILLISECONDS)
            draws.append(partial(draw, stop.title, key, rows))
            times.append(HOLD_MILLISECONDS)
            before = rows
        data = animation.gif(animation.frames(canvas, draws), times, self.style.theme)
        return Picture("rref.gif", data, f"Animation of the row operations. {self._alt()}")

    def _caption(self, canvas: Canvas, title: Formula) -> Caption:
        return Caption.fitted(canvas, title, NOTE)

    # Words

    def _title(self) -> str:
        kind = self.system.kind
        if self.system.found.kind == "one":
            return f"Row operations turn the {kind}s, the solution stays"
        if self.system.found.kind == "none":
            return "A row is left without unknowns: no point solves all"
        return f"Row operations turn the {kind}s, the solutions stay"

    def _key(self, matrix: Matrix) -> list[Entry]:
        """Return the rows as equations."""
        found: list[Entry] = []
        for k, row in enumerate(matrix):
            words = self.system.unknowns.equation(row[:-1], row[-1], self.style.notation.number)
            look = "line" if self.system.dimension == 2 else "plane"
            shown = look if row[:-1].any() else "nothing"
            found.append(Entry(words, f"row {k + 1}", ROLES[k], shown, stripes=k))
        return found

    def _alt(self) -> str:
        first, last = (
            "; ".join(str(entry.words) for entry in self._key(stop.matrix))
            for stop in (self.stops[0], self.stops[-1])
        )
        point = self.system.solution
        stays = ""
        if point is not None:
            stays = f" {self.system.unknowns.point(point, self.style.notation)} stays in all."
        kind = self.system.kind
        return f"The rows as {kind}s: {first}. After row reduction: {last}.{stays}"

    # Shapes

    def _draw(self, canvas: Canvas, rows: Floats, region: Box) -> None:
        if self.system.dimension == 2:
            self._draw_lines(canvas, rows, region)
        else:
            self._draw_planes(canvas, rows, region)

    def _draw_lines(self, canvas: Canvas, rows: Floats, region: Box) -> None:
        view = fit(np.eye(2), seen(self.system), region)
        _draw_frame(canvas, view, region)
        for row, role in zip(rows, ROLES, strict=False):
            size = math.hypot(*row[:-1])
            if size > GONE:
                line = across(row[:-1] / size, row[-1] / size, view, region)
                canvas.lines([line] if len(line) else [], canvas.colours.of(role), 6, layer=2.5)
        if self.system.solution is not None:
            canvas.dot(view.pixels(floats(self.system.solution)), canvas.colours.result, DOT)

    @cached_property
    def _block(self) -> Block:
        centre = self.system.centre()
        apart = max(abs(float(equation.heights(centre))) for equation in self.system.equations)
        is_none = self.system.found.kind == "none"
        reach = 2 * apart if is_none and apart else 1.25 * float(np.max(np.abs(centre))) or 1.0
        return Block(centre - reach, centre + reach)

    @cached_property
    def _basis(self) -> Floats:
        normals = np.array([equation.normal for equation in self.system.equations])
        chords = np.array([cross(normals[i], normals[j]) for i, j in self.system.meeting])
        return clearest(all_around(), lambda bases: clarity(bases, normals, chords))

    def _draw_planes(self, canvas: Canvas, rows: Floats, region: Box) -> None:
        view = fit(self._basis, self._block.corners(), region)
        canvas.lines(view.pixels(self._block.edges()), canvas.colours.axis, 2)
        planes: list[Plane] = []
        pieces: list[Piece] = []
        gap = self._block.size / STRIPES
        for k, row in enumerate(rows):
            size = float(np.linalg.norm(row[:-1]))
            if size <= GONE:
                continue
            plane = Plane(row[:-1] / size, float(row[-1] / size))
            section = self._block.section(plane)
            if len(section) < 3:
                continue
            planes.append(plane)
            u, v = directions_in(plane.normal)
            stripes = ((), (gap * u,), (gap * u, gap * v))[k]
            colour = canvas.colours.of(ROLES[k])
            pieces += outlined(Piece(section, colour, stripes=stripes), 5)
        Solid.of(pieces, planes).paint(canvas, view)
        if self.system.solution is not None:
            canvas.dot(view.pixels(floats(self.system.solution)), canvas.colours.result, DOT)


def _draw_frame(canvas: Canvas, view: View, region: Box) -> None:
    """Draw the axes within a region, and its edge."""
    low, high = region.corners[:2], region.corners[2:]
    x, y = np.clip(view.offset, low, high)
    axes = np.array([[(x, low[1]), (x, high[1])], [(low[0], y), (high[0], y)]])
    is_inside = [low[0] < x < high[0], low[1] < y < high[1]]
    canvas.lines(axes[is_inside], canvas.colours.axis, 3)
    corners = [low, (high[0], low[1]), high, (low[0], high[1]), low]
    canvas.line(corners, canvas.colours.grid, 3, layer=1.2)


def _says_nonsense(matrix: Matrix) -> bool:
    """Whether a row has no unknowns, but a right-hand side."""
    return any(not row[:-1].any() and row[-1] != 0 for row in matrix)


def _rows(matrix: Matrix) -> Floats:
    """Return rows whose coefficients have at most the length 1, shape (m, n)."""
    rows = as_float(matrix)
    return rows / np.linalg.norm(rows[:, :-1], axis=1).max()
