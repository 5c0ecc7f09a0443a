"""What `/settings` does, in the bot's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.topics.kit.outcome import Note

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Request
    from bot.topics.kit.services import Services

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
    "Somebody who may manage the server can change that with `/settings members join:on`."
)
JOINING = {
    True: "Ratings of members who agree (`/settings ratings share:on`) join this server's model.",
    False: "No member's ratings join this server's model any more.",
}


async def motion(request: Request, services: Services) -> Note:
    """Let animations move, or not."""
    on = request.inputs["show"] == "on"
    await services.store.people.set_motion(request.user, on)
    return Note((TOLD[on],))


async def ratings(request: Request, services: Services) -> Note:
    """Let the asker's ratings count in this server, or not.

    Raises
    ------
    UserError
        Where there is no server, or its managers do not allow it.
    """
    if request.inputs["share"] != "on":
        return await _keep(request, services)
    if request.guild is None:
        raise UserError(NO_SERVER)
    if not await services.store.guilds.lets_members_join(request.guild):
        raise UserError(CLOSED)
    await services.store.ratings.share(request.user, request.guild)
    return Note((SHARED,))


async def members(request: Request, services: Services) -> Note:
    """Allow members' ratings to count in this server, or not.

    Raises
    ------
    UserError
        When the asker is not a manager.
    """
    if "manage_guild" not in request.may:
        raise UserError("Only somebody who may manage the server can choose this.")
    on = request.inputs["join"] == "on"
    if request.guild is not None:
        await services.store.guilds.set_members(request.guild, on)
        if not on:
            services.models.withdraw([request.guild])
    return Note((JOINING[on],))


async def _keep(request: Request, services: Services) -> Note:
    """Take the asker's ratings out of this server; in direct messages, out of all."""
    store = services.store.ratings
    services.models.withdraw(await store.unshare(request.user, request.guild))
    others = await store.shared_in(request.user)
    return Note((NOT_SHARED.format(" but others that you chose" if others else ""),))
