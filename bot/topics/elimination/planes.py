"""Equations in three unknowns: planes in a box of space, and where they meet."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import floats
from bot.drawing.depth import (
    Block,
    Piece,
    Plane,
    Solid,
    all_around,
    clearest,
    directions_in,
    on_a_cone,
    outlined,
    towards_viewer,
)
from bot.drawing.ground import draw_block, nice_step
from bot.drawing.rocking import Rocking, rocking
from bot.drawing.style import WIDTH
from bot.drawing.view import fit
from bot.topics.elimination.key import draw_key, entries_of, key_height, key_width
from bot.topics.elimination.lines_figure import DOT
from bot.topics.elimination.small_axes import AXES_TOP, draw_axes
from linalg_engine.vectors import cross

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Style
    from bot.drawing.view import View
    from bot.topics.elimination.equations import System

ALONG_A_PRISM = 21.0
"""Degrees from the common direction of planes: their cross-section is seen, and they recede."""

ALONG_A_LINE = 52.0
"""Degrees from the line in which planes meet: it is long, and they fan out."""

BESIDE_PARALLELS = 68.0
"""Degrees from the normal of parallel planes: the gaps between them are seen."""

GOOD_TILT = 0.3
"""Sine of the angle under which every plane should be seen; seen edge-on it is a line."""

CLEAR_ANGLE = 25.0
"""Degrees on paper by which the lines where two planes meet should differ."""

LEAST_RATIO, GOOD_RATIO = 0.2, 0.8
"""Of the singular values of the normals: below the first, planes are stretched apart to the other.
"""

STRIPES = 13
"""Steps between stripes in the diagonal of what is seen."""

REACH = 1.7
"""Size of what is seen of planes, in distances of the lines where they meet."""

LINE_LENGTH, PRISM_LENGTH = 0.8, 0.5
"""Length of what is seen of planes along their common direction, in halves of their width."""

NEAREST = "green: the points nearest to all planes"

ROUNDING = 1e-9
"""Sine of an angle below which a line is parallel to an edge."""

HALF = 0.5
"""Sine of the angle above which a direction clearly lies in a plane; it does so or is normal."""


@dataclass(frozen=True)
class Space:
    """Planes in the coordinates in which they are drawn.

    Attributes
    ----------
    planes, sections
        In the order of the equations: each plane, and the polygon that is seen of it.
    middle
        What they lie around.
    common
        The direction of the line in which planes meet or along which they run, or None.
    nearest
        The point nearest to planes that have none in common, shape (3,), or None. The whole line
        through it along ``common`` is as near; where there is no common direction, a whole plane.
    block
        The box whose edges have numbers, where coordinates are those of the system.
    is_stretched
        Whether they are not.
    """

    planes: tuple[Plane, ...]
    sections: tuple[Floats, ...]
    middle: Floats
    common: Floats | None
    nearest: Floats | None
    block: Block | None
    is_stretched: bool

    def points(self) -> Floats:
        """Return all that must lie inside of a picture, shape (k, 3)."""
        corners = [] if self.block is None else [self.block.corners()]
        return np.vstack([*self.sections, *corners])


def draw_planes(system: System, style: Style) -> tuple[str, bytes]:
    """Return one to three different planes: a GIF that rocks, or a PNG where nothing may move.

    The first item is how the file's name ends.
    """
    space = space_of(system)
    basis = home(system, space)
    entries = entries_of(system, style)
    canvas = Canvas(style.theme, zoom=animation.ZOOM if style.motion else 1)
    notes = [system.note()]
    if space.nearest is not None and space.common is not None:
        notes.append(NEAREST)
    if space.is_stretched:
        notes.append("stretched, to tell the planes apart")
    caption = Caption.fitted(canvas, system.title(), *notes)
    top = caption.bottom - 30
    has_axes = space.block is None and not space.is_stretched
    if has_axes and top - key_height(canvas, entries) < AXES_TOP:
        entries[-1] = replace(entries[-1], words=entries[-1].shorter)
    # Numbers are outside of the box.
    margin = 50 if space.block is None else 120
    region = Box(key_width(canvas, entries) + margin, margin, WIDTH - margin, top)
    solid = _solid(system, space, canvas)
    names = system.unknowns.short()

    def draw(canvas: Canvas, view: View) -> list[Label]:
        caption.write(canvas)
        draw_key(canvas, entries, top)
        if space.block is not None:
            draw_block(canvas, view, space.block, names, numbered=True)
        elif has_axes:
            draw_axes(canvas, view.basis, names)
        solid.paint(canvas, view)
        if system.solution is not None:
            canvas.dot(view.pixels(space.middle), canvas.colours.result, DOT)
        return []

    if style.motion:
        camera = Rocking.around(basis, space.points(), region)
        bounds = Box(12, 12, WIDTH - 12, caption.bottom)
        return "gif", rocking(draw, camera, bounds, style.theme)
    draw(canvas, fit(basis, space.points(), region))
    return "png", canvas.png()


# What is seen


def space_of(system: System) -> Space:
    """Return the planes as they are drawn: stretched apart where they are nearly parallel."""
    normals = np.array([equation.normal for equation in system.equations])
    centre = system.centre()
    gaps = np.zeros(len(normals))
    if system.found.kind == "none" and not system.is_broken:
        gaps -= [float(equation.heights(centre)) for equation in system.equations]
    common, is_stretched = system.common, False
    nearest = None if system.is_broken or system.nearest is None else system.nearest - centre
    _, sizes, axes = np.linalg.svd(normals)
    sizes = sizes[: len(system.found.pivot_columns)]
    if sizes[-1] < LEAST_RATIO * sizes[0]:
        is_stretched = True
        factors = np.ones(3)
        factors[: len(sizes)] = np.maximum(sizes, GOOD_RATIO * sizes[0]) / sizes
        # Normals go with the inverse of what points go with.
        normals = normals @ (axes.T * factors) @ axes
        lengths = np.linalg.norm(normals, axis=1)
        normals, gaps = normals / lengths[:, None], gaps / lengths
        stretch = (axes.T / factors) @ axes
        common = None if common is None else stretch @ common
        nearest = None if nearest is None else stretch @ nearest
    if system.solution is not None:
        return _around_a_point(normals, floats(system.solution), is_stretched=is_stretched)
    planes = tuple(Plane(n, float(gap)) for n, gap in zip(normals, gaps, strict=True))
    reach = REACH * (_furthest(system, planes) or 1.0)
    along = normals[0] if common is None else common / np.linalg.norm(common)
    length = PRISM_LENGTH if gaps.any() else LINE_LENGTH
    sections = tuple(_sheet(plane, along, reach, length) for plane in planes)
    if nearest is not None and common is not None:
        nearest = nearest - (nearest @ common) / (common @ common) * common
    return Space(planes, sections, np.zeros(3), common, nearest, None, is_stretched)


def _around_a_point(normals: Floats, point: Floats, *, is_stretched: bool) -> Space:
    """Return planes through a point in a box with numbers; without them in stretched space."""
    if is_stretched:
        point = np.zeros(3)
        block = Block(point - 1, point + 1)
    else:
        # Planes through one point look the same in every box: this one shows the origin, too.
        reach = 1.25 * float(np.max(np.abs(point))) or 1.0
        step = nice_step(reach / 3)
        block = Block(
            np.floor((point - reach) / step) * step, np.ceil((point + reach) / step) * step
        )
    planes = tuple(Plane(normal, float(normal @ point)) for normal in normals)
    sections = tuple(block.section(plane) for plane in planes)
    block_seen = None if is_stretched else block
    return Space(planes, sections, point, None, None, block_seen, is_stretched)


def _furthest(system: System, planes: Sequence[Plane]) -> float:
    """Return how far from their middle planes are, and the lines in which two of them meet."""
    distances = [abs(plane.offset) for plane in planes]
    meetings = [_meeting(planes, pair) for pair in system.meeting]
    return max([*distances, *(float(np.linalg.norm(point)) for point in meetings)])


def _meeting(planes: Sequence[Plane], pair: tuple[int, int]) -> Floats:
    """Return the point of the common line of two planes that is nearest to the origin."""
    normals = np.array([planes[k].normal for k in pair])
    return floats(np.linalg.lstsq(normals, np.array([planes[k].offset for k in pair]))[0])


def _sheet(plane: Plane, along: Floats, reach: float, length: float) -> Floats:
    """Return a rectangle in a plane, shape (4, 3), with two sides ``along`` the direction.

    Along the plane's own normal there are none: then it is a square.
    """
    foot = plane.offset * plane.normal
    across = cross(plane.normal, along)
    if np.linalg.norm(across) < HALF:
        u, v = directions_in(plane.normal)
        u, v = reach * u, reach * v
    else:
        # As wide as a tube around the middle of all planes.
        u = across / np.linalg.norm(across) * math.sqrt(reach**2 - plane.offset**2)
        v = length * reach * along
    return np.array([foot + u + v, foot - u + v, foot - u - v, foot + u - v])


def home(system: System, space: Space) -> Floats:
    """Return the basis of the camera from which one sees what there is to be seen."""
    normals = np.array([plane.normal for plane in space.planes])
    if space.common is not None:
        is_prism = system.found.kind == "none" and not system.is_broken
        bases = on_a_cone(space.common, ALONG_A_PRISM if is_prism else ALONG_A_LINE)
    elif system.solution is None:
        bases = on_a_cone(normals[0], BESIDE_PARALLELS if len(normals) > 1 else 50.0)
    else:
        bases = all_around()
    chords = np.array([cross(normals[i], normals[j]) for i, j in system.meeting])
    return clearest(bases, lambda bases: clarity(bases, normals, chords))


def clarity(bases: Floats, normals: Floats, chords: Floats) -> Floats:
    """Return 0 to 2 for each camera: how far from edge-on planes are, and lines on paper apart."""
    tilts = np.abs(towards_viewer(bases) @ normals.T).min(axis=1)
    found = np.minimum(1.0, tilts / GOOD_TILT)
    if len(chords) < 3:
        return found
    paper = np.einsum("cij,kj->cki", bases, chords / np.linalg.norm(chords, axis=1)[:, None])
    angles = np.degrees(np.arctan2(paper[..., 1], paper[..., 0]))
    apart = np.full(len(bases), 90.0)
    for i, j in combinations(range(len(chords)), 2):
        between = np.abs(angles[:, i] - angles[:, j]) % 180
        apart = np.minimum(apart, np.minimum(between, 180 - between))
    lengths = np.linalg.norm(paper, axis=2).min(axis=1)
    return found + np.minimum(1.0, apart / CLEAR_ANGLE) * np.minimum(1.0, 2 * lengths)


# Drawing


def _solid(system: System, space: Space, canvas: Canvas) -> Solid:
    """Return the planes with their outlines, stripes, and the lines in which they meet."""
    pieces: list[Piece] = []
    size = float(np.linalg.norm(np.ptp(np.vstack(space.sections), axis=0)))
    for k, (equation, section) in enumerate(zip(system.equations, space.sections, strict=True)):
        u, v = (size / STRIPES * w for w in directions_in(space.planes[k].normal))
        stripes = ((), (u,), (u, v))[k]
        pieces += outlined(Piece(section, canvas.colours.of(equation.role), stripes=stripes), 5)
    if system.found.kind == "many" and len(system.equations) > 1:
        i, j = system.meeting[0]
        solutions = Piece(_chord(space, (i, j)), canvas.colours.result, 12, is_bold=True)
        return Solid.of([*pieces, solutions], space.planes)
    chords = [_chord(space, pair) for pair in system.meeting]
    pieces += [Piece(chord, canvas.colours.text, 6, is_bold=True) for chord in chords]
    if space.common is not None and len(chords) == 3 and not system.is_broken:
        # The ends of the prism: what keeps all three from meeting.
        for end in zip(*chords, strict=True):
            pieces += outlined(Piece(np.array(end), canvas.colours.rest, opacity=0.35), 7)
    return Solid.of([*pieces, *_nearest_pieces(space, canvas)], space.planes)


def _nearest_pieces(space: Space, canvas: Canvas) -> list[Piece]:
    """Return the line of the nearest points, and the ways from its middle to the planes."""
    if space.nearest is None or space.common is None:
        return []
    along = space.common / np.linalg.norm(space.common)
    ends = [piece @ along for piece in space.sections]
    reach = min(float(np.ptp(each)) for each in ends) / 2
    line = space.nearest + np.array([[-reach], [reach]]) * along
    found = [Piece(line, canvas.colours.result, 10, is_bold=True)]
    if not space.is_stretched:
        for plane in space.planes:
            foot = space.nearest - plane.heights(space.nearest[None])[0] * plane.normal
            way = np.array([space.nearest, foot])
            found.append(Piece(way, canvas.colours.rest, 6, is_bold=True))
    return found


def _chord(space: Space, pair: tuple[int, int]) -> Floats:
    """Return the line in which two planes meet, as far as both are seen; shape (2, 3)."""
    p, q = (space.planes[k] for k in pair)
    point = space.middle + _meeting([plane.seen_from(space.middle) for plane in space.planes], pair)
    along = cross(p.normal, q.normal) if space.common is None else space.common
    return _common_part(point, along / np.linalg.norm(along), [space.sections[k] for k in pair])


def _common_part(point: Floats, along: Floats, polygons: Sequence[Floats]) -> Floats:
    """Return the part of a line that lies in all of some polygons, which lie in planes with it."""
    first, last = -math.inf, math.inf
    for polygon in polygons:
        middle = polygon.mean(axis=0)
        for p, q in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
            # Inwards from the edge, at right angles to it.
            inwards = (middle - p) - ((middle - p) @ (q - p)) / ((q - p) @ (q - p)) * (q - p)
            height, rise = float((point - p) @ inwards), float(along @ inwards)
            if abs(rise) <= ROUNDING * float(np.linalg.norm(inwards)):
                continue
            first = max(first, -height / rise) if rise > 0 else first
            last = min(last, -height / rise) if rise < 0 else last
    return point + np.array([[first], [max(first, last)]]) * along
