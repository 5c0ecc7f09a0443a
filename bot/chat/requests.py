"""From an interaction to the plain data that topics take."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import aiohttp
import discord

from bot.chat.errors import FORGED
from bot.chat.message_texts import files_of, text_of
from bot.chat.places import place_of
from bot.errors import UserError
from bot.text import whole
from bot.topics.kit.declaration import Permission, Pick, Text, Whole
from bot.topics.kit.outcome import Place, Rank, Request, Someone

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.topics.kit.declaration import Command

    Interaction = discord.Interaction[Any]

DOWNLOAD_SECONDS = 20.0
"""For fetching one file from Discord."""

PLAIN = (Text, Pick, Whole)
"""Options that are text or a number."""


@dataclass(frozen=True)
class Attached:
    """A file at Discord; an `Upload`."""

    name: str
    size: int
    kind: str
    fetch: Callable[[], Awaitable[bytes]]

    @classmethod
    def of(cls, file: discord.Attachment) -> Attached:
        """Return a file that came with a command or a message."""
        return cls(file.filename, file.size, file.content_type or "", file.read)

    async def read(self) -> bytes:
        """Fetch the file.

        Raises
        ------
        UserError
            When Discord does not deliver it in time.
        """
        try:
            async with asyncio.timeout(DOWNLOAD_SECONDS):
                return await self.fetch()
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError):
            raise UserError(
                "Discord did not give me this file. Please send it again, or paste the table "
                "as text."
            ) from None


def of_command(interaction: Interaction, command: Command, values: Mapping[str, Any]) -> Request:
    """Return what was sent with a slash command.

    Raises
    ------
    UserError
        When an option holds what Discord lets nobody type there.
    """
    inputs = {name: _text(value) for name, value in values.items() if _is_plain(value)}
    plain = {option.name for option in command.options if isinstance(option, PLAIN)}
    if not values.keys() & plain <= inputs.keys():
        raise UserError(FORGED)
    places = {name: value for name, value in values.items() if isinstance(value, Place)}
    ranks = {n: Rank(v.id, v.mention) for n, v in values.items() if isinstance(v, discord.Role)}
    files = [Attached.of(v) for v in values.values() if isinstance(v, discord.Attachment)]
    people = {
        name: Someone(value.id, value.mention, value.bot)
        for name, value in values.items()
        if isinstance(value, discord.User | discord.Member)
    }
    chosen: dict[str, Any] = {"places": places, "people": people, "ranks": ranks}
    return _request(interaction, command.name, inputs, files, **chosen)


def of_form(
    interaction: Interaction,
    command: str,
    inputs: Mapping[str, str],
    files: Sequence[Attached],
) -> Request:
    """Return what was filled into a form."""
    return _request(interaction, command, inputs, files, from_form=True)


def of_message(interaction: Interaction, command: str, message: discord.Message) -> Request:
    """Return the message that somebody asks about."""
    files = [Attached.of(file) for file in files_of(message)]
    return _request(interaction, command, {}, files, message=whole(text_of(message)))


def server_of(interaction: Interaction) -> int | None:
    """Return the server in which something is asked, if the bot is a member there.

    Elsewhere somebody uses the bot who has installed it for themselves: what they ask concerns
    nobody else there.
    """
    guild = interaction.guild_id
    return None if guild is None or interaction.client.get_guild(guild) is None else guild


def permissions_of(interaction: Interaction) -> frozenset[str]:
    """Return which of the permissions that topics ask for somebody has."""
    may = interaction.permissions
    return frozenset(name for name in get_args(Permission) if getattr(may, name))


def roles_of(interaction: Interaction) -> frozenset[int]:
    """Return the numbers of somebody's roles in the server."""
    user = interaction.user
    return (
        frozenset(role.id for role in user.roles)
        if isinstance(user, discord.Member)
        else frozenset()
    )


def _request(
    interaction: Interaction,
    command: str,
    inputs: Mapping[str, str],
    files: Sequence[Attached],
    **more: Any,
) -> Request:
    guild = server_of(interaction)
    return Request(
        command=command,
        inputs={name: whole(text) for name, text in inputs.items()},
        user=interaction.user.id,
        guild=guild,
        may=permissions_of(interaction),
        name=interaction.user.display_name,
        roles=roles_of(interaction),
        files=tuple(files),
        channel=None if guild is None else place_of(interaction),
        **more,
    )


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:g}"
