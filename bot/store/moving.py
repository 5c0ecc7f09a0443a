"""Moves all rows from one database to another, whatever kind each of them is.

All of them or none: in one transaction, after which what arrived has been compared with what left.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from bot.store.backup import check_source, file_of
from bot.store.columns import storable
from bot.store.database import Database, is_file, metadata
from bot.store.failures import StoreError, host_words, reason
from bot.store.upgrade import HEAD, make, newer, version_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Sequence

    from sqlalchemy import RowMapping, Table
    from sqlalchemy.ext.asyncio import AsyncConnection

AT_A_TIME = 500
"""Rows that are in memory."""


@dataclass(frozen=True)
class Content:
    """What a table has in it: how many rows, and a hash of all of them in order."""

    rows: int
    digest: str


async def move(source: str, target: str) -> str:
    """Move all rows; return a sentence that says so.

    Parameters
    ----------
    source, target
        Addresses of two databases, as for `Database`. Messages call them FROM and TO.

    Raises
    ------
    StoreError
        When a bot is running on one of them, the source is none of this bot's version, the target
        is not empty, or something goes wrong on the way. The target is then as it was.

    Examples
    --------
    >>> asyncio.run(move("sqlite:///study-bot.sqlite3", "sqlite:///b.sqlite3"))  # doctest: +SKIP
    'All 1,204 rows have been moved and compared. Set DATABASE_URL to the new address.'
    """
    if source == target:
        raise StoreError("FROM and TO are the same database.")
    async with AsyncExitStack() as opened:
        leaving = await opened.enter_async_context(_source(source))
        arriving = await opened.enter_async_context(_target(target))
        try:
            count = await _moved(leaving, arriving)
        except (DBAPIError, OSError) as error:
            raise StoreError(
                f"The rows could not be moved ({reason(error)}); TO is as it was."
            ) from error
    return (
        f"All {count:,} rows have been moved and compared. Set DATABASE_URL to the new address; "
        "the former database is as it was."
    )


@asynccontextmanager
async def _source(url: str) -> AsyncGenerator[_End]:
    async with _alone(url, "FROM") as end:
        found = await end.connection.run_sync(version_of)
        if found == "":
            raise StoreError("The database of DATABASE_URL is empty, so there is nothing to move.")
        if found is None or found < HEAD:
            raise StoreError(
                "The database of DATABASE_URL is that of an older bot. Start this bot on it once, "
                "which brings it up to date, and stop it; then move it."
            )
        if found > HEAD:
            raise newer(found)
        yield end


@asynccontextmanager
async def _target(url: str) -> AsyncGenerator[_End]:
    async with _alone(url, "TO") as end:
        found = await end.connection.run_sync(version_of)
        if found == "":
            await end.connection.run_sync(make)
        elif found != HEAD or await _has_rows(end.connection):
            raise StoreError(
                "The database of DATABASE_URL is not empty, and nothing is overwritten; set "
                "DATABASE_URL to an empty one."
            )
        yield end


@dataclass(frozen=True)
class _End:
    """One of the two databases, and a transaction in it."""

    database: Database
    connection: AsyncConnection


@asynccontextmanager
async def _alone(url: str, name: str) -> AsyncGenerator[_End]:
    """Open a database that nobody else uses; call it by its name in what goes wrong."""
    database = None
    try:
        if is_file(url):
            file_of(url)
        if name == "FROM":
            check_source(url)
        database = Database(url)
        with host_words():
            async with database.engine.alone() as connection:
                yield _End(database, connection)
    except StoreError as error:
        words = str(error).replace("The database cannot", "The database of DATABASE_URL cannot")
        raise StoreError(words.replace("DATABASE_URL", name)) from error
    finally:
        if database is not None:
            await database.close()


async def _has_rows(connection: AsyncConnection) -> bool:
    for table in metadata.sorted_tables:
        if (await connection.execute(select(table).limit(1))).first() is not None:
            return True
    return False


async def _moved(leaving: _End, arriving: _End) -> int:
    """Copy and compare all tables, those first to which others refer; return how many rows."""
    count = 0
    for table in metadata.sorted_tables:
        left = await _copied(table, leaving.connection, arriving.connection)
        arrived = await _content(table, arriving.connection)
        if left != arrived:
            raise StoreError(
                f"What has arrived in the table {table.name} is not what left: {arrived.rows} of "
                f"{left.rows} rows; nothing was kept."
            )
        await _go_on_counting(table, leaving, arriving)
        count += left.rows
    return count


async def _copied(table: Table, source: AsyncConnection, target: AsyncConnection) -> Content:
    digest, count = hashlib.sha256(), 0
    async for rows in _parts(table, source):
        values = [{name: _kept(value) for name, value in row.items()} for row in rows]
        await target.execute(table.insert(), values)
        count += len(values)
        for each in values:
            digest.update(_line([*each.values()]))
    return Content(count, digest.hexdigest())


async def _content(table: Table, connection: AsyncConnection) -> Content:
    digest, count = hashlib.sha256(), 0
    async for rows in _parts(table, connection):
        count += len(rows)
        for row in rows:
            digest.update(_line([*row.values()]))
    return Content(count, digest.hexdigest())


async def _parts(table: Table, connection: AsyncConnection) -> AsyncIterator[Sequence[RowMapping]]:
    """Give all rows in the order of their key, which is the same in all databases."""
    query = select(table).order_by(*table.primary_key)
    async with connection.stream(query) as found:
        async for rows in found.mappings().partitions(AT_A_TIME):
            yield rows


def _kept(value: object) -> object:
    """Return a value as every database keeps it: older files may have other text."""
    return storable(value) if isinstance(value, str) else value


def _line(values: Sequence[object]) -> bytes:
    """Return the values of a row so that different ones give different bytes."""
    return json.dumps(values, default=bytes.hex).encode() + b"\n"


async def _go_on_counting(table: Table, leaving: _End, arriving: _End) -> None:
    """Let numbers that were given to rows, also to those that have gone, be given to no other."""
    numbered = table.autoincrement_column
    if numbered is None:
        return
    query = select(func.coalesce(func.max(numbered), 0))
    highest = (await arriving.connection.execute(query)).scalar_one()
    last = await leaving.database.engine.last_number(leaving.connection, numbered)
    if max(highest, last) > 0:
        number = max(highest, last)
        await arriving.database.engine.go_on_after(arriving.connection, numbered, number)
