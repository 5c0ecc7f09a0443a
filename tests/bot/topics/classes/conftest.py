"""A server with a teacher and students, in simulated Discord or by the hooks alone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import discord
import pytest
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.results import InteractionResult, ResponseMessage

from bot.chat.client import StudyBot
from bot.topics.kit.outcome import Ask, Note, Press
from bot.topics.kit.services import Services
from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz import presses
from bot.topics.quiz.context import Context
from bot.topics.quiz.posing import graded
from tests.bot import posts
from tests.bot.topics.quiz.made_once import made_once

MISTAKEN = "[1, 2]"
"""For a dot product, which is a number: a usual mistake with a name."""


class AtOnce:
    """Workers that compute in this process."""

    async def run(self, _lane: str, job: Callable[..., Any], *arguments: Any) -> Any:
        return job(*arguments)


@dataclass(frozen=True)
class School:
    """A server in which sheets are set."""

    env: Env
    bot: StudyBot
    guild: GuildHandle
    channel: ChannelHandle
    teacher: MemberActor
    student: MemberActor
    other: MemberActor

    @property
    def services(self) -> Services:
        """What the topics' hooks get; they compute here, where thirty people take no time."""
        workers: Any = AtOnce()
        return replace(self.bot.desk.services, workers=workers)

    async def told(self, who: MemberActor, command: str, **options: Any) -> ResponseMessage:
        """Send a command; return what only its sender sees."""
        return posts.private(await who.slash(self.channel, command, **options))

    async def press(
        self, who: MemberActor, message: ResponseMessage, label: str
    ) -> ResponseMessage:
        """Press a button; return what only its presser sees then."""
        return posts.private(await who.click(message, label=label))

    async def set_sheet(
        self, title: str = "Week 1", exercises: str = "dot 1, norm 1", due: str = "in 2 days 18:00"
    ) -> int:
        """Set a sheet as the teacher; return its number."""
        before = {sheet.number for sheet in await self.sheets()}
        options = {"title": title, "exercises": exercises, "due": due}
        message = await self.told(self.teacher, "class sheet", **options)
        assert "It is set." in text_of(message), message.content
        (number,) = {sheet.number for sheet in await self.sheets()} - before
        return number

    async def sheets(self) -> list[Any]:
        """Return the sheets of the server."""
        return [*await self.bot.store.classes.sheets(self.guild.id)]

    async def pressed(self, user: int, argument: str, *, name: str = "") -> Ask | Note:
        """Press a button that begins something by its hook alone."""
        press = Press(user, self.guild.id, argument, name=name)
        return await presses.begin(press, self.services)

    async def answer(self, user: int, number: int, *, right: bool) -> Context:
        """Answer what a sheet asks now, by the hook alone; return what is said of it."""
        exercise, context = await self.exercise(user, number), Context(place=1)
        found = made_once(exercise)
        typed = {field.label: found.key[field.name] for field in found.fields}
        if not right:
            typed = dict.fromkeys(typed, MISTAKEN if exercise.kind == "dot" else "123456")
        outcome = await graded(self.services, user, str(exercise), typed, context)
        assert isinstance(outcome, Ask)
        after = Context.of(outcome.question)
        assert after is not None
        assert after.verdict is not None
        assert after.verdict.is_right is right
        return after

    async def exercise(self, user: int, number: int) -> ExerciseId:
        """Return the present exercise of somebody's sitting of a sheet."""
        sitting = await self.bot.store.quiz.sitting(user, number)
        assert sitting is not None
        found = ExerciseId.of(sitting.exercise or "")
        assert found is not None
        return found


def text_of(message: ResponseMessage) -> str:
    """Return the words of a message."""
    return "\n".join(posts.texts(message)) or message.content


def fields(form: InteractionResult) -> dict[str, str]:
    """Return what stands in the fields of a form, by name."""
    assert form.modal is not None
    parts = [part["component"] for part in form.modal["components"]]
    return {part["custom_id"]: part.get("value") or "" for part in parts}


def exercise_in(message: ResponseMessage) -> ExerciseId:
    """Return the exercise that a message shows."""
    (name,) = re.findall(r"exercise:([a-z]+-\d-[0-9a-f]{6})`", text_of(message))
    found = ExerciseId.of(name)
    assert found is not None
    return found


class Clock:
    """The time, which a test moves on."""

    def __init__(self) -> None:
        self._real = time.time_ns
        self.ahead = 0

    def __call__(self) -> int:
        return self._real() + self.ahead

    def move(self, days: float) -> None:
        """Let days pass."""
        self.ahead += round(days * 24 * 60 * 60 * 10**9)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time_ns", clock)
    return clock


@pytest.fixture
def school(simcord_env: Env, simcord_bot: StudyBot) -> School:
    guild = simcord_env.create_guild("Linear Algebra")
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_channels=True))
    return School(
        simcord_env,
        simcord_bot,
        guild,
        guild.create_text_channel("study"),
        guild.add_member(simcord_env.create_user("teacher"), roles=[managers]),
        guild.add_member(simcord_env.create_user("student")),
        guild.add_member(simcord_env.create_user("other")),
    )
