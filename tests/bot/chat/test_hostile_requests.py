"""A few of the hostile requests of the campaign: answered, or refused in words."""

from __future__ import annotations

import pytest
from simcord import Env

from bot.chat.client import StudyBot
from tests.campaigns import hostile


@pytest.mark.parametrize(("draw", "count"), [(hostile.requests, 120), (hostile.files, 24)])
async def test_hostile_requests(simcord_env: Env, draw: hostile.Draw, count: int) -> None:
    bot = simcord_env.bot
    assert isinstance(bot, StudyBot)

    found = {
        await hostile.outcome(bot.desk, request)
        for request in draw(bot.desk.services.registry, count, 7)
    }

    assert {"answered", "refused"} <= found
