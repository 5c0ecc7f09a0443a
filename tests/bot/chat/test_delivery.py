"""Sending to Discord: big files when acknowledged, and once more where a connection broke."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence

import aiohttp
import discord
import pytest
from simcord import Env

from bot.chat import delivery
from tests.bot import posts
from tests.bot.conftest import Classroom


class Line:
    """A line to Discord that breaks at first; it notes what arrives."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.arrived: list[list[tuple[str, bytes, str | None]]] = []

    async def send(self, files: Sequence[discord.File]) -> int:
        # As discord.py does: what has been sent is used up.
        found = [(file.filename, file.fp.read(), file.description) for file in files]
        for file in files:
            file.fp.close()
        self.arrived.append(found)
        if self._errors:
            raise self._errors.pop(0)
        return len(self.arrived)


def files() -> list[discord.File]:
    return [
        discord.File(io.BytesIO(b"abc"), "a.png", description="letters"),
        discord.File(io.BytesIO(b"12"), "b.txt"),
    ]


SENT = [("a.png", b"abc", "letters"), ("b.txt", b"12", None)]


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ServerDisconnectedError(),
        aiohttp.ClientPayloadError(),
        ConnectionResetError(104, "Connection reset by peer"),
        TimeoutError(),
    ],
    ids=repr,
)
async def test_all_is_sent_again_where_the_connection_broke(error: Exception) -> None:
    line = Line(error)

    assert await delivery.once_more(line.send, files()) == 2

    assert line.arrived == [SENT, SENT]


async def test_it_is_sent_twice_and_no_more() -> None:
    line = Line(*[aiohttp.ServerDisconnectedError()] * 2)

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await delivery.once_more(line.send, files())

    assert len(line.arrived) == 2


async def test_what_discord_refuses_is_not_sent_again() -> None:
    line = Line(ValueError("refused"))

    with pytest.raises(ValueError, match="refused"):
        await delivery.once_more(line.send, files())

    assert line.arrived == [SENT]


async def test_a_silent_line_counts_as_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "SILENT_SECONDS", 0.01)
    line = Line()

    async def send(sent: Sequence[discord.File]) -> int:
        count = await line.send(sent)
        if count == 1:
            await asyncio.Event().wait()
        return count

    assert await delivery.once_more(send, files()) == 2


@pytest.mark.parametrize(("limit", "kinds"), [(1_000, [5]), (10_000_000, [4])])
async def test_big_files_are_sent_after_an_acknowledgement(
    classroom: Classroom,
    simcord_env: Env,
    monkeypatch: pytest.MonkeyPatch,
    limit: int,
    kinds: list[int],
) -> None:
    monkeypatch.setattr(delivery, "BIG_BYTES", limit)
    # However busy this machine is, the answer is there in time.
    monkeypatch.setattr("bot.chat.responding.PATIENCE", 60)
    monkeypatch.setattr("bot.chat.commands.PATIENCE", 60)

    result = await classroom.student.slash(classroom.channel, "dot", a="[1, 2]", b="[3, 4]")

    sent = [request.json for request in simcord_env.http_requests if "callback" in request.path]
    assert [body["type"] for body in sent if body] == kinds
    assert "= 11" in posts.texts(posts.response(result))[0]
    assert len(posts.response(result).attachments) == 1
