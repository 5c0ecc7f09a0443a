"""The films and what has been learned of them, in a file that workers open once and share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any, overload

import numpy as np

from bot.catalogue import Film
from bot.models import mapped
from bot.models.mapped import Arrays, Places, Texts
from linalg_engine.recommender import ItemSpace

SPACE = fields(ItemSpace)

OPENED = 4
"""Models that a worker keeps open: the one in use, and those of a few servers."""

BETWEEN_GENRES = "|"
"""No genre has it in its name: the files of films have it between genres, too."""


@dataclass(frozen=True)
class FilmModel:
    """The films, and what has been learned of them.

    Attributes
    ----------
    arrays
        All of it. Films, texts and numbers are made of them when they are asked for.
    """

    arrays: Arrays

    @classmethod
    def of(
        cls, source: str, films: Sequence[Film], keys: Sequence[str], space: ItemSpace
    ) -> FilmModel:
        """Return a model.

        Parameters
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
        arrays: Arrays = {f.name: np.asarray(getattr(space, f.name)) for f in SPACE}
        texts = {
            "source": [source],
            "titles": [film.title for film in films],
            "genres": [BETWEEN_GENRES.join(film.genres) for film in films],
            "keys": keys,
        }
        for name, each in texts.items():
            arrays[f"{name} letters"], arrays[f"{name} ends"] = mapped.packed(each)
        arrays["ids"] = np.array([film.id for film in films], dtype=np.int64)
        arrays["years"] = np.array([film.year or 0 for film in films], dtype=np.int64)
        arrays["keys in order"] = mapped.in_order(keys)
        return cls(arrays)

    @cached_property
    def source(self) -> str:
        """Where the ratings come from, for people to read."""
        return self._texts("source")[0]

    @cached_property
    def films(self) -> Sequence[Film]:
        """The films; row j of ``space`` is ``films[j]``, whose name in the model is j."""
        return _Films(self.arrays, self.titles, self._texts("genres"))

    @cached_property
    def titles(self) -> Sequence[str]:
        """The films' titles."""
        return self._texts("titles")

    @cached_property
    def keys(self) -> Sequence[str]:
        """What the films are called where ratings are kept."""
        return self._texts("keys")

    @cached_property
    def places(self) -> Places:
        """The place of each film by its key."""
        return Places(self.keys, self.arrays["keys in order"])

    @cached_property
    def space(self) -> ItemSpace:
        """What is known of each film."""
        found: dict[str, Any] = {field.name: self.arrays[field.name] for field in SPACE}
        found |= {name: each.item() for name, each in found.items() if not each.ndim}
        found["scale"] = tuple(found["scale"].tolist())
        return ItemSpace(**found)

    def write(self, path: str) -> None:
        """Write it to a file."""
        mapped.write(path, self.arrays)

    def _texts(self, name: str) -> Texts:
        return Texts(self.arrays[f"{name} letters"], self.arrays[f"{name} ends"])


class _Films(Sequence[Film]):
    """Films, each made when it is asked for."""

    def __init__(self, arrays: Arrays, titles: Sequence[str], genres: Sequence[str]) -> None:
        self._ids, self._years = arrays["ids"], arrays["years"]
        self._titles, self._genres = titles, genres

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> Film: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Film, ...]: ...
    def __getitem__(self, place: int | slice) -> Film | tuple[Film, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        genres = self._genres[place].split(BETWEEN_GENRES)
        return Film(
            int(self._ids[place]),
            self._titles[place],
            int(self._years[place]) or None,
            tuple(filter(None, genres)),
        )


@lru_cache(maxsize=OPENED)
def opened(path: str) -> FilmModel:
    """Return the model in a file, which this process then keeps for the next question.

    Raises
    ------
    FileNotFoundError
        When it is no longer there.
    """
    return FilmModel(mapped.read(path))
