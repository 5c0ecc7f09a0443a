"""`/data` over a real socket: rows compared and chosen anew, clusters played."""

from __future__ import annotations

import pytest

from tests.wire.loopback import LoopbackDiscord
from tests.wire.rules import Upload

pytestmark = pytest.mark.usefixtures("wire_bot")

PEOPLE = "name,height,weight\nann,170,60\nbob,176,80\ncy,165,58\ndee,170,67\n"


async def test_rows_of_a_file_and_another_row_from_the_menu(
    discord_server: LoopbackDiscord,
) -> None:
    file = Upload("people.csv", PEOPLE.encode())

    reply = await discord_server.slash("data rows", file=file, rows="ann, bob")

    assert "ann and bob: distance 20.88" in reply.text
    assert len(reply.pictures) == 2
    label = "Compare ann with …, the most alike first"
    other = await discord_server.choose(reply, label, ["#1, #4"])
    assert "ann and dee: distance 7," in other.text


async def test_clusters_are_played(discord_server: LoopbackDiscord) -> None:
    reply = await discord_server.slash("data cluster", data="cities", k=3)

    assert "3 clusters of" in reply.text
    played = await discord_server.press(reply, "Play")
    assert len(played.pictures) == 1
    steps = await discord_server.press(reply, "Steps")
    assert len(steps.pictures) >= 2
