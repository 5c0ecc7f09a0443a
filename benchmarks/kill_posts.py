"""Whether the daily problem is posted once when the bot is killed in the middle of it.

    .venv/bin/python -m benchmarks.kill_posts

In each round a problem becomes due, with the solution of the last one, and the bot is killed with
its workers by SIGKILL: before or behind the request that sends the solution, the one that sends
the problem, or the one that opens its thread, or some milliseconds after the problem became due.
Then the bot starts again on the same database, when Discord no longer recognises what is sent again
by its nonce. There must be one problem more, with a thread, and one solution more, in the thread of
the problem before. A round without that is a line and an exit code of 1.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.wire import daily
from tests.wire.bot_process import BotProcess
from tests.wire.faults import POST, THREAD
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import TOKEN

if TYPE_CHECKING:
    from tests.wire.faults import Endpoint
    from tests.wire.messages import Message

ROUNDS = 50

REQUESTS: tuple[tuple[str, Endpoint, int], ...] = (
    ("the solution", POST, 0),
    ("the problem", POST, 1),
    ("its thread", THREAD, 0),
)
"""What is killed at, with how many requests to the endpoint come first."""

PATIENCE = 60
"""Seconds for a bot to post what is due after its start."""

LONGEST_MS = 800
"""For kills at any moment after a problem became due."""


async def main() -> int:
    random = Random(1)
    wrong, began = 0, time.monotonic()
    async with LoopbackDiscord(TOKEN) as server:
        with tempfile.TemporaryDirectory() as home:
            moment = "not at all"
            for number in range(ROUNDS + 1):
                server.forget_nonces()
                async with BotProcess(server, home=Path(home)) as bot:
                    if number == 0:
                        await daily.begin(server)
                        await daily.make_due(server, bot.database)
                    settled = await _settled(server, bot.database)
                    if not (settled and _is_right(server, number + 1) and not server.violations):
                        wrong += 1
                        print(f"round {number}, killed {moment}: {_told(server, settled=settled)}")
                    if number < ROUNDS:
                        moment = await _kill_once(server, bot, number, random)
    seconds = time.monotonic() - began
    print(f"{ROUNDS - wrong} of {ROUNDS} rounds: one problem, one solution; {seconds:.0f} s")
    return 1 if wrong else 0


async def _settled(server: LoopbackDiscord, database: Path) -> bool:
    """Wait until the bot has posted all that is due; return whether it has."""
    until = time.monotonic() + PATIENCE
    while not (daily.is_settled(database) and daily.all_have_threads(server)):
        if time.monotonic() > until:
            return False
        await asyncio.sleep(0.05)
    return True


async def _kill_once(server: LoopbackDiscord, bot: BotProcess, number: int, random: Random) -> str:
    """Let a problem be due and kill the bot; return when that was, in words."""
    turn = number % (2 * len(REQUESTS) + 2)
    if turn >= 2 * len(REQUESTS):
        milliseconds = random.randrange(LONGEST_MS)
        await daily.make_due(server, bot.database)
        await asyncio.sleep(milliseconds / 1000)
        await bot.kill()
        return f"after {milliseconds} ms"
    name, endpoint, pass_by = REQUESTS[turn // 2]
    done = bool(turn % 2)
    async with daily.killed(server, bot, endpoint, done=done, pass_by=pass_by):
        await daily.make_due(server, bot.database)
    return f"{'behind' if done else 'before'} {name}"


def _is_right(server: LoopbackDiscord, problems: int) -> bool:
    found, solved = daily.problems(server), daily.solutions(server)
    return (
        len(found) == problems
        and daily.all_have_threads(server)
        and _places(solved) == [post.id for post in found[:-1]]
        and len(server.posts) == len(found) + len(solved)
    )


def _places(posts: list[Message]) -> list[str]:
    # A thread has the number of the message that it was opened from.
    return [post.channel_id for post in posts]


def _told(server: LoopbackDiscord, *, settled: bool) -> str:
    return (
        f"{len(daily.problems(server))} problems, {len(daily.solutions(server))} solutions, "
        f"settled: {settled}, {server.take_violations()}"
    )


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
