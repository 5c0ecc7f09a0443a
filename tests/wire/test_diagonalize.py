"""`/matrix diagonalize` over a real socket: the answer, its steps and its copies."""

from __future__ import annotations

import pytest

from tests.wire.loopback import LoopbackDiscord

pytestmark = pytest.mark.usefixtures("wire_bot")


async def test_a_matrix_without_enough_eigenvectors(discord_server: LoopbackDiscord) -> None:
    reply = await discord_server.slash("matrix diagonalize", a="[3 1; -1 1]")
    assert "Not diagonalizable: A = P J P⁻¹" in reply.text
    assert "blocks of J: 2 (2×2)" in reply.text
    ((_, _, alt),) = reply.pictures
    assert "A v₂ = 2v₂ + v₁" in alt
    steps = await discord_server.press(reply, "Steps")
    assert steps.ephemeral
    assert "det(A − λI)" in steps.pictures[0][2]
    copied = await discord_server.press(reply, "Copy")
    assert "P @ J @ np.linalg.inv(P)" in copied.text
