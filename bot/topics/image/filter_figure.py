"""A grey picture, the same under a kernel, and one patch worked out below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL, SMALL, WIDTH
from bot.formula import Chain, Matrix, Row, Words
from bot.topics.image.panels import TITLE, Panel, fitting, grey_pixels, height_for
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.image.filtered import Filtered

WORKED = 230.0
"""Pixels for the patch that is worked out."""

LARGEST_SHOWN = 3
"""Rows of a kernel that is written in the picture."""


def draw(shown: Filtered, style: Style) -> Picture:
    """Return the picture, the result, and the framed patch times the kernel."""
    canvas = Canvas(style.theme, height=height_for(shown.grey.shape))
    called = "your kernel" if shown.name == "own" else shown.name
    caption = Caption.fitted(canvas, f"A kernel slid over a picture: {called}", _how(shown))
    caption.write(canvas)
    half = (WIDTH - 3 * MARGIN) / 2
    room = caption.bottom - TITLE - 2 * MARGIN - WORKED
    scale = fitting(shown.grey.shape, half, room)
    top = caption.bottom - TITLE
    before = Panel(grey_pixels(shown.grey), "the picture, grey", MARGIN, top, scale)
    after = Panel(grey_pixels(_levels(shown)), f"under {called}", 2 * MARGIN + half, top, scale)
    p, q = (int(size) for size in shown.kernel.shape)
    corner = shown.row - p // 2, shown.column - q // 2
    for panel in (before, after):
        panel.draw(canvas)
    before.frame(canvas, *corner, (p, q))
    after.frame(canvas, shown.row, shown.column, (1, 1))
    y = top - before.height - MARGIN - WORKED / 2
    for formula, size in _worked(shown, style.notation):
        if canvas.measure(formula, size)[0] <= WIDTH - 2 * MARGIN:
            canvas.text((MARGIN, y), formula, size, anchor="left")
            break
    value = style.notation.equals(shown.value)
    alt = (
        f"A grey picture beside the same under the kernel {called}. The framed patch times the "
        f"kernel, entry by entry, added up, {value}."
    )
    return Picture("filter.png", canvas.photo(), alt)


def _worked(shown: Filtered, say: Notation) -> list[tuple[Formula, float]]:
    """Return the patch times the kernel, with the size of its letters, and shorter forms of it."""
    sides = say.equals(shown.value).others
    named = (Chain(Words("kernel · patch"), sides[-1:]), NORMAL)
    if max(shown.kernel.shape) > LARGEST_SHOWN:
        return [named]
    patch = Matrix(tuple(tuple(str(int(x)) for x in row) for row in shown.patch))
    product = Row((patch, Words("  ·  "), say.matrix(shown.kernel)))
    short = Chain(product, sides[-1:])
    return [(Chain(product, sides), NORMAL), (short, NORMAL), (short, SMALL), named]


def _how(shown: Filtered) -> str:
    """Return how the result is shown, "" where it is shown as it is."""
    if not shown.keeps_light:
        return "bright: far from 0, to either side"
    if shown.weight > 1:
        return f"shown divided by {formatting.decimal(shown.weight, 4)}, the sum of the kernel"
    return ""


def _levels(shown: Filtered) -> np.ndarray:
    """Return levels of grey: no lighter than the picture, or the sizes of differences."""
    if shown.keeps_light:
        return shown.values / max(shown.weight, 1.0)
    sizes = np.abs(shown.values)
    return 255 * sizes / (float(sizes.max()) or 1.0)
