"""The working of decompositions, as one does it by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    Brackets,
    Chain,
    Function,
    Index,
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
    VectorName,
)
from bot.topics.kit import eigen_words
from bot.topics.kit.row_operations import reduction_blocks
from linalg_engine.arrays import is_exact
from linalg_engine.decompositions.polynomials import characteristic_polynomial
from linalg_engine.elimination import RowOperation
from linalg_engine.matrices import as_float, identity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.decompositions import LU, QR, SVD, Cholesky, Eigen
    from linalg_engine.matrices import Matrix

    Blocks = list[Block]

LARGEST_SET = 10
"""Larger matrices are not typeset."""

LARGEST_BY_HAND = 5
"""Of larger ones only the factors are typeset, not every entry's working."""

LARGEST_SQUARED = 1e150
"""The squares of larger numbers overflow, those of numbers below its reciprocal underflow."""

A, L, U, V = Symbol("A"), Symbol("L"), Symbol("U"), Symbol("V")
LAMBDA, SIGMA = Symbol("λ"), Symbol("σ")
L_TRANSPOSED, V_TRANSPOSED = Power(L, "⊤"), Power(V, "⊤")
LAMBDA_I = Term((LAMBDA, Symbol("I")))
CHARACTERISTIC = Function("det", Brackets(Sum((LAMBDA_I, Minus(A)))))
EQUATION = Chain(Row((Brackets(Sum((A, Minus(LAMBDA_I)))), VectorName("v"))), ("0",))


def lu(found: LU, say: Notation) -> Working | None:
    """Eliminate below the pivots; what was subtracted is L, what is left is U."""
    if not _is_set(found.matrix):
        return None
    blocks: Blocks = [_shown(A, found.matrix, say)]
    work = found.matrix[list(found.permutation)]
    factors = {"L": found.l, "U": found.u}
    if found.swaps:
        blocks.append("Swap rows for the pivots:")
        blocks.append(_shown(Row((Symbol("P"), " ", A)), work, say))
        factors = {"P": found.p, **factors}
    blocks += reduction_blocks(eliminated(work, found.l), say)
    left = (U, " is what is left. ", L, " has the multiples subtracted, each where it made a 0:")
    blocks.append(Sentence(left))
    return Working("LU decomposition", (*blocks, *_factors(factors, say)))


def qr(found: QR, say: Notation) -> Working | None:
    """Make the columns perpendicular one after the other (Gram and Schmidt)."""
    if not _is_set(found.matrix):
        return None
    blocks: Blocks = [_shown(A, found.matrix, say)]
    if max(found.matrix.shape) <= LARGEST_BY_HAND:
        for j in range(found.q.shape[1]):
            blocks += _perpendicular(found, j, say)
    blocks.append(_together(Symbol("Q"), Symbol("R")))
    return Working("QR decomposition", (*blocks, *_factors({"Q": found.q, "R": found.r}, say)))


def cholesky(found: Cholesky, say: Notation) -> Working | None:
    """Compare the entries of A and L Lᵀ, column by column."""
    if not _is_set(found.matrix):
        return None
    blocks: Blocks = [_shown(A, found.matrix, say)]
    if len(found.matrix) <= LARGEST_BY_HAND:
        product = Row((L, " ", L_TRANSPOSED))
        rest = " entry by entry, column by column:"
        blocks.append(Sentence(("Compare ", A, " with ", product, rest)))
        for j in range(len(found.matrix)):
            blocks += _column_of_roots(found, j, say)
    blocks.append(_together(L, L_TRANSPOSED))
    factors = _factors({"L": found.l, "Lᵀ": found.l.T}, say)
    return Working("Cholesky decomposition", (*blocks, *factors))


def svd(found: SVD, say: Notation) -> Working | None:
    """Take the eigenvectors of AᵀA, or of AAᵀ if that is smaller, and their images."""
    a = found.matrix
    if not _is_set(a):
        return None
    blocks: Blocks = [_shown(A, a, say)]
    kept = as_float(found.values[: found.rank])
    can_be_squared = np.all((kept > 1 / LARGEST_SQUARED) & (kept < LARGEST_SQUARED))
    if max(a.shape) <= LARGEST_BY_HAND and found.rank and can_be_squared:
        blocks += _by_eigenvectors(found, say)
    blocks.append(_together(U, Symbol("Σ"), V_TRANSPOSED))
    blocks += _factors({"U": found.u, "Σ": found.sigma, "Vᵀ": found.vt}, say)
    if found.rank > 1:
        blocks.append("As a sum of rank-1 layers, the strongest first:")
        for k, layer in enumerate(found.layers, start=1):
            term = Term((_named("σ", k), _vector("u", k - 1), Power(_vector("v", k - 1), "⊤")))
            blocks.append(_shown(term, layer, say))
    return Working("Singular value decomposition", tuple(blocks))


