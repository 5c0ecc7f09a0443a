"""A database in one SQLite file, or in memory: how it is opened, read, and written safely.

WAL with ``synchronous=FULL`` syncs the log at every commit, which NORMAL does not. NORMAL would
survive the end of this process but not a power cut.

One connection writes, since SQLite lets one writer in at a time anyway: a transaction never meets
another one of this process. A few read, and wait for no writer. One bot uses the file at a time.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import NullPool, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.store.failures import StoreError
from bot.store.instance import Instance

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy import URL, Column, Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

PATIENCE = 2
"""Seconds that a write waits for another program that holds the file: Discord waits 3 s."""

BRIEF_PATIENCE = 0.1
"""The same for what is tried again."""

READERS = 3
"""Connections that read: a query takes a millisecond."""


class SQLite:
    """A file, or a database in memory.

    Attributes
    ----------
    file
        None where it is in memory.
    is_shared
        Whether other bots may use it meanwhile.
    patience, brief_patience
        Seconds that a write waits for another one; that of what is tried again.
    reader
        The engine whose connections read.

    Parameters
    ----------
    url
        ``sqlite:///FILE``, or ``sqlite://``.
    """

    is_shared = False

    def __init__(self, url: URL) -> None:
        name = url.database
        self.file = None if name in (None, "", ":memory:") else Path(name).absolute()
        self.patience: float = PATIENCE
        self.brief_patience: float = BRIEF_PATIENCE
        self._instance = None if self.file is None else Instance(self.file)
        self._identity: tuple[int, int] | None = None
        self._writer = _engine(self.file, size=1)
        event.listen(self._writer.sync_engine, "connect", _prepare_writer)
        # Nobody else holds what is in memory.
        begin = _begin_at_once if self.file is None else _begin
        event.listen(self._writer.sync_engine, "begin", begin)
        # What is in memory belongs to the connection that made it.
        self.reader = self._writer if self.file is None else _engine(self.file, size=READERS)
        if self.reader is not self._writer:
            event.listen(self.reader.sync_engine, "connect", _prepare_reader)

    async def claim(self) -> None:
        """Take the file for this bot alone.

        Raises
        ------
        StoreError
            When another bot has it, or it cannot be used.
        """
        if self._instance is not None:
            await asyncio.to_thread(self._instance.take)

    async def open(self) -> None:
        """Find out whether the file can be written; make an empty one where there is none.

        Raises
        ------
        StoreError
            When it cannot be opened, or is no database.
        """
        if self.file is None:
            return
        try:
            await asyncio.to_thread(_make_file, self.file)
            self._identity = _identity(self.file)
        except sqlite3.Error as error:
            raise StoreError(
                f"The database of DATABASE_URL cannot be used ({error}). It must be a file "
                "that this program may write, in a directory that exists."
            ) from error

    async def close(self) -> None:
        """Close the file, and leave it to others."""
        await self.reader.dispose()
        await self._writer.dispose()
        if self._instance is not None:
            self._instance.release()

    @asynccontextmanager
    async def writer(self, until: float) -> AsyncGenerator[AsyncConnection]:
        """Give the connection that writes, in a transaction that nobody else writes beside.

        Raises
        ------
        StoreError
            When the file has gone: what is written to an open file without a name is lost with
            this process.
        """
        if self.file is not None and _identity(self.file) != self._identity:
            raise StoreError("The file of the database has gone, or is another one by now.")
        async with self._writer.connect() as connection:
            await connection.execution_options(until=until)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def alone(self) -> AsyncGenerator[AsyncConnection]:
        """Give a connection as `writer` does, where no bot runs and none can start meanwhile."""
        await self.claim()
        await self.open()
        async with self.writer(time.monotonic() + self.patience) as connection:
            yield connection

    async def last_number(self, connection: AsyncConnection, column: Column[int]) -> int:
        """Return the highest number that was given to a row, also to one that has gone."""
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return (await connection.execute(query, {"name": column.table.name})).scalar() or 0

    async def go_on_after(
        self, connection: AsyncConnection, column: Column[int], number: int
    ) -> None:
        """Give rows from now on numbers after this one, where none is given twice."""
        table = column.table
        if not table.dialect_options["sqlite"]["autoincrement"]:
            return
        for statement in (
            "DELETE FROM sqlite_sequence WHERE name = :name",
            "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)",
        ):
            await connection.execute(text(statement), {"name": table.name, "number": number})

    @asynccontextmanager
    async def migrating(self) -> AsyncGenerator[AsyncConnection]:
        """Give a connection to change tables with, in one transaction.

        SQLite changes a table by making another one. The removal of the former must not take rows
        of other tables along, so this connection is one without foreign keys.

        Raises
        ------
        ValueError
            When a row would be left without that to which it refers; then nothing has changed.
        """
        if self.file is None:
            raise RuntimeError("A database in memory is never old.")
        engine = create_async_engine(_address(self.file), poolclass=NullPool, hide_parameters=True)
        event.listen(engine.sync_engine, "connect", _without_transactions)
        event.listen(engine.sync_engine, "begin", _begin_at_once)
        try:
            async with engine.begin() as connection:
                yield connection
                found = await connection.exec_driver_sql("PRAGMA foreign_key_check")
                broken = found.mappings().first()
                if broken is not None:
                    raise ValueError(f"a row of {broken['table']} without its {broken['parent']}")
        finally:
            await engine.dispose()


def _address(file: Path | None) -> URL:
    """Return the address of a file that is there: one that has gone is not made anew, empty."""
    url = make_url("sqlite+aiosqlite://")
    if file is None:
        return url
    return url.set(database=file.as_uri(), query={"mode": "rw", "uri": "true"})


def _engine(file: Path | None, size: int) -> AsyncEngine:
    return create_async_engine(
        _address(file),
        connect_args={"timeout": PATIENCE},
        poolclass=AsyncAdaptedQueuePool,
        pool_size=size,
        max_overflow=0,
        # What people keep does not get into a log.
        hide_parameters=True,
    )


def _make_file(file: Path) -> None:
    """Make the file, or find out whether it can be written; its journal mode stays with it.

    Not through aiosqlite, whose thread goes on after a file that could not be opened, and
    fails loudly when the program has ended meanwhile.
    """
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name, None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _without_transactions(connection: DBAPIConnection, _: object) -> None:
    """Keep Python's sqlite3 from beginning and ending transactions on its own."""
    connection.isolation_level = None


def _prepare_writer(connection: DBAPIConnection, _: object) -> None:
    _without_transactions(connection, _)
    _run(connection, "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON")


def _prepare_reader(connection: DBAPIConnection, _: object) -> None:
    _without_transactions(connection, _)
    _run(connection, "PRAGMA query_only=ON")


def _run(connection: DBAPIConnection, *statements: str) -> None:
    cursor = connection.cursor()
    for statement in statements:
        cursor.execute(statement)
    cursor.close()


def _begin_at_once(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    """Take the lock at once, so that nothing that is read changes before it is written.

    Who has waited behind others that waited for the lock waits no second time.
    """
    options = dict[str, Any](connection.get_execution_options())
    left = max(0.0, round(options["until"] - time.monotonic(), 1))
    if connection.info.get("left") != left:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={round(1000 * left)}")
        connection.info["left"] = left
    _begin_at_once(connection)
