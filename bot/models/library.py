"""The films of this installation, and the model that all servers begin with."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import catalogue
from bot.errors import UserError
from bot.models import learning
from bot.models.keys import keys
from bot.models.titles import Titles
from bot.workers import Workers

if TYPE_CHECKING:
    from bot.catalogue import Catalogue, Film
    from bot.config import Config
    from bot.models.learning import Learned, Members

log = logging.getLogger(__name__)

LEARNING_SECONDS = 900
"""How long a fit may take: two million ratings take minutes."""

LEARNING_MEGABYTES = 4096

PATIENCE = 20.0
"""Seconds that a question waits for the first model before its asker is told to come back."""


class Library:
    """The catalogue, and a process that learns from it whenever there is something to learn.

    Parameters
    ----------
    config
        Where the films are.
    patience
        Seconds that a question waits for the first model.
    """

    def __init__(self, config: Config, patience: float = PATIENCE) -> None:
        self._folder = config.movies_path
        self._config = replace(
            config,
            workers=1,
            job_seconds=LEARNING_SECONDS,
            job_megabytes=max(config.job_megabytes, LEARNING_MEGABYTES),
        )
        self._patience = patience
        self._turn = asyncio.Lock()
        self._first: asyncio.Task[Learned] | None = None

    async def open(self) -> None:
        """Read the films, and begin to learn; questions may come before that has ended.

        Raises
        ------
        CatalogueError
            With one sentence for the host.
        """
        self.catalogue = await asyncio.to_thread(self._read)
        self.keys = keys(self.catalogue.films)
        self.places = {key: place for place, key in enumerate(self.keys)}
        self.titles = Titles(self.catalogue)
        self._first = asyncio.create_task(self.learn(None))
        self._first.add_done_callback(_log_failure)

    async def close(self) -> None:
        """Stop learning."""
        if self._first is not None:
            self._first.cancel()
            await asyncio.gather(self._first, return_exceptions=True)

    def key(self, film: Film) -> str:
        """Return what a film of the catalogue is called where ratings are kept."""
        place = self.catalogue.place(film.id)
        if place is None:
            raise KeyError(film)
        return self.keys[place]

    def film(self, key: str) -> Film | None:
        """Return the film with this key, or None when it is of another set of films."""
        place = self.places.get(key)
        return None if place is None else self.catalogue.films[place]

    async def learned(self, patience: float | None = None) -> Learned:
        """Return the first model, as soon as it is there.

        Parameters
        ----------
        patience
            Seconds to wait, where those of the library would be too long.

        Raises
        ------
        UserError
            When that takes too long, or cannot be.
        """
        if self._first is None:
            raise RuntimeError("The library is not open.")
        try:
            return await asyncio.wait_for(asyncio.shield(self._first), patience or self._patience)
        except TimeoutError:
            raise UserError(
                f"I am still learning from {len(self.catalogue.stars):,} ratings, as after every "
                "start. Please try again in a minute."
            ) from None
        except Exception:
            raise UserError(
                "I could not learn from the films that I was given. The people who run this bot "
                "find the reason in its log."
            ) from None

    async def learn(self, members: Members | None) -> Learned:
        """Fit a model in a process that is there for nothing else; one at a time."""
        async with self._turn:
            worker = Workers(self._config, learning.warm_up, preload=learning.__name__)
            try:
                await worker.start()
                # A copy, so that no index of titles is sent with it.
                films = replace(self.catalogue)
                return await worker.run(learning.learn, films, self.keys, members)
            finally:
                await worker.close()

    def _read(self) -> Catalogue:
        found = catalogue.demo() if self._folder is None else catalogue.load(self._folder)
        found.search("", 1)  # builds the index, which takes a moment
        return found


def _log_failure(task: asyncio.Task[Learned]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("Nothing was learned from the films.", exc_info=error)
