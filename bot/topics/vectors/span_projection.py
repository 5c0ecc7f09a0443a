"""`/vector project` onto several vectors: the nearest point of the plane that they span."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Brackets,
    Chain,
    Function,
    Minus,
    Power,
    Row,
    Sentence,
    Sum,
    Symbol,
    VectorName,
    equals,
    whole,
)
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.matrix_words import numerical, numpy_copy, result_vector_lines
from bot.topics.kit.row_operations import reduction_blocks
from bot.topics.vectors.combinations import combination, listed, numbered, shape, short_shape
from bot.topics.vectors.span_figure import Aim, drawing_of_span
from bot.topics.vectors.span_steps import rest_blocks
from linalg_engine import elimination, spans
from linalg_engine.matrices import join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.spans import SpanProjection

A, P, X, B = VectorName("a"), VectorName("p"), VectorName("x"), Symbol("B")
TRANSPOSED = Power(B, "⊤")

MOST_LINES = 8
"""Vectors that are written out, each in a line."""


def answer(a: Vector, vectors: Sequence[Vector], style: Style) -> Answer:
    """Answer ``/vector project`` onto more than one vector."""
    split = spans.project_on_span(a, vectors)
    say, found, nearest = style.notation, split.span, split.nearest
    names = numbered("b", found.matrix.shape[1])
    basis = [names[k] for k in found.independent]
    aim = Aim(A, split.vector, None, nearest.fitted, nearest.distance.value)
    if not nearest.residual.any():
        aim = Aim(A, split.vector, _of_all(split))
    draw = drawing_of_span(found, names, aim, style)
    left_out = [name for k, name in enumerate(names) if k not in found.independent]
    note = f" {listed(left_out[:MOST_LINES])} can be left out." if left_out else ""
    return Answer(
        title=f"Projection of a {equals(say.vector(nearest.fitted, 4))}",
        facts=(
            f"a {equals(say.vector(a))}",
            *(
                f"{name} {equals(say.vector(v))}"
                for name, v in zip(names[:MOST_LINES], found.matrix.T, strict=False)
            ),
            *result_vector_lines("projection", nearest.fitted, say),
            f"           {equals(combination(nearest.x, basis, say))}",
            *result_vector_lines("rest      ", nearest.residual, say),
            f"distance {say.equals(nearest.distance.value)}",
        ),
        meaning=f"They span {shape(found)}. The projection is the point of the "
        f"{short_shape(found)} nearest to a.{note}{numerical(nearest.fitted)}",
        draw=draw,
        turn=None if draw is None or len(a) != 3 else partial(draw, turning=True),
        working=_working(split, names, say),
        copies=Copies(
            text=f"projection {say.whole_vector(nearest.fitted)}, "
            f"rest {say.whole_vector(nearest.residual)}",
            numpy=numpy_copy({"B": found.basis, "a": a}, "B @ np.linalg.lstsq(B, a)[0]"),
            latex=Chain(Function("proj", Symbol("a")), (whole(nearest.fitted),)).latex(),
        ),
    )


def _of_all(split: SpanProjection) -> Vector:
    """Return the coefficients of all vectors, 0 for those that are left out."""
    found = split.span.matrix[0] * 0
    found[list(split.span.independent)] = split.nearest.x
    return found


def _working(split: SpanProjection, names: Sequence[Formula], say: Notation) -> Working:
    found, nearest = split.span, split.nearest
    basis = [names[k] for k in found.independent]
    system = join(split.normal_matrix, split.normal_rhs.reshape(-1, 1))
    reduction = elimination.row_reduce(system, augmented=1)
    n = len(split.normal_rhs)
    blocks: list[Block] = []
    if found.is_independent:
        blocks.append(Sentence(("Write the vectors as the columns of ", B, ":")))
    else:
        which = f"Only {listed(basis)} {'is' if n == 1 else 'are'} needed, the others depend on "
        blocks.append(
            Sentence(
                (
                    f"{which}{'it' if n == 1 else 'them'}: the columns of ",
                    B,
                    ".",
                )
            )
        )
    blocks += [
        Chain(B, (say.matrix(found.basis),)),
        Sentence(("The rest ", A, " − ", B, X, " must be perpendicular to every column:")),
        Chain(
            Row((TRANSPOSED, Brackets(Sum((A, Minus(Row((B, X)))))))),
            ("0",),
        ),
        "These are the normal equations:",
        Chain(Row((TRANSPOSED, B, X)), (Row((TRANSPOSED, A)),)),
        Chain(Row((TRANSPOSED, B)), (say.matrix(split.normal_matrix),)),
        Chain(Row((TRANSPOSED, A)), (say.column(split.normal_rhs),)),
    ]
    if reduction.is_recorded:
        blocks += ["Solve them:", say.matrix(system, n)]
        blocks += reduction_blocks(reduction.steps, say, n)
    blocks += [
        Chain(X, (say.column(nearest.x),)),
        "The nearest point is that combination:",
        Chain(P, (Row((B, X)), combination(nearest.x, basis, say), say.column(nearest.fitted))),
        *rest_blocks(A, P, nearest, say),
    ]
    return Working("Projection", tuple(blocks))
