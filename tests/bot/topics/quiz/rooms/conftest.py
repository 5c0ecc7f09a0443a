"""A quiz room in simulated Discord, under its clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
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
from bot.store import Store, clock
from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.exercise import Exercise
from bot.topics.quiz.making import made
from tests.bot import posts
from tests.bot.conftest import lasting
from tests.bot.topics.quiz.rooms.play import Play

TOPIC = "The dot product"


@dataclass
class Hall:
    """A channel in which rooms are opened, and three students."""

    env: Env
    bot: StudyBot
    guild: GuildHandle
    channel: ChannelHandle
    ann: MemberActor
    ben: MemberActor
    cleo: MemberActor

    async def send(self, who: MemberActor, command: str, **options: Any) -> str:
        """Send a command; return what only its sender is told, when the bot has come to rest."""
        options = {"topic": TOPIC, **options} if command != "quiz table" else options
        result = await who.slash(self.channel, command, **options)
        await self.env.settle()
        return told(result)

    async def press(
        self, who: MemberActor, message: discord.Message | ResponseMessage, label: str
    ) -> str:
        """Press a button; return what only who pressed is told."""
        result = await who.click(message, label=label)
        await self.env.settle()
        return told(result)

    async def answer(self, who: MemberActor, message: discord.Message, typed: str = "") -> str:
        """Fill in the form of an exercise, right where nothing else is said."""
        form = await who.click(message, label="Answer")
        assert form.modal is not None, told(form)
        names = [part["component"]["custom_id"] for part in form.modal["components"]]
        exercise = await self.exercise()
        keys = [typed or exercise.key[field.name] for field in exercise.fields]
        result = await who.submit_modal(form, dict(zip(names, keys, strict=True)))
        await self.env.settle()
        return told(result)

    async def exercise(self) -> Exercise:
        """Return the present exercise of the one room, which no message names."""
        (key,) = [each for each in await self.keys() if each]
        room = await self.bot.store.rooms.find(key)
        assert room is not None
        found = ExerciseId.of(room.plan["exercises"][room.round - 1])
        assert found is not None
        return made(found)

    async def keys(self) -> list[str]:
        """Return the keys of the rooms that go on."""
        due = await self.bot.store.appointments.of_guild("quiz room", self.guild.id)
        return [each.data["room"] for each in due]

    async def pass_time(self, seconds: float) -> None:
        await self.env.advance_time(seconds)

    @property
    def opening(self) -> discord.Message:
        """The last message in the channel."""
        return [each for each in self.channel.history() if posts.texts(each)][-1]

    @property
    def thread(self) -> list[discord.Message]:
        """What stands in the thread."""
        (thread,) = self.channel.threads
        return [each for each in thread.history() if posts.texts(each)]

    @property
    def last(self) -> discord.Message:
        """The last message in the thread."""
        return self.thread[-1]


def told(result: InteractionResult) -> str:
    """Return what only who pressed was told, be it framed or bare."""
    message: ResponseMessage | None = result.followups[-1] if result.followups else result.response
    assert message is not None
    assert message.ephemeral
    return message.content or "\n".join(posts.texts(message))


def heads(messages: list[discord.Message]) -> list[str]:
    """Return the first line of each message."""
    return [posts.texts(each)[0].splitlines()[0] for each in messages]


@pytest.fixture
def config(request: pytest.FixtureRequest) -> Config:
    """The settings of a bot whose store outlives it."""
    return lasting(request)


@pytest.fixture
def hall(simcord_env: Env, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch) -> Hall:
    now = SimpleNamespace(time_ns=lambda: round(simcord_env.now().timestamp() * 1e9))
    monkeypatch.setattr(clock, "time", now)
    # Else a day that passes is looked at 1,440 times.
    monkeypatch.setattr(timetable, "LOOKED_EVERY", 10 * 24 * 3600)
    guild = simcord_env.create_guild("Linear Algebra")
    return Hall(
        simcord_env,
        simcord_bot,
        guild,
        guild.create_text_channel("study"),
        *(guild.add_member(simcord_env.create_user(name)) for name in ("ann", "ben", "cleo")),
    )


@pytest_asyncio.fixture
async def play(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Play]:
    store = Store("sqlite://")
    await store.open()
    yield Play(store, monkeypatch)
    await store.close()
