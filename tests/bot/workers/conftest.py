"""The door at which jobs knock."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.bot.workers.pools import Gate


@pytest_asyncio.fixture
async def gate() -> AsyncIterator[Gate]:
    async with Gate() as gate:
        yield gate
