"""The correlation circle: each column as an arrow, its correlations with two components.

The dot product of two arrows is the correlation of their columns up to what the plane does not
show: at most ``√(1 - |a|²) √(1 - |b|²)``, which is nothing for arrows that reach the circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.crowds import MOST_NAMES
from bot.drawing.labels import labelled
from bot.drawing.leader_lines import write_names
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.view import fit
from bot.topics.pca.naming import LONGEST_COLUMN, axis, point

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from bot.drawing.view import View
    from bot.topics.pca.beside import Beside
    from linalg_engine.principal_components import Components

WELL_SHOWN = 0.5
"""Part of a column's variance in the plane from which on its arrow counts as well shown."""

SHORTEST = 0.2
"""Arrows shorter than this have no name: they are not of this plane."""

SURE = 0.5
"""Correlation that two columns surely have where a title says that they rise together."""

MOST_OTHERS = 6
"""Columns that do not count, as arrows."""

CORNERS = 72

ROOM_FOR_AXIS = 64.0
"""Pixels above the circle for the name of the upward axis."""

NAMED_PAIRS = 30
"""Columns among which pairs are looked for."""


def draw(found: Components, columns: tuple[str, ...], style: Style, beside: Beside) -> Picture:
    """Return the circle with the columns, those that do not count in grey."""
    circle = _Circle(found, columns, beside)
    canvas = Canvas(style.theme)
    circle.draw(canvas)
    return Picture("circle.png", canvas.png(), circle.alt()[:1000])


@dataclass(frozen=True)
class _Circle:
    found: Components
    columns: tuple[str, ...]
    beside: Beside

    @cached_property
    def arrows(self) -> Floats:
        """The correlations of the columns with both components, shape (d, 2)."""
        return self.found.correlations[:, self.beside.axes]

    @cached_property
    def others(self) -> Floats:
        """Those of the columns that do not count, the longest arrows, shape (e, 2)."""
        return self.beside.columns[:, self.beside.axes][self._others]

    @cached_property
    def _others(self) -> list[int]:
        lengths = np.linalg.norm(self.beside.columns[:, self.beside.axes], axis=1)
        return [int(j) for j in np.argsort(-lengths, kind="stable")[:MOST_OTHERS]]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """As pictures write them."""
        return fonts.names(self.columns, "column", LONGEST_COLUMN)[0]

    @cached_property
    def other_names(self) -> tuple[str, ...]:
        """As pictures write them."""
        names = fonts.names(self.beside.column_names, "other column", LONGEST_COLUMN)[0]
        return tuple(names[j] for j in self._others)

    @cached_property
    def title(self) -> str:
        """Return the surest pair of columns, if one is sure, else what is shown."""
        arrows, best, words = self.arrows, SURE, ""
        lengths = np.linalg.norm(arrows, axis=1)
        longest = [int(j) for j in np.argsort(-lengths, kind="stable")[:NAMED_PAIRS]]
        for i, j in combinations(sorted(longest), 2):
            product = float(arrows[i] @ arrows[j])
            unseen = np.sqrt(max(0.0, 1 - lengths[i] ** 2) * max(0.0, 1 - lengths[j] ** 2))
            if abs(product) - unseen > best:
                best = abs(product) - unseen
                end = "rise together" if product > 0 else "oppose each other"
                words = f"{self.names[i]} and {self.names[j]} {end}"
        first, second = (f"PC{k + 1}" for k in self.beside.axes)
        return words or f"How the columns go with {first} and {second}"

    def draw(self, canvas: Canvas) -> None:
        """Draw everything."""
        notes = ["near the circle: same way = rise together, right angle = unrelated"]
        grey = "grey: not counted" * bool(self.beside.column_names)
        notes.append("; ".join(filter(None, (self.beside.why, grey))))
        caption = Caption.fitted(canvas, self.title, *notes)
        caption.write(canvas)
        region = Box(60, 40, WIDTH - 60, caption.bottom - ROOM_FOR_AXIS)
        view = fit(np.eye(2), np.array([(-1.0, -1.0), (1.0, 1.0)]), region)
        self._draw_circle(canvas, view)
        labels = self._draw_arrows(canvas, view)
        bounds = Box(10, 12, WIDTH - 10, caption.bottom - 2)
        write_names(canvas, labels, bounds)

    def _draw_circle(self, canvas: Canvas, view: View) -> None:
        angles = np.linspace(0, 2 * np.pi, CORNERS + 1)
        rim = view.pixels(np.column_stack([np.cos(angles), np.sin(angles)]))
        canvas.line(rim, canvas.colours.axis, 3, layer=1)
        for end in ((1.0, 0.0), (0.0, 1.0)):
            ends = view.pixels(np.array([end, end]) * [[-1], [1]])
            canvas.line(ends, canvas.colours.grid, 2, layer=0.8)
        right, top = view.pixels(np.array([(1.0, 0.0), (0.0, 1.0)]))
        across, up = (axis(self.found, k) for k in self.beside.axes)
        canvas.text((right[0] + 18, right[1]), f"{across} →", SMALL, anchor="left")
        canvas.text((top[0] - 24, top[1] + 26), f"↑ {up}", SMALL, anchor="right")

    def _draw_arrows(self, canvas: Canvas, view: View) -> list[tuple[Label, float]]:
        """Draw the arrows; return the names of the longest."""
        parts: list[tuple[Floats, str, Role]] = [
            *((a, n, "column") for a, n in zip(self.arrows, self.names, strict=True)),
            *((a, n, "muted") for a, n in zip(self.others, self.other_names, strict=True)),
        ]
        lengths = np.array([np.linalg.norm(arrow) for arrow, _, _ in parts])
        order = [int(k) for k in np.argsort(-lengths, kind="stable")]
        named = [k for k in order if lengths[k] >= SHORTEST][:MOST_NAMES]
        middle = view.pixels(np.zeros(2))
        labels: list[tuple[Label, float]] = []
        for k in order:
            arrow, name, role = parts[k]
            tip = view.pixels(arrow)
            width = 5 if lengths[k] ** 2 >= WELL_SHOWN else 3
            canvas.arrow(middle, tip, canvas.colours.of(role), width)
            if k in named:
                labels.append((labelled(canvas, name, tip, tip - middle, role), 0.0))
        return labels

    def alt(self) -> str:
        """Return the correlations of the columns in words."""
        across, up = (axis(self.found, k) for k in self.beside.axes)
        rows = [*zip(self.names, self.arrows, strict=True)]
        rows += zip(self.other_names, self.others, strict=True)
        order = sorted(rows, key=lambda row: -float(np.linalg.norm(row[1])))[:MOST_NAMES]
        listed = "; ".join(f"{name} {point(arrow, 2)}" for name, arrow in order)
        return (
            f"Correlation circle. {self.title}. Correlations of the columns with {across} "
            f"(across) and {up} (up): {listed}."
        )
