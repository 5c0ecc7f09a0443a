"""How often an answer to an exercise survives when the bot is killed right after its verdict.

    .venv/bin/python -m benchmarks.kill_answers
    .venv/bin/python -m benchmarks.kill_answers --postgres
    .venv/bin/python -m benchmarks.kill_answers --database postgresql+asyncpg://USER@HOST/EMPTY

Each round starts the bot on the same database over a real socket, goes on with the sitting, answers
its exercise, and ends the bot and its workers by SIGKILL as soon as the verdict is here. Then the
log must have exactly the answers given so far, and the sitting must stand behind the last one. A
lost one is a line and an exit code of 1.

With --postgres the database is on a server of its own, which syncs as servers do. First it loses
the process that serves the bot, or all its processes, by SIGKILL, in turn with rounds without that.
With --database the server, which may be anywhere, ends the bot's connections in every second round.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import asyncpg
from sqlalchemy import select

from bot.config import DEFAULT_DATABASE
from bot.store.database import Database, metadata
from bot.topics.quiz.making import made
from bot.topics.quiz.posing import known
from tests import postgres
from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply
from tests.wire.world import TOKEN

ROUNDS = 50

TOPIC = "The dot product"

PROCESSES = "SELECT pid FROM pg_stat_activity WHERE application_name = 'study-bot'"

TERMINATED = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'study-bot'"
)


async def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as home, contextlib.ExitStack() as opened:
        file = Path(home) / DEFAULT_DATABASE.removeprefix("sqlite:///")
        if options.postgres:
            server = opened.enter_context(postgres.server(options=()))
            return await rounds(Path(home), server.url(), partial(_lose_processes, server))
        if options.database:
            return await rounds(Path(home), options.database, partial(_end, options.database))
        return await rounds(Path(home), f"sqlite:///{file}", _lose_nothing)


async def rounds(home: Path, url: str, lose: Callable[[int], Awaitable[Resume]]) -> int:
    """Answer and kill again and again; return the exit code."""
    given: list[str] = []
    lost = 0
    delays: list[float] = []
    for number in range(ROUNDS):
        async with (
            LoopbackDiscord(TOKEN) as server,
            BotProcess(server, home=home, settings={"DATABASE_URL": url}) as bot,
        ):
            exercise = await answered(server, right=number % 3 > 0)
            began = time.monotonic()
            resume = await lose(number)
            await bot.kill()
            delays.append(time.monotonic() - began)
            resume()
            given.append(exercise)
            lost += await is_lost(number, url, given)
    print(f"{ROUNDS - lost} of {ROUNDS} rounds kept the answer")
    print(f"gone {statistics.median(delays) * 1000:.1f} ms after the verdict (median)")
    return 1 if lost else 0


async def answered(server: LoopbackDiscord, *, right: bool) -> str:
    """Answer the present exercise of the sitting; return its id as soon as the verdict is here."""
    shown = await server.slash("quiz start", {"topic": TOPIC})
    if "Go on" in shown.buttons:
        await server.press(shown, "Go on")
    name = _exercise(shown)
    exercise = made(known(name))
    typed = exercise.key["dot"] if right else "0.5"
    form = await server.press(shown, "Answer")
    await server.submit(form, {exercise.fields[0].label: typed})
    if ("**Right.**" if right else "**Not yet.**") not in shown.text:
        raise RuntimeError(f"That is no such verdict: {shown.text}")
    return name


async def is_lost(number: int, url: str, given: list[str]) -> bool:
    """Return whether the log or the sitting lacks an answer, or has one too many."""
    reviews, sittings = metadata.tables["reviews"].c, metadata.tables["sittings"].c
    database = Database(url)
    await database.open()
    async with database.reading() as kept:
        found = await kept.execute(select(reviews.exercise).order_by(reviews.id))
        log = [*found.scalars()]
        asked, marks = (await kept.execute(select(sittings.asked, sittings.marks))).one()
    await database.close()
    last = asked[len(marks) - 1]
    if log == given and last == given[-1]:
        return False
    print(f"round {number}: {len(given)} were given, {len(log)} kept; the sitting is behind {last}")
    return True


Resume = Callable[[], object]
"""Starts again what was ended."""


def _nothing() -> None:
    pass


async def _lose_nothing(_: int) -> Resume:
    return _nothing


async def _lose_processes(server: postgres.Server, number: int) -> Resume:
    if number % 3 == 0:
        server.stop(signal.SIGKILL)
        return server.start
    if number % 3 == 1:
        # One is enough: the server then starts all its processes anew.
        os.kill((await _of_connections(server.url(), PROCESSES))[0], signal.SIGKILL)
    return _nothing


async def _end(url: str, number: int) -> Resume:
    if number % 2 == 0:
        await _of_connections(url, TERMINATED)
    return _nothing


async def _of_connections(url: str, query: str) -> list[int]:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    found = await connection.fetch(query)
    await connection.close()
    return [row[0] for row in found]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill the bot after its verdicts.")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--postgres", action="store_true", help="on a server of its own")
    where.add_argument("--database", metavar="URL", help="in a PostgreSQL database, empty so far")
    return parser.parse_args()


def _exercise(shown: Reply) -> str:
    (name,) = re.findall(r"exercise:(\S+)`", shown.text)
    return name


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