def eigen(found: Eigen, say: Notation) -> Working | None:
    """Find the roots of the characteristic polynomial, then solve (A − λI)v = 0."""
    a = found.matrix
    if not _is_set(a):
        return None
    blocks: Blocks = [_shown(A, a, say)]
    if found.is_triangular and not found.is_numerical:
        triangular = " is triangular, so its eigenvalues are the entries of its diagonal:"
        blocks.append(Sentence((A, triangular)))
    elif found.characteristic is not None:
        blocks += [
            Sentence(("The characteristic polynomial, ", CHARACTERISTIC, ":")),
            _polynomial(list(found.characteristic), say),
            _promise(found),
        ]
    blocks += _eigenspaces(found, say)
    return Working("Eigenvalues and eigenvectors", tuple(blocks))


def _promise(found: Eigen) -> Block:
    """Return what follows the characteristic polynomial."""
    is_listed = [eigen_words.has_listed_vectors(space) for space in found.spaces]
    if not any(is_listed):
        return "Its roots are the eigenvalues:"
    whose = "Their eigenvectors" if all(is_listed) else "The eigenvectors listed"
    return Sentence((f"Its roots are the eigenvalues. {whose} solve ", EQUATION, ":"))


def _together(*factors: Formula) -> Sentence:
    apart = [part for factor in factors for part in (" ", factor)]
    return Sentence(("Together, ", Chain(A, (Row(tuple(apart[1:])),)), " with:"))


def _is_set(a: Matrix) -> bool:
    return max(a.shape) <= LARGEST_SET


def _shown(name: Formula, a: Matrix, say: Notation) -> Chain:
    return Chain(name, (say.matrix(a),))


def _factors(factors: Mapping[str, Matrix], say: Notation) -> Blocks:
    return [_shown(_letter(name), factor, say) for name, factor in factors.items()]


def _letter(name: str) -> Formula:
    return Power(Symbol(name[0]), "⊤") if name.endswith("ᵀ") else Symbol(name)


def _named(name: str, *places: int) -> Index:
    return Index(Symbol(name), "".join(map(str, places)))


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


def _perpendicular(found: QR, j: int, say: Notation) -> Blocks:
    """Subtract from a column its projections on those before it, and normalize the rest."""
    a, q, length = _vector("a", j), _vector("q", j), found.r[j, j]
    blocks: Blocks = []
    rest: Formula = a
    if j:
        before = [part for i in range(j) for part in (", ", _vector("q", i))]
        blocks.append(Sentence(("From ", a, " subtract its projections on ", *before[1:], ":")))
        for i in range(j):
            along = Product((_vector("q", i), a))
            blocks.append(Chain(_named("r", i + 1, j + 1), (along, say.number(found.r[i, j]))))
        rest = _vector("u", j)
        parts = (Minus(Term((_named("r", i + 1, j + 1), _vector("q", i)))) for i in range(j))
        blocks.append(Chain(rest, (Sum((a, *parts)),)))
        blocks.append(Chain(None, (say.column(length * found.q[:, j]),)))
    else:
        blocks.append(Sentence((a, ", made length 1:")))
    column = say.column(found.q[:, j])
    if length == 0:
        words = "Nothing is left: take any direction perpendicular to the others."
        return [*blocks, words, Chain(q, (column,))]
    name = _named("r", j + 1, j + 1)
    return [
        *blocks,
        Chain(name, (Norm(rest), say.number(length))),
        Chain(q, (Quotient(rest, name), column)),
    ]


def _vector(name: str, place: int) -> Formula:
    return Index(VectorName(name), str(place + 1))


def _column_of_roots(found: Cholesky, j: int, say: Notation) -> Blocks:
    """Return how a column of L follows from the columns before."""
    squares = (Minus(Power(_named("l", j + 1, k + 1), "2")) for k in range(j))
    diagonal, values = _named("l", j + 1, j + 1), found.column(j)
    inside = Sum((_named("a", j + 1, j + 1), *squares))
    pivot = Root(say.number(found.pivots[j]))
    # Of an exact root that stays a root, only the decimal is new.
    value = next(v for v in say.equals(values[j]).others if str(v) != str(pivot))
    blocks: Blocks = [Chain(diagonal, (Root(inside), pivot, value))]
    for i in range(j + 1, len(found.l)):
        products = (
            Minus(Term((_named("l", i + 1, k + 1), _named("l", j + 1, k + 1)))) for k in range(j)
        )
        over = Sum((_named("a", i + 1, j + 1), *products))
        name = _named("l", i + 1, j + 1)
        blocks.append(Chain(name, (Quotient(over, diagonal), say.number(values[i]))))
    return blocks


