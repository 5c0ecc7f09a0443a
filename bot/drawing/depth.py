"""Planes and lines in a box of space, painted from the back to the front.

Where planes pass through each other no order of whole planes is right: each is cut along the
others first, and the pieces are ordered by the sides of the planes on which they lie (a binary
space partition: Fuchs, Kedem and Naylor, "On visible surface generation by a priori tree
structures", SIGGRAPH 1980).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.view import Cameras
from linalg_engine.vectors import cross

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.drawing.view import View

NEAR = 1e-9
"""The distance from a plane, in sizes of the box, below which a point lies in it."""

OPACITY = 0.55
"""Opacity of planes, so that what lies behind shows through."""

CAMERAS = Cameras(elevations=(24.0, 38.0), step=15.0, costs=(1 / 1000, 1 / 300))


@dataclass(frozen=True)
class Plane:
    """The points x with ``normal @ x == offset``; ``normal`` has length 1, shape (3,)."""

    normal: Floats
    offset: float

    def heights(self, points: Floats) -> Floats:
        """Return the signed distances of points, shape (k, 3), from the plane."""
        return points @ self.normal - self.offset

    def facing(self, towards: Floats) -> Plane:
        """Return the same plane with its normal on the side of the direction ``towards``."""
        return self if self.normal @ towards >= 0 else Plane(-self.normal, -self.offset)


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
    """

    points: Floats
    colour: str
    width: float = 0

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
        helper = np.eye(3)[int(np.argmin(np.abs(plane.normal)))]
        u = cross(plane.normal, helper)
        u *= self.size / np.linalg.norm(u)
        v = cross(plane.normal, u)
        return self.clipped(np.array([foot + u + v, foot - u + v, foot - u - v, foot + u - v]))

    def chord(self, point: Floats, along: Floats) -> Floats:
        """Return the part of a line that lies inside, shape (2, 3) or (0, 3)."""
        step = along * (self.size / np.linalg.norm(along))
        return self.clipped(np.array([point - step, point + step]))


def outlined(points: Floats, colour: str, width: float) -> list[Piece]:
    """Return a polygon and its edges."""
    following = np.roll(points, -1, axis=0)
    edges = [Piece(np.array([p, q]), colour, width) for p, q in zip(points, following, strict=True)]
    return [Piece(points, colour), *edges]


def paint(canvas: Canvas, view: View, pieces: Sequence[Piece], planes: Sequence[Plane]) -> None:
    """Paint pieces from the back to the front; they are cut along ``planes``."""
    towards = towards_viewer(view.basis)
    facing = [plane.facing(towards) for plane in planes]
    for depth, piece in enumerate(_ordered(pieces, facing)):
        layer = 1.5 + depth / 1000
        pixels = view.pixels(piece.points)
        if piece.is_area:
            canvas.polygon(pixels, piece.colour, OPACITY, layer)
        else:
            canvas.line(pixels, piece.colour, piece.width, layer=layer)


def best_basis(clarity: Callable[[Floats], float]) -> Floats:
    """Return the basis of the camera from which a scene is clearest."""
    return CAMERAS.clearest(lambda bases: np.array([clarity(basis) for basis in bases]))


def towards_viewer(basis: Floats) -> Floats:
    """Return the direction from the scene to the camera, shape (3,), of length 1."""
    (a, b, c), (u, v, w) = basis
    return np.array([b * w - c * v, c * u - a * w, a * v - b * u])


def _ordered(pieces: Sequence[Piece], planes: Sequence[Plane]) -> list[Piece]:
    """Return the pieces cut along the planes, from the back to the front."""
    if not planes:
        return sorted(pieces, key=lambda piece: not piece.is_area)
    plane, *others = planes
    behind: list[Piece] = []
    within: list[Piece] = []
    before: list[Piece] = []
    for piece in pieces:
        heights = plane.heights(piece.points)
        heights[np.abs(heights) <= NEAR * np.max(np.abs(piece.points))] = 0
        if not heights.any():
            within.append(piece)
            continue
        for side, part in (
            (behind, _above(piece.points, -heights)),
            (before, _above(piece.points, heights)),
        ):
            if len(part) > 1 and len(part) >= min(len(piece.points), 3):
                side.append(replace(piece, points=part))
    return [piece for side in (behind, within, before) for piece in _ordered(side, others)]


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
