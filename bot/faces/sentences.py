"""What people are told where a calculation, the store or the bot itself failed."""

from __future__ import annotations

import logging
import secrets

from bot import workers
from bot.errors import UserError
from bot.store import StoreError

log = logging.getLogger(__name__)

RESTARTING = "The bot is being restarted; please send it again in a minute."

JOB_SENTENCES: dict[type[workers.JobError], str] = {
    workers.TooSlowError: "That took too long, so I stopped it. Something smaller will work.",
    workers.TooBigError: "That needs more memory than I may use. Something smaller will work.",
    workers.LostError: "The calculation was interrupted on my side. Please try again.",
    workers.CrowdedError: (
        f"You have {workers.MOST_WAITING} questions waiting already. "
        "Please let me answer some of them first."
    ),
    workers.RestartError: RESTARTING,
}

LATE_PICTURE = "Its picture took too long, so I left it out; all else is here."

STORE_SENTENCE = (
    "I cannot reach what I keep for people at this moment, and nothing of it was changed. "
    "Please try again in a minute."
)

UNREAD_SENTENCE = "What you keep under names cannot be read at this moment."
"""Below an input that cannot be read for that reason."""


def sentence(error: BaseException) -> str:
    """Return the message for an error that is none of input; "" for one that nobody expected."""
    if isinstance(error, workers.BusyError):
        return _busy(error.seconds)
    if isinstance(error, workers.JobError):
        return JOB_SENTENCES[type(error)]
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, StoreError):
        log.warning("%s", error)
        return STORE_SENTENCE
    return ""


def unexpected(error: BaseException) -> str:
    """Log an error that nobody expected; return the message with its reference."""
    reference = secrets.token_hex(3)
    log.error("Unexpected error %s", reference, exc_info=error)
    return (
        "Something went wrong on my side, sorry. If it happens again, tell the people who run "
        f"this bot and mention `{reference}`."
    )


def without_picture(reason: str) -> str:
    """Log why an answer's picture failed; return what to say below its words."""
    reference = secrets.token_hex(3)
    log.error("A picture failed %s\n%s", reference, reason)
    return (
        "Its picture failed on my side, sorry; all else is here. If it happens again, tell the "
        f"people who run this bot and mention `{reference}`."
    )


def _busy(seconds: float) -> str:
    minutes = max(2, round(seconds / 60))
    return (
        f"So many people are asking that you would wait some {minutes} minutes. "
        "Please try again then."
    )
