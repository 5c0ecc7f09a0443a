"""The kinds' own workings: they lead to the answer, in few pages; and what follows from a step."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Matrix

from bot.drawing.page_lines import lines
from bot.drawing.pages import Working, fitting
from bot.drawing.style import Style
from bot.formula import Operations
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.syllabus import KINDS, ExerciseId
from bot.topics.quiz.context import Context
from bot.topics.quiz.exercise import Verdict
from bot.topics.quiz.making import fields_of, form_graded
from bot.topics.quiz.reductions import reduced_blocks
from linalg_engine.matrices import exact_array
from tests.bot.topics.quiz.made_once import made_once
from tests.bot.topics.quiz.second_opinion import read, vectors

SEEDS = range(1, 6)

MOST_PAGES = 3

ENTRIES = st.integers(-4, 4)

LED_TO = [
    *("rref", "solutionset", "nullspace", "eigenvector", "eigenspace", "diagonalize", "lu", "qr"),
    *("projection", "product"),
]
"""Kinds whose own working writes the vectors or the matrices of the key."""

TERM = re.compile(r"([−+]?)(\d+(?:/\d+)?)?(?: ?x([₁-₄]))?")
"""A term of what the rows say: ``− 2/3x₂``."""


def own_working(kind: str, level: int, seed: int) -> Working:
    blocks = made_once(ExerciseId(kind, level, seed)).working
    assert not isinstance(blocks, Question)
    return Working("", blocks)


def matrix_in(text: str) -> list[list[Fraction]]:
    """Read "[1, 2 | 3; 0, 1 | 1/2]"."""
    rows = text.strip().strip("[]").replace("−", "-").replace("|", ",").split(";")
    return [[Fraction(entry.strip()) for entry in row.split(",")] for row in rows]


@given(
    st.integers(1, 3).flatmap(
        lambda m: st.integers(2, 4).flatmap(
            lambda n: st.lists(st.lists(ENTRIES, min_size=n, max_size=n), min_size=m, max_size=m)
        )
    ),
)
def test_operations_beside_one_matrix_lead_to_the_reduced_form(rows: list[list[int]]) -> None:
    blocks = reduced_blocks("Reduce", exact_array(rows))
    shown = [block.result.text() for block in blocks if isinstance(block, Operations)]
    reduced, _ = Matrix(rows).rref()

    last = matrix_in(shown[-1]) if shown else [[Fraction(x) for x in row] for row in rows]
    assert last == [[Fraction(str(x)) for x in row] for row in reduced.tolist()]


def test_operations_beside_one_matrix_are_done_one_after_the_other() -> None:
    asked, _, *operations = reduced_blocks("Reduce A", exact_array([[1, 2], [3, 5]]))

    assert asked == "Reduce A, one operation after the other:"
    # First −R₂ makes the pivot 1; the new R₂, twice, makes the zero above it.
    assert [str(block).partition(" → ")[2] for block in operations] == [
        "[1, 2; 0, −1]",
        "[1, 0; 0, 1]",
    ]
    assert str(operations[1]).count("←") == 2
    assert reduced_blocks("Reduce A", exact_array([[2, 4], [0, 0]]))[0] == "Reduce A:"


@pytest.mark.parametrize("kind", LED_TO)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_working_leads_to_the_key(kind: str, level: int) -> None:
    for seed in SEEDS:
        exercise = made_once(ExerciseId(kind, level, seed))
        shown = [
            read(each)
            for each in re.findall(r"\[[^\]|]*\]", own_working(kind, level, seed).plain())
        ]
        for text in exercise.key.values():
            for wanted in vectors(text):
                assert wanted in shown, (kind, level, seed, text)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_working_of_eigenvalues_ends_with_them(level: int) -> None:
    for seed in SEEDS:
        exercise = made_once(ExerciseId("eigenvalues", level, seed))
        plain = own_working("eigenvalues", level, seed).plain().replace("−", "-")

        found = re.findall(r"λ[₁-₃] = (-?\d+)", plain.splitlines()[-1])
        assert sorted(map(Fraction, found)) == sorted(
            map(Fraction, exercise.key["values"].split(", "))
        )
        assert "≈" not in plain


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_working_of_a_decomposition_by_singular_values_has_its_matrices(level: int) -> None:
    for seed in SEEDS:
        exercise = made_once(ExerciseId("svd", level, seed))
        plain = own_working("svd", level, seed).plain()
        for name in ("u", "v"):
            assert f"{name.upper()} = {exercise.key[name]}" in plain
        sizes = re.findall(r"σ[₁₂] = ([^,\n]+)", plain)
        diagonal = [x for x in re.split("[;,] ?", exercise.key["s"].strip("[]")) if x != "0"]
        assert [each.rpartition("= ")[2] for each in sizes] == diagonal


@pytest.mark.parametrize("kind", ["spanbasis", "rowspace", "columnspace"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_vectors_at_the_end_of_a_working_are_a_basis(kind: str, level: int) -> None:
    for seed in SEEDS:
        last = own_working(kind, level, seed).plain().splitlines()[-1]

        assert made_once(ExerciseId(kind, level, seed)).grade({"basis": last}).is_right


def said_of(equation: str, x: list[Fraction], *, alone: bool) -> bool:
    """Whether ``x₁ = 5 − 2x₃`` is true of some x, the number alone counted or left out."""
    left, right = equation.split(" = ")
    value = Fraction(0)
    for sign, size, index in TERM.findall(right.replace(" ", "")):
        if index or (size and alone):
            factor = Fraction(size or 1) * (-1 if sign == "−" else 1)
            value += factor * (x["₁₂₃₄".index(index)] if index else 1)
    return x["₁₂₃₄".index(left[-1])] == value


@pytest.mark.parametrize("kind", ["nullspace", "solutionset", "eigenvector", "eigenspace"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_what_the_rows_say_is_true_of_the_key(kind: str, level: int) -> None:
    for seed in SEEDS:
        exercise = made_once(ExerciseId(kind, level, seed))
        said = own_working(kind, level, seed).plain().partition("rows now say ")[2]
        equations = re.split("[;.]", said)[0].split(", ")
        assert equations
        for name, text in exercise.key.items():
            for v in vectors(text):
                x = [Fraction(str(entry)) for entry in v]
                for each in equations:
                    assert said_of(each, x, alone=name == "start"), (kind, level, seed, each, x)


@pytest.mark.parametrize(
    "kind",
    [
        *("nextstep", "reduced", "rref", "howmany", "solutionset"),
        *("spanbasis", "columnspace", "rowspace", "nullspace", "independent", "coordinates"),
        *("eigenvalues", "eigenvector", "eigenspace", "diagonalize", "lu", "qr", "svd"),
        *("dot", "distance", "angle", "projection", "product", "cell", "shapes", "inverse"),
        *("determinant", "rowdet", "whichmatrix", "similar", "dominates", "firstdirection"),
        *("share", "factorcell", "nearestfilm", "analogy"),
    ],
)
def test_a_working_fits_on_a_few_pages(kind: str) -> None:
    levels = next(each.levels for each in KINDS if each.name == kind)
    for level in range(1, levels + 1):
        for seed in SEEDS:
            blocks = own_working(kind, level, seed).blocks
            pages = fitting([line for block in blocks for line in lines(block)])
            assert len(pages) <= MOST_PAGES, (kind, level, seed)


def test_a_step_that_helps_is_shown_with_the_matrix_after_it() -> None:
    exercise = ExerciseId("nextstep", 2, 3)
    (field,) = fields_of(exercise)
    filled = {field.label: made_once(exercise).key["operation"]}
    verdict = form_graded(exercise, filled)
    context = Context(fields=(field,), typed=filled, verdict=verdict)

    page = answering.answer(context.question(str(exercise)), Style()).page

    assert page is not None
    (before,) = (line.partition(" = ")[2] for line in made_once(exercise).given)
    after = verdict.read[1].removeprefix("A → ")
    assert matrix_in(page.plain().rpartition("→ ")[2]) == matrix_in(after)
    assert matrix_in(after) != matrix_in(before)


def test_what_has_no_step_shows_no_page_with_a_right_answer() -> None:
    exercise = ExerciseId("dot", 1, 3)
    context = Context(
        fields=fields_of(exercise), typed={"a · b": "1"}, verdict=Verdict(1, "Right.", ("1",))
    )

    assert answering.answer(context.question(str(exercise)), Style()).page is None
