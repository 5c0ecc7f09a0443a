"""How a matrix with a letter is worked: as if nothing were 0, then the cases one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Function,
    Further,
    Index,
    Minus,
    Product,
    Row,
    Sentence,
    Sum,
    Symbol,
    Term,
    VectorName,
    text,
)
from bot.topics.elimination.lettered_formulas import factored, parts_of_places, place
from bot.topics.kit.row_operations import reduction_blocks
from linalg_engine.parameter import Ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.pages import Block
    from bot.formula import Formula
    from bot.topics.elimination.lettered_formulas import LetteredNotation
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import RowOperation
    from linalg_engine.matrices import Matrix
    from linalg_engine.parameter import Case, LetteredDeterminant, ReductionByCases
    from linalg_engine.parameter.elimination import LetteredReduction

MOST_TERMS = 3000
"""Terms of the polynomials in all matrices of a working."""

DET_A, X = Function("det", Symbol("A")), VectorName("x")


def terms_of(value: object) -> int:
    """Return about how many terms a number or a quotient of polynomials has."""
    if not isinstance(value, Ratio):
        return 1
    return max(value.top.degree(), 0) + value.bottom.degree() + 1


def _is_short(steps: Sequence[RowOperation]) -> bool:
    return sum(terms_of(x) for step in steps for x in step.matrix.flat) <= MOST_TERMS


def determinant_working(found: LetteredDeterminant, say: LetteredNotation) -> Working | None:
    """Return the determinant by its diagonals, its first row, or its pivots, and its roots.

    None where the polynomials get too long.
    """
    if not _is_short(found.reduction.steps[: found.reduction.cleared]):
        return None
    a = found.matrix.entries
    blocks: list[Block] = [Function("det", say.matrix(a))]
    value = say.number(found.value)
    if len(a) == 2:
        (p, q), (r, s) = say.matrix(a).rows
        products = Sum((Product((p, s)), Minus(Product((q, r)))))
        blocks += ["The main diagonal minus the other:", Chain(None, (products, value))]
    elif found.minors:
        blocks += _expansion(found, say)
    elif len(a) > 1:
        blocks += _by_pivots(found, say)
    return Working("Determinant", (*blocks, *_factor_blocks(found, say)))


def _expansion(found: LetteredDeterminant, say: LetteredNotation) -> list[Block]:
    a = found.matrix.entries
    blocks: list[Block] = [
        "Expand along the first row. What is left without the row and column of each entry:",
    ]
    signed: list[Formula] = []
    for j, (entry, minor) in enumerate(zip(a[0], found.minors, strict=True)):
        rest = Function("det", say.matrix(np.delete(a[1:], j, axis=1)))
        blocks.append(Chain(rest, (say.number(minor),)))
        term = Product((say.number(entry), say.number(minor)))
        if entry != 0 and minor != 0:
            signed.append(Minus(term) if j % 2 else term)
    blocks.append("Times the entries, with the signs +, −, +, …:")
    blocks.append(Chain(DET_A, (signed[0] if signed else "0",)))
    blocks += [Further(term) for term in signed[1:]]
    blocks.append(Chain(None, (say.number(found.value),), before="0"))
    return blocks


def _by_pivots(found: LetteredDeterminant, say: LetteredNotation) -> list[Block]:
    reduction = found.reduction
    steps = reduction.steps[: reduction.cleared]
    blocks: list[Block] = ["By elimination:", *reduction_blocks(steps, say)]
    if len(reduction.divisors) < len(reduction.matrix):
        return [*blocks, "A row of zeros is left: the determinant is 0.", Chain(DET_A, ("0",))]
    pivots = Product(tuple(map(say.number, reduction.divisors)))
    sign = "−" if reduction.swaps % 2 else "+"
    swaps = f"{reduction.swaps} swap{'s' * (reduction.swaps != 1)} of rows"
    return [
        *blocks,
        f"{swaps}: the sign is {sign}. The product of the pivots:",
        Chain(DET_A, (Minus(pivots) if reduction.swaps % 2 else pivots, say.number(found.value))),
    ]


def _factor_blocks(found: LetteredDeterminant, say: LetteredNotation) -> list[Block]:
    letter = say.letter
    if found.value.top.degree() < 1:
        return []
    shown = say.number(found.value)
    blocks: list[Block] = []
    if found.value.bottom.degree() < 1:
        product = factored(found.value, letter)
        if text(product) != text(shown):
            blocks += ["In factors:", Chain(DET_A, (product,))]
    if not found.zeros:
        return [*blocks, f"It is 0 for no real {letter}."]
    where: list[Formula] = []
    for roots in found.zeros:
        where += ["; "] * bool(where) + parts_of_places(roots, letter)
    return [*blocks, Sentence(("It is 0 for ", *where, "."))]


def inverse_working(
    found: LetteredDeterminant, reduction: LetteredReduction, say: LetteredNotation
) -> Working | None:
    """Return the reduction of [A | I], and where there is no inverse."""
    if not _is_short(reduction.steps):
        return None
    n = len(found.matrix.entries)
    return Working(
        "Inverse",
        (
            "Write the identity beside the matrix:",
            say.matrix(reduction.matrix, n),
            *reduction_blocks(reduction.steps, say, n),
            "The right half is the inverse.",
            *division_blocks(reduction, say),
            Chain(DET_A, (say.number(found.value),)),
            *_factor_blocks(found, say),
        ),
    )


def reduction_working(
    title: str,
    found: ReductionByCases,
    say: LetteredNotation,
    of_case: Callable[[Case], Sequence[Block]],
    otherwise: Sequence[Block],
    given: Sequence[Block] = ("Begin with the matrix:",),
) -> Working | None:
    """Return the reduction for most values of the letter, then each case.

    Parameters
    ----------
    of_case
        Returns what is read off at the end of a case.
    otherwise
        What is read off where there is no case.
    given
        What leads to the matrix.
    """
    if not _is_short(found.generic.steps):
        return None
    n = found.unknowns if found.augmented else None
    blocks: list[Block] = [
        *given,
        say.matrix(found.matrix.entries, n),
        *reduction_blocks(found.generic.steps, say, n),
        *division_blocks(found.generic, say),
        *otherwise,
    ]
    for case in found.cases:
        blocks += _case_blocks(case, say, n)
        blocks += of_case(case)
    return Working(title, tuple(blocks))


def division_blocks(reduction: LetteredReduction, say: LetteredNotation) -> list[Block]:
    """Say what was divided by, which must not be 0."""
    divisors: list[Formula] = []
    for divisor in reduction.divisors:
        if not divisor.is_number and say.number(divisor) not in divisors:
            divisors.append(say.number(divisor))
    if not divisors:
        return []
    listed: list[Formula] = []
    for divisor in divisors:
        listed += [", "] * bool(listed) + [divisor]
    which = "that" if len(divisors) == 1 else "one of them"
    return [Sentence(("This divided by ", *listed, f": where {which} is 0, look again."))]


def _case_blocks(case: Case, say: LetteredNotation, n: int | None) -> list[Block]:
    if case.reduction is None or case.value is None:
        where = parts_of_places(case.roots, say.letter)
        pivots = ", ".join(str(column + 1) for column in case.pivots) or "none"
        modulo = f": calculated modulo that polynomial, the pivots are in columns {pivots}."
        return [Sentence(("Case ", *where, modulo))]
    blocks: list[Block] = [
        Sentence(("Case ", place(case.value, say.letter), ":")),
        say.matrix(case.reduction.matrix, n),
    ]
    if case.reduction.is_recorded:
        blocks += reduction_blocks(case.reduction.steps, say, n)
    return blocks


def contradiction(rref: Matrix, say: LetteredNotation) -> Sentence:
    """Say which row of a reduced form, the last column on the right, cannot hold."""
    row = next(i for i, row in enumerate(rref) if row[-1] != 0 and not np.any(row[:-1] != 0))
    right = rref[row, -1]
    has_letter = isinstance(right, Ratio) and not right.is_number
    says = Chain("0", (say.number(right),))
    end = ": no solution, unless that is 0." if has_letter else ": there is no solution."
    return Sentence((f"Row {row + 1} says ", says, end))


def family(particular: Vector, directions: Sequence[Vector], say: LetteredNotation) -> Formula:
    """Return ``[1, 0] + t₁ [−1, 1]`` in columns."""
    free = [
        Term((Index(Symbol("t"), str(k)), say.column(direction)))
        for k, direction in enumerate(directions, start=1)
    ]
    return Sum((say.column(particular), *free)) if free else Row((say.column(particular),))
