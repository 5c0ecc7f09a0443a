"""Facts of a matrix and the long run of a chain over a real socket: words, pictures, steps."""

from __future__ import annotations

import pytest

from tests.wire.loopback import LoopbackDiscord

pytestmark = pytest.mark.usefixtures("wire_bot")


async def test_facts_come_with_contours_steps_and_copies(discord_server: LoopbackDiscord) -> None:
    reply = await discord_server.slash("matrix facts", a="[2 1; 1 3]")

    assert "xᵀAx = 2x² + 2xy + 3y²" in reply.text
    ((_, _, alt),) = reply.pictures
    assert "Contours of the quadratic form" in alt
    steps = await discord_server.press(reply, "Steps")
    assert "So A is positive definite." in "".join(picture[2] for picture in steps.pictures)
    copied = await discord_server.press(reply, "Copy")
    assert "np.linalg.cond(A)" in copied.text


async def test_a_chain_settles(discord_server: LoopbackDiscord) -> None:
    reply = await discord_server.slash("matrix power", a="[0.9 0.1; 0.5 0.5]", n="inf")

    assert "π = [5/6, 1/6]" in reply.text
    assert "A Markov chain with 2 states" in reply.pictures[0][2]


async def test_a_rank_and_a_basis_are_options(discord_server: LoopbackDiscord) -> None:
    nearest = await discord_server.slash("matrix svd", a="[3 0; 4 5]", k="1")
    other = await discord_server.slash("matrix basis", a="[2 1; 1 2]", p="[1 1; 1 -1]")

    assert "σ₂ = √5" in nearest.text
    assert "B = [ 3  0 ]" in other.text
