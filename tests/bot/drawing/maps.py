"""Maps of points for tests: names, clouds, and a drawn map held to the rules."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.drawing.point_map import Drawn, Kind, PointMap, draw
from bot.drawing.style import Theme
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

Points = NDArray[np.float64]


def names(count: int) -> tuple[str, ...]:
    return tuple(f"Student {i + 1}" for i in range(count))


def drawn(shown: PointMap, theme: Theme = Theme.DARK) -> tuple[Drawn, Painted]:
    """Draw a map and hold it to the rules of all pictures."""
    with recorded_paintings() as paintings:
        found = draw(shown, theme)
    (painted,) = paintings
    assert faults(painted) == []
    return found, painted


def cloud(points: Points, labels: tuple[str, ...] = ()) -> PointMap:
    return PointMap("A cloud", (Kind(points, labels),), ("PC1, 73 %", "PC2, 20 %"))
