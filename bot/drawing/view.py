"""From coordinates to pixels: the plane as it is, space as a camera sees it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    from bot.drawing.arrays import Floats
    from bot.drawing.boxes import Box


USUAL_AZIMUTH = 35.0
"""Degrees from the x axis towards y: x comes forward to the left, y goes right, z up."""

CLEAR_ANGLE = 22.0
"""Degrees on paper from which two arrows are easy to distinguish."""

CLEAR_LENGTH = 0.65
"""The share of its length that an arrow must keep on paper to look like one."""

CLEAR_FACE = 0.45
"""The share of its area that a parallelogram must keep on paper to look like one."""

LEAST = np.array([0.78, 0.7, 0.7])
"""Shares of these, of length, angle and face, below which a reader is misled: half a length."""

MISLEADING = 100.0
"""Cost of falling short of it by 1: no camera is taken that does, for being near the usual one."""


@dataclass(frozen=True)
class View:
    """``pixels = offset + scale * basis @ point``; parallel lines stay parallel.

    Attributes
    ----------
    basis
        Shape (2, d), orthonormal rows: the right and the upward direction of the paper.
    scale
        Pixels per unit.
    offset
        Pixel position of the origin, shape (2,).
    """

    basis: Floats
    scale: float
    offset: Floats

    def pixels(self, points: ArrayLike) -> Floats:
        """Return pixel positions, shape (..., 2), of points of shape (..., d)."""
        return self.offset + self.scale * np.asarray(points, dtype=float) @ self.basis.T


def fit(basis: Floats, points: Floats, region: Box) -> View:
    """Return the view that shows ``points``, shape (k, d), as large as ``region`` allows."""
    paper = points @ basis.T
    low, high = paper.min(axis=0), paper.max(axis=0)
    size = np.array([region.right - region.left, region.top - region.bottom])
    span = high - low
    if not span.any():
        span = np.ones(2)
    scale = float(np.min(size[span > 0] / span[span > 0]))
    middle = np.array([region.left + region.right, region.bottom + region.top]) / 2
    return View(basis, scale, middle - scale * (low + high) / 2)


@dataclass(frozen=True)
class Cameras:
    """Cameras around a scene.

    Attributes
    ----------
    azimuths
        The first and the last, in degrees from the usual one.
    elevations
        Degrees above the floor, the usual one first.
    step
        Degrees from one azimuth to the next.
    costs
        Cost in clarity of each degree from the usual azimuth and elevation.
    """

    elevations: tuple[float, ...]
    step: float
    costs: tuple[float, float]
    azimuths: tuple[float, float] = (-180.0, 180.0)

    @cached_property
    def angles(self) -> Floats:
        """Azimuths and elevations in degrees, shape (c, 2)."""
        first, last = self.azimuths
        azimuths = USUAL_AZIMUTH + np.arange(first, last + 1, self.step)
        return np.array([(a, e) for e in self.elevations for a in azimuths])

    @cached_property
    def bases(self) -> Floats:
        """What each camera sees, shape (c, 2, 3)."""
        return np.array([camera(azimuth, elevation) for azimuth, elevation in self.angles])

    def clearest(self, clarity: Callable[[Floats], Floats]) -> Floats:
        """Return the basis, shape (2, 3), of the clearest camera, near the usual one.

        Parameters
        ----------
        clarity
            Returns a number for each of the bases, shape (c, 2, 3).
        """
        away = np.abs(self.angles - [USUAL_AZIMUTH, self.elevations[0]])
        return self.bases[int(np.argmax(clarity(self.bases) - away @ self.costs))]


ARROW_CAMERAS = Cameras(
    elevations=(22.0, 35.0, 12.0, 50.0),
    step=10.0,
    costs=(1 / 400, 1 / 100),
    azimuths=(-90.0, 40.0),
)
"""From all of them y goes to the right: a reader finds the axes where they always are."""


def space_basis(directions: Floats, faces: Floats | None = None) -> Floats:
    """Return the basis of a camera from which ``directions``, shape (k, 3), are distinguishable.

    No arrow is much foreshortened from there, no two lie on top of each other, and no area is seen
    from its edge. It is the usual camera wherever that shows all this.

    Parameters
    ----------
    directions
        Of arrows from the origin.
    faces
        Directions at right angles to areas, shape (f, 3), of length 1.
    """

    def clarity(bases: Floats) -> Floats:
        shares = _clear_shares(directions @ bases.transpose(0, 2, 1), directions)
        if faces is not None and len(faces):
            towards = np.cross(bases[:, 0], bases[:, 1])
            seen = np.abs(towards @ faces.T).min(axis=1) / CLEAR_FACE
            shares = np.vstack([shares, np.minimum(1.0, seen)])
        short = np.maximum(0.0, LEAST[: len(shares), None] - shares)
        return (shares - MISLEADING * short).sum(axis=0)

    return ARROW_CAMERAS.clearest(clarity)


def camera(azimuth: float, elevation: float) -> Floats:
    """Return the basis, shape (2, 3), of a camera that looks at the origin.

    Azimuth in degrees from the x axis towards y, elevation in degrees above the floor.
    """
    a, e = math.radians(azimuth), math.radians(elevation)
    return np.array(
        [
            [-math.sin(a), math.cos(a), 0.0],
            [-math.cos(a) * math.sin(e), -math.sin(a) * math.sin(e), math.cos(e)],
        ]
    )


def _clear_shares(paper: Floats, directions: Floats) -> Floats:
    """Return how little foreshortened, and how well apart, arrows are: 0 to 1, shape (2, c).

    Parameters
    ----------
    paper
        Shape (c, k, 2), the arrows on the paper of each camera.
    directions
        Shape (k, 3).
    """
    kept = np.linalg.norm(paper, axis=2) / np.linalg.norm(directions, axis=1)
    apart = np.ones(len(paper))
    for i, j in combinations(range(len(directions)), 2):
        wanted = min(CLEAR_ANGLE, float(_line_angles(directions[i], directions[j])))
        if wanted > 0:
            apart = np.minimum(apart, _line_angles(paper[:, i], paper[:, j]) / wanted)
    return np.array([np.minimum(1.0, kept.min(axis=1) / CLEAR_LENGTH), apart])


def _line_angles(p: Floats, q: Floats) -> Floats:
    """Return the angles in degrees, 0 to 90, between the lines along ``p`` and ``q``."""
    lengths = np.linalg.norm(p, axis=-1) * np.linalg.norm(q, axis=-1)
    cosines = np.abs(np.sum(p * q, axis=-1)) / np.where(lengths > 0, lengths, 1)
    return np.where(lengths > 0, np.degrees(np.arccos(np.minimum(1.0, cosines))), 0.0)
