"""Why a row lies where it does: which of its numbers take it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.formula.numbers import decimal
from bot.topics.kit.tables import plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from linalg_engine.principal_components import PCA

ENOUGH = 2 / 3
"""Part of a score that the columns told of make together."""

MOST_TOLD = 3
"""Columns told of."""

FAR, NEAR = 1.5, 0.5
"""Deviations from the middle from which on a row is far out, and below which it is near."""

LONGEST_NAME = 18

MOST_NUMBERS = 8
"""Columns of which the rebuilt numbers are told."""

FAR_OUT = (("far left", "far right"), ("far down", "far up"))
NOT_FAR = (("to the left", "to the right"), ("below the middle", "above the middle"))
"""Where a row is along both axes, with a score below 0 and above."""


@dataclass(frozen=True)
class Place:
    """A row in the plane of two components.

    Attributes
    ----------
    name
        Of the row.
    numbers
        Shape (d,), as given.
    """

    found: PCA
    columns: Sequence[str]
    axes: tuple[int, int]
    name: str
    numbers: Floats

    @property
    def centred(self) -> Floats:
        """The numbers, centred and scaled, shape (d,)."""
        return (self.numbers - self.found.mean) / self.found.scale

    @property
    def scores(self) -> Floats:
        """Along all components, shape (k,)."""
        return self.found.components @ self.centred

    @property
    def shown(self) -> float:
        """The part of its squared distance from the mean in the plane, in [0, 1]."""
        distance = float(self.centred @ self.centred)
        in_plane = float(np.square(self.scores[list(self.axes)]).sum())
        return min(1.0, in_plane / distance) if distance > 0 else 1.0

    def place(self) -> str:
        """Return "far right", or "near the middle"."""
        way = self._way()
        if way is None:
            return "near the middle"
        place, deviations = way
        words = FAR_OUT if deviations >= FAR else NOT_FAR
        return words[place][int(self.scores[self.axes[place]] > 0)]

    def reasons(self) -> str:
        """Return "art, sport high; math low": the columns that take it there."""
        way = self._way()
        if way is None:
            return ""
        axis = self.axes[way[0]]
        parts = self.found.components[axis] * self.centred * np.sign(self.scores[axis])
        order = [int(j) for j in np.argsort(-parts, kind="stable") if parts[j] > 0]
        so_far = np.cumsum(parts[order])
        told = order[: min(MOST_TOLD, 1 + int(np.argmax(so_far >= ENOUGH * so_far[-1])))]
        words: list[str] = []
        for word, sign in (("high", 1), ("low", -1)):
            names = [plain_name(self.columns[j], LONGEST_NAME) for j in told]
            listed = [n for n, j in zip(names, told, strict=True) if sign * self.centred[j] > 0]
            words += [f"{', '.join(listed)} {word}"] * bool(listed)
        return "; ".join(words)

    def sentence(self) -> str:
        """Return "ann is far right: art, sport high; math low"."""
        name = f"row {self.name}" if self.name.isdecimal() else plain_name(self.name)
        reasons = self.reasons()
        return f"{name} is {self.place()}{': ' * bool(reasons)}{reasons}"

    def rebuilt(self, count: int) -> str:
        """Return its numbers as the first components give them, beside those that it has."""
        found = self.found
        told = found.inverse_transform(self.scores[None, :count])[0]
        listed = ", ".join(
            f"{plain_name(name, LONGEST_NAME)} {decimal(float(a), 3)} ({decimal(float(b), 3)})"
            for name, a, b in zip(self.columns[:MOST_NUMBERS], told, self.numbers, strict=False)
        )
        return f"{listed}{', …' * (len(self.columns) > MOST_NUMBERS)}"

    def _way(self) -> tuple[int, float] | None:
        """Return the axis, 0 or 1, along which it is farther out, and how many deviations.

        None near the middle.
        """
        axes = list(self.axes)
        scores = np.abs(self.scores[axes])
        spreads = np.sqrt(self.found.explained_variance[axes])
        place = int(np.argmax(scores))
        if spreads[place] <= 0 or scores[place] < NEAR * spreads[place]:
            return None
        return place, float(scores[place] / spreads[place])
