"""The bot on Discord: its commands, its workers, its one error handler."""

from __future__ import annotations

import asyncio
import math
import time
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import __version__
from bot.chat import errors
from bot.chat.commands import add_commands
from bot.chat.connecting import announce_commands
from bot.chat.desk import Desk
from bot.chat.forgery import is_forged
from bot.chat.heartbeat import Heartbeat
from bot.chat.presses import dynamic_item
from bot.chat.servers import follow_servers
from bot.chat.submissions import submitted
from bot.chat.timetable import Timetable
from bot.chat.traffic import Handled, Traffic, log_handled, trace_of_sending
from bot.chat.translating import Translator
from bot.faces.computing import study_workers
from bot.faces.questions import Questions
from bot.metrics import Metrics, State
from bot.models.library import Library
from bot.models.service import Models
from bot.shards import ALONE
from bot.store import Store
from bot.topics.kit.registry import discover
from bot.topics.kit.services import Running, Services
from bot.topics.kit.translations import translations

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from bot.config import Config
    from bot.workers import Workers

FINISHING_SECONDS = 10.0
"""What runs may take when the bot is told to stop."""

LAST_WORDS_SECONDS = 2.0
"""After that, for telling people that their calculation was interrupted."""


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

    Attributes
    ----------
    serving
        The shards of this process.
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
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            tree_cls=_Tree,
            http_trace=trace_of_sending(),
        )
        self.serving = config.shards or ALONE
        registry = discover(search_path)
        self.workers = workers or study_workers(config, search_path)
        self._owns_workers = workers is None
        self.store = Store(config.database_url)
        self.models = Models(library or Library(config, workers=self.workers), self.store)
        self._owns_library = library is None
        questions = Questions(self.store)
        forget = questions.forget_all_of
        services = Services(self.store, self.workers, self.models, registry, forget, self._running)
        self.metrics = Metrics(self._state)
        self.desk = Desk(services, questions, traffic=Traffic([log_handled, self._count]))
        self.timetable = Timetable(self, self.desk, self.serving)
        self._heartbeat = Heartbeat(self.store.processes, self.serving, lambda: len(self.guilds))
        self._connected = False
        self._pages = config.pages
        self._since = time.time()
        self._is_open = False
        self._announcing: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Open the store, start the workers, read the films.

        Raises
        ------
        StoreError, ClusterError, CatalogueError
            With one sentence for the host.
        """
        if self._is_open:
            return
        self._is_open = True
        await self.store.open()
        if self._owns_workers:
            await self.workers.start()
        if self._owns_library:
            await self.models.library.open()

    async def setup_hook(self) -> None:
        """Open what is not open yet; add the commands, and tell Discord of them meanwhile."""
        await self.open()
        self.add_dynamic_items(dynamic_item(self.desk))
        add_commands(self.tree, self.desk)
        follow_servers(self, self.store, self.serving)
        await self.tree.set_translator(Translator(translations()))
        if self.store.is_shared:
            await self._heartbeat.begin()
        if self.serving.lead:
            self._announcing = asyncio.create_task(announce_commands(self.tree))

    async def on_ready(self) -> None:
        """Note that events arrive; also after an interruption that could not be resumed."""
        self._connected = True
        await self.timetable.begin()

    async def on_resumed(self) -> None:
        """Note that events arrive again."""
        self._connected = True
        await self.timetable.begin()

    async def on_guild_available(self, _: discord.Guild) -> None:
        """Send what could not be sent in a server that was away."""
        await self.timetable.begin()

    async def on_disconnect(self) -> None:
        """Note that no events arrive."""
        self._connected = False

    @property
    def connected(self) -> bool:
        """Whether events arrive."""
        return self._connected

    def _state(self) -> State:
        latency, others = self.latency, self._heartbeat.others
        return State(
            ready=self.connected and not self.is_closed(),
            latency=latency if math.isfinite(latency) else None,
            servers=len(self.guilds),
            processes=1 + len(others),
            servers_of_all=len(self.guilds) + sum(other.servers for other in others),
            slots=self.workers.slots,
            machines=self.workers.machines,
            waiting=self.workers.waiting,
            restarts=self.workers.restarts,
        )

    def _running(self) -> Running:
        now = self._state()
        return Running(
            __version__, self._since, now.latency, now.servers_of_all, self._pages, now.processes
        )

    def _count(self, handled: Handled) -> None:
        self.metrics.count(handled.name, handled.outcome, handled.times)

    async def wind_down(self, seconds: float = FINISHING_SECONDS) -> None:
        """Take no more, and finish what runs, for so many seconds."""
        self.desk.traffic.stop()
        ends: list[Awaitable[object]] = [
            self.desk.traffic.finished(seconds),
            self.timetable.finish(seconds),
        ]
        if self._owns_workers:
            # Who still waits for a worker is told at once.
            ends.append(self.workers.drain(seconds))
        await asyncio.gather(*ends)

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """Answer a form, which discord.py does only for those that it has in memory."""
        if interaction.type is discord.InteractionType.modal_submit:
            await submitted(interaction, self.desk)

    async def close(self) -> None:
        """Stop the workers, so that waiting jobs fail; say so; disconnect; close the store."""
        self.desk.traffic.stop()
        if self._announcing is not None:
            self._announcing.cancel()
        try:
            await self.timetable.close(LAST_WORDS_SECONDS)
            await self.models.close()
            if self._owns_library:
                await self.models.library.close()
            if self._owns_workers:
                await self.workers.close()
            await self.desk.traffic.finished(LAST_WORDS_SECONDS)
        finally:
            await super().close()
            await self.desk.questions.close()
            await self._heartbeat.end()
            await self.store.close()


class _Tree(app_commands.CommandTree[Any]):
    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse what no client sends, before it is taken apart."""
        if is_forged(interaction.data):
            raise app_commands.AppCommandError
        return True

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        await errors.report(interaction, error)
