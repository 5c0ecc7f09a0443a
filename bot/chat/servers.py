"""Servers that add the bot and remove it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable

    import discord
    from discord.ext import commands

    from bot.shards import Shards
    from bot.store import Store

log = logging.getLogger(__name__)


def follow_servers(bot: commands.Bot, store: Store, shards: Shards) -> None:
    """Keep the store up to date with which servers the bot is in, of these shards."""

    async def ready() -> None:
        present = {guild.id for guild in bot.guilds}
        await _kept(store.guilds.note_present(present, shards))
        await _kept(store.tidy())

    async def joined(guild: discord.Guild) -> None:
        await _kept(store.guilds.note_removed(guild.id, back=True))

    async def removed(guild: discord.Guild) -> None:
        await _kept(store.guilds.note_removed(guild.id))

    bot.add_listener(ready, "on_ready")
    bot.add_listener(joined, "on_guild_join")
    bot.add_listener(removed, "on_guild_remove")


async def _kept(change: Awaitable[None]) -> None:
    """Make a change; one that fails is made up for after the next start."""
    try:
        await change
    except StoreError as error:
        log.warning("Servers that come and go cannot be kept for now: %s", error)
