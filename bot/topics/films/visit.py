"""What a question about films takes along to a worker: the model, and the asker's own ratings."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.catalogue import Film
    from linalg_engine.recommender import ItemSpace

LIKED, DISLIKED = 5.0, 1.0
"""Stars that stand for titles typed as liked, or not."""

OPENED = 3
"""Snapshots that a worker keeps unpacked: the one in use, and those of a few servers."""


@dataclass(frozen=True)
class Served:
    """The films, and what has been learned of them.

    Attributes
    ----------
    source
        Where the ratings come from, for people to read.
    films
        Row j of ``space`` is ``films[j]``, whose name in the model is j.
    keys
        What the films are called where ratings are kept.
    space
        What is known of each film.
    """

    source: str
    films: tuple[Film, ...]
    keys: tuple[str, ...]
    space: ItemSpace

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each film by its key."""
        return {key: place for place, key in enumerate(self.keys)}

    def pack(self) -> Snapshot:
        """Return it as bytes, to be sent as they are with every question."""
        # A copy, so that nothing cached in this one is packed with it.
        data = pickle.dumps(replace(self), protocol=pickle.HIGHEST_PROTOCOL)
        return Snapshot(hashlib.sha256(data).hexdigest()[:16], data)


@dataclass(frozen=True)
class Snapshot:
    """A `Served`, packed; equal to another one of the same version."""

    version: str
    data: bytes = field(compare=False, repr=False)

    def open(self) -> Served:
        """Return what is packed, which this process then keeps for the next question."""
        return _opened(self)


@dataclass(frozen=True)
class Visit:
    """What goes with a question about films.

    Attributes
    ----------
    rated
        The asker's stars by key of the film: those kept, or those of the titles typed.
    seen
        Keys of films that are not to be suggested.
    film
        Key of the one film that is asked about; "" for none.
    is_kept
        Whether the ratings are the asker's own, or come with the question.
    snapshot
        The model; None while the question is only remembered.
    """

    rated: Mapping[str, float] = field(default_factory=dict[str, float])
    seen: frozenset[str] = frozenset()
    film: str = ""
    is_kept: bool = True
    snapshot: Snapshot | None = None

    def served(self) -> Served:
        """Return the films and the model.

        Raises
        ------
        InputError
            When the question came without them.
        """
        if self.snapshot is None:
            raise InputError("The films are not at hand. Please send the command again.")
        return self.snapshot.open()


@lru_cache(maxsize=OPENED)
def _opened(snapshot: Snapshot) -> Served:
    return pickle.loads(snapshot.data)  # noqa: S301 - packed by this very program
