"""The curve of errors by rank: on ratings left out, and on those seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.labels import labelled, write_labels
from bot.drawing.legend import Legend
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.things import DASHED
from bot.topics.factorize.error_axis import BOTTOM, HEIGHT, RIGHT, draw_levels, shown

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.legend import Look
    from bot.drawing.style import Style
    from linalg_engine.factorization import HeldOut

LEFT_OUT: Look = ("result", "circle")
SEEN: Look = ("rest", "square")

MARK = 22.0


def draw_ranks(errors: HeldOut, style: Style, *, title: str) -> Picture:
    """Return the errors of every rank, the best one marked, and the error of the mean."""
    canvas = Canvas(style.theme, WIDTH, HEIGHT)
    best = errors.best
    caption = Caption.fitted(canvas, title, "error of predictions (RMSE), rank by rank")
    caption.write(canvas)
    entries = [("on ratings left out", LEFT_OUT), ("on ratings seen", SEEN)]
    legend = Legend.fitted(canvas, entries)
    legend.write(canvas, caption.bottom)
    top = caption.bottom - legend.height - 50
    highest = max(float(errors.left_out.max()), float(errors.seen.max()), errors.by_mean) or 1.0
    scale = (top - BOTTOM) / highest
    left = draw_levels(canvas, highest, scale)
    xs = np.linspace(left + 60, RIGHT - 60, len(errors.ranks))
    y = BOTTOM + scale * errors.by_mean
    canvas.line([(left, y), (RIGHT, y)], canvas.colours.muted, 3, DASHED, layer=1.5)
    at, up = np.array([RIGHT - 120, y]), np.array([0.0, 1.0])
    labels = [labelled(canvas, "the mean alone", at, up, "muted")]
    for (role, shape), values in ((SEEN, errors.seen), (LEFT_OUT, errors.left_out)):
        points = np.column_stack([xs, BOTTOM + scale * values])
        colour = canvas.colours.of(role)
        if len(points) > 1:
            canvas.line(points, colour, 5, layer=3)
        canvas.marks(points, shape, colour, MARK)
    for rank, x, value in zip(errors.ranks, xs.tolist(), errors.left_out.tolist(), strict=True):
        is_best = rank == best
        colour = canvas.colours.text if is_best else canvas.colours.muted
        canvas.text((x, BOTTOM - 50), str(rank), SMALL, colour, bold=is_best)
        at = np.array([x, BOTTOM + scale * value])
        if is_best:
            canvas.marks(at, LEFT_OUT[1], canvas.colours.of(LEFT_OUT[0]), 1.8 * MARK)
        labels.append(labelled(canvas, shown(value), at, up, LEFT_OUT[0], bold=is_best))
    canvas.text(((left + RIGHT) / 2, 28), "rank", SMALL, canvas.colours.muted)
    write_labels(canvas, labels, Box(left, BOTTOM + 6, WIDTH - 10, top + 44))
    return Picture("ranks.png", canvas.png(), _alt(errors))


def _alt(errors: HeldOut) -> str:
    def listed(values: Floats) -> str:
        return ", ".join(
            f"rank {rank} {shown(value)}"
            for rank, value in zip(errors.ranks, values.tolist(), strict=True)
        )

    return (
        f"Errors by rank. On ratings left out: {listed(errors.left_out)}; rank {errors.best} "
        f"predicts best. On ratings seen: {listed(errors.seen)}. "
        f"The mean alone: {shown(errors.by_mean)}."
    )
