"""A sheet of exercises over a real socket: set, done by a few at once, counted, removed."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.making import made
from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply
from tests.wire.world import (
    MODERATOR,
    MODERATOR_ROLE,
    MODERATORS,
    Person,
    new_id,
    newcomer,
)

TITLE = "Week <@1> **1**"


def exercise_in(text: str) -> ExerciseId:
    """Return the one exercise that a message shows."""
    (name,) = re.findall(r"exercise:(\S+)`", text)
    found = ExerciseId.of(name)
    assert found is not None
    return found


async def done(server: LoopbackDiscord, person: Person, *, named: bool, right: bool) -> str:
    """Do the sheet, whose one exercise is a dot product; return the exercise."""
    listed = await server.slash("class sheets", user=person)
    asks = await server.press(listed, f"Begin {TITLE}", user=person)
    shown = await server.press(asks, "Show my name" if named else "Only count me", user=person)
    exercise = exercise_in(shown.text)
    found = made(exercise)
    form = await server.press(shown, "Answer", user=person)
    typed = found.key["dot"] if right else "[1, 2]"
    await server.submit(form, {found.fields[0].label: typed}, user=person)
    assert "This is counted for Week" in shown.text
    assert shown.ephemeral
    return str(exercise)


async def removed(server: LoopbackDiscord) -> Reply:
    which = await server.slash("class remove", user=MODERATOR)
    sure = await server.press(which, TITLE, user=MODERATOR)
    return await server.press(sure, "Remove it", user=MODERATOR)


@pytest.mark.usefixtures("wire_bot")
async def test_a_sheet_of_a_few_at_once(discord_server: LoopbackDiscord) -> None:
    assistant = Person(new_id(), "Assistant", roles=(MODERATORS,))
    refused = await discord_server.slash("class results", user=assistant)
    assert refused.text.startswith("Only teachers can do this")
    told = await discord_server.slash("class role", role=MODERATOR_ROLE, user=MODERATOR)
    assert f"<@&{MODERATORS}>" in told.text
    form = await discord_server.slash("class sheet", user=assistant)
    fields = {"title": TITLE, "exercises": "dot 1", "due": "in 2 days 18:00"}
    made_one = await discord_server.submit(form, fields, user=assistant)
    assert "It is set." in made_one.text
    made(ExerciseId("dot", 1, 1))
    students = [newcomer() for _ in range(4)]

    exercises = await asyncio.gather(
        *(done(discord_server, each, named=k == 0, right=k < 2) for k, each in enumerate(students))
    )

    assert len({*exercises}) == 4
    shown = await discord_server.slash("class results", user=assistant)
    assert "4 of 4 have finished" in shown.text
    assert "1. The dot product, level 1: 2 of 4 right\n   2 × entry by entry" in shown.text
    assert len(shown.pictures) == 1
    named = await discord_server.press(shown, "By name", user=assistant)
    assert [f"<@{each.id}>" in named.text for each in students] == [True, False, False, False]
    assert r"Week \<\@1> \*\*1\*\*" in named.text
    assert "<@1>" not in named.text.replace(r"\<\@1>", "")

    gone = await removed(discord_server)
    assert "is removed, with all answers to it." in gone.text
    await discord_server.slash("class role", user=MODERATOR)
