"""The steps of a calculation as pages, set like a textbook's by typst, from plain data."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.drawing.page_lines import lines
from bot.drawing.page_sizes import PAGE_POINTS, TITLE, are_wide, height, names_width, size
from bot.drawing.picture import Picture
from bot.drawing.style import WIDTH
from bot.drawing.typesetting import compiled_pages
from bot.formula.arrays import Operations
from bot.formula.node import Node
from bot.formula.shapes import Code, Sentence
from bot.text import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.style import Theme
    from bot.formula.node import Data

LOW = 309.0
"""Points that a page is high at most where few pages are enough: 850 pixels. A picture that is
higher than wide is shown small in Discord's window, and has to be opened to be read."""

MOST_LOW = 6
"""Pages that are few enough for that."""

HIGHEST = 640.0
"""Points that a page is high at most: about as high as a phone's screen is."""

END = 1.2
"""How much higher a last page may be that takes what would be alone on one more."""

HIGHEST_END = END * HIGHEST

TALLEST = 1.6 * HIGHEST
"""The same for the pages of a working that would otherwise be cut short."""

EVEN = 0.6
"""Share of the highest page that every page fills, where pages are about equally high."""

MOST_PAGES = 8
"""Pages of one working: a message shows 10 pictures."""

ALT_LIMIT = 1000
"""Characters of alt text; Discord takes 1024."""

Block = str | Node
"""A paragraph, plain words or a `Sentence` with formulas among them, or a formula in lines of its
own, which breaks where it is too long."""

KINDS: dict[type[Node], str] = {Sentence: "sentence", Operations: "operations", Code: "code"}
"""How a page sets what is not a plain formula."""


@dataclass(frozen=True)
class Working:
    """The steps of a calculation under a title, or what is asked for under the question.

    The title is "" where it stands above the picture already.
    """

    title: str
    blocks: tuple[Block, ...]
    is_question: bool = False

    def plain(self) -> str:
        """Return the working as lines of text."""
        return "\n".join(
            f" {block}" if isinstance(block, Node) and block.goes_on else str(block)
            for block in self.blocks
        )


def typeset(working: Working, theme: Theme) -> tuple[Picture, ...]:
    """Return the working as PNG pages, each short enough to be read on a phone."""
    blocks = [line for block in working.blocks for line in lines(block)]
    groups = fitting(blocks)
    titles = [
        working.title
        if len(groups) == 1
        else f"{working.title} ({number} of {len(groups)})".strip()
        for number in range(1, len(groups) + 1)
    ]
    pages = [
        {"title": title, "blocks": [_data(block) for block in group]}
        for title, group in zip(titles, groups, strict=True)
    ]
    given = {"pages": pages, "names": names_width(blocks), "is-wide": are_wide(blocks)}
    pngs = compiled_pages("page.typ", given, theme, WIDTH / PAGE_POINTS)
    return tuple(
        Picture(f"steps-{number}.png", png, _alt(title, group, is_question=working.is_question))
        for number, (png, title, group) in enumerate(zip(pngs, titles, groups, strict=True), 1)
    )


def fitting(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """Divide blocks into pages lower than wide if that makes few of them, else into higher ones."""
    low = divided(blocks, LOW)
    return low if len(low) <= MOST_LOW else divided(blocks)


def divided(blocks: Sequence[Block], highest: float = HIGHEST) -> list[tuple[Block, ...]]:
    """Divide blocks into pages about equally high, at most so many points.

    A block is never split, words stay with what follows, and a line that goes on with what it goes
    on from. Pages begin with words where that leaves them about equally high. The last step is
    never alone on a page, where that would not be much too high.
    """
    is_wide = are_wide(blocks)
    heights = [height(block, is_wide=is_wide) for block in blocks]
    starts = [k for k in range(len(blocks)) if not k or _can_begin(blocks[k - 1], blocks[k])]
    first_words = [k for k in starts if not k or _is_prose(blocks[k])]
    pages = _balanced(heights, first_words, highest)
    if not _are_even(pages, heights, highest):
        pages = _balanced(heights, starts, highest)
    found = [tuple(blocks[start:stop]) for start, stop in pages]
    if len(found) > MOST_PAGES:
        left_out = len(found) - MOST_PAGES
        found = found[:MOST_PAGES]
        found[-1] += (f"… and {left_out} more pages of the same kind.",)
    return found


def _can_begin(before: Block, block: Block) -> bool:
    """Whether a page may begin with a block."""
    goes_on = isinstance(block, Node) and block.goes_on
    return not goes_on and not _is_prose(before)


def _balanced(
    heights: Sequence[float], starts: Sequence[int], highest: float
) -> list[tuple[int, int]]:
    """Return where each page begins and ends: as few as possible, the highest as low as possible.

    Parameters
    ----------
    heights
        Of the blocks.
    starts
        The blocks with which a page may begin.
    highest
        Points that a page is high at most.
    """
    if len(starts) > 1 and sum(heights[starts[-2] :]) <= END * highest - TITLE:
        starts = starts[:-1]
    parts = list(pairwise([*starts, len(heights)]))
    sizes = [sum(heights[start:stop]) for start, stop in parts]
    count = len(_filled(sizes, highest))
    if count > MOST_PAGES and highest == HIGHEST:  # low pages are given up instead
        count = max(MOST_PAGES, len(_filled(sizes, TALLEST)))
    pages = _filled(sizes, _lowest(sizes, count))
    return [(parts[first][0], parts[last - 1][1]) for first, last in pages]


def _are_even(
    pages: Sequence[tuple[int, int]], heights: Sequence[float], highest: float = HIGHEST
) -> bool:
    """Whether no page is too high, of which the last may be higher, or much lower than others."""
    sizes = [TITLE + sum(heights[start:stop]) for start, stop in pages]
    if max(sizes) > END * highest or any(size > highest for size in sizes[:-1]):
        return False
    return min(sizes) >= EVEN * max(sizes)


def _filled(heights: Sequence[float], highest: float) -> list[tuple[int, int]]:
    """Fill one page after the other; return where each begins and ends."""
    pages: list[tuple[int, int]] = []
    start, used = 0, TITLE
    for position, needed in enumerate(heights):
        if used + needed > highest and position > start:
            pages.append((start, position))
            start, used = position, TITLE
        used += needed
    return [*pages, (start, len(heights))]


def _lowest(heights: Sequence[float], count: int) -> float:
    """Return the height, to a point, that so many pages need at least."""
    low, high = 0.0, TALLEST
    while high - low > 1:
        middle = (low + high) / 2
        if len(_filled(heights, middle)) <= count:
            high = middle
        else:
            low = middle
    return high


def _is_prose(block: Block) -> bool:
    return isinstance(block, (str, Sentence))


def _alt(title: str, blocks: tuple[Block, ...], *, is_question: bool) -> str:
    head = title if is_question or not title else f"{title}, step by step:"
    said = f"{head} {Working(title, blocks).plain()}".strip()
    return shorten(said.replace("\n", "; "), ALT_LIMIT)


def _data(block: Block) -> Data:
    node = Sentence((block,)) if isinstance(block, str) else block
    kind = KINDS.get(type(node), "formula")
    return {"kind": kind, "of": node.typst(), "goes-on": node.goes_on, "size": size(node)}
