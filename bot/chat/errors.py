"""Error messages: the one place where errors become words."""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot import workers
from bot.chat import delivery
from bot.errors import UserError
from bot.faces.sentences import UNREAD_SENTENCE, sentence, unexpected
from bot.text import visible
from linalg_engine.errors import InputError

log = logging.getLogger(__name__)

GONE = {10008, 10015, 10062, 50027}
"""Discord's codes for a message, webhook or interaction that no longer exists, and for the token of
one that is over."""

CHANNEL = discord.AppCommandOptionType.channel

TOO_MANY = 429

FIRST_SERVER_ERROR = 500

FORGED = "That is not what this command takes. Please send it again."

ILL_FORMED = app_commands.AppCommandError

OUTCOME = "outcome"
"""Where an interaction keeps what became of it, for the log and for `bot.metrics`."""

OUTCOMES: dict[type[workers.JobError], str] = {
    workers.TooSlowError: "too_slow",
    workers.TooBigError: "too_big",
    workers.LostError: "lost",
    workers.BusyError: "busy",
    workers.CrowdedError: "crowded",
    workers.RestartError: "restarting",
}
"""What became of interactions without an answer; the other words are in `_outcome`."""


async def report(
    interaction: discord.Interaction[Any], error: BaseException, *, unread: bool = False
) -> None:
    """Show the error message to the person who asked alone.

    Parameters
    ----------
    unread
        Whether it could not be read what they keep.
    """
    error = _cause(error)
    interaction.extras[OUTCOME] = _outcome(error)
    if _is_gone(error):
        return
    text = describe(error)
    if unread and isinstance(error, InputError):
        text = f"{text}\n{UNREAD_SENTENCE}"
    text = visible(text)
    try:
        await delivery.tell(interaction, text)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
        if not _is_gone(failure):
            log.warning("An error message could not be sent. %r", failure)


def _outcome(error: BaseException) -> str:
    if isinstance(error, workers.JobError):
        return OUTCOMES[type(error)]
    if isinstance(error, discord.HTTPException) and error.code in GONE:
        return "gone"
    refused = InputError | UserError | app_commands.AppCommandError
    return "refused" if isinstance(error, refused) else "failed"


def describe(error: BaseException) -> str:
    """Return the message for an error; an unexpected one is logged under a reference."""
    if isinstance(error, InputError):
        return _input_words(error)
    if words := sentence(error):
        return words
    if words := _command_words(error):
        return words
    if _is_outage(error):
        log.warning("Discord failed. %r", error)
        return "Discord did not take that from me just now. Please try again in a moment."
    return unexpected(error)


def _command_words(error: BaseException) -> str:
    """Return what to say where discord.py could not make anything of a command; else ""."""
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return "This command has changed. Reload Discord (or wait a minute) and try again."
    if isinstance(error, app_commands.TransformerError) and error.type is CHANNEL:
        return "I cannot see that channel. Let me view it, or choose another one."
    # A bare error is what discord.py says of data that Discord itself would not send.
    if isinstance(error, app_commands.TransformerError) or type(error) is ILL_FORMED:
        return FORGED
    if isinstance(error, app_commands.CheckFailure):
        return "You may not use this command here."
    return ""


def _is_outage(error: BaseException) -> bool:
    """Return whether it is Discord, or the way to it, that failed."""
    if isinstance(error, discord.HTTPException):
        return error.status == TOO_MANY or error.status >= FIRST_SERVER_ERROR
    return isinstance(error, aiohttp.ClientError | TimeoutError)


def _is_gone(error: BaseException) -> bool:
    """Return whether there is nobody left to tell, which is then logged."""
    if not isinstance(error, discord.HTTPException) or error.code not in GONE:
        return False
    log.info("An interaction was gone before it could be answered (%s).", error.code)
    return True


def _cause(error: BaseException) -> BaseException:
    """Return the error that a command raised, unwrapped."""
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    return error


def _input_words(error: InputError) -> str:
    words = discord.utils.escape_markdown(error.problem)
    if error.source:
        words = f"**{error.source}**: {words}"
    if excerpt := error.excerpt():
        # A backtick would end the code block; the look-alike keeps the caret in place.
        words += "\n```\n" + excerpt.replace("`", "ˋ") + "\n```"
    if error.example:
        # Some clients show the marks of a block that anything follows in its last line.
        words += f"\nFor example: `{error.example}`"
    return words
