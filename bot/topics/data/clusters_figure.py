"""Clusters in a plane: of two columns as they are, of more the plane of PC1 and PC2."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, point_map
from bot.drawing.crowds import LOOKS, MOST_NAMES
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap, Stroke
from bot.formula.numbers import decimal
from linalg_engine.principal_components import pca

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats, Indices
    from bot.drawing.legend import Look
    from bot.drawing.style import Style
    from bot.topics.data.grouped import Grouped
    from linalg_engine.principal_components import PCA

CLUSTER_LOOKS: tuple[Look, ...] = (*LOOKS, ("row", "square"), ("column", "circle"))
"""Of up to 8 clusters."""

CENTRE: Look = ("text", "cross")
CENTRE_SIZE = 40.0
"""So large that its arms are seen below a point."""

UNKNOWN: Look = ("muted", "circle")
"""Of rows in no cluster yet."""

MOST_SPOKES = 200
"""Rows up to which lines lead to their centres."""

MOST_NAMED = 20
"""Rows up to which all names are written that find room."""

LONGEST = 18
"""Characters of a name."""


@dataclass(frozen=True)
class Plane:
    """Clusters, and the plane in which they are drawn."""

    shown: Grouped

    @property
    def _columns(self) -> int:
        return len(self.shown.points.columns)

    @cached_property
    def _found(self) -> PCA | None:
        """The components; None of one or two columns, which are a plane themselves."""
        if self._columns < 3:
            return None
        return pca(self.shown.points.values, 2, standardize=self.shown.is_standardized)

    def placed(self, rows: Floats) -> Floats:
        """Return where rows or centres are, shape (..., 2).

        Parameters
        ----------
        rows
            Shape (..., d), as they were compared.
        """
        if self._found is None:
            return np.concatenate([rows, np.zeros((*rows.shape[:-1], 2 - self._columns))], axis=-1)
        found = self._found
        return (self.shown.in_units(rows) - found.mean) / found.scale @ found.components.T

    @cached_property
    def rows(self) -> Floats:
        """Where the rows are, shape (n, 2)."""
        return self.placed(self.shown.rows)

    @cached_property
    def path(self) -> Floats:
        """Where the centres are in each step, shape (t + 1, k, 2)."""
        return self.placed(self.shown.found.path)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the rows; numbers where few have none, else none."""
        points = self.shown.points
        if points.has_names:
            return fonts.names(points.names, "row", LONGEST)[0]
        return tuple(map(str, points.numbers)) if len(points.names) <= MOST_NAMES else ()

    @cached_property
    def axes(self) -> tuple[str, str]:
        """What the axes are."""
        found = self._found
        if found is not None:
            shares = (f"{100 * float(x):.0f} %" for x in found.explained_variance_ratio)
            across, up = (f"PC{i}, {share}" for i, share in enumerate(shares, start=1))
            return across, up
        names, _ = fonts.names(self.shown.points.columns, "column", LONGEST)
        scaled = [f"{name}{', standardized' * self.shown.is_standardized}" for name in names]
        return (scaled[0], scaled[1]) if len(scaled) == 2 else (scaled[0], "")

    @cached_property
    def _lost(self) -> int:
        points = self.shown.points
        given = (points.names if points.has_names else (), points.columns)
        return sum(fonts.names(names, "", LONGEST)[1] for names in given)

    def chart(
        self, caption: str, centres: Floats, labels: Indices | None, *, counted: bool = True
    ) -> PointMap:
        """Return the map at one moment.

        Parameters
        ----------
        centres
            Where they are, shape (k, 2).
        labels
            The cluster of each row; None where no row has one yet.
        counted
            Whether the legend says how many rows the clusters have.
        """
        sizes = self.shown.found.sizes
        kinds: list[Kind] = []
        spokes: list[Stroke] = []
        if labels is None:
            kinds.append(Kind(self.rows, look=UNKNOWN))
        else:
            for cluster, size in enumerate(sizes.tolist()):
                members = np.flatnonzero(labels == cluster)
                names = tuple(self.names[row] for row in map(int, members)) if self.names else ()
                rows = f": {size} row{'s' * (size > 1)}" * counted
                look = CLUSTER_LOOKS[cluster]
                title = f"{cluster + 1}{rows}"
                kinds.append(Kind(self.rows[members], names, title, look))
                if len(labels) <= MOST_SPOKES:
                    spokes += [
                        Stroke(centres[cluster], self.rows[row], look[0], width=2, is_faint=True)
                        for row in map(int, members)
                    ]
        # Below the points, so that a row that is its own centre is seen; a crowd would hide them.
        place = 0 if len(self.rows) <= MOST_SPOKES else len(kinds)
        kinds.insert(place, Kind(centres, (), "centres", CENTRE, size=CENTRE_SIZE))
        return PointMap(
            caption=caption,
            kinds=tuple(kinds),
            axes=self.axes,
            notes=(fonts.note(self._lost),),
            strokes=tuple(spokes),
            has_origin=False,
            most_names=MOST_NAMED,
        )


def draw(shown: Grouped, style: Style) -> Picture:
    """Return the rows by cluster, and their centres."""
    plane = Plane(shown)
    chart = plane.chart(title(shown), plane.path[-1], shown.found.labels)
    drawn = point_map.draw(chart, style.theme)
    centres = "; ".join(
        f"{cluster + 1} ({size}) around {_point(place)}"
        for cluster, (size, place) in enumerate(zip(shown.found.sizes, plane.path[-1], strict=True))
    )
    across, up = plane.axes
    alt = (
        f"{len(plane.rows)} rows as points, {across} across{f' and {up} up' if up else ''}, by "
        f"colour and shape in {shown.k} clusters, each with its centre: {centres}."
    )
    return Picture("clusters.png", drawn.png, alt[:1000])


def title(shown: Grouped) -> str:
    """Return the finding."""
    mean = decimal(float(shown.silhouettes.mean()), 2)
    if shown.means:
        return f"{shown.k} clusters fit best: mean silhouette {mean}"
    return f"{shown.k} clusters: mean silhouette {mean}"


def _point(place: Floats) -> str:
    return f"({', '.join(decimal(float(x), 2) for x in place)})"
