"""The working of `/matrix diagonalize`: eigenvectors, P and its inverse, chains, and the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Norm,
    Power,
    Quotient,
    Row,
    Sentence,
    Series,
    Symbol,
    Term,
    VectorName,
)
from bot.topics.decompositions import eigen_steps
from bot.topics.decompositions.eigenspace_steps import shifted, shifted_name
from bot.topics.decompositions.pieces import (
    LARGEST_BY_HAND,
    A,
    entry,
    factors,
    is_set,
    listed,
    shown,
    together,
    vector,
)
from bot.topics.decompositions.steps import root_of_squares
from linalg_engine.arrays import is_exact

if TYPE_CHECKING:
    from bot.formula import Formula, Notation
    from bot.topics.decompositions.pieces import Blocks
    from linalg_engine.arrays import Vector
    from linalg_engine.decompositions import Eigen, Eigenspace, Jordan, JordanBlock, Spectral
    from linalg_engine.matrices import Matrix as Array

P, Q, D, J, BIG_LAMBDA = map(Symbol, "PQDJΛ")
P_INVERSE, Q_TRANSPOSED = Power(P, "−1"), Power(Q, "⊤")


def symmetric(form: Spectral, found: Eigen, say: Notation) -> Working | None:
    """Make the eigenvectors perpendicular and their lengths 1."""
    if not is_set(found.matrix):
        return None
    blocks = eigen_steps.blocks(found, say)
    blocks.append(
        Sentence((A, " is symmetric, so eigenvectors of different eigenvalues are perpendicular."))
    )
    if any(space.geometric > 1 for space in found.spaces) and is_exact(form.directions[0]):
        blocks.append("Gram and Schmidt's method makes those of the same eigenvalue so too:")
        columns = (Chain(vector("u", k), (say.column(v),)) for k, v in enumerate(form.directions))
        blocks.append(Series(tuple(columns)))
        name = "u"
    else:
        name = "v"
    blocks.append(Sentence(("Divided by their lengths they are the columns of ", Q, ":")))
    for k, v in enumerate(form.directions):
        blocks.append(_unit(name, k, v, form.q[:, k], say))
    blocks.append(together(Q, BIG_LAMBDA, Q_TRANSPOSED))
    blocks += factors({"Q": form.q, "Λ": form.diagonal}, say)
    blocks += _check(found.matrix, (Q, form.q), (BIG_LAMBDA, form.diagonal), say)
    return Working("Diagonalization", tuple(blocks))


def _unit(name: str, k: int, v: Vector, q: Vector, say: Notation) -> Chain:
    """Return "q₁ = v₁/√2 = [√2/2, √2/2]"."""
    w = vector(name, k)
    length = root_of_squares(v, say) if is_exact(v) else Norm(w)
    return Chain(vector("q", k), (Quotient(w, length), say.column(q)))


def with_form(form: Jordan, found: Eigen, say: Notation) -> Working | None:
    """Put eigenvectors, or chains, side by side."""
    a = found.matrix
    if not is_set(a):
        return None
    blocks = eigen_steps.blocks(found, say)
    if form.is_diagonal:
        middle, title = D, "Diagonalization"
        words = "There are enough eigenvectors for a basis. They are the columns of "
        blocks.append(Sentence((words, P, ":")))
    else:
        middle, title = J, "Jordan's form"
        blocks += _chains(form, found, say)
    blocks += [shown(P, form.p, say), shown(middle, form.j, say)]
    blocks += _inverse(form, say)
    blocks += _check(a, (P, form.p), (middle, form.j), say)
    blocks.append(Sentence(("So ", Chain(A, (Row((P, " ", middle, " ", P_INVERSE)),)), ".")))
    return Working(title, tuple(blocks))


def without_form(found: Eigen, say: Notation) -> Working | None:
    """Return the eigenvalues, of which one has too few eigenvectors."""
    if not is_set(found.matrix):
        return None
    blocks = eigen_steps.blocks(found, say)
    blocks.append(Sentence((A, " has too few eigenvectors for a basis.")))
    return Working("Diagonalization", tuple(blocks))


def _inverse(form: Jordan, say: Notation) -> Blocks:
    if len(form.p) != 2 or not form.is_exact:
        joined = Row(("[", P, " | ", Symbol("I"), "]"))
        return [
            Sentence(("Row reduction of ", joined, " gives the inverse:")),
            shown(P_INVERSE, form.inverse, say),
        ]
    (a, b), (c, d) = form.p
    swapped = say.matrix(np.array([[d, -b], [-c, a]], dtype=object))
    determinant = a * d - b * c
    found = Chain(P_INVERSE, (say.matrix(form.inverse),))
    if determinant != 1:
        over = Term((Quotient("1", say.number(determinant)), swapped))
        found = Chain(P_INVERSE, (over, *found.others))
    words = "The inverse of a 2×2 matrix: swap the diagonal, negate the rest, divide by ad − bc:"
    return [words, found]


def _check(
    a: Array, first: tuple[Formula, Array], second: tuple[Formula, Array], say: Notation
) -> Blocks:
    """Return A P and P D, which are the same."""
    (p, columns), (d, diagonal) = first, second
    return [
        Sentence(("Check: ", Row((A, " ", p)), " and ", Row((p, " ", d)), " are the same:")),
        shown(Row((A, " ", p)), a @ columns, say),
        shown(Row((p, " ", d)), columns @ diagonal, say),
    ]


# Chains


def _chains(form: Jordan, found: Eigen, say: Notation) -> Blocks:
    """Return the columns of P, chain by chain."""
    result: Blocks = []
    if len(found.matrix) > LARGEST_BY_HAND:
        return ["Chains of vectors take the place of the eigenvectors that are missing."]
    at = 0
    for k, space in enumerate(found.spaces):
        here = [block for block in form.blocks if block.exact == space.exact]
        if not space.is_defective:
            names = listed([vector("p", at + i) for i in range(len(here))])
            which = "its eigenvector" if len(here) == 1 else "its eigenvectors"
            columns = [
                Chain(vector("p", at + i), (say.column(block.chain[0]),))
                for i, block in enumerate(here)
            ]
            words = (f" {'is' if len(here) == 1 else 'are'} {which}:",)
            result += [
                Sentence(("For ", entry("λ", k + 1), ", ", *names, *words)),
                Series(tuple(columns)),
            ]
        else:
            result += _of_space(found.matrix, space, k, here, at, say)
        at += sum(block.size for block in here)
    return result


def _of_space(
    a: Array, space: Eigenspace, k: int, here: list[JordanBlock], at: int, say: Notation
) -> Blocks:
    """Return the chains of an eigenvalue that has too few eigenvectors."""
    n, name = shifted(a, space), shifted_name(A, k)
    result: Blocks = []
    letter = _difference(k)
    result.append(
        Sentence(
            (
                "For ",
                entry("λ", k + 1),
                " more vectors are needed. With ",
                Chain(letter, (name,)),
                ", powers of ",
                letter,
                " have larger null spaces:",
            )
        )
    )
    power = n
    for size in range(2, max(block.size for block in here) + 1):
        power = power @ n
        result.append(shown(Power(letter, str(size)), power, say))
    for block in here:
        result += _of_block(block, letter, at, say)
        at += block.size
    return result


def _difference(k: int) -> Formula:
    return entry("N", k + 1)


def _of_block(block: JordanBlock, letter: Formula, at: int, say: Notation) -> Blocks:
    last = at + block.size - 1
    top = vector("p", last)
    if block.size == 1:
        return [
            Sentence((top, " is another eigenvector:")),
            Chain(top, (say.column(block.chain[0]),)),
        ]
    high, low = _to_the(letter, block.size), _to_the(letter, block.size - 1)
    x = VectorName("x")
    result: Blocks = [
        Sentence(
            (
                "A chain of ",
                str(block.size),
                " ends with an ",
                x,
                " for which ",
                Chain(Row((high, " ", x)), ("0",)),
                " but ",
                Row((low, " ", x)),
                " is not 0:",
            )
        ),
        Chain(top, (say.column(block.chain[-1]),)),
        Sentence((letter, " maps each to the one before, the first of which is an eigenvector:")),
    ]
    for i in range(block.size - 2, -1, -1):
        image = Row((letter, " ", vector("p", at + i + 1)))
        result.append(Chain(vector("p", at + i), (image, say.column(block.chain[i]))))
    return result


def _to_the(letter: Formula, exponent: int) -> Formula:
    return letter if exponent == 1 else Power(letter, str(exponent))
