"""Pieces of typeset working that several topics share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.typeset import (
    Node,
    brackets,
    elided,
    formula,
    fraction,
    joined,
    norm,
    number,
    power,
    relation,
    root,
    row,
)
from bot.topics.kit import wording

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from linalg_engine.vectors import Norm, Scalar, Vector


def length_node(length: Norm, style: Style) -> Node:
    """Return a length as a root where it is one."""
    return _radical(wording.length_spellings(length, style)[0][1])


def length_end(length: Norm, style: Style) -> list[Node]:
    """Return "= √5 ≈ 2.2361"."""
    spellings = wording.length_spellings(length, style)
    return [node for sign, text in spellings for node in (relation(sign), _radical(text))]


def _radical(text: str) -> Node:
    """Return what `formatting.root` wrote, such as "5√2/3", with a real root and fraction."""
    over, slash, under = text.partition("/")
    before, sign, radicand = over.partition("√")
    node = row(before, root(radicand)) if sign else over
    return fraction(node, under) if slash else node


def with_gap(nodes: list[Node], count: int) -> list[Node]:
    """Put "…" before the last node where not all of ``count`` are shown."""
    return nodes if len(nodes) == count else [*nodes[:-1], "…", nodes[-1]]


def factor(x: Scalar, style: Style, *, first: bool = False) -> Node:
    """Return a number inside a sum or product: negative ones in brackets, but for the first."""
    node = number(x, style)
    return brackets(node) if x < 0 and not first else node


def length_blocks(name: Node, v: Vector, length: Norm, style: Style) -> list[dict[str, object]]:
    """Return "‖v‖² = 1² + 2² = 5" and "‖v‖ = √5 ≈ 2.2361".

    The sum stands on a line of its own, which breaks where it is too long; under a root it
    could not.
    """
    squares: list[Node] = [power(factor(x, style), "2") for x in elided(list(v))]
    total: list[Node] = []
    if length.square is not None:
        total = [relation(style.sign(length.square)), number(length.square, style)]
    sign = style.sign_of_all(v)
    return [
        formula(
            power(norm(name), "2"), relation(sign), *joined(with_gap(squares, len(v)), "+"), *total
        ),
        formula(norm(name), *length_end(length, style)),
    ]
