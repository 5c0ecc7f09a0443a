"""The scree plot: the share of the variance of each component, and cumulative."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.things import DASHED
from bot.text import percent

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from linalg_engine.principal_components import Components

SHARE = 0.9
"""The usual target share of the variance."""

MOST_BARS = 10
LEFT, RIGHT, BOTTOM = 130, WIDTH - 40, 148


def draw(found: Components, style: Style) -> Picture:
    """Return a bar for each component, and a line for the cumulative share."""
    shares = found.all_variances / found.total_variance
    together = np.minimum(np.cumsum(shares), 1.0)
    needed = found.components_needed(SHARE)
    count = min(len(shares), MOST_BARS)
    canvas = Canvas(style.theme)
    notes = [f"bars: each; line: cumulative; dashed: {percent(SHARE)}"]
    if len(shares) > count:
        notes.append(f"the first {count} of {len(shares)} components")
    reached = percent(float(together[needed - 1]))
    caption = (
        f"{needed} components explain {reached}"
        if needed > 1
        else f"1 component explains {reached}"
    )
    head = Caption.fitted(canvas, caption, *notes)
    head.write(canvas)
    top = head.bottom - 60
    _draw_levels(canvas, top)
    pitch = (RIGHT - LEFT) / count
    points: list[tuple[float, float]] = []
    for i in range(count):
        left = LEFT + (i + 0.16) * pitch
        height = (top - BOTTOM) * float(shares[i])
        colour = canvas.colours.first if i < needed else canvas.colours.axis
        canvas.bar(left, BOTTOM, 0.68 * pitch, max(height, 1), colour)
        points.append((LEFT + (i + 0.5) * pitch, BOTTOM + (top - BOTTOM) * float(together[i])))
        canvas.text((points[-1][0], BOTTOM - 68), str(i + 1), SMALL, canvas.colours.muted)
    canvas.text(((LEFT + RIGHT) / 2, 32), "principal component", SMALL, canvas.colours.muted)
    _write_shares(canvas, shares[:count], pitch)
    _draw_sum(canvas, points, together, needed)
    listed = ", ".join(percent(float(share)) for share in shares[:count])
    alt = (
        f"Scree: shares of the variance by component: {listed}{', …' * (len(shares) > count)}. "
        f"{caption}, the first to reach {percent(SHARE)}."
    )
    return Picture("scree.png", canvas.png(), alt[:1000])


def _draw_levels(canvas: Canvas, top: float) -> None:
    for level in (0, 0.25, 0.5, 0.75, 1.0):
        y = BOTTOM + (top - BOTTOM) * level
        canvas.line([(LEFT, y), (RIGHT, y)], canvas.colours.grid, 2, layer=1)
        canvas.text((16, y), f"{100 * level:.0f} %", SMALL, canvas.colours.muted, "left")
    y = BOTTOM + (top - BOTTOM) * SHARE
    canvas.line([(LEFT, y), (RIGHT, y)], canvas.colours.result, 3, DASHED, layer=1.5)


def _write_shares(canvas: Canvas, shares: np.ndarray, pitch: float) -> None:
    """Write each share below its bar: above or inside it would meet the line of the sums."""
    words = [percent(float(share)) for share in shares]
    if max(canvas.measure(word, SMALL)[0] for word in words) > 0.86 * pitch:
        words = [word.removesuffix(" %") for word in words]
    for i, word in enumerate(words):
        canvas.text((LEFT + (i + 0.5) * pitch, BOTTOM - 26), word, SMALL)


def _draw_sum(
    canvas: Canvas, points: list[tuple[float, float]], together: np.ndarray, needed: int
) -> None:
    if len(points) > 1:
        canvas.line(points, canvas.colours.second, 5, layer=3)
    canvas.marks(points, "square", canvas.colours.second, 20)
    if 1 < needed <= len(points):
        x, y = points[needed - 1]
        word = percent(float(together[needed - 1]))
        half = canvas.measure(word, SMALL, bold=True)[0] / 2
        x = min(max(x, LEFT + half), WIDTH - 12 - half)
        canvas.text((x, y + 36), word, SMALL, canvas.colours.second, bold=True)
