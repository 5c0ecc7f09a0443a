"""A lesson's file -> a lesson: what can be checked without computing anything."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn, cast

from bot.topics.kit.syllabus import BY_NAME
from bot.topics.learn.lesson import Card, Claim, Exercise, Formula, Guess, Lesson, LessonError, Try
from bot.topics.learn.lines import line_of, syntax_error

if TYPE_CHECKING:
    from pathlib import Path

    from bot.topics.learn import lines

FILE_NAME = re.compile(r"(?P<number>\d\d)_(?P<name>[a-z0-9]+(?:_[a-z0-9]+)*)\.toml")

EXPRESSION = re.compile(r"\{([^{}]*)\}")
"""An expression in a text."""

FEWEST_CARDS, MOST_CARDS = 4, 7

LONGEST_TITLE = 60
LONGEST_ABOUT = 90
LONGEST_TEXT = 400
LONGEST_REASON = 300
LONGEST_CHOICE = 60
LONGEST_LINE = 1000
"""Characters; expressions in a text do not count, since their values are shown."""

FEWEST_CHOICES, MOST_CHOICES = 2, 6

MOST_FORMULAS = 4

OF_ALL = ("kind", "title", "text")
OF_KIND = {
    "guess": ("choices", "right", "because"),
    "claim": ("shows",),
    "formula": ("formula",),
    "try": ("command",),
    "exercise": ("exercise", "level"),
}
"""What cards of each kind have besides."""

Entries = Mapping[str, Any]


def read(file: Path) -> Lesson:
    """Return the lesson in a file.

    Raises
    ------
    LessonError
        Where something in it is not as it should be.
    """
    try:
        content = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise LessonError(file.name, 1, "This is no text in UTF-8.") from error
    return parsed(content, file)


def parsed(content: str, file: Path) -> Lesson:
    """Return the lesson that a file with this content is."""
    found = FILE_NAME.fullmatch(file.name)
    if found is None:
        reason = "A lesson's file is called like 04_dot_product.toml: two digits and a name."
        raise LessonError(file.name, 1, reason)
    try:
        entries = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise LessonError(file.name, *syntax_error(content, error)) from None
    known = ("title", "about", "values", "cards")
    top = _Table(file.name, content, (), entries, known)
    return Lesson(
        name=found["name"].replace("_", " "),
        number=int(found["number"]),
        title=top.text("title", LONGEST_TITLE),
        about=top.text("about", LONGEST_ABOUT),
        values=_values(top) if "values" in entries else {},
        cards=_cards(top),
        file=file,
    )


class _Table:
    """A table in a file, which gives its entries or says what is wrong with them."""

    def __init__(
        self, file: str, content: str, path: lines.Path, entries: Entries, known: Sequence[str]
    ) -> None:
        self.file = file
        self.content = content
        self.path = path
        self.entries = entries
        for key in entries:
            if known and key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"Did you mean {near[0]}?" if near else f"There can be {', '.join(known)}."
                self.refuse(f"There is no {key} here. {hint}", key)

    def refuse(self, reason: str, *keys: str | int) -> NoReturn:
        """Refuse an entry, or the table."""
        line = line_of(self.content, (*self.path, *keys))
        raise LessonError(self.file, line, reason)

    def text(self, key: str, most: int) -> str:
        """Return a text of at most so many characters."""
        return self._checked(self._entry(key), key, most)

    def texts(self, key: str, fewest: int, most: int, longest: int) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._entry(key)
        if not isinstance(found, list):
            self.refuse(f"{key} is a list of texts in square brackets.", key)
        items = cast("list[Any]", found)
        if not fewest <= len(items) <= most:
            self.refuse(f"{key} has {len(items)} texts, and needs {fewest} to {most}.", key)
        return tuple(self._checked(item, key, longest) for item in items)

    def whole(self, key: str, least: int, most: int) -> int:
        """Return a whole number."""
        found = self._entry(key)
        if type(found) is not int or not least <= found <= most:
            self.refuse(f"{key} is a whole number from {least} to {most}.", key)
        return found

    def inside(self, key: str, place: int, known: Sequence[str]) -> _Table:
        """Return one of several tables."""
        path = (*self.path, key, place)
        return _Table(self.file, self.content, path, self.entries[key][place], known)

    def _entry(self, key: str) -> Any:
        if key not in self.entries:
            self.refuse(f"{key} is missing.")
        return self.entries[key]

    def _checked(self, found: Any, key: str, most: int) -> str:
        if not isinstance(found, str) or not found.strip():
            self.refuse(f"{key} is a text in quotes.", key)
        shown = EXPRESSION.sub("", found)
        if "{" in shown or "}" in shown:
            self.refuse(f"{key} has a brace without its other one.", key)
        if len(shown) > most:
            self.refuse(f"{key} has {len(shown)} characters, and at most {most} fit.", key)
        return found


def _values(top: _Table) -> dict[str, str]:
    entries = cast("Entries", top.entries["values"])
    if not _is_table(entries):
        top.refuse('values is a table: [values], and lines such as ann = "[5, 1]".', "values")
    table = _Table(top.file, top.content, ("values",), entries, ())
    return {name: table.text(name, LONGEST_LINE) for name in table.entries}


def _cards(top: _Table) -> tuple[Card, ...]:
    found: Any = top.entries.get("cards", [])
    if not isinstance(found, list) or not all(map(_is_table, cast("list[Any]", found))):
        top.refuse("Each card begins with a line [[cards]].", "cards")
    last = len(cast("list[Any]", found)) - 1
    if not FEWEST_CARDS <= last + 1 <= MOST_CARDS:
        reason = f"A lesson has {FEWEST_CARDS} to {MOST_CARDS} cards, and this one has {last + 1}."
        top.refuse(reason, *(("cards", last) if last >= 0 else ()))
    cards = tuple(_card(top, place) for place in range(last + 1))
    if not isinstance(cards[0], Guess):
        top.refuse("The first card is a guess.", "cards", 0)
    for kind in (Claim, Formula, Try, Exercise):
        if not any(isinstance(card, kind) for card in cards):
            top.refuse(f"A card of the kind {kind.__name__.lower()} is missing.", "cards", last)
    return cards


def _is_table(found: Any) -> bool:
    return isinstance(found, dict)


def _card(top: _Table, place: int) -> Card:
    kind = top.inside("cards", place, ()).text("kind", LONGEST_TITLE)
    if kind not in OF_KIND:
        top.refuse(f"kind is one of {', '.join(OF_KIND)}.", "cards", place, "kind")
    table = top.inside("cards", place, (*OF_ALL, *OF_KIND[kind]))
    title, text = table.text("title", LONGEST_TITLE), table.text("text", LONGEST_TEXT)
    match kind:
        case "guess":
            return _guess(table, title, text)
        case "claim":
            return Claim(title, text, table.text("shows", LONGEST_LINE))
        case "formula":
            return Formula(title, text, table.texts("formula", 1, MOST_FORMULAS, LONGEST_LINE))
        case "try":
            return Try(title, text, table.text("command", LONGEST_LINE))
        case _:
            return _exercise(table, title, text)


def _guess(table: _Table, title: str, text: str) -> Guess:
    choices = table.texts("choices", FEWEST_CHOICES, MOST_CHOICES, LONGEST_CHOICE)
    if len(set(choices)) < len(choices):
        table.refuse("A choice is offered twice.", "choices")
    right = table.text("right", LONGEST_CHOICE)
    if right not in choices:
        table.refuse(f"right is none of the choices: {', '.join(choices)}.", "right")
    return Guess(title, text, choices, right, table.text("because", LONGEST_REASON))


def _exercise(table: _Table, title: str, text: str) -> Exercise:
    name = table.text("exercise", LONGEST_TITLE)
    if name not in BY_NAME:
        near = get_close_matches(name, BY_NAME, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        table.refuse(f"There is no kind of exercise called {name}.{hint}", "exercise")
    return Exercise(title, text, name, table.whole("level", 1, BY_NAME[name].levels))
