"""Workings about vectors, matrices and data: they end with the answer, and every step is true."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sympy import Matrix, eye, sympify

from bot.drawing.page_lines import lines
from bot.drawing.pages import fitting
from bot.topics.kit.syllabus import BY_NAME, ExerciseId
from tests.bot.topics.quiz.made_once import made_once
from tests.bot.topics.quiz.second_opinion import read, vectors
from tests.bot.topics.quiz.test_workings import MOST_PAGES, SEEDS, matrix_in, own_working

ENDS_WITH = ["dot", "distance", "angle", "projection", "cell", "determinant", "rowdet", "share"]
"""Kinds whose working ends with the key: no word more than was asked."""

OTHERS = ["product", "shapes", "inverse", "whichmatrix", "similar", "dominates", "firstdirection"]
"""More kinds with a working of their own."""

OF_FILMS_AND_WORDS = ["factorcell", "nearestfilm", "analogy"]


LONG = ["distance", "projection", "product", "inverse", "determinant", "similar", "nearestfilm"]
"""Kinds whose working takes more than a page at some level."""


@pytest.mark.parametrize("kind", LONG)
def test_a_working_fits_on_a_few_pages(kind: str) -> None:
    for seed in SEEDS:
        blocks = own_working(kind, BY_NAME[kind].levels, seed).blocks
        pages = fitting([line for block in blocks for line in lines(block)])
        assert len(pages) <= MOST_PAGES, (kind, seed)


def value(written: str) -> Any:
    """Return what ``(−2) · 3 + √20`` or ``[1, 2] − [3, 4]`` is; None where there are letters."""
    if re.fullmatch(r"[−+·/()\[\], \d√²]*\d[−+·/()\[\], \d√²]*", written) is None:
        return None
    if "] · [" in written:
        return None
    plain = written.replace("−", "-").replace("·", "*").replace("²", "**2")
    plain = re.sub(r"(?<=\d)√", "*√", plain)
    plain = re.sub(r"√(\d+)", r"sqrt(\1)", plain).replace("√(", "sqrt(")
    return sympify(re.sub(r"\[([^\]]*)\]", r"ImmutableMatrix([\1])", plain))


@pytest.mark.parametrize("kind", [*ENDS_WITH, *OTHERS, *OF_FILMS_AND_WORDS])
def test_what_a_working_computes_is_true(kind: str) -> None:
    for level in range(1, BY_NAME[kind].levels + 1):
        for line in own_working(kind, level, 3).plain().replace("\n =", " =").splitlines():
            parts = line.partition(" ≈ ")[0].split(" = ")
            found = {found for found in map(value, parts) if found is not None}
            assert len(found) <= 1, (kind, level, line)


@pytest.mark.parametrize("kind", ["projection", "product"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_working_ends_with_the_vector_or_the_matrix_of_the_key(kind: str, level: int) -> None:
    for seed in SEEDS:
        (key,) = made_once(ExerciseId(kind, level, seed)).key.values()
        last = re.findall(r"\[[^\]]*\]", own_working(kind, level, seed).plain())[-1]
        assert vectors(key) == [read(last)]


@pytest.mark.parametrize("kind", ENDS_WITH)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_working_ends_with_the_key(kind: str, level: int) -> None:
    for seed in SEEDS:
        (key,) = made_once(ExerciseId(kind, level, seed)).key.values()
        # A formula may go on in a line of its own.
        plain = own_working(kind, level, seed).plain().replace("\n ≈", " ≈")
        last = plain.splitlines()[-1]
        shown = [each.removesuffix("°").replace("−", "-") for each in re.split(" [=≈] ", last)]
        # A root is followed by its decimals.
        assert key.replace("−", "-") in shown[-2:], (kind, level, seed, last)
        assert len(shown) > 1


@pytest.mark.parametrize("level", [2, 3])
def test_each_minor_of_a_working_is_that_determinant(level: int) -> None:
    for seed in SEEDS:
        plain = own_working("determinant", level, seed).plain().replace("−", "-")
        a = Matrix(matrix_in(made_once(ExerciseId("determinant", level, seed)).given[0][4:]))
        minors = plain[: plain.index("Each entry")]
        found = re.findall(r"M([₁-₄])([₁-₄]) = .* = (-?\d+)$", minors, re.MULTILINE)
        assert found
        for row, column, value in found:
            i, j = ("₁₂₃₄".index(sign) for sign in (row, column))
            assert a.minor(i, j) == int(value), (level, seed, plain)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_working_of_an_inverse_ends_with_it_or_with_a_null_vector(level: int) -> None:
    kinds: set[bool] = set()
    for seed in range(12):
        exercise = made_once(ExerciseId("inverse", level, seed))
        a = Matrix(matrix_in(exercise.given[0].removeprefix("A = ")))
        last = re.findall(r"\[[^\]]*\]", own_working("inverse", level, seed).plain())[-1]
        end = Matrix(matrix_in(last))
        kinds.add(a.det() == 0)
        if a.det() == 0:
            assert not end.is_zero_matrix
            assert a * end.T == Matrix([0] * a.rows), (level, seed)
        else:
            assert a * end[:, -a.cols :] == eye(a.rows), (level, seed)
    assert kinds == {True, False}


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_working_of_four_pictures_names_the_right_one(level: int) -> None:
    for seed in SEEDS:
        key = made_once(ExerciseId("whichmatrix", level, seed)).key["picture"]
        working = own_working("whichmatrix", level, seed).plain()
        assert working.endswith(f"Picture {key} shows that.")
