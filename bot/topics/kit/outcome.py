"""Requests and their outcomes: plain data between a topic and a face."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.errors import UserError
from bot.topics.kit.question import Plain, Question

STALE = "I no longer know this button. Send the command again."
"""For buttons and menus that no message has, or none has any more."""


class Upload(Protocol):
    """A file that came with a request, not yet fetched."""

    @property
    def name(self) -> str:
        """The file's name."""
        ...

    @property
    def size(self) -> int:
        """In bytes."""
        ...

    @property
    def kind(self) -> str:
        """What it says it is: ``"text/csv"``, or ""."""
        ...

    async def read(self) -> bytes:
        """Fetch it.

        Raises
        ------
        UserError
            When it is not available.
        """
        ...


@dataclass(frozen=True)
class Place:
    """A channel.

    Attributes
    ----------
    id
        Its number.
    mention
        The text that shows as a link to it.
    lacking
        Permissions that the bot would need to post there, as Discord calls them.
    """

    id: int
    mention: str
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Someone:
    """Somebody whom a person has chosen.

    Attributes
    ----------
    id
        Their number.
    mention
        The text that shows as their name; nobody is called by it.
    is_bot
        Whether they are a program.
    """

    id: int
    mention: str
    is_bot: bool = False


@dataclass(frozen=True)
class Rank:
    """A role of a server.

    Attributes
    ----------
    id
        Its number; that of the server is everybody's.
    mention
        The text that shows as its name.
    """

    id: int
    mention: str


@dataclass(frozen=True)
class Request:
    """What somebody sent: a command, a filled form, or a message to look at.

    Attributes
    ----------
    command
        The command's full name.
    inputs
        Text by the name of its option, "" where one was left out.
    user
        Who sent it.
    guild
        The server; None in direct messages.
    may
        Permissions of who sent it.
    files
        The files that came with it.
    places, people, ranks
        Channels, people, and roles of a server, by the name of their option.
    channel
        The text channel in which it was sent, if the bot is a member of the server; None in threads
        and elsewhere. What the bot lacks there is what it would need for posts with threads.
    name
        What who sent it is called there.
    roles
        The numbers of their roles.
    from_form
        Whether it is a form that was filled.
    message
        The text of the message in question, or None.
    given
        What the topic's own hooks had added to the question that is edited.
    """

    command: str
    inputs: Mapping[str, str]
    user: int
    guild: int | None = None
    may: frozenset[str] = frozenset()
    files: tuple[Upload, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict[str, Place])
    people: Mapping[str, Someone] = field(default_factory=dict[str, Someone])
    ranks: Mapping[str, Rank] = field(default_factory=dict[str, Rank])
    channel: Place | None = None
    name: str = ""
    roles: frozenset[int] = frozenset()
    from_form: bool = False
    message: str | None = None
    given: Mapping[str, Plain] = field(default_factory=dict[str, Plain])


@dataclass(frozen=True)
class Press:
    """A button pressed, or a menu chosen from.

    Attributes
    ----------
    user, guild
        Who pressed, and where.
    argument
        What the button or menu carried.
    values
        What was chosen.
    question
        The question of the answer above it; below a note None.
    asker
        Who asked that.
    may, name, roles
        Of who pressed, as in a request.
    channel
        The text channel of the message, as in a request.
    """

    user: int
    guild: int | None
    argument: str
    values: tuple[str, ...] = ()
    question: Question | None = None
    asker: int | None = None
    may: frozenset[str] = frozenset()
    name: str = ""
    roles: frozenset[int] = frozenset()
    channel: Place | None = None

    def carried(self, pattern: str) -> re.Match[str]:
        """Return the parts of what the button or menu carried.

        Raises
        ------
        UserError
            When that does not match the pattern.
        """
        found = re.fullmatch(pattern, self.argument)
        if found is None:
            raise UserError(STALE)
        return found

    def asked(self) -> Question:
        """Return the question above the button.

        Raises
        ------
        UserError
            When there is none, as where a button's name was made up.
        """
        if self.question is None:
            raise UserError("This button belongs to no answer. Send the command again.")
        return self.question

    def only_the_asker(self) -> None:
        """Refuse anybody but the asker.

        Raises
        ------
        UserError
            Says how to get an answer of one's own.
        """
        if self.user != self.asker:
            command = self.asked().command
            raise UserError(
                f"Only the person who asked can change this. Use /{command} for your own."
            )


@dataclass(frozen=True)
class Ask:
    """Answer a question.

    Attributes
    ----------
    question
        The question.
    private
        Whether the answer is for who asked alone.
    remark
        Said to who asked, after the answer.
    beside
        Whether the answer stands beside the one above the button that was pressed, and not in its
        place.
    variables
        The values of names, where they are those of an answer that is there already; those that
        the person keeps now by default.
    """

    question: Question
    private: bool = False
    remark: str = ""
    beside: bool = False
    variables: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Show:
    """Show the picture and the meaning of an answer to the user who pressed."""

    question: Question


@dataclass(frozen=True)
class Button:
    """A button below a note.

    Attributes
    ----------
    action
        One of the topic's `below_notes`.
    argument
        What it carries, at most 80 characters.
    label
        What it says.
    danger
        Whether it takes something away.
    """

    action: str
    argument: str
    label: str
    danger: bool = False


@dataclass(frozen=True)
class Menu:
    """A menu below a note, of which several values can be chosen.

    Attributes
    ----------
    action, argument
        As of a button.
    label
        Shown while nothing is chosen.
    values
        At most 25, each with the words that people see.
    """

    action: str
    argument: str
    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Note:
    """Words for who asked alone.

    Attributes
    ----------
    texts
        Discord Markdown, in blocks.
    menu
        Below them.
    buttons
        Below that.
    file
        A file's name and the text in it.
    """

    texts: tuple[str, ...]
    menu: Menu | None = None
    buttons: tuple[Button, ...] = ()
    file: tuple[str, str] | None = None


@dataclass(frozen=True)
class TextField:
    """A field of a form for several lines of text."""

    name: str
    label: str
    placeholder: str = ""
    default: str = ""
    required: bool = False


@dataclass(frozen=True)
class FileField:
    """A field of a form for one file."""

    name: str
    label: str
    words: str = ""


@dataclass(frozen=True)
class MenuField:
    """A menu in a form.

    Attributes
    ----------
    name, label, words
        Its name, and the words above it.
    choices
        Values with the words that people see.
    default
        The value chosen before anybody chooses.
    placeholder
        Shown where nothing is chosen.
    several
        Whether several can be chosen; they arrive with a line break between them.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    words: str = ""
    default: str = ""
    placeholder: str = ""
    several: bool = False


Field = TextField | FileField | MenuField


@dataclass(frozen=True)
class Form:
    """A form to be filled; what was filled in comes back to the command's `ask`.

    Attributes
    ----------
    command
        The command.
    title
        At most 45 characters.
    fields
        At most 5.
    carried
        Inputs that no field shows.
    """

    command: str
    title: str
    fields: tuple[Field, ...]
    carried: Mapping[str, str] = field(default_factory=dict[str, str])


Outcome = Ask | Show | Note | Form
"""What happens after a request or a press."""
