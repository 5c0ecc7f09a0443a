"""The dot product, and what it says about similarity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers import reading, wording
from bot.answers.answer import Answer, Copies
from bot.answers.formulas import factor, length_node, length_steps, with_gap
from bot.answers.wording import code
from bot.figures import vectors as figures
from bot.figures.typeset import (
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
from linalg_engine import formatting, vectors

if TYPE_CHECKING:
    from bot.answers.answer import Question
    from bot.figures.style import Style
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
    result = vectors.dot(a, b)
    value = style.number(result.value)
    lines = [
        code(f"a = {style.vector(a)}") + "\n" + code(f"b = {style.vector(b)}"),
        code(f"{_products(result, style)} = {wording.both(result.value, style)}"),
        code(f"‖a‖ {wording.length(result.norm_a, style)}")
        + "  "
        + code(f"‖b‖ {wording.length(result.norm_b, style)}"),
    ]
    if result.angle is not None:
        lines.append("  ".join(map(code, _angle_words(result.angle))))
    lines.append(meaning(result))
    return Answer(
        title=f"a · b = {value}",
        lines=tuple(lines),
        draw=lambda: figures.draw_dot(result, style),
        working=_working(result, style),
        copies=_copies(result, style),
    )


def _angle_words(angle: Angle) -> tuple[str, str]:
    sign = equality(angle)
    return (
        f"cos θ {sign} {formatting.decimal(angle.cosine)}",
        f"θ {sign} {wording.degrees(angle)}",
    )


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
        formula(a, operator("·"), b, relation("="), *columns),
        formula(*_sum_of_products(result, style)),
        formula(relation("="), *_sum_of_terms(result, style)),
        prose("The lengths, by Pythagoras:"),
        formula(*length_steps("a", "first", result.a, result.norm_a, style)),
        formula(*length_steps("b", "second", result.b, result.norm_b, style)),
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
    sign = equality(angle)
    return [
        formula(
            row(words("cos "), symbol("θ")),
            relation("="),
            fraction(row(a, operator("·"), b), row(norm(a), norm(b))),
            relation("="),
            fraction(number(result.value, style), lengths),
            relation(sign),
            formatting.decimal(angle.cosine),
        ),
        formula(symbol("θ"), relation(sign), wording.degrees(angle)),
    ]


def equality(angle: Angle) -> str:
    """Return "=" where the angle is known exactly, else "≈"."""
    return "=" if angle.relation in EXACT_MEANINGS else "≈"


def _sum_of_products(result: DotProduct, style: Style) -> list[Node]:
    firsts, seconds = elided(list(result.a)), elided(list(result.b))
    products: list[Node] = [
        row(factor(x, style), operator("·"), factor(y, style))
        for x, y in zip(firsts, seconds, strict=True)
    ]
    return [relation("="), *joined(with_gap(products, len(result.a)), "+")]


def _sum_of_terms(result: DotProduct, style: Style) -> list[Node]:
    terms = [factor(t, style, first=i == 0) for i, t in enumerate(elided(list(result.terms)))]
    total = [relation("="), number(result.value, style)]
    return [*joined(with_gap(terms, len(result.terms)), "+"), *total]


def _copies(result: DotProduct, style: Style) -> Copies:
    value = wording.both(result.value, style)
    lines = [
        f"a = {style.whole_vector(result.a)}",
        f"b = {style.whole_vector(result.b)}",
        f"a · b = {value}",
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
            f"a @ b  # {value}"
        ),
        latex=(
            f"{formatting.latex(result.a)} \\cdot {formatting.latex(result.b)}"
            f" = {formatting.latex(result.value)}"
        ),
    )
