"""Answers by row reduction: rref, rank, determinant, inverse, subspaces."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Row,
    Sentence,
    Series,
    Symbol,
    Words,
    equals,
)
from bot.formula.numbers import decimal
from bot.topics.elimination import (
    copied,
    determinant_steps,
    inverse_figure,
    inverse_motion,
    lettered,
    rows_figure,
    subspaces_figure,
    without_inverse,
)
from bot.topics.elimination import determinant_figure as figures
from bot.topics.elimination.given_system import augmented
from bot.topics.elimination.presses import PSEUDO
from bot.topics.elimination.unknowns import Unknowns
from bot.topics.kit import matrix_words, reading, rounded_reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.matrix_words import numerical
from bot.topics.kit.row_operations import reduction_blocks
from linalg_engine import elimination
from linalg_engine.elimination.rounded_digits import lower_rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Notation
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Determinant, RowReduction
    from linalg_engine.matrices import Matrix

A, R = Symbol("A"), Symbol("R")
SPANNED = Sentence(
    ("Pivot columns of ", A, " span the column space; rows of ", R, " the row space.")
)


_AROUND = re.compile(r"\A[\s$]*\\?det(?=[\s(]*[\[{\\|\d])|(?<=[\])}|])\s*=\s*0[\s.$]*\Z")
"""What is typed around a matrix whose determinant is meant: det [...], and [...] = 0."""


def rref(question: Question, style: Style) -> Answer:
    """Answer ``/matrix rref``."""
    equations = augmented(question)
    if equations is None:
        with_letter = reading.lettered_matrix(question, "a")
        if with_letter is not None:
            return lettered.rref(with_letter, style)
        a = reading.matrix(question, "a")
        unknowns = Unknowns.of_matrix(a.shape[1] - 1)
    else:
        a, unknowns = equations
    say = style.notation
    with reading.option("a"):
        reduction = elimination.row_reduce(a)
    pivots = ", ".join(str(column + 1) for column in reduction.pivots)
    return Answer(
        title=f"Reduced row echelon form, rank {reduction.rank}",
        facts=(
            *([f"columns: {', '.join(unknowns.short())}, right side"] if equations else []),
            *matrix_words.lines("A", a, say),
            *matrix_words.result_lines("R", reduction.rref, say),
            f"pivot columns: {pivots or 'none'}",
            *_rounded_rank(a),
        ),
        meaning="Every pivot is 1 and alone in its column." + numerical(reduction.rref),
        draw=rows_figure.drawing_of_rows(reduction, unknowns, style),
        working=_reduction_working("Row reduction", reduction, say),
        copies=copied.of_rref(reduction),
    )


def rank(question: Question, style: Style) -> Answer:
    """Answer ``/matrix rank``."""
    with_letter = reading.lettered_matrix(question, "a")
    if with_letter is not None:
        return lettered.rank(with_letter, style)
    a = reading.matrix(question, "a")
    say = style.notation
    with reading.option("a"):
        reduction = elimination.row_reduce(a)
    found, most = reduction.rank, min(a.shape)
    full = "full rank" if found == most else f"of at most {most}"
    return Answer(
        title=f"rank = {found}",
        facts=(
            *matrix_words.lines("A", a, say),
            *matrix_words.result_lines("R", reduction.rref, say),
            f"rank = {found} ({full})",
            *_rounded_rank(a),
        ),
        meaning="This many columns are independent, and as many rows." + numerical(reduction.rref),
        draw=None,
        working=_reduction_working("Rank", reduction, say),
        copies=copied.of_rank(a, found),
    )


def det(question: Question, style: Style) -> Answer:
    """Answer ``/matrix det``."""
    typed = _AROUND.sub(lambda found: " " * len(found[0]), question.inputs["a"])
    question = replace(question, inputs={**question.inputs, "a": typed})
    with_letter = reading.lettered_matrix(question, "a")
    if with_letter is not None:
        return lettered.det(with_letter, style)
    a = reading.matrix(question, "a")
    say = style.notation
    with reading.option("a"):
        found = elimination.determinant(a)
    note = "" if found.is_exact else f" {matrix_words.NUMERICAL}"
    if not found.is_exact and found.is_zero:
        note += " Up to rounding it is 0."
    return Answer(
        title=f"det A {equals(say.number(found.value))}",
        facts=(
            *matrix_words.lines("A", a, say),
            f"det A {say.equals(found.value)}",
            *_rounded_outcome(a, "det A = 0, and A has no inverse"),
        ),
        meaning=_determinant_meaning(found) + note,
        draw=figures.drawing_of_determinant(found, style),
        working=determinant_steps.determinant(found, say),
        copies=copied.of_determinant(found),
        turn=figures.turning_determinant(found, style),
    )


def inverse(question: Question, style: Style) -> Answer:
    """Answer ``/matrix inverse``: of what has none, why, and in its place the pseudo-inverse."""
    with_letter = reading.lettered_matrix(question, "a")
    if with_letter is not None:
        return lettered.inverse(with_letter, style)
    a = reading.matrix(question, "a")
    n = len(a)
    with reading.option("a"):
        if question.inputs.get(PSEUDO):
            return without_inverse.pseudo_inverse(a, style)
        if a.shape[1] != n or elimination.rank(a) < n:
            return without_inverse.no_inverse(a, style)
        found = elimination.inverse(a)
    say = style.notation
    blocks = [
        "Write the identity beside the matrix:",
        say.matrix(found.reduction.matrix, n),
        *reduction_blocks(found.reduction.steps, say, n),
        "The right half is the inverse.",
    ]
    return Answer(
        title="A⁻¹",
        facts=(
            *matrix_words.lines("A", a, say),
            *matrix_words.result_lines("A⁻¹", found.value, say),
            *_rounded_outcome(a, "det A = 0, and A has no inverse"),
        ),
        meaning="A times A⁻¹ is the identity: the inverse undoes what A does."
        + numerical(found.value),
        draw=inverse_figure.drawing_of_inverse(found, style),
        turn=inverse_motion.playing_inverse(found, style),
        turn_name="Play",
        working=_working("Inverse", blocks, found.reduction),
        copies=copied.of_inverse(found),
    )


def spaces(question: Question, style: Style) -> Answer:
    """Answer ``/matrix spaces``: bases of the four subspaces."""
    a = reading.matrix(question, "a")
    say = style.notation
    with reading.option("a"):
        found = elimination.subspaces(a)
    named = {
        "column space": found.column,
        "row space": found.row,
        "null space": found.null,
        "left null space": found.left_null,
    }
    facts = [f"{name}: {_span(basis, say)}" for name, basis in named.items()]
    m, n = a.shape
    blocks: list[Block] = []
    for name, basis in named.items():
        columns = tuple(say.column(v) for v in basis)
        spanned = Series(columns, ", ") if basis else "{0}"
        blocks.append(f"{name.capitalize()}, dimension {len(basis)}:")
        blocks.append(Row((Words("span of "), spanned)))
    reduction = found.reduction
    return Answer(
        title=f"Four subspaces, rank {found.rank}",
        facts=(*matrix_words.lines("A", a, say), *facts),
        meaning=(
            f"{found.rank} + {n - found.rank} = {n} column{'s' * (n > 1)}, "
            f"{found.rank} + {m - found.rank} = {m} row{'s' * (m > 1)}: "
            "rank and null spaces always add up." + numerical(reduction.rref)
        ),
        draw=subspaces_figure.drawing_of_spaces(found, style),
        working=Working(
            "Four subspaces",
            (
                *_reduction_blocks_from(reduction, say),
                SPANNED,
                *blocks,
            ),
        )
        if reduction.is_recorded
        else None,
        copies=copied.of_spaces(found, named),
    )


def _rounded_rank(a: Matrix) -> list[str]:
    """Say which rank the matrix has if its decimals are rounded, where that is a lower one."""
    reading = lower_rank(a)
    if reading is None:
        return []
    reduction = elimination.row_reduce(reading.matrix, record=False)
    shown = rounded_reading.in_a_line(reduction.rref)
    outcome = f"rank {reduction.rank}" + (f", R = {shown}" if shown else "")
    return [rounded_reading.hint(outcome, reading)]


def _rounded_outcome(a: Matrix, outcome: str) -> list[str]:
    """Say what holds if the decimals are rounded, where the rank is lower then."""
    reading = lower_rank(a)
    return [] if reading is None else [rounded_reading.hint(outcome, reading)]


def _reduction_working(title: str, reduction: RowReduction, say: Notation) -> Working | None:
    return _working(title, _reduction_blocks_from(reduction, say), reduction)


def _reduction_blocks_from(reduction: RowReduction, say: Notation) -> list[Block]:
    start = ["Begin with the matrix:", say.matrix(reduction.matrix)]
    if not reduction.steps:
        return [*start, "It is reduced already."]
    return [*start, *reduction_blocks(reduction.steps, say)]


def _working(title: str, blocks: list[Block], reduction: RowReduction) -> Working | None:
    return Working(title, tuple(blocks)) if reduction.is_recorded else None


def _determinant_meaning(found: Determinant) -> str:
    what = {1: "lengths", 2: "areas"}.get(len(found.matrix), "volumes")
    if found.is_zero:
        return "It is 0: the columns are dependent, and A has no inverse."
    flips = " and reverses orientation" if found.value < 0 else ""
    return f"A multiplies {what} by {decimal(abs(found.value))}{flips}."


def _span(basis: Sequence[Vector], say: Notation) -> str:
    if not basis:
        return "{0}"
    shown = ", ".join(str(say.vector(v, 8)) for v in basis[:6])
    return f"span of {shown}{', …' * (len(basis) > 6)}"
