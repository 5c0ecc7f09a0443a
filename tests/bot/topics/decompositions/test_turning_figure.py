"""The picture of complex eigenvalues: every vector turns around an ellipse."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.style import BROAD, Style, Theme
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing.seen import Seen, seen

CIRCLES = {
    "0 -1; 1 0": ("No line stays: A turns all by 90°", "turned 90°", "on the same circle"),
    "1 -1; 1 1": ("No line stays: A turns all by 45°", "turned 45°", "√2 times as large"),
    "0.6 -0.8; 0.8 0.6": (
        "No line stays: A turns all by about 53.1°",
        "turned ≈ 53.1°",
        "on the same circle",
    ),
    "0 3; -3 0": ("No line stays: A turns all by 90°", "turned 90°", "3 times as large"),
}
ELLIPSES = {
    "1 -2; 1 -1": ("turned 90°", "on the same ellipse"),
    "1 -2; 3 4": ("turned ≈ 37.8°", "√10 times as large"),
    "0 -100; 1 0": ("turned 90°", "10 times as large"),
    "pi -2; 3 1": ("turned ≈ 46.8°", "≈ 3.0235 times as large"),
}


def drawn(a: str, theme: Theme = Theme.DARK) -> Seen:
    question = Question("matrix eigen", {"a": a})
    return seen(lambda: answering.reply(question, Style(theme)).pictures[0])


def matrix(a: str) -> np.ndarray:
    rows = [[number(x) for x in row.split()] for row in a.split(";")]
    return np.array(rows)


def number(x: str) -> float:
    return np.pi if x == "pi" else float(x)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("a", [*CIRCLES, *ELLIPSES])
def test_x_is_moved_to_a_x_and_so_are_the_others(a: str, theme: Theme) -> None:
    found = drawn(a, theme)

    (after,) = found.arrows("eigen")
    (before,) = [arrow for arrow in found.arrows("muted") if arrow.width == BROAD]
    pairs = [(before, after)]
    faint = [arrow for arrow in found.arrows("muted") if arrow.width == 4]
    pairs += zip(faint, found.arrows("result"), strict=True)
    assert len(pairs) == 3
    origin = before.tail
    scale = 1.0 if "not to scale" not in " ".join(found.words) else None
    for x, y in pairs:
        wanted = matrix(a) @ (x.tip - origin)
        assert np.linalg.det([wanted, y.tip - origin]) == pytest.approx(
            0, abs=1e-6 * np.hypot(*wanted) ** 2
        )
        assert wanted @ (y.tip - origin) > 0
        if scale is not None:
            assert y.tip - origin == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize(("a", "words"), CIRCLES.items())
def test_a_turn_of_all_vectors_is_named(a: str, words: tuple[str, str, str]) -> None:
    found = drawn(a)

    title, angle, size = words
    assert {title, angle, size, "x", "A x"} <= {*found.words}
    assert found.words[angle][0] == found.colour("eigen")
    assert found.words[size][0] == found.colour("result")
    assert found.words["x"][0] == found.colour("muted")
    assert angle in found.picture.alt
    assert size in found.picture.alt
    assert len(title) <= 60


@pytest.mark.parametrize(("a", "words"), ELLIPSES.items())
def test_a_turn_around_an_ellipse_is_measured_in_its_own_round(
    a: str, words: tuple[str, str]
) -> None:
    found = drawn(a)

    assert {*words, "No line stays: A turns every vector"} <= {*found.words}
    assert all(word in found.picture.alt for word in words)
    assert "an ellipse" in found.picture.alt


@pytest.mark.parametrize(
    ("a", "sense"), [("0 -1; 1 0", "counter-clockwise"), ("0 1; -1 0", "clockwise")]
)
def test_the_sense_of_the_turn(a: str, sense: str) -> None:
    alt = drawn(a).picture.alt
    assert f"° {sense}" in alt
    assert f"x = [1, 0] is moved to [0, {'1' if sense.startswith('counter') else '−1'}]" in alt


def test_the_ellipses_are_kept() -> None:
    found = drawn("1 -2; 3 4")

    (before,) = [line for line in found.lines("muted") if line.points.shape[1] > 100]
    (after,) = [line for line in found.lines("result") if line.points.shape[1] > 100]
    origin = found.arrows("eigen")[0].tail
    moved = (before.points[0] - origin) @ np.array([[1, -2], [3, 4]]).T
    # The image of the ellipse is the same, √10 times as large.
    assert after.points[0] - origin == pytest.approx(np.sqrt(10) * (before.points[0] - origin))
    inverse = np.linalg.inv(np.cov((after.points[0] - origin).T))
    on_it = np.einsum("ki,ij,kj->k", moved, inverse, moved)
    assert on_it == pytest.approx(np.full(len(on_it), on_it.mean()), rel=0.02)


def test_the_turn_of_x_is_an_area_bounded_by_its_path() -> None:
    found = drawn("1 -1; 1 1")

    (area,) = found.fills("eigen")
    (path,) = found.lines("eigen")
    (after,) = found.arrows("eigen")
    assert area.corners[1:] == pytest.approx(path.points[0])
    assert area.corners[0] == pytest.approx(after.tail)
    assert path.points[0][-1] == pytest.approx(after.tip)
    lengths = np.hypot(*(path.points[0] - after.tail).T)
    assert (np.diff(lengths) > 0).all()


def test_what_is_not_to_scale_is_said_and_has_no_numbers_at_the_axes() -> None:
    found = drawn("0 -100; 1 0")

    assert "grey before A, coloured after; lengths not to scale" in found.words
    assert not any(word.strip("−0123456789.") == "" for word in found.words)
    assert "Lengths are not to scale" in found.picture.alt


@pytest.mark.parametrize(("size", "drawn_size"), [("1/5", 1 / 5), ("7", 1.8), ("1/7", 0.5)])
def test_lengths_are_true_where_both_can_be_seen(size: str, drawn_size: float) -> None:
    found = drawn(f"0 -{size}; {size} 0")

    (after,) = found.arrows("eigen")
    (before,) = [arrow for arrow in found.arrows("muted") if arrow.width == BROAD]
    lengths = [float(np.hypot(*(arrow.tip - arrow.tail))) for arrow in (before, after)]
    assert lengths[1] == pytest.approx(drawn_size * lengths[0])
    (path,) = found.lines("eigen")
    assert np.hypot(*(path.points[0][-1] - after.tip)) < 1e-6
    is_true = "7" not in size
    assert ("not to scale" in " ".join(found.words)) != is_true
    assert any(word.strip("−0123456789./") == "" for word in found.words) == is_true


@pytest.mark.parametrize("a", ["1 -2; 3 4", "1/2 -1; 1 0"])
def test_both_ellipses_fill_the_picture_below_its_head(a: str) -> None:
    found = drawn(a)

    rings = [
        line.points[0]
        for role in ("muted", "result")
        for line in found.lines(role)
        if line.points.shape[1] > 100
    ]
    low, high = np.vstack(rings).min(axis=0), np.vstack(rings).max(axis=0)
    head = min(box.bottom for word, (_, box) in found.words.items() if "grey before" in word)
    assert low[1] == pytest.approx(80, abs=1) or low[0] == pytest.approx(90, abs=1)
    assert low[0] >= 89
    assert high[0] <= 1100 - 89
    assert low[0] + high[0] == pytest.approx(1100, abs=1)
    assert high[1] < head - 20


def test_x_lies_over_the_other_vectors_and_a_x_over_x() -> None:
    found = drawn("1 -2; 3 4")

    (after,) = found.arrows("eigen")
    (before,) = [arrow for arrow in found.arrows("muted") if arrow.width == BROAD]
    others = [arrow for arrow in found.arrows("muted") if arrow.width == 4]
    faint = [*others, *found.arrows("result")]
    assert len(faint) == 4
    assert max(arrow.layer for arrow in faint) < before.layer < after.layer
    assert max(arrow.opacity for arrow in faint) < 0.7


def test_the_question_is_in_the_corner() -> None:
    colour, box = drawn("1 -2; 3 4").words["A = [1, −2; 3, 4]"]

    assert colour == "#a9adb6"
    assert box.right > 1000
    assert box.top > 780
