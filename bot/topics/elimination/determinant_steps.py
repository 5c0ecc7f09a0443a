"""The working of a determinant: two diagonals, cofactors of 3×3, elimination of larger ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import Chain, Function, Index, Minus, Product, Series, Sum, Symbol, Term
from bot.topics.kit.row_operations import reduction_blocks

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.elimination import Cofactor, Determinant
    from linalg_engine.matrices import Matrix

DET_A = Function("det", Symbol("A"))
SIGNS = {1: "+", -1: "−"}


def determinant(found: Determinant, say: Notation) -> Working | None:
    """Compute by one method, which depends on the size; None where the steps are not kept."""
    start: Block = Function("det", say.matrix(found.matrix))
    if len(found.matrix) == 2:
        words = "The main diagonal minus the other:"
        blocks = [words, Chain(None, (_diagonals(found.matrix, say), say.number(found.value)))]
    elif len(found.matrix) == 3:
        blocks = _by_cofactors(found, say)
    elif found.echelon is not None:
        blocks = _by_elimination(found, say)
    else:
        return None
    return Working("Determinant", (start, *blocks))


def _diagonals(a: Matrix, say: Notation) -> Formula:
    (p, q), (r, s) = say.matrix(a).rows
    return Sum((Product((p, s)), Minus(Product((q, r)))))


def _by_cofactors(found: Determinant, say: Notation) -> list[Block]:
    """Expand along the row or column with the most zeros."""
    terms = found.cofactors
    line = _line(terms)
    zeros = sum(term.entry == 0 for term in terms)
    if zeros == len(terms):
        return [
            f"{line.capitalize()} has only zeros: the columns are dependent.",
            Chain(DET_A, ("0",)),
        ]
    why = {0: "", 1: ", which has a zero", 2: ", which has the most zeros"}[zeros]
    signs = " ".join(SIGNS[term.sign] for term in terms)
    blocks: list[Block] = [f"Expand along {line}{why}. Signs: {signs}."]
    for term in terms:
        if term.entry != 0:
            blocks += _minor(found.matrix, term, say)
    names = tuple(_signed(term, Term((_named("a", term), _named("M", term)))) for term in terms)
    values = tuple(
        _signed(term, Product((say.number(term.entry), say.number(term.minor_value))))
        for term in terms
    )
    blocks += [
        "Each entry times its minor, with its sign:",
        Chain(DET_A, (Sum(names), Sum(values), say.number(found.value))),
    ]
    return blocks


def _line(terms: tuple[Cofactor, ...]) -> str:
    """Return "row 1" or "column 2", along which the terms are."""
    if terms[0].row == terms[1].row:
        return f"row {terms[0].row + 1}"
    return f"column {terms[0].column + 1}"


def _minor(a: Matrix, term: Cofactor, say: Notation) -> list[Block]:
    """Return a matrix with what is deleted dimmed, and the determinant of the rest."""
    place = (term.row, term.column)
    marked = replace(say.matrix(a), boxed=place, dimmed=place)
    without = f"Without row {term.row + 1} and column {term.column + 1}:"
    values = (_diagonals(term.minor, say), say.number(term.minor_value))
    return [without, Series((marked, Chain(_named("M", term), values)), "   ")]


def _named(letter: str, term: Cofactor) -> Formula:
    return Index(Symbol(letter), f"{term.row + 1}{term.column + 1}")


def _signed(term: Cofactor, product: Formula) -> Formula:
    """Return an entry times its minor with its sign; 0 where the entry is."""
    if term.entry == 0:
        return "0"
    return Minus(product) if term.sign < 0 else product


def _by_elimination(found: Determinant, say: Notation) -> list[Block]:
    pivots = Product(tuple(say.number(pivot) for pivot in found.pivots))
    swaps = f"{found.swaps} swap{'s' * (found.swaps != 1)} of rows: the sign is "
    return [
        "By elimination; a swap of rows turns the sign:",
        *reduction_blocks(found.steps, say),
        f"{swaps}{SIGNS[found.sign]}. The product of the pivots:",
        Chain(DET_A, (Minus(pivots) if found.sign < 0 else pivots, say.number(found.value))),
    ]
