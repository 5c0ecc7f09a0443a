"""The bot on Discord: its commands, its workers, its one error handler."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import errors
from bot.chat.commands import add_commands
from bot.chat.desk import Desk
from bot.chat.presses import dynamic_item
from bot.chat.questions import Questions
from bot.chat.servers import follow_servers
from bot.chat.submissions import submitted
from bot.models.library import Library
from bot.models.service import Models
from bot.reference import call
from bot.store import Store
from bot.topics.kit.registry import discover
from bot.topics.kit.services import Services
from bot.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.config import Config

PREPARE = "bot.topics.kit.answering:prepare"
"""What a worker does first."""


class StudyBot(commands.Bot):
    """A Discord client that answers the study commands.

    Parameters
    ----------
    config
        The settings.
    workers
        Started worker processes to use, which the caller closes; by default the
        bot starts and closes its own.
    library
        Opened films to use, which the caller closes as well.
    search_path
        Further directories whose folders are topics.
    """

    def __init__(
        self,
        config: Config,
        workers: Workers | None = None,
        library: Library | None = None,
        search_path: Sequence[str] = (),
    ) -> None:
        super().__init__(
            # discord.py requires a prefix; no message is ever read.
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            tree_cls=_Tree,
        )
        registry = discover(search_path)
        self.workers = workers or study_workers(config, search_path)
        self._owns_workers = workers is None
        self.store = Store(config.database_url)
        self.models = Models(library or Library(config), self.store)
        self._owns_library = library is None
        questions = Questions(self.store)
        forget = questions.forget_all_of
        services = Services(self.store, self.workers, self.models, registry, forget)
        self.desk = Desk(services, questions)

    async def setup_hook(self) -> None:
        """Open the store, start the workers, read the films, add the commands; tell Discord."""
        await self.store.open()
        if self._owns_workers:
            await self.workers.start()
        if self._owns_library:
            await self.models.library.open()
        self.add_dynamic_items(dynamic_item(self.desk))
        add_commands(self.tree, self.desk)
        follow_servers(self, self.store)
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """Answer a form, which discord.py does only for those that it has in memory."""
        if interaction.type is discord.InteractionType.modal_submit:
            await submitted(interaction, self.desk)

    async def close(self) -> None:
        """Stop the workers, so that waiting jobs fail; disconnect; close the store."""
        try:
            await self.models.close()
            if self._owns_library:
                await self.models.library.close()
            if self._owns_workers:
                await self.workers.close()
        finally:
            await super().close()
            await self.desk.questions.close()
            await self.store.close()


def study_workers(config: Config, search_path: Sequence[str] = ()) -> Workers:
    """Return workers that answer the topics' questions, not yet started."""
    prepare = partial(call, PREPARE, tuple(search_path))
    return Workers(config, prepare, preload="bot.topics.kit.preloaded")


class _Tree(app_commands.CommandTree[Any]):
    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        await errors.report(interaction, error)
