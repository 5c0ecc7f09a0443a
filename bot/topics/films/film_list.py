"""`/movies list`: the films, in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue.titles import compared
from bot.topics.films.lines import cut, in_code
from bot.topics.films.pages import NUMBER, page_of
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import Button, Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.catalogue import Catalogue, Film
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.services import Services

MOST_TYPED = 60
"""Characters of the text searched for: a button carries them."""

MOST_NEAR = 20
"""Films shown where no title or genre has the text, only similar ones."""


async def movies_list(request: Request, services: Services) -> Note:
    """Show the first page."""
    library = services.models.library
    return await library.in_turn(listed, library.catalogue, request.inputs["find"], 0)


async def turn(press: Press, services: Services) -> Note:
    """Turn to another page."""
    _, number, find = press.carried(f"(Back|Next):({NUMBER}):(.*)").groups()
    library = services.models.library
    return await library.in_turn(listed, library.catalogue, find, int(number))


def listed(catalogue: Catalogue, find: str, number: int) -> Note:
    """Return one page of the films, from 0, or of those whose title or genre has the text."""
    find = " ".join(find.split())[:MOST_TYPED]
    films = _found(catalogue, find)
    page = page_of(films, number)
    lines = [_line(film) for film in page.entries]
    what = f"like “{escaped(find)}”" if find else "in all"
    head = f"### {len(films):,} film{'s' * (len(films) != 1)} {what}"
    body = f"\n{in_code(lines)}\n" if lines else "\n"
    turns = [Button("films", f"{turn}:{number}:{find}", turn) for turn, number in page.turns]
    return Note((f"{head}{body}{page.where}From {escaped(catalogue.name)}.",), buttons=tuple(turns))


def _found(catalogue: Catalogue, find: str) -> Sequence[Film]:
    if not find:
        return catalogue.by_title
    if not compared(find):
        return ()
    return catalogue.about(find) or catalogue.search(find, MOST_NEAR)


def _line(film: Film) -> str:
    genres = f" · {', '.join(film.genres)}" if film.genres else ""
    return cut(f"{film.label}{genres}")
