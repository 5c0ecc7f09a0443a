"""The queue in time: jobs wait for their turn, and are told how long that would take."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.times import timed
from bot.workers.asker import ASKER
from bot.workers.errors import BusyError, CrowdedError, LostError
from bot.workers.queue import CrowdError, FairQueue, Lane, Turn

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.workers.errors import JobError

MOST_SECONDS = 120.0
"""The longest wait for which a job is taken. Discord gives 15 minutes for an answer."""

LAPSE_SECONDS = 14 * 60.0
"""After so long in the queue nobody can be answered any more."""

FIRST_GUESS: dict[Lane, float] = {"quick": 0.01, "drawing": 0.2, "files": 2.0}
"""Seconds that a job of each lane takes, until some have been measured."""

MEMORY = 20
"""The mean goes over some so many last jobs."""


class Gate:
    """A number of slots that people enter in turn.

    Parameters
    ----------
    slots
        How many may be inside.
    """

    def __init__(self, slots: int) -> None:
        self._queue: FairQueue[asyncio.Future[None]] = FairQueue(slots)
        self._seconds = dict(FIRST_GUESS)
        self._error: type[JobError] | None = None
        self._left = asyncio.Event()

    @asynccontextmanager
    async def turn(self, lane: Lane) -> AsyncGenerator[None]:
        """Wait for a turn of who asks; hold a slot meanwhile.

        Raises
        ------
        BusyError
            When the wait would be too long.
        CrowdedError
            When too many jobs of this person wait already.
        RestartError, LostError
            When the gate is closed, or is closed before the turn comes.
        """
        turn = Turn(ASKER.get(), lane)
        with timed("waiting"):
            await self._enter(turn)
        began = time.perf_counter()
        try:
            yield
        finally:
            taken = time.perf_counter() - began
            self._seconds[lane] += (taken - self._seconds[lane]) / MEMORY
            self._leave(turn)

    def wait(self, lane: Lane) -> float:
        """Return the seconds until a job that joined now would begin.

        Those that go first take the mean time of their lane each, shared among its slots.
        """
        ahead = self._queue.ahead(Turn(ASKER.get(), lane))
        return ahead * self._seconds[lane] / self._queue.slots_of(lane)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._queue)

    @property
    def slots(self) -> int:
        """How many may be inside, the spare ones left aside."""
        return self._queue.slots

    def resize(self, slots: int, spare: int = 0) -> None:
        """Let so many inside from now on; if more are there, they stay."""
        self._queue.slots, self._queue.spare = slots, spare
        self._let_in()

    def close(self, error: type[JobError]) -> None:
        """Let nobody in any more; whoever waits gets the error."""
        self._error = error
        for waiter in self._queue.jobs():
            if not waiter.done():
                waiter.set_exception(error())

    async def empty(self) -> None:
        """Return when nobody is inside."""
        while self._queue.running:
            self._left.clear()
            await self._left.wait()

    async def _enter(self, turn: Turn) -> None:
        if self._error is not None:
            raise self._error
        wait = self.wait(turn.lane)
        if wait > MOST_SECONDS:
            raise BusyError(wait)
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        try:
            self._queue.join(turn, waiter)
        except CrowdError:
            raise CrowdedError from None
        self._let_in()
        try:
            if not waiter.done():
                async with asyncio.timeout(LAPSE_SECONDS):
                    await waiter
        except BaseException as error:
            if not self._queue.leave(turn, waiter):
                # Its turn had just come.
                self._leave(turn)
            if isinstance(error, TimeoutError):
                raise LostError from None
            raise

    def _leave(self, turn: Turn) -> None:
        self._queue.done(turn)
        self._left.set()
        self._let_in()

    def _let_in(self) -> None:
        while found := self._queue.next():
            _, waiter = found
            # One that is done was cancelled this moment, and will give its slot back.
            if not waiter.done():
                waiter.set_result(None)
