"""The working of decompositions, as one does it by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.drawing.typeset import (
    Node,
    Working,
    column,
    formula,
    fraction,
    index,
    matrix,
    norm,
    number,
    operator,
    power,
    prose,
    relation,
    root,
    row,
    symbol,
    vector,
    words,
)
from bot.topics.kit import eigen_words
from bot.topics.kit.matrix_words import reduction_blocks
from linalg_engine.elimination import RowOperation
from linalg_engine.matrices import identity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.drawing.style import Style
    from linalg_engine.decompositions import LU, QR, SVD, Cholesky, Eigen, Eigenspace
    from linalg_engine.matrices import Matrix, Scalar

    Blocks = list[dict[str, Any]]

LARGEST_SET = 10
"""Larger matrices are not typeset."""

LARGEST_BY_HAND = 5
"""Of larger ones nobody reads every entry's working; the factors alone are set."""

LARGEST_SQUARED = 1e150
"""The squares of larger numbers are not floating-point numbers any more, nor those of numbers
smaller than its reciprocal."""

A = symbol("A")


def lu(found: LU, style: Style) -> Working | None:
    """Eliminate below the pivots; what was subtracted is L, what is left is U."""
    if not _is_set(found.matrix):
        return None
    blocks = [_shown(A, found.matrix, style)]
    work = found.matrix[list(found.permutation)]
    factors = {"L": found.l, "U": found.u}
    if found.swaps:
        blocks.append(prose("Rows change places for the sake of the pivots:"))
        blocks.append(_shown(row(symbol("P"), " ", A), work, style))
        factors = {"P": found.p, **factors}
    blocks += reduction_blocks(eliminated(work, found.l), style)
    blocks.append(
        prose(
            "U is what is left. L has the multiples that were subtracted, each in "
            "the place that it made 0:"
        )
    )
    return Working("LU decomposition", (*blocks, *_factors(factors, style)))


def qr(found: QR, style: Style) -> Working | None:
    """Make the columns perpendicular one after the other (Gram and Schmidt)."""
    if not _is_set(found.matrix):
        return None
    blocks = [_shown(A, found.matrix, style)]
    if max(found.matrix.shape) <= LARGEST_BY_HAND:
        for j in range(found.q.shape[1]):
            blocks += _perpendicular(found, j, style)
    blocks.append(prose("Together, A = Q R with:"))
    return Working("QR decomposition", (*blocks, *_factors({"Q": found.q, "R": found.r}, style)))


def cholesky(found: Cholesky, style: Style) -> Working | None:
    """Compare the entries of A and L Lᵀ, column by column."""
    if not _is_set(found.matrix):
        return None
    blocks = [_shown(A, found.matrix, style)]
    if len(found.matrix) <= LARGEST_BY_HAND:
        blocks.append(prose("Compare A with L Lᵀ entry by entry, column by column:"))
        for j in range(len(found.matrix)):
            blocks += _column_of_roots(found, j, style)
    blocks.append(prose("Together, A = L Lᵀ with:"))
    factors = _factors({"L": found.l, "Lᵀ": found.l.T}, style)
    return Working("Cholesky decomposition", (*blocks, *factors))


def svd(found: SVD, style: Style) -> Working | None:
    """Take the eigenvectors of AᵀA, and where A carries them."""
    a = found.matrix
    if not _is_set(a):
        return None
    blocks = [_shown(A, a, style)]
    kept = found.values[: found.rank]
    can_be_squared = np.all((kept > 1 / LARGEST_SQUARED) & (kept < LARGEST_SQUARED))
    if max(a.shape) <= LARGEST_BY_HAND and found.rank and can_be_squared:
        blocks += _by_eigenvectors(found, style)
    blocks.append(prose("Together, A = U Σ Vᵀ with:"))
    blocks += _factors({"U": found.u, "Σ": np.diag(found.values), "Vᵀ": found.vt}, style)
    if found.rank > 1:
        blocks.append(prose("As a sum of rank-1 layers, the strongest first:"))
        for k, layer in enumerate(found.layers, start=1):
            term = row(_named("σ", k), _named("u", k), power(_named("v", k), "⊤"))
            blocks.append(formula(term, relation("≈"), matrix(layer, style)))
    return Working("Singular value decomposition", tuple(blocks))


