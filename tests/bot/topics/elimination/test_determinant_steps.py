"""The steps of a determinant: two diagonals, cofactors, and the product of the pivots."""

from __future__ import annotations

from bot.drawing.style import Style, Theme
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

    # 2 (12 − 2) − 0 (4 − 2) + 1 (1 − 3) = 20 − 0 − 2
    assert told[1:6] == [
        "By cofactors along the first row:",
        "= 2 det [3, 2; 1, 4]",
        "− 0 det [1, 2; 1, 4]",
        "+ 1 det [1, 3; 1, 1]",
        "= 20 + 0 + (−2) = 18",
    ]


def test_the_sign_of_the_product_of_pivots_counts_swaps() -> None:
    twice, once = steps("2 0 1; 1 3 2; 1 1 4"), steps("0 1 0; 1 0 0; 0 0 2")

    assert twice[-2:] == [
        "2 swaps of rows: the sign is +. The product of the pivots:",
        "det A = 1 · (−2) · (−9) = 18",
    ]
    assert once[-2:] == [
        "1 swap of rows: the sign is −. The product of the pivots:",
        "det A = −1 · 1 · 2 = −2",
    ]
