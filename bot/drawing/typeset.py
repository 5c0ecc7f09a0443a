"""Mathematics set like a textbook's, by typst, from plain data.

A working is a list of blocks; a formula is a tree of small dictionaries that the functions
below build. The same tree is read aloud by `plain` for alt text and for copying.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import typst

from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, WIDTH
from linalg_engine.exact import Surd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from bot.drawing.style import Style, Theme
    from linalg_engine.exact import Scalar

Node = str | dict[str, Any]
"""A piece of a formula: text as it is, or a dictionary with a ``kind``."""

PAGE_POINTS = 400
"""Width of a page in points: 1 point is 1 pixel on a phone."""

MOST_ENTRIES = 8
"""Entries of a column that are set before the middle is left out."""

ONE_THING = re.compile(r"[\w.]+|√\w+|‖\w+‖|\[[^]]*\]|\([^()]*\)")
"""Text that needs no brackets to be under a root or over a power."""

PAGE_LINES = 27.0
"""Lines of text that a page holds: about as high as a phone's screen is."""

MOST_PAGES = 8
"""Pages of one working: a message shows 10 pictures."""

BASE = re.compile(r"[\w.]+|\(.*\)|‖.*‖|\[.*\]")
"""Text whose power needs no brackets."""

ALT_LIMIT = 1000
"""Characters of alt text; Discord takes 1024."""


@dataclass(frozen=True)
class Working:
    """The steps of a calculation: blocks of prose and formulas under a title."""

    title: str
    blocks: tuple[dict[str, Any], ...]

    def plain(self) -> str:
        """Return the working as lines of text."""
        return "\n".join(
            block["text"] if block["kind"] == "prose" else "".join(map(plain, block["items"]))
            for block in self.blocks
        )


def typeset(working: Working, theme: Theme) -> tuple[Picture, ...]:
    """Return the working as PNG pages, each short enough to be read on a phone."""
    groups = _pages(working.blocks)
    return tuple(
        _page(working.title, blocks, theme, number, len(groups))
        for number, blocks in enumerate(groups, start=1)
    )


def _pages(blocks: tuple[dict[str, Any], ...]) -> list[tuple[dict[str, Any], ...]]:
    """Divide the blocks into pages; a block is never torn, and words stay with what follows."""
    pages: list[list[dict[str, Any]]] = [[]]
    room = PAGE_LINES
    for position, block in enumerate(blocks):
        follower = blocks[position + 1 : position + 2] if block["kind"] == "prose" else ()
        wanted = sum(_lines(b) for b in (block, *follower))
        if wanted > room and pages[-1]:
            pages.append([])
            room = PAGE_LINES
        pages[-1].append(block)
        room -= _lines(block)
    if len(pages) > MOST_PAGES:
        left_out = len(pages) - MOST_PAGES
        pages = pages[:MOST_PAGES]
        pages[-1].append(prose(f"… and {left_out} more pages of the same kind."))
    return [tuple(page) for page in pages]


def _lines(block: dict[str, Any]) -> float:
    """Estimate the height of a block in lines of text, from the tallest thing in it."""
    if block["kind"] == "prose":
        return 1 + len(block["text"]) / 45
    tallest = max((_height(item) for item in block["items"]), default=1.0)
    return 0.6 + tallest


def _height(node: Node) -> float:
    """Estimate the height of a piece of a formula in lines."""
    if isinstance(node, str):
        return 1.0
    match node["kind"]:
        case "column":
            return sum(_height(item) for item in node["items"])
        case "matrix":
            return sum(max(map(_height, entries), default=1.0) for entries in node["rows"])
        case "row":
            return max(map(_height, node["items"]), default=1.0)
        case "operations":
            return float(len(node["items"]))
        case "fraction":
            return 1.6
        case _:
            return 1.0


def _page(
    title: str, blocks: tuple[dict[str, Any], ...], theme: Theme, number: int, count: int
) -> Picture:
    full_title = title if count == 1 else f"{title} ({number} of {count})"
    page = {
        "colours": asdict(COLOURS[theme]),
        "blocks": [{"kind": "title", "text": full_title}, *blocks],
    }
    png = _compiler().compile(
        _template(),
        format="png",
        ppi=72 * WIDTH / PAGE_POINTS,
        sys_inputs={"page": json.dumps(page)},
    )
    if not isinstance(png, bytes):
        raise TypeError("typst gave several pages or none; the page's height is automatic")
    alt = f"{full_title}, step by step: {Working(title, blocks).plain()}".replace("\n", "; ")
    if len(alt) > ALT_LIMIT:
        alt = alt[:ALT_LIMIT] + "…"
    return Picture(f"steps-{number}.png", png, alt)


def prose(text: str) -> dict[str, Any]:
    """Return a block of words."""
    return {"kind": "prose", "text": text}


def formula(*items: Node) -> dict[str, Any]:
    """Return a block of one formula, which breaks into lines where it is too long."""
    return {"kind": "formula", "items": list(items)}


def number(value: Scalar, style: Style) -> Node:
    """Return a number: a fraction as a fraction, with the sign before it."""
    text = style.number(value)
    if isinstance(value, Surd) and "√" in text:
        return row(*_sum_of_roots(value))
    over, slash, under = text.partition("/")
    if not slash:
        return text
    return row(*(["−"] if over[0] == "−" else []), fraction(over.lstrip("−"), under))


