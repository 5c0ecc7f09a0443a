"""What labels keep clear of, read off the canvas."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.canvas import Canvas
from bot.drawing.obstacles import Obstacles, sampled
from bot.drawing.style import SMALL, Theme
from bot.drawing.things import Arrow


def test_marks_arrowheads_and_words_are_boxes() -> None:
    canvas = Canvas(Theme.DARK)
    canvas.marks([(100, 100), (300, 200)], "circle", canvas.colours.first, 20)
    canvas.keep()
    canvas.arrow((0, 0), (400, 0), canvas.colours.first, 10)
    canvas.text((500, 500), "word", SMALL, anchor="left")
    width, height = canvas.measure("word", SMALL)

    found = Obstacles.on(canvas)

    arrow = canvas.things[0]
    assert isinstance(arrow, Arrow)
    assert found.boxes == pytest.approx(
        np.array(
            [
                (90, 90, 110, 110),
                (290, 190, 310, 210),
                (352, -20.16, 400, 20.16),
                (500, 500 - height / 2, 500 + width, 500 + height / 2),
            ]
        )
    )
    # Points along the shaft, twice.
    assert found.points == pytest.approx(np.vstack([sampled(np.array([(0, 0), (400, 0.0)]))] * 2))


def test_lines_are_points_the_grid_is_nothing_and_a_band_is_boxes_too() -> None:
    canvas = Canvas(Theme.DARK)
    line = [(0, 0), (28, 0)]
    canvas.line(line, canvas.colours.grid, 2, layer=0.9)
    assert len(Obstacles.on(canvas).points) == len(Obstacles.on(canvas).boxes) == 0

    canvas.line(line, canvas.colours.axis, 9.9, layer=1)
    thin = Obstacles.on(canvas)
    canvas.line(line, canvas.colours.axis, 10, layer=1)
    band = Obstacles.on(canvas)

    assert thin.points.tolist() == [[0, 0], [14, 0], [28, 0]]
    assert len(thin.boxes) == 0
    assert band.points.tolist() == thin.points.tolist() * 2
    assert band.boxes.tolist() == [[x - 5, -5, x + 5, 5] for x in (0, 14, 28)]


def test_areas_and_pictures_are_in_nobodys_way() -> None:
    canvas = Canvas(Theme.DARK)
    canvas.bar(0, 0, 50, 50, canvas.colours.first)
    canvas.image(np.zeros((9, 9, 3), np.uint8), 0, 0)

    found = Obstacles.on(canvas)

    assert len(found.boxes) == len(found.points) == 0


def test_a_polyline_is_sampled_every_14_pixels_around_its_corners() -> None:
    assert sampled(np.array([(0, 0), (14, 0), (14, 28.0)])) == pytest.approx(
        np.array([(0, 0), (14, 0), (14, 14), (14, 28)])
    )
    assert sampled(np.array([(0, 0), (3, 4.0)])).tolist() == [[0, 0], [3, 4]]
    assert sampled(np.array([(5, 5), (5, 5.0)])) == pytest.approx(np.array([(5, 5)] * 2))
    assert len(sampled(np.array([(0, 0), (27.9, 0)]))) == 2
