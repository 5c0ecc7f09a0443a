"""Replies a second under load, beside the bare work and beside a naive bot.

    .venv/bin/python -m benchmarks.load

One run measures all of it, in turns, so that whatever else the machine does meets all alike:

- bare: two processes compute and draw the same questions, without queue, Discord or sockets;
- the bot with its two workers: as many people ask at once, over real sockets;
- for /dot alone, a naive bot (`benchmarks/naive_bot.py`) that draws with pyplot in the command.

Reported are the replies a second, their ratios, and how long who was at which place in the burst
waited, as a multiple of the bare work that was ahead.
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
from tests.wire.conftest import TOKEN
from tests.wire.crowd import PICTURES, people
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.wire.reply import Reply
    from tests.wire.world import Json

    Asked = Sequence[tuple[str, Json]]

REGISTRY = discover()
NAIVE = Path(__file__).with_name("naive_bot.py")
WORKERS = 2
ROUNDS = 3
AT_ONCE = 120
PATIENCE = 300.0
MOST_SILENT = 3
"""Seconds that Discord waits for a first response."""

PLACES = (1, 10, 30, 60, 90, 120)


async def main() -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    dots = [("dot", {"a": f"[{k % 7 + 1},2]", "b": "[3,4]"}) for k in range(AT_ONCE)]
    mixed = [PICTURES[k % len(PICTURES)] for k in range(AT_ONCE)]
    spawn = get_context("spawn")
    async with AsyncExitStack() as stack:
        pool = stack.enter_context(ProcessPoolExecutor(WORKERS, spawn, answering.prepare))
        server, naive_server = [
            await stack.enter_async_context(LoopbackDiscord(TOKEN, OpenAPI.load()))
            for _ in range(2)
        ]
        await stack.enter_async_context(BotProcess(server))
        await stack.enter_async_context(BotProcess(naive_server, launcher=NAIVE))
        await _bare(pool, dots[:10])
        for warm in (server, naive_server):
            await _asked(warm, dots[:10])
        rates: dict[str, list[float]] = {}
        waits: list[list[float]] = []
        late = 0
        for _ in range(ROUNDS):
            for name, asked in (("/dot", dots), ("mixed", mixed)):
                bare = AT_ONCE / await _bare(pool, asked)
                replies = await _asked(server, asked)
                waits.append(_waits(replies, bare))
                rates.setdefault(f"{name}, bare work", []).append(bare)
                rates.setdefault(f"{name}, the bot", []).append(_rate(replies))
            replies = await _asked(naive_server, dots)
            rates.setdefault("/dot, a naive bot", []).append(_rate(replies))
            late += sum((reply.acknowledged_after or PATIENCE) > MOST_SILENT for reply in replies)
    _report(rates, waits, late)


async def _bare(pool: ProcessPoolExecutor, asked: Asked) -> float:
    """Return the seconds in which two processes answer all questions, and send them back."""
    loop = asyncio.get_running_loop()
    start = time.perf_counter()
    jobs = [
        loop.run_in_executor(pool, answering.reply, _question(*question), Style())
        for question in asked
    ]
    await asyncio.gather(*jobs)
    return time.perf_counter() - start


def _question(name: str, inputs: Json) -> Question:
    left_out = {option.name: "" for option in REGISTRY.command(name).options}
    return Question(name, left_out | inputs)


async def _asked(server: LoopbackDiscord, asked: Asked) -> list[Reply]:
    """Let as many people ask at once."""
    crowd = people(len(asked))
    replies = await asyncio.gather(
        *(
            server.slash(name, inputs, user=person, within=PATIENCE)
            for person, (name, inputs) in zip(crowd, asked, strict=True)
        )
    )
    server.rest.replies.clear()
    wrong = [reply.text for reply in replies if not reply.pictures]
    if wrong:
        raise RuntimeError(f"An answer has no picture: {wrong[0]}")
    return list(replies)


def _finished(replies: list[Reply]) -> list[float]:
    return sorted(reply.finished_after or float("nan") for reply in replies)


def _rate(replies: list[Reply]) -> float:
    return len(replies) / _finished(replies)[-1]


def _waits(replies: list[Reply], bare: float) -> list[float]:
    """Return the wait at some places, in multiples of the bare work up to there."""
    finished = _finished(replies)
    return [finished[place - 1] / (place / bare) for place in PLACES]


def _report(rates: dict[str, list[float]], waits: list[list[float]], late: int) -> None:
    middle = {name: statistics.median(found) for name, found in rates.items()}
    for name, found in rates.items():
        shown = ", ".join(f"{rate:.1f}" for rate in found)
        print(f"{name:18} {middle[name]:6.1f} replies a second, median of {shown}")
    for name in ("/dot", "mixed"):
        ratios = _ratios(rates[f"{name}, the bot"], rates[f"{name}, bare work"])
        print(f"{name}: the bot / the bare work of two processes: {ratios}")
    ratios = _ratios(rates["/dot, the bot"], rates["/dot, a naive bot"])
    print(f"/dot: the bot / a naive bot: {ratios}")
    print(f"the naive bot's first responses after more than {MOST_SILENT} s: {late} ", end="")
    print(f"of {ROUNDS * AT_ONCE}")
    print("the wait at a place, as a multiple of the bare work up to there:")
    for place, found in zip(PLACES, zip(*waits, strict=True), strict=True):
        print(f"  {place:4}: {statistics.median(found):.2f}")


def _ratios(ours: list[float], theirs: list[float]) -> str:
    """Return the ratio of each round, and their median."""
    found = [a / b for a, b in zip(ours, theirs, strict=True)]
    shown = ", ".join(f"{ratio:.2f}" for ratio in found)
    return f"{statistics.median(found):.2f}, median of {shown}"


if __name__ == "__main__":
    asyncio.run(main())
