"""Kills the bot right after it has answered, and looks what it remembers."""

from __future__ import annotations

import time
from pathlib import Path

from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord

TOKEN = "wire-test-token.not.secret"  # noqa: S105 - recognisable, so that a leak can be seen


async def set_then_kill(home: Path, name: str, value: str) -> tuple[str, float]:
    """Start the bot in `home`, list what is kept, keep one more value, kill it at the answer.

    Returns
    -------
    tuple of str and float
        What the list said, and after how many seconds the answer was followed by the kill.
    """
    async with LoopbackDiscord(TOKEN) as server, BotProcess(server, home=home) as bot:
        listed = await server.slash("vars list")
        kept = await server.slash("vars set", {"name": name, "value": value})
        answered = time.monotonic()
        await bot.kill()
        gone = time.monotonic() - answered
        assert f"{name} = {value}" in kept.text, kept.text
        assert server.violations == []
    return listed.text, gone


async def rate_then_kill(home: Path, movie: str, stars: float) -> tuple[str, float]:
    """Start the bot in `home`, list what is rated, rate one more film, kill it at the answer.

    Returns
    -------
    tuple of str and float
        What the list said, and after how many seconds the answer was followed by the kill.
    """
    async with LoopbackDiscord(TOKEN) as server, BotProcess(server, home=home) as bot:
        listed = await server.slash("ratings")
        rated = await server.slash("rate", {"movie": movie, "stars": stars})
        answered = time.monotonic()
        await bot.kill()
        gone = time.monotonic() - answered
        assert f"{stars:g} star" in rated.text, rated.text
        assert server.violations == []
    return listed.text, gone
