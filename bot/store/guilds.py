"""Servers: their study channel, which answers have been posted there, and which left.

No table here holds anything about a person: an answer is known by the random key of its buttons.
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
    Table,
    bindparam,
    delete,
    select,
    update,
)

from bot.shards import ALONE
from bot.store.clock import DAY, milliseconds
from bot.store.columns import Text
from bot.store.database import metadata, upsert
from bot.store.settings import columns

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.shards import Shards
    from bot.store.database import Database

MOST_CHANNELS = 50
"""In which replies may be public, of one server that chooses them."""

REMOVED_FOR = 30 * DAY
"""After which a server that has removed the bot is forgotten: time to think better of it."""

guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("study_channel", BigInteger),
    Column("members", Boolean, nullable=False, server_default="1"),
    Column("removed", BigInteger),
    Column("channels", JSON(none_as_null=True)),
    Column("teacher_role", BigInteger),
    *columns(),
)

_shares = Table(
    "shares",
    metadata,
    Column("answer", Text, primary_key=True),
    Column[int]("guild", ForeignKey("guilds.id", ondelete="CASCADE"), nullable=False),
    Column("channel", BigInteger, nullable=False),
    Column("post", BigInteger),
)


NEW_GUILD = upsert(guilds).on_conflict_do_nothing()
"""First in every transaction that keeps something about the server with this ``id``."""

_REMOVED = (
    update(guilds).where(guilds.c.id == bindparam("guild")).values(removed=bindparam("since"))
)


@dataclass(frozen=True)
class Share:
    """An answer that has been posted, or is about to be.

    Attributes
    ----------
    channel
        Where.
    post
        The message, None before Discord has confirmed it.
    """

    channel: int
    post: int | None


class Guilds:
    """What servers have chosen, and what was posted in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def study_channel(self, guild: int) -> int | None:
        """Return the channel in which answers are shared."""
        query = select(guilds.c.study_channel).where(guilds.c.id == guild)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).scalar()

    async def set_study_channel(self, guild: int, channel: int) -> None:
        """Keep the channel in which answers are shared."""
        keep = upsert(guilds).on_conflict_do_update(
            index_elements=["id"], set_={"study_channel": channel}
        )
        async with self._database.writing() as connection:
            await connection.execute(keep, {"id": guild, "study_channel": channel})

    async def clear_study_channel(self, guild: int, channel: int | None = None) -> int | None:
        """Forget the channel, or only if it is the given one; return which it was."""
        known = (guilds.c.id == guild) & guilds.c.study_channel.is_not(None)
        if channel is not None:
            known &= guilds.c.study_channel == channel
        async with self._database.writing() as connection:
            query = select(guilds.c.study_channel).where(known)
            before = (await connection.execute(query)).scalar()
            await connection.execute(update(guilds).where(known).values(study_channel=None))
        return before

    async def lets_members_join(self, guild: int) -> bool:
        """Return whether members' ratings may join the model of the server."""
        query = select(guilds.c.members).where(guilds.c.id == guild)
        async with self._database.reading() as connection:
            found = (await connection.execute(query)).scalar()
        return found is None or found

    async def set_members(self, guild: int, on: bool) -> None:  # noqa: FBT001 - it is the value
        """Keep whether members' ratings may join the model of the server."""
        keep = upsert(guilds).on_conflict_do_update(index_elements=["id"], set_={"members": on})
        async with self._database.writing() as connection:
            await connection.execute(keep, {"id": guild, "members": on})

    async def choose(self, guild: int, **choices: Any) -> None:
        """Keep some of a server's defaults, by name; None leaves one to the bot."""
        keep = upsert(guilds).on_conflict_do_update(index_elements=["id"], set_=choices)
        async with self._database.writing() as connection:
            await connection.execute(keep, {"id": guild, **choices})

    async def allow_channels(
        self, guild: int, more: Collection[int] = (), fewer: Collection[int] = ()
    ) -> tuple[int, ...] | None:
        """Add and remove channels in which replies may be public; return all of them.

        Without any they may be public everywhere. Where that would be more than `MOST_CHANNELS`,
        nothing changes and None is returned.
        """
        query = select(guilds.c.channels).where(guilds.c.id == guild)
        async with self._database.writing() as connection:
            before: list[int] = (await connection.execute(query)).scalar() or []
            kept = [each for each in dict.fromkeys([*before, *more]) if each not in fewer]
            if len(kept) > MOST_CHANNELS:
                return None
            keep = upsert(guilds).on_conflict_do_update(
                index_elements=["id"], set_={"channels": kept or None}
            )
            await connection.execute(keep, {"id": guild, "channels": kept or None})
        return tuple(kept)

    async def note_present(self, present: Collection[int], shards: Shards = ALONE) -> None:
        """Note which servers the bot is in; it may have been removed while it was not running.

        Parameters
        ----------
        present
            The servers that it is in, of these shards.
        shards
            Those that are judged: of other shards' servers this process knows nothing.
        """
        now = milliseconds()
        async with self._database.reading() as connection:
            known = (await connection.execute(select(guilds.c.id, guilds.c.removed))).all()
        changed = [
            {"guild": row.id, "since": None if row.id in present else now}
            for row in known
            if shards.serve(row.id) and (row.removed is None) != (row.id in present)
        ]
        if changed:
            async with self._database.writing() as connection:
                await connection.execute(_REMOVED, changed)

    async def note_removed(self, guild: int, *, back: bool = False) -> None:
        """Note that a server has removed the bot, or has it back."""
        async with self._database.writing() as connection:
            since = None if back else milliseconds()
            await connection.execute(_REMOVED, {"guild": guild, "since": since})

    async def forget_removed(self) -> int:
        """Forget servers that removed the bot `REMOVED_FOR` ago; return how many."""
        gone = guilds.c.removed <= milliseconds() - REMOVED_FOR
        async with self._database.writing() as connection:
            return (await connection.execute(delete(guilds).where(gone))).rowcount

    async def claim_share(self, answer: str, guild: int, channel: int) -> Share | None:
        """Claim the right to post an answer, which only one caller gets; None grants it.

        The holder confirms or releases it. Otherwise, as after a crash, the claim stays: whether
        the post arrived is not known, and it is not sent twice.
        """
        row = {"answer": answer, "guild": guild, "channel": channel}
        async with self._database.writing() as connection:
            await connection.execute(NEW_GUILD, {"id": guild})
            claim = upsert(_shares).on_conflict_do_nothing()
            if (await connection.execute(claim, row)).rowcount:
                return None
            query = select(_shares.c.channel, _shares.c.post).where(_shares.c.answer == answer)
            return Share(*(await connection.execute(query)).one())

    async def confirm_share(self, answer: str, post: int) -> None:
        """Keep that an answer has been posted, and as which message."""
        confirm = update(_shares).where(_shares.c.answer == answer).values(post=post)
        async with self._database.writing() as connection:
            await connection.execute(confirm)

    async def release_share(self, answer: str) -> None:
        """Take back the claim on an answer that certainly was not posted."""
        async with self._database.writing() as connection:
            await connection.execute(delete(_shares).where(_shares.c.answer == answer))
