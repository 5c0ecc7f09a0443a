"""Values and settings of one's own, over a real socket."""

from __future__ import annotations

import asyncio

import pytest

from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import BEN, newcomer

AT_ONCE = 20
"""As many as may wait of one person; beyond, they are told to wait for these."""


@pytest.mark.usefixtures("wire_bot")
async def test_many_sets_at_once_end_in_the_right_table(discord_server: LoopbackDiscord) -> None:
    sets = [
        discord_server.slash("vars set", {"name": f"v{k % 20}", "value": f"[{k % 20}]"}, user=BEN)
        for k in range(AT_ONCE)
    ]
    assert all("Kept for you" in reply.text for reply in await asyncio.gather(*sets))

    listed = await discord_server.slash("vars list", user=BEN)
    lines = [line for line in listed.text.split("\n") if line.startswith("v")]
    assert sorted(lines) == sorted(f"v{k} = [{k}]" for k in range(20))
    await discord_server.slash("vars clear", user=BEN)


@pytest.mark.usefixtures("wire_bot")
async def test_values_over_the_wire(discord_server: LoopbackDiscord, wire_bot: BotProcess) -> None:
    kept = await discord_server.slash("vars set", {"name": "A", "value": "[1 2; 3 4]"})
    assert kept.ephemeral
    assert "A = [[1, 2], [3, 4]]" in kept.text

    offered = await discord_server.autocomplete("dot", a="A")
    assert offered == [{"name": "A = [[1, 2], [3, 4]]", "value": "A"}]
    assert await discord_server.autocomplete("dot", user=BEN, a="A") == []

    reply = await discord_server.slash("dot", a="A")
    assert "1·3 + 2·4 = 11" in reply.text
    await discord_server.slash("vars clear", {"name": "A"})
    assert wire_bot.server is discord_server


@pytest.mark.usefixtures("wire_bot")
@pytest.mark.parametrize(
    ("value", "before", "behind", "words"),
    [
        ("[1 2; 3 4]", "", "", "[ 1  2 ]"),
        ("[1 2; 3 4]", "inv(", ")", "[ 1.5  −0.5 ]"),
        ("[1 2; 3 4]", "2 * ", " + name", "[ 3   6 ]"),
        ("sqrt(2)", "1 + ", "", "2.414"),
        (f"[{', '.join('1' * 60)}]", "norm(", ")", "2√15"),
    ],
)
async def test_a_suggestion_sent_as_it_was_shown(
    discord_server: LoopbackDiscord, value: str, before: str, behind: str, words: str
) -> None:
    person = newcomer()
    await discord_server.slash("vars set", {"name": "name", "value": value}, user=person)
    offered = await discord_server.autocomplete("calc", user=person, expression=f"{before}na")

    names = [choice["name"] for choice in offered]
    shown = next(name for name in names if name.startswith(f"{before}name "))
    reply = await discord_server.slash("calc", expression=shown + behind, user=person)

    assert words in reply.text
    assert f"{before}name{behind}" in reply.text
