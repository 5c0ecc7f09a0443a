"""Exercises over a real socket: many people at once, and each sees their own alone."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.making import made
from tests.wire.crowd import people
from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply
from tests.wire.world import Person

PEOPLE = 20


def exercise_in(text: str) -> ExerciseId:
    """Return the one exercise that a message shows."""
    (name,) = re.findall(r"exercise:(\S+)`", text)
    found = ExerciseId.of(name)
    assert found is not None
    return found


async def answered(server: LoopbackDiscord, person: Person, *, right: bool) -> Reply:
    """Begin a sitting and answer its first exercise; return the message, which then says more."""
    shown = await server.slash("quiz start", {"topic": "The dot product"}, user=person)
    asked = exercise_in(shown.text)
    exercise = made(asked)
    typed = exercise.key["dot"] if right else f"1{exercise.key['dot'].lstrip('-')}"
    form = await server.press(shown, "Answer", user=person)
    await server.submit(form, {exercise.fields[0].label: typed}, user=person)
    assert exercise_in(shown.text) == asked
    assert "\n".join(exercise.given) in shown.text
    assert ("**Right.**" in shown.text) is right, shown.text
    assert f"### 1 of {10 if right else 11} " in shown.text
    return shown


@pytest.mark.usefixtures("wire_bot")
async def test_twenty_people_practise_at_once(discord_server: LoopbackDiscord) -> None:
    crowd = people(PEOPLE)
    # What grades is imported first: meanwhile the loopback Discord would hear nothing.
    made(ExerciseId("dot", 1, 1))

    shown = await asyncio.gather(
        *(answered(discord_server, p, right=k % 4 > 0) for k, p in enumerate(crowd))
    )

    assert all(message.ephemeral and not message.followups for message in shown)
    present = {exercise_in(message.text) for message in shown}
    assert len(present) > PEOPLE / 2, "everybody has other numbers"
    again = await discord_server.slash("quiz start", user=crowd[0])
    assert "1 done, 10 to go" in again.text
    await discord_server.press(again, "Go on", user=crowd[0])
    assert "### 2 of 11 " in again.text
