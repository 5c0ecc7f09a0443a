"""Complex numbers in expressions: exact where they can be, as Python has them otherwise."""

from __future__ import annotations

import cmath
import math
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.errors import InputError
from linalg_engine.exact import is_exact_number
from linalg_engine.expressions import evaluate
from tests.examples import examples
from tests.linalg_engine.some_matrices import root

F = Fraction
i: Any = root(-1)

EXACT: dict[str, Any] = {
    "3+4i": 3 + 4 * i, "3+4j": 3 + 4 * i, "3 - i": 3 - i, "i": i, "i^2": -1, "i*i": -1, "2i": 2 * i,
    "sqrt(-1)": i, "√-4": 2 * i, "sqrt(-2)": root(-2), "(-4)^(1/2)": 2 * i, "sqrt(3+4i)": 2 + i,
    "sqrt(-2i)": 1 - i, "sqrt([-1, 4])": [i, 2], "abs(3+4i)": 5, "abs(1+i)": root(2),
    "conj(3+4i)": 3 - 4 * i, "real(3+4i)": 3, "imag(3+4i)": 4, "real([1+i, 2])": [1, 2],
    "(1+2i)*(3-i)": 5 + 5 * i, "(1+2i)/(3-i)": (1 + 7 * i) / 10, "(1+i)^10": 32 * i,
    "(1+i)^-2": -i / 2, "1/i": -i, "i^i^2": -i, "-(1+i)": -1 - i, "(1+i) + (1-i)": 2,
    "3+4i == 3+4i": 1, "[i, 1] == [i, 2]": [1, 0], "i != 1": 1, "arg(2)": 0, "angle(5)": 0,
    "[1+i, 2; 3, 4-i] * [1, i]": [1 + 3 * i, 4 + 4 * i], "[i, 1]'": [[i, 1]],
    "[1, i] · [1, i]": 0, "[1, i] + 1": [2, 1 + i], "[1, i] .* [i, i]": [i, -1],
    "det([1+i 2; 3 4])": -2 + 4 * i, "det([i 1; -1 i])": 0, "trace([i 2; 3 i])": 2 * i,
    "inv([i 0; 0 2])": [[-i, 0], [0, F(1, 2)]], "[0 i; i 0]^3": [[0, -i], [-i, 0]],
    "[0 i; i 0]^-1": [[0, -i], [-i, 0]], "sum([i, 1, 1])": 2 + i, "mean([2i, 4])": 2 + i,
    "norm([3+4i, 0])": 5, "prod([i, i])": -1, "cumsum([i, 1])": [i, 1 + i],
    "transpose([i 1; 2 3])": [[i, 2], [1, 3]], "kron([i, 1], [1, i])": [i, -1, 1, i],
    # Two of i, j and k are unit vectors
    "3i + 4j": [3, 4], "3i+2j-k": [3, 2, -1], "2i - k": [2, 0, -1], "i × j + k": [0, 0, 2],
    "î + ĵ": [1, 1], r"2\hat{i} + \hat{j}": [2, 1],
}  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), EXACT.items())
def test_exact_value(typed: str, expected: Any) -> None:
    value: Any = evaluate(typed)
    wanted = np.array(expected, dtype=object)
    assert np.shape(value) == wanted.shape
    assert np.array_equal(np.asarray(value, object), wanted)
    assert all(map(is_exact_number, np.asarray(value, object).flat))


ROUNDED = {
    "e^(iπ)": -1, "e^iπ + 1": 0, "exp(πi/2)": 1j, "2πi": 2j * math.pi, "jπ": 1j * math.pi,
    "e^(i*pi)": -1, "exp(i pi/2)": 1j, "2 exp(i)": 2 * cmath.exp(1j), "arg(1+i)": math.pi / 4,
    "arg(-1)": math.pi, "angle(3+4i)": math.atan2(4, 3), "ln(i)": 1j * math.pi / 2,
    "(1.5+2i)*pi": (1.5 + 2j) * math.pi, "sin(i)": cmath.sin(1j), "cos(1+i)": cmath.cos(1 + 1j),
    "(1+i)^(1/3)": (1 + 1j) ** (1 / 3), "2^i": 2**1j, "i^i": 1j**1j, "sqrt(1+i)": (1 + 1j) ** 0.5,
    "abs(pi + i)": abs(math.pi + 1j), "exp(conj(1+i))": cmath.exp(1 - 1j),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), ROUNDED.items())
