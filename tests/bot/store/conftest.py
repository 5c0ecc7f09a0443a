"""A store in a file of the test's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.store import Store
from bot.store.database import Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite3"


@pytest_asyncio.fixture
async def other_hand(store: Store, file: Path) -> AsyncIterator[Database]:
    """The same file in the hands of another, who writes past the store."""
    assert store is not None
    database = Database(f"sqlite:///{file}")
    await database.open()
    yield database
    await database.close()


@pytest_asyncio.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    store = Store(f"sqlite:///{file}")
    await store.open()
    yield store
    await store.close()
