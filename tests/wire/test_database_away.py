"""A bot whose PostgreSQL server is away says so, answers what it can, and comes back by itself."""

from __future__ import annotations

import asyncio
import signal

from sqlalchemy import func, select

from bot.faces.sentences import STORE_SENTENCE, UNREAD_SENTENCE
from bot.store.database import Database, metadata
from tests import postgres
from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord

PATIENCE_SECONDS = 30


async def questions_in(url: str) -> int:
    """Return how many questions behind buttons are kept."""
    database = Database(url)
    async with database.reading() as connection:
        query = select(func.count()).select_from(metadata.tables["questions"])
        count = (await connection.execute(query)).scalar_one()
    await database.close()
    return count


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
            unread = await server.slash("dot", {"a": "A", "b": "[3, 4]"})

            await asyncio.to_thread(kept.start)
            async with asyncio.timeout(PATIENCE_SECONDS):
                # Each answer takes its time.
                while (listed := await server.slash("vars list")).text == STORE_SENTENCE:
                    pass
            changed = await server.slash("vars set", {"name": "C", "value": "[3]"})
            steps = await server.press(answered, "Steps")
            about = await server.slash("about")
        kept_at_last = await questions_in(kept.url())

    assert refused.text == STORE_SENTENCE
    assert "a · b = 11" in answered.text
    assert "'A' is not a number" in unread.text
    assert unread.text.endswith(UNREAD_SENTENCE)
    assert "A = [1, 1/3]" in listed.text
    assert "B = " not in listed.text
    assert "C = [3]" in changed.text
    assert steps.pictures
    assert kept_at_last == 1
    assert "Traceback" not in bot.output
    assert "hunter2" not in bot.output + about.text
