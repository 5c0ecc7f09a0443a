"""What a film is called where ratings are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue.titles import compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.catalogue import Film

MOST_CHARACTERS = 70
"""Of a title in a key: with what follows it fits into the value of a menu, which holds 100."""


def keys(films: Sequence[Film]) -> tuple[str, ...]:
    """Return a text for each film; in another set of films the same film has the same text.

    It is the title as it is compared, and the year: "matrix 1999". Where several films share
    both, all but the first get their id as well.
    """
    found: dict[str, None] = {}
    for film in films:
        key = compared(film.title)[:MOST_CHARACTERS] or "film"
        if film.year is not None:
            key = f"{key} {film.year}"
        if key in found:
            key = f"{key} #{film.id}"
        found[key] = None
    return tuple(found)
