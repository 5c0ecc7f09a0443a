"""Data of three columns: the cloud, the plane of PC1 and PC2, and the distances to it.

The camera stands low above the plane, so that distances are seen, and rises until it looks
straight down: the points as they are in the plane.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation, point_map
from bot.drawing.canvas import Canvas
from bot.drawing.picture import Picture
from bot.drawing.point_map import PointMap, Stage, Stroke
from bot.drawing.view import camera
from bot.topics.pca.beside import Beside
from bot.topics.pca.column_arrows import ColumnArrows
from bot.topics.pca.flat import MOST_DISTANCES
from bot.topics.pca.naming import AXIS_ROLES, axis, groups_alt, kinds, point, share, title

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.style import Style
    from bot.topics.pca.naming import Naming
    from linalg_engine.principal_components import PCA

LOW = (-70.0, 26.0)
DOWN = (-90.0, 90.0)
"""Azimuth and elevation of the camera in degrees, PC1 being the x axis and PC2 the y axis."""

STEPS = 16
"""Frames from the first to the second."""

HELD_MILLISECONDS = 2200
RISING_MILLISECONDS, SINKING_MILLISECONDS = 80, 60


def draw(found: PCA, naming: Naming, style: Style, beside: Beside) -> Picture:
    """Return the cloud and the plane; the camera moves if it may."""
    cloud = Cloud(found, naming, beside)
    if style.motion:
        return Picture("pca.gif", cloud.rising(style), cloud.alt(moves=True))
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
        low, high = self.points[:, :2].min(axis=0), self.points[:, :2].max(axis=0)
        margin = 0.12 * float((high - low).max())
        (a, b), (c, d) = low - margin, high + margin
        return np.array([(a, b, 0), (c, b, 0), (c, d, 0), (a, d, 0)])

    @cached_property
    def below(self) -> Booleans:
        """Which points lie below the plane, shape (n,)."""
        return self.points[:, 2] < 0

    def seen(self, t: float) -> PointMap:
        """Return the picture that the camera sees on its way, from 0 to 1."""
        basis = camera(*((1 - t) * np.array(LOW) + t * np.array(DOWN)))
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
                *self._distances(paper, basis),
                *self._arrows(basis),
                *self.beside.strokes(place),
            ),
            areas=(self.corners @ basis.T,),
            has_grid=False,
            inset=arrows.inset(),
        )

    def rising(self, style: Style) -> bytes:
        """Return a GIF: the camera rises until it looks straight down, and sinks again."""
        canvas = Canvas(style.theme, zoom=animation.ZOOM)
        times = [k / STEPS for k in range(STEPS + 1)]
        maps = {t: self.seen(animation.eased(t)) for t in times}
        extent = np.vstack([shown.extent for shown in maps.values()])
        stage = Stage.of(canvas, maps[0], extent)

        def draw_at(t: float) -> None:
            stage.draw(canvas, maps[t], named=t in (0, 1))

        width = round(canvas.zoom * canvas.width)
        height = round(canvas.zoom * (canvas.height - stage.bottom(extent)))
        frames = [
            frame.crop((0, 0, width, height))
            for frame in animation.frames(canvas, [partial(draw_at, t) for t in times])
        ]
        sinking = frames[-3:0:-2]
        order = [*frames, *sinking]
        durations = [RISING_MILLISECONDS] * len(frames) + [SINKING_MILLISECONDS] * len(sinking)
        durations[0] = durations[STEPS] = HELD_MILLISECONDS
        return animation.gif(order, durations, style.theme)

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

    def _distances(self, paper: Floats, basis: Floats) -> list[Stroke]:
        """Return lines from points to their feet, unless there are too many."""
        if len(paper) > MOST_DISTANCES:
            return []
        feet = self.points[:, :2] @ basis[:, :2].T
        return [
            Stroke(point, foot, "rest", width=3, is_faint=bool(is_below))
            for point, foot, is_below in zip(paper, feet, self.below, strict=True)
        ]

    def _arrows(self, basis: Floats) -> list[Stroke]:
        """Return PC1 and PC2, from the mean to the edges of the plane."""
        ends = np.diag(self.corners[2])[:2] @ basis.T
        return [
            Stroke(np.zeros(2), end, role, axis(self.found, number), width=7, is_arrow=True)
            for number, (end, role) in enumerate(zip(ends, AXIS_ROLES, strict=True))
        ]
