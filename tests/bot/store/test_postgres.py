"""A PostgreSQL server: what it refuses, when it is away, and what it has lost by then."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
import socket
import sys
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial

import pytest
import pytest_asyncio
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from bot.store import Store, StoreError, postgres, upgrade
from bot.store.database import Database, metadata
from tests.postgres import Server, server

DATABASES = ("postgresql",)

ANN = 101


async def open_and_close(url: str) -> None:
    store = Store(url)
    try:
        await store.open()
    finally:
        await store.close()


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Look again and again."""
    async with asyncio.timeout(10):
        while not await holds():  # noqa: ASYNC110 - a server's return is no event
            await asyncio.sleep(0.01)


async def has_recovered(store: Store) -> bool:
    """Keep a value beside what was kept before, if that works; return whether both are there."""
    try:
        await store.people.set_variable(ANN, "B", "1")
        return await store.people.variables(ANN) == {"A": "1", "B": "1"}
    except StoreError:
        return False


async def refused(url: str, *, passes: bool = False) -> str:
    """Return the sentence about a database that cannot be used; it may pass without the host."""
    with pytest.raises(StoreError) as caught:
        await open_and_close(url)
    assert caught.value.passes == passes
    words = str(caught.value)
    assert "\n" not in words
    assert "hunter2" not in words
    return words


# What cannot be used


async def test_a_server_that_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(postgres, "STARTING_PATIENCE", 0.6)

    words = await refused("postgresql+asyncpg://bot:hunter2@127.0.0.1:1/study", passes=True)

    assert words.startswith("The database of DATABASE_URL cannot be used (")
    assert "Connect call failed ('127.0.0.1', 1)" in words
    assert caplog.text.count("Waiting for the database") == 1
    assert "hunter2" not in caplog.text


