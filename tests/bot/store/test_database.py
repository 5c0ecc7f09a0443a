"""The file: kept once it is answered, brought up to date, and what cannot be opened."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import Share, Store, StoreError
from bot.store.database import Database, metadata

ANN, BEN = 101, 2**63 - 1


async def test_what_is_kept_is_there_when_it_is_opened_again(store: Store, file: Path) -> None:
    await store.people.set_variable(ANN, "A", "[1, 2]")
    await store.people.set_motion(ANN, on=False)

    # The first is not closed: as after a kill, all there is is the file and its log.
    second = Store(f"sqlite:///{file}")
    await second.open()
    try:
        person = await second.people.person(ANN)
    finally:
        await second.close()

    assert person.variables == {"A": "[1, 2]"}
    assert not person.settings.motion


async def test_the_file_is_safe_at_every_commit(other_hand: Database) -> None:
    async with other_hand.reading() as connection:
        found = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    full = 2
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 2000,
    }


async def test_a_person_who_goes_takes_everything_along(
    store: Store, other_hand: Database, file: Path
) -> None:
    await store.people.set_variable(ANN, "A", "1")
    await store.people.set_variable(BEN, "B", "1")

    async with other_hand.writing() as connection:
        await connection.exec_driver_sql("DELETE FROM people WHERE id = ?", (ANN,))

    with sqlite3.connect(file) as direct:
        assert direct.execute("SELECT name FROM variables").fetchall() == [("B",)]


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


async def test_a_database_of_a_newer_bot_is_left_alone(other_hand: Database, file: Path) -> None:
    async with other_hand.writing() as connection:
        await connection.exec_driver_sql("UPDATE schema SET version = 7")

    words = await refused(f"sqlite:///{file}")

    assert "has version 7, and this bot knows version 1" in words


async def test_opening_twice_changes_nothing(store: Store, file: Path) -> None:
    await store.people.set_variable(ANN, "A", "1")
    for _ in range(2):
        again = Store(f"sqlite:///{file}")
        await again.open()
        await again.close()

    with sqlite3.connect(file) as direct:
        assert direct.execute("SELECT version FROM schema").fetchall() == [(1,)]
    assert await store.people.variables(ANN) == {"A": "1"}


# A file of an older bot

FIRST_TABLES = """
CREATE TABLE schema (version INTEGER NOT NULL);
CREATE TABLE people (id BIGINT NOT NULL, motion BOOLEAN DEFAULT '1' NOT NULL, PRIMARY KEY (id));
CREATE TABLE variables (
    person BIGINT NOT NULL, name VARCHAR NOT NULL, text VARCHAR NOT NULL,
    PRIMARY KEY (person, name), FOREIGN KEY(person) REFERENCES people (id) ON DELETE CASCADE
);
INSERT INTO schema VALUES (1);
INSERT INTO people VALUES (101, 0);
INSERT INTO variables VALUES (101, 'A', '[1, 2]');
"""
"""The database of the first bot that had one, with a person in it."""


def old_file(file: Path, script: str) -> None:
    """Make the file as an older bot left it."""
    with closing(sqlite3.connect(file)) as direct:
        direct.executescript(script)


async def test_a_file_of_the_first_bot_goes_on_working(file: Path) -> None:
    old_file(file, FIRST_TABLES)

    store = Store(f"sqlite:///{file}")
    await store.open()
    try:
        person = await store.people.person(ANN)
        await store.guilds.set_study_channel(1, 2)
        found = await store.guilds.study_channel(1)
    finally:
        await store.close()

    assert person.variables == {"A": "[1, 2]"}
    assert not person.settings.motion
    assert found == 2


LATER_TABLES = """
CREATE TABLE guilds (
    id BIGINT NOT NULL, study_channel BIGINT, members BOOLEAN DEFAULT '1' NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE ratings (
    person BIGINT NOT NULL, film VARCHAR NOT NULL, stars FLOAT, time BIGINT NOT NULL,
    PRIMARY KEY (person, film), FOREIGN KEY(person) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE shares (
    answer VARCHAR NOT NULL, guild BIGINT NOT NULL, channel BIGINT NOT NULL, post BIGINT,
    PRIMARY KEY (answer), FOREIGN KEY(guild) REFERENCES guilds (id) ON DELETE CASCADE
);
CREATE TABLE sharing (
    person BIGINT NOT NULL, guild BIGINT NOT NULL,
    PRIMARY KEY (person, guild),
    FOREIGN KEY(person) REFERENCES people (id) ON DELETE CASCADE,
    FOREIGN KEY(guild) REFERENCES guilds (id) ON DELETE CASCADE
);
INSERT INTO variables VALUES (101, 'r', '≈ 1.4142135623730951');
INSERT INTO variables VALUES (101, 'u', '≈ [1.4142135623730951, 0.3333333333333333]');
INSERT INTO guilds VALUES (7, 70, 1);
INSERT INTO ratings VALUES (101, 'shrek 2001', 5.0, 1795684718652);
INSERT INTO ratings VALUES (101, 'up 2009', 1.5, 1795684718653);
INSERT INTO ratings VALUES (101, 'memento 2000', NULL, 1795684718657);
INSERT INTO sharing VALUES (101, 7);
INSERT INTO shares VALUES ('0123456789ab', 7, 70, 700);
INSERT INTO shares VALUES ('ba9876543210', 7, 70, NULL);
"""
"""The tables of version 0.1, with what a person, a server and their answers had in them."""


async def test_a_file_of_version_0_1_has_everything_in_it(file: Path) -> None:
    old_file(file, FIRST_TABLES + LATER_TABLES)

    store = Store(f"sqlite:///{file}")
    await store.open()
    try:
        person = await store.people.person(ANN)
        rated = await store.ratings.of(ANN)
        shared = await store.ratings.shared(7)
        channel = await store.guilds.study_channel(7)
        posted = await store.guilds.claim_share("0123456789ab", 7, 70)
        interrupted = await store.guilds.claim_share("ba9876543210", 7, 70)
        kept = {table.name: len(table.rows) for table in await store.people.forget(ANN)}
    finally:
        await store.close()

    assert person.variables == {
        "A": "[1, 2]",
        "r": "≈ 1.4142135623730951",
        "u": "≈ [1.4142135623730951, 0.3333333333333333]",
    }
    assert list(rated.stars.items()) == [("up 2009", 1.5), ("shrek 2001", 5.0)]
    assert rated.seen == {"memento 2000"}
    assert [(each.film, each.stars) for each in shared] == [("shrek 2001", 5.0), ("up 2009", 1.5)]
    assert channel == 70
    assert posted == Share(70, 700)
    assert interrupted == Share(70, None)
    assert kept == {"people": 1, "ratings": 3, "sharing": 1, "variables": 3}


async def test_a_column_that_a_file_lacks_is_added_with_its_default(file: Path) -> None:
    old_file(
        file, FIRST_TABLES.replace(", motion BOOLEAN DEFAULT '1' NOT NULL", "").replace(", 0", "")
    )

    store = Store(f"sqlite:///{file}")
    await store.open()
    try:
        before = await store.people.person(ANN)
        await store.people.set_motion(ANN, on=False)
        after = await store.people.person(ANN)
    finally:
        await store.close()

    assert before.variables == after.variables == {"A": "[1, 2]"}
    assert (before.settings.motion, after.settings.motion) == (True, False)


BORN_WITH = {
    "schema": {"version"},
    "people": {"id"},
    "variables": {"person", "name", "text"},
    "guilds": {"id"},
}
"""Columns that every file with these tables has: all others must be addable to rows."""


@pytest.mark.parametrize("table", BORN_WITH)
def test_every_later_column_can_be_added_to_a_file_with_rows(table: str) -> None:
    needed = {
        column.name
        for column in metadata.tables[table].columns
        if not column.nullable and column.server_default is None
    }

    assert needed == BORN_WITH[table]
