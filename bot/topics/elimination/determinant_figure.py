"""The determinant as an area, or as a volume."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import arrows
from bot.drawing.animation import ZOOM
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import direction, moderate
from bot.drawing.depth import towards_viewer
from bot.drawing.ground import Floor
from bot.drawing.labels import Label, labelled
from bot.drawing.picture import Picture
from bot.drawing.rocking import Rocking, draw_still, rocking
from bot.drawing.scene import Area, Arrow, Curve, Scene
from bot.drawing.style import LARGE, NORMAL, SMALL, WIDTH, Role
from bot.drawing.things import DASHED
from bot.drawing.view import fit, space_basis
from bot.formula import Chain, Function, Row, Symbol, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.drawing.view import View
    from bot.formula import Formula
    from linalg_engine.elimination import Determinant

ROLES: tuple[Role, ...] = ("first", "second", "extra")
"""The colours of the columns."""

SEEN_BESIDE_A_SQUARE = (0.3, 8.0)
"""Sizes of columns beside which the unit square is drawn: neither vanishes beside the other."""

FRONT, BACK = 0.1, 0.05
"""Opacities of the faces of a parallelepiped."""


@dataclass(frozen=True)
class Shown:
    """What a picture of a determinant shows."""

    found: Determinant
    style: Style

    @cached_property
    def columns(self) -> tuple[list[Floats], str]:
        """The columns as they are drawn, and a note where their unit is another."""
        return moderate(*self.found.matrix.T)

    @property
    def role(self) -> Role:
        """The colour of the area or volume."""
        return "rest" if self.is_flipped else "result"

    @property
    def is_flipped(self) -> bool:
        """Whether orientation is reversed."""
        return not self.found.is_zero and self.found.value < 0

    @property
    def what(self) -> str:
        """What the determinant is the size of."""
        return "area" if len(self.found.matrix) == 2 else "volume"

    def size(self) -> Formula:
        """Return the words inside: ``area 5``."""
        number = self.style.notation.number(abs(self.found.value))
        return Row((Words(f"{self.what} "), "≈ " if number.is_rounded else "", number))

    def title(self) -> Formula:
        """Return the finding."""
        number = self.style.notation.number(self.found.value)
        return Chain(Function("det", Symbol("A")), (number,))

    def given(self) -> Formula:
        """Return the question."""
        return Chain(Symbol("A"), (self.style.notation.matrix(self.found.matrix),))

    def labels(self) -> list[Formula]:
        """Return the words at the columns."""
        say = self.style.notation
        named = enumerate(self.found.matrix.T, start=1)
        return [Chain(Words(f"column {k}"), (say.vector(column),)) for k, column in named]

    def note(self) -> str:
        """Return what the sign says."""
        in_space = len(self.found.matrix) == 3
        if self.found.is_zero:
            where = "in one plane" if in_space else "on one line"
            return f"the columns lie {where}: no {self.what} is left"
        if not self.is_flipped:
            return f"the columns span this {self.what}"
        turns = "they are left-handed" if in_space else "column 2 is clockwise of column 1"
        return f"pink, flipped: {turns}"

    def alt(self) -> str:
        """Return the alt text."""
        say = self.style.notation
        named = " and ".join(str(say.vector(column)) for column in self.found.matrix.T)
        shape = "parallelogram" if self.what == "area" else "parallelepiped"
        size = str(self.size()).removeprefix(f"{self.what} ")
        flipped = " It is flipped, so it is pink and hatched." if self.is_flipped else ""
        return f"The columns {named} span a {shape} of {self.what} {size}; {self.title()}.{flipped}"


def drawing_of_determinant(found: Determinant, style: Style) -> Callable[[], Picture] | None:
    """Return what draws a determinant of 2 or 3 columns that are not all zero; else None."""
    if len(found.matrix) not in (2, 3) or not found.matrix.any():
        return None
    shown = Shown(found, style)
    draw = _draw_area if len(found.matrix) == 2 else _draw_volume
    return lambda: Picture("determinant.png", draw(shown), shown.alt())


def turning_determinant(found: Determinant, style: Style) -> Callable[[], Picture] | None:
    """Return what draws the parallelepiped of 3 columns as an animation; else None."""
    if len(found.matrix) != 3 or not found.matrix.any():
        return None
    shown = Shown(found, style)
    alt = f"Animation: it rocks to and fro. {shown.alt()}"
    return lambda: Picture("determinant.gif", _turn_volume(shown), alt)


# In the plane


def _draw_area(shown: Shown) -> bytes:
    (first, second), unit = shown.columns
    points = (np.zeros(2), first, first + second, second)
    area = Area(points, shown.role, shown.is_flipped, "" if shown.found.is_zero else shown.size())
    largest = max(float(np.max(np.abs(point))) for point in points)
    least, most = SEEN_BESIDE_A_SQUARE
    square = np.array([(0.0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])
    is_square_seen = not unit and least <= largest <= most
    scene = Scene(
        dimension=2,
        caption=shown.title(),
        given=shown.given(),
        note=", ".join(filter(None, (shown.note(), unit))),
        arrows=tuple(
            Arrow(tip, label, role)
            for tip, label, role in zip((first, second), shown.labels(), ROLES, strict=False)
        ),
        areas=(area,),
        curves=(
            Curve(np.array([*points, points[0]]), shown.role),
            *((Curve(square, "muted"),) if is_square_seen else ()),
        ),
        to_scale=not unit,
    )
    return arrows.draw(scene, shown.style.theme)


# In space


def _draw_volume(shown: Shown) -> bytes:
    canvas = Canvas(shown.style.theme)
    solid = Solid(shown, canvas)
    basis = solid.home()
    points = np.vstack([solid.corners(), solid.floor.corners()])
    region, bounds = solid.places()
    draw_still(canvas, solid.draw, fit(basis, points, region), bounds)
    return canvas.png()


def _turn_volume(shown: Shown) -> bytes:
    solid = Solid(shown, Canvas(shown.style.theme, zoom=ZOOM))
    basis = solid.home()
    region, bounds = solid.places()
    points = np.vstack([solid.corners(), solid.floor.corners()])
    camera = Rocking.around(basis, points, region)
    return rocking(solid.draw, camera, bounds, shown.style.theme)


@dataclass(frozen=True)
class Solid:
    """The parallelepiped of three columns, drawn on canvases like the given one."""

    shown: Shown
    canvas: Canvas

    @property
    def tips(self) -> list[Floats]:
        """The columns as they are drawn."""
        return self.shown.columns[0]

    def home(self) -> Floats:
        """Return the basis of the camera that shows its columns and faces."""
        tips = [tip for tip in self.tips if tip.any()]
        across = [np.cross(direction(p), direction(q)) for p, q in combinations(tips, 2)]
        normals = [direction(normal) for normal in across if normal.any()]
        return space_basis(np.array(tips), np.array(normals).reshape(-1, 3))

    @cached_property
    def floor(self) -> Floor:
        """The floor below it."""
        return Floor.under(self.corners())

    def corners(self) -> Floats:
        """Return its corners, shape (8, 3)."""
        return np.array(list(product((0.0, 1.0), repeat=3))) @ np.array(self.tips)

    @cached_property
    def caption(self) -> Caption:
        """The head of the picture."""
        notes = (self.shown.note(), self.shown.columns[1])
        title, given = self.shown.title(), self.shown.given()
        return Caption.fitted(self.canvas, title, *notes, given=given)

    def places(self) -> tuple[Box, Box]:
        """Return where it lies, and where its labels may lie."""
        shown, canvas = self.shown, self.canvas
        colours = [canvas.colours.of(role) for role in ROLES]
        canvas.prepare(
            [
                (shown.title(), LARGE, canvas.colours.text, True),
                (shown.given(), SMALL, canvas.colours.muted),
                (shown.size(), NORMAL),
                *((label, NORMAL, c) for label, c in zip(shown.labels(), colours, strict=True)),
            ]
        )
        bottom = self.caption.bottom
        return Box(150, 60, WIDTH - 150, bottom - 60), Box(12, 12, WIDTH - 12, bottom - 8)

    def draw(self, canvas: Canvas, view: View) -> list[Label]:
        """Draw all but the labels, and return these."""
        self.caption.write(canvas)
        self.floor.draw_lines(canvas, view)
        self._draw_faces(canvas, view)
        labels: list[Label] = []
        origin = view.pixels(np.zeros(3))
        for tip, words, role in zip(self.tips, self.shown.labels(), ROLES, strict=True):
            at = view.pixels(tip)
            if tip.any():
                canvas.arrow(origin, at, canvas.colours.of(role))
            labels.append(labelled(canvas, words, at, at - origin, role, NORMAL))
        if not self.shown.found.is_zero:
            middle = view.pixels(self.corners().mean(axis=0))
            label = labelled(canvas, self.shown.size(), middle, np.zeros(2), letters=NORMAL)
            labels.append(replace(label, more=middle[None]))
        return [*labels, *self.floor.labels(canvas, view, numbered=not self.shown.columns[1])]

    def _draw_faces(self, canvas: Canvas, view: View) -> None:
        """Draw the faces, those towards the viewer over the others; hidden edges are dashed."""
        colour = canvas.colours.of(self.shown.role)
        centre = self.corners().mean(axis=0)
        towards = towards_viewer(view.basis)
        for axis in range(3):
            p, q = (self.tips[k] for k in range(3) if k != axis)
            normal = np.cross(p, q)
            for start in (np.zeros(3), self.tips[axis]):
                face = start + np.array([0 * p, p, p + q, q])
                outward = normal * np.sign(normal @ (face.mean(axis=0) - centre))
                is_front = bool(outward @ towards >= 0)
                hatch = "//" if is_front and self.shown.is_flipped else None
                opacity, layer = (FRONT, 1.7) if is_front else (BACK, 1.5)
                canvas.polygon(view.pixels(face), colour, opacity, layer, hatch)
                outline = view.pixels(np.vstack([face, face[:1]]))
                style, layer = ("solid", 2.2) if is_front else (DASHED, 2.1)
                canvas.line(outline, colour, 3.5 if is_front else 2, style, layer)
