"""Pools of workers to test, and a door at which their jobs knock."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from bot.config import Config
from bot.workers import (
    Asker,
    Workers,
    asked_by,
)
from tests.bot import jobs

PATIENCE = 20.0
"""Seconds after which a test has waited too long for something that should happen soon."""

needs_kill = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@asynccontextmanager
async def started(
    workers: int = 1, *, seconds: float = 60, megabytes: int = 1024
) -> AsyncIterator[Workers]:
    pool = Workers(Config(None, workers, seconds, megabytes), jobs.warm_up, jobs.__name__)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


people = count(1)


async def run(pool: Workers, function: Callable[..., Any], *args: Any) -> Any:
    """Run a job for somebody who has none yet."""
    with asked_by(Asker(next(people))):
        return await pool.run("drawing", function, *args)


@dataclass(frozen=True)
class Visitor:
    """A job that has begun and waits to be let through."""

    pid: int
    door: asyncio.StreamWriter

    def let_through(self) -> None:
        self.door.write(b".")


class Gate:
    """A door at which jobs knock when they begin, so that tests know without waiting."""

    def __init__(self) -> None:
        self._arrived: asyncio.Queue[Visitor] = asyncio.Queue()
        self._doors: list[asyncio.StreamWriter] = []
        self._server: asyncio.Server | None = None
        self.port = 0

    async def __aenter__(self) -> Gate:
        self._server = await asyncio.start_server(self._welcome, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        for door in self._doors:
            door.close()
        self._server.close()

    async def visitor(self) -> Visitor:
        """Return the next job that has begun."""
        async with asyncio.timeout(PATIENCE):
            return await self._arrived.get()

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._doors.append(writer)
        pid = int(await reader.readline())
        self._arrived.put_nowait(Visitor(pid, writer))


async def soon(task: asyncio.Future[int]) -> int:
    """Return a task's result, or fail when it does not come."""
    async with asyncio.timeout(PATIENCE):
        return await task


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def gone(pid: int) -> None:
    """Return when a process has ended and was reaped."""
    async with asyncio.timeout(PATIENCE):
        while is_alive(pid):  # noqa: ASYNC110 - a foreign process's end is no event
            await asyncio.sleep(0)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
