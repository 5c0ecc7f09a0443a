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
