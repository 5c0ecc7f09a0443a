"""Equations in two unknowns: lines of the plane, where they meet, or the point nearest to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box, pierce
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import floats
from bot.drawing.ground import beside_point, draw_grid
from bot.drawing.labels import Label, labelled, write_labels
from bot.drawing.style import LARGE, NORMAL, WIDTH
from bot.drawing.things import DASHED
from bot.drawing.view import fit
from bot.formula import Chain, Row, VectorName, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.drawing.view import View
    from bot.formula import Formula, Notation
    from bot.topics.elimination.equations import Equation, System
    from linalg_engine.vectors import Vector

DOT = 14
"""Radius in pixels of a point."""

FURTHEST_MEETING = 4.0
"""Where two lines meet is not shown when it is so much farther away than the lines are apart."""

SHORTEST_MISS = 24.0
"""Pixels between the nearest point and a line from which the way to it is drawn."""

EQUALLY_NEAR = "nearest: every point of this line"


def draw_lines(system: System, style: Style) -> bytes:
    """Return a PNG of the lines, across the whole picture."""
    canvas = Canvas(style.theme)
    say = style.notation
    canvas.prepare([(system.title(), LARGE), *_formulas(system, say)])
    notes = [system.note()]
    if _has_misses(system):
        notes.append("pink: by how much each equation is off at the nearest x")
    caption = Caption.fitted(canvas, system.title(), *notes)
    view = fit(np.eye(2), _seen(system), Box(60, 60, WIDTH - 60, caption.bottom - 30))
    draw_grid(canvas, view, caption.bottom, numbered=True)
    frame = Box(0, 0, WIDTH, caption.bottom)
    bounds = Box(12, 48, WIDTH - 12, caption.bottom - 8)
    ends = [across(equation, view, frame) for equation in system.equations]
    for equation, line in zip(system.equations, ends, strict=True):
        canvas.line(line, canvas.colours.of(equation.role), 6, layer=2.5)
    points = _draw_points(canvas, view, system, say)
    lines = [name_line(canvas, ends, i, e, bounds) for i, e in enumerate(system.equations)]
    write_labels(canvas, [*lines, *points], bounds)
    caption.write(canvas)
    return canvas.png()


def _formulas(system: System, say: Notation) -> list[tuple[Formula, float]]:
    found: list[Formula] = [equation.formula for equation in system.equations]
    if system.solution is not None:
        found.append(point_label(system.solution, say))
    elif system.found.least_squares is not None:
        found.append(nearest_label(system.found.least_squares.x, say))
    return [(each, NORMAL) for each in [*found, *(m for _, m in _misses(system, say))]]


def point_label(x: Vector, say: Notation) -> Formula:
    """Return the words at a point: ``x = [1, 2]``."""
    return Chain(VectorName("x"), (say.vector(x),))


def nearest_label(x: Vector, say: Notation) -> Formula:
    """Return the words at the point nearest to lines that do not meet."""
    return Row((Words("nearest "), point_label(x, say)))


# What is seen


def _seen(system: System) -> Floats:
    """Return two corners, shape (2, 2), of what must lie inside of the picture."""
    least = system.found.least_squares
    is_near = least is not None and least.is_unique
    centre = floats(least.x) if least is not None and is_near else system.centre()
    apart = max(abs(float(equation.heights(centre))) for equation in system.equations)
    if system.found.kind == "none" and len(system.equations) > 1:
        reach = 2.0 * max([apart, *_meeting_distances(system, centre, FURTHEST_MEETING * apart)])
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


def across(equation: Equation, view: View, frame: Box) -> Floats:
    """Return the two points, in pixels, between which a line crosses a frame; shape (2, 2).

    A line that passes the frame by has two equal points.
    """
    foot = view.pixels(equation.offset * equation.normal)
    along = np.array([-equation.normal[1], equation.normal[0]])
    low, high = np.array([frame.left, frame.bottom]), np.array([frame.right, frame.top])
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (low - foot) / along, (high - foot) / along
    enters = np.nanmax(np.minimum(first, second))
    leaves = np.nanmin(np.maximum(first, second))
    return foot + np.array([enters, max(enters, leaves)])[:, None] * along


# Points and words


def _has_misses(system: System) -> bool:
    least = system.found.least_squares
    return least is not None and least.is_unique


def _misses(system: System, say: Notation) -> list[tuple[Equation, Formula]]:
    """Return the equations that the nearest x misses, and by how much."""
    least = system.found.least_squares
    if least is None or not least.is_unique:
        return []
    found: list[tuple[Equation, Formula]] = []
    for equation in system.equations:
        residual = least.residual[equation.members[0]]
        if residual != 0:
            number = say.number(abs(residual))
            about = "≈ " if number.is_rounded else ""
            found.append((equation, Row((Words("off by "), about, number))))
    return found


def _draw_points(canvas: Canvas, view: View, system: System, say: Notation) -> list[Label]:
    """Draw the solution, or the nearest points; return their names, the most important first."""
    least = system.found.least_squares
    if system.solution is not None:
        at = view.pixels(floats(system.solution))
        canvas.dot(at, canvas.colours.result, DOT)
        words = point_label(system.solution, say)
        return [labelled(canvas, words, at, np.zeros(2), "text", NORMAL)]
    if least is None or system.is_broken:
        return []
    nearest = floats(least.x)
    if not least.is_unique:
        return [_draw_nearest_line(canvas, view, nearest, system)]
    at = view.pixels(nearest)
    canvas.dot(at, canvas.colours.result, DOT)
    labels = [labelled(canvas, nearest_label(least.x, say), at, np.zeros(2), "text", NORMAL)]
    for equation, words in _misses(system, say):
        foot = view.pixels(nearest - equation.heights(nearest) * equation.normal)
        if float(np.hypot(*(foot - at))) >= SHORTEST_MISS:
            canvas.line([at, foot], canvas.colours.rest, 6, DASHED, layer=2.6)
            labels.append(labelled(canvas, words, (at + foot) / 2, np.zeros(2), "rest", NORMAL))
    return labels


def _draw_nearest_line(canvas: Canvas, view: View, nearest: Floats, system: System) -> Label:
    """Draw the points that are equally near to parallel lines."""
    normal = system.equations[0].normal
    middle = replace(system.equations[0], offset=float(normal @ nearest), role="result")
    line = across(middle, view, Box(0, 0, WIDTH, canvas.height))
    canvas.line(line, canvas.colours.result, 6, DASHED, layer=2.5)
    return labelled(canvas, EQUALLY_NEAR, view.pixels(nearest), np.zeros(2), "result", NORMAL)


def name_line(
    canvas: Canvas, ends: Sequence[Floats], i: int, equation: Equation, bounds: Box
) -> Label:
    """Return the label of a line, beside a place where it covers no other."""
    words = equation.label(canvas)
    own = ends[i]
    size = canvas.measure(words, NORMAL)
    along = own[1] - own[0]
    normal = np.array([-along[1], along[0]]) / (float(np.hypot(*along)) or 1.0)
    shares = np.linspace(0.08, 0.92, 29)
    best: tuple[float, Floats, Floats] | None = None
    lines = np.array(ends)
    for share in shares:
        at = own[0] + share * along
        for outward in (normal, -normal):
            box = beside_point(at, outward, size)
            covers = int(pierce(lines, box.corners[None]).sum())
            near = float(np.min(np.hypot(*(_feet(ends, i, box.centre) - box.centre).T), initial=300))
            # Away from the middle, where lines meet and points are named.
            cost = 300 * covers + 5 * box.excess(bounds) - near - 120 * abs(2 * share - 1)
            if best is None or cost < best[0]:
                best = cost, at, outward
    assert best is not None
    return labelled(canvas, words, best[1], best[2], equation.role, NORMAL)


def _feet(ends: Sequence[Floats], i: int, point: Floats) -> Floats:
    """Return the points of all lines but one that are nearest to a point, shape (k, 2)."""
    found = [np.empty((0, 2))]
    for start, end in (*ends[:i], *ends[i + 1 :]):
        along = (end - start) / (float(np.hypot(*(end - start))) or 1.0)
        found.append((start + ((point - start) @ along) * along)[None])
    return np.vstack(found)