def eigen(found: Eigen, style: Style) -> Working | None:
    """Take the roots of the characteristic polynomial, and what A − λI sends to 0."""
    a = found.matrix
    if not _is_set(a):
        return None
    blocks = [_shown(A, a, style)]
    if found.characteristic is not None:
        blocks += [
            prose("The characteristic polynomial, det(λI − A):"),
            formula(*_polynomial(list(found.characteristic), style)),
            prose(_promise(found)),
        ]
    elif not found.is_numerical:
        blocks.append(prose("A is triangular, so its eigenvalues are the entries of its diagonal:"))
    for k, space in enumerate(found.spaces, start=1):
        blocks += _eigenspace(found, k, space, style)
    return Working("Eigenvalues and eigenvectors", tuple(blocks))


def _promise(found: Eigen) -> str:
    """Return what follows the characteristic polynomial: only real eigenvectors are shown."""
    is_real = [not isinstance(space.value, complex) for space in found.spaces]
    if not any(is_real):
        return "Its roots are the eigenvalues:"
    whose = "Their eigenvectors" if all(is_real) else "The eigenvectors of the real ones"
    return f"Its roots are the eigenvalues. {whose} are what A − λI sends to 0:"


def _is_set(a: Matrix) -> bool:
    return max(a.shape) <= LARGEST_SET


def _shown(name: Node, a: Matrix, style: Style) -> dict[str, Any]:
    rounded = style.sign_of_all(a.flat) == "≈"
    return formula(name, relation("≈" if rounded else "="), matrix(a, style))


def _factors(factors: Mapping[str, Matrix], style: Style) -> Blocks:
    return [_shown(_letter(name), factor, style) for name, factor in factors.items()]


def _letter(name: str) -> Node:
    return power(symbol(name[0]), "⊤") if name.endswith("ᵀ") else symbol(name)


def _named(name: str, *places: int) -> Node:
    return index(symbol(name), "".join(map(str, places)))


def _equals(value: Scalar, style: Style) -> list[Node]:
    return [relation(style.sign(value)), number(value, style)]


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


def _perpendicular(found: QR, j: int, style: Style) -> Blocks:
    """Take from a column what lies along those before it, and make the rest 1 long."""
    a, q, length = _vector("a", j), _vector("q", j), found.r[j, j]
    left = length * found.q[:, j]
    blocks: Blocks = []
    rest = a
    if j:
        blocks.append(prose(f"Column {j + 1}: its parts along the columns before, and the rest:"))
        for i in range(j):
            along = row(_vector("q", i), operator("·"), a)
            blocks.append(
                formula(
                    _named("r", i + 1, j + 1),
                    relation("="),
                    along,
                    *_equals(float(found.r[i, j]), style),
                )
            )
        rest = _vector("u", j)
        parts = [row(" − ", _named("r", i + 1, j + 1), _vector("q", i)) for i in range(j)]
        blocks.append(formula(rest, relation("="), row(a, *parts)))
        blocks.append(formula(relation("≈"), column(list(left), style)))
    else:
        blocks.append(prose("Column 1, made 1 long:"))
    if length == 0:
        blocks.append(prose("Nothing is left: take any direction perpendicular to the others."))
        return [*blocks, formula(q, relation("≈"), column(list(found.q[:, j]), style))]
    blocks.append(
        formula(
            _named("r", j + 1, j + 1), relation("="), norm(rest), *_equals(float(length), style)
        )
    )
    divided = fraction(rest, _named("r", j + 1, j + 1))
    blocks.append(
        formula(q, relation("="), divided, relation("≈"), column(list(found.q[:, j]), style))
    )
    return blocks


