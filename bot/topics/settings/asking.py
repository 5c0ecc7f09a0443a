"""What `/settings` does, in the bot's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.store import MOST_CHANNELS, in_force
from bot.topics.kit.outcome import Note
from bot.topics.settings.choices import chosen_from, listed

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Request
    from bot.topics.kit.services import Services

MINE = "### Your answers\n"

SERVER = "### Answers here, unless somebody chooses otherwise with `/settings mine`\n"

EVERYWHERE = "Replies may be public in every channel of this server."

PUBLIC_IN = "Replies may be public in {}. In other channels they are only for who asks."

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


async def mine(request: Request, services: Services) -> Note:
    """Keep what the asker chose for their answers; show what is in force.

    Raises
    ------
    UserError
        When something is chosen that is not offered.
    """
    chosen = await chosen_from(request.inputs)
    people = services.store.people
    if chosen:
        await people.choose(request.user, **chosen)
    person = await people.person(request.user, request.guild)
    return Note((MINE + listed(person.settings, person.chosen, person.of_server),))


async def server(request: Request, services: Services) -> Note:
    """Keep what a manager chose as the server's defaults; show them.

    Raises
    ------
    UserError
        As for `mine`, and when the asker is not a manager.
    """
    guild = _managed_guild(request)
    chosen = await chosen_from(request.inputs)
    if chosen:
        await services.store.guilds.choose(guild, **chosen)
    person = await services.store.people.person(request.user, guild)
    return Note((SERVER + listed(in_force(person.of_server), person.of_server),))


async def channels(request: Request, services: Services) -> Note:
    """Keep in which channels replies may be public; show them.

    Raises
    ------
    UserError
        When the asker is not a manager, or there would be too many.
    """
    guild = _managed_guild(request)
    store = services.store.guilds
    more = [request.places["add"]] if "add" in request.places else []
    fewer = {place.id for name, place in request.places.items() if name == "remove"}
    if request.inputs["everywhere"] == "yes":
        person = await services.store.people.person(request.user, guild)
        fewer |= person.channels or set()
    allowed = await store.allow_channels(guild, [place.id for place in more], fewer)
    if allowed is None:
        raise UserError(f"That would be more than {MOST_CHANNELS} channels. Remove one first.")
    told = [EVERYWHERE]
    if allowed:
        told = [PUBLIC_IN.format(", ".join(f"<#{each}>" for each in allowed))]
    told += [
        f"In {place.mention} I lack {' and '.join(place.lacking)}; until somebody changes that, "
        "replies there are only for who asks."
        for place in more
        if place.lacking
    ]
    return Note(("\n".join(told),))


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
    guild = _managed_guild(request)
    on = request.inputs["join"] == "on"
    await services.store.guilds.set_members(guild, on)
    if not on:
        services.models.withdraw([guild])
    return Note((JOINING[on],))


async def _keep(request: Request, services: Services) -> Note:
    """Take the asker's ratings out of this server; in direct messages, out of all."""
    store = services.store.ratings
    services.models.withdraw(await store.unshare(request.user, request.guild))
    others = await store.shared_in(request.user)
    return Note((NOT_SHARED.format(" but others that you chose" if others else ""),))


def _managed_guild(request: Request) -> int:
    """Return the server, which the asker manages."""
    if request.guild is None:
        raise UserError("That is chosen in a server which has added me.")
    if "manage_guild" not in request.may:
        raise UserError("Only somebody who may manage the server can choose this.")
    return request.guild
