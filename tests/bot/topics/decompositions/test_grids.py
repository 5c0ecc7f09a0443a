"""The grid behind vectors goes through their origin, in steps of 1, 2 or 5 units."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from bot.drawing.style import BROAD, Style
from bot.drawing.things import DASHED
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing.seen import Seen, grid, seen


def still(question: Question) -> Seen:
    return seen(lambda: answering.reply(question, Style()).pictures[0])


def turned(question: Question) -> Seen:
    return seen(lambda: answering.turn(question, Style())[0])


@pytest.mark.parametrize(
    ("draw", "command", "a", "role", "length"),
    [
        (still, "eigen", "2 1; 1 2", "muted", 1),
        (still, "eigen", "0 -2; 2 0", "muted", 1),
        (still, "qr", "3 1; 4 2", "first", 5),
        (still, "qr", "1 2; 2 5", "first", 5**0.5),
        (turned, "eigen", "2 1; 1 2", "muted", 1),
        (turned, "eigen", "0 -2; 2 0", "muted", 1),
        (turned, "svd", "2 0; 0 1", "eigen", 2),
    ],
)
def test_a_grid_has_the_origin_and_the_unit_of_the_arrows(
    draw: Callable[[Question], Seen], command: str, a: str, role: str, length: float
) -> None:
    found = draw(Question(f"matrix {command}", {"a": a}))

    origin, pitch = grid(found)
    arrow = max(found.arrows(role), key=lambda arrow: arrow.width)
    assert arrow.tail == pytest.approx(origin)
    step = pitch / (np.hypot(*(arrow.tip - arrow.tail)) / length)
    assert min(abs(step - nice) for nice in (0.5, 1, 2)) < 1e-3


def test_the_lines_that_stay_and_v_stay_behind_the_animation() -> None:
    found = turned(Question("matrix eigen", {"a": "2 1; 1 2"}))

    origin, pitch = grid(found)
    before = [arrow for arrow in found.arrows("muted") if arrow.width == BROAD]
    for role, direction, arrow in zip(
        ("eigen", "eigen_other"), ((1, 1), (1, -1)), before, strict=True
    ):
        (line,) = [line for line in found.lines(role) if line.style == DASHED]
        start, end = line.points[0]
        assert (start + end) / 2 == pytest.approx(origin)
        assert np.linalg.det([end - start, direction]) == pytest.approx(0, abs=1e-6)
        assert arrow.tip - origin == pytest.approx(pitch * np.array(direction) / np.sqrt(2))
