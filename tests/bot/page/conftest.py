"""The page over the loopback, with the suite's own workers and films."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot.faces.questions import Questions
from bot.models.library import Library
from bot.models.service import Models
from bot.page import described
from bot.page.api import Api
from bot.page.lab import Lab
from bot.store import Store
from bot.topics.kit.registry import discover
from bot.topics.kit.services import Running, Services
from bot.workers import Workers


@dataclass(frozen=True)
class Page:
    """The page, as its script sees it."""

    client: TestClient[Any, Any]
    lab: Lab
    address: str
    workers: Workers

    async def post(self, path: str, **sent: Any) -> dict[str, Any]:
        """Send what the script sends; return what it gets."""
        response = await self.client.post(
            path, json={"theme": "dark", **sent}, headers={"Origin": self.address}
        )
        assert response.status == 200, await response.text()
        return await response.json()

    async def upload(self, path: str, name: str, content: bytes, request: str) -> dict[str, Any]:
        """Send a file with a request."""
        form = aiohttp.FormData({"request": request})
        form.add_field("file", content, filename=name)
        response = await self.client.post(path, data=form, headers={"Origin": self.address})
        assert response.status == 200, await response.text()
        return await response.json()

    async def ask(self, line: str) -> dict[str, Any]:
        """Send a line; return the message that answers it."""
        found = await self.post("/api/ask", line=line)
        assert "post" in found, found
        return found["post"]

    async def refusal(self, line: str) -> dict[str, Any]:
        """Send a line; return what is wrong with it."""
        found = await self.post("/api/ask", line=line)
        assert found.keys() == {"error"}, found
        return found["error"]

    async def press(
        self, post: dict[str, Any], action: str, argument: str = "", *values: str
    ) -> dict[str, Any]:
        """Press a button of a message, or choose from its menu."""
        return await self.post(
            "/api/press", post=post["id"], action=action, argument=argument, values=[*values]
        )


@pytest_asyncio.fixture
async def page(workers: Workers, library: Library) -> AsyncIterator[Page]:
    store = Store("sqlite://")
    await store.open()
    models, questions = Models(library, store), Questions(store)
    registry = described.without_servers(discover())
    running = Running("1", 0, None, None)
    services = Services(store, workers, models, registry, questions.forget_all_of, lambda: running)
    lab = Lab(services, questions)
    ready: asyncio.Future[Lab] = asyncio.get_running_loop().create_future()
    ready.set_result(lab)
    port = unused_port()
    server = TestServer(Api(registry, ready).app(port), host="127.0.0.1", port=port)
    async with TestClient(server) as client:
        yield Page(client, lab, f"http://127.0.0.1:{port}", workers)
    await models.close()
    await questions.close()
    await store.close()
