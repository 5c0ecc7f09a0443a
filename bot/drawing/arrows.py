"""Draws a scene: vectors as arrows in the plane or in space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import DASHED, DOTTED, Canvas, LineStyle, through
from bot.drawing.ground import Floor, draw_grid
from bot.drawing.labels import Box, Label, place
from bot.drawing.style import HEIGHT, LARGE, NORMAL, SMALL, WIDTH
from bot.drawing.view import fit, plane_basis, space_basis

if TYPE_CHECKING:
    from bot.drawing.scene import Arc, Corner, Scene
    from bot.drawing.style import Role, Theme
    from bot.drawing.view import Points, View

CAPTION_HEIGHT = 84
NOTE_HEIGHT = 44
ARC_PIXELS = (60.0, 150.0)
CORNER_PIXELS = 26.0
SEGMENT_LOOKS: dict[str, tuple[float, LineStyle]] = {
    "dashed": (5, DASHED),
    "thin": (6, "solid"),
    "band": (16, "solid"),
}
"""Width in pixels and line style."""


@dataclass(frozen=True)
class _Words:
    label: Label
    words: str
    role: Role


def draw(scene: Scene, theme: Theme) -> bytes:
    """Return a PNG of the scene."""
    canvas = Canvas(theme)
    top = HEIGHT - CAPTION_HEIGHT - (NOTE_HEIGHT if scene.note else 0)
    points = np.array([np.zeros(scene.dimension), *scene.points()])
    draw_ground = _draw_plane if scene.dimension == 2 else _draw_space
    view, taken, lines = draw_ground(canvas, scene, points, top)
    lines += _draw_things(canvas, view, scene)
    _write_labels(canvas, _collect_labels(canvas, view, scene), lines, taken, top)
    write_caption(canvas, scene.caption, scene.note)
    return canvas.png()


def _draw_plane(
    canvas: Canvas, scene: Scene, points: Points, top: float
) -> tuple[View, list[Box], list[Points]]:
    """Draw the grid; return the view, and the boxes and lines that labels must avoid."""
    view = fit(plane_basis(), points, Box(170, 110, WIDTH - 150, top - 75))
    taken, axes = draw_grid(canvas, view, top, numbered=scene.to_scale)
    return view, taken, axes


def _draw_space(
    canvas: Canvas, scene: Scene, points: Points, top: float
) -> tuple[View, list[Box], list[Points]]:
    """Draw floor, axes and drop lines; return the same as `_draw_plane`."""
    floor = Floor.under(points)
    region = Box(140, 70, WIDTH - 140, top - 80)
    view = fit(space_basis(_directions(scene)), np.vstack([points, floor.corners()]), region)
    taken, axes = floor.draw(canvas, view, numbered=scene.to_scale)
    return view, taken, axes + _draw_drop_lines(canvas, view, scene)


def _directions(scene: Scene) -> Points:
    """Return the directions, shape (k, 3), that the camera must keep apart."""
    tips = [arrow.tip - (0 if arrow.tail is None else arrow.tail) for arrow in scene.arrows]
    tips += [spot.at for spot in scene.spots]
    return np.array([tip for tip in tips if tip.any()] or np.eye(3))


def _draw_drop_lines(canvas: Canvas, view: View, scene: Scene) -> list[Points]:
    """Show where a tip stands in space: a line down to the floor and its shadow there."""
    lines: list[Points] = []
    for end, role in scene.standing():
        foot = end * [1, 1, 0]
        if np.allclose(foot, end):
            continue
        colour = canvas.colours.of(role)
        lines.append(view.pixels([end, foot]))
        canvas.line(lines[-1], colour, 3, DOTTED)
        canvas.line(view.pixels([np.zeros(3), foot]), canvas.colours.axis, 3, DOTTED, layer=1.6)
        canvas.dot(view.pixels(foot), colour, 6)
    return lines


def _draw_things(canvas: Canvas, view: View, scene: Scene) -> list[Points]:
    """Draw all but words; return the lines that words had better not cover."""
    lines: list[Points] = []
    for area in scene.areas:
        canvas.polygon(view.pixels(area.corners), canvas.colours.of(area.role), 0.25)
    for curve in scene.curves:
        lines.append(view.pixels(curve.points))
        canvas.line(lines[-1], canvas.colours.of(curve.role), 3)
    for segment in scene.segments:
        lines.append(view.pixels([segment.start, segment.end]))
        width, style = SEGMENT_LOOKS[segment.look]
        canvas.line(lines[-1], canvas.colours.of(segment.role), width, style, layer=2.5)
    for arc in scene.arcs:
        lines.append(view.pixels(_arc_points(arc, view)))
        canvas.line(lines[-1], canvas.colours.text, 4)
    for corner in scene.corners:
        canvas.line(view.pixels(_corner_points(corner, view)), canvas.colours.text, 3)
    for arrow in sorted(scene.arrows, key=lambda arrow: not arrow.wide):
        tail = np.zeros(scene.dimension) if arrow.tail is None else arrow.tail
        lines.append(view.pixels([tail, arrow.tip]))
        width, layer = (17, 2.8) if arrow.wide else (7, 3)
        canvas.arrow(lines[-1][0], lines[-1][1], canvas.colours.of(arrow.role), width, layer)
    for spot in scene.spots:
        canvas.dot(view.pixels(spot.at), canvas.colours.of(spot.role), 13)
    return lines


def _arc_points(arc: Arc, view: View) -> Points:
    u, w, radius = _arc_frame(arc, view)
    angle = float(np.arctan2(arc.end @ w, arc.end @ u))
    turns = np.linspace(0, angle, 40)[:, None]
    return radius * (np.cos(turns) * u + np.sin(turns) * w)


def _arc_frame(arc: Arc, view: View) -> tuple[Points, Points, float]:
    """Return two orthonormal directions of the arc's plane, and its radius in units."""
    u = arc.start / np.linalg.norm(arc.start)
    w = arc.end - (arc.end @ u) * u
    shorter = min(np.linalg.norm(arc.start), np.linalg.norm(arc.end))
    radius = np.clip(0.4 * shorter * view.scale, *ARC_PIXELS) / view.scale
    return u, w / np.linalg.norm(w), float(radius)


