"""Replies a second under load, beside the bare work and beside a naive bot.

    .venv/bin/python -m benchmarks.load

One run measures all of it, in turns, so that whatever else the machine does meets all alike:

- bare: two processes compute and draw the same questions, without queue, Discord or sockets;
- the bot with its two workers: six people at a time ask the same over real sockets;
- for /dot alone, a naive bot (`benchmarks/naive_bot.py`) that draws with pyplot in the command;
- a burst: all ask the bot at once.

Reported are the replies a second, their ratios, and how long those waited in the burst who were
answered at some places, as a multiple of the bare work up to there. (That of the first one is about
2 at best: two processes work side by side, so one reply takes twice the time between replies.)
On a machine that does other things too, the ratio of processor times says more: it is what the
first ratio comes to where two cores have nothing else to do.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from tests.wire.bot_process import BotProcess
from tests.wire.crowd import PICTURES, people
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI
from tests.wire.processes import below, processor_seconds
from tests.wire.world import TOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.topics.kit.answer import Reply as KitReply
    from tests.wire.reply import Reply
    from tests.wire.world import Json, Person

    Spent = tuple[float, float, float]
    """Processor time of the bare work, the workers and the bot itself."""

    Asked = Sequence[tuple[str, Json]]

REGISTRY = discover()
NAIVE = Path(__file__).with_name("naive_bot.py")
WORKERS = 2
ROUNDS = 6
QUESTIONS = 60
AT_ONCE = 6
"""People who ask at a time: enough for two workers."""

PATIENCE = 120.0
PLACES = (1, 5, 10, 20, 40, 60)


async def main() -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    dots = [("dot", {"a": f"[{k % 7 + 1},2]", "b": "[3,4]"}) for k in range(QUESTIONS)]
    mixed = [PICTURES[k % len(PICTURES)] for k in range(QUESTIONS)]
    spawn = get_context("spawn")
    async with AsyncExitStack() as stack:
        pool = stack.enter_context(ProcessPoolExecutor(WORKERS, spawn, answering.prepare))
        server, naive_server = [
            await stack.enter_async_context(LoopbackDiscord(TOKEN, OpenAPI.load()))
            for _ in range(2)
        ]
        for patient in (server, naive_server):
            stack.enter_context(patient.patience(PATIENCE))
        bot = await stack.enter_async_context(BotProcess(server))
        await stack.enter_async_context(BotProcess(naive_server, launcher=NAIVE))
        await _bare(pool, dots[:10])
        for warm in (server, naive_server):
            await _rate(warm, dots[:10])
        rates: dict[str, list[float]] = {}
        spent: dict[str, list[Spent]] = {"/dot": [], "mixed": []}
        waits: list[list[float]] = []
        for _ in range(ROUNDS):
            for name, asked in (("/dot", dots), ("mixed", mixed)):
                seconds, worked = await _bare(pool, asked)
                bare = len(asked) / seconds
                rates.setdefault(f"{name}, bare work", []).append(bare)
                before = _spent(bot)
                rates.setdefault(f"{name}, the bot", []).append(await _rate(server, asked))
                spent[name].append((worked, *_since(before, _spent(bot), bot)))
                waits.append(await _waits(server, asked, bare))
            naive = await _rate(naive_server, dots)
            rates.setdefault("/dot, a naive bot", []).append(naive)
            print(".", end="", flush=True)
        _report(rates, waits)
        _report_spent(spent)


async def _bare(pool: ProcessPoolExecutor, asked: Asked) -> tuple[float, float]:
    """Let two processes answer all questions; return seconds by the clock, and of processors."""
    loop = asyncio.get_running_loop()
    start = time.perf_counter()
    jobs = [loop.run_in_executor(pool, _work, _question(*question)) for question in asked]
    found = await asyncio.gather(*jobs)
    return time.perf_counter() - start, sum(worked for _, worked in found)


def _work(question: Question) -> tuple[KitReply, float]:
    start = time.process_time()
    reply = answering.reply(question, Style())
    return reply, time.process_time() - start


def _question(name: str, inputs: Json) -> Question:
    left_out = {option.name: "" for option in REGISTRY.command(name).options}
    return Question(name, left_out | inputs)


async def _rate(server: LoopbackDiscord, asked: Asked) -> float:
    """Return the replies a second where `AT_ONCE` people ask, and ask again when answered."""
    waiting = iter(zip(people(len(asked)), asked, strict=True))

    async def some() -> None:
        for person, question in waiting:
            await _reply(server, person, question)

    start = time.perf_counter()
    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
    server.rest.replies.clear()
    return len(asked) / (time.perf_counter() - start)


async def _waits(server: LoopbackDiscord, asked: Asked, bare: float) -> list[float]:
    """Let all ask at once; return the wait at some places, in multiples of the bare work ahead."""
    crowd = zip(people(len(asked)), asked, strict=True)
    replies = await asyncio.gather(*(_reply(server, *each) for each in crowd))
    server.rest.replies.clear()
    finished = sorted(reply.finished_after or float("nan") for reply in replies)
    return [finished[place - 1] / (place / bare) for place in PLACES]


async def _reply(server: LoopbackDiscord, person: Person, question: tuple[str, Json]) -> Reply:
    name, inputs = question
    reply = await server.slash(name, inputs, user=person, within=PATIENCE)
    if not reply.pictures:
        raise RuntimeError(f"An answer has no picture: {reply.text}")
    return reply


def _report(rates: dict[str, list[float]], waits: list[list[float]]) -> None:
    print()
    middle = {name: statistics.median(found) for name, found in rates.items()}
    for name, found in rates.items():
        shown = ", ".join(f"{rate:.1f}" for rate in found)
        print(f"{name:18} {middle[name]:6.1f} replies a second, median of {shown}")
    for name in ("/dot", "mixed"):
        ratios = _ratios(rates[f"{name}, the bot"], rates[f"{name}, bare work"])
        print(f"{name}: the bot / the bare work of two processes: {ratios}")
    ratios = _ratios(rates["/dot, the bot"], rates["/dot, a naive bot"])
    print(f"/dot: the bot / a naive bot: {ratios}")
    print("the wait at a place, as a multiple of the bare work up to there:")
    for place, found in zip(PLACES, zip(*waits, strict=True), strict=True):
        print(f"  {place:4}: {statistics.median(found):.2f}")


def _spent(bot: BotProcess) -> dict[int, float]:
    """Return the processor time of the bot's processes so far."""
    return {pid: processor_seconds(pid) for pid in (bot.pid, *below(bot.pid))}


def _since(
    before: dict[int, float], after: dict[int, float], bot: BotProcess
) -> tuple[float, float]:
    """Return the processor time meanwhile of the workers, and of the bot itself."""
    by_pid = {pid: after[pid] - before[pid] for pid in before.keys() & after.keys()}
    own = by_pid.pop(bot.pid)
    return sum(by_pid.values()), own


def _report_spent(spent: dict[str, list[Spent]]) -> None:
    """Print what other programs on the machine change little."""
    print("processor time a reply:")
    for name, rounds in spent.items():
        bare, workers, own = (
            1000 * statistics.median(s) / QUESTIONS for s in zip(*rounds, strict=True)
        )
        print(
            f"  {name:6} bare {bare:.1f} ms; the workers {workers:.1f}, the bot itself {own:.1f}: ",
            end="",
        )
        print(f"bare / all {bare / (workers + own):.2f}")


def _ratios(ours: list[float], theirs: list[float]) -> str:
    """Return the ratio of each round, and their median."""
    found = [a / b for a, b in zip(ours, theirs, strict=True)]
    shown = ", ".join(f"{ratio:.2f}" for ratio in found)
    return f"{statistics.median(found):.2f}, median of {shown}"


if __name__ == "__main__":
    asyncio.run(main())
