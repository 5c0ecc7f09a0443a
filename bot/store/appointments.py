"""What the bot does by itself: when it is due, and what it has still to post.

The posts of an appointment and the time of the next one are kept together before anything is
sent. After a restart what was not sent is known, and nothing is due twice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from bot.shards import ALONE
from bot.store.clock import milliseconds
from bot.store.columns import Number, Text
from bot.store.database import metadata
from bot.store.guilds import NEW_GUILD
from bot.store.processes import free_for, served

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.shards import Shards
    from bot.store.database import Database

SOMEBODY = "somebody"
"""In posts, in the place of a person who is forgotten before they are sent."""

_appointments = Table(
    "appointments",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Text, nullable=False),
    Column[int]("guild", ForeignKey("guilds.id", ondelete="CASCADE"), nullable=False),
    Column("time", BigInteger, nullable=False),
    Column("data", JSON, nullable=False),
    Column("holder", Text),
    Index("appointments_by_time", "time"),
    Index("appointments_of_guild", "guild"),
)

_posts = Table(
    "posts",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column[int]("guild", ForeignKey("guilds.id", ondelete="CASCADE"), nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("post", JSON, nullable=False),
    Column("channel", BigInteger),
    Column("message", BigInteger),
    Column("holder", Text),
    Index("posts_of_guild", "guild"),
)

_ALL = select(*(column for column in _appointments.c if column.name != "holder"))
_WAITING = (_posts.c.key, _posts.c.guild, _posts.c.made, _posts.c.post, _posts.c.channel)


@dataclass(frozen=True)
class Appointment:
    """Something due at a time.

    Attributes
    ----------
    id
        Its number.
    name
        What is due, by the name that a topic has declared.
    guild
        In which server.
    time
        When, in milliseconds since 1970.
    data
        Whatever its topic needs.
    """

    id: int
    name: str
    guild: int
    time: int
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Waiting:
    """A post that may not have been sent yet.

    Attributes
    ----------
    key
        12 hexadecimal digits, unlike those of any other post.
    guild
        In which server.
    made
        Since when it is due, in milliseconds since 1970.
    post
        The post, as plain data.
    channel
        Where it was tried to send it, and nobody knows whether it arrived; None where it certainly
        was not sent.
    """

    key: str
    guild: int
    made: int
    post: Mapping[str, Any]
    channel: int | None = None


class Appointments:
    """What is due, and what is to be posted.

    Parameters
    ----------
    database
        Where they are kept.
    process
        The key of this process: what it takes no other gets while it lives.
    """

    def __init__(self, database: Database, process: str) -> None:
        self._database = database
        self._process = process
        self._listeners: list[Callable[[], object]] = []

    def listen(self, listener: Callable[[], object]) -> None:
        """Call a function whenever something is due at another time than before."""
        self._listeners.append(listener)

    def changed(self) -> None:
        """Tell who listens that there may be something to do now, such as after a choice."""
        for listener in self._listeners:
            listener()

    async def make(self, name: str, guild: int, time: int, data: Mapping[str, Any]) -> int:
        """Keep what is due, and when; return its number."""
        async with self._database.writing() as connection:
            number = await made(connection, name, guild, time, data)
        self.changed()
        return number

    async def change(self, number: int, time: int, data: Mapping[str, Any]) -> bool:
        """Change what is due; return whether it was still to come."""
        one = _appointments.c.id == number
        async with self._database.writing() as connection:
            changing = update(_appointments).where(one).values(time=time, data=dict(data))
            found = (await connection.execute(changing)).rowcount > 0
        self.changed()
        return found

    async def keep_one(
        self,
        name: str,
        guild: int,
        choose: Callable[[Mapping[str, Any] | None], tuple[int, Mapping[str, Any]]],
    ) -> Appointment:
        """Keep the one thing that is due in a server under a name, in place of what was.

        Parameters
        ----------
        choose
            Takes the data so far, None where there was nothing; returns when it is due and with
            what data. Nothing is settled meanwhile.
        """
        row = _appointments.c
        one = (row.name == name) & (row.guild == guild)
        async with self._database.writing() as connection:
            await connection.execute(NEW_GUILD, {"id": guild})
            before = (await connection.execute(select(row.data).where(one))).scalar()
            time, data = choose(before)
            await connection.execute(delete(_appointments).where(one))
            kept = {"name": name, "guild": guild, "time": time, "data": dict(data)}
            making = insert(_appointments).values(**kept).returning(row.id)
            number = (await connection.execute(making)).scalar_one()
        self.changed()
        return Appointment(number, name, guild, time, data)

    async def cancel(self, number: int) -> bool:
        """Cancel what is due; return whether it was still to come."""
        one = _appointments.c.id == number
        async with self._database.writing() as connection:
            found = (await connection.execute(delete(_appointments).where(one))).rowcount > 0
        self.changed()
        return found

    async def of_guild(self, name: str, guild: int) -> tuple[Appointment, ...]:
        """Return what is due in a server under a name, what is due first in front."""
        row = _appointments.c
        query = _ALL.where(row.name == name, row.guild == guild)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.order_by(row.time, row.id))).all()
        return tuple(Appointment(*row) for row in rows)

    async def next_time(self, but: Collection[int] = (), shards: Shards = ALONE) -> int | None:
        """Return when something is due next in the shards, but for some; None where nothing is."""
        row = _appointments.c
        query = select(func.min(row.time)).where(row.id.not_in(but), self._free(row, shards))
        async with self._database.reading() as connection:
            return (await connection.execute(query)).scalar()

    async def due(
        self, but: Collection[int] = (), most: int = 100, shards: Shards = ALONE
    ) -> tuple[Appointment, ...]:
        """Return what is due by now in the shards, but for some and for what others have taken.

        What is due longest is in front.
        """
        row = _appointments.c
        query = _ALL.where(row.time <= milliseconds(), row.id.not_in(but), self._free(row, shards))
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.order_by(row.time, row.id).limit(most))).all()
        return tuple(Appointment(*row) for row in rows)

    def _free(self, row: Any, shards: Shards) -> ColumnElement[bool]:
        return served(row.guild, shards) & free_for(self._process, row.holder)

    async def take(self, appointment: Appointment) -> bool:
        """Take what is due for this process; return whether nobody else has, or changed it."""
        row = _appointments.c
        as_it_was = (row.id == appointment.id) & (row.time == appointment.time)
        is_free = free_for(self._process, row.holder)
        taking = update(_appointments).where(as_it_was, is_free).values(holder=self._process)
        async with self._database.writing() as connection:
            return (await connection.execute(taking)).rowcount > 0

    async def settle(
        self,
        appointment: Appointment,
        posts: Mapping[str, Mapping[str, Any]],
        following: tuple[int, Mapping[str, Any]] | None,
    ) -> bool:
        """Keep what an appointment leads to, before anything is sent.

        Parameters
        ----------
        appointment
            As it was due.
        posts
            What is to be sent, as plain data by key, in this order.
        following
            When it is due next and with what data; None where it is over.

        Returns
        -------
        settled
            False where it has been settled, changed or cancelled meanwhile: then nothing is kept.
        """
        row = _appointments.c
        as_it_was = (row.id == appointment.id) & (row.time == appointment.time)
        if following is None:
            moved = delete(_appointments).where(as_it_was)
        else:
            time, data = following
            moved = update(_appointments).where(as_it_was).values(time=time, data=dict(data))
        now = milliseconds()
        async with self._database.writing() as connection:
            if not (await connection.execute(moved)).rowcount:
                return False
            for key, post in posts.items():
                kept = {"key": key, "guild": appointment.guild, "made": now, "post": dict(post)}
                await connection.execute(_posts.insert(), kept)
        return True

    async def post(self, key: str, guild: int, post: Mapping[str, Any]) -> bool:
        """Keep what is to be sent now, as plain data; return whether it is the first of its key."""
        before = select(_posts.c.id).where(_posts.c.key == key)
        kept = {"key": key, "guild": guild, "made": milliseconds(), "post": dict(post)}
        async with self._database.writing() as connection:
            await connection.execute(NEW_GUILD, {"id": guild})
            if (await connection.execute(before)).scalar() is not None:
                return False
            await connection.execute(_posts.insert(), kept)
        self.changed()
        return True

    async def unsent(self, guild: int | None = None, shards: Shards = ALONE) -> tuple[Waiting, ...]:
        """Return the posts that are not known to be sent, in the order in which they were made.

        Parameters
        ----------
        guild
            Of which server; of all in the shards by default.
        """
        row = _posts.c
        query = select(*_WAITING).where(row.message.is_(None), served(row.guild, shards))
        query = query.order_by(row.id)
        if guild is not None:
            query = query.where(row.guild == guild)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(Waiting(*row) for row in rows)

    async def take_post(self, key: str) -> Waiting | None:
        """Take a post for this process, to send it; return it as it stands by now.

        None where it is sent or dropped, or where another process has taken it.
        """
        row = _posts.c
        is_free = row.message.is_(None) & free_for(self._process, row.holder)
        taking = update(_posts).where(row.key == key, is_free).values(holder=self._process)
        async with self._database.writing() as connection:
            found = (await connection.execute(taking.returning(*_WAITING))).one_or_none()
        return None if found is None else Waiting(*found)

    async def trying(self, key: str, channel: int | None) -> Mapping[str, Any] | None:
        """Keep where a post is about to be sent; None takes that back where it was refused.

        Returns
        -------
        post
            As it is kept by now; None where it was dropped.
        """
        keeping = update(_posts).where(_posts.c.key == key).values(channel=channel)
        async with self._database.writing() as connection:
            return (await connection.execute(keeping.returning(_posts.c.post))).scalar()

    async def confirm(self, key: str, channel: int, message: int) -> None:
        """Keep that a post was sent, where, and as which message; what it said is forgotten.

        It may have named people.
        """
        values: dict[str, Any] = {"channel": channel, "message": message, "post": {}}
        async with self._database.writing() as connection:
            await connection.execute(update(_posts).where(_posts.c.key == key).values(**values))

    async def drop(self, key: str) -> None:
        """Forget a post, sent or not."""
        async with self._database.writing() as connection:
            await connection.execute(delete(_posts).where(_posts.c.key == key))

    async def sent(self, key: str) -> tuple[int, int] | None:
        """Return the channel and the message of a post; None where it is not known to be sent."""
        row = _posts.c
        query = select(row.channel, row.message).where(row.key == key, row.message.is_not(None))
        async with self._database.reading() as connection:
            found = (await connection.execute(query)).one_or_none()
        return None if found is None else (found.channel, found.message)

    async def forget_sent(self, before: int) -> int:
        """Forget posts that were sent before a time; return how many."""
        old = (_posts.c.made < before) & _posts.c.message.is_not(None)
        async with self._database.writing() as connection:
            return (await connection.execute(delete(_posts).where(old))).rowcount


async def made(
    connection: AsyncConnection, name: str, guild: int, time: int, data: Mapping[str, Any]
) -> int:
    """Keep what is due in a transaction with something else; return its number.

    After the transaction `Appointments.changed` is to be called.
    """
    row = {"name": name, "guild": guild, "time": time, "data": dict(data)}
    await connection.execute(NEW_GUILD, {"id": guild})
    making = insert(_appointments).values(**row).returning(_appointments.c.id)
    return (await connection.execute(making)).scalar_one()


async def hastened(connection: AsyncConnection, number: int, was: int, time: int) -> bool:
    """Move what is due to another time, as `made` does; return whether it was still due then."""
    as_it_was = (_appointments.c.id == number) & (_appointments.c.time == was)
    moving = update(_appointments).where(as_it_was).values(time=time)
    return (await connection.execute(moving)).rowcount > 0


async def name_nobody(connection: AsyncConnection, person: int) -> None:
    """Let posts that are not known to be sent name somebody no more, in a transaction."""
    row, mention = _posts.c, f"<@{person}>"
    waiting = select(row.id, row.post).where(row.message.is_(None))
    for number, post in (await connection.execute(waiting)).all():
        text = json.dumps(post)
        if mention in text:
            for line_start in ('"', r"\n"):
                text = text.replace(line_start + mention, line_start + SOMEBODY.capitalize())
            without = json.loads(text.replace(mention, SOMEBODY))
            await connection.execute(update(_posts).where(row.id == number).values(post=without))
