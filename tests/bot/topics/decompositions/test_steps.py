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
        ("lu", "[2 1; 6 8]", ["R₂ ← R₂ − 3R₁ → [2, 1; 0, 5]", "L = [1, 0; 3, 1]"]),
        (
            "lu",
            "[0 1; 2 3]",
            ["Swap rows for the pivots", "P A = [2, 3; 0, 1]", "P = [0, 1; 1, 0]"],
        ),
        (
            "qr",
            "[3 1; 4 2]",
            [
                "r₁₁ = ‖a₁‖ = 5; q₁ = a₁/r₁₁ = [3/5, 4/5]",
                "r₁₂ = q₁ · a₂ = 11/5; u₂ = a₂ − r₁₂q₁;  = [−8/25, 6/25]",
                "r₂₂ = ‖u₂‖ = 2/5; q₂ = u₂/r₂₂ = [−4/5, 3/5]",
            ],
        ),
        ("qr", "[1 2; 2 4]", ["= [0, 0]; Nothing is left", "R = [√5, 2√5; 0, 0]"]),
        ("qr", "[1e17 0; 0 1]", ["r₂₂ = ‖u₂‖ = 1; q₂ = u₂/r₂₂ = [0, 1]"]),
        (
            "cholesky",
            "[4 2 0; 2 10 3; 0 3 5]",
            [
                "l₁₁ = √a₁₁ = √4 = 2; l₂₁ = a₂₁/l₁₁ = 1; l₃₁ = a₃₁/l₁₁ = 0",
                "l₂₂ = √(a₂₂ − l₂₁^2) = √9 = 3; l₃₂ = (a₃₂ − l₃₁l₂₁)/l₂₂ = 1",
                "l₃₃ = √(a₃₃ − l₃₁^2 − l₃₂^2) = √4 = 2",
            ],
        ),
        ("cholesky", "[4 2; 2 3]", ["√4 = 2; l₂₁ = a₂₁/l₁₁ = 1", "√2 ≈ 1.4142"]),
        # Strang, section 7.2, example 3.
        (
            "svd",
            "[3 0; 4 5]",
            [
                "A^⊤A = [25, 20; 20, 25]; Its characteristic polynomial:; λ^2 − 50λ + 225",
                "σ₁^2 = 45,  σ₁ = 3√5 ≈ 6.7082,  v₁ = [√2/2, √2/2]",
                "σ₂^2 = 5,  σ₂ = √5 ≈ 2.2361",
                "u₁ = (A v₁)/σ₁ = [√10/10, 3√10/10]",
                "σ₁u₁v₁^⊤ = [3/2, 3/2; 9/2, 9/2]",
            ],
        ),
        (
            "svd",
            "[1 2 2; 2 4 4]",
            [
                "AA^⊤ = [9, 18; 18, 36]",
                "A^⊤ maps each to σ times a column of V:; v₁ = (A^⊤ u₁)/σ₁ = [1/3, 2/3, 2/3]",
                "Where σ is 0, perpendicular ones are added:; σ₂ = 0,  u₂ = [2√5/5, −√5/5]",
            ],
        ),
        # AᵀA = [3 1; 1 1]: a root of a root.
        ("svd", "[1 1; 1 0; 1 0]", ["σ₁^2 = 2 + √2", "σ₁ = √(2 + √2) ≈ 1.8478"]),
        ("svd", "[0 0; 0 0]", ["Together, A = U Σ V^⊤"]),
        ("svd", "[1e200 0; 0 1]", ["Together, A = U Σ V^⊤"]),
        ("svd", "[1 0; 0 1e-200]", ["Together, A = U Σ V^⊤"]),
        ("svd", "[1e17 0; 0 1]", ["σ₂^2 = 1,  σ₂ = 1,  v₂ = [0, 1]"]),
        (
            "eigen",
            "[2 1; 1 2]",
            ["λ^2 − 4λ + 3", "A − λ₁I = [−1, 1; 1, −1],  v₁ = [1, 1]"],
        ),
        (
            "eigen",
            "[2 0; 0 2]",
            ["λ₁ = 2; A − λ₁I = [0, 0; 0, 0],  v₁ = [1, 0],  v₂ = [0, 1]"],
        ),
        ("eigen", "[0 -1; 1 0]", ["λ^2 + 1", "λ₁ = i,  v₁ = [1, −i]; λ₂ = −i,  v₂ = [1, i]"]),
        # λ² − 5λ + 10, discriminant 25 − 40
        ("eigen", "[1 -2; 3 4]", ["λ₁ = 5/2 + √15/2 i ≈ 2.5 + 1.9365i", "v₁ = [−4, 3 + √15 i]"]),
        (
            "eigen",
            "[2 0 0; 0 0 -1; 0 1 0]",
            ["Their eigenvectors solve (A − λI)v = 0:; λ₁ = 2;", "v₂ = [0, 1, −i]"],
        ),
        # λ³ − 2: of the complex pair only the numbers, which are rounded.
        (
            "eigen",
            "[0 0 2; 1 0 0; 0 1 0]",
            ["The eigenvectors listed solve (A − λI)v = 0:; λ₁ ≈ 1.2599,  v₁ ≈ ", "λ₂ ≈ −0.63 + "],
        ),
        (
            "eigen",
            "; ".join(" ".join(str(7 * (i == j)) for j in range(7)) for i in range(7)),
            ["its eigenvalues are the entries of its diagonal:; λ₁ = 7; v₁ = [1, 0, 0, 0, 0, 0, "],
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

    assert ("σ₁^2 =" in alt) == is_squared
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
