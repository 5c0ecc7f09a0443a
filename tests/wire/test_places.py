"""Where people use the bot: several servers, messages between people, servers without it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import (
    ANN,
    BEN,
    DIRECT,
    ELSEWHERE_TALK,
    GENERAL,
    GROUP,
    HOME,
    MANAGE_CHANNELS,
    PHYSICS,
    PHYSICS_LAB,
    PHYSICS_STUDY,
    PRIVATE,
    UMA,
    Channel,
    Person,
    newcomer,
)

CHAIR = Person("1100000000000000101", "Chair", UMA.permissions | MANAGE_CHANNELS, has_bot=True)


@pytest.mark.parametrize("channel", [DIRECT, PRIVATE, GROUP, ELSEWHERE_TALK])
async def test_who_has_installed_the_bot_takes_it_along(
    discord_server: LoopbackDiscord, wire_bot: BotProcess, channel: Channel
) -> None:
    reply = await discord_server.slash("dot", a="1 2", b="3 4", user=UMA, channel=channel)
    steps = await discord_server.press(reply, "Steps", user=UMA)
    form = await discord_server.press(reply, "Edit", user=UMA)
    await discord_server.submit(form, {"a": "1 2", "b": "30 40"}, user=UMA)
    edited = await reply.until(lambda reply: "= 110" in reply.text)
    told = await discord_server.press(reply, "Share", user=UMA)

    assert "1 · 3 + 2 · 4" in steps.pictures[0].alt
    assert not edited.ephemeral
    assert told.ephemeral
    if channel.server is None:
        assert told.text.startswith("There is no study channel here.")
    else:
        assert told.text.startswith("I am no member of this server, so I cannot post here.")
    assert "Traceback" not in wire_bot.output


@pytest.mark.usefixtures("wire_bot")
async def test_what_only_one_person_is_told_in_messages_between_people(
    discord_server: LoopbackDiscord,
) -> None:
    kept = await discord_server.slash("vars list", user=UMA, channel=GROUP)
    wrong = await discord_server.slash("dot", a="1 2", b="[3", user=UMA, channel=GROUP)

    assert kept.ephemeral
    assert wrong.ephemeral


@pytest.mark.parametrize(
    ("channel", "server"), [(GENERAL, int(HOME.id)), (ELSEWHERE_TALK, None), (GROUP, None)]
)
async def test_a_question_is_kept_for_a_server_only_where_the_bot_is_a_member(
    discord_server: LoopbackDiscord, wire_bot: BotProcess, channel: Channel, server: int | None
) -> None:
    person = replace(newcomer(), has_bot=True)

    await discord_server.slash("dot", a="1 2", b="3 4", user=person, channel=channel)

    query = "SELECT guild FROM questions WHERE person = ?"
    with closing(sqlite3.connect(wire_bot.database)) as kept:
        while not (found := kept.execute(query, [int(person.id)]).fetchall()):
            # A busy disk may take it a moment after the answer.
            await discord_server.slash("calc", expression="1 + 1")
    assert found == [(server,)]


@pytest.mark.usefixtures("wire_bot")
@pytest.mark.parametrize("channel", [DIRECT, ELSEWHERE_TALK])
async def test_study_is_for_servers_that_have_added_the_bot(
    discord_server: LoopbackDiscord, channel: Channel
) -> None:
    with pytest.raises(LookupError, match="not offered to Chair here"):
        await discord_server.slash("study off", user=CHAIR, channel=channel)


@pytest.mark.usefixtures("wire_bot")
async def test_each_server_has_a_study_channel_of_its_own(discord_server: LoopbackDiscord) -> None:
    discord_server.posts.clear()
    await discord_server.join(PHYSICS)
    chosen = await discord_server.slash(
        "study channel", {"channel": PHYSICS_STUDY}, user=CHAIR, channel=PHYSICS_LAB
    )
    there = await discord_server.slash("calc", expression="1 + 1", channel=PHYSICS_LAB)
    here = await discord_server.slash("calc", expression="1 + 1", user=BEN)

    posted = await discord_server.press(there, "Share", user=ANN)
    refused = await discord_server.press(here, "Share", user=BEN)

    assert f"<#{PHYSICS_STUDY.id}>" in chosen.text
    (post,) = discord_server.posts
    assert post.channel_id == PHYSICS_STUDY.id
    assert discord_server.follow(posted.text.partition(": ")[2], user=BEN).text == post.text
    assert "no study channel yet" in refused.text
    await discord_server.leave(PHYSICS)
