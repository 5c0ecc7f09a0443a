"""`/ratings`: what somebody has rated, to look at and to remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.chat import replies
from bot.chat.errors import report

if TYPE_CHECKING:
    import re

    from bot.chat.client import StudyBot
    from bot.models.library import Library
    from bot.store import Rated

    Interaction = discord.Interaction[StudyBot]

PAGE = 20
"""Ratings on a page; a menu holds 25."""

LONGEST_LINE = 60
LONGEST_CHOICE = 100

NONE = (
    "You have rated no films yet. `/rate movie:Shrek stars:5` rates one, and `/recommend` begins "
    "with a form."
)


class Ratings(commands.Cog):
    """A person's own ratings."""

    @app_commands.command(description="The films that you have rated; only you see them")
    async def ratings(self, interaction: Interaction) -> None:
        view = await _page(interaction, 0)
        await interaction.response.send_message(view=view, ephemeral=True)


async def _page(interaction: Interaction, number: int, *, sure: bool = False) -> ui.LayoutView:
    """Return a page of the asker's ratings, the latest first.

    Parameters
    ----------
    sure
        Whether the button to remove all asks no more.
    """
    library = interaction.client.films.library
    kept = await interaction.client.store.ratings.of(interaction.user.id)
    entries = [*kept.stars, *sorted(kept.seen)]
    if not entries:
        return replies.message(NONE)
    pages = -(-len(entries) // PAGE)
    number = min(number, pages - 1)
    shown = entries[number * PAGE : (number + 1) * PAGE]
    lines = [_line(key, kept, library) for key in shown]
    where = f"Page {number + 1} of {pages}. " if pages > 1 else ""
    view = replies.message(
        "### Your ratings\n```\n{}\n```\n{}Only you see them.".format("\n".join(lines), where)
    )
    menu: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    view.add_item(menu.add_item(RemoveMenu(number, [(key, _name(key, library)) for key in shown])))
    buttons: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    if pages > 1:
        buttons.add_item(RatingsButton("back", (number - 1) % pages))
        buttons.add_item(RatingsButton("next", (number + 1) % pages))
    buttons.add_item(RatingsButton("clear" if sure else "ask", number))
    view.add_item(buttons)
    return view


LABELS = {"back": "Back", "next": "Next", "ask": "Remove all", "clear": "Yes, remove all"}


class RatingsButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"linalg:ratings:(?P<action>back|next|ask|clear):(?P<page>\d{1,4})",
):
    """Turns a page, or removes all ratings of whoever presses."""

    def __init__(self, action: str, number: int) -> None:
        danger = action in ("ask", "clear")
        super().__init__(
            ui.Button(
                label=LABELS[action],
                style=discord.ButtonStyle.danger if danger else discord.ButtonStyle.secondary,
                custom_id=f"linalg:ratings:{action}:{number}",
            )
        )
        self._action = action
        self._number = number

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match["action"], int(match["page"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        try:
            if self._action == "clear":
                await interaction.client.store.ratings.remove(interaction.user.id)
            view = await _page(interaction, self._number, sure=self._action == "ask")
            await interaction.response.edit_message(view=view)
        except Exception as error:
            await report(interaction, error)


class RemoveMenu(
    ui.DynamicItem[ui.Select[Any]], template=r"linalg:ratings:remove:(?P<page>\d{1,4})"
):
    """Removes the ratings chosen."""

    def __init__(self, number: int, films: list[tuple[str, str]]) -> None:
        options = [
            discord.SelectOption(label=shown[:LONGEST_CHOICE], value=key) for key, shown in films
        ]
        super().__init__(
            ui.Select(
                custom_id=f"linalg:ratings:remove:{number}",
                placeholder="Remove …",
                options=options,
                max_values=max(1, len(options)),
            )
        )
        self._number = number

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["page"]), [])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        try:
            await interaction.client.store.ratings.remove(interaction.user.id, self.item.values)
            view = await _page(interaction, self._number)
            await interaction.response.edit_message(view=view)
        except Exception as error:
            await report(interaction, error)


DYNAMIC_ITEMS = (RatingsButton, RemoveMenu)


def _line(key: str, kept: Rated, library: Library) -> str:
    stars = kept.stars.get(key)
    line = f"{'seen' if stars is None else f'{stars:g}'.rjust(3)}  {_name(key, library)}"
    line = line.replace("`", "ˋ")
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


def _name(key: str, library: Library) -> str:
    """Return a film's title and year; of one that is not in this set, what it is kept under."""
    film = library.film(key)
    return f"{key} (not in this set)" if film is None else film.label
