"""Running the bot until it is told to stop: on Discord, or as a page on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from typing import TYPE_CHECKING, Any

from bot import __version__, metrics
from bot.catalogue import CatalogueError
from bot.chat.client import StudyBot
from bot.chat.connecting import RefusedError, stay_online
from bot.page import playground
from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Generator

    from bot.config import Config

log = logging.getLogger(__name__)

NEEDS_A_HAND = (
    StoreError,
    CatalogueError,
    RefusedError,
    metrics.MetricsError,
    playground.PlaygroundError,
)
"""What only the host can put right; each has one sentence for that."""


def on_discord(config: Config, token: str) -> None:
    """Run on Discord until told to stop; then finish what runs.

    Raises
    ------
    StoreError, CatalogueError, RefusedError, MetricsError
        What only the host can put right.
    KeyboardInterrupt
        When told to stop before it has begun.
    """

    async def online(bot: StudyBot) -> None:
        log.info("study-bot %s is starting", __version__)
        # First what may be wrong on this machine, which needs no Discord to be found.
        await bot.open()
        async with _figures(bot, config):
            await stay_online(bot, config, token)

    async def run() -> None:
        async with StudyBot(config) as bot:
            await until_told_to_stop(online(bot), bot.wind_down)

    asyncio.run(run())


def _figures(bot: StudyBot, config: Config) -> contextlib.AbstractAsyncContextManager[object]:
    """Serve the bot's figures, if a port is set."""
    if config.metrics_port is None:
        return contextlib.nullcontext()
    return metrics.served(bot.metrics, config.metrics_port)


def as_page(config: Config, *, open_browser: bool) -> None:
    """Serve the local page until told to stop.

    Raises
    ------
    PlaygroundError, CatalogueError
        What only the host can put right.
    """

    async def nothing() -> None:
        pass

    asyncio.run(until_told_to_stop(playground.serve(config, open_browser=open_browser), nothing))


async def until_told_to_stop(
    work: Coroutine[Any, Any, None], wind_down: Callable[[], Awaitable[None]]
) -> None:
    """Work until that ends, or until SIGTERM or Ctrl+C; then wind down, unless told twice."""
    told = asyncio.Event()
    with _signals(told):
        working = asyncio.ensure_future(work)
        try:
            if await _first(working, told):
                told.clear()
                winding_down = asyncio.ensure_future(wind_down())
                await _first(winding_down, told)
                winding_down.cancel()
        finally:
            working.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await working


async def _first(task: asyncio.Future[Any], told: asyncio.Event) -> bool:
    """Wait for the task, or until told; return whether it was the latter."""
    waiting = asyncio.ensure_future(told.wait())
    try:
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    return not task.done()


@contextlib.contextmanager
def _signals(told: asyncio.Event) -> Generator[None]:
    """Set the event at SIGTERM and Ctrl+C."""
    loop = asyncio.get_running_loop()

    def tell(_: int, __: object) -> None:
        loop.call_soon_threadsafe(told.set)

    # Not the loop's own handlers, which Windows does not have.
    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
