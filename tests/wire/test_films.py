"""Films over a real socket."""

from __future__ import annotations

import asyncio
import re

import pytest

from tests.wire.loopback import LoopbackDiscord
from tests.wire.messages import Message
from tests.wire.reply import Reply
from tests.wire.world import BEN, OWNER, Person

FILMS = (
    "Shrek (2001)",
    "Seven (1995)",
    "Alien (1979)",
    "Amélie (2001)",
    "Frozen (2013)",
)


def films(reply: Reply | Message) -> list[str]:
    """Return the films that are suggested."""
    return [line[5:] for line in reply.text.split("\n") if re.match(r"\d\.\d  ", line)]


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
    assert "like  Shrek (2001)" in (await discord_server.slash("ratings", user=BEN)).text


@pytest.mark.usefixtures("wire_bot")
async def test_two_hundred_people_rate_at_once(discord_server: LoopbackDiscord) -> None:
    people = [Person(str(int(OWNER.id) + 1000 + k), f"Viewer {k}") for k in range(200)]

    replies = await asyncio.gather(
        *(
            discord_server.slash("rate", movie=FILMS[k % 5], stars=1.0 + k % 4, user=person)
            for k, person in enumerate(people)
        )
    )

    for k, reply in enumerate(replies):
        assert reply.ephemeral
        assert reply.text.startswith(f"You gave **{FILMS[k % 5]}** {1 + k % 4} star")
    listed = await discord_server.slash("ratings", user=people[17])
    assert f"```\n  2  {FILMS[2]}\n```" in listed.text
