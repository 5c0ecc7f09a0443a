"""Scenes for tests: drawn on a canvas, and what is on it by kind and by words."""

from __future__ import annotations

from typing import Any

import numpy as np

from bot.drawing.arrows import draw_on
from bot.drawing.canvas import Canvas
from bot.drawing.scene import Scene
from bot.drawing.style import Theme
from bot.drawing.things import Written
from bot.drawing.view import View
from bot.formula.node import text


def at(*entries: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array(entries, dtype=float)


def drawn(scene: Scene) -> tuple[Canvas, View]:
    canvas = Canvas(Theme.DARK)
    return canvas, draw_on(canvas, scene)


def of(canvas: Canvas, kind: type[Any], colour: str) -> list[Any]:
    things: list[Any] = [each for each in canvas.things if isinstance(each, kind)]
    return [each for each in things if each.colour == colour]


def words(canvas: Canvas) -> dict[str, Written]:
    written = [each for each in canvas.things if isinstance(each, Written)]
    return {text(each.lettering.content): each for each in written}
