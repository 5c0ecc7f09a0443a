"""The parts of a map beside its points: legend, inset, dust."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.crowds import LOOKS
from bot.drawing.inset import SPACE, Inset, room_for
from bot.drawing.legend import Legend
from bot.drawing.style import SMALL, WIDTH, Theme
from bot.drawing.things import Marks, Written
from bot.drawing.view import fit
from bot.formula.node import text

REGION, BOUNDS = Box(130, 110, 1000, 600), Box(110, 96, 1100, 640)


@given(st.lists(st.text("mna ", min_size=1, max_size=20), min_size=1, max_size=6))
def test_a_legend_shows_each_look_beside_its_words_and_stays_inside(titles: list[str]) -> None:
    canvas = Canvas(Theme.DARK)
    entries = [(title, LOOKS[i]) for i, title in enumerate(titles)]

    legend = Legend.fitted(canvas, entries)
    legend.write(canvas, 700)

    marks = [thing for thing in canvas.things if isinstance(thing, Marks)]
    words = [thing for thing in canvas.things if isinstance(thing, Written)]
    assert [text(word.lettering.content) for word in words] == titles
    assert [mark.shape for mark in marks] == [shape for _, (_, shape) in entries]
    for mark, word, (_, (role, _)) in zip(marks, words, entries, strict=True):
        assert mark.colour == word.lettering.colour == canvas.colours.of(role)
        (x, y), box = mark.centres[0], canvas.box_of(word)
        assert y == pytest.approx(word.y)
        assert 0 < box.left - x < 30
        assert 0 <= x < box.right <= WIDTH
        assert 700 - legend.height <= y <= 700
    boxes = [canvas.box_of(word) for word in words]
    assert not any(a.overlap(b, 0) for i, a in enumerate(boxes) for b in boxes[:i])


def test_entries_of_a_legend_stand_side_by_side_and_rows_below_each_other() -> None:
    canvas = Canvas(Theme.DARK)
    long = "a title that takes most of a row of this legend beside the others"
    width = canvas.measure("ab", SMALL)[0]

    legend = Legend.fitted(canvas, [("ab", LOOKS[0]), ("c", LOOKS[1]), (long, LOOKS[2])])
    legend.write(canvas, 700)

    words = [thing for thing in canvas.things if isinstance(thing, Written)]
    marks = [thing for thing in canvas.things if isinstance(thing, Marks)]
    # A mark of 22 pixels, 10 to its words, 30 to the next entry; rows of 42.
    second = 28 + 22 + 10 + width + 30
    assert [(word.x, word.y, word.anchor) for word in words] == [
        (60, 700 - 21, "left"),
        (pytest.approx(second + 32), 700 - 21, "left"),
        (60, 700 - 63, "left"),
    ]
    assert [mark.centres[0].tolist() for mark in marks] == [
        [39, 679],
        pytest.approx([second + 11, 679]),
        [39, 637],
    ]
    assert {mark.size for mark in marks} == {22}
    assert {word.lettering.size for word in words} == {SMALL}
    assert legend.height == 2 * 42


def test_a_row_of_a_legend_is_filled_to_the_margin() -> None:
    canvas = Canvas(Theme.DARK)
    width = canvas.measure("entry", SMALL)[0]
    used = 28 + 3 * (32 + width) + 2 * 30
    exact = Canvas(Theme.DARK, round(used + 28 + 0.5))
    narrow = Canvas(Theme.DARK, round(used + 28 - 0.5))

    rows = [Legend.fitted(each, [("entry", LOOKS[0])] * 3).rows for each in (exact, narrow)]

    assert [len(row) for row in rows[0]] == [3]
    assert [len(row) for row in rows[1]] == [2, 1]


def test_an_empty_legend_takes_no_room() -> None:
    assert Legend.fitted(Canvas(Theme.DARK), []).height == 0


def inset(wide: tuple[float, float], high: tuple[float, float]) -> Inset:
    return Inset(wide, high, lambda *_: None)


CLOUDS = {
    "round": np.array([[np.cos(t), np.sin(t)] for t in np.linspace(0, 6.28, 40)]),
    "flat": np.array([[x, 0.02 * np.sin(9 * x)] for x in np.linspace(-1, 1, 40)]),
    "upright": np.array([[0.02 * np.sin(9 * y), y] for y in np.linspace(-1, 1, 40)]),
    "full": np.array([[x, y] for x in np.linspace(0, 1.8, 9) for y in np.linspace(0, 1, 9)]),
}


@pytest.mark.parametrize("cloud", CLOUDS)
def test_an_inset_covers_no_point_and_leaves_most_of_the_size(cloud: str) -> None:
    points = CLOUDS[cloud]

    left, box = room_for(inset((500, 120), (250, 300)), points, REGION, BOUNDS)

    pixels = fit(np.eye(2), points, left).pixels(points)
    inside = (pixels > box.corners[:2] - SPACE / 2) & (pixels < box.corners[2:] + SPACE / 2)
    assert not inside.all(axis=1).any()
    assert box.excess(BOUNDS) == 0
    assert fit(np.eye(2), points, left).scale > 0.6 * fit(np.eye(2), points, REGION).scale
    assert (left == REGION) == (cloud != "full")


def test_a_cloud_gives_way_where_that_costs_less() -> None:
    full = CLOUDS["full"]

    beside, right = room_for(inset((900, 400), (100, 300)), full, REGION, BOUNDS)
    below, above = room_for(inset((900, 50), (700, 300)), full, REGION, BOUNDS)

    assert beside.right == right.left - SPACE
    assert (right.right - right.left, right.right) == (100, BOUNDS.right)
    assert below.top == above.bottom - SPACE
    assert (above.top - above.bottom, above.top) == (50, BOUNDS.top)


SQUARE = Box(0, 0, 1000, 1000)


@pytest.mark.parametrize(
    ("points", "box"),
    [
        # The corners in turn, of the upright inset of 100 by 200 first.
        ([], Box(900, 800, 1000, 1000)),
        ([(950, 900)], Box(0, 800, 100, 1000)),
        ([(877, 900)], Box(0, 800, 100, 1000)),
        ([(875, 900)], Box(900, 800, 1000, 1000)),
        ([(950, 777)], Box(0, 800, 100, 1000)),
        ([(950, 775)], Box(900, 800, 1000, 1000)),
        ([(950, 900), (50, 900)], Box(900, 0, 1000, 200)),
        ([(950, 900), (123, 900)], Box(900, 0, 1000, 200)),
        ([(950, 900), (125, 900)], Box(0, 800, 100, 1000)),
        ([(950, 900), (50, 900), (950, 223)], Box(0, 0, 100, 200)),
        ([(950, 900), (50, 900), (950, 225)], Box(900, 0, 1000, 200)),
        # Then of the level one of 300 by 50.
        ([(950, 900), (50, 900), (950, 150), (50, 150)], Box(700, 950, 1000, 1000)),
        ([(950, 900), (50, 900), (950, 150), (50, 150), (700, 930)], Box(0, 950, 300, 1000)),
    ],
)
def test_an_inset_takes_the_first_corner_without_points(
    points: list[tuple[float, float]], box: Box
) -> None:
    # These keep a pixel to a unit.
    frame = [(0, 500), (1000, 500), (500, 0), (500, 1000)]

    region, found = room_for(
        inset((300, 50), (100, 200)), np.array([*frame, *points], dtype=float), SQUARE, SQUARE
    )

    assert (region, found) == (SQUARE, box)
