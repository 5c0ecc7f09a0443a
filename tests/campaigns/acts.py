"""What a person does in Discord, as plain data: the words of the questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_SHOWN = 160
"""Characters of one option in the name of an act."""

File = tuple[str, bytes]
"""The name of a file and what is in it."""


@dataclass(frozen=True)
class Channel:
    """A channel as the value of an option, by its name."""

    name: str

    def __str__(self) -> str:
        return f"#{self.name}"


@dataclass(frozen=True)
class Slash:
    """A slash command: `Slash("vector norm", {"v": "[3,4]"})`."""

    command: str
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    who: str = "student"

    def __str__(self) -> str:
        return _by(self.who, " ".join([f"/{self.command}", *_shown(self.options)]))


@dataclass(frozen=True)
class Apps:
    """An entry of the Apps menu of a message, which somebody else has sent before."""

    entry: str
    content: str
    files: tuple[File, ...] = ()

    def __str__(self) -> str:
        shown = {"content": self.content} | {f"file{k}": f for k, f in enumerate(self.files, 1)}
        return " ".join([f"[{self.entry}]", *_shown(shown)])


@dataclass(frozen=True)
class Complete:
    """Typing into an option that completes; `filled` are the options before it."""

    command: str
    option: str
    typed: str
    filled: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        typed = {**self.filled, self.option: f"{self.typed}▏"}
        return " ".join([f"/{self.command}", *_shown(typed)])


@dataclass(frozen=True)
class Press:
    """A button below the last answer, by its label."""

    label: str
    who: str = "student"

    def __str__(self) -> str:
        return _by(self.who, f"({self.label})")


@dataclass(frozen=True)
class Choose:
    """Entries of a menu below the last answer, by their labels or by their places from 0.

    The menu is found by the beginning of its placeholder.
    """

    menu: str
    entries: tuple[str | int, ...]
    who: str = "student"

    def __str__(self) -> str:
        return _by(self.who, f"{{{self.menu}}} {', '.join(map(str, self.entries))}")


@dataclass(frozen=True)
class Submit:
    """The open form, sent with values by the labels of its fields.

    A menu takes a list of labels or places, a field for files a `File`.
    """

    fields: Mapping[str, str | list[str | int] | File]

    def __str__(self) -> str:
        return " ".join(["<form>", *_shown(self.fields)])


@dataclass(frozen=True)
class Look:
    """A look at the last message of a channel."""

    channel: str

    def __str__(self) -> str:
        return f"look at #{self.channel}"


Act = Slash | Apps | Complete | Press | Choose | Submit | Look


@dataclass(frozen=True)
class Question:
    """A question of a person nobody knows yet, and what they do next.

    Attributes
    ----------
    name
        What it is called in the record; no two have the same.
    acts
        What is done, one after the other.
    follow
        Whether Steps, Copy and Edit are pressed below the first answer, where they are there.
    """

    name: str
    acts: tuple[Act, ...]
    follow: bool = False


def asked(command: str, **options: Any) -> Question:
    """Return the question that one command is, with all that stands below its answer."""
    slash = Slash(command, options)
    return Question(str(slash), (slash,), follow=True)


def on_message(entry: str, content: str, *files: File) -> Question:
    """Return the question that an entry of a message's Apps menu is."""
    act = Apps(entry, content, files)
    return Question(str(act), (act,), follow=True)


def story(name: str, *acts: Act) -> Question:
    """Return several acts of one person."""
    return Question(name, acts)


def slash(command: str, **options: Any) -> Slash:
    return Slash(command, options)


def by_moderator(command: str, **options: Any) -> Slash:
    return Slash(command, options, "moderator")


def _by(who: str, what: str) -> str:
    return what if who == "student" else f"{who}: {what}"


def _shown(options: Mapping[str, Any]) -> list[str]:
    return [f"{name}:{_short(value)}" for name, value in options.items()]


def _short(value: Any) -> str:
    if isinstance(value, tuple):
        name, data = value
        return f"{name} ({len(data)} bytes)"
    text = str(value).replace("\n", "⏎")
    if len(text) <= LONGEST_SHOWN:
        return text
    return f"{text[:LONGEST_SHOWN]}… ({len(text)} characters)"
