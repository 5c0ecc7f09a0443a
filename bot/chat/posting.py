"""Sending what the bot posts by itself: once, be it interrupted anywhere.

Before a post is sent its channel is kept, and after it the message. Where only the channel is kept,
the post may have arrived: then it is looked for among the channel's messages, by the number of its
frame, before it is sent again.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord

from bot.chat import delivery
from bot.chat.channels import CLOSED, GONE, NoPlaceError, channel_of, missing_permissions
from bot.chat.messages import message
from bot.chat.notes import button_rows
from bot.chat.public import answer_for_all
from bot.faces.readers import NOBODY
from bot.store import milliseconds
from bot.topics.kit.timed import Post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.channels import Channel
    from bot.chat.desk import Desk
    from bot.chat.messages import Message
    from bot.store import Waiting

log = logging.getLogger(__name__)

FIRST_SERVER_ERROR = 500

HAS_THREAD = 160004
"""Discord's code for a message that has a thread already."""

CLOCKS_MS = 5 * 60 * 1000
"""By how much this machine's clock may differ from Discord's, whose messages carry its time."""

LONGEST_NAME = 100
"""Discord's limit for the name of a thread."""


class NotNowError(Exception):
    """A post cannot be sent now; the message says why, for the host."""


def frame_number(key: str) -> int:
    """Return the number of a post's frame: 31 bits, and none of those that Discord gives itself.

    Examples
    --------
    >>> frame_number("0123456789ab") == frame_number("0123456789ab") > 2**30
    True
    """
    return 2**30 + int(key, 16) % 2**30


async def deliver(client: discord.Client, desk: Desk, waiting: Waiting) -> bool:
    """Send a post, unless it arrived before; open its thread, and keep where it is.

    Returns
    -------
    over
        Whether it was sent, or nobody wants it any more; else it waits for a place to be chosen.

    Raises
    ------
    NotNowError
        When it is to be tried again, as after any other error.
    """
    post = Post.of(waiting.post)
    wanted = not post.until or milliseconds() < post.until
    guild = client.get_guild(waiting.guild)
    if guild is None or guild.unavailable:
        return not wanted and await _drop(desk, post)
    tried = waiting.channel
    if tried is not None and await _is_there(desk, guild, waiting, tried, wanted=wanted):
        return True
    if not wanted:
        return await _drop(desk, post)
    channel = await _place(desk, guild, post)
    if channel is None:
        return False
    if lacking := missing_permissions(channel, guild.me):
        raise NotNowError(f"in channel {channel.id} I lack {', '.join(lacking)}")
    return await _send(desk, channel, post)


async def _send(desk: Desk, channel: Channel, post: Post) -> bool:
    view, files = await _message_of(desk, channel.guild.id, post)

    async def send(files: Sequence[discord.File]) -> discord.Message:
        # For some minutes Discord recognises a post that is sent again by its nonce.
        return await channel.send(view=view, files=files, nonce=post.key)

    store = desk.services.store.appointments
    kept = await store.trying(post.key, channel.id)
    if kept is None:
        return True
    if Post.of(kept) != post:
        await store.trying(post.key, None)
        raise NotNowError("it was changed meanwhile")
    try:
        sent = await delivery.once_more(send, files)
    except discord.HTTPException as error:
        if error.status >= FIRST_SERVER_ERROR:
            raise
        await store.trying(post.key, None)
        if error.code not in GONE | CLOSED:
            log.exception("Discord does not take a post.")
            return await _drop(desk, post)
        if await _thread_number(desk, post) == channel.id:
            # Without its place the earlier post has no thread any more.
            await store.drop(post.follows)
        elif error.code in GONE:
            await _forget_channel(desk, channel.guild.id, post, channel.id)
        raise NotNowError(f"Discord refused it in channel {channel.id}") from None
    return await _confirm(desk, post, sent)


async def _drop(desk: Desk, post: Post) -> bool:
    log.info("A post is dropped.")
    await desk.services.store.appointments.drop(post.key)
    return True


# Where


