"""`/ratings`: what somebody has rated, to look at and to remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.films.lines import cut, in_code
from bot.topics.films.pages import NUMBER, page_of
from bot.topics.kit.outcome import Button, Menu, Note

if TYPE_CHECKING:
    from bot.models.library import Library
    from bot.store import Rated
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.services import Services

NONE = (
    "You have rated no films yet. `/rate movie:Shrek stars:5` rates one, and `/recommend` begins "
    "with a form."
)

LABELS = {"back": "Back", "next": "Next", "ask": "Remove all", "clear": "Yes, remove all"}
"""What buttons say, by what they do."""


async def ratings(request: Request, services: Services) -> Note:
    """Show the asker's ratings."""
    return await _page(request.user, services, 0)


async def turn(press: Press, services: Services) -> Note:
    """Turn the page, or remove some ratings, or all of them after a second press."""
    action, number = press.carried(f"({'|'.join(LABELS)}|remove):({NUMBER})").groups()
    if action == "remove":
        await services.store.ratings.remove(press.user, press.values)
    if action == "clear":
        await services.store.ratings.remove(press.user)
    return await _page(press.user, services, int(number), sure=action == "ask")


async def _page(user: int, services: Services, number: int, *, sure: bool = False) -> Note:
    """Return a page of somebody's ratings, the latest first.

    Parameters
    ----------
    sure
        Whether the button removes all without another question.
    """
    library = services.models.library
    kept = await services.store.ratings.of(user)
    entries = [*kept.stars, *kept.likes, *kept.dislikes, *sorted(kept.seen)]
    if not entries:
        return Note((NONE,))
    page = page_of(entries, number)
    listed = in_code(_line(key, kept, library) for key in page.entries)
    turns = [(turn.lower(), number) for turn, number in page.turns]
    actions = [*turns, ("clear" if sure else "ask", page.number)]
    return Note(
        (f"### Your ratings\n{listed}\n{page.where}Only you see them.",),
        menu=Menu(
            "ratings",
            f"remove:{page.number}",
            "Remove …",
            tuple((key, _name(key, library)) for key in page.entries),
        ),
        buttons=tuple(
            Button("ratings", f"{action}:{to}", LABELS[action], danger=action in ("ask", "clear"))
            for action, to in actions
        ),
    )


def _line(key: str, kept: Rated, library: Library) -> str:
    return cut(f"{_said(key, kept)}  {_name(key, library)}")


def _said(key: str, kept: Rated) -> str:
    """Return what was said of a film: its stars, or a word."""
    if key in kept.stars:
        return f"{kept.stars[key]:g}".rjust(3)
    if key in kept.likes:
        return "like"
    return "dislike" if key in kept.dislikes else "seen"


def _name(key: str, library: Library) -> str:
    """Return a film's title and year; of one that is not in this set, what it is kept under."""
    film = library.film(key)
    return f"{key} (not in this set)" if film is None else film.label
