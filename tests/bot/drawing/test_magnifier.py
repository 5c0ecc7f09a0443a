"""The magnifier: small angles are opened, what is outside is cut off, nothing is covered."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.magnifier import LINE, RADIUS, Magnifier, free_place, opening
from bot.drawing.style import COLOURS, SMALL, Theme
from bot.drawing.things import Arrow, Line, Marks, Written
from tests.bot.drawing.words import recorded_words

COLOURS_OF_DARK = COLOURS[Theme.DARK]
BLUE = COLOURS_OF_DARK.first
BOUNDS = Box(0, 60, 1100, 740)


def magnifier(times: float = 20, along: tuple[float, float] = (0.8, 0.6)) -> Magnifier:
    return Magnifier(np.array([500.0, 400.0]), np.array(along), 10.0, times)


def lines(canvas: Canvas, colour: str) -> list[Line]:
    return [each for each in canvas.things if isinstance(each, Line) and each.colour == colour]


@given(st.floats(1e-9, 5), st.floats(0, 2 * math.pi))
def test_a_small_angle_is_opened_so_that_it_can_be_seen(degrees: float, turn: float) -> None:
    seen = magnifier(opening(degrees), (math.cos(turn), math.sin(turn)))
    half = math.radians(degrees) / 2

    first, second = seen.pixels(
        [(math.cos(half), math.sin(half)), (math.cos(half), -math.sin(half))]
    )

    u, v = first - seen.centre, second - seen.centre
    cosine = u @ v / (np.hypot(*u) * np.hypot(*v))
    assert 25 < math.degrees(math.acos(cosine)) < 64


def test_distances_along_keep_their_scale_and_those_across_are_enlarged() -> None:
    seen = magnifier(times=20)

    assert seen.pixels([0, 0]) == pytest.approx([500, 400])
    assert seen.pixels([1, 0]) == pytest.approx([508, 406])
    # At right angles, to the left of the direction.
    assert seen.pixels([0, 1]) == pytest.approx([500 - 120, 400 + 160])


def test_a_line_is_cut_off_at_the_rim() -> None:
    canvas = Canvas(Theme.DARK)

    # The scale is 10 pixels; 0.6² + 0.8² = 1.
    high = 0.06 * RADIUS
    magnifier(1, (1, 0)).line(canvas, [(-40, high), (40, high)], BLUE)
    magnifier(1, (1, 0)).line(canvas, [(0, 0), (40, 0)], BLUE)
    magnifier(1, (1, 0)).line(canvas, [(-40, 2 * high), (40, 2 * high)], BLUE)
    magnifier(1, (1, 0)).line(canvas, [(2 * high, 0), (40, 0)], BLUE)

    through, half = lines(canvas, BLUE)
    y, reach = 400 + 0.6 * RADIUS, 0.8 * RADIUS
    assert through.points[0] == pytest.approx(np.array([[500 - reach, y], [500 + reach, y]]))
    assert half.points[0] == pytest.approx(np.array([[500, 400], [500 + RADIUS, 400]]))


def test_an_arrow_stands_where_its_ends_are_seen() -> None:
    canvas = Canvas(Theme.DARK)

    magnifier(20).arrow(canvas, [(0, 0), (1, 0)], BLUE)

    (arrow,) = canvas.things
    assert isinstance(arrow, Arrow)
    assert (arrow.tail, arrow.tip) == (pytest.approx([500, 400]), pytest.approx([508, 406]))
    assert arrow.colour == BLUE


@pytest.mark.parametrize(("height", "side"), [(50.0, 1), (750.0, -1)])
def test_the_inset_hides_what_it_lies_on_and_says_how_many_times_it_opens(
    height: float, side: int
) -> None:
    canvas = Canvas(Theme.DARK)
    canvas.line([(0, 400), (1100, 400)], BLUE, 8)

    with recorded_words() as words:
        magnifier(20).draw(canvas, np.array([500.0, height]), "a small angle")

    # The words are on the side where the tie is not, the name above.
    assert {word for word, _, _ in words} == {"a small angle", "opened 20 times"}
    boxes = {word: box for word, _, box in words}
    assert boxes["a small angle"].bottom > boxes["opened 20 times"].top
    assert all(side * (box.centre[1] - 400) > RADIUS + SMALL / 2 for box in boxes.values())
    image = np.asarray(canvas.frame())[::-1]
    inside = image[400, 500 - int(RADIUS) + 8 : 500 + int(RADIUS) - 8]
    background = [int(COLOURS_OF_DARK.background[i : i + 2], 16) for i in (1, 3, 5)]
    assert np.abs(inside.astype(int) - background).max() < 3
    (rim, tie) = lines(canvas, COLOURS_OF_DARK.muted)
    assert np.hypot(*(rim.points[0] - [500, 400]).T) == pytest.approx(RADIUS)
    assert tie.points[0] == pytest.approx(np.array([[500, 400 - side * RADIUS], [500, height]]))


def test_an_inset_on_what_it_magnifies_has_no_tie() -> None:
    canvas = Canvas(Theme.DARK)

    magnifier().draw(canvas, np.array([510.0, 400.0]))

    assert len(lines(canvas, COLOURS_OF_DARK.muted)) == 1


def test_the_inset_is_placed_where_nothing_else_is() -> None:
    canvas = Canvas(Theme.DARK)
    canvas.line([(0, 380), (700, 380)], BLUE)
    canvas.text((200, 700), "in the way", 40)
    canvas.marks([(900, 200)], "circle", BLUE)

    centre = free_place(canvas, BOUNDS, near=np.array([100.0, 700.0]))

    # The point is above, so the words are below.
    middle, size = centre - [0, LINE], (2 * RADIUS, 2 * (RADIUS + LINE))
    around = Box.around(middle, size)
    assert around.excess(BOUNDS) == 0
    assert around.bottom > 380 or around.top < 380 or around.left > 700
    mark = next(each for each in canvas.things if isinstance(each, Marks)).centres[0]
    assert Box.around(mark, (20, 20)).overlap(around, 0) == 0
    assert around.overlap(Box.around(np.array([200, 700]), (180, 46)), 0) == 0


def test_of_free_places_the_nearest_is_taken() -> None:
    centre = free_place(Canvas(Theme.DARK), BOUNDS, near=np.array([1000.0, 700.0]))

    assert centre[0] > 900
    assert centre[1] > 550


@pytest.mark.parametrize(("height", "name", "words"), [(50.0, 575, 533), (750.0, 267, 225)])
def test_words_of_the_inset_stand_in_two_lines(height: float, name: float, words: float) -> None:
    canvas = Canvas(Theme.DARK)

    magnifier(20).draw(canvas, np.array([500.0, height]), "a small angle")

    places = [(t.x, t.y, t.lettering.colour) for t in canvas.things if isinstance(t, Written)]
    # Lines of 42 pixels from the rim on, 112 pixels from the middle.
    assert places == [
        (500, words, COLOURS_OF_DARK.muted),
        (500, name, COLOURS_OF_DARK.text),
    ]


def test_the_inset_lies_on_all_else_and_its_tie_below() -> None:
    canvas = Canvas(Theme.DARK)
    seen = magnifier(1, (1, 0))

    seen.draw(canvas, np.array([500.0, 700]))
    seen.line(canvas, [(0, 0), (1, 0)], BLUE)
    seen.arrow(canvas, [(0, 0), (1, 0)], BLUE)

    hole, rim, tie, words, line, arrow = canvas.things
    assert isinstance(hole, Marks)
    assert (hole.size, hole.colour) == (2 * RADIUS, COLOURS_OF_DARK.background)
    assert isinstance(words, Written)
    assert tie.layer < 2.5 < 4 < hole.layer < rim.layer < line.layer < arrow.layer < words.layer
    assert isinstance(rim, Line)
    assert isinstance(tie, Line)
    assert isinstance(line, Line)
    assert isinstance(arrow, Arrow)
    assert (rim.width, tie.width, line.width, arrow.width) == (3, 2.5, 5, 6)
    assert len(rim.points[0]) == 90
    turns = np.unwrap(np.arctan2(*(rim.points[0] - [500, 400]).T[::-1]))
    assert np.ptp(turns) == pytest.approx(2 * math.pi)


@pytest.mark.parametrize(
    ("mark", "near", "place"),
    [
        # The inset with its words takes 300 by 308 pixels, and so 310 of whole cells of 5; a mark
        # of 20 takes four cells and a fifth that it touches.
        ((150, 200), (0, 2000), (165 + 150, None)),
        ((450, 200), (800, 2000), (440 - 150, None)),
        ((300, 100), (300, -2000), (None, 115 + 154 - 42)),
        ((300, 500), (300, 2000), (None, 490 - 310 + 154 + 42)),
    ],
)
def test_the_inset_comes_as_near_as_what_is_drawn_lets_it(
    mark: tuple[float, float], near: tuple[float, float], place: tuple[float | None, float | None]
) -> None:
    bounds = Box(0, 0, 600, 310) if place[1] is None else Box(0, 0, 300, 600)
    canvas = Canvas(Theme.DARK)
    at = mark if place[1] is None else (150, mark[1])
    canvas.marks([at], "circle", BLUE, 20)

    centre = free_place(canvas, bounds, np.array(near, dtype=float))

    if place[0] is not None:
        assert centre[0] == place[0]
        # The words are below, since what is magnified is above.
        assert centre[1] == 154 + 42
    else:
        assert centre[1] == place[1]


@pytest.mark.parametrize(("at", "end", "place"), [(2, 0, 155), (597, 600, 445)])
def test_points_in_the_outermost_cells_count(at: float, end: float, place: float) -> None:
    level, upright = Canvas(Theme.DARK), Canvas(Theme.DARK)
    level.line([(at, 0), (at, 310)], BLUE)
    upright.line([(0, at), (300, at)], BLUE)
    sign = 1 if end else -1

    beside = free_place(level, Box(0, 0, 600, 310), np.array([end, 2000.0]))
    above = free_place(upright, Box(0, 0, 300, 600), np.array([150.0, end + 2000 * sign]))

    assert beside[0] == place
    # 310 pixels of whole cells, of which the inset and its words are 308.
    assert above[1] == (5 + 154 - 42 if end == 0 else 595 - 310 + 154 + 42)


def test_boxes_that_reach_in_from_outside_count() -> None:
    wide, high = Box(0, 0, 600, 310), Box(0, 0, 300, 600)
    left, right = np.array([(-30.0, 0, 4, 99)]), np.array([(596.0, 0, 700, 99)])
    below, outside = np.array([(0.0, -30, 99, 4)]), np.array([(-90.0, -90, -20, -20)])

    places = [free_place(Canvas(Theme.DARK), wide, np.array([0, 2000.0]), left)[0]]
    places.append(free_place(Canvas(Theme.DARK), wide, np.array([600, 2000.0]), right)[0])
    places.append(free_place(Canvas(Theme.DARK), high, np.array([150, -2000.0]), below)[1])
    places.append(free_place(Canvas(Theme.DARK), wide, np.array([0, 2000.0]), outside)[0])

    assert places == [155, 595 - 150, 5 + 154 - 42, 150]


def test_an_empty_picture_has_its_inset_in_every_corner() -> None:
    for near, place in (
        ((0, 0), (150, 154 + 60 - 42)),
        ((1100, 0), (950, 154 + 60 - 42)),
        ((0, 800), (150, 740 - 154 + 42)),
        ((1100, 800), (950, 740 - 154 + 42)),
    ):
        centre = free_place(Canvas(Theme.DARK), BOUNDS, np.array(near, dtype=float))
        assert centre == pytest.approx(place, abs=5)
        assert Box.around(centre, (2 * RADIUS, 2 * RADIUS)).excess(BOUNDS) == 0


def test_the_inset_covers_as_few_points_of_lines_as_it_can() -> None:
    canvas = Canvas(Theme.DARK)
    for x in range(0, 700, 20):
        canvas.line([(x, 0), (x, 825)], BLUE)
    canvas.line([(900, 0), (900, 825)], BLUE)

    centre = free_place(canvas, BOUNDS, np.array([300.0, 800]))

    # A line costs less than being far, many lines do not.
    assert centre[0] - 150 > 680
    canvas.marks([(850, y) for y in range(0, 825, 40)], "circle", BLUE)
    assert free_place(canvas, BOUNDS, np.array([300.0, 800]))[0] < 700


def test_the_inset_is_above_or_below_what_it_magnifies() -> None:
    for height in (200.0, 400.0, 600.0):
        near = np.array([550.0, height])

        centre = free_place(Canvas(Theme.DARK), BOUNDS, near)

        # The words, on the other side, are in the middle of the whole.
        side = 1 if height > centre[1] else -1
        assert abs(height - (centre[1] - side * LINE)) == pytest.approx(LINE, abs=5.1)


def test_boxes_to_avoid_are_avoided() -> None:
    near = np.array([1000.0, 700.0])
    right = np.array([(700.0, 0, 1100, 825)])

    centre = free_place(Canvas(Theme.DARK), BOUNDS, near, right)

    assert centre[0] + 150 <= 700
    assert centre[0] > 500


def test_the_inset_takes_the_place_of_a_label_before_that_of_a_word() -> None:
    canvas = Canvas(Theme.DARK)
    bounds = Box(0, 0, 600, 310)
    near = np.array([0.0, 2000])
    place = np.array([[0.0, 100, 60, 140]])

    # 300 pixels wide, it is beside the place where that is free.
    assert free_place(canvas, bounds, near, wanted=place)[0] > 60 + 150
    # A word is in the way there, and 600 pixels are too few for the inset beside both.
    canvas.text((350, 120), "1", SMALL)
    assert free_place(canvas, bounds, near, wanted=place)[0] < 340 - 150 + 5
