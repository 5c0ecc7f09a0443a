"""What row reduction finds out: rref, rank, determinant, inverse, subspaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.drawing.typeset import (
    Node,
    Working,
    column,
    formula,
    joined,
    matrix,
    number,
    operator,
    prose,
    relation,
    row,
    symbol,
    words,
)
from bot.topics.elimination import determinant_figure as figures
from bot.topics.elimination import subspaces_figure
from bot.topics.kit import matrix_words, reading, wording
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.formulas import factor
from bot.topics.kit.matrix_words import copies, numerical, reduction_blocks
from linalg_engine import elimination, formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from linalg_engine.elimination import Determinant, RowReduction
    from linalg_engine.vectors import Vector

A = symbol("A")


def rref(question: Question, style: Style) -> Answer:
    """Answer ``/matrix rref``."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        reduction = elimination.row_reduce(a)
    pivots = ", ".join(str(column + 1) for column in reduction.pivots)
    return Answer(
        title=f"Reduced row echelon form, rank {reduction.rank}",
        facts=(
            *matrix_words.lines("A", a, style),
            *matrix_words.result_lines("R", reduction.rref, style),
            f"pivot columns: {pivots or 'none'}",
        ),
        meaning="Every pivot is 1 and alone in its column." + numerical(reduction.rref),
        draw=None,
        working=_reduction_working("Row reduction", reduction, style),
        copies=copies({"A": a}, "sympy.Matrix(A).rref()", {"R": reduction.rref}, "import sympy"),
    )


def rank(question: Question, style: Style) -> Answer:
    """Answer ``/matrix rank``."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        reduction = elimination.row_reduce(a)
    found, most = reduction.rank, min(a.shape)
    full = "as much as its size allows" if found == most else f"of {most} that its size allows"
    return Answer(
        title=f"rank = {found}",
        facts=(
            *matrix_words.lines("A", a, style),
            *matrix_words.result_lines("R", reduction.rref, style),
            f"rank = {found} ({full})",
        ),
        meaning="So many of the columns are independent, and so many of the rows."
        + numerical(reduction.rref),
        draw=None,
        working=_reduction_working("Rank", reduction, style),
        copies=Copies(
            text=f"{matrix_words.text_copy('A', a)}\nrank = {found}",
            numpy=matrix_words.numpy_copy({"A": a}, f"np.linalg.matrix_rank(A)  # {found}"),
            latex=f"\\operatorname{{rank}} {formatting.latex(a)} = {found}",
        ),
    )


def det(question: Question, style: Style) -> Answer:
    """Answer ``/matrix det``."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        found = elimination.determinant(a)
    note = "" if found.is_exact else f" {matrix_words.NUMERICAL}"
    if not found.is_exact and found.is_zero:
        note += " Up to rounding it is 0."
    return Answer(
        title=f"det A {style.equals(found.value)}",
        facts=(*matrix_words.lines("A", a, style), f"det A {wording.equals(found.value, style)}"),
        meaning=_determinant_meaning(found) + note,
        draw=(lambda: figures.draw_determinant(found, style)) if a.shape == (2, 2) else None,
        working=_determinant_working(found, style),
        copies=Copies(
            text=f"{matrix_words.text_copy('A', a)}\n"
            + matrix_words.text_copy("det A", found.value),
            numpy=matrix_words.numpy_copy({"A": a}, "np.linalg.det(A)"),
            latex=matrix_words.latex_copy(f"\\det {formatting.latex(a)}", found.value),
        ),
    )


def inverse(question: Question, style: Style) -> Answer:
    """Answer ``/matrix inverse``."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        found = elimination.inverse(a)
    n = len(a)
    blocks = [
        prose("Write the identity beside the matrix:"),
        formula(matrix(found.reduction.matrix, style, n)),
        *reduction_blocks(found.reduction.steps, style, n),
        prose("On the right stands the inverse."),
    ]
    return Answer(
        title="A⁻¹",
        facts=(
            *matrix_words.lines("A", a, style),
            *matrix_words.result_lines("A⁻¹", found.value, style),
        ),
        meaning="A times A⁻¹ is the identity: the inverse undoes what A does."
        + numerical(found.value),
        draw=None,
        working=_working("Inverse", blocks, found.reduction),
        copies=copies({"A": a}, "np.linalg.inv(A)", {"A⁻¹": found.value}),
    )


def spaces(question: Question, style: Style) -> Answer:
    """Answer ``/matrix spaces``: bases of the four subspaces."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        found = elimination.subspaces(a)
    named = {
        "column space": found.column,
        "row space": found.row,
        "null space": found.null,
        "left null space": found.left_null,
    }
    facts = [f"{name}: {_span(basis, style)}" for name, basis in named.items()]
    m, n = a.shape
    blocks: list[dict[str, Any]] = []
    for name, basis in named.items():
        blocks.append(prose(f"{name.capitalize()}, dimension {len(basis)}:"))
        columns: list[Node] = [column(list(v), style) for v in basis]
        blocks.append(formula(words("span of "), *with_commas(columns) or ["{0}"]))
    reduction = found.reduction
    return Answer(
        title=f"Four subspaces, rank {found.rank}",
        facts=(*matrix_words.lines("A", a, style), *facts),
        meaning=(
            f"{found.rank} + {n - found.rank} = {n} column{'s' * (n > 1)}, "
            f"{found.rank} + {m - found.rank} = {m} row{'s' * (m > 1)}: "
            "rank and null spaces always add up." + numerical(reduction.rref)
        ),
        draw=subspaces_figure.drawing_of_spaces(found, style),
        working=Working(
            "Four subspaces",
            (
                *_reduction_blocks_from(reduction, style),
                prose("Pivot columns of A span the column space; rows of R the row space."),
                *blocks,
            ),
        )
        if reduction.is_recorded
        else None,
        copies=Copies(
            text="\n".join(
                [matrix_words.text_copy("A", a)]
                + [f"{name}: {_span_copy(basis)}" for name, basis in named.items()]
            ),
            numpy=matrix_words.numpy_copy(
                {"A": a}, "scipy.linalg.null_space(A)", "import scipy.linalg"
            ),
            latex=", \\quad ".join(
                f"\\text{{{name}}}: \\operatorname{{span}}\\left\\{{"
                + ", ".join(formatting.latex(v) for v in basis)
                + "\\right\\}"
                for name, basis in named.items()
            ),
        ),
    )


