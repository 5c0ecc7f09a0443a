"""The end: what runs is finished and answered, what comes is refused in words.

The bot logs all that it can meanwhile, and serves its figures.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.faces.sentences import RESTARTING
from tests.ports import free_port
from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply
from tests.wire.world import TOKEN

PROCESSES = Path("/proc")


def acknowledged(reply: Reply) -> bool:
    return reply.acknowledged


def session(pid: int) -> int:
    """Return the session of a process; -1 of one that has ended."""
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return -1


@contextmanager
def held(bot: BotProcess) -> Iterator[None]:
    """Hold the bot's workers, so that what they do takes as long as the block."""
    others = [int(entry.name) for entry in PROCESSES.iterdir() if entry.name.isdigit()]
    workers = [pid for pid in others if pid != bot.pid and session(pid) == bot.pid]
    assert workers
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in workers:
            os.kill(pid, signal.SIGCONT)


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="finds the workers in /proc")
async def test_what_runs_is_answered_and_what_comes_is_told_to_wait(tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / ".env").write_text(f"LOG_LEVEL=DEBUG\nMETRICS_PORT={port}\n")
    async with LoopbackDiscord(TOKEN) as server, BotProcess(server, home=tmp_path) as bot:
        async with aiohttp.ClientSession() as session:
            figures = await session.get(f"http://127.0.0.1:{port}/metrics")
            assert "study_bot_queue_length 0.0" in await figures.text()
        with held(bot):
            # One person holds one of the two workers, so the second job waits.
            running = await server.slash("dot", a="[1,2]", b="[3,4]", until=acknowledged)
            waiting = await server.slash("dot", a="[1,2]", b="[5,6]", until=acknowledged)
            os.kill(bot.pid, signal.SIGTERM)
            refused = await server.slash("vars list")
            while RESTARTING not in refused.text:  # until the signal has been seen
                refused = await server.slash("vars list")
            await waiting.until(lambda r: bool(r.followups) and r.deleted)
        answered = await running.until(lambda r: r.finished, 15)

        assert waiting.text == RESTARTING
        assert waiting.ephemeral
        assert refused.ephemeral
        assert "a · b = 11" in answered.text
        await bot.ends_with(0)
    assert server.violations == []
    assert "discord.gateway: For Shard ID None: WebSocket Event" in bot.output
    # That of the bot is looked for at every end of a `BotProcess`.
    assert [token for token in server.rest.replies if token in bot.output] == []
