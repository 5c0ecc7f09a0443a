"""The line that people type: ``/dot [1,2] [3,4]``, ``/dot a:[1,2] b:[3,4]``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.topics.kit.declaration import Channel, File, Person, Pick, Text, Whole

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.topics.kit.declaration import Command, Option

_HEAD = re.compile(r"\s*/([\w-]*)(?:[ \t]+([\w-]+))?(?![\w:-])")
"""A command: one word, or its group and its own."""

_PIECE = re.compile(
    r"(?P<opens>\\begin\{\w+\*?\}|[\[({])|(?P<closes>\\end\{\w+\*?\}|[\])}])|(?P<blank>\s+)|."
)
_LIST_ENDS = re.compile(r"[\])}>]['ᵀ]*\Z")


class LineError(UserError):
    """Something in a line is not what it should be.

    Attributes
    ----------
    start, end
        Which characters of the line it is about.
    option
        Which option it is about; "" for none.
    """

    def __init__(self, problem: str, start: int, end: int, option: str = "") -> None:
        super().__init__(problem)
        self.start = start
        self.end = end
        self.option = option


@dataclass(frozen=True)
class Typed:
    """What is typed for an option, and where in the line it begins."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Line:
    """A line that was read.

    Attributes
    ----------
    command
        Its command.
    typed
        What is typed for which option, by name.
    """

    command: Command
    typed: Mapping[str, Typed]

    def inputs(self) -> dict[str, str]:
        """Return the text of every option that takes text, as topics want it.

        Raises
        ------
        LineError
            When a choice is none of those offered, or a number out of its range.
        """
        return {
            option.name: _checked(option, self.typed.get(option.name, Typed("", 0)))
            for option in self.command.options
            if not isinstance(option, File | Channel | Person)
        }

    def missing(self) -> list[Option]:
        """Return required options for which nothing is typed."""
        given = {name for name, typed in self.typed.items() if typed.text}
        return [o for o in self.command.options if o.required and o.name not in given]


def read(text: str, commands: Mapping[str, Command], elsewhere: Collection[str] = ()) -> Line:
    """Read a line.

    Values that follow the command without a name belong to its first options.

    Parameters
    ----------
    text
        The line, whose first sign is a slash.
    commands
        The commands by name.
    elsewhere
        Names of commands that need a server on Discord.

    Raises
    ------
    LineError
        When the command is not known, or a value fits no option.
    """
    command, start = head(text, commands, elsewhere)
    named = list(named_options(text, start, command))
    first = named[0][1] if named else len(text)
    typed = {
        option.name: _trimmed(
            text, begins, named[place + 1][1] if named[place + 1 :] else len(text)
        )
        for place, (option, _, begins) in enumerate(named)
    }
    rest = _trimmed(text, start, first)
    if rest.text:
        open_options = [o for o in command.options if o.name not in typed and not _is_file(o)]
        typed |= _in_turn(rest, open_options, command)
    return Line(command, typed)


def head(
    text: str, commands: Mapping[str, Command], elsewhere: Collection[str] = ()
) -> tuple[Command, int]:
    """Return the command with which a line begins, and where its options begin.

    Raises
    ------
    LineError
        When there is none of this name.
    """
    found = _HEAD.match(text)
    if found is None or not found[1]:
        raise LineError("A command begins with / and a letter: /dot, for example.", 0, 1)
    first, second = found[1].lower(), (found[2] or "").lower()
    for name, end in ((f"{first} {second}", found.end(2)), (first, found.end(1))):
        if name in commands:
            return commands[name], end
    place = text.index("/"), found.end(1)
    members = [name for name in commands if name.startswith(f"{first} ")]
    whole = f"{first} {second}".strip()
    is_group = not members and any(name.startswith(f"{first} ") for name in elsewhere)
    if whole in elsewhere or is_group:
        name = whole if whole in elsewhere else first
        raise LineError(f"/{name} needs a server on Discord.", *place)
    if members:
        raise LineError(f"Which one? {_listed(members)}", *place)
    near = get_close_matches(whole, commands, 3, 0.5)
    near = near or get_close_matches(first, commands, 3, 0.5)
    hint = f"Did you mean {_listed(near)}?" if near else "/help shows those that I know."
    raise LineError(f"I know no command /{first}. {hint}", *place)


