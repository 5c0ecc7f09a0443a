"""Matrices and vectors in lines: aligned, in decimals as well, and cut at their limits."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering, matrix_words, rounded
from bot.topics.kit.question import Question
from linalg_engine.matrices import Matrix

SAY = Style().notation
HALF = Fraction(1, 2)


def counted(rows: int, columns: int) -> Matrix:
    """Return a matrix whose entries are 10 times the row and the column."""
    entries = [[Fraction(10 * i + j) for j in range(columns)] for i in range(rows)]
    return np.array(entries, dtype=object)


@pytest.mark.parametrize("count", [1, 8])
def test_a_short_vector_is_shown_in_decimals_as_well(count: int) -> None:
    halves = np.array([HALF] * count, dtype=object)

    assert matrix_words.result_vector_lines("x", halves, SAY) == [
        f"x = [{', '.join(['1/2'] * count)}]",
        f"  = [{', '.join(['0.5'] * count)}]",
    ]


def test_a_long_vector_and_whole_numbers_are_shown_once() -> None:
    halves = np.array([HALF] * 9, dtype=object)
    whole = np.array([Fraction(1), Fraction(-2)], dtype=object)

    assert len(matrix_words.result_vector_lines("x", halves, SAY)) == 1
    assert matrix_words.result_vector_lines("x", whole, SAY) == ["x = [1, −2]"]


def test_entries_stand_below_each_other() -> None:
    a = np.array([[HALF, Fraction(-30)], [Fraction(1), Fraction(2)]], dtype=object)

    assert matrix_words.lines("A", a, SAY) == ["A = [ 1/2  −30 ]", "    [   1    2 ]"]
    assert matrix_words.result_lines("A", a, SAY) == [
        "A = [ 1/2  −30 ]",
        "    [   1    2 ]",
        "  = [ 0.5  −30 ]",
        "    [   1    2 ]",
    ]
    assert len(matrix_words.result_lines("A", counted(2, 2), SAY)) == 2


@pytest.mark.parametrize(
    ("rows", "columns", "shown", "ends", "note"),
    [
        (10, 8, 10, "7 ]", ""),
        (10, 9, 10, "7 … ]", ""),
        (11, 8, 10, "7 ]", "    … 11 rows, 8 columns in all"),
        (11, 9, 10, "7 … ]", "    … 11 rows, 9 columns in all"),
        (1, 1, 1, "0 ]", ""),
    ],
)
def test_a_large_matrix_is_shown_by_its_corner(
    rows: int, columns: int, shown: int, ends: str, note: str
) -> None:
    lines = matrix_words.lines("A", counted(rows, columns), SAY)

    body = [line for line in lines if line.endswith(ends)]
    assert len(body) == shown
    assert lines[shown:] == ([note] if note else [])


def test_small_words_about_matrices() -> None:
    assert matrix_words.size(counted(2, 3)) == "2×3"
    assert matrix_words.lower(1234567890) == "₁₂₃₄₅₆₇₈₉₀"
    assert matrix_words.numerical(counted(2, 2), np.eye(2)) == f" {matrix_words.NUMERICAL}"
    assert matrix_words.numerical(counted(2, 2)) == ""


# Matrices of floats


def test_a_matrix_fits_up_to_its_width() -> None:
    # Five columns of 5 characters, and 2 between each two, are 33; a sixth character more is 34.
    row = np.full((1, 5), 1.234)
    assert rounded.fits(row)
    row[0, 0] = -1.234
    assert rounded.fits(row)
    row[0, 1] = -1.234
    assert not rounded.fits(row)


def test_rounding_errors_are_shown_as_zero() -> None:
    column = rounded.rounded_column(np.array([1.0, 2e-12, -9e-13]))

    assert [str(entry) for entry in column.entries] == ["1", "2×10⁻¹²", "0"]


def test_large_numbers_have_fewer_decimals() -> None:
    (row,) = rounded.rounded_matrix(np.array([[99.1234, 100.1234, -100.1234]])).rows

    assert [str(entry) for entry in row] == ["99.123", "100.1", "−100.1"]


def test_typed_digits_are_shown_while_a_line_has_room() -> None:
    wide = "[0.12345678 0.23456789 0.34567891 0.45678912 0.56789123 0.67891234]"
    asked = Question("matrix rank", {"a": "[0.12345678 0.23456789; 1 2]"})

    assert answering.reply(asked, Style()).facts[:2] == (
        "A = [ 0.12345678  0.23456789 ]",
        "    [          1           2 ]",
    )
    assert answering.reply(Question("matrix rank", {"a": wide}), Style()).facts[0] == (
        "A ≈ [ 0.1235  0.2346  0.3457  0.4568  0.5679  0.6789 ]"
    )
