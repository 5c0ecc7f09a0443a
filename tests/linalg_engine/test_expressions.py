"""What people type into a calculator for vectors and matrices, and what it comes to."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.exact import is_exact_number
from linalg_engine.expressions import evaluate
from linalg_engine.formatting import exact_matrix, exact_vector
from tests.linalg_engine.evaluating import VARIABLES, F, outcome
from tests.linalg_engine.some_matrices import root

ROOT2 = root(2)

INVERSE = [[-2, 1], [F(3, 2), F(-1, 2)]]

VALUES: dict[str, Any] = {
    # What the commands' help shows
    "A' * B": [[26, 30], [38, 44]], "A B": [[19, 22], [43, 50]], "2A": [[2, 4], [6, 8]],
    r"A \ b": [-4, F(9, 2)], "inv(A)": INVERSE, "det(A)": -2, "A^-1": INVERSE,
    "A^5": [[1069, 1558], [2337, 3406]], "[1,2,3] . [4,5,6]": 32, "[1,2,3] · [4,5,6]": 32,
    "dot(a,b)": 17, "cross(v, w)": [-3, 6, -3], "norm([3, 4])": 5, "I(2)": [[1, 0], [0, 1]],
    "eye(2)": [[1, 0], [0, 1]], "zeros(2,3)": [[0, 0, 0], [0, 0, 0]], "ones(3)": [1, 1, 1],
    "rank(M)": 2, "trace(A)": 5, "transpose(A)": [[1, 3], [2, 4]], "A^T": [[1, 3], [2, 4]],
    "A'": [[1, 3], [2, 4]], "Aᵀ": [[1, 3], [2, 4]], "2*[1,2] - [0,1]": [2, 3],
    "[1 2; 3 4] * [5; 6]": [17, 39],
    # Vectors are columns
    "a' * b": 17, "a'b": 17, "a * b'": [[5, 6], [10, 12]], "A a": [5, 11], "a A": [7, 10],
    "a' A b": 95, "M v": [14, 32], "v'": [[1, 2, 3]], "v''": [1, 2, 3], "M' b": [29, 40, 51],
    "[1,2,3]'": [[1, 2, 3]], "[[1,2,3]]": [[1, 2, 3]], "[[1],[2],[3]]": [1, 2, 3],
    "[1;2;3]": [1, 2, 3], "[5]": [5], "[[5]]": [[5]], "(5)": 5, "v × w": [-3, 6, -3],
    "[1,2,3] x [4,5,6]": [-3, 6, -3], "v·w": 32, "v @ w": 32, "A @ a": [5, 11], "v.w": 32,
    "A · B": [[19, 22], [43, 50]], "A × B": [[19, 22], [43, 50]], "2 · 3": 6, "2 × 3": 6,
    "2 · v": [2, 4, 6], "v * 2": [2, 4, 6], "v / 2": [F(1, 2), 1, F(3, 2)], "-v": [-1, -2, -3],
    # Exponents and transposes
    "A²": [[7, 10], [15, 22]], "A⁻¹": INVERSE, "A^2'": [[7, 15], [10, 22]],
    "A'^2": [[7, 15], [10, 22]], "A^-1'": [[-2, F(3, 2)], [1, F(-1, 2)]], "A^{-1}": INVERSE,
    "A^-1 b": [-4, F(9, 2)], "A^0": [[1, 0], [0, 1]], "A^n": [[37, 54], [81, 118]],
    "-A^2": [[-7, -10], [-15, -22]], "2^3^2": 512, "A^2^2": [[199, 290], [435, 634]],
    "A**2": [[7, 10], [15, 22]], "A.T": [[1, 3], [2, 4]], "(A B)'": [[19, 43], [22, 50]],
    "3'": 3, "2^-n": F(1, 8), "(-2)^3": -8, "4^0.5": 2,
    # Systems
    r"A\b": [-4, F(9, 2)], r"A\[5,6]": [-4, F(9, 2)], r"A \ (2b)": [-8, 9],
    r"A \ B": [[-3, -4], [4, 5]], r"(A'A) \ (A'b)": [-4, F(9, 2)], "solve(A, b)": [-4, F(9, 2)],
    r"A'A \ A'b": [-4, F(9, 2)], r"[1 0; 0 1; 1 1] \ [1, 2, 3]": [1, 2],
    # Blanks: in lists they separate, elsewhere they mean nothing
    "A -B": [[-4, -4], [-4, -4]], "A - B": [[-4, -4], [-4, -4]], "(A -B)": [[-4, -4], [-4, -4]],
    "[n -1]": [3, -1], "[n - 1, 2]": [2, 2], "(1 -2)": -1, "(1 -2, 3)": [1, -2, 3],
    "(1 2 3)·(4 5 6)": 32, "{1, 2} + <3, 4>": [4, 6], "[det(A) 2n]": [-2, 6],
    "[det (A), n^2; 1/3, -n]": [[-2, 9], [F(1, 3), -3]], "A\n*a": [5, 11],
    "[1, 2\n3, 4] a": [5, 11], "[a·b, v·w]": [17, 32],
    # Numbers
    "1/2 + 1/3": F(5, 6), "2pi": 2 * math.pi, "e^2": math.e**2, "sqrt(2)": ROOT2,
    "sqrt(n + 1)": 2, "2√(n +1)": 4, "√2": ROOT2, "abs(-n)": 3, "ln(e)": 1.0, "exp(0)": 1.0,
    "sin(pi/2)": 1.0, "cos(0) + tan(0)": 1.0, "2½ n": F(15, 2), "n r": 1.5,
    "Fraction(1, 2)": F(1, 2), "a'ᵀ": [1, 2], "A^Tᵀ": [[1, 2], [3, 4]],
    "norm(v)": root(14), "norm(v, 1)": 6, "norm(-v')": root(14),
    "unit([3, 4])": [F(3, 5), F(4, 5)], "unit([1, 1])": [ROOT2 / 2, ROOT2 / 2],
    "√2 a": [ROOT2, 2 * ROOT2], "[√2, 1] · [√2, -2]": 0, "[√2 1; 1 √2] [1, √2]": [2 * ROOT2, 3],
    "det([√2 1; 2 √2])": 0, "rank([√2 1; 2 √2])": 1,
    "[√2 1; 0 1]^3": [[2 * ROOT2, 3 + ROOT2], [0, 1]],
    "inv([√2 1; 1 √2])": [[ROOT2, -1], [-1, ROOT2]], "[√2 1; 1 √2] \\ [3, 0]": [3 * ROOT2, -3],
    "√2 + √8": 3 * ROOT2, "√2^2": 2,
    "data_1 * 2": [[1.0, 3.0], [5.0, 7.0]], "tr(A) - trace(B)": -8, "0.1 + 0.2": F(3, 10),
    # Entries, counted from 1
    "[1 2;3 4](1,2)": 2, "[1 2; 3 4][2,1]": 3, "A[1,2]": 2, "A(1,:)": [1, 2], "A[:, 2]": [2, 4],
    "v[3]": 3, "v(2)": 2, "A'(1,2)": 3, "A(1,2)^2": 4, "2A[2,2]": 8, "(A + B)(1,2)": 8,
    "A B[1,2]": [[6, 12], [18, 24]], "A[:,:]": [[1, 2], [3, 4]], "n(2)": 6, "(1+1)(3)": 6,
    "A [5, 6]": [17, 39], "3(1,2)": [3, 6], "[A[1,1], A[2,2]]": [1, 4], "det(A)(2)": -4,
    # Degrees, percentages, diagonals, comments
    "cos(60°)": F(1, 2), "2*sin(-30°)": -1, "cos(30^\\circ)": ROOT2 * root(6) / 4, "180°": math.pi,
    "50% * 8": 4, "[50% 25%]": [F(1, 2), F(1, 4)], "diag(1, 2)": [[1, 0], [0, 2]],
    "diag(a) b": [5, 12], r"\operatorname{diag}(1,√2)": [[1, 0], [0, ROOT2]], "diag(A)": [1, 4],
    "diag(A[1,:])": [[1, 0], [0, 2]], "A * a % the product": [5, 11], "A a # the product": [5, 11],
    # LaTeX and Python as pasted
    r"\begin{bmatrix}1 & 2\\3 & 4\end{bmatrix} a": [5, 11],
    r"\begin{bmatrix}1 & 2 & 3\end{bmatrix}\begin{bmatrix}4\\5\\6\end{bmatrix}": 32,
    r"\begin{bmatrix}1 & -2\end{bmatrix}": [[1, -2]], r"\det(A)": -2, r"\frac{a}{2}": [F(1, 2), 1],
    r"\mathbf{A}^T \vec{b}": [23, 34], r"\operatorname{rank}(A)": 2, r"A \cdot a": [5, 11],
    r"\vec{v} \times \vec{w}": [-3, 6, -3], r"2 \pi": 2 * math.pi, r"\frac12 n": F(3, 2),
    r"\begin{vmatrix}1&2\\3&4\end{vmatrix}": -2,
    r"2\begin{vmatrix*}[r] 1 & \frac{1}{2} \\ 3 & -4 \end{vmatrix*} + 1": -10,
    r"\begin{vmatrix}1&2\\3&\begin{vmatrix}1&2\\3&4\end{vmatrix}\end{vmatrix}": -8,
    "A^⊤ b": [23, 34], "A^{ᵀ} b": [23, 34],
    "np.linalg.inv(np.array([[1, 2], [3, 4]])) @ b": [-4, F(9, 2)], "`A * a`": [5, 11],
}  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), VALUES.items())
def test_value(typed: str, expected: Any) -> None:
    value = evaluate(typed, VARIABLES)
    if isinstance(expected, list):
        assert isinstance(value, np.ndarray)
        assert value.shape == np.shape(np.array(expected, dtype=object))
        assert value.tolist() == expected
        assert (value.dtype == object) is not isinstance(np.ravel(expected)[0], float)
    elif isinstance(expected, float):
        assert isinstance(value, (float, Fraction))
        assert value == pytest.approx(expected, rel=1e-15)
    else:
        assert is_exact_number(value)
        assert value == expected


def test_results_read_back_as_they_are() -> None:
    """What is printed and saved under a name is the same value again, shape and all."""
    for typed in ("v'", "v", "A", "M'", "[[5]]", "[5]", "inv(A)"):
        value = evaluate(typed, VARIABLES)
        assert isinstance(value, np.ndarray)
        text = exact_vector(value) if value.ndim == 1 else exact_matrix(value)
        again = evaluate(text)
        assert isinstance(again, np.ndarray)
        assert again.shape == value.shape
        assert np.array_equal(again, value)


def test_variables_win_over_constants_and_keep_their_case() -> None:
    assert evaluate("e + 1", {"e": F(2)}) == 3
    assert evaluate("x X", {"x": F(2), "X": F(5)}) == 10


def test_variables_are_left_as_they_are() -> None:
    evaluate("A' + 2A - A^-1 + inv(A)", VARIABLES)
    assert VARIABLES["A"].tolist() == [[1, 2], [3, 4]]


def test_large_products_are_exact_without_roots() -> None:
    a = np.arange(1, 401).reshape(20, 20)
    with_root = a.astype(object)
    with_root[0, 0] = root(2)

    exactly = evaluate("A A", {"A": a})
    with_roots = evaluate("A A", {"A": with_root})

    assert isinstance(exactly, np.ndarray)
    assert isinstance(with_roots, np.ndarray)
    assert exactly.tolist() == (a @ a).tolist()
    assert exactly.dtype == object
    assert with_roots.dtype == np.float64


# Agreement with SymPy


sizes = st.integers(1, 3)
small = st.fractions(-4, 4, max_denominator=3)


@st.composite
def expression(draw: Any, shape: tuple[int, ...], depth: int) -> tuple[str, Any]:
    """A text, and what SymPy says it is: a number, or a matrix of the shape (m, n)."""
    if depth == 0:
        return draw(literal(shape))
    return draw(st.one_of([literal(shape), *(make(shape, depth - 1) for make in MAKERS)]))


@st.composite
def literal(draw: Any, shape: tuple[int, ...]) -> tuple[str, Any]:
    rows = [[draw(small) for _ in range(math.prod(shape[1:]))] for _ in range(math.prod(shape[:1]))]
    if shape == ():
        return f"({rows[0][0]})", sympy.Rational(rows[0][0])
    value = sympy.Matrix([[sympy.Rational(x) for x in row] for row in rows])
    style = draw(st.sampled_from(["matlab", "python"]))
    if style == "matlab" and min(shape) > 1:
        return "[" + "; ".join(" ".join(map(str, row)) for row in rows) + "]", value
    return "[" + ", ".join(f"[{', '.join(map(str, row))}]" for row in rows) + "]", value


@st.composite
def total(draw: Any, shape: tuple[int, ...], depth: int) -> tuple[str, Any]:
    (left, a), (right, b) = draw(expression(shape, depth)), draw(expression(shape, depth))
    sign = draw(st.sampled_from(["+", " - ", " -"]))
    return f"({left}{sign}{right})", a + b if sign == "+" else a - b


@st.composite
def product(draw: Any, shape: tuple[int, ...], depth: int) -> tuple[str, Any]:
    sign = draw(st.sampled_from([" * ", " ", "·"]))
    if shape == ():
        (left, a), (right, b) = draw(expression((), depth)), draw(expression((), depth))
    else:
        inner = draw(st.integers(2, 3))
        left, a = draw(expression((shape[0], inner), depth))
        right, b = draw(expression((inner, shape[1]), depth))
    return f"({left}{sign}{right})", a * b


@st.composite
def scaled(draw: Any, shape: tuple[int, ...], depth: int) -> tuple[str, Any]:
    (left, a), (right, b) = draw(expression((), depth)), draw(expression(shape, depth))
    return f"({left} {right})", a * b


@st.composite
def transposed(draw: Any, shape: tuple[int, ...], depth: int) -> tuple[str, Any]:
    text, value = draw(expression(shape[::-1], depth))
    mark = draw(st.sampled_from(["'", "^T", "ᵀ"]))
    return f"{text}{mark}", value if shape == () else value.T


@st.composite
def raised(draw: Any, shape: tuple[int, ...], depth: int) -> tuple[str, Any]:
    square = shape == () or shape[0] == shape[1] > 1
    text, value = draw(expression(shape, depth))
    exponent = draw(st.integers(0, 3)) if square else 1
    return (f"({text}^{exponent})", value**exponent) if square else (text, value)


@st.composite
def from_matrix(draw: Any, shape: tuple[int, ...], depth: int) -> tuple[str, Any]:
    n = draw(st.integers(2, 3))
    text, value = draw(expression((n, n), depth))
    if shape != ():
        return draw(expression(shape, depth))
    name, function = draw(
        st.sampled_from([("det", sympy.Matrix.det), ("trace", sympy.Matrix.trace),
                         ("rank", sympy.Matrix.rank)])
    )  # fmt: skip
    return f"{name}({text})", sympy.sympify(function(value))


@st.composite
def inverted(draw: Any, shape: tuple[int, ...], depth: int) -> tuple[str, Any]:
    text, value = draw(expression(shape, depth))
    if shape == () or shape[0] != shape[1] or shape[0] == 1 or value.det() == 0:
        return text, value
    form = draw(st.sampled_from(["inv({})", "({}^-1)", "({} \\ I(" + str(shape[0]) + "))"]))
    return form.format(text), value.inv()


MAKERS = [total, product, scaled, transposed, raised, from_matrix, inverted]


@given(st.data())
def test_agreement_with_sympy(data: st.DataObject) -> None:
    shape = data.draw(st.sampled_from([(), (2, 2), (3, 3), (2, 3), (3, 2), (3, 1), (1, 3)]))
    text, expected = data.draw(expression(shape, 2))
    value, error = outcome(text, {})
    if error is not None:
        assert any(part in error.problem for part in ("too large", "larger than", "too close"))
    elif shape == ():
        assert value == F(int(expected.p), int(expected.q))
    else:
        assert isinstance(value, np.ndarray)
        # A matrix of one column is a vector.
        flat = value.reshape(-1, 1) if value.ndim == 1 else value
        assert flat.shape == expected.shape
        assert sympy.Matrix(flat.tolist()) == expected
