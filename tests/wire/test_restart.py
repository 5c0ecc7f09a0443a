"""A bot that is killed in the middle, and the next one that takes its place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
import pytest_asyncio

from tests.wire import daily
from tests.wire.bot_process import BotProcess
from tests.wire.faults import POST
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI
from tests.wire.reply import Reply
from tests.wire.world import ANN, BEN, CLEO, TOKEN

SHEAR = {"matrix": "[1 1; 0 1]"}


@dataclass(frozen=True)
class Lives:
    """What the second bot said, where the first was killed with its work half done."""

    server: LoopbackDiscord
    output: str
    steps: Reply
    analysed: Reply
    again: Reply
    learned: Reply
    lesson: Reply
    settled: bool


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def lives(tmp_path_factory: pytest.TempPathFactory, openapi: OpenAPI) -> Lives:
    home = tmp_path_factory.mktemp("home")
    async with LoopbackDiscord(TOKEN, openapi) as server:
        async with BotProcess(server, home=home) as bot:
            answer = await server.slash("dot", a="[1,2]", b="[3,4]")
            form = await server.slash("pca", user=BEN)
            edit = await server.press(answer, "Edit")
            lesson = await server.slash("learn", lesson="dot product")
            await server.press(lesson, "Next")
            await daily.begin(server)
            async with daily.killed(server, bot, POST, done=True):
                await daily.make_due(server, bot.database_url)
                lost = asyncio.create_task(server.slash("transform", SHEAR, user=CLEO))
                thinking = await server.reply_to(CLEO)
                await thinking.until(lambda reply: reply.acknowledged)
        lost.cancel()
        # After those the number of the post alone tells that it arrived.
        server.forget_nonces()

        async with BotProcess(server, home=home) as bot:
            steps = await server.press(answer, "Steps")
            analysed = await server.submit(form, {"data": "1 2\n3 4\n5 7"}, user=BEN)
            await server.submit(edit, {"a": "[1,2]", "b": "[30,40]"}, user=ANN)
            await answer.until(lambda reply: "= 110" in reply.text)
            again = await server.slash("transform", SHEAR, user=CLEO)
            learned = await server.slash("learn")
            await server.press(lesson, "Next")
            await server.until(daily.all_have_threads)
        settled = await daily.is_settled(bot.database_url)
        return Lives(server, bot.output, steps, analysed, again, learned, lesson, settled)


def test_what_was_shown_before_works_after_a_kill(lives: Lives) -> None:
    assert "1 · 3 + 2 · 4" in lives.steps.pictures[0].alt
    assert "3 rows × 2 columns" in lives.analysed.text
    assert len(lives.again.pictures) == 1
    assert "· 2 of" in lives.learned.text
    assert "· 3 of" in lives.lesson.text
    assert lives.server.gateway.identified == 2
    assert lives.server.violations == []
    assert "Traceback" not in lives.output


def test_a_post_that_was_sent_before_a_kill_is_not_sent_again(lives: Lives) -> None:
    (problem,) = lives.server.posts

    assert problem.text.startswith(daily.PROBLEM)
    assert problem.pictures
    assert lives.settled