def _corner_points(corner: Corner, view: View) -> Points:
    side = CORNER_PIXELS / view.scale
    u = corner.start / np.linalg.norm(corner.start) * side
    w = corner.end / np.linalg.norm(corner.end) * side
    return through(corner.at + u, corner.at + u + w, corner.at + w)


def _collect_labels(canvas: Canvas, view: View, scene: Scene) -> list[_Words]:
    found: list[_Words] = []

    def add(words: str, role: Role, anchor: Points, away: Points) -> None:
        if words:
            found.append(_Words(Label(anchor, canvas.measure(words, NORMAL), away), words, role))

    centre = view.pixels(np.zeros(scene.dimension))
    for arrow in scene.arrows:
        tail = centre if arrow.tail is None else view.pixels(arrow.tail)
        add(arrow.label, arrow.role, view.pixels(arrow.tip), view.pixels(arrow.tip) - tail)
    for spot in scene.spots:
        add(spot.label, spot.role, view.pixels(spot.at), view.pixels(spot.at) - centre)
    for arc in scene.arcs:
        middle = view.pixels(_arc_points(arc, view)[20])
        add(arc.label, "text", middle, middle - centre)
    for segment in scene.segments:
        start, end = view.pixels([segment.start, segment.end])
        anchor = start + segment.label_at * (end - start)
        add(segment.label, segment.role, anchor, np.zeros(2))
    return found


def _write_labels(
    canvas: Canvas, words: list[_Words], lines: list[Points], taken: list[Box], top: float
) -> None:
    centres = place([w.label for w in words], Box(12, 12, WIDTH - 12, top - 8), lines, taken)
    for item, centre in zip(words, centres, strict=True):
        canvas.text(centre, item.words, NORMAL, canvas.colours.of(item.role))


def write_caption(canvas: Canvas, caption: str, note: str = "") -> None:
    """Write the one thing that a picture says above it, and a remark below that."""
    room = WIDTH - 56
    width, _ = canvas.measure(caption, LARGE, bold=True)
    size = max(SMALL, min(LARGE, LARGE * room / width))
    left = "left"
    canvas.text((28, HEIGHT - CAPTION_HEIGHT / 2), caption, size, anchor=left, bold=True)
    if note:
        y = HEIGHT - CAPTION_HEIGHT - NOTE_HEIGHT / 2 + 8
        canvas.text((28, y), note, SMALL, canvas.colours.muted, left)
