"""Eigenvectors on a page: A − λI reduced, its free variables, and the vectors they give."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Index, Minus, Row, Sentence, Series, Sum, Symbol, Term, VectorName
from bot.formula.shapes import Brackets
from bot.topics.decompositions.pieces import (
    LARGEST_BY_HAND,
    A,
    combination,
    entry,
    listed,
    shown,
    vector,
)
from bot.topics.kit import eigen_words
from bot.topics.kit.row_operations import reduction_blocks
from linalg_engine.elimination import row_reduce
from linalg_engine.matrices import identity

if TYPE_CHECKING:
    from bot.formula import Formula, Notation
    from bot.topics.decompositions.pieces import Blocks
    from linalg_engine.arrays import Vector
    from linalg_engine.decompositions import Eigen, Eigenspace
    from linalg_engine.elimination import RowReduction
    from linalg_engine.matrices import Matrix

LARGEST_REDUCED = 3
"""Of larger matrices, and where λ has roots, only what row operations lead to is shown."""


def blocks(found: Eigen, say: Notation, name: Formula = A, letter: str = "v") -> Blocks:
    """Return every eigenvalue with the way to its eigenvectors, numbered all through.

    Parameters
    ----------
    name, letter
        Of the matrix, and of its eigenvectors.
    """
    result: Blocks = []
    count = 0
    for k, space in enumerate(found.spaces):
        value = Chain(entry("λ", k + 1), eigen_words.eigenvalue(space, say).others)
        if not eigen_words.has_listed_vectors(space):
            result.append(value)
            continue
        columns = [
            Chain(vector(letter, count + i), (say.column(v),)) for i, v in enumerate(space.basis)
        ]
        count += len(columns)
        partner = _conjugate_before(found, k)
        if partner is not None:
            which = "its eigenvector:" if len(columns) == 1 else "each of its eigenvectors:"
            words = (" is the conjugate of ", entry("λ", partner + 1), f", and so is {which}")
            result += [Sentence((value, *words)), Series(tuple(columns))]
        elif not has_way(found, space):
            result.append(Series((value, *columns)))
        else:
            result += _way(found.matrix, space, value, shifted_name(name, k), say, columns)
        if space.is_defective:
            result.append(_too_few(space, k))
    return result


def has_way(found: Eigen, space: Eigenspace) -> bool:
    """Whether it is shown how the eigenvectors of an eigenvalue are found."""
    return space.exact is not None and len(found.matrix) <= LARGEST_BY_HAND


def shifted_name(name: Formula, place: int) -> Sum:
    """Return "A − λ₁I" for place 0."""
    return Sum((name, Minus(Term((entry("λ", place + 1), Symbol("I"))))))


def shifted(a: Matrix, space: Eigenspace) -> Matrix:
    """Return A − λI, exact."""
    return a - space.exact * identity(len(a), like=a)


def _conjugate_before(found: Eigen, place: int) -> int | None:
    """Return the place of the conjugate of a complex eigenvalue, where that comes before it."""
    value = complex(found.spaces[place].value)
    if value.imag == 0:
        return None
    before = (k for k in range(place) if complex(found.spaces[k].value) == value.conjugate())
    return next(before, None)


def _too_few(space: Eigenspace, place: int) -> Sentence:
    several = "s" * (space.geometric > 1)
    counts = f" counts {space.algebraic} times and has {space.geometric} independent eigenvector"
    return Sentence((entry("λ", place + 1), counts, f"{several}: too few for a basis."))


def _way(
    a: Matrix,
    space: Eigenspace,
    value: Chain,
    name: Formula,
    say: Notation,
    columns: list[Chain],
) -> Blocks:
    """Return how (A − λI)x = 0 is solved."""
    matrix = shifted(a, space)
    equation = Chain(Row((Brackets(name), VectorName("x"))), ("0",))
    is_rational = isinstance(space.exact, Fraction)
    found: Blocks = [Sentence(("For ", value, " solve ", equation, ":")), shown(name, matrix, say)]
    if not matrix.any():
        return [
            *found,
            "Every x but 0 is an eigenvector. Independent ones:",
            Series(tuple(columns)),
        ]
    if len(a) == 2 and not is_rational:
        return [*found, *_by_one_row(matrix, space, say, columns)]
    reduction = row_reduce(matrix)
    if is_rational and len(a) <= LARGEST_REDUCED and reduction.is_recorded:
        found += reduction_blocks(reduction.steps, say)
    elif not np.array_equal(matrix, reduction.rref):
        found += ["Row operations lead to:", say.matrix(reduction.rref)]
    return [*found, *_free(reduction, space, say, columns)]


def _by_one_row(matrix: Matrix, space: Eigenspace, say: Notation, columns: list[Chain]) -> Blocks:
    """Solve two equations of which each is a multiple of the other."""
    row = combination(((c, _variable(j)) for j, c in enumerate(matrix[0])), say)
    [v] = space.basis
    place = next((j for j, x in enumerate(v) if isinstance(x, Fraction)), 0)
    return [
        "Its determinant is 0, so both rows say the same. The first one says:",
        Chain(row, ("0",)),
        Sentence(("With ", _chosen(place, v, say), ":")),
        *columns,
    ]


def _free(
    reduction: RowReduction, space: Eigenspace, say: Notation, columns: list[Chain]
) -> Blocks:
    """Return the free variables, what the rows say, and the vectors for chosen values."""
    free = reduction.free_columns
    names = listed([_variable(j) for j in free])
    verb = "is" if len(free) == 1 else "are"
    found: Blocks = [Sentence((*names, f" {verb} free. The rows say:"))]
    for row, pivot in enumerate(reduction.pivots):
        pairs = [(-reduction.rref[row, j], _variable(j)) for j in free]
        found.append(Chain(_variable(pivot), (combination(pairs, say),)))
    for v, column in zip(space.basis, columns, strict=True):
        chosen = listed([_chosen(j, v, say) for j in free])
        is_multiple = any(isinstance(v[j], Fraction) and abs(v[j]) > 1 for j in free)
        why = ", which avoids fractions" if is_multiple else ""
        found += [Sentence(("With ", *chosen, f"{why}:")), column]
    return found


def _variable(place: int) -> Index:
    return entry("x", place + 1)


def _chosen(place: int, v: Vector, say: Notation) -> Chain:
    return Chain(_variable(place), (say.number(v[place]),))
