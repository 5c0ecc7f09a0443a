"""What a catalogue is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.search import TitleIndex


@dataclass(frozen=True)
class Film:
    """One film.

    Attributes
    ----------
    id
        What its source calls it; stays the same as long as the source does.
    title
        As it is shown: "The Matrix".
    year
        When it came out, where the source says so.
    genres
        As the source calls them.
    """

    id: int
    title: str
    year: int | None = None
    genres: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The title with its year: "The Matrix (1999)"."""
        return self.title if self.year is None else f"{self.title} ({self.year})"


@dataclass(frozen=True)
class Catalogue:
    """Films and the ratings that came with them.

    Attributes
    ----------
    name
        Where they come from, for people to read.
    films
        Every film that has a rating.
    people
        Shape (ratings,), who rated: 0, 1, 2, … without gaps; their names are not kept.
    items
        Shape (ratings,), places in ``films``.
    stars
        Shape (ratings,).
    """

    name: str
    films: tuple[Film, ...]
    people: NDArray[np.intp] = field(repr=False)
    items: NDArray[np.intp] = field(repr=False)
    stars: NDArray[np.float64] = field(repr=False)

    @cached_property
    def scale(self) -> tuple[float, float]:
        """The lowest and the highest number of stars there can be.

        Whole stars up to 5 are taken for a scale from 1, halves up to 5 for one from 0.5; any
        other scale goes from the lowest to the highest given.
        """
        lowest, highest = float(self.stars.min()), float(self.stars.max())
        for step in (1.0, 0.5):
            if step <= lowest and highest <= 5 and np.all(self.stars % step == 0):
                return step, 5.0
        return lowest, highest

    @cached_property
    def counts(self) -> NDArray[np.intp]:
        """How many ratings each film has, shape (films,)."""
        return np.bincount(self.items, minlength=len(self.films))

    def place(self, film_id: int) -> int | None:
        """Return where in ``films`` the film with this id stands."""
        return self._places.get(film_id)

    def film(self, film_id: int) -> Film | None:
        """Return the film with this id."""
        place = self.place(film_id)
        return None if place is None else self.films[place]

    def search(self, text: str, count: int = 25) -> tuple[Film, ...]:
        """Return the films whose titles are most like what was typed, the best first.

        Case, accents, articles and punctuation do not matter, the end may be missing and some
        letters wrong. Nothing typed is answered by the films rated most.
        """
        return tuple(self.films[place] for place in self._index.search(text, count))

    def find(self, text: str) -> tuple[Film, ...]:
        """Return the one film meant by a title; several when it could be each, none when unknown.

        "Solaris" may be two films; "Solaris (1972)" and "solaris 1972" are one.
        """
        return tuple(self.films[place] for place in self._index.find(text))

    @cached_property
    def _places(self) -> dict[int, int]:
        return {film.id: place for place, film in enumerate(self.films)}

    @cached_property
    def _index(self) -> TitleIndex:
        return TitleIndex([(film.title, film.year) for film in self.films], self.counts)
