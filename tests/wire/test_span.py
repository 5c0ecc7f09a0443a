"""`/vector span` over a real socket: asked, its steps opened, edited."""

from __future__ import annotations

import pytest

from tests.wire.loopback import LoopbackDiscord

pytestmark = pytest.mark.usefixtures("wire_bot")


async def test_a_span_is_asked_worked_and_edited(discord_server: LoopbackDiscord) -> None:
    reply = await discord_server.slash("vector span", vectors="[1,0,1], [0,1,1]", b="[1,2,3]")

    assert "b = v₁ + 2v₂" in reply.text
    assert len(reply.pictures) == 1
    steps = await discord_server.press(reply, "Steps")
    assert len(steps.pictures) >= 1
    form = await discord_server.press(reply, "Edit")
    await discord_server.submit(form, {"vectors": "[1,0,1], [0,1,1]", "b": "[1,2,1]"})
    await reply.until(lambda r: "b is not in the span" in r.text)
