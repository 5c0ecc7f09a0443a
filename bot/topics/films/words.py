"""Films, stars and reasons in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text import shorten
from bot.topics.films.context import LIKED
from bot.topics.films.film_map import Films

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.film_model import FilmModel
    from bot.topics.films.context import Context
    from linalg_engine.recommender import Reasons

LONGEST_TITLE = 40
"""Characters of a title in a line; about what a phone shows."""

LONGEST_REASON = 26
"""Characters of a title in a reason, of which two must fit."""

MOST_REASONS = 2

LEAST_STARS = 0.05
"""Smaller contributions to a prediction are not given as reasons."""

COUNTS = ("No", "One", "Two", "Three", "Four", "Five")


def label(model: FilmModel, place: int, longest: int = LONGEST_TITLE) -> str:
    """Return title and year for a block of code."""
    film = model.films[place]
    year = "" if film.year is None else f" ({film.year})"
    return plain(shorten(film.title, longest - len(year)) + year)


def title(model: FilmModel, place: int, longest: int = LONGEST_REASON) -> str:
    """Return a title alone, for a block of code."""
    return plain(shorten(model.films[place].title, longest))


def plain(text: str) -> str:
    """Return text that does not end a block of code."""
    return text.replace("`", "ˋ")


def stars(value: float) -> str:
    """Return "4.5" or "5"."""
    return f"{value:g}"


def give_or_take(mean: float, std: float) -> str:
    """Return "4.3 ± 0.4"."""
    return f"{mean:.1f} ± {std:.1f}"


def because(model: FilmModel, context: Context, found: Reasons) -> str:
    """Return which of the asker's ratings speak most for a suggestion, the strongest first."""
    order = sorted(range(len(found.items)), key=lambda i: -found.contributions[i])
    strongest = [i for i in order[:MOST_REASONS] if found.contributions[i] >= LEAST_STARS]
    if not strongest:
        return f"people on average give it {found.average:.1f}"
    if context.is_kept:
        given = [f"{title(model, int(found.items[i]))} {stars(found.stars[i])}" for i in strongest]
        return f"you gave {' and '.join(given)}"
    liked = [title(model, int(found.items[i])) for i in strongest if found.stars[i] == LIKED]
    others = [title(model, int(found.items[i])) for i in strongest if found.stars[i] != LIKED]
    words = ([f"you like {' and '.join(liked)}"] if liked else []) + (
        [f"you do not like {' or '.join(others)}"] if others else []
    )
    return " but ".join(words).replace("but you do not like", "and not")


def points(model: FilmModel) -> Films:
    """Return the films as a map shows them."""
    return Films(model.titles, model.space.plane(), model.space.counts)


def listed(names: Sequence[str]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def cell(text: str) -> str:
    """Return a cell of CSV that no spreadsheet takes for a formula."""
    safe = f"'{text}" if text[:1] in "=+-@" else text
    return '"{}"'.format(safe.replace('"', '""'))
