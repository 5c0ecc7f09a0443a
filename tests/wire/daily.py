"""The daily problem over a real socket, with the bot killed in the middle of it.

Nobody waits for a day: the last problem is made older in the database, and then a time is chosen
that is over today, so that the next one is due at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from bot.store import Store, milliseconds
from bot.topics.study.topic import DAILY
from tests.wire.bot_process import BotProcess
from tests.wire.faults import Endpoint, Handle
from tests.wire.loopback import LoopbackDiscord
from tests.wire.messages import Message
from tests.wire.world import HOME, MODERATOR, STUDY, THREAD

DAY = 24 * 60 * 60 * 1000

PATIENCE = 30
"""Seconds for a post."""

PROBLEM = "## Problem of the day"
SOLVED = "is solved."

UNKNOWN = {"time": 0, "key": "0" * 12, "exercise": "dot-2-00c0ff", "day": "1 January"}
"""A problem that was never posted, before the first."""


async def begin(server: LoopbackDiscord) -> None:
    """Choose the study channel, and a daily problem."""
    await server.slash("study channel", {"channel": STUDY}, user=MODERATOR)
    told = await server.slash("study daily", {"time": "0:00", "zone": "UTC"}, user=MODERATOR)
    assert "every day at 00:00 (UTC)" in told.text


async def make_due(server: LoopbackDiscord, database: str) -> None:
    """Let the next problem be due now, in a database whose address this is."""
    async with _store(database) as store:
        (plan,) = await store.appointments.of_guild(DAILY, int(HOME.id))
        last = plan.data["last"] or UNKNOWN
        data = {**plan.data, "last": {**last, "time": last["time"] - DAY}}
        await store.appointments.change(plan.id, plan.time, data)
    await server.slash("study daily", {"time": "0:00"}, user=MODERATOR)


@asynccontextmanager
async def _store(database: str) -> AsyncGenerator[Store]:
    """Give the store of a bot, which may run meanwhile."""
    store = Store(database)
    await store._database.open()  # alone: `Store.open` would want a file for itself
    yield store
    await store.close()


@asynccontextmanager
async def killed(
    server: LoopbackDiscord, bot: BotProcess, endpoint: Endpoint, *, done: bool, pass_by: int = 0
) -> AsyncGenerator[None]:
    """Kill the bot at one of its requests, after the block.

    Parameters
    ----------
    done
        Whether the request is done, and only the bot does not know it yet.
    pass_by
        Requests to the endpoint that come first and are answered.
    """
    struck, may_strike = asyncio.Event(), asyncio.Event()

    async def answer(request: web.Request, handle: Handle) -> web.StreamResponse:
        return await handle(request)

    async def strike(request: web.Request, handle: Handle) -> web.StreamResponse:
        await may_strike.wait()
        if done:
            await handle(request)
        await bot.kill()
        struck.set()
        return web.Response()

    for _ in range(pass_by):
        server.faults.add(endpoint, answer)
    server.faults.add(endpoint, strike)
    yield
    may_strike.set()
    async with asyncio.timeout(PATIENCE):
        await struck.wait()


def problems(posts: Sequence[Message]) -> list[Message]:
    """Return those posts that are problems."""
    return [post for post in posts if post.text.startswith(PROBLEM)]


def all_have_threads(server: LoopbackDiscord) -> bool:
    """Return whether there is a problem, and a thread below each."""
    threads = {channel.id for channel in server.world.channels.values() if channel.type == THREAD}
    found = {post.id for post in problems(server.posts)}
    return bool(found) and found <= threads


async def is_settled(database: str) -> bool:
    """Return whether all is posted that was due."""
    async with _store(database) as store:
        unsent = await store.appointments.unsent()
        plans = await store.appointments.of_guild(DAILY, int(HOME.id))
    return not unsent and all(plan.time > milliseconds() for plan in plans)
