"""The steps of a determinant: two diagonals, cofactors, and the product of the pivots."""

from __future__ import annotations

from bot.drawing.style import Style, Theme
from bot.formula import Matrix, Series
from bot.topics.kit import answering
from bot.topics.kit.question import Question


def steps(a: str) -> list[str]:
    question = Question("matrix det", {"a": a})
    working = answering.answer(question, Style(Theme.DARK)).working
    assert working is not None
    return [line.strip() for line in working.plain().splitlines()]


def test_two_columns_have_two_diagonals() -> None:
    assert steps("1 2; 3 4") == [
        "det [1, 2; 3, 4]",
        "The main diagonal minus the other:",
        "= 1 · 4 − 2 · 3 = −2",
    ]


def test_three_columns_have_cofactors_with_alternating_signs() -> None:
    told = steps("2 0 1; 1 3 2; 1 1 4")

    # 2 (12 - 2) - 0 (4 - 2) + 1 (1 - 3) = 20 - 0 - 2
    assert told == [
        "det [2, 0, 1; 1, 3, 2; 1, 1, 4]",
        "Expand along row 1, which has a zero. Signs: + − +.",
        "Without row 1 and column 1:",
        "[2, 0, 1; 1, 3, 2; 1, 1, 4]   M₁₁ = 3 · 4 − 2 · 1 = 10",
        "Without row 1 and column 3:",
        "[2, 0, 1; 1, 3, 2; 1, 1, 4]   M₁₃ = 1 · 1 − 3 · 1 = −2",
        "Each entry times its minor, with its sign:",
        "det A = a₁₁M₁₁ + 0 + a₁₃M₁₃ = 2 · 10 + 0 + 1 · (−2) = 18",
    ]


def test_the_column_with_the_most_zeros_is_taken() -> None:
    told = steps("1/2 3 5; 4 0 6; -7 0 -10")

    assert told[1:4] == [
        "Expand along column 2, which has the most zeros. Signs: − + −.",
        "Without row 1 and column 2:",
        "[1/2, 3, 5; 4, 0, 6; −7, 0, −10]   M₁₂ = 4 · (−10) − 6 · (−7) = 2",
    ]
    assert told[-1] == "det A = −a₁₂M₁₂ + 0 + 0 = −3 · 2 + 0 + 0 = −6"


def test_without_zeros_it_is_the_first_row_and_nothing_else() -> None:
    told = "\n".join(steps("1 2 3; 4 5 6; 7 8 10"))

    assert "Expand along row 1. Signs: + − +." in told
    assert told.endswith("= 1 · 2 − 2 · (−2) + 3 · (−3) = −3")
    assert "R₂" not in told


def test_a_row_of_zeros_ends_it_at_once() -> None:
    assert steps("1 2 3; 0 0 0; 7 8 9")[1:] == [
        "Row 2 has only zeros: the columns are dependent.",
        "det A = 0",
    ]


def test_what_a_minor_leaves_out_is_faint_and_its_entry_framed() -> None:
    question = Question("matrix det", {"a": "2 0 1; 1 3 2; 1 1 4"})
    working = answering.answer(question, Style(Theme.DARK)).working
    assert working is not None

    marked = [
        part
        for block in working.blocks
        if isinstance(block, Series)
        for part in block.items
        if isinstance(part, Matrix)
    ]
    assert [matrix.dimmed for matrix in marked] == [(0, 0), (0, 2)]
    assert [matrix.boxed for matrix in marked] == [(0, 0), (0, 2)]


def test_larger_ones_are_eliminated_and_the_sign_counts_swaps() -> None:
    twice = steps("2 0 1 0; 1 3 2 0; 1 1 4 0; 0 0 0 1")
    once = steps("0 1 0 0; 1 0 0 0; 0 0 2 0; 0 0 0 1")

    assert twice[-2:] == [
        "2 swaps of rows: the sign is +. The product of the pivots:",
        "det A = 1 · (−2) · (−9) · 1 = 18",
    ]
    assert once[-2:] == [
        "1 swap of rows: the sign is −. The product of the pivots:",
        "det A = −1 · 1 · 2 · 1 = −2",
    ]
