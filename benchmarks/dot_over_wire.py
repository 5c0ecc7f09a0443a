"""From a `/dot` interaction to the finished reply over a real socket, beside the bare work.

    .venv/bin/python -m benchmarks.dot_over_wire

One run measures both, alternately: what a student waits for (the loopback Discord sends the
interaction; the reply with its picture arrives back) and the same question computed and drawn
by a plain function call in this process. Reported are medians, the 95th percentile, their
ratio, and the longest stall of the bot's event loop.
"""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import time
from pathlib import Path

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI
from tests.wire.world import TOKEN

ROUNDS = 100
WARM_UP = 5
CROWD = 20
PROBED = Path(__file__).with_name("probed_launch.py")


async def main() -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    async with LoopbackDiscord(TOKEN, OpenAPI.load()) as server:
        async with BotProcess(server, launcher=PROBED) as bot:
            print(await longest_stall(bot), "at start, before the first command")
            await _one_after_the_other(server)
            print(await longest_stall(bot), "in these rounds")
            await _a_crowd(server)
            print(await longest_stall(bot), "with the crowd")
        print(f"violations of Discord's OpenAPI document and rules: {len(server.violations)}")


async def _one_after_the_other(server: LoopbackDiscord) -> None:
    acknowledged: list[float] = []
    finished: list[float] = []
    bare: list[float] = []
    for round_number in range(-WARM_UP, ROUNDS):
        inputs = {"a": f"[1,2,{round_number % 7}]", "b": "[4,5,6]"}
        reply = await server.slash("dot", inputs)
        start = time.perf_counter()
        answering.reply(Question("dot", inputs), Style())
        elapsed = time.perf_counter() - start
        if round_number >= 0:
            acknowledged.append(reply.acknowledged_after or float("nan"))
            finished.append(reply.finished_after or float("nan"))
            bare.append(elapsed)
    _report("interaction -> first response", acknowledged)
    _report("interaction -> finished reply", finished)
    _report("bare compute and draw", bare)
    ratio = statistics.median(finished) / statistics.median(bare)
    print(f"ratio of the medians, finished reply / bare work: {ratio:.2f}")


async def _a_crowd(server: LoopbackDiscord) -> None:
    questions = [server.slash("dot", a=f"[{k},1,2]", b="[1,1,1]") for k in range(CROWD)]
    replies = await asyncio.gather(*questions)
    first = max(reply.acknowledged_after or float("nan") for reply in replies)
    last = max(reply.finished_after or float("nan") for reply in replies)
    print(f"{CROWD} at once: all acknowledged after {first * 1000:.0f} ms, ", end="")
    print(f"all finished after {last * 1000:.0f} ms")


async def longest_stall(bot: BotProcess) -> str:
    said = len(bot.lines)
    os.kill(bot.pid, signal.SIGUSR1)
    # The answer comes as a line of the bot's output, through a pipe.
    while not (told := [line for line in bot.lines[said:] if "stalls: " in line]):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return told[0].strip()


def _report(name: str, seconds: list[float]) -> None:
    median, p95 = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    print(f"{name:32} median {median * 1000:6.1f} ms   p95 {p95 * 1000:6.1f} ms")


if __name__ == "__main__":
    asyncio.run(main())
