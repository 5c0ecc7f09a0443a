"""What a matrix does to the plane, or to space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Function,
    Minus,
    PlusMinus,
    Power,
    Product,
    Quotient,
    Root,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    Term,
    VectorName,
    equals,
    whole,
)
from bot.topics.kit import eigen_words, matrix_words, reading, rounded_reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.transform import figure as figures
from bot.topics.transform import linear_map, rectangular
from bot.topics.transform.stage import Transformation
from linalg_engine import decompositions, elimination
from linalg_engine.elimination import rounded_digits
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from bot.topics.transform.linear_map import Kind
    from linalg_engine.decompositions import Eigen, Eigenspace
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

GAP = ",    "
"""Between formulas side by side."""

A, LAMBDA = Symbol("A"), Symbol("λ")
DET_A = Function("det", A)
I_HAT, J_HAT, V = VectorName("î", "first"), VectorName("ĵ", "second"), VectorName("v")
STAYS = Chain(Row((A, " ", V)), (Row((LAMBDA, " ", V)),))
TRACE = Sum((Symbol("a"), Symbol("d")))
SIGNED_AREA = Sum((Term((Symbol("a"), Symbol("d"))), Minus(Term((Symbol("b"), Symbol("c"))))))


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/transform``."""
    a = reading.matrix(question, "matrix")
    match a.shape:
        case (2, 2):
            return _plane(a, style)
        case (3, 2):
            return rectangular.into_space_answer(a, style)
        case (2, 3):
            return rectangular.onto_plane_answer(a, style)
        case _:
            raise InputError(
                "Only a 2×2, 3×2 or 2×3 matrix can be shown: it moves the plane, lays it into "
                f"space, or presses space onto it; this one is {matrix_words.size(a)}.",
                example="[1 1; 0 1]",
                source="matrix",
            )


def _plane(a: Matrix, style: Style) -> Answer:
    """Answer for a matrix of shape (2, 2), which moves the plane."""
    say = style.notation
    with reading.option("matrix"):
        found = decompositions.eigen(a)
        determinant = elimination.determinant(a)
    value = determinant.value
    kind = linear_map.recognise(found, is_singular=value == 0, say=say)
    shown = Transformation(found, value, kind)
    return Answer(
        title=kind.name,
        facts=(*_facts(found, value, kind, say), *_rounded(a, say)),
        meaning=kind.sentence + matrix_words.numerical(a),
        draw=lambda: _draw(shown, style),
        working=Working("A matrix moves the plane", tuple(_blocks(found, value, say))),
        copies=Copies(
            text=f"{matrix_words.text_copy('A', a)}\n{kind.sentence}\n"
            + matrix_words.text_copy("det A", value),
            numpy=matrix_words.numpy_copy({"A": a}, "A @ [1, 0], A @ [0, 1], np.linalg.det(A)"),
            latex=Series((Chain(A, (whole(a),)), Chain(DET_A, (whole(value),)))).latex(),
        ),
    )


def _rounded(a: Matrix, say: Notation) -> list[str]:
    """Say what the matrix does if its decimals are rounded, where that is a special kind of map."""
    reading = rounded_digits.lower_rank(a) or rounded_digits.orthogonal(a)
    if reading is not None:
        eigen = decompositions.eigen(reading.matrix)
        is_singular = elimination.determinant(reading.matrix).is_zero
        name = linear_map.recognise(eigen, is_singular=is_singular, say=say).name
        return [rounded_reading.hint(f"{name[0].lower()}{name[1:]}", reading)]
    degrees = rounded_digits.turn_within(a)
    if degrees is None:
        return []
    return [rounded_reading.hint(f"rotation by {abs(degrees)}°")]


def _draw(shown: Transformation, style: Style) -> Picture:
    moves = style.motion and shown.kind.moves
    draw = figures.draw_animation if moves else figures.draw_still
    return draw(shown, style)


