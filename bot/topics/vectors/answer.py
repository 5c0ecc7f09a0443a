"""Answers about vectors: length, direction, angle, distance, projection, cross product."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Brackets,
    Chain,
    Column,
    Function,
    Index,
    Minus,
    Norm,
    Power,
    Product,
    Quotient,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    equals,
    whole,
)
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.matrix_words import lower, numpy_copy, result_vector_lines, text_copy
from bot.topics.vectors import span_projection, volume
from bot.topics.vectors.angle_figure import draw_angle
from bot.topics.vectors.cross_figure import draw_cross
from bot.topics.vectors.distance_figure import draw_distance
from bot.topics.vectors.dot import angle_blocks, meaning_of_angle
from bot.topics.vectors.lengths import (
    THETA,
    degrees,
    length_blocks,
    norm_name,
    spelled,
    sum_of_powers,
)
from bot.topics.vectors.norm_figure import drawing_of_norm, turning_norm
from bot.topics.vectors.projection_figure import draw_projection, draw_unit
from bot.topics.vectors.tips import A, B, V
from linalg_engine import vectors
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Vector
    from linalg_engine.vectors import Norm as Length


NUMPY_ANGLE = """\
u, v = a / np.linalg.norm(a), b / np.linalg.norm(b)
np.degrees(2 * np.arctan2(np.linalg.norm(u - v), np.linalg.norm(u + v)))"""
"""Also right for vectors along the same line, whose cosine may be rounded to more than 1."""


def norm(question: Question, style: Style) -> Answer:
    """Answer ``/vector norm``: the length, and the other norms beside it."""
    v = reading.vector(question, "v")
    say = style.notation
    order = _order(question)
    asked = vectors.norm(v, order)
    others = [vectors.norm(v, p) for p in (1, 2, math.inf) if p != order]
    facts = [f"{_norm_name(n.order)} {say.equals(n.value)}" for n in (asked, *others)]
    below = spelled(order, "∞")
    return Answer(
        title=facts[0],
        facts=(f"v {equals(say.vector(v))}", *facts),
        meaning=_norm_meaning(order),
        draw=drawing_of_norm(v, asked, style),
        turn=turning_norm(v, asked, style),
        working=_norm_working(v, asked, say),
        copies=Copies(
            text=f"v {equals(say.whole_vector(v))}\n"
            + text_copy(_norm_name(asked.order), asked.value),
            numpy=numpy_copy({"v": v}, f"np.linalg.norm(v, {spelled(order, 'np.inf')})"),
            latex=Chain(Index(Norm(whole(v)), below), (whole(asked.value),)).latex(),
        ),
    )


def unit(question: Question, style: Style) -> Answer:
    """Answer ``/vector unit``."""
    v = reading.vector(question, "v")
    say = style.notation
    with reading.option("v"):
        u = vectors.unit(v)
    length = vectors.norm(v)
    scaled = Row((Quotient("1", say.number(length.value)), say.column(v)))
    working = Working(
        "Unit vector",
        (
            "Find the length:",
            *length_blocks(V, v, length, say),
            "Divide every entry by it:",
            Chain(Quotient(V, Norm(V)), (scaled, say.column(u))),
        ),
    )
    name = Symbol("v")
    return Answer(
        title=f"v / ‖v‖ {equals(say.vector(u, 4))}",
        facts=(
            f"v {equals(say.vector(v))}",
            f"‖v‖ {say.equals(length.value)}",
            *result_vector_lines("v / ‖v‖", u, say),
        ),
        meaning="Same direction, length 1: what is left when only the direction counts.",
        draw=lambda: draw_unit(v, u, style),
        turn=partial(draw_unit, v, u, style, turning=True) if len(v) == 3 else None,
        working=working,
        copies=Copies(
            text=f"v {equals(say.whole_vector(v))}\nv / ‖v‖ {equals(say.whole_vector(u))}",
            numpy=numpy_copy({"v": v}, "v / np.linalg.norm(v)"),
            latex=Chain(Quotient(name, Norm(name)), (whole(u),)).latex(),
        ),
    )


def angle(question: Question, style: Style) -> Answer:
    """Answer ``/vector angle``."""
    a, b = reading.two_vectors(question)
    say = style.notation
    found = vectors.angle(a, b)
    cosine, theta = angle_blocks(vectors.dot(a, b), found, say)
    radians = Row((say.number(found.radians), " rad"))
    size = degrees(found)
    digits = Row((whole(found.degrees), "°")) if found.exact_degrees is None else size
    return Answer(
        title=f"θ {equals(size)}",
        facts=(
            f"a {equals(say.vector(a))}",
            f"b {equals(say.vector(b))}",
            f"cos θ {say.equals(found.cosine)}",
            f"θ {equals(size, radians)}",
        ),
        meaning=meaning_of_angle(found),
        draw=lambda: draw_angle(a, b, found, style),
        turn=partial(draw_angle, a, b, found, style, turning=True) if len(a) == 3 else None,
        working=Working("Angle", (cosine, theta, Chain(None, (radians,), before=size))),
        copies=Copies(
            text=f"The angle of {say.whole_vector(a)} and {say.whole_vector(b)} "
            f"is θ {equals(size, Row((whole(found.radians), ' rad')))}",
            numpy=numpy_copy(
                {"a": a, "b": b},
                NUMPY_ANGLE,
            ),
            latex=Chain(THETA, (digits,)).latex(),
        ),
    )


def distance(question: Question, style: Style) -> Answer:
    """Answer ``/vector distance``."""
    a, b = reading.two_vectors(question)
    say = style.notation
    found = vectors.distance(a, b)
    difference = a - b
    name = Sum((A, Minus(B)))
    working = Working(
        "Distance",
        (
            "Subtract entry by entry:",
            Chain(name, (say.column(difference),)),
            "The length of the difference, by Pythagoras:",
            *length_blocks(name, difference, found, say),
        ),
    )
    length = f"‖a − b‖ {say.equals(found.value)}"
    plain_name = Sum((Symbol("a"), Minus(Symbol("b"))))
    return Answer(
        title=length,
        facts=(
            f"a {equals(say.vector(a))}",
            f"b {equals(say.vector(b))}",
            *result_vector_lines("a − b", difference, say),
            length,
        ),
        meaning="The straight line from one point to the other: small when the points are alike.",
        draw=lambda: draw_distance(a, b, found, style),
        turn=partial(draw_distance, a, b, found, style, turning=True) if len(a) == 3 else None,
        working=working,
        copies=Copies(
            text=text_copy(f"‖{say.whole_vector(a)} − {say.whole_vector(b)}‖", found.value),
            numpy=numpy_copy({"a": a, "b": b}, "np.linalg.norm(a - b)"),
            latex=Chain(Norm(plain_name), (whole(found.value),)).latex(),
        ),
    )


def project(question: Question, style: Style) -> Answer:
    """Answer ``/vector project``: on the line of b, or on what several vectors span."""
    a, *others = reading.every_vector(question, "a")
    if question.inputs["b"].strip():
        a, (others, _) = reading.vector(question, "a"), reading.several_vectors(question, "b")
    if len(others) > 1:
        with reading.option("b"):
            return span_projection.answer(a, others, style)
    a, b = reading.two_vectors(question)
    say = style.notation
    with reading.option("b"):
        split = vectors.project(a, b)
    share = Quotient(say.number(vectors.dot(a, b).value), say.number(vectors.dot(b, b).value))
    projection = Function("proj", A, B)
    working = Working(
        "Projection",
        (
            Sentence(("How much of ", B, " is in ", A, ":")),
            Chain(Quotient(Product((A, B)), Product((B, B))), (share, say.number(split.factor))),
            Sentence(("That many times ", B, " is the projection:")),
            Chain(
                projection,
                (Product((say.number(split.factor), say.column(b))), say.column(split.along)),
            ),
            Sentence(("The rest, the rejection, is perpendicular to ", B, ":")),
            Chain(Sum((A, Minus(projection))), (say.column(split.rejection),)),
        ),
    )
    return Answer(
        title=f"Projection of a on b {equals(say.vector(split.along, 4))}",
        facts=(
            f"a {equals(say.vector(a))}",
            f"b {equals(say.vector(b))}",
            f"(a·b)/(b·b) {say.equals(split.factor)}",
            *result_vector_lines("projection", split.along, say),
            *result_vector_lines("rejection ", split.rejection, say),
        ),
        meaning="The projection is the point on the line of b that is nearest to a.",
        draw=lambda: draw_projection(a, b, split, style),
        turn=partial(draw_projection, a, b, split, style, turning=True) if len(a) == 3 else None,
        working=working,
        copies=Copies(
            text=f"projection {say.whole_vector(split.along)}, "
            f"rejection {say.whole_vector(split.rejection)}",
            numpy=numpy_copy({"a": a, "b": b}, "p = (a @ b) / (b @ b) * b\np, a - p"),
            latex=Chain(Function("proj", Symbol("a"), "b"), (whole(split.along),)).latex(),
        ),
    )


def cross(question: Question, style: Style) -> Answer:
    """Answer ``/vector cross``: a vector in space, the signed area in the plane."""
    a, b = reading.two_vectors(question)
    if len(a) == len(b) == 2:
        return volume.area(a, b, style)
    say = style.notation
    product = vectors.cross(a, b)
    area = vectors.norm(product)
    differences = Column(
        tuple(
            Sum(
                (
                    Product((say.number(a[i]), say.number(b[j]))),
                    Minus(Product((say.number(a[j]), say.number(b[i])))),
                )
            )
            for i, j in ((1, 2), (2, 0), (0, 1))
        )
    )
    columns = Product((say.column(a), say.column(b)), "×")
    working = Working(
        "Cross product",
        (
            "Each entry comes from the two other rows:",
            Chain(columns, (differences,)),
            Chain(None, (say.column(product),), before=differences),
            "Its length is the area of their parallelogram:",
            Chain(Norm(Product((A, B), "×")), say.equals(area.value).others),
        ),
    )
    meaning = (
        "It is perpendicular to both, and its length is the area of their parallelogram."
        if product.any()
        else "It is zero: a and b lie on one line, so they span no parallelogram."
    )
    return Answer(
        title=f"a × b {equals(say.vector(product))}",
        facts=(
            f"a {equals(say.vector(a))}",
            f"b {equals(say.vector(b))}",
            *result_vector_lines("a × b", product, say),
            f"‖a × b‖ {say.equals(area.value)}",
        ),
        meaning=meaning,
        draw=lambda: draw_cross(a, b, product, style),
        turn=lambda: draw_cross(a, b, product, style, turning=True),
        working=working,
        copies=Copies(
            text=f"{say.whole_vector(a)} × {say.whole_vector(b)}"
            f" {equals(say.whole_vector(product))}",
            numpy=numpy_copy({"a": a, "b": b}, "np.cross(a, b)"),
            latex=Chain(Product((whole(a), whole(b)), "×"), (whole(product),)).latex(),
        ),
    )


def _order(question: Question) -> float:
    """Return the p of a p-norm: 2 where nothing was typed, infinity by any of its names."""
    typed = question.inputs["p"].strip().lower()
    if not typed:
        return 2
    if typed.lstrip("+") in ("inf", "infinity", "∞", "max", "oo"):
        return math.inf
    order = reading.scalar(question, "p")
    with reading.option("p"):
        if not order >= 1:
            raise InputError("The order p of a norm is 1 or more (1, 2, 3, … or inf).", example="2")
    return float(order)


def _norm_name(order: float) -> str:
    if order == 2:
        return "‖v‖"
    if order == math.inf:
        return "‖v‖∞"
    p = spelled(order, "∞")
    return f"‖v‖{lower(p)}" if len(p) <= 4 else f"‖v‖ (p = {p})"


def _norm_meaning(order: float) -> str:
    if order == 1:
        return "The sum of the absolute entries: how far it is along the streets of a grid."
    if order == 2:
        return "The length of the arrow, by Pythagoras."
    if order == math.inf:
        return "The largest absolute entry."
    return "The larger p, the more the largest entry counts."


def _norm_working(v: Vector, asked: Length, say: Notation) -> Working:
    if asked.order == 2:
        words = "Square every entry, add up, take the root:"
        return Working("Length of a vector", (words, *length_blocks(V, v, asked, say)))
    name = norm_name(asked.order)
    found = say.equals(asked.value).others
    if asked.order in (1, math.inf):
        words, how = _norm_formula(v, asked.order, say)
        return Working("Norm of a vector", (words, Chain(name, (how, *found))))
    p = spelled(asked.order, "∞")
    words = f"Raise the entries' sizes to the power {p} and add up, then undo the power:"
    powers = Chain(Power(name, p), (sum_of_powers(abs(v), p, say),))
    return Working("Norm of a vector", (words, powers, Chain(name, found)))


def _norm_formula(v: Vector, order: float, say: Notation) -> tuple[str, Formula]:
    """Return in words, and as a formula, how the norm of order 1 or infinity is computed."""
    sizes = say.sum_of(abs(v))
    if order == 1:
        return "Add up the sizes of the entries:", sizes
    return "Take the largest of the entries' sizes:", Function(
        "max", Brackets(Series(sizes.terms, ", "))
    )
