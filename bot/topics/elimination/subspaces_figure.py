"""The four subspaces of a matrix: two in the space of inputs, two in the space of outputs.

After the picture that Strang draws (*Introduction to Linear Algebra*, 6th ed., section 3.5),
with the subspaces as they really lie.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.animation import ZOOM
from bot.drawing.boxes import Box, boxes_around, excess
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import direction
from bot.drawing.depth import (
    Block,
    Piece,
    Plane,
    Solid,
    all_around,
    clearest,
    outlined,
    towards_viewer,
)
from bot.drawing.ground import beside_points, draw_block
from bot.drawing.labels import labelled
from bot.drawing.picture import Picture
from bot.drawing.rocking import WIDEST, Rocking, draw_still, rocking
from bot.drawing.style import NORMAL, SMALL, WIDTH
from bot.drawing.view import View
from bot.formula import Chain, Symbol
from linalg_engine.vectors import cross

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Subspaces

A = Symbol("A")

MARGIN = 65
"""Pixels around a panel's box, for labels."""

GOOD_TILT = 0.55
"""Cosine between a plane's normal and the view, at which plane and normal are both clear."""

FLAT = np.eye(3)[:2]
"""The basis from which a plane is seen as it is."""

PLANE, EVERYTHING = 0.6, 0.1
"""Opacity of a plane in space, and of a subspace that is the whole space: words lie on it."""

FREE = 60
"""Pixels between two outlines from which a label belongs clearly to one of them."""

NAME = np.array([260.0, 110.0])
"""Pixels across and up by which names should be apart, since space rocks."""

CORNER = 0.2
"""The side of the mark of a right angle; the box goes from -1 to 1."""


@dataclass(frozen=True)
class Subspace:
    """A span with its name and colour; ``basis`` has one direction a row, shape (r, d)."""

    name: str
    basis: Floats
    role: Role
    given: tuple[Vector, ...]

    @property
    def dimension(self) -> int:
        """0 for the origin alone, 1 for a line, …."""
        return len(self.basis)

    def words(self, style: Style) -> str:
        """Return the subspace in words, for alt text."""
        if self.dimension == 0:
            return f"the {self.name} is only 0"
        if self.dimension == self.basis.shape[1]:
            return f"the {self.name} is the whole space"
        if self.dimension == 1:
            return f"the {self.name} is the line along {style.notation.vector(self.given[0])}"
        spanning = " and ".join(str(style.notation.vector(v)) for v in self.given)
        return f"the {self.name} is the plane of {spanning}"


@dataclass(frozen=True)
class Panel:
    """One space of ``dimension`` 1 to 3 with two subspaces that are perpendicular."""

    title: str
    letter: str
    dimension: int
    spaces: tuple[Subspace, Subspace]

    @property
    def block(self) -> Block:
        """The box of it that is seen."""
        reach = np.where(np.arange(3) < self.dimension, 1.0, 0.0)
        return Block(-reach, reach)

    @property
    def normal(self) -> Floats | None:
        """The direction of the line that is perpendicular to a plane, if there is one."""
        lines = [space.basis[0] for space in self.spaces if space.dimension == 1]
        return lines[0] if self.dimension == 3 and lines else None


def drawing_of_spaces(found: Subspaces, style: Style) -> Callable[[], Picture] | None:
    """Return what draws the subspaces that lie in a plane or in space; None if none do."""
    panels = [panel for panel in _panels(found) if panel.dimension <= 3]
    if all(panel.dimension < 2 for panel in panels):
        return None
    return lambda: _draw(found, panels, style)


def _panels(found: Subspaces) -> tuple[Panel, Panel]:
    m, n = found.matrix.shape
    return (
        Panel(
            f"{_space(n)}, where x lives",
            "x",
            n,
            (
                _subspace("row space", found.row, n, "first"),
                _subspace("null space", found.null, n, "second"),
            ),
        ),
        Panel(
            f"{_space(m)}, where A x lives",
            "y",
            m,
            (
                _subspace("column space", found.column, m, "first"),
                _subspace("left null space", found.left_null, m, "second"),
            ),
        ),
    )


def _space(dimension: int) -> str:
    return "ℝ" + str(dimension).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _subspace(name: str, given: tuple[Vector, ...], dimension: int, role: Role) -> Subspace:
    basis = np.array([direction(v) for v in given]).reshape(-1, dimension)
    return Subspace(name, basis, role, given)


