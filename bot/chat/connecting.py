"""Getting onto Discord and staying there: what to wait for, and what to give up on."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
import discord
from discord.utils import MISSING, oauth_url

from bot import __version__
from bot.config import IN_MEMORY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from discord import app_commands
    from discord.ext import commands

    from bot.config import Config

    Sleep = Callable[[float], Awaitable[object]]

log = logging.getLogger(__name__)

LOGIN_SECONDS = 60.0
"""For one attempt, with the repetitions that discord.py makes of its own."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two attempts to log in; each pause is twice the one before."""

FIRST_SYNC_PAUSE, LONGEST_SYNC_PAUSE = 30.0, 3600.0
"""The same for the list of commands, of which Discord takes only so many a day."""

SAID_EVERY = 60.0
"""Seconds between two lines that Discord is away."""

SCOPES = ("bot", "applications.commands")

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    attach_files=True,
    create_public_threads=True,
    read_message_history=True,
)
"""For posting in a study channel; answers to commands need none. Threads are opened below posts of
the bot's own, and the history is read where it cannot be known whether such a post arrived."""

REFUSED = (
    "Discord refused the token. Reset it on the Bot page of the Discord developer portal and put "
    "the new one into .env as DISCORD_TOKEN."
)

CLOSED_FOR_GOOD = {
    4004: REFUSED,
    4010: (
        "Discord refused the shards; set SHARDS to as many as `study-bot shards` recommends, or to "
        "a multiple of that."
    ),
    4011: (
        "Discord asks for more shards: one may have 2,500 servers at most; set SHARDS as "
        "`study-bot shards` recommends."
    ),
    4012: "Discord no longer speaks this version of its protocol; install a newer discord.py.",
    4013: "Discord does not know the events that this bot asks for; install a newer discord.py.",
    4014: (
        "Discord does not allow this bot the events that it asks for; look for privileged intents "
        "on the Bot page of the Discord developer portal."
    ),
}
"""What the host is told when Discord closes the connection with one of these codes, after which
another attempt would end the same way."""

TOO_MANY_REQUESTS, FIRST_SERVER_ERROR = 429, 500

AWAY = (aiohttp.ClientError, OSError, TimeoutError, discord.HTTPException, discord.RateLimited)
"""What is raised while Discord cannot be reached, or does not answer as it should."""


class RefusedError(RuntimeError):
    """Discord does not let this bot in, or does not answer; the message is one for the host."""


async def stay_online(
    bot: commands.Bot,
    config: Config,
    token: str,
    clock: Callable[[], float] = time.monotonic,
    sleep: Sleep = asyncio.sleep,
) -> None:
    """Log in, however long Discord is away, and stay connected until the bot is closed.

    Parameters
    ----------
    bot
        Open already: what is wrong on this machine has nothing to do with Discord.
    config, token
        The settings, and the token in them.
    clock, sleep
        Return seconds; wait for seconds.

    Raises
    ------
    RefusedError
        When another attempt would end the same way.
    """

    async def on_ready() -> None:
        log.info("%s", start_line(bot, config))

    bot.add_listener(on_ready)
    try:
        await _log_in(bot, token, clock, sleep)
        await bot.connect()
    except discord.LoginFailure:
        raise RefusedError(REFUSED) from None
    except discord.PrivilegedIntentsRequired:
        raise RefusedError(CLOSED_FOR_GOOD[4014]) from None
    except discord.ConnectionClosed as error:
        if error.code not in CLOSED_FOR_GOOD:
            raise
        raise RefusedError(CLOSED_FOR_GOOD[error.code]) from None


async def _log_in(bot: commands.Bot, token: str, clock: Callable[[], float], sleep: Sleep) -> None:
    said = float("-inf")
    for pause in _pauses(FIRST_PAUSE, LONGEST_PAUSE):
        try:
            async with asyncio.timeout(LOGIN_SECONDS):
                await bot.login(token)
        except AWAY as error:
            if clock() - said >= SAID_EVERY:
                said = clock()
                log.warning("Discord cannot be reached (%s); I keep trying.", _in_short(error))
            # The next attempt opens a session of its own, and discord.py leaves this one open.
            await bot.http.close()
            bot.http.connector = MISSING
            await sleep(pause)
        else:
            return


async def announce_commands(
    tree: app_commands.CommandTree[Any], sleep: Sleep = asyncio.sleep
) -> None:
    """Tell Discord the commands; the bot goes on with those that Discord knows where it fails."""
    for pause in _pauses(FIRST_SYNC_PAUSE, LONGEST_SYNC_PAUSE):
        try:
            await tree.sync()
        except AWAY as error:
            if not _may_pass(error):
                log.warning("Discord refused the list of commands: %s.", _in_short(error))
                return
            log.warning(
                "Discord did not take the list of commands (%s); I try again in %.0f s.",
                _in_short(error),
                pause,
            )
            await sleep(pause)
        except Exception:
            log.exception("The list of commands could not be made.")
            return
        else:
            return


def start_line(bot: commands.Bot, config: Config) -> str:
    """Return the line for the host: who is online, where, how to invite it, where its data is."""
    servers = f"{len(bot.guilds)} server{'' if len(bot.guilds) == 1 else 's'}"
    part = "" if config.shards is None else f"shards {config.shards}, "
    return (
        f"online as {bot.user}, {part}{servers}, version {__version__}; "
        f"invite: {invite(bot.application_id or 0)}; data in {_data(config)}"
    )


def invite(application: int) -> str:
    """Return the address that adds the bot to a server."""
    return oauth_url(application, permissions=PERMISSIONS, scopes=SCOPES)


def _data(config: Config) -> str:
    if config.database_url == IN_MEMORY:
        return "memory"
    if not config.database_url.startswith("sqlite"):
        # Without the user and the password.
        server = urlsplit(config.database_url)
        return f"{server.path[1:]} on {server.hostname or 'this machine'}"
    return str(Path(config.database_url.removeprefix("sqlite:///")).resolve())


def _pauses(first: float, longest: float) -> Iterator[float]:
    pause = first
    while True:
        yield pause
        pause = min(longest, 2 * pause)


def _may_pass(error: Exception) -> bool:
    """Whether the same request may succeed later."""
    if not isinstance(error, discord.HTTPException):
        return True
    return error.status == TOO_MANY_REQUESTS or error.status >= FIRST_SERVER_ERROR


def _in_short(error: Exception) -> str:
    """Return an error's words on one line; pages of HTML, which proxies send, are left out."""
    name = f"HTTP {error.status}" if isinstance(error, discord.HTTPException) else ""
    words = " ".join(str(error).split())
    return words[:200] if words and "<" not in words else name or type(error).__name__
