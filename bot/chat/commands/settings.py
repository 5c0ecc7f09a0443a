"""`/settings`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from discord import app_commands
from discord.ext import commands

from bot.chat import replies
from bot.chat.errors import UserError

if TYPE_CHECKING:
    import discord

    from bot.chat.client import StudyBot

    Interaction = discord.Interaction[StudyBot]

TOLD = {
    True: "Animations move for you from now on.",
    False: "Animations are still pictures for you from now on.",
}


SHARED = (
    "Your ratings now join the model of this server: what is suggested here follows the taste of "
    "its members a little. Nobody sees what you have rated. "
    "`/settings ratings share:off` takes them out again."
)
NOT_SHARED = "Your ratings are yours alone: they join the model of no server{}."
NO_SERVER = "Ratings join the model of a server. Send this in the server where yours may."
CLOSED = (
    "In this server nobody's ratings join the model. "
    "Whoever may manage the server changes that with `/settings members join:on`."
)
JOINING = {
    True: "Ratings of members who agree (`/settings ratings share:on`) join this server's model.",
    False: "No member's ratings join this server's model any more.",
}


class Settings(commands.GroupCog, name="settings", description="How you want answers"):
    """What a person chooses once for all their answers."""

    @app_commands.command(description="Whether animations move, or are still pictures")
    @app_commands.describe(show="on: they move; off: a still picture")
    async def motion(self, interaction: Interaction, show: Literal["on", "off"]) -> None:
        await replies.tell(interaction, _set_motion(interaction, on=show == "on"))

    @app_commands.command(description="Whether your film ratings join this server's model")
    @app_commands.describe(
        share="on: they count here, without your name; off: they are yours alone"
    )
    async def ratings(self, interaction: Interaction, share: Literal["on", "off"]) -> None:
        job = _share_ratings if share == "on" else _keep_ratings
        await replies.tell(interaction, job(interaction))

    @app_commands.command(description="Whether members' film ratings may join this server's model")
    @app_commands.describe(join="on: of members who agree; off: nobody's")
    @app_commands.guild_only()
    async def members(self, interaction: Interaction, join: Literal["on", "off"]) -> None:
        if not interaction.permissions.manage_guild:
            raise UserError("Only somebody who may manage the server can choose this.")
        await replies.tell(interaction, _set_members(interaction, on=join == "on"))


async def _share_ratings(interaction: Interaction) -> str:
    store, guild = interaction.client.store, interaction.guild_id
    if guild is None:
        raise UserError(NO_SERVER)
    if not await store.guilds.lets_members_join(guild):
        raise UserError(CLOSED)
    await store.ratings.share(interaction.user.id, guild)
    return SHARED


async def _keep_ratings(interaction: Interaction) -> str:
    """Take the asker's ratings out of this server; in direct messages, out of all."""
    guild = interaction.guild_id
    left = await interaction.client.store.ratings.unshare(interaction.user.id, guild)
    interaction.client.films.withdraw(left)
    others = await interaction.client.store.ratings.shared_in(interaction.user.id)
    return NOT_SHARED.format(" but others that you chose" if others else "")


async def _set_members(interaction: Interaction, *, on: bool) -> str:
    if interaction.guild_id is not None:
        await interaction.client.store.guilds.set_members(interaction.guild_id, on)
        if not on:
            interaction.client.films.withdraw([interaction.guild_id])
    return JOINING[on]


async def _set_motion(interaction: Interaction, *, on: bool) -> str:
    await interaction.client.store.people.set_motion(interaction.user.id, on)
    return TOLD[on]
