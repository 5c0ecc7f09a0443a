"""Systems of linear equations: one solution, a family of them, or the nearest x."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Index,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    Term,
    VectorName,
    Words,
    equals,
    whole,
)
from bot.topics.elimination import copied
from bot.topics.elimination import systems_figure as figures
from bot.topics.elimination.nearest_figure import drawing_of_nearest, turning_nearest
from bot.topics.kit import matrix_words, normal_equations, reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.matrix_words import lower, numerical
from bot.topics.kit.row_operations import reduction_blocks
from linalg_engine import elimination, formatting
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Solution
    from linalg_engine.matrices import Matrix

_BAR = re.compile("[|∣│⋮]")
X, PLAIN_X = VectorName("x"), Symbol("x")
NAMES = normal_equations.Names(X, VectorName("b", "second"))


def solve(question: Question, style: Style) -> Answer:
    """Answer ``/matrix solve``: A and b, or the augmented matrix [A | b] alone."""
    a, b = _system(question)
    say = style.notation
    with reading.option("b"):
        found = elimination.solve(a, b)
    return Answer(
        title=_solution_title(found, say),
        facts=(
            *matrix_words.lines("A", a, say),
            f"b {equals(say.vector(b))}",
            *_solution_facts(found, say),
        ),
        meaning=_read_as(question) + _solution_meaning(found) + numerical(found.reduction.rref),
        draw=figures.drawing_of_system(found, style) or drawing_of_nearest(found, style),
        turn=turning_nearest(found, style),
        turn_name="See A x and b",
        working=_solution_working(found, say),
        copies=Copies(
            text="\n".join(
                [
                    matrix_words.text_copy("A", a),
                    matrix_words.text_copy("b", b),
                    *_solution_copy(found),
                ]
            ),
            numpy=copied.solving(found),
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


def _read_as(question: Question) -> str:
    """Say that the last column was taken for b, unless a bar or b itself says it."""
    if question.inputs["b"].strip() or _BAR.search(question.inputs["a"]):
        return ""
    return "No b was given, so the last column of A is taken for b. "


def _solution_title(found: Solution, say: Notation) -> str:
    if found.kind == "one" and found.particular is not None:
        return f"x {equals(say.vector(found.particular, 6))}"
    return "No solution" if found.kind == "none" else "Infinitely many solutions"


def _solution_facts(found: Solution, say: Notation) -> list[str]:
    if found.kind == "none":
        least = found.least_squares
        facts = ["no x solves A x = b"]
        if least is not None:
            facts += [
                *matrix_words.result_vector_lines("nearest: x", least.x, say),
                *_direction_lines(found, say),
                *matrix_words.result_vector_lines("p = A x", least.fitted, say),
                *matrix_words.result_vector_lines("r = b − p", least.residual, say),
                f"with ‖A x − b‖ {say.equals(least.distance.value)}",
            ]
        return facts
    if found.particular is None:
        return []
    facts = matrix_words.result_vector_lines("x", found.particular, say)
    lines = _direction_lines(found, say)
    for free, line in zip(found.free_columns, lines, strict=True):
        facts.append(f"{line}   (x{lower(free + 1)} is free)")
    return facts


def _direction_lines(found: Solution, say: Notation) -> list[str]:
    return [f"  + t{lower(k)} {say.vector(v)}" for k, v in enumerate(found.directions, 1)]


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
    which, zero = ("t₁", "t₁ = 0") if count == 1 else (f"t₁ to t{lower(count)}", "0 for all")
    return f"for any {which} this x is equally near (least squares), and {zero} gives the shortest."


def _solution_working(found: Solution, say: Notation) -> Working | None:
    reduction = found.reduction
    if not reduction.is_recorded:
        return None
    n = found.matrix.shape[1]
    blocks: list[Block] = [
        "Write the system as a matrix:",
        say.matrix(reduction.matrix, n),
        *reduction_blocks(reduction.steps, say, n),
    ]
    if found.contradiction is not None:
        says = Chain("0", (say.number(reduction.rref[found.contradiction, n]),))
        row = f"Row {found.contradiction + 1} says "
        blocks.append(Sentence((row, says, ": there is no solution.")))
        normal = elimination.normal_equations(found.matrix, found.rhs)
        blocks += normal_equations.worked_out(normal, NAMES, say)
    elif found.particular is not None:
        family = _family(found, found.particular, say.column)
        blocks += ["Read off the solution:", Chain(X, (family,))]
    return Working("Linear system", tuple(blocks))


def _family(found: Solution, x: Vector, shown: Callable[[Vector], Formula]) -> Sum:
    """Return a solution and the directions in which there are others."""
    free = (
        Term((Index(Symbol("t"), str(k)), shown(direction)))
        for k, direction in enumerate(found.directions, start=1)
    )
    return Sum((shown(x), *free))


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
    least, x = found.least_squares, found.particular
    if least is not None:
        x = least.x
    system = Chain(Row((whole(found.matrix), PLAIN_X)), (whole(found.rhs),))
    joint = "⟹" if least is None else Words("has no solution; nearest:")
    solution = "" if x is None else Chain(PLAIN_X, (_family(found, x, whole),))
    return Series((system, joint, solution), "   ").latex()