def test_rounded_value(typed: str, expected: complex) -> None:
    value = evaluate(typed)
    assert isinstance(value, float | complex)
    assert abs(value - expected) < 1e-14
    # What is real or imaginary has no other part left from rounding.
    assert isinstance(value, float) == (complex(expected).imag == 0)


@pytest.mark.parametrize(
    ("typed", "part", "position"),
    [
        ("rank([i 1; 1 i])", "for real numbers only", 0),
        ("[i 1; 1 2] \\ [1, 2]", "for real numbers only", 11),
        ("[i, 1, 2] × [1, 2, 3]", "for real numbers only", 10),
        ("i < 1", "have no order", 2),
        ("std([i, 1])", "for real numbers only", 0),
        ("sort([i, 1])", "for real numbers only", 0),
        ("inv([i 1; -1 i])", "determinant is 0", 0),
        ("inv([i 1 2; 1 2 3])", "square matrix", 0),
        ("0^i", "0 has no complex powers", 1),
        ("arg(0)", "no direction", 0),
        ("i/0", "divides by 0", 1),
        ("floor(i)", "real(z) and imag(z)", 0),
        ("rad2deg(i)", "for real numbers only", 0),
        ("deg2rad([i, 1])", "for real numbers only", 0),
        ("ln(-1)", "ln(abs(x)) + pi i", 0),
        ("(-8)^(1/3)", "-(8^(1/3))", 4),
        ("i°", "° can only follow a number", 1),
        ("(1+i)^(10^10)", "too large", 5),
        ("k", "There is no k", 0),
    ],
)
def test_error(typed: str, part: str, position: int) -> None:
    with pytest.raises(InputError) as caught:
        evaluate(typed)
    assert part in caught.value.problem
    assert caught.value.position == position


def test_names_win_over_the_imaginary_unit() -> None:
    assert evaluate("2i + j", {"i": F(5), "j": F(1)}) == 11
    assert evaluate("3 + 4i", {"j": F(1)}) == 3 + 4 * i


def test_kept_complex_values() -> None:
    z = evaluate("w^2", {"w": 1 + 2 * i})
    assert z == -3 + 4 * i
    assert evaluate("w * 2", {"w": 1.5 + 2j}) == 3 + 4j
    assert np.array_equal(np.asarray(evaluate("w * 2", {"w": np.array([0.5, 2j])})), [1, 4j])


entries = st.tuples(st.integers(-4, 4), st.integers(-4, 4))


def typed_matrix(rows: list[list[tuple[int, int]]]) -> str:
    return "[" + "; ".join(" ".join(f"{a}{b:+d}i" for a, b in row) for row in rows) + "]"


@examples(0.4)
@given(st.integers(1, 3).flatmap(lambda n: st.lists(
    st.lists(entries, min_size=n, max_size=n), min_size=n, max_size=n)))  # fmt: skip
def test_matrices_agree_with_sympy(rows: list[list[tuple[int, int]]]) -> None:
    matrix = sympy.Matrix([[a + b * sympy.I for a, b in row] for row in rows])
    text = typed_matrix(rows)
    expected = sympy.expand(matrix.det())
    value: Any = evaluate(f"det([{text}])" if len(rows) == 1 else f"det({text})")
    assert (value.real, value.imag) == (sympy.re(expected), sympy.im(expected))
    if expected != 0 and len(rows) > 1:
        identity = np.asarray(evaluate(f"{text} * inv({text})"), object)
        assert np.array_equal(identity, np.eye(len(rows)))


@given(
    st.complex_numbers(max_magnitude=3, allow_nan=False), st.sampled_from(["exp", "sin", "sqrt"])
)
def test_functions_agree_with_mpmath(z: complex, name: str) -> None:
    expected = getattr(mpmath, name)(mpmath.mpc(z))
    value: Any = evaluate(f"{name}(z)", {"z": z})
    assert abs(complex(value) - complex(expected)) < 1e-12 * (1 + abs(expected))
