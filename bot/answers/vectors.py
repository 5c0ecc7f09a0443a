"""What one or two vectors are: length, direction, angle, distance, projection, cross product."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.answers import reading, wording
from bot.answers.answer import Answer, Copies
from bot.answers.dot import angle_blocks, equality, meaning_of_angle
from bot.answers.formulas import factor, length_end, length_node, length_steps, with_gap
from bot.answers.wording import code
from bot.figures import vectors as figures
from bot.figures.typeset import (
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
from bot.figures.typeset import (
    norm as norm_node,
)
from linalg_engine import formatting, notation, vectors
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.answers.answer import Question
    from bot.figures.style import Style
    from linalg_engine.vectors import Norm, Vector

INFINITY = "\\infty"
A, B, V = vector("a", "first"), vector("b", "second"), vector("v", "first")


def norm(question: Question, style: Style) -> Answer:
    """Answer ``/vector norm``: the length, and the other norms beside it."""
    v = reading.vector(question, "v")
    order = _order(question.inputs["p"])
    asked = vectors.norm(v, order)
    euclidean = vectors.norm(v)
    lines = [
        code(f"v = {style.vector(v)}"),
        code(f"{_norm_name(order)} {wording.length(asked, style)}"),
    ]
    others = [vectors.norm(v, p) for p in (1, 2, math.inf) if p != order]
    also = [code(f"{_norm_name(n.order)} {wording.length(n, style)}") for n in others]
    lines.append("Also " + ", ".join(also))
    lines.append(_norm_meaning(order))
    return Answer(
        title=f"{_norm_name(order)} {wording.length(asked, style)}",
        lines=tuple(lines),
        draw=lambda: figures.draw_norm(v, euclidean, style),
        working=_norm_working(v, asked, style),
        copies=Copies(
            text=f"v = {style.whole_vector(v)}\n"
            f"{_norm_name(order)} = {formatting.exact(asked.value)}",
            numpy=_numpy({"v": v}, f"np.linalg.norm(v, {_spelled(order, 'np.inf')})"),
            latex=f"\\lVert {formatting.latex(v)} \\rVert_{{{_spelled(order, INFINITY)}}}"
            f" = {_latex_length(asked)}",
        ),
    )


def unit(question: Question, style: Style) -> Answer:
    """Answer ``/vector unit``."""
    v = reading.vector(question, "v")
    with reading.option("v"):
        u = vectors.unit(v)
    length = vectors.norm(v)
    result = style.vector(u)
    working = Working(
        "Unit vector",
        (
            prose("Find the length:"),
            formula(*length_steps("v", "first", v, length, style)),
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
        title=f"v / ‖v‖ = {style.vector(u, 4)}",
        lines=(
            code(f"v = {style.vector(v)}"),
            code(f"‖v‖ {wording.length(length, style)}"),
            code(f"v / ‖v‖ = {result}"),
            "Same direction, length 1: what is left of a vector when only its direction counts.",
        ),
        draw=lambda: figures.draw_unit(v, u, style),
        working=working,
        copies=Copies(
            text=f"v = {style.whole_vector(v)}\nv / ‖v‖ = {style.whole_vector(u)}",
            numpy=_numpy({"v": v}, "v / np.linalg.norm(v)"),
            latex=f"\\frac{{v}}{{\\lVert v \\rVert}} = {formatting.latex(u)}",
        ),
    )


def angle(question: Question, style: Style) -> Answer:
    """Answer ``/vector angle``."""
    a, b = reading.two_vectors(question)
    found = vectors.angle(a, b)
    product = vectors.dot(a, b)
    sign = equality(found)
    radians = formatting.decimal(found.radians)
    blocks = angle_blocks(product, found, style)
    blocks.append(formula(relation("≈"), radians, words(" rad")))
    return Answer(
        title=f"θ {sign} {wording.degrees(found)}",
        lines=(
            code(f"a = {style.vector(a)}") + "\n" + code(f"b = {style.vector(b)}"),
            code(f"cos θ {sign} {formatting.decimal(found.cosine)}"),
            code(f"θ {sign} {wording.degrees(found)} ≈ {radians} rad"),
            meaning_of_angle(found),
        ),
        draw=lambda: figures.draw_angle(a, b, found, style),
        working=Working("Angle", tuple(blocks)),
        copies=Copies(
            text=f"The angle of {style.whole_vector(a)} and {style.whole_vector(b)} "
            f"is {formatting.exact(found.degrees)}° = {formatting.exact(found.radians)} rad",
            numpy=_numpy(
                {"a": a, "b": b},
                "np.degrees(np.arccos(a @ b / (np.linalg.norm(a) * np.linalg.norm(b))))",
            ),
            latex=f"\\theta = {formatting.latex(found.degrees)}^\\circ",
        ),
    )


def distance(question: Question, style: Style) -> Answer:
    """Answer ``/vector distance``."""
    a, b = reading.two_vectors(question)
    found = vectors.distance(a, b)
    difference = a - b
    entries = elided(list(difference))
    squares: list[Node] = [power(factor(x, style), "2") for x in entries]
    working = Working(
        "Distance",
        (
            prose("Subtract entry by entry:"),
            formula(
                A,
                operator("−"),
                B,
                relation("="),
                column(list(difference), style),
            ),
            prose("The length of the difference, by Pythagoras:"),
            formula(
                norm_node(row(A, operator("−"), B)),
                relation("="),
                {"kind": "root", "of": row(*joined(with_gap(squares, len(difference)), "+"))},
                *length_end(found, style),
            ),
        ),
    )
    return Answer(
        title=f"‖a − b‖ {wording.length(found, style)}",
        lines=(
            code(f"a = {style.vector(a)}") + "\n" + code(f"b = {style.vector(b)}"),
            code(f"a − b = {style.vector(difference)}"),
            code(f"‖a − b‖ {wording.length(found, style)}"),
            "The straight line from one point to the other: small when the points are alike.",
        ),
        draw=lambda: figures.draw_distance(a, b, found, style),
        working=working,
        copies=Copies(
            text=f"‖{style.whole_vector(a)} − {style.whole_vector(b)}‖"
            f" = {formatting.exact(found.value)}",
            numpy=_numpy({"a": a, "b": b}, "np.linalg.norm(a - b)"),
            latex=f"\\lVert a - b \\rVert = {_latex_length(found)}",
        ),
    )


def project(question: Question, style: Style) -> Answer:
    """Answer ``/vector project``."""
    a, b = reading.two_vectors(question)
    with reading.option("b"):
        split = vectors.project(a, b)
    product = vectors.dot(a, b)
    square = vectors.dot(b, b).value
    along, rest = style.vector(split.along), style.vector(split.remainder)
    times = factor(split.factor, style, first=True)
    working = Working(
        "Projection",
        (
            prose("How much of b is in a:"),
            formula(
                fraction(row(A, operator("·"), B), row(B, operator("·"), B)),
                relation("="),
                fraction(
                    number(product.value, style),
                    number(square, style),
                ),
                relation("="),
                number(split.factor, style),
            ),
            prose("That many times b is the projection:"),
            formula(
                index(words("proj"), words("b")),
                " ",
                A,
                relation("="),
                times,
                operator("·"),
                column(list(b), style),
                relation("="),
                column(list(split.along), style),
            ),
            prose("What is left is perpendicular to b:"),
            formula(
                A,
                operator("−"),
                index(words("proj"), words("b")),
                " ",
                A,
                relation("="),
                column(list(split.remainder), style),
            ),
        ),
    )
    return Answer(
        title=f"projection of a on b = {style.vector(split.along, 4)}",
        lines=(
            code(f"a = {style.vector(a)}") + "\n" + code(f"b = {style.vector(b)}"),
            code(f"(a·b)/(b·b) = {wording.both(split.factor, style)}"),
            code(f"projection = {along}"),
            code(f"remainder  = {rest}"),
            "The projection is the point on the line of b that is nearest to a.",
        ),
        draw=lambda: figures.draw_projection(a, b, split, style),
        working=working,
        copies=Copies(
            text=f"projection {style.whole_vector(split.along)}, "
            f"remainder {style.whole_vector(split.remainder)}",
            numpy=_numpy({"a": a, "b": b}, "(a @ b) / (b @ b) * b"),
            latex=f"\\operatorname{{proj}}_b a = {formatting.latex(split.along)}",
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
                relation("="),
                {"kind": "column", "items": differences},
            ),
            formula(relation("="), column(list(product), style)),
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
        title=f"a × b = {style.vector(product)}",
        lines=(
            code(f"a = {style.vector(a)}") + "\n" + code(f"b = {style.vector(b)}"),
            code(f"a × b = {style.vector(product)}"),
            code(f"‖a × b‖ {wording.length(area, style)}"),
            meaning,
        ),
        draw=lambda: figures.draw_cross(a, b, product, style),
        working=working,
        copies=Copies(
            text=f"{style.whole_vector(a)} × {style.whole_vector(b)}"
            f" = {style.whole_vector(product)}",
            numpy=_numpy({"a": a, "b": b}, "np.cross(a, b)"),
            latex=f"{formatting.latex(a)} \\times {formatting.latex(b)}"
            f" = {formatting.latex(product)}",
        ),
    )


def _order(text: str) -> float:
    """Return the p of a p-norm: 2 where nothing was typed, infinity by any of its names."""
    typed = text.strip().lower()
    if not typed:
        return 2
    if typed.lstrip("+") in ("inf", "infinity", "∞", "max", "oo"):
        return math.inf
    with reading.option("p"):
        order = notation.parse_scalar(text)
        if not order >= 1:
            raise InputError("The order p of a norm is 1 or more (1, 2, 3, … or inf).", example="2")
    return float(order)


def _norm_name(order: float) -> str:
    if order == 2:
        return "‖v‖"
    return "‖v‖∞" if order == math.inf else f"‖v‖{_subscript(_plain(order))}"


def _spelled(order: float, infinity: str) -> str:
    return infinity if order == math.inf else _plain(order)


def _subscript(text: str) -> str:
    return text.translate(str.maketrans("0123456789.", "₀₁₂₃₄₅₆₇₈₉."))


def _plain(order: float) -> str:
    return formatting.decimal(order)


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
        steps = length_steps("v", "first", v, asked, style)
        first = prose("Square every entry, add up, take the root:")
        return Working("Length of a vector", (first, formula(*steps)))
    name = index(norm_node(V), _spelled(asked.order, "∞"))
    words_before, how = _norm_formula(v, asked.order, style)
    steps = formula(name, relation("="), *how, *length_end(asked, style))
    return Working("Norm of a vector", (prose(words_before), steps))


def _norm_formula(v: Vector, order: float, style: Style) -> tuple[str, list[Node]]:
    """Return in words, and as a formula, how a norm other than the Euclidean is computed."""
    sizes = with_gap([number(abs(x), style) for x in elided(list(v))], len(v))
    if order == math.inf:
        items = [node for size in sizes for node in (", ", size)][1:]
        return "Take the largest of the entries' sizes:", [words("max("), *items, ")"]
    if order == 1:
        return "Add up the sizes of the entries:", joined(sizes, "+")
    p = _plain(order)
    powers = [size if size == "…" else power(size, p) for size in sizes]
    total = power(row("(", *joined(powers, "+"), ")"), f"1/{p}")
    return f"Raise the entries' sizes to the power {p}, add up, take the root again:", [total]


def _latex_length(length: Norm) -> str:
    return (
        formatting.latex(length.value)
        if length.square is None
        else formatting.latex_root(length.square)
    )


def _numpy(given: dict[str, Vector], expression: str) -> str:
    lines = ["import numpy as np", ""]
    lines += [f"{name} = {formatting.numpy_text(v)}" for name, v in given.items()]
    return "\n".join([*lines, expression])
