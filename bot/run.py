"""Running the bot on Discord until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from bot import __version__, metrics, stalls
from bot.catalogue import CatalogueError
from bot.chat import recommended
from bot.chat.client import StudyBot
from bot.chat.connecting import RefusedError, stay_online
from bot.chat.sharded import ShardedBot
from bot.stopping import until_told_to_stop
from bot.store import StoreError
from bot.workers import ClusterError

if TYPE_CHECKING:
    from bot.config import Config

log = logging.getLogger(__name__)

NEEDS_A_HAND = (StoreError, ClusterError, CatalogueError, RefusedError, metrics.MetricsError)
"""What only the host can put right; each has one sentence for that."""


def on_discord(config: Config, token: str) -> None:
    """Run on Discord until told to stop; then finish what runs.

    Raises
    ------
    StoreError, ClusterError, CatalogueError, RefusedError, MetricsError
        What only the host can put right.
    KeyboardInterrupt
        When told to stop before it has begun.
    """

    async def online(bot: StudyBot) -> None:
        log.info("study-bot %s is starting", __version__)
        # First what may be wrong on this machine, which needs no Discord to be found.
        await bot.open()
        stalls.prevent()
        async with _figures(bot, config):
            await stay_online(bot, config, token)

    async def run() -> None:
        async with _bot(config) as bot:
            await until_told_to_stop(online(bot), bot.wind_down)

    asyncio.run(run())


def advice_on_shards(token: str, processes: int) -> str:
    """Return what Discord recommends of shards, divided among processes.

    Raises
    ------
    RefusedError
        When Discord refuses the token, or cannot be reached.
    """
    return recommended.advice(asyncio.run(recommended.recommended(token)), processes)


def _bot(config: Config) -> StudyBot:
    return StudyBot(config) if config.shards is None else ShardedBot(config)


def _figures(bot: StudyBot, config: Config) -> contextlib.AbstractAsyncContextManager[object]:
    """Serve the bot's figures, if a port is set."""
    if config.metrics_port is None:
        return contextlib.nullcontext()
    return metrics.served(bot.metrics, config.metrics_port)
