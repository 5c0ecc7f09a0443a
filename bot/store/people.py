"""People: their named values, their settings, and all else that is kept about them.

Everything kept about a person is in tables with a foreign key to `people`, whose ``info`` says
under ``"called"`` how to name one row, and {} rows, and may have a function under ``"readable"``
that returns a row for its person to read. From that alone `People.kept` finds everything
about somebody and `People.forget` removes it, in new tables too.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Table,
    bindparam,
    delete,
    exists,
    func,
    select,
)

from bot.store.appointments import name_nobody
from bot.store.columns import Text
from bot.store.database import metadata, upsert
from bot.store.guilds import guilds
from bot.store.settings import NAMES as SETTINGS
from bot.store.settings import NOTHING, Chosen, Settings, chosen_in, columns, in_force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, RowMapping
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database

MOST_VARIABLES = 50
"""Names that one person can keep."""

MOST_CHARACTERS = 4_000
"""Length of one value as text; with `MOST_VARIABLES`, 200 kB a person at the very worst."""


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row for its person to read: what they have chosen."""
    return {name: value for name, value in row.items() if value is not None}


people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    *columns(),
    info={"called": ("your settings", "your settings"), "readable": _readable},
)

_variables = Table(
    "variables",
    metadata,
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("text", Text, nullable=False),
    info={"called": ("one named value", "{} named values")},
)

_ONE = select(bindparam("person", type_=BigInteger).label("id")).subquery()

_PERSON = (
    select(
        *(people.c[name] for name in SETTINGS),
        *(guilds.c[name].label(f"guild_{name}") for name in SETTINGS),
        guilds.c.channels,
        _variables.c.name,
        _variables.c.text,
    )
    .select_from(_ONE)
    .outerjoin(people, people.c.id == _ONE.c.id)
    .outerjoin(_variables, _variables.c.person == people.c.id)
    .outerjoin(guilds, guilds.c.id == bindparam("guild"))
    .order_by(func.lower(_variables.c.name), _variables.c.name)
)
"""Somebody's values and choices, and those of the server where they ask, in one query: one row for
each value, and at least one."""

_COUNT = select(func.count()).where(_variables.c.person == bindparam("person"))

NEW_PERSON = upsert(people).on_conflict_do_nothing()
"""First in every transaction that keeps something about the person with this ``id``."""


class FullError(Exception):
    """This person has no room for more."""


@dataclass(frozen=True)
class Person:
    """What every answer needs of its asker.

    Attributes
    ----------
    variables
        Values as text by name, sorted.
    chosen
        What they chose for themselves.
    of_server
        What the server chose in which they ask.
    channels
        Where replies may be public in that server; anywhere if None.
    """

    variables: dict[str, str] = field(default_factory=dict[str, str])
    chosen: Chosen = NOTHING
    of_server: Chosen = NOTHING
    channels: frozenset[int] | None = None

    @property
    def settings(self) -> Settings:
        """What is in force."""
        return in_force(self.chosen, self.of_server)


@dataclass(frozen=True)
class Kept:
    """What is kept about somebody in one table.

    Attributes
    ----------
    name
        What it is called where all is listed, such as "variables".
    words
        What it is, with the number, such as "3 named values".
    rows
        The rows without the column that says whose they are.
    """

    name: str
    words: str
    rows: tuple[dict[str, Any], ...]


class People:
    """What people have chosen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def person(self, user: int, guild: int | None = None) -> Person:
        """Return somebody's values and choices, and those of their server, in one query."""
        async with self._database.reading() as connection:
            values = {"person": user, "guild": guild}
            rows = (await connection.execute(_PERSON, values)).all()
        first = rows[0]
        return Person(
            variables={row.name: row.text for row in rows if row.name is not None},
            chosen=chosen_in(first),
            of_server=chosen_in(first, "guild_"),
            channels=frozenset(first.channels) if first.channels else None,
        )

    async def variables(self, user: int) -> dict[str, str]:
        """Return the person's values as text by name, sorted."""
        return (await self.person(user)).variables

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
        async with self._database.writing() as connection:
            # Beginning with a write takes the lock: what is counted cannot change meanwhile.
            await connection.execute(NEW_PERSON, {"id": user})
            await connection.execute(keep, values)
            if (await connection.execute(_COUNT, {"person": user})).scalar_one() > MOST_VARIABLES:
                raise FullError

    async def clear_variables(self, user: int, name: str | None = None) -> int:
        """Forget one value, or all of them; return how many there were."""
        forget = delete(_variables).where(_variables.c.person == user)
        if name is not None:
            forget = forget.where(_variables.c.name == name)
        async with self._database.writing() as connection:
            return (await connection.execute(forget)).rowcount

    async def choose(self, user: int, **choices: Any) -> None:
        """Keep some of a person's settings, by name; None leaves one to their server."""
        keep = upsert(people).on_conflict_do_update(index_elements=["id"], set_=choices)
        async with self._database.writing() as connection:
            await connection.execute(keep, {"id": user, **choices})

    async def kept(self, user: int) -> tuple[Kept, ...]:
        """Return everything that is kept about somebody, by table; empty tables are left out."""
        async with self._database.reading() as connection:
            return await _kept(connection, user)

    async def forget(self, user: int) -> tuple[Kept, ...]:
        """Remove everything that is kept about somebody; return what it was.

        Posts that are still to be sent name them no more.
        """
        async with self._database.writing() as connection:
            kept = await _kept(connection, user)
            await connection.execute(delete(people).where(people.c.id == user))
            await name_nobody(connection, user)
        return kept

    async def forget_idle(self) -> int:
        """Forget people about whom nothing is kept but the defaults; return how many.

        As when the last of somebody's questions has become too old.
        """
        async with self._database.writing() as connection:
            return (await connection.execute(delete(people).where(*_nothing_kept()))).rowcount


async def _kept(connection: AsyncConnection, user: int) -> tuple[Kept, ...]:
    found: list[Kept] = []
    for table, owner in _tables_of_people():
        query = select(table).where(owner == user).order_by(*table.primary_key)
        rows = (await connection.execute(query)).mappings().all()
        if rows:
            bare = await asyncio.to_thread(_for_their_person, table, owner.name, rows)
            one, several = table.info["called"]
            words = one if len(rows) == 1 else several.format(len(rows))
            found.append(Kept(table.name, words, bare))
    return tuple(found)


def _nothing_kept() -> Iterator[ColumnElement[bool]]:
    """Yield the conditions under which a row of `people` says nothing."""
    for column in people.columns:
        if not column.primary_key:
            yield column.is_(None)
    for table, owner in _tables_of_people():
        if table is not people:
            yield ~exists().where(owner == people.c.id)


def _for_their_person(
    table: Table, owner: str, rows: Sequence[RowMapping]
) -> tuple[dict[str, Any], ...]:
    readable: Callable[[RowMapping], dict[str, Any]] = table.info.get("readable", dict[str, Any])
    return tuple({k: v for k, v in readable(row).items() if k != owner} for row in rows)


def _tables_of_people() -> Iterator[tuple[Table, Column[Any]]]:
    """Yield every table with rows of a person, and the column that says whose they are."""
    yield people, people.c.id
    for table in metadata.sorted_tables:
        yield from ((table, key.parent) for key in table.foreign_keys if key.references(people))
