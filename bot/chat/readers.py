"""Who reads answers: what they keep, and who may see these."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.chat.requests import server_of
from bot.faces.readers import Reader
from bot.store import Person, StoreError

if TYPE_CHECKING:
    from bot.chat.desk import Desk

    Interaction = discord.Interaction[Any]

log = logging.getLogger(__name__)


async def reader_of(interaction: Interaction, desk: Desk) -> Reader:
    """Return who asks.

    Where it cannot be read what they keep, they get the defaults, and for themselves: they may have
    chosen that nobody else sees their answers.
    """
    user, guild = interaction.user.id, server_of(interaction)
    try:
        person = await desk.services.store.people.person(user, guild)
    except StoreError as error:
        log.warning("A person's values and settings cannot be read: %s", error)
        return Reader(user, guild, Person(), alone=True, unread=True)
    return Reader(user, guild, person, alone=_is_alone(interaction, guild, person))


def _is_alone(interaction: Interaction, guild: int | None, person: Person) -> bool:
    """Whether somebody wants answers for themselves, or none may be public here.

    Where a server does not have the bot, Discord itself decides what others see.
    """
    if person.settings.replies == "private":
        return True
    if guild is None:
        return False
    thread = interaction.channel if isinstance(interaction.channel, discord.Thread) else None
    may = interaction.app_permissions
    sends = may.send_messages if thread is None else may.send_messages_in_threads
    if not (sends and may.attach_files):
        return True
    here = {interaction.channel_id, None if thread is None else thread.parent_id}
    return person.channels is not None and person.channels.isdisjoint(here)
