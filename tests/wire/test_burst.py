"""Many people at once: everybody is answered, in turns.

`python -m benchmarks.crowds` measures the same with hundreds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest

from tests.wire.crowd import mixed, people
from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply

DOT = {"a": "[1,2]", "b": "[3,4]"}
WAITING = "questions waiting already"
MOST_WAITING = 20


def in_order(replies: list[Reply]) -> list[Reply]:
    """Return replies as they were finished."""
    return sorted(replies, key=lambda reply: reply.finished_after or float("inf"))


async def all_of(asked: list[Awaitable[Reply]]) -> list[Reply]:
    return list(await asyncio.gather(*asked))


@pytest.mark.usefixtures("wire_bot")
async def test_everybody_in_a_burst_is_answered(discord_server: LoopbackDiscord) -> None:
    crowd = people(30)

    replies = await all_of(
        [
            discord_server.slash(name, inputs, user=person)
            for person, (name, inputs) in zip(crowd, mixed(len(crowd)), strict=True)
        ]
    )

    drawn = [reply for reply in replies if reply.pictures]
    words = [reply.text for reply in replies if not reply.pictures]
    assert len(drawn) == 20
    assert {reply.label for reply in drawn} == {"/dot", "/matrix det", "/vector norm", "/transform"}
    assert len([text for text in words if "Kept for you" in text]) == 5
    assert len([text for text in words if "[10, 12]" in text]) == 5


@pytest.mark.usefixtures("wire_bot")
async def test_what_needs_no_picture_passes_what_does(discord_server: LoopbackDiscord) -> None:
    crowd = people(36)

    replies = await all_of(
        [
            *(discord_server.slash("dot", DOT, user=person) for person in crowd[:30]),
            *(discord_server.slash("matrix rank", {"a": "[1 2]"}, user=p) for p in crowd[30:]),
        ]
    )

    last = [reply.label for reply in in_order(replies)[-12:]]
    assert last == ["/dot"] * 12


@pytest.mark.usefixtures("wire_bot")
async def test_a_flood_of_one_person_delays_nobody_else(discord_server: LoopbackDiscord) -> None:
    one, *others = people(7)
    flood = [discord_server.slash("dot", DOT, user=one) for _ in range(3 * MOST_WAITING)]

    replies = await all_of([*flood, *(discord_server.slash("dot", DOT, user=p) for p in others)])

    of_one = replies[: len(flood)]
    refused = [reply for reply in of_one if not reply.pictures]
    assert 0 < len(refused) < 2 * MOST_WAITING
    assert all(reply.ephemeral and WAITING in reply.text for reply in refused)
    answered = in_order([reply for reply in replies if reply.pictures])
    assert len(answered) == len(replies) - len(refused)
    last = [reply for reply in answered[-10:] if reply not in of_one]
    assert last == []