def _facts(found: Eigen, value: Scalar, kind: Kind, say: Notation) -> tuple[str, ...]:
    a = found.matrix
    return (
        *matrix_words.lines("A", a, say),
        f"î = [1, 0] → {say.vector(a[:, 0])}",
        f"ĵ = [0, 1] → {say.vector(a[:, 1])}",
        f"det A {say.equals(value)}: {_areas(value, say)}",
        *_eigen_facts(found, say),
        kind.keeps,
    )


def _areas(value: Scalar, say: Notation) -> str:
    if value == 0:
        return "no area is left"
    size = say.number(abs(value))
    areas = "areas keep their size" if str(size) == "1" else str(Product(("areas", size), "×"))
    return f"{areas}, flipped over" if value < 0 else areas


def _eigen_facts(found: Eigen, say: Notation) -> list[str]:
    if any(isinstance(space.value, complex) for space in found.spaces):
        return [f"λ {eigen_words.pair(found.spaces[0], say)}: no line stays"]
    facts: list[str] = []
    for space in found.spaces:
        twice = " (twice)" if space.algebraic > 1 else ""
        line = f"λ {eigen_words.eigenvalue(space, say)}{twice}"
        if space.geometric > 1:
            facts.append(f"{line}: every line {_fate(space)}")
        else:
            facts.append(f"{line}, v {equals(say.vector(space.basis[0]))}")
    return facts


def _fate(space: Eigenspace) -> str:
    return "shrinks to a point" if space.value == 0 else "stays"


# Working


def _blocks(found: Eigen, value: Scalar, say: Notation) -> list[Block]:
    a = say.matrix(found.matrix)
    (p, q), (r, s) = a.rows
    lands = [
        Chain(Row((A, " ", name)), (say.column(column),))
        for name, column in zip((I_HAT, J_HAT), found.matrix.T, strict=True)
    ]
    area = Sum((Product((p, s)), Minus(Product((q, r)))))
    return [
        Sentence(("The columns of ", A, " are where the two basis arrows land:")),
        Series((Chain(A, (a,)), *lands), GAP),
        Sentence(("Their parallelogram has the signed area ", SIGNED_AREA, ":")),
        Chain(DET_A, (area, say.number(value))),
        *_eigen_blocks(found, value, say),
    ]


def _eigen_blocks(found: Eigen, value: Scalar, say: Notation) -> list[Block]:
    """Return the way to the directions that stay, by the quadratic formula."""
    sum_of_diagonal: Scalar = found.matrix[0, 0] + found.matrix[1, 1]
    trace = say.number(sum_of_diagonal)
    discriminant = Sum((Power(trace, "2"), Minus(Product(("4", say.number(value))))))
    roots = Quotient(PlusMinus(trace, Root(discriminant)), "2")
    blocks: list[Block] = [
        Sentence(("Lines that stay: ", STAYS, ". With ", TRACE, " and ", DET_A, ":")),
        Chain(_polynomial(sum_of_diagonal, value, say), ("0",)),
        Chain(LAMBDA, (roots,)),
    ]
    if any(isinstance(space.value, complex) for space in found.spaces):
        return [*blocks, "The number under the root is negative, so no line stays."]
    for space in found.spaces:
        shown = Chain(LAMBDA, eigen_words.eigenvalue(space, say).others)
        if space.geometric > 1:
            blocks += [shown, f"Every line through the origin {_fate(space)}."]
        else:
            blocks.append(Series((shown, Chain(V, (say.column(space.basis[0]),))), GAP))
    return blocks


def _polynomial(trace: Scalar, value: Scalar, say: Notation) -> Sum:
    """Return λ² − (a + d) λ + det A."""
    terms: list[Formula] = [Power(LAMBDA, "2")]
    if trace != 0:
        size = say.number(abs(trace))
        term = LAMBDA if abs(trace) == 1 else Term((size, LAMBDA))
        terms.append(term if trace < 0 else Minus(term))
    if value != 0:
        constant = say.number(abs(value))
        terms.append(Minus(constant) if value < 0 else constant)
    return Sum(tuple(terms))
