"""What a line can go on with: commands, options, and what stands ready for an option."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.reference import load
from bot.text import shorten, visible
from bot.topics.kit import completion
from bot.topics.kit.declaration import File, Pick, Text
from bot.topics.kit.line import LineError, head, named_options, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.topics.kit.declaration import Command, Option
    from bot.topics.kit.services import Services

MOST = 8
"""Suggestions at a time."""

LONGEST_SHOWN = 100
"""Characters of what a suggestion shows."""

_LAST_WORD = re.compile(r"(?<!\S)\w*\Z")

Suggestion = dict[str, Any]


async def suggestions(
    text: str, commands: Mapping[str, Command], user: int, services: Services
) -> list[Suggestion]:
    """Return what can follow a text, which ends where somebody is typing.

    Returns
    -------
    Suggestions with ``text``, which takes the place of all that follows ``start``, with what is
    ``shown``, and with ``words`` that say what it is.
    """
    if not text.lstrip().startswith("/"):
        return []
    known = _known(text, commands)
    if known is None:
        return _of_commands(text, commands)
    command, start = known
    named = named_options(text, start, command)
    given = {option.name for option, _, _ in named}
    open_options = [o for o in command.options if o.name not in given and not isinstance(o, File)]
    if named:
        option, _, begins = named[-1]
        others = open_options
    elif open_options:
        option, begins, others = open_options[0], start, open_options[1:]
    else:
        return []
    begins += len(text[begins:]) - len(text[begins:].lstrip())
    values = await _of_values(option, command, text[begins:], user, services)
    values = [value | {"start": begins} for value in values]
    names = _of_names(text, others if text[begins:] else open_options)
    # What follows a value is rather the name of the next option.
    further = bool(names) and names[0]["start"] > begins
    return ([*names, *values] if further else [*values, *names])[:MOST]


def _known(text: str, commands: Mapping[str, Command]) -> tuple[Command, int] | None:
    """Return the command whose options are being typed."""
    try:
        command, start = head(text, commands)
    except LineError:
        return None
    return (command, start) if text[start : start + 1].isspace() else None


def _of_commands(text: str, commands: Mapping[str, Command]) -> list[Suggestion]:
    typed = " ".join(text.lstrip()[1:].casefold().split())
    first = [name for name in commands if name.startswith(typed)]
    later = [name for name in commands if typed in name and name not in first]
    return [
        {"text": f"/{name} ", "shown": f"/{name}", "words": commands[name].words, "start": 0}
        for name in [*first, *later][:MOST]
    ]


def _of_names(text: str, options: list[Option]) -> list[Suggestion]:
    found = _LAST_WORD.search(text)
    if found is None:
        return []
    return [
        {"text": f"{o.name}:", "shown": f"{o.name}:", "words": o.words, "start": found.start()}
        for o in options
        if o.name.startswith(found[0].casefold())
    ]


async def _of_values(
    option: Option, command: Command, typed: str, user: int, services: Services
) -> list[Suggestion]:
    match option:
        case Pick():
            values = [(plain(value), shown) for value, shown in option.choices]
            wanted = typed.casefold()
            found = [(v, s) for v, s in values if wanted in v.casefold() or wanted in s.casefold()]
        case Text() if option.complete or command.answer:
            find = load(option.complete) if option.complete else completion.values
            found = await find(typed, user, services)
        case _:
            found = []
    return [
        {"text": f"{value} ", "shown": shorten(visible(shown), LONGEST_SHOWN), "words": ""}
        for value, shown in found
        if value.strip() != typed.strip()
    ]
