"""What the processes that compute know of the bot's secrets: nothing."""

from __future__ import annotations

import sys

import pytest

from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.processes import below, environment

WORKERS = 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows environments as files")
async def test_the_token_is_in_no_process_below_the_bot(
    wire_bot: BotProcess, discord_server: LoopbackDiscord
) -> None:
    token = discord_server.token.encode()
    assert token in environment(wire_bot.pid), "the bot itself was given none"

    others = below(wire_bot.pid)

    # Beside the workers there are the server that forks them and a tracker of resources.
    assert len(others) >= WORKERS + 2
    assert all(b"PATH=" in environment(pid) for pid in others)
    assert not any(token in environment(pid) for pid in others)
    assert not any(b"DISCORD_TOKEN" in environment(pid) for pid in others)
