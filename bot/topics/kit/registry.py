"""All topics, found in their folders."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import bot.topics
from bot.topics.kit.declaration import SECTIONS, Pressable, Text, Topic

SHARED = "bot.topics.kit."
"""With which references begin that name a function of the kit, and not of the topic's own."""

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.topics.kit.declaration import Command, MessageMenu, Option


class Registry:
    """The topics, in the order of `/help`, with references that name whole modules.

    Parameters
    ----------
    topics
        What was declared.
    elsewhere
        Names of commands that were left out, since only another face has a use for them.

    Raises
    ------
    ValueError
        When two topics declare the same command, action or group, or nobody says what a group
        is about.
    """

    def __init__(self, topics: Iterable[Topic], elsewhere: Iterable[str] = ()) -> None:
        self.elsewhere = frozenset(elsewhere)
        self.topics = tuple(sorted(topics, key=_place))
        self._commands = _once((c.name, c) for topic in self.topics for c in topic.commands)
        self.groups = _once(group for topic in self.topics for group in topic.groups.items())
        for name in self._commands:
            group, _, _ = name.rpartition(" ")
            if group and group not in self.groups:
                raise ValueError(f"No topic says what the group {group} is about.")
        self.below_answers = {p.action: p for topic in self.topics for p in topic.below_answers}
        """Buttons and menus below answers, by action."""
        self.below_notes = {p.action: p for topic in self.topics for p in topic.below_notes}
        """Buttons and menus below notes, by action."""
        self.timed = _once((timed.name, timed) for t in self.topics for timed in t.timed)
        """What the bot does by itself, by name."""
        _once((p.action, p) for t in self.topics for p in (*t.below_answers, *t.below_notes))

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands."""
        return tuple(self._commands.values())

    @property
    def menus(self) -> tuple[MessageMenu, ...]:
        """All entries in the Apps menu of a message."""
        return tuple(menu for topic in self.topics for menu in topic.menus)

    def command(self, name: str) -> Command:
        """Return the command of this name.

        Raises
        ------
        KeyError
            When there is none.
        """
        return self._commands[name]


def discover(search_path: Sequence[str] = ()) -> Registry:
    """Return the topics in this package's folders, and in those of the search path.

    Parameters
    ----------
    search_path
        Further directories whose folders are topics.
    """
    for directory in search_path:
        if directory not in bot.topics.__path__:
            bot.topics.__path__.append(directory)
    files = [file for path in bot.topics.__path__ for file in Path(path).glob("*/topic.py")]
    packages = sorted(f"bot.topics.{file.parent.name}" for file in files)
    return Registry(map(_topic, packages))


@cache
def _topic(package: str) -> Topic:
    return _absolute(import_module(f"{package}.topic").TOPIC, package)


def _place(topic: Topic) -> tuple[int, str, int]:
    known = topic.section in SECTIONS
    return SECTIONS.index(topic.section) if known else len(SECTIONS), topic.section, topic.place


def _once(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name} is declared twice.")
        found[name] = value
    return found


def _absolute(topic: Topic, package: str) -> Topic:
    """Return the topic with references that name whole modules."""

    def whole(reference: str) -> str:
        if not reference or reference.startswith(SHARED):
            return reference
        return f"{package}.{reference}"

    def option(declared: Option) -> Option:
        if isinstance(declared, Text):
            return replace(declared, complete=whole(declared.complete))
        return declared

    def command(declared: Command) -> Command:
        return replace(
            declared,
            options=tuple(map(option, declared.options)),
            answer=whole(declared.answer),
            ask=whole(declared.ask),
            supply=whole(declared.supply),
            shared=whole(declared.shared),
        )

    def pressable(declared: Pressable) -> Pressable:
        return replace(declared, press=whole(declared.press))

    return replace(
        topic,
        commands=tuple(map(command, topic.commands)),
        below_answers=tuple(map(pressable, topic.below_answers)),
        below_notes=tuple(map(pressable, topic.below_notes)),
        timed=tuple(replace(timed, due=whole(timed.due)) for timed in topic.timed),
    )
