"""Exercises: the log of what somebody answered, cards made from it, and the sitting that goes on.

An answer is kept in one transaction with what follows from it: the card, the sitting's next place,
and what counts for a sheet of a class. The log alone gives the same cards again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    delete,
    select,
)

from bot.store.classes import count
from bot.store.clock import milliseconds
from bot.store.columns import Number, Text
from bot.store.database import metadata, upsert
from bot.store.memory import Card, after_review
from bot.store.people import NEW_PERSON
from bot.store.sittings import (
    MOST_ASKED,
    Sitting,
    begun,
    end,
    keep,
    moved,
    present,
    sitting_of,
    sittings_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database

MOST_REVIEWS = 20_000
"""Answers of one person that are kept, of some 100 bytes each; the cards keep what older ones
said."""

MOST_OBJECTIONS = 100
"""Of one person; the oldest go."""

MOST_CHARACTERS = 1_000
"""Of what was typed, in an objection."""

_reviews = Table(
    "reviews",
    metadata,
    Column("id", Number, primary_key=True),
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("time", BigInteger, nullable=False),
    Column("exercise", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("mistake", Text, nullable=False),
    Index("reviews_of_person", "person"),
    info={"called": ("one answer to an exercise", "{} answers to exercises")},
)

_cards = Table(
    "cards",
    metadata,
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("due", BigInteger, nullable=False),
    Column("stability", Float, nullable=False),
    Column("difficulty", Float, nullable=False),
    Column("reviewed", BigInteger, nullable=False),
    info={"called": ("when one kind of exercise is due", "when {} kinds of exercises are due")},
)

_objections = Table(
    "objections",
    metadata,
    Column("id", Number, primary_key=True),
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("time", BigInteger, nullable=False),
    Column("exercise", Text, nullable=False),
    Column("typed", JSON, nullable=False),
    Column("verdict", Text, nullable=False),
    Index("objections_of_person", "person"),
    info={"called": ("one disagreement with a verdict", "{} disagreements with verdicts")},
)


@dataclass(frozen=True)
class Review:
    """One answer to an exercise.

    Attributes
    ----------
    time
        In milliseconds since 1970.
    exercise, kind
        The exercise's id, and the name of its kind.
    score
        1 for a right answer, 0 for a wrong one, or between.
    hints
        How many were taken before.
    mistake
        The name of a usual mistake, or "".
    """

    time: int
    exercise: str
    kind: str
    score: float
    hints: int
    mistake: str


@dataclass(frozen=True)
class Objection:
    """Somebody disagrees with a verdict."""

    time: int
    exercise: str
    typed: Mapping[str, str]
    verdict: str


class Quiz:
    """Exercises: sittings, answers, and what is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, user: int, asked: Sequence[str], sheet: int | None = None) -> Sitting:
        """Begin a sitting in place of the one that went on; that of a sheet goes on."""
        async with self._database.writing() as connection:
            await connection.execute(NEW_PERSON, {"id": user})
            before = await sitting_of(connection, user, sheet)
            if before is not None and before.exercise is not None and sheet is not None:
                return before
            if before is not None:
                await end(connection, before)
            return await begun(connection, user, asked, sheet)

    async def sitting(self, user: int, sheet: int | None = None) -> Sitting | None:
        """Return the sitting that goes on: that of a sheet, or else of no sheet."""
        async with self._database.reading() as connection:
            return await sitting_of(connection, user, sheet)

    async def sitting_with(self, user: int, exercise: str) -> Sitting | None:
        """Return the sitting that asks an exercise; that of no sheet where none does."""
        async with self._database.reading() as connection:
            found = await sittings_of(connection, user)
        asking = (each for each in found if exercise in each.asked[each.place :])
        asked = (each for each in found if exercise in each.asked)
        own = (each for each in found if each.sheet is None)
        return next(chain(asking, asked, own), None)

    async def hint(self, user: int, exercise: str, hints: int) -> Sitting | None:
        """Keep how many hints were taken of the present exercise; never fewer than before."""
        async with self._database.writing() as connection:
            found = await present(connection, user, exercise)
            if found is None:
                return None
            after = replace(found, hints=max(found.hints, hints))
            await keep(connection, after)
            return after

    async def answer(
        self, user: int, answered: Answered, *, again: str | None = None
    ) -> Sitting | None:
        """Keep an answer to the present exercise, move its card on, and the sitting.

        Parameters
        ----------
        answered
            The answer.
        again
            An exercise to be asked at the end of the sitting, where there is room.

        Returns
        -------
        sitting
            After the answer. None where the exercise is not the present one, as after a button was
            pressed twice: then nothing is kept.
        """
        now = milliseconds()
        async with self._database.writing() as connection:
            found = await present(connection, user, answered.exercise)
            if found is None:
                return None
            await _log(connection, user, answered, found.hints, now)
            counted = False
            if found.sheet is not None:
                what = (answered.exercise, answered.score, answered.mistake)
                counted = await count(connection, user, found.sheet, *what, now)
            more = (again,) if again is not None and len(found.asked) < MOST_ASKED else ()
            after = moved(found, answered.score, more)
            await keep(connection, after)
            return replace(after, counted=counted)

    async def skip(self, user: int, exercise: str) -> Sitting | None:
        """Leave the present exercise out; None where it is not the present one."""
        async with self._database.writing() as connection:
            found = await present(connection, user, exercise)
            if found is None:
                return None
            after = moved(found, None)
            await keep(connection, after)
            return after

    async def stop(self, sitting: Sitting) -> None:
        """End a sitting."""
        async with self._database.writing() as connection:
            await end(connection, sitting)

    async def disagree(
        self, user: int, exercise: str, typed: Mapping[str, str], verdict: str
    ) -> None:
        """Keep that somebody disagrees with a verdict, for the host to read."""
        row = {
            "person": user,
            "time": milliseconds(),
            "exercise": exercise,
            "typed": {name: text[:MOST_CHARACTERS] for name, text in typed.items()},
            "verdict": verdict[:MOST_CHARACTERS],
        }
        async with self._database.writing() as connection:
            await connection.execute(NEW_PERSON, {"id": user})
            await connection.execute(_objections.insert(), row)
            await connection.execute(_all_but_latest(_objections, user, MOST_OBJECTIONS))

    async def objections(self) -> tuple[Objection, ...]:
        """Return everybody's disagreements without their names, the latest first."""
        row = _objections.c
        query = select(row.time, row.exercise, row.typed, row.verdict).order_by(row.id.desc())
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(Objection(*row) for row in rows)

    async def cards(self, user: int) -> tuple[Card, ...]:
        """Return what somebody remembers, what is due first in front."""
        async with self._database.reading() as connection:
            return await _cards_where(connection, _cards.c.person == user)

    async def reviews(self, user: int) -> tuple[Review, ...]:
        """Return the log of somebody's answers, the first in front."""
        row = _reviews.c
        query = (
            select(row.time, row.exercise, row.kind, row.score, row.hints, row.mistake)
            .where(row.person == user)
            .order_by(row.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(Review(*row) for row in rows)


@dataclass(frozen=True)
class Answered:
    """An answer to keep; the attributes are those of `Review`."""

    exercise: str
    kind: str
    score: float
    mistake: str = ""


async def _log(
    connection: AsyncConnection, user: int, answered: Answered, hints: int, now: int
) -> None:
    row: dict[str, Any] = {
        "person": user,
        "time": now,
        "exercise": answered.exercise,
        "kind": answered.kind,
        "score": answered.score,
        "hints": hints,
        "mistake": answered.mistake,
    }
    await connection.execute(_reviews.insert(), row)
    await connection.execute(_all_but_latest(_reviews, user, MOST_REVIEWS))
    theirs = (_cards.c.person == user) & (_cards.c.kind == answered.kind)
    before = next(iter(await _cards_where(connection, theirs)), None)
    card = after_review(before, answered.kind, answered.score, hints, now)
    values = {
        "due": card.due,
        "stability": card.stability,
        "difficulty": card.difficulty,
        "reviewed": card.reviewed,
    }
    keep = upsert(_cards).values(person=user, kind=card.kind, **values)
    await connection.execute(
        keep.on_conflict_do_update(index_elements=["person", "kind"], set_=values)
    )


async def _cards_where(
    connection: AsyncConnection, condition: ColumnElement[bool]
) -> tuple[Card, ...]:
    row = _cards.c
    query = (
        select(row.kind, row.due, row.stability, row.difficulty, row.reviewed)
        .where(condition)
        .order_by(row.due, row.kind)
    )
    return tuple(Card(*found) for found in (await connection.execute(query)).all())


def _all_but_latest(table: Table, user: int, count: int) -> Any:
    """Return the statement that removes all but so many of somebody's rows."""
    theirs = table.c.person == user
    oldest_kept = (
        select(table.c.id).where(theirs).order_by(table.c.id.desc()).offset(count).limit(1)
    ).scalar_subquery()
    return delete(table).where(theirs, table.c.id <= oldest_kept)
