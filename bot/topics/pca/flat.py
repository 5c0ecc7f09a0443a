"""Data of two columns: the points as they are, with both axes and the distances to the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import point_map
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap, Stroke
from bot.formula.numbers import decimal
from bot.topics.pca.ellipses import ellipses, note_on
from bot.topics.pca.naming import AXIS_ROLES, axis, groups_alt, kinds, point, share, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.topics.pca.beside import Beside
    from bot.topics.pca.naming import Naming
    from linalg_engine.principal_components import PCA

MOST_DISTANCES = 400
"""Points up to which the distances to the axis are drawn."""

SAME_NUMBERS = 1e4
"""Data this many times their extent away from 0 get no numbers: these would look alike."""


def draw(found: PCA, naming: Naming, style: Style, beside: Beside) -> Picture:
    """Return the points, their mean, PC1 and PC2."""
    points, mean = placed(found)
    extent = float(np.ptp(points, axis=0).max())
    first = found.components[0]
    feet = mean + np.outer((points - mean) @ first, first)
    columns = naming.written_columns()
    across, up = (f"{name}{', standardized' * found.standardized}" for name in columns)
    rows = kinds(points, naming) if naming.groups or naming.rows else (Kind(points),)
    strokes = list(_axes(found, mean))
    note = "cross: the mean"
    if len(points) <= MOST_DISTANCES:
        note += "; pink: the distances that PC1 makes smallest"
        strokes[:0] = [Stroke(*ends, "rest", width=3) for ends in zip(points, feet, strict=True)]

    def place(rows: Floats) -> Floats:
        return mean + rows @ found.components

    curves = ellipses(points, naming)
    chart = PointMap(
        caption=title(found, naming, f"PC1 explains {share(found, 1)} of the variance"),
        kinds=(*rows, Kind(mean[None], (), "", ("text", "plus")), *beside.kinds(place)),
        axes=(across, up),
        notes=(
            note,
            "; ".join(filter(None, (beside.why, note_on(curves)))),
            naming.note(),
        ),
        curves=curves,
        strokes=(*strokes, *beside.strokes(place)),
        has_origin=False,
        numbered=float(np.abs(points).max()) < SAME_NUMBERS * extent,
    )
    spread = ", ".join(decimal(float(np.sqrt(v)), 3) for v in found.explained_variance)
    alt = (
        f"{len(points)} points, {columns[0]} across and {columns[1]} up, with their mean at "
        f"{point(mean, 3)}. Through it run the principal axes: PC1 along {point(first, 3)} with "
        f"{share(found, 1)} of the variance, PC2 at right angles "
        f"to it; the points spread by {spread} along them. "
        f"{'Short lines lead from each point at right angles to PC1. ' * (len(strokes) > 2)}"
        f"{groups_alt(points, naming)}{beside.alt()}"
    )
    return Picture("pca.png", point_map.draw(chart, style.theme).png, alt[:1000])


def placed(found: PCA) -> tuple[Floats, Floats]:
    """Return the points, shape (n, 2), and their mean, in the units of the components."""
    points, mean = found.data / found.scale, found.mean / found.scale
    return (points - mean, np.zeros(2)) if found.standardized else (points, mean)


def _axes(found: PCA, mean: Floats) -> Iterator[Stroke]:
    """Return the two axes through the mean, a little longer than the points reach."""
    reaches = np.abs(found.scores).max(axis=0)
    for number, (row, role) in enumerate(zip(found.components, AXIS_ROLES, strict=False)):
        along = 1.1 * max(float(reaches[number]), 0.3 * float(reaches[0])) * row
        yield Stroke(mean - along, mean + along, role, axis(found, number), 7, is_arrow=True)
