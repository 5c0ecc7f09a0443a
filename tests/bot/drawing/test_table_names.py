"""Names of rows and columns: at their lines, apart, cut where they are too long."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.heat_map import Panel
from bot.drawing.style import COLOURS, SMALL, Theme
from bot.drawing.table_names import MOST_WIDTH, column_names, width_of_rows, write_row_names
from bot.drawing.things import Written
from bot.formula.node import text

DARK = COLOURS[Theme.DARK]


def written(canvas: Canvas) -> dict[str, tuple[Written, Box]]:
    """Return what is written, with its box."""
    return {
        text(thing.lettering.content): (thing, canvas.box_of(thing))
        for thing in canvas.things
        if isinstance(thing, Written)
    }


def test_all_rows_have_names_where_there_is_room() -> None:
    canvas = Canvas(Theme.DARK)
    panel = Panel(np.zeros((2, 3)), 300, 700, 150, 80)
    names = ("Ann", "Ben")

    write_row_names(canvas, panel, names, width_of_rows(canvas, names))

    assert set(written(canvas)) == set(names)
    for i, name in enumerate(names):
        thing, box = written(canvas)[name]
        assert box.centre[1] == pytest.approx(panel.centre(i, 0)[1], abs=1)
        assert 0 <= panel.left - box.right < 20
        assert thing.lettering.colour == DARK.row


@pytest.mark.parametrize("height", [40.0, 25.0, 12.0, 3.0])
def test_of_many_rows_every_few_have_names_that_keep_apart(height: float) -> None:
    canvas = Canvas(Theme.DARK)
    names = tuple(f"row {i}" for i in range(60))
    panel = Panel(np.zeros((60, 2)), 300, 2500, 40, height)

    write_row_names(canvas, panel, names, 200)

    found = written(canvas)
    kept = [int(word.split()[1]) for word in found]
    steps = set(np.diff(kept).tolist())
    assert len(steps) == 1
    (step,) = steps
    assert step * height >= SMALL
    assert (step - 1) * height < 1.2 * SMALL
    for k, (_, box) in zip(kept, found.values(), strict=True):
        assert box.centre[1] == pytest.approx(panel.centre(k, 0)[1], abs=1)


def test_long_names_of_rows_are_cut_and_stay_different() -> None:
    canvas = Canvas(Theme.DARK)
    names = tuple(f"the patient of doctor Miller number {i}" for i in range(3))
    width = width_of_rows(canvas, names)

    write_row_names(canvas, Panel(np.zeros((3, 2)), 300, 700, 40, 80), names, width)

    assert width <= MOST_WIDTH + 20
    assert len(written(canvas)) == 3
    assert all(box.left >= 0 for _, box in written(canvas).values())


@pytest.mark.parametrize(
    ("names", "width", "turned", "lines"),
    [
        (("Up", "Heat"), 150.0, False, 1),
        (("Toy Story", "Shrek"), 110.0, False, 2),
        (("Amélie", "Psycho"), 60.0, True, 1),
    ],
)
def test_names_above_columns_are_level_where_they_fit(
    names: tuple[str, ...], width: float, turned: bool, lines: int
) -> None:
    canvas = Canvas(Theme.DARK)
    panel = Panel(np.zeros((2, 2)), 300, 500, width, 60)

    found = column_names(canvas, names, width)
    found.write(canvas, panel)

    assert found.turned == turned
    assert max(word.count("\n") for word in found.words) + 1 == lines
    assert tuple(word.replace("\n", " ") for word in found.words) == names
    for j, word in enumerate(found.words):
        thing, box = written(canvas)[word]
        assert box.centre[0] == pytest.approx(panel.centre(0, j)[0], abs=1)
        assert 0 <= box.bottom - panel.top < 12
        assert box.top <= panel.top + found.height + 1
        assert thing.turned == turned
        assert thing.lettering.colour == DARK.column


def test_names_that_may_not_be_turned_are_cut_to_two_lines() -> None:
    canvas = Canvas(Theme.DARK)

    found = column_names(canvas, ("The Triplets of Belleville", "Up"), 150, upwards=False)

    assert not found.turned
    assert found.words[0].count("\n") == 1
    assert "…" in found.words[0]
    assert all(canvas.measure(word, SMALL)[0] <= 150 for word in found.words)


def test_of_many_columns_every_few_have_names() -> None:
    canvas = Canvas(Theme.DARK)

    found = column_names(canvas, tuple(f"column {j}" for j in range(50)), 15)

    kept = [j for j, word in enumerate(found.words) if word]
    assert len(found.words) == 50
    assert set(np.diff(kept).tolist()) == {3}
    assert found.turned
    found.write(canvas, Panel(np.zeros((2, 50)), 300, 500, 15, 60))
    assert [
        text(word.lettering.content) for word in canvas.things if isinstance(word, Written)
    ] == [f"column {j}" for j in kept]


@pytest.mark.parametrize(
    ("count", "height", "kept"),
    [
        (3, 37.6, [0, 1, 2]),
        (5, 37.5, [0, 2, 4]),
        (6, 20, [0, 2, 4]),
        (7, 12.6, [1, 4]),
        (12, 10, [1, 5, 9]),
        (1, 3, [0]),
    ],
)
def test_the_middles_of_groups_are_named(count: int, height: float, kept: list[int]) -> None:
    canvas = Canvas(Theme.DARK)
    names = tuple(f"row {i}" for i in range(count))

    write_row_names(canvas, Panel(np.zeros((count, 2)), 300, 700, 40, height), names, 200)

    assert list(written(canvas)) == [f"row {i}" for i in kept]
    for i, (word, _) in zip(kept, written(canvas).values(), strict=True):
        assert (word.x, word.anchor) == (300 - 12, "right")
        assert word.y == pytest.approx(700 - (i + 0.5) * height)


def test_names_of_rows_take_the_width_of_the_longest_and_a_gap() -> None:
    canvas = Canvas(Theme.DARK)
    names = ["i" * 9, "mmmmmm", *"abcdefg"]

    assert width_of_rows(canvas, names) == canvas.measure("mmmmmm", SMALL)[0] + 12 + 1
    assert width_of_rows(canvas, ["m" * 40]) == 240
    assert width_of_rows(canvas, ["m" * 40], 99) == 99


def test_names_above_columns_stand_on_their_panel() -> None:
    canvas = Canvas(Theme.DARK)
    panel = Panel(np.zeros((2, 2)), 300, 500, 110, 60)
    upright = Panel(np.zeros((2, 2)), 300, 500, 39, 60)

    level, turned = (column_names(canvas, ("Toy Story", "Up"), x.width) for x in (panel, upright))
    level.write(canvas, panel)
    first, second = (word for word, _ in written(canvas).values())
    canvas.wipe()
    turned.write(canvas, upright)
    third, fourth = (word for word, _ in written(canvas).values())

    assert level.words == ("Toy\nStory", "Up")
    assert (level.height, level.turned) == (2 * 40 + 12, False)
    assert [(first.x, first.y), (second.x, second.y)] == [(355, 500 + 6 + 40), (465, 500 + 6 + 20)]
    long, short = (canvas.measure(word, SMALL)[0] for word in turned.words)
    assert turned.words == ("Toy Story", "Up")
    assert turned.height == long + 18
    assert (third.x, third.y) == pytest.approx((300 + 39 / 2, 500 + 6 + long / 2))
    assert (fourth.x, fourth.y) == pytest.approx((300 + 39 * 1.5, 500 + 6 + short / 2))


@pytest.mark.parametrize(
    ("width", "turned", "lines"), [(88.0, True, 2), (87.9, True, 1), (40.0, True, 1)]
)
def test_long_names_are_turned_and_take_two_lines_where_columns_are_wide(
    width: float, turned: bool, lines: int
) -> None:
    canvas = Canvas(Theme.DARK)
    name = "Rather long words"

    found = column_names(canvas, (name, name.upper()), width)

    assert found.turned == turned
    assert {word.count("\n") + 1 for word in found.words} == {lines}
    assert all(canvas.measure(word, SMALL)[0] <= 190 for word in found.words)
    if lines == 2:
        assert found.words[0].replace("\n", " ") == name


def test_short_names_stand_level_from_40_pixels_on() -> None:
    canvas = Canvas(Theme.DARK)

    assert not column_names(canvas, ("i", "j"), 40).turned
    assert column_names(canvas, ("i", "j"), 39.9).turned
    assert column_names(canvas, ("i", "j"), 20, upwards=False).turned
    # 12 pixels of a column stay free.
    width = canvas.measure("Heat", SMALL)[0]
    assert not column_names(canvas, ("Heat",), width + 12).turned
    assert column_names(canvas, ("Heat",), width + 11.9).turned


def test_a_name_written_upwards_in_one_line_is_short() -> None:
    canvas = Canvas(Theme.DARK)

    found = column_names(canvas, ("Toy Story", "The Triplets of Belleville again", "Up"), 50)

    assert found.words[0] == "Toy Story"
    assert found.words[1].endswith("…")
    assert "\n" not in found.words[1]
    assert 120 < canvas.measure(found.words[1], SMALL)[0] <= 190
