"""The working of the singular value decomposition, from AᵀA to U."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Minus,
    Norm,
    Power,
    Quotient,
    Root,
    Row,
    Sentence,
    Series,
    Symbol,
    Term,
)
from bot.topics.decompositions import characteristic, eigenspace_steps
from bot.topics.decompositions.pieces import (
    LARGEST_BY_HAND,
    A,
    entry,
    factors,
    is_set,
    shown,
    together,
    vector,
)
from linalg_engine import decompositions
from linalg_engine.arrays import is_exact
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.formula import Formula, Notation
    from bot.topics.decompositions.pieces import Blocks
    from linalg_engine.decompositions import SVD, Eigen
    from linalg_engine.matrices import Matrix

LARGEST_SQUARED = 1e150
"""The squares of larger numbers overflow, those of numbers below its reciprocal underflow."""

U, V = Symbol("U"), Symbol("V")
A_TRANSPOSED, V_TRANSPOSED = Power(A, "⊤"), Power(V, "⊤")


def svd(found: SVD, say: Notation) -> Working | None:
    """Take the eigenvectors of AᵀA, or of AAᵀ if that is smaller, and their images."""
    a = found.matrix
    if not is_set(a):
        return None
    blocks: Blocks = [shown(A, a, say)]
    kept = as_float(found.values[: found.rank])
    can_be_squared = np.all((kept > 1 / LARGEST_SQUARED) & (kept < LARGEST_SQUARED))
    if max(a.shape) <= LARGEST_BY_HAND and found.rank and can_be_squared:
        blocks += _by_eigenvectors(found, say)
    blocks.append(together(U, Symbol("Σ"), V_TRANSPOSED))
    blocks += factors({"U": found.u, "Σ": found.sigma, "Vᵀ": found.vt}, say)
    if found.rank > 1:
        blocks.append("As a sum of rank-1 layers, the strongest first:")
        for k, layer in enumerate(found.layers, start=1):
            term = Term((entry("σ", k), vector("u", k - 1), Power(vector("v", k - 1), "⊤")))
            blocks.append(shown(term, layer, say))
    return Working("Singular value decomposition", tuple(blocks))


def _by_eigenvectors(found: SVD, say: Notation) -> Blocks:
    """Return the eigenvectors of the smaller of AᵀA and AAᵀ, and what A or Aᵀ makes of them."""
    a = found.matrix
    u, v = ("u", found.u.T), ("v", found.vt)
    if len(a) < a.shape[1]:
        (first, rows), (second, images) = u, v
        mapped, gram, whole, moved = a.T, a @ a.T, Row((A, A_TRANSPOSED)), A_TRANSPOSED
    else:
        (first, rows), (second, images) = v, u
        mapped, gram, whole, moved = a, a.T @ a, Row((A_TRANSPOSED, A)), A
    blocks: Blocks = [shown(whole, gram, say)]
    has_way = found.squares is not None and is_exact(rows)
    if characteristic.has_blocks(gram):
        blocks += characteristic.blocks(whole, gram, say)
    eigen = decompositions.eigen(gram) if has_way else None
    if eigen is not None:
        blocks += eigenspace_steps.blocks(eigen, say, whole, "w")
    blocks.append("The singular values are the square roots of these eigenvalues:")
    kept, rest = range(found.rank), range(found.rank, len(found.s))
    blocks += [_singular_value(found, k, say) for k in range(len(found.s))]
    one, other = (V, U) if second == "u" else (U, V)
    words = " are the eigenvectors, perpendicular and of length 1:"
    blocks.append(Sentence(("The columns of ", one, words)))
    for k in kept:
        blocks.append(_unit(first, k, rows[k], eigen, say))
    blocks.append(Sentence(("Those of ", other, " are what ", moved, " makes of them, over σ:")))
    for k in kept:
        image = Row((moved, " ", vector(first, k)))
        blocks.append(Chain(image, (say.column(mapped @ rows[k]),)))
        divided = Quotient(image, entry("σ", k + 1))
        blocks.append(Chain(vector(second, k), (divided, say.column(images[k]))))
    if rest:
        blocks.append(Sentence(("Where ", Symbol("σ"), " is 0, perpendicular ones are added:")))
    for k in rest:
        pair = ((first, rows[k]), (second, images[k]))
        vectors = (Chain(vector(name, k), (say.column(column),)) for name, column in pair)
        blocks.append(Series(tuple(vectors)))
    return blocks


def _singular_value(found: SVD, k: int, say: Notation) -> Chain:
    """Return "σ₁ = √45 = 3√5 ≈ 6.7082"."""
    name, value = entry("σ", k + 1), found.values[k]
    if found.squares is None:
        return Chain(name, (Root(say.number(value * value)), say.number(value)))
    roots: list[Formula] = [Root(say.number(found.squares[k]))]
    roots += [part for part in say.equals(value).others if str(part) != str(roots[0])]
    return Chain(name, tuple(roots))


def _unit(name: str, k: int, row: Matrix, eigen: Eigen | None, say: Notation) -> Chain:
    """Return "v₁ = w₁/‖w₁‖ = [√2/2, √2/2]" where w₁ is an eigenvector that was found."""
    column = say.column(row)
    if eigen is None or len(eigen.spaces) < len(eigen.matrix):
        return Chain(vector(name, k), (column,))
    w = vector("w", k)
    [v] = eigen.spaces[k].basis
    is_turned = bool(float(sum(v * row)) < 0)
    divided = Quotient(w, Norm(w))
    return Chain(vector(name, k), (Minus(divided) if is_turned else divided, column))
