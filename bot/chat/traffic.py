"""The interactions under way: counted, timed, answered to the last one before the bot ends."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from bot.chat.errors import RESTARTING, report
from bot.errors import UserError
from bot.workers import Asker, asked_by

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import discord

log = logging.getLogger(__name__)


class Traffic:
    """What people have sent and the bot has not answered yet."""

    def __init__(self) -> None:
        self._under_way = 0
        self._none = asyncio.Event()
        self._none.set()
        self._stopping = False

    @asynccontextmanager
    async def handling(self, interaction: discord.Interaction[Any]) -> AsyncGenerator[None]:
        """Count an interaction for as long as the block takes; its errors become words.

        Workers are told who asks, and in which server: none where a person alone added the bot.

        Raises
        ------
        UserError
            Before the block, when the bot takes no more.
        """
        if self._stopping:
            raise UserError(RESTARTING)
        self._under_way += 1
        self._none.clear()
        server = interaction.guild_id if interaction.is_guild_integration() else None
        try:
            with asked_by(Asker(interaction.user.id, server)):
                yield
        except Exception as error:
            await report(interaction, error)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._none.set()

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
