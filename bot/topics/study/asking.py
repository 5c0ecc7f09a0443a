"""What `/study` does, in the bot's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.topics.kit.outcome import Note
from bot.topics.study.topic import DAILY
from bot.topics.study.words import no_permission

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Request
    from bot.topics.kit.services import Services


async def channel(request: Request, services: Services) -> Note:
    """Choose the study channel.

    Raises
    ------
    UserError
        When the asker may not manage channels.
    """
    guild, place = managed_guild(request), request.places["channel"]
    await services.store.guilds.set_study_channel(guild, place.id)
    # What waits for a channel can be posted now.
    services.store.appointments.changed()
    told = f"**Share** below an answer posts it in {place.mention} from now on."
    if not place.lacking:
        return Note((told,))
    return Note((f"{told}\n{no_permission(place.mention, place.lacking)}",))


async def off(request: Request, services: Services) -> Note:
    """Remove the study channel.

    Raises
    ------
    UserError
        As for `channel`.
    """
    guild = managed_guild(request)
    before = await services.store.guilds.clear_study_channel(guild)
    if before is None:
        return Note(("This server has no study channel, so there is nothing to switch off.",))
    told = f"**Share** no longer posts in <#{before}>. What has been posted stays."
    if await services.store.appointments.of_guild(DAILY, guild):
        told += (
            "\nThe daily problem waits until you choose another channel; `/study daily time:off` "
            "ends it."
        )
    return Note((told,))


def managed_guild(request: Request) -> int:
    """Return the server; the permission to manage channels is checked again.

    Raises
    ------
    UserError
        When the asker may not manage channels, or there is no server.
    """
    if request.guild is None:
        raise UserError("Only a server has a study channel.")
    if "manage_channels" not in request.may:
        raise UserError("Only somebody who may manage channels can choose the study channel.")
    return request.guild
