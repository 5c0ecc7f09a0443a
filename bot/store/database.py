"""The database: a SQLite file, or PostgreSQL, read and written in the same way.

In both, one transaction writes at a time: SQLite lets no other in, and on PostgreSQL all bots wait
for one lock. So what a transaction reads stays true until it has written, whoever else writes.
"""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy import MetaData
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.engine import make_url

from bot.store.failures import host_words
from bot.store.postgres import Postgres
from bot.store.sqlite import SQLite

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy.ext.asyncio import AsyncConnection

__all__ = ["TABLES", "Database", "is_file", "metadata", "upsert"]

metadata = MetaData()
"""All tables: the modules of subjects add theirs."""

TABLES = {"people", "variables"}
"""That every database of a study-bot has had."""


class Database:
    """One database.

    Attributes
    ----------
    engine
        What is different from one kind of database to another.

    Parameters
    ----------
    url
        ``sqlite:///FILE``, ``sqlite://`` for one in memory that ends with the process, or
        ``postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE``.
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.engine = SQLite(parsed) if is_file(url) else Postgres(parsed)

    async def open(self) -> None:
        """Find out whether the database can be used.

        Raises
        ------
        StoreError
            When it cannot.
        """
        await self.engine.open()

    async def close(self) -> None:
        """Close the database."""
        await self.engine.close()

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """Give a connection to read from.

        Raises
        ------
        StoreError
            When that fails.
        """
        with host_words():
            async with self.engine.reader.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self, *, briefly: bool = False) -> AsyncGenerator[AsyncConnection]:
        """Give a connection in a transaction, which is on disk when the block has ended.

        Nobody else writes meanwhile.

        Parameters
        ----------
        briefly
            Whether to wait for another program only briefly where it holds a file: what is tried
            again is not to keep others waiting.

        Raises
        ------
        StoreError
            When that fails, or another one writes for longer.
        """
        patience = self.engine.brief_patience if briefly else self.engine.patience
        until = time.monotonic() + patience
        with host_words():
            async with self.engine.writer(until) as connection:
                yield connection


def is_file(url: str) -> bool:
    """Return whether a database is a file, or in memory, and not on a server."""
    return make_url(url).get_backend_name() == "sqlite"
