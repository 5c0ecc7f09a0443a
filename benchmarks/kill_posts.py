"""Whether the daily problem is posted once when the bot is killed in the middle of it.

    .venv/bin/python -m benchmarks.kill_posts [--rounds 50] [--shards]

In each round a problem becomes due, with the solution of the last one, and the bot is killed with
its workers by SIGKILL: before or behind the request that sends the solution, the one that sends
the problem, or the one that opens its thread, or some milliseconds after the problem became due.
Then the bot starts again on the same database, when Discord no longer recognises what is sent again
by its nonce. There must be one problem more, with a thread, and one solution more, in the thread of
the problem before. A round without that is a line and an exit code of 1.

With --shards the bot is one of two processes on a PostgreSQL server (which this starts), and the
other one goes on. What the killed process had taken is then free after half a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests import postgres
from tests.wire import daily
from tests.wire.bot_process import BotProcess
from tests.wire.faults import POST, THREAD
from tests.wire.loopback import LoopbackDiscord
from tests.wire.messages import Message
from tests.wire.world import HOME, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from tests.wire.faults import Endpoint

ROUNDS = 50

REQUESTS: tuple[tuple[str, Endpoint, int], ...] = (
    ("the solution", POST, 0),
    ("the problem", POST, 1),
    ("its thread", THREAD, 0),
)
"""What is killed at, with how many requests to the endpoint come first."""

PATIENCE = 90
"""Seconds for a bot to post what is due after its start."""

LONGEST_MS = 800
"""For kills at any moment after a problem became due."""


async def main(rounds: int, *, shards: bool) -> int:
    random = Random(1)
    wrong, began = 0, time.monotonic()
    async with LoopbackDiscord(TOKEN) as server, _bots(server, shards=shards) as next_bot:
        moment, posts = "not at all", list[Message]()
        for number in range(rounds + 1):
            server.forget_nonces()
            async with next_bot() as bot:
                if number == 0:
                    await daily.begin(server)
                    await daily.make_due(server, bot.database_url)
                settled = await _settled(server, bot.database_url)
                fresh = server.posts[len(posts) :]
                if not (settled and _is_right(server, posts, fresh) and not server.violations):
                    wrong += 1
                    told = _told(server, fresh, settled=settled)
                    print(f"round {number}, killed {moment}: {told}", flush=True)
                posts = [*server.posts]
                if number == rounds:
                    break
                try:
                    moment = await _kill_once(server, bot, number, random)
                except TimeoutError:
                    print(f"round {number}: the request never came at which to kill")
                    return 1
    seconds = time.monotonic() - began
    print(f"{rounds - wrong} of {rounds} rounds: one problem, one solution; {seconds:.0f} s")
    return 1 if wrong else 0


@asynccontextmanager
async def _bots(
    server: LoopbackDiscord, *, shards: bool
) -> AsyncGenerator[Callable[[], BotProcess]]:
    """Give what makes the bot that serves the problem's server, each time after the last."""
    with tempfile.TemporaryDirectory() as home:
        if not shards:
            yield lambda: BotProcess(server, home=Path(home))
            return
        of_home = int(HOME.id) >> 22 & 1

        def bot(shard: int) -> BotProcess:
            settings = {"SHARDS": f"{shard}/2", "DATABASE_URL": database.url(), "WORKERS": "1"}
            return BotProcess(server, settings=settings)

        with postgres.server() as database:
            async with bot(1 - of_home):
                yield lambda: bot(of_home)


async def _settled(server: LoopbackDiscord, database: str) -> bool:
    """Wait until the bot has posted all that is due; return whether it has."""
    until = time.monotonic() + PATIENCE
    while not (await daily.is_settled(database) and daily.all_have_threads(server)):
        if time.monotonic() > until:
            return False
        await asyncio.sleep(0.05)
    return True


async def _kill_once(server: LoopbackDiscord, bot: BotProcess, number: int, random: Random) -> str:
    """Let a problem be due and kill the bot; return when that was, in words."""
    turn = number % (2 * len(REQUESTS) + 2)
    if turn >= 2 * len(REQUESTS):
        milliseconds = random.randrange(LONGEST_MS)
        await daily.make_due(server, bot.database_url)
        await asyncio.sleep(milliseconds / 1000)
        await bot.kill()
        return f"after {milliseconds} ms"
    name, endpoint, pass_by = REQUESTS[turn // 2]
    done = bool(turn % 2)
    async with daily.killed(server, bot, endpoint, done=done, pass_by=pass_by):
        await daily.make_due(server, bot.database_url)
    return f"{'behind' if done else 'before'} {name}"


def _is_right(server: LoopbackDiscord, before: list[Message], fresh: list[Message]) -> bool:
    """Return whether there is one fresh problem, and one solution where the last problem is."""
    solved = [post for post in fresh if daily.SOLVED in post.text]
    # A thread has the number of the message that it was opened from.
    last = [post.id for post in daily.problems(before)][-1:]
    return (
        len(daily.problems(fresh)) == 1
        and [post.channel_id for post in solved] == last
        and len(fresh) == 1 + len(last)
        and daily.all_have_threads(server)
    )


def _told(server: LoopbackDiscord, fresh: list[Message], *, settled: bool) -> str:
    texts = [post.text.splitlines()[0] for post in fresh]
    return f"{texts}, settled: {settled}, {server.take_violations()}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--shards", action="store_true")
    given = parser.parse_args()
    sys.exit(asyncio.run(main(given.rounds, shards=given.shards)))
