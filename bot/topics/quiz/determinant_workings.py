"""How the determinant of a small matrix is found: two diagonals, or expanding along a line."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import (
    Brackets,
    Chain,
    Function,
    Index,
    Minus,
    Notation,
    Product,
    Sum,
    Symbol,
    Term,
)

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.formula import Formula
    from linalg_engine.matrices import Matrix

SAY = Notation()
DET_A = Function("det", Symbol("A"))


def determinant(a: Matrix) -> Fraction:
    """Return a determinant by the first row, quicker than elimination where that is small."""
    if len(a) == 1:
        return a[0, 0]
    parts = ((-1) ** k * x * determinant(np.delete(a[1:], k, 1)) for k, x in enumerate(a[0]) if x)
    return sum(parts, Fraction(0))


def determinant_found(a: Matrix) -> tuple[Block, ...]:
    """Return how the determinant of a matrix is found, shape (2, 2), (3, 3) or (4, 4)."""
    if len(a) == 2:
        words = "Top left times bottom right, minus top right times bottom left:"
        return words, Chain(DET_A, (diagonals(a), SAY.number(determinant(a))))
    name, places = sparsest(a)
    signs = " ".join("−" if _is_odd(place) else "+" for place in places)
    blocks: list[Block] = [f"Expand along {name}, with the signs {signs}. A 0 adds nothing."]
    kept = [place for place in places if a[place]]
    for place in kept:
        blocks += _minor(a, place)
    names = tuple(_signed(place, Term((_named("a", place), _named("M", place)))) for place in kept)
    values = tuple(
        _signed(place, Product((SAY.number(a[place]), SAY.number(determinant(without(a, place))))))
        for place in kept
    )
    return (
        *blocks,
        "Each entry times its M, with its sign:",
        Chain(DET_A, (Sum(names), Sum(values), SAY.number(determinant(a)))),
    )


def sparsest(a: Matrix) -> tuple[str, list[tuple[int, int]]]:
    """Return the row or column with the most zeros, as "row 2", and the places of its entries."""
    n = len(a)
    rows = [(f"row {i + 1}", [(i, j) for j in range(n)]) for i in range(n)]
    columns = [(f"column {j + 1}", [(i, j) for i in range(n)]) for j in range(n)]
    return min([*rows, *columns], key=lambda line: sum(bool(a[place]) for place in line[1]))


def without(a: Matrix, place: tuple[int, int]) -> Matrix:
    """Return a matrix without the row and the column of an entry."""
    return np.delete(np.delete(a, place[0], 0), place[1], 1)


def diagonals(a: Matrix) -> Formula:
    """Return "1 · 4 − 2 · 3" of a matrix of shape (2, 2)."""
    (p, q), (r, s) = SAY.matrix(a).rows
    return Sum((Product((p, s)), Minus(Product((q, r)))))


def _minor(a: Matrix, place: tuple[int, int]) -> list[Block]:
    """Return the matrix with what is left out dimmed, and the determinant of the rest."""
    rest = without(a, place)
    marked = replace(SAY.matrix(a), boxed=place, dimmed=place)
    left_out = f"Without row {place[0] + 1} and column {place[1] + 1}"
    value = SAY.number(determinant(rest))
    if len(rest) == 2:
        return [f"{left_out}:", marked, Chain(_named("M", place), (diagonals(rest), value))]
    name, places = sparsest(rest)
    terms = tuple(
        _signed(at, Product((SAY.number(rest[at]), Brackets(diagonals(without(rest, at))))))
        for at in places
        if rest[at]
    )
    found = Chain(_named("M", place), (Sum(terms) if terms else "0", value))
    return [f"{left_out}; then along {name} of the rest:", marked, found]


def _is_odd(place: tuple[int, int]) -> bool:
    return sum(place) % 2 == 1


def _signed(place: tuple[int, int], product: Formula) -> Formula:
    return Minus(product) if _is_odd(place) else product


def _named(letter: str, place: tuple[int, int]) -> Formula:
    return Index(Symbol(letter), f"{place[0] + 1}{place[1] + 1}")
