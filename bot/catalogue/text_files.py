"""Text files as rows of cells, however they are encoded and separated."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bot.catalogue.catalogue import CatalogueError

MOST_LINE = 10_000
"""Characters of one line."""

DOUBLE_COLON = "::"
"""Separates the cells of MovieLens' files that end in .dat, which have no header."""

_SEPARATORS = (",", ";", "\t", "|")
_QUOTED = re.compile(r'"[^"]*"')

Row = tuple[int, list[str]]
"""The number of a line, and its cells."""


@dataclass(frozen=True)
class Table:
    """A file, read row by row.

    Attributes
    ----------
    name
        Of the file.
    header
        The names of its columns, as they are compared; none if it has no header.
    rows
        All rows but the header and empty ones. Read once.
    """

    name: str
    header: tuple[str, ...]
    rows: Iterator[Row]

    def column(self, names: tuple[str, ...], meaning: str) -> int:
        """Return the place of the first of some names in the header.

        Raises
        ------
        CatalogueError
            If none is there.
        """
        found = self.optional_column(names)
        if found is None:
            raise CatalogueError(f"{self.name}, line 1: no column for {meaning}.")
        return found

    def optional_column(self, names: tuple[str, ...]) -> int | None:
        """Return the place of the first of some names in the header; None if none is there."""
        return next((self.header.index(name) for name in names if name in self.header), None)


def split_at(file: Path, separator: str) -> Table:
    """Return a file without a header and without quotes: each line is split at a separator."""
    return Table(file.name, (), _split(enumerate(_lines(file), 1), separator))


def read_table(file: Path) -> Table:
    """Return a file as the table that its first line shows it to be.

    That line is the header; what separates most of its cells separates all others. Where cells
    are separated by two colons, there is no header.

    Raises
    ------
    CatalogueError
        If the file is empty. Its rows raise it where the file is not plain text, not CSV, or has
        a line that is too long.
    """
    lines = _lines(file)
    blank, first = 0, ""
    for first in lines:
        if first.strip():
            break
        blank += 1
    if not first.strip():
        raise CatalogueError(f"{file.name} is empty.")
    if DOUBLE_COLON in first:
        return Table(
            file.name, (), _split(enumerate(chain([first], lines), blank + 1), DOUBLE_COLON)
        )
    plain = _QUOTED.sub("", first)
    separator = max(_SEPARATORS, key=plain.count)
    rows = _csv(chain([first], lines), file.name, separator, blank)
    _, cells = next(rows)
    header = tuple(re.sub(r"[\W_]", "", cell.lower()) for cell in cells)
    return Table(file.name, header, rows)


def _csv(lines: Iterator[str], name: str, separator: str, before: int) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    try:
        for cells in reader:
            if cells:
                yield before + reader.line_num, cells
    except csv.Error:
        line = before + reader.line_num
        raise CatalogueError(f"{name}, line {line}: this is not CSV.") from None


def _split(lines: Iterator[tuple[int, str]], separator: str) -> Iterator[Row]:
    for number, line in lines:
        if line.strip():
            yield number, line.rstrip("\r\n").split(separator)


def _lines(file: Path) -> Iterator[str]:
    """Return the lines of a text in UTF-8, with or without its mark, in UTF-16 with its mark, or
    in Windows-1252, of which Latin-1 is a part. Lines of UTF-8 and of Windows-1252 may be mixed.
    """
    number = 0
    try:
        with file.open("rb") as start:
            is_wide = start.read(2) in (b"\xff\xfe", b"\xfe\xff")
        encoding, decode = ("utf-16", _as_is) if is_wide else ("utf-8-sig", _decoded)
        with file.open(encoding=encoding, errors="surrogateescape") as lines:
            while text := lines.readline(MOST_LINE + 1):
                number += 1
                if len(text) > MOST_LINE:
                    raise CatalogueError(f"{file.name}, line {number}: the line is too long.")
                if "\0" in text:
                    raise CatalogueError(f"{file.name}, line {number}: this is not plain text.")
                yield text if text.isascii() else decode(text)
    except OSError:
        raise CatalogueError(f"{file.name} cannot be read.") from None
    except UnicodeError:
        raise CatalogueError(f"{file.name}, line {number + 1}: this is not plain text.") from None


_Decode = Callable[[str], str]


def _as_is(line: str) -> str:
    return line


def _decoded(line: str) -> str:
    """Return a line as it is if it was UTF-8, else read as Windows-1252."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return line.encode(errors="surrogateescape").decode("cp1252", errors="replace")
    return line
