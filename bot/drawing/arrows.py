"""Draws a scene: vectors as arrows in the plane or in space."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.path import Path

from bot.drawing.animation import ZOOM
from bot.drawing.boxes import Box, boxes_around
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.depth import towards_viewer
from bot.drawing.ground import Floor, draw_grid
from bot.drawing.labels import free_centres, labelled, write_labels
from bot.drawing.magnifier import WORDS
from bot.drawing.opened import draw_opened
from bot.drawing.rocking import Rocking, rocking
from bot.drawing.style import NORMAL, WIDTH
from bot.drawing.things import DASHED, DOTTED, LineStyle
from bot.drawing.view import fit, space_basis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.scene import Arc, Area, Arrow, Corner, Scene, Segment
    from bot.drawing.style import Role, Theme
    from bot.drawing.view import View
    from bot.formula.node import Formula

SIDE = 120.0
"""Pixels at the left and right for labels beside the outermost points."""

ARC_PIXELS = (60.0, 150.0)
CORNER_PIXELS = 26.0
SEGMENT_LOOKS: dict[str, tuple[float, LineStyle]] = {
    "dashed": (5, DASHED),
    "thin": (6, "solid"),
    "band": (16, "solid"),
}
"""Width in pixels and line style."""

AREA_OPACITY, FAINT_OPACITY = 0.22, 0.07
"""Coloured words have enough contrast on the faint one only."""

AREA_SPACING = 24.0
"""Pixels between points inside an area, which words do not cover."""

ARROW_WIDTH, WIDE_ARROW_WIDTH = 7.0, 13.0

DEPTH = 0.35
"""By what share an arrow to the viewer is broader, and one away from the viewer thinner."""

CORNERS = ([0, 1], [2, 1], [2, 3], [0, 3])
"""The places of a box's corners in it."""

ALONG = (0.0, -0.15, 0.15, -0.3, 0.3)
"""Shares of a segment by which its label may lie nearer to its start or its end."""

SIDES = np.array([(x, y) for x in (1, 0, -1) for y in (1, 0, -1) if x or y])
GAPS_AT_END = np.array([14.0, 30.0, 50.0])[:, None, None]
"""Where a label may stand around the end of a segment, and pixels between both."""


def draw(scene: Scene, theme: Theme) -> bytes:
    """Return a PNG of the scene; arrows of length 0 are left out."""
    canvas = Canvas(theme)
    draw_on(canvas, scene)
    return canvas.png()


def draw_turning(scene: Scene, theme: Theme) -> bytes:
    """Return a GIF of a scene in space that rocks to and fro, without its magnifier."""
    scene = replace(scene, arrows=tuple(arrow for arrow in scene.arrows if _length(arrow)))
    canvas = Canvas(theme, zoom=ZOOM)
    canvas.prepare(scene.formulas(canvas.colours))
    caption = Caption.fitted(canvas, scene.caption, scene.note, given=scene.given)
    points = np.array([np.zeros(3), *scene.points()])
    floor = Floor.under(points)
    region = Box(120, 62, WIDTH - 120, caption.bottom - 72)
    basis = space_basis(_directions(scene), _across(scene))
    camera = Rocking.around(basis, np.vstack([points, floor.corners()]), region)

    def draw_seen(canvas: Canvas, view: View) -> list[Label]:
        floor.draw_lines(canvas, view)
        _draw_drop_lines(canvas, view, scene)
        _draw_things(canvas, view, scene)
        _draw_areas(canvas, view, scene.areas)
        caption.write(canvas)
        names = floor.labels(canvas, view, numbered=scene.to_scale)
        inside = _labels_inside(canvas, view, scene.areas)
        return [*_collect_labels(canvas, view, scene), *inside, *names]

    return rocking(draw_seen, camera, Box(12, 12, WIDTH - 12, caption.bottom - 8), theme)


