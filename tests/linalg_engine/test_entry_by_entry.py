"""Operations and functions that go entry by entry, and shapes that are stretched for them."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.errors import InputError
from linalg_engine.exact import is_exact_number
from linalg_engine.expressions import evaluate
from tests.linalg_engine.evaluating import F, exact
from tests.linalg_engine.some_matrices import root

T = TypeVar("T")


VARIABLES: dict[str, Any] = {
    "A": exact([[1, 2], [3, 4]]),
    "B": exact([[5, 6], [7, 8]]),
    "M": exact([[1, 2, 3], [4, 5, 6]]),
    "v": exact([1, 2, 3]),
    "z": exact([1, 0, 2]),
    "r": np.array([0.5, 1.5]),
}

VALUES: dict[str, Any] = {
    # MATLAB's points, and other people's signs for the same
    "A .* B": [[5, 12], [21, 32]], "A ./ B": [[F(1, 5), F(1, 3)], [F(3, 7), F(1, 2)]],
    "A.*B": [[5, 12], [21, 32]], "A.^2": [[1, 4], [9, 16]], "A .^ B": [[1, 64], [2187, 65536]],
    "A.^-1": [[1, F(1, 2)], [F(1, 3), F(1, 4)]], "2.^v": [2, 4, 8], "1./v": [1, F(1, 2), F(1, 3)],
    "2.*v": [2, 4, 6], "2. * v": [2, 4, 6], "v.**2": [1, 4, 9], "A ⊙ B": [[5, 12], [21, 32]],
    "v ∘ v": [1, 4, 9], "A.^2'": [[1, 9], [4, 16]], "-v.^2": [-1, -4, -9], "2 .* 3": 6,
    "[1 4 9].^0.5": [1, 2, 3], "[2, 8].^(1/2)": [root(2), root(8)], "v .* v'": [[1, 2, 3],
    [2, 4, 6], [3, 6, 9]], "multiply(v, v)": [1, 4, 9], "np.power(v, 2)": [1, 4, 9],
    "np.add(v, 1)": [2, 3, 4], "subtract(1, v)": [0, -1, -2], "divide(v, 2)": [F(1, 2), 1, F(3, 2)],
    # Stretched
    "A + 1": [[2, 3], [4, 5]], "1 - A": [[0, -1], [-2, -3]], "v + 1/2": [F(3, 2), F(5, 2), F(7, 2)],
    "v + v'": [[2, 3, 4], [3, 4, 5], [4, 5, 6]], "[1; 2] + [10 20 30]'": [[11, 21, 31],
    [12, 22, 32]], "M + [10, 20]": [[11, 12, 13], [24, 25, 26]], "M + v": [[2, 4, 6], [5, 7, 9]],
    "M + v'": [[2, 4, 6], [5, 7, 9]], "A + [10, 20]": [[11, 12], [23, 24]],
    "A + [10, 20]'": [[11, 22], [13, 24]], "[[1]] + v'": [[2, 3, 4]], "v - [1]": [0, 1, 2],
    # Comparisons
    "A > 2": [[0, 0], [1, 1]], "sum(A > 2)": 2, "A >= 2": [[0, 1], [1, 1]], "2 < v": [0, 0, 1],
    "A == A'": [[1, 0], [0, 1]], "v != 2": [1, 0, 1], "v ~= 2": [1, 0, 1], "v <= 2": [1, 1, 0],
    r"v \le 2": [1, 1, 0], "3 > 2": 1, "1/3 == 0.333": 0, "v≥2": [0, 1, 1], "2<3": 1,
    "(v > 1) .* (v < 3)": [0, 1, 0], "<1, 2> + <3, 4>": [4, 6], "<1,2>·<3,4>": 11,
    "<1, 2> == <1, 3>": [1, 0], "√2 < 3/2": 1, "v > v'": [[0, 0, 0], [1, 0, 0], [1, 1, 0]],
    # Functions of every entry
    "sqrt([4, 9])": [2, 3], "sqrt([2, 8])": [root(2), root(8)], "abs([-1 2; 3 -4])": [[1, 2],
    [3, 4]], "exp([0, 1])": [1.0, math.e], "log([1, 2])": [0.0, math.log(2)], "log10(1000)": 3,
    "log2([1, 8, 1/4])": [0, 3, -2], "sign([-2, 0, 5])": [-1, 0, 1], "floor([5/2, -5/2])": [2, -3],
    "ceil(√2)": 2, "round(5/2)": 2, "round(3.14159, 2)": F(157, 50), "relu([-1, 2])": [0, 2],
    "sigmoid(0)": F(1, 2), "sin([0, pi])": [0.0, math.sin(math.pi)], "mod(-7, 3)": 2,
    "mod([7, -7], 3)": [1, 2], "maximum([-1, 2], 0)": [0, 2], "minimum(v, 2)": [1, 2, 2],
    "5!": 120, "[3!, 0!]": [6, 1], "2*3!": 12, "factorial([3, 4])": [6, 24],
    # Angles: multiples of π and of degrees are exact
    "sin(pi/6)": F(1, 2), "cos(2pi/3)": F(-1, 2), "sin(pi)": 0, "tan(3π/4)": -1,
    "cos(30° + 60°)": 0, "sin(2 * 15°)": F(1, 2), "sind(30)": F(1, 2),
    "cosd([0, 60])": [1, F(1, 2)],
    "deg2rad(180)": math.pi, "rad2deg(pi)": 180.0, "sin(-pi/2)": -1, "sin(30° - 60°)": F(-1, 2),
    # Ranges
    "1:4": [1, 2, 3, 4], "[0:0.5:1]": [0, F(1, 2), 1], "sum(1:100)": 5050, "(5:-2:0)'": [[5, 3, 1]],
    "linspace(0, 1, 5)": [0, F(1, 4), F(1, 2), F(3, 4), 1], "range(3)": [0, 1, 2],
    "range(1, 7, 2)": [1, 3, 5], "np.arange(0, 1, 0.5)": [0, F(1, 2)], "zeros((2, 2))": [[0, 0],
    [0, 0]], "A(1:2, 1)": [1, 3], "A(end, end)": 4, "A(:)": [1, 3, 2, 4], "v(2:end)": [2, 3],
    # Tables
    "outer([1, 2], [3, 4])": [[3, 4], [6, 8]], "kron([1 2; 3 4], [1, 1]')": [[1, 1, 2, 2],
    [3, 3, 4, 4]], "kron([1, 2], [1, 10])": [1, 10, 2, 20], "norm(A)": root(30),
    "dot(A, [1, 1])": [3, 7], "matmul(A, B)": [[19, 22], [43, 50]],
    # The pseudo-inverse and the exponential
    "pinv([1 2; 2 4])": [[F(1, 25), F(2, 25)], [F(2, 25), F(4, 25)]], "pinv(A)": [[-2, 1],
    [F(3, 2), F(-1, 2)]], "pinv([3, 4])": [[F(3, 25), F(4, 25)]], "pinv([3, 4]')": [F(3, 25),
    F(4, 25)], "expm([0 1; 0 0])": [[1, 1], [0, 1]], "expm([0 0; 0 0])": [[1, 0], [0, 1]],
    "expm([1 0; 0 2])": [[math.e, 0.0], [0.0, math.e**2]],
    # As it is pasted
    "A * B;": [[19, 22], [43, 50]], "2 + 3 =": 5, "A.'": [[1, 3], [2, 4]],
}  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), VALUES.items())
def test_value(typed: str, expected: Any) -> None:
    value: Any = evaluate(typed, VARIABLES)
    wanted = np.array(expected, dtype=object)
    assert np.shape(value) == wanted.shape
    if any(isinstance(x, float) for x in wanted.flat):
        np.testing.assert_allclose(np.asarray(value, float), wanted.astype(float), atol=1e-15)
    else:
        assert np.array_equal(np.asarray(value, object), wanted)
        assert all(map(is_exact_number, np.asarray(value, object).flat))


ERRORS = [
    ("M .* [1 2; 3 4]", "A 2×3 times a 2×2 does not fit: both need the same shape, or a row", 2),
    ("v .* [1, 2]", "A vector of 3 times a vector of 2 does not fit", 2),
    ("v == [1, 2]", "A vector of 3 == a vector of 2 does not fit", 2),
    ("v ./ z", "entry [2] of the divisor is 0", 2),
    ("A ./ [1 2; 0 4]", "entry [2, 1] of the divisor is 0", 2),
    ("1 ./ 0", "divides by 0", 2),
    ("v .^ ", "nothing after this .^", 2),
    (".* v", "nothing before this .*", 0),
    ("v >", "nothing after this >", 2),
    ("1 < v < 3", "(1 < x) .* (x < 3)", 6),
    ("v * v", ".* entry by entry (NumPy's *)", 2),
    ("v^2", "for the power of each entry v .^ 2", 1),
    ("A^0.5", "entry by entry write .^", 1),
    ("2^v", "Entry by entry write .^", 1),
    ("v / v", "entry by entry write ./", 2),
    ("v[0:1]", "counts from 0 and leaves its end out, as in Python", 1),
    ("v(3:2)", "Places go upwards", 1),
    ("v(2:9)", "no entry 9, only 3 entries", 1),
    ("expm(M)", "square matrix", 0),
    ("expm(I(50))", "40", 0),
    ("pinv(2)", "pinv needs a matrix", 0),
    ("acosh(0)", "from 1 on", 0),
    ("asin(2)", "from -1 to 1", 0),
    ("tan(pi/2)", "no value at 90°", 4),
    ("171!", "from 0 to 170", 3),
    ("(1/2)!", "whole number", 5),
    ("1:100000", "at most 1,000 numbers", 0),
    ("5:1", "no numbers in this range", 0),
    ("linspace(0, 1, 10^9)", "from 2 to 1,000", 0),
    ("kron(I(11), I(10))", "would be 110×110", 0),
    ("zeros(100, 100) + outer(ones(100), ones(100)) .^ ones(3)", "does not fit", 46),
    ("exp(1000)", "too large", 0),
    ("2 .^ (10^10)", "too large", 2),
    ("sum(v, keep=1)", "without keep=", 0),
    ("sqrt(v, axis=0)", "sqrt is written sqrt(x), without axis=", 0),
    ("rref(A)", "an expression has one value", 0),
    ("eig A", "an expression has one value", 0),
    ("Columns", "There is no Columns.", 0),
    ("int", "There is no int.", 0),
]


@pytest.mark.parametrize(("typed", "part", "position"), ERRORS)
def test_error(typed: str, part: str, position: int) -> None:
    with pytest.raises(InputError) as caught:
        evaluate(typed, VARIABLES)
    assert part in caught.value.problem
    assert "did you mean" not in caught.value.problem
    assert caught.value.position == position


# NumPy beside

SIGNS = {
    "+": operator.add, "-": operator.sub, ".*": operator.mul, "./": operator.truediv,
    "<": operator.lt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
FUNCTIONS = {
    "abs": np.abs, "exp": np.exp, "sqrt": lambda x: np.sqrt(np.abs(x)), "sin": np.sin,
    "floor": np.floor, "sign": np.sign, "relu": lambda x: np.maximum(x, 0),
}  # fmt: skip
SHAPES: list[tuple[int, ...]] = [(), (2, 3), (1, 3), (2, 1)]
NUMBERS = (-3.0, -2.0, -1.0, 0.0, 0.5, 1.0, 2.0, -1.25)


def typed_array(array: np.ndarray) -> str:
    """A number, a column or a matrix as text; a row is a column's transpose."""
    if array.ndim == 0:
        return f"({array.item()})"
    rows = "; ".join(" ".join(str(x) for x in row) for row in array.tolist())
    if array.shape[0] == 1 and array.shape[1] > 1:
        return f"[{rows.replace(' ', '; ')}]'"
    return f"[{rows}]"


