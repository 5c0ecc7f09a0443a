"""Systems of equations in two and three unknowns: lines and planes, and where they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import arrows
from bot.drawing.coordinates import direction, floats, length
from bot.drawing.depth import Plane
from bot.drawing.picture import Picture
from bot.drawing.scene import Scene, Segment, Spot
from bot.formula import Chain, equals
from bot.topics.elimination import planes
from bot.topics.elimination.planes import NAMES, PARALLEL, Equation, Meeting
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Solution
    from linalg_engine.exact import Scalar

ROLES: tuple[Role, ...] = ("first", "second", "result")
"""The colours of up to three equations."""

LARGEST_DRAWN = 1e6
"""Larger coordinates are not drawn: they would dwarf the rest of the picture."""

LONGEST_EQUATION = 22
"""Characters of an equation that still fits at its plane; a longer one is a number there."""


def drawing_of_system(found: Solution, style: Style) -> Callable[[], Picture] | None:
    """Return what draws a system of up to three equations in 2 or 3 unknowns, else None."""
    a, b = as_float(found.matrix), floats(found.rhs)
    count, unknowns = a.shape
    if not (unknowns in (2, 3) and count <= 3 and all(row.any() for row in a)):
        return None
    if max(np.max(np.abs(a)), np.max(np.abs(b)), np.max(np.abs(_centre(found)))) > LARGEST_DRAWN:
        return None
    return lambda: _draw_system(found, style)


def _draw_system(found: Solution, style: Style) -> Picture:
    equations = _equations(found, style)
    kind = "line" if found.matrix.shape[1] == 2 else "plane"
    point = found.particular if found.kind == "one" else None
    words = "" if point is None else f"x {equals(style.notation.vector(point))}"
    meeting = Meeting(_centre(found), words)
    caption, note = _caption(found, kind, len(equations)), _note(found, equations, kind)
    if kind == "line":
        png = arrows.draw(_lines(equations, meeting, caption, note), style.theme)
    else:
        png = planes.draw_planes(equations, meeting, caption, note, style.theme)
    alt = f"{kind.capitalize()}s " + "; ".join(equation.words for equation in equations)
    return Picture("system.png", png, f"{alt}. {caption}" + (f": {words}." if words else "."))


def _centre(found: Solution) -> Floats:
    """Return the common point nearest to the origin; without one, the point nearest to all."""
    if found.kind == "one" and found.particular is not None:
        return floats(found.particular)
    rows = as_float(found.matrix)
    sizes = np.array([length(row) for row in rows])
    return floats(np.linalg.lstsq(rows / sizes[:, None], floats(found.rhs) / sizes)[0])


def _equations(found: Solution, style: Style) -> list[Equation]:
    """Return the different lines or planes; the words of one name all its equations."""
    unique: list[Plane] = []
    members: list[list[int]] = []
    for i, (row, right) in enumerate(zip(as_float(found.matrix), floats(found.rhs), strict=True)):
        plane = Plane(row / length(row), float(right) / length(row))
        same = [k for k, other in enumerate(unique) if _is_same(plane, other)]
        if same:
            members[same[0]].append(i)
        else:
            unique.append(plane)
            members.append([i])
    alone = len(unique) == 1
    return [
        Equation(plane, role, _words(found, [own[0]] if alone else own, style))
        for plane, own, role in zip(unique, members, ROLES, strict=False)
    ]


def _is_same(p: Plane, q: Plane) -> bool:
    sign = 1 if p.normal @ q.normal > 0 else -1
    return np.allclose([*p.normal, p.offset], [*(sign * q.normal), sign * q.offset], rtol=1e-9)


def _words(found: Solution, members: Sequence[int], style: Style) -> str:
    first = members[0]
    text = equation_text(found.matrix[first], found.rhs[first], style)
    numbers = " and ".join(str(i + 1) for i in members)
    if len(text) > LONGEST_EQUATION:
        return f"equation{'s' * (len(members) > 1)} {numbers}"
    return text if len(members) == 1 else f"{numbers}: {text}"


def equation_text(row: Vector, right: Scalar, style: Style) -> str:
    """Return "2x₁ − x₂ = 3"."""
    say = style.notation
    text = ""
    for coefficient, name in zip(row, NAMES, strict=False):
        if coefficient == 0:
            continue
        size = str(say.number(abs(coefficient)))
        sign = "−" if coefficient < 0 else "+"
        text += f" {sign} " if text else sign.strip("+")
        text += name if size == "1" else f"{size}{'' if size.isdigit() else ' '}{name}"
    end = Chain(None, (say.number(right),), before=say.vector(row))
    return f"{text} {end}"


def _caption(found: Solution, kind: str, different: int) -> str:
    if found.kind == "one":
        return f"The {kind}s meet in one point"
    if found.kind == "none":
        return f"The {kind}s have no point in common"
    if different > 1:
        return "The planes meet in a line"
    if len(found.matrix) == 1:
        return f"Every point of the {kind} is a solution"
    return f"The equations all say the same {kind}"


def _note(found: Solution, equations: Sequence[Equation], kind: str) -> str:
    if found.kind != "none":
        return ""
    normals = np.array([equation.plane.normal for equation in equations])
    cosines = np.abs(np.tril(normals @ normals.T, -1))
    if np.any(cosines > 1 - PARALLEL**2):
        return f"parallel {kind}s never meet"
    return "each two meet, but never all three"


def _lines(equations: Sequence[Equation], meeting: Meeting, caption: str, note: str) -> Scene:
    """Return lines of the plane around the point where they meet."""
    centre = meeting.point
    feet = [equation.plane.normal * equation.plane.offset for equation in equations]
    reach = 1.6 * max([1.0, *(length(foot - centre) for foot in feet), 0.4 * length(centre)])
    segments: list[Segment] = []
    for equation in equations:
        plane = equation.plane
        foot = centre - plane.heights(centre[None])[0] * plane.normal
        along = direction(np.array([-plane.normal[1], plane.normal[0]])) * reach
        ends = foot - along, foot + along
        # Away from the point where the lines meet.
        segments.append(Segment(*ends, equation.role, equation.words, look="thin", label_at=0.9))
    spots = (Spot(centre, meeting.words, "text"),) if meeting.words else ()
    return Scene(2, caption, spots=spots, segments=tuple(segments), note=note)
