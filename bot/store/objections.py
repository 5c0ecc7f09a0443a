"""What people disagree with, for the host to read while the bot runs or does not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from bot.store.backup import check_source
from bot.store.database import Database
from bot.store.quiz import Quiz

if TYPE_CHECKING:
    from bot.store.quiz import Objection


def objections_in(url: str) -> tuple[Objection, ...]:
    """Return everybody's disagreements with verdicts without their names, the latest first.

    Parameters
    ----------
    url
        Of the database, as for `Database`.

    Raises
    ------
    StoreError
        When there is no database, or it cannot be read.
    """
    check_source(url)
    return asyncio.run(_objections(Database(url)))


async def _objections(database: Database) -> tuple[Objection, ...]:
    try:
        async with database.reading() as connection:
            # A bot that knew no exercises yet made no such table.
            is_there = await connection.run_sync(_has_table)
        return await Quiz(database).objections() if is_there else ()
    finally:
        await database.close()


def _has_table(connection: Connection) -> bool:
    return inspect(connection).has_table("objections")
