"""While the bot is being stopped: what comes is refused, what runs is answered."""

from __future__ import annotations

import asyncio

import pytest
from simcord import Env
from simcord.results import InteractionResult

from bot.chat import responding
from bot.chat.client import StudyBot
from bot.faces.sentences import RESTARTING
from bot.workers import LostError
from tests.bot import posts
from tests.bot.chat.slow_job import SlowJob
from tests.bot.conftest import Classroom

TABLE = "name,a,b\nann,1,2\nbob,2,1\ncy,3,5"


def told(result: InteractionResult) -> str:
    """Return what only the person who asked can see."""
    assert result.response is not None
    assert result.ephemeral
    return result.response.content


@pytest.mark.simcord(check_errors=False)
async def test_whatever_comes_is_told_to_wait(
    classroom: Classroom, simcord_bot: StudyBot, simcord_env: Env
) -> None:
    student = classroom.student
    answer = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    edit = await student.click(answer, label="Edit")
    empty = await student.slash(classroom.channel, "pca")
    simcord_bot.desk.traffic.stop()

    assert told(await student.slash(classroom.channel, "dot", a="[1]", b="[2]")) == RESTARTING
    assert told(await student.slash(classroom.channel, "vars list")) == RESTARTING
    assert told(await student.click(answer, label="Steps")) == RESTARTING
    assert told(await student.submit_modal(edit, {"a": "[1]", "b": "[2]"})) == RESTARTING
    assert told(await student.submit_modal(empty, {"data": TABLE})) == RESTARTING
    message = await student.send(classroom.channel, TABLE)
    menu = await student.context_menu(classroom.channel, "PCA on this message", message)
    assert told(menu) == RESTARTING
    await simcord_env.settle()


async def test_the_end_waits_for_what_runs(
    classroom: Classroom,
    simcord_bot: StudyBot,
    simcord_env: Env,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(responding, "PATIENCE", 0)
    job = SlowJob.instead_of(simcord_bot.workers, "run", simcord_env, monkeypatch)
    result = await classroom.student.slash(classroom.channel, "dot", a="[1,2]", b="[3,4]")

    traffic = simcord_bot.desk.traffic

    winding_down = asyncio.create_task(simcord_bot.wind_down())
    assert not await traffic.finished(0)
    assert not winding_down.done()
    await job.end()
    assert await traffic.finished(0)
    await winding_down

    assert posts.read(posts.response(result)).title == "a · b = 11"


async def test_what_takes_too_long_is_said_before_the_bot_leaves(
    classroom: Classroom,
    simcord_bot: StudyBot,
    simcord_env: Env,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def lost(*_: object) -> None:
        raise LostError

    monkeypatch.setattr(responding, "PATIENCE", 0)
    job = SlowJob(simcord_env, lost)
    monkeypatch.setattr(simcord_bot.workers, "run", job.run)
    result = await classroom.student.slash(classroom.channel, "dot", a="[1,2]", b="[3,4]")

    await simcord_bot.wind_down(0)
    assert result.followups == []
    # What the workers' end does to their jobs.
    closing = asyncio.create_task(simcord_bot.close())
    for _ in range(50):
        await asyncio.sleep(0)
    assert not simcord_bot.is_closed()
    await job.end()
    await closing

    (words,) = result.followups
    assert words.content == "The calculation was interrupted on my side. Please try again."
