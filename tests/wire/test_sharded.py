"""A process with some of the shards, over a real socket."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import pairwise
from operator import le
from typing import Any

import pytest
import pytest_asyncio
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route
from sqlalchemy import select

from bot.chat import sharded
from bot.chat.connecting import RefusedError, start_line, stay_online
from bot.chat.sharded import ShardedBot
from bot.config import Config
from bot.faces.computing import study_workers
from bot.models.library import Library
from bot.shards import Shards
from bot.store import StoreError, milliseconds, processes
from bot.store.guilds import guilds
from tests.wire.faults import GATEWAY, hanging
from tests.wire.launch import point_discord_at
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI
from tests.wire.world import DIRECT, GENERAL, HOME, NEXT_DOOR, NEXT_TALK, TOKEN

EVERY = 200
"""Milliseconds between two connections, in these tests."""


@pytest_asyncio.fixture(loop_scope="session")
async def server(
    monkeypatch: pytest.MonkeyPatch, openapi: OpenAPI
) -> AsyncIterator[LoopbackDiscord]:
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    gateway = DiscordWebSocket.DEFAULT_GATEWAY
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    monkeypatch.setattr(processes, "IDENTIFY_EVERY", EVERY)
    # A busy machine may connect slowly.
    monkeypatch.setattr(sharded, "TURN_SECONDS", 60.0)
    async with LoopbackDiscord(TOKEN, openapi) as server:
        point_discord_at(server.address)
        await server.join(NEXT_DOOR)
        yield server
        assert server.violations == []


def bot_with(*ids: int, of: int) -> ShardedBot:
    """Return a bot with shards that computes nothing."""
    config = Config(shards=Shards(ids, of))
    return ShardedBot(config, workers=study_workers(config), library=Library(config))


@asynccontextmanager
async def online(server: LoopbackDiscord, bot: ShardedBot) -> AsyncGenerator[asyncio.Task[None]]:
    """Let a bot be online with its shards; give the task in which it is."""
    async with bot:
        await bot.open()
        connecting = asyncio.create_task(stay_online(bot, Config(shards=bot.serving), TOKEN))
        try:
            await server.until(lambda server: server.gateway.hears(*bot.serving.ids))
            yield connecting
        finally:
            await bot.close()
            await asyncio.gather(connecting, return_exceptions=True)
    await asyncio.sleep(0)  # for the handlers of its last events


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Wait until a condition holds of a bot in this process."""
    async with asyncio.timeout(15):
        while True:
            if await condition():
                return
            await asyncio.sleep(0.01)


async def test_people_of_all_shards_are_answered(server: LoopbackDiscord) -> None:
    bot = bot_with(0, 1, of=2)
    async with online(server, bot):
        await server.until(LoopbackDiscord.is_ready)
        asked = [server.slash("about", channel=each) for each in (GENERAL, NEXT_TALK, DIRECT)]
        replies = await asyncio.gather(*asked)
        line = start_line(bot, Config(shards=bot.serving))

    assert all("in 2 servers" in reply.text for reply in replies)
    assert line.startswith("online as study-bot, shards 0-1/2, 2 servers, version ")


