"""`/matrix basis`: the map in the new coordinates, its picture and its steps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bot.drawing.boxes import Box
from bot.drawing.style import Style, Theme
from bot.topics.basis.figure import clipped
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.rules import faults, recorded_paintings
from tests.bot.drawing.seen import seen


def asked(a: str, p: str) -> Answer:
    return answering.answer(Question("matrix basis", {"a": a, "p": p}), Style())


def test_the_map_in_the_new_basis() -> None:
    found = asked("1 2; 3 4", "2 1; 0 1")

    # A p₁ = [2, 6] = −2 [2, 0] + 6 [1, 1]
    assert found.title == "B = P⁻¹ A P"
    assert "B = [ −2  −2 ]" in found.facts
    assert "    [  6   7 ]" in found.facts
    assert found.working is not None
    assert found.working.plain().endswith("Ap₁ = [2, 6] = −2 · p₁ + 6 · p₂")


def test_eigenvectors_are_recognized() -> None:
    found = asked("2 1; 1 2", "1 1; 1 -1")

    assert found.title == "B = P⁻¹ A P, diagonal"
    assert "the columns of P are eigenvectors of A" in found.meaning


@pytest.mark.parametrize(
    ("a", "p", "source", "said"),
    [
        ("1 2; 3 4", "1 2; 2 4", "p", "no basis"),
        ("1 2; 3 4", "1 2 3", "p", "2 vectors with 2 entries"),
        ("1 2 3; 4 5 6", "1 0; 0 1", "a", "square"),
    ],
)
def test_what_is_wrong_is_named(a: str, p: str, source: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        asked(a, p)
    assert refused.value.source == source


def test_the_arrows_are_the_same_and_read_in_both_grids() -> None:
    question = Question("matrix basis", {"a": "2 1; 1 2", "p": "1 1; 1 -1"})
    found = seen(lambda: answering.reply(question, Style()).pictures[0])

    assert {"x = [2, 0]", "A x = [4, 2]", "x = [1, 1]", "A x = [3, 1]"} <= set(found.words)
    left, right = (arrow.tip - arrow.tail for arrow in found.arrows("result"))
    assert left == pytest.approx(right)
    usual, other = ([a.tip - a.tail for a in found.arrows(role)] for role in ("first", "second"))
    unit = usual[0][0]
    assert np.array([usual[0], other[0]]) == pytest.approx(unit * np.eye(2))
    assert np.array([usual[1], other[1]]) == pytest.approx(unit * np.array([[1, 1], [1, -1]]))
    assert left == pytest.approx(unit * np.array([4, 2]))
    axes = [line.points[0] for line in found.lines("axis") if line.width > 3]
    level = next(ends for ends in axes if ends[0, 1] == pytest.approx(ends[1, 1]))
    assert sorted(level[:, 0]) == pytest.approx(
        [16, 542]
    )  # from one edge of its panel to the other


@pytest.mark.parametrize(
    ("a", "p", "theme"),
    [
        ("2 1; 1 2", "1 1; 1 -1", Theme.LIGHT),
        ("1 1; 0 1", "1/2 -1; 1 1", Theme.DARK),
        ("0 0; 0 0", "1 2; 0 1", Theme.DARK),
    ],
)
def test_pictures_can_be_read(a: str, p: str, theme: Theme) -> None:
    with recorded_paintings() as paintings:
        answering.reply(Question("matrix basis", {"a": a, "p": p}), Style(theme))
    assert paintings
    assert [fault for painted in paintings for fault in faults(painted)] == []


def test_arrows_of_very_different_lengths_are_not_drawn() -> None:
    assert asked("100 0; 0 1", "1 1; 0 1").draw is None
    assert asked("1 0 0; 0 1 0; 0 0 1", "1 0 0; 0 1 0; 0 0 1").draw is None


@pytest.mark.parametrize(
    ("ends", "kept"),
    [
        ([(-1, 1), (3, 1)], [(0, 1), (2, 1)]),
        ([(1, -5), (1, 5)], [(1, 0), (1, 2)]),
        ([(-1, -1), (5, 5)], [(0, 0), (2, 2)]),
        ([(0.5, 0.5), (1, 1.5)], [(0.5, 0.5), (1, 1.5)]),
        ([(-1, 3), (3, 3)], None),
        ([(3, 0), (5, 5)], None),
    ],
)
def test_lines_end_at_the_edge(ends: Any, kept: Any) -> None:
    found = clipped(np.array(ends, float), Box(0, 0, 2, 2))

    if kept is None:
        assert found is None
    else:
        assert found == pytest.approx(np.array(kept))


async def test_it_is_asked_and_answered_in_discord(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("matrix basis", a="[2 1; 1 2]", p="[1 1; 1 -1]"))

    assert "B = [ 3  0 ]" in post.facts
    assert "In the usual grid x = [2, 0] and A x = [4, 2]" in post.alts[0]
