"""Words at the tips of moving arrows: where they stand before, after, and on the way."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing import tips
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.labels import Label, labelled
from bot.drawing.style import Theme
from bot.drawing.things import Line, Written

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


def moving(canvas: Canvas) -> list[Label]:
    """Return two names, of an arrow to the right and of one upwards."""
    first = labelled(canvas, "n", np.array([200.0, 300.0]), RIGHT)
    return [first, labelled(canvas, "m", np.array([600.0, 600.0]), np.array([0.0, 1.0]))]


def test_a_name_leaves_its_words_before_goes_beside_its_tip_and_joins_those_after() -> None:
    canvas = Canvas(Theme.DARK)
    names = moving(canvas)
    wholes = [label(canvas, "n = [1, 0]", 100, 100), label(canvas, "n → [5, 5]", 400, 700)]
    centres = np.array([180.0, 130.0]), np.array([500.0, 690.0])
    other = label(canvas, "m", 900, 200), np.array([950.0, 200.0])

    for t, whole, centre in ((0.0, wholes[0], centres[0]), (1.0, wholes[1], centres[1])):
        (shown, place), _ = tips.on_the_way(
            names, [(wholes[0], centres[0]), other], [(wholes[1], centres[1]), other], t
        )
        assert shown is names[0]
        assert place is not None
        # The left ends of the words and of the name are as far from their anchors.
        left = centre[0] - whole.size[0] / 2 - whole.anchor[0]
        assert place[0] - shown.size[0] / 2 - shown.anchor[0] == pytest.approx(left)
        assert place[1] - shown.anchor[1] == pytest.approx(centre[1] - whole.anchor[1])
    offsets = []
    for t in (0.2, 0.5, 0.8):
        (_, place), _ = tips.on_the_way(
            names, [(wholes[0], centres[0]), other], [(wholes[1], centres[1]), other], t
        )
        assert place is not None
        offsets.append(place - names[0].anchor)
    assert offsets[1] == pytest.approx(offsets[0])
    assert offsets[2] == pytest.approx(offsets[0])
    x, y = offsets[0]
    assert 0 < x < 80, "ahead of the tip"
    assert -80 < y < 0, "off the arrow's line, away from the other arrow"


def test_a_name_with_one_place_is_written_and_one_without_any_is_left_out() -> None:
    canvas = Canvas(Theme.DARK)
    names, whole = moving(canvas), label(canvas, "n", 100, 100)
    place, none = (whole, np.array([150.0, 120.0])), (whole, None)

    for ends in (([place, none], [none, none]), ([none, none], [place, none])):
        ((shown, at),) = tips.on_the_way(names, *ends, 0.5)
        assert shown is names[0]
        assert at is not None
    assert tips.on_the_way(names, [none, none], [none, none], 0.5) == []


def test_of_two_names_at_one_place_the_first_is_written() -> None:
    canvas = Canvas(Theme.DARK)
    names = [labelled(canvas, words, np.array([300.0, 300.0]), RIGHT) for words in "nm"]
    place = label(canvas, "n", 100, 100), np.array([150.0, 120.0])

    found = tips.on_the_way(names, [place, place], [place, place], 0.5)

    assert [name.words for name, _ in found] == ["n"]


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