def pick(chance: np.random.Generator, options: Sequence[T]) -> T:
    return options[int(chance.integers(len(options)))]


def tree(chance: np.random.Generator, depth: int) -> tuple[str, np.ndarray]:
    """An expression of numbers, 2×3, rows and columns, which fit by stretching; and its value."""
    if depth == 0:
        shape = pick(chance, SHAPES)
        array = np.array([pick(chance, NUMBERS) for _ in range(math.prod(shape))])
        return typed_array(array.reshape(shape)), array.reshape(shape)
    with np.errstate(all="ignore"):
        if chance.random() < 0.4:
            text, value = tree(chance, depth - 1)
            name = pick(chance, sorted(FUNCTIONS))
            inner = f"abs({text})" if name == "sqrt" else text
            return f"{name}({inner})", np.asarray(FUNCTIONS[name](value), float)
        (left, a), (right, b) = tree(chance, depth - 1), tree(chance, depth - 1)
        sign = pick(chance, sorted(SIGNS))
        return f"({left} {sign} {right})", np.asarray(SIGNS[sign](a, b), float)


def outcome(text: str) -> np.ndarray | str:
    try:
        return np.asarray(evaluate(text), float)
    except InputError as error:
        return error.problem


@given(st.integers(0, 2**32))
def test_agreement_with_numpy(seed: int) -> None:
    text, expected = tree(np.random.default_rng(seed), 3)
    value = outcome(text)
    if isinstance(value, str):
        assert "divides by 0" in value or "too large" in value, text
        return
    if value.ndim == 1 and expected.ndim == 2:
        value = value.reshape(-1, 1)
    assert value.shape == expected.shape, text
    near = np.abs(value - expected) <= 1e-9 * (1 + np.abs(expected))
    # The rounding of a float decides its comparison with what it equals.
    is_rounded = any(name in text for name in ("exp", "sqrt", "sin"))
    jumps = any(sign in text for sign in ("<", "=", "floor", "sign"))
    assert near.all() or (is_rounded and jumps), (text, value, expected)
