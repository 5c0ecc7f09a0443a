"""Members' ratings in the model of their server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import discord
import pytest
import pytest_asyncio
from simcord import Env

from bot.chat.client import StudyBot
from bot.models import film_model
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.topics.films.acting import rate, told

SHREK = "shrek 2001"
MEMBERS = 120
"""So many who hate what all others love turn the average around."""


def guild_of(classroom: Classroom) -> int:
    """Return the server in which the classroom is."""
    assert classroom.channel.guild is not None
    return classroom.channel.guild.id


async def quality(bot: StudyBot, classroom: Classroom) -> float:
    """Return the stars that the model of the server expects of somebody unknown for Shrek."""
    model = film_model.opened((await bot.models.learned(guild_of(classroom))).path)
    return float(model.space.averages[model.places[SHREK]])


@pytest_asyncio.fixture
async def crowd(simcord_bot: StudyBot) -> AsyncIterator[list[int]]:
    """Members who have all rated Shrek 0.5, and whose ratings are their own so far."""
    simcord_bot.models._refit_seconds = 0
    people = list(range(1, MEMBERS + 1))
    for person in people:
        await simcord_bot.store.ratings.rate(person, {SHREK: 0.5})
    yield people
    await simcord_bot.models.settled()


async def share(bot: StudyBot, classroom: Classroom, people: list[int]) -> None:
    """Let people's ratings join the server of the classroom, and its model be made."""
    await bot.models.settled()
    for person in people:
        await bot.store.ratings.share(person, guild_of(classroom))
    await classroom.ask("recommend", likes="Seven")
    await bot.models.settled()


async def test_ratings_join_the_model_only_when_their_owner_agrees(
    classroom: Classroom, simcord_bot: StudyBot, crowd: list[int]
) -> None:
    before = await quality(simcord_bot, classroom)
    await simcord_bot.models.settled()
    kept = await quality(simcord_bot, classroom)
    assert kept == before, "ratings that nobody shared are in the model"

    await share(simcord_bot, classroom, crowd)

    assert await quality(simcord_bot, classroom) < before - 1


async def test_nobody_is_named_and_who_leaves_takes_their_ratings_along(
    classroom: Classroom, simcord_bot: StudyBot, crowd: list[int]
) -> None:
    everybody = await simcord_bot.models.library.learned()
    assert "join the model of this server" in await told(classroom, "settings ratings", share="on")
    await rate(classroom, Shrek=0.5)
    await share(simcord_bot, classroom, crowd)
    guild = guild_of(classroom)
    assert await simcord_bot.models.learned(guild) is not everybody

    seen = posts.private(await classroom.other.slash(classroom.channel, "movies map"))
    said = " ".join([*posts.texts(seen), *posts.alts(seen)])
    assert "student" not in said
    assert str(classroom.student.id) not in said

    asked = posts.private(await classroom.student.slash(classroom.channel, "privacy delete"))
    await classroom.student.click(asked, label="Forget everything")

    assert await simcord_bot.models.learned(guild) is everybody
    kept = await simcord_bot.store.ratings.shared(guild)
    assert len({rating.person for rating in kept}) == MEMBERS


async def test_taking_ratings_back_is_at_once(
    classroom: Classroom, simcord_bot: StudyBot, crowd: list[int]
) -> None:
    everybody = await simcord_bot.models.library.learned()
    await told(classroom, "settings ratings", share="on")
    await share(simcord_bot, classroom, crowd)

    words = await told(classroom, "settings ratings", share="off")

    assert words == "Your ratings are yours alone: they join the model of no server."
    assert await simcord_bot.models.learned(guild_of(classroom)) is everybody


@pytest.mark.simcord(check_errors=False)
async def test_who_manages_the_server_decides_whether_members_may_join(
    simcord_env: Env, simcord_bot: StudyBot, crowd: list[int]
) -> None:
    guild = simcord_env.create_guild("Cinema")
    rights = discord.Permissions(manage_guild=True)
    owner = guild.add_member(
        simcord_env.create_user("owner"), roles=[guild.create_role("Owners", permissions=rights)]
    )
    student = guild.add_member(simcord_env.create_user("student"))
    other = guild.add_member(simcord_env.create_user("other"))
    room = Classroom(guild.create_text_channel("films"), student, other, owner)
    await share(simcord_bot, room, crowd)
    everybody = await simcord_bot.models.library.learned()
    assert await simcord_bot.models.learned(guild.id) is not everybody

    refused = await student.slash(room.channel, "settings members", join="off")
    assert "may manage the server" in posts.private(refused).content
    closed = posts.private(await owner.slash(room.channel, "settings members", join="off"))

    assert posts.texts(closed) == ["No member's ratings join this server's model any more."]
    assert await simcord_bot.models.learned(guild.id) is everybody
    refused = await student.slash(room.channel, "settings ratings", share="on")
    assert "nobody's ratings join" in posts.private(refused).content
    opened = posts.private(await owner.slash(room.channel, "settings members", join="on"))
    assert "who agree" in posts.texts(opened)[0]
    assert "now join the model" in await told(room, "settings ratings", share="on")


async def test_in_direct_messages_there_is_no_server_to_join(simcord_env: Env) -> None:
    user = simcord_env.create_user("student")
    result = await user.slash("settings ratings", share="on")

    assert "Send this in the server" in posts.private(result).content
