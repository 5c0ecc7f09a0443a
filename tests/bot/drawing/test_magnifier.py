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
from bot.drawing.things import Arrow, Line, Marks
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
