"""The questions behind buttons: kept in the store while their answers are made."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from typing import TYPE_CHECKING

from bot.store import Asked, StoreError
from bot.topics.kit.question import Question

if TYPE_CHECKING:
    from bot.store import Store

log = logging.getLogger(__name__)

MOST_WAITING = 2000
"""Questions that wait for the store, of some hundred characters each."""

MOST_CHARACTERS = 25_000_000
"""Characters in all of them: one with all of somebody's values in it can be long."""

WRITE_PATIENCE = 0.5
"""Seconds that a finished answer waits for its question to be on disk. It mostly is before: it is
written while a worker computes."""

RETRY_SECONDS = 1.0
"""After a write that failed, the next question is written with those that wait. Their buttons work
meanwhile, since they are in memory."""


class Questions:
    """The questions asked, by a short key that fits into a button.

    All that wait are written together, so that a crowd costs few syncs of the disk.

    Parameters
    ----------
    store
        Where they are kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[str, Asked] = {}
        self._characters = 0
        self._used: set[str] = set()
        self._gone: set[str] = set()
        self._writer: asyncio.Task[None] | None = None
        self._changed = asyncio.Condition()
        self._failing = False
        self._retry_at = 0.0
        self._tidying: asyncio.Task[None] | None = None

    def remember(
        self,
        question: Question,
        asker: int | None,
        guild: int | None = None,
        key: str | None = None,
    ) -> str:
        """Begin to keep the question; return its key.

        Parameters
        ----------
        question, asker
            What was asked, and by whom; None where no person did.
        guild
            In which server, if it has the bot; else the question is the asker's alone.
        key
            Its key, where it has one already; a fresh one by default.
        """
        key = key or secrets.token_hex(6)
        self._leave_out(key)
        self._gone.discard(key)
        self._waiting[key] = Asked(key, asker, guild, question.private, question.to_json())
        self._characters += len(self._waiting[key].text)
        while len(self._waiting) > MOST_WAITING or self._characters > MOST_CHARACTERS:
            self._leave_out(next(iter(self._waiting)))
        self._write_soon()
        return key

    async def kept(self, key: str) -> None:
        """Return when the question is on disk, or when waiting for that would delay its answer."""
        if self._failing:
            return
        try:
            async with asyncio.timeout(WRITE_PATIENCE), self._changed:
                await self._changed.wait_for(lambda: key not in self._waiting or self._failing)
        except TimeoutError:
            log.info("An answer did not wait for its question to be kept.")

    async def recall(self, key: str) -> Question | None:
        """Return the question, or None when it is forgotten.

        Raises
        ------
        StoreError
            When the store cannot be read.
        """
        if key in self._waiting:
            return Question.from_json(self._waiting[key].text)
        found = await self._store.questions.find(key)
        if found is None:
            return None
        text, is_old = found
        if is_old:
            self._used.add(key)
            self._write_soon()
        return Question.from_json(text)

    def forget(self, key: str) -> None:
        """Forget a question that got no answer."""
        self._leave_out(key)
        self._gone.add(key)
        self._write_soon()

    def forget_all_of(self, asker: int) -> None:
        """Forget those of a person's questions that are not in the store yet."""
        for key in [key for key, asked in self._waiting.items() if asked.person == asker]:
            self._leave_out(key)

    async def close(self) -> None:
        """Write what waits, if the store can still be written."""
        if self._writer is not None:
            await self._writer
        if self._waiting or self._used or self._gone:
            await self._write()
        if self._tidying is not None:
            self._tidying.cancel()
            await asyncio.gather(self._tidying, return_exceptions=True)

    def _leave_out(self, key: str) -> None:
        asked = self._waiting.pop(key, None)
        self._characters -= len(asked.text) if asked else 0

    def _write_soon(self) -> None:
        idle = self._writer is None or self._writer.done()
        if idle and time.monotonic() >= self._retry_at:
            self._writer = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        while self._waiting or self._used or self._gone:
            await self._write()
            if self._failing:
                self._retry_at = time.monotonic() + RETRY_SECONDS
                return

    async def _write(self) -> None:
        """Write what waits now, and begin to make room where that is due."""
        asked, used, gone = [*self._waiting.values()], [*self._used], [*self._gone]
        try:
            await self._store.questions.keep(asked, used, gone)
            self._failing = False
        except StoreError as error:
            if not self._failing:
                log.warning("Questions cannot be kept for now: %s", error)
            self._failing = True
        except Exception:
            # Again it would fail again, and those after it with it.
            log.exception("Questions could not be kept.")
        if not self._failing:
            for each in asked:
                self._leave_out(each.key)
            self._used -= set(used)
            self._gone -= set(gone)
        async with self._changed:
            self._changed.notify_all()
        if self._store.questions.is_pruning_due and not self._failing:
            # By itself: among a million questions that takes seconds.
            self._tidying = asyncio.create_task(self._tidy())

    async def _tidy(self) -> None:
        try:
            await self._store.tidy()
        except StoreError as error:
            log.warning("What is over cannot be forgotten for now: %s", error)
