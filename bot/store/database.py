"""The SQLite file: how it is opened, kept safe, and brought up to date.

WAL with ``synchronous=FULL`` syncs the log at every commit, which NORMAL does not. NORMAL would
survive the end of this process but not a power cut, and writes are rare enough (somebody
keeps a value) not to mind the few milliseconds.

There is one connection. SQLite lets one writer in at a time anyway, and so a transaction
never meets another one of this process.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import DDL, Column, Integer, MetaData, Table, event, insert, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.schema import CreateColumn

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncConnection

BUSY_SECONDS = 2
"""How long a write waits for another program that holds the file: Discord waits 3 s."""

SCHEMA_VERSION = 1
"""Goes up when an older bot could no longer use the file. What only adds does not count: tables
and columns that a file lacks are added when it is opened, and an older bot leaves them alone."""

metadata = MetaData()
"""All tables: the modules of subjects add theirs."""

_schema = Table("schema", metadata, Column("version", Integer, nullable=False))


class StoreError(RuntimeError):
    """The database cannot be used; the message is one sentence for the host."""


class Database:
    """One SQLite database.

    Parameters
    ----------
    url
        ``sqlite:///FILE``, or ``sqlite://`` for one in memory that ends with the process.
    """

    def __init__(self, url: str) -> None:
        self._engine = create_async_engine(
            make_url(url).set(drivername="sqlite+aiosqlite"),
            connect_args={"timeout": BUSY_SECONDS},
            poolclass=AsyncAdaptedQueuePool,
            pool_size=1,
            max_overflow=0,
        )
        event.listen(self._engine.sync_engine, "connect", _prepare)

    async def open(self) -> None:
        """Open the database; make it where there is none, bring it up to date where it is old.

        Raises
        ------
        StoreError
            When the file cannot be opened, is no database, or is of a newer bot.
        """
        try:
            await asyncio.to_thread(_make_file, self._engine.url.database or ":memory:")
            async with self.writing() as connection:
                await connection.run_sync(_add_what_is_missing)
                await _check_version(connection)
        except (sqlite3.Error, SQLAlchemyError) as error:
            reason = error.orig if isinstance(error, DBAPIError) else error
            raise StoreError(
                f"The database of DATABASE_URL cannot be used ({reason}). It must be a file "
                "that this program may write, in a directory that exists."
            ) from error

    async def close(self) -> None:
        """Close the database."""
        await self._engine.dispose()

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Return the connection, to read from."""
        return self._engine.connect()

    def writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Return the connection in a transaction, which is on disk when the block has ended."""
        return self._engine.begin()


def _make_file(name: str) -> None:
    """Make the file, or find out whether it can be written; its journal mode stays with it.

    Not through aiosqlite, whose thread goes on after a file that could not be opened, and
    fails loudly when the program has ended meanwhile.
    """
    with closing(sqlite3.connect(name, timeout=BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def _prepare(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _add_what_is_missing(connection: Connection) -> None:
    """Add tables and columns that a file of an older bot lacks; a new file lacks them all.

    A column that is added so must be nullable or have a ``server_default``, which the rows
    that are there already get.
    """
    there = inspect(connection)
    for table in metadata.sorted_tables:
        if not there.has_table(table.name):
            table.create(connection)
            continue
        known = {column["name"] for column in there.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                words = CreateColumn(column).compile(connection)
                connection.execute(DDL(f"ALTER TABLE {table.name} ADD COLUMN {words}"))


async def _check_version(connection: AsyncConnection) -> None:
    found = (await connection.execute(select(_schema.c.version))).scalar()
    if found is None:
        await connection.execute(insert(_schema), {"version": SCHEMA_VERSION})
    elif found != SCHEMA_VERSION:
        raise StoreError(
            f"The database of DATABASE_URL has version {found}, and this bot knows version "
            f"{SCHEMA_VERSION}; run the bot that made it, or set DATABASE_URL to another file."
        )
