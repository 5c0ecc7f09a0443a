"""Data of many columns: the points in the plane of two components, and the columns' weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import point_map
from bot.drawing.picture import Picture
from bot.drawing.point_map import PointMap
from bot.text import percent
from bot.topics.pca.column_arrows import ColumnArrows
from bot.topics.pca.ellipses import ellipses, note_on
from bot.topics.pca.naming import axis, groups_alt, kinds, point, title

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.topics.pca.beside import Beside
    from bot.topics.pca.naming import Naming
    from linalg_engine.principal_components import PCA

MOST_WEIGHTS = 6
"""Columns whose arrows are drawn."""

SHORTEST = 0.25
"""Arrows shorter than this share of the longest are not drawn: they would be dots."""


def draw(found: PCA, naming: Naming, style: Style, beside: Beside) -> Picture:
    """Return the scores, with the columns as arrows in a corner, unless a circle shows them."""
    axes = list(beside.axes)
    scores, weights = found.scores[:, axes], found.components[axes].T
    shown = _longest(weights)
    columns = [naming.written_columns()[j] for j in shown]
    longest = float(np.linalg.norm(weights, axis=1).max())
    arrows = ColumnArrows(weights[shown], tuple(columns), longest)
    shares = found.explained_variance_ratio[axes]
    usual = f"{percent(float(shares.sum()))} of the variance lies in this plane"

    def place(rows: Floats) -> Floats:
        return rows[:, axes]

    curves = ellipses(scores, naming)
    chart = PointMap(
        caption=title(found, naming, usual),
        kinds=(*kinds(scores, naming), *beside.kinds(place)),
        axes=(axis(found, axes[0]), axis(found, axes[1])),
        notes=("; ".join(filter(None, (beside.why, note_on(curves)))), naming.note()),
        strokes=beside.strokes(place),
        curves=curves,
        inset=None if beside.circle else arrows.inset(),
    )
    listed = "; ".join(
        f"{name} {point(weights[j], 2)}" for name, j in zip(columns, shown, strict=True)
    )
    which = "first two principal components"
    if axes != [0, 1]:
        which = f"principal components {axes[0] + 1} and {axes[1] + 1}"
    alt = (
        f"{len(scores)} points in the plane of the {which}: "
        f"{axis(found, axes[0])} and {axis(found, axes[1])} of the variance. "
        f"{groups_alt(scores, naming)}{beside.alt()}"
        f"Weights of the columns{', as arrows in a corner' * (not beside.circle)}: {listed}."
    )
    return Picture("pca.png", point_map.draw(chart, style.theme).png, alt[:1000])


def _longest(weights: Floats) -> list[int]:
    """Return the columns whose weights, shape (d, 2), are long enough to be seen, in order."""
    lengths = np.linalg.norm(weights, axis=1)
    order = np.argsort(-lengths, kind="stable")[:MOST_WEIGHTS]
    return sorted(int(j) for j in order if lengths[j] >= SHORTEST * lengths[order[0]])
