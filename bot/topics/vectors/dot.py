"""The dot product, and what it says about similarity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.typeset import (
    Node,
    Working,
    column,
    elided,
    formula,
    fraction,
    joined,
    norm,
    number,
    operator,
    prose,
    relation,
    row,
    symbol,
    vector,
    words,
)
from bot.topics.kit import reading, wording
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.formulas import factor, length_blocks, length_node, with_gap
from bot.topics.vectors import figure as figures
from linalg_engine import formatting, vectors

if TYPE_CHECKING:
    from bot.drawing.style import Style
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

WHOLE_COSINES = {"1", "0.5", "0", "−0.5", "−1"}
"""Cosines of exact angles that are no rounded roots."""

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
    result = vectors.dot(a, b)
    value = wording.equals(result.value, style)
    facts = [
        f"a {style.equals_vector(a)}",
        f"b {style.equals_vector(b)}",
        f"a·b {style.sign_of_all(a, b)} {_products(result, style)} {value}",
        f"‖a‖ {wording.length(result.norm_a, style)}",
        f"‖b‖ {wording.length(result.norm_b, style)}",
        *(_angle_words(result.angle) if result.angle else ()),
    ]
    return Answer(
        title=f"a · b {style.equals(result.value)}",
        facts=tuple(facts),
        meaning=meaning(result),
        draw=lambda: figures.draw_dot(result, style),
        working=_working(result, style),
        copies=_copies(result, style),
    )


def _angle_words(angle: Angle) -> tuple[str, str]:
    return f"cos θ {cosine_words(angle)}", f"θ {degrees_words(angle)}"


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


def _products(result: DotProduct, style: Style) -> str:
    pairs = zip(result.a, result.b, strict=True)
    return wording.summed(
        [f"{wording.factor(x, style)}·{wording.factor(y, style)}" for x, y in pairs]
    )


def _working(result: DotProduct, style: Style) -> Working:
    a, b = vector("a", "first"), vector("b", "second")
    columns: list[Node] = [
        column(list(result.a), style),
        operator("·"),
        column(list(result.b), style),
    ]
    blocks = [
        prose("Multiply entry by entry, then add up:"),
        formula(a, operator("·"), b, _equal(result, style), *columns),
        formula(*_sum_of_products(result, style)),
        formula(_equal(result, style), *_sum_of_terms(result, style)),
        prose("The lengths, by Pythagoras:"),
        *length_blocks(a, result.a, result.norm_a, style),
        *length_blocks(b, result.b, result.norm_b, style),
    ]
    if result.angle is None:
        blocks.append(prose("The zero vector has no direction, so there is no angle."))
    else:
        blocks.append(prose("The cosine of the angle between them:"))
        blocks += angle_blocks(result, result.angle, style)
    return Working("Dot product", tuple(blocks))


def angle_blocks(result: DotProduct, angle: Angle, style: Style) -> list[dict[str, object]]:
    """Return the working of the cosine and of the angle."""
    a, b = vector("a", "first"), vector("b", "second")
    lengths = row(
        length_node(result.norm_a, style), operator("·"), length_node(result.norm_b, style)
    )
    return [
        formula(
            row(words("cos "), symbol("θ")),
            relation("="),
            fraction(row(a, operator("·"), b), row(norm(a), norm(b))),
            _equal(result, style),
            fraction(number(result.value, style), lengths),
            *signed(cosine_words(angle)),
        ),
        formula(symbol("θ"), *signed(degrees_words(angle))),
    ]


def signed(words: str) -> tuple[Node, Node]:
    """Return "≈ 3" as a relation sign and what follows it."""
    sign, text = words.split(maxsplit=1)
    return relation(sign), text


def cosine_words(angle: Angle) -> str:
    """Return the cosine behind its sign."""
    # A cosine of ±1/2 comes out of the floating-point cosine as 0.5000000000000001.
    shown = formatting.decimal(angle.cosine)
    return f"{'=' if angle.is_exact and shown in WHOLE_COSINES else '≈'} {shown}"


def degrees_words(angle: Angle) -> str:
    """Return the angle in degrees behind its sign."""
    return f"{'=' if angle.is_exact else '≈'} {wording.degrees(angle)}"


def _equal(result: DotProduct, style: Style) -> Node:
    """Return "=", or "≈" where some entry or term is shown rounded."""
    return relation(style.sign_of_all(result.a, result.b, result.terms))


def _sum_of_products(result: DotProduct, style: Style) -> list[Node]:
    firsts, seconds = elided(list(result.a)), elided(list(result.b))
    products: list[Node] = [
        row(factor(x, style), operator("·"), factor(y, style))
        for x, y in zip(firsts, seconds, strict=True)
    ]
    return [_equal(result, style), *joined(with_gap(products, len(result.a)), "+")]


def _sum_of_terms(result: DotProduct, style: Style) -> list[Node]:
    terms = [factor(t, style, first=i == 0) for i, t in enumerate(elided(list(result.terms)))]
    total = [relation(style.sign(result.value)), number(result.value, style)]
    return [*joined(with_gap(terms, len(result.terms)), "+"), *total]


def _copies(result: DotProduct, style: Style) -> Copies:
    lines = [
        f"a {style.equals_whole_vector(result.a)}",
        f"b {style.equals_whole_vector(result.b)}",
        f"a · b {wording.equals(result.value, style)}",
        f"‖a‖ {wording.length(result.norm_a, style)}",
        f"‖b‖ {wording.length(result.norm_b, style)}",
        *(_angle_words(result.angle) if result.angle else ()),
    ]
    return Copies(
        text="\n".join(lines),
        numpy=(
            "import numpy as np\n\n"
            f"a = {formatting.numpy_text(result.a)}\n"
            f"b = {formatting.numpy_text(result.b)}\n"
            f"a @ b  # {formatting.exact(result.value)}"
        ),
        latex=(
            f"{formatting.latex(result.a)} \\cdot {formatting.latex(result.b)}"
            f" {'=' if vectors.is_exact(result.a) else chr(92) + 'approx'}"
            f" {formatting.latex(result.value)}"
        ),
    )
