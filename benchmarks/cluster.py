"""Jobs carried out by a Dask cluster on this machine, beside the same by the bot's own processes.

    .venv/bin/python -m benchmarks.cluster

The cluster is started as a host does: Dask's scheduler and two workers of one process each, against
two processes of the bot's own. Both ways are asked in turns, so that whatever else the machine does
meets both alike:

- a job: the same still picture by one way and by the other; the difference is what Dask costs;
- throughput: many questions at once, pictures (one in six an animation) and what students are
  guessed to ask (`MIX` in benchmarks/scale.py); the ratio is what is left of it.

Every question has other numbers, and goes both ways. All share this machine's cores, the scheduler
as well, so the ratio is a lower bound of what machines of their own would do.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from benchmarks.scale import MIX
from bot.config import Config
from bot.drawing.style import Style
from bot.faces.computing import study_workers
from bot.reference import call
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from bot.workers import Asker, asked_by
from linalg_engine.errors import InputError
from tests.bot.workers.clusters import scheduler_by_command, started_by_command
from tests.ports import LOOPBACK, free_port
from tests.wire.crowd import PICTURES, with_other_numbers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.workers import Workers
    from tests.wire.world import Json

PAIRS = 100
ROUNDS = 8
AT_ONCE = 60
LONGEST_SECONDS = 120
MOST_MILLISECONDS = 12.0
LEAST_RATIO = 0.9
SEED = 20_261_127

REGISTRY = discover()
people = count(1)


async def main() -> None:
    random = Random(SEED)
    before = os.getloadavg()
    async with AsyncExitStack() as stack:
        url = f"tcp://{LOOPBACK}:{free_port()}"
        stack.enter_context(scheduler_by_command(url))
        for _ in range(2):
            stack.enter_context(started_by_command(url))
        here = await stack.enter_async_context(_started(Config(workers=2)))
        there = await stack.enter_async_context(_started(Config(workers=1, workers_url=url)))
        ways = {"own processes": here, "cluster": there}
        for way in ways.values():
            await _many(way, _pictures(random))
        _report_costs(await _costs(ways, random))
        for name, asked in (("pictures", _pictures), ("students", _students)):
            _report_rates(name, await _rates(ways, random, asked))
    after = os.getloadavg()
    print(f"other load: {before[0]:.1f} before, {after[0]:.1f} after, {os.cpu_count()} cores")


def _pictures(random: Random) -> list[Question]:
    """Return pictures of six commands in turns, one of which is an animation."""
    return [_question(random, *PICTURES[n % len(PICTURES)]) for n in range(AT_ONCE)]


def _students(random: Random) -> list[Question]:
    """Return what students are guessed to ask."""
    weights = [weight for weight, *_ in MIX]
    drawn = random.choices(MIX, weights, k=AT_ONCE)
    return [_question(random, name, inputs) for _, name, inputs in drawn]


async def _costs(ways: dict[str, Workers], random: Random) -> dict[str, list[float]]:
    """Return the milliseconds of the same still pictures by each way."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    stills = [each for each in PICTURES if each[0] != "transform"]
    for number in range(PAIRS):
        question = _question(random, *stills[number % len(stills)])
        # Each way goes first as often as the other.
        for name in sorted(ways, reverse=number % 2 == 0):
            start = time.perf_counter()
            await _answer(ways[name], question)
            found[name].append(1000 * (time.perf_counter() - start))
    return found


async def _rates(
    ways: dict[str, Workers], random: Random, asked: Callable[[Random], list[Question]]
) -> dict[str, list[float]]:
    """Return the answers a second of each way, round by round."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS):
        questions = asked(random)
        for name in sorted(ways, reverse=number % 2 == 0):
            seconds = await _many(ways[name], questions)
            found[name].append(len(questions) / seconds)
    return found


async def _many(way: Workers, questions: list[Question]) -> float:
    """Ask many at once; return the seconds until all are answered."""
    start = time.perf_counter()
    await asyncio.gather(*(_answer(way, question) for question in questions))
    return time.perf_counter() - start


async def _answer(way: Workers, question: Question) -> None:
    lane = REGISTRY.command(question.command).lane
    # A matrix without an inverse is answered, too, in one sentence.
    with asked_by(Asker(next(people))), suppress(InputError):
        await way.run(lane, call, "bot.topics.kit.answering:reply", question, Style())


def _question(random: Random, name: str, inputs: Json) -> Question:
    left_out = {option.name: "" for option in REGISTRY.command(name).options}
    return Question(name, left_out | with_other_numbers(random, inputs))


def _report_costs(costs: dict[str, list[float]]) -> None:
    for name, found in costs.items():
        print(f"{name:14} {statistics.median(found):6.1f} ms a still (median of {PAIRS})")
    own, cluster = costs["own processes"], costs["cluster"]
    more = statistics.median(c - o for o, c in zip(own, cluster, strict=True))
    print(f"Dask costs {more:.1f} ms a job (at most {MOST_MILLISECONDS:.0f} wanted)")


def _report_rates(asked: str, rates: dict[str, list[float]]) -> None:
    for name, found in rates.items():
        middle = statistics.median(found)
        print(f"{asked}: {name:14} {middle:5.1f} answers a second (median of {ROUNDS})")
    own, cluster = rates["own processes"], rates["cluster"]
    ratio = statistics.median(c / o for o, c in zip(own, cluster, strict=True))
    print(f"{asked}: {ratio:.2f} of the bot's own (at least {LEAST_RATIO} wanted)")


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


if __name__ == "__main__":
    asyncio.run(main())
