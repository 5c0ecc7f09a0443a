"""Questions behind the buttons below answers: kept when they are answered, found for months."""

from __future__ import annotations

import asyncio
import json
import logging
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.store.clock import DAY, milliseconds
from bot.store.columns import Text
from bot.store.database import metadata, upsert
from bot.store.guilds import NEW_GUILD
from bot.store.people import NEW_PERSON

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.store.database import Database

log = logging.getLogger(__name__)

MOST_AGE = 90 * DAY
"""Since a question was last used: longer than a semester's course looks back."""

MOST_BYTES = 500_000_000
"""Of all questions, compressed: over a million of some 250 bytes."""

MOST_BYTES_EACH = 50_000_000
"""Of one person's questions, so that nobody pushes out those of others."""

MOST_QUESTIONS_EACH = 10_000
"""Questions of one person; what they export is then a file that Discord takes."""

MOST_BYTES_ONE = 10_000_000
"""Of one question. The longest file that is read has 8 MB."""

ROW_BYTES = 150
"""Of a row and its entries in indexes, apart from the question."""

PRUNE_AFTER = 50_000_000
"""Bytes added since the last pruning after which the next one is due."""

LONG = 100_000
"""Characters to compress elsewhere, so that nobody waits for that."""

AT_A_TIME = 500
"""Rows that one statement deletes."""


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row for its person to read."""
    found = json.loads(zlib.decompress(row["question"]))
    typed = {name: text for name, text in found["inputs"].items() if not name.startswith("_")}
    return {
        "command": found["command"],
        "inputs": typed,
        "server": row["guild"],
        "private": row["private"],
        "asked": row["made"],
        "used": row["used"],
    }


_questions = Table(
    "questions",
    metadata,
    Column("key", Text, primary_key=True),
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE")),
    Column[int]("guild", ForeignKey("guilds.id", ondelete="CASCADE")),
    Column("private", Boolean, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("question", LargeBinary, nullable=False),
    Index("questions_of_person", "person"),
    Index("questions_of_guild", "guild"),
    info={"called": ("one question", "{} questions"), "readable": _readable},
)
"""The question is JSON, compressed: that takes the third off an image in base64, and two thirds
off a table."""


_KEEP = upsert(_questions).on_conflict_do_nothing()
_USE = (
    update(_questions)
    .where(_questions.c.key == bindparam("used_one"))
    .values(used=bindparam("now"))
)
_FORGET = delete(_questions).where(_questions.c.key == bindparam("gone_one"))
_FIND = select(_questions.c.question, _questions.c.used).where(
    _questions.c.key == bindparam("wanted")
)


@dataclass(frozen=True)
class Asked:
    """A question to keep.

    Attributes
    ----------
    key
        Under which it is found.
    person, guild
        Who asked, and in which server; None where nobody did, or none has the bot.
    private
        Whether it is for who asked alone.
    text
        The question as JSON, an object with "command" and "inputs".
    """

    key: str
    person: int | None
    guild: int | None
    private: bool
    text: str


class Questions:
    """The questions behind buttons."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._added = 0
        self._pruned = 0

    async def keep(
        self, asked: Collection[Asked], used: Collection[str] = (), gone: Collection[str] = ()
    ) -> None:
        """Keep questions, note the use of others, and forget others, in one transaction.

        What is longer than `MOST_BYTES_ONE` is left out.
        """
        now = milliseconds()
        if sum(len(each.text) for each in asked) > LONG:
            rows = await asyncio.to_thread(_rows, asked, now)
        else:
            rows = _rows(asked, now)
        try:
            await self._write(rows, used, gone, now)
        except IntegrityError:
            # Somebody who keeps nothing yet, or a server. Mostly both are known, and to try that
            # first halves the work.
            await self._write(rows, used, gone, now, anew=True)
        self._added += sum(row["size"] for row in rows)

    async def _write(
        self,
        rows: Sequence[dict[str, Any]],
        used: Collection[str],
        gone: Collection[str],
        now: int,
        *,
        anew: bool = False,
    ) -> None:
        people = {row["person"] for row in rows} - {None} if anew else set[int]()
        servers = {row["guild"] for row in rows} - {None} if anew else set[int]()
        async with self._database.writing(briefly=True) as connection:
            if people:
                await connection.execute(NEW_PERSON, [{"id": each} for each in people])
            if servers:
                await connection.execute(NEW_GUILD, [{"id": each} for each in servers])
            if rows:
                await connection.execute(_KEEP, rows)
            if used:
                await connection.execute(_USE, [{"used_one": key, "now": now} for key in used])
            if gone:
                await connection.execute(_FORGET, [{"gone_one": key} for key in gone])

    async def find(self, key: str) -> tuple[str, bool] | None:
        """Return a question as JSON, and whether its last use is a day ago or more."""
        async with self._database.reading() as connection:
            row = (await connection.execute(_FIND, {"wanted": key})).one_or_none()
        if row is None:
            return None
        text = await asyncio.to_thread(zlib.decompress, row.question)
        return text.decode(errors="surrogatepass"), milliseconds() - row.used >= DAY

    @property
    def is_pruning_due(self) -> bool:
        """Whether much has been added since the last time, or that was a day ago."""
        return self._added >= PRUNE_AFTER or milliseconds() - self._pruned >= DAY

    async def prune(self) -> int:
        """Forget what is old, and the least recently used where there is too much; return how many.

        They are looked for without a lock, so that nobody waits for that.
        """
        self._added, self._pruned = 0, milliseconds()
        async with self._database.reading() as connection:
            keys = (await connection.execute(_too_much(), _limits())).scalars().all()
        for start in range(0, len(keys), AT_A_TIME):
            some = keys[start : start + AT_A_TIME]
            async with self._database.writing() as connection:
                await connection.execute(_FORGET, [{"gone_one": key} for key in some])
        return len(keys)


@cache
def _too_much() -> Any:
    """Return the query for the keys of questions that are not to be kept, by `_limits`."""
    row = _questions.c
    latest_first = (row.used.desc(), row.key)
    ranked = select(
        row.key,
        row.person,
        row.used,
        func.sum(row.size).over(order_by=latest_first).label("all"),
        func.sum(row.size).over(partition_by=row.person, order_by=latest_first).label("each"),
        func.row_number().over(partition_by=row.person, order_by=latest_first).label("place"),
    ).subquery()
    of_one = or_(
        ranked.c.each > bindparam("bytes_each"), ranked.c.place > bindparam("questions_each")
    )
    return select(ranked.c.key).where(
        or_(
            ranked.c.used < bindparam("oldest"),
            ranked.c.all > bindparam("bytes"),
            case((ranked.c.person.is_(None), False), else_=of_one),
        )
    )


def _limits() -> dict[str, int]:
    return {
        "oldest": milliseconds() - MOST_AGE,
        "bytes": MOST_BYTES,
        "bytes_each": MOST_BYTES_EACH,
        "questions_each": MOST_QUESTIONS_EACH,
    }


def _rows(asked: Collection[Asked], now: int) -> Sequence[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for each in asked:
        packed = zlib.compress(each.text.encode(errors="surrogatepass"))
        if len(packed) > MOST_BYTES_ONE:
            log.info("A question of %s bytes is too long to be kept.", len(packed))
            continue
        rows.append(
            {
                "key": each.key,
                "person": each.person,
                "guild": each.guild,
                "private": each.private,
                "made": now,
                "used": now,
                "size": len(packed) + ROW_BYTES,
                "question": packed,
            }
        )
    return rows
