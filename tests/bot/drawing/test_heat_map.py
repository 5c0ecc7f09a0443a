"""Heat maps: colours, hatched blanks, frames, numbers, names at the edges, and the key."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

from bot.drawing import heat_key, heat_map
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.heat_key import Scale
from bot.drawing.heat_map import Panel
from bot.drawing.style import COLOURS, SMALL, Theme
from bot.drawing.table_names import MOST_WIDTH, column_names, width_of_rows, write_row_names
from bot.drawing.things import Written
from bot.formula.node import text
from tests.bot.drawing.rules import LEAST_CONTRAST, contrast

DARK = COLOURS[Theme.DARK]
NAN = float("nan")
TABLE = np.array([[5.0, 3.0, NAN], [1.0, 4.0, 2.0]])

Pixels = NDArray[np.intp]


def drawn(panel: Panel, theme: Theme = Theme.DARK) -> tuple[Canvas, Pixels]:
    """Draw a panel; return the canvas and its pixels, the bottom row first."""
    canvas = Canvas(theme)
    heat_map.draw_panel(canvas, panel)
    return canvas, pixels_of(canvas)


def pixels_of(canvas: Canvas) -> Pixels:
    return np.asarray(canvas.frame()).astype(int)[::-1]


def colour_at(pixels: Pixels, at: tuple[float, float]) -> tuple[int, ...]:
    return tuple(pixels[round(at[1]), round(at[0])].tolist())


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in to_rgb(colour))


def corner(panel: Panel, i: int, j: int) -> tuple[float, float]:
    """Return a pixel of a cell that no number covers."""
    x, y = panel.centre(i, j)
    return x - panel.width / 2 + 7, y + panel.height / 2 - 7


def written(canvas: Canvas) -> dict[str, tuple[Written, Box]]:
    """Return what is written, with its box."""
    return {
        text(thing.lettering.content): (thing, canvas.box_of(thing))
        for thing in canvas.things
        if isinstance(thing, Written)
    }


# Colours


@pytest.mark.parametrize("theme", Theme)
def test_high_and_low_numbers_have_their_colours_and_the_middle_the_background(
    theme: Theme,
) -> None:
    panel = Panel(TABLE, 100, 700, 150, 80, middle=3, reach=2)
    _, pixels = drawn(panel, theme)

    colours = COLOURS[theme]
    high, low, ground = map(rgb, (colours.high, colours.low, colours.background))
    assert colour_at(pixels, corner(panel, 0, 0)) == pytest.approx(high, abs=2)
    assert colour_at(pixels, corner(panel, 1, 0)) == pytest.approx(low, abs=2)
    assert colour_at(pixels, corner(panel, 0, 1)) == pytest.approx(ground, abs=2)
    half = [(a + b) / 2 for a, b in zip(high, ground, strict=True)]
    assert colour_at(pixels, corner(panel, 1, 1)) == pytest.approx(half, abs=2)


@pytest.mark.parametrize(("width", "height"), [(150.0, 80.0), (30.0, 24.0), (8.0, 8.0)])
def test_blanks_are_hatched_and_nothing_else_is(width: float, height: float) -> None:
    panel = Panel(TABLE, 100, 700, width, height, middle=3, reach=2)
    canvas, pixels = drawn(panel)

    hatched = np.abs(pixels - rgb(DARK.axis)).max(axis=2) < 4
    rows, columns = np.nonzero(hatched)
    share = heat_map.STRIPE / heat_map.STRIPES
    assert len(rows) == pytest.approx(share * width * height, rel=0.25)
    x, y = panel.centre(0, 2)
    assert (np.abs(columns - x) <= width / 2 + 1).all()
    assert (np.abs(rows - y) <= height / 2 + 1).all()
    assert "" not in written(canvas)


def test_cells_fill_the_panel_without_gaps() -> None:
    panel = Panel(np.full((7, 13), 2.0), 50, 600, 23.7, 11.3, reach=2)
    _, pixels = drawn(panel)

    gold = np.abs(pixels - rgb(DARK.high)).max(axis=2) < 4
    rows, columns = np.nonzero(gold)
    assert (columns.min(), columns.max()) == pytest.approx((50, 50 + 13 * 23.7), abs=3)
    assert (rows.min(), rows.max()) == pytest.approx((600 - 7 * 11.3, 600), abs=3)


def test_marked_cells_are_framed() -> None:
    marked = np.array([[False, True, False], [False, False, False]])
    panel = Panel(TABLE, 100, 700, 150, 80, middle=3, reach=2, marked=marked)
    _, pixels = drawn(panel)
    _, plain = drawn(Panel(TABLE, 100, 700, 150, 80, middle=3, reach=2))

    changed = np.argwhere((pixels != plain).any(axis=2))[:, ::-1]
    x, y = panel.centre(0, 1)
    assert changed.min(axis=0) == pytest.approx((x - 71, y - 36), abs=3)
    assert changed.max(axis=0) == pytest.approx((x + 71, y + 36), abs=3)
    white = np.abs(pixels - rgb(DARK.text)).max(axis=2) < 40
    assert white[round(y + 36), round(x - 60) : round(x + 60)].mean() > 0.9


def test_marked_cells_too_small_for_a_frame_are_smaller() -> None:
    marked = np.zeros((20, 20), dtype=bool)
    marked[0, 0] = True
    panel = Panel(np.ones((20, 20)), 100, 600, 16, 16, marked=marked)
    canvas = Canvas(Theme.DARK)

    assert not heat_map.draw_panel(canvas, panel)

    gold = np.abs(pixels_of(canvas) - rgb(DARK.high)).max(axis=2) < 8
    first, second = gold[584:600, 100:116].sum(), gold[584:600, 116:132].sum()
    assert 0 < first < 0.5 * second


# Numbers


@pytest.mark.parametrize(
    ("value", "width", "shown"),
    [
        (3.14159, 100.0, "3.14"),
        (3.14159, 60.0, "3.1"),
        (3.0, 40.0, "3"),
        (-0.001, 100.0, "0"),
        (-2.5, 100.0, "−2.5"),
        (NAN, 100.0, ""),
    ],
)
def test_numbers_have_as_many_decimals_as_fit(value: float, width: float, shown: str) -> None:
    panel = Panel(np.array([[value]]), 0, 0, width, 60)

    assert heat_map.cell_words(Canvas(Theme.DARK), panel) == [[shown]]


@pytest.mark.parametrize(("width", "height"), [(40.0, 60.0), (100.0, 20.0)])
def test_numbers_that_do_not_fit_are_not_written(width: float, height: float) -> None:
    panel = Panel(np.array([[3.14159]]), 0, 0, width, height)

    assert heat_map.cell_words(Canvas(Theme.DARK), panel) is None


def test_every_number_is_in_its_cell() -> None:
    panel = Panel(TABLE, 100, 700, 150, 80, middle=3, reach=2)
    canvas, _ = drawn(panel)

    boxes = {word: box.centre for word, (_, box) in written(canvas).items()}
    assert set(boxes) == {"5", "3", "1", "4", "2"}
    for i, j in np.argwhere(~np.isnan(TABLE)):
        centre = panel.centre(int(i), int(j))
        assert boxes[f"{TABLE[i, j]:g}"] == pytest.approx(centre, abs=1)


@given(st.floats(-1, 1), st.sampled_from(Theme))
def test_numbers_stand_out_from_every_colour(value: float, theme: Theme) -> None:
    canvas = Canvas(theme)
    panel = Panel(np.array([[value]]), 0, 200, 150, 80)
    heat_map.draw_panel(canvas, panel)

    ((thing, _),) = written(canvas).values()
    (ground,) = heat_map.colours_of(canvas, panel).reshape(-1, 3) / 255
    assert contrast(to_rgb(thing.lettering.colour), tuple(ground)) >= LEAST_CONTRAST


# Names


def test_all_rows_have_names_where_there_is_room() -> None:
    canvas = Canvas(Theme.DARK)
    panel = Panel(TABLE, 300, 700, 150, 80)
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


# The key


def test_the_key_shows_the_colours_between_their_numbers() -> None:
    canvas = Canvas(Theme.DARK)

    heat_key.write_key(canvas, 700, [Scale("R", 1, 5, 3, 2), Scale("error", -0.5, 0.5, 0, 2)])

    found = written(canvas)
    assert list(found) == ["R", "1", "5", "error", "−0.5", "0.5"]
    pixels = pixels_of(canvas)
    y = round(700 - heat_key.HEIGHT / 2)
    left, right = round(found["1"][1].right + 15), round(found["5"][1].left - 15)
    assert pixels[y, left] == pytest.approx(rgb(DARK.low), abs=30)
    assert pixels[y, right] == pytest.approx(rgb(DARK.high), abs=30)
    assert pixels[y, (left + right) // 2] == pytest.approx(rgb(DARK.background), abs=12)
    faint = pixels[y, round(found["0.5"][1].left - 15)]
    assert np.abs(faint - rgb(DARK.high)).max() > 60, "half of the scale is a quarter of the colour"
    boxes = [box for _, box in found.values()]
    assert all(a.right < b.left for a, b in pairwise(boxes))


@pytest.mark.parametrize(("blanks", "predicted"), [(True, True), (True, False), (False, False)])
def test_the_key_explains_what_is_hatched_and_framed(blanks: bool, predicted: bool) -> None:
    canvas = Canvas(Theme.DARK)

    heat_key.write_key(canvas, 700, [Scale("R", 1, 5, 3, 2)], blanks=blanks, predicted=predicted)

    found = written(canvas)
    assert ("blank" in found, "predicted" in found) == (blanks, predicted)
    pixels = pixels_of(canvas)[700 - round(heat_key.HEIGHT) : 700]
    if blanks:
        right = round(found["blank"][1].left)
        swatch = pixels[:, right - 60 : right]
        assert (np.abs(swatch - rgb(DARK.axis)).max(axis=2) < 4).sum() > 80
    if predicted:
        right = round(found["predicted"][1].left)
        swatch = pixels[:, right - 60 : right]
        assert (np.abs(swatch - rgb(DARK.text)).max(axis=2) < 40).sum() > 150


def test_the_key_rounds_to_three_digits() -> None:
    canvas = Canvas(Theme.DARK)

    heat_key.write_key(canvas, 700, [Scale("R", -806747.75, 1234.56, 0, 1)])

    assert {"−8.1×10⁵", "1230"} <= set(written(canvas))


def test_the_scale_of_a_panel_is_never_zero() -> None:
    assert heat_map.scale(np.array([[3.0, NAN]]), 3.0) == 1
    assert heat_map.scale(TABLE, 3.0) == 2
