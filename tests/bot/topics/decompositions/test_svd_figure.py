"""The picture of a singular value decomposition: four frames of the unit circle."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.arrays import Floats
from bot.drawing.boxes import Box
from bot.drawing.style import Style, Theme
from bot.drawing.things import Arrow
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing.seen import Seen, seen

OWN = "the circle and the ellipse each on its own scale"


def drawn(a: str, theme: Theme = Theme.DARK) -> Seen:
    question = Question("matrix svd", {"a": a})
    return seen(lambda: answering.reply(question, Style(theme)).pictures[0])


def boxes(found: Seen) -> list[Box]:
    """Return the four frames, row by row."""
    corners = [line.points[0] for line in found.lines("grid")]
    return [Box(*c.min(axis=0), *c.max(axis=0)) for c in corners]


def inside(box: Box, arrows: list[Arrow]) -> list[Floats]:
    """Return the arrows that begin in a box, from their tails."""
    return [
        arrow.tip - arrow.tail
        for arrow in arrows
        if box.left < arrow.tail[0] < box.right and box.bottom < arrow.tail[1] < box.top
    ]


def radius(found: Seen, box: Box) -> float:
    """Return the radius of the unit circle in a frame."""
    (line,) = [
        line
        for line in found.lines("muted")
        if box.left < line.points[0, 0, 0] < box.right
        and box.bottom < line.points[0, 0, 1] < box.top
    ]
    return float(np.ptp(line.points[0][:, 0])) / 2


@pytest.mark.parametrize("theme", Theme)
def test_the_vectors_are_turned_to_the_axes_stretched_and_turned(theme: Theme) -> None:
    found = drawn("1 1; 0 1", theme)

    a = np.array([[1.0, 1], [0, 1]])
    first, second, third, fourth = boxes(found)
    assert first.bottom == second.bottom > third.top == fourth.top
    assert first.left == third.left < second.left == fourth.left
    unit = radius(found, first)
    golden = (1 + 5**0.5) / 2
    values = {"eigen": golden, "eigen_other": 1 / golden}
    for role, axis in (("eigen", [1, 0]), ("eigen_other", [0, 1])):
        v, e, stretched, turned = (
            inside(box, found.arrows(role))[0] / unit for box in boxes(found)
        )
        assert np.hypot(*v) == pytest.approx(1, abs=1e-3)
        assert e == pytest.approx(axis, abs=1e-3)
        assert stretched == pytest.approx(values[role] * np.array(axis), abs=1e-3)
        assert turned == pytest.approx(a @ v, abs=1e-3)
        assert np.hypot(*turned) == pytest.approx(values[role], abs=1e-3)


def test_the_circle_becomes_the_ellipse() -> None:
    found = drawn("1 1; 0 1")

    unit = radius(found, boxes(found)[0])
    lines = found.lines("result")
    assert len(lines) == 2 == len(found.lines("muted"))
    for line, arrow in zip(lines, found.arrows("eigen")[2:], strict=True):
        points = (line.points[0] - arrow.tail) / unit
        assert np.hypot(*points.T).max() == pytest.approx((1 + 5**0.5) / 2, abs=1e-2)
        assert np.hypot(*points.T).min() == pytest.approx((5**0.5 - 1) / 2, abs=1e-2)


def test_the_words_are_the_steps_and_the_singular_values() -> None:
    found = drawn("3 0; 4 5")

    assert sorted(found.all_words) == sorted(
        [
            "The circle is reflected, stretched, reflected",
            OWN,
            "A = [3, 0; 4, 5]",
            "before A",
            "V^⊤ reflects",
            "Σ stretches",
            "U reflects",
            *("v₁", "v₂", "e₁", "e₂"),
            *("σ₁ = 3√5", "σ₂ = √5", "σ₁u₁", "σ₂u₂"),
        ]
    )
    for word in ("v₁", "e₁", "σ₁ = 3√5", "σ₁u₁"):
        assert found.words[word][0] == found.colour("eigen")
    for word in ("v₂", "e₂", "σ₂ = √5", "σ₂u₂"):
        assert found.words[word][0] == found.colour("eigen_other")
    steps = ("before A", "V^⊤ reflects", "Σ stretches", "U reflects")
    for step, box in zip(steps, boxes(found), strict=True):
        assert found.words[step][1].excess(box) == 0
    assert "σ₁ = 3√5 and σ₂ = √5" in found.picture.alt
    assert "Vᵀ reflects them onto the axes" in found.picture.alt
    assert OWN in found.picture.alt


def test_frames_fill_the_width_and_do_not_overlap() -> None:
    places = boxes(drawn("1 2; 3 4"))

    assert places[0].left < 30
    assert places[1].right > 1070
    for i, box in enumerate(places):
        assert all(box.overlap(other, margin=0) == 0 for other in places[:i])


@pytest.mark.parametrize(
    ("a", "title"),
    [
        ("1 1; 0 1", "The circle is turned, stretched, turned"),
        ("2 0; 0 -1", "The circle is reflected, stretched, kept"),
        ("3 0; 0 2", "The circle is only stretched"),
        ("1 2; 3 4", "The circle is turned, stretched, reflected"),
        ("1 2; 2 4", "A crushes the circle to a segment"),
        ("0 0; 0 0", "A crushes the circle to a point"),
    ],
)
def test_the_title_says_what_happens(a: str, title: str) -> None:
    found = drawn(a)

    assert title in found.words
    assert title in found.picture.alt


def test_a_singular_value_of_0_is_exact_and_a_matrix_that_keeps_all_is_the_identity() -> None:
    found = drawn("1 0; 0 0")

    assert {"σ₁ = 1", "σ₂ = 0", "V^⊤ = I", "U = I"} <= {*found.words}
    assert "Vᵀ leaves them on the axes" in found.picture.alt


@pytest.mark.parametrize("a", ["1e200 3; 2 -1e200", "1e-200 0; 1e-200 1e-201"])
def test_numbers_of_any_size_are_drawn(a: str) -> None:
    found = drawn(a)

    for box, tips in zip(
        boxes(found), zip(*[iter(found.arrows("eigen"))], strict=True), strict=True
    ):
        assert box.left < tips[0].tip[0] < box.right
        assert box.bottom < tips[0].tip[1] < box.top


def test_the_ellipse_fills_its_frame_below_the_name_of_the_step() -> None:
    found = drawn("3 0; 4 5")

    for step, box, arrow in zip(
        ("before A", "V^⊤ reflects", "Σ stretches", "U reflects"),
        boxes(found),
        found.arrows("eigen"),
        strict=True,
    ):
        assert box.left < arrow.tail[0] < box.right
        assert arrow.tail == pytest.approx(box.centre - [0, 10])
        # The longer half of each, as both have a scale of their own.
        size = float(np.hypot(*(arrow.tip - arrow.tail)))
        assert size == pytest.approx((box.top - box.bottom) / 2 - 18)
        word = found.words[step][1]
        assert word.left == pytest.approx(box.left + 14, abs=1)
        assert box.top - 50 < word.bottom < word.top < box.top
    head = min(
        found.words[word][1].bottom
        for word in (OWN, "The circle is reflected, stretched, reflected")
    )
    assert 0 < boxes(found)[2].bottom < boxes(found)[0].top < head
    axes = [line.points for line in found.lines("axis")]
    for (level, upright), box in zip(axes, boxes(found), strict=True):
        assert level[:, 0] == pytest.approx([box.left, box.right])
        assert upright[:, 1] == pytest.approx([box.bottom, box.top])
