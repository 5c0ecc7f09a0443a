"""A message -> the table in it: a file, a block of code, or lines among words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.intake import text_tables
from bot.intake.sheets import first_of
from bot.intake.uploads import text_of
from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_CHARACTERS = 10_000
"""Characters of a message that are read; Discord's limit is 4,000."""

MOST_TRIED = 20
"""Groups of lines that may be a table."""

_BLOCK = re.compile(r"```(?:[A-Za-z0-9+#_.-]*+(?=[ \t]*+\n))?(.*?)(?:```|\Z)", re.DOTALL)
_BRACKETS = re.compile(r"\[.*\]|\\begin\{.*\\end\{\w+\*?\}", re.DOTALL)


def table_in(content: str, files: Sequence[tuple[str, bytes]]) -> str:
    """Return the text of the table in a message.

    The first file that can be read as a table is taken, else the first block of code, else
    the largest group of lines. Where none can be read, the first of them is returned: the
    command then says what is wrong with it.

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
    texts: list[str] = []
    for name, data in files:
        try:
            texts.append(text_of(name, data))
        except InputError as error:
            problem = problem or error
        else:
            if _is_readable(texts[-1]):
                return texts[-1]
    spoken = _in_words(content[:MOST_CHARACTERS].replace("\r\n", "\n"))
    for text in spoken:
        if _is_readable(text):
            return text
    if not texts and problem is not None:
        raise problem
    for text in texts + spoken:
        return text
    raise InputError(
        "I find no table of numbers in this message: in no file, block of code or lines. "
        "I cannot read pictures.",
        example="name,math,art\nann,1,2\nbob,3,4",
    )


def _in_words(content: str) -> list[str]:
    """Return candidates for the table in a message, the likeliest first.

    Blocks of code with numbers come first, each followed by the brackets in it.
    """
    parts = _BLOCK.split(content)
    outside, blocks = parts[::2], parts[1::2]
    texts: list[str] = []
    for block in blocks:
        if any(c.isdigit() for c in block):
            texts += [block.strip("\n"), *_BRACKETS.findall(block)]
    tables = [table for part in outside for table in text_tables.tables(part.split("\n"))]
    tables.sort(key=lambda table: -table.rows)
    texts += [table.text for table in tables[:MOST_TRIED]]
    return texts + [text for part in outside for text in _BRACKETS.findall(part)]


def _is_readable(text: str) -> bool:
    try:
        parse_data(first_of(text))
    except InputError:
        return False
    return True
