"""Heat maps: colours, hatched blanks, frames, numbers."""

from __future__ import annotations

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


def test_the_scale_of_a_panel_is_never_zero() -> None:
    assert heat_map.scale(np.array([[3.0, NAN]]), 3.0) == 1
    assert heat_map.scale(TABLE, 3.0) == 2
