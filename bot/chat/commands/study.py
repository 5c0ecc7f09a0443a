"""`/study`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import replies
from bot.chat.errors import UserError

if TYPE_CHECKING:
    from bot.chat.client import StudyBot

    Interaction = discord.Interaction[StudyBot]


@app_commands.guild_only()
@app_commands.default_permissions(manage_channels=True)
class Study(commands.GroupCog, name="study", description="Where the Share button posts answers"):
    """What those who manage a server's channels choose for it."""

    @app_commands.command(description="Choose the channel in which Share posts answers")
    @app_commands.describe(channel="a text channel, or a thread")
    async def channel(
        self, interaction: Interaction, channel: discord.TextChannel | discord.Thread
    ) -> None:
        await replies.tell(interaction, _choose(interaction, channel))

    @app_commands.command(description="Share posts answers nowhere in this server")
    async def off(self, interaction: Interaction) -> None:
        await replies.tell(interaction, _switch_off(interaction))


async def _choose(interaction: Interaction, channel: discord.TextChannel | discord.Thread) -> str:
    guild = _managed_guild(interaction)
    await interaction.client.store.guilds.set_study_channel(guild.id, channel.id)
    told = f"**Share** below an answer posts it in {channel.mention} from now on."
    lacking = replies.missing_permissions(channel, guild.me)
    return f"{told}\n{replies.no_permission(channel, lacking)}" if lacking else told


async def _switch_off(interaction: Interaction) -> str:
    guild = _managed_guild(interaction)
    before = await interaction.client.store.guilds.clear_study_channel(guild.id)
    if before is None:
        return "This server has no study channel, so there is nothing to switch off."
    return f"**Share** no longer posts in <#{before}>. What has been posted stays."


def _managed_guild(interaction: Interaction) -> discord.Guild:
    """Return the server; who may manage its channels is asked again, whatever Discord shows."""
    if interaction.guild is None:
        raise UserError("Only a server has a study channel.")
    if not interaction.permissions.manage_channels:
        raise UserError("Only somebody who may manage channels can choose the study channel.")
    return interaction.guild
