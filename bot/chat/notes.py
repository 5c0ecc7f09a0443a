"""Notes of topics as messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.chat.messages import menu_option, message, text_file
from bot.text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.messages import Message
    from bot.topics.kit.outcome import Button, Menu, Note


ROW = 5
"""Buttons beside each other, by Discord's limit."""


def message_of(note: Note) -> Message:
    """Return a note as a framed message, with its menu and buttons."""
    view = message(*note.texts)
    files: list[discord.File] = []
    if note.file is not None:
        files = [text_file(*note.file)]
        view.add_item(ui.File(files[0]))
    if note.menu is not None:
        view.add_item(ui.ActionRow[ui.LayoutView](_menu(note.menu)))
    for row in button_rows(note.buttons):
        view.add_item(row)
    return view, files


def button_rows(buttons: Sequence[Button]) -> list[ui.ActionRow[ui.LayoutView]]:
    """Return buttons in rows."""
    return [
        ui.ActionRow(*map(_button, buttons[start : start + ROW]))
        for start in range(0, len(buttons), ROW)
    ]


def _button(button: Button) -> ui.Button[Any]:
    colour = discord.ButtonStyle.danger if button.danger else discord.ButtonStyle.secondary
    return ui.Button(
        label=visible(button.label),
        style=colour,
        custom_id=f"linalg:{button.action}:{button.argument}",
    )


def _menu(menu: Menu) -> ui.Select[Any]:
    options = [menu_option(value, shown) for value, shown in menu.values]
    return ui.Select(
        custom_id=f"linalg:{menu.action}:{menu.argument}",
        placeholder=visible(menu.label),
        options=options,
        max_values=max(1, len(options)),
    )
