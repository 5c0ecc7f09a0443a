"""What row reduction finds out: rref, rank, determinant, inverse, solutions, subspaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.answers import matrix_words, reading, wording
from bot.answers.answer import Answer, Copies
from bot.answers.formulas import factor
from bot.answers.matrix_words import copies, lower, numerical, reduction_blocks
from bot.figures import matrices as figures
from bot.figures import subspaces, systems
from bot.figures.typeset import (
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
from linalg_engine import elimination, formatting
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.answer import Question
    from bot.figures.style import Style
    from linalg_engine.elimination import Determinant, RowReduction, Solution
    from linalg_engine.matrices import Matrix
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
            text=f"{matrix_words.text_copy('A', a)}\ndet A = {formatting.exact(found.value)}",
            numpy=matrix_words.numpy_copy({"A": a}, "np.linalg.det(A)"),
            latex=f"\\det {formatting.latex(a)} = {formatting.latex(found.value)}",
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


def solve(question: Question, style: Style) -> Answer:
    """Answer ``/matrix solve``: A and b, or the augmented matrix [A | b] alone."""
    a, b = _system(question)
    with reading.option("b"):
        found = elimination.solve(a, b)
    return Answer(
        title=_solution_title(found, style),
        facts=(
            *matrix_words.lines("A", a, style),
            f"b {style.equals_vector(b)}",
            *_solution_facts(found, style),
        ),
        meaning=_solution_meaning(found) + numerical(found.reduction.rref),
        draw=systems.drawing_of_system(found, style),
        working=_solution_working(found, style),
        copies=Copies(
            text="\n".join(
                [
                    matrix_words.text_copy("A", a),
                    f"b = {formatting.exact_vector(b)}",
                    *_solution_facts(found, style),
                ]
            ),
            numpy=matrix_words.numpy_copy(
                {"A": a, "b": b},
                "np.linalg.solve(A, b)"
                if found.kind == "one" and a.shape[0] == a.shape[1]
                else "np.linalg.lstsq(A, b)[0]",
            ),
            latex=f"{formatting.latex(a)} x = {formatting.latex(b)}",
        ),
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
            f"{found.rank} + {n - found.rank} = {n} columns, {found.rank} + {m - found.rank} = "
            f"{m} rows: rank and null spaces always add up." + numerical(reduction.rref)
        ),
        draw=subspaces.drawing_of_spaces(found, style),
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
            text="\n".join([matrix_words.text_copy("A", a), *facts]),
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


def _system(question: Question) -> tuple[Matrix, Vector]:
    """Return A and b; without b the last column of A is taken for it."""
    a = reading.matrix(question, "a")
    if question.inputs["b"].strip():
        return a, reading.vector(question, "b")
    if a.shape[1] < 2:
        raise InputError(
            "Give the right-hand side as b, or as the last column of a.",
            example="[1 2 | 5; 3 4 | 6]",
            source="b",
        )
    return a[:, :-1], a[:, -1]


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
    what = {2: "areas", 3: "volumes"}.get(len(found.matrix), "volumes")
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


def _solution_title(found: Solution, style: Style) -> str:
    if found.kind == "one" and found.particular is not None:
        return f"x {style.equals_vector(found.particular, 6)}"
    return "No solution" if found.kind == "none" else "Infinitely many solutions"


def _solution_facts(found: Solution, style: Style) -> list[str]:
    if found.kind == "none":
        least = found.least_squares
        facts = ["no x solves A x = b"]
        if least is not None:
            facts += [
                *matrix_words.result_vector_lines("nearest: x", least.x, style),
                f"with ‖A x − b‖ ≈ {formatting.decimal(least.distance.value)}",
            ]
        return facts
    if found.particular is None:
        return []
    facts = matrix_words.result_vector_lines("x", found.particular, style)
    for k, (free, direction) in enumerate(
        zip(found.free_columns, found.directions, strict=True), start=1
    ):
        facts.append(f"  + t{lower(k)} {style.vector(direction)}   (x{lower(free + 1)} is free)")
    return facts


def _solution_meaning(found: Solution) -> str:
    if found.kind == "one":
        return "Exactly one x solves the system."
    if found.kind == "none":
        return "The equations contradict each other; the nearest x is the least-squares solution."
    free = len(found.free_columns)
    shape = {1: "a line", 2: "a plane"}.get(free, f"a {free}-dimensional family")
    return f"Every choice of the free variable{'s' * (free > 1)} gives a solution: {shape} of them."


def _solution_working(found: Solution, style: Style) -> Working | None:
    reduction = found.reduction
    if not reduction.is_recorded:
        return None
    n = found.matrix.shape[1]
    blocks = [
        prose("Write the system as a matrix:"),
        formula(matrix(reduction.matrix, style, n)),
        *reduction_blocks(reduction.steps, style, n),
    ]
    if found.contradiction is not None:
        row_number = found.contradiction + 1
        blocks.append(prose(f"Row {row_number} says 0 = 1: there is no solution."))
    elif found.particular is not None:
        nodes: list[Node] = [column(list(found.particular), style)]
        for k, direction in enumerate(found.directions, start=1):
            t = {"kind": "index", "base": symbol("t"), "index": str(k)}
            nodes += [operator("+"), t, column(list(direction), style)]
        blocks += [prose("Read off the solution:"), formula(symbol("x"), relation("="), *nodes)]
    return Working("Linear system", tuple(blocks))


def _span(basis: Sequence[Vector], style: Style) -> str:
    if not basis:
        return "{0}"
    return "span of " + ", ".join(style.vector(v, 8) for v in basis[:6]) + ", …" * (len(basis) > 6)
