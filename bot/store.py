"""What must outlive a restart: the names and settings that people have chosen.

One SQLite database, reached through SQLAlchemy. A write that has returned is on disk: WAL
with ``synchronous=FULL`` syncs the log at every commit, which NORMAL does not. NORMAL would
survive the end of this process but not a power cut, and writes are rare enough (somebody
keeps a value) not to mind the few milliseconds.

There is one connection. SQLite lets one writer in at a time anyway, and so a transaction
never meets another one of this process.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

MOST_VARIABLES = 50
"""Names that one person can keep."""

MOST_CHARACTERS = 4_000
"""Length of one value as text; with `MOST_VARIABLES`, 200 kB a person at the very worst."""

BUSY_SECONDS = 2
"""How long a write waits for another program that holds the file: Discord waits 3 s."""

SCHEMA_VERSION = 1


class StoreError(RuntimeError):
    """The database cannot be used; the message is one sentence for whoever runs the bot."""


class FullError(Exception):
    """This person keeps as many values as there is room for."""


@dataclass(frozen=True)
class Settings:
    """How somebody wants answers.

    Attributes
    ----------
    motion
        Whether pictures may move.
    """

    motion: bool = True


@dataclass(frozen=True)
class Person:
    """All that is kept of somebody: the values as text by name, sorted, and the settings."""

    variables: dict[str, str]
    settings: Settings


_metadata = MetaData()

_schema = Table("schema", _metadata, Column("version", Integer, nullable=False))

_people = Table(
    "people",
    _metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("motion", Boolean, nullable=False, server_default="1"),
)

_variables = Table(
    "variables",
    _metadata,
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("text", String, nullable=False),
)


_PERSON = (
    select(_people.c.motion, _variables.c.name, _variables.c.text)
    .select_from(_people.outerjoin(_variables))
    .where(_people.c.id == bindparam("person"))
    .order_by(func.lower(_variables.c.name), _variables.c.name)
)
"""Everything about a person in one query: at least one row for whoever has chosen anything."""

_COUNT = select(func.count()).where(_variables.c.person == bindparam("person"))
_NEW_PERSON = upsert(_people).on_conflict_do_nothing()


class Store:
    """The database: opened before its first use, closed after its last.

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
        """Open the database, and make it where there is none.

        Raises
        ------
        StoreError
            When the file cannot be opened, is no database, or is of another bot.
        """
        try:
            await asyncio.to_thread(_make_file, self._engine.url.database or ":memory:")
            async with self._engine.begin() as connection:
                await connection.run_sync(_metadata.create_all)
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

    async def person(self, user: int) -> Person:
        """Return all that is kept of somebody, in one query."""
        async with self._engine.connect() as connection:
            rows = (await connection.execute(_PERSON, {"person": user})).all()
        return Person(
            variables={row.name: row.text for row in rows if row.name is not None},
            settings=Settings(motion=rows[0].motion) if rows else Settings(),
        )

    async def variables(self, user: int) -> dict[str, str]:
        """Return the person's values as text by name, sorted."""
        return (await self.person(user)).variables

    async def settings(self, user: int) -> Settings:
        """Return the person's settings; the defaults for somebody who has chosen none."""
        return (await self.person(user)).settings

    async def set_variable(self, user: int, name: str, text: str) -> None:
        """Keep a value under a name, in place of what had that name.

        Raises
        ------
        FullError
            When it would be one more than `MOST_VARIABLES`.
        """
        values = {"person": user, "name": name, "text": text}
        keep = upsert(_variables).on_conflict_do_update(
            index_elements=["person", "name"], set_={"text": text}
        )
        async with self._engine.begin() as connection:
            # Beginning with a write takes the lock: what is counted cannot change meanwhile.
            await connection.execute(_NEW_PERSON, {"id": user})
            await connection.execute(keep, values)
            if (await connection.execute(_COUNT, {"person": user})).scalar_one() > MOST_VARIABLES:
                raise FullError

    async def clear_variables(self, user: int, name: str | None = None) -> int:
        """Forget one value, or all of them; return how many there were."""
        forget = delete(_variables).where(_variables.c.person == user)
        if name is not None:
            forget = forget.where(_variables.c.name == name)
        async with self._engine.begin() as connection:
            return (await connection.execute(forget)).rowcount

    async def set_motion(self, user: int, on: bool) -> None:  # noqa: FBT001 - it is the value
        """Keep whether the person's pictures may move."""
        keep = upsert(_people).on_conflict_do_update(index_elements=["id"], set_={"motion": on})
        async with self._engine.begin() as connection:
            await connection.execute(keep, {"id": user, "motion": on})


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


async def _check_version(connection: AsyncConnection) -> None:
    found = (await connection.execute(select(_schema.c.version))).scalar()
    if found is None:
        await connection.execute(insert(_schema), {"version": SCHEMA_VERSION})
    elif found != SCHEMA_VERSION:
        raise StoreError(
            f"The database of DATABASE_URL has version {found}, and this bot knows version "
            f"{SCHEMA_VERSION}; run the bot that made it, or set DATABASE_URL to another file."
        )
