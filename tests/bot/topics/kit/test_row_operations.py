"""Row operations on pages: what is said of them, which entry is the pivot, which rows change."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formula import Notation, Operations
from bot.topics.kit.row_operations import reduction_blocks
from linalg_engine import elimination, notation

SAY = Notation()

entries = st.integers(-4, 4).map(Fraction) | st.fractions(-3, 3, max_denominator=4)
rows = st.integers(2, 4).flatmap(
    lambda n: st.lists(st.lists(entries, min_size=n, max_size=n), min_size=2, max_size=4)
)


def operations(a: object) -> list[Operations]:
    steps = elimination.row_reduce(np.asarray(a, dtype=object)).steps
    return [block for block in reduction_blocks(steps, SAY) if isinstance(block, Operations)]


def test_pivots_and_changed_rows_of_a_textbook_example() -> None:
    found = operations(notation.parse_matrix("2 1 3; 1 3 5"))

    assert [(str(step), step.result.boxed, step.result.tinted) for step in found] == [
        ("R₁ ↔ R₂ → [1, 3, 5; 2, 1, 3]", (0, 0), (0, 1)),
        ("R₂ ← R₂ − 2R₁ → [1, 3, 5; 0, −5, −7]", (0, 0), (1,)),
        ("R₂ ← −1/5 R₂ → [1, 3, 5; 0, 1, 7/5]", (1, 1), (1,)),
        ("R₁ ← R₁ − 3R₂ → [1, 0, 4/5; 0, 1, 7/5]", (1, 1), (0,)),
    ]


def test_rows_cleared_together_are_tinted_together() -> None:
    first, *_ = operations(notation.parse_matrix("1 2 3; 4 5 6; 7 8 10"))

    assert first.result.boxed == (0, 0)
    assert first.result.tinted == (1, 2)
    assert len(first.operations) == 2


@given(rows)
def test_the_changed_rows_are_tinted_and_the_framed_pivot_is_not_zero(
    a: list[list[Fraction]],
) -> None:
    before = SAY.matrix(np.array(a, dtype=object)).rows
    for step in operations(a):
        after = step.result.rows
        differ = {i for i in range(len(after)) if after[i] != before[i]}
        assert differ <= set(step.result.tinted)
        assert step.result.boxed is not None
        row, column = step.result.boxed
        assert str(after[row][column]) != "0"
        assert all(str(entry) == "0" for entry in after[row][:column])
        before = after


@pytest.mark.parametrize("a", ["0.1 0.7; 0.3 1e-3; 2.5 0.2", "sqrt(2) 1; 1 sqrt(3)"])
def test_pivots_of_floats_and_roots_are_framed(a: str) -> None:
    assert all(step.result.boxed for step in operations(notation.parse_matrix(a)))
