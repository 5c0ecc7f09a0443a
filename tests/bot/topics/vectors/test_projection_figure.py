"""Pictures of projections and unit vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from bot.drawing.things import Arrow, Line
from bot.topics.vectors.projection_figure import draw_projection, draw_unit
from linalg_engine import vectors
from tests.bot.drawing.painted import of
from tests.bot.topics.vectors.seen import COLOUR, DARK, Seen, exact, same, seen


def projection(a: Sequence[object], b: Sequence[object]) -> Seen:
    p, q = exact(*a), exact(*b)
    return seen(lambda: draw_projection(p, q, vectors.project(p, q), DARK))


def unit(v: Sequence[object]) -> Seen:
    given = exact(*v)
    return seen(lambda: draw_unit(given, vectors.unit(given), DARK))


def test_projection_and_rejection_stand_where_they_must() -> None:
    # (2·4 + 3·0)/16 = 1/2
    shown = projection([2, 3], [4, 0])

    assert same(shown.arrows("first"), [(0, 0), (2, 3)])
    assert same(shown.arrows("second"), [(0, 0), (4, 0)])
    assert same(shown.arrows("result"), [(0, 0), (2, 0)])
    assert same(shown.lines("rest"), [(2, 0), (2, 3)])
    (mark,) = shown.lines("text", least=2)
    assert mark[1] - [2, 0] == pytest.approx(mark[0] + mark[2] - [4, 0])
    broad = {arrow.colour: arrow.width for arrow in of(shown.painted, Arrow)}
    assert broad[COLOUR.result] > 1.5 * broad[COLOUR.second]


def test_names_of_a_projection_are_written_at_their_things() -> None:
    shown = projection([2, 3], [4, 0])

    assert "Projection of a on b = [2, 0]" in shown.words
    at = {words: shown.place((w.x, w.y)) for words, w in shown.words.items()}
    assert abs(at["rejection"][0] - 2) < 1
    assert 0 < at["rejection"][1] < 3
    assert abs(at["projection"][1]) < 0.6
    assert 0 < at["projection"][0] < 3
    assert shown.colour_of("rejection") == COLOUR.rest
    assert shown.colour_of("projection") == COLOUR.result
    assert {"a = [2, 3]", "b = [4, 0]"} <= set(shown.words)
    for words in ("[2, 3]", "[4, 0]", "projection of a on b is [2, 0]", "rejection [0, 3]"):
        assert words in shown.picture.alt


def test_a_vector_on_the_line_is_its_own_projection() -> None:
    shown = projection([4, 2], [2, 1])

    assert "Projection of a on b = [4, 2]: a itself" in shown.words
    assert not shown.lines("rest")
    assert not shown.lines("text", least=2)
    assert same(shown.arrows("result"), [(0, 0), (4, 2)])


def test_a_perpendicular_vector_is_its_own_rejection() -> None:
    shown = projection([2, 3], [-3, 2])

    assert "Projection of a on b = [0, 0]: perpendicular" in shown.words
    assert not shown.arrows("result")
    assert same(shown.lines("rest"), [(0, 0), (2, 3)])
    assert len(shown.lines("text", least=2)) == 1


def test_the_zero_vector_has_a_spot() -> None:
    shown = projection([0, 0], [2, 1])

    assert same([mark[None] for mark in shown.marks("first")], [(0, 0)])


def test_a_length_that_cannot_be_seen_is_changed_and_that_is_said() -> None:
    shown = projection([2, 3], [1000, 1])

    assert "length of b not to scale" in shown.words
    a, b = (
        next(arrow for arrow in of(shown.painted, Arrow) if arrow.colour == colour)
        for colour in (COLOUR.first, COLOUR.second)
    )
    assert np.hypot(*(b.tip - b.tail)) == pytest.approx(np.hypot(*(a.tip - a.tail)))


def test_the_unit_vector_ends_on_the_unit_circle() -> None:
    shown = unit([3, 4])

    assert "v/‖v‖ = [3/5, 4/5]" in shown.words
    assert same(shown.arrows("first"), [(0, 0), (3, 4)])
    assert same(shown.arrows("result"), [(0, 0), (0.6, 0.8)])
    (circle,) = shown.lines("muted", least=3)
    assert np.hypot(*circle.T) == pytest.approx(1, abs=0.02)
    turns = np.unwrap(np.arctan2(circle[:, 1], circle[:, 0]))
    assert abs(turns[-1] - turns[0]) == pytest.approx(2 * math.pi, abs=0.01)
    assert shown.colour_of("length 1") == COLOUR.result
    assert "unit vector [3/5, 4/5]" in shown.picture.alt


@pytest.mark.parametrize(("v", "ratio"), [([100, 1], 0.45), (["0.01", "0.01"], 1 / 0.45)])
def test_lengths_far_from_1_are_said_to_be_untrue(v: Sequence[object], ratio: float) -> None:
    shown = unit(v)

    assert "directions true, lengths not to scale" in shown.words
    first, second = of(shown.painted, Arrow)
    sizes = {a.colour: np.hypot(*(a.tip - a.tail)) for a in (first, second)}
    assert sizes[COLOUR.result] / sizes[COLOUR.first] == pytest.approx(ratio, rel=0.01)


def test_in_space_the_unit_vector_ends_on_an_octant_of_the_sphere() -> None:
    shown = unit([1, 2, 2])

    arcs = [line for line in of(shown.painted, Line) if line.colour == COLOUR.muted]
    assert len(arcs) == 3
