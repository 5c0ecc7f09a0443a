"""The films of this installation, and the model that all servers begin with."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import tempfile
import time
from collections import deque
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from bot.errors import UserError
from bot.models.exchange import Learned
from bot.models.keys import keys
from bot.models.titles import Titles
from bot.reference import call
from bot.workers import HOUSE, AwayError, NewFile, Processes, SharedFile, Workers, asked_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.catalogue import Catalogue, Film
    from bot.config import Config
    from bot.models.exchange import Kept, Members

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

KEEP = "bot.models.kept_ratings:keep"
LEARNING = "bot.models.learning"
LEARN = f"{LEARNING}:learn"
"""Functions that other processes run; their modules are not loaded here."""

LEARNING_SECONDS = 900
"""How long a fit may take: two million ratings take minutes."""

LEARNING_MEGABYTES = 4096

NICENESS = 10
"""Answers have priority over learning."""

PATIENCE = 20.0
"""Seconds that a question waits for the first model."""

RETIRED_SECONDS = 600.0
"""How long a model's file stays after another has taken its place: a question on its way to a
worker may still name it."""


class Library:
    """The films, and processes that fit models of them.

    Parameters
    ----------
    config
        Where the films are.
    patience
        Seconds that a question waits for the first model.
    clock
        Returns seconds.
    workers
        Those of the answers, whose cluster fits models, too, where there is one.
    """

    catalogue: Catalogue
    keys: tuple[str, ...]
    places: dict[str, int]
    titles: Titles

    def __init__(
        self,
        config: Config,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        workers: Workers | None = None,
    ) -> None:
        self._workers = workers
        self._folder = config.movies_path
        self._config = replace(
            config,
            workers=1,
            job_seconds=LEARNING_SECONDS,
            job_megabytes=_megabytes(config),
            workers_url="",
        )
        self._patience = patience
        self._clock = clock
        self._turn = asyncio.Lock()
        self._search = asyncio.Lock()
        self._numbers = count(1)
        self._directory: str | None = None
        self._kept: Kept | None = None
        self._retired: deque[tuple[float, str]] = deque()
        self._first: asyncio.Task[Learned] | None = None

    async def open(self) -> None:
        """Read the films, and begin to learn; questions may come before that has ended.

        Raises
        ------
        CatalogueError
            With one sentence for the host.
        """
        self.catalogue = await self.read()
        await asyncio.to_thread(self.prepare)
        self._begin()

    async def close(self) -> None:
        """Stop learning; delete the models."""
        if self._first is not None:
            self._first.cancel()
            await asyncio.gather(self._first, return_exceptions=True)
        if self._directory is not None:
            await asyncio.to_thread(shutil.rmtree, self._directory, ignore_errors=True)

    async def in_turn(self, search: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return ``search(*args)``, one search after the other and none in the way of the loop."""
        async with self._search:
            return await asyncio.to_thread(search, *args, **kwargs)

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
            When that takes too long, or fails.
        """
        first = self._first
        if first is None:
            raise RuntimeError("The library is not open.")
        try:
            found = await asyncio.wait_for(asyncio.shield(first), patience or self._patience)
        except TimeoutError:
            raise UserError(
                f"I am still learning from {self.catalogue.ratings:,} ratings, as after every "
                "start. Please try again in a minute."
            ) from None
        except Exception:
            raise UserError(
                "I could not learn from the ratings of films. The people who run this bot "
                "find the reason in its log."
            ) from None
        if found.is_there():
            return found
        if self._first is first:
            self._begin()
        return await self.learned(patience)

    async def read(self) -> Catalogue:
        """Read and check films and ratings in a process of its own, which keeps them for fits.

        Raises
        ------
        CatalogueError
            With one sentence for the host.
        """
        kept = await self._keep()
        for note in kept.notes:
            log.warning("%s", note)
        return kept.catalogue

    async def learn(self, members: Members | None) -> Learned:
        """Fit a model in a process of its own, here or in the cluster, one at a time."""
        async with self._turn:
            kept = self._kept
            if kept is None or not kept.is_there():
                kept = await self._keep()
            path = self._new_path()
            return Learned(path, await self._fitted(kept.path, members, path))

    def retire(self, learned: Learned) -> None:
        """Delete a model's file, some time after the last question that may need it."""
        now = self._clock()
        self._retired.append((now, learned.path))
        while now - self._retired[0][0] >= RETIRED_SECONDS:
            # Windows deletes no file that a worker has open; the directory goes at the end.
            with contextlib.suppress(PermissionError):
                Path(self._retired.popleft()[1]).unlink(missing_ok=True)

    def prepare(self) -> None:
        """Build what finds films; takes seconds where there are thousands."""
        self.keys = keys(self.catalogue.films)
        self.places = {key: place for place, key in enumerate(self.keys)}
        self.titles = Titles(self.catalogue)
        self.catalogue.prepare()

    def _begin(self) -> None:
        self._first = asyncio.create_task(self.learn(None))
        self._first.add_done_callback(_log_failure)

    async def _keep(self) -> Kept:
        kept: Kept = await self._elsewhere(KEEP, self._folder, self._new_path("ratings", ".npz"))
        self._kept = kept
        return kept

    async def _fitted(self, kept: str, members: Members | None, path: str) -> tuple[str, ...]:
        job = LEARN, SharedFile(kept), members, NewFile(path)
        if self._workers is not None:
            with contextlib.suppress(AwayError):
                return await self._workers.run_aside(LEARNING_SECONDS, call, *job)
        return await self._elsewhere(*job)

    async def _elsewhere(self, reference: str, *args: Any) -> Any:
        worker = Workers(self._config, give_way, preload=LEARNING)
        try:
            await worker.start()
            with asked_by(HOUSE):
                return await worker.run("drawing", call, reference, *args)
        finally:
            await worker.close()

    def _new_path(self, what: str = "model", ending: str = "") -> str:
        """Return the name of a new file in a private directory."""
        if self._directory is None or not Path(self._directory).is_dir():
            self._directory = tempfile.mkdtemp(prefix="study-bot-")
        return str(Path(self._directory, f"{what}-{next(self._numbers)}{ending}"))


def learning_processes(config: Config) -> Processes:
    """Return a process that fits a model for another machine, not yet started."""
    return Processes(1, _megabytes(config), give_way, LEARNING)


def _megabytes(config: Config) -> int:
    return max(config.job_megabytes, LEARNING_MEGABYTES)


def give_way() -> None:
    """Lower this process's priority below that of answers."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _log_failure(task: asyncio.Task[Learned]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("Nothing was learned from the films.", exc_info=error)
