"""What else happens while a room goes on: places, people and permissions that are gone."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from bot.topics.quiz.rooms.words import GONE
from tests.bot import posts
from tests.bot.topics.quiz.rooms.conftest import Hall, heads

MINUTE, HOUR = 60, 3600

TO_THE_END = 9 * MINUTE
"""For three exercises of two minutes, with half a minute behind each."""

PLAYED = [
    *(f"### Exercise {number} of 3{what}" for number in (1, 2, 3) for what in ("", ": no answers")),
    "### The room is over",
]


async def begin(hall: Hall, *people: MemberActor, channel: ChannelHandle | None = None) -> None:
    """Open a room, and let it begin."""
    hall.channel = channel or hall.channel
    await hall.send(people[0], "quiz room", exercises=3)
    for who in people:
        await hall.press(who, hall.opening, "Take part")
    await hall.press(people[0], hall.opening, "Start")
    assert heads(hall.thread) == PLAYED[:1]


async def is_over(hall: Hall) -> bool:
    """Return whether nothing is due any more, and nothing waits."""
    return await hall.keys() == [] and await hall.bot.store.appointments.unsent() == ()


def said(hall: Hall) -> list[str]:
    """Return the first lines of what stands in the channel."""
    return heads([each for each in hall.channel.history() if posts.texts(each)])


def allow(hall: Hall, **permissions: bool) -> None:
    """Set what the bot may do in the channel."""
    assert hall.bot.user is not None
    allowed, denied = discord.PermissionOverwrite(**permissions).pair()
    overwrite = Overwrite(hall.bot.user.id, OverwriteType.MEMBER, allowed.value, denied.value)
    hall.env.backend.set_overwrite(hall.channel.id, overwrite)


# Places


async def test_the_server_removes_the_bot(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    await begin(hall, hall.ann, hall.ben)
    hall.env.backend.remove_guild(hall.guild.id)
    await hall.pass_time(TO_THE_END)
    assert await hall.keys() == []
    await hall.pass_time(HOUR)
    hall.bot.store.appointments.changed()
    await hall.env.settle()

    assert await is_over(hall)
    assert [each for each in caplog.records if each.levelname in ("WARNING", "ERROR")] == []


async def test_the_channel_is_deleted(hall: Hall) -> None:
    await begin(hall, hall.ann, hall.ben)
    (thread,) = hall.channel.threads
    for channel in (thread, hall.channel):
        hall.env.backend.delete_channel(channel.id)
    await hall.pass_time(TO_THE_END)

    assert await is_over(hall)


async def test_the_thread_is_deleted(hall: Hall) -> None:
    await begin(hall, hall.ann, hall.ben)
    (thread,) = hall.channel.threads
    hall.env.backend.delete_channel(thread.id)
    await hall.pass_time(TO_THE_END)

    assert said(hall)[1:] == ["### Exercise 1 of 3: no answers", GONE]
    assert await is_over(hall)


async def test_the_thread_is_archived(hall: Hall) -> None:
    await begin(hall, hall.ann, hall.ben)
    (thread,) = hall.channel.threads
    hall.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await hall.pass_time(TO_THE_END)

    assert heads(hall.thread) == PLAYED


@pytest.mark.parametrize("begun", [True, False])
async def test_the_opening_is_deleted_and_its_thread_stays(hall: Hall, begun: bool) -> None:
    await hall.send(hall.ann, "quiz room", exercises=3)
    opening = hall.opening
    await hall.press(hall.ann, opening, "Take part")
    if begun:
        await hall.press(hall.ann, opening, "Start")
    hall.env.backend.delete_message(hall.channel.id, opening.id)
    await hall.pass_time(TO_THE_END + MINUTE)

    assert heads(hall.thread) == PLAYED


async def test_a_permission_is_lost_and_comes_back(hall: Hall) -> None:
    await begin(hall, hall.ann, hall.ben)
    await hall.answer(hall.ann, hall.last)
    allow(hall, view_channel=False)
    await hall.pass_time(2 * TO_THE_END)
    assert heads(hall.thread) == PLAYED[:1]
    assert await hall.keys() == []

    allow(hall, view_channel=True)
    await hall.pass_time(20 * MINUTE)

    # The exercises that nobody could see are not wanted any more.
    assert heads(hall.thread)[1:] == ["### Exercise 1 of 3: 1 of 1 answer right", GONE]
    assert await is_over(hall)
    assert await hall.bot.store.rooms.month(hall.guild.id) == {hall.ann.id: 1}


async def test_an_announcement_channel_has_rooms(hall: Hall) -> None:
    await begin(hall, hall.ann, hall.ben, channel=hall.guild.create_news_channel("news"))
    await hall.pass_time(TO_THE_END)

    assert heads(hall.thread) == PLAYED


async def test_a_voice_channel_has_none(hall: Hall) -> None:
    hall.channel = hall.guild.create_voice_channel("voice")

    told = await hall.send(hall.ann, "quiz room", exercises=3)

    assert "open it in a plain text channel" in told
    assert await hall.keys() == []


# People


async def test_somebody_leaves_the_server(hall: Hall) -> None:
    await begin(hall, hall.ann, hall.ben)
    hall.guild.remove_member(hall.ben)
    await hall.answer(hall.ann, hall.last)
    await hall.pass_time(TO_THE_END)

    assert heads(hall.thread) == [
        *PLAYED[:1],
        "### Exercise 1 of 3: 1 of 1 answer right",
        *PLAYED[2:],
    ]


async def test_the_other_of_two_never_answers(hall: Hall) -> None:
    await hall.send(hall.ann, "quiz duel", person=hall.ben, exercises=3)
    await hall.press(hall.ben, hall.opening, "Accept")
    await hall.answer(hall.ann, hall.last)
    await hall.pass_time(TO_THE_END)

    assert heads(hall.thread)[-1] == "### The duel is over"
    words = posts.texts(hall.last)[0]
    assert f"<@{hall.ann.id}> · 1 point" in words
    assert f"Took part as well: <@{hall.ben.id}>" in words


async def test_a_room_of_one_waits_for_nobody(hall: Hall) -> None:
    await begin(hall, hall.ann)
    for number in (1, 2, 3):
        assert "the solution comes now" in await hall.answer(hall.ann, hall.last)
        if number < 3:
            await hall.press(hall.ann, hall.last, "Next")

    assert f"<@{hall.ann.id}> · 3 points" in posts.texts(hall.last)[0]
    assert await is_over(hall)


async def test_two_rooms_in_one_server_have_nothing_to_do_with_each_other(hall: Hall) -> None:
    first = hall.channel
    await begin(hall, hall.ann)
    await begin(hall, hall.ben, channel=hall.guild.create_text_channel("other"))
    there = hall.last
    ((here,),) = [[m for m in thread.history() if posts.texts(m)] for thread in first.threads]

    # Who plays in one takes no part in the other.
    assert "You do not take part yet." in await pressed(hall, hall.ben, here)
    assert "You do not take part yet." in await pressed(hall, hall.ann, there)
    await hall.pass_time(TO_THE_END)

    for channel in (first, hall.channel):
        (thread,) = channel.threads
        assert heads([each for each in thread.history() if posts.texts(each)]) == PLAYED
    assert await is_over(hall)


async def pressed(hall: Hall, who: MemberActor, message: Any) -> str:
    return await hall.press(who, message, "Answer")
