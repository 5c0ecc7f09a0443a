"""What the bot does by itself, at the times that its topics have set.

At each time a topic's hook says what is to be posted and when it is due next; both are kept, and
then the posts are sent. Whatever fails is tried again, with growing pauses, and holds nothing up
but the posts behind it in the same place.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.chat.memory import Pauses
from bot.chat.posting import NotNowError, deliver
from bot.reference import load
from bot.shards import ALONE
from bot.store import StoreError, milliseconds
from bot.topics.kit.timed import Due
from bot.workers import Asker, JobError, asked_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord.ext import commands

    from bot.chat.desk import Desk
    from bot.shards import Shards
    from bot.store import Appointment, Waiting

log = logging.getLogger(__name__)

HOOK_SECONDS = 60
"""What a hook may take."""

FIRST_PAUSE, LONGEST_PAUSE = 5_000, 10 * 60 * 1000
"""Milliseconds before what failed is tried again; each pause is twice the one before."""

LOOKED_EVERY = 60
"""Seconds after which the clock is looked at in any case: it may have been set."""

AT_ONCE = 8
"""Servers in which posts are sent at the same time."""

WAKE = "timetable"
"""The event of the client's for which the timetable waits."""


class Timetable:
    """Calls hooks when they are due, and sends what they post.

    Parameters
    ----------
    client
        The bot's client, which is connected when this begins.
    desk
        Its services and memory.
    shards
        Those whose servers this process serves; for others' it does nothing.
    """

    def __init__(self, client: commands.Bot, desk: Desk, shards: Shards = ALONE) -> None:
        self._client = client
        self._shards = shards
        self._desk = desk
        self._store = desk.services.store.appointments
        self._store.listen(self._wake)
        self._hooks = Pauses[int](FIRST_PAUSE, LONGEST_PAUSE, milliseconds)
        self._posts = Pauses[str](FIRST_PAUSE, LONGEST_PAUSE, milliseconds)
        self._sending: dict[int, asyncio.Task[None]] = {}
        self._once_more: set[int] = set()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._running: asyncio.Task[None] | None = None
        self._changed = False
        self._stopping = False

    async def begin(self) -> None:
        """Begin, or look again at once, as after an interruption."""
        self._hooks.end()
        self._posts.end()
        self._wake()
        if self._running is None and not self._stopping:
            self._running = asyncio.create_task(self._run())

    async def finish(self, seconds: float) -> None:
        """Begin nothing more, and finish for so many seconds what is under way."""
        self._stopping = True
        self._wake()
        if tasks := self._tasks():
            await asyncio.wait(tasks, timeout=seconds)

    async def close(self, seconds: float) -> None:
        """Finish as `finish` does, and end; what may have been sent is looked for later."""
        # Not at once: whoever is in the middle of a query leaves a connection behind.
        await self.finish(seconds)
        tasks = self._tasks()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _tasks(self) -> list[asyncio.Task[None]]:
        return [*self._sending.values(), *filter(None, [self._running])]

    def _wake(self) -> None:
        self._changed = True
        self._client.dispatch(WAKE)

    async def _run(self) -> None:
        while not self._stopping:
            self._changed = False
            seconds = await self._turn_in_any_case()
            if not self._changed:
                with suppress(TimeoutError):
                    await self._client.wait_for(WAKE, timeout=seconds)

    async def _turn_in_any_case(self) -> float:
        try:
            return await self.turn()
        except StoreError as error:
            log.warning("What is due cannot be read for now: %s", error)
        except Exception:
            log.exception("What is due could not be looked at.")
        return FIRST_PAUSE / 1000

    async def turn(self) -> float:
        """Do what is due now, and begin to send what is to be posted.

        Returns
        -------
        seconds
            After which there is something to do.
        """
        while due := await self._store.due(self._hooks.running(), shards=self._shards):
            await asyncio.gather(*map(self._call, due))
        waiting = await self._store.unsent(shards=self._shards)
        self._posts.keep({each.key for each in waiting})
        for guild in dict.fromkeys(each.guild for each in waiting):
            self._send_soon(guild)
        following = await self._store.next_time(self._hooks.running(), self._shards)
        ends = (self._hooks.next_end(), self._posts.next_end())
        times = [time for time in (following, *ends) if time is not None]
        seconds = (min(times) - milliseconds()) / 1000 if times else LOOKED_EVERY
        return min(LOOKED_EVERY, max(0.0, seconds))

    async def sent(self) -> None:
        """Return when nothing is being sent any more."""
        while self._sending:
            await asyncio.gather(*self._sending.values())

    # Hooks

    async def _call(self, appointment: Appointment) -> None:
        """Ask a topic what follows from something due, and keep that."""
        try:
            async with asyncio.timeout(HOOK_SECONDS):
                with asked_by(Asker(0, appointment.guild)):
                    await self._settle(appointment)
        except StoreError as error:
            log.warning("%s could not be settled: %s", appointment.name, error)
            self._hooks.failed(appointment.id)
        except Exception:
            log.exception("%s failed, and is tried again.", appointment.name)
            self._hooks.failed(appointment.id)
        else:
            self._hooks.forget(appointment.id)

    async def _settle(self, appointment: Appointment) -> None:
        if not await self._store.take(appointment):
            return  # to another process, or changed meanwhile
        services = self._desk.services
        hook = load(services.registry.timed[appointment.name].due)
        due = Due(appointment.guild, appointment.time, appointment.data)
        then = await hook(due, services)
        if then.time is not None and then.time <= due.time:
            raise ValueError(f"{appointment.name} is due next before it was due now")
        following = None if then.time is None else (then.time, then.data)
        posts = {post.key: post.plain() for post in then.posts}
        await self._store.settle(appointment, posts, following)

    # Posts

    def _send_soon(self, guild: int) -> None:
        """Send what waits in a server; once more where that is under way."""
        if self._stopping:
            return
        if guild in self._sending:
            self._once_more.add(guild)
        else:
            self._sending[guild] = asyncio.create_task(self._send_all(guild))

    async def _send_all(self, guild: int) -> None:
        try:
            async with self._places:
                with asked_by(Asker(0, guild)):
                    waiting = await self._store.unsent(guild)
                    await self._send_in_order(waiting)
        except StoreError as error:
            log.warning("What is to be posted cannot be read for now: %s", error)
        finally:
            del self._sending[guild]
            if guild in self._once_more:
                self._once_more.discard(guild)
                self._send_soon(guild)

    async def _send_in_order(self, waiting: Sequence[Waiting]) -> None:
        """Send posts, each behind those before it in the same place, and behind what it follows."""
        unsent = {each.key for each in waiting}
        held = set[tuple[int, str]]()
        resting = self._posts.running()
        for each in waiting:
            place = (each.post["channel"], each.post["follows"])
            waits = place in held or each.post["follows"] in unsent or each.key in resting
            if not waits and not self._stopping and await self._send(each):
                unsent.discard(each.key)
            else:
                held.add(place)

    async def _send(self, waiting: Waiting) -> bool:
        """Send a post; return whether that is over."""
        try:
            over = await deliver(self._client, self._desk, await self._taken(waiting))
        except (NotNowError, StoreError, JobError) as error:
            log.info("A post waits: %s", error or type(error).__name__)
        except Exception as error:
            log.warning("A post failed, and is tried again. %r", error)
        else:
            self._posts.forget(waiting.key)
            return over
        self._posts.failed(waiting.key)
        self._wake()
        return False

    async def _taken(self, waiting: Waiting) -> Waiting:
        taken = await self._store.take_post(waiting.key)
        if taken is None:
            raise NotNowError("another process has it, or had it when it was killed")
        return taken
