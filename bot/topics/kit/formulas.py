"""Pieces of typeset working that several topics share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.typeset import (
    Node,
    brackets,
    elided,
    formula,
    joined,
    norm,
    number,
    power,
    relation,
)
from bot.topics.kit import wording
from linalg_engine import vectors

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from linalg_engine.vectors import Norm, Scalar, Vector


def length_node(length: Norm, style: Style) -> Node:
    """Return a length as a root where it is one."""
    return number(length.value, style)


def length_end(length: Norm, style: Style) -> list[Node]:
    """Return "= √5 ≈ 2.2361"."""
    (sign, _), *rounded = wording.length_spellings(length, style)
    start: list[Node] = [relation(sign), length_node(length, style)]
    return start + [node for sign, text in rounded for node in (relation(sign), text)]


def with_gap(nodes: list[Node], count: int) -> list[Node]:
    """Put "…" before the last node where not all of ``count`` are shown."""
    return nodes if len(nodes) == count else [*nodes[:-1], "…", nodes[-1]]


def factor(x: Scalar, style: Style, *, first: bool = False) -> Node:
    """Return a number inside a product: sums in brackets, and negative ones but for the first."""
    node = number(x, style)
    is_sum = " " in style.number(x)
    return brackets(node) if is_sum or (x < 0 and not first) else node


def length_blocks(name: Node, v: Vector, length: Norm, style: Style) -> list[dict[str, object]]:
    """Return "‖v‖² = 1² + 2² = 5" and "‖v‖ = √5 ≈ 2.2361".

    The sum stands on a line of its own, which breaks where it is too long; under a root it
    could not.
    """
    squares: list[Node] = [power(factor(x, style), "2") for x in elided(list(v))]
    total: list[Node] = []
    if vectors.is_exact(v):
        square = vectors.dot(v, v).value
        total = [relation(style.sign(square)), number(square, style)]
    sign = style.sign_of_all(v)
    return [
        formula(
            power(norm(name), "2"), relation(sign), *joined(with_gap(squares, len(v)), "+"), *total
        ),
        formula(norm(name), *length_end(length, style)),
    ]
