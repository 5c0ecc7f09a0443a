"""All of a large bot at once: 300 people, two bots with a shard each, a scheduler with two workers,
and PostgreSQL. Each of them but the database is killed while people wait.

``pytest -n0 -s --hypothesis-profile=campaign tests/campaigns/test_whole_cluster.py``.
"""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import subprocess
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import pytest
import pytest_asyncio

from tests import postgres
from tests.bot.workers import clusters
from tests.ports import LOOPBACK, free_port
from tests.wire.bot_process import BotProcess
from tests.wire.crowd import mixed, people
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI
from tests.wire.processes import below
from tests.wire.reply import Reply
from tests.wire.world import GENERAL, NEXT_DOOR, NEXT_TALK, TOKEN, Channel, Person

CROWD = people(300)
CHANNELS = NEXT_TALK, GENERAL
"""One in each shard."""

PATIENCE = 120.0
"""Seconds until an answer counts as lost."""

IN_THE_MIDDLE = 100
"""Answers after which something is killed."""

BOTH_WORKERS = "carries out 2 jobs at a time"

WORDS = {"/vars set": "Kept for you", "/calc": "[10, 12]"}
"""What commands without a picture say."""


@dataclass
class Whole:
    """Everything, while it runs."""

    discord: LoopbackDiscord
    bots: list[BotProcess]
    database_url: str
    scheduler_url: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]

    def bot_with(self, shard: int) -> BotProcess:
        """Return a bot that serves one of two shards, not yet started."""
        settings = {
            "SHARDS": f"{shard}/2",
            "DATABASE_URL": self.database_url,
            "WORKERS_URL": self.scheduler_url,
            "WORKERS": "1",
        }
        return BotProcess(self.discord, settings=settings)

    def burst(self) -> list[asyncio.Task[Reply]]:
        """Let everybody ask at once, the half of them in each shard."""
        return [
            asyncio.create_task(self.ask(person, *asked, CHANNELS[number % 2]))
            for number, (person, asked) in enumerate(zip(CROWD, mixed(len(CROWD)), strict=True))
        ]

    async def ask(
        self, person: Person, name: str, inputs: dict[str, str], channel: Channel
    ) -> Reply:
        return await self.discord.slash(name, inputs, user=person, channel=channel, within=PATIENCE)

    async def some_answered(self) -> None:
        """Return in the middle of a burst."""
        before = self._answered()
        await self.discord.until(
            lambda _: self._answered() >= before + IN_THE_MIDDLE, within=PATIENCE
        )

    def _answered(self) -> int:
        return sum(reply.finished for reply in self.discord.rest.replies.values())

    async def cluster_is_used(self, times: int = 1) -> None:
        """Return as soon as both bots have said so often that both workers are there."""
        await clusters.until(
            lambda: all(bot.output.count(BOTH_WORKERS) >= times for bot in self.bots), PATIENCE
        )


@pytest_asyncio.fixture
async def whole(postgres_that_syncs: postgres.Server) -> AsyncIterator[Whole]:
    async with _running(await postgres_that_syncs.new()) as found:
        yield found
        assert found.discord.violations == []
        assert "Traceback" not in "".join(bot.output for bot in found.bots)


@pytest.fixture(scope="module")
def postgres_that_syncs() -> Iterator[postgres.Server]:
    with postgres.server(options=()) as server:
        yield server


@asynccontextmanager
async def _running(database_url: str) -> AsyncGenerator[Whole]:
    url = f"tcp://{LOOPBACK}:{free_port()}"
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(LoopbackDiscord(TOKEN, OpenAPI.load()))
        await discord.join(NEXT_DOOR)
        scheduler = stack.enter_context(clusters.scheduler_by_command(url))
        workers = [stack.enter_context(clusters.started_by_command(url)) for _ in range(2)]
        found = Whole(discord, [], database_url, url, scheduler, workers)
        found.bots = [found.bot_with(shard) for shard in range(2)]
        await asyncio.gather(*map(stack.enter_async_context, found.bots))
        await found.cluster_is_used()
        yield found


def check(reply: Reply) -> None:
    """Fail unless somebody has got what they asked for."""
    if reply.label in WORDS:
        assert WORDS[reply.label] in reply.text
    else:
        assert reply.pictures, reply.text
        assert not reply.ephemeral


def report(what: str, replies: list[Reply]) -> None:
    waits = [reply.finished_after or float("nan") for reply in replies]
    print(
        f"{what}: {len(replies)} answered, the middle one after {statistics.median(waits):.1f} s, "
        f"the last after {max(waits):.1f} s"
    )


async def test_a_burst_is_answered(whole: Whole) -> None:
    replies = await asyncio.gather(*whole.burst())

    for reply in replies:
        check(reply)
    assert [bot.output.count(BOTH_WORKERS) for bot in whole.bots] == [1, 1]
    report("a burst", replies)


async def test_a_burst_is_answered_where_a_worker_is_killed(whole: Whole) -> None:
    asked = whole.burst()
    await whole.some_answered()
    lost = whole.workers[0]
    for pid in (lost.pid, *below(lost.pid)):
        os.kill(pid, signal.SIGKILL)
    replies = await asyncio.gather(*asked)

    for reply in replies:
        check(reply)
    assert all("carries out 1 job at a time" in bot.output for bot in whole.bots)
    report("a worker killed", replies)


async def test_a_burst_is_answered_where_the_scheduler_is_killed(whole: Whole) -> None:
    asked = whole.burst()
    await whole.some_answered()
    whole.scheduler.kill()
    replies = await asyncio.gather(*asked)
    with clusters.scheduler_by_command(whole.scheduler_url):
        await whole.cluster_is_used(times=2)
        later = await asyncio.gather(*whole.burst())

    for reply in (*replies, *later):
        check(reply)
    assert all("computes with its own processes meanwhile" in bot.output for bot in whole.bots)
    report("the scheduler killed", replies)
    report("the scheduler is back", later)


async def test_people_of_a_killed_bot_are_served_again(whole: Whole) -> None:
    discord = whole.discord
    theirs = [person for number, person in enumerate(CROWD) if number % 2]
    for person in theirs[:10]:
        await discord.slash(
            "vars set", {"name": "B", "value": "[3, 4]"}, user=person, channel=GENERAL
        )
    shown = [
        await discord.slash("dot", a="B", b="[5, 6]", user=person, channel=GENERAL)
        for person in theirs[:10]
    ]
    asked = whole.burst()
    await whole.some_answered()
    await whole.bots[1].kill()
    others = await asyncio.gather(*asked[::2])
    for task in asked[1::2]:
        task.cancel()

    for reply in others:
        check(reply)
    report("the other bot killed", others)
    async with whole.bot_with(1) as again:
        whole.bots[1] = again
        await whole.cluster_is_used()
        for person, reply in zip(theirs, shown, strict=False):
            steps = await discord.press(reply, "Steps", user=person)
            assert "3 · 5 + 4 · 6" in steps.pictures[0].alt
            value = await discord.slash("calc", expression="2 B", user=person, channel=GENERAL)
            assert "[6, 8]" in value.text
        later = await asyncio.gather(*whole.burst())
        for reply in later:
            check(reply)
        report("the killed bot is back", later)
