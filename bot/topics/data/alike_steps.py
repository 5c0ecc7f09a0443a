"""Two rows compared step by step, as they are and standardized."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.drawing import fonts
from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Column,
    Function,
    Index,
    Minus,
    Norm,
    Power,
    Product,
    Quotient,
    Rounded,
    Row,
    Series,
    Sum,
    Symbol,
    VectorName,
    Words,
    elided,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.pages import Block
    from bot.formula import Formula
    from bot.topics.data.points import Points

    Entries = Sequence[Fraction] | Sequence[float]

MOST_ENTRIES = 6
"""Columns up to which vectors are shown whole; of more, the first few."""

LONGEST = 24
"""Characters of a row's name."""

DIGITS = 3

A, B = VectorName("a", "first"), VectorName("b", "second")
STANDARD_A, STANDARD_B = Index(A, "s"), Index(B, "s")
COS = Function("cos", Symbol("θ"))


def working(points: Points, first: int, second: int) -> Working:
    """Return how two rows are compared."""
    names, _ = fonts.names(points.names, "row", LONGEST)
    columns, _ = fonts.names(points.columns, "column", LONGEST)
    d = len(points.columns)
    a, b = _exact(points.values[first]), _exact(points.values[second])
    x, y = points.standardized[first].tolist(), points.standardized[second].tolist()
    mean, deviation = points.mean.tolist(), points.deviation.tolist()
    few = f" (the first {MOST_ENTRIES} of {d} columns)" * (d > MOST_ENTRIES)
    score = Quotient(Sum((_number(a[0]), Minus(_number(mean[0])))), _number(deviation[0]))
    one = f"1. A row is a vector, a number for each column{few}. {names[first]} is a, "
    three = "3. The dot product: multiply column by column, and add. Divided by both lengths it is "
    four = "4. Standardize: from each number subtract the mean of its column, and divide by the "
    scales = (
        Chain(Words("mean"), (_column(mean),)),
        Chain(Words("deviation"), (_column(deviation),)),
    )
    blocks: list[Block] = [
        f"{one}{names[second]} is b:",
        _both((A, a), (B, b)),
        "2. The distance: subtract column by column, square, add, take the root.",
        *_distance(A, B, a, b),
        f"{three}the cosine.",
        *_cosine(A, B, a, b),
        f"{four}column's standard deviation:",
        Series(scales, ",    "),
        f"For {names[first]} in the column {columns[0]}:",
        Chain(score, (_number(x[0]),)),
        "Now every column has mean 0 and deviation 1, whatever its unit:",
        _both((STANDARD_A, x), (STANDARD_B, y)),
        "5. The same distance, dot product and cosine with these numbers:",
        *_distance(STANDARD_A, STANDARD_B, x, y),
        *_cosine(STANDARD_A, STANDARD_B, x, y),
    ]
    return Working("Two rows as vectors", tuple(blocks))


def _exact(entries: Floats) -> list[Fraction]:
    """Return numbers as they were typed."""
    return [Fraction(repr(x)) for x in entries.tolist()]


def _both(first: tuple[Formula, Entries], second: tuple[Formula, Entries]) -> Series:
    return Series(
        tuple(Chain(name, (_column(entries),)) for name, entries in (first, second)), ",    "
    )


def _column(entries: Entries) -> Column:
    return Column(tuple(map(_number, entries[:MOST_ENTRIES])))


def _distance(a: Formula, b: Formula, x: Entries, y: Entries) -> list[Block]:
    apart = Norm(Sum((a, Minus(b))))
    differences = [p - q for p, q in zip(x, y, strict=True)]
    squares = tuple(
        t if isinstance(t, str) else Power(_number(t), "2") for t in elided(differences)
    )
    total = sum(t * t for t in differences)
    return [
        Chain(Power(apart, "2"), (Sum(squares), _number(total))),
        Chain(apart, (_number(_root(total)),)),
    ]


def _root(square: Fraction | float) -> Fraction | float:
    """Return the root, exact where it is a short decimal."""
    root = math.sqrt(square)
    exact = Fraction(repr(root))
    return exact if isinstance(square, Fraction) and exact * exact == square else root


def _cosine(a: Formula, b: Formula, x: Entries, y: Entries) -> list[Block]:
    pairs = elided(list(zip(x, y, strict=True)))
    terms = tuple(
        pair if isinstance(pair, str) else Product((_number(pair[0]), _number(pair[1])))
        for pair in pairs
    )
    dot = sum(p * q for p, q in zip(x, y, strict=True))
    blocks: list[Block] = [Chain(Row((a, " · ", b)), (Sum(terms), _number(dot)))]
    lengths = [_root(sum(t * t for t in entries)) for entries in (x, y)]
    if min(lengths) > 0:
        under = Product(tuple(map(_number, lengths)))
        cosine = float(dot) / float(lengths[0]) / float(lengths[1])
        blocks.append(Chain(COS, (Quotient(_number(dot), under), Rounded(cosine, 4))))
    return blocks


def _number(x: Fraction | float) -> Rounded:
    return Rounded(x, DIGITS)
