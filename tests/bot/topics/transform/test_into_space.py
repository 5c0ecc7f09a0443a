"""The plane laid into space by a 3×2 matrix: what is drawn, counted, turned and said."""

from __future__ import annotations

import io
import math
from unittest import mock

import numpy as np
import pytest
from PIL import Image

from bot.drawing import animation
from bot.drawing.arrays import Floats
from bot.drawing.canvas import Canvas
from bot.drawing.head import COVER_LAYER
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import DOTTED, Arrow, Fill, Line, Marks, Thing, Written
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing.frames import of_kind, played, recorded_frames, rgb, words
from tests.bot.drawing.rules import recorded_paintings

COLOUR = COLOURS[Theme.DARK]
STILL, MOVING = Style(motion=False), Style()


def question(matrix: str) -> Question:
    return Question("transform", {"matrix": matrix})


def frames(matrix: str, style: Style = MOVING) -> list[list[Thing]]:
    """Return what is drawn for each frame: the end, the way back, the start, the way there."""
    with recorded_frames() as recorded:
        answering.reply(question(matrix), style)
    return recorded


def tip(things: list[Thing], colour: str) -> Floats:
    (found,) = of_kind(things, Arrow, colour)
    return found.tip - found.tail


def square(things: list[Thing]) -> Floats:
    (found,) = [f for f in of_kind(things, Fill, COLOUR.result) if f.layer < COVER_LAYER]
    return found.corners


def test_it_is_a_small_animation_that_begins_at_the_end() -> None:
    (picture,) = answering.reply(question("2 -1; 1 1; 0 2"), MOVING).pictures

    seen, times = played(picture.data)
    assert times[0] == animation.AFTER_MILLISECONDS
    assert animation.BEFORE_MILLISECONDS in times
    assert len(picture.data) < 1_200_000
    assert seen[0].shape[1] == 550
    assert picture.name == "transform.gif"


def test_what_stays_where_it_is_and_what_may_not_move_is_still() -> None:
    for matrix, style in (("1 0; 0 1; 0 0", MOVING), ("2 -1; 1 1; 0 2", STILL)):
        (picture,) = answering.reply(question(matrix), style).pictures

        image = Image.open(io.BytesIO(picture.data))
        assert (image.format, image.width) == ("PNG", 1100)
        assert picture.name == "transform.png"
        assert not picture.alt.startswith("Animation")


def test_the_arrows_are_the_columns_and_the_square_is_spanned_by_them() -> None:
    """What a camera sees keeps sums: î + ĵ is the square's far corner."""
    recorded = frames("2 -1; 1 1; 0 2")
    for things in recorded:
        first, second = tip(things, COLOUR.first), tip(things, COLOUR.second)
        origin, one, both, other = square(things)
        assert one - origin == pytest.approx(first, abs=1e-6)
        assert other - origin == pytest.approx(second, abs=1e-6)
        assert both - origin == pytest.approx(first + second, abs=1e-6)


