"""Names beside points and lines: all around a point, on both sides of a line, off what is there."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.style import NORMAL, Theme
from bot.drawing.things import Written
from bot.topics.elimination.names import BESIDE_A_LINE, BESIDE_A_POINT, Name, write_names
from tests.bot.drawing.painted import of
from tests.bot.drawing.rules import Painted

WHOLE = Box(0, 0, 1100, 825)
NO_LINES = np.empty((0, 2, 2))


def written(canvas: Canvas) -> Written:
    (found,) = of(Painted(canvas, tuple(canvas.things), np.empty(0, np.uint8)), Written)
    return found


def test_a_point_has_its_name_at_a_corner_or_a_side_and_never_on_itself() -> None:
    canvas, at = Canvas(Theme.DARK), np.array([500.0, 400.0])
    name = Name.of_point(canvas, "a point", at)

    assert name.size == canvas.measure("a point", NORMAL)
    half = np.array(name.size) / 2
    offsets = name.centres - at
    ways = [tuple(np.sign(offset).astype(int)) for offset in offsets]
    corners, sides = {(1, 1), (-1, 1), (1, -1), (-1, -1)}, {(1, 0), (-1, 0), (0, 1), (0, -1)}
    assert ways[0] == (1, 1), "as names of points are written"
    for nth in range(3):
        assert set(ways[8 * nth : 8 * nth + 4]) == corners
        assert set(ways[8 * nth + 4 : 8 * nth + 8]) == sides
    gaps = (np.abs(offsets) - half).max(axis=1)
    assert gaps.min() == pytest.approx(BESIDE_A_POINT)
    assert (np.diff(gaps[::8]) > 0).all(), "farther and farther away"
    assert np.abs(offsets).max() < 2.6 * (half + BESIDE_A_POINT + 1).max()


def test_a_line_has_its_name_close_on_either_side_rather_near_an_end() -> None:
    canvas = Canvas(Theme.DARK)
    start, end = np.array([100.0, 200.0]), np.array([900.0, 800.0])
    name = Name.of_line(canvas, "a line", np.array([start, end]), "first")

    along, across = np.array([0.8, 0.6]), np.array([-0.6, 0.8])
    heights = (name.centres - start) @ across
    # Half of the words' extent across the line, and the gap.
    reach = np.abs(across) @ name.size / 2 + BESIDE_A_LINE
    assert np.abs(heights) == pytest.approx(np.full(len(heights), reach))
    assert heights[::2] == pytest.approx(-heights[1::2])
    shares = (name.centres - start) @ along / 1000
    assert {round(share, 2) for share in shares[:4]} == {0.15, 0.85}
    assert shares.min() == pytest.approx(0.06)
    assert shares.max() == pytest.approx(0.94)
    assert (name.role, name.words) == ("first", "a line")


def test_a_name_is_written_where_no_line_and_no_name_is() -> None:
    canvas, at = Canvas(Theme.DARK), np.array([500.0, 400.0])
    name = Name.of_point(canvas, "here", at)
    up = np.array([[at, at + 300]])

    assert write_names(canvas, [name], up, WHOLE) == 0
    found = written(canvas)
    assert found.y > at[1], "only the corner at the upper right has a line in it"
    assert found.x < at[0]
    assert found.lettering.size == NORMAL


def test_of_equally_good_places_the_first_is_taken_and_those_outside_are_not() -> None:
    for at, sides in (((500, 400), (1, 1)), ((1080, 400), (-1, 1)), ((20, 810), (1, -1))):
        canvas = Canvas(Theme.DARK)
        assert write_names(canvas, [Name.of_point(canvas, "x", np.array(at))], NO_LINES, WHOLE) == 0
        found = written(canvas)
        assert (np.sign(found.x - at[0]), np.sign(found.y - at[1])) == sides


def test_names_keep_off_each_other_and_what_finds_no_place_is_counted() -> None:
    canvas, at = Canvas(Theme.DARK), np.array([500.0, 400.0])
    names = [Name.of_point(canvas, words, at) for words in ("one", "two", "six")]

    assert write_names(canvas, names, NO_LINES, WHOLE) == 0
    words = [thing for thing in canvas.things if isinstance(thing, Written)]
    boxes = [canvas.box_of(word) for word in words]
    assert len(boxes) == 3
    assert all(p.overlap(q, margin=0) == 0 for i, p in enumerate(boxes) for q in boxes[:i])
    small = Box(480, 380, 520, 420)
    assert write_names(Canvas(Theme.DARK), names, NO_LINES, small) == 3
