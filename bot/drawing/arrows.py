"""Draws a scene: vectors as arrows in the plane or in space."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.ground import Floor, draw_grid
from bot.drawing.labels import labelled, write_labels
from bot.drawing.style import NORMAL, WIDTH
from bot.drawing.things import DASHED, DOTTED, LineStyle
from bot.drawing.view import fit, space_basis

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.scene import Arc, Corner, Scene
    from bot.drawing.style import Role, Theme
    from bot.drawing.view import View
    from bot.formula.node import Formula

ARC_PIXELS = (60.0, 150.0)
CORNER_PIXELS = 26.0
SEGMENT_LOOKS: dict[str, tuple[float, LineStyle]] = {
    "dashed": (5, DASHED),
    "thin": (6, "solid"),
    "band": (16, "solid"),
}
"""Width in pixels and line style."""


def draw(scene: Scene, theme: Theme) -> bytes:
    """Return a PNG of the scene; arrows of length 0 are left out."""
    scene = replace(scene, arrows=tuple(arrow for arrow in scene.arrows if arrow.tip.any()))
    canvas = Canvas(theme)
    canvas.prepare(scene.formulas())
    caption = Caption.fitted(canvas, scene.caption, scene.note, given=scene.given)
    points = np.array([np.zeros(scene.dimension), *scene.points()])
    draw_ground = _draw_plane if scene.dimension == 2 else _draw_space
    view = draw_ground(canvas, scene, points, caption.bottom)
    _draw_things(canvas, view, scene)
    bounds = Box(12, 12, WIDTH - 12, caption.bottom - 8)
    write_labels(canvas, _collect_labels(canvas, view, scene), bounds)
    caption.write(canvas)
    return canvas.png()


def _draw_plane(canvas: Canvas, scene: Scene, points: Floats, top: float) -> View:
    """Draw the grid."""
    view = fit(np.eye(2), points, Box(170, 110, WIDTH - 150, top - 75))
    draw_grid(canvas, view, top, numbered=scene.to_scale)
    return view


def _draw_space(canvas: Canvas, scene: Scene, points: Floats, top: float) -> View:
    """Draw floor, axes and drop lines."""
    floor = Floor.under(points)
    region = Box(140, 70, WIDTH - 140, top - 80)
    view = fit(space_basis(_directions(scene)), np.vstack([points, floor.corners()]), region)
    floor.draw(canvas, view, numbered=scene.to_scale)
    _draw_drop_lines(canvas, view, scene)
    return view


def _directions(scene: Scene) -> Floats:
    """Return the directions, shape (k, 3), that the camera must keep apart."""
    ends = [end for end, _ in scene.ends() if end.any()]
    return np.array(ends or np.eye(3))


def _draw_drop_lines(canvas: Canvas, view: View, scene: Scene) -> None:
    """Show where a tip is in space: a line down to the floor and its shadow there."""
    for end, role in scene.ends():
        foot = end * [1, 1, 0]
        if np.allclose(foot, end):
            continue
        colour = canvas.colours.of(role)
        canvas.line(view.pixels([end, foot]), colour, 3, DOTTED)
        canvas.line(view.pixels([np.zeros(3), foot]), canvas.colours.axis, 3, DOTTED, layer=1.6)
        canvas.dot(view.pixels(foot), colour, 6)


def _draw_things(canvas: Canvas, view: View, scene: Scene) -> None:
    """Draw all but words."""
    for area in scene.areas:
        colour = canvas.colours.of(area.role)
        canvas.polygon(
            view.pixels(area.corners), colour, 0.25, hatch="//" if area.flipped else None
        )
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
    centre = view.pixels(np.zeros(scene.dimension))
    for arrow in sorted(scene.arrows, key=lambda arrow: not arrow.wide):
        width, layer = (17, 2.8) if arrow.wide else (7, 3)
        canvas.arrow(centre, view.pixels(arrow.tip), canvas.colours.of(arrow.role), width, layer)
    for spot in scene.spots:
        canvas.dot(view.pixels(spot.at), canvas.colours.of(spot.role), 13)


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


def _collect_labels(canvas: Canvas, view: View, scene: Scene) -> list[Label]:
    centre = view.pixels(np.zeros(scene.dimension))
    found: list[tuple[Formula, Floats, Floats, Role]] = []
    for arrow in scene.arrows:
        tip = view.pixels(arrow.tip)
        found.append((arrow.label, tip, tip - centre, arrow.role))
    for spot in scene.spots:
        at = view.pixels(spot.at)
        found.append((spot.label, at, at - centre, spot.role))
    for arc in scene.arcs:
        middle = view.pixels(_arc_points(arc, view)[20])
        found.append((arc.label, middle, middle - centre, "text"))
    for segment in scene.segments:
        start, end = view.pixels([segment.start, segment.end])
        anchor = start + segment.label_at * (end - start)
        found.append((segment.label, anchor, np.zeros(2), segment.role))
    return [labelled(canvas, *label, letters=NORMAL) for label in found if label[0]]
