"""The processes of the bot that share this database, and what only one of them may do at a time.

Each says now and then that it is there. What a process has taken is its own until it says so no
more: then it has ended, however that was, and another may take it. The machines' clocks must agree
within a few seconds, as those do that ask a time server.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    Table,
    delete,
    insert,
    select,
    true,
    update,
)

from bot.shards import TIMESTAMP_BIT
from bot.store.clock import milliseconds
from bot.store.columns import Text
from bot.store.database import metadata

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from bot.shards import Shards
    from bot.store.database import Database

BEAT = 10_000
"""Milliseconds after which a process says again that it is there."""

SILENT = 3 * BEAT
"""Milliseconds without a word after which it is taken for ended."""

IDENTIFY_EVERY = 6_000
"""Milliseconds between two connections under one key: Discord wants 5 s, and clocks differ."""

_processes = Table(
    "processes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("shards", Text, nullable=False),
    Column("servers", Integer, nullable=False),
    Column("seen", BigInteger, nullable=False),
)

_identifies = Table(
    "identifies",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("time", BigInteger, nullable=False),
)


@dataclass(frozen=True)
class Process:
    """A process that serves a part of the bot's servers.

    Attributes
    ----------
    shards
        Its shards, as `Shards.read` takes them.
    servers
        In how many servers the bot is there.
    seen
        When it last said that it is there, in milliseconds since 1970.
    """

    shards: str
    servers: int
    seen: int


class Processes:
    """This process among the others.

    Parameters
    ----------
    database
        Which they share.
    key
        This process's own.
    """

    def __init__(self, database: Database, key: str) -> None:
        self._database = database
        self._key = key

    async def beat(self, shards: Shards, servers: int) -> tuple[Process, ...]:
        """Say that this process is there; return the others that are, the last one seen last."""
        row, now = _processes.c, milliseconds()
        values: dict[str, Any] = {"shards": str(shards), "servers": servers, "seen": now}
        async with self._database.writing() as connection:
            again = update(_processes).where(row.id == self._key).values(values)
            if not (await connection.execute(again)).rowcount:
                await connection.execute(insert(_processes).values(id=self._key, **values))
            await connection.execute(delete(_processes).where(row.seen <= now - SILENT))
            others = select(row.shards, row.servers, row.seen).where(row.id != self._key)
            found = (await connection.execute(others.order_by(row.seen))).all()
        return tuple(Process(*each) for each in found)

    async def leave(self) -> None:
        """Say that this process ends: what it had taken is free at once."""
        async with self._database.writing() as connection:
            await connection.execute(delete(_processes).where(_processes.c.id == self._key))

    async def may_identify(self, key: int) -> int:
        """Take the right to open a connection under a key, if that is free.

        Returns
        -------
        pause
            0 where it may be opened now, else milliseconds after which to ask again.
        """
        row = _identifies.c
        async with self._database.writing() as connection:
            # Only now, since another process may have connected while this one waited.
            now = milliseconds()
            # A time far to come is one of a wrong clock; others are a little ahead.
            is_over = (row.time <= now - IDENTIFY_EVERY) | (row.time > now + IDENTIFY_EVERY)
            taking = update(_identifies).where(row.key == key, is_over).values(time=now)
            if (await connection.execute(taking)).rowcount:
                return 0
            last = (await connection.execute(select(row.time).where(row.key == key))).scalar()
            if last is None:
                await connection.execute(insert(_identifies).values(key=key, time=now))
                return 0
        return last + IDENTIFY_EVERY - now


def served(server: ColumnElement[int], shards: Shards) -> ColumnElement[bool]:
    """Return the condition that a server is in one of the shards."""
    if shards.all_here:
        return true()
    return (server // (1 << TIMESTAMP_BIT) % shards.count).in_(shards.ids)


def free_for(key: str, holder: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a process has something, or may take it."""
    row = _processes.c
    alive = select(row.id).where(row.seen > milliseconds() - SILENT)
    return holder.is_(None) | (holder == key) | holder.not_in(alive)
