"""Equations in two unknowns: lines of the plane, where they meet, or the point nearest to them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import floats
from bot.drawing.ground import draw_grid
from bot.drawing.magnifier import Magnifier, free_place, opening
from bot.drawing.style import NORMAL, WIDTH, Role
from bot.drawing.things import DASHED
from bot.drawing.view import fit
from bot.formula import Row, Words
from bot.topics.elimination.names import Name, write_names

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.drawing.view import View
    from bot.formula import Formula, Notation
    from bot.topics.elimination.equations import Equation, System
    from linalg_engine.arrays import Vector

DOT = 14
"""Radius in pixels of a point."""

FURTHEST_MEETING = 2.5
"""Where two lines meet is not shown when it is so much farther away than the lines are apart."""

LEAST_DIFFERENCE = 1e-5
"""Units in a pixel, of which numbers far away from the origin still show those at grid lines."""

FAR_AWAY = 5000.0
"""Pixels from the origin."""

MOST_MISSES = 3
"""Numbers at the ways to lines; more cannot be told apart."""

MISSES = "pink: by how much each equation is off at the nearest x"
WAYS = "pink: from the nearest x to each line"

SHORTEST_MISS = 24.0
"""Pixels between the nearest point and a line from which the way to it is drawn."""

HARD_TO_SEE = 6.0
"""Degrees between lines, below which the magnifier opens their angle."""

EQUALLY_NEAR = "all equally near"


def draw_lines(system: System, look: Style) -> bytes:
    """Return a PNG of the lines, across the whole picture."""
    canvas = Canvas(look.theme)
    say = look.notation
    canvas.prepare(_formulas(canvas, system, say))
    notes = [system.note()]
    if misses(system, say):
        many = len(misses(system, say)) > MOST_MISSES
        notes.append(WAYS if many else MISSES)
    caption = Caption.fitted(canvas, system.title(), *notes)
    view = fit(np.eye(2), seen(system), Box(60, 60, WIDTH - 60, caption.bottom - 30))
    axes = draw_grid(canvas, view, caption.bottom, numbered=_can_be_numbered(view))
    frame = Box(0, 0, WIDTH, caption.bottom)
    lines = list(system.equations)
    if (middle := _equally_near(system)) is not None:
        lines.append(middle)
    lines = [line for line in lines if len(across(line.normal, line.offset, view, frame))]
    ends = np.array([across(line.normal, line.offset, view, frame) for line in lines])
    for line, points in zip(lines, ends, strict=True):
        style = DASHED if line is middle else "solid"
        canvas.line(points, canvas.colours.of(line.role), 6, style, layer=2.5)
    names = _draw_points(canvas, view, system, say)
    names[1:1] = [
        Name.of_line(
            canvas, EQUALLY_NEAR if line is middle else line.label(canvas), points, line.role
        )
        for line, points in zip(lines, ends, strict=True)
    ]
    bounds = Box(12, 48, WIDTH - 12, caption.bottom - 8)
    if system.unknowns.are_typed:
        words = zip(system.unknowns.listed(), axes[::-1], strict=True)
        names += [Name.of_axis(canvas, word, axis, bounds) for word, axis in words]
    _draw_magnifier(canvas, view, system, bounds)
    write_names(canvas, names, np.concatenate([ends, axes]), bounds)
    caption.write(canvas)
    return canvas.png()


def _formulas(canvas: Canvas, system: System, say: Notation) -> list[tuple[Formula, float, str]]:
    """Return all that is set as mathematics, with its size and colour."""
    found: list[tuple[Formula, Role]] = []
    found.extend((equation.formula, equation.role) for equation in system.equations)
    if system.solution is not None:
        found.append((system.unknowns.point(system.solution, say), "text"))
    elif system.found.least_squares is not None:
        found.append((nearest_label(system, system.found.least_squares.x, say), "text"))
    found.extend((words, "rest") for _, words in misses(system, say))
    if system.unknowns.are_typed:
        found.extend((name, "muted") for name in system.unknowns.listed())
    return [(formula, NORMAL, canvas.colours.of(role)) for formula, role in found]


def nearest_label(system: System, x: Vector, say: Notation) -> Formula:
    """Return the words at the point nearest to lines that do not meet."""
    return Row((Words("nearest "), system.unknowns.place(x, say)))


# What is seen


def seen(system: System) -> Floats:
    """Return two corners, shape (2, 2), of what must lie inside of the picture."""
    least = system.found.least_squares
    is_near = least is not None and least.is_unique
    centre = floats(least.x) if least is not None and is_near else system.centre()
    apart = max(abs(float(equation.heights(centre))) for equation in system.equations)
    if system.found.kind == "none" and len(system.equations) > 1:
        distances = _meeting_distances(system, centre, FURTHEST_MEETING * apart)
        reach = max([1.3 * apart, *(1.8 * distance for distance in distances)])
    else:
        # Lines through one point look the same at any size: this one shows the origin, too.
        reach = 1.25 * float(np.max(np.abs(centre))) or 1.0
    return centre + reach * np.array([[-1.0, -1.0], [1.0, 1.0]])


def _meeting_distances(system: System, centre: Floats, most: float) -> list[float]:
    normals = np.array([equation.normal for equation in system.equations])
    offsets = np.array([equation.offset for equation in system.equations])
    points = [np.linalg.solve(normals[list(p)], offsets[list(p)]) for p in system.meeting]
    distances = [float(np.linalg.norm(point - centre)) for point in points]
    return [distance for distance in distances if distance <= most]


def across(normal: Floats, offset: float, view: View, frame: Box) -> Floats:
    """Return the points, in pixels, where a line enters and leaves a frame; shape (2, 2).

    Of a line that passes the frame by, the shape is (0, 2).
    """
    foot = view.pixels(offset * normal)
    along = np.array([-normal[1], normal[0]])
    low, high = np.array([frame.left, frame.bottom]), np.array([frame.right, frame.top])
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (low - foot) / along, (high - foot) / along
    enters = np.nanmax(np.minimum(first, second))
    leaves = np.nanmin(np.maximum(first, second))
    if enters >= leaves:
        return np.empty((0, 2))
    return foot + np.array([enters, leaves])[:, None] * along


# Points and words


def _can_be_numbered(view: View) -> bool:
    """Whether numbers along the axes differ in the decimals that are written."""
    pixels_from_origin = float(np.max(np.abs(view.offset)))
    return view.scale * LEAST_DIFFERENCE < 1 or pixels_from_origin < FAR_AWAY


def _draw_points(canvas: Canvas, view: View, system: System, say: Notation) -> list[Name]:
    """Draw the solution, or the nearest points; return their names, the most important first."""
    least = system.found.least_squares
    if system.solution is not None:
        at = view.pixels(floats(system.solution))
        canvas.dot(at, canvas.colours.result, DOT)
        return [Name.of_point(canvas, system.unknowns.point(system.solution, say), at)]
    if least is None or system.is_broken or not least.is_unique:
        return []
    nearest = floats(least.x)
    at = view.pixels(nearest)
    canvas.dot(at, canvas.colours.result, DOT)
    names = [Name.of_point(canvas, nearest_label(system, least.x, say), at)]
    missed = misses(system, say)
    for equation, words in missed:
        foot = view.pixels(nearest - equation.heights(nearest) * equation.normal)
        if float(np.hypot(*(foot - at))) >= SHORTEST_MISS:
            canvas.line([at, foot], canvas.colours.rest, 6, DASHED, layer=2.6)
            if len(missed) <= MOST_MISSES:
                names.append(Name.of_line(canvas, words, np.array([at, foot]), "rest"))
    return names


def misses(system: System, say: Notation) -> list[tuple[Equation, Formula]]:
    """Return the equations that the one nearest x misses, and by how much."""
    least = system.found.least_squares
    if least is None or not least.is_unique or system.is_broken:
        return []
    found: list[tuple[Equation, Formula]] = []
    for equation in system.equations:
        residual = least.residual[equation.members[0]]
        if residual != 0:
            number = say.number(abs(residual))
            about = "≈ " if number.is_rounded else ""
            found.append((equation, Row((Words("off by "), about, number))))
    return found


def _equally_near(system: System) -> Equation | None:
    """Return the line whose points are equally near to parallel lines."""
    least = system.found.least_squares
    if least is None or least.is_unique or system.is_broken:
        return None
    first = system.equations[0]
    offset = float(first.normal @ floats(least.x))
    return replace(first, offset=offset, role="result")


def _draw_magnifier(canvas: Canvas, view: View, system: System, bounds: Box) -> None:
    """Open the smallest angle between lines that meet in a point, if it is hard to see."""
    if system.solution is None:
        return
    pairs = [[system.equations[k].normal for k in pair] for pair in system.meeting]
    sines = [abs(float(p[0] * q[1] - p[1] * q[0])) for p, q in pairs]
    smallest = int(np.argmin(sines))
    if sines[smallest] >= math.sin(math.radians(HARD_TO_SEE)):
        return
    p, q = pairs[smallest]
    middle = p + (q if p @ q > 0 else -q)
    along = np.array([-middle[1], middle[0]]) / float(np.hypot(*middle))
    at = view.pixels(floats(system.solution))
    degrees = math.degrees(math.asin(sines[smallest]))
    place = free_place(canvas, bounds, at)
    magnifier = Magnifier(place, along, view.scale, opening(degrees))
    magnifier.draw(canvas, at)
    across_it = np.array([along, [-along[1], along[0]]])
    for equation in system.equations:
        direction = np.array([-equation.normal[1], equation.normal[0]]) * (WIDTH / view.scale)
        end = across_it @ direction
        magnifier.line(canvas, [-end, end], canvas.colours.of(equation.role))
    canvas.dot(place, canvas.colours.result, DOT, layer=5)