def draw_on(canvas: Canvas, scene: Scene, basis: Floats | None = None) -> View:
    """Draw the scene on an empty canvas; return from where it is seen.

    Parameters
    ----------
    basis
        Of the camera in space, shape (2, 3); by default the one that shows most.
    """
    scene = replace(scene, arrows=tuple(arrow for arrow in scene.arrows if _length(arrow)))
    canvas.prepare(scene.formulas(canvas.colours))
    caption = Caption.fitted(canvas, scene.caption, scene.note, given=scene.given)
    points = np.array([np.zeros(scene.dimension), *scene.points()])
    if scene.dimension == 2:
        view, names = _draw_plane(canvas, scene, points, caption.bottom), []
    else:
        view, names = _draw_space(canvas, scene, points, caption.bottom, basis)
    _draw_things(canvas, view, scene)
    bounds = Box(12, 12, WIDTH - 12, caption.bottom - 8)
    # Their labels lie inside, so the areas themselves come after them.
    write_labels(canvas, _labels_inside(canvas, view, scene.areas), bounds)
    tinted = _draw_areas(canvas, view, scene.areas)
    labels = [*_collect_labels(canvas, view, scene), *names]
    if scene.opened is not None:
        # It comes first, as it needs more room, but off the labels' places if it can.
        wanted = _places(canvas, labels, bounds, tinted)
        draw_opened(canvas, view, scene.opened, bounds, tinted, wanted)
    write_labels(canvas, labels, bounds, tinted, shorten=True)
    caption.write(canvas)
    return view


def _places(canvas: Canvas, labels: Sequence[Label], bounds: Box, avoid: Floats) -> Floats:
    """Return the boxes, shape (k, 4), that labels take if nothing more is drawn."""
    centres = free_centres(canvas, labels, bounds, avoid)
    found = [
        boxes_around(centre[None], label.size)
        for label, centre in zip(labels, centres, strict=True)
        if centre is not None
    ]
    return np.vstack([np.empty((0, 4)), *found])


def _length(arrow: Arrow) -> float:
    return float(np.abs(arrow.tip if arrow.tail is None else arrow.tip - arrow.tail).max())


def _draw_plane(canvas: Canvas, scene: Scene, points: Floats, top: float) -> View:
    """Draw the grid."""
    # An area and a magnifier have both room beside each other.
    room = WORDS if scene.opened and scene.areas else 0
    view = fit(np.eye(2), points, Box(SIDE, 88, WIDTH - SIDE - room, top - 68))
    draw_grid(canvas, view, top, numbered=scene.to_scale)
    return view


def _draw_space(
    canvas: Canvas, scene: Scene, points: Floats, top: float, basis: Floats | None
) -> tuple[View, list[Label]]:
    """Draw floor, axes and drop lines; return the names of the axes."""
    floor = Floor.under(points)
    if basis is None:
        basis = space_basis(_directions(scene), _across(scene))
    room = WORDS if scene.opened else 0
    region = Box(SIDE, 62, WIDTH - SIDE - room, top - 72)
    view = fit(basis, np.vstack([points, floor.corners()]), region)
    floor.draw_lines(canvas, view)
    _draw_drop_lines(canvas, view, scene)
    return view, floor.labels(canvas, view, numbered=scene.to_scale)


def _directions(scene: Scene) -> Floats:
    """Return the directions, shape (k, 3), that the camera must keep apart."""
    ends = [end for end, _ in scene.ends() if end.any()]
    return np.array(ends or np.eye(3))


def _across(scene: Scene) -> Floats:
    """Return the directions at right angles to areas and angles, shape (f, 3)."""
    arcs = [np.cross(_unit(arc.start), _unit(arc.end)) for arc in scene.arcs]
    return np.vstack([_faces(scene.areas), *(_unit(normal) for normal in arcs)])


def _unit(v: Floats) -> Floats:
    return v / np.linalg.norm(v)


def _faces(areas: Sequence[Area]) -> Floats:
    """Return the directions at right angles to areas, shape (f, 3)."""
    normals = [_normal(area) for area in areas]
    return np.array([normal for normal in normals if normal.any()]).reshape(-1, 3)


def _normal(area: Area) -> Floats:
    corners = np.array(area.corners)
    scaled = corners / (np.abs(corners).max() or 1)
    normal = np.cross(scaled, np.roll(scaled, -1, axis=0)).sum(axis=0)
    return normal / (np.linalg.norm(normal) or 1)


