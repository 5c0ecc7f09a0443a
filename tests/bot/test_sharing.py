"""Share: an answer posted in the study channel of its server, once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import discord
import pytest
import pytest_asyncio
import simcord
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.results import InteractionResult, ResponseMessage

from bot.answers import Question
from bot.client import StudyBot
from bot.config import Config
from bot.films.library import Library
from bot.memory import Pace
from bot.replies import sharing
from bot.workers import Workers
from tests.bot import posts


@dataclass(frozen=True)
class School:
    """A server in which somebody manages the channels; answers are shared in `study`."""

    env: Env
    bot: StudyBot
    guild: GuildHandle
    channel: ChannelHandle
    study: ChannelHandle
    student: MemberActor
    other: MemberActor
    teacher: MemberActor

    async def ask(self, command: str, **options: str) -> ResponseMessage:
        """Send a command as the student; return the answer."""
        return posts.response(await self.student.slash(self.channel, command, **options))

    async def choose(self, channel: ChannelHandle) -> str:
        """Choose the study channel as the teacher; return what the teacher is told."""
        result = await self.teacher.slash(self.channel, "study channel", channel=channel)
        return "\n".join(posts.texts(posts.private(result)))

    async def dot(self) -> ResponseMessage:
        """Ask for a dot product, whose answer has a picture."""
        return await self.ask("dot", a="[1,2,3]", b="[4,5,6]")

    async def sum(self) -> ResponseMessage:
        """Ask for a sum, whose answer has no picture and so comes soon."""
        return await self.ask("calc", expression="2 + 3")

    def posted(self) -> discord.Message:
        """Return the one message in the study channel."""
        (post,) = self.study.history()
        return post

    @property
    def posts_path(self) -> str:
        """Where posts for the study channel are sent to."""
        return f"/channels/{self.study.id}/messages"

    def sent(self) -> dict[str, Any]:
        """Return what was sent as the one post."""
        (found,) = [r for r in self.env.http_requests if r.path == self.posts_path]
        assert found.json is not None
        return found.json

    def closed(self, name: str, **permissions: bool) -> ChannelHandle:
        """Make a channel in which the bot has, or lacks, permissions."""
        assert self.bot.user is not None
        overwrite = discord.PermissionOverwrite(**permissions)
        return self.guild.create_text_channel(name, overwrites={self.bot.user: overwrite})

    def fail(self, *, status: int, code: int) -> None:
        """Let Discord refuse the next post in the study channel."""
        self.env.inject_error("POST", self.posts_path, status=status, code=code)


@pytest.fixture
def school(simcord_env: Env, simcord_bot: StudyBot) -> School:
    guild = simcord_env.create_guild("Linear Algebra")
    teachers = guild.create_role(
        "Teachers", permissions=discord.Permissions(manage_messages=True, manage_channels=True)
    )
    return School(
        simcord_env,
        simcord_bot,
        guild,
        guild.create_text_channel("questions"),
        guild.create_text_channel("study"),
        guild.add_member(simcord_env.create_user("student")),
        guild.add_member(simcord_env.create_user("other")),
        guild.add_member(simcord_env.create_user("teacher"), roles=[teachers]),
    )


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """The settings of a bot whose store outlives it."""
    return Config(database_url=f"sqlite:///{tmp_path}/bot.sqlite3")


@pytest_asyncio.fixture
async def simcord_bot(
    workers: Workers, config: Config, library: Library
) -> AsyncIterator[StudyBot]:
    bot = StudyBot(config, workers, library)
    yield bot
    await bot.close()


@pytest_asyncio.fixture
async def forgetful(workers: Workers, config: Config, library: Library) -> AsyncIterator[StudyBot]:
    """A bot that knows no questions, to take the place of the first."""
    bot = StudyBot(config, workers, library)
    yield bot
    await bot.close()


@pytest_asyncio.fixture
async def open_school(school: School) -> School:
    """The school after a study channel was chosen."""
    await school.bot.store.guilds.set_study_channel(school.guild.id, school.study.id)
    return school


def told(result: InteractionResult) -> str:
    """Return what only who pressed was told, be it framed or bare."""
    message = result.followups[-1] if result.followups else posts.private(result)
    assert message.ephemeral
    return message.content or "\n".join(posts.texts(message))


async def share(who: MemberActor, message: ResponseMessage) -> str:
    return told(await who.click(message, label="Share"))


def where(message: ResponseMessage | discord.Message, channel: ChannelHandle) -> str:
    """Return the end of the link to a message."""
    return f"/{channel.id}/{message.id}"


# What is posted


async def test_the_post_has_the_question_the_asker_and_the_answer(open_school: School) -> None:
    message = await open_school.dot()

    words = await share(open_school.student, message)

    post = open_school.posted()
    head, answer = posts.texts(post)
    assert head == f"{open_school.student.mention} asked `/dot a:[1,2,3] b:[4,5,6]`"
    assert [answer] == posts.texts(message)
    assert posts.alts(post) == posts.alts(message)
    (before,), (after,) = message.attachments, post.attachments
    assert after.filename == before.filename
    assert await after.read() == await before.read()
    assert words.startswith(f"Posted in {open_school.study.mention}: https://discord.com/channels/")
    assert words.endswith(where(post, open_school.study))


async def test_an_answer_without_a_picture_is_posted_in_words(open_school: School) -> None:
    message = await open_school.sum()

    await share(open_school.student, message)

    post = open_school.posted()
    assert posts.texts(post)[1:] == posts.texts(message)
    assert post.attachments == message.attachments == []


async def test_a_map_of_films_is_posted_with_its_suggestions(open_school: School) -> None:
    message = await open_school.ask("recommend", likes="Shrek, Toy Story")
    suggested = posts.texts(message)

    await share(open_school.student, message)

    post = open_school.posted()
    head, answer = posts.texts(post)
    assert head.endswith("asked `/recommend likes:Shrek, Toy Story`")
    assert [answer] == suggested
    assert "Suggested: " in posts.alts(post)[0]
    steps = posts.private(await open_school.other.click(post, label="Explain"))
    assert "Shrek 5" in posts.alts(steps)[0]


async def test_an_answer_without_steps_is_posted_without_them(open_school: School) -> None:
    await share(open_school.student, await open_school.ask("movies map"))

    assert posts.labels(open_school.posted()) == ["Copy", "Delete", "Original"]


async def test_ones_own_ratings_are_seen_by_others_only_after_share(open_school: School) -> None:
    await open_school.bot.store.ratings.rate(open_school.student.id, {"shrek 2001": 5.0})
    private = await open_school.ask("recommend")
    assert private.ephemeral
    assert open_school.channel.history(viewer=open_school.other) == []

    await share(open_school.student, private)

    (shown,) = open_school.study.history(viewer=open_school.other)
    assert "because you gave Shrek 5" in posts.texts(shown)[1]


async def test_readers_get_steps_and_the_way_back_to_the_answer(open_school: School) -> None:
    message = await open_school.dot()
    await share(open_school.student, message)
    post = open_school.posted()

    assert posts.labels(post) == ["Steps", "Copy", "Delete", "Original"]
    steps = posts.private(await open_school.other.click(post, label="Steps"))
    assert "4 + 10 + 18 = 32" in posts.alts(steps)[0]
    (link,) = posts.links(post)
    assert link.endswith(where(message, open_school.channel))


async def test_who_asked_can_delete_the_post_and_the_answer_stays(open_school: School) -> None:
    message = await open_school.sum()
    await share(open_school.student, message)

    assert "Only the person who asked" in told(
        await open_school.other.click(open_school.posted(), label="Delete")
    )
    await open_school.student.click(open_school.posted(), label="Delete")

    assert open_school.study.history() == []
    assert [seen.id for seen in open_school.channel.history()] == [message.id]


async def test_the_post_shows_what_an_edit_left(open_school: School) -> None:
    message = await open_school.dot()
    form = await open_school.student.click(message, label="Edit")
    changed = posts.response(
        await open_school.student.submit_modal(form, {"a": "[1,0]", "b": "[0,2]"})
    )

    await share(open_school.student, changed)

    head, answer = posts.texts(open_school.posted())
    assert head.endswith("`/dot a:[1,0] b:[0,2]`")
    assert "a · b = 0" in answer


async def test_a_restarted_bot_posts_what_the_message_shows(
    open_school: School, forgetful: StudyBot
) -> None:
    message = await open_school.dot()
    await open_school.env.restart_bot(forgetful)

    await share(open_school.student, message)

    head, answer = posts.texts(open_school.posted())
    assert head == f"{open_school.student.mention} asked"
    assert [answer] == posts.texts(message)
    assert len(open_school.posted().attachments) == 1


async def test_a_thread_can_be_the_study_channel(open_school: School) -> None:
    channel = open_school.bot.get_channel(open_school.study.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(
        name="shared", type=discord.ChannelType.public_thread, auto_archive_duration=60
    )
    await open_school.bot.store.guilds.set_study_channel(open_school.guild.id, thread.id)
    message = await open_school.sum()

    words = await share(open_school.student, message)

    assert f"/{thread.id}/" in words
    (handle,) = open_school.study.threads
    assert len(posts.texts(handle.history()[-1])) == 2


@pytest.mark.parametrize(
    ("inputs", "shown"),
    [
        ({"a": "[1,2]", "b": ""}, "`/dot a:[1,2]`"),
        ({"a": "1 2\n3\t4"}, "`/dot a:1 2 3 4`"),
        ({"a": "``` @everyone"}, "`/dot a:ˋˋˋ @everyone`"),
        ({"a": "a\u202eb\0c"}, "`/dot a:a b c`"),
    ],
)
def test_a_question_is_shown_as_it_was_typed(inputs: dict[str, str], shown: str) -> None:
    assert sharing.typed(Question("dot", inputs)) == shown


LONG = "[1, 2] " * sharing.QUESTION_CHARACTERS


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from("ab"), st.text(max_size=30) | st.just(LONG)))
def test_nothing_typed_leaves_its_span_of_code(inputs: dict[str, str]) -> None:
    shown = sharing.typed(Question("matrix rref", inputs))

    assert len(shown) <= sharing.QUESTION_CHARACTERS + 2
    assert shown.startswith("`/matrix rref")
    assert shown.endswith("`")
    assert shown[1:-1].isprintable()
    assert "`" not in shown[1:-1]


async def test_a_long_question_is_shortened_and_what_is_sent_mentions_nobody(
    open_school: School,
) -> None:
    message = await open_school.ask("vector norm", v="1 " * 700)

    await share(open_school.student, message)

    head = posts.texts(open_school.posted())[0]
    assert head.endswith("1 1 1…`")
    assert len(head) < sharing.QUESTION_CHARACTERS + 100
    sent = open_school.sent()
    assert sent["allowed_mentions"] == {"parse": []}
    # By which Discord knows a repeated request again.
    assert (sent["nonce"], sent["enforce_nonce"]) == (posts.key(message), True)


# Once


async def test_pressing_again_leads_to_the_post(open_school: School) -> None:
    message = await open_school.sum()
    await share(open_school.student, message)

    for who in (open_school.student, open_school.teacher):
        words = await share(who, message)
        assert words.startswith("This has been posted already: https://")
        assert words.endswith(where(open_school.posted(), open_school.study))


async def test_a_restarted_bot_knows_what_was_posted(
    open_school: School, forgetful: StudyBot
) -> None:
    message = await open_school.sum()
    await share(open_school.student, message)
    await open_school.env.restart_bot(forgetful)

    words = await share(open_school.student, message)

    assert words.startswith("This has been posted already:")
    assert words.endswith(where(open_school.posted(), open_school.study))


async def test_the_same_question_asked_again_is_another_answer(open_school: School) -> None:
    for _ in range(2):
        await share(open_school.student, await open_school.sum())

    assert len(open_school.study.history()) == 2


async def test_what_may_have_arrived_is_not_sent_again(open_school: School) -> None:
    message = await open_school.sum()
    # As after a kill between the sending and the answer to it.
    key = posts.key(message)
    await open_school.bot.store.guilds.claim_share(key, open_school.guild.id, open_school.study.id)

    words = await share(open_school.student, message)

    assert words.startswith("I was interrupted while posting this")
    assert open_school.study.mention in words
    assert open_school.study.history() == []


async def test_an_error_on_discords_side_is_not_followed_by_a_second_post(
    open_school: School,
) -> None:
    message = await open_school.sum()
    open_school.fail(status=501, code=0)

    assert "Something went wrong on my side" in await share(open_school.student, message)
    assert "I was interrupted" in await share(open_school.student, message)

    assert open_school.study.history() == []


# Who may, and how often


async def test_others_share_their_own(open_school: School) -> None:
    message = await open_school.sum()

    words = await share(open_school.other, message)

    assert words.startswith("Only the person who asked, or a moderator, can share this.")
    assert open_school.study.history() == []


async def test_a_moderator_is_named_beside_who_asked(open_school: School) -> None:
    message = await open_school.sum()

    await share(open_school.teacher, message)

    head = posts.texts(open_school.posted())[0]
    assert head.startswith(f"{open_school.student.mention} asked `/calc")
    assert head.endswith(f" · shared by {open_school.teacher.mention}")


async def test_a_channel_is_not_flooded(
    open_school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(open_school.bot, "share_pace", Pace(2, 60, lambda: now))
    messages = [await open_school.sum() for _ in range(4)]

    words = [await share(open_school.student, message) for message in messages[:3]]
    by_another = await share(open_school.teacher, messages[3])
    now = 61.0
    later = await share(open_school.student, messages[2])

    assert [text.startswith("Posted in") for text in [*words, by_another, later]] == [
        True,
        True,
        False,
        True,
        True,
    ]
    assert words[2].startswith("That is more than 2 posts in a minute.")


# Where it cannot be


async def test_without_a_study_channel_the_button_says_what_to_do(school: School) -> None:
    words = await share(school.student, await school.sum())

    assert words == (
        "This server has no study channel yet. "
        "Somebody who may manage channels chooses one with `/study channel`."
    )


async def test_in_direct_messages_the_button_says_what_to_do(school: School) -> None:
    user = school.env.create_user("alone")
    message = posts.response(await user.slash("calc", expression="2 + 3"))

    words = told(await user.click(message, label="Share"))

    assert words.startswith("There is no study channel here. Send the command in a server")


async def test_in_the_study_channel_there_is_nothing_to_post(open_school: School) -> None:
    result = await open_school.student.slash(open_school.study, "calc", expression="2")

    words = await share(open_school.student, posts.response(result))

    assert words == "This is the study channel: the answer is there already."
    assert len(open_school.study.history()) == 1


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        ({"view_channel": False}, "View Channel, Send Messages and Attach Files"),
        ({"send_messages": False}, "Send Messages and Attach Files"),
        ({"attach_files": False}, "Attach Files"),
    ],
)
async def test_missing_permissions_are_named_and_nothing_is_sent(
    open_school: School, denied: dict[str, bool], named: str
) -> None:
    closed = open_school.closed("closed", **denied)
    await open_school.bot.store.guilds.set_study_channel(open_school.guild.id, closed.id)
    message = await open_school.sum()

    words = await share(open_school.student, message)

    assert words.startswith(f"I may not post in {closed.mention}: I need {named} there.")
    sent = [r for r in open_school.env.http_requests if r.path == f"/channels/{closed.id}/messages"]
    assert sent == []


async def test_after_the_permission_is_given_the_same_answer_is_posted(
    open_school: School,
) -> None:
    closed = open_school.closed("closed", send_messages=False)
    await open_school.bot.store.guilds.set_study_channel(open_school.guild.id, closed.id)
    message = await open_school.sum()
    await share(open_school.student, message)

    await open_school.bot.store.guilds.set_study_channel(open_school.guild.id, open_school.study.id)

    assert (await share(open_school.student, message)).startswith("Posted in")


@pytest.mark.parametrize("code", [50001, 50013])
async def test_a_refusal_at_the_last_moment_is_told_and_can_be_tried_again(
    open_school: School, code: int
) -> None:
    message = await open_school.sum()
    open_school.fail(status=403, code=code)

    refused = await share(open_school.student, message)
    again = await share(open_school.student, message)

    assert refused.startswith(f"I may not post in {open_school.study.mention}: Discord refused it.")
    assert again.startswith("Posted in")


async def test_a_deleted_channel_is_told_and_forgotten(open_school: School) -> None:
    message = await open_school.sum()
    open_school.env.backend.delete_channel(open_school.study.id)

    words = [await share(open_school.student, message) for _ in range(2)]

    assert words[0].startswith("The study channel of this server no longer exists.")
    assert words[1].startswith("This server has no study channel yet.")
    assert "/study channel" in words[0]


async def test_a_channel_deleted_at_the_last_moment_is_told_and_forgotten(
    open_school: School,
) -> None:
    message = await open_school.sum()
    open_school.fail(status=404, code=10003)

    words = await share(open_school.student, message)

    assert words.startswith("The study channel of this server no longer exists.")
    assert await open_school.bot.store.guilds.study_channel(open_school.guild.id) is None


async def test_a_channel_of_another_kind_is_told(open_school: School) -> None:
    voice = open_school.guild.create_voice_channel("voice")
    await open_school.bot.store.guilds.set_study_channel(open_school.guild.id, voice.id)

    words = await share(open_school.student, await open_school.sum())

    assert words.startswith(f"I cannot post in {voice.mention}, the study channel.")


async def test_a_picture_that_cannot_be_fetched_is_told_and_can_be_tried_again(
    open_school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await open_school.dot()
    with monkeypatch.context() as patch:
        patch.setattr(open_school.bot.http, "get_from_cdn", AsyncMock(side_effect=OSError))
        words = await share(open_school.student, message)

    assert words.startswith("I could not fetch the picture of this answer.")
    assert (await share(open_school.student, message)).startswith("Posted in")


# /study


async def test_a_teacher_chooses_the_channel_and_switches_it_off(school: School) -> None:
    assert await school.choose(school.study) == (
        f"**Share** below an answer posts it in {school.study.mention} from now on."
    )
    await share(school.student, await school.sum())

    result = await school.teacher.slash(school.channel, "study off")
    again = await school.teacher.slash(school.channel, "study off")

    assert told(result).startswith(f"**Share** no longer posts in {school.study.mention}.")
    assert told(again).startswith("This server has no study channel")
    assert "no study channel yet" in await share(school.student, await school.sum())
    assert len(school.study.history()) == 1


async def test_a_channel_that_is_closed_to_the_bot_is_said_at_once(school: School) -> None:
    closed = school.closed("closed", send_messages=False)

    words = await school.choose(closed)

    assert words.endswith(
        f"I may not post in {closed.mention}: I need Send Messages and Attach Files there. "
        "Somebody who manages it can change that."
    )
    assert await school.bot.store.guilds.study_channel(school.guild.id) == closed.id


async def test_discord_offers_study_to_those_who_manage_channels(school: School) -> None:
    (command,) = [c for c in school.bot.tree.get_commands() if c.name == "study"]
    data = command.to_dict(school.bot.tree)

    assert int(data["default_member_permissions"]) == discord.Permissions.manage_channels.flag
    assert data["contexts"] == [0]
    with pytest.raises(simcord.SetupError, match="default-member-permissions"):
        await school.student.slash(school.channel, "study channel", channel=school.study)


async def test_who_may_is_asked_again_whatever_discord_lets_pass(school: School) -> None:
    # An administrator can let a command be used by whom they like.
    command = next(c for c in await school.bot.tree.fetch_commands() if c.name == "study")
    school.guild.set_command_permissions(command, {school.student: True})

    for name, options in (("study channel", {"channel": school.study}), ("study off", {})):
        result = await school.student.slash(school.channel, name, **options)
        assert told(result) == (
            "Only somebody who may manage channels can choose the study channel."
        )
    assert await school.bot.store.guilds.study_channel(school.guild.id) is None
