"""What is copied pastes elsewhere: NumPy that computes the answer, signs that are true."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import sympy

import linalg_engine as la
from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Copies
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from linalg_engine import notation
from tests.bot.topics.kit.copied import check


def copied(command: str, **inputs: str) -> Copies:
    return answering.copies(Question(command, inputs), Style())


def run(code: str) -> Any:
    """Return the value of the last line of Python."""
    *lines, last = code.splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102 - what the bot itself wrote
    return eval(last, names)  # noqa: S307 - likewise


@pytest.mark.parametrize("n", [10, 62, 91, 92, 100, 1000, -3])
def test_numpy_copy_of_a_power(n: int) -> None:
    power = run(copied("matrix power", a="[1 1;1 0]", n=str(n)).numpy)
    expected = sympy.Matrix([[1, 1], [1, 0]]) ** n
    assert np.allclose(power.astype(float), np.array(expected.tolist(), float), rtol=1e-12)


def test_numpy_copy_of_a_power_that_is_rounded() -> None:
    power = run(copied("matrix power", a="[3 1;1 2]", n="500").numpy)
    expected = sympy.Matrix([[3, 1], [1, 2]]) ** 500
    assert np.allclose(power, np.array(expected.tolist(), float), rtol=1e-10)


@pytest.mark.parametrize("size", [10**5, 10**10, 10**25])
def test_numpy_copies_of_large_whole_numbers(size: int) -> None:
    a, b = f"[{size} 1;1 0]", f"[{size} 2;3 4]"
    expected = sympy.Matrix([[size, 1], [1, 0]]) * sympy.Matrix([[size, 2], [3, 4]])
    product = run(copied("matrix multiply", a=a, b=b).numpy)
    assert np.allclose(product.astype(float), np.array(expected.tolist(), float), rtol=1e-12)
    assert run(copied("matrix det", a=b).numpy) == pytest.approx(4 * size - 6, rel=1e-12)
    dot = run(copied("dot", a=f"[{size}, 1]", b=f"[{size}, 2]").numpy)
    assert float(dot) == pytest.approx(size**2 + 2, rel=1e-12)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("sqrt(0.5)", 0.5**0.5),
        ("(1 + sqrt(5)) / 2", 1.618033988749895),
        ("-sqrt(2^1001)", -(2.0**500) * 2**0.5),
        ("[sqrt(2), 1/2]", [2**0.5, 0.5]),
    ],
)
def test_numpy_copies_of_roots(expression: str, value: float | list[float]) -> None:
    found = run(copied("calc", expression=expression).numpy)
    assert np.allclose(found, value, rtol=1e-15, atol=0)


@pytest.mark.parametrize(
    ("command", "a"),
    [
        ("svd", "[3 0;4 5]"),
        ("svd", "[1 1;0 1]"),
        ("svd", "[1 2;2 4]"),
        ("svd", "[1 2 3;4 5 6]"),
        ("svd", "[1 -1;1 0;2 1]"),
        ("svd", "[-2 0;0 1/3]"),
        ("qr", "[3 1;4 2]"),
        ("qr", "[-1 1;0 1]"),
        ("qr", "[1 2 3;4 5 6]"),
        ("qr", "[1 -1;1 0;2 1]"),
    ],
)
def test_numpy_copies_of_factors_have_the_signs_of_the_answer(command: str, a: str) -> None:
    copies = copied(f"matrix {command}", a=a)
    _, *shown = copies.text.splitlines()
    factors = run(copies.numpy)
    assert len(shown) == len(factors)
    for line, factor in zip(shown, factors, strict=True):
        expected = notation.parse_matrix(line).astype(float)
        assert np.allclose(factor, expected, rtol=0, atol=1e-14 * np.max(np.abs(expected)))


@pytest.mark.parametrize("a", ["[2 1;1 2]", "[2 1;1 3]", "[1 1 1;1 1 1;1 1 1]", "[0 2;2 -3]"])
def test_numpy_copies_of_symmetric_matrices_have_perpendicular_eigenvectors(a: str) -> None:
    copies = copied("matrix eigen", a=a)
    values, vectors = run(copies.numpy)
    matrix = notation.parse_matrix(a).astype(float)
    assert np.allclose(vectors.T @ vectors, np.eye(len(matrix)), rtol=0, atol=1e-14)
    assert np.allclose(matrix @ vectors, vectors * values, rtol=0, atol=1e-14)
    assert np.all(np.diff(values) <= 0)


def test_complex_eigenvectors_are_copied_exactly() -> None:
    lines = copied("matrix eigen", a="[3 -2;4 -1]").text.splitlines()
    assert lines[1:] == ["λ₁ = 1 + 2i", "   v = [1, 1 - i]", "λ₂ = 1 - 2i", "   v = [1, 1 + i]"]


def test_rounded_factors_are_copied_behind_an_approximate_sign() -> None:
    copies = copied("matrix svd", a="[1 1;1 0;1 0]")
    a, _, sigma, _ = copies.text.splitlines()
    largest = math.sqrt(2 + math.sqrt(2))
    assert a == "A = [[1, 1], [1, 0], [1, 0]]"
    assert sigma.startswith(f"Σ ≈ [[{largest}, 0.0], ")
    assert notation.parse_matrix(sigma)[0, 0] == pytest.approx(largest, abs=0)
    assert r"A = \begin" in copies.latex
    assert r"U \approx \begin" in copies.latex


def test_exact_factors_are_copied_behind_an_equals_sign() -> None:
    copies = copied("matrix cholesky", a="[4 2;2 10]")
    assert copies.text.splitlines()[1] == "L = [[2, 0], [1, 3]]"
    assert "approx" not in copies.latex
    roots = copied("matrix cholesky", a="[2 1;1 2]")
    assert roots.text.splitlines()[1] == "L = [[√2, 0], [√2/2, √6/2]]"


@pytest.mark.parametrize(
    ("a", "values", "latex"),
    [
        ("[2 1;1 2]", ["= 3", "= 1"], ["= 3", "= 1"]),
        ("[2 0;0 2]", ["= 2   (2 times)"], ["= 2"]),
        ("[0 -1;1 0]", ["= i", "= -i"], ["= i", "= -i"]),
        ("[1 -2;2 1]", ["= 1 + 2i", "= 1 - 2i"], ["= 1 + 2i", "= 1 - 2i"]),
        # λ² + 3/4
        (
            "[0 -3/4;1 0]",
            [f"= √3/2 i ≈ {math.sqrt(3) / 2}i", f"= -√3/2 i ≈ -{math.sqrt(3) / 2}i"],
            [r"= \frac{\sqrt{3}}{2} i", r"= -\frac{\sqrt{3}}{2} i"],
        ),
        # λ² − 2
        (
            "[0 2;1 0]",
            [f"= √2 ≈ {math.sqrt(2)}", f"= -√2 ≈ -{math.sqrt(2)}"],
            [r"= \sqrt{2}", r"= -\sqrt{2}"],
        ),
        (
            "[sqrt(2) 0;0 sqrt(3)]",
            [f"= √3 ≈ {math.sqrt(3)}", f"= √2 ≈ {math.sqrt(2)}"],
            [r"= \sqrt{3}", r"= \sqrt{2}"],
        ),
        (
            "[e 0;0 pi]",
            [f"≈ {math.pi}", f"≈ {math.e}"],
            [rf"\approx {math.pi}", rf"\approx {math.e}"],
        ),
    ],
)
def test_eigenvalues_are_copied_with_all_their_digits(
    a: str, values: list[str], latex: list[str]
) -> None:
    copies = copied("matrix eigen", a=a)
    lines = [line[3:] for line in copies.text.splitlines() if line.startswith("λ")]
    assert lines == values
    names = [rf"\lambda_{{{k}}} " for k in range(1, len(latex) + 1)]
    assert copies.latex == r", \quad ".join(map(str.__add__, names, latex))


def test_eigenvectors_are_copied_with_all_their_digits() -> None:
    # λ³ = 2, and v = [λ², λ, 1]
    lines = copied("matrix eigen", a="[0 0 2;1 0 0;0 1 0]").text.splitlines()
    x, y, z = notation.parse_vector(lines[2])
    assert lines[2].startswith("   v ≈ [")
    assert float(x / y) == pytest.approx(2 ** (1 / 3), rel=1e-14)
    assert float(y / z) == pytest.approx(2 ** (1 / 3), rel=1e-14)


def test_quadratic_eigenvectors_are_copied_exactly() -> None:
    lines = copied("matrix eigen", a="[1 1;1 0]").text.splitlines()
    assert lines[2] == "   v = [1 + √5, 2]"


@pytest.mark.parametrize(
    ("a", "b", "solution"),
    [
        ("[1 1;1 -1]", "3 1", r"\Longrightarrow \quad x = \begin{bmatrix} 2 \\ 1 \end{bmatrix}"),
        ("[1 2;2 4]", "3 6", r"0 \end{bmatrix} + t_{1} \begin{bmatrix} -2 \\ 1 \end{bmatrix}"),
        # AᵀA x = Aᵀb: 5 x = 17
        (
            "[1;2]",
            "3 7",
            r"\text{has no solution; nearest:} \quad x = \begin{bmatrix} \frac{17}{5}",
        ),
        ("[sqrt(2)]", "2", r"x = \begin{bmatrix} \sqrt{2} \end{bmatrix}"),
        ("[pi]", "1", r"x \approx \begin{bmatrix} 0.3183098861837907"),
    ],
)
def test_the_solution_is_in_the_latex(a: str, b: str, solution: str) -> None:
    assert solution in copied("matrix solve", a=a, b=b).latex


def test_a_solution_is_copied_with_all_its_digits() -> None:
    text = copied("matrix solve", a="[30001 0;0 7]", b="20002 1").text
    assert text.splitlines()[2] == "x = [20002/30001, 1/7]"


@pytest.mark.parametrize(
    ("command", "inputs"),
    [
        ("matrix det", {"a": "[pi 0;0 1]"}),
        ("transform", {"matrix": "[pi 0;0 1]"}),
        ("vector unit", {"v": "[pi, 1]"}),
        ("dot", {"a": "[pi, 1]", "b": "[e, 1]"}),
        ("vector cross", {"a": "[pi, 1, 1]", "b": "[1, 2, 3]"}),
    ],
)
def test_nothing_rounded_is_copied_as_equal(command: str, inputs: dict[str, str]) -> None:
    copies = copied(command, **inputs)
    assert "=" not in copies.text
    assert "=" not in copies.latex


@pytest.mark.parametrize(
    ("b", "latex"),
    [("[1, 1]", r"\theta = 45 ^\circ"), ("[1, 3]", r"\theta \approx 71.56505117707799 ^\circ")],
)
def test_the_angle_is_copied_with_its_sign(b: str, latex: str) -> None:
    assert copied("vector angle", a="[1, 0]", b=b).latex == latex


def near(found: Any, expected: Any) -> bool:
    ours = np.array(expected.tolist(), dtype=object).astype(float)
    return ours.shape == np.shape(found) and np.allclose(
        np.array(found.tolist(), dtype=object).astype(float), ours, rtol=1e-9
    )


MATRICES = (
    "[0.1 0.2; 0.3 0.6]", "[1 2; 3 4]", "[1/3 1 2; 1 3 7]", "[√2 1; 2 √2]", "[1+√2 -1; 1 √3/2]",
    "[pi 2*pi; 1 2]", "[0 1; 1 0; 2 5]", "[0 0 1; 0 0 2; 3 1 1]", "[1e-12 1; 1 1e15]",
)  # fmt: skip


@pytest.mark.parametrize("a", MATRICES)
def test_the_copy_of_a_reduction_gives_what_is_shown(a: str) -> None:
    expected = la.row_reduce(la.parse_matrix(a))
    rref, pivots = run(copied("matrix rref", a=a).numpy)

    assert near(rref, expected.rref)
    assert pivots == expected.pivots


@pytest.mark.parametrize("a", MATRICES)
def test_the_copy_of_a_factorization_gives_what_is_shown(a: str) -> None:
    expected = la.lu(la.parse_matrix(a))
    *p, lower, upper = run(copied("matrix lu", a=a).numpy)

    assert bool(p) == bool(expected.swaps)
    assert all(near(found, expected.p) for found in p)
    assert near(lower, expected.l)
    assert near(upper, expected.u)


@pytest.mark.parametrize("a", MATRICES[:-1])
def test_the_copy_of_subspaces_spans_all_four(a: str) -> None:
    expected = la.subspaces(la.parse_matrix(a))
    found = run(copied("matrix spaces", a=a).numpy)

    for theirs, ours in zip(
        found, (expected.column, expected.row, expected.null, expected.left_null), strict=True
    ):
        assert len(theirs) == len(ours)
        if ours:
            basis = np.array([np.array(v, dtype=object).ravel().astype(float) for v in theirs])
            both = np.vstack([basis, np.array([v.astype(float) for v in ours])])
            scaled = both / np.abs(both).max(axis=1, keepdims=True)
            assert np.linalg.matrix_rank(scaled, tol=1e-9) == len(ours)


@pytest.mark.parametrize(
    ("a", "b", "degrees"),
    [
        ("[1,1,1]", "[2,2,2]", 0), ("[1,0]", "[-3,0]", 180), ("[1,0]", "[1,1]", 45),
        ("[√2 1]", "[1 -√2]", 90),
    ],
)  # fmt: skip
def test_the_copy_of_an_angle_is_no_nan(a: str, b: str, degrees: float) -> None:
    assert run(copied("vector angle", a=a, b=b).numpy) == pytest.approx(degrees, abs=1e-9)


RUN = [
    ("matrix rref", {"a": "[0.1 0.2 0.3;0.4 0.5 0.6;0.7 0.8 0.9]"}),
    ("matrix rref", {"a": "[sqrt(2) 2;1 sqrt(2)]"}),
    ("matrix rref", {"a": "[pi 2;2*pi 4]"}),
    ("matrix spaces", {"a": "[0.1 0.2;0.3 0.6;0 0]"}),
    ("matrix spaces", {"a": "[pi 2;2*pi 4]"}),
    ("matrix lu", {"a": "[0 1;2 3]"}),
    ("matrix lu", {"a": "[1 2 3;2 4 7;3 5 3]"}),
    ("matrix lu", {"a": "[0.1 0.2;0.3 0.6]"}),
    ("matrix lu", {"a": "[sqrt(2) 1;2 sqrt(2)]"}),
    ("matrix det", {"a": "[0.1 0.2;0.3 0.6]"}),
    ("matrix rank", {"a": "[1 1;1 1.00000000000000000001]"}),
    ("matrix inverse", {"a": "[1 1;1 1.00000000000000000001]"}),
    ("matrix inverse", {"a": "[1 2;2 4]", "_pseudo": "yes"}),
    ("matrix inverse", {"a": "[1 2 3;4 5 6]"}),
    ("matrix solve", {"a": "[1 1;1 1.00000000000000000001]", "b": "1 2"}),
    ("matrix solve", {"a": "[1 2;2 4]", "b": "3 6"}),
    ("matrix solve", {"a": "[pi 2;2*pi 4]", "b": "3 6"}),
    ("matrix solve", {"a": "[1 2;2 4;0 0]", "b": "3 7 1"}),
    ("matrix qr", {"a": "[0 0 1;0 0 2;3 4 5]"}),
    ("matrix qr", {"a": "[1 2 3;4 5 6;7 8 9]"}),
    ("matrix cholesky", {"a": "[1 1;1 1.00000000000000000001]"}),
    ("matrix svd", {"a": "[1 2 3;4 5 6;7 8 9]"}),
    ("matrix svd", {"a": "[1 1;1 1.00000000000000000001]"}),
    ("matrix eigen", {"a": "[3 1 0;-1 1 0;1 1 2]"}),
    ("matrix eigen", {"a": "[2 1;1 2]"}),
    ("vector angle", {"a": "[1,1,1]", "b": "[2,2,2]"}),
    ("vector angle", {"a": "[0.1,0.3]", "b": "[-0.2,-0.6]"}),
    ("vector project", {"a": "[1,2]", "b": "[3,5]"}),
    ("transform", {"matrix": "[1 2;2 4]"}),
    ("fit", {"points": "1 2; 2 3; 4 4; 1e6 3; -5 1/3", "degree": "3"}),
    ("factorize", {"ratings": "name,a,b,c\nann,5,?,1\nbob,4,2,1\ncy,1,5,?", "rank": "1"}),
    ("data plane", {"data": "1 2 3;4 5 7;2 2 2;0 1 5"}),
    ("words map", {"words": "cat dog car"}),
]


@pytest.mark.parametrize(("command", "inputs"), RUN, ids=lambda value: str(value)[:60])
def test_copies_run_and_give_what_is_shown(command: str, inputs: dict[str, str]) -> None:
    options = discover().command(command).options
    check(Question(command, {**{option.name: "" for option in options}, **inputs}))


def test_the_copy_of_spaces_has_bases_of_all_four() -> None:
    code = copied("matrix spaces", a="[1 2 0;2 4 0]").numpy

    assert "column, row, null, left_null" in code
    assert "numpy" not in code


def test_fractions_are_copied_for_sympy_as_they_are() -> None:
    code = copied("matrix rref", a="[1/3 0.25;sqrt(2)/3 1]").numpy

    assert (
        "A = sympy.Matrix([[sympy.Rational(1, 3), sympy.Rational(1, 4)], "
        "[sympy.Rational(1, 3) * sympy.sqrt(2), 1]])" in code
    )


def test_a_plane_of_many_points_is_copied_with_all_of_them() -> None:
    text = "\n".join(f"{k},{k * k % 7},{k * k % 11}" for k in range(400))

    check(Question("data plane", {"data": text}))
