"""The entries of a list and the breaks between them, rows and brackets sorted out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from linalg_engine.errors import InputError
from linalg_engine.notation.syntax import Entry, Group, Item, Kind, Missing, Separator

_GLUED_COMMA = re.compile("[0-9],[0-9]")
_MIXED = re.compile(r"([0-9]{1,9})[ \t]+([0-9]{1,9})/([0-9]{1,9})(?![0-9.])")


class Break(Enum):
    """The break between two entries: all separators there taken together."""

    GAP = "blank"
    COMMA = "comma"
    SOFT = "comma at the end of a line"
    LINE = "end of a line"
    ROW = "semicolon"


@dataclass(frozen=True, slots=True)
class Layout:
    """The entries of the innermost list, and the breaks between them."""

    entries: list[Entry]
    breaks: list[Break]
    """Between each entry and the next; one fewer than the entries."""
    places: list[int]
    """The index of each break."""
    formula: str
    """The text all positions refer to."""
    bracketed: bool
    """Whether it has brackets."""
    nested: bool
    """Whether it is a row in a list of rows, where the end of a line means nothing."""
    transposed: bool

    @property
    def has_groups(self) -> bool:
        return any(isinstance(entry, Group) for entry in self.entries)

    def is_line(self, *, soft: bool) -> bool:
        """Whether there is only one row."""
        return not any(self._ends_row(kind, soft=soft) for kind in self.breaks)

    def _ends_row(self, kind: Break, *, soft: bool) -> bool:
        if kind is Break.LINE:
            return not self.nested
        return kind is Break.ROW or (soft and kind is Break.SOFT and not self.nested)

    def rows(self, *, soft: bool) -> list[list[Entry]]:
        """Return the entries row by row.

        With ``soft``, lines that end in a comma are rows if they are equally long; if they
        are not, they are one row that was too long for a line.
        """
        if not self.bracketed and not set(self.breaks) - {Break.ROW, Break.LINE}:
            lines = self._lines()
            if len(lines) > 1 and any(len(line) > 1 for line in lines):
                return lines  # CSV with semicolons
        rows = self._split({kind for kind in Break if self._ends_row(kind, soft=soft)})
        if soft and Break.SOFT in self.breaks and len({len(row) for row in rows}) > 1:
            return self.rows(soft=False)
        return rows

    def is_ragged(self) -> bool:
        """Whether the rows differ in length."""
        return len({len(row) for row in self.rows(soft=True)}) > 1

    def pieces(self) -> list[list[Entry]]:
        """Return the equally long pieces of ``1,2,3 4,5,6`` or ``1 2 3, 4 5 6``, else one piece."""
        if Break.COMMA in self.breaks and Break.GAP in self.breaks:
            for kind in (Break.GAP, Break.COMMA):
                pieces = self._split({kind})
                if len({len(piece) for piece in pieces}) == 1 and len(pieces[0]) > 1:
                    return pieces
        return [self.entries]

    def decimal_commas_in_lines(self) -> bool:
        """Whether ``1,5; 2,5; 3`` could be 1.5, 2.5 and 3."""
        spaced = Break.GAP in self.breaks or Break.SOFT in self.breaks
        return not self.is_line(soft=False) and not spaced and self._decimal_commas()

    def decimal_commas_in_grid(self) -> bool:
        """Whether ``1,5; 2`` on several lines could be rows of decimal numbers."""
        grid = Break.ROW in self.breaks and Break.LINE in self.breaks
        return grid and self.decimal_commas_in_lines()

    def check_spaced_decimals(self) -> None:
        """Refuse ``1,5 2,5``, where the comma may be a decimal comma or not."""
        if Break.GAP in self.breaks and self._decimal_commas():
            raise InputError(
                "The comma could be a decimal comma or separate two numbers; write 1.5 2.5 "
                "for decimals, or [1, 5] [2, 5] for two vectors.",
                position=self.first_comma(),
                example="1.5 2.5",
            )

    def check_mixed_numbers(self, *, alone: bool = False) -> None:
        """Refuse ``1 1/2, 2 1/3``: the blank may join a mixed number or separate two numbers.

        Where only blanks separate, as in ``1 1/2``, it does, unless one number is wanted
        (``alone``).
        """
        if Break.GAP not in self.breaks or not (
            alone or Break.COMMA in self.breaks or Break.SOFT in self.breaks
        ):
            return
        for kind, entry in zip(self.breaks, self.entries[:-1], strict=True):
            found = _MIXED.match(self.formula, entry.start) if kind is Break.GAP else None
            if found and int(found[2]) < int(found[3]):
                whole, top, bottom = found.groups()
                raise InputError(
                    f"{whole} {top}/{bottom} could be one number or two; write "
                    f"{whole}+{top}/{bottom} for one, or {whole}, {top}/{bottom} for two.",
                    position=entry.start,
                    example="[1+1/2, 2+1/3]",
                )

    def first_comma(self) -> int:
        """Return the index of the first comma."""
        return self.places[self.breaks.index(Break.COMMA)]

    def all_commas_glued(self) -> bool:
        """Whether every comma could be a decimal comma: between digits, and no points."""
        return "." not in self.formula and all(
            _GLUED_COMMA.match(self.formula, place - 1) is not None
            for kind, place in zip(self.breaks, self.places, strict=True)
            if kind is Break.COMMA
        )

    def _decimal_commas(self) -> bool:
        """Whether there are commas, all between digits, and at most one to a number."""
        numbers = self._split(set(Break) - {Break.COMMA})
        return max(len(number) for number in numbers) == 2 and self.all_commas_glued()

    def _lines(self) -> list[list[Entry]]:
        """Return the entries line by line."""
        lines = [[self.entries[0]]]
        for before, entry in pairwise(self.entries):
            if self.formula.find("\n", before.start, entry.start) >= 0:
                lines.append([])
            lines[-1].append(entry)
        return lines

    def _split(self, kinds: set[Break]) -> list[list[Entry]]:
        pieces = [[self.entries[0]]]
        for kind, entry in zip(self.breaks, self.entries[1:], strict=True):
            if kind in kinds:
                pieces.append([entry])
            else:
                pieces[-1].append(entry)
        return pieces


def unwrap(items: Sequence[Item], formula: str, *, nested: bool = False) -> Layout:
    """Return the layout of ``items`` inside all brackets that hold only another bracket."""
    bracketed = transposed = False
    start = 0
    while True:
        entries, breaks, places = _separate(items)
        if not entries:
            raise InputError(
                "There are no numbers here yet." if not bracketed else "This bracket is empty.",
                position=start,
                example="[1, 2, 3]",
            )
        only = entries[0]
        if len(entries) > 1 or not isinstance(only, Group):
            return Layout(entries, breaks, places, formula, bracketed, nested, transposed)
        # The round bracket of array(...) is no level of its own.
        nested = nested or (bracketed and only.bracket != "(")
        bracketed = bracketed or only.bracket != "(" or not _only_group(only)
        transposed ^= only.transposed
        items, start = only.items, only.start


def _only_group(group: Group) -> bool:
    entries = [item for item in group.items if not isinstance(item, Separator)]
    return len(entries) == 1 and isinstance(entries[0], Group)


def _separate(items: Sequence[Item]) -> tuple[list[Entry], list[Break], list[int]]:
    """Return the entries, the breaks between them, and their indices."""
    latex = any(
        isinstance(item, Separator) and item.kind in (Kind.AMPERSAND, Kind.ROW) for item in items
    )
    entries: list[Entry] = []
    breaks: list[Break] = []
    places: list[int] = []
    waiting: list[Separator] = []

    def close(entry: Entry) -> None:
        if entries:
            kind, place = _combine(waiting, entry.start)
            breaks.append(kind)
            places.append(place)
        entries.append(entry)
        waiting.clear()

    for item in items:
        if not isinstance(item, Separator):
            close(item)
        elif item.kind is Kind.JOINT and item.text == ".":
            close(Missing(item.start, "."))
        elif item.kind in (Kind.LABEL, Kind.JOINT):
            raise InputError(
                f"'{item.text.strip()}' is not allowed inside brackets; only numbers are.",
                position=item.start,
                example="a = [1, 2, 3]",
            )
        elif item.kind in _EMPTY_BEFORE and _is_empty(waiting, item, first=not entries):
            close(Missing(item.start, item.text))
            waiting.append(item)
        elif not (latex and item.kind is Kind.NEWLINE):
            waiting.append(item)
    if waiting and any(item.kind is Kind.AMPERSAND for item in waiting):
        close(Missing(waiting[-1].start, "&"))
    return entries, breaks, places


_EMPTY_BEFORE = {Kind.COMMA, Kind.SEMICOLON, Kind.AMPERSAND, Kind.ROW}


def _is_empty(waiting: list[Separator], item: Separator, *, first: bool) -> bool:
    """Whether a number is missing before the separator ``item``."""
    if item.kind in (Kind.COMMA, Kind.AMPERSAND):
        return first or any(other.kind in _EMPTY_BEFORE for other in waiting)
    # A comma, or an end of line, may precede the end of a row.
    return first or any(
        other.kind in (Kind.SEMICOLON, Kind.AMPERSAND, Kind.ROW) for other in waiting
    )


def _combine(waiting: list[Separator], start: int) -> tuple[Break, int]:
    kinds = [separator.kind for separator in waiting]
    place = waiting[0].start if waiting else start
    for index, kind in enumerate(kinds):
        if kind in (Kind.SEMICOLON, Kind.ROW):
            return Break.ROW, waiting[index].start
    for index, kind in enumerate(kinds):
        if kind in (Kind.COMMA, Kind.AMPERSAND):
            soft = Kind.NEWLINE in kinds[index:]
            return (Break.SOFT if soft else Break.COMMA), waiting[index].start
    if Kind.NEWLINE in kinds:
        return Break.LINE, place
    return Break.GAP, place


def split_parts(items: list[Item]) -> list[list[Item]]:
    """Return the parts between names (``a =``) and joints (``and``, ``·``)."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if isinstance(item, Separator) and item.kind in (Kind.LABEL, Kind.JOINT):
            parts.append([])
        elif not (isinstance(item, Separator) and not parts[-1] and item.kind in _BLANK):
            parts[-1].append(item)
    last = items[-1] if items else None
    is_joint = isinstance(last, Separator) and last.kind is Kind.JOINT and last.text.isalpha()
    if isinstance(last, Separator) and is_joint and any(parts):
        raise InputError(
            f"There is nothing after {last.text}; it stands between two vectors.",
            position=last.start,
            example="[1, 2, 3] x [4, 5, 6]",
        )
    full = [part for part in parts if part]
    if not full:
        raise InputError("There are no numbers here yet.", position=0, example="[1, 2, 3]")
    return full


_BLANK = {Kind.GAP, Kind.NEWLINE}
