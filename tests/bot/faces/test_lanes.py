"""Which lane of the queue a question waits in."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style
from bot.faces.computing import BIG_CHARACTERS, lane_of
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover

REGISTRY = discover()

QUICK = {"matrix rank": {"a": "1 2; 3 4"}}
"""Inputs of the commands that never draw."""


def test_the_commands_that_never_draw_are_quick() -> None:
    quick = {c.name for c in REGISTRY.commands if c.answer and c.lane == "quick"}

    assert quick == QUICK.keys()
    for name, inputs in QUICK.items():
        assert answering.reply(Question(name, inputs), Style()).pictures == ()


@pytest.mark.parametrize(
    ("name", "door", "lane"),
    [
        ("calc", "reply", "drawing"),
        ("matrix rank", "reply", "quick"),
        ("dot", "reply", "drawing"),
        ("dot", "steps", "drawing"),
        ("dot", "turn", "drawing"),
        ("dot", "copies", "quick"),
        ("dot", "words", "quick"),
        ("matrix rank", "steps", "drawing"),
    ],
)
def test_what_is_typeset_or_drawn_does_not_pass_as_quick(name: str, door: str, lane: str) -> None:
    assert lane_of(REGISTRY.command(name), door, Question(name, {"a": "1 2"})) == lane


@pytest.mark.parametrize("door", ["reply", "copies"])
def test_big_tables_wait_with_the_files(door: str) -> None:
    pca = REGISTRY.command("pca")
    small, big = ("1" * length for length in (BIG_CHARACTERS, BIG_CHARACTERS + 1))

    assert lane_of(pca, door, Question("pca", {"data": small})) != "files"
    assert lane_of(pca, door, Question("pca", {"data": big})) == "files"
