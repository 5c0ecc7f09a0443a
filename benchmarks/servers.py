"""What a process of the bot keeps of the servers it is in, and what goes to and from Discord.

    .venv/bin/python -m benchmarks.servers

The bot starts anew with more and more servers, up to the 10,000 of four full shards, in each of
which there are `CHANNELS` channels, `THREADS` threads and `ROLES` roles. Reported are its memory,
that of all processes (with one worker, what it is started from, and what learns the films), the
time of a processor until it knows all servers, and the bytes of JSON that Discord sends meanwhile
(it compresses them; how far depends on what real servers are called). Then each command of `MIX` in
benchmarks/scale.py is asked once: the bytes of the event, and of the answer's pictures.
"""

from __future__ import annotations

import asyncio
import json
from random import Random
from typing import TYPE_CHECKING

from benchmarks.scale import MIX
from bot.text import counted
from tests.wire.bot_process import BotProcess
from tests.wire.crowd import with_other_numbers
from tests.wire.loopback import LoopbackDiscord
from tests.wire.objects import guild_json
from tests.wire.openapi import OpenAPI
from tests.wire.processes import below, megabytes, processor_seconds, share_of_megabytes
from tests.wire.world import STUDY, THREAD, TOKEN, Channel, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVERS = (1, 100, 2_500, 10_000)
CHANNELS, THREADS, ROLES = 30, 5, 15
"""Of each server, by guess."""

START_SECONDS = 300
FIRST = 1_300_000_000_000_000_000
APART = 1 << 22
"""Between the ids of two servers, which are then in different shards."""


async def main() -> None:
    alone = 0.0
    for number in SERVERS:
        async with LoopbackDiscord(TOKEN, OpenAPI.load()) as discord:
            sent = await _filled(discord, number)
            settings = {"WORKERS": "1"}
            async with BotProcess(discord, settings=settings, patience=START_SECONDS) as bot:
                await _all_known(discord, number)
                memory, seconds = megabytes(bot.pid), processor_seconds(bot.pid)
                whole = sum(map(share_of_megabytes, (bot.pid, *below(bot.pid))))
                alone = alone or memory
                each = 1024 * (memory - alone) / max(1, number - 1)
                print(
                    f"{number:6} servers: {memory:.0f} MB, {each:.1f} kB for each, "
                    f"{whole:.0f} MB in all; the start took {seconds:.1f} s of a processor; "
                    f"sent: {sent / 1e6:.1f} MB of JSON"
                )
                if number == SERVERS[-1]:
                    await _commands(discord)


async def _filled(discord: LoopbackDiscord, number: int) -> int:
    """Add the bot to so many servers; return the bytes with which Discord will tell of them."""
    sent = 0
    for place in range(1, number):
        server = Server(str(FIRST + place * APART), f"Study server {place}", ROLES)
        for channel in _channels(server):
            discord.world.find(channel)
        await discord.join(server)
        sent += len(json.dumps(guild_json(server, discord.world)))
    return sent


async def _all_known(discord: LoopbackDiscord, number: int) -> None:
    """Return as soon as the bot says that it is in all of them."""
    with discord.patience(START_SECONDS):
        while True:
            about = await discord.slash("about", within=START_SECONDS)
            if f"in {counted(number, 'server')}" in about.text:
                return
            await asyncio.sleep(1)


def _channels(server: Server) -> Iterator[Channel]:
    for number in range(1, CHANNELS + 1):
        yield Channel(str(int(server.id) + number), f"channel {number}", server=server)
    parent = Channel(str(int(server.id) + 1), "channel 1", server=server)
    for number in range(CHANNELS + 1, CHANNELS + THREADS + 1):
        thread = str(int(server.id) + number)
        yield Channel(thread, f"thread {number}", THREAD, server, parent)


async def _commands(discord: LoopbackDiscord) -> None:
    random = Random(1)
    total = sum(weight for weight, *_ in MIX)
    event = pictures = 0.0
    for weight, name, inputs in MIX:
        reply = await discord.slash(name, with_other_numbers(random, inputs), channel=STUDY)
        share = weight / total
        event += share * len(json.dumps(reply.interaction))
        pictures += share * sum(len(picture.data) for picture in reply.pictures)
    print(f"a command, in the mean of the mix: {event / 1e3:.1f} kB of JSON to the bot,")
    print(f"{pictures / 1e3:.1f} kB of pictures from it")


if __name__ == "__main__":
    asyncio.run(main())
