"""Pictures of what `linalg_engine.elimination` finds out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.figures import arrows
from bot.figures.coordinates import direction, floats, length
from bot.figures.picture import Picture
from bot.figures.scene import Area, Arrow, Corner, Scene, Segment, Spot
from linalg_engine import vectors
from linalg_engine.formatting import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.figures.coordinates import Points
    from bot.figures.style import Role, Style
    from linalg_engine.elimination import Determinant, Solution, Subspaces

ROLES: tuple[Role, ...] = ("first", "second", "result")
"""The colours of up to three equations."""

PARALLEL = 1e-9
"""Sine of an angle below which two planes are not drawn to meet."""

LARGEST_DRAWN = 1e6
"""Coordinates beyond are not drawn: nothing else would be left in the picture."""


def draw_determinant(found: Determinant, style: Style) -> Picture:
    """Return a picture of a 2×2 determinant: the parallelogram of the columns."""
    first, second = as_float(found.matrix).T
    caption = f"det A {style.equals(found.value)}"
    columns = (
        Arrow(first, f"column 1 = {style.vector(found.matrix[:, 0])}", "first"),
        Arrow(second, f"column 2 = {style.vector(found.matrix[:, 1])}", "second"),
    )
    scene = Scene(
        dimension=2,
        caption=caption,
        note="" if found.value >= 0 else "negative: from column 1 to column 2 it turns clockwise",
        arrows=tuple(arrow for arrow in columns if arrow.tip.any()),
        areas=(Area((np.zeros(2), first, first + second, second), "result"),),
    )
    alt = (
        f"The columns {style.vector(found.matrix[:, 0])} and {style.vector(found.matrix[:, 1])} "
        f"span a parallelogram of area {decimal(abs(found.value))}; det A = "
        f"{style.number(found.value)}."
    )
    return Picture("determinant.png", arrows.draw(scene, style.theme), alt)


def drawing_of_system(found: Solution, style: Style) -> Callable[[], Picture] | None:
    """Return what draws a system of up to three equations in 2 or 3 unknowns, else None."""
    a = as_float(found.matrix)
    equations, unknowns = a.shape
    if not (unknowns in (2, 3) and equations <= 3 and all(row.any() for row in a)):
        return None
    if max(np.max(np.abs(a)), float(np.max(np.abs(floats(found.right))))) > LARGEST_DRAWN:
        return None
    return lambda: _draw_system(found, style)


def _draw_system(found: Solution, style: Style) -> Picture:
    a, b = as_float(found.matrix), floats(found.right)
    meeting = found.particular if found.kind == "one" else None
    feet = [row * (right / (row @ row)) for row, right in zip(a, b, strict=True)]
    known = found.particular
    centre = np.mean(feet, axis=0) if known is None else floats(known)
    reach = 1.6 * max([1.0, *(length(foot - centre) for foot in feet), 0.4 * length(centre)])
    caption = _meeting(found)
    spots = (Spot(centre, f"x = {style.vector(meeting)}", "text"),) if meeting is not None else ()
    if a.shape[1] == 2:
        segments = tuple(
            _line(row, right, centre, reach, role, f"equation {i}")
            for i, (row, right, role) in enumerate(zip(a, b, ROLES, strict=False), start=1)
        )
        scene = Scene(2, f"Lines: {caption}", spots=spots, segments=segments)
    else:
        areas = tuple(
            Area(_plane(row, right, centre, reach), role)
            for row, right, role in zip(a, b, ROLES, strict=False)
        )
        lines = () if found.kind == "none" else _common_lines(a, centre, reach)
        scene = Scene(3, f"Planes: {caption}", spots=spots, areas=areas, segments=lines)
    kind = "line" if a.shape[1] == 2 else "plane"
    alt = f"{len(a)} equation{'s' * (len(a) > 1)}, each a {kind}; {caption}"
    alt += f": x = {style.vector(meeting)}." if meeting is not None else "."
    return Picture("system.png", arrows.draw(scene, style.theme), alt)


def _meeting(found: Solution) -> str:
    """Say how the lines or planes of the equations meet."""
    if found.kind == "one":
        return "they meet in one point"
    if found.kind == "none":
        return "they have no point in common"
    if len(found.matrix) == 1:
        return "every point of it is a solution"
    planes_meet = found.matrix.shape[1] == 3 and len(found.free_columns) == 1
    return "they meet in a line" if planes_meet else "they are all the same"


def _line(
    row: Points, right: float, centre: Points, reach: float, role: Role, label: str
) -> Segment:
    """Return the line ``row · x = right`` as far as it is near ``centre``."""
    foot = centre + row * ((right - row @ centre) / (row @ row))
    along = direction(np.array([-row[1], row[0]])) * reach
    return Segment(foot - along, foot + along, role, label, look="thin")


def _common_lines(a: Points, centre: Points, reach: float) -> tuple[Segment, ...]:
    """Return the lines in which each two planes meet, where they all pass near ``centre``."""
    lines: list[Segment] = []
    for i in range(len(a)):
        for j in range(i):
            along = vectors.cross(direction(a[i]), direction(a[j]))
            if length(along) > PARALLEL:
                step = direction(along) * reach
                lines.append(Segment(centre - step, centre + step, "text", look="thin"))
    return tuple(lines)


def _plane(row: Points, right: float, centre: Points, reach: float) -> tuple[Points, ...]:
    """Return the corners of the square of the plane ``row · x = right`` nearest to ``centre``."""
    foot = centre + row * ((right - row @ centre) / (row @ row))
    normal = direction(row)
    helper = np.eye(3)[int(np.argmin(np.abs(normal)))]
    u = direction(vectors.cross(normal, helper)) * reach
    v = vectors.cross(normal, u)
    return foot + u + v, foot - u + v, foot - u - v, foot + u - v


def drawing_of_spaces(found: Subspaces, style: Style) -> Callable[[], Picture] | None:
    """Return what draws the column space of a matrix of 2 or 3 rows, else None."""
    if len(found.matrix) not in (2, 3) or not found.column:
        return None
    return lambda: _draw_column_space(found, style)


def _draw_column_space(found: Subspaces, style: Style) -> Picture:
    """Draw the column space and, perpendicular to it, the left null space."""
    m = len(found.matrix)
    columns = [direction(v) for v in found.column]
    rest = [direction(v) for v in found.left_null]
    shape = {1: "a line", 2: "a plane" if m == 3 else "the whole plane", 3: "all of space"}[
        found.rank
    ]
    areas = ()
    if found.rank == 2 and m == 3:
        u = columns[0]
        v = direction(columns[1] - (columns[1] @ u) * u)
        areas = (Area((u + v, v - u, -u - v, u - v), "first"),)
    segments = [
        Segment(-1.4 * c, 1.4 * c, "first", "column space", look="band")
        for c in columns
        if found.rank == 1
    ]
    if len(rest) == 1:
        segments.append(Segment(-1.2 * rest[0], 1.2 * rest[0], "second", "left null space"))
    corners = (Corner(np.zeros(m), columns[0], rest[0]),) if rest else ()
    names = [f"column {j + 1}" for j in found.reduction.pivots]
    scene = Scene(
        dimension=m,
        caption=f"The column space is {shape}",
        note="columns drawn with length 1",
        arrows=tuple(Arrow(c, name, "first") for c, name in zip(columns, names, strict=True)),
        segments=tuple(segments),
        areas=areas,
        corners=corners,
        to_scale=False,
    )
    alt = f"The column space is {shape} in {m} dimensions, spanned by " + ", ".join(
        style.vector(v) for v in found.column
    )
    alt += "; the left null space is perpendicular to it." if rest else "."
    return Picture("spaces.png", arrows.draw(scene, style.theme), alt)
