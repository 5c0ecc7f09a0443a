"""Systems of linear equations: one solution, a family of them, or the nearest x."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.typeset import (
    Node,
    Working,
    column,
    formula,
    matrix,
    operator,
    prose,
    relation,
    symbol,
)
from bot.topics.elimination import systems_figure as figures
from bot.topics.kit import matrix_words, reading, wording
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.matrix_words import lower, numerical, reduction_blocks
from linalg_engine import elimination, formatting
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from linalg_engine.elimination import Solution
    from linalg_engine.matrices import Matrix
    from linalg_engine.vectors import Vector


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
        draw=figures.drawing_of_system(found, style),
        working=_solution_working(found, style),
        copies=Copies(
            text="\n".join(
                [
                    matrix_words.text_copy("A", a),
                    matrix_words.text_copy("b", b),
                    *_solution_copy(found),
                ]
            ),
            numpy=matrix_words.numpy_copy(
                {"A": a, "b": b},
                "np.linalg.solve(A, b)"
                if found.kind == "one" and a.shape[0] == a.shape[1]
                else "np.linalg.lstsq(A, b)[0]",
            ),
            latex=_latex_copy(found),
        ),
    )


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
                *_direction_lines(found, style),
                f"with ‖A x − b‖ {wording.length(least.distance, style)}",
            ]
        return facts
    if found.particular is None:
        return []
    facts = matrix_words.result_vector_lines("x", found.particular, style)
    lines = _direction_lines(found, style)
    for free, line in zip(found.free_columns, lines, strict=True):
        facts.append(f"{line}   (x{lower(free + 1)} is free)")
    return facts


def _direction_lines(found: Solution, style: Style) -> list[str]:
    return [f"  + t{lower(k)} {style.vector(v)}" for k, v in enumerate(found.directions, 1)]


def _solution_meaning(found: Solution) -> str:
    if found.kind == "one":
        return "Exactly one x solves the system."
    if found.kind == "none":
        return f"The equations contradict each other; {_nearness(found)}"
    free = len(found.free_columns)
    shape = {1: "a line", 2: "a plane"}.get(free, f"a {free}-dimensional family")
    return f"Every choice of the free variable{'s' * (free > 1)} gives a solution: {shape} of them."


def _nearness(found: Solution) -> str:
    count = len(found.directions)
    if count == 0:
        return "the nearest x is the least-squares solution."
    which, zero = ("t₁ is", "t₁ = 0") if count == 1 else (f"t₁ to t{lower(count)} are", "0 for all")
    return (
        f"whatever {which}, this x comes equally near (least squares), "
        f"and {zero} makes it the shortest."
    )


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
        end = style.equals(reduction.rref[found.contradiction, n])
        blocks.append(prose(f"Row {row_number} says 0 {end}: there is no solution."))
    elif found.particular is not None:
        nodes: list[Node] = [column(list(found.particular), style)]
        for k, direction in enumerate(found.directions, start=1):
            t = {"kind": "index", "base": symbol("t"), "index": str(k)}
            nodes += [operator("+"), t, column(list(direction), style)]
        sign = relation(style.sign_of_all(found.particular, *found.directions))
        blocks += [prose("Read off the solution:"), formula(symbol("x"), sign, *nodes)]
    return Working("Linear system", tuple(blocks))


def _solution_copy(found: Solution) -> list[str]:
    lines: list[str] = []
    least = found.least_squares
    if least is not None:
        lines += ["no x solves A x = b", matrix_words.text_copy("nearest: x", least.x)]
    elif found.particular is not None:
        lines.append(matrix_words.text_copy("x", found.particular))
    lines += [
        f"  + t{lower(k)} {formatting.exact_vector(v)}" for k, v in enumerate(found.directions, 1)
    ]
    if least is not None:
        lines.append(matrix_words.text_copy("with ‖A x − b‖", least.distance.value))
    return lines


def _latex_copy(found: Solution) -> str:
    system = f"{formatting.latex(found.matrix)} x = {formatting.latex(found.rhs)}"
    x, joint = found.particular, "\\Longrightarrow"
    if found.least_squares is not None:
        x, joint = found.least_squares.x, "\\text{has no solution; nearest:}"
    family = "".join(
        f" + t_{{{k}}} {formatting.latex(v)}" for k, v in enumerate(found.directions, 1)
    )
    shown = "" if x is None else matrix_words.latex_copy("x", x)
    return f"{system} \\quad {joint} \\quad {shown}{family}"
