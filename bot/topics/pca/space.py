"""Data of three columns: the cloud, the plane of PC1 and PC2, and the distances to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import above_plane, point_map
from bot.drawing.picture import Picture
from bot.drawing.point_map import PointMap, Stroke
from bot.topics.pca.beside import Beside
from bot.topics.pca.column_arrows import ColumnArrows
from bot.topics.pca.naming import AXIS_ROLES, axis, groups_alt, kinds, point, share, title

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.style import Style
    from bot.topics.pca.naming import Naming
    from linalg_engine.principal_components import PCA


def draw(found: PCA, naming: Naming, style: Style, beside: Beside) -> Picture:
    """Return the cloud and the plane; the camera moves if it may."""
    cloud = Cloud(found, naming, beside)
    if style.motion:
        return Picture("pca.gif", above_plane.rising(cloud.seen, style), cloud.alt(moves=True))
    png = point_map.draw(cloud.seen(0), style.theme).png
    return Picture("pca.png", png, cloud.alt(moves=False))


@dataclass(frozen=True)
class Cloud:
    """Points in the coordinates of PC1, PC2 and the normal of their plane."""

    found: PCA
    naming: Naming
    beside: Beside = field(default_factory=Beside)

    @cached_property
    def axes(self) -> Floats:
        """PC1, PC2 and the normal, shape (3, 3)."""
        first, second = self.found.components[:2]
        return np.array([first, second, np.cross(first, second)])

    @cached_property
    def points(self) -> Floats:
        """Shape (n, 3); of two points, which have no third component, the last column is 0."""
        return self._placed(self.found.scores)

    def _placed(self, scores: Floats) -> Floats:
        """Return scores in the coordinates of the cloud, shape (m, 3)."""
        height = np.zeros(len(scores))
        if scores.shape[1] > 2:
            height = scores[:, 2] * np.sign(self.found.components[2] @ self.axes[2])
        return np.column_stack([scores[:, :2], height])

    @cached_property
    def corners(self) -> Floats:
        """The corners, shape (4, 3), of a rectangle around the points in the plane."""
        return above_plane.corners(self.points)

    @cached_property
    def below(self) -> Booleans:
        """Which points lie below the plane, shape (n,)."""
        return self.points[:, 2] < 0

    def seen(self, t: float) -> PointMap:
        """Return the picture that the camera sees on its way, from 0 to 1."""
        basis = above_plane.basis(t)
        paper = self.points @ basis.T
        arrows = ColumnArrows(self.axes.T @ basis.T, self.naming.written_columns(), 1.0)

        def place(rows: Floats) -> Floats:
            return self._placed(rows) @ basis.T

        usual = f"A plane explains {share(self.found, 2)} of the variance"
        return PointMap(
            caption=title(self.found, self.naming, usual),
            kinds=(
                *kinds(paper, self.naming, self.below),
                *self.beside.kinds(place),
            ),
            notes=(
                "pink: distances to the plane; what lies below is dimmer",
                self.beside.why,
                self.naming.note(),
            ),
            strokes=(
                *above_plane.distances(self.points, self.below, basis),
                *self._arrows(basis),
                *self.beside.strokes(place),
            ),
            areas=(self.corners @ basis.T,),
            has_grid=False,
            inset=arrows.inset(),
        )

    def alt(self, *, moves: bool) -> str:
        """Return the alt text."""
        columns = ", ".join(self.naming.written_columns())
        path = "The camera rises until it looks straight down on the plane. " * moves
        words = (
            f"{len(self.points)} points in space ({columns}) and the plane through their mean "
            f"that lies nearest to them, spanned by {axis(self.found, 0)} and "
            f"{axis(self.found, 1)} of the variance; its normal is {point(self.axes[2], 3)}. "
            f"{int(self.below.sum())} points lie below the plane. {path}"
            f"{groups_alt(self.points[:, :2], self.naming)}{self.beside.alt()}"
        )
        return words[:1000]

    def _arrows(self, basis: Floats) -> list[Stroke]:
        """Return PC1 and PC2, from the mean to the edges of the plane."""
        ends = np.diag(self.corners[2])[:2] @ basis.T
        return [
            Stroke(np.zeros(2), end, role, axis(self.found, number), width=7, is_arrow=True)
            for number, (end, role) in enumerate(zip(ends, AXIS_ROLES, strict=True))
        ]
