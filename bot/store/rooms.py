"""Quiz rooms: who takes part, what they have answered, and what it was worth.

A room goes from phase to phase by an appointment. What the phase is stands here as well, so that
an answer is taken or refused in the transaction that keeps it.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, func, select, update

from bot.store.appointments import made
from bot.store.clock import DAY, milliseconds
from bot.store.database import upsert
from bot.store.room_rows import (
    Room,
    RoomAnswer,
    Seat,
    Tally,
    answers,
    close,
    count,
    have_all_answered,
    keep_draft,
    keep_seat,
    move,
    playing_answers,
    room_of,
    room_seats,
    rooms,
    seats_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database

OPEN_IN_CHANNEL = 3
"""Rooms that are open in one channel at once, so that it stays readable."""

TWO = 2
"""Seats of a duel."""

LONGEST = DAY // 8
"""After which a room is over in any case."""

ANSWERS_KEPT = DAY
"""After a room's end, for whoever asks what their answer was worth."""


class RoomsError(Exception):
    """No further room can be opened there, or by this person; the message says which."""


Joined = Literal["joined", "already", "full", "uninvited", "over"]

Taken = Literal["kept", "last", "late", "stands", "no seat"]


class Rooms:
    """The rooms, and the table of each server's month.

    Parameters
    ----------
    database
        Where they are kept.
    changed
        Called when an appointment was made or moved.
    """

    def __init__(self, database: Database, changed: Callable[[], None]) -> None:
        self._database = database
        self._changed = changed

    async def open(
        self,
        name: str,
        guild: int,
        channel: int,
        plan: Mapping[str, Any],
        seats: tuple[Seat, ...],
        *,
        most: int,
        invited: bool,
        race: bool,
    ) -> str:
        """Keep a new room and its first appointment, which is due now; return the room's key.

        Parameters
        ----------
        name
            Of its appointment, whose data are ``{"room": key}``.
        seats
            Who is in it from the beginning; the first is the host.

        Raises
        ------
        RoomsError
            When the host has one open, or there are too many in the channel.
        """
        key, now = secrets.token_hex(6), milliseconds()
        async with self._database.writing() as connection:
            await _check_open(connection, guild, channel, seats[0].person, now)
            row: dict[str, Any] = {"key": key, "guild": guild, "channel": channel, "made": now}
            row |= {"plan": dict(plan), "seats": most, "invited": invited, "race": race}
            row["appointment"] = await made(connection, name, guild, now, {"room": key})
            row |= {"due": now, "round": 0, "closes": 0, "ended": None}
            await connection.execute(rooms.insert(), row)
            for seat in seats:
                await keep_seat(connection, key, seat)
        self._changed()
        return key

    async def find(self, key: str) -> Room | None:
        """Return a room; None where it is forgotten."""
        async with self._database.reading() as connection:
            return await room_of(connection, key)

    async def seats(self, key: str) -> tuple[Seat, ...]:
        """Return everybody in a room, by their numbers."""
        async with self._database.reading() as connection:
            return await seats_of(connection, key)

    async def join(self, key: str, person: int) -> Joined:
        """Let somebody take part; a room that is full then begins at once."""
        async with self._database.writing() as connection:
            room = await room_of(connection, key)
            if room is None or room.ended is not None:
                return "over"
            seats = {seat.person: seat for seat in await seats_of(connection, key)}
            own, playing = seats.get(person), sum(seat.plays for seat in seats.values())
            if own is not None and own.plays:
                return "already"
            if own is None and room.invited:
                return "uninvited"
            if playing >= room.seats:
                return "full"
            hosts = own is not None and own.hosts
            await keep_seat(connection, key, Seat(person, hosts, plays=True))
            if playing + 1 == room.seats and room.round == 0:
                await move(connection, room)
        self._changed()
        return "joined"

    async def leave(self, key: str, person: int) -> bool:
        """Let somebody leave a room that goes on; return whether they were in it.

        A round in which all others have answered is over then, and so is the wait for the second
        of two.
        """
        own = (room_seats.c.room == key) & (room_seats.c.person == person)
        leaving = update(room_seats).where(own).values(plays=False)
        async with self._database.writing() as connection:
            room = await room_of(connection, key)
            if room is None or room.ended is not None:
                return False
            if not (await connection.execute(leaving)).rowcount:
                return False
            if room.closes and await have_all_answered(connection, room):
                await close(connection, room)
            elif room.round == 0 and room.seats == TWO:
                await move(connection, room)
        self._changed()
        return True

    async def set_phase(self, key: str, number: int, closes: int, due: int) -> None:
        """Keep where a room stands, and when it goes on; what is there already may be kept again.

        All answers taken in the phase before are in the store then.
        """
        values = {"round": number, "closes": closes, "due": due}
        async with self._database.writing() as connection:
            await connection.execute(update(rooms).where(rooms.c.key == key).values(values))

    async def go_on(self, key: str, number: int) -> bool:
        """Let a room go on now that waits after a round, or before the first; return whether."""
        async with self._database.writing() as connection:
            room = await room_of(connection, key)
            if room is None or room.ended is not None or (room.round, room.closes) != (number, 0):
                return False
            moved = await move(connection, room)
        self._changed()
        return moved

    async def answer(
        self, key: str, number: int, person: int, answer: RoomAnswer, came: int
    ) -> Taken:
        """Keep an answer to a round, or say why not; it is the last where it ends the round.

        Parameters
        ----------
        came
            When it arrived, in milliseconds since 1970: it was graded since.
        """
        row: dict[str, Any] = {"room": key, "round": number, "person": person}
        values = {"typed": dict(answer.typed), "score": answer.score, "told": answer.told}
        async with self._database.writing() as connection:
            room = await room_of(connection, key)
            if room is None or room.round != number or came >= room.closes:
                return "late"
            if not any(s.person == person and s.plays for s in await seats_of(connection, key)):
                return "no seat"
            keep = upsert(answers).values(**row, **values)
            if room.race:
                keep = keep.on_conflict_do_nothing()
            else:
                keep = keep.on_conflict_do_update(index_elements=[*row], set_=values)
            if not (await connection.execute(keep)).rowcount:
                return "stands"
            await keep_draft(connection, key, person, None)
            is_won = room.race and answer.score == 1
            is_last = is_won or await have_all_answered(connection, room)
            if is_last:
                await close(connection, room)
        self._changed()
        return "last" if is_last else "kept"

    async def answer_of(self, key: str, number: int, person: int) -> RoomAnswer | None:
        """Return somebody's answer to a round."""
        row = answers.c
        query = select(row.typed, row.score, row.told).where(
            row.room == key, row.round == number, row.person == person
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(query)).one_or_none()
        return None if found is None else RoomAnswer(*found)

    async def draft(self, key: str, number: int, person: int, typed: Mapping[str, str]) -> None:
        """Keep what could not be read as somebody's answer to a round, until an answer is kept."""
        async with self._database.writing() as connection:
            await keep_draft(connection, key, person, {"round": number, "typed": dict(typed)})

    async def draft_of(self, key: str, number: int, person: int) -> Mapping[str, str] | None:
        """Return what could not be read of somebody in a round, by label."""
        row = room_seats.c
        query = select(row.draft).where(row.room == key, row.person == person)
        async with self._database.reading() as connection:
            found = (await connection.execute(query)).scalar()
        return found["typed"] if found is not None and found["round"] == number else None

    async def tally(self, key: str, number: int) -> Tally:
        """Return what the answers of a round were worth, of those who take part."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(playing_answers(key, number))).all()
        first = next((row.person for row in rows if row.score == 1), None)
        right = sum(row.score == 1 for row in rows)
        partly = sum(0 < row.score < 1 for row in rows)
        return Tally(len(rows), right, partly, first)

    async def end(self, key: str) -> dict[int, float]:
        """End a room, and count; return the points of those who took part, the best first.

        Of a room that has ended they are what they were.
        """
        async with self._database.writing() as connection:
            room = await room_of(connection, key)
            if room is None:
                return {}
            if room.ended is None:
                await count(connection, room)
            seats = await seats_of(connection, key)
        points = {seat.person: seat.points or 0.0 for seat in seats if seat.plays}
        return dict(sorted(points.items(), key=lambda each: -each[1]))

    async def month(self, guild: int) -> dict[int, float]:
        """Return the points of this month in a server, by UTC, the best first."""
        total = func.sum(room_seats.c.points)
        query = (
            select(room_seats.c.person, total)
            .join(rooms, rooms.c.key == room_seats.c.room)
            .where(rooms.c.guild == guild, rooms.c.ended >= _month(milliseconds()))
            .group_by(room_seats.c.person)
            .having(total > 0)
            .order_by(total.desc(), room_seats.c.person)
        )
        async with self._database.reading() as connection:
            return {row[0]: row[1] for row in (await connection.execute(query)).all()}

    async def leave_month(self, guild: int, person: int) -> bool:
        """Forget somebody's points in a server; return whether there were any."""
        over = select(rooms.c.key).where(rooms.c.guild == guild, rooms.c.ended.is_not(None))
        own_answers = (answers.c.person == person) & answers.c.room.in_(over)
        own_seats = (room_seats.c.person == person) & room_seats.c.room.in_(over)
        async with self._database.writing() as connection:
            await connection.execute(delete(answers).where(own_answers))
            return (await connection.execute(delete(room_seats).where(own_seats))).rowcount > 0

    async def forget_old(self) -> None:
        """Forget rooms of past months, and answers a day after their room."""
        now = milliseconds()
        is_old = (rooms.c.ended < _month(now)) | (
            rooms.c.ended.is_(None) & (rooms.c.made < now - LONGEST)
        )
        over = select(rooms.c.key).where(rooms.c.ended < now - ANSWERS_KEPT)
        async with self._database.writing() as connection:
            await connection.execute(delete(rooms).where(is_old))
            await connection.execute(delete(answers).where(answers.c.room.in_(over)))


async def _check_open(
    connection: AsyncConnection, guild: int, channel: int, host: int, now: int
) -> None:
    is_open = rooms.c.ended.is_(None) & (rooms.c.made > now - LONGEST)
    hosted = (
        select(rooms.c.channel)
        .join(room_seats, room_seats.c.room == rooms.c.key)
        .where(is_open, rooms.c.guild == guild, room_seats.c.person == host, room_seats.c.hosts)
    )
    if (await connection.execute(hosted)).first() is not None:
        raise RoomsError("host")
    here = select(func.count()).select_from(rooms).where(is_open, rooms.c.channel == channel)
    if (await connection.execute(here)).scalar_one() >= OPEN_IN_CHANNEL:
        raise RoomsError("channel")


def _month(now: int) -> int:
    """Return when this month began, by UTC."""
    first = datetime.fromtimestamp(now / 1000, UTC).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )
    return round(first.timestamp() * 1000)
