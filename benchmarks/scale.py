"""What a bot of many servers needs: measured service times, a simulation, and a check of it.

    .venv/bin/python -m benchmarks.scale

First each command of `MIX` is timed in this process. Then the real bot, with one worker, answers
an evening over the wire, and the simulation the same evening: their waits stand side by side.
Last, the simulation answers the evenings of 100, 2,500 and 50,000 servers, with more and more
workers until 95 of 100 wait less than `GOOD` seconds. docs/scale.md has the results.

The check wants a quiet machine with two cores: one for the worker, one for the bot and for the
loopback Discord, which takes part of the time that the simulation gives to the bot alone.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from contextlib import AsyncExitStack, suppress
from math import ceil
from random import Random
from typing import TYPE_CHECKING

from benchmarks.crowd_model import Ask, Bot, Command, answered, evening
from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from linalg_engine.errors import InputError
from tests.wire.bot_process import BotProcess
from tests.wire.crowd import with_other_numbers
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI
from tests.wire.processes import processor_seconds
from tests.wire.world import TOKEN, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.wire.world import Json

REGISTRY = discover()

MIX: tuple[tuple[float, str, Json], ...] = (
    (14, "dot", {"a": "[1,2,3]", "b": "[4,5,6]"}),
    (8, "vector norm", {"v": "[3,4]"}),
    (6, "vector project", {"a": "[2,3]", "b": "[4,0]"}),
    (4, "vector span", {"vectors": "[1,0,1], [0,1,1]", "b": "[1,2,3]"}),
    (10, "calc", {"expression": "inv([1 2; 3 4]) [5, 6]"}),
    (8, "matrix multiply", {"a": "[1 2; 3 4]", "b": "[5 6; 7 8]"}),
    (6, "matrix det", {"a": "[1 2; 3 4]"}),
    (6, "matrix inverse", {"a": "[2 1; 5 3]"}),
    (4, "matrix rank", {"a": "[1 2; 2 4]"}),
    (8, "matrix rref", {"a": "[1 2 3; 4 5 6]"}),
    (8, "matrix solve", {"a": "2x + 3y = 5, x - y = 1"}),
    (6, "matrix eigen", {"a": "[2 1; 1 2]"}),
    (4, "transform", {"matrix": "[1 1; 0 1]"}),
    (4, "pca", {"data": "1,2 3,5 4,4 6,7"}),
    (2, "factorize", {"ratings": "5,?,1 4,1,2 ?,5,4"}),
    (2, "image filter", {"picture": "city", "kernel": "edges"}),
)
"""What students ask, by guess: weight, command, options."""

TIMES = 25
"""How often each is timed."""

GOOD = 1.0
"""Seconds within which 95 of 100 should be answered."""

IN_CLASSES = 0.3
"""The part of commands that comes from whole classes at once, by guess."""

CHECKED_SECONDS = 60.0
LOADS = (0.3, 0.6, 0.8)
"""What the check asks of the worker."""

SIMULATED_SECONDS = 3600.0

PEAKS = {100: 100 / 600, 2_500: 2_500 / 600, 50_000: 50_000 / 600}
"""Servers, and commands a second at the peak: six in its hour from each server, by guess."""

SERVERS_A_PROCESS = 10_000
"""Four shards of the 2,500 servers that Discord takes at most."""

BUSY_AT_MOST = 0.5
"""Of a process of the bot itself, which has more to do than to answer commands."""

PATIENCE = 120.0
FIRST_PERSON = 1_300_000_000_000_000_000

SEED = 20_261_127


def main() -> None:
    """Measure, check and simulate."""
    answering.prepare()
    commands = [_measured(*each) for each in MIX]
    print("a worker's time, ms: median, 95 of 100 below")
    for command in commands:
        cuts = statistics.quantiles(command.seconds, n=20)
        print(f"  {command.name:16} {1000 * cuts[9]:7.1f} {1000 * cuts[18]:7.1f}")
    mean = _mean_seconds(commands)
    print(f"  in the mean of the mix {1000 * mean:.1f}")
    own = asyncio.run(_checked(commands, mean))
    _needed(commands, mean, own)


def _measured(weight: float, name: str, inputs: Json) -> Command:
    command = REGISTRY.command(name)
    left_out = {option.name: "" for option in command.options}
    random = Random(SEED)
    seconds: list[float] = []
    while len(seconds) < TIMES:
        question = Question(name, left_out | with_other_numbers(random, inputs))
        start = time.perf_counter()
        # A matrix without an inverse is answered, too, in one sentence.
        with suppress(InputError):
            answering.reply(question, Style())
        seconds.append(time.perf_counter() - start)
    return Command(name, command.lane, weight, tuple(seconds))


def _mean_seconds(commands: Sequence[Command]) -> float:
    total = sum(command.weight for command in commands)
    return sum(c.weight * statistics.mean(c.seconds) for c in commands) / total


# The check


async def _checked(commands: Sequence[Command], mean: float) -> float:
    """Hold the simulation against the bot; return the bot's own seconds a command."""
    inputs = {name: given for _, name, given in MIX}
    evenings = [_evening(commands, load / mean) for load in LOADS]
    found: list[list[float]] = []
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(LoopbackDiscord(TOKEN, OpenAPI.load()))
        # The other core is for the bot itself.
        bot = await stack.enter_async_context(BotProcess(server, settings={"WORKERS": "1"}))
        with server.patience(PATIENCE):
            await _answers(server, evenings[0][:50], inputs)
            before, file = processor_seconds(bot.pid), bot.database.stat().st_size
            for asks in evenings:
                found.append(await _answers(server, asks, inputs))
                print(".", end="", flush=True)
            own = processor_seconds(bot.pid) - before
            grown = bot.database.stat().st_size - file
    number = sum(map(len, evenings))
    print(f"\nthe bot itself: {1000 * own / number:.1f} ms of its core a command")
    print(f"its file grew by {grown / number:.0f} bytes a command")
    print("seconds to the answer, 50, 95 and 99 of 100 below: the bot | the simulation")
    for load, asks, real in zip(LOADS, evenings, found, strict=True):
        simulated = answered(Random(SEED), asks, Bot(1, 1, own / number))
        print(f"  {load:.0%} of a worker, {len(asks)} commands: {_cuts(real)} | {_cuts(simulated)}")
    return own / number


