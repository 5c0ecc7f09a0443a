"""Channels as options of commands, and those in which commands are sent."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.chat.channels import missing_permissions
from bot.topics.kit.outcome import Place


class PlaceOption(app_commands.Transformer):
    """A text channel or a thread, be it archived."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        threads = [kinds.public_thread, kinds.private_thread, kinds.news_thread]
        return [kinds.text, kinds.news, *threads]

    async def transform(self, _: discord.Interaction[Any], value: Any, /) -> Place:
        """Return the channel with the permissions that the bot lacks there.

        Raises
        ------
        discord.HTTPException, TypeError
            When the bot cannot see it.
        """
        if not isinstance(value, app_commands.AppCommandChannel | app_commands.AppCommandThread):
            raise TypeError(f"no channel: {value!r}")
        # What is not in memory may still be there: an archived thread.
        channel = value.resolve() or await value.fetch()
        if not isinstance(channel, discord.TextChannel | discord.Thread):
            raise TypeError(f"no channel for texts: {channel!r}")
        lacking = missing_permissions(channel, channel.guild.me)
        return Place(channel.id, channel.mention, tuple(lacking))


def place_of(interaction: discord.Interaction[Any]) -> Place | None:
    """Return the text channel of an interaction in a server; None in a thread or elsewhere."""
    channel = interaction.channel
    if not isinstance(channel, discord.TextChannel):
        return None
    may = interaction.app_permissions
    needed = {
        "View Channel": may.view_channel,
        "Send Messages": may.send_messages,
        "Create Public Threads": may.create_public_threads,
        "Send Messages in Threads": may.send_messages_in_threads,
        "Attach Files": may.attach_files,
    }
    lacking = tuple(name for name, given in needed.items() if not given)
    return Place(channel.id, channel.mention, lacking)
