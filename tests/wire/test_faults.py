"""The switchboard of the loopback Discord: each fault as a bot without a library meets it."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.wire.bare_bot import PNG, QUIET, BareBot, Conversation, text_display, v2
from tests.wire.faults import (
    CALLBACK,
    EDIT,
    FILE,
    POST,
    failing,
    hanging,
    lost,
    refusing,
    reset,
    too_many,
    uploading,
)
from tests.wire.loopback import LoopbackDiscord
from tests.wire.rules import Upload
from tests.wire.world import (
    ANN,
    BEN,
    ELSEWHERE_TALK,
    GENERAL,
    GROUP,
    HOME,
    NO_FILES,
    OLD_THREAD,
    STAFF,
    THREAD_OF_STUDY,
    UMA,
    Channel,
)

MESSAGES = f"/channels/{GENERAL.id}/messages"
HELLO = {"content": "hello", **QUIET}


async def test_each_fault_strikes_as_often_as_it_was_switched_on(
    server: LoopbackDiscord, bot: BareBot
) -> None:
    server.faults.add(POST, too_many(0.25))
    server.faults.add(POST, failing(500), times=2)
    server.faults.add(POST, refusing(403, 50013))

    answers = [await bot.call("POST", MESSAGES, HELLO) for _ in range(5)]

    assert [status for status, _ in answers] == [429, 500, 500, 403, 200]
    assert answers[0][1]["retry_after"] == 0.25
    assert answers[3][1]["code"] == 50013
    assert len(server.posts) == 1
    assert server.faults.met == [POST] * 4
    assert server.violations == []


async def test_a_connection_breaks_before_or_after_the_deed(
    server: LoopbackDiscord, bot: BareBot
) -> None:
    for fault, done in ((reset, 0), (lost, 1)):
        server.faults.add(POST, fault)
        with pytest.raises(aiohttp.ClientConnectionError):
            await bot.call("POST", MESSAGES, HELLO)
        assert len(server.posts) == done


async def test_a_call_hangs_until_it_is_released(server: LoopbackDiscord, bot: BareBot) -> None:
    released = asyncio.Event()
    server.faults.add(POST, hanging(released))
    hung = asyncio.create_task(bot.call("POST", MESSAGES, HELLO))
    await server.until(lambda server: server.faults.met == [POST])

    assert (await bot.call("POST", MESSAGES, HELLO))[0] == 200
    assert not hung.done()
    released.set()
    with pytest.raises(aiohttp.ClientConnectionError):
        await hung


async def test_a_fault_of_one_person(server: LoopbackDiscord, talk: Conversation) -> None:
    server.faults.add(CALLBACK, failing(500), of=BEN)
    server.faults.add(EDIT, failing(500), of=ANN)

    assert (await talk.respond(5))[0] == 200
    assert (await talk.edit(HELLO))[0] == 500
    assert (await talk.edit(HELLO))[0] == 200


async def test_an_upload_that_begins_in_time_and_ends_late(
    server: LoopbackDiscord, talk: Conversation
) -> None:
    server.faults.add(CALLBACK, uploading(0.05))

    with server.patience(0.04):
        status, error = await talk.respond(4, v2(text_display("a")))

    assert (status, error["code"]) == (404, 10062)
    (reply,) = server.rest.replies.values()
    assert reply.refusals == [10062]
    assert not reply.acknowledged
    assert "10062" in server.take_violations()[0]


async def test_a_file_that_cannot_be_had(server: LoopbackDiscord, bot: BareBot) -> None:
    message = server.say("", Upload("a.png", PNG))
    server.faults.add(FILE, failing(502))

    assert b"Bad gateway" in await bot.get(message.data["attachments"][0]["url"])
    assert await bot.get(message.data["attachments"][0]["url"]) == PNG


async def test_a_message_that_a_person_has_deleted(
    server: LoopbackDiscord, bot: BareBot, talk: Conversation
) -> None:
    await talk.respond(4, v2(text_display("a")))
    server.delete(await talk.reply())
    _, post = await bot.call("POST", MESSAGES, HELLO)
    server.delete(server.posts[0])

    refused = (
        await talk.edit(v2(text_display("b"))),
        await bot.call("PATCH", f"{MESSAGES}/{post['id']}", HELLO),
    )

    assert [(status, error["code"]) for status, error in refused] == [(404, 10008)] * 2
    assert server.violations == []


@pytest.mark.parametrize(
    ("channel", "code", "file"),
    [
        (STAFF, 50001, False),
        (ELSEWHERE_TALK, 50001, False),
        (NO_FILES, 50013, True),
        (NO_FILES, None, False),
        (THREAD_OF_STUDY, None, True),
        (OLD_THREAD, None, True),
    ],
)
async def test_where_the_bot_may_write(
    server: LoopbackDiscord, bot: BareBot, channel: Channel, code: int | None, file: bool
) -> None:
    files = {"a.png": PNG} if file else None
    body = HELLO | ({"attachments": [{"id": 0}]} if file else {})

    _, answer = await bot.call("POST", f"/channels/{channel.id}/messages", body, files=files)

    assert answer.get("code") == code
    assert server.violations == []


async def test_a_forwarded_message_has_its_words_in_a_snapshot(server: LoopbackDiscord) -> None:
    message = server.say("1 2\n3 4", embeds=[{"description": "5"}])

    data = server.forward(message, user=BEN).data

    assert data["content"] == ""
    assert data["message_snapshots"][0]["message"]["content"] == "1 2\n3 4"
    assert data["message_snapshots"][0]["message"]["embeds"] == [{"description": "5"}]


async def test_a_link_to_what_only_the_asker_sees_opens_for_nobody_else(
    server: LoopbackDiscord, talk: Conversation
) -> None:
    await talk.respond(4, v2(text_display("secret")) | {"flags": 1 << 15 | 1 << 6})
    message = (await talk.reply()).message
    link = f"https://discord.com/channels/{HOME.id}/{GENERAL.id}/{message.id}"

    assert server.follow(link, user=ANN).text == "secret"
    with pytest.raises(LookupError, match="Ben does not see"):
        server.follow(link, user=BEN)
    with pytest.raises(LookupError, match="no message"):
        server.follow(link.replace(HOME.id, "@me"), user=ANN)


@pytest.mark.parametrize(("channel", "context"), [(GROUP, 2), (ELSEWHERE_TALK, 0)])
async def test_who_has_installed_the_bot_uses_it_where_it_is_not(
    server: LoopbackDiscord, bot: BareBot, channel: Channel, context: int
) -> None:
    commands = [{"name": "all", "description": "x", "integration_types": [0, 1]}]
    commands += [{"name": "servers", "description": "x", "contexts": [0]}]
    await bot.call("PUT", "/applications/1100000000000000010/commands", commands)
    using = asyncio.create_task(server.slash("all", user=UMA, channel=channel, within=5))
    interaction = await bot.event("INTERACTION_CREATE")
    using.cancel()

    assert interaction["context"] == context
    assert interaction["authorizing_integration_owners"] == {"1": UMA.id}
    assert ("guild_id" in interaction) == ("member" in interaction) == (context == 0)
    for name, user in (("all", ANN), ("servers", UMA)):
        with pytest.raises(LookupError, match=f"not offered to {user.name} here"):
            await server.slash(name, user=user, channel=channel)