async def _place(desk: Desk, guild: discord.Guild, post: Post) -> Channel | None:
    """Return where a post belongs; None where that is to be chosen.

    Raises
    ------
    NotNowError
        When it cannot be seen, or is there no more.
    """
    below = await _thread_number(desk, post)
    if below is not None:
        with suppress(discord.NotFound, discord.Forbidden, NoPlaceError):
            thread = await channel_of(guild, below)
            if not missing_permissions(thread, guild.me):
                return thread
    number = post.channel or await desk.services.store.guilds.study_channel(guild.id)
    if number is None:
        return None
    try:
        return await channel_of(guild, number)
    except discord.NotFound:
        await _forget_channel(desk, guild.id, post, number)
        raise NotNowError(f"channel {number} no longer exists") from None
    except (discord.Forbidden, NoPlaceError):
        raise NotNowError(f"I cannot post in channel {number}") from None


async def _thread_number(desk: Desk, post: Post) -> int | None:
    """Return which thread is that below the post that this one follows, if it was opened."""
    sent = await desk.services.store.appointments.sent(post.follows) if post.follows else None
    # It has the number of the message that it was opened from.
    return None if sent is None else sent[1]


async def _forget_channel(desk: Desk, guild: int, post: Post, channel: int) -> None:
    """Forget a channel that no longer exists, or the post if it had to be there."""
    if post.channel:
        await desk.services.store.appointments.drop(post.key)
    else:
        await desk.services.store.guilds.clear_study_channel(guild, channel)


# What


async def _message_of(desk: Desk, guild: int, post: Post) -> Message:
    number = frame_number(post.key)
    if post.question is not None:
        return await answer_for_all(
            desk,
            guild,
            post.texts,
            post.question,
            NOBODY,
            key=post.key,
            buttons=post.buttons,
            number=number,
        )
    view = message(*post.texts, number=number)
    for row in button_rows(post.buttons):
        view.add_item(row)
    return view, []


# Whether it arrived


async def _is_there(
    desk: Desk, guild: discord.Guild, waiting: Waiting, channel: int, *, wanted: bool
) -> bool:
    """Return whether a post has arrived in a channel after all, and confirm it then.

    Raises
    ------
    NotNowError
        When that cannot be found out, of a post that is still wanted.
    """
    try:
        found = await _found(guild, waiting, channel)
    except NotNowError:
        if wanted:
            raise
        return False
    if found is not None:
        return await _confirm(desk, Post.of(waiting.post), found)
    await desk.services.store.appointments.trying(waiting.key, None)
    return False


async def _found(guild: discord.Guild, waiting: Waiting, number: int) -> discord.Message | None:
    try:
        channel = await channel_of(guild, number)
    except discord.NotFound:
        return None
    except (discord.Forbidden, NoPlaceError):
        raise NotNowError(f"I cannot look for it in channel {number}") from None
    if not channel.permissions_for(guild.me).read_message_history:
        # Discord would show an empty channel.
        raise NotNowError(f"to look for it in channel {number} I lack Read Message History")
    wanted = frame_number(waiting.key)
    before = datetime.fromtimestamp((waiting.made - CLOCKS_MS) / 1000, UTC)
    async for shown in channel.history(limit=None, after=before):
        if shown.author.id == guild.me.id and _has_frame(shown, wanted):
            return shown
    return None


def _has_frame(shown: discord.Message, number: int) -> bool:
    frames = (part for part in shown.components if isinstance(part, discord.Container))
    return any(frame.id == number for frame in frames)


async def _confirm(desk: Desk, post: Post, sent: discord.Message) -> bool:
    """Open the thread below a post that arrived, and keep where it is."""
    if post.thread and not isinstance(sent.channel, discord.Thread):
        try:
            await sent.create_thread(name=post.thread[:LONGEST_NAME])
        except discord.HTTPException as error:
            if error.status >= FIRST_SERVER_ERROR:
                raise
            if error.code != HAS_THREAD:
                log.info("A post goes without a thread in channel %s: %s", sent.channel.id, error)
    await desk.services.store.appointments.confirm(post.key, sent.channel.id, sent.id)
    return True
