"""Kills the bot right after it has answered, and looks what it remembers."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import TOKEN, Json


@dataclass(frozen=True)
class Life:
    """What a bot said from its start to its end.

    Attributes
    ----------
    values, ratings
        What it listed as kept when it had started.
    answers
        What it said last, to each command.
    gone
        After how many seconds the last answer was followed by the end.
    """

    values: str
    ratings: str
    answers: tuple[str, ...]
    gone: float


async def answer_then_kill(home: Path, *commands: tuple[str, Json]) -> Life:
    """Start the bot in `home`, list what is kept, send commands at once, kill it at the answers."""
    async with LoopbackDiscord(TOKEN) as server, BotProcess(server, home=home) as bot:
        values = await server.slash("vars list")
        ratings = await server.slash("ratings")
        kept = await asyncio.gather(*(server.slash(name, options) for name, options in commands))
        answered = time.monotonic()
        await bot.kill()
        gone = time.monotonic() - answered
        assert server.violations == []
    return Life(values.text, ratings.text, tuple(reply.text for reply in kept), gone)
