"""Time that passes, and what has been said meanwhile."""

from __future__ import annotations

import discord
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from bot.chat.client import StudyBot
from tests.bot import posts
from tests.bot.chat.sharing.conftest import School


async def wait(school: School, milliseconds: int) -> None:
    """Let time pass."""
    await school.env.advance_time(milliseconds / 1000)


async def restart(school: School, bot: StudyBot) -> None:
    """End the school's bot, and start another."""
    await school.bot.close()
    await school.env.restart_bot(bot)


def said(channel: ChannelHandle) -> list[str]:
    """Return the first text of each message in a channel, but for Discord's own."""
    found = map(posts.texts, channel.history())
    return [texts[0] for texts in found if texts]


def allow(school: School, channel: ChannelHandle, **permissions: bool) -> None:
    """Set what the bot may do in a channel."""
    assert school.bot.user is not None
    allowed, denied = discord.PermissionOverwrite(**permissions).pair()
    overwrite = Overwrite(school.bot.user.id, OverwriteType.MEMBER, allowed.value, denied.value)
    school.env.backend.set_overwrite(channel.id, overwrite)
