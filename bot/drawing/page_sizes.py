"""How high the blocks of a page will be, and which are too wide, in points.

Estimates: typst knows better, but asking it first takes a fifth of the time that setting takes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.drawing.lettering import width_of_words
from bot.formula.arrays import Column, Matrix, Operations
from bot.formula.node import Node, text
from bot.formula.numbers import Spelled
from bot.formula.relations import Chain
from bot.formula.shapes import Code, Index, Quotient, Root, Row, Sentence, Series, Symbol, Term
from bot.formula.sums import Minus, Sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.formula.node import Formula

PAGE_POINTS = 400
"""Width of a page: 1 point is 1 pixel on a phone."""

ROOM = 364.0
"""Width of a line."""

LETTERS = 17.0
"""Size of the letters."""

TITLE = 50.0
"""The title with the margins above it and at the page's end."""

WORDS, FURTHER_WORDS = 30.0, 21.5
"""One line of words with the room around it, and each further one."""

AROUND = 12.0
"""The room around a formula."""

LINE, FURTHER_LINE = 14.0, 25.0
"""A line of a formula, and each further one."""

CODE_LINE = 20.5
"""A line of a program."""

CHARACTER = 8.5
"""Width of a character of a formula."""

SPACE = 4.0
"""Width of a space between words or around the sign of a product."""

SYMBOL = 13.0
"""Width of a letter for a row."""

SIGN, WIDE_SIGN = 22.0, 14.0
"""Width of a sign between terms, and of a minus or the sign of a root."""

WIDTHS = {**dict.fromkeys("←↔", SIGN), **dict.fromkeys("−+=≈", WIDE_SIGN), " ": SPACE}
"""Widths of what is not as wide as other characters."""

BRACKETS = 16.0
"""Width of both brackets of a matrix."""

INDENT = 22.0
"""By how much a line is set in that goes on from the one above."""

SCRIPT = 0.72
"""Size of letters in a subscript, or in a fraction beside others."""

ENTRY, FRACTION_ENTRY = 25.0, 29.0
"""A row of a matrix."""

FRACTION = 38.0

MOST_NAMES, SPARE = 124.0, 8.0
"""The widest row operations that stand beside their matrices, and what stays free behind them."""

ARROW = 60.0
"""Width of an arrow with the room around it and a matrix's brackets."""

ENTRY_GAP = 13.6
"""Points between two columns of a matrix."""


def height(block: Formula, *, is_wide: bool) -> float:
    """Return about how high a block is with the room around it.

    Parameters
    ----------
    is_wide
        Whether matrices stand below the row operations that lead to them.
    """
    if isinstance(block, (str, Sentence)):
        words = width_of_words(text(block), LETTERS)
        return WORDS + FURTHER_WORDS * (math.ceil(words / ROOM) - 1)
    if isinstance(block, Code):
        return AROUND + CODE_LINE * len(block.lines.splitlines())
    if isinstance(block, Operations):
        names = 21.0 * len(block.operations)
        matrix = _height(block.result) * size(block) / LETTERS
        return AROUND + (names + 6 + matrix if is_wide else max(names, matrix))
    further = int(width(block) / ROOM)
    return AROUND + max(_height(block) * size(block) / LETTERS, LINE + FURTHER_LINE * further)


def are_wide(blocks: Sequence[Formula]) -> bool:
    """Whether some matrix is too wide to stand beside the row operations that lead to it."""
    names = names_width(blocks)
    return names > MOST_NAMES + SPARE or any(
        names + _width_of_matrix(block.result) + ARROW > ROOM
        for block in blocks
        if isinstance(block, Operations)
    )


def names_width(blocks: Sequence[Formula]) -> float:
    """Return the width of the column of row operations: all arrows stand behind it."""
    steps = [block for block in blocks if isinstance(block, Operations)]
    return SPARE + max((_width(name) for step in steps for name in step.operations), default=0)


def size(block: Formula) -> float:
    """Return the size of a block's letters, smaller where a matrix would stick out."""
    room = ROOM - ARROW
    return LETTERS * min(1.0, room / max(map(_width_of_matrix, _matrices(block)), default=room))


def _matrices(formula: Formula) -> Iterator[Matrix]:
    if isinstance(formula, Matrix):
        yield formula
    elif isinstance(formula, Node):
        for part in formula.parts():
            yield from _matrices(part)


def _height(formula: Formula) -> float:
    """Return the height of the tallest part of a formula."""
    if isinstance(formula, str):
        return LINE
    match formula:
        case Column():
            return sum(_row((entry,)) for entry in formula.entries)
        case Matrix():
            return sum(map(_row, formula.rows))
        case Quotient():
            return FRACTION
        case Spelled():
            return _height(formula.spelling)
        case _:
            return max(map(_height, formula.parts()), default=LINE)


def _row(entries: tuple[Formula, ...]) -> float:
    return FRACTION_ENTRY if any(_height(entry) > LINE for entry in entries) else ENTRY


def width(block: Formula) -> float:
    """Return about how wide a block is in one line."""
    match block:
        case Chain():
            signs = SIGN * len(block.others) + INDENT * (block.left is None)
            return signs + sum(map(width, block.parts()))
        case Series():
            gaps = SPACE * len(block.gap) * (len(block.items) - 1)
            return gaps + sum(map(width, block.items))
        case Column():
            return BRACKETS + max(map(_width, block.entries))
        case Matrix():
            return BRACKETS + _width_of_matrix(block) - ENTRY_GAP
        case _:
            return _width(block, fractions=1.0)


def _width_of_matrix(matrix: Matrix) -> float:
    columns = zip(*matrix.rows, strict=True)
    return sum(max(map(_width, column)) + ENTRY_GAP for column in columns)


def _width(formula: Formula, *, fractions: float = SCRIPT) -> float:
    """Return the width of a formula that does not break.

    Parameters
    ----------
    fractions
        The size of the letters in a fraction.
    """

    def of(part: Formula) -> float:
        return _width(part, fractions=fractions)

    if isinstance(formula, str):
        return _width_of_letters(formula)
    match formula:
        case Quotient():
            return fractions * max(_width(formula.over), _width(formula.under))
        case Index():
            return of(formula.base) + SCRIPT * _width(formula.index)
        case Sum():
            first, *others = formula.terms
            sizes = [term.of if isinstance(term, Minus) else term for term in others]
            return of(first) + sum(map(of, sizes)) + SIGN * len(sizes)
        case Minus() | Root():
            return WIDE_SIGN + of(formula.of)
        case Spelled():
            return of(formula.spelling)
        case Symbol():
            return SYMBOL * len(formula.name)
        case Row(parts) | Term(parts):
            return sum(map(of, parts))
        case _:
            return _width_of_letters(text(formula))


def _width_of_letters(letters: str) -> float:
    return sum(WIDTHS.get(letter, CHARACTER) for letter in letters)
