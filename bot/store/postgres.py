"""A database on a PostgreSQL server, which several bots may use at once.

Who writes takes one lock of the server first, for its transaction, and sees all that was committed
before. So what holds for SQLite, which lets one writer in at a time, holds here.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import cast, event, func, select, text
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.store.failures import IS_RUNNING, StoreAwayError, StoreError, code_of, reason

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy import URL, Column, ColumnElement, Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

log = logging.getLogger(__name__)

PATIENCE = 2
"""Seconds that a write waits for others, and a connection for the server: Discord waits 3 s."""

STARTING_PATIENCE = 30.0
"""Seconds that the first connection waits for a server that is starting itself."""

MIGRATION_PATIENCE = 600.0
"""Seconds that one bot waits while another one changes the tables."""

LONGEST_STATEMENT = 30
"""Seconds after which a server that says nothing is given up."""

LONGEST_PAUSE = 10_000
"""Milliseconds without a statement after which the server ends a transaction: a bot that hangs
must not keep the lock."""

READERS = 3
"""Connections that read: a query takes a millisecond."""

LOCKS = 0x73747564
"""The first number of all locks of this bot; the second says which."""

WRITING, IN_USE = 1, 2

ALWAYS_REFUSED = {
    "28P01": "the server refused the user or the password",
    "28000": "the server refused the user or the password",
    "3D000": "the server has no such database",
}
"""What the host must put right, by PostgreSQL's code: it does not pass by itself."""

TRY_IN_USE = f"SELECT pg_try_advisory_lock_shared({LOCKS}, {IN_USE})"

TRY_ALONE = f"SELECT pg_try_advisory_lock({LOCKS}, {IN_USE})"

TAKE_WRITING = "SELECT set_config('lock_timeout', $1, true), pg_advisory_xact_lock($2, $3)"


class Postgres:
    """A database on a server.

    Attributes
    ----------
    is_shared
        Whether other bots may use it meanwhile.
    patience, brief_patience
        Seconds that a write waits for another one. Here all write in turn, and what is tried again
        waits for its turn as well.
    reader
        The engine whose connections read.

    Parameters
    ----------
    url
        ``postgresql+asyncpg://USER:PASSWORD@HOST:PORT/DATABASE``.

    Raises
    ------
    StoreError
        When the package that speaks with such servers is not installed.
    """

    file = None
    is_shared = True

    def __init__(self, url: URL) -> None:
        self.patience: float = PATIENCE
        self.brief_patience: float = PATIENCE
        self._url = url
        try:
            self._writer = _engine(url, 1)
            self.reader = _engine(
                url, READERS, isolation_level="AUTOCOMMIT", default_transaction_read_only="on"
            )
        except ModuleNotFoundError:
            raise StoreError(
                "DATABASE_URL is that of a PostgreSQL server, for which a package is missing; "
                "install it with: pip install '.[postgres]'"
            ) from None
        event.listen(self._writer.sync_engine, "connect", _mark_in_use)
        event.listen(self._writer.sync_engine, "begin", _begin)

    async def claim(self) -> None:
        """Do nothing: several bots may use the database."""

    async def open(self) -> None:
        """Wait until the server answers.

        Raises
        ------
        StoreError
            When it refuses, or does not answer for `STARTING_PATIENCE`.
        """
        until = time.monotonic() + STARTING_PATIENCE
        is_said = False
        while True:
            try:
                async with self.reader.connect() as connection:
                    encoding = await connection.exec_driver_sql("SHOW server_encoding")
                    _check_encoding(encoding.scalar_one())
                # From now on others see that a bot is running.
                async with self._writer.connect():
                    return
            except (DBAPIError, OSError) as error:
                known = ALWAYS_REFUSED.get(code_of(error))
                if known or time.monotonic() >= until:
                    refused = StoreError if known else StoreAwayError
                    raise refused(
                        f"The database of DATABASE_URL cannot be used ({known or reason(error)})."
                    ) from error
                if not is_said:
                    log.warning("Waiting for the database of DATABASE_URL (%s).", reason(error))
                is_said = True
            await asyncio.sleep(0.5)

    async def close(self) -> None:
        """Close all connections."""
        await self.reader.dispose()
        await self._writer.dispose()

    @asynccontextmanager
    async def writer(self, until: float) -> AsyncGenerator[AsyncConnection]:
        """Give the connection that writes, in a transaction that nobody else writes beside."""
        async with self._writer.connect() as connection:
            await connection.execution_options(until=until)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def migrating(self) -> AsyncGenerator[AsyncConnection]:
        """Give a connection to change tables with, in one transaction, however long that takes."""
        engine = _engine(self._url, 1, is_bounded=False)
        event.listen(engine.sync_engine, "connect", _mark_in_use)
        event.listen(engine.sync_engine, "begin", _begin)
        try:
            async with engine.connect() as connection:
                await connection.execution_options(until=time.monotonic() + MIGRATION_PATIENCE)
                async with connection.begin():
                    yield connection
        finally:
            await engine.dispose()

    @asynccontextmanager
    async def alone(self) -> AsyncGenerator[AsyncConnection]:
        """Give a connection as `migrating` does, where no bot runs and none can start meanwhile."""
        async with self.migrating() as connection:
            encoding = await connection.exec_driver_sql("SHOW server_encoding")
            _check_encoding(encoding.scalar_one())
            if not (await connection.execute(text(TRY_ALONE))).scalar_one():
                raise StoreError(IS_RUNNING)
            yield connection

    async def last_number(self, connection: AsyncConnection, column: Column[int]) -> int:
        """Return the highest number that was given to a row, also to one that has gone."""
        found = await connection.execute(select(func.pg_sequence_last_value(_sequence(column))))
        return found.scalar() or 0

    async def go_on_after(
        self, connection: AsyncConnection, column: Column[int], number: int
    ) -> None:
        """Give rows from now on numbers after this one."""
        await connection.execute(select(func.setval(_sequence(column), number)))


