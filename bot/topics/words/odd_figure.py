"""The cosines of all pairs of words as a heat map; those of the odd one out are framed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import pair_table
from bot.drawing.heat_key import Scale
from bot.drawing.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style

NOTE = "cosines of all pairs; framed: those of the odd one out"


def draw(units: Floats, words: Sequence[str], odd: int, style: Style) -> Picture:
    """Return a picture of the table of cosines.

    Parameters
    ----------
    units
        The words' vectors, each of length 1, shape (n, d).
    odd
        The place of the odd one out.
    """
    n = len(words)
    table = units @ units.T
    np.fill_diagonal(table, np.nan)
    marked = np.zeros((n, n), dtype=bool)
    marked[odd] = marked[:, odd] = True
    marked[odd, odd] = False
    scale = Scale("cosine", min(0.0, round(float(np.nanmin(table)), 2)), 1.0, 0.0, 1.0)
    title = f"The odd one out: {words[odd]}"
    png = pair_table.draw(table, words, marked, scale, title, NOTE, style.theme)
    pairs = [
        f"{words[i]} and {words[j]} {table[i, j]:.2f}" for i in range(n) for j in range(i + 1, n)
    ]
    alt = f"The table of cosines of {n} words: {'; '.join(pairs)}. Odd one out: {words[odd]}."
    return Picture("odd.png", png, alt[:1000])
