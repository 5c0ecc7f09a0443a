"""New databases in memory as most tests need them: at once.

All but the first are copies of the first, since to make some forty tables takes longer than most
tests, and so does finding the words of each query again that another bot has asked already. And
they answer in the next turn of the event loop, not in a thread, which takes longer to wake than
any query to run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import sqlite, store
from bot.store.database import Database
from bot.store.upgrade import bring_up_to_date


@contextmanager
def at_once() -> Iterator[None]:
    """Let the databases in memory that are opened meanwhile be such ones."""
    make_engine = sqlite._engine
    first = list[_First]()

    def engine_at_once(file: Path | None, size: int) -> AsyncEngine:
        engine = make_engine(file, size)
        if file is None:
            event.listen(engine.sync_engine, "do_connect", _without_thread)
        return engine

    async def bring_up_to_date_or_copy(database: Database) -> None:
        if database.engine.is_shared or database.engine.file is not None:
            await bring_up_to_date(database)
        elif first:
            await first[0].copy_into(database)
        else:
            await bring_up_to_date(database)
            first.append(await _First.of(database))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "_engine", engine_at_once)
        patch.setattr(store, "bring_up_to_date", bring_up_to_date_or_copy)
        yield


class _First:
    """A database with all tables and no rows, and the words of all queries since."""

    def __init__(self, database: Database, content: bytes) -> None:
        engine = database.engine.reader.sync_engine
        self._dialect, self._words = engine.dialect, engine._compiled_cache
        self._content = content

    @classmethod
    async def of(cls, database: Database) -> _First:
        return cls(database, await _in_sqlite(database, "serialize"))

    async def copy_into(self, database: Database) -> None:
        engine = database.engine.reader.sync_engine
        engine.dialect, engine._compiled_cache = self._dialect, self._words
        await _in_sqlite(database, "deserialize", self._content)


async def _in_sqlite(database: Database, method: str, *values: bytes) -> Any:
    """Call a method of SQLite's own connection, as its queries are run."""
    async with database.engine.reader.connect() as connection:
        raw = await connection.get_raw_connection()
        driver: Any = raw.driver_connection
        return await driver._execute(getattr(driver._conn, method), *values)


class _Turns:
    """In place of the queue to a connection's thread: runs each call in the loop's next turn."""

    def put_nowait(self, call: tuple[Any, Callable[[], Any]]) -> None:
        future, function = call
        if future is None:
            function()
        else:
            future.get_loop().call_soon(self._run, future, function)

    def _run(self, future: Any, function: Callable[[], Any]) -> None:
        try:
            result = function()
        except Exception as error:
            if not future.done():
                future.set_exception(error)
        else:
            if not future.done():
                future.set_result(result)


def _without_thread(_: object, __: object, ___: object, options: dict[str, Any]) -> None:
    options["async_creator_fn"] = _connect


async def _connect(*names: Any, **options: Any) -> aiosqlite.Connection:
    connection: Any = aiosqlite.connect(*names, **options)
    connection._tx = _Turns()
    return await connection._connect()