def _draw_areas(canvas: Canvas, view: View, areas: Sequence[Area]) -> Floats:
    """Tint the areas, convex ones; return rows that fill those that are not faint, shape (p, 4)."""
    for area in areas:
        colour = canvas.colours.of(area.role)
        hatch = "//" if area.flipped else None
        opacity = FAINT_OPACITY if area.faint else AREA_OPACITY
        canvas.polygon(view.pixels(area.corners), colour, opacity, hatch=hatch)
    tints = [view.pixels(area.corners) for area in areas if not area.faint]
    return np.vstack([np.empty((0, 4)), *map(_rows, tints)])


def _rows(corners: Floats) -> Floats:
    """Return boxes side by side that fill a convex polygon, shape (p, 4)."""
    points = _inside(corners)
    heights = np.unique(points[:, 1])
    rows = [points[points[:, 1] == height] for height in heights]
    half = AREA_SPACING / 2
    ends = [np.hstack([row.min(axis=0) - half, row.max(axis=0) + half]) for row in rows]
    return np.array(ends).reshape(-1, 4)


def _inside(corners: Floats) -> Floats:
    """Return points of a grid inside of a polygon, shape (p, 2)."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    xs, ys = (np.arange(*ends, AREA_SPACING) for ends in zip(low, high, strict=True))
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    return grid[Path(corners).contains_points(grid)]


def _draw_drop_lines(canvas: Canvas, view: View, scene: Scene) -> None:
    """Show where a tip is in space: a line down to the floor and its shadow there."""
    for end, role in scene.ends():
        foot = end * [1, 1, 0]
        if np.allclose(foot, end):
            continue
        colour = canvas.colours.of(role)
        canvas.line(view.pixels([end, foot]), colour, 3, DOTTED)
        canvas.line(view.pixels([np.zeros(3), foot]), canvas.colours.axis, 6, opacity=0.45)
        canvas.dot(view.pixels(foot), colour, 6)


def _draw_things(canvas: Canvas, view: View, scene: Scene) -> None:
    """Draw all but words and areas."""
    for curve in scene.curves:
        canvas.line(view.pixels(curve.points), canvas.colours.of(curve.role), 3)
    for segment in scene.segments:
        width, style = SEGMENT_LOOKS[segment.look]
        ends = view.pixels([segment.start, segment.end])
        canvas.line(ends, canvas.colours.of(segment.role), width, style, layer=2.5)
    for arc in scene.arcs:
        canvas.line(view.pixels(_arc_points(arc, view)), canvas.colours.text, 4)
    for corner in scene.corners:
        canvas.line(view.pixels(_corner_points(corner, view)), canvas.colours.text, 3)
    for arrow, nearness in zip(scene.arrows, _nearness(scene, view), strict=True):
        width, layer = (WIDE_ARROW_WIDTH, 2.7) if arrow.wide else (ARROW_WIDTH, 3.0)
        tail = np.zeros(scene.dimension) if arrow.tail is None else arrow.tail
        start, end = view.pixels([tail, arrow.tip])
        width *= 1 + DEPTH * nearness
        canvas.arrow(start, end, canvas.colours.of(arrow.role), width, layer + 0.2 * nearness)
    for spot in scene.spots:
        canvas.dot(view.pixels(spot.at), canvas.colours.of(spot.role), 13)


def _nearness(scene: Scene, view: View) -> list[float]:
    """Return for each arrow how far its tip is towards the viewer, from -1 to 1; 0 if flat."""
    if scene.dimension == 2 or not scene.arrows:
        return [0.0] * len(scene.arrows)
    tips = np.array([arrow.tip for arrow in scene.arrows])
    heights = tips @ towards_viewer(view.basis)
    return [float(height) for height in heights / np.linalg.norm(tips, axis=1).max()]


def _arc_points(arc: Arc, view: View) -> Floats:
    u, w, radius = _arc_frame(arc, view)
    angle = float(np.arctan2(arc.end @ w, arc.end @ u))
    turns = np.linspace(0, angle, 40)[:, None]
    return radius * (np.cos(turns) * u + np.sin(turns) * w)


def _arc_frame(arc: Arc, view: View) -> tuple[Floats, Floats, float]:
    """Return two orthonormal directions of the arc's plane, and its radius in units."""
    u = arc.start / np.linalg.norm(arc.start)
    w = arc.end - (arc.end @ u) * u
    shorter = min(np.linalg.norm(arc.start), np.linalg.norm(arc.end))
    radius = np.clip(0.4 * shorter * view.scale, *ARC_PIXELS) / view.scale
    return u, w / np.linalg.norm(w), float(radius)


