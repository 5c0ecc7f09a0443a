"""Heat maps of matrices: colours say the signs and sizes of entries."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from bot.drawing import heat_map, matrices
from bot.drawing.style import COLOURS, Style, Theme
from bot.formula import Symbol
from tests.bot.drawing.words import assert_readable, recorded_words

DARK = Style(Theme.DARK)


def test_colours_and_key_show_large_and_small_entries() -> None:
    with recorded_words() as words:
        picture = matrices.draw_heat_map(np.array([[2.0, -2.0], [0.0, 1.0]]), Symbol("A"), DARK)

    image = np.asarray(Image.open(io.BytesIO(picture.data)).convert("RGB")).astype(int)
    colours = COLOURS[Theme.DARK]
    centres = {}
    for role in ("high", "low"):
        rows, columns = np.nonzero(np.abs(image - heat_map.ink(colours.of(role))).max(axis=2) < 8)
        assert len(rows) > 20_000, role
        centres[role] = np.array([np.median(columns), np.median(rows)])
    assert centres["high"][0] < centres["low"][0], "2 stands left of -2"
    assert centres["high"][1] == pytest.approx(centres["low"][1], abs=3)
    assert "entries from −2 to 2" in picture.alt
    assert {"A: 2×2 entries", "−2", "2"} <= {word for word, _, _ in words}


def test_a_heat_map_of_zeros_and_one_of_many_rows_are_drawn() -> None:
    for a in (np.zeros((3, 3)), np.arange(900.0).reshape(300, 3)):
        with recorded_words() as words:
            matrices.draw_heat_map(a, Symbol("A"), DARK)
        assert_readable(words)
        assert f"A: {len(a)}×3 entries" in {word for word, _, _ in words}
