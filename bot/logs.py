"""What the program writes about itself: lines on stderr that hold no secret."""

from __future__ import annotations

import logging
import re
import sys
import threading
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

REDACTED = "[token]"

WITH_TOKENS = (
    # Whoever has the token of an interaction can answer in its place for 15 minutes. Both stand
    # in addresses, and in what Discord sends, as JSON or as Python prints it.
    re.compile(r"(?P<before>/(?:webhooks|interactions)/[0-9]+/)(?P<token>[^/?\s'\"]+)"),
    re.compile(r"(?P<before>\\?[\"']token\\?[\"']:\s*\\?[\"'])(?P<token>[^\"'\\]+)"),
    re.compile(r"(?P<before>\bBot )(?P<token>[\w.-]{20,})", re.ASCII),
)

LIBRARIES = ("discord", "alembic")
"""Those that tell at "INFO" how they work."""

SILENCE_SECONDS = 60.0
"""Between two lines that say the same."""


class SecretFree(logging.Formatter):
    """Takes tokens out of log lines, those of libraries and their tracebacks included.

    Parameters
    ----------
    token
        The bot's own, which is known. Those of interactions are found by where they stand.
    """

    def __init__(self, token: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        if self._token:
            line = line.replace(self._token, REDACTED)
        for pattern in WITH_TOKENS:
            line = pattern.sub(rf"\g<before>{REDACTED}", line)
        return line


class Reconnects(logging.Filter):
    """Makes one sentence a minute of the tracebacks with which discord.py tries to reconnect."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._said = float("-inf")

    def filter(self, record: logging.LogRecord) -> bool:
        if not str(record.msg).startswith(("Attempting a reconnect", "Failed to connect")):
            return True
        now = self._clock()
        if now - self._said < SILENCE_SECONDS:
            return False
        self._said = now
        error = record.exc_info[1] if record.exc_info else None
        record.msg, record.args = "Discord is away (%s); I keep trying.", (type(error).__name__,)
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = None
        return True


class _Handler(logging.StreamHandler[TextIO]):
    """Says of a line that cannot be formatted where it is from; what it holds stays out."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        self.stream.write(f"A log line of {record.name} could not be written.\n")


def to_stderr(level: str, token: str | None) -> None:
    """Log to stderr from this level on, and errors that nobody caught, too.

    Parameters
    ----------
    level
        "DEBUG", "INFO", "WARNING" or "ERROR". At "INFO", libraries say only what is wrong.
    token
        The secret that no line may hold.
    """
    handler = _Handler(sys.stderr)
    handler.setFormatter(SecretFree(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    reconnects = Reconnects()
    for name in ("discord.client", "discord.shard"):
        logging.getLogger(name).addFilter(reconnects)
    if level == "INFO":
        for name in LIBRARIES:
            logging.getLogger(name).setLevel(logging.WARNING)
        # It warns at every start that voice is not installed.
        logging.getLogger("discord.client").setLevel(logging.ERROR)
    _catch_what_python_would_print()


def _catch_what_python_would_print() -> None:
    """Have Python's last words on an error go through the log, which knows the secrets."""

    def say(words: str, error: BaseException | None) -> None:
        log.critical(words, exc_info=error)

    def uncaught(_: type[BaseException], error: BaseException, __: object) -> None:
        say("An error that nobody caught", error)

    def in_thread(found: threading.ExceptHookArgs) -> None:
        say("An error that nobody caught in a thread", found.exc_value)

    def ignored(found: sys.UnraisableHookArgs) -> None:
        say("An error where none can be raised", found.exc_value)

    sys.excepthook = uncaught
    threading.excepthook = in_thread
    sys.unraisablehook = ignored
