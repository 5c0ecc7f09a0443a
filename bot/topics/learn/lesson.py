"""A lesson and its cards, as its file has them: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import UserError


@dataclass(frozen=True)
class Card:
    """A card. In its words, {...} is an expression of the lesson's values."""

    title: str
    text: str


@dataclass(frozen=True)
class Guess(Card):
    """A question to be guessed before anything is explained.

    Attributes
    ----------
    choices
        What can be guessed.
    right
        The right one of them.
    because
        Why, said after any guess.
    """

    choices: tuple[str, ...]
    right: str
    because: str


@dataclass(frozen=True)
class Claim(Card):
    """A claim with a picture: that of the answer to the command ``shows``."""

    shows: str


@dataclass(frozen=True)
class Formula(Card):
    """Expressions, typeset with their values."""

    formula: tuple[str, ...]


@dataclass(frozen=True)
class Try(Card):
    """A command to be run with these numbers."""

    command: str


@dataclass(frozen=True)
class Exercise(Card):
    """An exercise of a kind and level."""

    exercise: str
    level: int


@dataclass(frozen=True)
class Lesson:
    """A lesson.

    Attributes
    ----------
    name
        What it is called where it is typed: ``"dot product"``.
    number
        Its place in the lecture.
    title
        What it is about.
    about
        The same in a line.
    values
        Expressions by name; each may use the names before it.
    cards
        Its cards.
    file
        Where it stands.
    """

    name: str
    number: int
    title: str
    about: str
    values: Mapping[str, str]
    cards: tuple[Card, ...]
    file: Path

    @property
    def heading(self) -> str:
        """Its number and title."""
        return f"{self.number}. {self.title}"

    @property
    def end(self) -> int:
        """The number of the page behind the last card."""
        return len(self.cards) + 1


class LessonError(UserError):
    """A mistake in a lesson's file.

    Attributes
    ----------
    file
        The file's name.
    line
        Counted from 1.
    reason
        What is wrong, and what would be right.
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(file, line, reason)
        self.file = file
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"
