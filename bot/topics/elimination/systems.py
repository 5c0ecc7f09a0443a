"""Systems of linear equations: one solution, a family of them, or the nearest x."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import Chain, Sentence, VectorName, equals
from bot.topics.elimination import copied, lettered_systems, solution_lines
from bot.topics.elimination import systems_figure as figures
from bot.topics.elimination.given_system import given_system
from bot.topics.elimination.nearest_figure import drawing_of_nearest, turning_nearest
from bot.topics.elimination.unknowns import X
from bot.topics.kit import normal_equations, reading, rounded_reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.matrix_words import lower, numerical
from bot.topics.kit.row_operations import reduction_blocks
from linalg_engine import elimination
from linalg_engine.elimination.rounded_digits import lower_rank
from linalg_engine.matrices import join

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Notation
    from bot.topics.elimination.unknowns import Unknowns
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Solution
    from linalg_engine.matrices import Matrix

NAMES = normal_equations.Names(X, VectorName("b", "second"))

MOST_NAMES = 5
"""Unknowns that are named in a sentence."""

MOST_EQUATIONS = 8
"""Equations that are written out on a page."""


def solve(question: Question, style: Style) -> Answer:
    """Answer ``/matrix solve``: equations, A and b, or the augmented matrix [A | b] alone."""
    with_letter = lettered_systems.system(question)
    if with_letter is not None:
        return lettered_systems.solve(with_letter, style)
    say = style.notation
    given = given_system(question, say)
    a, b, unknowns = given.a, given.b, given.unknowns
    with reading.option("b"):
        found = elimination.solve(a, b)
    return Answer(
        title=solution_lines.title(found, unknowns, say),
        facts=(
            *given.remarks,
            *solution_lines.given_lines(found, unknowns, say),
            *solution_lines.solution_lines(found, unknowns, say),
            *_rounded_solution(a, b, unknowns, say),
        ),
        meaning=given.note + _solution_meaning(found, unknowns) + numerical(found.reduction.rref),
        draw=figures.drawing_of_system(found, unknowns, style) or drawing_of_nearest(found, style),
        turn=turning_nearest(found, style),
        turn_name="See A x and b",
        working=_solution_working(found, unknowns, say),
        copies=Copies(
            text=solution_lines.copied_text(found, unknowns),
            numpy=copied.solving(found),
            latex=solution_lines.copied_latex(found, unknowns),
        ),
    )


def _rounded_solution(a: Matrix, b: Vector, unknowns: Unknowns, say: Notation) -> list[str]:
    """Say how the system is solved if its decimals are rounded, where that is another case."""
    reading = lower_rank(join(a, b.reshape(-1, 1)), augmented=1)
    if reading is None:
        return []
    found = elimination.solve(reading.matrix[:, :-1], reading.matrix[:, -1])
    outcome = {"one": "one solution", "none": "no solution", "many": "infinitely many solutions"}[
        found.kind
    ]
    if found.particular is not None:
        if unknowns.are_typed:
            outcome += f", {', '.join(map(str, unknowns.solved(found, say.number)))}"
        else:
            free = (f" + t{lower(k)} {say.vector(v)}" for k, v in enumerate(found.directions, 1))
            outcome += f", x {equals(say.vector(found.particular))}{''.join(free)}"
    return [rounded_reading.hint(outcome, reading)]


def _solution_meaning(found: Solution, unknowns: Unknowns) -> str:
    if found.kind == "one":
        return f"Exactly one {'solution' if unknowns.are_typed else 'x solves the system'}."
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


def _solution_working(found: Solution, unknowns: Unknowns, say: Notation) -> Working | None:
    reduction = found.reduction
    if not reduction.is_recorded:
        return None
    n = found.matrix.shape[1]
    blocks: list[Block] = [
        *_written(found, unknowns, say),
        say.matrix(reduction.matrix, n),
        *reduction_blocks(reduction.steps, say, n),
    ]
    if found.contradiction is not None:
        says = Chain("0", (say.number(reduction.rref[found.contradiction, n]),))
        row = f"Row {found.contradiction + 1} says "
        blocks.append(Sentence((row, says, ": there is no solution.")))
        normal = elimination.normal_equations(found.matrix, found.rhs)
        nearest = normal_equations.worked_out(normal, NAMES, say)
        if nearest and unknowns.are_typed:
            blocks.append(Sentence(("With ", X, " for the column of the unknowns:")))
            blocks.append(Chain(X, (unknowns.column(),)))
        blocks += nearest
    else:
        blocks += _read_off(found, unknowns, say)
    return Working("Linear system", tuple(blocks))


def _written(found: Solution, unknowns: Unknowns, say: Notation) -> list[Block]:
    """Return what leads to the matrix."""
    if not unknowns.are_typed:
        return ["Write the system as a matrix:"]
    rows = list(zip(found.matrix, found.rhs, strict=True))
    equations = [unknowns.equation(*row, say.number) for row in rows[:MOST_EQUATIONS]]
    *others, last = unknowns.short()
    each = " and ".join([*([", ".join(others)] if others else []), last])
    each = each if len(others) < MOST_NAMES else "each unknown"
    return [
        "Sort each equation: unknowns on the left, the number on the right.",
        *equations,
        *["..."] * (len(rows) > MOST_EQUATIONS),
        f"Their numbers as a matrix, a column for {each}:",
    ]


def _read_off(found: Solution, unknowns: Unknowns, say: Notation) -> list[Block]:
    """Return the solutions as the last matrix says them."""
    if found.particular is None:
        return []
    blocks: list[Block] = ["Read off the solution:"]
    if unknowns.are_typed:
        blocks += unknowns.solved(found, say.number)
        free = [unknowns[k] for k in found.free_columns]
        blocks += [Sentence((name, " is free: it can be any number.")) for name in free]
        if not free:
            return blocks
        blocks.append("As a vector:")
    family = solution_lines.family(found, found.particular, say.column, unknowns)
    return [*blocks, Chain(unknowns.column(), (family,))]
