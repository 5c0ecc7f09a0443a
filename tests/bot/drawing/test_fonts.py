"""Names are drawn with letters that there are, or not at all: never as boxes."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any, cast
from unittest import mock

import numpy as np
import pytest
from matplotlib import get_data_path
from matplotlib.ft2font import FT2Font
from PIL import Image
from scipy import ndimage

from bot.drawing import fonts
from bot.drawing.canvas import Canvas
from bot.drawing.style import SMALL, Theme


@pytest.fixture(autouse=True)
def only_the_font_that_comes_along() -> Iterator[None]:
    """As on a host with no other fonts."""
    fonts.files()  # Kept for all tests that follow, so with what this host has.
    charmap = FT2Font(f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf").get_charmap()
    with (
        mock.patch.object(fonts, "_characters", return_value=frozenset(charmap)),
        mock.patch.object(fonts, "families", return_value=(fonts.FIRST,)),
    ):
        yield


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Amélie", "Amélie"),
        ("Сталкер", "Сталкер"),
        ("محمد", "محمد"),
        ("שלום", "שלום"),
        ("a$b_c", "a$b_c"),
        ("Shrek 🦄", "Shrek"),
        ("👩‍👩‍👧 Up", "Up"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("two\nlines", "two lines"),
        ("千と千尋", None),
        ("안녕", None),
        ("हिन्दी", None),
        ("Tokyo 東京", None),
        ("🦄", None),
        ("", None),
    ],
)
def test_a_name_is_written_whole_or_not_at_all(typed: str, written: str | None) -> None:
    assert fonts.writable(typed) == written


def test_names_that_cannot_be_written_are_numbers() -> None:
    shown, lost = fonts.names(["さくら", "Ann", "田中", "x" * 100], "row", 12)

    assert shown == ("row 1", "Ann", "row 3", "x" * 11 + "…")
    assert lost == 2


def test_nothing_is_drawn_that_the_font_lacks() -> None:
    """matplotlib warns of every glyph that is missing and draws a box for it."""
    typed = ["千と千尋", "محمد", "Ann 🦄", "हिन्दी", "Сталкер", "a\u0007b", "ไทย", "\u2066x\u2069"]
    shown, _ = fonts.names(typed, "row", 20)
    canvas = Canvas(Theme.DARK)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        for i, name in enumerate(shown):
            canvas.text((500, 60 + 80 * i), name, SMALL)
        canvas.png()

    assert said == []


def test_arabic_letters_are_joined() -> None:
    """All four letters of this word hang together in one stroke."""
    canvas = Canvas(Theme.DARK)
    canvas.text((500, 400), "محمد", 90)

    pixels = np.asarray(Image.open(io.BytesIO(canvas.png())).convert("L"))

    _, strokes = cast("tuple[Any, int]", ndimage.label(pixels > 100))
    assert strokes == 1


def test_the_files_are_those_of_the_fonts_and_no_others() -> None:
    with mock.patch.object(fonts, "families", return_value=(fonts.FIRST, "DejaVu Sans")):
        found = fonts.files.__wrapped__()

    assert [file.rsplit("/", 1)[-1] for file in found[:2]] == [
        "SourceSansPro-Regular.otf",
        "SourceSansPro-Semibold.otf",
    ]
    assert len(found) > 2
    assert {FT2Font(file).family_name for file in found[2:]} == {"DejaVu Sans"}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200cab", "ab"),
        ("ab\u200d", "ab"),
        ("a \u200d b", "a b"),
        ("a\u200d1", "a1"),
        ("e\u0301\u200dx", "e\u0301\u200dx"),
        ("a\ufe0fb", "ab"),
        ("☃", "☃"),
        ("12", "12"),
    ],
)
def test_joiners_stay_between_letters_only(typed: str, written: str) -> None:
    assert fonts.writable(typed) == written


def test_letters_have_the_widths_of_their_fonts() -> None:
    source = FT2Font(fonts.files()[0])
    source.set_size(1000, 72)

    for letter in "mi.":
        width = source.load_char(ord(letter)).linearHoriAdvance / 65536 / 1000
        assert fonts.advance(letter) == pytest.approx(width, rel=0.01)
    assert fonts.advance("m", bold=True) > fonts.advance("m")
    # Arabic letters come from the second font, unknown ones from none.
    assert 0.3 < fonts.advance("م") < 1
    assert fonts.advance("\U0001f984") == 0


def test_names_are_cut_in_their_middle_where_their_ends_differ() -> None:
    given = ["abcdefgh12", "abcdefgh34", "abcdefgh 5", "xyz", "lmnopqrst"]

    shown = fonts.cut(given, lambda text: len(text) <= 6)

    assert shown == ["abc…12", "abc…34", "abc…5", "xyz", "lmnop…"]


def test_a_note_is_made_where_names_are_lost() -> None:
    assert fonts.note(0) == ""
    assert "numbers" in fonts.note(1)
