"""Planes and lines in a box of space, painted from the back to the front.

Where planes pass through each other no order of whole planes is right: each is cut along the
others first, and the parts are ordered by the sides of the planes on which they lie (a binary
space partition: Fuchs, Kedem and Naylor, "On visible surface generation by a priori tree
structures", SIGGRAPH 1980). Cutting is the same for all cameras, so a turning scene is cut once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.things import DASHED
from bot.drawing.view import USUAL_AZIMUTH, camera
from linalg_engine.vectors import cross

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.drawing.view import View

NEAR = 1e-9
"""The distance from a plane, in sizes of the box, below which a point lies in it."""

OPACITY = 0.8
"""Opacity of planes: what lies behind only shines through, so that it is seen to be behind."""

STRIPE_WIDTH = 2.5
"""Pixels."""

LOWEST_LAYER, TOP_LAYER = 1.5, 2.5
"""Of the parts of a solid on a canvas, and of the lines on top of them."""

USUAL_ELEVATION = 24.0
"""Degrees above the floor."""

STEEPEST = 75.0
"""Degrees above or below the floor from which the upright axis still looks upright."""

ON_A_CONE = 24
"""Cameras tried around a direction."""


@dataclass(frozen=True)
class Plane:
    """The points x with ``normal @ x == offset``; ``normal`` has length 1, shape (3,)."""

    normal: Floats
    offset: float

    def heights(self, points: Floats) -> Floats:
        """Return the signed distances of points, shape (k, 3), from the plane."""
        return points @ self.normal - self.offset

    def seen_from(self, point: Floats) -> Plane:
        """Return the same plane where a point, shape (3,), is the origin."""
        return Plane(self.normal, self.offset - float(self.normal @ point))


@dataclass(frozen=True)
class Piece:
    """A convex polygon or a segment, with how to paint it.

    Attributes
    ----------
    points
        The corners in order, shape (k, 3); 2 of them make a segment.
    colour
        A colour for `Canvas`.
    width
        Of a segment, in pixels.
    opacity
        Of a polygon.
    stripes
        The steps from one stripe of a polygon to the next, shape (3,) each, at right angles to
        its stripes: one makes stripes, two make squares, none leave it plain.
    is_bold
        Whether a segment is dashed where a plane hides it, instead of shining through.
    """

    points: Floats
    colour: str
    width: float = 0
    opacity: float = OPACITY
    stripes: tuple[Floats, ...] = ()
    is_bold: bool = False

    @property
    def is_area(self) -> bool:
        """Whether it is a polygon."""
        return len(self.points) > 2


@dataclass(frozen=True)
class Block:
    """The box between two corners, ``low`` and ``high``, each of shape (3,)."""

    low: Floats
    high: Floats

    @property
    def size(self) -> float:
        """The length of its diagonal."""
        return float(np.linalg.norm(self.high - self.low))

    def corners(self) -> Floats:
        """Return its 8 corners, shape (8, 3)."""
        ends = np.array([self.low, self.high])
        return np.array([[ends[i, 0], ends[j, 1], ends[k, 2]] for i, j, k in np.ndindex(2, 2, 2)])

    def edges(self) -> Floats:
        """Return its 12 edges, shape (12, 2, 3): four along x, four along y, four along z."""
        corners = self.corners().reshape(2, 2, 2, 3)
        return np.concatenate([np.moveaxis(corners, axis, 2).reshape(4, 2, 3) for axis in range(3)])

    def clipped(self, points: Floats) -> Floats:
        """Return what lies inside of a polygon or segment, shape (k, 3); k may be 0."""
        for axis in range(3):
            normal = np.eye(3)[axis]
            for side in (Plane(normal, self.low[axis]), Plane(-normal, -self.high[axis])):
                points = _above(points, side.heights(points))
        return points

    def section(self, plane: Plane) -> Floats:
        """Return the corners of the polygon in which a plane cuts the box, shape (k, 3)."""
        centre = (self.low + self.high) / 2
        foot = centre - plane.heights(centre[None])[0] * plane.normal
        u, v = self.size * np.array(directions_in(plane.normal))
        return self.clipped(np.array([foot + u + v, foot - u + v, foot - u - v, foot + u - v]))

    def chord(self, point: Floats, along: Floats) -> Floats:
        """Return the part of a line that lies inside, shape (2, 3) or (0, 3)."""
        step = along * (self.size / np.linalg.norm(along))
        return self.clipped(np.array([point - step, point + step]))


def directions_in(normal: Floats) -> tuple[Floats, Floats]:
    """Return two orthonormal directions at right angles to ``normal``, shape (3,) each."""
    helper = np.eye(3)[int(np.argmin(np.abs(normal)))]
    u = cross(normal, helper)
    u /= np.linalg.norm(u)
    return u, cross(normal, u) / np.linalg.norm(normal)


def outlined(area: Piece, width: float) -> list[Piece]:
    """Return a polygon and its edges."""
    following = np.roll(area.points, -1, axis=0)
    pairs = zip(area.points, following, strict=True)
    return [area, *(Piece(np.array([p, q]), area.colour, width) for p, q in pairs)]


# Painting


@dataclass(frozen=True)
class Part:
    """A piece, or what is left of it after cutting.

    Attributes
    ----------
    sides
        On which side of each plane it lies: 1 where the normal points, 0 in it, or -1.
    stripes
        Segments, shape (s, 2, 3).
    """

    piece: Piece
    sides: tuple[int, ...]
    stripes: Floats


@dataclass(frozen=True)
class Solid:
    """Pieces cut along planes, ready to be painted from any side."""

    parts: tuple[Part, ...]
    planes: tuple[Plane, ...]

    @classmethod
    def of(cls, pieces: Sequence[Piece], planes: Sequence[Plane]) -> Solid:
        """Return pieces cut along planes; areas come before the lines in them."""
        parts = [(piece, ()) for piece in pieces]
        for plane in planes:
            parts = [part for piece, sides in parts for part in _cut(piece, sides, plane)]
        parts.sort(key=lambda part: not part[0].is_area)
        found = (Part(piece, sides, _stripes(piece)) for piece, sides in parts)
        return cls(tuple(found), tuple(planes))

    def paint(self, canvas: Canvas, view: View) -> None:
        """Paint all parts from the back to the front, lines that nothing hides on top."""
        towards = towards_viewer(view.basis)
        facing = [1 if plane.normal @ towards >= 0 else -1 for plane in self.planes]
        ordered = sorted((_order(part, facing), k) for k, part in enumerate(self.parts))
        for depth, (sides, k) in enumerate(ordered):
            part, layer = self.parts[k], LOWEST_LAYER + depth / 1000
            piece, pixels = part.piece, view.pixels(part.piece.points)
            if piece.is_area:
                canvas.polygon(pixels, piece.colour, piece.opacity, layer)
                stripes = view.pixels(part.stripes)
                canvas.lines(stripes, piece.colour, STRIPE_WIDTH, layer=layer + 5e-4)
                continue
            is_hidden = min(sides, default=0) < 0
            if not is_hidden or piece.is_bold:
                layer = TOP_LAYER + piece.width / 1000
            style = DASHED if is_hidden and piece.is_bold else "solid"
            canvas.line(pixels, piece.colour, piece.width, style, layer)


def _order(part: Part, facing: Sequence[int]) -> tuple[int, ...]:
    return tuple(side * face for side, face in zip(part.sides, facing, strict=True))


def _cut(piece: Piece, sides: tuple[int, ...], plane: Plane) -> list[tuple[Piece, tuple[int, ...]]]:
    """Return the parts of a piece on either side of a plane."""
    heights = plane.heights(piece.points)
    heights[np.abs(heights) <= NEAR * np.max(np.abs(piece.points))] = 0
    if not heights.any():
        return [(piece, (*sides, 0))]
    return [
        (replace(piece, points=_above(piece.points, side * heights)), (*sides, side))
        for side in (-1, 1)
        if (side * heights > 0).any()
    ]


def _stripes(piece: Piece) -> Floats:
    """Return the stripes of a polygon, shape (s, 2, 3), at whole multiples of their steps."""
    found = [np.empty((0, 2, 3))]
    following = np.roll(piece.points, -1, axis=0)
    for step in piece.stripes:
        starts = piece.points @ step / (step @ step)
        ends = following @ step / (step @ step)
        for level in range(math.floor(starts.min()) + 1, math.ceil(starts.max())):
            # A corner on the stripe counts as above it, so that one of its edges meets the stripe.
            meets = (starts < level) != (ends < level)
            if meets.sum() == 2:
                shares = ((level - starts[meets]) / (ends[meets] - starts[meets]))[:, None]
                p, q = piece.points[meets], following[meets]
                found.append((p + shares * (q - p))[None])
    return np.concatenate(found)


def _above(points: Floats, heights: Floats) -> Floats:
    """Return the part of a convex polygon or segment whose heights are not negative."""
    kept: list[Floats] = []
    for i, (point, height) in enumerate(zip(points, heights, strict=True)):
        if height >= 0:
            kept.append(point)
        following = (i + 1) % len(points)
        if (len(points) > 2 or i == 0) and height * heights[following] < 0:
            share = height / (height - heights[following])
            kept.append(point + share * (points[following] - point))
    return np.array(kept).reshape(-1, points.shape[1])


# Cameras


def towards_viewer(bases: Floats) -> Floats:
    """Return the directions of length 1 from the scene to cameras, shape (..., 3).

    Parameters
    ----------
    bases
        What they see, shape (..., 2, 3).
    """
    return np.cross(bases[..., 0, :], bases[..., 1, :])


def all_around() -> Floats:
    """Return the bases of cameras all around a scene that see no axis end on, shape (c, 2, 3)."""
    azimuths = [quarter + turn for quarter in (0, 90, 180, 270) for turn in (23, 35, 50, 65)]
    angles = [(a, e) for e in (USUAL_ELEVATION, 38.0, 55.0) for a in azimuths]
    return np.array([camera(azimuth, elevation) for azimuth, elevation in angles])


def on_a_cone(axis: Floats, degrees: float) -> Floats:
    """Return the bases of cameras that see a direction so many degrees from its end on.

    Of those around either end of ``axis``, shape (3,), the ones too steep are left out, unless all
    are.
    """
    along = axis / np.linalg.norm(axis)
    u, v = directions_in(along)
    turns = np.arange(ON_A_CONE)[:, None] * (2 * math.pi / ON_A_CONE)
    around = math.sin(math.radians(degrees)) * (np.cos(turns) * u + np.sin(turns) * v)
    towards = np.vstack(
        [around + sign * math.cos(math.radians(degrees)) * along for sign in (1, -1)]
    )
    elevations = np.degrees(np.arcsin(np.clip(towards[:, 2], -1, 1)))
    azimuths = np.degrees(np.arctan2(towards[:, 1], towards[:, 0]))
    kept = np.flatnonzero(np.abs(elevations) <= STEEPEST)
    kept = kept if len(kept) else np.arange(len(towards))
    return np.array([camera(azimuths[i], elevations[i]) for i in kept])


def clearest(bases: Floats, clarity: Callable[[Floats], Floats]) -> Floats:
    """Return the basis, shape (2, 3), of the clearest of cameras, near the usual one.

    Parameters
    ----------
    bases
        Shape (c, 2, 3).
    clarity
        Returns a number for each of the bases, shape (c,), of which 0.1 counts.
    """
    usual = towards_viewer(camera(USUAL_AZIMUTH, USUAL_ELEVATION))
    towards = towards_viewer(bases)
    # Things are rarely looked at from below.
    costs = 0.4 * (1 - towards @ usual) + 0.3 * (towards[:, 2] < 0)
    return bases[int(np.argmax(clarity(bases) - costs))]