def named_options(text: str, start: int, command: Command) -> list[tuple[Option, int, int]]:
    """Return the options that a line names: each once, where its name and its value begin."""
    options = {option.name: option for option in command.options}
    if not options:
        return []
    found: dict[str, tuple[Option, int, int]] = {}
    for match in re.compile(rf"(?<!\S)({'|'.join(options)}):").finditer(text, start):
        found.setdefault(match[1], (options[match[1]], match.start(), match.end()))
    return list(found.values())


def _in_turn(rest: Typed, options: list[Option], command: Command) -> dict[str, Typed]:
    """Return values without a name by the options that they belong to."""
    if not options:
        words = "takes no options" if not command.options else "takes no more"
        raise LineError(f"/{command.name} {words}.", rest.start, rest.end)
    pieces = _pieces(rest)
    required = [option for option in options if option.required]
    if len(required) > 1 and len(pieces) >= len(required):
        return _shared(rest, pieces, required)
    all_texts = all(isinstance(option, Text) for option in options)
    if all_texts and len(pieces) == len(options) > 1 and _LIST_ENDS.search(pieces[0].text):
        return _shared(rest, pieces, options)
    return {options[0].name: rest}


def _shared(rest: Typed, pieces: list[Typed], options: list[Option]) -> dict[str, Typed]:
    """Give each option a piece; those too many go to the last one if it takes any text."""
    count = len(options)
    if isinstance(options[-1], Text):
        start = pieces[count - 1].start
        shared = [*pieces[: count - 1], Typed(rest.text[start - rest.start :], start)]
    else:
        end = pieces[-count].end
        shared = [
            Typed(rest.text[: end - rest.start], rest.start),
            *pieces[len(pieces) - count + 1 :],
        ]
    return {option.name: piece for option, piece in zip(options, shared, strict=True)}


def _pieces(rest: Typed) -> list[Typed]:
    """Return the parts of a text between blanks that stand in no brackets."""
    depth, start = 0, 0
    pieces: list[Typed] = []
    for sign in _PIECE.finditer(rest.text):
        if sign["blank"] and depth == 0:
            pieces.append(Typed(rest.text[start : sign.start()], rest.start + start))
            start = sign.end()
        depth += (sign["opens"] is not None) - (sign["closes"] is not None)
    return [*pieces, Typed(rest.text[start:], rest.start + start)]


def _trimmed(text: str, start: int, end: int) -> Typed:
    part = text[start:end]
    return Typed(part.strip(), start + len(part) - len(part.lstrip()))


def _checked(option: Option, typed: Typed) -> str:
    match option:
        case Pick():
            return _picked(option, typed)
        case Whole() if typed.text:
            if re.fullmatch(r"[+-]?\d{1,9}", typed.text, re.ASCII):
                number = int(typed.text)
                if option.least <= number <= option.most:
                    return str(number)
            raise LineError(
                f"{option.name} must be a whole number from {option.least} to {option.most}.",
                typed.start,
                typed.end,
                option.name,
            )
        case _:
            return typed.text


def _picked(option: Pick, typed: Typed) -> str:
    if not typed.text:
        return option.default
    wanted = typed.text.casefold()
    values = [(plain(value), shown) for value, shown in option.choices]
    for value, shown in values:
        if wanted in (value.casefold(), shown.casefold()):
            return value
    raise LineError(
        f"{option.name} is one of {', '.join(value for value, _ in values)}.",
        typed.start,
        typed.end,
        option.name,
    )


def plain(value: str | float) -> str:
    """Return the value of a choice as text."""
    return value if isinstance(value, str) else f"{value:g}"


def _is_file(option: Option) -> bool:
    return isinstance(option, File | Channel | Person)


def _listed(names: list[str]) -> str:
    return ", ".join(f"/{name}" for name in names)
