"""Somebody's message -> the table that is in it: a file, a block of code, or lines among words."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

from bot.answers.uploads import text_of
from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_CHARACTERS = 10_000
"""Of a message that are looked at; Discord's longest have 4,000."""

MOST_TRIED = 20
"""Groups of lines that may be a table."""

_BLOCK = re.compile(r"```(?:[A-Za-z0-9+#_.-]*+(?=[ \t]*+\n))?(.*?)(?:```|\Z)", re.DOTALL)
_SEPARATORS = [re.compile(pattern) for pattern in (r"\|", r"\t", ";", ",", r" {2,}", r"\s+")]
_BRACKETS = re.compile(r"\[.*\]|\\begin\{.*\\end\{\w+\*?\}", re.DOTALL)
_SENTENCE = re.compile(r"(?:[.:!?…)]|\A)\s*\Z")


def table_in(content: str, files: Sequence[tuple[str, bytes]]) -> str:
    """Return the text of the table in a message.

    The first file that has text is taken, else the first block of code with numbers in it,
    else the largest group of lines that can be read as a table.

    Parameters
    ----------
    content
        What the message says.
    files
        Names and bytes of what is attached.

    Raises
    ------
    InputError
        When there is none: what is wrong with the first file, or that there is nothing.
    """
    problem: InputError | None = None
    for name, data in files:
        try:
            return text_of(name, data)
        except InputError as error:
            problem = problem or error
    content = content[:MOST_CHARACTERS].replace("\r\n", "\n")
    blocks = [found[1] for found in _BLOCK.finditer(content)]
    text = next((block.strip("\n") for block in blocks if _has_digit(block)), None)
    text = _largest_table(content) if text is None else text
    if text is not None:
        return text
    raise problem or InputError(
        "I find no table of numbers in this message: no file with one, no block of code, and no "
        "lines of numbers (pictures I cannot read).",
        example="name,math,art\nann,1,2\nbob,3,4",
    )


def _largest_table(content: str) -> str | None:
    """Return the group of lines with most cells that can be read as data."""
    groups = sorted(_groups(content.split("\n")), key=lambda group: -group[0])
    texts = [text for _, text in groups[:MOST_TRIED]] + _BRACKETS.findall(content)
    for text in texts:
        with suppress(InputError):
            parse_data(text)
            return text
    return None


def _groups(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield neighbouring lines that have as many cells, and how many cells that is."""
    for separator in _SEPARATORS:
        counts = [len(separator.findall(line.strip())) for line in lines]
        for count, members in groupby(range(len(lines)), key=counts.__getitem__):
            group = _without_words([lines[k] for k in members])
            if len(group) > 1:
                yield len(group) * (count + 1), "\n".join(group)


def _without_words(lines: list[str]) -> list[str]:
    """Drop what people write above and below a table, which happens to have as many commas."""
    while lines and not _has_digit(lines[-1]):
        lines = lines[:-1]
    while lines and not _has_digit(lines[0]) and _SENTENCE.search(lines[0]):
        lines = lines[1:]
    return lines


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)
