"""The SQLite file: how it is opened, read, and written safely.

WAL with ``synchronous=FULL`` syncs the log at every commit, which NORMAL does not. NORMAL would
survive the end of this process but not a power cut.

One connection writes, since SQLite lets one writer in at a time anyway: a transaction never meets
another one of this process. A few read, and wait for no writer.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from sqlalchemy import URL, Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

BUSY_SECONDS = 2
"""How long a write waits for another program that holds the file: Discord waits 3 s."""

READERS = 3
"""Connections that read: a query takes a millisecond."""

metadata = MetaData()
"""All tables: the modules of subjects add theirs."""

TABLES = {"people", "variables"}
"""That every database of a study-bot has had."""


class StoreError(RuntimeError):
    """The database cannot be used; the message says why, for the host."""


class Database:
    """One SQLite database.

    Parameters
    ----------
    url
        ``sqlite:///FILE``, or ``sqlite://`` for one in memory that ends with the process.
    """

    def __init__(self, url: str) -> None:
        name = make_url(url).database
        self.file = None if name in (None, "", ":memory:") else Path(name).absolute()
        self._identity: tuple[int, int] | None = None
        self._writer = _engine(self.file, size=1)
        event.listen(self._writer.sync_engine, "connect", _prepare_writer)
        event.listen(self._writer.sync_engine, "begin", _begin)
        # What is in memory belongs to the connection that made it.
        self._reader = self._writer if self.file is None else _engine(self.file, size=READERS)
        if self._reader is not self._writer:
            event.listen(self._reader.sync_engine, "connect", _prepare_reader)

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
        """Close the database."""
        await self._reader.dispose()
        await self._writer.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """Give a connection to read from.

        Raises
        ------
        StoreError
            When that fails.
        """
        with _host_words():
            async with self._reader.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self, patience: float | None = None) -> AsyncGenerator[AsyncConnection]:
        """Give the connection in a transaction, which is on disk when the block has ended.

        Parameters
        ----------
        patience
            Seconds to wait for another program that holds the file; `BUSY_SECONDS` by default.

        Raises
        ------
        StoreError
            When that fails, another program holds the file for longer, or the file has gone: what
            is written to an open file without a name is lost with this process.
        """
        if self.file is not None and _identity(self.file) != self._identity:
            raise StoreError("The file of the database has gone, or is another one by now.")
        until = time.monotonic() + (BUSY_SECONDS if patience is None else patience)
        with _host_words():
            async with self._writer.connect() as connection:
                await connection.execution_options(until=until)
                async with connection.begin():
                    yield connection


def engine_url(file: Path | None) -> URL:
    """Return the address of a file that is there: one that has gone is not made anew, empty."""
    url = make_url("sqlite+aiosqlite://")
    if file is None:
        return url
    return url.set(database=file.as_uri(), query={"mode": "rw", "uri": "true"})


def _engine(file: Path | None, size: int) -> AsyncEngine:
    return create_async_engine(
        engine_url(file),
        connect_args={"timeout": BUSY_SECONDS},
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
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name, None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare_writer(connection: DBAPIConnection, _: object) -> None:
    # Python's sqlite3 begins no transaction by itself then, and ends none before a new table.
    connection.isolation_level = None
    _run(connection, "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON")


def _prepare_reader(connection: DBAPIConnection, _: object) -> None:
    connection.isolation_level = None
    _run(connection, "PRAGMA query_only=ON")


def _run(connection: DBAPIConnection, *statements: str) -> None:
    cursor = connection.cursor()
    for statement in statements:
        cursor.execute(statement)
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the lock at once, so that nothing that is read changes before it is written.

    Who has waited behind others that waited for the lock waits no second time.
    """
    # A database in memory is read by this connection as well, and nobody holds it.
    options = dict[str, Any](connection.get_execution_options())
    left = max(0.0, round(options.get("until", 0) - time.monotonic(), 1))
    if connection.info.get("left") != left:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={round(1000 * left)}")
        connection.info["left"] = left
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _host_words() -> Generator[None]:
    """Make a failure of the database a `StoreError`; our own mistakes stay what they are."""
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise
    except (DBAPIError, PoolTimeoutError) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        raise StoreError(f"The database cannot be used for now ({reason}).") from error
