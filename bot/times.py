"""Where the time of an interaction goes: set where it enters, added to wherever it is spent."""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Generator

Part = Literal["waiting", "computing", "sending"]


@dataclass
class Times:
    """Seconds of one interaction.

    Attributes
    ----------
    waiting
        For a worker.
    computing
        In workers.
    sending
        To Discord, until it has answered each request.
    """

    waiting: float = 0.0
    computing: float = 0.0
    sending: float = 0.0

    def add(self, part: Part, seconds: float) -> None:
        """Add to a part."""
        setattr(self, part, getattr(self, part) + seconds)


TIMES: ContextVar[Times | None] = ContextVar("times", default=None)
"""Those of the interaction that this task works for; None in work of the bot's own."""


@contextmanager
def timed(part: Part) -> Generator[None]:
    """Add the time that the block takes, an error included, to what is worked for."""
    began = time.perf_counter()
    try:
        yield
    finally:
        spent(part, time.perf_counter() - began)


def spent(part: Part, seconds: float) -> None:
    """Add to a part of what is worked for, if that is somebody's."""
    times = TIMES.get()
    if times is not None:
        times.add(part, seconds)
