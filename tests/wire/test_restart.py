"""A bot that is killed in the middle, and the next one that takes its place."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI
from tests.wire.world import ANN, BEN, CLEO, TOKEN

SHEAR = {"matrix": "[1 1; 0 1]"}


async def test_what_was_shown_before_works_after_a_kill(tmp_path: Path, openapi: OpenAPI) -> None:
    async with LoopbackDiscord(TOKEN, openapi) as server:
        async with BotProcess(server, home=tmp_path) as bot:
            answer = await server.slash("dot", a="[1,2]", b="[3,4]")
            form = await server.slash("pca", user=BEN)
            edit = await server.press(answer, "Edit")
            lesson = await server.slash("learn", lesson="dot product")
            await server.press(lesson, "Next")
            lost = asyncio.create_task(server.slash("transform", SHEAR, user=CLEO))
            thinking = await server.reply_to(CLEO)
            await thinking.until(lambda reply: reply.acknowledged)
            await bot.kill()
        lost.cancel()

        async with BotProcess(server, home=tmp_path) as bot:
            steps = await server.press(answer, "Steps")
            analysed = await server.submit(form, {"data": "1 2\n3 4\n5 7"}, user=BEN)
            await server.submit(edit, {"a": "[1,2]", "b": "[30,40]"}, user=ANN)
            await answer.until(lambda reply: "= 110" in reply.text)
            again = await server.slash("transform", SHEAR, user=CLEO)
            learned = await server.slash("learn")
            await server.press(lesson, "Next")

        assert "Traceback" not in bot.output
    assert "1 · 3 + 2 · 4" in steps.pictures[0].alt
    assert "3 rows × 2 columns" in analysed.text
    assert len(again.pictures) == 1
    assert "· card 2 of" in learned.text
    assert "· card 3 of" in lesson.text
    assert server.gateway.identified == 2
    assert server.violations == []
