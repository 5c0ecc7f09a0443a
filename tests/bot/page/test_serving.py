"""Serving the page: there at once, and the questions that were stopped make room for others."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from bot.config import Config
from bot.models.exchange import Learned, Members
from bot.models.library import Library
from bot.page import serving
from bot.page.lab import Lab

DOT = {"line": "/dot [1,2] [3,4]", "theme": "dark"}
SLOW = {"line": "/calc 1", "theme": "dark"}
MINUTES = 300


async def test_it_answers_while_films_are_learned_and_after_a_question_was_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def never(_: Library, __: Members | None) -> Learned:
        return await asyncio.get_running_loop().create_future()

    began = asyncio.Event()
    sent = Lab.sent

    async def slowly(lab: Lab, text: str, *rest: Any) -> dict[str, Any]:
        if text == SLOW["line"]:
            began.set()
            await lab._services.workers.run("drawing", time.sleep, MINUTES)
        return await sent(lab, text, *rest)

    monkeypatch.setattr(Library, "learn", never)
    monkeypatch.setattr(Lab, "sent", slowly)
    config = Config(page_port=unused_port(), workers=1, job_seconds=MINUTES)
    async with serving.served(config) as (address, lab):
        headers = {"Origin": address.rstrip("/")}
        async with aiohttp.ClientSession(address, headers=headers) as session:
            async with session.get("/") as first:
                assert "study-bot" in await first.text()
                assert not lab.done()
            stopped = asyncio.ensure_future(session.post("/api/ask", json=SLOW))
            await began.wait()
            stopped.cancel()

            async with session.post("/api/ask", json=DOT) as response:
                found = await response.json()

    assert found["post"]["title"] == "a · b = 11"


async def test_a_taken_port_is_said_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(serving.PageError, match=f"Port {port} is taken"):
            await serving.serve(Config(page_port=port), open_browser=False)


async def test_a_file_that_cannot_be_opened_is_said_before_the_page_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    config = Config(
        page_port=unused_port(), workers=1, database_url="sqlite:////nowhere/at/all.sqlite3"
    )

    with pytest.raises(serving.PageError, match="The database of --data cannot be used"):
        await serving.serve(config, open_browser=False)

    assert capsys.readouterr().out == ""
