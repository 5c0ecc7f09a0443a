"""What a catalogue says of films, as columns of numbers to learn from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.catalogue import Film

MOST_GENRES = 60

FEWEST_FILMS = 3
"""Of a genre; fewer say little of it."""


def features(films: Sequence[Film]) -> NDArray[np.float64]:
    """Return for each film 0 or 1 for each genre that several have, and the year, nan if unknown.

    Returns
    -------
    ndarray
        Shape (films, genres + 1).
    """
    counts = Counter(genre for film in films for genre in set(film.genres))
    genres = [name for name, n in counts.most_common(MOST_GENRES) if n >= FEWEST_FILMS]
    rows = [
        [*(float(genre in film.genres) for genre in sorted(genres)), film.year or np.nan]
        for film in films
    ]
    return np.array(rows, dtype=np.float64)
