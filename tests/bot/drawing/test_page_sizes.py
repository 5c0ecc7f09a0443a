"""Estimates of how high and wide blocks of a page are, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.drawing.lettering import width_of_words
from bot.drawing.page_sizes import LETTERS, ROOM, are_wide, height, size
from bot.formula import (
    Chain,
    Column,
    Formula,
    Index,
    Matrix,
    Minus,
    Number,
    Operations,
    Quotient,
    Root,
    Row,
    Sum,
    Symbol,
    Term,
)

A, R = Symbol("A"), Symbol("R")
HALF = Number(Fraction(1, 2))


def matrix(entry: Formula, rows: int, columns: int) -> Matrix:
    return Matrix(((entry,) * columns,) * rows, None)


def words(lines: int) -> str:
    """Return words that are just so many lines long, and a little."""
    letters = int(ROOM * (lines - 1) / width_of_words("m", LETTERS)) + 1
    return "m" * letters


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (words(1), 30),
        (words(2), 30 + 21.5),
        (words(4), 30 + 3 * 21.5),
        (Chain(A, ("1",)), 12 + 14),
        # A character is 8.5 points wide, A and its sign are 13 + 22, a line has 364.
        (Chain(A, ("1" * 38,)), 12 + 14),
        (Chain(A, ("1" * 39,)), 12 + 14 + 25),
        (Chain(A, ("1" * 82,)), 12 + 14 + 2 * 25),
        (Chain(A, (Quotient("1", "2"),)), 12 + 38),
        (Chain(A, (HALF,)), 12 + 38),
        (Chain(A, (matrix("1", 3, 2),)), 12 + 3 * 25),
        (Chain(A, (matrix(HALF, 3, 2),)), 12 + 3 * 29),
        (Chain(A, (Column(("1", HALF, "1")),)), 12 + 2 * 25 + 29),
        (Operations((A, A, A, A, A), matrix("1", 2, 2)), 12 + 5 * 21),
        (Operations((A,), matrix("1", 3, 2)), 12 + 3 * 25),
    ],
    ids=str,
)
def test_blocks_have_their_heights(block: Formula, expected: float) -> None:
    assert height(block, is_wide=False) == pytest.approx(expected)


def test_operations_stand_above_wide_matrices() -> None:
    step = Operations((A, A), matrix("1", 3, 2))

    assert height(step, is_wide=True) == pytest.approx(12 + 2 * 21 + 6 + 3 * 25)


def test_letters_of_matrices_that_would_stick_out_are_smaller() -> None:
    # A column takes its widest entry and 13.6 points, of 304.
    fits, wide = matrix("1" * 10, 2, 3), matrix("1" * 10, 2, 4)

    assert size(Chain(A, (fits,))) == 17
    assert size(Chain(A, (wide,))) == pytest.approx(17 * 304 / (4 * (85 + 13.6)))
    assert size(Chain(A, (fits, wide))) == size(Chain(A, (wide,)))
    assert size("words") == 17
    assert height(Chain(A, (wide,)), is_wide=False) == pytest.approx(
        12 + max(2 * 25 * 304 / (4 * 98.6), 14 + 25)
    )
    tall = matrix("1" * 10, 9, 4)
    assert height(Operations((A,), tall), is_wide=False) == pytest.approx(
        12 + 9 * 25 * 304 / (4 * 98.6)
    )


@pytest.mark.parametrize(
    ("operation", "width"),
    [
        ("1" * 5, 5 * 8.5),
        (" ← ", 2 * 4 + 22),
        ("↔", 22),
        (Symbol("R"), 13),
        (Symbol("Rx"), 26),
        (Index(R, "12"), 13 + 0.72 * 17),
        (Quotient("1", "123"), 0.72 * 25.5),
        (Quotient("123", "1"), 0.72 * 25.5),
        (HALF, 0.72 * 8.5),
        (Minus(Symbol("R")), 14 + 13),
        (Root("12"), 14 + 17),
        (Term(("3", R)), 8.5 + 13),
        (Row(("3", R, "4")), 8.5 + 13 + 8.5),
        (Sum((R, R)), 13 + 22 + 13),
        (Sum((R, Minus(R), R)), 13 + 2 * (22 + 13)),
        (Sum((Minus(R), R)), 14 + 13 + 22 + 13),
    ],
    ids=str,
)
def test_operations_need_their_width_beside_their_matrices(
    operation: Formula, width: float
) -> None:
    """They have 124 points: whole letters of 13 that fill the rest fit, and one more does not."""
    rest = 124 - width
    small = matrix("1", 2, 2)

    def is_wide(more: float) -> bool:
        letters = Symbol("x" * int(more // 13))
        return are_wide((Operations((Row((operation, letters)),), small),))

    assert not is_wide(rest)
    assert is_wide(rest + 13)


def test_matrices_too_wide_for_the_room_beside_operations_stand_below_them() -> None:
    # 364 points without 13 + 8 for the operations and 60 for an arrow are 283.
    narrow, wide = matrix("1" * 6, 2, 4), matrix("1" * 7, 2, 4)

    assert 4 * (6 * 8.5 + 13.6) < 283 < 4 * (7 * 8.5 + 13.6)
    assert not are_wide(("words", Chain(A, (wide,)), Operations((R,), narrow)))
    assert are_wide(("words", Operations((R,), narrow), Operations((R,), wide)))
    assert not are_wide(())