def _draw(found: Subspaces, panels: list[Panel], style: Style) -> Picture:
    normals = [panel.normal for panel in panels if panel.normal is not None]
    moves = style.motion and bool(normals)
    canvas = Canvas(style.theme, zoom=ZOOM if moves else 1)
    note = _note(found, panels)
    given = Chain(A, (style.notation.matrix(found.matrix),))
    canvas.prepare([(given, SMALL, canvas.colours.muted), (A, NORMAL)])
    caption = Caption.fitted(canvas, f"Four subspaces, rank {found.rank}", note, given=given)
    top, width = caption.bottom, WIDTH / len(panels)
    areas = [Box(i * width, 0, (i + 1) * width, top) for i in range(len(panels))]
    basis = home(normals)
    cameras = [_camera(panel, area, basis) for panel, area in zip(panels, areas, strict=True)]
    shown = list(zip(panels, areas, cameras, strict=True))
    names = [_Names(canvas, panel, camera, area) for panel, area, camera in shown]

    def draw(canvas: Canvas, view: View) -> list[Label]:
        caption.write(canvas)
        if len(panels) == 2:
            canvas.arrow((width - 42, top - 70), (width + 42, top - 70), canvas.colours.text, 6)
            canvas.text((width, top - 34), A, NORMAL)
        labels: list[Label] = []
        for (panel, area, camera), name in zip(shown, names, strict=True):
            seen = camera.view()
            if panel.dimension == 3:
                seen = replace(seen, basis=view.basis)
            _draw_panel(canvas, panel, area, seen)
            labels += name.labels(canvas, seen)
        return labels

    spaces = [space for panel in panels for space in panel.spaces]
    alt = "; ".join(space.words(style) for space in spaces)
    alt = f"{alt[0].upper()}{alt[1:]}. {note}."
    bounds = Box(12, 12, WIDTH - 12, top - 85)
    if moves:
        data = rocking(draw, replace(cameras[0], basis=basis), bounds, style.theme)
        return Picture("spaces.gif", data, f"Animation: space rocks to and fro. {alt}")
    draw_still(canvas, draw, View(basis, 1.0, np.zeros(2)), bounds)
    return Picture("spaces.png", canvas.png(), alt)


def _note(found: Subspaces, panels: list[Panel]) -> str:
    if len(panels) == 1:
        first, second = (space.name for space in panels[0].spaces)
        return f"{first} and {second} are perpendicular".capitalize()
    if found.rank == 0:
        return "A maps every x to 0"
    return "A maps row space onto column space" + (", null space to 0" if found.null else "")


def home(normals: Sequence[Floats]) -> Floats:
    """Return the basis of the camera from which planes and their normals are clear."""

    def clarity(bases: Floats) -> Floats:
        tilts = np.abs(towards_viewer(bases) @ np.array(normals).reshape(-1, 3).T)
        return -np.abs(tilts - GOOD_TILT).max(axis=1, initial=0)

    return clearest(all_around(), clarity)


def _camera(panel: Panel, area: Box, basis: Floats) -> Rocking:
    """Return the camera that shows a panel's box in an area."""
    inner = Box(area.left + MARGIN, 75, area.right - MARGIN, area.top - 125)
    if panel.dimension == 3:
        return Rocking.around(basis, panel.block.corners(), inner)
    size = min(inner.right - inner.left, inner.top - inner.bottom)
    return Rocking(FLAT, np.zeros(3), size / 2, inner.centre)


def _draw_panel(canvas: Canvas, panel: Panel, area: Box, view: View) -> None:
    """Draw a space with its two subspaces."""
    names = [f"{panel.letter}{'₁₂₃'[i]}" for i in range(panel.dimension)]
    if panel.dimension > 1:
        draw_block(canvas, view, panel.block, names, numbered=False)
    else:
        x, y = view.pixels([1.0, 0, 0])
        canvas.text((x, y - 40), names[0], SMALL, canvas.colours.muted)
    canvas.text(((area.left + area.right) / 2, area.top - 62), panel.title, SMALL)
    normal = panel.normal
    planes = [] if normal is None else [Plane(normal, 0.0)]
    pieces: list[Piece] = []
    for space in panel.spaces:
        colour = canvas.colours.of(space.role)
        opacity = EVERYTHING if space.dimension == panel.dimension else PLANE
        for points in _shapes(panel, space, view.basis):
            is_line = space.dimension == 1
            line = Piece(points, colour, 10, is_bold=True)
            pieces += [line] if is_line else outlined(Piece(points, colour, opacity=opacity), 4)
    Solid.of(pieces, planes).paint(canvas, view)
    _draw_corner(canvas, view, panel)
    for space in panel.spaces:
        if not space.dimension:
            canvas.dot(view.pixels(np.zeros(3)), canvas.colours.of(space.role), 13, layer=5)


def _shapes(panel: Panel, space: Subspace, basis: Floats) -> list[Floats]:
    """Return the segment or the polygons that are seen of a subspace in the box."""
    block = panel.block
    if space.dimension == 0:
        return []
    if space.dimension == 1:
        along = np.pad(space.basis[0], (0, 3 - space.basis.shape[1]))
        return [block.chord(np.zeros(3), along)]
    if space.dimension == 2:
        normal = np.eye(3)[2] if panel.normal is None else panel.normal
        return [block.section(Plane(normal, 0.0))]
    towards = towards_viewer(basis)
    faces = [Plane(axis, 1.0) for axis in np.eye(3) * np.sign(towards)]
    return [block.section(face) for face in faces]


