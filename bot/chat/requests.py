"""From an interaction to the plain data that topics take."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import aiohttp
import discord

from bot.chat.message_texts import files_of, text_of
from bot.chat.sharing import missing_permissions
from bot.errors import UserError
from bot.topics.kit.declaration import Permission
from bot.topics.kit.outcome import Place, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.topics.kit.declaration import Command

    Interaction = discord.Interaction[Any]

DOWNLOAD_SECONDS = 20.0
"""For fetching one file from Discord."""


@dataclass(frozen=True)
class Attached:
    """A file at Discord; an `Upload`."""

    attachment: discord.Attachment

    @property
    def name(self) -> str:
        return self.attachment.filename

    @property
    def size(self) -> int:
        return self.attachment.size

    @property
    def kind(self) -> str:
        return self.attachment.content_type or ""

    async def read(self) -> bytes:
        """Fetch the file.

        Raises
        ------
        UserError
            When Discord does not deliver it in time.
        """
        try:
            async with asyncio.timeout(DOWNLOAD_SECONDS):
                return await self.attachment.read()
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError):
            raise UserError(
                "Discord did not give me this file. Please send it again, or paste the table "
                "as text."
            ) from None


def of_command(interaction: Interaction, command: Command, values: Mapping[str, Any]) -> Request:
    """Return what was sent with a slash command."""
    inputs = {name: _text(value) for name, value in values.items() if _is_plain(value)}
    places = {
        name: _place(value)
        for name, value in values.items()
        if isinstance(value, discord.TextChannel | discord.Thread)
    }
    files = [value for value in values.values() if isinstance(value, discord.Attachment)]
    return _request(interaction, command.name, inputs, files, places=places)


def of_form(
    interaction: Interaction,
    command: str,
    inputs: Mapping[str, str],
    files: Sequence[discord.Attachment],
) -> Request:
    """Return what was filled into a form."""
    return _request(interaction, command, inputs, files, from_form=True)


def of_message(interaction: Interaction, command: str, message: discord.Message) -> Request:
    """Return the message that somebody asks about."""
    return _request(interaction, command, {}, files_of(message), message=text_of(message))


def _request(
    interaction: Interaction,
    command: str,
    inputs: Mapping[str, str],
    files: Sequence[discord.Attachment],
    **more: Any,
) -> Request:
    may = interaction.permissions
    return Request(
        command=command,
        inputs=inputs,
        user=interaction.user.id,
        guild=interaction.guild_id,
        may=frozenset(name for name in get_args(Permission) if getattr(may, name)),
        files=tuple(map(Attached, files)),
        **more,
    )


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:g}"


def _place(channel: discord.TextChannel | discord.Thread) -> Place:
    lacking = missing_permissions(channel, channel.guild.me)
    return Place(channel.id, channel.mention, tuple(lacking))
