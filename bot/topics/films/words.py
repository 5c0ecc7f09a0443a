"""Films, stars and reasons in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.text import shorten
from bot.topics.films.film_map import Films
from linalg_engine.recommender.watching import pulls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.film_model import FilmModel
    from bot.topics.films.context import Context
    from linalg_engine.recommender import Reasons

LONGEST_LINE = 40
"""Characters of a line in a block of code; about what a phone shows without a break."""

LONGEST_REASON = 26
"""Characters of a title in a sentence of the working."""

INDENT = 2
"""Blanks before the lines below a film."""

MOST_REASONS = 2
"""Films of the asker that a suggestion names."""

LEAST_STARS = 0.05
"""Smaller contributions to a prediction are not given as reasons."""

LEAST_PULL = 0.5
"""A film is often seen with another if that adds at least so much to the share who see it."""

COUNTS = ("No", "One", "Two", "Three", "Four", "Five")


def label(model: FilmModel, place: int, longest: int = LONGEST_LINE) -> str:
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


def one(value: float) -> str:
    """Return "4.3", a number of stars that was reckoned."""
    return f"{value:.1f}"


def since(model: FilmModel, context: Context, place: int) -> str:
    """Return what the asker said of a film: "you gave Shrek 4.5", "you like Shrek"."""
    verb, after = _opinion(context, model.keys[place])
    return f"{verb} {title(model, place)}{after}"


def _opinion(context: Context, key: str) -> tuple[str, str]:
    """Return what stands before the name of a film that the asker spoke of, and behind it."""
    if key in context.rated:
        return "you gave", f" {stars(context.rated[key])}"
    return f"you {'like' if key in context.likes else 'dislike'}", ""


def because(model: FilmModel, context: Context, found: Reasons) -> str:
    """Return what speaks most for a suggestion.

    One or two of the asker's films with the stars that they add, as "+0.8: you gave Shrek 5";
    else the film that goes with it by who has seen both; else what everybody gives it.
    """
    order = np.argsort(-found.contributions, kind="stable")[:MOST_REASONS]
    strongest = [int(i) for i in order if found.contributions[i] >= LEAST_STARS]
    if not strongest:
        return _seen_with(model, found) or f"people on average give it {_average(model, found)}"
    places = [int(found.items[i]) for i in strongest]
    opinions = [_opinion(context, model.keys[place]) for place in places]
    (verb, after), verbs = opinions[0], {verb for verb, _ in opinions}
    if len(verbs) < len(opinions):
        pairs = zip(places, opinions, strict=True)
        named = [f"{title(model, place)}{given}" for place, (_, given) in pairs]
        both = f"+{one(found.contributions[strongest].sum())}: {verb} {listed(named)}"
        if len(both) <= LONGEST_LINE - INDENT:
            return both
    before = f"+{one(found.contributions[strongest[0]])}: {verb} "
    room = LONGEST_LINE - INDENT - len(before) - len(after)
    return before + title(model, places[0], room) + after


def _seen_with(model: FilmModel, found: Reasons) -> str:
    """Return which of the asker's films people see who see this one, if any."""
    pulled = pulls(model.space, found.items, found.item)
    if np.max(pulled, initial=0.0) < LEAST_PULL * model.space.watch_share[found.item]:
        return ""
    words, nearest = "often seen with ", int(found.items[int(np.argmax(pulled))])
    return words + title(model, nearest, LONGEST_LINE - INDENT - len(words))


def _average(model: FilmModel, found: Reasons) -> str:
    low, high = model.space.scale
    return one(min(max(found.average, low), high))


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
