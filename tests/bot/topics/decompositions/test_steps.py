"""The working of decompositions: textbook examples, and that it leads to the result."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.style import Style
from bot.topics.decompositions import steps as decomposition_steps
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from linalg_engine import decompositions
from linalg_engine.errors import InputError
from tests.examples import examples


def steps(command: str, a: str) -> str:
    """Return what the pages say one after the other, under the title of the first."""
    question = Question(f"matrix {command}", {"a": a})
    first, *others = (page.alt for page in answering.steps(question, Style()))
    return "; ".join([first, *(alt.split("step by step: ")[1] for alt in others)])


@pytest.mark.parametrize(
    ("command", "a", "said"),
    [
        # Strang, Introduction to Linear Algebra, 5th ed., section 2.6, with other numbers.
        ("lu", "[2 1; 6 8]", ["R_2 ← R_2 − 3R_1 → [2, 1; 0, 5]", "L = [1, 0; 3, 1]"]),
        (
            "lu",
            "[0 1; 2 3]",
            ["Swap rows for the pivots", "P A = [2, 3; 0, 1]", "P = [0, 1; 1, 0]"],
        ),
        (
            "qr",
            "[3 1; 4 2]",
            [
                "r_11 = ‖a_1‖ ≈ 5; q_1 = a_1/r_11 ≈ [0.6, 0.8]",
                "r_12 = q_1 · a_2 ≈ 2.2; u_2 = a_2 − r_12q_1;  ≈ [−0.32, 0.24]",
                "r_22 = ‖u_2‖ ≈ 0.4; q_2 = u_2/r_22 ≈ [−0.8, 0.6]",
            ],
        ),
        ("qr", "[1 2; 2 4]", ["≈ [0, 0]; Nothing is left", "R ≈ [2.2361, 4.4721; 0, 0]"]),
        ("qr", "[1e17 0; 0 1]", ["r_22 = ‖u_2‖ ≈ 1; q_2 = u_2/r_22 ≈ [0, 1]"]),
        (
            "cholesky",
            "[4 2 0; 2 10 3; 0 3 5]",
            [
                "l_11 = √a_11 = √4 = 2; l_21 = a_21/l_11 = 1; l_31 = a_31/l_11 = 0",
                "l_22 = √(a_22 − l_21^2) = √9 = 3; l_32 = (a_32 − l_31l_21)/l_22 = 1",
                "l_33 = √(a_33 − l_31^2 − l_32^2) = √4 = 2",
            ],
        ),
        ("cholesky", "[4 2; 2 3]", ["√4 = 2; l_21 = a_21/l_11 = 1", "√2 ≈ 1.4142"]),
        # Strang, section 7.2, example 3.
        ("svd", "[3 0; 4 5]", ["A^⊤A = [25, 20; 20, 25]", "σ_1^2 ≈ 45", "σ_2^2 ≈ 5"]),
        ("svd", "[0 0; 0 0]", ["Together, A = U Σ V^⊤"]),
        ("svd", "[1e200 0; 0 1]", ["Together, A = U Σ V^⊤"]),
        ("svd", "[1 0; 0 1e-200]", ["Together, A = U Σ V^⊤"]),
        ("svd", "[1e17 0; 0 1]", ["σ_2^2 ≈ 1,  v_2 ≈ [0, 1]"]),
        (
            "eigen",
            "[2 1; 1 2]",
            ["λ^2 − 4λ + 3", "A − λ_1I = [−1, 1; 1, −1] with null space basis: [1, 1]"],
        ),
        (
            "eigen",
            "[2 0; 0 2]",
            ["λ_1 = 2; A − λ_1I = [0, 0; 0, 0] with null space basis: [1, 0],  [0, 1]"],
        ),
        ("eigen", "[0 -1; 1 0]", ["λ^2 + 1", "the eigenvalues:; λ_1 = i; λ_2 = −i"]),
        # λ² − 5λ + 10, discriminant 25 − 40
        ("eigen", "[1 -2; 3 4]", ["λ_1 = 5/2 + √15/2 i ≈ 2.5 + 1.9365i; λ_2 = 5/2 − √15/2 i ≈"]),
        (
            "eigen",
            "[2 0 0; 0 0 -1; 0 1 0]",
            ["The eigenvectors of the real ones solve (A − λI)v = 0:; λ_1 = 2;"],
        ),
        (
            "eigen",
            "; ".join(" ".join(str(7 * (i == j)) for j in range(7)) for i in range(7)),
            ["its eigenvalues are the entries of its diagonal:; λ_1 = 7,  [1, 0, 0, 0, 0, 0, 0]"],
        ),
    ],
)
def test_textbook_examples(command: str, a: str, said: list[str]) -> None:
    alt = steps(command, a)

    assert [words for words in said if words not in alt] == []


@pytest.mark.parametrize(
    ("a", "is_squared"),
    [
        ("[1e149 0; 0 1]", True),
        ("[1e151 0; 0 1]", False),
        ("[1 0; 0 1e-149]", True),
        ("[1 0; 0 1e-151]", False),
        ("[1e-149 0; 0 0]", True),
        ("[1e-200 0; 0 1e200]", False),
    ],
)
def test_singular_values_are_squared_only_where_the_square_is_a_number(
    a: str, is_squared: bool
) -> None:
    alt = steps("svd", a)

    assert ("σ_1^2 ≈" in alt) == is_squared
    assert "Together, A = U Σ V^⊤" in alt


entries = st.integers(-4, 4).map(Fraction) | st.fractions(-3, 3, max_denominator=4)
rows = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(entries, min_size=n, max_size=n), min_size=1, max_size=4)
)


@given(rows)
def test_what_is_subtracted_leads_from_a_to_u(a: list[list[Fraction]]) -> None:
    found = decompositions.lu(np.array(a, dtype=object))
    start = found.matrix[list(found.permutation)]

    operations = decomposition_steps.eliminated(start, found.l)

    end = operations[-1].matrix if operations else start
    assert np.array_equal(end[: len(found.u)], found.u)
    assert not np.any(end[len(found.u) :])


@examples(0.1)
@given(rows, st.sampled_from(["lu", "qr", "svd", "eigen", "cholesky"]))
def test_any_small_matrix_has_its_working(a: list[list[Fraction]], command: str) -> None:
    typed = "; ".join(" ".join(map(str, row)) for row in a)
    try:
        alt = steps(command, f"[{typed}]")
    except InputError:
        assert command in ("eigen", "cholesky")
        return
    assert "step by step: A = " in alt
