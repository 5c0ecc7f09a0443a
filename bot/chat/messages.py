"""Messages as Discord takes them: framed texts, pictures with alt texts, files."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.picture import Picture
    from bot.topics.kit.answer import Copies

    Message = tuple[ui.LayoutView, list[discord.File]]

ACCENT = discord.Colour.from_str("#56b4e9")

LONGEST_CHOICE = 100
"""Discord's limit for what a menu or a completion shows, and for the value behind it."""

LONGEST_ALT = 1024
"""Discord's limit for the alt text of a picture."""

CODE_BLOCK_CHARACTERS = 1100
"""Longer copies come as files: three code blocks must fit into one message's 4000 characters."""


def message(
    *texts: str, pictures: Sequence[Picture] = (), number: int | None = None
) -> ui.LayoutView:
    """Return a framed message of Markdown texts and pictures.

    Parameters
    ----------
    number
        Of the frame, by which the message can be found again; Discord's choice by default.
    """
    container = ui.Container[ui.LayoutView](accent_colour=ACCENT, id=number)
    for text in texts:
        container.add_item(ui.TextDisplay(visible(text)))
    for picture in pictures:
        # One gallery each: Discord crops pictures side by side.
        container.add_item(_gallery(picture))
    # A stopped view is sent but not kept: its buttons are found by their custom_id.
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def files(pictures: Sequence[Picture]) -> list[discord.File]:
    return [discord.File(io.BytesIO(p.data), p.name, description=_alt(p)) for p in pictures]


def menu_option(value: str, words: str, *, chosen: bool = False) -> discord.SelectOption:
    """Return an entry of a menu, whose words may come from people."""
    label = visible(words).strip()[:LONGEST_CHOICE]
    return discord.SelectOption(label=label or value, value=value, default=chosen)


def text_file(name: str, content: str) -> discord.File:
    """Return a file of text."""
    return discord.File(io.BytesIO(content.encode()), name)


def copies_view(copies: Copies) -> Message:
    """Return code blocks to copy from, or files where they are too long for that."""
    view = ui.LayoutView(timeout=None)
    attached: list[discord.File] = []
    forms = (
        ("Text", "text", "txt", copies.text),
        ("NumPy", "py", "py", copies.numpy),
        ("LaTeX", "latex", "tex", copies.latex),
    )
    for name, language, ending, copied in forms:
        text = visible(copied)
        if len(text) <= CODE_BLOCK_CHARACTERS:
            view.add_item(ui.TextDisplay(f"**{name}**\n```{language}\n{text}\n```"))
        else:
            file = text_file(f"calculation.{ending}", text)
            attached.append(file)
            view.add_item(ui.TextDisplay(f"**{name}** is long, so it comes as a file:"))
            view.add_item(ui.File(file))
    for file in (*(text_file(*each) for each in copies.files), *files(copies.pictures)):
        attached.append(file)
        view.add_item(ui.File(file))
    view.stop()
    return view, attached


def within(facts: Sequence[str], most: int) -> str:
    """Return the lines, truncated with a note where there are too many."""
    text = "\n".join(facts)
    if len(text) <= most:
        return text
    shown = text[:most].rpartition("\n")[0] or text[:most]
    return f"{shown}\n… too long to show here; Copy gives all of it"


async def send_privately(interaction: discord.Interaction[Any], told: str, **content: Any) -> None:
    """Send something to the asker alone, after a "thinking…" that all can see.

    That cannot become private: it is resolved first, since the first words after it take its
    place, and deleted at the end.

    Parameters
    ----------
    told
        What stands there for that moment.
    content
        What `discord.Webhook.send` takes.
    """
    await interaction.edit_original_response(content=told)
    await interaction.followup.send(ephemeral=True, **content)
    with contextlib.suppress(discord.HTTPException):  # what was sent stands
        await interaction.delete_original_response()


def _gallery(picture: Picture) -> ui.MediaGallery[ui.LayoutView]:
    item = discord.MediaGalleryItem(f"attachment://{picture.name}", description=_alt(picture))
    return ui.MediaGallery(item)


def _alt(picture: Picture) -> str:
    return visible(picture.alt)[:LONGEST_ALT]
