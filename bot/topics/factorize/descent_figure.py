"""The curve of gradient descent: the error on the known ratings, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.things import DASHED
from bot.formula.numbers import decimal
from bot.topics.factorize.descent import errors_on_the_way
from bot.topics.factorize.error_axis import BOTTOM, HEIGHT, RIGHT, draw_levels, shown

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from linalg_engine.factorization import Descent

MOST_POINTS = 300
"""Of the curve: more are closer together than pixels."""

MARK = 22.0


def draw_descent(descent: Descent, least: float, style: Style) -> Picture:
    """Return the errors of every step, with the error that least squares ends at.

    Steps grow tenfold from mark to mark: most of the way is gone in the first hundred.

    Parameters
    ----------
    least
        The error by least squares.
    """
    canvas = Canvas(style.theme, WIDTH, HEIGHT)
    steps, errors = descent.steps, descent.errors
    title = f"{steps:,} step{'s' * (steps != 1)} to an error of {shown(float(errors[-1]))}"
    rate = f"gradient descent, learning rate η = {decimal(descent.learning_rate)}"
    caption = Caption.fitted(canvas, title, "error on the known entries (RMSE), step by step", rate)
    caption.write(canvas)
    top = caption.bottom - 60
    highest = max(float(errors.max()), least) or 1.0
    scale = (top - BOTTOM) / highest
    left = draw_levels(canvas, highest, scale)
    at = _places(steps, left + 40, RIGHT - 60)
    _write_steps(canvas, steps, at)
    y = BOTTOM + scale * least
    canvas.line([(left, y), (RIGHT, y)], canvas.colours.muted, 3, DASHED, layer=1.5)
    shown_steps = np.unique(np.round(np.geomspace(1, steps + 1, MOST_POINTS))).astype(int) - 1
    points = np.column_stack([at[shown_steps], BOTTOM + scale * errors[shown_steps]])
    colour = canvas.colours.of("result")
    if len(points) > 1:
        canvas.line(points, colour, 6, layer=3)
    canvas.marks(points[[0, -1]], "circle", colour, MARK)
    up, right = np.array([0.0, 1.0]), np.array([1.0, 0.0])
    labels = [
        labelled(canvas, shown(float(errors[-1])), points[-1], up, "result", bold=True),
        labelled(canvas, shown(float(errors[0])), points[0], right, "result"),
        labelled(canvas, f"least squares: {shown(least)}", np.array([left + 170, y]), up, "muted"),
    ]
    write_labels(canvas, labels, Box(left, BOTTOM + 6, WIDTH - 10, top + 44))
    alt = (
        f"Error by step of gradient descent with the learning rate "
        f"{decimal(descent.learning_rate)}: {errors_on_the_way(descent)}. "
        f"Least squares ends at {shown(least)}."
    )
    return Picture("descent.png", canvas.png(), alt)


def _places(steps: int, left: float, right: float) -> np.ndarray:
    """Return where each step stands, from 0 on, shape (steps + 1,): by the logarithm of 1 more."""
    logarithms = np.log10(np.arange(steps + 1) + 1.0)
    return left + (right - left) * logarithms / (logarithms[-1] or 1.0)


def _write_steps(canvas: Canvas, steps: int, at: np.ndarray) -> None:
    """Number the steps 0, 1, 10, 100, … below the curve, and the last one."""
    last = f"{steps:,}"
    room = at[-1] - canvas.measure(last, SMALL)[0]
    for step in (0, 1, 10, 100, 1000):
        word = f"{step:,}"
        if step < steps and at[step] + canvas.measure(word, SMALL)[0] < room:
            canvas.text((at[step], BOTTOM - 50), word, SMALL, canvas.colours.muted)
    canvas.text((at[-1], BOTTOM - 50), last, SMALL, canvas.colours.text, bold=True)
    middle = (at[0] + at[-1]) / 2
    canvas.text((middle, 28), "steps, tenfold from mark to mark", SMALL, canvas.colours.muted)
