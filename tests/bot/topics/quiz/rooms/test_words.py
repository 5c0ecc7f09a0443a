"""Tables and sentences of rooms, of any length."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.store import Room, Seat, Tally
from bot.topics.kit.syllabus import KINDS
from bot.topics.quiz.rooms import words
from bot.topics.quiz.rooms.plan import Plan

LARGEST_ID = 2**63 - 1
MESSAGE_CHARACTERS = 4000
"""Discord's limit."""

ROOM = Room("0" * 12, 7, 70, 0, {}, 100, False, False, 1, 0, 3, 0, None)
PLAN = Plan(max((kind.title for kind in KINDS), key=len), ("dot-1-000001",) * 10, ((),) * 10, 5)


def test_equal_points_share_a_place() -> None:
    table = words.table(ROOM, {4: 3, 2: 2.5, 5: 2.5, 9: 1, 1: 0, 3: 0})

    assert table.splitlines()[1:-1] == [
        "**1.** <@4> · 3 points",
        "**2.** <@2> · 2.5 points",
        "**2.** <@5> · 2.5 points",
        "**4.** <@9> · 1 point",
        "Took part as well: <@1>, <@3>",
    ]


def test_without_points_nobody_is_last() -> None:
    assert words.table(ROOM, {1: 0, 2: 0}).splitlines()[1] == "Took part: <@1>, <@2>"


@pytest.mark.parametrize(
    "scores", [[0.0] * 100, [1.0] * 100, [*(k / 2 for k in range(100, 0, -1))]]
)
def test_a_table_of_a_hundred_fits(scores: list[float]) -> None:
    points = {LARGEST_ID - k: score for k, score in enumerate(scores)}

    table = words.table(ROOM, points)

    assert len(table) < MESSAGE_CHARACTERS
    shown = [line for line in table.splitlines() if line.startswith("**")]
    assert len(shown) == (40 if scores[0] else 0)
    assert ("… and 60 more" in table) is bool(scores[0])


def test_an_opening_fits() -> None:
    seats = (Seat(LARGEST_ID, True, True), Seat(LARGEST_ID - 1, False, False))
    for room in (ROOM, replace(ROOM, seats=2), replace(ROOM, race=True)):
        told = words.opening(room, PLAN, seats, 1_800_000_000_000)
        assert words.CONSENT in told
        assert "10 exercises, 5 minutes each" in told
        assert len(told) < MESSAGE_CHARACTERS / 4


def test_counts_name_nobody() -> None:
    tally = Tally(answers=15, right=12, partly=1, first=9)

    told = words.solved(ROOM, PLAN, 2, tally, None)

    assert told == "### Exercise 2 of 10: 12 of 15 answers right, 1 partly"
    assert "<@9> was first." in words.solved(replace(ROOM, race=True), PLAN, 2, tally, None)
