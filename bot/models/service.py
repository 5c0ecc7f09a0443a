"""Which model a question gets: everybody's, or that of its server."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.models.exchange import Members
from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.models.exchange import Learned
    from bot.models.library import Library
    from bot.store import Store
    from bot.store.ratings import Shared

log = logging.getLogger(__name__)

REFIT_SECONDS = 300.0
"""Seconds between checks of the ratings of a server's members."""

MOST_SERVERS = 16
"""Servers with a model of their own; with thousands of films each has some megabytes."""


@dataclass(frozen=True)
class _Server:
    """A server's model; replaced as a whole.

    Attributes
    ----------
    looked
        When its members' ratings were last checked.
    shared
        The ratings that the model has learned from besides the catalogue's.
    sharers
        Whose they are.
    learned
        None without members' ratings.
    """

    looked: float
    shared: tuple[Shared, ...] = ()
    sharers: frozenset[int] = frozenset()
    learned: Learned | None = None


class Models:
    """The films of the library, and the models learned from ratings of them.

    Parameters
    ----------
    library
        The films, open by the time of the first question.
    store
        People's ratings.
    refit_seconds
        How long a server's model stays, at least.
    clock
        Returns seconds.
    """

    def __init__(
        self,
        library: Library,
        store: Store,
        refit_seconds: float = REFIT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.library = library
        self._store = store
        self._refit_seconds = refit_seconds
        self._clock = clock
        self._servers: OrderedDict[int, _Server] = OrderedDict()
        self._refits: dict[int, asyncio.Task[None]] = {}

    async def close(self) -> None:
        """Cancel running fits."""
        refits = list(self._refits.values())
        for task in refits:
            task.cancel()
        await asyncio.gather(*refits, return_exceptions=True)

    async def learned(self, guild: int | None) -> Learned:
        """Return the server's model if it has one, else everybody's; never wait for a refit.

        Raises
        ------
        UserError
            When the first model is not there yet.
        """
        everybody = await self.library.learned()
        if guild is None:
            return everybody
        self._look(guild)
        server = self._servers.get(guild)
        if server is None or server.learned is None:
            return everybody
        if server.learned.is_there() and await self._is_allowed(guild, server):
            return server.learned
        self.withdraw([guild])
        return everybody

    async def settled(self) -> None:
        """Return when no fit is running."""
        while self._refits:
            await asyncio.gather(*self._refits.values(), return_exceptions=True)

    def withdraw(self, guilds: Iterable[int]) -> None:
        """Drop the models of servers from which somebody has withdrawn ratings.

        They answer with everybody's model until the next check of the ratings.
        """
        for guild in guilds:
            server = self._servers.get(guild)
            # A new object, even where there was none: a refit under way is then dropped.
            self._replace(guild, _Server(self._clock() if server is None else server.looked))

    async def _is_allowed(self, guild: int, server: _Server) -> bool:
        """Return whether nobody has withdrawn ratings, in whatever process of the bot that was."""
        try:
            return server.sharers <= await self._store.ratings.sharers(guild)
        except StoreError:
            return False

    def _look(self, guild: int) -> None:
        """Check the ratings of a server's members, unless that was done recently."""
        server = self._servers.get(guild)
        if server is not None:
            self._servers.move_to_end(guild)
        due = server is None or self._clock() - server.looked >= self._refit_seconds
        if due and guild not in self._refits:
            task = asyncio.create_task(self._refit(guild, server))
            self._refits[guild] = task
            task.add_done_callback(lambda _: self._refits.pop(guild, None))

    async def _refit(self, guild: int, before: _Server | None) -> None:
        """Fit the server's model again if ratings have changed."""
        after = replace(before or _Server(0), looked=self._clock())
        try:
            sharers = await self._store.ratings.sharers(guild)
            shared = await self._store.ratings.shared(guild)
            # Somebody may have joined or gone in between.
            sharers |= await self._store.ratings.sharers(guild)
            if shared != after.shared:
                members = self._members(shared)
                learned = None if members is None else await self.library.learn(members)
                after = _Server(after.looked, shared, learned=learned)
            after = replace(after, sharers=sharers)
        except Exception:
            log.exception("A server's ratings could not be learned from; its model stays.")
        if self._servers.get(guild) is before:
            self._replace(guild, after)
            self._make_room()
        else:
            self._retire(after)

    def _make_room(self) -> None:
        """Drop the models not asked for the longest, and what is known of servers without one.

        Those take no place from the others, and are looked at again when they ask.
        """
        now = self._clock()
        for guild, server in [*self._servers.items()]:
            over = server.learned is None and now - server.looked >= self._refit_seconds
            if over and guild not in self._refits:
                del self._servers[guild]
        with_model = [guild for guild, server in self._servers.items() if server.learned]
        for guild in with_model[: max(0, len(with_model) - MOST_SERVERS)]:
            self._retire(self._servers.pop(guild))

    def _replace(self, guild: int, after: _Server) -> None:
        before = self._servers.get(guild)
        self._servers[guild] = after
        if before is not None and before.learned is not after.learned:
            self._retire(before)

    def _retire(self, server: _Server) -> None:
        if server.learned is not None:
            self.library.retire(server.learned)

    def _members(self, shared: Sequence[Shared]) -> Members | None:
        known = [rating for rating in shared if rating.film in self.library.places]
        if not known:
            return None
        return Members(
            people=tuple(rating.person for rating in known),
            keys=tuple(rating.film for rating in known),
            stars=tuple(rating.stars for rating in known),
        )
