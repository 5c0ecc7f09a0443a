"""`/rate`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.store import MOST_RATINGS, FullError
from bot.topics.films.topic import HALVES
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import Note
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.topics.kit.outcome import Request
    from bot.topics.kit.services import Services


async def rate(request: Request, services: Services) -> Note:
    """Keep what the asker gives a film."""
    stars = _stars(request.inputs["stars"])
    library = services.models.library
    film = await library.in_turn(library.titles.film, request.inputs["movie"], "movie")
    with told_when_full():
        await services.store.ratings.rate(request.user, {library.key(film): stars})
    kept = await services.store.ratings.of(request.user)
    said = (*kept.stars, *kept.likes, *kept.dislikes)
    count = sum(key in library.places for key in said)
    words = (
        f"You gave **{escaped(film.label)}** {stars:g} {'star' if stars == 1 else 'stars'}.\n"
        f"`/recommend` suggests films by your {count} rating{'s' * (count > 1)}, "
        "and `/ratings` shows them. Only you see them."
    )
    return Note((words,))


@contextmanager
def told_when_full() -> Generator[None]:
    """Turn `FullError` into a sentence.

    Raises
    ------
    UserError
        Instead of `FullError`.
    """
    try:
        yield
    except FullError:
        raise UserError(
            f"You have rated or seen {MOST_RATINGS:,} films, which is as many as there is room "
            "for. Remove one with /ratings."
        ) from None


def _stars(text: str) -> float:
    for stars in HALVES:
        if text == f"{stars:g}":
            return stars
    raise InputError("Stars go from 0.5 to 5 in halves.", example="4.5", source="stars")
