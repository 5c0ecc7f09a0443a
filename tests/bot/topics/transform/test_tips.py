"""Words at the tips of moving arrows: where they stand before, after, and on the way."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.labels import Label, labelled
from bot.drawing.style import Theme
from bot.drawing.things import Line, Written
from bot.topics.transform import tips

BOUNDS = Box(0, 0, 1100, 825)
RIGHT = np.array([1.0, 0.0])


def label(canvas: Canvas, words: str, x: float, y: float) -> Label:
    return labelled(canvas, words, np.array([x, y]), RIGHT)


def test_both_ends_are_drawn_apart_and_left_together() -> None:
    canvas, drawn = Canvas(Theme.DARK), []

    def draw(t: int) -> list[Label]:
        drawn.append((t, len(canvas.things)))
        # Only before, a wall to the right of the point.
        if t == 0:
            canvas.line([(330, 300), (330, 500)], "#ffffff", 30)
        return [label(canvas, ("before", "after")[t], 300, 400)]

    before, after = tips.at_both_ends(canvas, BOUNDS, draw)

    assert drawn == [(0, 0), (1, 0)], "on an empty canvas each"
    ((first, place_before),), ((second, place_after),) = before, after
    assert (first.words, second.words) == ("before", "after")
    assert place_before is not None
    assert place_after is not None
    lefts = [
        at[0] - each.size[0] / 2 for each, at in ((first, place_before), (second, place_after))
    ]
    assert lefts[0] > 345, "beyond the wall"
    assert lefts[1] < 330, "beside the point"
    kinds = [type(thing) for thing in canvas.things]
    assert kinds == [Line, Written, Written]
    words = [thing for thing in canvas.things if isinstance(thing, Written)]
    assert [(w.x, w.y) for w in words] == [tuple(place_before), tuple(place_after)]


def test_what_finds_no_place_is_not_written() -> None:
    canvas = Canvas(Theme.DARK)
    narrow = Box(0, 0, 20, 20)

    found = tips.placed(canvas, [label(canvas, "much too long", 10, 10)], narrow)
    assert [place for _, place in found] == [None]
    tips.write(canvas, found)
    assert not canvas.things


def test_a_name_goes_from_its_place_in_the_words_before_to_that_after() -> None:
    canvas = Canvas(Theme.DARK)
    name = label(canvas, "n", 200, 300)
    first, last = label(canvas, "n = [1, 0]", 100, 100), label(canvas, "n → [5, 5]", 400, 700)
    before, after = np.array([180.0, 130.0]), np.array([500.0, 690.0])
    # The left ends of the words and of the name are as far from their anchors.
    starts = [
        centre[0] - whole.size[0] / 2 - whole.anchor[0]
        for whole, centre in ((first, before), (last, after))
    ]
    heights = (30, -10)

    for t in (0.25, 0.5, 0.9):
        ((shown, place),) = tips.on_the_way([name], [(first, before)], [(last, after)], t)
        assert shown is name
        assert place is not None
        left = place[0] - name.size[0] / 2 - 200
        assert left == pytest.approx((1 - t) * starts[0] + t * starts[1])
        assert place[1] - 300 == pytest.approx((1 - t) * heights[0] + t * heights[1])


def test_a_name_with_one_place_keeps_it_and_one_without_any_is_left_out() -> None:
    canvas = Canvas(Theme.DARK)
    name, whole = label(canvas, "n", 200, 300), label(canvas, "n", 100, 100)
    place = np.array([150.0, 120.0])

    for ends in (([(whole, place)], [(whole, None)]), ([(whole, None)], [(whole, place)])):
        ((_, found),) = tips.on_the_way([name], *ends, 0.5)
        assert found == pytest.approx([250, 320])
    assert tips.on_the_way([name], [(whole, None)], [(whole, None)], 0.5) == []


def test_a_covered_parallelogram_has_lines_from_side_to_side_too_close_for_words() -> None:
    corners = np.array([(300.0, 200), (700, 260), (760, 560), (360, 500)])
    canvas = Canvas(Theme.DARK)

    tips.cover(canvas, corners)

    (lines,) = [thing.points for thing in canvas.things if isinstance(thing, Line)]
    assert lines[0] == pytest.approx(corners[[0, 3]])
    assert lines[-1] == pytest.approx(corners[[1, 2]])
    steps = np.diff(lines, axis=0)
    assert steps == pytest.approx(
        np.broadcast_to((corners[1] - corners[0]) / len(steps), steps.shape)
    )
    assert np.hypot(*steps[0, 0]) < 60
