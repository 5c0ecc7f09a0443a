"""The first principal direction, by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import (
    Chain,
    Index,
    Minus,
    Notation,
    Sum,
    Symbol,
    VectorName,
    Words,
    equals,
)
from bot.topics.quiz import answers
from bot.topics.quiz.eigen_workings import shifted, solved
from bot.topics.quiz.exercise import Blank, Exercise, Verdict
from bot.topics.quiz.kinds.covariances import DIRECTIONS, Covariance
from bot.topics.quiz.kinds.listing import in_pairs
from bot.topics.quiz.kinds.plane import draw_cloud
from bot.topics.quiz.mistakes import RIGHT, are_it
from bot.topics.quiz.numbers import drawn, exactly, root
from bot.topics.quiz.rounding import measured
from bot.topics.quiz.typed_arrays import direction as typed_direction

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from bot.drawing.pages import Block
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.quiz.exercise import Typed
    from linalg_engine.arrays import Vector
    from linalg_engine.matrices import Matrix

SAY = Notation()
C, FIRST = Symbol("C"), VectorName("v")

PLACEHOLDERS = {2: "a vector: [1, 2] or 1 2", 3: "a vector: [1, 2, 3] or 1 2 3"}
"""By the number of entries."""

SPREADS = ((2, 1), (3, 1))
"""Steps along the first and the second direction: shares of 80 and 90 %."""


@dataclass(frozen=True)
class Wrong:
    """A direction that is usually taken for the first one."""

    name: str
    direction: Vector
    message: str


def firstdirection(random: Random, level: int) -> Exercise:
    """Return "In which direction do the data spread most?"."""
    return _of_points(random) if level == 1 else _of_covariance(random, level)


def _of_points(random: Random) -> Exercise:
    """Return the question for four points in the plane."""
    x, y = random.choice(DIRECTIONS)
    long, short = random.choice(SPREADS)
    along, across = long * exactly((x, y)), short * exactly((-y, x))
    mean = exactly(random.choices(range(2, 7), k=2))
    points = [mean + along, mean + across, mean - along, mean - across]
    random.shuffle(points)
    table = np.array(points)
    named = [Chain(Index("P", str(k)), (SAY.vector(p),)) for k, p in enumerate(table, 1)]
    wrong = [_across(exactly((-y, x)))]
    if not _is_parallel(mean, along) and not _is_parallel(mean, across):
        message = "That leads from the origin to the mean. Subtract the mean first."
        wrong.append(Wrong("the mean", mean, message))
    return _exercise(
        along,
        wrong,
        asks="In which direction do these four points spread most? Any vector along it is right.",
        given=tuple(f"P{k} {equals(SAY.vector(p))}" for k, p in enumerate(table, 1)),
        blocks=in_pairs(named),
        hints=(
            "Mark the points on squared paper, and look along which line they spread most.",
            "Subtract the mean from every point, and see which of the vectors are the longest.",
            (
                f"The mean is {SAY.vector(mean)}, and the first point minus that is "
                f"{SAY.vector(points[0] - mean)}. Do the same with the others."
            ),
        ),
        working=_working(table, along, across),
        draw=lambda style: draw_cloud(table, style),
    )


def _working(table: Matrix, along: Vector, across: Vector) -> tuple[Block, ...]:
    """Return how four points are taken apart, which lie on two lines through their mean."""
    mean: Vector = table.sum(axis=0) / len(table)
    blocks: list[Block] = [f"Subtract the mean, here {SAY.vector(mean)}, from each point:"]
    for k, point in enumerate(table, 1):
        difference = Sum((Index("P", str(k)), Minus(Words("mean"))))
        blocks.append(Chain(difference, (SAY.vector(point - mean),)))
    long, short = (2 * np.sum(v * v) for v in (along, across))
    return (
        *blocks,
        (
            "These lie along two directions at right angles. Their squared lengths, added up, are "
            f"{long} along {SAY.vector(along)} and {short} along {SAY.vector(across)}."
        ),
        f"So the points spread most along {SAY.vector(along)}, or any multiple of it.",
    )


def _of_covariance(random: Random, level: int) -> Exercise:
    """Return the question for a covariance matrix, of three columns at level 3."""
    made = drawn(lambda: Covariance.drawn(random, level), lambda made: made.is_clear)
    size = len(made.matrix)
    wrong = [_across(made.directions[-1])]
    if size > 2:
        message = "That direction has only the second-largest variance."
        wrong.append(Wrong("the second direction", made.directions[1], message))
    values = ", ".join(str(SAY.number(x)) for x in made.variances)
    column = int(np.argmax(np.diag(made.matrix)))
    unit = exactly(int(k == column) for k in range(size))
    if not any(_is_parallel(unit, direction) for direction in made.directions):
        message = (
            "That is the one column with the largest variance. A direction between columns that "
            "vary together can have more."
        )
        wrong.append(Wrong("one column", unit, message))
    return _exercise(
        made.directions[0],
        wrong,
        asks=(
            f"C holds the covariances of {'two' if size == 2 else 'three'} columns. "
            "In which direction do the data spread most? "
            "Any vector along it is right."
        ),
        given=(f"C {equals(SAY.matrix(made.matrix))}",),
        blocks=(Chain(C, (SAY.matrix(made.matrix),)),),
        hints=(
            "The data spread most along the eigenvector of C with the largest eigenvalue.",
            "Look for the largest λ with C v = λ v, then for a v with (C − λ I) v = 0.",
            f"The largest λ is {SAY.number(made.variances[0])}: find v with C v = λ v.",
        ),
        working=(
            Chain(C, (SAY.matrix(made.matrix),)),
            f"det(C − λI) is 0 for λ = {values}. The largest is {SAY.number(made.variances[0])}.",
            *solved(shifted(made.matrix, made.variances[0]), made.directions[:1]),
        ),
    )


def _exercise(
    right: Vector,
    wrong: list[Wrong],
    *,
    asks: str,
    given: tuple[str, ...],
    blocks: tuple[Block, ...],
    hints: tuple[Block, ...],
    working: tuple[Block, ...],
    draw: Callable[[Style], Picture] | None = None,
) -> Exercise:
    return Exercise(
        asks=asks,
        given=given,
        blocks=blocks,
        fields=(Blank("direction", "the direction, a vector", PLACEHOLDERS[len(right)]),),
        key={"direction": SAY.vector(right).text()},
        hints=hints,
        working=working,
        grade=lambda typed: _graded(typed, right, wrong),
        draw=draw,
    )


def _across(direction: Vector) -> Wrong:
    message = "In that direction the data spread least: the first one is at right angles to it."
    return Wrong("the last direction", direction, message)


def _graded(typed: Typed, right: Vector, wrong: list[Wrong]) -> Verdict:
    found = typed_direction(typed, "direction")
    read = (f"{FIRST} {equals(answers.notation(typed).vector(found))}",)
    if len(found) != len(right):
        message = f"The direction has {len(right)} entries, one for each column."
        return Verdict(0, message, read)
    if not np.any(found):
        return Verdict(0, "The zero vector has no direction.", read, "the zero vector")
    if _is_along(found, right):
        return Verdict(1, RIGHT, read)
    for other in wrong:
        if _is_along(found, other.direction):
            return Verdict(0, other.message, read, other.name)
    return Verdict(0, "In another direction the data spread more.", read)


def _is_along(found: Vector, direction: Vector) -> bool:
    """Whether a vector has a direction or the opposite one, perhaps rounded."""
    rounded = measured(found)
    if _is_parallel(found, direction) or (
        not rounded.is_zero
        and all(
            abs(found[i] * direction[j] - found[j] * direction[i])
            <= rounded.slack[i] * abs(direction[j]) + rounded.slack[j] * abs(direction[i])
            for i in range(len(found))
            for j in range(i)
        )
    ):
        return True
    unit = direction / root(np.sum(direction * direction))
    return are_it(found, unit) or are_it(found, -unit)


def _is_parallel(a: Vector, b: Vector) -> bool:
    """Whether one of two vectors other than 0 is a multiple of the other."""
    return all(a[i] * b[j] == a[j] * b[i] for i in range(len(a)) for j in range(i))
