"""Least squares worked by hand: the normal equations, the projection, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import (
    Chain,
    Index,
    Minus,
    Norm,
    Power,
    Root,
    Row,
    Sentence,
    Sum,
    Symbol,
    Term,
    VectorName,
)
from bot.topics.kit.row_operations import reduction_blocks
from linalg_engine import elimination
from linalg_engine.exact import in_floats_when_too_long

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.formula import Notation
    from linalg_engine.elimination import LeastSquares, NormalEquations

LARGEST_PROJECTION = 4
"""Rows and columns of the largest projection matrix that is shown."""

A, T, P, R = Symbol("A"), Power(Symbol("A"), "⊤"), VectorName("p"), VectorName("r")


@dataclass(frozen=True)
class Names:
    """What the unknowns and the right side are called."""

    unknown: VectorName
    right: VectorName


def worked_out(normal: NormalEquations, names: Names, say: Notation) -> list[Block]:
    """Return the way from A and b to the nearest x, A x and the rest; nothing for floats."""
    reduction = normal.solution.reduction
    if not (normal.is_exact and reduction.is_recorded):
        return []
    x, b, n = names.unknown, names.right, normal.matrix.shape[1]
    ask = ("The nearest ", x, " leaves a rest perpendicular to the columns of ", A)
    return [
        Sentence((*ask, ": it solves the normal equations.")),
        Chain(Row((T, A, " ", x)), (Row((T, " ", b)),)),
        Chain(Row((T, A)), (say.matrix(normal.gram),)),
        Chain(Row((T, " ", b)), (say.column(normal.moments),)),
        "Write them as a matrix:",
        say.matrix(reduction.matrix, n),
        *reduction_blocks(reduction.steps, say, n),
        *_solution(normal, x, say),
        *_projection(normal, names, say),
        *_rest(normal.nearest, b, say),
    ]


def _solution(normal: NormalEquations, x: VectorName, say: Notation) -> list[Block]:
    particular, nearest = normal.solution.particular, normal.nearest
    if particular is None or normal.solution.kind == "one":
        return [Sentence(("Read off the nearest ", x, ":")), Chain(x, (say.column(nearest.x),))]
    free = tuple(
        Term((Index(Symbol("t"), str(k)), say.column(direction)))
        for k, direction in enumerate(normal.solution.directions, start=1)
    )
    return [
        Sentence(("The columns are dependent, so many ", x, " are equally near:")),
        Chain(x, (Sum((say.column(particular), *free)),)),
        "The shortest of them is perpendicular to the directions in which they differ:",
        Chain(x, (say.column(nearest.x),)),
    ]


def _projection(normal: NormalEquations, names: Names, say: Notation) -> list[Block]:
    x, b = names.unknown, names.right
    blocks: list[Block] = [
        Sentence(("With it ", Row((A, " ", x)), " is ", P, ", the projection of ", b, ":")),
        Chain(P, (Row((A, " ", x)), say.column(normal.nearest.fitted))),
    ]
    if len(normal.rhs) <= LARGEST_PROJECTION and normal.solution.pivot_columns:
        projection = elimination.projection_matrix(normal.matrix)
        does = ("The matrix of this projection takes any ", b, " to its ", P, ":")
        blocks += [Sentence(does), Chain(Symbol("P"), (say.matrix(projection),))]
    return blocks


def _rest(least: LeastSquares, b: VectorName, say: Notation) -> list[Block]:
    squares = say.sum_of(in_floats_when_too_long(np.square)(least.residual))
    length = say.number(least.distance.value)
    zero = Chain(Row((T, " ", R)), ("0",))
    return [
        Sentence(("What is left is perpendicular to every column, ", zero, ":")),
        Chain(R, (Sum((b, Minus(P))), say.column(least.residual))),
        "Its length is how far off the nearest is:",
        Chain(Norm(R), (Root(squares), length)),
    ]
