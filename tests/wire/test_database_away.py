"""A bot whose PostgreSQL server is away says so, answers what it can, and comes back by itself."""

from __future__ import annotations

import asyncio
import signal

from bot.faces.sentences import STORE_SENTENCE
from tests import postgres
from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord

PATIENCE_SECONDS = 30


async def test_a_database_that_is_away_for_a_while(
    postgres_server: postgres.Server, server: LoopbackDiscord
) -> None:
    assert postgres_server is not None
    with postgres.server() as kept:
        settings = {"DATABASE_URL": kept.url(), "LOG_LEVEL": "DEBUG"}
        async with BotProcess(server, settings=settings) as bot:
            await server.slash("vars set", {"name": "A", "value": "[1, 1/3]"})

            await asyncio.to_thread(kept.stop, signal.SIGKILL)
            refused = await server.slash("vars set", {"name": "B", "value": "[2]"})
            answered = await server.slash("dot", {"a": "[1, 2]", "b": "[3, 4]"})

            await asyncio.to_thread(kept.start)
            async with asyncio.timeout(PATIENCE_SECONDS):
                # Each answer takes its time.
                while (listed := await server.slash("vars list")).text == STORE_SENTENCE:
                    pass
            changed = await server.slash("vars set", {"name": "C", "value": "[3]"})
            steps = await server.press(answered, "Steps")

    assert refused.text == STORE_SENTENCE
    assert "a · b = 11" in answered.text
    assert "A = [1, 1/3]" in listed.text
    assert "B = " not in listed.text
    assert "C = [3]" in changed.text
    assert steps.ephemeral or steps.text
    assert "Traceback" not in bot.output
    assert "hunter2" not in bot.output
