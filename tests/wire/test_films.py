"""Films over a real socket, and a rating that is still there after a kill."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply
from tests.wire.survival import rate_then_kill
from tests.wire.world import BEN, CLEO


def films(reply: Reply) -> list[str]:
    """Return the films that are suggested."""
    return [line.partition("  ")[2] for line in reply.text.split("\n") if " ± " in line[:6]]


@pytest.mark.usefixtures("wire_bot")
async def test_rate_recommend_and_what_stands_below(discord_server: LoopbackDiscord) -> None:
    offered = await discord_server.autocomplete("rate", movie="shrk")
    assert offered[0] == {"name": "Shrek (2001)", "value": "Shrek (2001)"}
    for movie, stars in (("Shrek (2001)", 5.0), ("toy story", 5.0), ("seven", 1.0)):
        rated = await discord_server.slash("rate", movie=movie, stars=stars)
        assert rated.ephemeral
        assert "You gave" in rated.text

    reply = await discord_server.slash("recommend")
    assert reply.ephemeral
    assert len(reply.pictures) == 1
    first = films(reply)
    assert "Finding Nemo (2003)" in first

    more = await discord_server.press(reply, "More")
    assert set(films(more)).isdisjoint(first)
    seen = next(film for film in films(more) if "…" not in film)
    hidden = await discord_server.choose(more, "Hide what you have seen", [seen])
    assert seen not in films(hidden)
    explained = await discord_server.press(hidden, "Explain")
    assert explained.ephemeral
    assert len(explained.pictures) >= 2
    shown = await discord_server.press(hidden, "Map")
    assert len(shown.pictures) == 1
    listed = await discord_server.slash("ratings")
    assert "seen  " in listed.text
    asked = await discord_server.press(listed, "Remove all")
    gone = await discord_server.press(asked, "Yes, remove all")
    assert "rated no films yet" in gone.text


@pytest.mark.usefixtures("wire_bot")
async def test_the_form_over_the_wire(discord_server: LoopbackDiscord) -> None:
    form = await discord_server.slash("recommend", user=BEN)
    assert form.modal is not None
    loved = form.modal["components"][0]["component"]
    shrek = next(o["value"] for o in loved["options"] if o["label"] == "Shrek (2001)")

    reply = await discord_server.submit(form, {"Films you love": [shrek]}, user=BEN)

    assert reply.ephemeral
    assert len(films(reply)) == 5
    assert "5  Shrek (2001)" in (await discord_server.slash("ratings", user=BEN)).text


@pytest.mark.usefixtures("wire_bot")
async def test_likes_similar_and_the_list(discord_server: LoopbackDiscord) -> None:
    liked = await discord_server.slash("recommend", likes="Shrek, Monsters, Inc.", user=CLEO)
    assert not liked.ephemeral
    assert "because you like" in liked.text
    similar = await discord_server.slash("similar", movie="Memento", metric="dot")
    assert "dot product" in similar.text
    assert len(similar.pictures) == 1
    listed = await discord_server.slash("movies list")
    following = await discord_server.press(listed, "Next")
    assert "Page 2 of 2." in following.text
    refused = await discord_server.slash("similar", movie="no such film at all")
    assert refused.ephemeral
    shared = await discord_server.slash("settings ratings", share="on")
    assert "join the model" in shared.text


async def test_a_rating_survives_a_kill_right_after_the_answer(tmp_path: Path) -> None:
    first, _ = await rate_then_kill(tmp_path, "Shrek", 4.5)
    second, _ = await rate_then_kill(tmp_path, "Seven", 1.0)

    assert "rated no films yet" in first
    assert "4.5  Shrek (2001)" in second
