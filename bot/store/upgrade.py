"""Brings a database up to the tables that this bot has.

A new database gets them at once, and one that has them is left as it is. Only an old one needs
Alembic, which takes half a second to load.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from bot.store.database import TABLES, Database, metadata
from bot.store.failures import NO_PERMISSION, StoreError, code_of, reason

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

log = logging.getLogger(__name__)

HEAD = "0012"
"""The last migration: its tables are those of `metadata`."""

MIGRATIONS = Path(__file__).with_name("migrations")

OLD_VERSION = 1
"""In the table "schema", which databases had before they had migrations."""


async def bring_up_to_date(database: Database) -> None:
    """Make the tables, or change those of an older bot, or find that nothing is to be done.

    Raises
    ------
    StoreError
        When the database is of a newer bot, or of another program.
    """
    async with database.reading() as connection:
        try:
            found = await connection.run_sync(version_of)
        except (ProgrammingError, StoreError):
            # Another bot may be changing the tables; it is looked again when no other one does.
            found = None
    if found == HEAD:
        return
    if found == "":
        async with database.writing() as connection:
            # Meanwhile another bot may have made them.
            if await connection.run_sync(version_of) == "":
                await connection.run_sync(make)
        return
    await _migrate(database)


def version_of(connection: Connection) -> str | None:
    """Return the version; "" of an empty database, None where it had no migrations yet."""
    there = set(inspect(connection).get_table_names())
    if not there:
        return ""
    version = None
    if "alembic_version" in there:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    # The first bots had only "schema". Other programs may call a version 0001, too.
    ours = "schema" in there or there >= TABLES
    if not ours and str(version or "") <= HEAD:
        raise StoreError(
            "The database of DATABASE_URL is that of another program; set DATABASE_URL to one "
            "of its own."
        )
    if version is not None:
        return version
    if "schema" in there:
        found = connection.exec_driver_sql("SELECT version FROM schema").scalar()
        if found not in (None, OLD_VERSION):
            raise newer(str(found))
    return None


def make(connection: Connection) -> None:
    metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


async def _migrate(database: Database) -> None:
    """Run the migrations that a database lacks in one transaction, or none of them."""
    config = alembic_config()
    try:
        async with database.engine.migrating() as connection:
            found = await connection.run_sync(version_of)
            if found == HEAD:
                return
            _check_known(found, config)
            await connection.run_sync(_upgrade, config)
    except StoreError:
        raise
    except Exception as error:
        if code_of(error) == NO_PERMISSION:
            raise StoreError(
                f"The database of DATABASE_URL cannot be used ({reason(error)})."
            ) from error
        why = reason(error) if isinstance(error, DBAPIError) else error
        raise StoreError(
            f"The database of DATABASE_URL could not be brought up to date ({why}); it is as it "
            "was. The bot that made it can use it."
        ) from error
    log.info("The database has been brought up to date: it has version %s.", HEAD)


def _check_known(found: str | None, config: Config) -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(config).walk_revisions()
    if found is not None and found not in {script.revision for script in scripts}:
        raise newer(found)


def alembic_config() -> Config:
    """Return where the migrations are; a connection is handed over in its attributes."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection, config: Config) -> None:
    from alembic import command

    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def newer(version: str) -> StoreError:
    return StoreError(
        f"The database of DATABASE_URL has version {version}, and this bot knows versions up to "
        f"{HEAD}; run the bot that made it, or set DATABASE_URL to another one."
    )
