"""Matrices over a real socket, held against Discord's rules like everything the bot sends."""

from __future__ import annotations

import pytest

from tests.wire.loopback import LoopbackDiscord

pytestmark = pytest.mark.usefixtures("wire_bot")


@pytest.mark.parametrize(
    ("command", "options", "words", "pictures"),
    [
        ("matrix multiply", {"a": "[1 2;3 4]", "b": "[5 6;7 8]"}, "[ 43  50 ]", 1),
        ("matrix solve", {"a": "[1 1;1 -1]", "b": "3 1"}, "x = [2, 1]", 1),
        ("matrix rref", {"a": "[1 2;3 4]"}, "pivot columns: 1, 2", 0),
        ("matrix inverse", {"a": "[2 1;5 3]"}, "A⁻¹ = [  3  −1 ]", 0),
        ("matrix eigen", {"a": "[2 1;1 2]"}, "λ₁ = 3", 1),
        ("matrix svd", {"a": "[3 0;4 5]"}, "6.7082", 1),
        ("transform", {"matrix": "[0 -1;1 0]"}, "det", 1),
        ("calc", {"expression": "inv([2 1;5 3]) [1, 2]"}, "[1, −1]", 0),
    ],
)
async def test_commands(
    discord_server: LoopbackDiscord,
    command: str,
    options: dict[str, str],
    words: str,
    pictures: int,
) -> None:
    reply = await discord_server.slash(command, options)
    assert words in reply.text
    assert len(reply.pictures) == pictures


async def test_steps_in_several_pages(discord_server: LoopbackDiscord) -> None:
    rows = "[1 2 -1 -4; 2 3 -1 -11; -2 0 -3 22; 1 1 1 1]"
    reply = await discord_server.slash("matrix rref", a=rows)
    steps = await discord_server.press(reply, "Steps")
    assert steps.ephemeral
    assert len(steps.pictures) >= 2
