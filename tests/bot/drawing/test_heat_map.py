"""Heat maps: colours, hatched blanks, frames, numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

from bot.drawing import heat_map
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.heat_map import Panel
from bot.drawing.style import COLOURS, Theme
from bot.drawing.things import Line, Picture, Written
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


def test_the_scale_of_a_panel_is_never_zero() -> None:
    assert heat_map.scale(np.array([[3.0, NAN]]), 3.0) == 1
    assert heat_map.scale(TABLE, 3.0) == 2


# Lines and frames


@pytest.mark.parametrize(("size", "upright", "level"), [(12.0, 4, 3), (11.9, 2, 2)])
def test_cells_large_enough_have_lines_between_them(size: float, upright: int, level: int) -> None:
    panel = Panel(TABLE, 100, 700, size, size)
    canvas, _ = drawn(panel)

    (lines,) = [thing for thing in canvas.things if isinstance(thing, Line)]
    xs = [line[0, 0] for line in lines.points if line[0, 0] == line[1, 0]]
    ys = [line[0, 1] for line in lines.points if line[0, 1] == line[1, 1]]
    assert xs == pytest.approx(np.linspace(100, 100 + 3 * size, upright))
    assert ys == pytest.approx(np.linspace(700, 700 - 2 * size, level))
    assert lines.points[0].tolist() == [[100, pytest.approx(700 - 2 * size)], [100, 700]]
    assert lines.points[-1, :, 0].tolist() == [100, pytest.approx(100 + 3 * size)]
    assert (lines.colour, lines.width, lines.layer) == (DARK.grid, 2, 3)


@pytest.mark.parametrize(("size", "framed"), [(20.0, True), (19.9, False)])
def test_a_frame_is_4_pixels_inside_its_cell(size: float, framed: bool) -> None:
    marked = np.array([[False, True, False], [False, False, True]])
    panel = Panel(TABLE, 100, 700, size, size, marked=marked)
    canvas, _ = drawn(panel)

    frames = [t for t in canvas.things if isinstance(t, Line) and t.colour == DARK.text]
    assert bool(frames) == framed
    if framed:
        (frame,) = frames
        assert frame.points[0].tolist() == [
            [124, 684],
            [136, 684],
            [136, 696],
            [124, 696],
            [124, 684],
        ]
        assert frame.points[1] == pytest.approx(frame.points[0] + [20, -20])
        assert (frame.width, frame.layer) == (3, 5)
    unmarked, _ = drawn(replace(panel, marked=None))
    cells, whole = (
        next(t for t in each.things if isinstance(t, Picture)).pixels for each in (canvas, unmarked)
    )
    assert (cells == whole).all() == framed, "cells with a frame keep their size"


def test_a_marked_cell_too_small_for_a_frame_leaves_22_hundredths_on_each_side() -> None:
    marked = np.array([[False, True, False], [False, False, False]])
    panel = Panel(np.full((2, 3), 2.0), 100, 700, 19, 14, reach=2, marked=marked)
    canvas, _ = drawn(panel)

    (picture,) = [thing for thing in canvas.things if isinstance(thing, Picture)]
    assert picture.pixels.shape == (28, 57, 3)
    assert (picture.left, picture.bottom) == (100, 700 - 28)
    gold = (picture.pixels == rgb(DARK.high)).all(axis=2)
    expected = np.ones((28, 57), dtype=bool)
    expected[:14, 19:38] = False
    expected[3:11, 23:34] = True
    assert (gold == expected).all()
    assert (picture.pixels[~expected] == rgb(DARK.background)).all()


def test_no_frames_where_nothing_is_marked() -> None:
    canvas, _ = drawn(Panel(TABLE, 100, 700, 60, 60, marked=np.zeros((2, 3), dtype=bool)))

    assert not [t for t in canvas.things if isinstance(t, Line) and t.colour == DARK.text]


def test_blanks_have_strokes_that_rise_to_the_right_every_11_pixels() -> None:
    panel = Panel(np.array([[NAN]]), 100, 700, 60, 60)
    canvas, _ = drawn(panel)

    (picture,) = [thing for thing in canvas.things if isinstance(thing, Picture)]
    inked = (picture.pixels == rgb(DARK.axis)).all(axis=2)
    assert inked[0].tolist() == [x % 11 < 3 for x in range(60)]
    assert inked[1, :59].tolist() == inked[0, 1:].tolist(), "a pixel to the left, a row lower"
    assert (picture.pixels[~inked] == rgb(DARK.background)).all()


# How numbers are written


def test_numbers_of_marked_cells_are_bold() -> None:
    marked = np.array([[False, True, False], [False, False, False]])
    canvas, _ = drawn(Panel(TABLE, 100, 700, 150, 80, middle=3, reach=2, marked=marked))

    bold = {word for word, (thing, _) in written(canvas).items() if thing.lettering.bold}
    assert bold == {"3"}


@pytest.mark.parametrize(
    ("value", "reach", "shown"),
    [
        (0.00123456, 0.00123456, "0.0012"),
        (0.0123456, 0.0123456, "0.012"),
        (0.123456, 0.123456, "0.12"),
        (1.23456, 1.23456, "1.23"),
        (100_000.0, 100_000.0, "100000"),
        (-123_456.0, 123_456.0, "−123456"),
        (99_999.994, 99_999.994, "99999.99"),
    ],
)
def test_small_numbers_keep_their_digits(value: float, reach: float, shown: str) -> None:
    panel = Panel(np.array([[value]]), 0, 0, 400, 60, reach=reach)

    assert heat_map.cell_words(Canvas(Theme.DARK), panel) == [[shown]]


def test_a_number_needs_its_width_and_6_pixels_and_a_line_of_letters() -> None:
    canvas = Canvas(Theme.DARK)
    wide = canvas.measure("12", 34)[0] + 6

    def words(width: float, height: float) -> list[list[str]] | None:
        return heat_map.cell_words(canvas, Panel(np.array([[12.0]]), 0, 0, width, height))

    assert words(wide, 37.6) == [["12"]]
    assert words(wide - 0.1, 37.6) is None
    assert words(wide, 37.5) is None


def test_whole_numbers_are_written_and_parts_are_not_rounded_away() -> None:
    canvas = Canvas(Theme.DARK)
    narrow = canvas.measure("13", 34)[0] + 6

    whole = heat_map.cell_words(canvas, Panel(np.array([[13.0, NAN]]), 0, 0, narrow, 40))
    parts = heat_map.cell_words(canvas, Panel(np.array([[13.2, 1.0]]), 0, 0, narrow, 40))

    assert (whole, parts) == ([["13", ""]], None)
    # The longest decides on the decimals of all.
    room = canvas.measure("10.5", 34)[0] + 6.01
    mixed = heat_map.cell_words(canvas, Panel(np.array([[10.54, 1.25, 2.0]]), 0, 0, room, 40))
    assert mixed == [["10.5", "1.2", "2"]]
