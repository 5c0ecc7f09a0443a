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
EXAMPLES = [(c.name, c.example) for c in REGISTRY.commands if c.answer and c.example]


async def test_help_is_told_to_the_asker_alone(classroom: Classroom) -> None:
    message = posts.private(await classroom.student.slash(classroom.channel, "help"))

    (commands, matrices, tables, words, films, exercises, yours, server, typing, buttons) = (
        posts.texts(message)
    )
    assert "/dot" in commands
    assert "/matrix rref" in matrices
    assert "/pca" in tables
    assert "/words near" in words
    assert "/recommend" in films
    assert "/quiz start" in exercises
    assert "/vars set" in yours
    assert "/study" in server
    assert "[1,2,3]" in typing
    assert "Steps" in buttons
    assert classroom.seen_by(classroom.other) == []


async def test_a_button_shows_how_the_commands_of_a_section_are_typed(
    classroom: Classroom,
) -> None:
    message = posts.private(await classroom.student.slash(classroom.channel, "help"))
    labels = posts.labels(message)

    seen: list[str] = []
    for label in labels:
        pressed = posts.response(await classroom.student.click(message, label=label))
        (shown,) = posts.texts(pressed)
        assert len(shown) < 4000
        assert posts.labels(pressed)[-1] == "All commands"
        seen.append(shown)

    assert len(labels) == 8
    examples = "\n".join(seen)
    for command in REGISTRY.commands:
        assert f"`/{command.name} {command.example}`".replace(" `", "`") in examples
    assert "PCA on this message" in examples
    assert "GloVe" in examples


async def test_a_section_leads_back_to_all_commands(classroom: Classroom) -> None:
    message = posts.private(await classroom.student.slash(classroom.channel, "help"))
    section = posts.response(await classroom.student.click(message, label="Words"))

    again = posts.response(await classroom.student.click(section, label="All commands"))

    assert posts.texts(again) == posts.texts(message)
    assert posts.labels(again) == posts.labels(message)


async def test_help_names_every_command(classroom: Classroom, simcord_bot: StudyBot) -> None:
    message = posts.private(await classroom.student.slash(classroom.channel, "help"))

    help_text = "\n".join(posts.texts(message))
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
    post = posts.read(posts.response(result))

    assert result.ephemeral == REGISTRY.command(command).private
    assert post.title
    assert post.meaning


@pytest.mark.parametrize(
    "command", [c for c in REGISTRY.commands if c.options], ids=lambda c: c.name
)
def test_a_command_with_options_has_an_example(command: Command) -> None:
    named = re.findall(r"(\w+):", command.example)

    assert named
    assert set(named) <= {option.name for option in command.options}