def test_each_point_moves_straight_to_its_image() -> None:
    """And the movement begins on the floor, where the axes x and y are."""
    recorded = frames("2 -1; 1 1; 0 2")
    start, end = recorded[1 + animation.STEPS // 2], recorded[0]
    for colour in (COLOUR.first, COLOUR.second):
        way = tip(end, colour) - tip(start, colour)
        for things in recorded:
            x, y = tip(things, colour) - tip(start, colour)
            assert x * way[1] == pytest.approx(y * way[0], abs=1e-4)
    assert not of_kind(start, Marks, COLOUR.second)  # nothing above the floor, so no foot on it
    assert of_kind(end, Marks, COLOUR.second)


def test_the_grid_has_the_colours_of_the_arrows_that_it_follows() -> None:
    end = frames("2 -1; 1 1; 0 2", STILL)[-1]
    for colour in (COLOUR.first, COLOUR.second):
        lines = [line for line in of_kind(end, Line, colour) if len(line.points) == 3]
        assert len(lines) == 1
        x, y = tip(end, colour)
        for start, stop in lines[0].points:
            assert (stop - start)[0] * y == pytest.approx((stop - start)[1] * x, abs=1e-6)


def test_floor_and_axes_lie_behind() -> None:
    with mock.patch.object(Canvas, "png", autospec=True, return_value=b"") as png:
        answering.reply(question("2 -1; 1 1; 0 2"), STILL)
    (canvas,) = png.call_args.args

    (axes,) = of_kind(canvas.kept, Line, COLOUR.axis)
    assert len(axes.points) == 3
    assert of_kind(canvas.kept, Line, COLOUR.grid)


def test_a_high_picture_is_as_high_as_all_are() -> None:
    with recorded_paintings() as paintings:
        answering.reply(question("2 -1; 1 1; 0 2"), STILL)
    assert paintings[0].canvas.height == 824, "half of it is whole"


def test_what_is_above_the_floor_has_its_foot_straight_below() -> None:
    end = frames("2 -1; 1 1; 0 2", STILL)[-1]

    assert not of_kind(end, Marks, COLOUR.first), "î lies on the floor"
    (foot,) = of_kind(end, Marks, COLOUR.second)
    (arrow,) = of_kind(end, Arrow, COLOUR.second)
    (drop,) = [line for line in of_kind(end, Line, COLOUR.second) if line.style == DOTTED]
    assert drop.points[0] == pytest.approx(np.array([arrow.tip, foot.centres[0]]))
    assert foot.centres[0][0] == pytest.approx(arrow.tip[0])
    assert foot.centres[0][1] < arrow.tip[1]
    # It is [−1, 1, 0]: the axes, with which the movement begins, are seen from the same camera,
    # and î → [2, 1, 0] gives the scale.
    start = frames("2 -1; 1 1; 0 2")[1 + animation.STEPS // 2]
    x, y = tip(start, COLOUR.first), tip(start, COLOUR.second)
    x, y = (each * np.hypot(*tip(end, COLOUR.first)) / np.hypot(*(2 * x + y)) for each in (x, y))
    assert foot.centres[0] - arrow.tail == pytest.approx(-x + y, abs=0.5)


def test_the_plane_is_faint_from_minus_1_to_1_under_its_square_and_arrows() -> None:
    end = frames("2 -1; 1 1; 0 2", STILL)[-1]

    first, second = tip(end, COLOUR.first), tip(end, COLOUR.second)
    (arrow,) = of_kind(end, Arrow, COLOUR.first)
    (rim,) = [f for f in of_kind(end, Fill, COLOUR.muted) if f.layer < COVER_LAYER]
    (area,) = [f for f in of_kind(end, Fill, COLOUR.result) if f.layer < COVER_LAYER]
    wanted = [i * first + j * second for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    assert rim.corners - arrow.tail == pytest.approx(np.array(wanted), abs=1e-6)
    assert rim.opacity < area.opacity < 0.5
    for colour, along, aside in ((COLOUR.first, first, second), (COLOUR.second, second, first)):
        (lines,) = [line for line in of_kind(end, Line, colour) if len(line.points) == 3]
        for k, ends in zip((-1, 0, 1), lines.points - arrow.tail, strict=True):
            assert ends == pytest.approx(np.array([k * aside - along, k * aside + along]), abs=1e-6)
        assert rim.layer <= area.layer < lines.layer < arrow.layer


def test_a_picture_is_no_higher_than_what_it_shows() -> None:
    with recorded_paintings() as paintings:
        answering.reply(question("-3 2; 2 1; 0 2"), STILL)
    (painted,) = paintings
    fills = [thing for thing in painted.things if isinstance(thing, Fill)]
    (head,) = [fill.corners for fill in fills if fill.layer == COVER_LAYER]
    points = [fill.corners for fill in fills if fill.layer < COVER_LAYER]
    points += [thing.points.reshape(-1, 2) for thing in painted.things if isinstance(thing, Line)]
    low, high = np.vstack(points).min(axis=0), np.vstack(points).max(axis=0)
    canvas = painted.canvas
    assert 600 <= canvas.height < 700
    assert canvas.height % 2 == 0
    assert [low[0], canvas.width - high[0]] == pytest.approx([80, 80], abs=2)
    assert [low[1], head[:, 1].min() - high[1]] == pytest.approx([56, 56], abs=2)


def counters(matrix: str) -> list[str]:
    return [word for things in frames(matrix) for word in words(things) if word.startswith("area")]


@pytest.mark.parametrize(
    ("matrix", "last", "area"),
    [
        # [1, 0, 1] × [0, 1, 1] = [−1, −1, 1]
        ("1 0; 0 1; 1 1", "area of the unit square 1.73 ≈ √3", math.sqrt(3)),
        # [2, 1, 0] × [−1, 1, 2] = [2, −4, 3]
        ("2 -1; 1 1; 0 2", "area of the unit square 5.39 ≈ √29", math.sqrt(29)),
        ("2 0; 0 2; 0 0", "area of the unit square 4.00", 4),
        ("1 2; 2 4; 3 6", "area of the unit square 0.00", 0),
        ("0 0; 0 0; 0 0", "area of the unit square 0.00", 0),
        ("1/2 0; 0 1/3; 0 0", "area of the unit square 0.17 ≈ 1/6", 1 / 6),
    ],
)
def test_the_counter_lands_on_the_area_without_a_jump(matrix: str, last: str, area: float) -> None:
    shown, *others = counters(matrix)

    assert shown == last
    counted = [float(each.split()[-1]) for each in others]
    assert 1.0 in counted
    assert min(abs(each - area) for each in counted) < 0.05 * max(1, area)


def test_too_long_columns_are_shortened_and_nothing_is_counted() -> None:
    recorded = frames("100 0; 0 1; 1 1")

    assert {"lengths not to scale"} == {
        word for things in recorded for word in words(things) if "length" in word or "area" in word
    }
    assert "î → [100, 0, 1]" in words(recorded[0])
    assert {"x", "y", "z"} <= {*words(recorded[0])}


def test_the_words_are_those_of_the_question() -> None:
    recorded = frames("2 -1; 1 1; 0 2")

    assert {
        "The plane, laid into space",
        "A = [2, −1; 1, 1; 0, 2]",
        "î → [2, 1, 0]",
        "ĵ → [−1, 1, 2]",
        "x = 3",
        "y = 2",
        "z = 2",
    } <= {*words(recorded[0])}
    assert {"î = [1, 0]", "ĵ = [0, 1]"} <= {*words(recorded[1 + animation.STEPS // 2])}
    assert {"î", "ĵ"} <= {*words(recorded[3])}
    for things in recorded:
        for each in of_kind(things, Written):
            if str(each.lettering.content).startswith(("î", "ĵ")):
                role = "first" if str(each.lettering.content).startswith("î") else "second"
                assert each.lettering.colour == COLOUR.of(role)


def test_what_becomes_a_line_or_a_point_is_shown_as_one_at_the_end() -> None:
    line, point = frames("1 2; 2 4; 3 6"), frames("0 0; 0 0; 0 0")

    assert [len(of_kind(things, Line, COLOUR.result)) for things in (line[0], line[1])] == [1, 0]
    (opposite,) = of_kind(frames("1 -1; 2 -2; 0 0", STILL)[-1], Line, COLOUR.result)
    assert np.hypot(*(opposite.points[0, 1] - opposite.points[0, 0])) > 200
    (ends,) = of_kind(line[0], Line, COLOUR.result)[0].points
    x, y = ends[1] - ends[0]
    assert x * tip(line[0], COLOUR.second)[1] == pytest.approx(y * tip(line[0], COLOUR.second)[0])
    assert [len(of_kind(things, Marks, COLOUR.result)) for things in (point[0], point[1])] == [1, 0]


def test_turn_shows_the_end_from_both_sides() -> None:
    with recorded_frames() as recorded:
        (picture,) = answering.turn(question("2 -1; 1 1; 0 2"), MOVING)

    seen, times = played(picture.data)
    assert sum(times) == 3000
    assert picture.alt.startswith("Animation, turning. The plane, laid into space")
    assert len(picture.data) < 1_200_000
    assert len({tuple(np.round(tip(things, COLOUR.first), 3)) for things in recorded}) == len(
        recorded
    )
    for things in recorded:
        assert {"î → [2, 1, 0]", "ĵ → [−1, 1, 2]", "area of the unit square 5.39 ≈ √29"} <= {
            *words(things)
        }
    assert (seen[0] == rgb(COLOUR.first)).all(axis=2).any()


@pytest.mark.parametrize(
    ("matrix", "title", "facts", "meaning"),
    [
        (
            "1 0; 0 1; 1 1",
            "The plane, laid into space",
            [
                "A = [ 1  0 ]",
                "    [ 0  1 ]",
                "    [ 1  1 ]",
                "î = [1, 0] → [1, 0, 1]",
                "ĵ = [0, 1] → [0, 1, 1]",
                "unit square: area = √3 ≈ 1.7321",
                "at right angles to all of it: [1, 1, −1]",
                "lengths and angles change",
            ],
            "x · [1, 0, 1] + y · [0, 1, 1]: the plane stays flat, and no two points land together.",
        ),
        # columns [3/5, 4/5, 0] and [0, 0, 1], of length 1 and at right angles
        (
            "3/5 0; 4/5 0; 0 1",
            "The plane, laid into space",
            ["unit square: area = 1", "lengths and angles stay as they are"],
            "the plane stays flat",
        ),
        ("2 0; 0 2; 0 0", "The plane, laid into space", ["angles stay, lengths × 2"], "flat"),
        ("2 0; 0 1; 0 0", "The plane, laid into space", ["lengths and angles change"], "flat"),
        ("2 0; 0 2; 1 2", "The plane, laid into space", ["lengths and angles change"], "flat"),
        (
            "1 2; 2 4; 3 6",
            "The plane, pressed onto a line",
            ["unit square: area = 0", "[−2, 1] → origin"],
            "all of them on one line through the origin, so there is no way back.",
        ),
        (
            "0 0; 0 0; 0 0",
            "Everything lands on the origin",
            ["unit square: area = 0", "[1, 0] → origin", "[0, 1] → origin"],
            "Everything lands on the origin.",
        ),
    ],
)
def test_the_answer_says_it_in_words(
    matrix: str, title: str, facts: list[str], meaning: str
) -> None:
    found = answering.answer(question(matrix), STILL)

    assert found.title == title
    assert set(facts) <= set(found.facts)
    assert meaning in found.meaning


def test_alt_text_and_picture_agree() -> None:
    (picture,) = answering.reply(question("1 0; 0 1; 1 1"), MOVING).pictures

    for expected in (
        "î lands at [1, 0, 1]",
        "ĵ lands at [0, 1, 1]",
        "area = √3",
        "laid into space",
    ):
        assert expected in picture.alt
    (scaled,) = answering.reply(question("100 0; 0 1; 1 1"), STILL).pictures
    assert "lengths not to scale" in scaled.alt
    (pressed,) = answering.reply(question("1 2; 2 4; 3 6"), STILL).pictures
    assert "becomes flat, area = 0" in pressed.alt


def test_steps_and_copies() -> None:
    pages = answering.steps(question("1 0; 0 1; 1 1"), STILL)
    shown = "\n".join(page.alt for page in pages)
    copies = answering.copies(question("1 0; 0 1; 1 1"), STILL)

    for step in ("A î = [1, 0, 1]", "A ĵ = [0, 1, 1]", "A v = 0 ⟹ v = 0", "[−1, −1, 1]", "√3"):
        assert step in shown
    assert "rank A = 2" in copies.text
    assert "A = np.array([[1, 0], [0, 1], [1, 1]])" in copies.numpy
    assert r"\operatorname{rank} A = 2" in copies.latex
    other = "\n".join(page.alt for page in answering.steps(question("1 2; 2 4; 3 6"), STILL))
    assert "v = [−2, 1]" in other
    assert "×" not in other
