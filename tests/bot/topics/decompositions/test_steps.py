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
    """Return the working, line by line."""
    working = answering.answer(Question(f"matrix {command}", {"a": a}), Style()).working
    assert working is not None
    return working.plain().replace("\n", "; ")


@pytest.mark.parametrize(
    ("command", "a", "said"),
    [
        # Strang, Introduction to Linear Algebra, 5th ed., section 2.6, with other numbers.
        (
            "lu",
            "[2 1; 6 8]",
            ["l₂₁ = 6/2 = 3; ", "R₂ ← R₂ − 3R₁ → [2, 1; 0, 5]", "L = [1, 0; 3, 1]"],
        ),
        (
            "lu",
            "[0 1; 2 3]",
            ["Swap rows for the pivots", "P A = [2, 3; 0, 1]", "P = [0, 1; 1, 0]"],
        ),
        # The second pivot is 3 − 2 · 1.
        ("lu", "[1 1 0; 2 3 1; 0 4 4]", ["l₂₁ = 2/1 = 2; ", "l₃₂ = 4/1 = 4; "]),
        (
            "qr",
            "[3 1; 4 2]",
            [
                "r₁₁ = ‖a₁‖ = √(3² + 4²) = 5; q₁ = a₁/r₁₁ = [3/5, 4/5]",
                "r₁₂ = q₁ · a₂ = 3/5 · 1 + 4/5 · 2 = 11/5; u₂ = a₂ − r₁₂q₁; ",
                " = [1, 2] − 11/5[3/5, 4/5] = [−8/25, 6/25]; ",
                "r₂₂ = ‖u₂‖ = √((−8/25)² + (6/25)²) = 2/5 = 0.4; q₂ = u₂/r₂₂ = [−4/5, 3/5]",
            ],
        ),
        ("qr", "[1 2; 2 4]", ["= [0, 0]; Nothing is left", "R = [√5, 2√5; 0, 0]"]),
        (
            "qr",
            "[1e17 0; 0 1]",
            ["r₁₂ = q₁ · a₂ = 0; ", "r₂₂ = ‖u₂‖ = √1² = 1; q₂ = u₂/r₂₂ = [0, 1]"],
        ),
        (
            "cholesky",
            "[4 2 0; 2 10 3; 0 3 5]",
            [
                "l₁₁ = √a₁₁ = √4 = 2; l₂₁ = a₂₁/l₁₁ = 2/2 = 1; l₃₁ = a₃₁/l₁₁ = 0/2 = 0",
                "l₂₂ = √(a₂₂ − l₂₁²) = √(10 − 1²) = √9 = 3; ",
                "l₃₂ = (a₃₂ − l₃₁l₂₁)/l₂₂ = (3 − 0 · 1)/3 = 1",
                "l₃₃ = √(a₃₃ − l₃₁² − l₃₂²) = √(5 − 0² − 1²) = √4 = 2",
            ],
        ),
        ("cholesky", "[4 2; 2 3]", ["√(3 − 1²) = √2 ≈ 1.4142", "L = [2, 0; 1, √2]"]),
        # Below √2 stands 1/√2.
        (
            "cholesky",
            "[2 1; 1 3]",
            ["l₂₁ = a₂₁/l₁₁ = 1/√2 = √2/2", "√(3 − (√2/2)²) = √(5/2) = √10/2"],
        ),
        # Strang, section 7.2, example 3.
        (
            "svd",
            "[3 0; 4 5]",
            [
                "A^⊤A = [25, 20; 20, 25]; ",
                "det(A^⊤A − λI) = (25 − λ)(25 − λ) − 20 · 20;  = λ² − 50λ + 225",
                "For λ₁ = 45 solve (A^⊤A − λ₁I)x = 0:; A^⊤A − λ₁I = [−20, 20; 20, −20]",
                "With x₂ = 1:; w₁ = [1, 1]",
                "σ₁ = √45 = 3√5 ≈ 6.7082; σ₂ = √5 ≈ 2.2361",
                "v₁ = w₁/‖w₁‖ = [√2/2, √2/2]",
                "A v₁ = [3√2/2, 9√2/2]; u₁ = (A v₁)/σ₁ = [√10/10, 3√10/10]",
                "σ₁u₁v₁^⊤ = [3/2, 3/2; 9/2, 9/2]",
            ],
        ),
        (
            "svd",
            "[1 2 2; 2 4 4]",
            [
                "AA^⊤ = [9, 18; 18, 36]",
                "λ² − 45λ = λ(λ − 45) = 0",
                "A^⊤ u₁ = [√5, 2√5, 2√5]; v₁ = (A^⊤ u₁)/σ₁ = [1/3, 2/3, 2/3]",
                "Where σ is 0, perpendicular ones are added:; u₂ = [2√5/5, −√5/5]",
            ],
        ),
        # The eigenvector [1, 0] of AᵀA is turned, so that the column of U is positive.
        (
            "svd",
            "[-2 0; 0 1]",
            ["w₁ = [1, 0]", "v₁ = −w₁/‖w₁‖ = [−1, 0]", "u₁ = (A v₁)/σ₁ = [1, 0]"],
        ),
        # AᵀA = [3 1; 1 1]: a root of a root.
        ("svd", "[1 1; 1 0; 1 0]", ["λ = ", "= 2 ± √2", "σ₁ = √(2 + √2) ≈ 1.8478"]),
        ("svd", "[0 0; 0 0]", ["Together, A = U Σ V^⊤"]),
        ("svd", "[1e200 0; 0 1]", ["Together, A = U Σ V^⊤"]),
        ("svd", "[1 0; 0 1e-200]", ["Together, A = U Σ V^⊤"]),
        ("svd", "[1e17 0; 0 1]", ["σ₂ = √1 = 1", "v₂ = w₂/‖w₂‖ = [0, 1]"]),
        (
            "eigen",
            "[2 1; 1 2]",
            [
                "A − λI = [2 − λ, 1; 1, 2 − λ]",
                "det(A − λI) = (2 − λ)(2 − λ) − 1 · 1;  = λ² − 4λ + 3",
                "λ = (4 ± √(4² − 4 · 3))/2 = (4 ± √4)/2 = (4 ± 2)/2",
                "For λ₁ = 3 solve (A − λ₁I)x = 0:; A − λ₁I = [−1, 1; 1, −1]",
                "x₂ is free. The rows say:; x₁ = x₂; With x₂ = 1:; v₁ = [1, 1]",
            ],
        ),
        (
            "eigen",
            "[2 0; 0 2]",
            [
                "det(A − λI) = (2 − λ)(2 − λ)",
                "For λ₁ = 2",
                "Every x but 0 is an eigenvector. Independent ones:; v₁ = [1, 0],  v₂ = [0, 1]",
            ],
        ),
        (
            "eigen",
            "[0 -1; 1 0]",
            [
                "det(A − λI) = (−λ)(−λ) − (−1) · 1;  = λ² + 1",
                "λ = ±√(−1) = ±i",
                "−ix₁ − x₂ = 0; With x₁ = 1:; v₁ = [1, −i]",
                "λ₂ = −i is the conjugate of λ₁, and so is its eigenvector:; v₂ = [1, i]",
            ],
        ),
        # λ² − 5λ + 10, discriminant 25 − 40
        (
            "eigen",
            "[1 -2; 3 4]",
            [
                "(5 ± √(5² − 4 · 10))/2 = (5 ± √(−15))/2 = 5/2 ± √15/2 i",
                "For λ₁ = 5/2 + √15/2 i ≈ 2.5 + 1.9365i",
                "(−3/2 − √15/2 i)x₁ − 2x₂ = 0; With x₁ = −4:; v₁ = [−4, 3 + √15 i]",
            ],
        ),
        (
            "eigen",
            "[1 2; 1 3]",
            ["= 2 ± √3; ", "(−1 − √3)x₁ + 2x₂ = 0; With x₁ = 2:; v₁ = [2, 1 + √3]"],
        ),
        # Only one eigenvector: the discriminant is 0.
        (
            "eigen",
            "[3 1; -1 1]",
            [
                "λ = (4 ± √(4² − 4 · 4))/2 = 2; ",
                "λ₁ counts 2 times and has 1 independent eigenvector: too few for a basis.",
            ],
        ),
        (
            "eigen",
            "[2 0 0; 0 0 -1; 0 1 0]",
            [
                "Along row 1: ",
                "det(A − λI) = (2 − λ)((−λ)(−λ) − (−1) · 1);  = (2 − λ)(λ² + 1);  = −λ³ + 2λ²",
                "A whole zero divides the last coefficient, 2. Trying its divisors finds 2.",
                "det(A − λI) = −(λ − 2)(λ² + 1)",
                "Row operations lead to:; [1, 0, 0; 0, 1, −i; 0, 0, 0]; x₃ is free.",
                "v₂ = [0, 1, −i]",
            ],
        ),
        # det = (−λ)(λ² − 1) − (−λ − 1) + (1 + λ)
        (
            "eigen",
            "[0 1 1; 1 0 1; 1 1 0]",
            [
                "= (−λ)(λ² − 1) − (−λ − 1) + (λ + 1);  = −λ³ + 3λ + 2",
                "finds 2 and −1.",
                "det(A − λI) = −(λ − 2)(λ + 1)²",
                "x₂ and x₃ are free. The rows say:; x₁ = −x₂ − x₃; With x₂ = −1 and x₃ = 0:",
            ],
        ),
        (
            "eigen",
            "[1/2 1 0; 0 1/2 3; 0 1 1/3]",
            ["Trying fractions ", "finds 1/2.", "−(λ − 1/2)("],
        ),
        ("eigen", "[0 1 0; 0 0 1; 0 1 0]", ["Every term has a factor λ. ", "−λ(λ − 1)(λ + 1)"]),
        # Faddeev and Le Verrier: tr A = 4, and det A = −12 with the sign of the last one
        (
            "eigen",
            "[1 2 0 0; 2 1 3 0; 0 1 1 1; 1 0 0 1]",
            [
                "det(A − λI) = λ⁴ + c₁λ³ + c₂λ² + c₃λ + c₄; M₁ = A; c₁ = −tr M₁ = −4",
                "c₄ = −tr M₄/4 = −12; det(A − λI) = λ⁴ − 4λ³ − λ² + 10λ − 12",
            ],
        ),
        # x⁶ + x⁵ + … + 1, whose companion matrix has the trace −1
        (
            "eigen",
            "[0 0 0 0 0 -1;1 0 0 0 0 -1;0 1 0 0 0 -1;0 0 1 0 0 -1;0 0 0 1 0 -1;0 0 0 0 1 -1]",
            ["M_k+1 = A(M_k + c_kI); c_k = −tr M_k/k; c₁ = 1,  c₂ = 1,  c₃ = 1,  c₄ = 1,  c₅ = 1"],
        ),
        # λ³ − 2: of the complex pair only the numbers, which are rounded.
        (
            "eigen",
            "[0 0 2; 1 0 0; 0 1 0]",
            [
                "λ³ − 2 has no factors with rational coefficients.",
                "The eigenvectors listed solve (A − λI)v = 0:; λ₁ ≈ 1.2599,  v₁ ≈ ",
                "λ₂ ≈ −0.63 + ",
            ],
        ),
        (
            "eigen",
            "; ".join(" ".join(str(7 * (i == j)) for j in range(7)) for i in range(7)),
            ["It is 0 where λ is an entry of the diagonal.; ", "λ₁ = 7,  v₁ = [1, 0, 0, 0, 0, 0, "],
        ),
    ],
)
def test_textbook_examples(command: str, a: str, said: list[str]) -> None:
    plain = steps(command, a)

    assert [words for words in said if words not in plain] == []


