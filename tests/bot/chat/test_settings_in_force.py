"""What somebody has chosen is in force in every reply: how it looks, and who sees it."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord import Env
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult, ResponseMessage

from bot.chat import responding
from bot.chat.client import StudyBot
from bot.drawing.style import COLOURS, Theme
from tests.bot import posts
from tests.bot.chat.slow_job import SlowJob
from tests.bot.conftest import Classroom

LIGHT, DARK = COLOURS[Theme.LIGHT].background, COLOURS[Theme.DARK].background


async def choose(classroom: Classroom, **settings: str) -> None:
    await classroom.student.slash(classroom.channel, "settings mine", **settings)


async def choose_here(bot: StudyBot, classroom: Classroom, **settings: Any) -> None:
    await bot.store.guilds.choose(classroom.student.guild.id, **settings)


async def background(message: ResponseMessage) -> str:
    """Return the colour in the corner of a message's first picture."""
    image, *_ = await posts.pictures(message)
    return "#{:02x}{:02x}{:02x}".format(*image.convert("RGB").tobytes()[:3])


def only_for_the_student(classroom: Classroom, result: InteractionResult) -> ResponseMessage:
    assert classroom.seen_by(classroom.other) == []
    return posts.private(result)


# How it looks


async def test_answers_and_what_their_buttons_show_are_in_the_theme(classroom: Classroom) -> None:
    await choose(classroom, theme="light")
    message = await classroom.ask("vector norm", v="[1,2,2]")
    assert await background(message) == LIGHT

    for label in ("Steps", "Turn"):
        page = posts.private(await classroom.student.click(message, label=label))
        assert await background(page) == LIGHT, label
        page = posts.private(await classroom.other.click(message, label=label))
        assert await background(page) == DARK, f"{label} of somebody else"

    form = await classroom.student.click(message, label="Edit")
    edited = posts.response(await classroom.student.submit_modal(form, {"v": "[2,3,6]"}))
    assert await background(edited) == LIGHT


async def test_a_map_beside_an_answer_is_in_the_theme_of_who_opens_it(
    classroom: Classroom,
) -> None:
    message = await classroom.ask("recommend", likes="Toy Story")
    assert await background_of_map(classroom, message) == DARK
    await choose(classroom, theme="light")
    assert await background_of_map(classroom, message) == LIGHT


async def background_of_map(classroom: Classroom, message: ResponseMessage) -> str:
    return await background(posts.private(await classroom.student.click(message, label="Map")))


@pytest.mark.parametrize(
    ("settings", "typed", "fact"),
    [
        ({}, "[1/3, 0]", "= 1/3 ≈ 0.3333"),
        ({"numbers": "decimals"}, "[1/3, 0]", "≈ 0.3333"),
        ({"numbers": "decimals", "digits": "2"}, "[1/3, 0]", "≈ 0.33"),
        ({"numbers": "decimals", "digits": "6"}, "[1/3, 0]", "≈ 0.333333"),
        ({}, "[0.5, 0]", "= 0.5"),
        ({"numbers": "fractions"}, "[0.5, 0]", "= 1/2 = 0.5"),
    ],
)
async def test_numbers_are_written_as_somebody_wants_them(
    classroom: Classroom, settings: dict[str, str], typed: str, fact: str
) -> None:
    if settings:
        await choose(classroom, **settings)
    message = await classroom.ask("vector norm", v=typed)

    assert posts.read(message).fact("‖v‖") == fact


async def test_copy_is_exact_whatever_is_chosen(classroom: Classroom) -> None:
    message = await classroom.ask("vector norm", v="[1/3, 1/7]")
    before = posts.texts(posts.private(await classroom.student.click(message, label="Copy")))
    await choose(classroom, numbers="decimals", digits="2", theme="light")
    message = await classroom.ask("vector norm", v="[1/3, 1/7]")
    after = posts.texts(posts.private(await classroom.student.click(message, label="Copy")))

    assert after == before


