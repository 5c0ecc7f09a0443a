"""The daily problem in every kind of channel that can be chosen, and where one is gone."""

from __future__ import annotations

import discord
from simcord.builders import ChannelHandle

from tests.bot.chat.sharing.conftest import School
from tests.bot.chat.sharing.passing import said, wait

HOUR = 60 * 60_000
DAY = 24 * HOUR

PROBLEM = "## Problem of the day"
SOLUTION = "The problem of 1 January is solved."


async def two_days(school: School, channel: ChannelHandle | discord.Thread) -> None:
    """Let a problem come on two days in a channel."""
    await school.bot.store.guilds.set_study_channel(school.guild.id, channel.id)
    await school.teacher.slash(school.channel, "study daily", time="18:00")
    await wait(school, 2 * DAY)


def begins(channel: ChannelHandle) -> list[str]:
    """Return the first line of each message."""
    return [text.splitlines()[0] for text in said(channel)]


async def test_an_announcement_channel(timed_school: School) -> None:
    news = timed_school.guild.create_news_channel("news")
    await two_days(timed_school, news)

    assert begins(news) == [PROBLEM, PROBLEM]
    assert begins(news.threads[0]) == [SOLUTION]


async def test_a_thread_has_problems_and_solutions_in_itself(timed_school: School) -> None:
    channel = timed_school.bot.get_channel(timed_school.study.id)
    assert isinstance(channel, discord.TextChannel)
    kind = discord.ChannelType.public_thread
    await two_days(timed_school, await channel.create_thread(name="daily", type=kind))

    (thread,) = timed_school.study.threads
    assert begins(thread) == [PROBLEM, SOLUTION, PROBLEM]
    assert said(timed_school.study) == []


async def test_a_post_of_a_forum(timed_school: School) -> None:
    forum = timed_school.guild.create_forum_channel("forum")
    channel = timed_school.bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    opened = await channel.create_thread(name="daily", content="Here it comes.")
    await two_days(timed_school, opened.thread)

    (thread,) = forum.threads
    assert begins(thread) == [PROBLEM, SOLUTION, PROBLEM]


async def test_an_archived_thread(timed_school: School) -> None:
    channel = timed_school.bot.get_channel(timed_school.study.id)
    assert isinstance(channel, discord.TextChannel)
    kind = discord.ChannelType.public_thread
    made = await channel.create_thread(name="daily", type=kind)
    timed_school.env.backend.edit_channel(made.id, {}, thread_metadata={"archived": True})
    await two_days(timed_school, made)

    (thread,) = timed_school.study.threads
    assert begins(thread) == [PROBLEM, SOLUTION, PROBLEM]


async def test_a_server_removes_the_bot_while_a_post_waits(timed_school: School) -> None:
    school = timed_school
    await school.teacher.slash(school.channel, "study daily", time="18:00")
    school.env.inject_error("POST", school.posts_path, status=501, times=3)
    await wait(school, 18 * HOUR)
    (waiting,) = await school.bot.store.appointments.unsent()
    school.env.backend.remove_guild(school.guild.id)
    await wait(school, 3 * DAY)

    # What nobody can see is not kept for longer than it is wanted, and each day has its turn.
    kept = await school.bot.store.appointments.unsent()
    assert waiting.key not in {each.key for each in kept}
    assert len(kept) <= 1
    (due,) = await school.bot.store.appointments.of_guild("daily problem", school.guild.id)
    assert due.data["number"] == 4