@pytest.mark.parametrize(
    "a",
    [
        "[2 1; 1 2]",
        "[0 0 2; 1 0 0; 0 1 0]",
        "[5 4 2 1; 0 1 -1 -1; -1 -1 3 0; 1 1 -1 2]",
        "[3 1 0; 1 3 1; 0 1 3]",
        "[2 0 0; 0 0 -1; 0 1 0]",
    ],
)
def test_the_sign_of_the_characteristic_polynomial_is_one_everywhere(a: str) -> None:
    for command in ("eigen", "svd"):
        assert "λI − " not in steps(command, a)


@pytest.mark.parametrize(
    ("command", "a"),
    [
        ("eigen", "[1/2 1 0; 0 1/2 3; 0 1 1/3]"),
        ("eigen", "[2 0 0; 0 0 -1; 0 1 0]"),
        ("eigen", "[0 1 0 0; 0 0 1 0; 0 0 0 1; -4 0 0 0]"),
        ("svd", "[1 2; 2 4]"),
        ("cholesky", "[2 1; 1 3]"),
        ("lu", "[0 1 2; 2 3 4; 4 7 9]"),
    ],
)
def test_the_steps_are_typeset(command: str, a: str) -> None:
    pages = answering.steps(Question(f"matrix {command}", {"a": a}), Style())

    assert pages[0].alt.split("step by step: ")[1].startswith("A = ")


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

    assert ("σ₁ = √" in alt) == is_squared
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
    question = Question(f"matrix {command}", {"a": f"[{typed}]"})
    try:
        pages = answering.steps(question, Style())
    except InputError:
        assert command in ("eigen", "cholesky")
        return
    assert "step by step: A = " in pages[0].alt
