"""Data of many columns: the points in the plane of PC1 and PC2, and the columns' weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import point_map
from bot.drawing.picture import Picture
from bot.drawing.point_map import PointMap
from bot.topics.pca.column_arrows import ColumnArrows
from bot.topics.pca.naming import axis, groups_alt, kinds, point, share, title

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.topics.pca.naming import Naming
    from linalg_engine.principal_components import PCA

MOST_WEIGHTS = 6
"""Columns whose arrows are drawn."""

SHORTEST = 0.25
"""Arrows shorter than this share of the longest are not drawn: they would be dots."""


def draw(found: PCA, naming: Naming, style: Style) -> Picture:
    """Return the scores, with the columns as arrows in a corner."""
    scores, weights = found.scores[:, :2], found.components[:2].T
    shown = _longest(weights)
    columns = [naming.written_columns()[j] for j in shown]
    longest = float(np.linalg.norm(weights, axis=1).max())
    arrows = ColumnArrows(weights[shown], tuple(columns), longest)
    usual = f"{share(found, 2)} of the variance lies in this plane"
    chart = PointMap(
        caption=title(found, naming, usual),
        kinds=kinds(scores, naming),
        axes=(axis(found, 0), axis(found, 1)),
        notes=(naming.note(),),
        inset=arrows.inset(),
    )
    listed = "; ".join(
        f"{name} {point(weights[j], 2)}" for name, j in zip(columns, shown, strict=True)
    )
    alt = (
        f"{len(scores)} points in the plane of the first two principal components: "
        f"{axis(found, 0)} and {axis(found, 1)} of the variance. {groups_alt(scores, naming)}"
        f"Weights of the columns, as arrows in a corner: {listed}."
    )
    return Picture("pca.png", point_map.draw(chart, style.theme).png, alt[:1000])


def _longest(weights: Floats) -> list[int]:
    """Return the columns whose weights, shape (d, 2), are long enough to be seen, in order."""
    lengths = np.linalg.norm(weights, axis=1)
    order = np.argsort(-lengths, kind="stable")[:MOST_WEIGHTS]
    return sorted(int(j) for j in order if lengths[j] >= SHORTEST * lengths[order[0]])
