"""The dot product, and what it says about similarity."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Function,
    Norm,
    Product,
    Quotient,
    Row,
    Sum,
    elided,
    equals,
    whole,
)
from bot.formula.node import Level
from bot.formula.shapes import bracketed
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.matrix_words import text_copy
from bot.topics.vectors.angle_figure import draw_dot
from bot.topics.vectors.lengths import THETA, degrees, length_blocks
from bot.topics.vectors.tips import A, B
from linalg_engine import formatting, vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from linalg_engine.vectors import Angle, DotProduct

MEANINGS = (
    (15, "They point in nearly the same direction: very similar."),
    (45, "They point in similar directions."),
    (80, "They lean the same way, but only loosely."),
    (100, "They are almost perpendicular: hardly related."),
    (135, "They lean away from each other."),
    (165, "They point in rather opposite directions."),
    (180, "They point in nearly opposite directions: very dissimilar."),
)
"""What an angle up to so many degrees means for similarity."""

EXACT_MEANINGS = {
    "same direction": (
        "They point in exactly the same direction: as similar as two vectors can be."
    ),
    "opposite": "They point in exactly opposite directions: as dissimilar as two vectors can be.",
    "perpendicular": "They are perpendicular: neither says anything about the other.",
}


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/dot``."""
    a, b = reading.two_vectors(question)
    say = style.notation
    result = vectors.dot(a, b)
    found = say.equals(result.value).others
    return Answer(
        title=f"a · b {equals(say.number(result.value))}",
        facts=(
            f"a {equals(say.vector(a))}",
            f"b {equals(say.vector(b))}",
            f"{Chain('a·b', (_sum_of_products(result, say, is_tight=True), *found))}",
            *_lengths_and_angle(result, say),
        ),
        meaning=meaning(result),
        draw=lambda: draw_dot(result, style),
        turn=partial(draw_dot, result, style, turning=True) if len(result.a) == 3 else None,
        working=_working(result, say),
        copies=_copies(result, say),
    )


def _lengths_and_angle(result: DotProduct, say: Notation) -> Iterator[str]:
    yield f"‖a‖ {say.equals(result.norm_a.value)}"
    yield f"‖b‖ {say.equals(result.norm_b.value)}"
    if result.angle:
        yield f"cos θ {say.equals(result.angle.cosine)}"
        yield f"θ {equals(degrees(result.angle))}"


def meaning(result: DotProduct) -> str:
    """Say in one sentence what the angle means for similarity."""
    if result.angle is None:
        return (
            "The zero vector has no direction, so there is no angle; its dot product is always 0."
        )
    return meaning_of_angle(result.angle)


def meaning_of_angle(angle: Angle) -> str:
    """Say in one sentence what an angle means for similarity."""
    exact = EXACT_MEANINGS.get(angle.relation)
    if exact and not angle.is_exact:
        exact = f"As far as rounded numbers can tell: {exact[0].lower()}{exact[1:]}"
    return exact or next(words for limit, words in MEANINGS if angle.degrees <= limit)


def _working(result: DotProduct, say: Notation) -> Working:
    columns = Product((say.column(result.a), say.column(result.b)))
    products = _sum_of_products(result, say)
    blocks: list[Block] = [
        "Multiply entry by entry, then add up:",
        Chain(Product((A, B)), (columns,)),
        Chain(None, (products,), before=columns),
        Chain(None, (say.sum_of(result.terms), say.number(result.value)), before=products),
        "The lengths, by Pythagoras:",
        *length_blocks(A, result.a, result.norm_a, say),
        *length_blocks(B, result.b, result.norm_b, say),
    ]
    if result.angle is None:
        blocks.append("The zero vector has no direction, so there is no angle.")
    else:
        blocks.append("The cosine of the angle between them:")
        blocks += angle_blocks(result, result.angle, say)
    return Working("Dot product", tuple(blocks))


def angle_blocks(result: DotProduct, angle: Angle, say: Notation) -> tuple[Chain, Chain]:
    """Return the working of the cosine and of the angle."""
    lengths = Product((say.number(result.norm_a.value), say.number(result.norm_b.value)))
    cosine = Chain(
        Function("cos", THETA),
        (
            Quotient(Product((A, B)), Row((Norm(A), Norm(B)))),
            Quotient(say.number(result.value), lengths),
            *say.equals(angle.cosine).others,
        ),
    )
    return cosine, Chain(THETA, (degrees(angle),))


def _sum_of_products(result: DotProduct, say: Notation, *, is_tight: bool = False) -> Sum:
    pairs = elided(list(zip(result.a, result.b, strict=True)))
    terms: list[Formula] = []
    for pair in pairs:
        if isinstance(pair, str):
            terms.append(pair)
        else:
            factors = (bracketed(say.number(x), Level.PRODUCT) for x in pair)
            terms.append(Product(tuple(factors), is_tight=is_tight))
    return Sum(tuple(terms))


def _copies(result: DotProduct, say: Notation) -> Copies:
    lines = [
        f"a {equals(say.whole_vector(result.a))}",
        f"b {equals(say.whole_vector(result.b))}",
        text_copy("a · b", result.value),
        *_lengths_and_angle(result, say),
    ]
    return Copies(
        text="\n".join(lines),
        numpy=(
            "import numpy as np\n\n"
            f"a = {formatting.numpy_text(result.a)}\n"
            f"b = {formatting.numpy_text(result.b)}\n"
            f"a @ b  # {formatting.exact(result.value)}"
        ),
        latex=Chain(Product((whole(result.a), whole(result.b))), (whole(result.value),)).latex(),
    )
