"""Names of kept values, completed while somebody types a question."""

from __future__ import annotations

import logging
from typing import NoReturn

import pytest
from discord import AppCommandOptionType, app_commands

from bot.chat.client import StudyBot
from bot.topics.kit.completion import offers
from tests.bot.conftest import Classroom

TEMPTING = ["A", "alpha", "b", "vec_1"]


def offered(typed: str, variables: dict[str, str]) -> list[str]:
    return [text for text, _ in offers(typed, variables)]


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


async def test_what_is_offered_fits_into_discord(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    for k in range(40):
        await simcord_bot.store.people.set_variable(classroom.student.id, f"name{k}", "1" * 400)

    async def offered(typed: str) -> list[dict[str, str]]:
        return await classroom.student.autocomplete(classroom.channel, "dot", "a", typed)

    assert len(await offered("na")) == 25
    assert all(len(o["name"]) <= 100 and len(o["value"]) <= 100 for o in await offered(""))
    assert await offered("x" * 6000) == []
    assert [o["value"] for o in await offered("0" * 97 + " na")] == ["0" * 97 + " na"]


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

    computed = [c.name for c in simcord_bot.desk.services.registry.commands if c.answer]

    assert set(computed) <= commands.keys()
    for name in computed:
        for parameter in commands[name].parameters:
            if parameter.type is AppCommandOptionType.string:
                assert parameter.autocomplete or parameter.choices, (name, parameter.name)


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
    assert [record.message for record in caplog.records] == [
        "An option of /dot could not be completed."
    ]
