"""Pictures of vectors: whatever the numbers, every word can be read and nothing collides."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, SMALL, WIDTH, Style, Theme
from bot.topics.vectors.angle_figure import draw_angle, draw_dot
from bot.topics.vectors.cross_figure import draw_cross
from bot.topics.vectors.distance_figure import draw_distance
from bot.topics.vectors.norm_figure import drawing_of_norm
from bot.topics.vectors.projection_figure import draw_projection, draw_unit
from linalg_engine import vectors
from linalg_engine.errors import InputError
from tests.bot.drawing.words import assert_readable, is_of_full_width, recorded_words
from tests.examples import examples

DARK = Style(Theme.DARK)


def exact(*entries: object) -> NDArray[Any]:
    return np.array([Fraction(str(entry)) for entry in entries], dtype=object)


def dot_picture(a: NDArray[Any], b: NDArray[Any], style: Style = DARK) -> Picture:
    return draw_dot(vectors.dot(a, b), style)


def pixels(picture: Picture) -> NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(picture.data)).convert("RGB"))


def area_of(picture: Picture, colour: str) -> int:
    """How many pixels have about this colour."""
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
    return int((np.abs(pixels(picture).astype(int) - rgb).max(axis=2) < 14).sum())


CASES = {
    "acute": (exact(1, 2), exact(3, 1)),
    "obtuse, negative quadrants": (exact(-3, 1), exact(2, -4)),
    "very different lengths": (exact(1000, 1), exact("0.001", 2)),
    "coincident": (exact(2, 1), exact(2, 1)),
    "parallel": (exact(2, 1), exact(4, 2)),
    "opposite": (exact(2, 1), exact(-4, -2)),
    "zero": (exact(0, 0), exact(3, 1)),
    "both zero": (exact(0, 0), exact(0, 0)),
    "perpendicular": (exact(2, 1), exact(-1, 2)),
    "nearly parallel": (exact(10, 1), exact(10, "1.5")),
    "one dimension": (exact(3), exact(4)),
    "large numbers": (exact(123456, 234567), exact(345678, -123456)),
    "small numbers": (exact("0.001", "0.002"), exact("0.003", "0.001")),
    "beyond squares of floats": (exact("1e200", 0), exact("1e100", "1e100")),
    "space": (exact(1, 2, 3), exact(4, 5, 6)),
    "space, below the floor": (exact(-1, 2, -3), exact(4, -5, 2)),
    "space, axes": (exact(1, 0, 0), exact(0, 0, 1)),
    "space, parallel": (exact(1, 2, 3), exact(2, 4, 6)),
    "space, flat": (exact(1, 2, 0), exact(3, 1, 0)),
    "space, zero": (exact(0, 0, 0), exact(1, 2, 2)),
    "five entries": (exact(1, -2, 3, 4, 5), exact(4, 5, -6, 1, 2)),
    "thirty entries": (exact(*range(-10, 20)), exact(*[(7 * i) % 11 - 5 for i in range(30)])),
}


@pytest.mark.parametrize("case", CASES)
def test_is_an_opaque_png_of_the_right_size(case: str) -> None:
    picture = dot_picture(*CASES[case])
    image = Image.open(io.BytesIO(picture.data))
    assert image.format == "PNG"
    assert is_of_full_width(image)
    assert "transparency" not in image.info
    assert len(picture.data) < 100_000
    assert 0 < len(picture.alt) <= 1024


@pytest.mark.parametrize("case", CASES)
def test_every_word_can_be_read_on_a_phone(case: str) -> None:
    with recorded_words() as words:
        dot_picture(*CASES[case])
    assert_readable(words)


@examples(0.25)
@given(
    st.integers(1, 3).flatmap(
        lambda n: st.tuples(
            *[st.lists(st.fractions(-9, 9, max_denominator=4), min_size=n, max_size=n)] * 2
        )
    )
)
def test_labels_of_any_two_vectors_lie_apart(pair: tuple[list[Fraction], list[Fraction]]) -> None:
    with recorded_words() as words:
        a, b = (np.array(entries, dtype=object) for entries in pair)
        dot_picture(a, b)
    coloured = [(text, box) for text, size, box in words if size > SMALL]
    for i, (text, box) in enumerate(coloured):
        for other, other_box in coloured[:i]:
            assert box.overlap(other_box, margin=0) < 40, f"{text!r} lies on {other!r}"


numbers = st.one_of(
    st.just(0.0),
    st.floats(-1e307, 1e307).filter(lambda x: abs(x) > 1e-300),
    st.sampled_from([1e200, -1e200, 1e-200, 3.0, -1.0]),
)


@examples(0.1)
@example(([1.0, 0.0, 0.0], [-1e199, 0.0, 1e185]))
@example(([1.0, 0.0, 0.0, 0.0], [-1e199, 0.0, 0.0, 1e185]))
@given(
    st.integers(1, 6).flatmap(lambda n: st.tuples(*[st.lists(numbers, min_size=n, max_size=n)] * 2))
)
def test_any_numbers_are_drawn_or_refused_in_words(pair: tuple[list[float], list[float]]) -> None:
    a, b = (np.array(entries) for entries in pair)
    drawings = [
        lambda: draw_dot(vectors.dot(a, b), DARK),
        lambda: draw_angle(a, b, vectors.angle(a, b), DARK),
        lambda: draw_projection(a, b, vectors.project(a, b), DARK),
        drawing_of_norm(a, vectors.norm(a), DARK),
        lambda: draw_unit(a, vectors.unit(a), DARK),
        lambda: draw_distance(a, b, vectors.distance(a, b), DARK),
        lambda: draw_cross(a, b, vectors.cross(a, b), DARK),
    ]
    for drawing in drawings:
        try:
            picture = drawing()
        except InputError:
            continue
        assert is_of_full_width(Image.open(io.BytesIO(picture.data)))


@pytest.mark.parametrize("theme", list(Theme))
def test_vectors_keep_their_colours(theme: Theme) -> None:
    picture = dot_picture(exact(1, 2), exact(3, 1), Style(theme))
    colours = COLOURS[theme]
    corner = pixels(picture)[0, 0]
    assert np.abs(corner.astype(int) - _rgb(colours.background)).max() <= 2
    for colour in (colours.first, colours.second, colours.result, colours.rest):
        assert area_of(picture, colour) > 300


def _rgb(colour: str) -> NDArray[np.int64]:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])


def test_coincident_vectors_are_both_seen() -> None:
    picture = dot_picture(exact(2, 1), exact(2, 1))
    assert area_of(picture, COLOURS[Theme.DARK].first) > 2000
    assert area_of(picture, COLOURS[Theme.DARK].second) > 2000


def test_different_scales_say_so() -> None:
    with recorded_words() as words:
        dot_picture(*CASES["very different lengths"])
    assert any("not to scale" in text for text, _, _ in words)


def test_points_far_from_the_origin_are_seen_apart() -> None:
    a, b = exact(1000, 1000), exact(1003, 1004)
    with recorded_words() as words:
        picture = draw_distance(a, b, vectors.distance(a, b), DARK)
    assert_readable(words)
    assert any("origin is far away" in text for text, _, _ in words)
    blue, orange = (
        np.argwhere(np.abs(pixels(picture).astype(int) - _rgb(colour)).max(axis=2) < 14)
        for colour in (COLOURS[Theme.DARK].first, COLOURS[Theme.DARK].second)
    )
    assert np.linalg.norm(blue.mean(axis=0) - orange.mean(axis=0)) > WIDTH / 4


def test_alt_text_names_vectors_and_result() -> None:
    alt = dot_picture(exact(1, 2, 3), exact(4, 5, 6)).alt
    for words in ("[1, 2, 3]", "[4, 5, 6]", "32", "12.93°"):
        assert words in alt


def test_bars_add_up_to_the_total() -> None:
    with recorded_words() as words:
        dot_picture(*CASES["five entries"])
    texts = [text for text, _, _ in words]
    for term in ("4", "−10", "−18", "+4", "+10", "total"):
        assert term in texts


def test_only_the_largest_of_many_terms_are_told_apart() -> None:
    a = exact(*([1] * 992), *range(101, 109))
    with recorded_words() as words:
        dot_picture(a, exact(*[1] * 1000))
    texts = [text for text, _, _ in words]
    assert "rest" in texts
    assert {str(k) for k in range(994, 1001)} <= set(texts)
