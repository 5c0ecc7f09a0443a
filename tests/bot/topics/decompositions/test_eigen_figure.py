"""The picture of eigenvectors: v before and A v after, on the lines that stay."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing import broken
from bot.drawing.arrays import Floats
from bot.drawing.style import BROAD, Style, Theme
from bot.drawing.things import Line
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing.seen import Seen, rgb, seen, tip

LEGEND = "grey before A, coloured after; faint: vectors that turn"
LEGEND_OF_ALL = "grey before A, coloured after"


def drawn(a: str, theme: Theme = Theme.DARK) -> Seen:
    question = Question("matrix eigen", {"a": a})
    return seen(lambda: answering.reply(question, Style(theme)).pictures[0])


def circle(found: Seen) -> tuple[Floats, float]:
    """Return the middle and the radius, in pixels, of the unit circle."""
    (line,) = [line for line in found.lines("muted") if line.points.shape[1] > 100]
    middle = line.points[0][:-1].mean(axis=0)
    return middle, float(np.hypot(*(line.points[0][0] - middle)))


def dashed(found: Seen, role: str) -> list[Line]:
    return [line for line in found.lines(role) if line.style != "solid" and line.width == 3]


@pytest.mark.parametrize("theme", Theme)
def test_v_is_grey_and_as_long_as_1_and_a_v_is_coloured_and_as_long_as_its_eigenvalue(
    theme: Theme,
) -> None:
    found = drawn("2 1; 1 3", theme)

    values, vectors = np.linalg.eigh([[2, 1], [1, 3]])
    middle, unit = circle(found)
    for role, value, v in zip(("eigen", "eigen_other"), values[::-1], vectors.T[::-1], strict=True):
        v = v * np.sign(v[np.argmax(np.abs(v))])
        (after,) = found.arrows(role)
        before = [arrow for arrow in found.arrows("muted") if arrow.width == BROAD]
        assert tip(after) == pytest.approx(tuple(middle + unit * value * v), abs=0.01)
        assert tuple(after.tail) == pytest.approx(tuple(middle), abs=0.01)
        assert any(tip(b) == pytest.approx(tuple(middle + unit * v), abs=0.01) for b in before)
        on_shaft = middle + 0.85 * unit * value * v
        assert found.pixel(on_shaft) == pytest.approx(rgb(found.colour(role)), abs=30)


def test_lines_that_stay_are_dashed_and_run_through_the_whole_picture() -> None:
    found = drawn("2 1; 1 2")

    for role, direction in (("eigen", (1, 1)), ("eigen_other", (1, -1))):
        (line,) = dashed(found, role)
        start, end = line.points[0]
        assert abs(np.linalg.det([end - start, direction])) < 1e-6 * np.hypot(*(end - start))
        assert np.hypot(*(end - start)) > 2 * np.hypot(1100, 825)


def test_words_are_the_eigenvalues_the_question_and_a_legend() -> None:
    found = drawn("2 1; 1 2")

    words = found.words
    assert words["A v₁ = 3v₁"][0] == found.colour("eigen")
    assert words["A v₂ = v₂"][0] == found.colour("eigen_other")
    given = words["A = [2, 1; 1, 2]"]
    assert given[0] == found.colour("muted")
    assert given[1].right > 1000
    assert given[1].top > 780
    numbers = {word for word in words if word.strip("−0123456789.") == ""}
    assert {*words} - numbers == {
        "Two directions stay: A only stretches them",
        LEGEND,
        "A = [2, 1; 1, 2]",
        "A v₁ = 3v₁",
        "A v₂ = v₂",
        "v₁",
        "v₂",
    }
    assert numbers
    assert "A v₁ = 3v₁" in found.picture.alt
    assert "A v₂ = v₂" in found.picture.alt


def test_labels_are_at_their_arrows() -> None:
    found = drawn("3 1; 0 -2")

    for role, word in (("eigen", "A v₁ = 3v₁"), ("rest", "A v₂ = −2v₂")):
        (arrow,) = found.arrows(role)
        others = [a for a in found.arrows("muted") if a.width == BROAD]
        apart = np.hypot(*(found.words[word][1].centre - arrow.tip))
        assert apart < 260
        assert all(apart < np.hypot(*(found.words[word][1].centre - o.tip)) for o in others)


def test_others_are_faint_and_drawn_before_and_after() -> None:
    found = drawn("2 1; 1 3")

    middle, unit = circle(found)
    before = [arrow for arrow in found.arrows("muted") if arrow.width == 4]
    after = found.arrows("result")
    dotted = [line for line in found.lines("muted") if line.points.shape == (1, 2, 2)]
    # One that ends outside the picture has no head.
    headless = [line for line in found.lines("result") if line.points.shape == (1, 2, 2)]
    ends = [*(arrow.tip for arrow in after), *(line.points[0][1] for line in headless)]
    assert len(before) == 4 == len(dotted) == len(ends)
    assert len(after) >= 3
    for x, way in zip(before, dotted, strict=True):
        direction = (x.tip - middle) / unit
        assert np.hypot(*direction) == pytest.approx(1)
        image = middle + unit * np.array([[2, 1], [1, 3]]) @ direction
        assert min(np.hypot(*(end - image)) for end in ends) < 0.01
        assert way.points[0] == pytest.approx(np.array([x.tip, image]))
    assert max(thing.opacity for thing in (*before, *after, *headless)) < 0.7
    directions = np.array([(x.tip - middle) / unit for x in before])
    assert (directions.min(axis=0) < 0).all()
    assert (directions.max(axis=0) > 0).all()


def test_the_circle_and_what_becomes_of_it() -> None:
    found = drawn("2 1; 1 3")

    middle, unit = circle(found)
    (line,) = [line for line in found.lines("result") if line.points.shape[1] > 100]
    points = (line.points[0] - middle) / unit
    back = points @ np.linalg.inv([[2, 1], [1, 3]]).T
    assert np.hypot(*back.T) == pytest.approx(np.ones(len(back)))


def test_a_flipped_vector_is_pink_with_a_dashed_shaft() -> None:
    found = drawn("0 1; 1 0")

    middle, unit = circle(found)
    (head,) = found.arrows("rest")
    (shaft,) = found.lines("rest")
    assert tip(head) == pytest.approx(tuple(middle + unit * np.array([-1, 1]) / np.sqrt(2)))
    assert shaft.style != "solid"
    assert shaft.points[0][0] == pytest.approx(middle)
    assert shaft.points[0][1] == pytest.approx(head.tail)
    assert found.words["A v₂ = −v₂"][0] == found.colour("rest")
    assert found.arrows("eigen_other") == []
    assert "A v₂ = −v₂ along [0.707, −0.707], turned over" in found.picture.alt


def test_a_crushed_vector_is_a_cross_at_the_origin() -> None:
    found = drawn("1 2; 2 4")

    middle, unit = circle(found)
    (cross,) = found.marks("rest")
    assert cross.shape == "cross"
    assert cross.centres[0] == pytest.approx(middle)
    assert found.words["A v₂ = 0"][0] == found.colour("eigen_other")
    (after,) = found.arrows("eigen")
    assert np.hypot(*(after.tip - middle)) == pytest.approx(5 * unit)
    assert "crushed to the origin" in found.picture.alt


def test_a_long_arrow_is_broken_beside_a_short_one_that_is_as_long_as_it_is() -> None:
    found = drawn("100 0; 0 -1/10")

    middle, unit = circle(found)
    (long,) = found.arrows("eigen")
    short = found.arrows("rest")[0]
    assert np.hypot(*(long.tip - middle)) == pytest.approx(broken.SHORTENED * unit)
    assert np.hypot(*(short.tip - middle)) == pytest.approx(0.1 * unit)
    assert len([line for line in found.lines("eigen") if line.style == "solid"]) == 2
    assert [line for line in found.lines("rest") if line.style == "solid"] == []
    assert "// longer than drawn; grey before A" in found.words
    assert not any(word.strip("−0123456789.") == "" for word in found.words)
    assert {"A v₁ = 100v₁", "A v₂ = −1/10 v₂"} <= {*found.words}
    assert "A broken arrow is longer than drawn" in found.picture.alt


def test_where_all_become_tiny_v_is_broken() -> None:
    found = drawn("0.001 0; 0 0.002")

    first, second = found.arrows("eigen")[0], found.arrows("eigen_other")[0]
    length = {k: float(np.hypot(*(a.tip - a.tail))) for k, a in enumerate((first, second))}
    before = [arrow for arrow in found.arrows("muted") if arrow.width == BROAD]
    assert length[0] == pytest.approx(2 * length[1])
    assert all(np.hypot(*(a.tip - a.tail)) > length[0] for a in before)
    assert len(found.lines("muted")) == 2 * len(before)
    assert found.arrows("result") == []


@pytest.mark.parametrize(
    ("a", "title", "lines"),
    [
        ("2 1; 1 3", "Two directions stay: A only stretches them", 2),
        ("1/2 0; 1 1", "Two directions stay: A only shrinks them", 2),
        ("2 1; 0 1/2", "Two directions stay: A only scales them", 2),
        ("0 1; 1 0", "Two lines stay; A flips one of them", 2),
        ("1 2; 2 4", "Two lines stay; A crushes one of them", 2),
        ("-1 -2; -2 -4", "Two lines stay: one is flipped, one crushed", 2),
        ("-3 1; 1 -2", "Two lines stay; A flips both", 2),
        ("2 1; 0 2", "Only one line stays: A is defective", 1),
        ("pi 1; 0 pi", "Up to rounding, only one line stays", 1),
        ("0 1; 0 0", "Only one line stays, crushed to 0", 1),
        ("-1 1; 0 -1", "Only one line stays, and A flips it", 1),
        ("3 0; 0 3", "Every line stays; A only stretches every vector", 2),
        ("1/2 0; 0 1/2", "Every line stays; A only shrinks every vector", 2),
        ("-2 0; 0 -2", "Every line stays; A flips every vector", 2),
        ("1 0; 0 1", "A leaves every vector as it is", 2),
        ("0 0; 0 0", "A crushes every vector to 0", 2),
    ],
)
def test_the_title_says_what_stays(a: str, title: str, lines: int) -> None:
    found = drawn(a)

    assert title in found.words
    assert len(title) <= 60
    assert title in found.picture.alt
    assert len([*dashed(found, "eigen"), *dashed(found, "eigen_other")]) == lines
    has_others = lines == 2 and found.words.get(LEGEND) is None
    assert has_others == ("very" in title)


@pytest.mark.parametrize(
    "a", ["1e200 3; 2 -1e200", "1e-200 0; 1e-200 1e-201", "5 4; 1e9 2", "0.5 1e-200; sqrt(2) 0"]
)
def test_numbers_of_any_size_are_drawn(a: str) -> None:
    found = drawn(a)

    for thing in (*found.arrows("eigen"), *found.arrows("eigen_other"), *found.arrows("rest")):
        assert 0 <= thing.tip[0] <= 1100
        assert 0 <= thing.tip[1] <= 825


def test_lengths_as_they_are_drawn() -> None:
    assert broken.drawn_lengths([1, 0.5, 6]) == [1, 0.5, 6]
    assert broken.drawn_lengths([1, 1000, 200]) == [1, 4, 3.2]
    assert broken.drawn_lengths([1, 5, 100]) == [1, 5, 6.25]
    assert broken.drawn_lengths([1, 100, 100]) == [1, 3.2, 3.2]


@pytest.mark.parametrize("a", ["2 1; 1 3", "2 -1; 0 2"])
def test_images_that_are_not_long_are_seen_whole_and_what_is_seen_fills_the_picture(a: str) -> None:
    found = drawn(a)

    middle, unit = circle(found)
    ends = np.array([arrow.tip for arrow in found.arrows("result")]).reshape(-1, 2)
    matrix = np.array([[float(x) for x in row.split()] for row in a.split(";")])
    before = [arrow for arrow in found.arrows("muted") if arrow.width == 4]
    for arrow in before:
        image = matrix @ (arrow.tip - middle) / unit
        if np.hypot(*image) <= broken.SHORTENED:
            assert np.hypot(*(ends - middle - unit * image).T).min() < 1e-6
    # Between margins of 110 px at the sides and 80 px below, as large as can be.
    kept = [a for role in ("eigen", "eigen_other", "rest") for a in found.arrows(role)]
    corners = [*ends, *(arrow.tip for arrow in kept), *(middle + unit * e for e in UNITS)]
    low, high = np.min(corners, axis=0), np.max(corners, axis=0)
    assert low[0] >= 110 - 1e-6
    assert low[1] >= 80 - 1e-6
    assert high[0] <= 1100 - 110 + 1e-6
    head = found.words[next(word for word in found.words if "stay" in word)][1]
    assert high[1] < head.bottom - 40
    assert low[1] == pytest.approx(80) or low[0] == pytest.approx(110)


UNITS = np.vstack([np.eye(2), -np.eye(2)])


def test_arrows_lie_over_lines_and_a_v_over_v() -> None:
    found = drawn("2 1; 1 3")

    broad = [arrow for arrow in found.arrows("muted") if arrow.width == BROAD]
    faint = [*(a for a in found.arrows("muted") if a.width == 4), *found.arrows("result")]
    after = [*found.arrows("eigen"), *found.arrows("eigen_other")]
    lines = [*found.lines("muted"), *found.lines("result")]
    assert max(a.layer for a in faint) < min(a.layer for a in broad)
    assert max(a.layer for a in broad) < min(a.layer for a in after)
    curves = [line for line in lines if line.points.shape[1] > 100 or line.style != "solid"]
    assert max(line.layer for line in curves) < min(a.layer for a in faint)
    assert max(line.opacity for line in dashed(found, "eigen")) < 1
