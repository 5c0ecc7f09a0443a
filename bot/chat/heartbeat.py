"""This process among those that share the database: it says that it is there, hears of others."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.shards import Shards
from bot.store import BEAT, StoreError, milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.store import Process
    from bot.store.processes import Processes

log = logging.getLogger(__name__)


class Heartbeat:
    """Says now and then that this process is there.

    Parameters
    ----------
    processes
        Where it says so.
    shards
        Those of this process.
    servers
        Returns in how many servers the bot is there.

    Attributes
    ----------
    others
        Those that have the other shards, as they were a moment ago.
    """

    def __init__(self, processes: Processes, shards: Shards, servers: Callable[[], int]) -> None:
        self._processes = processes
        self._shards = shards
        self._servers = servers
        self.others: tuple[Process, ...] = ()
        self._beating: asyncio.Task[None] | None = None
        self._failing = False
        self._warned: set[str] = set()
        self._began = milliseconds()

    async def begin(self) -> None:
        """Say so for the first time, and go on with that."""
        await self._beat()
        self._beating = asyncio.create_task(self._go_on())

    async def end(self) -> None:
        """Say that this process ends."""
        if self._beating is None:
            return
        self._beating.cancel()
        await asyncio.gather(self._beating, return_exceptions=True)
        with suppress(StoreError):
            await self._processes.leave()

    async def _go_on(self) -> None:
        while True:
            await asyncio.sleep(BEAT / 1000)
            try:
                await self._beat()
            except Exception:
                # Who is silent loses what it has taken.
                log.exception("This process could not say that it is there.")

    async def _beat(self) -> None:
        try:
            found = await self._processes.beat(self._shards, self._servers())
        except StoreError as error:
            if not self._failing:
                log.warning("Other processes do not hear of this one for now: %s", error)
            self._failing = True
        else:
            self._failing = False
            # One that was killed stays for a while beside the one in its place.
            by_shards = {other.shards: other for other in found}
            by_shards.pop(str(self._shards), None)
            self.others = tuple(by_shards.values())
            for other in found:
                self._compare(other)

    def _compare(self, other: Process) -> None:
        """Warn, once, of a process that runs beside this one and does not fit to it."""
        if other.shards in self._warned or other.seen <= self._began + BEAT:
            return
        theirs = Shards.read(other.shards)
        if theirs.count != self._shards.count:
            words = "Another process has shards %s, and this one %s: the last numbers must agree."
        elif set(theirs.ids) & set(self._shards.ids):
            words = "Another process has shards %s, and this one %s: each belongs to one process."
        else:
            return
        self._warned.add(other.shards)
        log.warning(words, other.shards, self._shards)
