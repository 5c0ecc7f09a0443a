"""Sending to Discord: in time over a slow line, and once more where a connection broke."""

from __future__ import annotations

import asyncio
import io
import logging
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import discord

from bot.chat.messages import send_privately

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from discord import ui

    Interaction = discord.Interaction[Any]
    Files = Sequence[discord.File]

T = TypeVar("T")

log = logging.getLogger(__name__)

BIG_BYTES = 150_000
"""Files of more are sent after an acknowledgement: over a slow line they may take longer than the
3 seconds that Discord waits for a first response."""

SILENT_SECONDS = 120.0
"""After which a connection counts as broken; a token lives 15 minutes."""

BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, OSError)
"""A connection that broke, or was silent for too long; what was asked for may have been done."""

THINKING = discord.InteractionResponseType.deferred_channel_message

ACKNOWLEDGED = 40060
"""Discord's code for a first response after the first."""


async def acknowledge(
    interaction: Interaction, *, private: bool = False, thinking: bool = True
) -> None:
    """Acknowledge an interaction before its answer is there.

    Parameters
    ----------
    interaction
        The interaction.
    private, thinking
        Whether "thinking…" is for the user alone; whether a press shows it at all.
    """

    async def send(_: Files) -> None:
        await interaction.response.defer(ephemeral=private, thinking=thinking)

    await _first(send)


async def answer(
    interaction: Interaction, view: ui.LayoutView, files: Files, *, private: bool
) -> None:
    """Send an answer: as the first response, or in the place of "thinking…"."""
    if not interaction.response.is_done() and _size(files) > BIG_BYTES:
        await acknowledge(interaction, private=private)

    async def send(files: Files) -> None:
        await interaction.response.send_message(view=view, files=files, ephemeral=private)

    if interaction.response.is_done() or not await _first(send, files):
        await replace(interaction, view, files)


async def update(interaction: Interaction, view: ui.LayoutView, files: Files) -> None:
    """Replace the message above a button."""

    async def send(files: Files) -> None:
        await interaction.response.edit_message(view=view, attachments=files)

    if interaction.response.is_done() or not await _first(send, files):
        await replace(interaction, view, files)


async def replace(interaction: Interaction, view: ui.LayoutView, files: Files) -> None:
    """Put an answer where an acknowledgement holds its place."""

    async def send(files: Files) -> None:
        await interaction.edit_original_response(view=view, attachments=files)

    await once_more(send, files)


async def open_form(interaction: Interaction, form: ui.Modal) -> None:
    """Open a form."""

    async def send(_: Files) -> None:
        await interaction.response.send_modal(form)

    await _first(send)


async def tell(interaction: Interaction, words: str) -> None:
    """Say something to the user alone in place of an answer."""

    async def send(_: Files) -> None:
        await interaction.response.send_message(words, ephemeral=True)

    thinking = interaction.response.type is THINKING
    if not interaction.response.is_done():
        if await _first(send):
            return
        thinking = True
    if thinking:
        await send_privately(interaction, "That did not work.", content=words)
    else:
        await interaction.followup.send(words, ephemeral=True)


async def remark(interaction: Interaction, words: str) -> None:
    """Say something more to the user alone; the answer stands, be this sent or not."""
    try:
        await interaction.followup.send(words, ephemeral=True)
    except (discord.HTTPException, *BROKEN) as error:
        log.info("A remark could not be sent. %r", error)


async def _first(send: Callable[[Files], Awaitable[object]], files: Files = ()) -> bool:
    """Send a first response; return whether it is certain that Discord took this very one.

    It is not where Discord knows of one already: of this, or of an acknowledgement before it, whose
    answer was lost on the way.
    """
    try:
        await once_more(send, files)
    except discord.HTTPException as error:
        if error.code != ACKNOWLEDGED:
            raise
        return False
    return True


async def once_more(send: Callable[[Files], Awaitable[T]], files: Files = ()) -> T:
    """Send, and again where the connection broke: only what may be done twice.

    Parameters
    ----------
    send
        Sends the files it gets, or without any.
    files
        What it is to send.
    """
    contents = [(_content(file), file.filename, file.description) for file in files]
    try:
        async with asyncio.timeout(SILENT_SECONDS):
            return await send(files)
    except BROKEN as error:
        log.info("A connection to Discord broke, so I send once more. %r", error)
        again = [discord.File(io.BytesIO(c), name, description=d) for c, name, d in contents]
        return await send(again)


def _size(files: Files) -> int:
    return sum(len(_content(file)) for file in files)


def _content(file: discord.File) -> bytes:
    file.fp.seek(0)
    content = file.fp.read()
    file.fp.seek(0)
    return content
