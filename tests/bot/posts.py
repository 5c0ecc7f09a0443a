"""What a message says, read back from its components as Discord would show them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import discord
from discord import ComponentType
from PIL import Image
from simcord.results import InteractionResult, ResponseMessage

Shown = ResponseMessage | discord.Message
"""A message that answers, or any other."""

REPLY = re.compile(r"### (?P<title>.+)\n```\n(?P<facts>.+)\n```\n(?P<meaning>.+)", re.DOTALL)


@dataclass(frozen=True)
class Post:
    """The words of an answer."""

    title: str
    facts: list[str]
    meaning: str
    alts: list[str]
    buttons: list[str]

    def fact(self, name: str) -> str:
        """Return what stands after a name at the start of a line, its sign included."""
        (found,) = [line for line in self.facts if line.startswith(f"{name} ")]
        return found.removeprefix(f"{name} ")


def read(message: ResponseMessage) -> Post:
    """Return the words of an answer, which has one text of one shape."""
    (text,) = texts(message)
    match = REPLY.fullmatch(text)
    assert match, text
    return Post(
        match["title"], match["facts"].split("\n"), match["meaning"], alts(message), labels(message)
    )


def texts(message: Shown) -> list[str]:
    """Return the texts of a message, from top to bottom."""
    return [part["content"] for part in _parts(message, ComponentType.text_display)]


def alts(message: Shown) -> list[str]:
    """Return the alt texts of the pictures that a message shows."""
    galleries = _parts(message, ComponentType.media_gallery)
    return [item["description"] for gallery in galleries for item in gallery["items"]]


def labels(message: Shown) -> list[str]:
    """Return what stands on the buttons."""
    return [part["label"] for part in _parts(message, ComponentType.button)]


def links(message: Shown) -> list[str]:
    """Return where buttons that are links lead to."""
    return [part["url"] for part in _parts(message, ComponentType.button) if part.get("url")]


def key(message: ResponseMessage) -> str:
    """Return the key of an answer, with which all its buttons end."""
    buttons = _parts(message, ComponentType.button)
    (found,) = {part["custom_id"].rpartition(":")[2] for part in buttons}
    return found


async def picture(message: Shown) -> Image.Image:
    """Return the one picture of a message, as `pictures` does."""
    (image,) = await pictures(message)
    return image


async def pictures(message: Shown) -> list[Image.Image]:
    """Return the pictures of a message, decoded, each of more than one colour."""
    images: list[Image.Image] = [
        Image.open(io.BytesIO(await file.read())) for file in message.attachments
    ]
    for image in images:
        assert image.format in ("PNG", "GIF")
        colours = image.convert("RGB").getcolors(maxcolors=2**20)
        assert colours is None or len(colours) > 2, "the picture is empty"
    return images


async def files(message: ResponseMessage) -> dict[str, str]:
    """Return the texts of the attached files by name."""
    return {file.filename: (await file.read()).decode() for file in message.attachments}


def response(result: InteractionResult) -> ResponseMessage:
    """Return the message that answers an interaction."""
    assert result.response is not None
    return result.response


def private(result: InteractionResult) -> ResponseMessage:
    """Return the message that answers an interaction and that only the asker sees."""
    message = response(result)
    assert message.ephemeral
    return message


def _parts(message: Shown, kind: ComponentType) -> list[dict[str, Any]]:
    parts: list[Any] = [*message.components]
    if isinstance(message, discord.Message):
        parts = [part.to_dict() for part in parts]
    return [part for part in _walk(parts) if part["type"] == kind.value]


def _walk(parts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from _walk(part.get("components", ()))
