"""What one or two vectors are: length, direction, angle, distance, projection, cross product."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.typeset import (
    Node,
    Working,
    column,
    elided,
    formula,
    fraction,
    index,
    joined,
    number,
    operator,
    power,
    prose,
    relation,
    row,
    vector,
    words,
)
from bot.drawing.typeset import norm as norm_node
from bot.topics.kit import reading, wording
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.formulas import factor, length_blocks, length_end, length_node, with_gap
from bot.topics.vectors import figure as figures
from bot.topics.vectors.dot import angle_blocks, cosine_words, degrees_words, meaning_of_angle
from linalg_engine import formatting, vectors
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from linalg_engine.vectors import Norm, Scalar, Vector

INFINITY = "\\infty"
A, B, V = vector("a", "first"), vector("b", "second"), vector("v", "first")


def norm(question: Question, style: Style) -> Answer:
    """Answer ``/vector norm``: the length, and the other norms beside it."""
    v = reading.vector(question, "v")
    order = _order(question)
    asked = vectors.norm(v, order)
    others = [vectors.norm(v, p) for p in (1, 2, math.inf) if p != order]
    facts = [f"{_norm_name(n.order)} {wording.length(n, style)}" for n in (asked, *others)]
    return Answer(
        title=f"{_norm_name(order)} {wording.length(asked, style)}",
        facts=(f"v {style.equals_vector(v)}", *facts),
        meaning=_norm_meaning(order),
        draw=figures.drawing_of_norm(v, asked, _norm_name(order), style),
        working=_norm_working(v, asked, style),
        copies=Copies(
            text=f"v {style.equals_whole_vector(v)}\n"
            f"{_norm_name(order)} {wording.length(asked, style)}",
            numpy=_numpy({"v": v}, f"np.linalg.norm(v, {_spelled(order, 'np.inf')})"),
            latex=f"\\lVert {formatting.latex(v)} \\rVert_{{{_spelled(order, INFINITY)}}}"
            f" {_latex_length(asked)}",
        ),
    )


def unit(question: Question, style: Style) -> Answer:
    """Answer ``/vector unit``."""
    v = reading.vector(question, "v")
    with reading.option("v"):
        u = vectors.unit(v)
    length = vectors.norm(v)
    working = Working(
        "Unit vector",
        (
            prose("Find the length:"),
            *length_blocks(V, v, length, style),
            prose("Divide every entry by it:"),
            formula(
                fraction(V, norm_node(V)),
                relation("="),
                fraction("1", length_node(length, style)),
                column(list(v), style),
                relation("=" if vectors.is_exact(u) else "≈"),
                column(list(u), style),
            ),
        ),
    )
    return Answer(
        title=f"v / ‖v‖ {style.equals_vector(u, 4)}",
        facts=(
            f"v {style.equals_vector(v)}",
            f"‖v‖ {wording.length(length, style)}",
            f"v / ‖v‖ {style.equals_vector(u)}",
        ),
        meaning="Same direction, length 1: what is left when only the direction counts.",
        draw=lambda: figures.draw_unit(v, u, style),
        working=working,
        copies=Copies(
            text=f"v {style.equals_whole_vector(v)}\nv / ‖v‖ {style.equals_whole_vector(u)}",
            numpy=_numpy({"v": v}, "v / np.linalg.norm(v)"),
            latex=f"\\frac{{v}}{{\\lVert v \\rVert}} {_latex_equals(u)}",
        ),
    )


def angle(question: Question, style: Style) -> Answer:
    """Answer ``/vector angle``."""
    a, b = reading.two_vectors(question)
    found = vectors.angle(a, b)
    product = vectors.dot(a, b)
    radians = formatting.decimal(found.radians)
    blocks = angle_blocks(product, found, style)
    blocks.append(formula(relation("≈"), radians, words(" rad")))
    return Answer(
        title=f"θ {degrees_words(found)}",
        facts=(
            f"a {style.equals_vector(a)}",
            f"b {style.equals_vector(b)}",
            f"cos θ {cosine_words(found)}",
            f"θ {degrees_words(found)} ≈ {radians} rad",
        ),
        meaning=meaning_of_angle(found),
        draw=lambda: figures.draw_angle(a, b, found, style),
        working=Working("Angle", tuple(blocks)),
        copies=Copies(
            text=f"The angle of {style.whole_vector(a)} and {style.whole_vector(b)} "
            f"is θ {degrees_words(found)} ≈ {formatting.exact(found.radians)} rad",
            numpy=_numpy(
                {"a": a, "b": b},
                "np.degrees(np.arccos(a @ b / (np.linalg.norm(a) * np.linalg.norm(b))))",
            ),
            latex=f"\\theta \\approx {formatting.latex(found.degrees)}^\\circ",
        ),
    )


def distance(question: Question, style: Style) -> Answer:
    """Answer ``/vector distance``."""
    a, b = reading.two_vectors(question)
    found = vectors.distance(a, b)
    difference = a - b
    working = Working(
        "Distance",
        (
            prose("Subtract entry by entry:"),
            formula(
                A,
                operator("−"),
                B,
                relation(style.sign_of_all(difference)),
                column(list(difference), style),
            ),
            prose("The length of the difference, by Pythagoras:"),
            *length_blocks(row(A, operator("−"), B), difference, found, style),
        ),
    )
    return Answer(
        title=f"‖a − b‖ {wording.length(found, style)}",
        facts=(
            f"a {style.equals_vector(a)}",
            f"b {style.equals_vector(b)}",
            f"a − b {style.equals_vector(difference)}",
            f"‖a − b‖ {wording.length(found, style)}",
        ),
        meaning="The straight line from one point to the other: small when the points are alike.",
        draw=lambda: figures.draw_distance(a, b, found, style),
        working=working,
        copies=Copies(
            text=f"‖{style.whole_vector(a)} − {style.whole_vector(b)}‖"
            f" {wording.length(found, style)}",
            numpy=_numpy({"a": a, "b": b}, "np.linalg.norm(a - b)"),
            latex=f"\\lVert a - b \\rVert {_latex_length(found)}",
        ),
    )


def project(question: Question, style: Style) -> Answer:
    """Answer ``/vector project``."""
    a, b = reading.two_vectors(question)
    with reading.option("b"):
        split = vectors.project(a, b)
    product = vectors.dot(a, b)
    square = vectors.dot(b, b).value
    times = factor(split.factor, style, first=True)
    working = Working(
        "Projection",
        (
            prose("How much of b is in a:"),
            formula(
                fraction(row(A, operator("·"), B), row(B, operator("·"), B)),
                relation(style.sign_of_all(a, b, split.along, split.rejection)),
                fraction(
                    number(product.value, style),
                    number(square, style),
                ),
                relation(style.sign_of_all(a, b, split.along, split.rejection)),
                number(split.factor, style),
            ),
            prose("That many times b is the projection:"),
            formula(
                index(words("proj"), words("b")),
                " ",
                A,
                relation(style.sign_of_all(a, b, split.along, split.rejection)),
                times,
                operator("·"),
                column(list(b), style),
                relation(style.sign_of_all(a, b, split.along, split.rejection)),
                column(list(split.along), style),
            ),
            prose("What is left is perpendicular to b:"),
            formula(
                A,
                operator("−"),
                index(words("proj"), words("b")),
                " ",
                A,
                relation(style.sign_of_all(a, b, split.along, split.rejection)),
                column(list(split.rejection), style),
            ),
        ),
    )
    return Answer(
        title=f"projection of a on b {style.equals_vector(split.along, 4)}",
        facts=(
            f"a {style.equals_vector(a)}",
            f"b {style.equals_vector(b)}",
            f"(a·b)/(b·b) {wording.equals(split.factor, style)}",
            f"projection {style.equals_vector(split.along)}",
            f"remainder  {style.equals_vector(split.rejection)}",
        ),
        meaning="The projection is the point on the line of b that is nearest to a.",
        draw=lambda: figures.draw_projection(a, b, split, style),
        working=working,
        copies=Copies(
            text=f"projection {style.whole_vector(split.along)}, "
            f"remainder {style.whole_vector(split.rejection)}",
            numpy=_numpy({"a": a, "b": b}, "(a @ b) / (b @ b) * b"),
            latex=f"\\operatorname{{proj}}_b a {_latex_equals(split.along)}",
        ),
    )


def cross(question: Question, style: Style) -> Answer:
    """Answer ``/vector cross``."""
    a, b = reading.two_vectors(question)
    product = vectors.cross(a, b)
    area = vectors.norm(product)
    differences: list[Node] = [
        row(
            factor(a[i], style, first=True),
            operator("·"),
            factor(b[j], style),
            operator("−"),
            factor(a[j], style),
            operator("·"),
            factor(b[i], style),
        )
        for i, j in ((1, 2), (2, 0), (0, 1))
    ]
    working = Working(
        "Cross product",
        (
            prose("Each entry comes from the two other rows:"),
            formula(
                column(list(a), style),
                operator("×"),
                column(list(b), style),
                relation(style.sign_of_all(a, b, product)),
                {"kind": "column", "items": differences},
            ),
            formula(relation(style.sign_of_all(a, b, product)), column(list(product), style)),
            prose("Its length is the area of the parallelogram of a and b:"),
            formula(norm_node(row(A, operator("×"), B)), *length_end(area, style)),
        ),
    )
    meaning = (
        "It is perpendicular to both, and its length is the area of their parallelogram."
        if product.any()
        else "It is zero: a and b lie on one line, so they span no parallelogram."
    )
    return Answer(
        title=f"a × b {style.equals_vector(product)}",
        facts=(
            f"a {style.equals_vector(a)}",
            f"b {style.equals_vector(b)}",
            f"a × b {style.equals_vector(product)}",
            f"‖a × b‖ {wording.length(area, style)}",
        ),
        meaning=meaning,
        draw=lambda: figures.draw_cross(a, b, product, style),
        working=working,
        copies=Copies(
            text=f"{style.whole_vector(a)} × {style.whole_vector(b)}"
            f" {style.equals_whole_vector(product)}",
            numpy=_numpy({"a": a, "b": b}, "np.cross(a, b)"),
            latex=f"{formatting.latex(a)} \\times {formatting.latex(b)} {_latex_equals(product)}",
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
    p = _plain(order)
    return f"‖v‖{_subscript(p)}" if len(p) <= 4 else f"‖v‖ (p = {p})"


def _spelled(order: float, infinity: str) -> str:
    return infinity if order == math.inf else _plain(order)


def _subscript(text: str) -> str:
    return text.translate(str.maketrans("0123456789.", "₀₁₂₃₄₅₆₇₈₉."))


def _plain(order: float) -> str:
    """Return p with all its digits, as Python and LaTeX read it."""
    return str(int(order)) if order == int(order) and order < 1e15 else repr(float(order))


def _norm_meaning(order: float) -> str:
    if order == 1:
        return "The sum of the absolute entries: how far it is along the streets of a grid."
    if order == 2:
        return "The length of the arrow, by Pythagoras."
    if order == math.inf:
        return "The largest absolute entry."
    return "The larger p, the more the largest entry counts."


def _norm_working(v: Vector, asked: Norm, style: Style) -> Working:
    if asked.order == 2:
        first = prose("Square every entry, add up, take the root:")
        return Working("Length of a vector", (first, *length_blocks(V, v, asked, style)))
    name = index(norm_node(V), _spelled(asked.order, "∞"))
    if asked.order in (1, math.inf):
        words_before, how = _norm_formula(v, asked.order, style)
        steps = [formula(name, relation(style.sign_of_all(v)), *how, *length_end(asked, style))]
    else:
        p = _plain(asked.order)
        words_before = f"Raise the entries' sizes to the power {p} and add up, then undo the power:"
        steps = [
            formula(power(name, p), relation(style.sign_of_all(v)), *_sum_of_powers(v, p, style)),
            formula(name, *length_end(asked, style)),
        ]
    return Working("Norm of a vector", (prose(words_before), *steps))


def _sum_of_powers(v: Vector, p: str, style: Style) -> list[Node]:
    powers: list[Node] = [power(number(abs(x), style), p) for x in elided(list(v))]
    return joined(with_gap(powers, len(v)), "+")


def _norm_formula(v: Vector, order: float, style: Style) -> tuple[str, list[Node]]:
    """Return in words, and as a formula, how the norm of order 1 or infinity is computed."""
    sizes = with_gap([number(abs(x), style) for x in elided(list(v))], len(v))
    if order == 1:
        return "Add up the sizes of the entries:", joined(sizes, "+")
    items: list[Node] = [node for size in sizes for node in (relation(","), size)][1:]
    return "Take the largest of the entries' sizes:", [words("max("), *items, ")"]


def _latex_length(length: Norm) -> str:
    root = "" if length.square is None else formatting.latex_root(length.square)
    return f"= {root}" if "\\sqrt" in root else _latex_equals(length.value)


def _latex_equals(value: Scalar | Vector) -> str:
    exact = (
        vectors.is_exact(value) if isinstance(value, np.ndarray) else not isinstance(value, float)
    )
    sign = "=" if exact else "\\approx"
    return f"{sign} {formatting.latex(value)}"


def _numpy(given: dict[str, Vector], expression: str) -> str:
    lines = ["import numpy as np", ""]
    lines += [f"{name} = {formatting.numpy_text(v)}" for name, v in given.items()]
    return "\n".join([*lines, expression])
