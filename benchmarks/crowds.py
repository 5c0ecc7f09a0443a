"""Many people at once: what a burst, a flood, big files and a long day do to everybody's wait.

    .venv/bin/python -m benchmarks.crowds

The bot runs with two workers, as `python -m bot`, against the loopback Discord:

- a burst: 300 people send mixed commands in the same moment;
- a flood: one person sends 100 /transform, 30 others a /dot each;
- files: 12 people send tables of 8 MB to /pca, 30 others a /dot each meanwhile;
- a day: 2,000 mixed commands, 20 at a time, and the memory after every 200.

Reported are the times to the first response and to the answer, the answers in words such as "too
many waiting", stalls of the bot's event loop, and resident memory.
"""

from __future__ import annotations

import asyncio
import random
import statistics
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.dot_over_wire import PROBED, longest_stall
from tests.wire.bot_process import BotProcess
from tests.wire.crowd import mixed, people
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI
from tests.wire.processes import below, megabytes
from tests.wire.rules import Upload
from tests.wire.world import TOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.wire.reply import Reply
    from tests.wire.world import Person

PATIENCE = 300.0
"""Seconds until an answer counts as lost."""

BURST, FLOOD, OTHERS, FILES, DAY = 300, 100, 30, 12, 2000
AT_ONCE, STEP = 20, 200
FILE_BYTES = 7_900_000
DOT = {"a": "[1,2,3]", "b": "[4,5,6]"}
CROWD = people(BURST + DAY)


async def main() -> None:
    async with LoopbackDiscord(TOKEN, OpenAPI.load()) as server:
        async with BotProcess(server, launcher=PROBED) as bot:
            for _ in range(5):
                await server.slash("dot", DOT)
            await longest_stall(bot)
            for part in (_burst, _flood, _files, _day):
                print(f"\n{(part.__doc__ or '').strip()}")
                await part(server, bot)
                print(f"  the event loop: {await longest_stall(bot)}")
                server.rest.replies.clear()
        print(f"\nviolations of Discord's OpenAPI document and rules: {len(server.violations)}")
        print(*server.violations[:10], sep="\n")


async def _burst(server: LoopbackDiscord, _: BotProcess) -> None:
    """A burst of 300 mixed commands from 300 people."""
    _report(
        await asyncio.gather(
            *(
                server.slash(name, inputs, user=person, within=PATIENCE)
                for person, (name, inputs) in zip(CROWD, mixed(BURST), strict=False)
            )
        )
    )


async def _flood(server: LoopbackDiscord, _: BotProcess) -> None:
    """100 /transform of one person beside 30 others' /dot."""
    one, *others = CROWD[: OTHERS + 1]
    flood = [
        asyncio.create_task(
            server.slash("transform", {"matrix": f"[1 {k}; 0 1]"}, user=one, within=PATIENCE)
        )
        for k in range(FLOOD)
    ]
    await asyncio.sleep(0.1)
    _report(await asyncio.gather(*(_dot(server, person) for person in others)))
    _report(await asyncio.gather(*flood))


async def _files(server: LoopbackDiscord, _: BotProcess) -> None:
    """12 tables of 8 MB to /pca beside 30 others' /dot, which come four a second."""
    table = Upload("table.csv", _table(FILE_BYTES))
    sent = [
        asyncio.create_task(server.slash("pca", file=table, user=person, within=PATIENCE))
        for person in CROWD[:FILES]
    ]
    dots: list[asyncio.Task[Reply]] = []
    for person in islice(CROWD, FILES, FILES + OTHERS):
        dots.append(asyncio.create_task(_dot(server, person)))
        await asyncio.sleep(0.25)
    _report(await asyncio.gather(*dots))
    _report(await asyncio.gather(*sent))


async def _day(server: LoopbackDiscord, bot: BotProcess) -> None:
    """2,000 mixed commands, 20 people at a time."""
    asked = zip(CROWD[BURST:], mixed(DAY), strict=True)
    while batch := list(islice(asked, STEP)):
        for _ in range(STEP // AT_ONCE):
            now, batch = batch[:AT_ONCE], batch[AT_ONCE:]
            await asyncio.gather(
                *(server.slash(name, inputs, user=who) for who, (name, inputs) in now)
            )
            server.rest.replies.clear()
        print(f"  {megabytes(bot.pid):.1f} MB in the bot's process, ", end="")
        print(f"{sum(map(megabytes, below(bot.pid))):.0f} MB in its children")


async def _dot(server: LoopbackDiscord, person: Person) -> Reply:
    return await server.slash("dot", DOT, user=person, within=PATIENCE)


def _report(replies: Sequence[Reply]) -> None:
    by_command: dict[str, list[Reply]] = {"all": list(replies)}
    for reply in replies:
        by_command.setdefault(reply.label, []).append(reply)
    if len(by_command) == 2:
        del by_command["all"]
    for label, some in by_command.items():
        first = [reply.acknowledged_after or float("nan") for reply in some]
        last = [reply.finished_after or float("nan") for reply in some]
        print(
            f"  {label:12} {len(some):4}: first response {statistics.median(first):6.2f} s, "
            f"the last {max(first):6.2f}; answer {statistics.median(last):6.2f} s, "
            f"the last {max(last):6.2f}"
        )
    for words, number in Counter(reply.text for reply in replies if not reply.pictures).items():
        if "waiting already" in words or "would wait" in words or "at most" in words:
            print(f"    {number} were told: {words[:150]}")


def _table(size: int) -> bytes:
    """Return a table of about so many bytes, with as few cells as that allows."""
    draw = random.Random(1)
    rows = ["name,a,b,c"]
    length = 0
    while length < size:
        cells = (f"{draw.gauss(0, 1):.40f}" for _ in range(3))
        rows.append(f"r{len(rows)}," + ",".join(cells))
        length += len(rows[-1]) + 1
    return "\n".join(rows).encode()


if __name__ == "__main__":
    asyncio.run(main())
