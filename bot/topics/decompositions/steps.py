"""The working of LU, QR and Cholesky, as one does it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Minus,
    Norm,
    Power,
    Product,
    Quotient,
    Root,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    Term,
)
from bot.topics.decompositions.pieces import (
    LARGEST_BY_HAND,
    A,
    entry,
    factors,
    is_set,
    shown,
    times,
    together,
    vector,
)
from bot.topics.kit.row_operations import reduction_blocks
from linalg_engine.elimination import RowOperation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.formula import Formula, Notation
    from bot.topics.decompositions.pieces import Blocks
    from linalg_engine.arrays import Vector
    from linalg_engine.decompositions import LU, QR, Cholesky
    from linalg_engine.matrices import Matrix

L, U = Symbol("L"), Symbol("U")
L_TRANSPOSED = Power(L, "⊤")


def lu(found: LU, say: Notation) -> Working | None:
    """Eliminate below the pivots; what was subtracted is L, what is left is U."""
    if not is_set(found.matrix):
        return None
    blocks: Blocks = [shown(A, found.matrix, say)]
    work = found.matrix[list(found.permutation)]
    named = {"L": found.l, "U": found.u}
    if found.swaps:
        blocks.append("Swap rows for the pivots:")
        blocks.append(shown(Row((Symbol("P"), " ", A)), work, say))
        named = {"P": found.p, **named}
    operations = eliminated(work, found.l)
    if operations:
        blocks.append("The multiple of a pivot's row to subtract is the entry over the pivot:")
    for j in range(found.l.shape[1]):
        column = [step for step in operations if step.source == j]
        if column:
            blocks += [_multiples(work, found.l, j, say), *reduction_blocks(column, say)]
            work = column[-1].matrix
    left = (U, " is what is left. ", L, " has the multiples subtracted, each where it made a 0:")
    blocks.append(Sentence(left))
    return Working("LU decomposition", (*blocks, *factors(named, say)))


def qr(found: QR, say: Notation) -> Working | None:
    """Make the columns perpendicular one after the other (Gram and Schmidt)."""
    if not is_set(found.matrix):
        return None
    blocks: Blocks = [shown(A, found.matrix, say)]
    if max(found.matrix.shape) <= LARGEST_BY_HAND:
        for j in range(found.q.shape[1]):
            blocks += _perpendicular(found, j, say)
    blocks.append(together(Symbol("Q"), Symbol("R")))
    return Working("QR decomposition", (*blocks, *factors({"Q": found.q, "R": found.r}, say)))


def cholesky(found: Cholesky, say: Notation) -> Working | None:
    """Compare the entries of A and L Lᵀ, column by column."""
    if not is_set(found.matrix):
        return None
    blocks: Blocks = [shown(A, found.matrix, say)]
    if len(found.matrix) <= LARGEST_BY_HAND:
        product = Row((L, " ", L_TRANSPOSED))
        rest = " entry by entry, column by column:"
        blocks.append(Sentence(("Compare ", A, " with ", product, rest)))
        for j in range(len(found.matrix)):
            blocks += _column_of_roots(found, j, say)
    blocks.append(together(L, L_TRANSPOSED))
    named = factors({"L": found.l, "Lᵀ": found.l.T}, say)
    return Working("Cholesky decomposition", (*blocks, *named))


def eliminated(work: Matrix, lower: Matrix) -> list[RowOperation]:
    """Return the operations that subtract the multiples in ``lower``, column by column."""
    steps: list[RowOperation] = []
    work = work.copy()
    for j in range(lower.shape[1]):
        for i in range(j + 1, len(work)):
            if lower[i, j] != 0:
                work[i] = work[i] - lower[i, j] * work[j]
                work[i, : j + 1] *= 0  # Not a rounding error beside it.
                reason = "makes the entry below the pivot 0"
                steps.append(RowOperation("add", i, j, -lower[i, j], work.copy(), reason))
    return steps


def _multiples(work: Matrix, lower: Matrix, j: int, say: Notation) -> Series:
    """Return "l₂₁ = 4/2 = 2" for the multiples that are subtracted below a pivot."""
    pivot = work[j, j]
    return Series(
        tuple(
            Chain(
                entry("l", i + 1, j + 1),
                _without_repeats(
                    (Quotient(say.number(work[i, j]), say.number(pivot)), say.number(lower[i, j]))
                ),
            )
            for i in range(j + 1, len(lower))
            if lower[i, j] != 0
        )
    )


def _without_repeats(formulas: Iterable[Formula]) -> tuple[Formula, ...]:
    """Return formulas without those that look like the one before."""
    found: list[Formula] = []
    for formula in formulas:
        if not found or str(formula) != str(found[-1]):
            found.append(formula)
    return tuple(found)


# QR


def _perpendicular(found: QR, j: int, say: Notation) -> Blocks:
    """Subtract from a column its projections on those before it, and normalize the rest."""
    a, q, length = vector("a", j), vector("q", j), found.r[j, j]
    blocks: Blocks = []
    rest: Formula = a
    left = found.matrix[:, j]
    if j:
        before = [part for i in range(j) for part in (", ", vector("q", i))]
        blocks.append(Sentence(("From ", a, " subtract its projections on ", *before[1:], ":")))
        for i in range(j):
            along = Product((vector("q", i), a))
            numbers = dot_of(found.q[:, i], found.matrix[:, j], say)
            value = say.number(found.r[i, j])
            name = entry("r", i + 1, j + 1)
            blocks.append(Chain(name, _without_repeats((along, numbers, value))))
        rest = vector("u", j)
        parts = (Minus(Term((entry("r", i + 1, j + 1), vector("q", i)))) for i in range(j))
        blocks.append(Chain(rest, (Sum((a, *parts)),)))
        left = length * found.q[:, j]
        columns = [
            times(-found.r[i, j], say.column(found.q[:, i]), say)
            for i in range(j)
            if found.r[i, j] != 0
        ]
        difference = Sum((say.column(found.matrix[:, j]), *columns))
        blocks.append(Chain(None, _without_repeats((difference, say.column(left)))))
    else:
        blocks.append(Sentence((a, ", made length 1:")))
    column = say.column(found.q[:, j])
    if length == 0:
        words = "Nothing is left: take any direction perpendicular to the others."
        return [*blocks, words, Chain(q, (column,))]
    name = entry("r", j + 1, j + 1)
    lengths = _without_repeats((root_of_squares(left, say), *say.equals(length).others))
    return [
        *blocks,
        Chain(name, (Norm(rest), *lengths)),
        Chain(q, (Quotient(rest, name), column)),
    ]


def dot_of(u: Vector, v: Vector, say: Notation) -> Formula:
    """Return "3 · 1 + 4 · 2", without the products that are 0."""
    products = [
        Product((say.number(x), say.number(y)))
        for x, y in zip(u, v, strict=True)
        if x != 0 and y != 0
    ]
    return Sum(tuple(products)) if products else "0"


def root_of_squares(v: Vector, say: Notation) -> Root:
    """Return "√(3² + 4²)", without zeros."""
    return Root(Sum(tuple(Power(say.number(x), "2") for x in v if x != 0)))


# Cholesky


def _column_of_roots(found: Cholesky, j: int, say: Notation) -> Blocks:
    """Return how a column of L follows from the columns before."""
    columns = [found.column(k) for k in range(j + 1)]
    pivot = Root(say.number(found.pivots[j]))
    value = say.equals(columns[j][j]).others
    diagonal = entry("l", j + 1, j + 1)
    names = [entry("l", j + 1, k + 1) for k in range(j)]
    inside = Sum((entry("a", j + 1, j + 1), *(Minus(Power(name, "2")) for name in names)))
    squares = [Minus(Power(say.number(columns[k][j]), "2")) for k in range(j)]
    numbers = Root(Sum((say.number(found.matrix[j, j]), *squares)))
    chain = _without_repeats((Root(inside), numbers, pivot, *value))
    blocks: Blocks = [Chain(diagonal, chain)]
    for i in range(j + 1, len(found.l)):
        pairs = [(entry("l", i + 1, k + 1), entry("l", j + 1, k + 1)) for k in range(j)]
        over = Sum((entry("a", i + 1, j + 1), *(Minus(Term(pair)) for pair in pairs)))
        products = [
            Minus(Product((say.number(columns[k][i]), say.number(columns[k][j])))) for k in range(j)
        ]
        numbers_over = Sum((say.number(found.matrix[i, j]), *products))
        formulas: Sequence[Any] = (
            Quotient(over, diagonal),
            Quotient(numbers_over, say.number(columns[j][j])),
            say.number(columns[j][i]),
        )
        blocks.append(Chain(entry("l", i + 1, j + 1), _without_repeats(formulas)))
    return blocks
