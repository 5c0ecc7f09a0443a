"""Films, found by their titles."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from bot.catalogue.search import TitleIndex
from bot.catalogue.titles import compared


class CatalogueError(ValueError):
    """A file of films or ratings cannot be used; the message is one sentence for the host."""


@dataclass(frozen=True)
class Film:
    """One film.

    Attributes
    ----------
    id
        The source's number for it.
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
    """All films that have a rating.

    Attributes
    ----------
    name
        Where they come from, for people to read.
    films
        In the order of their source.
    counts
        How many ratings each has.
    """

    name: str
    films: tuple[Film, ...]
    counts: tuple[int, ...] = field(repr=False)

    @property
    def ratings(self) -> int:
        """How many ratings there are in all."""
        return sum(self.counts)

    def prepare(self) -> None:
        """Build what searches need, which takes seconds where there are thousands of films."""
        _ = self._places, self._index, self._by_genre, self.by_title

    def place(self, film_id: int) -> int | None:
        """Return the index in ``films`` of the film with this id."""
        return self._places.get(film_id)

    def film(self, film_id: int) -> Film | None:
        """Return the film with this id."""
        place = self.place(film_id)
        return None if place is None else self.films[place]

    def search(self, text: str, count: int = 25) -> tuple[Film, ...]:
        """Return the films whose titles best match what was typed, the best first.

        Ignores case, accents, articles and punctuation; allows for typos and a missing end. An
        empty text gives the most rated films.
        """
        return tuple(self.films[place] for place in self._index.search(text, count))

    def about(self, text: str) -> tuple[Film, ...]:
        """Return all films whose title has the text in it, or whose genre it is, in their order."""
        wanted = compared(text)
        if not wanted:
            return ()
        found = {*self._index.containing(wanted), *self._by_genre.get(wanted, ())}
        return tuple(self.films[place] for place in sorted(found))

    def find(self, text: str) -> tuple[Film, ...]:
        """Return the film with this title; several if it is ambiguous, none if it is unknown.

        "Solaris" may be two films; "Solaris (1972)" and "solaris 1972" are one.
        """
        return tuple(self.films[place] for place in self._index.find(text))

    @cached_property
    def by_title(self) -> tuple[Film, ...]:
        """All films in the order of their titles."""
        return tuple(sorted(self.films, key=lambda film: film.title.casefold()))

    @cached_property
    def _by_genre(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, film in enumerate(self.films):
            for genre in film.genres:
                found.setdefault(compared(genre), []).append(place)
        return found

    @cached_property
    def _places(self) -> dict[int, int]:
        return {film.id: place for place, film in enumerate(self.films)}

    @cached_property
    def _index(self) -> TitleIndex:
        return TitleIndex([(film.title, film.year) for film in self.films], self.counts)