def _evening(commands: Sequence[Command], rate: float) -> list[Ask]:
    return evening(Random(SEED), commands, 1, rate, IN_CLASSES, CHECKED_SECONDS)


async def _answers(
    server: LoopbackDiscord, asks: Sequence[Ask], inputs: dict[str, Json]
) -> list[float]:
    """Send each command at its time; return the seconds to its answer."""
    random = Random(SEED + 1)
    start = time.monotonic()

    async def one(ask: Ask) -> float:
        await asyncio.sleep(start + ask.time - time.monotonic())
        person = Person(str(FIRST_PERSON + ask.asker.person), "Student")
        name = ask.command.name
        typed = with_other_numbers(random, inputs[name])
        reply = await server.slash(name, typed, user=person, within=PATIENCE)
        if reply.finished_after is None:
            raise RuntimeError(f"/{name} is not answered: {reply!r}")
        return reply.finished_after

    found = await asyncio.gather(*map(one, asks))
    server.rest.replies.clear()
    return found


# The need


def _needed(commands: Sequence[Command], mean: float, own: float) -> None:
    """Print, by number of servers, what is needed, and the waits with that."""
    print("servers | commands a second | processes | workers | busy | seconds: 50, 95, 99 of 100")
    for servers, rate in PEAKS.items():
        asks = evening(Random(SEED), commands, servers, rate, IN_CLASSES, SIMULATED_SECONDS)
        processes = max(-(-servers // SERVERS_A_PROCESS), ceil(rate * own / BUSY_AT_MOST))
        workers = max(1, ceil(rate * mean / processes))
        while True:
            taken = answered(Random(SEED), asks, Bot(processes, workers, own))
            busy = rate * mean / (processes * workers)
            print(
                f"{servers:7} | {rate:6.2f} | {processes:3} | {processes * workers:4} | "
                f"{busy:4.0%} | {_cuts(taken)}"
            )
            if statistics.quantiles(taken, n=20)[18] < GOOD:
                break
            workers += 1


def _cuts(seconds: Sequence[float]) -> str:
    cuts = statistics.quantiles(seconds, n=100)
    return f"{cuts[49]:.2f} {cuts[94]:.2f} {cuts[98]:.2f}"


if __name__ == "__main__":
    main()
