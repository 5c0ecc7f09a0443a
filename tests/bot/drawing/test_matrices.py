"""Pictures of matrices: numbers stand where they belong, colours say their signs."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing import matrices
from bot.drawing.style import HEIGHT, Style, Theme
from bot.drawing.things import Picture as Pixels
from bot.drawing.things import Written
from bot.formula import Row, Symbol
from bot.formula.node import text
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


def test_numbers_of_the_key_have_three_decimals() -> None:
    found = seen(lambda: matrices.draw_heat_map(np.array([[1 / 3]]), A, DARK))

    assert {"−0.333", "0.333"} <= {*found.words}


@pytest.mark.parametrize(
    ("rows", "columns", "width", "height"),
    [
        # 1040 by 645 pixels: squares, but of a long and narrow one its cells are stretched.
        (2, 4, 260, 260),
        (4, 2, 161.25, 161.25),
        (3, 9, 1040 / 9, 1040 / 9),
        (4, 40, 26, 26 * 10 / 3),
        (40, 4, 645 / 40 * 10 / 3, 645 / 40),
        (1, 3, 1040 / 3, 1040 / 3),
    ],
)
def test_a_heat_map_fills_its_room_with_squares_or_nearly(
    rows: int, columns: int, width: float, height: float
) -> None:
    found = seen(lambda: matrices.draw_heat_map(np.ones((rows, columns)), A, DARK))

    cells, key = [thing for thing in found.things if isinstance(thing, Pixels)]
    assert cells.pixels.shape[:2] == (round(rows * height), round(columns * width))
    assert cells.left == round(550 - columns * width / 2)
    # Between the caption and the key, 8 pixels of room, in the middle.
    middle = 88 + (HEIGHT - 84 - 8 - 88) / 2
    assert cells.bottom + rows * height / 2 == pytest.approx(middle, abs=1.01)
    assert (key.left, key.bottom, key.pixels.shape) == (475, 30, (28, 150, 3))
    low, high = (
        next(
            thing
            for thing in found.things
            if isinstance(thing, Written) and text(thing.lettering.content) == word
        )
        for word in ("−1", "1")
    )
    assert [(word.x, word.y, word.anchor) for word in (low, high)] == [
        (475 - 14, 44, "right"),
        (625 + 14, 44, "left"),
    ]


def test_a_heat_map_of_zeros_and_one_of_many_rows_are_drawn() -> None:
    for a in (np.zeros((3, 3)), np.arange(900.0).reshape(300, 3), np.ones((4, 90))):
        found = seen(lambda a=a: matrices.draw_heat_map(a, Row((A, " ", Symbol("B"))), DARK))
        assert f"A B: {len(a)}×{a.shape[1]} entries" in found.words
        pixels = next(thing for thing in found.things if isinstance(thing, Pixels)).pixels
        assert min(pixels.shape[:2]) >= 30