def _sequence(column: Column[int]) -> ColumnElement[object]:
    return cast(func.pg_get_serial_sequence(column.table.name, column.name), REGCLASS)


def _engine(
    url: URL,
    size: int,
    *,
    isolation_level: Literal["AUTOCOMMIT"] | None = None,
    is_bounded: bool = True,
    **settings: str,
) -> AsyncEngine:
    asked = {
        "application_name": "study-bot",
        "idle_in_transaction_session_timeout": str(LONGEST_PAUSE if is_bounded else 0),
        # Whatever is usual on that server.
        "synchronous_commit": "on",
        "default_transaction_isolation": "read committed",
        # Its queries take less than to compile them.
        "jit": "off",
        **settings,
    }
    engine = create_async_engine(
        url,
        connect_args={
            "timeout": PATIENCE,
            "command_timeout": LONGEST_STATEMENT if is_bounded else None,
            "server_settings": asked,
        },
        poolclass=AsyncAdaptedQueuePool,
        pool_size=size,
        max_overflow=0,
        # What people keep does not get into a log.
        hide_parameters=True,
        **({} if isolation_level is None else {"isolation_level": isolation_level}),
    )
    event.listen(engine.sync_engine, "checkout", _replace_closed)
    return engine


def _check_encoding(found: str) -> None:
    if found != "UTF8":
        raise StoreError(
            f"The database of DATABASE_URL has the encoding {found[:20]}, in which not all "
            "languages can be written; make one with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE "
            "template0."
        )


def _replace_closed(connection: Any, *_: object) -> None:
    """Have the pool make a new connection in place of one that the server has closed."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def _mark_in_use(connection: DBAPIConnection, _: object) -> None:
    """Let others see, as long as the connection lasts, that a bot is running."""
    cursor = connection.cursor()
    cursor.execute(TRY_IN_USE)
    (is_free,) = cursor.fetchall()[0]
    cursor.close()
    connection.rollback()
    if not is_free:
        connection.close()
        raise StoreAwayError("The database cannot be used for now (its rows are being moved).")


def _begin(connection: Connection) -> None:
    """Take the lock at once, so that nothing that is read changes before it is written.

    Who has waited behind others of this process waits no second time.
    """
    options = dict[str, Any](connection.get_execution_options())
    left = max(0.001, options.get("until", 0) - time.monotonic())
    connection.exec_driver_sql(TAKE_WRITING, (str(round(1000 * left)), LOCKS, WRITING))
