"""A system and its solutions as lines of text, with the names of the unknowns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import (
    Chain,
    Index,
    Matrix,
    Row,
    Series,
    Sum,
    Symbol,
    Term,
    Words,
    equals,
    whole,
)
from bot.formula.numbers import with_typed_digits
from bot.text import shorten
from bot.topics.elimination.unknowns import multiple
from bot.topics.kit import matrix_words
from bot.topics.kit.matrix_words import MOST_COLUMNS, MOST_ROWS, WIDEST, lower
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.formula import Formula, Notation
    from bot.topics.elimination.unknowns import Unknowns
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Solution
    from linalg_engine.exact import Scalar

    Spell = Callable[[Scalar], Formula]

PLAIN_X = Symbol("x")

MOST_NAMED = 12
"""Unknowns that have a line each."""

LONGEST_TITLE = 48
"""Characters of a solution in the title of an answer."""

LONGEST_HEAD = 8
"""Characters of a name above a column."""


def title(found: Solution, unknowns: Unknowns, say: Notation) -> str:
    """Return the solution, or how many there are."""
    if found.kind == "one" and found.particular is not None:
        if not unknowns.are_typed:
            return f"x {equals(say.vector(found.particular, 6))}"
        named = ", ".join(map(str, unknowns.solved(found, say.number)))
        return named if len(named) <= LONGEST_TITLE else "One solution"
    return "No solution" if found.kind == "none" else "Infinitely many solutions"


def given_lines(found: Solution, unknowns: Unknowns, say: Notation) -> list[str]:
    """Return A and b; those of equations side by side, with the unknowns above their columns."""
    a, b = found.matrix, found.rhs
    if not unknowns.are_typed:
        return [*matrix_words.lines("A", a, say), f"b {equals(say.vector(b))}"]
    lines = _augmented_lines(found, unknowns, say)
    if max(map(len, lines)) > WIDEST:
        with with_typed_digits(0):
            lines = _augmented_lines(found, unknowns, say)
    if len(a) > MOST_ROWS:
        lines.append(f"… {len(a)} equations in all")
    return lines


def _augmented_lines(found: Solution, unknowns: Unknowns, say: Notation) -> list[str]:
    shown = say.matrix(found.reduction.matrix[:MOST_ROWS])
    sign = equals(Matrix(shown.rows)).sign
    heads = [shorten(name, LONGEST_HEAD) for name in unknowns.short()]
    left = _columns([row[:-1] for row in shown.rows], heads)
    right = _columns([row[-1:] for row in shown.rows], [""])
    start = f"A | b {sign} "
    rows = [
        f"{' ' * len(start) if k else start}[ {numbers} | {number} ]"
        for k, (numbers, number) in enumerate(zip(left[1:], right[1:], strict=True))
    ]
    return [f"{' ' * len(start)}  {left[0]}".rstrip(), *rows]


def _columns(rows: Sequence[Sequence[Formula]], heads: Sequence[str]) -> list[str]:
    """Return a heading and rows in aligned columns, the last ones left out of many."""
    words = [list(heads), *([str(entry) for entry in row] for row in rows)]
    if len(heads) > MOST_COLUMNS:
        words = [[*row[: MOST_COLUMNS - 1], "…"] for row in words]
    widths = [max(map(len, column)) for column in zip(*words, strict=True)]
    return [
        "  ".join(word.rjust(width) for word, width in zip(row, widths, strict=True))
        for row in words
    ]


def solution_lines(found: Solution, unknowns: Unknowns, say: Notation) -> list[str]:
    """Return the solutions, or the nearest x where there are none."""
    if found.kind == "none":
        return _nearest_lines(found, unknowns, say)
    if found.particular is None:
        return []
    if unknowns.are_typed:
        return _named_lines(found, unknowns, say)
    facts = matrix_words.result_vector_lines("x", found.particular, say)
    lines = _direction_lines(found, say)
    for free, line in zip(found.free_columns, lines, strict=True):
        facts.append(f"{line}   (x{lower(free + 1)} is free)")
    return facts


def _named_lines(found: Solution, unknowns: Unknowns, say: Notation) -> list[str]:
    values = found.particular
    if values is not None and found.kind == "one":
        facts = [f"{unknowns[k]} {say.equals(value)}" for k, value in enumerate(values)]
    else:
        facts = [str(equation) for equation in unknowns.solved(found, say.number)]
        facts += [f"{unknowns[k]} is free" for k in found.free_columns]
    return _few(facts)


def _nearest_lines(found: Solution, unknowns: Unknowns, say: Notation) -> list[str]:
    least = found.least_squares
    facts = ["nothing solves all equations" if unknowns.are_typed else "no x solves A x = b"]
    if least is None:
        return facts
    if unknowns.are_typed:
        near = _nearest(found, least.x, unknowns, say.number)
        facts += ["nearest:", *_few([f"  {equation}" for equation in near])]
        facts += matrix_words.result_vector_lines("left sides p", least.fitted, say)
    else:
        facts += [
            *matrix_words.result_vector_lines("nearest: x", least.x, say),
            *_direction_lines(found, say),
            *matrix_words.result_vector_lines("p = A x", least.fitted, say),
        ]
    length = "‖r‖" if unknowns.are_typed else "‖A x − b‖"
    return [
        *facts,
        *matrix_words.result_vector_lines("r = b − p", least.residual, say),
        f"with {length} {say.equals(least.distance.value)}",
    ]


def _nearest(found: Solution, x: Vector, unknowns: Unknowns, spell: Spell) -> list[Formula]:
    """Return an equation for each unknown of the nearest x: ``x = 1/2 + 2t₁``."""
    equations: list[Formula] = []
    for k, value in enumerate(x):
        free = [
            multiple(direction[k], _parameter(number), spell)
            for number, direction in enumerate(found.directions, start=1)
            if direction[k] != 0
        ]
        first = [] if value == 0 and free else [spell(value)]
        equations.append(Chain(unknowns[k], (Sum((*first, *free)),)))
    return equations


def _few(lines: list[str]) -> list[str]:
    if len(lines) <= MOST_NAMED:
        return lines
    return [*lines[: MOST_NAMED - 1], f"… {len(lines)} unknowns in all"]


def _direction_lines(found: Solution, say: Notation) -> list[str]:
    return [f"  + t{lower(k)} {say.vector(v)}" for k, v in enumerate(found.directions, 1)]


def _parameter(number: int) -> Formula:
    return Index(Symbol("t"), str(number))


def family(
    found: Solution,
    x: Vector,
    shown: Callable[[Vector], Formula],
    unknowns: Unknowns | None = None,
) -> Sum:
    """Return a solution and the directions in which there are others.

    Their factors are the free ones among the unknowns that are given, otherwise t₁, t₂, ...
    """
    if unknowns is None or not unknowns.are_typed:
        factors = [_parameter(k) for k in range(1, len(found.directions) + 1)]
    else:
        factors = [unknowns[k] for k in found.free_columns]
    free = (
        Term((factor, shown(direction)))
        for factor, direction in zip(factors, found.directions, strict=True)
    )
    return Sum((shown(x), *free))


# What is copied


def copied_text(found: Solution, unknowns: Unknowns) -> str:
    """Return the system and its solutions with all their digits."""
    least = found.least_squares
    if unknowns.are_typed:
        lines = [str(formula) for formula in _named_formulas(found, unknowns)]
        if least is not None:
            lines.insert(len(found.rhs), "nothing solves all equations; nearest:")
        lines += [f"{unknowns[k]} is free" for k in found.free_columns if least is None]
        lines = [line.replace("−", "-") for line in lines]
    else:
        lines = [matrix_words.text_copy("A", found.matrix), matrix_words.text_copy("b", found.rhs)]
        if least is not None:
            lines += ["no x solves A x = b", matrix_words.text_copy("nearest: x", least.x)]
        elif found.particular is not None:
            lines.append(matrix_words.text_copy("x", found.particular))
        lines += [
            f"  + t{lower(k)} {formatting.exact_vector(v)}"
            for k, v in enumerate(found.directions, 1)
        ]
    if least is not None:
        lines.append(matrix_words.text_copy("with ‖A x − b‖", least.distance.value))
    return "\n".join(lines)


def _named_formulas(found: Solution, unknowns: Unknowns) -> list[Formula]:
    """Return the equations, and then the solutions or the nearest x."""
    rows = zip(found.matrix, found.rhs, strict=True)
    given = [unknowns.equation(row, right, whole) for row, right in rows]
    least = found.least_squares
    if least is None:
        return [*given, *unknowns.solved(found, whole)]
    return [*given, *_nearest(found, least.x, unknowns, whole)]


def copied_latex(found: Solution, unknowns: Unknowns) -> str:
    """Return the system and its solutions as LaTeX."""
    least, x = found.least_squares, found.particular
    if least is not None:
        x = least.x
    name = unknowns.column() if unknowns.are_typed else PLAIN_X
    system = Chain(Row((whole(found.matrix), name)), (whole(found.rhs),))
    joint = "⟹" if least is None else Words("has no solution; nearest:")
    named = unknowns if least is None else None
    solution = "" if x is None else Chain(name, (family(found, x, whole, named),))
    return Series((system, joint, solution), "   ").latex()
