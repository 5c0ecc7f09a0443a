"""`/settings`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from discord import app_commands
from discord.ext import commands

from bot import replies

if TYPE_CHECKING:
    import discord

    from bot.client import StudyBot

    Interaction = discord.Interaction[StudyBot]

TOLD = {
    True: "Animations move for you from now on.",
    False: "Animations are still pictures for you from now on.",
}


class Settings(commands.GroupCog, name="settings", description="How you want answers"):
    """What a person chooses once for all their answers."""

    @app_commands.command(description="Whether animations move, or are still pictures")
    @app_commands.describe(show="on: they move; off: a still picture")
    async def motion(self, interaction: Interaction, show: Literal["on", "off"]) -> None:
        await replies.tell(interaction, _set_motion(interaction, on=show == "on"))


async def _set_motion(interaction: Interaction, *, on: bool) -> str:
    await interaction.client.store.people.set_motion(interaction.user.id, on)
    return TOLD[on]