def _by_eigenvectors(found: SVD, say: Notation) -> Blocks:
    """Return the eigenvectors of the smaller of AᵀA and AAᵀ, and what A or Aᵀ makes of them."""
    a, transposed = found.matrix, Power(A, "⊤")
    u, v = ("u", found.u.T), ("v", found.vt)
    if len(a) < a.shape[1]:
        (first, rows), (second, images) = u, v
        gram, whole, moved = a @ a.T, Row((A, transposed)), transposed
    else:
        (first, rows), (second, images) = v, u
        gram, whole, moved = a.T @ a, Row((transposed, A)), A
    blocks: Blocks = [_shown(whole, gram, say)]
    if found.squares is not None and len(gram) > 1:
        blocks.append("Its characteristic polynomial:")
        blocks.append(_polynomial(list(characteristic_polynomial(gram)), say))
    blocks.append("Its eigenvalues are the squares of the singular values, with eigenvectors:")
    kept, rest = range(found.rank), range(found.rank, len(found.s))
    for k in kept:
        column = Chain(_vector(first, k), (say.column(rows[k]),))
        blocks.append(Series((*_singular_value(found, k, say), column)))
    columns = V if second == "v" else U
    blocks.append(Sentence((moved, " maps each to ", SIGMA, " times a column of ", columns, ":")))
    for k in kept:
        divided = Quotient(Row((moved, " ", _vector(first, k))), _named("σ", k + 1))
        blocks.append(Chain(_vector(second, k), (divided, say.column(images[k]))))
    if rest:
        blocks.append(Sentence(("Where ", SIGMA, " is 0, perpendicular ones are added:")))
    for k in rest:
        value = Chain(_named("σ", k + 1), (say.number(found.values[k]),))
        pair = ((first, rows[k]), (second, images[k]))
        vectors = (Chain(_vector(name, k), (say.column(column),)) for name, column in pair)
        blocks.append(Series((value, *vectors)))
    return blocks


def _singular_value(found: SVD, k: int, say: Notation) -> tuple[Chain, ...]:
    """Return "σ₁² = 45" and "σ₁ = 3√5 ≈ 6.7082"."""
    name, value = _named("σ", k + 1), found.values[k]
    squared = Power(name, "2")
    if found.squares is None:
        return Chain(squared, (say.number(value * value),)), Chain(name, (say.number(value),))
    square = say.number(found.squares[k])
    root = () if is_exact(found.s) else (Root(square),)
    return Chain(squared, (square,)), Chain(name, (*root, *say.equals(value).others))


def _eigenspaces(found: Eigen, say: Notation) -> Blocks:
    """Return the eigenvalues, each with its eigenvectors, numbered all through."""
    blocks: Blocks = []
    count = 0
    for k, space in enumerate(found.spaces, start=1):
        value = Chain(_named("λ", k), eigen_words.eigenvalue(space, say).others)
        if not eigen_words.has_listed_vectors(space):
            blocks.append(value)
            continue
        vectors = [
            Chain(_vector("v", count + i), (say.column(v),)) for i, v in enumerate(space.basis)
        ]
        count += len(vectors)
        if isinstance(space.exact, Fraction) and len(found.matrix) <= LARGEST_BY_HAND:
            blocks.append(value)
            value = _shifted(found, k, space.exact, say)
        blocks.append(Series((value, *vectors)))
    return blocks


def _shifted(found: Eigen, k: int, value: Fraction, say: Notation) -> Chain:
    """Return A − λI, whose null space the eigenvectors span."""
    a = found.matrix
    shifted = say.matrix(a - value * identity(len(a), like=a))
    return Chain(Sum((A, Minus(Term((_named("λ", k), Symbol("I")))))), (shifted,))


def _polynomial(coefficients: list[Fraction], say: Notation) -> Sum:
    degree = len(coefficients) - 1
    terms: list[Formula] = []
    for k, coefficient in enumerate(coefficients):
        size = say.number(abs(coefficient))
        term = _times_power(size, degree - k)
        if coefficient:
            terms.append(Minus(term) if coefficient < 0 else term)
    return Sum(tuple(terms))


def _times_power(size: Formula, exponent: int) -> Formula:
    """Return "3λ²", "λ" or "3"."""
    if exponent == 0:
        return size
    lambda_ = Power(Symbol("λ"), str(exponent)) if exponent > 1 else Symbol("λ")
    return lambda_ if str(size) == "1" else Term((size, lambda_))
