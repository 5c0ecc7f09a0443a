"""`study-bot shards`, asked of the loopback Discord."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest
from discord.http import Route

from bot.chat.connecting import RefusedError
from bot.chat.recommended import recommended
from tests.wire.bot_process import LAUNCHER, ROOT
from tests.wire.faults import failing
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import TOKEN


async def test_what_discord_recommends_is_divided_among_processes(
    server: LoopbackDiscord, tmp_path: Path
) -> None:
    server.recommend(4, left=987)

    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(LAUNCHER), server.address, "shards", "2"),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DISCORD_TOKEN": TOKEN},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complaints = await process.communicate()

    assert (process.returncode, complaints) == (0, b"")
    assert said.startswith(b"Discord recommends 4 shards")
    assert b"987 of 1,000" in said
    assert said.endswith(b"SHARDS=0-1/4\nSHARDS=2-3/4\n")
    assert server.violations == []


@pytest.mark.parametrize(
    ("endpoint", "token", "words"),
    [
        (None, f"{TOKEN}.old", "Discord refused the token."),
        (("GET", "/users/@me"), TOKEN, "Discord cannot be reached;"),
        (("GET", "/gateway/bot"), TOKEN, "Discord cannot be reached;"),
    ],
)
async def test_what_is_wrong_is_one_sentence(
    server: LoopbackDiscord,
    monkeypatch: pytest.MonkeyPatch,
    endpoint: tuple[str, str] | None,
    token: str,
    words: str,
) -> None:
    monkeypatch.setattr(Route, "BASE", f"{server.address}/api/v10")
    if endpoint is not None:
        # discord.py would ask again after 500, and again.
        server.faults.add(endpoint, failing(403))

    with pytest.raises(RefusedError, match=f"^{words}"):
        await recommended(token)
