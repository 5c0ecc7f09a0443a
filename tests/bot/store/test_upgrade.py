"""Files of older bots are brought up to date, or left exactly as they were."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.store import Share, Store, StoreError, upgrade
from bot.store.database import metadata

ANN = 101

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


async def test_a_file_of_the_first_bot_goes_on_working(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old_file(file, FIRST_TABLES)
    caplog.set_level(logging.INFO, "bot")

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
    assert "brought up to date" in caplog.text


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE notes (text VARCHAR);",
        "CREATE TABLE people (name VARCHAR, born INTEGER);",
        f"CREATE TABLE alembic_version AS SELECT '{upgrade.HEAD}' AS version_num;",
        "CREATE TABLE alembic_version AS SELECT '0001' AS version_num;",
    ],
    ids=["notes", "people", "of this version", "of an old one"],
)
async def test_the_file_of_another_program_is_left_alone(file: Path, script: str) -> None:
    old_file(file, script)
    with closing(sqlite3.connect(file)) as direct:
        before = [*direct.iterdump()]

    store = Store(f"sqlite:///{file}")
    with pytest.raises(StoreError, match="another program; set DATABASE_URL to one of its own"):
        await store.open()
    await store.close()

    with closing(sqlite3.connect(file)) as direct:
        assert [*direct.iterdump()] == before


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
    assert (rated.seen, rated.likes, rated.dislikes) == ({"memento 2000"}, (), ())
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
        await store.people.choose(ANN, motion=False)
        after = await store.people.person(ANN)
    finally:
        await store.close()

    assert before.variables == after.variables == {"A": "[1, 2]"}
    assert (before.settings.motion, after.settings.motion) == (True, False)


# The migrations


def migrated(file: Path) -> None:
    """Make a database by all migrations, one after the other, from an empty one."""
    with closing(sqlite3.connect(file)) as direct:
        direct.execute("CREATE TABLE schema (version INTEGER NOT NULL)")


def dumped(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as direct:
        return [*direct.iterdump()]


@pytest.mark.parametrize("prepared", ["at once", "by migrations"])
async def test_tables_are_those_that_the_modules_declare(file: Path, prepared: str) -> None:
    if prepared == "by migrations":
        migrated(file)
    store = Store(f"sqlite:///{file}")
    await store.open()
    await store.close()

    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()

    assert differences == []


def test_the_last_migration_is_the_one_that_new_databases_are_stamped_with() -> None:
    scripts = ScriptDirectory.from_config(upgrade.alembic_config())

    assert scripts.get_heads() == [upgrade.HEAD]


async def test_opening_twice_migrates_once(file: Path) -> None:
    old_file(file, FIRST_TABLES)
    found: list[list[str]] = []
    for _ in range(2):
        store = Store(f"sqlite:///{file}")
        await store.open()
        await store.close()
        found.append(dumped(file))

    assert found[0] == found[1]
    assert f"INSERT INTO \"alembic_version\" VALUES('{upgrade.HEAD}');" in found[0]


FAILING = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade():
    op.create_table("half", sa.Column("done", sa.Integer))
    op.execute("DELETE FROM people")
    with op.batch_alter_table("variables") as table:
        table.alter_column("text", nullable=True)
    op.execute("SELECT 1 FROM nowhere")
"""


@pytest.mark.parametrize("script", [FIRST_TABLES, FIRST_TABLES + LATER_TABLES])
async def test_a_migration_that_fails_leaves_the_file_as_it_was(
    file: Path, tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_file(file, script)
    before = dumped(file)
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, folder)
    (folder / "versions" / "9999_fails.py").write_text(FAILING.format(head=upgrade.HEAD))
    with monkeypatch.context() as patched:
        patched.setattr(upgrade, "MIGRATIONS", folder)
        store = Store(f"sqlite:///{file}")
        with pytest.raises(StoreError, match="nowhere") as caught:
            await store.open()
        await store.close()

    assert "it is as it was" in str(caught.value)
    assert dumped(file) == before
    store = Store(f"sqlite:///{file}")
    await store.open()
    assert "A" in await store.people.variables(ANN)
    await store.close()


MAKES_A_TABLE_ANEW = """
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("people", recreate="always") as table:
        table.alter_column("motion", server_default="0")
"""


async def test_a_table_made_anew_takes_no_rows_of_others_along(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_file(file, FIRST_TABLES + LATER_TABLES)
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, folder)
    (folder / "versions" / "9999_anew.py").write_text(MAKES_A_TABLE_ANEW.format(head=upgrade.HEAD))
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrade, "HEAD", "9999")

    store = Store(f"sqlite:///{file}")
    await store.open()
    kept = {table.name: len(table.rows) for table in await store.people.kept(ANN)}
    await store.close()

    assert kept == {"people": 1, "ratings": 3, "sharing": 1, "variables": 3}


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE schema (version INTEGER NOT NULL); INSERT INTO schema VALUES (7);",
        "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES (7);",
    ],
)
async def test_a_database_of_a_newer_bot_is_left_alone(file: Path, script: str) -> None:
    old_file(file, script)
    before = dumped(file)

    store = Store(f"sqlite:///{file}")
    with pytest.raises(StoreError, match=f"has version 7, and this bot .* up to {upgrade.HEAD}"):
        await store.open()
    await store.close()

    assert dumped(file) == before
