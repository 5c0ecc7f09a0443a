"""A sheet of exercises over a real socket: set, done by a few at once, counted, removed."""

from __future__ import annotations

import asyncio
import re

import pytest

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


def product(text: str) -> int:
    """Return the dot product of the two vectors that a message shows."""
    rows = re.findall(r"^[ab] = \[(.*)\]$", text.replace("−", "-"), re.MULTILINE)
    a, b = (map(int, row.split(",")) for row in rows)
    return sum(x * y for x, y in zip(a, b, strict=True))


async def done(server: LoopbackDiscord, person: Person, *, named: bool, right: bool) -> str:
    """Do the sheet, whose one exercise is a dot product; return its numbers."""
    listed = await server.slash("class sheets", user=person)
    asks = await server.press(listed, f"Begin {TITLE}", user=person)
    shown = await server.press(asks, "Show my name" if named else "Only count me", user=person)
    numbers = shown.text.split("```")[1]
    assert "exercise:" not in shown.text, "it can be asked nowhere else"
    form = await server.press(shown, "Answer", user=person)
    typed = str(product(shown.text)) if right else "[1, 2]"
    await server.submit(form, {"a · b": typed}, user=person)
    assert ("**Right.**" in shown.text) is right
    assert "This is counted for Week" in shown.text
    assert shown.ephemeral
    return numbers


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
    students = [newcomer() for _ in range(4)]
    before = len(discord_server.posts)
    told = await discord_server.press(made_one, "Tell the class", user=assistant)
    assert "stands in <#" in told.text
    await discord_server.until(lambda server: len(server.posts) > before)
    (post,) = discord_server.posts[before:]
    assert post.buttons == ["Start"]
    started = await asyncio.gather(
        *(discord_server.press(post, "Start", user=each) for each in students)
    )
    for reply in started:
        (asks,) = reply.followups
        assert asks.ephemeral
        assert asks.buttons == ["Show my name", "Only count me"]

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
