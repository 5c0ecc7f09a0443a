"""`/words` over a real socket: an analogy worked out, copied and edited; a slip completed."""

from __future__ import annotations

import pytest

from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply

pytestmark = pytest.mark.usefixtures("wire_bot")


async def test_an_analogy_is_worked_out_copied_and_edited(discord_server: LoopbackDiscord) -> None:
    reply = await discord_server.slash("words analogy", words="king - man + woman")

    assert "king − man + woman ≈ queen" in reply.text
    assert len(reply.pictures) == 1
    steps = await discord_server.press(reply, "Steps")
    assert len(steps.pictures) >= 1
    copied = await discord_server.press(reply, "Copy")
    assert "\\approx \\vec{\\text{queen}}" in copied.text
    assert "**NumPy** is long, so it comes as a file" in copied.text
    form = await discord_server.press(reply, "Edit")
    await discord_server.submit(form, {"words": "Paris − France + Italy"})
    await reply.until(lambda r: "≈ rome" in r.text)


async def test_a_slip_gets_a_near_spelling_and_typing_is_completed(
    discord_server: LoopbackDiscord,
) -> None:
    # A slow bot has shown that it thinks, and says what is wrong in a second message.
    def is_refused(reply: Reply) -> bool:
        messages = [message for message in (reply.original, *reply.followups) if message]
        return any("Did you mean piano" in m.text and m.ephemeral for m in messages)

    await discord_server.slash("words near", word="pianno", until=is_refused)

    offered = await discord_server.autocomplete("words near", word="Pian")
    assert offered[0] == {"name": "piano", "value": "piano"}
    near = await discord_server.slash("words near", word="Café")
    assert "Nearest to cafe: " in near.text
