"""Lessons over a real socket: everybody sees their own card alone."""

from __future__ import annotations

import asyncio

import pytest

from bot.topics.learn.files import lessons
from tests.wire.crowd import people
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import newcomer

LESSONS = [*lessons().values()]


@pytest.mark.usefixtures("wire_bot")
async def test_twelve_people_in_twelve_lessons(discord_server: LoopbackDiscord) -> None:
    crowd = people(len(LESSONS))

    shown = await asyncio.gather(
        *(
            discord_server.slash("learn", {"lesson": lesson.heading}, user=person)
            for person, lesson in zip(crowd, LESSONS, strict=True)
        )
    )
    await asyncio.gather(
        *(
            discord_server.press(card, "Next", user=person)
            for person, card in zip(crowd, shown, strict=True)
        )
    )

    for lesson, card in zip(LESSONS, shown, strict=True):
        assert card.ephemeral
        assert f"{lesson.heading} · 2 of {len(lesson.cards)}" in card.text
    refused = await discord_server.press(shown[0], "Next", user=newcomer())
    assert refused.ephemeral
    assert "Only the person who asked" in refused.text
    assert f"{LESSONS[0].heading} · 2 of" in shown[0].text
    again = await discord_server.slash("learn", user=crowd[-1])
    assert f"{LESSONS[-1].heading} · 2 of" in again.text


@pytest.mark.usefixtures("wire_bot")
async def test_a_guess_and_what_a_card_runs(discord_server: LoopbackDiscord) -> None:
    student = newcomer()
    card = await discord_server.slash("learn", {"lesson": "dot product"}, user=student)

    await discord_server.choose(card, "Your guess", ["0"], user=student)
    assert "**Right: " in card.text or "**The answer: " in card.text
    while "Run it" not in card.buttons:
        await discord_server.press(card, "Next", user=student)
    before = card.text
    ran = await discord_server.press(card, "Run it", user=student)

    assert card.text == before
    assert "a · b" in ran.text
    assert ran.ephemeral
    assert len(ran.pictures) == 1
