"""A school whose answers are shared in a study channel."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import discord
import pytest
import pytest_asyncio
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.results import InteractionResult, ResponseMessage

from bot.chat import timetable
from bot.chat.client import StudyBot
from bot.config import Config
from bot.store import clock
from tests.bot import posts
from tests.bot.conftest import lasting


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
def config(request: pytest.FixtureRequest) -> Config:
    """The settings of a bot whose store outlives it."""
    return lasting(request)


@pytest_asyncio.fixture
async def open_school(school: School) -> School:
    """The school after a study channel was chosen."""
    await school.bot.store.guilds.set_study_channel(school.guild.id, school.study.id)
    return school


@pytest_asyncio.fixture
async def timed_school(open_school: School, monkeypatch: pytest.MonkeyPatch) -> School:
    """The same, where the bot's time is that of simulated Discord."""
    env = open_school.env
    # A look at what is due by the real clock, begun as the server came, would find all of a test.
    await env.settle()
    now = SimpleNamespace(time_ns=lambda: round(env.now().timestamp() * 1e9))
    monkeypatch.setattr(clock, "time", now)
    # Else a day that passes is looked at 1,440 times.
    monkeypatch.setattr(timetable, "LOOKED_EVERY", 100 * 24 * 3600)
    return open_school


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
