"""What a room asks: kept with it as plain data, so that a restart changes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from bot.topics.quiz.context import Field, field_of

if TYPE_CHECKING:
    from bot.store import Room

DUEL_SEATS = 2


@dataclass(frozen=True)
class Plan:
    """What a room asks.

    Attributes
    ----------
    about
        What the exercises are about, for people to read.
    exercises
        Their ids.
    fields
        The fields of each one's form, so that it opens without any work.
    minutes
        For each.
    """

    about: str
    exercises: tuple[str, ...]
    fields: tuple[tuple[Field, ...], ...]
    minutes: int

    @property
    def count(self) -> int:
        """How many exercises there are."""
        return len(self.exercises)

    def plain(self) -> dict[str, Any]:
        """Return the plan as JSON gives it back."""
        return json.loads(json.dumps(asdict(self)))

    @classmethod
    def of(cls, room: Room) -> Plan:
        """Return the plan of a room."""
        given: Mapping[str, Any] = room.plan
        fields = tuple(tuple(map(field_of, each)) for each in given["fields"])
        return cls(given["about"], tuple(given["exercises"]), fields, given["minutes"])


def is_duel(room: Room) -> bool:
    """Whether a room is for two."""
    return room.seats == DUEL_SEATS


def post_key(room: str, *what: object) -> str:
    """Return the key of a post of a room, always the same; the opening has that of the room."""
    text = ":".join([room, *map(str, what)])
    return blake2b(text.encode(), digest_size=6).hexdigest()