def _sum_of_roots(value: Surd) -> list[Node]:
    nodes: list[Node] = []
    for radicand, coefficient in value.terms:
        sign = "−" if coefficient < 0 else "+"
        nodes += [operator(sign)] if nodes else ["−"] if coefficient < 0 else []
        nodes.append(_term(abs(radicand), abs(coefficient)))
        if radicand < 0:
            nodes.append(" i")
    return nodes


def _term(radicand: int, size: Fraction) -> Node:
    top: Node = str(size.numerator)
    if radicand != 1:
        of = root(str(radicand))
        top = of if size.numerator == 1 else row(top, of)
    return top if size.denominator == 1 else fraction(top, str(size.denominator))


def symbol(name: str) -> Node:
    """Return a scalar's name, in italics."""
    return {"kind": "symbol", "name": name}


def vector(name: str, role: str = "text") -> Node:
    """Return a vector's name, bold and in its colour."""
    return {"kind": "vector", "name": name, "role": role}


def relation(sign: str) -> Node:
    """Return a relation sign such as "=", with its space."""
    return {"kind": "relation", "sign": sign}


def operator(sign: str) -> Node:
    """Return a binary operator such as "+", with its space."""
    return {"kind": "operator", "sign": sign}


def fraction(over: Node, under: Node) -> Node:
    """Return a fraction."""
    return {"kind": "fraction", "over": over, "under": under}


def root(of: Node) -> Node:
    """Return a square root."""
    return {"kind": "root", "of": of}


def brackets(of: Node) -> Node:
    """Return ``of`` in brackets as high as it is."""
    return {"kind": "brackets", "of": of}


def power(base: Node, exponent: Node) -> Node:
    """Return a power; whatever is more than one plain number or name gets brackets."""
    if not BASE.fullmatch(plain(base)):
        base = brackets(base)
    return {"kind": "power", "base": base, "exponent": exponent}


def norm(of: Node) -> Node:
    """Return ``of`` between double bars."""
    return {"kind": "norm", "of": of}


def index(base: Node, lower: Node) -> Node:
    """Return ``base`` with a subscript."""
    return {"kind": "index", "base": base, "index": lower}


def column(entries: Sequence[Scalar], style: Style) -> Node:
    """Return a column vector, its middle left out where it is long."""
    nodes = [number(entry, style) for entry in elided(entries)]
    if len(entries) > MOST_ENTRIES:
        nodes.insert(MOST_ENTRIES - 2, "⋮")
    return {"kind": "column", "items": nodes}


def matrix(a: NDArray[Any], style: Style, bar: int | None = None) -> Node:
    """Return a matrix of shape (m, n), with an upright bar before column ``bar``."""
    rows = [[number(entry, style) for entry in entries] for entries in a]
    return {"kind": "matrix", "rows": rows, "bar": bar}


def operations(items: Sequence[Node]) -> Node:
    """Return row operations, one below the other, over an arrow to what they lead to."""
    return {"kind": "operations", "items": list(items)}


def elided(entries: Sequence[Scalar]) -> list[Scalar]:
    """Return all entries, or the first few and the last of many."""
    if len(entries) <= MOST_ENTRIES:
        return list(entries)
    return [*entries[: MOST_ENTRIES - 2], entries[-1]]


def row(*items: Node) -> Node:
    """Return the items one after the other."""
    return {"kind": "row", "items": list(items)}


def words(text: str) -> Node:
    """Return upright words inside a formula."""
    return {"kind": "words", "text": text}


def joined(items: Iterable[Node], sign: str) -> list[Node]:
    """Return the items with an operator between each two."""
    nodes: list[Node] = []
    for item in items:
        if nodes:
            nodes.append(operator(sign))
        nodes.append(item)
    return nodes


def plain(node: Node) -> str:
    """Return a piece of a formula as text."""
    return node if isinstance(node, str) else _PLAIN[node["kind"]](node)


def _grouped(node: Node) -> str:
    """Return a piece as text, in brackets unless it is one thing anyway."""
    text = plain(node)
    return text if ONE_THING.fullmatch(text) else f"({text})"


_PLAIN: dict[str, Callable[[dict[str, Any]], str]] = {
    "row": lambda node: "".join(map(plain, node["items"])),
    "symbol": lambda node: node["name"],
    "vector": lambda node: node["name"],
    "words": lambda node: node["text"],
    "relation": lambda node: f" {node['sign']} ",
    "operator": lambda node: f" {node['sign']} ",
    "fraction": lambda node: f"{_grouped(node['over'])}/{_grouped(node['under'])}",
    "root": lambda node: f"√{_grouped(node['of'])}",
    "power": lambda node: f"{_grouped(node['base'])}^{_grouped(node['exponent'])}",
    "index": lambda node: f"{plain(node['base'])}_{plain(node['index'])}",
    "brackets": lambda node: f"({plain(node['of'])})",
    "norm": lambda node: f"‖{plain(node['of'])}‖",
    "matrix": lambda node: (
        "[" + "; ".join(", ".join(map(plain, entries)) for entries in node["rows"]) + "]"
    ),
    "operations": lambda node: ", ".join(map(plain, node["items"])) + " → ",
    "column": lambda node: "[" + ", ".join(map(plain, node["items"])) + "]",
}


@cache
def _compiler() -> typst.Compiler:
    # One a process: it keeps the fonts. System fonts are ignored, so that a page looks the
    # same everywhere.
    return typst.Compiler(ignore_system_fonts=True)


@cache
def _template() -> bytes:
    return resources.files("bot.drawing").joinpath("page.typ").read_bytes()
