"""Pictures of matrices: numbers stand where they belong, colours say their signs."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing import matrices
from bot.drawing.style import Style, Theme
from bot.drawing.things import Picture as Pixels
from bot.formula import Row, Symbol
from tests.bot.drawing.seen import seen

DARK = Style(Theme.DARK)
A = Symbol("A")


def test_a_heat_map_has_the_colours_of_its_entries() -> None:
    found = seen(lambda: matrices.draw_heat_map(np.array([[2.0, -2.0], [0.0, 1.0]]), A, DARK))

    cells, key = [thing for thing in found.things if isinstance(thing, Pixels)]
    height, width = cells.pixels.shape[:2]
    at = {
        (i, j): cells.pixels[int((i + 0.5) * height / 2), int((j + 0.5) * width / 2)].tolist()
        for i in (0, 1)
        for j in (0, 1)
    }
    low, middle, high = (key.pixels[10, round(x)].tolist() for x in (2, 75, 147))
    assert at[0, 0] == high
    assert at[0, 1] == low
    assert at[1, 0] == pytest.approx(middle, abs=12)
    assert len({*map(tuple, at.values())}) == 4
    assert width == height
    assert "entries from −2 to 2" in found.picture.alt


def test_the_key_says_what_the_strongest_colours_mean() -> None:
    found = seen(lambda: matrices.draw_heat_map(np.array([[2.5, -1.0], [0.0, 1.0]]), A, DARK))

    _, key = [thing for thing in found.things if isinstance(thing, Pixels)]
    height, width = key.pixels.shape[:2]
    low, high = found.words["−2.5"][1], found.words["2.5"][1]
    assert key.left - 30 < low.right < key.left
    assert key.left + width < high.left < key.left + width + 30
    assert low.centre[1] == high.centre[1] == pytest.approx(key.bottom + height / 2, abs=2)
    assert "A: 2×2 entries" in found.words


def test_a_heat_map_of_zeros_and_one_of_many_rows_are_drawn() -> None:
    for a in (np.zeros((3, 3)), np.arange(900.0).reshape(300, 3), np.ones((4, 90))):
        found = seen(lambda a=a: matrices.draw_heat_map(a, Row((A, " ", Symbol("B"))), DARK))
        assert f"A B: {len(a)}×{a.shape[1]} entries" in found.words
        pixels = next(thing for thing in found.things if isinstance(thing, Pixels)).pixels
        assert min(pixels.shape[:2]) >= 30


@pytest.mark.parametrize(
    ("value", "width", "shown"),
    [
        (3.14159, 100.0, "3.14"),
        (3.14159, 58.0, "3.1"),
        (3.0, 40.0, "3"),
        (-0.001, 100.0, "0"),
        (-2.5, 100.0, "−2.5"),
        (float("nan"), 100.0, ""),
    ],
)
def test_numbers_have_as_many_decimals_as_fit(value: float, width: float, shown: str) -> None:
    panel = Panel(np.array([[value]]), 0, 0, width, 60)

    assert heat_map.cell_words(Canvas(Theme.DARK), panel) == [[shown]]


@pytest.mark.parametrize(("width", "height"), [(40.0, 60.0), (100.0, 20.0)])
def test_numbers_that_do_not_fit_are_not_written(width: float, height: float) -> None:
    panel = Panel(np.array([[3.14159]]), 0, 0, width, height)

    assert heat_map.cell_words(Canvas(Theme.DARK), panel) is None


def test_marked_cells_without_numbers_are_smaller() -> None:
    marked = np.zeros((20, 20), dtype=bool)
    marked[0, 0] = True
    panel = Panel(np.ones((20, 20)), 100, 600, 20, 20, marked=marked)
    canvas = Canvas(Theme.DARK)

    assert not heat_map.draw_panel(canvas, panel)

    image = np.asarray(canvas.frame()).astype(int)
    rgb = (255 * heat_map.rgb(COLOURS[Theme.DARK].high)).round()
    is_high = (np.abs(image - rgb).max(axis=2) < 8)[::-1]
    first, second = is_high[580:600, 100:120].sum(), is_high[580:600, 120:140].sum()
    assert 0 < first < 0.5 * second
