"""A Markov chain, step by step: the share of each state, from two starts side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.labels import Label, labelled, write_labels
from bot.drawing.legend import Legend
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.things import DASHED
from bot.formula.numbers import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.legend import Look
    from bot.drawing.style import Role, Style
    from linalg_engine.powers import LongRun

MOST_STATES = 5
"""States whose shares can be told apart."""

LOOKS: tuple[Look, ...] = (
    ("first", "circle"),
    ("second", "square"),
    ("result", "triangle"),
    ("rest", "diamond"),
    ("extra", "down"),
)

STEPS = 10
"""Steps that are drawn."""

HEIGHT = 780
BOTTOM, LEFT, RIGHT = 112.0, 96.0, WIDTH - 110.0
GAP = 116.0
"""Pixels between the panels: for the shares at the end of the first."""

MARK = 17.0

APART = 1e-6
"""Two rows of floats that differ by less are one."""


@dataclass(frozen=True)
class Shares:
    """What is drawn of a chain with n states."""

    found: LongRun

    @cached_property
    def rows(self) -> Floats:
        """Probabilities by rows, shape (n, n)."""
        chain = self.found.chain
        floats = as_float(self.found.matrix)
        return floats if chain is None or chain.by_rows else floats.T

    @cached_property
    def ends(self) -> Floats:
        """Where each start ends, or its shares of time, shape (n, n)."""
        period = self.found.period or 1
        high = np.linalg.matrix_power(self.rows, 2**14 * period)
        cycle = [high @ np.linalg.matrix_power(self.rows, k) for k in range(period)]
        return np.mean(cycle, axis=0)

    @cached_property
    def starts(self) -> tuple[int, int]:
        """A state that is left for ever, or state 1, and the last that ends most differently."""
        chain = self.found.chain
        first = chain.passing[0] if chain is not None and chain.passing else 0
        differences = np.abs(self.ends - self.ends[first]).sum(axis=1)
        differences[first] = -1
        return first, int(np.flatnonzero(differences > differences.max() - APART)[-1])

    def path(self, start: int) -> Floats:
        """Return the shares after each step, shape (STEPS + 1, n)."""
        shares = [np.eye(len(self.rows))[start]]
        for _ in range(STEPS):
            shares.append(shares[-1] @ self.rows)
        return np.array(shares)

    def title(self) -> str:
        """Return the finding."""
        if np.abs(self.ends - self.ends[0]).max() > APART:
            return "Where it ends depends on the start"
        if self.found.period != 1:
            return f"It goes round in circles of {self.found.period} steps, and never settles"
        return "From every start it settles at the same shares"

    def note(self) -> str:
        """Return what is drawn."""
        line = "average over time" if self.found.period != 1 else "long run"
        return f"share of each state after so many steps; dashed: {line}"

    def alt(self) -> str:
        """Return the alt text."""
        parts: list[str] = []
        for start in self.starts:
            last = ", ".join(decimal(float(x), 3) for x in self.path(start)[-1])
            ends = ", ".join(decimal(float(x), 3) for x in self.ends[start])
            parts.append(
                f"From state {start + 1} the shares are [{last}] after {STEPS} steps; the dashed "
                f"lines are at [{ends}]."
            )
        return f"A Markov chain with {len(self.rows)} states. {' '.join(parts)} {self.title()}."


def draw(found: LongRun, style: Style) -> Picture:
    """Return the shares of the states of a chain, step by step, from two starts."""
    shares = Shares(found)
    canvas = Canvas(style.theme, WIDTH, HEIGHT)
    caption = Caption.fitted(canvas, shares.title(), shares.note())
    caption.write(canvas)
    count = len(shares.rows)
    legend = Legend.fitted(canvas, [(f"state {k + 1}", LOOKS[k]) for k in range(count)])
    legend.write(canvas, caption.bottom)
    top = caption.bottom - legend.height - 70
    width = (RIGHT - LEFT - GAP) / 2
    labels: list[Label] = []
    for place, start in enumerate(shares.starts):
        left = LEFT + place * (width + GAP)
        panel = Box(left, BOTTOM, left + width, top)
        labels += _draw_panel(canvas, shares, start, panel, numbered=place == 0)
    bounds = Box(12, BOTTOM - 20, WIDTH - 8, top + 24)
    write_labels(canvas, labels, bounds)
    return Picture("chain.png", canvas.png(), shares.alt())


def _draw_panel(
    canvas: Canvas, shares: Shares, start: int, panel: Box, *, numbered: bool
) -> list[Label]:
    """Draw the shares from one start; return the labels of where they end."""
    colours = canvas.colours
    height = panel.top - panel.bottom
    for level in (0.0, 0.5, 1.0):
        y = panel.bottom + level * height
        canvas.line([(panel.left, y), (panel.right, y)], colours.grid, 2, layer=0.5)
        if numbered:
            canvas.text((panel.left - 16, y), decimal(level), SMALL, colours.muted, "right")
    xs = np.linspace(panel.left + 12, panel.right - 12, STEPS + 1)
    for step in (0, STEPS // 2, STEPS):
        canvas.text((xs[step], panel.bottom - 32), str(step), SMALL, colours.muted)
    middle = (panel.left + panel.right) / 2
    canvas.text((middle, panel.top + 34), f"start in state {start + 1}", SMALL)
    canvas.text((middle, panel.bottom - 74), "steps", SMALL, colours.muted)
    path, ends = shares.path(start), shares.ends[start]
    for state, (role, shape) in enumerate(LOOKS[: len(ends)]):
        y = panel.bottom + height * float(ends[state])
        colour = colours.of(role)
        canvas.line([(panel.left, y), (panel.right, y)], colour, 3, DASHED, layer=1, opacity=0.8)
        points = np.column_stack([xs, panel.bottom + height * path[:, state]])
        canvas.line(points, colour, 4, layer=3)
        canvas.marks(points, shape, colour, MARK)
    return _labels(canvas, ends, panel)


def _labels(canvas: Canvas, ends: Floats, panel: Box) -> list[Label]:
    """Return the shares at the end, in the colour of their state where it is only one."""
    roles: dict[str, list[Role]] = {}
    places: dict[str, float] = {}
    for end, (role, _) in zip(ends.tolist(), LOOKS, strict=False):
        words = decimal(end, 2)
        roles.setdefault(words, []).append(role)
        places[words] = panel.bottom + (panel.top - panel.bottom) * end
    right = np.array([1.0, 0.0])
    return [
        labelled(
            canvas,
            words,
            np.array([panel.right, places[words]]),
            right,
            of[0] if len(of) == 1 else "text",
        )
        for words, of in roles.items()
    ]
