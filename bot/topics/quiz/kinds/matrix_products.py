"""Products of matrices: all of one, or one entry of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import Chain, Index, Notation, Row, Sentence, Symbol, equals
from bot.topics.quiz.exercise import Blank, Exercise
from bot.topics.quiz.mistakes import Mistake, graded_matrix, graded_number, is_told_apart
from bot.topics.quiz.numbers import drawn, matrix_of
from bot.topics.quiz.vector_workings import products

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from bot.drawing.pages import Block
    from linalg_engine.matrices import Matrix

SAY = Notation()
A, B, C = Symbol("A"), Symbol("B"), Symbol("C")
AB = Row((A, " ", B))

SHAPES = {1: ((2, 2), (2, 2)), 2: ((2, 3), (3, 2)), 3: ((3, 3), (3, 3))}
"""Of A and B, by level."""

LARGEST = {1: 5, 2: 4, 3: 3}
"""Entry, by level."""

ELEMENTWISE = "That is entry by entry. A matrix product is row times column."
ORDER = "The order matters: the rows are those of A, the columns those of B."
ONE_BY_ONE = "That is one entry times one entry. Take a whole row of A times a whole column of B."
BY_ROWS = "The rows of A meet the columns of B, not its rows."


def product(random: Random, level: int) -> Exercise:
    """Return "What is A B?"."""
    a, b = _factors(random, level, lambda a, b: is_told_apart(a @ b, _of_product(a, b)))
    *others, last = (
        f"{SAY.number(x)} times {SAY.number(y)}" for x, y in zip(a[0], b[:, 0], strict=True)
    )
    terms = f"{', '.join(others)} and {last}"
    return Exercise(
        asks="What is the matrix product A\u00a0B?",
        given=_given(a, b),
        blocks=(Chain(A, (SAY.matrix(a),)), Chain(B, (SAY.matrix(b),)), Chain(AB, ("?",))),
        fields=(Blank("product", "A B", "row by row, as in [1 2; 3 4]"),),
        key={"product": SAY.matrix(a @ b).text()},
        hints=(
            "Every entry of A B is a dot product: a row of A times a column of B.",
            "The entry in row 1, column 2 is row 1 of A times column 2 of B; the others likewise.",
            f"Top left, row 1 of A meets column 1 of B: add up {terms}.",
        ),
        working=_all_entries(a, b),
        grade=lambda typed: graded_matrix(typed, "product", AB, a @ b, _of_product(a, b)),
    )


def cell(random: Random, level: int) -> Exercise:
    """Return "Which number is in row i, column j of A B?"."""
    (rows, _), (_, columns) = SHAPES[level]
    i, j = random.randrange(rows), random.randrange(columns)
    a, b = _factors(random, level, lambda a, b: is_told_apart((a @ b)[i, j], _of_cell(a, b, i, j)))
    shown, first = _entry(i, j), a[i, 0] * b[0, j]
    return Exercise(
        asks=f"Which number is in row {i + 1}, column {j + 1} of the matrix product C = A\u00a0B?",
        given=_given(a, b),
        blocks=(
            Chain(A, (SAY.matrix(a),)),
            Chain(B, (SAY.matrix(b),)),
            Chain(C, (AB,)),
            Chain(shown, ("?",)),
        ),
        fields=(Blank("entry", f"row {i + 1}, column {j + 1} of A B", "one number"),),
        key={"entry": str((a @ b)[i, j])},
        hints=(
            "One row of A and one column of B are enough for it.",
            f"Multiply row {i + 1} of A by column {j + 1} of B, entry by entry, and add up.",
            (
                f"The first product is {SAY.number(a[i, 0])} times {SAY.number(b[0, j])}, which is "
                f"{SAY.number(first)}. Add the others to it."
            ),
        ),
        working=_one_entry(a, b, i, j),
        grade=lambda typed: graded_number(
            typed,
            "entry",
            shown,
            (a @ b)[i, j],
            _of_cell(a, b, i, j),
            f"That is not row {i + 1} of A times column {j + 1} of B.",
        ),
    )


def _factors(
    random: Random, level: int, fits: Callable[[Matrix, Matrix], bool]
) -> tuple[Matrix, Matrix]:
    """Return A and B, with few zeros."""
    of_a, of_b = SHAPES[level]

    def draw() -> tuple[Matrix, Matrix]:
        largest = LARGEST[level]
        return matrix_of(random, of_a, largest), matrix_of(random, of_b, largest)

    return drawn(draw, lambda pair: _has_few_zeros(*pair) and fits(*pair))


def _has_few_zeros(a: Matrix, b: Matrix) -> bool:
    return all((m == 0).sum() <= m.size // 4 for m in (a, b))


def _of_product(a: Matrix, b: Matrix) -> list[Mistake]:
    """Return the usual mistakes at a product."""
    swapped = "Rows and columns are swapped: row 1 of A gives row 1 of A B."
    mistakes = [
        Mistake("B A", b @ a, f"That is B A. {ORDER}"),
        Mistake("transposed", (a @ b).T, swapped),
    ]
    if a.shape == b.shape:
        mistakes += [
            Mistake("entry by entry", a * b, ELEMENTWISE),
            Mistake("row by row", a @ b.T, BY_ROWS),
        ]
    return mistakes


def _of_cell(a: Matrix, b: Matrix, i: int, j: int) -> list[Mistake]:
    """Return the usual mistakes at one entry."""
    mistakes = [Mistake("B A", (b @ a)[i, j], f"That is the entry of B A. {ORDER}")]
    if i != j:
        message = f"That is the entry in row {j + 1}, column {i + 1}: the row comes first."
        mistakes.append(Mistake("row and column swapped", (a @ b)[j, i], message))
    if a.shape == b.shape:
        mistakes += [
            Mistake("entry by entry", a[i, j] * b[i, j], ONE_BY_ONE),
            Mistake("row by row", (a @ b.T)[i, j], BY_ROWS),
        ]
    return mistakes


def _given(a: Matrix, b: Matrix) -> tuple[str, ...]:
    return f"A {equals(SAY.matrix(a))}", f"B {equals(SAY.matrix(b))}"


def _all_entries(a: Matrix, b: Matrix) -> tuple[Block, ...]:
    """Return the working of all of A B."""
    first = Sentence(
        ("The entry ", _entry(0, 1), " is row 1 of A times column 2 of B, and the others likewise:")
    )
    entries = [
        Chain(_entry(i, j), (products(row, column), SAY.number((a @ b)[i, j])))
        for i, row in enumerate(a)
        for j, column in enumerate(b.T)
    ]
    return first, *entries, Chain(AB, (SAY.matrix(a @ b),))


def _one_entry(a: Matrix, b: Matrix, i: int, j: int) -> tuple[Block, ...]:
    """Return the working of the entry in row i and column j of A B, counted from 0."""
    row, column = a[i], b[:, j]
    return (
        f"Row {i + 1} of A times column {j + 1} of B, entry by entry, then add up:",
        Chain(
            _entry(i, j),
            (products(row, column), SAY.sum_of(row * column), SAY.number((a @ b)[i, j])),
        ),
    )


def _entry(i: int, j: int) -> Index:
    """Return the name of an entry of A B, in row i and column j, counted from 0."""
    return Index(Symbol("c"), f"{i + 1}{j + 1}")
