"""Arrows too long for a picture: what is drawn shorter, and the break that says so."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.broken import LONGEST, draw_break, drawn_lengths
from bot.drawing.canvas import Canvas
from bot.drawing.style import Theme
from bot.drawing.things import Line


@pytest.mark.parametrize(
    ("lengths", "drawn"),
    [
        ([1, 0.5, 1000, 200], [1, 0.5, 4, 3.2]),
        ([LONGEST, 1], [LONGEST, 1]),
        ([LONGEST + 1, 1], [3.2, 1]),
        ([5, 100], [5, 6.25]),
        ([1, 100, 100], [1, 3.2, 3.2]),
    ],
)
def test_lengths_keep_their_order_and_only_too_long_ones_change(
    lengths: list[float], drawn: list[float]
) -> None:
    assert drawn_lengths(lengths) == pytest.approx(drawn)


def test_a_break_is_a_gap_between_two_slanted_strokes() -> None:
    canvas = Canvas(Theme.DARK)
    canvas.arrow((200, 300), (300, 300), canvas.colours.first, 10)

    draw_break(canvas, np.array([200.0, 300]), np.array([300.0, 300]), canvas.colours.first, 10)

    arrow, gap, *strokes = canvas.things
    assert isinstance(gap, Line)
    # Around 62 % of the shaft.
    assert gap.points[0] == pytest.approx(np.array([(253, 300), (271, 300)]))
    assert (gap.colour, gap.width) == (canvas.colours.background, 24)
    assert [line.points[0] for line in strokes if isinstance(line, Line)] == [
        pytest.approx(np.array([(246, 281), (260, 319)])),
        pytest.approx(np.array([(264, 281), (278, 319)])),
    ]
    for line in strokes:
        assert isinstance(line, Line)
        assert (line.colour, line.width) == (canvas.colours.first, 6)
        assert arrow.layer < gap.layer < line.layer < 4, "under marks and words"


def test_a_break_turns_with_its_arrow() -> None:
    canvas = Canvas(Theme.DARK)

    draw_break(canvas, np.array([0.0, 0]), np.array([0.0, 100]), canvas.colours.first, 10)

    gap, stroke, _ = canvas.things
    assert isinstance(gap, Line)
    assert isinstance(stroke, Line)
    assert gap.points[0] == pytest.approx(np.array([(0, 53), (0, 71)]))
    assert stroke.points[0] == pytest.approx(np.array([(19, 46), (-19, 60)]))
