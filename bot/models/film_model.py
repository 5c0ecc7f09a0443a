"""The films and what has been learned of them, in a file that workers open."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from bot.catalogue import Film
from linalg_engine.recommender import ItemSpace

SPACE = fields(ItemSpace)

OPENED = 4
"""Models that a worker keeps open: the one in use, and those of a few servers."""


@dataclass(frozen=True)
class FilmModel:
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

    def write(self, path: str) -> None:
        """Write a file of plain arrays, the words in it as JSON; its name ends in .npz."""
        words = {
            "source": self.source,
            "films": [[f.id, f.title, f.year, f.genres] for f in self.films],
            "keys": self.keys,
        }
        arrays: dict[str, Any] = {f.name: np.asarray(getattr(self.space, f.name)) for f in SPACE}
        arrays["words"] = np.frombuffer(json.dumps(words).encode(), np.uint8)
        np.savez(path, **arrays)


@lru_cache(maxsize=OPENED)
def opened(path: str) -> FilmModel:
    """Return the model in a file, which this process then keeps for the next question.

    Raises
    ------
    FileNotFoundError
        When it is no longer there.
    """
    with np.load(path, allow_pickle=False) as data:
        words: dict[str, Any] = json.loads(data["words"].tobytes())
        space: dict[str, Any] = {field.name: data[field.name] for field in SPACE}
    space |= {name: float(space[name]) for name in ("mean", "noise_shape")}
    space["scale"] = tuple(space["scale"].tolist())
    return FilmModel(
        source=words["source"],
        films=tuple(Film(id_, title, year, tuple(g)) for id_, title, year, g in words["films"]),
        keys=tuple(words["keys"]),
        space=ItemSpace(**space),
    )
