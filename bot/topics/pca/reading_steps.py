"""Steps that read components: a row rebuilt, how well it is shown, the loadings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import (
    About,
    Chain,
    Index,
    Power,
    Quotient,
    Root,
    Rounded,
    Row,
    Series,
    Sum,
    Symbol,
    Words,
)
from bot.topics.kit.rounded import rounded_column

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.pages import Block
    from linalg_engine.principal_components import PCA, Components

MOST_TERMS = 3
"""Components written out."""

V, T, L, LAMBDA = Symbol("v"), Symbol("t"), Symbol("l"), Symbol("λ")


def rebuilding(found: PCA, count: int, numbers: Floats, *, small: bool) -> list[Block]:
    """Return how a row comes back from its scores, and what part of it they keep.

    Parameters
    ----------
    numbers
        The row, shape (d,).
    """
    end = ", times the deviations, plus the means" if found.standardized else ", plus the means"
    terms = [Row((Index(T, str(i + 1)), Index(V, str(i + 1)))) for i in range(count)]
    further = ["…"] * (count > MOST_TERMS)
    blocks: list[Block] = [
        f"5. Rebuild: go along each component by the score{end}.",
        Chain(Index(Symbol("x"), "c"), (About(Sum((*terms[:MOST_TERMS], *further))),)),
    ]
    if not small:
        return blocks
    centred = (numbers - found.mean) / found.scale
    scores = found.components[:count] @ centred
    back = found.inverse_transform(scores[None])[0]
    pair = (
        Chain(Words("rebuilt"), (rounded_column(back),)),
        Chain(Words("given"), (rounded_column(numbers),)),
    )
    distance = float(centred @ centred)
    if distance == 0:
        return [*blocks, Series(pair, ",    ")]
    squares = Sum((*(Power(_three(t), "2") for t in scores[:MOST_TERMS]), *further))
    kept = float(scores @ scores) / distance
    words = "The squared scores over the squared distance from the mean: the part kept, or cos²."
    return [
        *blocks,
        Series(pair, ",    "),
        words,
        Chain(Quotient(squares, _three(distance)), (_three(min(1.0, kept)),)),
    ]


def loadings(found: Components, count: int, step: int, *, small: bool) -> list[Block]:
    """Return what loadings are, and those of the first components."""
    meaning = "the correlations of the columns with the scores"
    if not found.standardized:
        meaning = "the covariances of the columns with the scores, these of deviation 1"
    words = f"{step}. Loadings: weights times the deviation along a component. They are {meaning}."
    blocks: list[Block] = [words]
    for i in range(min(count, 2)):
        name = str(i + 1)
        product = Row((Root(Index(LAMBDA, name)), " ", Index(V, name)))
        values = (rounded_column(found.loadings[:, i]),) if small else ()
        blocks.append(Chain(Index(L, name), (product, *values)))
    return blocks


def _three(x: float) -> Rounded:
    return Rounded(float(x), 3)
