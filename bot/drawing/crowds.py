"""Many points: how large they are, which are named, which belong together and how that looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats, Indices
    from bot.drawing.legend import Look

MOST_NAMES = 12
"""Named points in a map; of more, the outermost."""

LOOKS: tuple[Look, ...] = (
    ("first", "circle"),
    ("second", "square"),
    ("result", "triangle"),
    ("rest", "diamond"),
    ("low", "down"),
    ("extra", "plus"),
)
"""Colours and shapes of kinds, in the order in which they are given."""

OTHER: Look = ("muted", "cross")
"""The look of the rest where there are more kinds than looks."""

SIZES = ((40, 24.0), (200, 19.0), (800, 13.0))
"""Up to how many points are how many pixels wide."""

SMALLEST_MARK = 9.0


def grouped(names: Sequence[str], most: int = len(LOOKS)) -> list[tuple[str, Indices]]:
    """Return the members of each group, the largest groups first; the smallest are "other".

    Parameters
    ----------
    names
        The group of each point; "" for none, which counts as other.
    most
        Groups that keep their name.
    """
    array = np.array([name or "" for name in names], dtype=object)
    found, counts = np.unique(array[array != ""].astype(str), return_counts=True)
    kept = [str(found[i]) for i in np.argsort(-counts, kind="stable")[:most]]
    groups = [(name, np.flatnonzero(array == name)) for name in sorted(kept)]
    rest = np.flatnonzero(~np.isin(array.astype(str), kept))
    return [*groups, *([("other", rest)] if len(rest) else [])]


def size_of(count: int, sizes: Sequence[tuple[int, float]] = SIZES) -> float:
    """Return the width in pixels of each of so many points."""
    return next((size for most, size in sizes if count <= most), SMALLEST_MARK)


def spread_out(points: Floats, count: int, centre: Floats, apart: float = 0.0) -> Indices:
    """Return the outermost point, then each time the one farthest from those chosen.

    Gonzalez, "Clustering to minimize the maximum intercluster distance", 1985.

    Parameters
    ----------
    points
        Shape (n, 2).
    count
        How many are wanted; there may be fewer points.
    centre
        Shape (2,), from which the first one is farthest.
    apart
        Points nearer than this to one of those chosen are not.
    """
    chosen: list[int] = []
    distances = np.linalg.norm(points - centre, axis=1)
    for number in range(min(count, len(points))):
        if number and distances.max() < apart:
            break
        chosen.append(int(np.argmax(distances)))
        away = np.linalg.norm(points - points[chosen[-1]], axis=1)
        distances = np.minimum(distances, away) if number else away
        distances[chosen] = -1
    return np.array(chosen, dtype=np.intp)
