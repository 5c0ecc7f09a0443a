"""`/vector triple`, and `/vector cross` in the plane: signed volumes and areas."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    Brackets,
    Chain,
    Column,
    Function,
    Minus,
    Product,
    Sentence,
    Sum,
    VectorName,
    equals,
    whole,
)
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.matrix_words import numpy_copy, result_vector_lines
from bot.topics.vectors.tips import A, B
from bot.topics.vectors.volume_figure import draw_area, draw_volume
from linalg_engine import vectors

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.vectors import TripleProduct

C = VectorName("c", "extra")
TRIPLE = Product((A, Brackets(Product((B, C), "×"))))


def triple(question: Question, style: Style) -> Answer:
    """Answer ``/vector triple``."""
    a, b, c = reading.three_vectors(question)
    say = style.notation
    found = vectors.triple(a, b, c)
    size = abs(found.value)
    return Answer(
        title=f"a·(b × c) {equals(say.number(found.value))}",
        facts=(
            f"a {equals(say.vector(a))}",
            f"b {equals(say.vector(b))}",
            f"c {equals(say.vector(c))}",
            *result_vector_lines("b × c", found.cross, say),
            f"a·(b × c) {say.equals(found.value)}",
            f"volume {say.equals(size)}",
        ),
        meaning=_meaning(found),
        draw=partial(draw_volume, found, style),
        turn=partial(draw_volume, found, style, turning=True),
        working=_triple_working(found, say),
        copies=Copies(
            text=f"{say.whole_vector(a)} · ({say.whole_vector(b)} × {say.whole_vector(c)}) "
            f"{equals(whole(found.value))}",
            numpy=numpy_copy({"a": a, "b": b, "c": c}, "a @ np.cross(b, c)"),
            latex=Chain(
                Product((whole(a), Brackets(Product((whole(b), whole(c)), "×")))),
                (whole(found.value),),
            ).latex(),
        ),
    )


def area(a: Vector, b: Vector, style: Style) -> Answer:
    """Answer ``/vector cross`` of vectors in the plane."""
    say = style.notation
    value = vectors.signed_area(a, b)
    return Answer(
        title=f"a × b {equals(say.number(value))}",
        facts=(
            f"a {equals(say.vector(a))}",
            f"b {equals(say.vector(b))}",
            f"a × b {say.equals(value)}",
            f"area {say.equals(abs(value))}",
        ),
        meaning=_area_meaning(value),
        draw=partial(draw_area, a, b, value, style),
        working=_area_working(a, b, value, say),
        copies=Copies(
            text=f"{say.whole_vector(a)} × {say.whole_vector(b)} {equals(whole(value))}",
            numpy=numpy_copy({"a": a, "b": b}, "a[0] * b[1] - a[1] * b[0]"),
            latex=Chain(Product((whole(a), whole(b)), "×"), (whole(value),)).latex(),
        ),
    )


def _meaning(found: TripleProduct) -> str:
    if found.is_zero:
        return "It is 0: a, b and c lie in one plane, so they are dependent and span no volume."
    hand = "right-handed" if found.value > 0 else "left-handed"
    sign = "positive" if found.value > 0 else "negative"
    return (
        f"Its size is the volume of the parallelepiped; it is {sign}, as a, b, c are {hand}. "
        "It is also the determinant of the matrix with these rows."
    )


def _area_meaning(value: Scalar) -> str:
    third = "In space it is the third entry of [a, 0] × [b, 0], the only one that is not 0."
    if value == 0:
        return "It is 0: a and b lie on one line, so they span no parallelogram."
    way = "negative, as a turns clockwise" if value < 0 else "positive, as a turns anticlockwise"
    return f"The signed area of the parallelogram: {way} to b. {third}"


def _triple_working(found: TripleProduct, say: Notation) -> Working:
    b, c = found.b, found.c
    product = Product((B, C), "×")
    differences = Column(
        tuple(_difference(b[i], c[j], b[j], c[i], say) for i, j in ((1, 2), (2, 0), (0, 1)))
    )
    products = Sum(
        tuple(
            Product((say.number(x), say.number(y)))
            for x, y in zip(found.a, found.cross, strict=True)
        )
    )
    return Working(
        "Triple product",
        (
            "First the cross product: each entry comes from the two other rows.",
            Chain(product, (Product((say.column(b), say.column(c)), "×"),)),
            Chain(None, (differences,)),
            Chain(None, (say.column(found.cross),), before=differences),
            Sentence(("It is perpendicular to ", B, " and ", C, ", and its length is their area.")),
            Sentence(("Then the dot product with ", A, ":")),
            Chain(TRIPLE, (products, say.number(found.value))),
            "It is the determinant of the matrix with these rows:",
            Chain(
                Function("det", say.matrix(np.array([found.a, found.b, found.c]))),
                (say.number(found.value),),
            ),
        ),
    )


def _area_working(a: Vector, b: Vector, value: Scalar, say: Notation) -> Working:
    difference = _difference(a[0], b[1], a[1], b[0], say)
    in_space = [[*a, a[0] * 0], [*b, b[0] * 0]]
    product = Product(tuple(map(say.column, in_space)), "×")
    return Working(
        "Cross product in the plane",
        (
            "One product across minus the other:",
            Chain(Product((A, B), "×"), (difference, say.number(value))),
            "With a third entry 0 both lie in space, where only the third entry is not 0:",
            Chain(product, (say.column([a[0] * 0, a[0] * 0, value]),)),
        ),
    )


def _difference(p: Scalar, q: Scalar, r: Scalar, s: Scalar, say: Notation) -> Formula:
    """Return ``p q − r s``."""
    return Sum(
        (Product((say.number(p), say.number(q))), Minus(Product((say.number(r), say.number(s)))))
    )
