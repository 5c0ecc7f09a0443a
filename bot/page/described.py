"""Declared commands as the page gets them: plain data."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bot.topics.kit import line
from bot.topics.kit.declaration import Channel, File, Person, Pick, Text, Whole
from bot.topics.kit.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.topics.kit.declaration import Command, Option


def without_servers(registry: Registry) -> Registry:
    """Return the topics with what is of use on a page: no servers, no menus of messages."""
    menus = [menu.name for menu in registry.menus]
    kept = [
        replace(
            topic,
            commands=tuple(filter(_is_of_use, topic.commands)),
            menus=(),
            remarks=tuple(r for r in topic.remarks if not any(name in r for name in menus)),
        )
        for topic in registry.topics
    ]
    elsewhere = (c.name for c in registry.commands if not _is_of_use(c))
    return Registry((topic for topic in kept if topic.commands), elsewhere)


def _is_of_use(command: Command) -> bool:
    of_discord = any(isinstance(option, Channel | Person) for option in command.options)
    return not command.server_only and command.needs is None and not of_discord


def sections(registry: Registry) -> list[dict[str, Any]]:
    """Return the commands in the order of `/help`, by section."""
    commands = {command.name: command for command in registry.commands}
    return [
        {
            "name": name,
            "commands": [_command(c, commands) for topic in topics for c in topic.commands],
        }
        for name, topics in groupby(registry.topics, lambda topic: topic.section)
    ]


def _command(command: Command, commands: Mapping[str, Command]) -> dict[str, Any]:
    return {
        "name": command.name,
        "words": command.words,
        "options": [option(each) for each in command.options],
        "example": example(command, commands),
        "drawn": is_drawn(command),
    }


def is_drawn(command: Command) -> bool:
    """Whether an example of its answers can be shown to anybody."""
    return bool(command.answer) and command.lane == "drawing" and not command.private


def example(command: Command, commands: Mapping[str, Command]) -> dict[str, str]:
    """Return a command's example, by option."""
    found = line.read(f"/{command.name} {command.example}", commands)
    return {name: typed.text for name, typed in found.typed.items()}


def option(declared: Option) -> dict[str, Any]:
    """Return an option as a field of a form."""
    field: dict[str, Any] = {
        "name": declared.name,
        "words": declared.words,
        "required": declared.required,
    }
    match declared:
        case Pick():
            choices = [[line.plain(value), shown] for value, shown in declared.choices]
            return field | {"kind": "pick", "choices": choices, "default": declared.default}
        case Whole():
            return field | {"kind": "whole", "least": declared.least, "most": declared.most}
        case File():
            return field | {"kind": "file"}
        case Text():
            return field | {"kind": "text"}
        case _:
            raise TypeError(f"The page has no field for {declared}.")
