"""The local page, as far as it goes without a browser."""

from __future__ import annotations

import asyncio
import socket

import pytest

from bot.config import Config
from bot.models.exchange import Learned, Members
from bot.models.library import Library
from bot.page import playground


async def test_the_page_opens_while_the_films_are_still_being_learned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    announced: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def never(_: Library, __: Members | None) -> Learned:
        return await asyncio.get_running_loop().create_future()

    def announce(url: str, *, open_browser: bool) -> None:
        announced.set_result(f"{url} {open_browser}")

    monkeypatch.setattr(Library, "learn", never)
    monkeypatch.setattr(playground, "_announce", announce)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    page = asyncio.create_task(
        playground.serve(Config(playground_port=port, workers=1), open_browser=False)
    )

    await asyncio.wait({page, announced}, return_when=asyncio.FIRST_COMPLETED)

    assert announced.done(), page.exception()
    assert announced.result().endswith(" False")
    page.cancel()
    with pytest.raises(asyncio.CancelledError):
        await page
