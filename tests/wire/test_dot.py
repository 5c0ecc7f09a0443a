"""The whole way over a real socket: `python -m bot` as its own process answers `/dot`."""

from __future__ import annotations

import asyncio
import io

import pytest
from PIL import Image

from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import BEN, MODERATOR

pytestmark = pytest.mark.usefixtures("wire_bot")


async def test_dot_answers_with_a_picture(discord_server: LoopbackDiscord) -> None:
    reply = await discord_server.slash("dot", a="[1,2,3] [4,5,6]")
    assert "1·4 + 2·5 + 3·6 = 32" in reply.text
    ((name, data, alt),) = reply.pictures
    assert name.endswith(".png")
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "PNG"
    assert picture.width >= 800
    assert picture.height >= 600
    for words in ("[1, 2, 3]", "[4, 5, 6]", "32"):
        assert words in alt
    assert not reply.ephemeral


async def test_every_button(discord_server: LoopbackDiscord) -> None:
    reply = await discord_server.slash("dot", a="[1,2]", b="[3,4]", user=BEN)
    steps = await discord_server.press(reply, "Steps")
    assert steps.ephemeral
    assert "1 · 3 + 2 · 4" in steps.pictures[0][2]
    copied = await discord_server.press(reply, "Copy")
    assert "np.array([1, 2])" in copied.text
    form = await discord_server.press(reply, "Edit", user=BEN)
    await discord_server.submit(form, {"a": "[1,2]", "b": "[30,40]"})
    await reply.until(lambda r: "110" in r.text)
    await discord_server.press(reply, "Delete", user=MODERATOR)
    await reply.until(lambda r: r.deleted)


async def test_twenty_at_once_are_all_answered(
    discord_server: LoopbackDiscord,
) -> None:
    questions = [discord_server.slash("dot", a=f"[{k},1,2]", b="[1,1,1]") for k in range(20)]
    replies = await asyncio.gather(*questions)
    for k, reply in enumerate(replies):
        assert f"= {k + 3}" in reply.text


async def test_steps_of_several_pictures(discord_server: LoopbackDiscord) -> None:
    rows = "[1 2 -1 -4; 2 3 -1 -11; -2 0 -3 22; 1 1 1 1]"
    reply = await discord_server.slash("matrix rref", a=rows)
    steps = await discord_server.press(reply, "Steps")
    assert steps.ephemeral
    assert len(steps.pictures) >= 2


async def test_a_reconnect_loses_nothing(
    discord_server: LoopbackDiscord, wire_bot: BotProcess
) -> None:
    await discord_server.gateway.drop()
    reply = await discord_server.slash("dot", a="2 3", b="4 5", within=20)
    assert "= 23" in reply.text
    assert wire_bot.server is discord_server
