"""The picture of Gram and Schmidt's method in the plane."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.style import Style, Theme
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing.seen import Seen, seen, tip

NOTE = "q₁ and q₂ have length 1: not to scale"


def drawn(a: str, theme: Theme = Theme.DARK) -> Seen:
    question = Question("matrix qr", {"a": a})
    return seen(lambda: answering.reply(question, Style(theme)).pictures[0])


@pytest.mark.parametrize("theme", Theme)
def test_the_columns_and_the_unit_vectors_stand_where_they_are(theme: Theme) -> None:
    found = drawn("3 1; 4 2", theme)

    (first,) = found.arrows("first")
    (second,) = found.arrows("second")
    q1, q2 = found.arrows("result")
    unit = np.hypot(*(first.tip - first.tail)) / 5
    origin = first.tail
    assert (first.tip - origin) / unit == pytest.approx([3, 4])
    assert (second.tip - origin) / unit == pytest.approx([1, 2])
    assert (q1.tip - origin) / unit == pytest.approx([0.6, 0.8])
    assert (q2.tip - origin) / unit == pytest.approx([-0.8, 0.6])
    (circle,) = [line for line in found.lines("muted") if line.points.shape[1] > 100]
    assert np.hypot(*(circle.points[0] - origin).T) == pytest.approx(np.full(120, unit))


def test_the_shadow_is_taken_off_at_a_right_angle() -> None:
    found = drawn("3 1; 4 2")

    (second,) = found.arrows("second")
    (shadow,) = found.lines("second")
    (rest,) = found.lines("rest")
    unit = np.hypot(*(second.tip - second.tail)) / np.sqrt(5)
    # r₁₂ = (3·1 + 4·2)/5 along (3, 4)/5
    assert (shadow.points[0][1] - second.tail) / unit == pytest.approx([1.32, 1.76])
    assert shadow.points[0][0] == pytest.approx(second.tail)
    assert rest.points[0][0] == pytest.approx(shadow.points[0][1])
    assert rest.points[0][1] == pytest.approx(second.tip)
    assert rest.style != "solid"
    (corner,) = found.lines("text")
    assert np.hypot(*(corner.points[0] - rest.points[0][0]).T).max() < 40


def test_the_line_of_the_shadow_runs_through_the_whole_picture() -> None:
    found = drawn("3 1; 4 2")

    (line,) = [line.points[0] for line in found.lines("axis") if line.points.shape == (1, 2, 2)]
    (shadow,) = found.lines("second")
    origin, foot = shadow.points[0]
    assert line.mean(axis=0) == pytest.approx(origin)
    assert np.linalg.det([line[1] - line[0], foot - origin]) == pytest.approx(0, abs=1e-4)
    assert np.hypot(*(line[1] - line[0])) > 2 * np.hypot(1100, 825)


def test_arrows_lie_over_the_shadow_and_that_over_its_line() -> None:
    found = drawn("3 1; 4 2")

    (line,) = [line for line in found.lines("axis") if line.points.shape == (1, 2, 2)]
    (shadow,), (rest,) = found.lines("second"), found.lines("rest")
    units = {arrow.layer for arrow in found.arrows("result")}
    columns = {arrow.layer for role in ("first", "second") for arrow in found.arrows(role)}
    assert line.layer < shadow.layer < rest.layer < min(units)
    assert max(units) < min(columns)
    assert shadow.opacity < 1


def test_the_mark_of_the_right_angle_has_its_sides_along_the_shadow_and_the_rest() -> None:
    found = drawn("3 1; 4 2")

    (corner,) = found.lines("text")
    (rest,) = found.lines("rest")
    foot, tip_of_a = rest.points[0]
    up, both, back = corner.points[0] - foot
    assert up + back == pytest.approx(both)
    assert np.hypot(*up) == pytest.approx(26)
    assert np.hypot(*back) == pytest.approx(26)
    assert up / 26 == pytest.approx((tip_of_a - foot) / np.hypot(*(tip_of_a - foot)))
    (shadow,) = found.lines("second")
    assert back @ (foot - shadow.points[0][0]) == pytest.approx(
        -26 * np.hypot(*np.diff(shadow.points[0], axis=0)[0])
    )


def test_names_stand_beyond_tips_and_the_numbers_of_r_at_their_lines() -> None:
    found = drawn("3 1; 4 2")

    (first,), (second,) = found.arrows("first"), found.arrows("second")
    q1, q2 = found.arrows("result")
    for word, arrow in (("a₁", first), ("a₂", second), ("q₁", q1), ("q₂", q2)):
        beyond = found.words[word][1].centre - arrow.tip
        assert np.hypot(*beyond) < 80
        assert beyond @ (arrow.tip - arrow.tail) > 0
    for word, role in (("r₁₂ = 11/5", "second"), ("r₂₂ = 2/5", "rest")):
        (line,) = found.lines(role)
        assert np.hypot(*(found.words[word][1].centre - line.points[0].mean(axis=0))) < 180


def test_the_words_are_the_vectors_and_the_numbers_of_r() -> None:
    found = drawn("3 1; 4 2")

    title = "Take off the shadow: the rest of a₂ gives q₂"
    wanted = {
        "a₁": "first",
        "a₂": "second",
        "q₁": "result",
        "q₂": "result",
        "r₁₂ = 11/5": "second",
        "r₂₂ = 2/5": "rest",
        "A = [3, 1; 4, 2]": "muted",
        title: "text",
    }
    assert {*found.words} == {*wanted}
    for word, role in wanted.items():
        assert found.words[word][0] == found.colour(role)
    assert all(word in found.picture.alt for word in (title, "r₁₂ = 11/5", "r₂₂ = 2/5"))
    for word, arrow in (("a₁", found.arrows("first")[0]), ("a₂", found.arrows("second")[0])):
        assert np.hypot(*(found.words[word][1].centre - tip(arrow))) < 120


@pytest.mark.parametrize(
    ("a", "title", "unsaid"),
    [
        ("1 2; 2 4", "Nothing of a₂ is left beside a₁", ["r₂₂"]),
        ("2 -2; 2 2", "a₁ and a₂ are perpendicular already", ["r₁₂", "r₂₂"]),
        ("0 1; 0 2", "a₁ is 0, so q₁ may be any direction", ["r₁₂", "r₂₂"]),
    ],
)
def test_special_columns(a: str, title: str, unsaid: list[str]) -> None:
    found = drawn(a)

    assert title in found.words
    assert title in found.picture.alt
    assert [name for name in unsaid if any(word.startswith(name) for word in found.words)] == []
    assert bool(found.lines("rest")) == ("r₂₂" not in unsaid)


@pytest.mark.parametrize(
    "a", ["100 3; 4 200", "0.01 0.02; 0.03 0.01", "1e200 1; 3 1e200", "1e-310 0; 0 1e-310"]
)
def test_unit_vectors_that_would_not_be_seen_are_not_to_scale(a: str) -> None:
    found = drawn(a)

    assert NOTE in found.words
    assert "not to scale" in found.picture.alt
    q1, q2 = (float(np.hypot(*(q.tip - q.tail))) for q in found.arrows("result"))
    longest = max(
        np.hypot(*(a.tip - a.tail)) for a in (*found.arrows("first"), *found.arrows("second"))
    )
    assert q1 == pytest.approx(q2)
    assert q1 == pytest.approx(0.4 * longest)


def test_what_is_to_scale_has_no_note() -> None:
    assert NOTE not in drawn("3 1; 4 2").words