async def test_a_server_that_says_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "STARTING_PATIENCE", 0)
    monkeypatch.setattr(postgres, "PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]

        url = f"postgresql+asyncpg://bot:hunter2@127.0.0.1:{port}/study"
        words = await refused(url, passes=True)

    assert words == "The database of DATABASE_URL cannot be used (no answer)."


async def test_a_user_and_a_database_that_are_not_there_are_said_at_once(
    postgres_server: Server,
) -> None:
    there = postgres_server.url()

    assert "refused the user or the password" in await refused(there.replace("//postgres", "//x"))
    assert "no such database" in await refused(postgres_server.url("nowhere"))


async def test_a_database_that_cannot_keep_all_languages_is_refused(
    postgres_server: Server,
) -> None:
    url = await postgres_server.new(options="ENCODING 'SQL_ASCII' TEMPLATE template0")

    assert "has the encoding SQL_ASCII" in await refused(url)


@pytest.mark.parametrize("place", ["schema public", "table alembic_version"])
async def test_a_user_who_may_not_do_what_the_bot_does_is_told(
    postgres_server: Server, place: str
) -> None:
    role = f"reader_{secrets.token_hex(4)}"
    url = await postgres_server.new(
        f"CREATE ROLE {role} LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    )
    if place.startswith("table"):
        await open_and_close(url)

    words = await refused(url.replace("//postgres", f"//{role}"))

    assert f"cannot be used (permission denied for {place}; the bot's user must own" in words


async def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)

    assert "pip install '.[postgres]'" in await refused("postgresql+asyncpg://bot:hunter2@h/study")


async def test_the_database_of_another_program_is_left_alone(postgres_server: Server) -> None:
    url = await postgres_server.new("CREATE TABLE people (name VARCHAR)")

    assert "is that of another program; set DATABASE_URL to one of its own" in await refused(url)


async def test_the_database_of_a_newer_bot_is_left_alone(postgres_server: Server) -> None:
    url = await postgres_server.new(
        "CREATE TABLE people (id INT); CREATE TABLE variables (id INT);"
        "CREATE TABLE alembic_version AS SELECT '7777' AS version_num"
    )

    assert "has version 7777, and this bot knows versions up to" in await refused(url)


# Its tables


COLUMNS = text(
    "SELECT table_name, column_name, data_type, collation_name, column_default, is_nullable "
    "FROM information_schema.columns WHERE table_schema = 'public'"
)


async def test_tables_are_the_same_at_once_and_by_migrations(postgres_server: Server) -> None:
    found: list[set[tuple[str, ...]]] = []
    for script in ("", "CREATE TABLE schema (version INTEGER NOT NULL)"):
        url = await postgres_server.new(script)
        await open_and_close(url)
        database = Database(url)
        async with database.reading() as connection:
            differences = await connection.run_sync(
                lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
            )
            found.append({tuple(row) for row in await connection.execute(COLUMNS)})
        await database.close()
        assert differences == []

    assert found[0] == found[1]


@pytest.mark.parametrize("script", ["", "CREATE TABLE schema (version INTEGER NOT NULL)"])
async def test_bots_that_start_at_once_make_the_tables_once(
    postgres_server: Server, script: str
) -> None:
    url = await postgres_server.new(script)

    await asyncio.gather(*(open_and_close(url) for _ in range(3)))

    await open_and_close(url)


async def test_tables_that_another_bot_changes_while_they_are_looked_at(
    postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = await postgres_server.new("CREATE TABLE schema (version INTEGER NOT NULL)")
    look, looks = upgrade.version_of, list[Connection]()

    def look_again(connection: Connection) -> str | None:
        looks.append(connection)
        if len(looks) == 1:
            connection.exec_driver_sql("SELECT version FROM gone")
        return look(connection)

    monkeypatch.setattr(upgrade, "version_of", look_again)
    await open_and_close(url)

    database = Database(url)
    async with database.reading() as connection:
        assert await connection.run_sync(look) == upgrade.HEAD
    await database.close()


async def test_what_a_server_makes_usual_does_not_make_writes_less_safe(
    postgres_server: Server,
) -> None:
    url = await postgres_server.new()
    name = url.rpartition("/")[2]
    await postgres_server.run(
        f"ALTER DATABASE {name} SET synchronous_commit = off;"
        f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'"
    )

    database = Database(url)
    async with database.writing() as connection:
        found = [
            (await connection.execute(text(f"SHOW {setting}"))).scalar_one()
            for setting in ("synchronous_commit", "transaction_isolation")
        ]
    await database.close()

    assert found == ["on", "read committed"]


# Connections that end, and a server that is away

OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'study-bot'"
)


async def test_connections_that_the_server_has_closed_are_replaced(
    store: Store, postgres_server: Server
) -> None:
    await store.people.set_variable(ANN, "A", "1")
    await postgres_server.run(OTHERS)

    await until(partial(has_recovered, store))


async def test_a_transaction_that_the_server_ends_keeps_nothing(
    store: Store, other_hand: Database, postgres_server: Server
) -> None:
    await store.people.set_variable(ANN, "A", "1")

    async def interrupted() -> None:
        async with other_hand.writing() as connection:
            await connection.execute(text("DELETE FROM people"))
            await postgres_server.run(OTHERS)
            await connection.execute(text("SELECT 1"))

    with pytest.raises(StoreError, match="cannot be used for now"):
        await interrupted()

    await until(partial(has_recovered, store))


async def test_who_holds_the_lock_and_says_nothing_loses_it(
    postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "LONGEST_PAUSE", 200)
    url = await postgres_server.new()
    store, hanging = Store(url), Database(url)
    await store.open()

    async def hang() -> None:
        async with hanging.writing() as connection:
            await store.people.set_variable(ANN, "A", "1")
            await connection.execute(text("SELECT 1"))

    with pytest.raises(StoreError, match="cannot be used for now"):
        await hang()

    assert await store.people.variables(ANN) == {"A": "1"}
    await store.close()
    await hanging.close()


@pytest.fixture(scope="module")
def own_server(postgres_server: Server) -> Iterator[Server]:
    """A server that a test may stop, and kill; it starts it again."""
    assert postgres_server is not None
    with server() as started:
        yield started


@pytest_asyncio.fixture
async def own_store(own_server: Server) -> AsyncIterator[Store]:
    store = Store(await own_server.new())
    await store.open()
    yield store
    await store.close()


@pytest.mark.parametrize("how", ["SIGINT", "SIGKILL"])
async def test_a_server_that_was_away_has_all_that_was_kept(
    own_server: Server, own_store: Store, how: str
) -> None:
    await own_store.people.set_variable(ANN, "A", "1")
    await asyncio.to_thread(own_server.stop, signal.Signals[how])

    for failing in (own_store.people.set_variable(ANN, "C", "1"), own_store.people.variables(ANN)):
        with pytest.raises(StoreError, match="cannot be used for now") as caught:
            await failing
        assert "hunter2" not in "".join(traceback.format_exception(caught.value))

    await asyncio.to_thread(own_server.start)
    await until(partial(has_recovered, own_store))


async def test_a_bot_waits_for_a_server_that_starts_after_it(
    own_server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    url = await own_server.new()
    await asyncio.to_thread(own_server.stop)
    opening = asyncio.create_task(open_and_close(url))

    async def is_waiting() -> bool:
        return "Waiting for the database of DATABASE_URL" in caplog.text

    await until(is_waiting)

    await asyncio.to_thread(own_server.start)

    await opening


async def test_a_failure_shows_nothing_of_what_somebody_keeps(
    postgres_server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(await postgres_server.new())
    await store.open()
    async with store.people._database.writing() as connection:
        await connection.execute(text("DROP TABLE variables"))
    # Not written out, since a traceback shows this line.
    secret = str(12345 * 54321)

    with pytest.raises(ProgrammingError, match="does not exist") as caught:
        await store.people.set_variable(ANN, f"name{secret}", f"text{secret}")

    shown = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert secret not in shown
    assert "hunter2" not in shown
    await store.close()


async def test_a_row_that_is_in_the_way_is_not_shown(store: Store, other_hand: Database) -> None:
    secret = str(12345 * 54321)
    await store.people.set_variable(ANN, f"name{secret}", "1")

    async def keep_again() -> None:
        async with other_hand.writing() as connection:
            row = {"person": ANN, "name": f"name{secret}", "text": "2"}
            await connection.execute(metadata.tables["variables"].insert(), row)

    with pytest.raises(IntegrityError, match="duplicate key") as caught:
        await keep_again()

    assert secret not in "".join(traceback.format_exception(caught.value))
