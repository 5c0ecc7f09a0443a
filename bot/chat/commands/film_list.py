"""The list of films, in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.catalogue.titles import compared
from bot.chat import replies
from bot.chat.errors import report

if TYPE_CHECKING:
    import re

    from bot.catalogue import Catalogue, Film

PAGE = 20
"""Films on a page."""

MOST_TYPED = 60
"""Characters of what is looked for; it must fit into a button's custom_id, which holds 100."""

LONGEST_LINE = 60

MOST_NEAR = 20
"""Films shown where nothing has what is looked for, only something like it."""


def page(catalogue: Catalogue, find: str, number: int) -> ui.LayoutView:
    """Return one page of the films, from 0, or of those whose title or genre is looked for."""
    find = " ".join(find.split())[:MOST_TYPED]
    films = _found(catalogue, find)
    pages = max(1, -(-len(films) // PAGE))
    number = min(number, pages - 1)
    lines = [_line(film) for film in films[number * PAGE : (number + 1) * PAGE]]
    what = f"like “{discord.utils.escape_markdown(find)}”" if find else "in all"
    head = f"### {len(films):,} film{'s' * (len(films) != 1)} {what}"
    body = "\n```\n{}\n```\n".format("\n".join(lines)) if lines else "\n"
    shown = f"Page {number + 1} of {pages}. " if pages > 1 else ""
    tail = f"{shown}From {discord.utils.escape_markdown(catalogue.name)}."
    view = replies.message(f"{head}{body}{tail}")
    if pages > 1:
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        row.add_item(PageButton((number - 1) % pages, find, "Back"))
        row.add_item(PageButton((number + 1) % pages, find, "Next"))
        view.add_item(row)
    return view


class PageButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"linalg:films:(?P<label>Back|Next):(?P<page>\d{1,6}):(?P<find>.{0,60})",
):
    """Turns to another page."""

    def __init__(self, number: int, find: str, label: str) -> None:
        custom_id = f"linalg:films:{label}:{number}:{find}"
        super().__init__(ui.Button(label=label, custom_id=custom_id))
        self._number = number
        self._find = find

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["page"]), match["find"], match["label"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        try:
            catalogue = interaction.client.films.library.catalogue
            view = page(catalogue, self._find, self._number)
            await interaction.response.edit_message(view=view)
        except Exception as error:
            await report(interaction, error)


def _found(catalogue: Catalogue, find: str) -> list[Film]:
    if not find:
        return sorted(catalogue.films, key=lambda film: film.title.casefold())
    wanted = compared(find)
    found = [film for film in catalogue.films if wanted and _has(film, wanted)]
    return found or list(catalogue.search(find, MOST_NEAR) if wanted else ())


def _has(film: Film, wanted: str) -> bool:
    return wanted in compared(film.title) or wanted in map(compared, film.genres)


def _line(film: Film) -> str:
    genres = f" · {', '.join(film.genres)}" if film.genres else ""
    line = f"{film.label}{genres}".replace("`", "ˋ")
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"
