"""The answer of `/matrix basis`: a map in the coordinates of another basis."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Index,
    Minus,
    Power,
    Product,
    Row,
    Sentence,
    Sum,
    Symbol,
    Term,
    VectorName,
)
from bot.topics.basis import figure
from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.matrix_words import copies, numerical
from linalg_engine.bases import change_of_basis
from linalg_engine.errors import InputError
from linalg_engine.matrices import multiply

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from linalg_engine.bases import ChangedBasis
    from linalg_engine.matrices import Matrix

A, B, P = Symbol("A"), Symbol("B"), Symbol("P")
BACK = Power(P, "−1")

LARGEST_SET = 6
"""Larger matrices are not typeset."""


def basis(question: Question, style: Style) -> Answer:
    """Answer ``/matrix basis``."""
    a, p = reading.matrix(question, "a"), reading.matrix(question, "p")
    say = style.notation
    found = _changed(a, p)
    return Answer(
        title="B = P⁻¹ A P" + ", diagonal" * _is_diagonal(found),
        facts=(
            *matrix_words.lines("A", a, say),
            *matrix_words.lines("P", p, say),
            *matrix_words.result_lines("P⁻¹", found.back, say),
            *matrix_words.result_lines("B", found.value, say),
        ),
        meaning=_meaning(found) + numerical(found.value),
        draw=partial(figure.draw, found, style) if figure.fits(found) else None,
        working=_working(found, say),
        copies=copies({"A": a, "P": p}, "np.linalg.solve(P, A @ P)", {"B": found.value}),
    )


def _changed(a: Matrix, p: Matrix) -> ChangedBasis:
    try:
        return change_of_basis(a, p)
    except InputError as error:
        is_about_a = a.shape[0] != a.shape[1]
        error.source = error.source or ("a" if is_about_a else "p")
        raise


def _is_diagonal(found: ChangedBasis) -> bool:
    return not (found.value != np.diag(np.diag(found.value))).any()


def _meaning(found: ChangedBasis) -> str:
    sentence = (
        "A and B are the same map, read in two coordinate systems: column k of B has the "
        "coordinates, in the columns of P, of where the k-th of them goes. Trace, determinant "
        "and eigenvalues stay."
    )
    if _is_diagonal(found):
        sentence += " B is diagonal: the columns of P are eigenvectors of A."
    return sentence


def _working(found: ChangedBasis, say: Notation) -> Working | None:
    a, p, b = found.matrix, found.basis, found.value
    if len(a) > LARGEST_SET:
        return None
    moved = multiply(a, p)
    blocks: list[Block] = [
        Chain(A, (say.matrix(a),)),
        Chain(P, (say.matrix(p),)),
        Sentence((A, " moves each vector of the new basis, each column of ", P, ":")),
        Chain(Row((A, " ", P)), (say.matrix(moved),)),
        Sentence((BACK, " gives the coordinates of the results in that basis:")),
        Chain(BACK, (say.matrix(found.back),)),
        Chain(B, (Row((BACK, " ", A, " ", P)), say.matrix(b))),
    ]
    blocks += ["Column 1, checked:", _combination(found, say)]
    return Working("Change of basis", tuple(blocks))


def _combination(found: ChangedBasis, say: Notation) -> Chain:
    """Return A p₁ as a combination of the columns of P."""
    terms: list[Formula] = []
    for k, x in enumerate(found.value[:, 0].tolist(), 1):
        term = Product((say.number(abs(x)), Index(VectorName("p"), str(k))))
        terms.append(Minus(term) if x < 0 else term)
    image = multiply(found.matrix, found.basis[:, 0])
    name = Term((A, Index(VectorName("p"), "1")))
    return Chain(name, (say.column(image), Sum(tuple(terms))))