async def test_a_server_has_defaults_of_its_own(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    await choose_here(simcord_bot, classroom, theme="light", numbers="decimals", digits=2)
    await choose(classroom, digits="3")

    message = await classroom.ask("vector norm", v="[1/3, 0]")

    assert await background(message) == LIGHT
    assert posts.read(message).fact("‖v‖") == "≈ 0.333"


# Who sees it


async def test_replies_are_for_who_asks_alone(classroom: Classroom) -> None:
    await choose(classroom, replies="private")

    result = await classroom.student.slash(classroom.channel, "dot", a="[1,2]", b="[3,4]")

    message = only_for_the_student(classroom, result)
    assert posts.read(message).title == "a · b = 11"
    pages = posts.private(await classroom.student.click(message, label="Steps"))
    assert pages.attachments
    form = await classroom.student.click(message, label="Edit")
    edited = await classroom.student.submit_modal(form, {"a": "[1,2]", "b": "[3,5]"})
    assert posts.read(only_for_the_student(classroom, edited)).title == "a · b = 13"
    assert not (await classroom.other.slash(classroom.channel, "dot", a="1 2", b="3 4")).ephemeral


async def test_what_a_form_leads_to_is_for_who_asks_alone(classroom: Classroom) -> None:
    await choose(classroom, replies="private")
    form = await classroom.student.slash(classroom.channel, "pca")
    assert form.modal is not None

    fields = {"data": "x,y\n1,2\n2,4.5\n3,5"}
    only_for_the_student(classroom, await classroom.student.submit_modal(form, fields))


async def test_thinking_is_for_who_asks_alone(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    await choose(classroom, replies="private")
    monkeypatch.setattr(responding, "PATIENCE", 0)
    job = SlowJob.instead_of(simcord_bot.workers, "run", simcord_env, monkeypatch)

    result = await classroom.student.slash(classroom.channel, "dot", a="[1,2]", b="[3,4]")
    assert result.deferred
    assert classroom.seen_by(classroom.other) == []
    await job.end()

    assert posts.read(only_for_the_student(classroom, result)).title == "a · b = 11"


async def test_what_a_message_menu_answers_is_for_who_asks_alone(classroom: Classroom) -> None:
    await choose(classroom, replies="private")
    table = await classroom.other.send(classroom.channel, "x,y\n1,2\n2,4.5\n3,5")

    result = await classroom.student.context_menu(classroom.channel, "PCA on this message", table)

    assert posts.read(posts.private(result)).title.startswith("2 components")
    assert len(classroom.seen_by(classroom.other)) == 1


async def test_a_server_can_want_them_so_and_somebody_not(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    await choose_here(simcord_bot, classroom, replies="private")
    result = await classroom.student.slash(classroom.channel, "calc", expression="2 + 3")
    only_for_the_student(classroom, result)

    await choose(classroom, replies="public")
    await classroom.ask("calc", expression="2 + 3")


async def test_outside_the_chosen_channels_replies_are_for_who_asks_alone(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    guild = classroom.student.guild
    allowed = guild.create_text_channel("homework")
    await simcord_bot.store.guilds.allow_channels(guild.id, [allowed.id])

    async def is_private(channel: ChannelHandle) -> bool:
        result = await classroom.student.slash(channel, "calc", expression="2 + 3")
        return posts.response(result).ephemeral

    assert await is_private(classroom.channel)
    assert not await is_private(allowed)
    channel = simcord_bot.get_channel(allowed.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="week 1", type=discord.ChannelType.public_thread)
    (thread,) = allowed.threads
    assert not await is_private(thread)


@pytest.mark.parametrize("lacking", ["send_messages", "attach_files"])
async def test_where_the_bot_may_not_post_replies_are_for_who_asks_alone(
    classroom: Classroom, simcord_bot: StudyBot, lacking: str
) -> None:
    assert simcord_bot.user is not None
    overwrite = discord.PermissionOverwrite(**{lacking: False})
    guild = classroom.student.guild
    quiet = guild.create_text_channel("quiet", overwrites={simcord_bot.user: overwrite})

    result = await classroom.student.slash(quiet, "calc", expression="2 + 3")

    assert posts.response(result).ephemeral


async def test_while_a_wish_is_not_known_only_who_asks_sees_that_something_comes(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = simcord_bot.store.people
    await people.set_variable(classroom.student.id, "A", "[1, 2]")
    monkeypatch.setattr(responding, "READ_PATIENCE", 0)
    slow = SlowJob.instead_of(people, "person", simcord_env, monkeypatch)

    result = await classroom.student.slash(classroom.channel, "dot", a="A", b="[3,4]")
    assert result.deferred
    await slow.end()

    assert posts.read(only_for_the_student(classroom, result)).title == "a · b = 11"
