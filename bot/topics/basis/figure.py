"""The same map in two grids: arrows that stay, and the coordinates that are read off them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import length
from bot.drawing.ground import nice_step
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.view import View, fit
from bot.formula import Chain, Index, Listed, Row, Symbol, VectorName
from linalg_engine.errors import InputError
from linalg_engine.matrices import as_float, multiply

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.bases import ChangedBasis

A, X = Symbol("A"), VectorName("x")
IMAGE = Row((A, " ", X))
ROLES: tuple[Role, Role] = ("first", "second")

HEIGHT = 800
GAP = 16.0
"""Pixels between the panels, and around them."""

FOOT = 58.0
"""Pixels at the foot of a panel for its words."""

LEAST_PITCH = 44.0
"""Pixels between two lines of a grid."""

MOST_RATIO = 15.0
"""Of the longest arrow to the shortest, so that all are seen."""

STARTS = ((1, 1), (1, 2), (2, 1), (1, -1))
"""Coordinates in the new basis that x may have: the first that A turns."""


def fits(found: ChangedBasis) -> bool:
    """Whether both grids and all arrows can be drawn."""
    if found.matrix.shape != (2, 2):
        return False
    grids = Grids(found)
    try:
        sizes = [length(v) for v in (*np.eye(2), *grids.basis.T, grids.x, grids.image)]
    except InputError:  # a coordinate is beyond floats
        return False
    shown = [size for size in sizes if size > 0]
    return max(shown) <= MOST_RATIO * min(shown)


@dataclass(frozen=True)
class Grids:
    """What is drawn of a map of the plane and a basis of it."""

    found: ChangedBasis

    @cached_property
    def basis(self) -> Floats:
        """P in floats."""
        return as_float(self.found.basis)

    @cached_property
    def start(self) -> tuple[int, int]:
        """The coordinates of x in the new basis."""
        b = as_float(self.found.value)
        b = b / (np.max(np.abs(b)) or 1.0)
        images = [(x, b @ np.array(x)) for x in STARTS]
        turned = (x for x, y in images if abs(x[0] * y[1] - x[1] * y[0]) > 1e-9 * length(y))
        return next(turned, STARTS[0])

    @cached_property
    def new(self) -> tuple[Vector, Vector]:
        """x and A x in the new coordinates."""
        x = np.array([self.found.value.flat[0] * 0 + c for c in self.start])
        return x, multiply(self.found.value, x)

    @cached_property
    def usual(self) -> tuple[Vector, Vector]:
        """x and A x in the usual coordinates."""
        first, second = (multiply(self.found.basis, v) for v in self.new)
        return first, second

    @property
    def x(self) -> Floats:
        """Where x ends."""
        return as_float(self.usual[0])

    @property
    def image(self) -> Floats:
        """Where A x ends."""
        return as_float(self.usual[1])

    def points(self) -> Floats:
        """Return all that a panel shows, shape (k, 2)."""
        return np.array([np.zeros(2), *np.eye(2), *self.basis.T, self.x, self.image])


def draw(found: ChangedBasis, style: Style) -> Picture:
    """Return the map in the usual grid and in the one of the new basis."""
    grids, say = Grids(found), style.notation
    canvas = Canvas(style.theme, WIDTH, HEIGHT)
    given = Row(
        (
            Chain(A, (say.matrix(found.matrix),)),
            ",  ",
            Chain(Symbol("P"), (say.matrix(found.basis),)),
        )
    )
    titles = ("x and A x in the usual grid", "the same in the grid of P")
    caption = Caption.fitted(canvas, "One map, two grids", given=given)
    caption.write(canvas)
    width = (WIDTH - 3 * GAP) / 2
    kinds = zip("ep", (np.eye(2), grids.basis), (grids.usual, grids.new), titles, strict=True)
    for place, (letter, basis, (x, image), words) in enumerate(kinds):
        left = GAP + place * (width + GAP)
        panel = Box(left, GAP, left + width, caption.bottom - GAP)
        _draw_panel(canvas, grids, panel, basis, _names(letter, x, image, say))
        colour = canvas.colours.muted
        canvas.text(((panel.left + panel.right) / 2, panel.bottom + 28), words, SMALL, colour)
    return Picture("basis.png", canvas.png(), _alt(grids, say))


def _names(letter: str, x: Vector, image: Vector, say: Notation) -> tuple[Formula, ...]:
    """Return what is written at x, A x and the two vectors of the basis."""
    pair = tuple(Index(VectorName(letter), k) for k in "12")
    return Chain(X, (say.vector(x),)), Chain(IMAGE, (say.vector(image),)), *pair


def _draw_panel(
    canvas: Canvas, grids: Grids, panel: Box, basis: Floats, names: tuple[Formula, ...]
) -> None:
    """Draw a grid, the two vectors that make it, and x and A x with their coordinates in it."""
    colours = canvas.colours
    corners = [(panel.left, panel.bottom), (panel.right, panel.bottom)]
    corners += [(panel.right, panel.top), (panel.left, panel.top), (panel.left, panel.bottom)]
    canvas.line(corners, colours.grid, 4, layer=0.8)
    region = Box(panel.left + 70, panel.bottom + FOOT + 56, panel.right - 70, panel.top - 60)
    view = fit(np.eye(2), grids.points(), region)
    inside = Box(panel.left, panel.bottom + FOOT, panel.right, panel.top)
    _draw_grid(canvas, view, basis, inside)
    tips = [view.pixels(v) for v in (grids.x, grids.image, *basis.T)]
    canvas.arrow(view.offset, tips[0], colours.muted, 9, layer=2.6)
    canvas.arrow(view.offset, tips[1], colours.result, 9, layer=2.8)
    for tip, role in zip(tips[2:], ROLES, strict=True):
        canvas.arrow(view.offset, tip, colours.of(role), 7, layer=3)
    roles: tuple[Role, ...] = ("muted", "result", *ROLES)
    labels = [
        labelled(canvas, name, tip, tip - view.offset, role, SMALL)
        for name, tip, role in zip(names, tips, roles, strict=True)
    ]
    write_labels(
        canvas,
        [labels[1], labels[0], *labels[2:]],
        Box(inside.left + 6, inside.bottom + 4, inside.right - 6, inside.top - 4),
        shorten=True,
    )


def _draw_grid(canvas: Canvas, view: View, basis: Floats, box: Box) -> None:
    """Draw the lines along two vectors, every so many units, as far as they are in a box."""
    colours = canvas.colours
    far = 2 * max(box.right - box.left, box.top - box.bottom) / view.scale
    for k in (0, 1):
        along, across = basis[:, k], basis[:, 1 - k]
        unit = along / length(along)
        # Of a slanted grid, lines are nearer to each other than the vectors are long.
        apart = abs(across[0] * unit[1] - across[1] * unit[0])
        step = max(1.0, nice_step(LEAST_PITCH / (view.scale * apart)))
        count = int(far / (apart * step)) + 1
        for number in range(-count, count + 1):
            middle = number * step * across
            ends = clipped(view.pixels([middle - 2 * far * unit, middle + 2 * far * unit]), box)
            if ends is not None:
                # Labels keep off the axes, which are on a higher layer.
                width, opacity, layer = (3.5, 1.0, 1.0) if number == 0 else (2.0, 0.45, 0.6)
                canvas.line(ends, colours.axis, width, layer=layer, opacity=opacity)


def clipped(ends: Floats, box: Box) -> Floats | None:
    """Return the part of a line, shape (2, 2), inside a box; None where it is outside."""
    start, along = ends[0], ends[1] - ends[0]
    low, high = 0.0, 1.0
    for axis in (0, 1):
        sides = box.corners[axis], box.corners[axis + 2]
        if abs(along[axis]) < 1e-9:
            if not sides[0] <= start[axis] <= sides[1]:
                return None
            continue
        first, second = sorted(float((side - start[axis]) / along[axis]) for side in sides)
        low, high = max(low, first), min(high, second)
    return np.array([start + low * along, start + high * along]) if low < high else None


def _alt(grids: Grids, say: Notation) -> str:
    (x, image), (new_x, new_image) = grids.usual, grids.new
    pairs = [(x, image), (new_x, new_image)]
    usual, new = (f"x = {say.vector(u)} and A x = {say.vector(v)}" for u, v in pairs)
    first, second = (Listed(tuple(map(say.number, v))) for v in grids.found.basis.T)
    return (
        f"Two panels with the same arrows. In the usual grid {usual}; in the grid of p₁ = {first} "
        f"and p₂ = {second} the coordinates are {new}."
    )