def _vector(name: str, place: int) -> Node:
    return index(vector(name), str(place + 1))


def _column_of_roots(found: Cholesky, j: int, style: Style) -> Blocks:
    """Return how a column of L follows from the columns before."""
    squares = [row(" − ", power(_named("l", j + 1, k + 1), "2")) for k in range(j)]
    diagonal, pivot = _named("l", j + 1, j + 1), found.pivots[j]
    values = found.column(j)
    inside = row(_named("a", j + 1, j + 1), *squares)
    blocks = [
        formula(
            diagonal,
            relation("="),
            root(inside),
            relation(style.sign(pivot)),
            root(number(pivot, style)),
            *_equals(values[j], style),
        )
    ]
    for i in range(j + 1, len(found.l)):
        products = [
            row(" − ", _named("l", i + 1, k + 1), _named("l", j + 1, k + 1)) for k in range(j)
        ]
        over = row(_named("a", i + 1, j + 1), *products)
        blocks.append(
            formula(
                _named("l", i + 1, j + 1),
                relation("="),
                fraction(over, diagonal),
                *_equals(values[i], style),
            )
        )
    return blocks


def _by_eigenvectors(found: SVD, style: Style) -> Blocks:
    a = found.matrix
    blocks = [
        _shown(row(power(A, "⊤"), A), a.T @ a, style),
        prose(
            "Its eigenvalues are the squares of the singular values, its eigenvectors are the "
            "rows of Vᵀ:"
        ),
    ]
    kept = range(found.rank)
    for k in kept:
        value = float(found.values[k])
        blocks.append(
            formula(
                power(_named("σ", k + 1), "2"),
                relation("≈"),
                number(value * value, style),
                words(",  "),
                _vector("v", k),
                relation("≈"),
                column(list(found.vt[k]), style),
            )
        )
    blocks.append(prose("A carries each to a column of U, σ times as long:"))
    for k in kept:
        divided = fraction(row(A, " ", _vector("v", k)), _named("σ", k + 1))
        blocks.append(
            formula(
                _vector("u", k),
                relation("="),
                divided,
                relation("≈"),
                column(list(found.u[:, k]), style),
            )
        )
    return blocks


def _eigenspace(found: Eigen, k: int, space: Eigenspace, style: Style) -> Blocks:
    name = _named("λ", k)
    nodes: list[Node] = [name, *eigen_words.nodes(space, style)]
    if isinstance(space.value, complex):
        return [formula(*nodes)]
    found_vectors: list[Node] = []
    for v in space.basis:
        found_vectors += [words(",  "), column(list(v), style)]
    a = found.matrix
    if not isinstance(space.exact, Fraction) or len(a) > LARGEST_BY_HAND:
        return [formula(*nodes, *found_vectors)]
    shifted = a - space.exact * identity(len(a), like=a)
    difference = row(A, " − ", name, symbol("I"))
    return [
        formula(*nodes),
        formula(
            difference,
            relation(style.sign_of_all(shifted.flat)),
            matrix(shifted, style),
            words(" sends to 0:"),
            *found_vectors[1:],
        ),
    ]


def _polynomial(coefficients: list[Fraction], style: Style) -> list[Node]:
    nodes: list[Node] = []
    degree = len(coefficients) - 1
    for k, coefficient in enumerate(coefficients):
        if coefficient == 0:
            continue
        exponent = degree - k
        if nodes or coefficient < 0:
            nodes.append(relation("−" if coefficient < 0 else "+"))
        size = style.number(abs(coefficient))
        if size != "1" or exponent == 0:
            nodes.append(size)
        if exponent:
            nodes.append(power(symbol("λ"), str(exponent)) if exponent > 1 else symbol("λ"))
    return nodes
