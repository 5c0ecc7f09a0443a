"""The picture of a cross product: two arrows, their parallelogram, and what is upright on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bot.drawing.things import Arrow, Fill, Line
from bot.topics.vectors.cross_figure import draw_cross
from linalg_engine import vectors
from tests.bot.drawing.painted import of
from tests.bot.topics.vectors.seen import COLOUR, DARK, Seen, exact, seen


def cross(a: Sequence[object], b: Sequence[object]) -> Seen:
    p, q = exact(*a), exact(*b)
    return seen(lambda: draw_cross(p, q, vectors.cross(p, q), DARK))


def tips(shown: Seen) -> dict[str, np.ndarray]:
    """Return the arrows on paper, by colour."""
    arrows = [arrow for arrow in of(shown.painted, Arrow) if arrow.layer < 4]
    return {arrow.colour: arrow.tip - arrow.tail for arrow in arrows}


def test_the_parallelogram_is_spanned_by_both_and_has_its_area_inside() -> None:
    # [2, 0, 0] × [0, 2, 0] = [0, 0, 4]
    shown = cross([2, 0, 0], [0, 2, 0])

    arrows = tips(shown)
    (area,) = (fill for fill in of(shown.painted, Fill) if fill.colour == COLOUR.result)
    a, b = arrows[COLOUR.first], arrows[COLOUR.second]
    corners = area.corners - area.corners[0]
    assert corners == pytest.approx(np.array([(0, 0), a, a + b, b]), abs=0.01)
    assert {"a × b = [0, 0, 4]", "a = [2, 0, 0]", "b = [0, 2, 0]", "a × b", "area 4"} <= set(
        shown.words
    )
    word = shown.words["area 4"]
    middle = area.corners.mean(axis=0)
    assert np.hypot(*(np.array([word.x, word.y]) - middle)) < 60
    assert shown.colour_of("area 4") == COLOUR.text
    assert shown.colour_of("a × b") == COLOUR.result


def test_a_product_to_scale_is_as_long_as_the_area_is_large() -> None:
    shown = cross([2, 0, 0], [0, 1, 1])

    # [0·1 − 0·1, 0·0 − 2·1, 2·1 − 0·0] = [0, −2, 2]
    assert "a × b is as long as the area is large" in shown.words
    axes = next(line for line in of(shown.painted, Line) if line.colour == COLOUR.axis)
    # Space on paper is a linear map: each axis begins and ends at whole numbers of units.
    arrows = tips(shown)
    x = arrows[COLOUR.first] / 2
    y, z = axes.points[1], axes.points[2]
    up = (z[1] - z[0]) / float(shown_end(shown, "z"))
    right = arrows[COLOUR.second] - up
    assert abs(right[0] * (y[1] - y[0])[1] - right[1] * (y[1] - y[0])[0]) < 1
    assert arrows[COLOUR.result] == pytest.approx(2 * up - 2 * right, abs=0.5)
    assert np.hypot(*x) > 0


def shown_end(shown: Seen, axis: str) -> str:
    """Return the coordinate at which an axis ends."""
    (words,) = (words for words in shown.words if words.startswith(f"{axis} = "))
    return words.removeprefix(f"{axis} = ")


def test_a_product_too_long_is_said_to_be_not_to_scale() -> None:
    shown = cross([10, 1, 0], [1, 10, 0])

    assert "length of a × b not to scale" in shown.words
    assert "area 99" in shown.words
    assert any(words.startswith("x = ") for words in shown.words)


def test_both_right_angles_are_marked() -> None:
    shown = cross([2, 0, 0], [0, 2, 0])

    marks = [line for line in of(shown.painted, Line) if line.colour == COLOUR.text]
    assert len(marks) == 2


def test_very_different_lengths_are_said_to_be_untrue() -> None:
    shown = cross([100, 0, 0], [0, 1, 0])

    assert "directions true, lengths not to scale" in shown.words
    assert {"x", "y", "z"} <= set(shown.words)


def test_vectors_on_one_line_have_no_area() -> None:
    shown = cross([1, 2, 3], [2, 4, 6])

    assert "a × b = [0, 0, 0]: on one line" in shown.words
    assert COLOUR.result not in tips(shown)
    assert not [fill for fill in of(shown.painted, Fill) if fill.colour == COLOUR.result]
    assert shown.picture.alt.endswith("They lie on one line, so a × b is zero.")


def test_the_zero_vector_is_a_point() -> None:
    shown = cross([0, 0, 0], [2, 4, 6])

    assert shown.colour_of("a = 0") == COLOUR.first
    assert COLOUR.first not in tips(shown)


def test_nearly_parallel_vectors_are_opened() -> None:
    shown = cross([10, 1, 0], [10, "1.2", 0])

    assert {"θ ≈ 1.13°", "opened 50 times", "area 2"} <= set(shown.words)


def test_alt_text_has_the_product_and_its_length() -> None:
    alt = cross([1, 2, 3], [4, 5, 6]).picture.alt

    for words in ("a = [1, 2, 3]", "b = [4, 5, 6]", "a × b = [−3, 6, −3]", "length 3√6 ≈ 7.3485"):
        assert words in alt
