"""Row operations in the notations that people use."""

from __future__ import annotations

from fractions import Fraction

import pytest

from linalg_engine.elimination.typed_operations import MAX_CHARACTERS, parse_row_operation
from linalg_engine.errors import InputError
from linalg_engine.matrices import exact_array


@pytest.mark.parametrize(
    "text",
    [
        "R2 - 3 R1",
        "R2 − 3·R1",
        "r2-3*r1",
        "R₂ ← R₂ − 3R₁",
        "R2 -> R2 - 3R1",
        "R2 - 3R1 → R2",
        "R2 = R2 - 3 R1",
        "R2 := R2-3R1",
        "R2 -= 3R1",
        "R2 += (-3) R1",
        "-3 R1 + R2",
        r"R_2 \to R_2 - 3R_1",
        r"$R_{2} \leftarrow R_{2} - 3 \cdot R_{1}$",
        "II - 3·I",
        "Z2 = Z2 - 3 Z1",
        "L2 <- L2 - 3 L1",
        "row 2 minus 3 times row 1",
        "add -3 times R1 to R2",
        "Subtract 3 times row 1 from row 2.",
        "R2 - 6/2 R1",
        "R2 - 3,0 R1",
    ],
)
def test_a_multiple_of_a_row_is_added(text: str) -> None:
    found = parse_row_operation(text, 3)
    assert (found.target, found.swapped) == (1, None)
    assert found.factors == {1: 1, 0: -3}


@pytest.mark.parametrize(
    "text", ["1/2 R2", "R2/2", "R2 : 2", "½ R2", "0.5 R2", "0,5·Z2", r"\frac{1}{2} R_2",
             "R2 *= 1/2", "R2 /= 2", "multiply row 2 by 1/2", "divide R2 by 2", "R2 → (1/2)R2",
             "1/2 II"]
)  # fmt: skip
def test_a_row_is_multiplied(text: str) -> None:
    assert parse_row_operation(text, 2).factors == {1: Fraction(1, 2)}


@pytest.mark.parametrize(
    "text", ["swap R1 R3", "R1 <-> R3", "R3 ↔ R1", "swap rows 1 and 3", "I <-> III",
             r"R_1 \leftrightarrow R_3", "tausche Z1 und Z3", "exchange row 3 with row 1"]
)  # fmt: skip
def test_rows_are_swapped(text: str) -> None:
    found = parse_row_operation(text, 3)
    assert {found.target, found.swapped} == {0, 2}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "No row operation can be read here."),
        ("I do not know", "No row operation can be read here."),
        ("R2 minus", "No row operation can be read here."),
        ("R2/0", "A row cannot be divided by 0."),
        ("R2 - 1/0 R1", "A row cannot be divided by 0."),
        ("R4 - R1", "There is no row 4; the matrix has 3 rows."),
        ("R1 + R2 + R3", "One operation changes one row by one other row; this names three."),
        ("swap R1 R1", "A swap needs two different rows."),
        ("2 R2 = R1", "Left of the sign stands the row that changes."),
        ("R" * (MAX_CHARACTERS + 1), "This is too long for a row operation."),
        ("(" * 100, "No row operation can be read here."),
        ("9^9^9 R1", "No row operation can be read here."),
    ],
)
def test_what_is_no_row_operation_is_said_in_words(text: str, words: str) -> None:
    with pytest.raises(InputError) as error:
        parse_row_operation(text, 3)
    assert error.value.problem == words


def test_two_steps_in_one_are_two_operations() -> None:
    a = exact_array([[2, 1], [3, 5]])
    first, second = parse_row_operation("2 R2 - 3 R1", 2).done_to(a)
    assert (first.kind, first.factor) == ("scale", 2)
    assert (second.kind, second.factor) == ("add", -3)
    assert second.matrix.tolist() == [[2, 1], [0, 7]]
    assert a.tolist() == [[2, 1], [3, 5]]


@pytest.mark.parametrize(("text", "lost"), [("R1 = R2", True), ("0 R1", True), ("R1 - R2", False),
                                            ("swap R1 R2", False), ("R1 - R1", True)])  # fmt: skip
def test_a_row_is_lost_where_its_factor_is_0(text: str, *, lost: bool) -> None:
    assert parse_row_operation(text, 2).loses_its_row is lost
