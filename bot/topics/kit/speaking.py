"""Where the bot may speak to everybody, as a server has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.topics.kit.outcome import Place
    from bot.topics.kit.services import Services

OF_THREADS = frozenset({"Create Public Threads", "Send Messages in Threads"})
"""Permissions that a post without a thread does not need."""

LISTED_CHANNELS = 5


async def check_speaks(
    services: Services, user: int, guild: int, channel: Place, without: Collection[str] = ()
) -> None:
    """Refuse to post in a channel where the bot cannot, or where the server does not want it.

    Parameters
    ----------
    user
        Who wants it.
    without
        Permissions that are not needed.

    Raises
    ------
    UserError
        Says why not, and what would help.
    """
    lacking = [each for each in channel.lacking if each not in without]
    if lacking:
        raise UserError(
            f"Here I would need {', '.join(lacking)}. Somebody who manages the channel can change "
            "that."
        )
    person = await services.store.people.person(user, guild)
    if person.channels is not None and channel.id not in person.channels:
        allowed = ", ".join(f"<#{each}>" for each in sorted(person.channels)[:LISTED_CHANNELS])
        raise UserError(f"In this server I speak to everybody in {allowed} only; do it there.")
