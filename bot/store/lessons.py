"""Where somebody is in each lesson of the lecture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, case, select

from bot.store.clock import milliseconds
from bot.store.columns import Text
from bot.store.database import metadata, upsert
from bot.store.people import NEW_PERSON

if TYPE_CHECKING:
    from bot.store.database import Database

_lessons = Table(
    "lessons",
    metadata,
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("lesson", Text, primary_key=True),
    Column("card", Integer, nullable=False),
    Column("reached", Integer, nullable=False),
    Column("time", BigInteger, nullable=False),
    info={"called": ("where you are in one lesson", "where you are in {} lessons")},
)


@dataclass(frozen=True)
class Begun:
    """Where somebody is in a lesson.

    Attributes
    ----------
    lesson
        Its name.
    card
        The card they saw last, from 1.
    reached
        The furthest one that they have seen.
    """

    lesson: str
    card: int
    reached: int


class Lessons:
    """Where people are in lessons."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, user: int, lesson: str, card: int) -> None:
        """Keep that somebody sees a card."""
        row = {"card": card, "reached": card, "time": milliseconds()}
        before = _lessons.c.reached
        furthest = case((before > card, before), else_=card)
        keep = upsert(_lessons).on_conflict_do_update(
            index_elements=["person", "lesson"], set_={**row, "reached": furthest}
        )
        async with self._database.writing() as connection:
            await connection.execute(NEW_PERSON, {"id": user})
            await connection.execute(keep, {"person": user, "lesson": lesson, **row})

    async def of(self, user: int) -> tuple[Begun, ...]:
        """Return where somebody is in each lesson, the one that they saw last in front."""
        row = _lessons.c
        query = select(row.lesson, row.card, row.reached).where(row.person == user)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.order_by(row.time.desc(), row.lesson))).all()
        return tuple(Begun(*row) for row in rows)
