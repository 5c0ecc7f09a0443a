"""Jobs carried out by a Dask cluster on this machine, beside the same by the bot's own processes.

    .venv/bin/python -m benchmarks.cluster

The cluster is started as a host does: Dask's scheduler and two workers of one process each, against
two processes of the bot's own. Both ways are asked in turns, so that whatever else the machine does
meets both alike:

- a job: the same still picture by one way and by the other; the difference is what Dask costs;
- throughput: many pictures at once, one in six an animation; the ratio is what is left of it.

All share this machine's cores, the scheduler as well, so the ratio is a lower bound of what
machines of their own would do.
"""

from __future__ import annotations

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from itertools import count
from typing import TYPE_CHECKING

from bot.config import Config
from bot.drawing.style import Style
from bot.faces.computing import study_workers
from bot.reference import call
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from bot.workers import Asker, asked_by
from tests.wire.crowd import PICTURES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.topics.kit.answer import Reply
    from bot.workers import Workers

PAIRS = 100
ROUNDS = 8
AT_ONCE = 60
LONGEST_SECONDS = 120
MOST_MILLISECONDS = 12.0
LEAST_RATIO = 0.9

REGISTRY = discover()
people = count(1)


async def main() -> None:
    stills = [_question(*each) for each in PICTURES if each[0] != "transform"]
    before = os.getloadavg()
    async with AsyncExitStack() as stack:
        url = stack.enter_context(_scheduler())
        for _ in range(2):
            program = [sys.executable, "-m", "bot", "worker", url]
            stack.enter_context(_program(program, WORKERS="1", LOG_LEVEL="WARNING"))
        here = await stack.enter_async_context(_started(Config(workers=2)))
        there = await stack.enter_async_context(_started(Config(workers=1, workers_url=url)))
        ways = {"own processes": here, "cluster": there}
        for way in ways.values():
            await _many(way, stills, AT_ONCE)
        costs = await _costs(ways, stills)
        rates = await _rates(ways, [_question(*each) for each in PICTURES])
    _report(costs, rates, before, os.getloadavg())


async def _costs(ways: dict[str, Workers], stills: list[Question]) -> dict[str, list[float]]:
    """Return the milliseconds of the same jobs by each way."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(PAIRS):
        # Each way goes first as often as the other.
        for name in sorted(ways, reverse=number % 2 == 0):
            start = time.perf_counter()
            await _answer(ways[name], stills[number % len(stills)])
            found[name].append(1000 * (time.perf_counter() - start))
    return found


async def _rates(ways: dict[str, Workers], pictures: list[Question]) -> dict[str, list[float]]:
    """Return the answers a second of each way, round by round."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS):
        for name in sorted(ways, reverse=number % 2 == 0):
            seconds = await _many(ways[name], pictures, AT_ONCE)
            found[name].append(AT_ONCE / seconds)
    return found


async def _many(way: Workers, pictures: list[Question], times: int) -> float:
    """Ask many at once; return the seconds until all are answered."""
    start = time.perf_counter()
    await asyncio.gather(*(_answer(way, pictures[n % len(pictures)]) for n in range(times)))
    return time.perf_counter() - start


async def _answer(way: Workers, question: Question) -> Reply:
    with asked_by(Asker(next(people))):
        door = "bot.topics.kit.answering:reply"
        reply: Reply = await way.run("drawing", call, door, question, Style())
    if not reply.pictures:
        raise RuntimeError(f"No picture: {reply.title}")
    return reply


def _question(name: str, inputs: dict[str, str]) -> Question:
    left_out = {option.name: "" for option in REGISTRY.command(name).options}
    return Question(name, left_out | inputs)


def _report(
    costs: dict[str, list[float]],
    rates: dict[str, list[float]],
    before: tuple[float, ...],
    after: tuple[float, ...],
) -> None:
    for name in costs:
        print(
            f"{name:14} {statistics.median(costs[name]):6.1f} ms a job (median of {PAIRS}), "
            f"{statistics.median(rates[name]):5.1f} answers a second (median of {ROUNDS})"
        )
    own, cluster = costs["own processes"], costs["cluster"]
    more = statistics.median(c - o for o, c in zip(own, cluster, strict=True))
    ratios = [c / o for o, c in zip(rates["own processes"], rates["cluster"], strict=True)]
    ratio = statistics.median(ratios)
    print(f"Dask costs {more:.1f} ms a job (at most {MOST_MILLISECONDS:.0f} wanted)")
    print(f"throughput {ratio:.2f} of the bot's own (at least {LEAST_RATIO} wanted)")
    print(f"other load: {before[0]:.1f} before, {after[0]:.1f} after, {os.cpu_count()} cores")


@asynccontextmanager
async def _started(config: Config) -> AsyncIterator[Workers]:
    workers = study_workers(config)
    try:
        await workers.start()
        async with asyncio.timeout(LONGEST_SECONDS):
            while config.workers_url and workers.machines < 2:  # noqa: ASYNC110 - no event
                await asyncio.sleep(0.1)
        yield workers
    finally:
        await workers.close()


@contextmanager
def _scheduler() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    address = ["--host", "127.0.0.1", "--port", str(port), "--dashboard-address", "127.0.0.1:0"]
    with _program([sys.executable, "-m", "dask", "scheduler", *address]):
        yield f"tcp://127.0.0.1:{port}"


@contextmanager
def _program(command: list[str], **settings: str) -> Iterator[None]:
    program = subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        program.terminate()
        program.wait()


if __name__ == "__main__":
    asyncio.run(main())
