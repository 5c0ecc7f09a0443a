"""Systems of equations: how many solutions, and all of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Index, Sentence, Series, Symbol, Term, VectorName, equals
from bot.topics.quiz.answers import chosen, notation
from bot.topics.quiz.bases import Space, graded_basis
from bot.topics.quiz.exercise import Blank, Exercise, Options, Verdict
from bot.topics.quiz.reductions import (
    echelon_blocks,
    echelon_form,
    equations,
    first_step,
    reduced_blocks,
)
from bot.topics.quiz.rounding import exactly, measured
from bot.topics.quiz.typed_arrays import (
    SAY,
    accepted,
    numbered,
    short_numbers,
    unknowns,
    vector,
)
from bot.topics.quiz.whole_matrices import drawn, exact, exact_vector, of_rank
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.systems import special_solutions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bot.drawing.pages import Block
    from bot.topics.quiz.exercise import Typed
    from bot.topics.quiz.whole_matrices import Whole
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

A, X, B = Symbol("A"), VectorName("x"), VectorName("b")

LARGEST_RIGHT = 12
"""Of the numbers on the right, in absolute value."""


def _given(a: Matrix, b: Vector) -> tuple[str, ...]:
    return f"A {equals(SAY.matrix(a))}", f"b {equals(SAY.vector(b))}"


def _blocks(a: Matrix, b: Vector) -> tuple[Block, ...]:
    return (
        Series((Chain(A, (SAY.matrix(a),)), Chain(B, (SAY.column(b),)))),
        Chain(Term((A, X)), (B,)),
    )


# How many solutions

SOLUTIONS = {"one": "exactly one", "none": "none", "many": "infinitely many"}
MENU = Options("solutions", "Solutions of A x = b", tuple(SOLUTIONS.items()))


def howmany(random: Random, level: int) -> Exercise:
    """Return "How many solutions has A x = b, and how many columns have no pivot?"."""
    rows, columns = {1: (2, 2), 2: (3, 3), 3: (3, 4)}[level]
    a, b, rank, is_solvable = _system(random, rows, columns)
    free = columns - rank
    kind = "none" if not is_solvable else "many" if free else "one"
    return Exercise(
        asks="How many solutions x does A x = b have? And how many columns of A have no pivot?",
        given=_given(a, b),
        blocks=_blocks(a, b),
        fields=(
            MENU,
            _free_menu(columns),
        ),
        key={"solutions": kind, "free": str(free)},
        hints=(
            (
                "Write b as one more column behind a bar, and make zeros below each pivot: the "
                "first number of a row, left of the bar, that is not 0."
            ),
            (
                "A row 0 = 0 says nothing; a row 0 = another number says that there is no "
                "solution. An unknown whose column has no pivot is free: it may be any number."
            ),
            first_step(np.column_stack([a, b]), 1, of=" of [A | b]"),
        ),
        working=_counting(a, b),
        grade=lambda typed: _graded_count(typed, kind, (rows, columns, rank)),
    )


def _counting(a: Matrix, b: Vector) -> tuple[Block, ...]:
    extended = np.column_stack([a, b])
    rows = echelon_form(extended, 1)
    wrong = [row[-1] for row in rows if row[-1] and not row[:-1].any()]
    free = len(row_reduce(a, record=False).free_columns)
    if wrong:
        said = f"A row says 0 = {SAY.number(wrong[0])}, so there is no solution."
    elif free:
        said = "No row says that 0 is another number, and an unknown is free: infinitely many "
        said += "solutions."
    else:
        said = "No row says that 0 is another number, and no unknown is free: exactly one solution."
    columns = f"{free} of the {a.shape[1]} columns of A {'has' if free == 1 else 'have'} no pivot."
    return (
        *echelon_blocks("Make zeros in [A | b]", extended, 1),
        columns if free else "Every column of A has a pivot.",
        said,
    )


def _free_menu(columns: int) -> Options:
    counts = tuple((str(n), str(n)) for n in range(columns + 1))
    return Options("free", "Columns of A without a pivot", counts)


def _system(random: Random, rows: int, columns: int) -> tuple[Matrix, Vector, int, bool]:
    """Return A, b, the rank of A, and whether A x = b can be solved."""
    most = min(rows, columns)
    rank = random.choice((most, most - 1, most - 1))
    while True:
        a, _ = of_rank(random, rows, columns, rank)
        b = a @ drawn(random, range(-3, 4), columns, 1)[:, 0]
        is_solvable = rank == rows or random.random() < 0.5
        if not is_solvable:
            b[random.randrange(rows)] += random.choice((-2, -1, 1, 2))
            if row_reduce(exact(np.column_stack([a, b])), record=False).rank == rank:
                continue
        if np.abs(b).max() <= LARGEST_RIGHT:
            return exact(a), exact_vector(b), rank, is_solvable


def _graded_count(typed: Typed, kind: str, sizes: tuple[int, int, int]) -> Verdict:
    rows, columns, rank = sizes
    (solutions,) = chosen(typed, MENU)
    free = int(chosen(typed, _free_menu(columns))[0])
    read = (f"{SOLUTIONS[solutions]}; columns without a pivot: {free}",)
    right = columns - rank
    said, mistake = "", ""
    if solutions != kind:
        said, mistake = _wrong_kind(solutions, kind)
    if free == right:
        score = 0.5 if said else 1
        message = f"The columns are right. {said}" if said else "Right."
        return Verdict(score, message, read, mistake)
    mistake = mistake or _wrong_count(free, sizes)
    counted = f"A has {columns} columns; take away one for each pivot."
    if free == rows - rank:
        counted = "Count columns without a pivot, not rows."
    elif free == rank:
        counted = "Count the columns without a pivot, not those with one."
    if said:
        return Verdict(0, f"{said} {counted}", read, mistake)
    return Verdict(0.5, f"The number of solutions is right. {counted}", read, mistake)


def _wrong_kind(solutions: str, kind: str) -> tuple[str, str]:
    if kind == "none":
        return "A row becomes 0 = another number, so there is no solution.", "0 = 1 not seen"
    if solutions == "none":
        return "No row becomes 0 = another number: there is a solution.", "no contradiction"
    if kind == "many":
        return "A column has no pivot, so one unknown is free.", "free variable not seen"
    return "Every column has a pivot, so nothing is free.", "no free variable"


def _wrong_count(free: int, sizes: tuple[int, int, int]) -> str:
    rows, _, rank = sizes
    if free == rows - rank:
        return "rows counted"
    return "pivots counted" if free == rank else ""


# All solutions


def solutionset(random: Random, level: int) -> Exercise:
    """Return "Give all solutions of A x = b as r₀ + t d₁ + …"."""
    rows, columns, rank = {1: (2, 3, 2), 2: (3, 4, 3), 3: (3, 4, 2)}[level]
    while True:
        a, right = of_rank(random, rows, columns, rank)
        solution = drawn(random, range(-3, 4), columns, 1)[:, 0]
        b, ends = a @ solution, right @ solution
        if max(np.abs(b).max(), np.abs(ends).max()) <= LARGEST_RIGHT and b.any():
            return _all_solutions(exact(a), exact_vector(b), ends, exact(right))


def _all_solutions(a: Matrix, b: Vector, ends: Whole, right: Matrix) -> Exercise:
    reduction = row_reduce(right, record=False)
    directions = special_solutions(reduction)
    start = np.full(a.shape[1], Fraction(0), dtype=object)
    start[list(reduction.pivots)] = exact_vector(ends)[: reduction.rank]
    name, dimension = "the solutions of A x = 0", len(directions)
    space = Space(name, a, dimension, lambda v, k: _outside(a, b, v, k), "d")
    free = unknowns(reduction.free_columns)
    is_one = len(directions) == 1
    return Exercise(
        asks="Give all solutions of A x = b as r₀ + t\u00a0d, with any number t: one solution r₀ "
        "and a direction d."
        if is_one
        else "Give all solutions of A x = b as r₀ + s\u00a0d₁ + t\u00a0d₂, with any numbers s "
        "and t: one solution r₀ and two directions.",
        given=_given(a, b),
        blocks=_blocks(a, b),
        fields=(
            Blank("start", "r₀, one solution", "[1, 2, 0]" if len(start) == 3 else "[1, 2, 0, 3]"),
            Blank(
                "directions",
                "the direction d" if is_one else "the directions d₁, d₂",
                _example(len(start), len(directions)),
            ),
        ),
        key={
            "start": SAY.vector(start).text(),
            "directions": ", ".join(SAY.vector(d).text() for d in directions),
        },
        hints=(
            f"r₀ solves A x = b, and {'d solves' if is_one else 'd₁ and d₂ solve'} A x = 0.",
            (
                "Reduce [A | b]. An unknown whose column has no pivot (a row's first 1) is free. "
                + (
                    "For r₀ set it to 0. For d set it to 1, and b to 0."
                    if is_one
                    else "For r₀ set the free ones to 0. For a direction set one of them to 1, the "
                    "other to 0, and b to 0."
                )
            ),
            (
                f"{free} {'is' if is_one else 'are'} free. For r₀ set {'it' if is_one else 'both'} "
                "to 0, and find the others."
            ),
        ),
        working=(
            *reduced_blocks("Reduce [A | b]", np.column_stack([a, b]), 1),
            Sentence(
                (
                    "The rows now say ",
                    *equations(np.column_stack([right, exact_vector(ends)]), 1),
                    f". In r₀ the free {free} {'is' if is_one else 'are'} 0. "
                    + (
                        "In d it is 1, and the numbers without it are left out:"
                        if is_one
                        else "In a direction one is 1, the other 0, and the numbers without them "
                        "are left out:"
                    ),
                )
            ),
            *_solution(start, directions),
        ),
        grade=lambda typed: _graded_solutions(typed, a, b, space),
    )


def _solution(start: Vector, directions: Sequence[Vector]) -> tuple[Block, ...]:
    first = Chain(Index(VectorName("r"), "0"), (SAY.vector(start),))
    if len(directions) == 1:
        return (Series((first, Chain(VectorName("d"), (SAY.vector(directions[0]),)))),)
    named = enumerate(directions, start=1)
    return first, Series(tuple(Chain(numbered("d", k), (SAY.vector(d),)) for k, d in named))


def _example(length: int, count: int) -> str:
    if count == 2:
        return "[1, -1, 0, 0] [0, 2, 0, 1]"
    return "[1, -1, 0]" if length == 3 else "[1, -1, 0, 2]"


def _outside(a: Matrix, b: Vector, v: Vector, label: str) -> tuple[str, str]:
    """Say why a vector is no direction of the solutions."""
    product = a @ v
    if np.array_equal(product, b):
        message = f"{label} solves A x = b; a direction solves A x = 0."
        return message, "a solution for a direction"
    row = int(np.flatnonzero(product != 0)[0])
    message = (
        f"{label} is not a direction: put into the left side of equation {row + 1} it gives "
        f"{SAY.number(product[row])}, not 0."
    )
    return message, ""


def _graded_solutions(typed: Typed, a: Matrix, b: Vector, space: Space) -> Verdict:
    say = notation(typed)
    found = vector(typed, "start")
    directions = graded_basis(typed, "directions", space)
    read = (f"r₀ {equals(say.vector(found))}", *directions.read)
    with short_numbers():
        said, mistake, is_rounded = _about_start(found, a, b)
    if not said and directions.is_right:
        return accepted(read, is_rounded=is_rounded or directions.message != accepted().message)
    if not said:
        message = f"r₀ is right. {directions.message}"
        return Verdict(0.5, message, read, directions.mistake)
    if directions.is_right:
        what = "direction is" if space.dimension == 1 else "directions are"
        return Verdict(0.5, f"The {what} right. {said}", read, mistake)
    return Verdict(0, f"{said} {directions.message}", read, mistake)


def _about_start(found: Vector, a: Matrix, b: Vector) -> tuple[str, str, bool]:
    """Return what is wrong with a solution, "" where it is one, and whether it is rounded."""
    if len(found) != a.shape[1]:
        message = f"A has {a.shape[1]} columns, so r₀ needs {a.shape[1]} entries."
        return message, "number of entries", False
    start = measured(found)
    product = exactly(a) @ start
    wrong = np.flatnonzero(product.off(b))
    if not len(wrong):
        return "", "", start.is_rounded
    row = int(wrong[0])
    if product.agrees(0):
        return "r₀ solves A x = 0, not A x = b.", "r₀ solves A x = 0", False
    return _equation(row, product.values[row], b[row]), "", False


def _equation(row: int, value: Scalar, right: Scalar) -> str:
    return (
        f"r₀ is no solution: equation {row + 1} gives {SAY.number(value)} with it, "
        f"not {SAY.number(right)}."
    )
