"""The same question in both faces of the bot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.text import visible
from bot.topics.kit.declaration import Pick, Whole
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.page.conftest import Page


async def asked_in_both(
    classroom: Classroom, page: Page, command: str, inputs: Mapping[str, str]
) -> None:
    """Ask in chat and on the page: titles, facts, sentences, pictures and buttons are the same."""
    declared = {option.name: option for option in page.lab.commands[command].options}
    values = {name: _value(declared[name], text) for name, text in inputs.items()}
    message = await classroom.ask(command, **values)
    in_chat = posts.read(message)
    line = " ".join([f"/{command}", *(f"{name}:{text}" for name, text in inputs.items())])

    on_page = await page.ask(line)

    assert (on_page["title"], on_page["meaning"]) == (in_chat.title, in_chat.meaning)
    assert on_page["facts"] == in_chat.facts
    assert [visible(picture["alt"])[:1024] for picture in on_page["pictures"]] == in_chat.alts
    assert await _files(page, on_page) == [await file.read() for file in message.attachments]
    assert [button["label"] for button in on_page["buttons"]] == in_chat.buttons


async def _files(page: Page, post: dict[str, Any]) -> list[bytes]:
    responses = [await page.client.get(picture["address"]) for picture in post["pictures"]]
    return [await response.read() for response in responses]


async def refused_in_both(
    classroom: Classroom, page: Page, command: str, inputs: Mapping[str, str]
) -> None:
    """Ask what cannot be answered: both say the same."""
    told = await classroom.refusal(command, **inputs)
    line = " ".join([f"/{command}", *(f"{name}:{text}" for name, text in inputs.items())])

    error = await page.refusal(line)

    assert error["words"] in told.replace("\\", "")


def _value(option: object, text: str) -> object:
    if isinstance(option, Whole):
        return int(text)
    if isinstance(option, Pick) and not isinstance(option.choices[0][0], str):
        return float(text)
    return text
