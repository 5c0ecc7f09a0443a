"""The steps of a calculation as pages, set like a textbook's by typst, from plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.picture import Picture
from bot.drawing.style import WIDTH
from bot.drawing.typesetting import compiled
from bot.formula.arrays import Column, Matrix, Operations
from bot.formula.node import Node
from bot.formula.numbers import Spelled
from bot.formula.shapes import Quotient
from bot.text import shorten

if TYPE_CHECKING:
    from bot.drawing.style import Theme
    from bot.formula.node import Data, Formula

PAGE_POINTS = 400
"""Width of a page in points: 1 point is 1 pixel on a phone."""

PAGE_LINES = 27.0
"""Lines of text that a page holds: about as high as a phone's screen is."""

PROSE_CHARACTERS = 45
"""Characters in a line of words."""

MOST_PAGES = 8
"""Pages of one working: a message shows 10 pictures."""

ALT_LIMIT = 1000
"""Characters of alt text; Discord takes 1024."""

Block = str | Node
"""A paragraph of words, or a formula, which breaks into lines where it is too long."""


@dataclass(frozen=True)
class Working:
    """The steps of a calculation, under a title."""

    title: str
    blocks: tuple[Block, ...]

    def plain(self) -> str:
        """Return the working as lines of text."""
        return "\n".join(
            f" {block}" if isinstance(block, Node) and block.goes_on else str(block)
            for block in self.blocks
        )


def typeset(working: Working, theme: Theme) -> tuple[Picture, ...]:
    """Return the working as PNG pages, each short enough to be read on a phone."""
    groups = _pages(working.blocks)
    return tuple(
        _page(working.title, blocks, theme, number, len(groups))
        for number, blocks in enumerate(groups, start=1)
    )


def _pages(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """Divide the blocks into pages; a block is never split, and words stay with what follows."""
    pages: list[list[Block]] = [[]]
    room = PAGE_LINES
    for position, block in enumerate(blocks):
        follower = blocks[position + 1 : position + 2] if isinstance(block, str) else ()
        wanted = sum(_lines(b) for b in (block, *follower))
        if wanted > room and pages[-1]:
            pages.append([])
            room = PAGE_LINES
        pages[-1].append(block)
        room -= _lines(block)
    if len(pages) > MOST_PAGES:
        left_out = len(pages) - MOST_PAGES
        pages = pages[:MOST_PAGES]
        pages[-1].append(f"… and {left_out} more pages of the same kind.")
    return [tuple(page) for page in pages]


def _lines(block: Block) -> float:
    """Estimate the height of a block in lines of text."""
    if isinstance(block, str):
        return 1 + len(block) / PROSE_CHARACTERS
    return 0.6 + _height(block)


def _height(formula: Formula) -> float:
    """Estimate the height of a formula in lines, from the tallest part of it."""
    if isinstance(formula, str):
        return 1.0
    match formula:
        case Column():
            return sum(map(_height, formula.entries))
        case Matrix():
            return sum(max(map(_height, row), default=1.0) for row in formula.rows)
        case Operations():
            return max(float(len(formula.operations)), _height(formula.result))
        case Quotient():
            return 1.6
        case Spelled():
            return _height(formula.spelling)
        case _:
            return max(map(_height, formula.parts()), default=1.0)


def _page(title: str, blocks: tuple[Block, ...], theme: Theme, number: int, count: int) -> Picture:
    full_title = title if count == 1 else f"{title} ({number} of {count})"
    page = {
        "title": full_title,
        "blocks": [_data(block) for block in blocks],
    }
    png = compiled("page.typ", page, theme, WIDTH / PAGE_POINTS)
    alt = f"{full_title}, step by step: {Working(title, blocks).plain()}".replace("\n", "; ")
    return Picture(f"steps-{number}.png", png, shorten(alt, ALT_LIMIT))


def _data(block: Block) -> Data:
    if isinstance(block, str):
        return {"kind": "prose", "text": block}
    return {"kind": "formula", "of": block.typst(), "goes-on": block.goes_on}
