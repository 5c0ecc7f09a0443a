"""The bot: its commands, its workers, its one error handler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import errors, replies
from bot.chat.commands import film_list, names, ratings, tables
from bot.chat.commands.calc import Calc
from bot.chat.commands.films import Films as FilmCommands
from bot.chat.commands.help import Help
from bot.chat.commands.matrices import Matrices
from bot.chat.commands.privacy import ForgetButton, Privacy
from bot.chat.commands.ratings import Ratings
from bot.chat.commands.settings import Settings
from bot.chat.commands.study import Study
from bot.chat.commands.transform import Transform
from bot.chat.commands.vectors import Vectors
from bot.chat.memory import Pace, Questions, Turns
from bot.models.library import Library
from bot.models.service import Films
from bot.store import Store
from bot.topics.kit import answering
from bot.workers import Workers

if TYPE_CHECKING:
    from bot.config import Config

SHARES_A_MINUTE = 5
"""Answers that one person can post: a study channel is to be read."""


class StudyBot(commands.Bot):
    """A Discord client that answers the study commands.

    Parameters
    ----------
    config
        The settings.
    workers
        Started worker processes to use, which stay the caller's to close; by default the
        bot starts and closes its own.
    library
        Opened films to use, which stay the caller's to close, likewise.
    """

    def __init__(
        self, config: Config, workers: Workers | None = None, library: Library | None = None
    ) -> None:
        super().__init__(
            # No message is ever read; a prefix is only something discord.py asks for.
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            tree_cls=_Tree,
        )
        self.workers = workers or Workers(config, answering.warm_up)
        self._owns_workers = workers is None
        self.store = Store(config.database_url)
        self.films = Films(library or Library(config), self.store)
        self._owns_library = library is None
        self.questions = Questions()
        self.turns = Turns()
        self.share_pace = Pace(SHARES_A_MINUTE, 60)

    async def setup_hook(self) -> None:
        """Open the store, start the workers, read the films, add the commands; tell Discord."""
        await self.store.open()
        if self._owns_workers:
            await self.workers.start()
        if self._owns_library:
            await self.films.library.open()
        self.add_dynamic_items(*replies.DYNAMIC_ITEMS, ForgetButton)
        self.add_dynamic_items(*ratings.DYNAMIC_ITEMS, film_list.PageButton)
        await self.add_cog(Vectors())
        await self.add_cog(Matrices())
        await self.add_cog(Transform())
        await self.add_cog(tables.Tables())
        await self.add_cog(Calc())
        await self.add_cog(FilmCommands())
        await self.add_cog(Ratings())
        await self.add_cog(Settings())
        await self.add_cog(Study())
        await self.add_cog(Privacy())
        await self.add_cog(Help())
        tables.add_menus(self.tree)
        names.complete_in(self.tree)
        await self.tree.sync()

    async def close(self) -> None:
        """Stop the workers, so that those who wait are told; disconnect; close the store."""
        try:
            await self.films.close()
            if self._owns_library:
                await self.films.library.close()
            if self._owns_workers:
                await self.workers.close()
        finally:
            await super().close()
            await self.store.close()


class _Tree(app_commands.CommandTree[StudyBot]):
    async def on_error(
        self, interaction: discord.Interaction[StudyBot], error: app_commands.AppCommandError, /
    ) -> None:
        await errors.report(interaction, error)
