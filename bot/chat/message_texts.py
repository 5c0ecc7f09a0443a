"""What a message says and holds, wherever Discord keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Part = discord.Message | discord.MessageSnapshot


def text_of(message: discord.Message) -> str:
    """Return all texts of a message, with empty lines between them.

    They stand in the message itself, in text displays and in embeds; a forwarded message has
    them all in a snapshot.
    """
    texts = (text for part in _parts(message) for text in _texts(part))
    return "\n\n".join(text for text in texts if text.strip())


def files_of(message: discord.Message) -> list[discord.Attachment]:
    """Return the files of a message, those that it forwards among them."""
    return [file for part in _parts(message) for file in part.attachments]


def _parts(message: discord.Message) -> Iterable[Part]:
    return [message, *message.message_snapshots]


def _texts(part: Part) -> Iterator[str]:
    yield part.content
    yield from _displayed(part.components)
    for embed in part.embeds:
        yield embed.title or ""
        yield embed.description or ""
        for field in embed.fields:
            yield f"{field.name or ''}\n{field.value or ''}"


def _displayed(components: Iterable[discord.components.Component]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        elif isinstance(component, discord.Container | discord.SectionComponent):
            yield from _displayed(component.children)
