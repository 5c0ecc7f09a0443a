"""Fifty people in one quiz room: all in time, and nobody sees another's answer before the end."""

from __future__ import annotations

import asyncio
import json

import pytest

from tests.wire.crowd import people
from tests.wire.loopback import LoopbackDiscord
from tests.wire.rooms import Room, told
from tests.wire.world import QUIZ

PEOPLE = 50
FIRST_WRONG = 7_000_000
"""What everybody types is told apart by its number; no dot product here is as large."""


@pytest.mark.usefixtures("wire_bot")
async def test_fifty_answer_at_once_and_see_nothing_of_each_other(
    discord_server: LoopbackDiscord,
) -> None:
    crowd = people(PEOPLE)
    room = Room(discord_server, QUIZ, crowd)
    await room.open(race="yes")
    await room.begin()
    typed = [str(FIRST_WRONG + k) for k in range(PEOPLE)]

    forms = await room.forms()
    last, *others = range(PEOPLE)
    sent = await asyncio.gather(*(room.send(forms[k], crowd[k], typed[k]) for k in others))

    for k, reply in zip(others, sent, strict=True):
        assert f"a · b = {typed[k]}" in told(reply).text
        assert seen_of(typed, json.dumps(told(reply).data)) == {typed[k]}
        assert "Not yet" not in told(reply).text
    assert len(room.thread) == 1
    assert seen_of(typed, public(discord_server)) == set()

    await room.send(forms[last], crowd[last], str(room.right()))
    solution = await room.until_said(": 1 of 50 answers right")
    assert f"<@{crowd[last].id}> was first." in solution.text
    mine = told(await discord_server.press(solution, "How was mine?", user=crowd[7]))
    assert "**Not yet.**" in mine.text
    assert seen_of(typed, json.dumps(mine.data)) == {typed[7]}

    for number in (2, 3):
        await room.go_on()
        await room.until_said(f"### Exercise {number} of 3\n")
        await room.answer(crowd[number], str(room.right()))
        await room.until_said(f"### Exercise {number} of 3: 1 of 1 answer right")
    table = await room.until_said("### The room is over")
    points = [f"<@{crowd[k].id}> · 1 point" for k in (last, 2, 3)]
    assert all(line in table.text for line in points)
    # Nobody is named for what was wrong, also afterwards.
    assert seen_of(typed, public(discord_server)) == set()


def public(server: LoopbackDiscord) -> str:
    """Return everything that the bot has posted for all to see."""
    return json.dumps([post.data for post in server.posts], ensure_ascii=False)


def seen_of(typed: list[str], text: str) -> set[str]:
    return {each for each in typed if each in text}
