"""Pictures of dot products and angles show what was computed, at its coordinates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from unittest import mock

import numpy as np
import pytest

from bot.drawing import boxes, lettering
from bot.drawing.style import COLOURS, SMALL, Style, Theme
from bot.drawing.things import Arrow, Line, Written
from bot.formula.node import text
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.vectors.angle_figure import draw_angle, draw_dot
from linalg_engine import vectors
from tests.bot.drawing.frames import of_kind, recorded_frames
from tests.bot.drawing.frames import words as words_of
from tests.bot.drawing.painted import of
from tests.bot.drawing.rules import faults, recorded_paintings
from tests.bot.topics.vectors.seen import COLOUR, DARK, Seen, exact, same, seen


def dot(a: Sequence[object], b: Sequence[object]) -> Seen:
    return seen(lambda: draw_dot(vectors.dot(exact(*a), exact(*b)), DARK))


def angle(a: Sequence[object], b: Sequence[object]) -> Seen:
    p, q = exact(*a), exact(*b)
    return seen(lambda: draw_angle(p, q, vectors.angle(p, q), DARK))


def numbers_on_axes(shown: Seen) -> set[str]:
    return {words for words, at in shown.words.items() if at.y == 26 or at.x == 12}


def test_a_dot_product_is_the_area_of_shadow_times_length() -> None:
    # a·b = 5, |b| = √10, shadow 5/√10 = √10/2 along b: [3/2, 1/2]
    shown = dot([1, 2], [3, 1])

    assert same(shown.arrows("first"), [(0, 0), (1, 2)])
    assert same(shown.arrows("second"), [(0, 0), (3, 1)])
    (band,) = shown.lines("result", least=10)
    assert same([band], [(0, 0), (1.5, 0.5)])
    assert same(shown.lines("rest"), [(1.5, 0.5), (1, 2)])
    (area,) = shown.fills("result")
    # The shadow turned upright on b, away from a, is [1/2, -3/2].
    corners = shown.place(area.corners)
    assert corners == pytest.approx(np.array([(0, 0), (3, 1), (3.5, -0.5), (0.5, -1.5)]), abs=0.02)
    sides = np.hypot(*np.diff(corners, axis=0).T)
    assert sides[0] * sides[1] == pytest.approx(5, rel=0.01)
    assert area.hatch is None
    assert same(shown.lines("second", least=5), [(3.5, -0.5), (0.5, -1.5)])


def test_every_number_of_a_dot_product_is_written_once_at_its_thing() -> None:
    shown = dot([1, 2], [3, 1])

    assert set(shown.words) - numbers_on_axes(shown) == {
        *("a · b = 5", "the shadow of a on b, times the length of b"),
        *("a = [1, 2]", "b = [3, 1]"),
        *("45°", "shadow √10/2", "length √10", "area 5"),
    }
    colours = {words: shown.colour_of(words) for words in shown.words}
    assert colours["a = [1, 2]"] == COLOUR.first
    assert colours["b = [3, 1]"] == colours["length √10"] == COLOUR.second
    assert colours["shadow √10/2"] == COLOUR.result
    assert colours["area 5"] == colours["45°"] == COLOUR.text
    at = {words: shown.place((w.x, w.y)) for words, w in shown.words.items()}
    assert np.hypot(*(at["a = [1, 2]"] - [1, 2])) < 0.8
    # Beside the shadow it would lie on a, so it stands at a side of the area, just as long.
    assert np.hypot(*(at["shadow √10/2"] - [3.25, 0.25])) < 1
    assert np.hypot(*(at["length √10"] - [2, -1])) < 0.7
    assert np.hypot(*(at["area 5"] - [1.75, -0.25])) < 0.3


def test_alt_text_and_picture_say_the_same() -> None:
    alt = dot([1, 2], [3, 1]).picture.alt

    for words in ("[1, 2]", "[3, 1]", "dot product is 5", "45°", "√10/2 ≈ 1.5811 long"):
        assert words in alt
    assert "rectangle of area 5" in alt
    assert "hatched" not in alt


def test_a_negative_area_is_pink_and_hatched() -> None:
    # a·b = −10, |b| = 2√5, shadow −√5 along b
    shown = dot([-3, 1], [2, -4])

    assert not shown.fills("result")
    (area,) = shown.fills("rest")
    assert area.hatch
    corners = shown.place(area.corners)
    assert corners[1] == pytest.approx([2, -4], abs=0.02)
    assert np.hypot(*corners[3]) == pytest.approx(math.sqrt(5), rel=0.01)
    assert corners[3] @ [2, -4] == pytest.approx(0, abs=0.05)
    (band,) = shown.lines("result", least=10)
    assert same([band], [(0, 0), (-1, 2)])
    assert "area −10" in shown.words
    assert "area −10, hatched since it counts as negative" in shown.picture.alt


def test_perpendicular_vectors_have_a_right_angle_and_no_shadow() -> None:
    shown = dot([2, 1], [-1, 2])

    assert "a · b = 0: perpendicular, no shadow" in shown.words
    assert not shown.fills("result")
    assert not shown.lines("result")
    (mark,) = shown.lines("text", least=2)
    # Two sides along a and b, and a corner as far from both.
    along_a, corner, along_b = mark
    assert along_a @ [-1, 2] == pytest.approx(0, abs=0.02)
    assert along_b @ [2, 1] == pytest.approx(0, abs=0.02)
    assert along_a + along_b == pytest.approx(corner, abs=0.02)


def test_the_foot_of_the_shadow_has_a_right_angle() -> None:
    marks = [line for line in dot([1, 2], [3, 1]).lines("text", least=2) if len(line) == 3]

    ((first, corner, second),) = marks
    foot = np.array([1.5, 0.5])
    assert (first - foot) @ (second - foot) == pytest.approx(0, abs=0.01)
    assert corner - foot == pytest.approx(first + second - 2 * foot, abs=0.01)
    assert (second - foot) @ [-0.5, 1.5] > 0


def test_parallel_vectors_are_both_seen_and_have_an_area() -> None:
    shown = dot([2, 1], [4, 2])

    (a,), (b,) = (
        [arrow for arrow in of(shown.painted, Arrow) if arrow.colour == colour]
        for colour in (COLOUR.first, COLOUR.second)
    )
    assert b.width > 1.5 * a.width
    assert b.layer < a.layer
    assert not shown.lines("rest")
    corners = shown.place(shown.fills("result")[0].corners)
    sides = np.hypot(*np.diff(corners, axis=0).T)
    # |a| |b| = √5 · 2√5
    assert sides[0] * sides[1] == pytest.approx(10, rel=0.01)


def test_the_zero_vector_is_a_point() -> None:
    shown = dot([0, 0], [3, 1])

    assert "a · b = 0: the zero vector has no direction" in shown.words
    assert same([mark[None] for mark in shown.marks("first")], [(0, 0)])
    assert shown.colour_of("a = 0") == COLOUR.first
    assert not shown.arrows("first")


def test_lengths_that_cannot_be_seen_together_are_said_to_be_untrue() -> None:
    shown = dot([1000, 1], ["0.001", 2])

    assert set(shown.words) == {
        *("a · b = 3", "directions true, lengths not to scale"),
        *("a = [1000, 1]", "b = [1/1000, 2]", "89.91°"),
    }
    assert not shown.fills("result")


def test_in_space_the_shadow_has_its_number_and_the_length_is_told() -> None:
    # a·b = 32, |b| = √77, shadow 32/√77 = 3.6467
    shown = dot([1, 2, 3], [4, 5, 6])

    assert {"a = [1, 2, 3]", "b = [4, 5, 6]", "12.93°", "shadow ≈ 3.647"} <= set(shown.words)
    assert {"a · b = 32", "length √77"} <= set(shown.words)
    a, b = of(shown.painted, Arrow)[::-1]
    (along_b,) = (
        line for line in of(shown.painted, Line) if line.colour == COLOUR.second and line.width > 5
    )
    assert along_b.points[0] == pytest.approx(np.array([b.tail, b.tip]))
    (band,) = (line for line in of(shown.painted, Line) if line.width > 10)
    start, end = band.points[0]
    assert start == pytest.approx(b.tail)
    # Parallel lines stay parallel on paper, so shares of lengths are kept.
    assert end == pytest.approx(b.tail + 32 / 77 * (b.tip - b.tail), abs=0.5)
    dashed = [line for line in of(shown.painted, Line) if line.colour == COLOUR.rest]
    assert dashed[0].points[0] == pytest.approx(np.array([end, a.tip]), abs=0.5)


def test_a_small_angle_is_opened_in_a_magnifier() -> None:
    shown = dot([10, 1], [10, "1.5"])

    assert {"θ ≈ 2.82°", "opened 10 times"} <= set(shown.words)
    assert shown.words["θ ≈ 2.82°"].lettering.size == SMALL
    whole, inset = (
        [arrow for arrow in of(shown.painted, Arrow) if (arrow.layer > 4) == is_inset]
        for is_inset in (False, True)
    )
    assert {arrow.colour for arrow in inset} == {COLOUR.first, COLOUR.second}
    for arrows, low, high in ((whole, 2.8, 2.9), (inset, 20, 60)):
        p, q = (arrow.tip - arrow.tail for arrow in arrows)
        cosine = p @ q / (np.hypot(*p) * np.hypot(*q))
        assert low < math.degrees(math.acos(cosine)) < high
    # b is above a, in the inset as well.
    above = {arrow.colour: arrow.tip[1] for arrow in inset}
    assert above[COLOUR.second] > above[COLOUR.first]
    assert shown.painted.canvas.width / 2 < inset[0].tail[0], "beside the area, not on it"


def test_an_angle_near_180_degrees_is_opened_too() -> None:
    shown = angle([1, 0], [-1, "0.01"])

    assert {"θ ≈ 179.43°: an obtuse angle", "opened 50 times"} <= set(shown.words)
    inset = [arrow for arrow in of(shown.painted, Arrow) if arrow.layer > 4]
    p, q = (arrow.tip - arrow.tail for arrow in inset)
    cosine = -(p @ q) / (np.hypot(*p) * np.hypot(*q))
    assert 20 < math.degrees(math.acos(cosine)) < 64
    assert inset[0].tail == pytest.approx(inset[1].tail)


@pytest.mark.parametrize(
    ("b", "caption"),
    [
        ([3, 1], "θ = 45°: an acute angle"),
        ([-2, 1], "θ = 90°: perpendicular"),
        ([2, 4], "θ = 0°: the same direction"),
        ([-1, -2], "θ = 180°: opposite directions"),
        ([-3, -1], "θ = 135°: an obtuse angle"),
    ],
)
def test_a_title_says_what_kind_of_angle_it_is(b: Sequence[object], caption: str) -> None:
    assert caption in angle([1, 2], b).words


def test_the_arc_runs_from_one_arrow_to_the_other() -> None:
    arc = max(angle([1, 2], [3, 1]).lines("text", least=3), key=len)

    turns = np.degrees(np.arctan2(arc[:, 1], arc[:, 0]))
    assert turns[0] == pytest.approx(math.degrees(math.atan2(2, 1)), abs=0.5)
    assert turns[-1] == pytest.approx(math.degrees(math.atan2(1, 3)), abs=0.5)
    assert np.ptp(np.hypot(*arc.T)) < 0.02


def test_beyond_space_the_angle_is_seen_in_the_plane_of_both() -> None:
    shown = angle([1, 1, 1, 1], [1, 0, 0, 0])

    a, b = of(shown.painted, Arrow)[::-1]
    p, q = a.tip - a.tail, b.tip - b.tail
    assert p @ q / (np.hypot(*p) * np.hypot(*q)) == pytest.approx(0.5, abs=0.01)
    assert np.hypot(*p) == pytest.approx(2 * np.hypot(*q), rel=0.01)
    assert "seen in the plane that they span" in shown.words


def test_long_entries_are_in_the_head_of_the_picture() -> None:
    a, b = ["12345.678", "234.56789"], ["-345.6789", "456789.125"]

    shown = angle(a, b)

    asked = "a ≈ [12345.678, 234.5679],   b = [−345.6789, 456789.125]"
    assert {asked, "a", "b"} <= set(shown.words)


def test_all_words_are_set_in_two_goes_at_most() -> None:
    goes = mock.Mock(wraps=lettering.compiled_pages)

    with mock.patch.object(lettering, "compiled_pages", goes):
        dot(["1.3717", "2.1931"], ["3.4753", "1.2591"])
        assert goes.call_count <= 2
        dot(["1.3718", "2.1932", 1], ["3.4754", "1.2592", 2])
        assert goes.call_count <= 4


@pytest.mark.parametrize(("b", "is_against"), [("-2 -4 -4", True), ("2 4 3", False)])
def test_in_space_a_shadow_against_b_is_said_to_count_as_minus(b: str, is_against: bool) -> None:
    with recorded_frames() as recorded:
        answering.reply(Question("dot", {"a": "1 2 2", "b": b}), Style())

    said = [word for word in words_of(recorded[0]) if word.endswith("it points against b: minus")]
    assert bool(said) == is_against


def test_the_plane_of_an_angle_is_not_seen_from_its_edge() -> None:
    a, b = np.array([2.0, 1, -3]), np.array([1.0, 0, 2])
    with recorded_frames() as recorded:
        answering.reply(Question("vector angle", {"a": "2 1 -3", "b": "1 0 2"}), Style())

    colours = COLOURS[Theme.DARK]
    first, second = (
        of_kind(recorded[0], Arrow, colour)[0] for colour in (colours.first, colours.second)
    )
    p, q = first.tip - first.tail, second.tip - second.tail
    scale = max(np.hypot(*p) / np.linalg.norm(a), np.hypot(*q) / np.linalg.norm(b))
    kept = abs(p[0] * q[1] - p[1] * q[0]) / scale**2 / np.linalg.norm(np.cross(a, b))
    assert kept > 0.25


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("[1/8, 3]", "[0, 3]"),
        ("[11/7, 8]", "[1, 8]"),
        ("[11/7, 8]", "[11/14, 4.82]"),
        ("[-2/3, -8.62]", "[-1/3, -3.79]"),
        ("[-8, 1/2, -7/2]", "[-4, 1/4, -2.02]"),
    ],
)
def test_a_magnifier_lies_on_no_words_and_no_words_on_it(a: str, b: str, theme: Theme) -> None:
    with recorded_paintings() as paintings:
        answering.reply(Question("dot", {"a": a, "b": b}), Style(theme))

    (painted,) = paintings
    written = [text(thing.lettering.content) for thing in of(painted, Written)]
    assert any(words.startswith("opened ") for words in written)
    assert not faults(painted)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ([5, 1], [1, 5]),
        ([6, 1], [2, 5]),
        ([-5, -6], [4, -6]),
        ([3, 6], [5, 1]),
        ([-1, 0], [-3, -2]),
    ],
)
def test_the_number_of_a_shadow_lies_on_no_arrow_no_arc_and_no_area(
    a: Sequence[int], b: Sequence[int]
) -> None:
    painted = dot(a, b).painted

    (label,) = [
        thing
        for thing in of(painted, Written)
        if text(thing.lettering.content).startswith("shadow ")
    ]
    box = painted.canvas.box_of(label).corners[None]
    drawn = [line for thing in of(painted, Line) if thing.layer >= 2 for line in thing.points]
    drawn += [np.array([arrow.tail, arrow.tip]) for arrow in of(painted, Arrow)]
    pieces = np.vstack([np.stack([line[:-1], line[1:]], axis=1) for line in drawn])
    assert not boxes.pierce(pieces, box).any()
    assert not faults(painted)
