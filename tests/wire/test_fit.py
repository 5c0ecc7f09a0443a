"""`/fit` over a real socket: a file, another degree from the menu, and the steps."""

from __future__ import annotations

import pytest

from tests.wire.loopback import LoopbackDiscord
from tests.wire.rules import Upload

pytestmark = pytest.mark.usefixtures("wire_bot")


async def test_points_of_a_file_and_another_degree(discord_server: LoopbackDiscord) -> None:
    file = Upload("marks.csv", b"hours,score\n0,6\n1,0\n2,0\n")

    reply = await discord_server.slash("fit", file=file)

    assert "y = −3x + 5" in reply.text
    assert len(reply.pictures) == 1
    parabola = await discord_server.choose(reply, "Degree (now: 1)", ["2"])
    assert "y = 3x² − 9x + 6" in parabola.text
    steps = await discord_server.press(parabola, "Steps")
    assert len(steps.pictures) >= 2
