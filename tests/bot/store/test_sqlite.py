"""A SQLite file: made, taken by one bot, and what cannot be opened."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import traceback
from contextlib import closing
from pathlib import Path
from subprocess import PIPE

import pytest

from bot.store import Store, StoreError
from bot.store.database import Database

DATABASES = ("sqlite",)

ANN = 101


async def test_the_file_is_safe_at_every_commit(other_hand: Database) -> None:
    async with other_hand.writing() as connection:
        found = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    full = 2
    assert found == {"journal_mode": "wal", "synchronous": full, "foreign_keys": 1}


async def test_a_database_in_memory_keeps_until_it_is_closed() -> None:
    store = Store("sqlite://")
    await store.open()
    try:
        await asyncio.gather(*(store.people.set_variable(ANN, f"v{k}", "1") for k in range(20)))
        assert len(await store.people.variables(ANN)) == 20
    finally:
        await store.close()


# What cannot be opened


async def refused(url: str) -> str:
    """Return the sentence about a database that cannot be used."""
    store = Store(url)
    try:
        with pytest.raises(StoreError) as caught:
            await store.open()
    finally:
        await store.close()
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def test_a_directory_that_is_not_there_is_said(tmp_path: Path) -> None:
    words = await refused(f"sqlite:///{tmp_path}/nowhere/bot.sqlite3")

    assert words.startswith("The database of DATABASE_URL cannot be used (unable to open")


def test_a_file_that_is_no_database_is_left_alone(file: Path) -> None:
    file.write_text("my notes " * 1000)

    words = asyncio.run(refused(f"sqlite:///{file}"))

    assert "not a database" in words
    assert file.read_text() == "my notes " * 1000


async def test_a_second_bot_on_the_same_file_is_refused(store: Store, file: Path) -> None:
    await store.people.set_variable(ANN, "A", "1")

    words = await refused(f"sqlite:///{file}")

    assert words.startswith("Another study-bot is running on the database of DATABASE_URL.")
    assert await store.people.variables(ANN) == {"A": "1"}
    await store.close()
    second = Store(f"sqlite:///{file}")
    await second.open()
    assert await second.people.variables(ANN) == {"A": "1"}
    await second.close()


def test_a_bot_that_is_killed_leaves_the_file_to_the_next(file: Path) -> None:
    script = (
        "import asyncio, sys; from bot.store import Store\n"
        "store = Store(sys.argv[1])\n"
        "asyncio.run(store.open())\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    url = f"sqlite:///{file}"
    command = [sys.executable, "-c", script, url]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        assert "is running" in asyncio.run(refused(url))
        first.kill()

    async def open_and_close() -> None:
        store = Store(url)
        await store.open()
        await store.close()

    asyncio.run(open_and_close())


# A file that has gone, or was changed by others


async def test_a_file_that_has_gone_is_not_made_anew(file: Path) -> None:
    gone = Database(f"sqlite:///{file}")
    await gone.open()
    await asyncio.to_thread(file.unlink)

    for opened, words in ((gone.reading, "unable to open"), (gone.writing, "has gone")):
        with pytest.raises(StoreError, match=words):
            async with opened() as connection:
                await connection.exec_driver_sql("SELECT 1")

    await gone.close()
    assert not await asyncio.to_thread(file.exists)


@pytest.mark.parametrize("replaced", [False, True])
async def test_nothing_is_said_to_be_kept_in_a_file_that_has_gone(
    store: Store, file: Path, tmp_path: Path, replaced: bool
) -> None:
    await store.people.set_variable(ANN, "A", "1")
    await asyncio.to_thread(file.rename, tmp_path / "elsewhere")
    if replaced:
        await asyncio.to_thread(file.write_bytes, b"")

    with pytest.raises(StoreError, match="has gone, or is another one by now"):
        await store.people.set_variable(ANN, "B", "1")

    assert await store.people.variables(ANN) == {"A": "1"}


async def test_a_failure_shows_nothing_of_what_somebody_keeps(
    store: Store, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("DROP TABLE variables")
    # Not written out, since a traceback shows this line.
    secret = str(12345 * 54321)

    with pytest.raises(StoreError) as caught:
        await store.people.set_variable(ANN, f"name{secret}", f"text{secret}")

    shown = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert "no such table" in shown
    assert secret not in shown
