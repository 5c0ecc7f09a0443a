"""Rooms in simulated Discord, from the command to the table."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor

from bot.chat.client import StudyBot
from bot.store import StoreError
from tests.bot import posts
from tests.bot.topics.quiz.rooms.conftest import Hall, heads, told

WRONG = "0.5"


async def test_a_race_in_a_room(hall: Hall) -> None:
    ann, ben, cleo = hall.ann, hall.ben, hall.cleo
    opened = await hall.send(ann, "quiz room", exercises=3, race="yes")
    assert opened.startswith("The room opens below.")
    for who in (ann, ben):
        assert "You take part." in await hall.press(who, hall.opening, "Take part")
    await hall.press(ann, hall.opening, "Start")

    (asked,) = hall.thread
    assert heads([asked]) == ["### Exercise 1 of 3"]
    assert posts.labels(asked) == ["Answer"]
    assert len(posts.alts(asked)) == 2
    await hall.answer(ben, asked, WRONG)
    assert "no attempt" in await hall.answer(ann, asked, "[")
    assert WRONG not in str([posts.texts(each) for each in hall.thread])
    await hall.answer(ann, asked)

    solved = hall.last
    assert f"<@{ann.id}> was first." in posts.texts(solved)[0]
    assert posts.labels(solved) == ["How was mine?", "Next"]
    assert any("step by step" in alt for alt in posts.alts(solved))
    assert "**Not yet.**" in await hall.press(ben, solved, "How was mine?")
    assert "Only who opened it" in await hall.press(ben, solved, "Next")
    await hall.press(ann, solved, "Next")
    assert heads(hall.thread)[-1] == "### Exercise 2 of 3"
    assert "You do not take part yet." in told(await cleo.click(hall.last, label="Answer"))


async def test_a_duel_that_somebody_does_not_want(hall: Hall) -> None:
    await hall.send(hall.ann, "quiz duel", person=hall.ben)
    assert f"<@{hall.ann.id}> challenges <@{hall.ben.id}>" in posts.texts(hall.opening)[0]
    assert "for somebody else" in await hall.press(hall.cleo, hall.opening, "Accept")

    assert await hall.press(hall.ben, hall.opening, "Not now") == "Good, then there is no duel."

    assert heads(hall.thread) == ["There is no duel this time. `/quiz duel` asks again."]
    assert await hall.keys() == []


@pytest.mark.parametrize("moment", ["settle", "confirm"])
async def test_a_bot_that_ends_in_the_middle(
    hall: Hall, next_bot: StudyBot, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    await hall.send(hall.ann, "quiz room", exercises=3)
    await hall.press(hall.ann, hall.opening, "Take part")

    async def end(*_: object) -> None:
        raise StoreError("the bot ends here")

    monkeypatch.setattr(hall.bot.store.appointments, moment, end)
    await hall.press(hall.ann, hall.opening, "Start")
    await hall.bot.close()
    await hall.env.restart_bot(next_bot)
    hall.bot = next_bot
    await hall.pass_time(1)

    assert heads(hall.thread) == ["### Exercise 1 of 3"]
    assert "the solution comes now" in await hall.answer(hall.ann, hall.last)
    assert heads(hall.thread)[1:] == ["### Exercise 1 of 3: 1 of 1 answer right"]


# Somebody who is forgotten before a post is sent


async def test_a_post_that_waits_names_nobody_who_was_forgotten(hall: Hall) -> None:
    path = f"/channels/{hall.channel.id}/messages"
    hall.env.inject_error("POST", path, status=501)
    await hall.send(hall.ann, "quiz duel", person=hall.ben)
    await _forget(hall, hall.ben)
    (waiting,) = await hall.bot.store.appointments.unsent()
    assert str(hall.ben.id) not in str(waiting)

    await hall.pass_time(30)

    words = posts.texts(hall.opening)[0]
    assert f"<@{hall.ann.id}> challenges somebody" in words
    assert str(hall.ben.id) not in words


async def test_who_is_forgotten_while_a_post_is_made_is_not_named(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    appointments = hall.bot.store.appointments
    trying = appointments.trying

    async def forget_first(key: str, channel: int | None) -> object:
        await hall.bot.store.people.forget(hall.ann.id)
        return await trying(key, channel)

    monkeypatch.setattr(appointments, "trying", forget_first)
    await hall.send(hall.ann, "quiz room")
    await hall.pass_time(30)

    (opening,) = [each for each in hall.channel.history() if posts.texts(each)]
    assert "\nSomebody opens it" in posts.texts(opening)[0]
    assert str(hall.ann.id) not in posts.texts(opening)[0]


async def _forget(hall: Hall, who: MemberActor) -> None:
    """Let somebody have all forgotten that is kept about them."""
    asked = posts.private(await who.slash(hall.channel, "privacy delete"))
    await hall.press(who, asked, "Forget everything")
