"""Combinations of vectors: independent or not, and coordinates in a basis."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Minus, Series, Sum, Symbol, Term, VectorName, equals, text
from bot.topics.quiz.answers import is_it, notation
from bot.topics.quiz.exercise import Blank, Exercise, Verdict
from bot.topics.quiz.reductions import echelon_blocks, first_step, reduced_blocks
from bot.topics.quiz.rounding import exactly, measured
from bot.topics.quiz.typed_arrays import SAY, accepted, numbered, numbers, short_numbers
from bot.topics.quiz.whole_matrices import (
    SMALL,
    drawn,
    exact,
    exact_vector,
    of_rank,
    unimodular,
)
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bot.drawing.pages import Block
    from bot.formula import Formula
    from bot.topics.quiz.exercise import Typed
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

V = VectorName("v")

MULTIPLES = (-3, -2, 2, 3)

MOST_BESIDE = 3
"""Columns that a line has room for."""


def _given(name: str, vectors: Matrix) -> tuple[str, ...]:
    names = (text(numbered(name, k)) for k in range(1, len(vectors) + 1))
    return tuple(f"{x} {equals(SAY.vector(v))}" for x, v in zip(names, vectors, strict=True))


def _blocks(name: str, vectors: Matrix) -> tuple[Block, ...]:
    named = [Chain(numbered(name, k), (SAY.column(v),)) for k, v in enumerate(vectors, 1)]
    beside = 2 if len(named) > MOST_BESIDE else MOST_BESIDE
    return tuple(Series(tuple(named[k : k + beside])) for k in range(0, len(named), beside))


def _combined(factors: Sequence[Scalar], name: str) -> Formula:
    """Return ``2v₁ − v₃``; 0 for no vector at all."""
    terms: list[Formula] = []
    for k, x in enumerate(factors, 1):
        if x:
            letter = numbered(name, k)
            size = letter if abs(x) == 1 else Term((SAY.number(abs(x)), letter))
            terms.append(Minus(size) if x < 0 else size)
    return Sum(tuple(terms)) if terms else "0"


# Independent or not

SAYS_INDEPENDENT = re.compile(
    r"(?:yes\W+|they are\W+)?(?:(?:linearly|linear|lin\.?)\W+)?"
    r"(?:independ[ea]nt|indep\.?|unabhängig)\W*",
    re.IGNORECASE,
)
SAYS_DEPENDENT = re.compile(
    r"(?:no\W+|they are\W+)?(?:(?:linearly|linear|lin\.?)\W+)?(?:depend[ea]nt|abhängig)\W*",
    re.IGNORECASE,
)


def independent(random: Random, level: int) -> Exercise:
    """Return "Are the vectors independent? If not, by which combination is 0 reached?"."""
    columns = _columns(random, level)
    vectors = columns.T
    reduction = row_reduce(columns, record=False)
    relations = special_solutions(reduction)
    key = SAY.vector(relations[0]).text() if relations else "independent"
    count = len(vectors)
    letters = " + ".join(f"c{_LOW[k]}v{_LOW[k]}" for k in range(1, count + 1))
    return Exercise(
        asks='Are these vectors independent? If so, type "independent". If not, type numbers c, '
        f"not all 0, with {letters} = 0.",
        given=_given("v", vectors),
        blocks=_blocks("v", vectors),
        fields=(
            Blank(
                "relation",
                'Numbers c, or "independent"',
                "2, -1, 1   or   independent" if count > 2 else "2, -1   or   independent",
            ),
        ),
        key={"relation": key},
        hints=(
            (
                "Vectors are dependent if one of them is a sum of multiples of the others."
                if count > 2
                else "Two vectors are dependent if one of them is a multiple of the other."
            ),
            (
                "Write the vectors as columns, and make zeros below each row's first number that "
                "is not 0, its pivot. With a pivot in every column they are independent; a column "
                "without one is made of those before it."
            ),
            first_step(columns, of=" of the matrix with these columns"),
        ),
        working=_dependence(columns, relations),
        grade=lambda typed: _graded_relation(typed, columns, is_independent=not relations),
    )


def _dependence(columns: Matrix, relations: Sequence[Vector]) -> tuple[Block, ...]:
    if not relations:
        return (
            *echelon_blocks("Write the vectors as columns, and make zeros", columns),
            "Every column has a pivot, so the vectors are independent.",
        )
    (free,) = row_reduce(columns, record=False).free_columns
    factors = -relations[0]
    factors[free] = Fraction(0)
    made_of = Chain(numbered("v", free + 1), (_combined(list(factors), "v"),))
    relation = Chain(_combined(list(relations[0]), "v"), ("0",))
    return (
        *reduced_blocks("Write the vectors as columns, and reduce", columns),
        f"Column {free + 1} has no pivot. Its entries say how it is made of those before it:",
        Series((made_of, relation), gap=",  so  "),
    )


def _columns(random: Random, level: int) -> Matrix:
    """Return vectors as columns, as often independent as not."""
    if random.random() < 0.5:
        size = 2 if level == 1 else 3
        found, _ = unimodular(random, size, 5)
        return exact(found)
    if level == 1:
        v = drawn(random, SMALL, 2, 1)
        factor = random.choice(MULTIPLES)
        return exact(np.hstack([v, factor * v]))
    count = 3 if level == 2 else random.choice((3, 4))
    return exact(of_rank(random, 3, count, count - 1)[0])


def _graded_relation(typed: Typed, columns: Matrix, *, is_independent: bool) -> Verdict:
    say = notation(typed)
    said = typed["relation"].strip()
    if SAYS_INDEPENDENT.fullmatch(said):
        if is_independent:
            return Verdict(1, "Right. Only zeros for all c give 0.", (said,))
        message = "They are dependent: one of them is a sum of multiples of the others."
        return Verdict(0, message, (said,), "dependence not seen")
    if SAYS_DEPENDENT.fullmatch(said):
        raise InputError(
            "Type numbers that show it: multiplied by them, the vectors add up to 0.",
            example="2, -1, 1",
            source="relation",
        )
    c = numbers(typed, "relation")
    read = (f"c {equals(say.vector(c))}",)
    count = columns.shape[1]
    if len(c) != count:
        message = f"There are {count} vectors, so {count} numbers are needed."
        return Verdict(0, message, read, "number of entries")
    if not np.any(c != 0):
        message = "Zeros alone give 0 for any vectors; at least one number must not be 0."
        return Verdict(0, message, read, "all zero")
    if is_independent:
        message = "No such numbers exist: these vectors are independent."
        return Verdict(0, message, read, "independence not seen")
    relation = measured(c)
    with short_numbers():
        product = exactly(columns) @ relation
    if product.agrees(0) and not relation.is_zero:
        return accepted(read, is_rounded=relation.is_rounded)
    combined = f"{_combined(list(c), 'v')} is {SAY.vector(product.values)}, not 0."
    message = f"They are dependent, but {combined}"
    flipped = c.copy()
    flipped[-1] = -flipped[-1]
    if not np.any(columns @ flipped):
        return Verdict(0, f"{message} Look at the last sign.", read, "a sign")
    return Verdict(0, message, read)


# Coordinates


def coordinates(random: Random, level: int) -> Exercise:
    """Return "What are the coordinates of v in this basis?"."""
    size = 2 if level == 1 else 3
    while True:
        basis, _ = unimodular(random, size, 4)
        if level == 3:
            basis = basis[:, :2]
        c = drawn(random, SMALL, basis.shape[1], 1)[:, 0]
        v = basis @ c
        wrong = [basis.T @ v, c[::-1]] + ([basis @ v] if level < 3 else [])
        if np.abs(v).max() <= 12 and not any(np.array_equal(c, x) for x in wrong):
            return _coordinates_of(exact(basis), exact_vector(c), exact_vector(v))


def _coordinates_of(basis: Matrix, c: Vector, v: Vector) -> Exercise:
    count = len(c)
    names = " + ".join(f"c{_LOW[k]}b{_LOW[k]}" for k in range(1, count + 1))
    return Exercise(
        asks=f"What are the coordinates of v in the basis {_listed('b', count)}: the numbers c "
        f"with v = {names}?",
        given=(*_given("b", basis.T), f"v {equals(SAY.vector(v))}"),
        blocks=(
            *_blocks("b", basis.T),
            Chain(V, (SAY.column(v),)),
        ),
        fields=(Blank("c", _listed("c", count), "[1, -2]" if count == 2 else "[1, -2, 4]"),),
        key={"c": SAY.vector(c).text()},
        hints=(
            "Multiplied by its coordinates and added up, the basis vectors give v.",
            (
                "Each entry of v gives one equation. Solve them by reducing [B | v], where B has "
                "the basis vectors as its columns."
            ),
            first_step(np.column_stack([basis, v]), 1, of=" of [B | v]"),
        ),
        working=(
            *reduced_blocks(
                "Write the basis vectors as columns, v behind a bar, and reduce",
                np.column_stack([basis, v]),
                1,
            ),
            "Behind the bar stand the coordinates:",
            Series(
                (Chain(Symbol("c"), (SAY.vector(c),)), Chain(V, (_combined(list(c), "b"),))),
                gap=",  so  ",
            ),
        ),
        grade=lambda typed: _graded_coordinates(typed, basis, c, v),
    )


_LOW = "₀₁₂₃₄"


def _listed(name: str, count: int) -> str:
    return ", ".join(f"{name}{_LOW[k]}" for k in range(1, count + 1))


def _graded_coordinates(typed: Typed, basis: Matrix, right: Vector, v: Vector) -> Verdict:
    say = notation(typed)
    found = numbers(typed, "c")
    read = (f"c {equals(say.vector(found))}",)
    if len(found) != len(right):
        message = f"The basis has {len(right)} vectors, so there are {len(right)} coordinates."
        return Verdict(0, message, read, "number of entries")
    if all(is_it(x, y) for x, y in zip(found, right, strict=True)):
        return Verdict(1, "Right.", read)
    if np.array_equal(found, basis.T @ v):
        message = (
            "Dot products give coordinates only where the basis vectors have length 1 and are "
            "perpendicular. Solve the equations."
        )
        return Verdict(0, message, read, "dot products")
    if basis.shape[1] == len(v) and np.array_equal(found, basis @ v):
        message = (
            "That is the matrix of the basis vectors times v. It is the other way round: that "
            "matrix times c is v."
        )
        return Verdict(0, message, read, "multiplied instead of solved")
    if np.array_equal(found, right[::-1]):
        message = "The right numbers in the wrong order: the first belongs to b₁."
        return Verdict(0, message, read, "order")
    with short_numbers():
        product = basis @ found
    message = f"{_combined(list(found), 'b')} is {SAY.vector(product)}, not v."
    return Verdict(0, message, read)
