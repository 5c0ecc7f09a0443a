"""The same bot in a local page: no Discord account, no token, nothing leaves the machine.

simcord stands in for Discord behind the bot's real client, and serves a page on which its
commands, buttons and forms are used as in a channel.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
import webbrowser
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.chat.client import StudyBot
from bot.chat.messages import message
from bot.config import IN_MEMORY
from bot.models.library import Library

if TYPE_CHECKING:
    from bot.config import Config

SPARE_SECONDS = 30.0
"""How much longer than a job may take simcord waits for an answer."""

TEACHERS_MAY = discord.Permissions(manage_messages=True, manage_channels=True)

WELCOME = """### Hello!
Type / below to see what I can do. A good first one: `/dot`, Enter, `[1,2,3] [4,5,6]`, Enter."""


class PlaygroundError(RuntimeError):
    """The local page cannot be served; the message says why and what to do."""


async def serve(config: Config, *, open_browser: bool) -> None:
    """Serve the page until it is closed there or the task is cancelled."""
    # simcord looks into a client of its own without intents; what is said of that alarms people.
    logging.getLogger("discord.state").setLevel(logging.ERROR)
    try:
        import simcord
    except ImportError:
        raise PlaygroundError(
            "The local page needs one more package: pip install -e '.[playground]' "
            "(or set DISCORD_TOKEN to run on Discord)."
        ) from None
    _check_free(config.playground_port)
    # The people here are invented, so their data stays out of the real database.
    settings = replace(config, database_url=IN_MEMORY)
    # Opened here, since simcord waits until all that the bot itself began has ended, and
    # learning from the films may take longer than it has patience.
    library = Library(settings)
    await library.open()
    bot = StudyBot(settings, library=library)
    try:
        patience = config.job_seconds + SPARE_SECONDS
        async with simcord.run(bot, settle_timeout=patience, check_errors=False) as env:
            guild = env.create_guild("Linear Algebra")
            channel = guild.create_text_channel("playground")
            study = guild.create_text_channel("study")
            await bot.store.guilds.set_study_channel(guild.id, study.id)
            teachers = guild.create_role("Teachers", permissions=TEACHERS_MAY)
            people = [
                guild.add_member(env.create_user("student")),
                guild.add_member(env.create_user("teacher"), roles=[teachers]),
            ]
            await _welcome(bot, channel.id)
            preview = env.preview(
                channel, viewers=people, layout="channel", port=config.playground_port
            )
            try:
                await preview.__aenter__()
            except simcord.SetupError as error:
                raise PlaygroundError(str(error)) from None
            try:
                _announce(preview.url, open_browser=open_browser)
                await preview.wait_closed()
            finally:
                await preview.close()
    finally:
        # simcord takes the bot's connection away but never closes the bot itself.
        await bot.close()
        await library.close()


def _check_free(port: int) -> None:
    """Fail early if the port is taken."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        raise PlaygroundError(
            f"Port {port} is taken. Close what uses it, or set PLAYGROUND_PORT to another number."
        ) from None


async def _welcome(bot: StudyBot, channel_id: int) -> None:
    channel = bot.get_channel(channel_id)
    if isinstance(channel, discord.TextChannel):
        await channel.send(view=message(WELCOME))


def _announce(url: str, *, open_browser: bool) -> None:
    print(f"The study-bot is at {url}\nPress Ctrl+C to stop it.", flush=True)  # noqa: T201
    if open_browser and _has_desktop():
        webbrowser.open(url)


def _has_desktop() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
