"""`/matrix svd` with k: the nearest matrix of rank k, and how far it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Index,
    Minus,
    Norm,
    Power,
    Root,
    Sum,
    Symbol,
    Term,
    VectorName,
)
from bot.text import percent
from bot.topics.decompositions import answer, nearest_rank_figure, svd_words
from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.matrix_words import copies, lower
from linalg_engine.decompositions import truncated

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from linalg_engine.decompositions import Truncated

A = Symbol("A")

LARGEST_SET = 6
"""Larger matrices are not typeset."""


def svd(question: Question, style: Style) -> Answer:
    """Answer ``/matrix svd``, with k or without."""
    if not question.inputs.get("k", "").strip():
        return answer.svd(question, style)
    a, k = reading.matrix(question, "a"), reading.whole_number(question, "k")
    say = style.notation
    with reading.option("k"):
        found = truncated(a, k)
    name = f"A{lower(k)}"
    return Answer(
        title=_title(found, name, say),
        facts=(
            *matrix_words.lines("A", a, say),
            *matrix_words.result_lines(name, found.value, say),
            f"‖A − {name}‖₂ {_next(found)}{say.equals(found.spectral_error)}",
            f"‖A − {name}‖F {say.equals(found.frobenius_error)}",
            f"singular values: {svd_words.values(found.svd, say)}",
        ),
        meaning=_meaning(found, name) + matrix_words.numerical(found.value),
        draw=partial(nearest_rank_figure.draw, found, style)
        if nearest_rank_figure.fits(a)
        else None,
        working=_working(found, say),
        copies=copies({"A": a}, _numpy(k), {name: found.value}),
    )


def _title(found: Truncated, name: str, say: Notation) -> str:
    if found.k >= found.svd.rank:
        return f"{name} = A: the rank of A is {found.svd.rank}"
    error = say.number(found.spectral_error)
    return f"Nearest of rank {found.k}: off by {'≈ ' * error.is_rounded}{error}"


def _next(found: Truncated) -> str:
    """Return "= σ₂ ", the singular value that is the error."""
    return f"= σ{lower(found.k + 1)} " if found.k < len(found.svd.s) else ""


def _meaning(found: Truncated, name: str) -> str:
    if found.k >= found.svd.rank:
        return "Nothing is left out, so nothing is lost."
    several = f"the {found.k} largest singular values" if found.k > 1 else "the largest σ"
    sentence = (
        f"No matrix of rank {found.k} is nearer to A. {name} keeps {several} and so "
        f"{percent(found.kept)} of the sum of all squares; the first one left out is the error."
    )
    if not found.is_unique:
        sentence += f" As σ{lower(found.k)} = σ{lower(found.k + 1)}, others are as near."
    return sentence


def _numpy(k: int) -> str:
    return (
        "U, s, Vt = np.linalg.svd(A.astype(float), full_matrices=False)\n"
        f"U[:, :{k}] * s[:{k}] @ Vt[:{k}]"
    )


def _working(found: Truncated, say: Notation) -> Working | None:
    a = found.svd.matrix
    if max(a.shape) > LARGEST_SET or found.k >= found.svd.rank:
        return None
    name, rest = Index(A, str(found.k)), range(found.k, found.svd.rank)
    kept = Sum(tuple(_layer(i + 1) for i in range(found.k)))
    blocks: list[Block] = [
        Chain(A, (say.matrix(a),)),
        "Its singular value decomposition is a sum of layers of rank 1, the strongest first.",
    ]
    if found.k > 1:
        layers = found.svd.layers[: found.k]
        blocks += [Chain(_layer(i), (say.matrix(x),)) for i, x in enumerate(layers, start=1)]
    blocks += [
        "Only these are kept:" if found.k > 1 else "Only the first one is kept:",
        Chain(name, (kept, say.matrix(found.value))),
        "What is left out is the error: in the spectral norm its largest σ,",
        Chain(
            Index(Norm(Sum((A, Minus(name)))), "2"),
            (_sigma(found.k + 1), *say.equals(found.spectral_error).others),
        ),
        "and in the Frobenius norm the root of the sum of their squares:",
        Chain(
            Index(Norm(Sum((A, Minus(name)))), "F"),
            (
                Root(Sum(tuple(Power(_sigma(i + 1), "2") for i in rest))),
                *say.equals(found.frobenius_error).others,
            ),
        ),
    ]
    return Working("Nearest matrix of a lower rank", tuple(blocks))


def _sigma(k: int) -> Formula:
    return Index(Symbol("σ"), str(k))


def _layer(k: int) -> Formula:
    """Return ``σ₁ u₁ v₁ᵀ``."""
    u, v = (Index(VectorName(name), str(k)) for name in "uv")
    return Term((_sigma(k), u, Power(v, "⊤")))
