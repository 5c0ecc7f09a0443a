"""Names of kept values, completed while somebody types a question."""

from __future__ import annotations

import logging
from typing import NoReturn

import pytest
from discord import AppCommandOptionType, app_commands

from bot.chat.client import StudyBot
from bot.chat.commands import names
from bot.topics.kit import answering
from tests.bot.conftest import Classroom

TEMPTING = ["A", "alpha", "b", "vec_1"]


def offered(typed: str, variables: dict[str, str]) -> list[str]:
    return [text for text, _ in names.choices(typed, variables)]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("", TEMPTING),
        ("a", ["a", "alpha"]),
        ("alpha", ["alpha"]),
        ("b v", ["b v", "b vec_1"]),
        ("A' * al", ["A' * al", "A' * alpha"]),
        ("2v", ["2v", "2vec_1"]),
        ("[1, 2", []),
        ("[1, 2] ", []),
        ("zzz", []),
        ("al@", []),
    ],
)
def test_names_are_offered_for_the_last_word(typed: str, texts: list[str]) -> None:
    assert offered(typed, dict.fromkeys(TEMPTING, "[1, 2]")) == texts


def test_what_is_offered_fits_into_discord() -> None:
    many = {f"name{k}": "1" * 4000 for k in range(60)}

    assert len(names.choices("na", many)) == 25
    assert all(len(text) <= 100 and len(shown) <= 100 for text, shown in names.choices("", many))
    assert names.choices("x" * 6000, many) == []
    assert offered("0" * 97 + " na", many) == ["0" * 97 + " na"]


async def test_names_are_offered_with_their_values(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    for name, text in {"alpha": "[1, 2]", "beta": "≈ 1.4142135623730951"}.items():
        await simcord_bot.store.people.set_variable(classroom.student.id, name, text)

    offered = await classroom.student.autocomplete(classroom.channel, "dot", "b", "al", a="[1,2]")

    assert offered == [
        {"name": "al", "value": "al"},
        {"name": "alpha = [1, 2]", "value": "alpha"},
    ]


async def test_every_text_of_every_question_is_completed(
    simcord_bot: StudyBot, classroom: Classroom
) -> None:
    assert classroom
    commands = {
        command.qualified_name: command
        for command in simcord_bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }

    assert answering.TOPICS.keys() <= commands.keys()
    for topic in answering.TOPICS:
        for parameter in commands[topic].parameters:
            if parameter.type is AppCommandOptionType.string:
                assert parameter.autocomplete or parameter.choices, (topic, parameter.name)


async def test_a_store_that_fails_offers_nothing(
    classroom: Classroom,
    simcord_bot: StudyBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail(_: int) -> NoReturn:
        raise OSError("the disk is gone")

    monkeypatch.setattr(simcord_bot.store.people, "person", fail)

    with caplog.at_level(logging.ERROR):
        offered = await classroom.student.autocomplete(classroom.channel, "dot", "a", "A")

    assert offered == []
    assert [record.message for record in caplog.records] == ["Names could not be completed."]
