"""How often an answer to an exercise survives when the bot is killed right after its verdict.

    .venv/bin/python -m benchmarks.kill_answers

Each round starts the bot on the same database over a real socket, goes on with the sitting, answers
its exercise, and ends the bot and its workers by SIGKILL as soon as the verdict is here. Then the
log must have exactly the answers given so far, and the sitting must stand behind the last one. A
lost one is a line and an exit code of 1.
"""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bot.topics.quiz.making import made
from bot.topics.quiz.posing import known
from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply
from tests.wire.world import TOKEN

ROUNDS = 50

TOPIC = "The dot product"


async def main() -> int:
    given: list[str] = []
    lost = 0
    delays: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        for number in range(ROUNDS):
            async with LoopbackDiscord(TOKEN) as server, BotProcess(server, home=Path(home)) as bot:
                exercise = await answered(server, right=number % 3 > 0)
                began = time.monotonic()
                await bot.kill()
                delays.append(time.monotonic() - began)
                given.append(exercise)
                lost += is_lost(number, bot.database, given)
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


def is_lost(number: int, database: Path, given: list[str]) -> bool:
    """Return whether the log or the sitting lacks an answer, or has one too many."""
    with closing(sqlite3.connect(database)) as kept:
        log = [row for (row,) in kept.execute("SELECT exercise FROM reviews ORDER BY id")]
        ((asked, marks),) = kept.execute("SELECT asked, marks FROM sittings").fetchall()
    done = len(json.loads(marks))
    last = json.loads(asked)[done - 1]
    if log == given and last == given[-1]:
        return False
    print(f"round {number}: {len(given)} were given, {len(log)} kept; the sitting is behind {last}")
    return True


def _exercise(shown: Reply) -> str:
    (name,) = re.findall(r"exercise:(\S+)`", shown.text)
    return name


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
