"""The bot with some of its shards, beside processes that have the others."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

import discord

from bot.chat.client import StudyBot
from bot.chat.connecting import AWAY
from bot.store import StoreError

if TYPE_CHECKING:
    from bot.config import Config

log = logging.getLogger(__name__)

IDENTIFY_SECONDS = 5.0
"""Between two connections, as discord.py waits of its own."""

TURN_SECONDS = 0.8
"""In which a shard that has its turn must be connected, or it waits for another one: turns are so
much longer than Discord wants them."""


class ShardedBot(StudyBot, discord.AutoShardedClient):
    """A `StudyBot` with a connection for each of its shards.

    Parameters
    ----------
    config
        The settings, with shards.
    more
        What `StudyBot` takes besides.
    """

    def __init__(self, config: Config, **more: Any) -> None:
        super().__init__(config, **more)
        self.shard_ids = [*self.serving.ids]
        self.shard_count = self.serving.count
        # A shard waits for its turn behind those of all processes.
        self.shard_connect_timeout = None
        self._up: set[int] = set()
        self._taken: dict[int, float] = {}
        self._said = False
        self._concurrency: int | None = None

    @property
    def connected(self) -> bool:
        """Whether events arrive in all shards."""
        return self._up == {*self.serving.ids}

    async def on_shard_ready(self, shard: int) -> None:
        """Note that events arrive in a shard, and send what waits there."""
        self._up.add(shard)
        await self.timetable.begin()

    async def on_shard_resumed(self, shard: int) -> None:
        """Note that events arrive in a shard again."""
        await self.on_shard_ready(shard)

    async def on_shard_disconnect(self, shard: int) -> None:
        """Note that no events arrive in a shard."""
        self._up.discard(shard)

    async def launch_shard(self, gateway: Any, shard_id: int, *, initial: bool = False) -> None:
        """Connect when it is a shard's turn among those of all processes.

        discord.py gives a connection up that waits for its turn for a minute.
        """
        self._taken[shard_id] = await self._wait(shard_id, initial=initial)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until it is this shard's turn, unless it has just been."""
        taken = self._taken.pop(shard_id or 0, None)
        if taken is None or time.monotonic() - taken > TURN_SECONDS:
            await self._wait(shard_id or 0, initial=initial)

    async def _wait(self, shard: int, *, initial: bool) -> float:
        """Wait for a turn, and return when it began, by the monotonic clock.

        Discord lets so many connect at a time as it says, each under a key of its own.
        """
        try:
            return await self._turn(shard)
        except StoreError as error:
            log.warning("Shard %s connects without a look at the others: %s", shard, error)
            await asyncio.sleep(0 if initial else IDENTIFY_SECONDS)
            return time.monotonic()

    async def _turn(self, shard: int) -> float:
        key = shard % await self._at_a_time()
        while True:
            began = time.monotonic()
            pause = await self.store.processes.may_identify(key)
            if not pause:
                return began
            if not self._said:
                log.info("shard %s connects behind others, some seconds after each", shard)
            self._said = True
            await asyncio.sleep(pause / 1000)

    async def _at_a_time(self) -> int:
        """Return how many shards may connect at the same time; 1 where Discord does not say."""
        if self._concurrency is None:
            try:
                limits = await self.fetch_session_start_limits()
            except (*AWAY, discord.GatewayNotFound):
                return 1
            self._concurrency = max(1, limits.max_concurrency)
        return self._concurrency
