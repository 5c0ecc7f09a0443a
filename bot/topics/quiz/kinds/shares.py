"""Which share of the variance components have."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import (
    Chain,
    Index,
    Notation,
    Product,
    Row,
    Series,
    Sum,
    Symbol,
    Words,
    equals,
)
from bot.topics.quiz import answers
from bot.topics.quiz.exercise import Blank, Exercise, Verdict
from bot.topics.quiz.kinds.covariances import Covariance
from bot.topics.quiz.kinds.quotients import divided
from bot.topics.quiz.mistakes import Mistake, graded_number, is_told_apart
from bot.topics.quiz.numbers import drawn, exactly

if TYPE_CHECKING:
    from random import Random

    from bot.drawing.pages import Block
    from bot.topics.quiz.exercise import Typed
    from linalg_engine.matrices import Matrix

SAY = Notation()
C = Symbol("C")


def share(random: Random, level: int) -> Exercise:
    """Return "How much of the variance is explained?"."""
    return _of_variances(random) if level == 1 else _of_matrix(random, level)


def _of_variances(random: Random) -> Exercise:
    """Return the question with the variances along the components given."""

    def draw() -> tuple[Fraction, ...]:
        found = exactly(random.choices(range(1, 20), k=random.choice((2, 3))))
        return tuple(sorted(found, reverse=True))

    def fits(variances: tuple[Fraction, ...]) -> bool:
        return len(set(variances)) == len(variances) and _is_friendly(variances, 1)

    variances = drawn(draw, fits)
    listed = ", ".join(str(variance) for variance in variances)
    return _share_exercise(
        variances,
        count=1,
        given=(f"variances along the components: {listed}",),
        blocks=(
            "Variances along the components:",
            Series(
                tuple(
                    Chain(Index("λ", str(k)), (SAY.number(v),)) for k, v in enumerate(variances, 1)
                )
            ),
        ),
        first_hint="The share is a part of the whole: what is the whole here?",
        before=(),
    )


def _of_matrix(random: Random, level: int) -> Exercise:
    """Return the question with the covariances given; level 3 asks for two components."""
    count = level - 1
    made = drawn(
        lambda: Covariance.drawn(random, level),
        lambda made: (
            made.is_clear
            and _is_friendly(made.variances, count)
            and is_told_apart(
                _share(made.variances, count), _of_share(made.variances, count, made.matrix)
            )
        ),
    )
    total = Sum(tuple(SAY.number(x) for x in np.diag(made.matrix)))
    before: list[Block] = [
        "The variances along the components are the eigenvalues of C, the λ with C v = λ v:"
    ]
    for variance, v in zip(made.variances, made.directions, strict=True):
        column = SAY.column(v)
        moved = SAY.column(made.matrix @ v)
        before.append(
            Chain(Row((C, " ", column)), (moved, Product((SAY.number(variance), column))))
        )
    before += [
        "Their sum is that of the diagonal:",
        Chain(total, (SAY.number(sum(made.variances, Fraction(0))),)),
    ]
    return _share_exercise(
        made.variances,
        count,
        given=(f"C {equals(SAY.matrix(made.matrix))}",),
        blocks=("The covariances of the columns:", Chain(C, (SAY.matrix(made.matrix),))),
        first_hint="The variances along the components are the eigenvalues of C: the λ with "
        "C v = λ v.",
        before=tuple(before),
        matrix=made.matrix,
    )


def _share_exercise(
    variances: tuple[Fraction, ...],
    count: int,
    *,
    given: tuple[str, ...],
    blocks: tuple[Block, ...],
    first_hint: str,
    before: tuple[Block, ...],
    matrix: Matrix | None = None,
) -> Exercise:
    which = "the first component" if count == 1 else "the first two components"
    right = _share(variances, count)
    total = SAY.number(sum(variances, Fraction(0)))
    added = total if before else SAY.sum_of(variances)
    shown = Words("share")
    parts = Sum(tuple(SAY.number(v) for v in variances[:count]))
    percent = f"{100 * right} %"
    return Exercise(
        asks=f"What share of the variance lies along {which}?",
        given=given,
        blocks=blocks,
        fields=(Blank("share", f"share along {which}", "such as 3/4, 0.75 or 75 %"),),
        key={"share": percent},
        hints=(
            first_hint,
            f"Divide the variance along {which} by the sum of all variances."
            + ("" if matrix is None else " That sum is the sum of the diagonal of C."),
            f"The sum of all variances is {total}.",
        ),
        working=(
            *before,
            f"The share along {which}:",
            Chain(shown, (*divided(parts, added, right), percent)),
        ),
        grade=lambda typed: _graded_share(typed, variances, count, matrix),
    )


def _graded_share(
    typed: Typed, variances: tuple[Fraction, ...], count: int, matrix: Matrix | None
) -> Verdict:
    right = _share(variances, count)
    found = answers.number(typed, "share")
    if found == 100 * right:
        # A share is at most 1, so that 80 can only be 80 %.
        typed = {"share": str(right)}
    mistakes = _of_share(variances, count, matrix)
    otherwise = "That is not it: divide by the sum of all variances."
    return graded_number(typed, "share", Words("share"), right, mistakes, otherwise)


def _share(variances: tuple[Fraction, ...], count: int) -> Fraction:
    return sum(variances[:count], Fraction(0)) / sum(variances, Fraction(0))


def _of_share(variances: tuple[Fraction, ...], count: int, matrix: Matrix | None) -> list[Mistake]:
    right = _share(variances, count)
    squares = tuple(v * v for v in variances)
    mistakes = [
        Mistake("the rest", 1 - right, "That is the share of the other components."),
        Mistake(
            "variances squared",
            _share(squares, count),
            "The variances are added as they are, not squared.",
        ),
        Mistake(
            "divided by the rest",
            right / (1 - right),
            "Divide by the sum of all variances, not by the others alone.",
        ),
    ]
    if matrix is not None:
        diagonal = tuple(sorted(np.diag(matrix), reverse=True))
        if diagonal != variances:
            message = "Those are the shares of columns. Find the eigenvalues of C."
            mistakes.append(Mistake("columns taken", _share(diagonal, count), message))
    return mistakes


def _is_friendly(variances: tuple[Fraction, ...], count: int) -> bool:
    """Whether a share is a whole number of percent, and no mistake gives it."""
    right = _share(variances, count)
    return (100 * right).denominator == 1 and is_told_apart(
        right, _of_share(variances, count, None)
    )