def with_commas(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes with a comma between each two."""
    return [part for node in nodes for part in (", ", node)][1:]


def _reduction_working(title: str, reduction: RowReduction, style: Style) -> Working | None:
    return _working(title, _reduction_blocks_from(reduction, style), reduction)


def _reduction_blocks_from(reduction: RowReduction, style: Style) -> list[dict[str, Any]]:
    start = [prose("Begin with the matrix:"), formula(matrix(reduction.matrix, style))]
    if not reduction.steps:
        return [*start, prose("It is reduced already.")]
    return [*start, *reduction_blocks(reduction.steps, style)]


def _working(title: str, blocks: list[dict[str, Any]], reduction: RowReduction) -> Working | None:
    return Working(title, tuple(blocks)) if reduction.is_recorded else None


def _determinant_meaning(found: Determinant) -> str:
    what = {1: "lengths", 2: "areas"}.get(len(found.matrix), "volumes")
    if found.is_zero:
        return "It is 0: the columns are dependent, and A has no inverse."
    flips = " and turns left into right" if found.value < 0 else ""
    return f"A multiplies {what} by {formatting.decimal(abs(found.value))}{flips}."


def _determinant_working(found: Determinant, style: Style) -> Working | None:
    a = found.matrix
    blocks = [formula(words("det "), matrix(a, style))]
    if a.shape == (2, 2):
        ad = row(factor(a[0, 0], style, first=True), operator("·"), factor(a[1, 1], style))
        bc = row(factor(a[0, 1], style), operator("·"), factor(a[1, 0], style))
        value = [relation(style.sign(found.value)), number(found.value, style)]
        blocks += [
            prose("One diagonal minus the other:"),
            formula(relation("="), ad, operator("−"), bc, *value),
        ]
        return Working("Determinant", tuple(blocks))
    if found.cofactors:
        blocks += _cofactor_blocks(found, style)
    if found.echelon is None:
        return None
    blocks += [prose("By elimination:"), *reduction_blocks(found.steps, style)]
    pivots: list[Node] = [
        factor(pivot, style, first=i == 0) for i, pivot in enumerate(found.pivots)
    ]
    swaps = f"{found.swaps} swap{'s' * (found.swaps != 1)} of rows: the sign is "
    blocks += [
        prose(f"{swaps}{'−' if found.sign < 0 else '+'}. The product of the pivots:"),
        formula(
            words("det "),
            A,
            relation("="),
            "−" if found.sign < 0 else "",
            *joined(pivots, "·"),
            relation(style.sign(found.value)),
            number(found.value, style),
        ),
    ]
    return Working("Determinant", tuple(blocks))


def _cofactor_blocks(found: Determinant, style: Style) -> list[dict[str, Any]]:
    terms: list[dict[str, Any]] = []
    for cofactor in found.cofactors:
        sign = operator("+" if cofactor.sign > 0 else "−") if terms else relation("=")
        entry = factor(cofactor.entry, style, first=not terms)
        terms.append(formula(sign, entry, words(" det "), matrix(cofactor.minor, style)))
    values: list[Node] = [
        factor(c.value, style, first=not i) for i, c in enumerate(found.cofactors)
    ]
    return [
        prose("Along the first row, each entry with the determinant of what is left:"),
        *terms,
        formula(relation("="), *joined(values, "+"), relation("="), number(found.value, style)),
    ]


def _span(basis: Sequence[Vector], style: Style) -> str:
    if not basis:
        return "{0}"
    return "span of " + ", ".join(style.vector(v, 8) for v in basis[:6]) + ", …" * (len(basis) > 6)


def _span_copy(basis: Sequence[Vector]) -> str:
    return "span of " + ", ".join(map(formatting.exact_vector, basis)) if basis else "{0}"
