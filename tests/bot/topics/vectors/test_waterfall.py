"""Sums of many terms: every bar as high as its number, each on the one before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

import numpy as np
import pytest

from bot.drawing.style import Style, Theme
from bot.drawing.things import Line, Written
from bot.formula.node import text
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.vectors.angle_figure import draw_dot
from bot.topics.vectors.waterfall import LEFT, MOST_COLUMNS, shown_terms
from linalg_engine import vectors
from tests.bot.drawing.painted import of
from tests.bot.drawing.rules import faults, recorded_paintings
from tests.bot.topics.vectors.seen import COLOUR, DARK, Seen, exact, seen


def dot(a: Sequence[object], b: Sequence[object]) -> Seen:
    return seen(lambda: draw_dot(vectors.dot(exact(*a), exact(*b)), DARK))


def test_the_sum_is_the_title_and_every_number_is_written() -> None:
    # 1·4 − 2·5 + 3·6 + 4·(1/2) = 4 − 10 + 18 + 2
    shown = dot([1, -2, 3, 4], [4, 5, 6, "1/2"])

    assert set(shown.words) == {
        *("a · b = 4 − 10 + 18 + 2 = 14", "a", "b", "a_i · b_i"),
        *("1", "−2", "3", "4", "5", "6", "1/2"),
        *("−10", "+18", "+2", "14", "2", "total"),
    }
    assert shown.colour_of("a") == COLOUR.first
    assert shown.colour_of("b") == COLOUR.second
    assert shown.colour_of("−10") == COLOUR.rest
    assert shown.colour_of("+18") == COLOUR.result
    assert shown.colour_of("14") == COLOUR.text
    for words in ("[1, −2, 3, 4]", "[4, 5, 6, 1/2]", "is 14", "4, −10, 18, 2"):
        assert words in shown.picture.alt


def test_bars_are_as_high_as_their_numbers_and_fall_where_negative() -> None:
    shown = dot([1, -2, 3, 4], [4, 5, 6, "1/2"])

    rises, falls = shown.fills("result"), shown.fills("rest")
    (total,) = shown.fills("text")
    unit = np.ptp(total.corners[:, 1]) / 14
    assert [np.ptp(bar.corners[:, 1]) / unit for bar in rises] == pytest.approx([4, 18, 2])
    assert [np.ptp(bar.corners[:, 1]) / unit for bar in falls] == pytest.approx([10])
    assert (rises[0].hatch, falls[0].hatch) == (None, "//")
    zero = total.corners[0, 1]
    ends = [bar.corners[2, 1] for bar in (rises[0], falls[0], *rises[1:], total)]
    assert (np.array(ends) - zero) / unit == pytest.approx([4, -6, 12, 14, 14])


def test_terms_stand_side_by_side_below_their_entries() -> None:
    shown = dot([1, 2, 3, 4], [4, 5, 6, 7])

    columns = [
        [bar.corners[:, 0].mean() for bar in shown.fills(role)]
        for role in ("first", "second", "result")
    ]
    assert columns[0] == pytest.approx(columns[1])
    assert columns[0] == pytest.approx(columns[2])
    assert np.diff(columns[0]) == pytest.approx(np.full(3, np.diff(columns[0])[0]))
    assert min(columns[0]) > LEFT
    for place, x in enumerate(columns[0], start=1):
        below = [w for w in shown.words.values() if w.y == 24]
        assert any(w.x == pytest.approx(x) for w in below), place


def test_dotted_lines_lead_from_bar_to_bar() -> None:
    shown = dot([1, -2, 3, 4], [4, 5, 6, "1/2"])

    joints = [line.points[0] for line in of(shown.painted, Line) if line.colour == COLOUR.muted]
    assert len(joints) == 4
    for joint in joints:
        assert joint[0, 1] == joint[1, 1]
        assert joint[0, 0] < joint[1, 0]
    for joint, following in pairwise(joints):
        assert joint[0, 0] < following[0, 0]
        assert joint[1, 0] > following[0, 0]


def test_every_band_has_a_line_at_0_where_its_bars_begin() -> None:
    shown = dot([1, 2, 3, 4], [4, 5, 6, 7])

    zeros = [line.points[0][0, 1] for line in of(shown.painted, Line) if line.colour == COLOUR.axis]
    feet = [shown.fills(role)[0].corners[0, 1] for role in ("first", "second", "result")]
    assert sorted(zeros) == pytest.approx(sorted(feet))


def test_of_many_terms_the_largest_are_shown_and_the_rest_is_one_bar() -> None:
    a = [1] * 992 + list(range(101, 109))

    shown = dot([*a], [1] * 1000)

    # 992 + (101 + … + 108) = 992 + 836
    assert {"rest", "total", "1828", *(str(k) for k in range(994, 1001))} <= set(shown.words)
    assert "+1093" in shown.words, "992 and the smallest of the eight"
    assert len(shown.fills("result")) == MOST_COLUMNS


@pytest.mark.parametrize(
    ("terms", "shown"),
    [
        ([3, -1, 2], [0, 1, 2]),
        (range(1, 9), [*range(8)]),
        ([5, -9, 1, 8, 1, -7, 6, 4, 3, 2], [0, 1, 3, 5, 6, 7, 8]),
    ],
)
def test_shown_terms_are_the_largest_by_size_in_their_order(
    terms: list[int], shown: list[int]
) -> None:
    assert shown_terms(exact(*terms)) == shown


def test_rounded_numbers_are_marked() -> None:
    shown = dot(["1/3", "0.123456", 1, 1], [1, 1, 1, 1])

    assert "1/3" in shown.words
    assert "≈ 0.12" in shown.words


def test_a_sum_of_nothing_is_drawn() -> None:
    shown = dot([0, 0, 0, 0], [1, 2, 3, 4])

    assert "a · b = 0 + 0 + 0 + 0 = 0" in shown.words


def test_entries_are_bars_in_bands_one_above_the_other_with_their_numbers_at_the_ends() -> None:
    shown = dot([7, -8, 9, 11], [12, 5, 6, "1/2"])

    numbers = {"first": ("7", "−8", "9", "11"), "second": ("12", "5", "6", "1/2")}
    values = {"first": [7, -8, 9, 11], "second": [12, 5, 6, 0.5]}
    title = min(w.y for words, w in shown.words.items() if words.startswith("a · b"))
    floor = max(bar.corners[:, 1].max() for bar in (*shown.fills("result"), *shown.fills("text")))
    ends: list[float] = [title]
    for role in ("first", "second"):
        bars = [bar.corners for bar in shown.fills(role)]
        heights = np.array([bar[2, 1] - bar[0, 1] for bar in bars])
        assert heights / heights[0] * values[role][0] == pytest.approx(values[role])
        assert heights[0] > 0
        assert np.ptp([np.ptp(bar[:, 0]) for bar in bars]) < 1e-6
        ends += [max(bar[:, 1].max() for bar in bars), min(bar[:, 1].min() for bar in bars)]
        zero = bars[0][0, 1]
        assert shown.words["ab"[role == "second"]].y == pytest.approx(zero)
        for bar, height, number in zip(bars, heights, numbers[role], strict=True):
            word = shown.words[number]
            assert word.x == pytest.approx(bar[:, 0].mean())
            assert 15 < (word.y - bar[2, 1]) * np.sign(height) < 30
            assert shown.colour_of(number) == COLOUR.of(role)
    assert all(above - below > 10 for above, below in pairwise([*ends, floor]))


def test_joints_are_at_the_ends_of_the_bars_that_they_join() -> None:
    shown = dot([1, -2, 3, 4], [4, 5, 6, "1/2"])

    bars = sorted(
        (bar.corners for role in ("result", "rest", "text") for bar in shown.fills(role)),
        key=lambda corners: corners[0, 0],
    )
    joints = [line.points[0] for line in of(shown.painted, Line) if line.colour == COLOUR.muted]
    for joint, bar, following in zip(joints, bars, bars[1:], strict=False):
        assert joint[:, 1] == pytest.approx(bar[2, 1])
        assert joint[0, 0] == pytest.approx(bar[:, 0].min())
        assert joint[1, 0] == pytest.approx(following[:, 0].max())


@pytest.mark.parametrize("theme", Theme)
def test_names_of_bands_keep_apart_where_all_differences_are_negative(theme: Theme) -> None:
    inputs = {"a": "[19/5, 0.001, 11/3, pi, 7]", "b": "[19/5, pi, 11/3, pi, 7]"}
    with recorded_paintings() as paintings:
        answering.reply(Question("vector distance", inputs), Style(theme))

    assert not [fault for painted in paintings for fault in faults(painted)]


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (
            "[0, -19.99, 0.09, 3, -0.03, 19.99]",
            "[-1, 5.55, 2, 6, -2, -9]",
            {"≈ +652.3", "+3.6481", "≈ +840.4", "≈ 1510.2"},
        ),
        ("[1000, 2, 19.25, 5/4, 2]", "[pi, 5/2, 7, 4, 16/5]", {"≈ +150.06", "≈ +7.56"}),
        ("[1000, 2, 19.25, -12.19, 5/4, 2]", "[pi, 5/2, 7, 1, 4, 16/5]", {"≈ +174", "≈ +150.1"}),
    ],
)
def test_numbers_beside_each_other_are_as_exact_as_there_is_room(
    a: str, b: str, words: set[str]
) -> None:
    with recorded_paintings() as paintings:
        answering.reply(Question("vector distance", {"a": a, "b": b}), DARK)

    (painted,) = paintings
    boxes = [painted.canvas.box_of(each) for each in of(painted, Written) if each.y != 24]
    assert words <= {text(each.lettering.content) for each in of(painted, Written)}
    for left, right in permutations(boxes, 2):
        in_a_row = abs(left.centre[1] - right.centre[1]) < 1
        assert not in_a_row or left.left > right.left or right.left - left.right >= 4


def test_a_number_below_1_is_not_rounded_to_0() -> None:
    # Nothing of it is written where there is no room for two digits.
    shown = dot(["0.4321"] * 8, [1] * 8)

    assert "0" not in shown.words


@pytest.mark.parametrize(
    ("command", "inputs"),
    [
        ("vector norm", {"v": "[0, 0, -1, -1]", "p": ""}),
        ("vector distance", {"a": "[0, 0, 0, -5]", "b": "[0, 0, 0, -1]"}),
        ("dot", {"a": "[0, -1, -2, -3]", "b": "[1, 2, 0, 2]"}),
    ],
)
def test_the_number_of_a_zero_has_room_where_all_else_is_negative(
    command: str, inputs: dict[str, str]
) -> None:
    with recorded_paintings() as paintings:
        answering.reply(Question(command, inputs), Style())

    (painted,) = paintings
    assert faults(painted) == []
    zeros = [w for w in of(painted, Written) if text(w.lettering.content) == "0"]
    assert zeros
