"""Classes: sheets of exercises that a server sets, and what its members have done of them.

An answer is counted for a sheet in the transaction that keeps it: the first to each of somebody's
exercises, until the sheet is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Table,
    delete,
    func,
    select,
    update,
)

from bot.store.clock import milliseconds
from bot.store.columns import Number, Text
from bot.store.database import metadata, upsert
from bot.store.guilds import NEW_GUILD, guilds
from bot.store.people import NEW_PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database

MOST_SHEETS = 25
"""Of one server, with those that were due: as many as a message has buttons."""

LONGEST_NAME = 100
"""Characters of somebody's name that are kept."""

_sheets = Table(
    "sheets",
    metadata,
    Column("id", Number, primary_key=True),
    Column[int]("guild", ForeignKey("guilds.id", ondelete="CASCADE"), nullable=False),
    Column("title", Text, nullable=False),
    Column("exercises", JSON, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("made", BigInteger, nullable=False),
    Index("sheets_of_guild", "guild"),
    # A button of a sheet that is gone never leads to another one.
    sqlite_autoincrement=True,
)

_works = Table(
    "sheet_works",
    metadata,
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column[int]("sheet", ForeignKey("sheets.id", ondelete="CASCADE"), primary_key=True),
    Column("began", BigInteger, nullable=False),
    Column("finished", BigInteger),
    Column("exercises", JSON, nullable=False),
    Column("scores", JSON, nullable=False),
    Column("mistakes", JSON, nullable=False),
    Index("works_of_sheet", "sheet"),
    info={"called": ("your work on one sheet of exercises", "your work on {} sheets of exercises")},
)

_names = Table(
    "class_names",
    metadata,
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column[int]("guild", ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True),
    Column("shown", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("time", BigInteger, nullable=False),
    info={
        "called": (
            "whether the teachers of one server see your name",
            "whether the teachers of {} servers see your name",
        )
    },
)


@dataclass(frozen=True)
class Sheet:
    """Exercises that a server sets.

    Attributes
    ----------
    number
        Unlike that of any other sheet, also of those that are gone.
    guild
        The server.
    title
        As it was typed.
    exercises
        Kinds with their levels, in their order.
    due, made
        In milliseconds since 1970.
    """

    number: int
    guild: int
    title: str
    exercises: tuple[tuple[str, int], ...]
    due: int
    made: int


@dataclass(frozen=True)
class Work:
    """What one person has done of a sheet.

    Attributes
    ----------
    person
        Who.
    began, finished
        In milliseconds since 1970; None until the last exercise is answered.
    exercises
        The ids of this person's exercises, in the order of the sheet.
    scores
        Of the first answer to each; None where there is none that counts.
    mistakes
        The name of the usual mistake in it, or "".
    """

    person: int
    began: int
    finished: int | None
    exercises: tuple[str, ...]
    scores: tuple[float | None, ...]
    mistakes: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many exercises have an answer that counts."""
        return sum(score is not None for score in self.scores)

    @property
    def open(self) -> tuple[str, ...]:
        """The exercises that have none."""
        pairs = zip(self.exercises, self.scores, strict=True)
        return tuple(exercise for exercise, score in pairs if score is None)


@dataclass(frozen=True)
class Naming:
    """Whether the teachers of a server see somebody's name.

    Attributes
    ----------
    shown
        Whether they do.
    name
        As the person was called there when they agreed; "" where they did not.
    time
        When that was said, in milliseconds since 1970.
    """

    shown: bool
    name: str
    time: int


class FullClassError(Exception):
    """A server has as many sheets as it can have."""


class Classes:
    """Sheets of exercises, and what people have done of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def teacher_role(self, guild: int) -> int | None:
        """Return the role whose members are teachers, beside those who may manage channels."""
        query = select(guilds.c.teacher_role).where(guilds.c.id == guild)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).scalar()

    async def set_teacher_role(self, guild: int, role: int | None) -> None:
        """Keep that role; None for no role."""
        keep = upsert(guilds).on_conflict_do_update(
            index_elements=["id"], set_={"teacher_role": role}
        )
        async with self._database.writing() as connection:
            await connection.execute(keep, {"id": guild, "teacher_role": role})

    async def make(
        self, guild: int, title: str, exercises: Sequence[tuple[str, int]], due: int
    ) -> Sheet:
        """Keep a new sheet.

        Raises
        ------
        FullClassError
            When it would be one more than `MOST_SHEETS`.
        """
        now = milliseconds()
        row = {
            "guild": guild,
            "title": title,
            "exercises": [[kind, level] for kind, level in exercises],
            "due": due,
            "made": now,
        }
        count = select(func.count()).where(_sheets.c.guild == guild)
        async with self._database.writing() as connection:
            await connection.execute(NEW_GUILD, {"id": guild})
            if (await connection.execute(count)).scalar_one() >= MOST_SHEETS:
                raise FullClassError
            making = _sheets.insert().values(**row).returning(_sheets.c.id)
            number = (await connection.execute(making)).scalar_one()
        return Sheet(number, guild, title, tuple(exercises), due, now)

    async def sheet(self, number: int) -> Sheet | None:
        """Return a sheet; None where there is none of this number."""
        async with self._database.reading() as connection:
            query = select(_sheets).where(_sheets.c.id == number)
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _sheet(row)

    async def sheets(self, guild: int) -> tuple[Sheet, ...]:
        """Return the sheets of a server, what is due first in front."""
        row = _sheets.c
        query = select(_sheets).where(row.guild == guild).order_by(row.due, row.id)
        async with self._database.reading() as connection:
            return tuple(map(_sheet, (await connection.execute(query)).all()))

    async def remove(self, number: int, guild: int) -> bool:
        """Remove a sheet of a server with all work on it; return whether there was one."""
        row = _sheets.c
        one = delete(_sheets).where(row.id == number, row.guild == guild)
        async with self._database.writing() as connection:
            return (await connection.execute(one)).rowcount > 0

    async def begin(self, user: int, number: int, exercises: Sequence[str]) -> Work | None:
        """Begin a sheet with the exercises of one's own, or return what was done of it before.

        None where the sheet is gone.
        """
        row = {
            "person": user,
            "sheet": number,
            "began": milliseconds(),
            "exercises": [*exercises],
            "scores": [None] * len(exercises),
            "mistakes": [""] * len(exercises),
        }
        there = select(_sheets.c.id).where(_sheets.c.id == number)
        async with self._database.writing() as connection:
            if (await connection.execute(there)).scalar() is None:
                return None
            await connection.execute(NEW_PERSON, {"id": user})
            await connection.execute(upsert(_works).on_conflict_do_nothing(), row)
            query = select(_works).where(_works.c.person == user, _works.c.sheet == number)
            return _work((await connection.execute(query)).one())

    async def works(self, number: int) -> tuple[Work, ...]:
        """Return what everybody has done of a sheet, who began first in front."""
        row = _works.c
        query = select(_works).where(row.sheet == number).order_by(row.began, row.person)
        async with self._database.reading() as connection:
            return tuple(map(_work, (await connection.execute(query)).all()))

    async def work(self, user: int, number: int) -> tuple[Sheet, Work | None] | None:
        """Return a sheet and what one person has done of it; None where the sheet is gone."""
        theirs = (_works.c.sheet == _sheets.c.id) & (_works.c.person == user)
        async with self._database.reading() as connection:
            query = select(_sheets, _works).outerjoin(_works, theirs).where(_sheets.c.id == number)
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        parts = len(_sheets.columns)
        return _sheet(row[:parts]), None if row[parts] is None else _work(row[parts:])

    async def works_of(self, user: int) -> dict[int, Work]:
        """Return what one person has done, by the number of the sheet."""
        query = select(_works).where(_works.c.person == user)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return {row.sheet: _work(row) for row in rows}

    async def is_open(self, user: int, exercise: str) -> bool:
        """Return whether an exercise is one of somebody's that has no answer which counts yet."""
        query = select(_works).join(_sheets)
        query = query.where(_works.c.person == user, _sheets.c.due >= milliseconds())
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return any(exercise in _work(row).open for row in rows)

    async def show_name(self, user: int, guild: int, name: str | None) -> None:
        """Keep whether the teachers of a server see somebody's name: what it is, None for no."""
        values = {
            "shown": name is not None,
            "name": (name or "")[:LONGEST_NAME],
            "time": milliseconds(),
        }
        keep = upsert(_names).values(person=user, guild=guild, **values)
        keep = keep.on_conflict_do_update(index_elements=["person", "guild"], set_=values)
        async with self._database.writing() as connection:
            await connection.execute(NEW_GUILD, {"id": guild})
            await connection.execute(NEW_PERSON, {"id": user})
            await connection.execute(keep)

    async def naming(self, user: int, guild: int) -> Naming | None:
        """Return whether the teachers of a server see somebody's name; None before it was asked."""
        return (await self._namings(guild, user)).get(user)

    async def namings(self, guild: int) -> dict[int, Naming]:
        """Return that of everybody in a server who was asked."""
        return await self._namings(guild)

    async def _namings(self, guild: int, user: int | None = None) -> dict[int, Naming]:
        row = _names.c
        query = select(row.person, row.shown, row.name, row.time).where(row.guild == guild)
        if user is not None:
            query = query.where(row.person == user)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return {found.person: Naming(found.shown, found.name, found.time) for found in rows}


async def count(
    connection: AsyncConnection,
    user: int,
    number: int,
    exercise: str,
    score: float,
    mistake: str,
    now: int,
) -> bool:
    """Count an answer for a sheet, in the transaction that keeps it; return whether it counts.

    The first answer to each of somebody's exercises does, until the sheet is due.
    """
    theirs = (_works.c.person == user) & (_works.c.sheet == number)
    query = select(_works).join(_sheets).where(theirs, _sheets.c.due >= now)
    row = (await connection.execute(query)).one_or_none()
    if row is None or exercise not in _work(row).open:
        return False
    place = row.exercises.index(exercise)
    scores, mistakes = [*row.scores], [*row.mistakes]
    scores[place], mistakes[place] = score, mistake
    finished = None if None in scores else now
    values = {"scores": scores, "mistakes": mistakes, "finished": finished}
    await connection.execute(update(_works).where(theirs).values(**values))
    return True


def _sheet(row: Sequence[Any]) -> Sheet:
    number, guild, title, exercises, due, made = row
    return Sheet(number, guild, title, tuple((k, level) for k, level in exercises), due, made)


def _work(row: Sequence[Any]) -> Work:
    person, _, began, finished, exercises, scores, mistakes = row
    return Work(person, began, finished, tuple(exercises), tuple(scores), tuple(mistakes))