def _draw_corner(canvas: Canvas, view: View, panel: Panel) -> None:
    """Mark the right angle between two subspaces, where neither is the whole space."""
    first, second = (space.basis for space in panel.spaces)
    if not (len(first) and len(second)):
        return
    if panel.normal is not None:
        # In the plane, the direction that looks most perpendicular to the line.
        second = panel.normal[None]
        first = cross(panel.normal, towards_viewer(view.basis))[None]
    u, w = (CORNER * np.pad(direction(b[0]), (0, 3 - b.shape[1])) for b in (first, second))
    canvas.line(view.pixels([u, u + w, w]), canvas.colours.text, 3)


@dataclass(frozen=True)
class _Named:
    """Words at a point of space, shape (3,), or at another one of an outline, shape (k, 3)."""

    words: str
    at: Floats
    outline: Floats
    role: Role


class _Names:
    """The names of a panel's subspaces, each at a point of space that is chosen once.

    A name is at the edge of its subspace, where that is away from the other one.
    """

    def __init__(self, canvas: Canvas, panel: Panel, camera: Rocking, area: Box) -> None:
        view = camera.view()
        turned = [view, camera.view(WIDEST), camera.view(-WIDEST)]
        self._found: list[_Named] = []
        self._bounds = bounds = Box(area.left + 8, 12, area.right - 8, area.top - 85)
        shapes = [_shapes(panel, space, view.basis) for space in panel.spaces]
        outlines = [np.vstack([walked(p) for p in polygons]) for polygons in shapes if polygons]
        drawn = 0
        for space in panel.spaces:
            if space.dimension:
                others = np.array([name.at for name in self._found]).reshape(-1, 3)
                taken = np.zeros(len(outlines[drawn]), dtype=bool)
                for seen in turned if panel.dimension == 3 else [view]:
                    apart = seen.pixels(outlines[drawn])[:, None] - seen.pixels(others)
                    is_near = (np.abs(apart) < NAME).all(axis=-1)
                    taken |= np.asarray(is_near).any(axis=-1)
                at = _edge(canvas, view, outlines, drawn, space.name, bounds, taken)
                self._found.append(_Named(space.name, at, outlines[drawn], space.role))
                drawn += 1
            else:
                nowhere = np.zeros((0, 3))
                self._found.append(_Named(f"{space.name}: 0", np.zeros(3), nowhere, "text"))

    def labels(self, canvas: Canvas, view: View) -> list[Label]:
        """Return them as labels that point outwards there or at other points, or in a corner."""
        middle = view.pixels(np.zeros(3))
        found: list[Label] = []
        for name in self._found:
            anchor = view.pixels(name.at)
            label = labelled(canvas, name.words, anchor, anchor - middle, name.role)
            points = view.pixels(np.vstack([name.at[None], name.outline]))
            outward = points - middle
            lengths = np.hypot(*outward.T)[:, None]
            outward = np.where(lengths < 1, [0, -1], outward / np.maximum(lengths, 1))
            beside = beside_points(points, outward, label.size)
            places = np.vstack([beside, *self._bounds.corners_for(label.size)])
            found.append(replace(label, more=places) if name.at.any() else label)
        return found


def _edge(
    canvas: Canvas,
    view: View,
    outlines: Sequence[Floats],
    i: int,
    words: str,
    bounds: Box,
    taken: Booleans,
) -> Floats:
    """Return the point of an outline, shape (k, 3), that has most room for words beside it.

    Points that are ``taken``, shape (k,), are near to other names.
    """
    pixels = [view.pixels(outline) for outline in outlines]
    own = pixels[i]
    middle = np.vstack(pixels).mean(axis=0)
    room = np.linalg.norm(own - middle, axis=1)
    outward = np.where(room[:, None] < 1, [0, -1], (own - middle) / np.maximum(room, 1)[:, None])
    size = canvas.measure(words, SMALL)
    around = boxes_around(beside_points(own, outward, size), size)
    room -= 2 * excess(around, bounds.corners)
    room -= 1000 * taken
    for other in (*pixels[:i], *pixels[i + 1 :]):
        room += np.minimum(FREE, np.linalg.norm(own[:, None] - other[None], axis=2).min(axis=1))
    return outlines[i][int(np.argmax(room))]


def walked(outline: Floats) -> Floats:
    """Return points along a polygon."""
    shares = np.arange(0, 1, 0.125)[:, None]
    edges = zip(outline, np.roll(outline, -1, axis=0), strict=True)
    return np.vstack([start + shares * (end - start) for start, end in edges])
