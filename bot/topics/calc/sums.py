"""The working of functions that make one number of many: sums, means, spreads, the largest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.formula import (
    Brackets,
    Chain,
    Listed,
    Power,
    Product,
    Quotient,
    Root,
    Row,
    Sum,
    Words,
    elided,
)
from bot.topics.calc.operations import plain
from linalg_engine.expressions import evaluate, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.expressions import Evaluated

SPREADS = {"std": 0, "var": 0, "pstdev": 0, "pvariance": 0, "stdev": 1, "sd": 1, "variance": 1}
"""What is taken off n before it divides."""

ROOTS = ("std", "pstdev", "stdev", "sd")

MOST_SQUARES = 3
"""Squares that are written out beside "…": a line has no room for more."""

WORDS = {
    "sum": "Add all numbers",
    "prod": "Multiply all numbers",
    "mean": "Add all numbers, and divide by how many there are",
    "median": "Put the numbers in order, and take the middle one, of two their mean",
    "max": "Take the largest number",
    "min": "Take the smallest number",
    "argmax": "Take the place of the largest number, counted from 1",
    "argmin": "Take the place of the smallest number, counted from 1",
}


def axis_of(piece: Evaluated) -> int | None:
    """Return 0 or 1 where a matrix is taken by columns or by rows, else None."""
    if len(shape_of(piece.parts[0].value)) != 2:
        return None
    named: Any = dict(piece.keywords).get("axis")
    axis: Any = piece.parts[1].value if len(piece.parts) > 1 else named
    return None if axis is None else int(axis) % 2


def lanes_of(piece: Evaluated) -> list[list[Any]]:
    """Return the numbers that are taken together."""
    first: Any = piece.parts[0].value
    if not shape_of(first):
        return [[plain(part.value) for part in piece.parts]]
    axis = axis_of(piece)
    if axis is None:
        return [first.reshape(-1).tolist()]
    array: Any = first.T if axis == 0 else first
    return array.tolist()


def blocks(piece: Evaluated, say: Notation) -> Iterator[Block]:
    """Return the working of a piece."""
    name = "mean" if piece.operation == "average" else piece.operation
    axis = axis_of(piece)
    lane_name = "" if axis is None else ("column", "row")[axis]
    found = WORDS.get(name)
    if found is not None:
        yield f"{found}{f' of each {lane_name}' if lane_name else ''}:"
    array: Any = np.asarray(piece.value)
    results: list[Any] = array.reshape(-1).tolist()
    lanes = lanes_of(piece)
    if name in ("argmax", "argmin") and axis is None and len(results) == 2:
        results = [piece.value]
    for number, (lane, result) in enumerate(zip(lanes, results, strict=True), 1):
        label = (Words(f"{lane_name} {number}: "),) if lane_name else ()
        if name in SPREADS:
            yield from _spread(piece, lane, result, lane_name and f" of {lane_name} {number}", say)
        else:
            yield Row((*label, _line(name, lane, result, say)))


def _line(name: str, lane: list[Any], result: Any, say: Notation) -> Formula:
    numbers = tuple(map(say.number, lane))
    if shape_of(result):  # the row and column of a place
        return Chain(
            Words("largest at row, column" if name == "argmax" else "smallest at"),
            (say.vector(result),),
        )
    value = say.number(result)
    match name:
        case "sum":
            return Chain(say.sum_of(lane), (value,))
        case "mean":
            return Chain(Quotient(say.sum_of(lane), str(len(lane))), (value,))
        case "prod":
            return Chain(Product(numbers), (value,))
        case "median":
            ordered = Listed(tuple(map(say.number, sorted(lane))))
            return Row((ordered, Words("  middle "), Chain(None, (value,))))
        case _:
            return Chain(Row((Words(name), Brackets(Listed(numbers)))), (value,))


def _spread(
    piece: Evaluated, lane: list[Any], result: Any, of: str, say: Notation
) -> Iterator[Block]:
    name = piece.operation
    less: Any = dict(piece.keywords).get("ddof", SPREADS[name])
    middle: Any = evaluate("mean(x)", {"x": np.array(lane, dtype=object)})
    yield f"{name}{of}. First the mean:"
    yield Chain(Quotient(say.sum_of(lane), str(len(lane))), (say.number(middle),))
    divisor = f"n − 1 = {len(lane) - 1} (a sample's)" if less else f"n = {len(lane)}"
    root = ", and take the root" if name in ROOTS else ""
    yield f"Square the distances to it, add them, divide by {divisor}{root}:"
    squares = tuple(
        Power(Brackets(Row((_in_sum(say.number(x)), " − ", _in_sum(say.number(middle))))), "2")
        for x in lane
    )
    variance: Any = evaluate(
        f"{'variance' if less else 'pvariance'}(x)", {"x": np.array(lane, dtype=object)}
    )
    quotient = Quotient(Sum(elided(squares, MOST_SQUARES)), str(len(lane) - int(less)))
    if name not in ROOTS:
        yield Chain(quotient, (say.number(variance),))
        return
    yield Chain(quotient, (say.number(variance),))
    yield Chain(Root(say.number(variance)), (say.number(result),))


def _in_sum(number: Formula) -> Formula:
    return Brackets(number) if str(number).startswith("−") else number
