"""From typed titles to films."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.catalogue.titles import compared, shown, split_typed_year
from bot.text import shorten
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.catalogue import Catalogue, Film

MOST_TITLES = 30
"""Titles in one text."""

MOST_CHARACTERS = 1_000
"""Characters of such a text."""

MOST_PARTS = 5
"""Parts between commas in one title: "The Good, the Bad and the Ugly" has 2."""

LONGEST_CHOICE = 100
"""Characters of what is offered while somebody types."""

SUGGESTED = 3


class Titles:
    """Finds the films that people mean.

    Parameters
    ----------
    catalogue
        The films.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known = {compared(film.title) for film in catalogue.films}

    def film(self, text: str, source: str) -> Film:
        """Return the film that one title means.

        Parameters
        ----------
        text
            As typed, or as `choice` writes it.
        source
            The option in which it was typed.

        Raises
        ------
        InputError
            When there is none, or more than one; it names candidates.
        """
        text = text.strip()
        if not text:
            raise InputError("Type the title of a film here.", source=source)
        if found := re.fullmatch(r"#([0-9]{1,18})", text):
            film = self._catalogue.film(int(found[1]))
            if film is not None:
                return film
        films = self._catalogue.find(text)
        if len(films) == 1:
            return films[0]
        typed = shorten(text, LONGEST_CHOICE)
        if films:
            raise InputError(
                f"“{typed}” could be {_either(films)}. Write which one, with its year.",
                source=source,
            )
        near = self._catalogue.search(text, SUGGESTED)
        hint = f"Did you mean {_either(near)}?" if near else "/movies list shows all I know."
        raise InputError(f"I know no film called “{typed}”. {hint}", source=source)

    def films(self, text: str, source: str) -> tuple[Film, ...]:
        """Return the films that a list of titles means, each once.

        Titles are divided by semicolons, or else by lines and commas; a title may have commas of
        its own.

        Raises
        ------
        InputError
            As in `film`, and when the list is too long.
        """
        if len(text) > MOST_CHARACTERS:
            raise InputError(
                f"These are {len(text)} characters, and I read up to {MOST_CHARACTERS}.",
                source=source,
            )
        has_semicolons = ";" in text
        pieces = [piece.strip() for piece in re.split(r"[;\n]", text) if piece.strip()]
        titles = [
            [piece] if has_semicolons and self._catalogue.find(piece) else self._divided(piece)
            for piece in pieces
        ]
        count = sum(map(len, titles))
        if count > MOST_TITLES:
            raise InputError(
                f"These are {count} titles, and I read up to {MOST_TITLES}.", source=source
            )
        found = (self._read(*each, source) for each in zip(pieces, titles, strict=True))
        return tuple(dict.fromkeys(film for films in found for film in films))

    def search(self, text: str, count: int) -> list[tuple[str, str]]:
        """Return films to offer for what was typed so far: what to type, and how it is shown."""
        found = self._catalogue.search(text, count)
        return [(self.choice(film), shorten(film.label, LONGEST_CHOICE)) for film in found]

    def choice(self, film: Film) -> str:
        """Return a text for which `film` finds this very film."""
        if len(film.label) <= LONGEST_CHOICE and self._catalogue.find(film.label) == (film,):
            return film.label
        return f"#{film.id}"

    def _read(self, piece: str, titles: Sequence[str], source: str) -> list[Film]:
        """Return the films of some titles that were typed as one piece."""
        try:
            return [self.film(title, source) for title in titles]
        except InputError:
            # A title with a comma, not quite as it is written: "Monster, Inc".
            whole = self._catalogue.find(piece)
            if len(titles) > 1 and len(whole) == 1 and "," in whole[0].title:
                return [whole[0]]
            raise

    def _divided(self, piece: str) -> list[str]:
        """Return the titles between commas, as they were typed."""
        parts = [part.strip() for part in piece.split(",")]
        titles: list[str] = []
        while parts:
            count = self._parts_of_a_title(parts)
            titles.append(", ".join(parts[:count]))
            del parts[:count]
        return [title for title in titles if title]

    def _parts_of_a_title(self, parts: list[str]) -> int:
        """Return how many of the first parts are one title, as many as possible."""
        for count in range(min(MOST_PARTS, len(parts)), 1, -1):
            title, _ = split_typed_year(", ".join(parts[:count]))
            if compared(shown(title)) in self._known:
                return count
        return 1


def _either(films: Sequence[Film]) -> str:
    labels = [film.label for film in films[:SUGGESTED]]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} or {labels[-1]}"