class Turns:
    """When connections were allowed, by key, and each by which moment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.by_key: defaultdict[int, list[int]] = defaultdict(list)
        self.moments: list[float] = []
        looked: dict[asyncio.Task[object] | None, int] = {}
        may_identify = processes.Processes.may_identify

        def look() -> int:
            """Look at the clock, on which the store decides; later a busy machine may be slow."""
            looked[asyncio.current_task()] = now = milliseconds()
            return now

        async def noting(store: processes.Processes, key: int) -> int:
            pause = await may_identify(store, key)
            if not pause:
                self.by_key[key].append(looked[asyncio.current_task()])
                self.moments.append(time.monotonic())
            return pause

        monkeypatch.setattr(processes, "milliseconds", look)
        monkeypatch.setattr(processes.Processes, "may_identify", noting)


@pytest.mark.parametrize(("at_a_time", "by_key"), [(1, {0: 4}), (2, {0: 2, 1: 2})])
async def test_shards_connect_as_many_at_a_time_as_discord_lets_them(
    server: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch, at_a_time: int, by_key: dict[int, int]
) -> None:
    turns = Turns(monkeypatch)
    monkeypatch.setattr(sharded, "TURN_SECONDS", 60.0)
    server.recommend(4, at_a_time=at_a_time)

    async with online(server, bot_with(0, 1, 2, 3, of=4)):
        arrived = [moment for _, moment in server.gateway.identifies]

    assert {key: len(times) for key, times in turns.by_key.items()} == by_key
    for times in turns.by_key.values():
        assert min(later - earlier for earlier, later in pairwise(times)) >= EVERY
    assert all(map(le, turns.moments, arrived))


async def test_a_shard_waits_for_its_turn_before_it_connects(
    server: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, sharded.__name__)
    order: list[str] = []
    pauses = iter([0, 1, 1, 0])
    connect = HTTPClient.ws_connect

    async def asked(*_: object) -> int:
        pause = next(pauses)
        order.append("pause" if pause else "turn")
        return pause

    async def connected(self: HTTPClient, *address: Any, **options: Any) -> Any:
        order.append("connection")
        return await connect(self, *address, **options)

    monkeypatch.setattr(processes.Processes, "may_identify", asked)
    monkeypatch.setattr(HTTPClient, "ws_connect", connected)
    async with online(server, bot_with(0, 1, of=2)):
        assert order == ["turn", "connection", "pause", "pause", "turn", "connection"]
    assert caplog.messages.count("shard 1 connects behind others, some seconds after each") == 1


async def test_a_turn_that_has_passed_before_a_shard_is_connected_is_taken_again(
    server: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharded, "TURN_SECONDS", 0.0)
    turns: list[int] = []

    async def asked(_: object, key: int) -> int:
        turns.append(key)
        return 0

    monkeypatch.setattr(processes.Processes, "may_identify", asked)
    async with online(server, bot_with(0, of=1)):
        assert turns == [0, 0]


async def test_health_is_that_of_every_shard(server: LoopbackDiscord) -> None:
    released = asyncio.Event()
    bot = bot_with(0, 1, of=2)

    async def healthy() -> bool:
        return bot.metrics.healthy

    async def ill() -> bool:
        return not bot.metrics.healthy

    async with online(server, bot):
        await until(healthy)
        server.faults.add(GATEWAY, hanging(released))
        await server.gateway.drop(shard=1)
        await until(ill)
        assert server.gateway.hears(0)
        released.set()
        await until(healthy)


async def test_one_of_several_leaves_the_commands_and_others_servers_alone(
    server: LoopbackDiscord,
) -> None:
    own, others = int(HOME.id), int(NEXT_DOOR.id)
    gone = own + (2 << 22)
    bot = bot_with(1, of=2)
    assert [bot.serving.serve(guild) for guild in (own, gone, others)] == [True, True, False]
    await bot.open()
    for guild in (own, gone, others):
        await bot.store.guilds.set_study_channel(guild, 7)

    async def removed() -> set[int]:
        query = select(guilds.c.id).where(guilds.c.removed.is_not(None))
        async with bot.store._database.reading() as connection:
            return set((await connection.execute(query)).scalars())

    async def some_removed() -> bool:
        return bool(await removed())

    async with online(server, bot):
        await until(some_removed)
        assert await removed() == {gone}
        assert not server.rest.synced


async def test_without_the_store_shards_connect_at_the_usual_pace(
    server: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    async def away(*_: object) -> int:
        asked.append(time.monotonic())
        raise StoreError("away")

    monkeypatch.setattr(processes.Processes, "may_identify", away)
    monkeypatch.setattr(sharded, "IDENTIFY_SECONDS", EVERY / 1000)
    async with online(server, bot_with(0, 1, of=2)):
        _, (_, arrived) = server.gateway.identifies

    assert arrived - asked[1] >= EVERY / 1000


async def test_a_count_that_discord_refuses_is_one_sentence(server: LoopbackDiscord) -> None:
    async with online(server, bot_with(0, 1, of=2)) as connecting:
        await server.gateway.drop(4010)
        with pytest.raises(RefusedError, match=r"^Discord refused the shards; set SHARDS to .*\.$"):
            await connecting
