"""What the log says of a command that went over the wire."""

from __future__ import annotations

import asyncio
import re

from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord

LINE = re.compile(
    r'name="/dot" outcome=answered waiting_ms=([\d.]+) computing_ms=([\d.]+) sending_ms=([\d.]+)'
)


async def test_a_line_says_where_the_time_of_a_command_went(
    wire_bot: BotProcess, discord_server: LoopbackDiscord
) -> None:
    before = len(wire_bot.lines)
    await discord_server.slash("dot", a="[7,2]", b="[3,4]")
    found: list[re.Match[str]] = []
    async with asyncio.timeout(10):
        while not found:
            await asyncio.sleep(0)
            found = [line for text in wire_bot.lines[before:] if (line := LINE.search(text))]

    computing, sending = float(found[0][2]), float(found[0][3])
    assert computing > 0
    assert sending > 0
