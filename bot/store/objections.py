"""What people disagree with, for the host to read while the bot runs or does not."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from bot.store.backup import check, file_of, opened
from bot.store.failures import StoreError
from bot.store.quiz import Objection

QUERY = "SELECT time, exercise, typed, verdict FROM objections ORDER BY id DESC"

IS_THERE = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'objections'"


def objections_in(url: str) -> tuple[Objection, ...]:
    """Return everybody's disagreements with verdicts without their names, the latest first.

    Parameters
    ----------
    url
        Of the database, ``sqlite:///FILE``.

    Raises
    ------
    StoreError
        When there is no database, or it cannot be read.
    """
    file = file_of(url)
    check(file)
    try:
        with closing(opened(file)) as source:
            # A bot that knew no exercises yet made no such table.
            is_there = source.execute(IS_THERE).fetchone()[0]
            rows = source.execute(QUERY).fetchall() if is_there else []
    except sqlite3.Error as error:
        raise StoreError(f"{file} cannot be read as a database ({error}).") from error
    return tuple(
        Objection(time, exercise, json.loads(typed), verdict)
        for time, exercise, typed, verdict in rows
    )
