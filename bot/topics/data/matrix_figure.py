"""All distances between standardized rows as a heat map; that of the two compared is framed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, pair_table
from bot.drawing.heat_key import Scale
from bot.drawing.picture import Picture
from bot.formula.numbers import decimal

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats, Indices
    from bot.drawing.style import Style
    from bot.topics.data.points import Points

MOST_ROWS = 30
"""Rows that are drawn; of more, those nearest to the first of the two."""

LONGEST = 24
"""Characters of a name."""

MOST_LISTED = 8
"""Distances in the alt text."""


def draw(points: Points, between: Floats, pair: tuple[int, int], style: Style) -> Picture:
    """Return a picture of the table of distances.

    Parameters
    ----------
    between
        Distances of the standardized rows, shape (n, n), inf on the diagonal.
    pair
        The two rows that are compared.
    """
    chosen = _chosen(between, pair)
    names = [fonts.names(points.names, "row", LONGEST)[0][i] for i in map(int, chosen)]
    table = between[np.ix_(chosen, chosen)]
    table = np.where(np.isinf(table), np.nan, table)
    first, second = (int(np.flatnonzero(chosen == row)[0]) for row in pair)
    apart = decimal(float(table[first, second]), 2)
    words = f"{names[first]} and {names[second]}: {apart} apart"
    note = f"distances of standardized rows; framed: {words}"
    title = _title(table, names)
    if len(chosen) < len(points.names):
        title = words
        rows = f"{len(chosen)} of {len(points.names):,} rows, the nearest to {names[first]} first"
        note = f"distances of standardized rows; {rows}"
    marked = np.zeros(table.shape, dtype=bool)
    marked[first, second] = marked[second, first] = True
    low, middle, high = (float(f(table)) for f in (np.nanmin, np.nanmedian, np.nanmax))
    scale = Scale("distance", low, high, middle, max(middle - low, high - middle) or 1.0)
    png = pair_table.draw(table, names, marked, scale, title, note, style.theme)
    return Picture("distances.png", png, _alt(table, names, f"{title}. Framed: {words}"))


def _chosen(between: Floats, pair: tuple[int, int]) -> Indices:
    """Return the rows that are drawn, the two compared among them.

    They are in their order, or of many the nearest to the first of the two, the nearest first.
    """
    if len(between) <= MOST_ROWS:
        return np.arange(len(between))
    first, second = pair
    away = np.where(np.isinf(between[first]), -1.0, between[first])
    nearest = np.argsort(away, kind="stable")[:MOST_ROWS]
    return nearest if second in nearest else np.append(nearest[:-1], second)


def _title(table: Floats, names: list[str]) -> str:
    """Return which of the rows drawn is farthest from its nearest one."""
    away = np.nanmin(table, axis=1)
    row = int(np.argmax(away))
    return f"{names[row]} is farthest from all: {decimal(float(away[row]), 2)} and more"


def _alt(table: Floats, names: list[str], words: str) -> str:
    n = len(names)
    above = np.where(np.tri(n, dtype=bool), np.inf, table).ravel()
    order = np.argsort(above, kind="stable")[: min(MOST_LISTED, n * (n - 1) // 2)]
    pairs = [
        f"{names[i]} and {names[j]} {decimal(float(table[i, j]), 2)}"
        for i, j in (divmod(int(place), n) for place in order)
    ]
    return (
        f"The table of the distances of {n} standardized rows: {words}. The nearest pairs: "
        f"{'; '.join(pairs)}."
    )[:1000]
