"""The real bot in a simulated Discord, with one set of workers for the whole run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import ResponseMessage

from bot.chat.client import StudyBot
from bot.config import Config
from bot.faces.computing import study_workers
from bot.models.library import Library
from bot.workers import Workers
from tests.bot import memory_databases

HANGS_AFTER_SECONDS = 120
"""When simulated Discord gives a bot up that has not come to rest.

Its own 5 s are short for a busy machine on which the bot starts a process and fits a model.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not isinstance(item, pytest.Function) or "simcord_env" not in item.fixturenames:
            continue
        marker = item.get_closest_marker("simcord")
        options = marker.kwargs if marker else {}
        patient = pytest.mark.simcord(**{"settle_timeout": HANGS_AFTER_SECONDS, **options})
        item.add_marker(patient, append=False)


@pytest.fixture(autouse=True, scope="session")
def patient_start() -> Iterator[None]:
    """Let a bot's start take as long as anything else: simcord gives it 5 s, whatever is set."""
    settle = Env._settle_internal

    async def settle_patiently(env: Env, **options: Any) -> None:
        if options.get("timeout") is not None:
            options["timeout"] = max(options["timeout"], env.settle_timeout)
        await settle(env, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Env, "_settle_internal", settle_patiently)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_timers_left() -> Iterator[None]:
    """Let everything of a test go when it ends.

    simcord leaves timers in the event loop that nobody needs any more. Up to two minutes each of
    them would keep a whole bot, and whoever collects garbage would go through hundreds of bots.
    """
    schedule, detach = Env._schedule_timer, Env._detach_bot
    timers = defaultdict[Env, list[Any]](list)

    def schedule_noted(env: Env, record: Any, *rest: Any) -> None:
        schedule(env, record, *rest)
        timers[env].append(record)

    async def detach_all(env: Env) -> None:
        await detach(env)
        for record in timers.pop(env, []):
            if record.real_handle is not None:
                record.real_handle.cancel()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Env, "_schedule_timer", schedule_noted)
        patch.setattr(Env, "_detach_bot", detach_all)
        yield


@pytest.fixture(autouse=True, scope="session")
def memory_databases_at_once() -> Iterator[None]:
    with memory_databases.at_once():
        yield


@pytest_asyncio.fixture(scope="session")
async def workers() -> AsyncIterator[Workers]:
    pool = study_workers(Config(workers=2, job_seconds=30))
    await pool.start()
    yield pool
    await pool.close()


@pytest_asyncio.fixture(scope="session")
async def library(workers: Workers) -> AsyncIterator[Library]:
    """The demo films, learned once; after the workers, whose fork server then has everything."""
    assert workers is not None
    opened = Library(Config())
    await opened.open()
    yield opened
    await opened.close()


class EnglishBot(StudyBot):
    """The bot without translations: asking for each text in 34 languages takes long."""

    async def setup_hook(self) -> None:
        await super().setup_hook()
        await self.tree.set_translator(None)


@pytest.fixture
def config() -> Config:
    """The settings; a directory of tests may have a store that outlives the bot."""
    return Config()


def lasting(request: pytest.FixtureRequest) -> Config:
    """Return settings with a store that outlives the bot, where another one takes its place."""
    if "next_bot" not in request.fixturenames:
        return Config()
    directory: Path = request.getfixturevalue("tmp_path")
    return Config(database_url=f"sqlite:///{directory}/bot.sqlite3")


@pytest_asyncio.fixture
async def simcord_bot(
    workers: Workers, config: Config, library: Library
) -> AsyncIterator[StudyBot]:
    bot = EnglishBot(config, workers, library)
    yield bot
    await bot.close()  # simcord takes its connection away but leaves the bot open


@pytest_asyncio.fixture
async def next_bot(workers: Workers, config: Config, library: Library) -> AsyncIterator[StudyBot]:
    """A bot with the same settings, to take the place of the first."""
    bot = EnglishBot(config, workers, library)
    yield bot
    await bot.close()


@dataclass(frozen=True)
class Classroom:
    """A channel with a student who asks, another one, and a moderator."""

    channel: ChannelHandle
    student: MemberActor
    other: MemberActor
    moderator: MemberActor

    async def ask(self, command: str, **options: Any) -> ResponseMessage:
        """Send a command as the student; return the answer, which all can see."""
        result = await self.student.slash(self.channel, command, **options)
        assert result.response is not None
        assert not result.ephemeral, result.response.content
        return result.response

    async def refusal(self, command: str, **options: Any) -> str:
        """Send a command as the student; return what only the student is told."""
        result = await self.student.slash(self.channel, command, **options)
        assert result.response is not None
        assert result.ephemeral
        assert self.seen_by(self.other) == []
        return result.response.content

    def seen_by(self, member: MemberActor) -> list[discord.Message]:
        """Return the channel's messages that a member can see."""
        return self.channel.history(viewer=member)


@pytest.fixture
def classroom(simcord_env: Env) -> Classroom:
    guild = simcord_env.create_guild("Linear Algebra")
    role = guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    return Classroom(
        guild.create_text_channel("study"),
        guild.add_member(simcord_env.create_user("student")),
        guild.add_member(simcord_env.create_user("other")),
        guild.add_member(simcord_env.create_user("moderator"), roles=[role]),
    )
