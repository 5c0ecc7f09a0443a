"""The daily problem over a real socket, with the bot killed in the middle of it.

Nobody waits for a day: the last problem is made older in the database, and then a time is chosen
that is over today, so that the next one is due at once.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

from aiohttp import web

from tests.wire.bot_process import BotProcess
from tests.wire.faults import Endpoint, Handle
from tests.wire.loopback import LoopbackDiscord
from tests.wire.messages import Message
from tests.wire.world import MODERATOR, STUDY, THREAD

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


async def make_due(server: LoopbackDiscord, database: Path) -> None:
    """Let the next problem be due now."""
    with closing(sqlite3.connect(database)) as kept, kept:
        ((text,),) = kept.execute("SELECT data FROM appointments").fetchall()
        data = json.loads(text)
        last = data["last"] or UNKNOWN
        data["last"] = last | {"time": last["time"] - DAY}
        kept.execute("UPDATE appointments SET data = ?", (json.dumps(data),))
    await server.slash("study daily", {"time": "0:00"}, user=MODERATOR)


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


def is_settled(database: Path) -> bool:
    """Return whether all is posted that was due, as a bot knows it that has ended."""
    with closing(sqlite3.connect(database)) as kept:
        unsent = kept.execute("SELECT count(*) FROM posts WHERE message IS NULL").fetchone()
        due = kept.execute("SELECT min(time) FROM appointments").fetchone()
    return unsent[0] == 0 and due[0] > time.time() * 1000
