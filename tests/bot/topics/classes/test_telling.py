"""Telling the class of a new sheet: one public post with a button to begin."""

from __future__ import annotations

import asyncio

import discord
import pytest
from simcord.results import ResponseMessage

from bot.chat.client import StudyBot
from bot.config import Config
from bot.errors import UserError
from bot.topics.classes.telling import tell
from bot.topics.kit.outcome import Place, Press
from tests.bot import posts
from tests.bot.chat.presser import Presser
from tests.bot.conftest import Classroom, lasting
from tests.bot.topics.classes.conftest import Clock, School, text_of

USUAL = {"title": "Week 1", "exercises": "dot 1, norm 1", "due": "in 2 days 18:00"}


@pytest.fixture
def config(request: pytest.FixtureRequest) -> Config:
    """The settings of a bot whose store outlives it."""
    return lasting(request)


async def sheet_set(school: School, **changes: str) -> ResponseMessage:
    return await school.told(school.teacher, "class sheet", **{**USUAL, **changes})


async def told(school: School, message: ResponseMessage) -> str:
    """Press the button as the teacher; return what is said when the bot has come to rest."""
    words = text_of(await school.press(school.teacher, message, "Tell the class"))
    await school.env.settle()
    return words


def public(school: School) -> list[discord.Message]:
    """Return what everybody in the channel sees."""
    return [each for each in school.channel.history() if posts.texts(each)]


async def test_the_class_is_told_once_with_a_button_to_begin(school: School) -> None:
    title = "Week 1 <@&5> @everyone"
    message = await sheet_set(school, title=title)
    assert posts.labels(message) == ["Tell the class", "Remove it"]

    words = await told(school, message)

    assert f"stands in <#{school.channel.id}> now" in words
    (post,) = public(school)
    (sheet,) = await school.sheets()
    (text,) = posts.texts(post)
    assert r"### Week 1 \<\@&5> \@everyone" in text
    assert "2 exercises" in text
    due = sheet.due // 1000
    assert f"Due <t:{due}:F>, <t:{due}:R>." in text
    assert posts.labels(post) == ["Start"]
    assert not post.mentions
    assert not post.role_mentions
    assert not post.mention_everyone

    asks = posts.private(await school.student.click(post, label="Start"))
    assert posts.labels(asks) == ["Show my name", "Only count me"]
    first = await school.press(school.student, asks, "Only count me")
    assert text_of(first).startswith("### 1 of 2 · ")
    other = posts.private(await school.other.click(post, label="Start"))
    assert posts.labels(other) == ["Show my name", "Only count me"]
    assert len(public(school)) == 1, "what a student does is seen by nobody else"


async def test_pressed_twice_it_is_posted_once(school: School) -> None:
    message = await sheet_set(school)
    (sheet,) = await school.sheets()
    place = Place(school.channel.id, "#study")
    press = Press(
        school.teacher.id,
        school.guild.id,
        str(sheet.number),
        may=frozenset({"manage_channels"}),
        channel=place,
    )

    found = await asyncio.gather(
        *(tell(press, school.services) for _ in range(3)), return_exceptions=True
    )
    again = await told(school, message)

    refused = [each for each in found if isinstance(each, UserError)]
    assert len(refused) == 2
    assert {str(each) for each in refused} == {"The class was told of this sheet before."}
    assert again == "The class was told of this sheet before."
    assert len(public(school)) == 1


async def test_its_buttons_work_after_a_restart(school: School, next_bot: StudyBot) -> None:
    message = await sheet_set(school)
    await school.bot.close()
    await school.env.restart_bot(next_bot)

    await told(school, message)

    (post,) = public(school)
    asks = posts.private(await school.student.click(post, label="Start"))
    assert "May the teachers of this server see your name?" in text_of(asks)


async def test_whoever_may_not_tell_it_does_not(school: School) -> None:
    await sheet_set(school)
    (sheet,) = await school.sheets()
    room = Classroom(school.channel, school.student, school.other, school.teacher)
    here = Presser(room, school.bot)
    far = school.env.create_guild("Elsewhere")
    managers = far.create_role("Managers", permissions=discord.Permissions(manage_channels=True))
    mallory = far.add_member(school.env.create_user("mallory"), roles=[managers])
    elsewhere = Classroom(far.create_text_channel("there"), mallory, mallory, mallory)
    there = Presser(elsewhere, school.bot)

    for presser, forged, words in (
        (here, f"classtell:{sheet.number}", "Only teachers can do this"),
        (there, f"classtell:{sheet.number}", "no such sheet"),
        (there, "classtell:999999", "no such sheet"),
        (there, "classtell:", "I no longer know this button."),
        (there, "classtell:x", "I no longer know this button."),
    ):
        said = posts.private(await presser.press(f"linalg:{forged}"))
        assert words in text_of(said), forged
    await school.env.settle()

    assert await school.bot.store.appointments.unsent() == ()
    assert [posts.texts(each) for each in elsewhere.channel.history()] == [["old words"]] * 4


async def test_places_in_which_nothing_is_posted(school: School) -> None:
    await sheet_set(school)
    (sheet,) = await school.sheets()
    lacking = ("Create Public Threads", "Send Messages", "Attach Files")

    def press(place: Place | None) -> Press:
        may = frozenset({"manage_channels"})
        argument = str(sheet.number)
        return Press(school.teacher.id, school.guild.id, argument, may=may, channel=place)

    for place, words in (
        (None, "a plain text channel"),
        (Place(school.channel.id, "#study", lacking), "I would need Send Messages, Attach Files."),
    ):
        with pytest.raises(UserError, match=words):
            await tell(press(place), school.services)
    await school.bot.store.guilds.allow_channels(school.guild.id, [5])
    with pytest.raises(UserError, match="I speak to everybody in <#5> only"):
        await tell(press(Place(school.channel.id, "#study")), school.services)
    assert await school.bot.store.appointments.unsent() == ()


async def test_a_sheet_that_is_over_or_removed_is_not_announced(
    school: School, clock: Clock
) -> None:
    late = await sheet_set(school)
    gone = await sheet_set(school, title="Week 2")
    _, second = await school.sheets()
    await school.bot.store.classes.remove(second.number, school.guild.id)
    assert "no such sheet" in await told(school, gone)

    clock.move(days=3)

    assert "This sheet was due" in await told(school, late)
    assert public(school) == []


async def test_after_its_sheet_is_gone_the_button_says_so(school: School) -> None:
    message = await sheet_set(school)
    words = await school.press(school.teacher, message, "Tell the class")
    await school.env.settle()
    (post,) = public(school)
    sure = await school.press(school.teacher, words, "Remove it")
    await school.press(school.teacher, sure, "Remove it")

    told = posts.private(await school.student.click(post, label="Start"))

    assert "This server has no such sheet." in text_of(told)
