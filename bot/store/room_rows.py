"""The tables of quiz rooms, and what of their rows more than one query needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    delete,
    select,
    update,
)

from bot.store.appointments import hastened
from bot.store.clock import milliseconds
from bot.store.columns import Number, Text
from bot.store.database import metadata, upsert
from bot.store.people import NEW_PERSON

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

rooms = Table(
    "rooms",
    metadata,
    Column("key", Text, primary_key=True),
    Column[int]("guild", ForeignKey("guilds.id", ondelete="CASCADE"), nullable=False),
    Column("channel", BigInteger, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("plan", JSON, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("invited", Boolean, nullable=False),
    Column("race", Boolean, nullable=False),
    Column("appointment", Number, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("round", Integer, nullable=False),
    Column("closes", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Index("rooms_of_guild", "guild"),
)

room_seats = Table(
    "room_seats",
    metadata,
    Column[str]("room", ForeignKey("rooms.key", ondelete="CASCADE"), primary_key=True),
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("hosts", Boolean, nullable=False),
    Column("plays", Boolean, nullable=False),
    Column("points", Float),
    # What could not be read of an answer, with its round, until one is kept.
    Column("draft", JSON(none_as_null=True)),
    Index("room_seats_of_person", "person"),
    info={"called": ("a seat in one quiz room", "seats in {} quiz rooms")},
)

answers = Table(
    "room_answers",
    metadata,
    Column("id", Number, primary_key=True),
    Column[str]("room", ForeignKey("rooms.key", ondelete="CASCADE"), nullable=False),
    Column("round", Integer, nullable=False),
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("typed", JSON, nullable=False),
    Column("score", Float, nullable=False),
    Column("told", Text, nullable=False),
    Index("room_answers_of_round", "room", "round", "person", unique=True),
    Index("room_answers_of_person", "person"),
    info={"called": ("one answer in a quiz room", "{} answers in quiz rooms")},
)


@dataclass(frozen=True)
class Room:
    """A room as it stands.

    Attributes
    ----------
    key
        12 hexadecimal digits.
    guild, channel
        Where it was opened.
    made
        When, in milliseconds since 1970.
    plan
        What is asked in it, as its topic keeps it.
    seats
        How many can take part.
    invited
        Whether only those who have a seat already can take part.
    race
        Whether the first right answer ends a round, and everybody answers once.
    appointment, due
        The number of its appointment, and when that is due.
    round
        The present one or the last, from 1; 0 before the first.
    closes
        Until when answers of the round are taken; 0 where none are.
    ended
        When it was over; None before.
    """

    key: str
    guild: int
    channel: int
    made: int
    plan: Mapping[str, Any]
    seats: int
    invited: bool
    race: bool
    appointment: int
    due: int
    round: int
    closes: int
    ended: int | None


@dataclass(frozen=True)
class Seat:
    """Somebody in a room.

    Attributes
    ----------
    person
        Who.
    hosts
        Whether they have opened it.
    plays
        Whether they take part: not yet, or no more, where they do not.
    points
        Theirs at the end; None before.
    """

    person: int
    hosts: bool
    plays: bool
    points: float | None = None


@dataclass(frozen=True)
class RoomAnswer:
    """An answer in a room.

    Attributes
    ----------
    typed
        What was typed, by label.
    score
        1 for a right answer, 0 for a wrong one, or between.
    told
        What its person is told of it after the round.
    """

    typed: Mapping[str, str]
    score: float
    told: str


@dataclass(frozen=True)
class Tally:
    """What the answers of a round were worth together.

    Attributes
    ----------
    answers, right, partly
        How many there were, how many of them right, and how many partly.
    first
        Who had the first right one; None where nobody.
    """

    answers: int
    right: int
    partly: int
    first: int | None


async def room_of(connection: AsyncConnection, key: str) -> Room | None:
    row = (await connection.execute(select(rooms).where(rooms.c.key == key))).one_or_none()
    return None if row is None else Room(*row)


async def seats_of(connection: AsyncConnection, key: str) -> tuple[Seat, ...]:
    row = room_seats.c
    query = select(row.person, row.hosts, row.plays, row.points).where(row.room == key)
    rows = (await connection.execute(query.order_by(row.person))).all()
    return tuple(Seat(*found) for found in rows)


async def keep_seat(connection: AsyncConnection, key: str, seat: Seat) -> None:
    values = {"hosts": seat.hosts, "plays": seat.plays}
    await connection.execute(NEW_PERSON, {"id": seat.person})
    keep = upsert(room_seats).values(room=key, person=seat.person, **values)
    await connection.execute(
        keep.on_conflict_do_update(index_elements=["room", "person"], set_=values)
    )


async def keep_draft(
    connection: AsyncConnection, key: str, person: int, draft: Mapping[str, Any] | None
) -> None:
    own = (room_seats.c.room == key) & (room_seats.c.person == person)
    await connection.execute(update(room_seats).where(own).values(draft=draft))


async def move(connection: AsyncConnection, room: Room) -> bool:
    """Let the room's appointment be due now."""
    now = milliseconds()
    moved = await hastened(connection, room.appointment, room.due, now)
    if moved:
        this = rooms.c.key == room.key
        await connection.execute(update(rooms).where(this).values(due=now))
    return moved


async def close(connection: AsyncConnection, room: Room) -> None:
    """Take no more answers to the round, and let the room go on now."""
    await connection.execute(update(rooms).where(rooms.c.key == room.key).values(closes=0))
    await move(connection, room)


async def have_all_answered(connection: AsyncConnection, room: Room) -> bool:
    playing = sum(seat.plays for seat in await seats_of(connection, room.key))
    found = (await connection.execute(playing_answers(room.key, room.round))).all()
    return len(found) >= playing


def playing_answers(key: str, number: int) -> Any:
    """Return the query for the answers to a round, the first in front, of those who take part."""
    row = answers.c
    seat = room_seats.c
    is_theirs = (seat.room == row.room) & (seat.person == row.person) & seat.plays
    return (
        select(row.person, row.score)
        .join(room_seats, is_theirs)
        .where(row.room == key, row.round == number)
        .order_by(row.id)
    )


async def count(connection: AsyncConnection, room: Room) -> None:
    """Keep everybody's points, and that the room is over."""
    points: dict[int, float] = {}
    for number in range(1, room.round + 1):
        found = (await connection.execute(playing_answers(room.key, number))).all()
        if room.race:
            found = [row for row in found if row.score == 1][:1]
        for row in found:
            points[row.person] = points.get(row.person, 0.0) + row.score
    seats = await seats_of(connection, room.key)
    gone = room_seats.c.room == room.key
    await connection.execute(delete(room_seats).where(gone, ~room_seats.c.plays))
    for seat in (seat for seat in seats if seat.plays):
        own = (room_seats.c.room == room.key) & (room_seats.c.person == seat.person)
        worth = points.get(seat.person, 0.0)
        await connection.execute(update(room_seats).where(own).values(points=worth, draft=None))
    over = {"ended": milliseconds(), "closes": 0}
    await connection.execute(update(rooms).where(rooms.c.key == room.key).values(over))
