"""A topic's declaration, from which commands, help and the README are made.

References name functions as "module:function", the module inside the topic's folder, or as
"bot.topics.kit.module:function"; nothing is imported before it is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AnswerLane = Literal["quick", "drawing"]
"""Whether an answer is only computed, or drawn as well: which lane of the queue it waits in."""

Permission = Literal["manage_guild", "manage_channels"]

SECTIONS = (
    "Linear algebra, in numbers and pictures",
    "Matrices, exactly and step by step",
    "Whole tables: typed, pasted into a form, as a file, or in somebody's message",
    "Words, images and networks: more things as vectors",
    "Films: learned from what people rate",
    "Lessons: the lecture, card by card",
    "Exercises: fresh numbers, graded exactly, asked again in time",
    "Kept for you",
    "For the server",
)
"""The headings under which `/help` lists topics, in this order; others follow them."""


@dataclass(frozen=True)
class Option:
    """An option of a command, whose value arrives as text.

    Attributes
    ----------
    name
        As it is typed.
    words
        What it is, at most 100 characters.
    required
        Whether it must be given; "" arrives where it is left out.
    """

    name: str
    words: str
    required: bool = True


@dataclass(frozen=True)
class Text(Option):
    """Anything typed.

    Attributes
    ----------
    complete
        Reference to ``async (typed, user, services) -> [(value, shown), ...]``; the names of
        kept values are completed where it is "" and the command computes.
    """

    complete: str = ""


@dataclass(frozen=True)
class Pick(Option):
    """One of a few values.

    Attributes
    ----------
    choices
        Values, all texts or all numbers, each with the words that people see.
    default
        What arrives where it is left out.
    """

    choices: tuple[tuple[str | float, str], ...] = ()
    default: str = ""


@dataclass(frozen=True)
class Whole(Option):
    """A whole number from ``least`` to ``most``."""

    least: int = 0
    most: int = 100


@dataclass(frozen=True)
class File(Option):
    """A file."""


@dataclass(frozen=True)
class Channel(Option):
    """A text channel or a thread."""


@dataclass(frozen=True)
class Person(Option):
    """Somebody on Discord."""


@dataclass(frozen=True)
class Role(Option):
    """A role of a server."""


@dataclass(frozen=True)
class Next:
    """What is worth trying after an answer, with the same numbers.

    Attributes
    ----------
    command
        The other command's full name.
    label
        What the button says, at most 30 characters: ``"Next: the projection"``.
    inputs
        Names of the other command's options, each with the option that it takes from here.
    """

    command: str
    label: str
    inputs: Mapping[str, str]


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes
    ----------
    name
        Without the slash: ``"dot"``, or with its group ``"vector norm"``.
    words
        What it does, at most 100 characters, shown while it is typed.
    options
        In their order.
    example
        Options as they may be typed, for `/help`.
    gist
        What one gets, for `/help` and the README; a command without shares the line of the next.
    answer
        Reference to ``(question, style) -> Answer``, run in a worker.
    ask
        Reference to ``async (request, services) -> Outcome``, run in the bot's process, where
        there is more to do than to ask what was typed. It must be done within two seconds
        where it may open a form.
    supply
        Reference to ``async (question, guild, services) -> {name: plain data}``, which is
        added to what the question was given each time that a worker computes.
    shared
        Reference to ``(question) -> Question``: the question whose answer Share posts, where the
        message holds what nobody else should see. "" where Share posts the message as it stands.
    lane
        Whether the answer draws.
    private
        Whether the answer is for the asker alone.
    opens_form
        Whether `ask` may open a form.
    server_only
        Whether it works in a server only.
    needs
        A permission without which Discord does not show it.
    next
        What is worth trying after its answers; an answer for which that makes no sense has "next"
        among its `without`.
    """

    name: str
    words: str
    options: tuple[Option, ...] = ()
    example: str = ""
    gist: str = ""
    answer: str = ""
    ask: str = ""
    supply: str = ""
    shared: str = ""
    lane: AnswerLane = "drawing"
    private: bool = False
    opens_form: bool = False
    server_only: bool = False
    needs: Permission | None = None
    next: Next | None = None


@dataclass(frozen=True)
class MessageMenu:
    """An entry in the Apps menu of a message.

    Attributes
    ----------
    name
        What the entry says.
    command
        The command whose `ask` gets the message.
    """

    name: str
    command: str


@dataclass(frozen=True)
class Pressable:
    """A button of a topic's own, or a menu where ``label`` is "".

    Attributes
    ----------
    action
        Its name, which no other topic uses: at most 20 small letters.
    press
        Reference to ``async (press, services) -> Outcome``.
    label
        What the button says.
    opens_form
        Whether it may open a form, which takes the place of the message that the button is below.
    is_main
        Whether it is what most people press.
    """

    action: str
    press: str
    label: str = ""
    opens_form: bool = False
    is_main: bool = False


@dataclass(frozen=True)
class Timed:
    """Something that the bot does by itself, at times that are kept in the store.

    Attributes
    ----------
    name
        Of its appointments, which no other topic uses.
    due
        Reference to ``async (due, services) -> Then``, which says what is to be posted and when it
        is due next. It may be called again for the same time, as after a crash.
    """

    name: str
    due: str


@dataclass(frozen=True)
class Topic:
    """Commands about one thing.

    Attributes
    ----------
    section
        Its heading in `/help`.
    place
        Its position there.
    commands
        Its commands.
    groups
        What groups of commands are about, by name; one of the topics that share a group says it.
    menus
        Entries in the Apps menu of a message.
    below_answers
        Buttons and menus below its answers, which the answers name.
    below_notes
        Buttons and menus below its notes.
    timed
        What the bot does by itself.
    remarks
        Further lines for `/help`.
    """

    section: str
    place: int
    commands: tuple[Command, ...]
    groups: Mapping[str, str] = field(default_factory=dict[str, str])
    menus: tuple[MessageMenu, ...] = ()
    below_answers: tuple[Pressable, ...] = ()
    below_notes: tuple[Pressable, ...] = ()
    timed: tuple[Timed, ...] = ()
    remarks: tuple[str, ...] = ()
