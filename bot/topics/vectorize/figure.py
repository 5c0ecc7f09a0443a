"""The cells that a loop visits one by one, those of NumPy all at once, and both times as bars."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from bot.drawing import animation
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.topics.vectorize import diagram
from bot.topics.vectorize.words import duration, power_of_ten, title

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.vectorize.timing import Timing

LEFTS = (MARGIN + 20, WIDTH / 2 + MARGIN + 20)
"""Pixels at the left of both diagrams."""

HEAD = 58.0
"""Pixels for what stands above a diagram."""

BAR, BETWEEN, TICKS = 40.0, 14.0, 52.0
"""Pixels of a bar, between bars, and for the numbers below them."""

BARS_LEFT, BARS_RIGHT = 150.0, WIDTH - 190.0
"""Pixels between which bars have room."""

SHORTEST = 0.3
"""Powers of ten of the shorter bar, at least."""

EDGE = 24.0

STILL = 3
"""Steps of the loop in a still picture."""

STEP_MILLISECONDS, MOST_MILLISECONDS = 450, 5000
"""For a step, and for all of them."""

HELD_MILLISECONDS = 2000


def draw(timing: Timing, style: Style) -> Picture:
    """Return the picture: the loop at work if pictures may move, else after a few steps."""
    shown = diagram.of(timing)
    zoom = animation.ZOOM if style.motion else 1
    bars = 2 * BAR + BETWEEN + TICKS + EDGE
    canvas = Canvas(style.theme, zoom=zoom)
    caption = _caption(canvas, timing, shown)
    height = canvas.height - caption.bottom + HEAD + shown.height + 2 * EDGE + bars
    canvas = Canvas(style.theme, height=round(height), zoom=zoom)
    caption = _caption(canvas, timing, shown)
    caption.write(canvas)
    colours = canvas.colours
    y = caption.bottom - HEAD / 2
    canvas.text((LEFTS[0], y), "Loop: step by step", SMALL, colours.text, "left")
    canvas.text((LEFTS[1], y), "NumPy: one call", SMALL, colours.text, "left")
    top = caption.bottom - HEAD
    shown.draw(canvas, LEFTS[1], top, None)
    _draw_bars(canvas, timing)
    still = min(STILL, len(shown.steps))
    alt = _alt(timing, shown)
    if not style.motion:
        shown.draw(canvas, LEFTS[0], top, still)
        return Picture("vectorized.png", canvas.png(), alt)
    canvas.keep()
    # It begins with a few steps, which are seen where motion is reduced.
    steps = [*range(still, len(shown.steps) + 1), *range(1, still)]
    images = animation.frames(
        canvas, [partial(shown.draw, canvas, LEFTS[0], top, step) for step in steps]
    )
    each = min(STEP_MILLISECONDS, MOST_MILLISECONDS // len(steps))
    times = [each] * len(steps)
    times[len(shown.steps) - still] = HELD_MILLISECONDS
    data = animation.gif(images, times, style.theme)
    return Picture("vectorized.gif", data, f"Animation, step by step. {alt}")


def _caption(canvas: Canvas, timing: Timing, shown: diagram.Diagram) -> Caption:
    drawn = f" ({shown.shown} drawn)" if shown.shown < timing.n else ""
    note = f"{timing.calculation.words}, n = {timing.n:,}{drawn}; bars on a scale of powers of ten"
    return Caption.fitted(canvas, title(timing), note)


def _draw_bars(canvas: Canvas, timing: Timing) -> None:
    """Draw both times on a scale of powers of ten, from the one below the shorter."""
    colours = canvas.colours
    times = (timing.loop, timing.at_once)
    low = math.floor(math.log10(min(times)) - SHORTEST)
    high = max(low + 1, math.ceil(math.log10(max(times))))
    unit = (BARS_RIGHT - BARS_LEFT) / (high - low)
    bottom = EDGE + TICKS
    top = bottom + 2 * BAR + BETWEEN
    every = 1 if unit >= 150 else 2
    for k in range(low, high + 1):
        x = BARS_LEFT + (k - low) * unit
        canvas.line([(x, bottom - 6), (x, top + 6)], colours.grid, 3, layer=1)
        if (k - low) % every == 0:
            canvas.text((x, EDGE + TICKS / 2 - 4), power_of_ten(k), SMALL, colours.muted)
    bars = (("loop", timing.loop, colours.rest), ("NumPy", timing.at_once, colours.result))
    for row, (name, seconds, colour) in enumerate(bars):
        y = top - BAR - row * (BAR + BETWEEN)
        length = (math.log10(seconds) - low) * unit
        canvas.bar(BARS_LEFT, y, length, BAR, colour)
        canvas.text((BARS_LEFT - 16, y + BAR / 2), name, SMALL, colours.text, "right")
        at = (BARS_LEFT + length + 14, y + BAR / 2)
        canvas.text(at, duration(seconds), SMALL, colours.text, "left")


def _alt(timing: Timing, shown: diagram.Diagram) -> str:
    arrays = ", ".join(array.label.replace("  ", " of shape ") for array in shown.arrays[:-1])
    result = shown.arrays[-1].label.replace("  ", " of shape ")
    return (
        f"{timing.calculation.words.capitalize()}: from {arrays} to {result}, as boxes of cells. "
        "The loop visits them one by one, one call of NumPy does them all. Two bars, on a scale "
        f"of powers of ten: the loop {duration(timing.loop)}, NumPy {duration(timing.at_once)}."
    )
