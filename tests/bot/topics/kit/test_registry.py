"""What topics declare is put together; what cannot be is refused when the bot starts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.chat.desk import Desk
from bot.chat.presses import dynamic_item
from bot.faces.questions import Questions
from bot.reference import load
from bot.store import Store
from bot.topics.kit.declaration import Command, Pressable, Text, Topic
from bot.topics.kit.registry import Registry, discover


def topic(**declared: Any) -> Topic:
    return Topic(**{"section": "Trying out", "place": 1, "commands": (), **declared})


PRESSABLE = Pressable("turn", "pages:turn")


@pytest.mark.parametrize(
    "topics",
    [
        [topic(commands=(Command("dot", "one"), Command("dot", "two")))],
        [topic(commands=(Command("dot", "one"),)), topic(commands=(Command("dot", "two"),))],
        [topic(groups={"vector": "one"}), topic(groups={"vector": "two"})],
        [topic(below_answers=(PRESSABLE,)), topic(below_answers=(PRESSABLE,))],
        [topic(below_notes=(PRESSABLE,)), topic(below_notes=(PRESSABLE,))],
        [topic(below_answers=(PRESSABLE,)), topic(below_notes=(PRESSABLE,))],
    ],
)
def test_what_is_declared_twice_is_refused(topics: list[Topic]) -> None:
    with pytest.raises(ValueError, match="is declared twice"):
        Registry(topics)


def test_a_group_that_nobody_describes_is_refused() -> None:
    with pytest.raises(ValueError, match="what the group vector is about"):
        Registry([topic(commands=(Command("vector norm", "the length"),))])


def test_several_topics_fill_one_group() -> None:
    found = Registry(
        [
            topic(commands=(Command("vector norm", "one"),), groups={"vector": "Vectors"}),
            topic(commands=(Command("vector unit", "two"),)),
        ]
    )

    assert [command.name for command in found.commands] == ["vector norm", "vector unit"]
    assert found.groups == {"vector": "Vectors"}


def test_every_reference_names_a_function() -> None:
    found = discover()
    references = [
        reference
        for command in found.commands
        for reference in (
            command.answer,
            command.ask,
            command.supply,
            *(option.complete for option in command.options if isinstance(option, Text)),
        )
    ]
    references += [p.press for p in (*found.below_answers.values(), *found.below_notes.values())]

    for reference in filter(None, references):
        assert callable(load(reference)), reference
    assert all(command.answer or command.ask for command in found.commands)


@pytest.mark.parametrize("action", ["steps", "choose", "my_menu", "Turn", "", "a" * 21])
def test_a_button_that_could_not_be_found_again_is_refused(action: str) -> None:
    pressable = Pressable(action, "pages:turn")
    registry = Registry([topic(below_notes=(pressable,))])
    services: Any = SimpleNamespace(registry=registry)

    with pytest.raises(ValueError, match=f"cannot be called '{action}'"):
        dynamic_item(Desk(services, Questions(Store("sqlite://"))))


HOOKS = """
import json, sys
import bot.catalogue, bot.models.library, bot.models.service
from bot.reference import load
from bot.topics.kit.declaration import Text
from bot.topics.kit.registry import discover

known = discover()
for command in known.commands:
    texts = [option for option in command.options if isinstance(option, Text)]
    completed = [option.complete for option in texts]
    for hook in filter(None, (command.ask, command.supply, command.shared, *completed)):
        load(hook)
for pressed in (*known.below_answers.values(), *known.below_notes.values()):
    load(pressed.press)
print(json.dumps(sorted(sys.modules)))
"""


def test_the_bots_own_process_needs_no_numpy_for_what_it_runs_of_topics() -> None:
    root = Path(__file__).parents[4]

    done = subprocess.run(
        [sys.executable, "-c", HOOKS], capture_output=True, text=True, check=True, cwd=root
    )

    loaded = {*json.loads(done.stdout)}
    assert {"bot.topics.films.asking", "bot.topics.quiz.presses"} <= loaded
    assert loaded.isdisjoint({"numpy", "matplotlib", "typst", "lark", "flint", "discord"})
