"""Cosines of words, worked out and to take away. Entries are the whole numbers that are stored."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Function,
    Matrix,
    Minus,
    Norm,
    Product,
    Quotient,
    Root,
    Rounded,
    Row,
    Sentence,
    Sum,
    Symbol,
    VectorName,
    Words,
    elided,
    equals,
)
from bot.topics.kit.answer import Copies
from bot.topics.words.space import units, vectors
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.pages import Block
    from bot.formula import Notation

    Named = tuple[str, int]
    """A word and its row."""

MOST_TERMS = 4
"""Products and entries that are written out."""

A, B = VectorName("a", "first"), VectorName("b", "second")
DOT = Product((A, B))
COSINE = Quotient(DOT, Row((Norm(A), " ", Norm(B))))

CODE = """\
lengths = np.linalg.norm(V, axis=1)
cosines = V @ V[0] / (lengths * lengths[0])"""


def cosine(first: Named, second: Named, say: Notation) -> Working:
    """Return the steps from two words' vectors to their cosine."""
    a, b = (entries(row) for _, row in (first, second))
    products = [Product((say.number(x), say.number(y))) for x, y in zip(a, b, strict=True)]
    value = sum(x * y for x, y in zip(a, b, strict=True))
    squares = [sum(x * x for x in v) for v in (a, b)]
    lengths = Product(tuple(Root(str(square)) for square in squares))
    found = float(value) / math.sqrt(squares[0] * squares[1])
    blocks: list[Block] = [
        Sentence((A, f" is the vector of {first[0]}, ", B, f" that of {second[0]}:")),
        Chain(A, (_row(a, say),)),
        Chain(B, (_row(b, say),)),
        f"Multiply entry by entry, and add up all {len(a)} products:",
        Chain(DOT, (Sum(elided(products, MOST_TERMS, fewest=1)),)),
        equals(say.number(value)),
        "Divide by both lengths, so that only the directions count:",
        COSINE,
        equals(Quotient(say.number(value), lengths)),
        equals(Rounded(found)),
    ]
    return Working(f"{first[0]} and {second[0]}", tuple(blocks))


def total(named: Sequence[Named], signs: Sequence[int], end: Floats, found: Named) -> Working:
    """Return the steps from words with signs to the end of their sum and its nearest word."""
    terms = [
        Minus(Words(word)) if sign < 0 else Words(word)
        for (word, _), sign in zip(named, signs, strict=True)
    ]
    blocks: list[Block] = ["Each word's vector, divided by its length:"]
    rows = units([row for _, row in (*named, found)])
    blocks += [
        Chain(Words(word), (_rounded(v),)) for (word, _), v in zip(named, rows, strict=False)
    ]
    likeness = float(rows[-1] @ end / np.linalg.norm(end))
    blocks += [
        "Added and subtracted entry by entry:",
        Sum(tuple(terms)),
        equals(_rounded(end)),
        "The word of largest cosine to it, those of the question left out:",
        Chain(Words(found[0]), (_rounded(rows[-1]),)),
        Chain(Function("cos", Symbol("θ")), (Rounded(likeness),)),
    ]
    return Working("From word to word", tuple(blocks))


def _rounded(v: Floats) -> Matrix:
    entries = [Rounded(float(x), 3, has_zeros=True) for x in v]
    return Matrix((elided(entries, MOST_TERMS, "⋯", fewest=1),))


def copies_of_cosines(named: Sequence[Named]) -> Copies:
    """Return the vectors of words, and how the cosines to the first follow from them."""
    listed = "\n".join(f"# row {i}: {word}" for i, (word, _) in enumerate(named))
    table = vectors()[[row for _, row in named]].astype(int)
    first = np.array(entries(named[0][1]), dtype=float)
    found = table @ first / (np.linalg.norm(table, axis=1) * np.linalg.norm(first))
    return Copies(
        text="\n".join(f"{x:.4f}  {word}" for (word, _), x in zip(named, found, strict=True)),
        numpy=f"import numpy as np\n\n{listed}\nV = {formatting.numpy_text(table)}\n{CODE}",
        latex=COSINE.latex(),
    )


def entries(row: int) -> list[Fraction]:
    """Return the entries of a word's vector."""
    return [Fraction(int(x)) for x in vectors()[row]]


def _row(v: Sequence[Fraction], say: Notation) -> Matrix:
    return Matrix((elided([say.number(x) for x in v], MOST_TERMS, "⋯", fewest=1),))
