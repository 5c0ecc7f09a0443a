"""Ratings of films, and in which servers they join those of others.

A film is named by a text that does not depend on which set of films the host has at the
moment, so that what somebody has rated is still there after a change of sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Table,
    bindparam,
    delete,
    func,
    select,
)

from bot.store.clock import milliseconds
from bot.store.columns import Text
from bot.store.database import metadata, upsert
from bot.store.guilds import NEW_GUILD, guilds
from bot.store.people import NEW_PERSON, FullError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Insert

    from bot.store.database import Database

MOST_RATINGS = 2_000
"""Films that one person can have rated or seen; some 100 bytes each."""

MOST_SHARED = 200_000
"""Ratings of a server's members that are read at a time."""

_ratings = Table(
    "ratings",
    metadata,
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("film", Text, primary_key=True),
    Column("stars", Float),
    Column("liked", Boolean),
    Column("time", BigInteger, nullable=False),
    info={"called": ("one film rated or seen", "{} films rated or seen")},
)
"""A film without stars is liked or not; where neither is said, it has been seen and is not to be
suggested."""

_sharing = Table(
    "sharing",
    metadata,
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column[int]("guild", ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True),
    info={"called": ("one server that your ratings join", "{} servers that your ratings join")},
)

_NEW = upsert(_ratings)
_RATE = _NEW.on_conflict_do_update(
    index_elements=["person", "film"],
    set_={name: _NEW.excluded[name] for name in ("stars", "liked", "time")},
)
_SEEN = upsert(_ratings).on_conflict_do_nothing()
_COUNT = select(func.count()).where(_ratings.c.person == bindparam("person"))


@dataclass(frozen=True)
class Rated:
    """What somebody has said about films.

    Attributes
    ----------
    stars
        By film, those rated last first.
    likes, dislikes
        Films that are liked, or not, without stars, the last first.
    seen
        Films that were seen, and of which nothing else is said.
    """

    stars: Mapping[str, float]
    likes: tuple[str, ...]
    dislikes: tuple[str, ...]
    seen: frozenset[str]


@dataclass(frozen=True)
class Shared:
    """A rating that may be learned from, without a name.

    Attributes
    ----------
    person
        A number for the person: 0, 1, 2, … in no particular order.
    """

    person: int
    film: str
    stars: float


class Ratings:
    """What people have said about films."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, user: int) -> Rated:
        """Return what somebody has rated and seen."""
        query = (
            select(_ratings.c.film, _ratings.c.stars, _ratings.c.liked)
            .where(_ratings.c.person == user)
            .order_by(_ratings.c.time.desc(), _ratings.c.film)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return Rated(
            stars={row.film: row.stars for row in rows if row.stars is not None},
            likes=tuple(row.film for row in rows if row.liked is True),
            dislikes=tuple(row.film for row in rows if row.liked is False),
            seen=frozenset(row.film for row in rows if row.stars is None and row.liked is None),
        )

    async def rate(self, user: int, stars: Mapping[str, float]) -> None:
        """Keep stars by film, in place of what was kept of those films.

        Raises
        ------
        FullError
            When somebody would have more than `MOST_RATINGS` films.
        """
        now = milliseconds()
        rows = [
            {"person": user, "film": film, "stars": given, "liked": None, "time": now}
            for film, given in stars.items()
        ]
        await self._keep(user, _RATE, rows)

    async def like(self, user: int, likes: Iterable[str], dislikes: Iterable[str]) -> None:
        """Keep which films are liked and which not, in place of what was kept of those films.

        Raises
        ------
        FullError
            When somebody would have more than `MOST_RATINGS` films.
        """
        now = milliseconds()
        rows = [
            {"person": user, "film": film, "stars": None, "liked": liked, "time": now}
            for liked, films in ((True, likes), (False, dislikes))
            for film in films
        ]
        await self._keep(user, _RATE, rows)

    async def mark_seen(self, user: int, keys: Iterable[str]) -> None:
        """Keep that films were seen; those that are rated or liked stay as they are.

        Raises
        ------
        FullError
            When somebody would have more than `MOST_RATINGS` films.
        """
        now = milliseconds()
        rows = [{"person": user, "film": f, "stars": None, "time": now} for f in keys]
        await self._keep(user, _SEEN, rows)

    async def remove(self, user: int, keys: Iterable[str] | None = None) -> int:
        """Forget what was said about some films, or all; return how many."""
        forget = delete(_ratings).where(_ratings.c.person == user)
        if keys is not None:
            forget = forget.where(_ratings.c.film.in_(list(keys)))
        async with self._database.writing() as connection:
            return (await connection.execute(forget)).rowcount

    async def share(self, user: int, guild: int) -> None:
        """Let somebody's ratings join the others' of a server."""
        async with self._database.writing() as connection:
            await connection.execute(NEW_PERSON, {"id": user})
            await connection.execute(NEW_GUILD, {"id": guild})
            keep = upsert(_sharing).on_conflict_do_nothing()
            await connection.execute(keep, {"person": user, "guild": guild})

    async def unshare(self, user: int, guild: int | None = None) -> tuple[int, ...]:
        """Take somebody's ratings out of one server, or of all; return which they were in."""
        theirs = _sharing.c.person == user
        if guild is not None:
            theirs &= _sharing.c.guild == guild
        async with self._database.writing() as connection:
            query = select(_sharing.c.guild).where(theirs).order_by(_sharing.c.guild)
            guilds_left = tuple((await connection.execute(query)).scalars())
            await connection.execute(delete(_sharing).where(theirs))
        return guilds_left

    async def shared_in(self, user: int) -> tuple[int, ...]:
        """Return the servers that somebody's ratings join."""
        query = select(_sharing.c.guild).where(_sharing.c.person == user)
        query = query.order_by(_sharing.c.guild)
        async with self._database.reading() as connection:
            return tuple((await connection.execute(query)).scalars())

    async def sharers(self, guild: int) -> frozenset[int]:
        """Return who lets their ratings join in this server, if it lets them."""
        query = (
            select(_sharing.c.person)
            .join(guilds, guilds.c.id == _sharing.c.guild)
            .where(_sharing.c.guild == guild, guilds.c.members)
        )
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(query)).scalars())

    async def shared(self, guild: int) -> tuple[Shared, ...]:
        """Return the ratings of all who let theirs join in this server, if it lets them."""
        query = (
            select(_ratings.c.person, _ratings.c.film, _ratings.c.stars)
            .join(_sharing, _sharing.c.person == _ratings.c.person)
            .join(guilds, guilds.c.id == _sharing.c.guild)
            .where(_sharing.c.guild == guild, guilds.c.members, _ratings.c.stars.is_not(None))
            .order_by(_ratings.c.person, _ratings.c.film)
            .limit(MOST_SHARED)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        numbers: dict[int, int] = {}
        return tuple(
            Shared(numbers.setdefault(row.person, len(numbers)), row.film, row.stars)
            for row in rows
        )

    async def _keep(self, user: int, statement: Insert, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        async with self._database.writing() as connection:
            # Beginning with a write takes the lock: what is counted cannot change meanwhile.
            await connection.execute(NEW_PERSON, {"id": user})
            await connection.execute(statement, rows)
            count = await connection.execute(_COUNT, {"person": user})
            if count.scalar_one() > MOST_RATINGS:
                raise FullError
