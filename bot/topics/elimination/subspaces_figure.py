"""The four subspaces of a matrix: two in the space of inputs, two in the space of outputs.

After the picture that Strang draws (*Introduction to Linear Algebra*, 6th ed., section 3.5),
with the subspaces as they really lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.caption import CAPTION_HEIGHT, LINE_HEIGHT, Caption
from bot.drawing.coordinates import direction
from bot.drawing.depth import Block, Piece, Plane, best_basis, outlined, paint, towards_viewer
from bot.drawing.ground import draw_block
from bot.drawing.labels import Box, labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, NORMAL, SMALL, WIDTH
from bot.drawing.view import fit
from bot.topics.elimination.planes import at_the_edge, walked
from linalg_engine.vectors import cross

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from bot.drawing.view import View
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Subspaces

TOP = HEIGHT - CAPTION_HEIGHT - LINE_HEIGHT
MARGIN = 65
"""Pixels around a panel's box, for labels."""

GOOD_TILT = 0.55
"""Cosine between a plane's normal and the view, at which plane and normal are both clear."""

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
    canvas = Canvas(style.theme)
    width = WIDTH / len(panels)
    for i, panel in enumerate(panels):
        _draw_panel(canvas, panel, Box(i * width, 0, (i + 1) * width, TOP))
    if len(panels) == 2:
        canvas.arrow((width - 42, TOP - 70), (width + 42, TOP - 70), canvas.colours.text, 6)
        canvas.text((width, TOP - 34), "A", NORMAL)
    note = "A maps row space onto column space"
    if len(panels) == 1:
        first, second = (space.name for space in panels[0].spaces)
        note = f"{first} and {second} are perpendicular".capitalize()
    elif found.rank == 0:
        note = "A maps every x to 0"
    elif found.null:
        note += ", null space to 0"
    Caption.fitted(canvas, f"Four subspaces, rank {found.rank}", note).write(canvas)
    spaces = [space for panel in panels for space in panel.spaces]
    alt = "; ".join(space.words(style) for space in spaces)
    return Picture("spaces.png", canvas.png(), f"{alt[0].upper()}{alt[1:]}. {note}.")


def _draw_panel(canvas: Canvas, panel: Panel, area: Box) -> None:
    reach = np.where(np.arange(3) < panel.dimension, 1.0, 0.0)
    block = Block(-reach, reach)
    normal = _normal(panel)
    basis = np.eye(3)[:2] if panel.dimension < 3 else best_basis(lambda b: _clarity(b, normal))
    inner = Box(area.left + MARGIN, 75, area.right - MARGIN, area.top - 125)
    view = fit(basis, block.corners(), inner)
    names = [f"{panel.letter}{'₁₂₃'[i]}" for i in range(panel.dimension)]
    taken = draw_block(canvas, view, block, names, numbered=False)
    middle = (area.left + area.right) / 2
    canvas.text((middle, area.top - 62), panel.title, SMALL)
    planes = [] if normal is None else [Plane(normal, 0.0)]
    shapes = [_shapes(block, space, normal, basis) for space in panel.spaces]
    pieces: list[Piece] = []
    for space, polygons in zip(panel.spaces, shapes, strict=True):
        colour = canvas.colours.of(space.role)
        for points in polygons:
            is_line = space.dimension == 1
            pieces += [Piece(points, colour, 10)] if is_line else outlined(points, colour, 4)
    paint(canvas, view, pieces, planes)
    _draw_corner(canvas, view, panel, normal)
    bounds = Box(area.left + 8, 12, area.right - 8, area.top - 85)
    _write_names(canvas, view, panel, shapes, bounds, taken)


def _normal(panel: Panel) -> Floats | None:
    """Return the direction of the line that is perpendicular to a plane, if there is one."""
    lines = [space.basis[0] for space in panel.spaces if space.dimension == 1]
    return lines[0] if panel.dimension == 3 and lines else None


def _clarity(basis: Floats, normal: Floats | None) -> float:
    if normal is None:
        return 0.0
    return -abs(abs(float(normal @ towards_viewer(basis))) - GOOD_TILT)


def _shapes(block: Block, space: Subspace, normal: Floats | None, basis: Floats) -> list[Floats]:
    """Return the segment or the polygons that are seen of a subspace in the box."""
    if space.dimension == 0:
        return []
    if space.dimension == 1:
        along = np.pad(space.basis[0], (0, 3 - space.basis.shape[1]))
        return [block.chord(np.zeros(3), along)]
    if space.dimension == 2:
        return [block.section(Plane(np.eye(3)[2] if normal is None else normal, 0.0))]
    towards = towards_viewer(basis)
    faces = [Plane(axis, 1.0) for axis in np.eye(3) * np.sign(towards)]
    return [block.section(face) for face in faces]


def _draw_corner(canvas: Canvas, view: View, panel: Panel, normal: Floats | None) -> None:
    """Mark the right angle between two subspaces, where neither is the whole space."""
    first, second = (space.basis for space in panel.spaces)
    if not (len(first) and len(second)):
        return
    if normal is not None:
        # In the plane, the direction that looks most perpendicular to the line.
        second = normal[None]
        first = cross(normal, towards_viewer(view.basis))[None]
    u, w = (CORNER * np.pad(direction(b[0]), (0, 3 - b.shape[1])) for b in (first, second))
    canvas.line(view.pixels([u, u + w, w]), canvas.colours.text, 3)


def _write_names(
    canvas: Canvas,
    view: View,
    panel: Panel,
    shapes: list[list[Floats]],
    bounds: Box,
    taken: list[Box],
) -> None:
    """Write the name of each subspace at its edge, and mark one that is only the origin."""
    outlines = [
        np.vstack([walked(view.pixels(p)) for p in polygons]) for polygons in shapes if polygons
    ]
    labels: list[Label] = []
    drawn = 0
    for space in panel.spaces:
        if space.dimension:
            at_edge = at_the_edge(canvas, outlines, drawn, space.name, space.role, bounds, taken)
            labels.append(at_edge)
            drawn += 1
        else:
            origin = view.pixels(np.zeros(3))
            canvas.dot(origin, canvas.colours.of(space.role), 13, layer=5)
            name = f"{space.name}: 0"
            labels.append(labelled(canvas, name, origin, np.zeros(2), space.role))
    write_labels(canvas, labels, bounds, outlines, taken)
