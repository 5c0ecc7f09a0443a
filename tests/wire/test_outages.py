"""What goes wrong between the bot and Discord: whoever asked gets an answer or a sentence.

All of it happens at once, to a person each, since discord.py waits a second or more before it
tries again; then each test looks at what has become of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from tests.wire.bot_process import BotProcess
from tests.wire.faults import (
    CALLBACK,
    CHANNEL,
    DELETE,
    EDIT,
    FILE,
    FOLLOW_UP,
    POST,
    Endpoint,
    failing,
    hanging,
    lost,
    refusing,
    reset,
    too_many,
    uploading,
)
from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply
from tests.wire.rules import Upload
from tests.wire.world import MODERATOR, OLD_THREAD, STUDY, newcomer

FAULTS = {
    "429": too_many(0.1),
    "500": failing(500),
    "502": failing(502),
    "reset": reset,
    "lost": lost,
}


@dataclass(frozen=True)
class Command:
    name: str
    options: Mapping[str, Any]
    words: str
    """In its answer."""


DOT = {"a": "[1,2]", "b": "[3,4]"}

QUICK = Command("calc", {"expression": "1 + 1"}, "= 2")
"""Its answer is the first response."""
SLOW = Command("transform", {"matrix": "[1 1; 0 1]"}, "")
"""Its answer comes after an acknowledgement."""
REMARKED = Command("pca", {"data": "1 2", "file": Upload("a.csv", b"1,2\n3,4\n5,7\n")}, "3 rows")
"""Its answer is followed by a remark."""
FORM = Command("pca", {}, "")
WRONG = Command("dot", {"a": "[1, oops]", "b": "[1, 2]"}, "'oops'")
"""It is answered by an error message."""

PICTURES = {"calc": 0, "transform": 1, "pca": 2}

OUTAGES = {
    f"{name} meets {fault} at {place}": (command, endpoint, fault)
    for name, command, place, endpoint, faults in (
        ("a quick answer", QUICK, "the callback", CALLBACK, FAULTS),
        ("an acknowledgement", SLOW, "the callback", CALLBACK, ("500", "reset", "lost")),
        ("a slow answer", SLOW, "the edit", EDIT, FAULTS),
        ("an error message", WRONG, "the callback", CALLBACK, FAULTS),
        ("a form", FORM, "the callback", CALLBACK, ("500", "reset", "lost")),
        ("a remark", REMARKED, "the follow-up", FOLLOW_UP, ("429", "500", "reset", "lost")),
    )
    for fault in faults
}


async def meet(server: LoopbackDiscord, command: Command, endpoint: Endpoint, fault: str) -> Reply:
    person = newcomer()
    server.faults.add(endpoint, FAULTS[fault], of=person)
    return await server.slash(command.name, dict(command.options), user=person, within=40)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def met(discord_server: LoopbackDiscord, wire_bot: BotProcess) -> dict[str, Reply]:
    said = len(wire_bot.lines)
    # What is tried again after a second may be late on a busy machine.
    with discord_server.patience(40):
        replies = await asyncio.gather(*(meet(discord_server, *o) for o in OUTAGES.values()))
    assert "Traceback" not in "".join(wire_bot.lines[said:])
    discord_server.take_violations()
    return dict(zip(OUTAGES, replies, strict=True))


@pytest.mark.parametrize("outage", OUTAGES)
async def test_whoever_asked_gets_the_answer(met: dict[str, Reply], outage: str) -> None:
    command, _, _ = OUTAGES[outage]
    reply = met[outage]

    if command is FORM:
        assert reply.modal is not None
        return
    assert command.words in reply.text
    if command is not WRONG:  # an error may have taken the place of "thinking…"
        assert not reply.deleted
        assert len(reply.pictures) == PICTURES[command.name]


# Faults after which there is nothing left to answer: the bot goes on, without a traceback


@pytest_asyncio.fixture(loop_scope="session")
async def server(
    discord_server: LoopbackDiscord, wire_bot: BotProcess
) -> AsyncIterator[LoopbackDiscord]:
    """The server; after the test the bot answers, and has logged no traceback."""
    async with wire_bot.going_on() as logged:
        yield discord_server
    assert "Traceback" not in "".join(logged)


def refused(reply: Reply) -> bool:
    return bool(reply.refusals)


async def begun(
    server: LoopbackDiscord, until: Callable[[Reply], bool]
) -> tuple[Reply, asyncio.Task[Reply]]:
    """Ask what takes its time; return what has come of it when it is acknowledged, and the rest."""
    person = newcomer()
    asking = asyncio.create_task(
        server.slash(SLOW.name, dict(SLOW.options), user=person, until=until)
    )
    reply = await server.reply_to(person)
    await reply.until(lambda reply: reply.acknowledged)
    return reply, asking


async def test_an_answer_that_is_uploaded_too_slowly(server: LoopbackDiscord) -> None:
    person = newcomer()
    server.faults.add(CALLBACK, uploading(0.3), of=person)

    with server.patience(0.2):
        reply = await server.slash("calc", {"expression": "2 + 2"}, user=person, until=refused)

    assert reply.refusals == [10062]
    assert "10062" in server.take_violations()[0]


async def test_a_token_that_runs_out_while_the_answer_is_made(server: LoopbackDiscord) -> None:
    reply, asking = await begun(server, refused)

    reply.expire()

    assert (await asking).refusals == [50027]


async def test_an_answer_whose_place_is_deleted_while_it_is_made(server: LoopbackDiscord) -> None:
    reply, asking = await begun(server, refused)

    server.delete(reply)

    assert (await asking).refusals == [10008]


async def test_who_edits_an_answer_that_is_deleted_meanwhile_is_told(
    server: LoopbackDiscord,
) -> None:
    person = newcomer()
    answer = await server.slash("dot", DOT, user=person)
    form = await server.press(answer, "Edit", user=person)
    server.delete(answer)

    reply = await server.submit(form, {"a": "[1,2]", "b": "[5,6]"}, user=person)

    assert reply.refusals == [10008]
    assert reply.text == "This answer has been deleted; send the command again."
    assert reply.ephemeral


async def test_the_gateway_is_away_while_an_answer_is_made(server: LoopbackDiscord) -> None:
    reply, asking = await begun(server, lambda reply: reply.finished)

    await server.gateway.drop()

    assert len((await asking).pictures) == 1
    assert not reply.deleted


async def test_a_form_of_a_message_that_is_deleted_meanwhile(server: LoopbackDiscord) -> None:
    person = newcomer()
    shown = await server.slash("dot", a="1 2", b="3 4", user=person)
    form = await server.press(shown, "Edit", user=person)
    server.delete(shown)

    reply = await server.submit(form, {"a": "1 2", "b": "30 40"}, user=person, until=refused)

    assert set(reply.refusals) == {10008}


async def test_deleting_what_is_deleted_already(server: LoopbackDiscord) -> None:
    person = newcomer()
    reply = await server.slash("calc", expression="1 + 2", user=person)
    server.faults.add(DELETE, lost, of=person)

    pressed = await server.press(reply, "Delete", user=person, until=refused)

    assert pressed.refusals == [10008]
    assert reply.deleted
    server.take_violations()


async def test_one_call_that_hangs_holds_up_nobody_else(server: LoopbackDiscord) -> None:
    released = asyncio.Event()
    person = newcomer()
    server.faults.add(CALLBACK, hanging(released), of=person)
    with server.patience(40):
        asking = asyncio.create_task(server.slash("calc", {"expression": "3 + 3"}, user=person))
        reply = await server.reply_to(person)
        others = await asyncio.gather(
            *(server.slash("calc", {"expression": f"{k} + 1"}, user=newcomer()) for k in range(8))
        )

        assert not reply.acknowledged
        released.set()
        assert "= 6" in (await asking).text

    for k, other in enumerate(others):
        assert f"= {k + 1}" in other.text


# Share


@pytest_asyncio.fixture(loop_scope="session")
async def school(server: LoopbackDiscord) -> AsyncIterator[LoopbackDiscord]:
    server.posts.clear()
    await server.slash("study channel", {"channel": STUDY}, user=MODERATOR)
    yield server
    await server.slash("study off", user=MODERATOR)


@pytest.mark.parametrize("fault", ["429", "500", "reset", "lost"])
async def test_an_answer_is_posted_once(school: LoopbackDiscord, fault: str) -> None:
    person = newcomer()
    reply = await school.slash("dot", a="1 2", b="3 4", user=person)
    school.faults.add(POST, FAULTS[fault])

    told = await school.press(reply, "Share", user=person, within=40)

    (post,) = school.posts
    assert told.text.endswith(f"/{post.channel_id}/{post.id}")
    assert post.pictures == reply.pictures


@pytest.mark.parametrize("code", [50013, 50001])
async def test_a_post_that_is_refused_can_be_tried_again(
    school: LoopbackDiscord, code: int
) -> None:
    person = newcomer()
    reply = await school.slash("calc", expression="1 + 2", user=person)
    school.faults.add(POST, refusing(403, code))

    told = [await school.press(reply, "Share", user=person) for _ in range(2)]

    assert told[0].text.startswith(f"I may not post in <#{STUDY.id}>: Discord refused it.")
    assert told[1].text.startswith("Posted in")


@pytest.mark.parametrize("fault", ["500", "502", "reset"])
async def test_a_picture_that_cannot_be_fetched(school: LoopbackDiscord, fault: str) -> None:
    person = newcomer()
    reply = await school.slash("dot", a="1 2", b="3 4", user=person)
    # aiohttp itself tries once more where a connection that was kept open breaks.
    school.faults.add(FILE, FAULTS[fault], times=2 if fault == "reset" else 1)

    told = [await school.press(reply, "Share", user=person) for _ in range(2)]

    assert told[0].text.startswith("I could not fetch the picture of this answer.")
    assert told[1].text.startswith("Posted in")


async def test_a_study_channel_that_cannot_be_looked_up(school: LoopbackDiscord) -> None:
    await school.slash("study channel", {"channel": OLD_THREAD}, user=MODERATOR)
    person = newcomer()
    reply = await school.slash("calc", expression="1 + 2", user=person)
    school.faults.add(CHANNEL, reset, times=2)

    told = [await school.press(reply, "Share", user=person) for _ in range(2)]

    assert "Discord did not take that from me just now." in told[0].text
    assert told[1].text.startswith("Posted in")
