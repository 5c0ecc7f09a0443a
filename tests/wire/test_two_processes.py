"""Two processes with a shard each, on one PostgreSQL database; one of them is killed."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import pairwise

import pytest_asyncio

from tests.postgres import Server
from tests.wire import daily
from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI
from tests.wire.reply import Reply
from tests.wire.world import ANN, DIRECT, GENERAL, HOME, NEXT_DOOR, NEXT_TALK, TOKEN

HEARD_SECONDS = 30
"""After which each process has heard of the other."""


@dataclass(frozen=True)
class Lives:
    """What was said: before, while one of two processes was away, and after it came back."""

    server: LoopbackDiscord
    listed: Reply
    about: Reply
    meanwhile: Reply
    steps: Reply
    edited: Reply
    valued: Reply
    output: str


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def lives(postgres_server: Server, openapi: OpenAPI) -> Lives:
    """Let people of two servers and in direct messages ask, and kill one process in between."""
    database = await postgres_server.new()

    def bot_with(shards: str) -> BotProcess:
        settings = {"SHARDS": shards, "DATABASE_URL": database, "WORKERS": "1"}
        return BotProcess(server, settings=settings)

    async with LoopbackDiscord(TOKEN, openapi) as server, AsyncExitStack() as running:
        await server.join(NEXT_DOOR)
        assert [int(each.id) >> 22 & 1 for each in (NEXT_DOOR, HOME)] == [0, 1]
        zero, one = bot_with("0/2"), bot_with("1/2")
        await asyncio.gather(*(running.enter_async_context(each) for each in (zero, one)))

        await server.slash("vars set", {"name": "A", "value": "[1, 2]"}, channel=NEXT_TALK)
        listed = await server.slash("vars list", channel=DIRECT)
        answer = await server.slash("dot", a="A", b="[3, 4]", channel=GENERAL)
        form = await server.press(answer, "Edit")
        await daily.begin(server)
        await daily.make_due(server, database)
        about = await heard(server)

        await one.kill()
        meanwhile = await server.slash("calc", expression="A + A", channel=NEXT_TALK)

        one = bot_with("1/2")
        await running.enter_async_context(one)
        steps = await server.press(answer, "Steps")
        await server.submit(form, {"a": "A", "b": "[30, 40]"})
        edited = await answer.until(lambda reply: "= 110" in reply.text)
        valued = await server.slash("calc", expression="2 A", channel=GENERAL)
        await server.until(daily.all_have_threads)
    return Lives(
        server, listed, about, meanwhile, steps, edited, valued, f"{zero.output}{one.output}"
    )


async def heard(server: LoopbackDiscord) -> Reply:
    """Return what is said of the bot, as soon as one process has heard of the other."""
    async with asyncio.timeout(HEARD_SECONDS):
        while True:
            reply = await server.slash("about", channel=DIRECT)
            if "in 2 servers" in reply.text:
                return reply
            await asyncio.sleep(0.2)


def test_what_a_person_keeps_is_there_in_every_shard(lives: Lives) -> None:
    assert "A = [1, 2]" in lives.listed.text
    assert lives.listed.asker == ANN.id


def test_the_servers_of_all_processes_are_counted(lives: Lives) -> None:
    assert "in 2 servers · 2 processes" in lives.about.text


def test_people_of_the_other_shard_do_not_notice_a_kill(lives: Lives) -> None:
    assert "[2, 4]" in lives.meanwhile.text


def test_people_of_the_killed_shard_are_served_again(lives: Lives) -> None:
    assert "1 · 3 + 2 · 4" in lives.steps.pictures[0].alt
    assert "= 110" in lives.edited.text
    assert "[2, 4]" in lives.valued.text
    assert "Traceback" not in lives.output


def test_one_process_posts_the_daily_problem(lives: Lives) -> None:
    (problem,) = lives.server.posts

    assert problem.text.startswith(daily.PROBLEM)


def test_processes_connect_one_after_the_other(lives: Lives) -> None:
    shards, moments = zip(*lives.server.gateway.identifies, strict=True)

    assert sorted(shards) == [0, 1, 1]
    # Discord takes one in 5 s under each key, and says of a small bot that it has one key.
    assert min(later - earlier for earlier, later in pairwise(moments)) > 5


def test_discord_has_nothing_to_complain_of(lives: Lives) -> None:
    assert lives.server.violations == []
