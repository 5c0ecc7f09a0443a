"""Channels in which the bot posts: found where they are, and what it may do there."""

from __future__ import annotations

import discord

Channel = discord.TextChannel | discord.Thread

GONE = {10003}
"""Discord's code for a channel that no longer exists."""

CLOSED = {50001, 50013, 50083, 160005}
"""Discord's codes for no access, no permission, and a thread that is closed or locked."""


class NoPlaceError(Exception):
    """A channel in which nothing can be posted, as it is of another kind."""


async def channel_of(guild: discord.Guild, number: int) -> Channel:
    """Return a channel or a thread, be it archived.

    Raises
    ------
    discord.NotFound
        When there is none of this number.
    discord.Forbidden
        When the bot cannot see it.
    NoPlaceError
        When it holds no messages.
    """
    # Archived threads are not in the cache.
    found = guild.get_channel_or_thread(number) or await guild.fetch_channel(number)
    if not isinstance(found, discord.TextChannel | discord.Thread):
        raise NoPlaceError(found.mention)
    return found


def missing_permissions(channel: Channel, me: discord.Member) -> list[str]:
    """Return which permissions, as Discord calls them, the bot lacks for posting there."""
    allowed = channel.permissions_for(me)
    thread = isinstance(channel, discord.Thread)
    needed = {
        "View Channel": allowed.view_channel,
        "Send Messages": thread or allowed.send_messages,
        "Send Messages in Threads": not thread or allowed.send_messages_in_threads,
        "Manage Threads": not thread or not channel.locked or allowed.manage_threads,
        "Attach Files": allowed.attach_files,
    }
    return [name for name, given in needed.items() if not given]
