"""Words and formulas as pictures: their sizes, and what is kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

import numpy as np
import pytest

from bot.drawing import lettering, typesetting
from bot.drawing.lettering import Lettering, height_of_words, pixels, size_of, width_of_words
from bot.drawing.style import Theme
from bot.drawing.typesetting import compiled_pages
from bot.formula import Quotient, Symbol
from bot.formula.node import Formula

WHITE = "#ffffff"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    with (
        mock.patch.dict(lettering._kept, clear=True),
        mock.patch.dict(lettering._sizes, clear=True),
    ):
        yield


def words(content: Formula, zoom: float = 1, colour: str = WHITE) -> Lettering:
    return Lettering(content, 40, colour, Theme.DARK, bold=False, zoom=zoom)


def test_the_longest_line_is_as_wide_as_its_letters_and_lines_lie_below_each_other() -> None:
    assert width_of_words("mi", 40) == width_of_words("m", 40) + width_of_words("i", 40)
    assert width_of_words("i\nmm\ni", 40) == 2 * width_of_words("m", 40)
    assert width_of_words("m", 80) == 2 * width_of_words("m", 40)
    assert width_of_words("m", 40, bold=True) > width_of_words("m", 40)
    assert height_of_words("a", 50) == pytest.approx(58)
    assert height_of_words("a\nb\nc", 50) == pytest.approx(3 * 58)


@pytest.mark.parametrize("zoom", [1, 0.5])
def test_letters_take_the_room_that_is_foreseen(zoom: float) -> None:
    for text in ("eigenvector", "two\nlines"):
        (found,) = pixels([words(text, zoom)])
        assert found.shape[0] / zoom == pytest.approx(height_of_words(text, 40), abs=2)
        assert found.shape[1] / zoom == pytest.approx(width_of_words(text, 40), abs=8)
        assert found[:, [0, -1], 3].any(axis=0).all(), "cropped to the ink"


@pytest.mark.parametrize("zoom", [1, 0.5])
def test_a_formula_is_measured_in_pixels_before_zoom(zoom: float) -> None:
    formula = Quotient("1", Symbol("x"))

    width, height = size_of(words(formula, zoom))

    (found,) = pixels([words(formula, zoom)])
    assert (width, height) == (found.shape[1] / zoom, found.shape[0] / zoom)
    assert size_of(words(formula)) == pytest.approx((width, height), abs=2)


def test_a_size_is_known_whatever_the_colour() -> None:
    (found,) = pixels([words(Symbol("x"))])

    with mock.patch.object(lettering, "_set", side_effect=AssertionError):
        assert size_of(words(Symbol("x"), colour="#123456")) == found.shape[1::-1]


def test_each_lettering_has_its_own_colour_and_order() -> None:
    wanted = [words("a"), words("b", colour="#ff0000"), words("a", colour="#00ff00"), words("a")]

    white, red, green, again = pixels(wanted)

    assert again is white
    for found, colour in ((white, (255, 255, 255)), (red, (255, 0, 0)), (green, (0, 255, 0))):
        solid = found[found[..., 3] > 128, :3].astype(int)
        assert len(solid) > 20
        assert np.abs(solid - colour).max() <= 2


def test_what_is_set_together_takes_one_go_a_theme_and_a_zoom() -> None:
    wanted = [words("a"), words("b"), words("c", 0.5)]

    with mock.patch.object(lettering, "_set", wraps=lettering._set) as put:
        pixels(wanted)
        assert put.call_count == 2
        pixels(wanted)
        assert put.call_count == 2


def test_nothing_visible_takes_no_width() -> None:
    assert pixels([words(" ")])[0].shape[1] == 0


def test_the_oldest_letterings_are_forgotten_and_those_just_used_are_not() -> None:
    a, b, c = words("a"), words("b"), words("c")
    sizes = [each.nbytes for each in pixels([a, b])]
    pixels([a])  # used again, so b is the oldest

    with mock.patch.object(lettering, "KEPT_BYTES", sum(sizes) + 100):
        pixels([c])

    assert list(lettering._kept) == [a, c]
    with mock.patch.object(lettering, "KEPT_BYTES", 0):
        assert len(pixels([a, c])) == 2
    assert not lettering._kept


def test_sizes_do_not_pile_up() -> None:
    with mock.patch.object(lettering, "MOST_SIZES", 2):
        for letter in "abc":
            pixels([words(letter)])
        assert len(lettering._sizes) == 3
        pixels([words("d")])
        assert len(lettering._sizes) == 1


def test_a_page_of_a_template_is_a_png_of_its_size_in_pixels() -> None:
    item = {"content": "m", "size": 40, "colour": WHITE, "bold": False}
    content = lettering.typst("mm")
    items = [{**item, "content": content}] * 2

    one = compiled_pages("lettering.typ", {"items": items[:1]}, Theme.DARK, 1)
    two = compiled_pages("lettering.typ", {"items": items}, Theme.DARK, 2)

    assert (len(one), len(two)) == (1, 2)
    small, large = lettering._decoded(one[0]), lettering._decoded(two[0])
    assert large.shape[0] == pytest.approx(2 * small.shape[0], abs=1)
    assert np.asarray(small).shape[2] == 4


def test_a_typesetter_without_pages_is_an_error() -> None:
    nothing = mock.Mock(spec_set=["compile"])
    nothing.compile.return_value = None
    with (
        mock.patch.object(typesetting, "_compiler", return_value=nothing),
        pytest.raises(TypeError),
    ):
        compiled_pages("lettering.typ", {"items": []}, Theme.DARK, 1)
