"""The whole way over a real socket: `/calc` as a lesson, and a value kept for the next one."""

from __future__ import annotations

import pytest

from tests.wire.loopback import LoopbackDiscord

pytestmark = pytest.mark.usefixtures("wire_bot")


async def test_calc_answers_with_a_picture_its_steps_and_its_numpy(
    discord_server: LoopbackDiscord,
) -> None:
    reply = await discord_server.slash("calc", expression="[1 2; 3 4] .* [5 6; 7 8] + 1")
    assert "[  6  13 ]" in reply.text
    assert "Broadcasting: the number is stretched" in reply.text
    ((name, _, alt),) = reply.pictures
    assert name == "entries.png"
    assert alt.startswith("Broadcasting: (2, 2) and () become (2, 2)")
    steps = await discord_server.press(reply, "Steps")
    assert "Each entry times the one in the same place" in steps.pictures[0][2]
    copied = await discord_server.press(reply, "Copy")
    assert "np.array([[1, 2], [3, 4]]) * np.array([[5, 6], [7, 8]]) + 1" in copied.text


async def test_complex_numbers_are_drawn_kept_and_refused_in_words(
    discord_server: LoopbackDiscord,
) -> None:
    product = await discord_server.slash("calc", expression="(1+2i)*(3-i)")
    assert "5 + 5i" in product.text
    assert product.pictures[0][2].startswith("Lengths are multiplied, angles added")
    await discord_server.slash("vars set", {"name": "z", "value": "3 + 4i"})
    kept = await discord_server.slash("calc", expression="abs(z) + sum([1,2,3] > 1)")
    assert "= 7" in kept.text
    refused = await discord_server.slash("calc", expression="rref([1 2; 3 4])")
    assert refused.ephemeral
    assert "/matrix rref" in refused.text
