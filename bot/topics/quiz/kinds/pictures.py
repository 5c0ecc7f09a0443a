"""Which of four pictures shows what a matrix does to the plane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Notation, Row, Series, Symbol, VectorName, equals
from bot.topics.quiz.answers import chosen, words
from bot.topics.quiz.exercise import Exercise, Options, Verdict
from bot.topics.quiz.kinds.four_planes import LETTERS, draw_four
from bot.topics.quiz.mistakes import RIGHT
from bot.topics.quiz.numbers import drawn, exactly, matrix_of

if TYPE_CHECKING:
    from random import Random

    from bot.drawing.pages import Block
    from bot.formula import Formula
    from bot.topics.quiz.exercise import Typed
    from linalg_engine.matrices import Matrix

SAY = Notation()
A, B = Symbol("A"), Symbol("B")
I_HAT, J_HAT = VectorName("î", "first"), VectorName("ĵ", "second")

MENU = Options("picture", "the picture", tuple((letter, f"picture {letter}") for letter in LETTERS))

LARGEST = 2
"""Entry of a matrix that is drawn."""


@dataclass(frozen=True)
class Shown:
    """A matrix that a picture shows, and what somebody mistook who takes it for the right one."""

    matrix: Matrix
    mistake: str = ""
    message: str = ""


def whichmatrix(random: Random, level: int) -> Exercise:
    """Return "Which picture is this matrix?"; level 3 asks for a product of two."""
    return _of_product(random) if level == 3 else _of_one(random, level)


def _of_one(random: Random, level: int) -> Exercise:
    def draw() -> tuple[Matrix, list[Shown]]:
        a = matrix_of(random, (2, 2), LARGEST)
        return a, _others(random, a, [])

    def fits(found: tuple[Matrix, list[Shown]]) -> bool:
        a, others = found
        has_zeros = not all(a.flat)
        return has_zeros == (level == 1) and _det(a) != 0 and len(others) == 3

    a, others = drawn(draw, fits)
    return _exercise(
        random,
        a,
        others,
        asks="Which picture shows what the matrix A does to the plane?",
        given=(f"A {equals(SAY.matrix(a))}",),
        blocks=(Chain(A, (SAY.matrix(a),)),),
        last_hint=f"The first column of A is {SAY.vector(a[:, 0])}: there the arrow î ends.",
        working=(
            "The columns of A are where the two arrows end:",
            Series(
                (
                    Chain(_moved(A, I_HAT), (SAY.column(a[:, 0]),)),
                    Chain(_moved(A, J_HAT), (SAY.column(a[:, 1]),)),
                )
            ),
        ),
    )


def _of_product(random: Random) -> Exercise:
    def draw() -> tuple[Matrix, Matrix, list[Shown]]:
        a, b = (matrix_of(random, (2, 2), 1) for _ in range(2))
        message = "That is B A: first A, then B. In A B the one on the right, B, moves first."
        return a, b, _others(random, a @ b, [Shown(b @ a, "B A", message)])

    def fits(found: tuple[Matrix, Matrix, list[Shown]]) -> bool:
        a, b, others = found
        are_turned = _det(a) != 0 and _det(b) != 0
        return are_turned and len(others) == 3 and others[0].mistake == "B A"

    a, b, others = drawn(draw, fits)
    product = Row((A, " ", B))
    return _exercise(
        random,
        a @ b,
        others,
        asks="Which picture shows what the product A\u00a0B does to the plane?",
        given=(f"A {equals(SAY.matrix(a))}", f"B {equals(SAY.matrix(b))}"),
        blocks=(
            Chain(A, (SAY.matrix(a),)),
            Chain(B, (SAY.matrix(b),)),
            Chain(product, ("?",)),
        ),
        last_hint=(
            f"The first column of B is {SAY.vector(b[:, 0])}. A times that is where the arrow î "
            "ends."
        ),
        working=(
            "B moves first. Its columns are where the two arrows are then:",
            Series(
                (
                    Chain(_moved(B, I_HAT), (SAY.column(b[:, 0]),)),
                    Chain(_moved(B, J_HAT), (SAY.column(b[:, 1]),)),
                )
            ),
            "Then A moves these:",
            *(
                Chain(
                    _moved(product, arrow),
                    (Row((SAY.matrix(a), SAY.column(v))), SAY.column(a @ v)),
                )
                for arrow, v in ((I_HAT, b[:, 0]), (J_HAT, b[:, 1]))
            ),
        ),
    )


def _exercise(
    random: Random,
    right: Matrix,
    others: list[Shown],
    *,
    asks: str,
    given: tuple[str, ...],
    blocks: tuple[Chain, ...],
    last_hint: str,
    working: tuple[Block, ...],
) -> Exercise:
    shown = [Shown(right), *others]
    random.shuffle(shown)
    place = next(k for k, each in enumerate(shown) if each.matrix is right)
    return Exercise(
        asks=asks,
        given=given,
        blocks=blocks,
        fields=(MENU,),
        key={"picture": LETTERS[place]},
        hints=(
            "Look where the two arrows î and ĵ end. Before, they are [1, 0] and [0, 1].",
            "The first column of the matrix is where î ends, the second column where ĵ ends.",
            last_hint,
        ),
        working=(*working, f"Picture {LETTERS[place]} shows that."),
        grade=lambda typed: _graded(typed, shown, place),
        draw=lambda style: draw_four([each.matrix for each in shown], style),
    )


def _moved(matrix: Formula, arrow: Formula) -> Row:
    return Row((matrix, " ", arrow))


def _graded(typed: Typed, shown: list[Shown], place: int) -> Verdict:
    (found,), read = chosen(typed, MENU), (words(typed, MENU),)
    if found == LETTERS[place]:
        return Verdict(1, RIGHT, read)
    taken = shown[LETTERS.index(found)]
    return Verdict(0, taken.message, read, taken.mistake)


def _others(random: Random, a: Matrix, first: list[Shown]) -> list[Shown]:
    """Return up to three matrices that are taken for ``a``, no two alike; ``first`` leads."""
    likely = [
        Shown(
            a.T,
            "rows taken for columns",
            "There î ends at the first row of the matrix. It ends at the first column.",
        ),
        Shown(
            a[:, ::-1],
            "columns swapped",
            "There î and ĵ are swapped: the first column is where î ends.",
        ),
        Shown(a * exactly((-1, 1)), "a sign", "There î points the other way: look at its signs."),
        Shown(a * exactly((1, -1)), "a sign", "There ĵ points the other way: look at its signs."),
        Shown(-a, "a sign", "There both arrows point the other way: look at the signs."),
        Shown(
            a[::-1],
            "coordinates swapped",
            "There across and up are swapped: the upper entry of a column says how far across.",
        ),
    ]
    random.shuffle(likely)
    found: list[Shown] = []
    for each in [*first, *likely]:
        taken = [a, *(other.matrix for other in found)]
        if len(found) < 3 and not any(np.array_equal(each.matrix, one) for one in taken):
            found.append(each)
    return found


def _det(a: Matrix) -> int:
    return a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0]
