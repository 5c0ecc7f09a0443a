"""What a 2×2 matrix does to the plane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.drawing.typeset import (
    Node,
    Working,
    column,
    formula,
    matrix,
    number,
    operator,
    power,
    prose,
    relation,
    root,
    row,
    symbol,
    vector,
    words,
)
from bot.drawing.typeset import fraction as fraction_node
from bot.topics.kit import eigen_words, matrix_words, reading, wording
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.formulas import factor
from bot.topics.transform import figure as figures
from bot.topics.transform import linear_map
from bot.topics.transform.stage import Transformation
from linalg_engine import decompositions, elimination
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from bot.topics.transform.linear_map import Kind
    from linalg_engine.decompositions import Eigen, Eigenspace
    from linalg_engine.matrices import Matrix
    from linalg_engine.vectors import Scalar, Vector

A = symbol("A")
LAMBDA = symbol("λ")
I_HAT, J_HAT = vector("î", "first"), vector("ĵ", "second")


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/transform``."""
    a = _two_by_two(question)
    with reading.option("matrix"):
        found = decompositions.eigen(a)
        determinant = elimination.determinant(a)
    value = determinant.value * 0 if determinant.is_zero else determinant.value
    kind = linear_map.recognise(found, is_singular=value == 0, style=style)
    shown = Transformation(found, value, kind.sentence)
    return Answer(
        title=kind.name,
        facts=_facts(found, value, kind, style),
        meaning=kind.sentence + matrix_words.numerical(a),
        draw=lambda: _draw(shown, style),
        working=Working("A matrix moves the plane", tuple(_blocks(found, value, style))),
        copies=Copies(
            text=f"{matrix_words.text_copy('A', a)}\n{kind.sentence}\n"
            + matrix_words.text_copy("det A", value),
            numpy=matrix_words.numpy_copy({"A": a}, "A @ [1, 0], A @ [0, 1], np.linalg.det(A)"),
            latex=f"{matrix_words.latex_copy('A', a)}, \\quad "
            + matrix_words.latex_copy("\\det A", value),
        ),
    )


def _two_by_two(question: Question) -> Matrix:
    a = reading.matrix(question, "matrix")
    if a.shape != (2, 2):
        raise InputError(
            f"Only a 2×2 matrix moves the plane; this one is {matrix_words.size(a)}.",
            example="[1 1; 0 1]",
            source="matrix",
        )
    return a


def _draw(shown: Transformation, style: Style) -> Picture:
    draw = figures.draw_animation if style.motion else figures.draw_still
    return draw(shown, style)


def _facts(found: Eigen, value: Scalar, kind: Kind, style: Style) -> tuple[str, ...]:
    a = found.matrix
    return (
        *matrix_words.lines("A", a, style),
        f"î = [1, 0] → {style.vector(a[:, 0])}",
        f"ĵ = [0, 1] → {style.vector(a[:, 1])}",
        f"det A {style.equals(value)}: {_areas(value, style)}",
        *_eigen_facts(found, style),
        kind.keeps,
    )


def _areas(value: Scalar, style: Style) -> str:
    if value == 0:
        return "no area is left"
    size = style.number(abs(value))
    areas = f"areas × {wording.factor(abs(value), style)}"
    if size == "1":
        areas = "areas keep their size"
    return f"{areas}, flipped over" if value < 0 else areas


def _eigen_facts(found: Eigen, style: Style) -> list[str]:
    if any(isinstance(space.value, complex) for space in found.spaces):
        return [f"λ {eigen_words.pair(found.spaces[0], style)}: no line stays"]
    facts: list[str] = []
    for space in found.spaces:
        twice = " (twice)" if space.algebraic > 1 else ""
        line = f"λ {eigen_words.equals(space, style)}{twice}"
        if space.geometric > 1:
            facts.append(f"{line}: every line {_fate(space)}")
        else:
            facts.append(f"{line}, v {style.equals_vector(space.basis[0])}")
    return facts


def _fate(space: Eigenspace) -> str:
    return "shrinks to a point" if space.value == 0 else "stays"


# Working


def _blocks(found: Eigen, value: Scalar, style: Style) -> list[dict[str, Any]]:
    a = found.matrix
    (p, q), (r, s) = a
    products = [
        row(factor(p, style, first=True), operator("·"), factor(s, style)),
        row(factor(q, style), operator("·"), factor(r, style)),
    ]
    return [
        prose("The columns of A are where the two basis arrows land:"),
        formula(
            *(A, relation(style.sign_of_all(a.flat)), matrix(a, style), words(",    ")),
            *(A, " ", I_HAT, *_lands(a[:, 0], style), words(",    ")),
            *(A, " ", J_HAT, *_lands(a[:, 1], style)),
        ),
        prose("Their parallelogram has the signed area ad − bc:"),
        formula(
            *(words("det "), A, relation("=")),
            *(products[0], operator("−"), products[1]),
            *(relation(style.sign(value)), number(value, style)),
        ),
        *_eigen_blocks(found, value, style),
    ]


def _lands(v: Vector, style: Style) -> list[Node]:
    return [relation(style.sign_of_all(v)), column(list(v), style)]


def _eigen_blocks(found: Eigen, value: Scalar, style: Style) -> list[dict[str, Any]]:
    """Return the way to the directions that stay, by the quadratic formula."""
    trace: Scalar = found.matrix[0, 0] + found.matrix[1, 1]
    minus_four = row(operator("−"), "4", operator("·"), factor(value, style))
    over = row(
        number(trace, style),
        operator("±"),
        root(row(power(factor(trace, style), "2"), minus_four)),
    )
    blocks = [
        prose("Lines that stay: A v = λ v. With a + d and det A:"),
        formula(*_polynomial(trace, value, style), relation("="), "0"),
        formula(LAMBDA, relation("="), fraction_node(over, "2")),
    ]
    if any(isinstance(space.value, complex) for space in found.spaces):
        blocks.append(prose("Under the root stands a negative number, so no line stays."))
        return blocks
    for space in found.spaces:
        shown: list[Node] = [LAMBDA, *eigen_words.nodes(space, style)]
        if space.geometric > 1:
            blocks += [
                formula(*shown),
                prose(f"Every line through the origin {_fate(space)}."),
            ]
        else:
            v = space.basis[0]
            sign = style.equals_vector(v)[0]
            shown += [words(",    "), vector("v"), relation(sign), column(list(v), style)]
            blocks.append(formula(*shown))
    return blocks


def _polynomial(trace: Scalar, value: Scalar, style: Style) -> list[Node]:
    """Return λ² − (a + d) λ + det A."""
    nodes: list[Node] = [power(LAMBDA, "2")]
    if trace != 0:
        times: list[Node] = [] if abs(trace) == 1 else [number(abs(trace), style)]
        nodes += [operator("+" if trace < 0 else "−"), *times, LAMBDA]
    if value != 0:
        nodes += [operator("−" if value < 0 else "+"), number(abs(value), style)]
    return nodes