def _corner_points(corner: Corner, view: View) -> Floats:
    side = CORNER_PIXELS / view.scale
    u = corner.start / np.linalg.norm(corner.start) * side
    w = corner.end / np.linalg.norm(corner.end) * side
    return corner.at + np.array([u, u + w, w])


def _labels_inside(canvas: Canvas, view: View, areas: Sequence[Area]) -> list[Label]:
    """Return the labels of areas, to be written around the middle of their corners."""
    found: list[Label] = []
    for area in areas:
        if area.label:
            corners = view.pixels(area.corners)
            middle = corners.mean(axis=0)
            label = labelled(canvas, area.label, middle, np.zeros(2), letters=NORMAL)
            places = np.vstack([middle, _inside(corners)])
            ends = boxes_around(places, (label.size[0] + 12, label.size[1]))
            whole = [Path(corners).contains_points(ends[:, sides]) for sides in CORNERS]
            found.append(replace(label, more=places[np.all(whole, axis=0)]))
    return found


def _collect_labels(canvas: Canvas, view: View, scene: Scene) -> list[Label]:
    centre = view.pixels(np.zeros(scene.dimension))
    found: list[tuple[Formula, Floats, Floats, Role]] = []
    for arrow in scene.arrows:
        tip = view.pixels(arrow.tip)
        tail = centre if arrow.tail is None else view.pixels(arrow.tail)
        found.append((arrow.label, tip, tip - tail, arrow.role))
    for spot in scene.spots:
        at = view.pixels(spot.at)
        found.append((spot.label, at, at - centre, spot.role))
    for arc in scene.arcs:
        middle = view.pixels(_arc_points(arc, view)[20])
        found.append((arc.label, middle, middle - centre, "text"))
    labels = [labelled(canvas, *label, letters=NORMAL) for label in found if label[0]]
    beside = [_beside(canvas, view, segment) for segment in scene.segments if segment.label]
    return [*labels, *beside]


def _beside(canvas: Canvas, view: View, segment: Segment) -> Label:
    """Return the label of a segment, to be written close to its line, on either side."""
    start, end = view.pixels([segment.start, segment.end])
    anchor = start + segment.label_at * (end - start)
    label = labelled(canvas, segment.label, anchor, np.zeros(2), segment.role, NORMAL)
    more = _places_beside(segment, label.size, start, end)
    if not segment.equals:
        return replace(label, more=more)
    equals = view.pixels(segment.equals)
    others = [_places_beside(segment, label.size, *ends) for ends in equals]
    ends = np.vstack([end, start, equals[:, 1]])
    at_ends = ends[:, None, None] + SIDES * (np.array(label.size) / 2 + GAPS_AT_END)
    return replace(label, more=more, instead=np.vstack([*others, at_ends.reshape(-1, 2)]))


def _places_beside(
    segment: Segment, size: tuple[float, float], start: Floats, end: Floats
) -> Floats:
    """Return centres, shape (10, 2), of the label of a segment close to a line on either side."""
    along = (end - start) / (np.hypot(*(end - start)) or 1)
    across = np.array([-along[1], along[0]])
    width, _ = SEGMENT_LOOKS[segment.look]
    reach = np.abs(across) @ size / 2 + width / 2 + 10
    shares = np.clip(segment.label_at + np.array(ALONG), 0.1, 0.9)[:, None]
    feet = start + shares * (end - start)
    return np.vstack([feet + reach * across, feet - reach * across])
