"""A server that removes the bot, and has it back."""

from __future__ import annotations

import time

import pytest
from simcord import Env

from bot.chat.client import StudyBot
from bot.store.clock import DAY, milliseconds


@pytest.mark.parametrize("back", [False, True])
async def test_a_server_that_removes_the_bot_is_forgotten_unless_it_has_it_back(
    simcord_env: Env, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    guild = simcord_env.create_guild("Linear Algebra")
    await simcord_env.settle()
    await simcord_bot.store.guilds.set_study_channel(guild.id, 7)

    found = simcord_bot.get_guild(guild.id)
    assert found is not None
    await found.leave()
    await simcord_env.settle()
    assert simcord_bot.get_guild(guild.id) is None
    if back:
        (joined,) = simcord_bot.extra_events["on_guild_join"]
        await joined(found)
    later = (milliseconds() + 31 * DAY) * 1_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later)
    await simcord_bot.store.tidy()

    assert await simcord_bot.store.guilds.study_channel(guild.id) == (7 if back else None)
