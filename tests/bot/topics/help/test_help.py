"""`/help`, held against the commands that there really are."""

from __future__ import annotations

import re

import pytest
from discord import app_commands

from bot.chat.client import StudyBot
from bot.topics.kit.declaration import Command
from bot.topics.kit.registry import discover
from tests.bot import posts
from tests.bot.conftest import Classroom

REGISTRY = discover()
OF_TEACHERS = {"class sheet"}

EXAMPLES = [
    (c.name, c.example)
    for c in REGISTRY.commands
    if c.answer and c.example and c.name not in OF_TEACHERS
]


async def test_help_asks_what_one_would_like_to_do_and_fits_on_a_phone(
    classroom: Classroom,
) -> None:
    message = posts.private(await classroom.student.slash(classroom.channel, "help"))

    wishes, typing = posts.texts(message)
    assert "/dot" in wishes
    assert "/recommend" in wishes
    assert "[1,2,3]" in typing
    assert len(wishes) + len(typing) < 900
    assert posts.labels(message) == [
        *("Calculate", "Look at data", "Films", "Learn", "Settings"),
        "All commands",
    ]
    assert classroom.seen_by(classroom.other) == []


async def test_a_button_shows_how_the_commands_for_it_are_typed(classroom: Classroom) -> None:
    message = posts.private(await classroom.student.slash(classroom.channel, "help"))
    *wishes, _ = posts.labels(message)

    seen: list[str] = []
    for label in wishes:
        pressed = posts.response(await classroom.student.click(message, label=label))
        texts = posts.texts(pressed)
        assert sum(map(len, texts)) < 4000
        assert label not in posts.labels(pressed)
        assert posts.labels(pressed)[-1] == "All commands"
        seen += texts

    examples = "\n".join(seen)
    for command in REGISTRY.commands:
        assert f"`/{command.name} {command.example}`".replace(" `", "`") in examples
    assert "PCA on this message" in examples
    assert "GloVe" in examples


async def test_one_page_leads_to_the_next_and_to_all_commands(classroom: Classroom) -> None:
    message = posts.private(await classroom.student.slash(classroom.channel, "help"))

    films = posts.response(await classroom.student.click(message, label="Films"))
    assert "/similar" in posts.texts(films)[0]
    data = posts.response(await classroom.student.click(films, label="Look at data"))
    assert "/pca" in posts.texts(data)[0]
    every = posts.response(await classroom.student.click(data, label="All commands"))
    assert "Steps" in posts.texts(every)[-1]
    assert "All commands" not in posts.labels(every)


async def test_help_names_every_command(classroom: Classroom, simcord_bot: StudyBot) -> None:
    message = posts.private(await classroom.student.slash(classroom.channel, "help"))
    every = posts.response(await classroom.student.click(message, label="All commands"))

    help_text = "\n".join(posts.texts(every))
    known = [
        command.qualified_name
        for command in simcord_bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    ]
    assert len(known) >= 8
    shown = {name for name in known if re.search(rf"`/{name}[ `]", help_text)}
    assert set(known) == shown


@pytest.mark.parametrize(("command", "typed"), EXAMPLES)
async def test_what_help_shows_works(classroom: Classroom, command: str, typed: str) -> None:
    options = dict(re.findall(r"(\w+):(.+?)(?= \w+:|$)", typed))

    result = await classroom.student.slash(classroom.channel, command, **options)
    (text,) = posts.texts(posts.response(result))
    title, _, meaning = text.partition("\n")

    assert result.ephemeral == REGISTRY.command(command).private
    assert title.startswith("### ")
    assert meaning.split("```\n")[-1]


@pytest.mark.parametrize(
    "command", [c for c in REGISTRY.commands if c.options], ids=lambda c: c.name
)
def test_a_command_with_options_has_an_example(command: Command) -> None:
    named = re.findall(r"(\w+):", command.example)

    assert named
    assert set(named) <= {option.name for option in command.options}
