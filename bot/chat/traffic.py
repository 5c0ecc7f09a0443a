"""The interactions under way: counted, timed, answered to the last one before the bot ends."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.chat.errors import OUTCOME, report
from bot.errors import UserError
from bot.faces.sentences import RESTARTING
from bot.times import TIMES, Times, spent
from bot.workers import Asker, asked_by

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence
    from types import SimpleNamespace

    import discord

    Listener = Callable[["Handled"], None]

log = logging.getLogger(__name__)


@dataclass
class Handled:
    """What became of one interaction. Nothing in it is typed by people.

    Attributes
    ----------
    name
        ``"/dot"``, ``"button steps"``, ``"form /pca"`` or ``"menu PCA on this message"``.
    outcome
        ``"answered"``, ``"refused"``, or one of `bot.chat.errors.OUTCOMES`.
    times
        Where its time went.
    """

    name: str
    outcome: str = "answered"
    times: Times = field(default_factory=Times)


class Traffic:
    """What people have sent and the bot has not answered yet.

    Parameters
    ----------
    listeners
        Called with each interaction that has ended.
    """

    def __init__(self, listeners: Sequence[Listener] = ()) -> None:
        self._listeners = listeners
        self._under_way = 0
        self._none = asyncio.Event()
        self._none.set()
        self._stopping = False

    @asynccontextmanager
    async def handling(
        self, interaction: discord.Interaction[Any], name: str
    ) -> AsyncGenerator[None]:
        """Count and time an interaction for as long as the block takes; its errors become words.

        Workers are told who asks, and in which server: none where a person alone added the bot.

        Parameters
        ----------
        interaction
            The interaction.
        name
            As in `Handled`; one of few, all of the bot's own.

        Raises
        ------
        UserError
            Before the block, when the bot takes no more.
        """
        if self._stopping:
            raise UserError(RESTARTING)
        handled = Handled(name)
        self._under_way += 1
        self._none.clear()
        server = interaction.guild_id if interaction.is_guild_integration() else None
        token = TIMES.set(handled.times)
        try:
            with asked_by(Asker(interaction.user.id, server)):
                yield
        except Exception as error:
            await report(interaction, error)
        except asyncio.CancelledError:
            handled.outcome = "cancelled"
            raise
        finally:
            TIMES.reset(token)
            handled.outcome = interaction.extras.get(OUTCOME, handled.outcome)
            self._ended(handled)

    def stop(self) -> None:
        """Take no more."""
        self._stopping = True

    async def finished(self, seconds: float) -> bool:
        """Wait until nothing is under way, for so many seconds; return whether that is so."""
        try:
            async with asyncio.timeout(seconds):
                await self._none.wait()
        except TimeoutError:
            return False
        return True

    def _ended(self, handled: Handled) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._none.set()
        for listener in self._listeners:
            listener(handled)


def log_handled(handled: Handled) -> None:
    """Log one line of names and numbers."""
    times = handled.times
    log.info(
        'name="%s" outcome=%s waiting_ms=%.1f computing_ms=%.1f sending_ms=%.1f',
        handled.name,
        handled.outcome,
        1000 * times.waiting,
        1000 * times.computing,
        1000 * times.sending,
    )


def trace_of_sending() -> aiohttp.TraceConfig:
    """Return what measures the requests to Discord, until it has answered; not downloads."""
    trace = aiohttp.TraceConfig()

    async def began(_: aiohttp.ClientSession, request: SimpleNamespace, __: object) -> None:
        request.began = time.perf_counter()

    async def ended(
        _: aiohttp.ClientSession,
        request: SimpleNamespace,
        found: aiohttp.TraceRequestEndParams | aiohttp.TraceRequestExceptionParams,
    ) -> None:
        if found.method != "GET":
            spent("sending", time.perf_counter() - request.began)

    trace.on_request_start.append(began)
    trace.on_request_end.append(ended)
    trace.on_request_exception.append(ended)
    return trace
