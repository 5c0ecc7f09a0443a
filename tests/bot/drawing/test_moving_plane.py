"""The moving plane: lines that fall together fade, so that words on them can be read."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.canvas import Canvas
from bot.drawing.moving_plane import BUNDLED, MovingPlane
from bot.drawing.style import Theme
from bot.drawing.things import Line
from bot.drawing.view import View


def opacities(a: list[list[float]]) -> tuple[float, float]:
    """Return the opacity of the lines along ĵ and of those along î, 100 pixels apart before."""
    canvas = Canvas(Theme.LIGHT, 1100, 1100)
    plane = MovingPlane(canvas, View(np.eye(2), 100, np.array([550.0, 500])), 900)
    plane.draw_moved(np.array(a), flipped=False)
    along_j, along_i = (
        next(
            thing.opacity
            for thing in canvas.things
            if isinstance(thing, Line) and thing.colour == colour and len(thing.points) > 1
        )
        for colour in (canvas.colours.second, canvas.colours.first)
    )
    return along_j, along_i


@pytest.mark.parametrize(
    ("a", "along_j", "along_i"),
    [
        ([[1, 0], [0, 1]], 0.5, 0.5),
        ([[0.2, 0], [0, 1]], 0.5, 0.5),
        # 10 pixels apart, half of those from which lines fade; then 5 along the other.
        ([[0.1, 0], [0, 1]], 0.25, 0.5),
        ([[1, 0], [0, 0.05]], 0.5, 0.125),
        # A shear keeps areas: lines along the longer (3, 4) are 100 / 5 pixels apart.
        ([[1, 3], [1, 4]], 0.5, 0.5),
        # Of half the area, 10 pixels.
        ([[0.5, 3], [0.5, 4]], 0.25, 0.5),
        # Lines along î are points then.
        ([[0, 0], [0, 1]], 0, 0),
        ([[0, 0], [0, 0]], 0, 0),
    ],
)
def test_lines_fade_as_they_fall_together(
    a: list[list[float]], along_j: float, along_i: float
) -> None:
    assert BUNDLED == 20
    assert opacities(a) == pytest.approx((along_j, along_i))
