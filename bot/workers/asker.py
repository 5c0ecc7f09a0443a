"""Who asks: set where an interaction enters, read where a job joins the queue.

So no topic has to pass it on, and none can forget to.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Generator

Place = tuple[Literal["server", "person"], int]


@dataclass(frozen=True)
class Asker:
    """A person, and the server in which they ask.

    Attributes
    ----------
    person
        Their number.
    server
        Its number, or None in direct messages and where the bot belongs to the person alone.
    """

    person: int
    server: int | None = None

    @property
    def place(self) -> Place:
        """Whose turn it is among servers: a person who asks from none is one of their own."""
        return ("person", self.person) if self.server is None else ("server", self.server)


HOUSE = Asker(0)
"""The bot itself, as when it learns."""

ASKER: ContextVar[Asker] = ContextVar("asker")
"""Who asks in this task. There is no default: a way in that sets none fails at its first job."""


@contextmanager
def asked_by(asker: Asker) -> Generator[None]:
    """Run jobs on somebody's behalf."""
    token = ASKER.set(asker)
    try:
        yield
    finally:
        ASKER.reset(token)
