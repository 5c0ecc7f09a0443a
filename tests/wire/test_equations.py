"""Equations over a real socket: `/matrix solve`, its buttons, and what it refuses."""

from __future__ import annotations

import pytest

from tests.wire.loopback import LoopbackDiscord

pytestmark = pytest.mark.usefixtures("wire_bot")


async def test_equations_are_solved_with_steps_and_a_copy(discord_server: LoopbackDiscord) -> None:
    reply = await discord_server.slash("matrix solve", a="2p + 3q = 5\np - q = 1")
    assert "p = 8/5, q = 3/5" in reply.text
    assert "A | b = [ 2   3 | 5 ]" in reply.text
    assert "(p, q) = (8/5, 3/5)" in reply.pictures[0][2]
    steps = await discord_server.press(reply, "Steps")
    assert "a column for p and q" in steps.pictures[0][2]
    copied = await discord_server.press(reply, "Copy")
    assert "2p + 3q = 5" in copied.text


async def test_what_is_not_linear_is_refused_privately(discord_server: LoopbackDiscord) -> None:
    reply = await discord_server.slash("matrix solve", a="x y = 6, x + y = 5")
    assert "multiplies x by y" in reply.text
    assert reply.ephemeral
    other = await discord_server.slash("matrix det", a="2x + 3y = 5, x - y = 1")
    assert "/matrix solve" in other.text
