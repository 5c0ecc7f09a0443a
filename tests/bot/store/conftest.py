"""A store of the test's own, in a file and on a PostgreSQL server."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import delete

from bot.store import Store
from bot.store.database import Database, metadata
from bot.store.upgrade import bring_up_to_date
from tests.postgres import Server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test with the databases that its module names, by default with both.

    A test that takes the file is one of SQLite's.
    """
    if "url" in metafunc.fixturenames:
        takes_file = "file" in inspect.signature(metafunc.function).parameters
        named = getattr(metafunc.module, "DATABASES", ("sqlite", "postgresql"))
        metafunc.parametrize("url", ("sqlite",) if takes_file else named, indirect=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite3"


@pytest_asyncio.fixture(scope="session")
async def postgres_database(postgres_server: Server) -> AsyncIterator[Database]:
    """A database on it with all tables, in the hands of who empties it."""
    database = Database(postgres_server.url())
    await database.open()
    await bring_up_to_date(database)
    yield database
    await database.close()


@pytest_asyncio.fixture
async def postgres_url(postgres_server: Server, postgres_database: Database) -> AsyncIterator[str]:
    """The address of a database in which nothing is kept."""
    yield postgres_server.url()
    async with postgres_database.writing() as connection:
        # All else is kept about people and servers, and goes with them.
        for name in ("questions", "people", "guilds", "processes", "identifies"):
            await connection.execute(delete(metadata.tables[name]))


@pytest.fixture
def url(request: pytest.FixtureRequest, file: Path) -> str:
    """The address of a new database."""
    if request.param == "sqlite":
        return f"sqlite:///{file}"
    return request.getfixturevalue("postgres_url")


@pytest_asyncio.fixture
async def other_hand(store: Store, url: str) -> AsyncIterator[Database]:
    """The same database in the hands of another, who writes past the store."""
    assert store is not None
    database = Database(url)
    await database.open()
    yield database
    await database.close()


@pytest_asyncio.fixture
async def store(url: str, request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    store = Store(url)
    if url.startswith("postgresql"):
        # Its tables are there, and connections from the tests before.
        store._database.engine = request.getfixturevalue("postgres_database").engine
        yield store
        return
    await store.open()
    yield store
    await store.close()
