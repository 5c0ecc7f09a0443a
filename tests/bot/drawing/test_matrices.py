"""Pictures of matrices: numbers stand where they belong, colours say their signs."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from bot.drawing import heat_map, matrices
from bot.drawing.canvas import Canvas
from bot.drawing.heat_map import Panel
from bot.drawing.style import COLOURS, Style, Theme
from linalg_engine import notation
from linalg_engine.matrices import multiply
from tests.bot.drawing.words import assert_readable, recorded_words

DARK = Style(Theme.DARK)


def test_an_entry_of_a_product_meets_its_row_and_its_column() -> None:
    a, b = notation.parse_matrix("11 12; 13 14; 15 16"), notation.parse_matrix("21 22; 23 24")
    product = multiply(a, b)

    with recorded_words() as words:
        picture = matrices.draw_product(a, b, product, DARK)

    at = {text: box.centre for text, _, box in words}
    for i in range(3):
        for j in range(2):
            entry = at[str(product[i, j])]
            assert entry[1] == pytest.approx(at[str(a[i, 0])][1], abs=1)
            assert entry[0] == pytest.approx(at[str(b[0, j])][0], abs=1)
    assert at["11"][1] > at["13"][1] > at["15"][1]
    assert at["11"][0] < at["12"][0] < at["21"][0] < at["22"][0]
    assert_readable(words)
    assert f"15 · 22 + 16 · 24 = {15 * 22 + 16 * 24}" in picture.alt


def test_long_numbers_of_a_product_become_smaller_but_stay_in_their_cells() -> None:
    a = notation.parse_matrix("123456 -234567 345678 456789; 1/7 2 3 4")
    b = notation.parse_matrix("1 2; 3 4; 5 6; 7 8")

    with recorded_words() as words:
        matrices.draw_product(a, b, multiply(a, b), DARK)

    assert_readable(words)


def test_only_small_products_are_drawn_with_numbers() -> None:
    small, large = np.ones((4, 4)), np.ones((5, 1))

    assert matrices.fits(small, small)
    assert not matrices.fits(small, large)


def test_a_heat_map_is_orange_above_zero_and_blue_below() -> None:
    picture = matrices.draw_heat_map(np.array([[2.0, -2.0], [0.0, 1.0]]), "A", DARK)

    image = np.asarray(Image.open(io.BytesIO(picture.data)).convert("RGB")).astype(int)
    colours = COLOURS[Theme.DARK]
    centres = {}
    for name in ("second", "first", "grid"):
        rgb = (255 * heat_map.rgb(getattr(colours, name))).round()
        rows, columns = np.nonzero(np.abs(image - rgb).max(axis=2) < 8)
        assert len(rows) > 20_000, name
        centres[name] = np.array([np.median(columns), np.median(rows)])
    assert centres["second"][0] < centres["first"][0], "2 stands left of -2"
    assert centres["second"][1] == pytest.approx(centres["first"][1], abs=3)
    assert centres["grid"][1] > centres["second"][1], "0 stands below 2"
    assert "entries from −2 to 2" in picture.alt


def test_a_heat_map_of_zeros_and_one_of_many_rows_are_drawn() -> None:
    for a in (np.zeros((3, 3)), np.arange(900.0).reshape(300, 3)):
        with recorded_words() as words:
            matrices.draw_heat_map(a, "A B", DARK)
        assert_readable(words)
        assert words[0][0] == f"A B: {len(a)}×3"


@pytest.mark.parametrize(
    ("value", "width", "shown"),
    [
        (3.14159, 100.0, "3.14"),
        (3.14159, 66.0, "3.1"),
        (3.0, 40.0, "3"),
        (-0.001, 100.0, "0"),
        (-2.5, 100.0, "−2.5"),
        (float("nan"), 100.0, "?"),
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
    rgb = (255 * heat_map.rgb(COLOURS[Theme.DARK].second)).round()
    is_orange = (np.abs(image - rgb).max(axis=2) < 8)[::-1]
    first, second = is_orange[580:600, 100:120].sum(), is_orange[580:600, 120:140].sum()
    assert 0 < first < 0.5 * second
