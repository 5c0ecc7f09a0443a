"""What people type into a calculator for vectors and matrices, and what they are told."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.errors import InputError
from linalg_engine.exact import is_exact_number
from linalg_engine.expressions import evaluate
from linalg_engine.formatting import exact_matrix, exact_vector
from tests.examples import examples
from tests.linalg_engine.some_matrices import root
from tests.pickling import pickled

F = Fraction
ROOT2 = root(2)


def exact(rows: Any) -> np.ndarray:
    return np.vectorize(F, otypes=[object])(np.array(rows, dtype=object))


VARIABLES: dict[str, Any] = {
    "A": exact([[1, 2], [3, 4]]),
    "B": exact([[5, 6], [7, 8]]),
    "M": exact([[1, 2, 3], [4, 5, 6]]),
    "a": exact([1, 2]),
    "b": exact([5, 6]),
    "v": exact([1, 2, 3]),
    "w": exact([4, 5, 6]),
    "n": F(3),
    "r": 0.5,
    "data_1": np.array([[0.5, 1.5], [2.5, 3.5]]),
}

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


ERRORS = [
    # Shapes
    ("M * A", "A 2×3 times a 2×2 does not fit: 3 columns meet 2 rows.", 2),
    ("M A", "A 2×3 times a 2×2 does not fit: 3 columns meet 2 rows.", 2),
    ("A * v", "A 2×2 times a vector of 3 does not fit: 2 columns meet 3 entries.", 2),
    ("v * M", "A vector of 3 times a 2×3 does not fit: 3 entries meet 2 rows.", 2),
    ("A * a'", "A vector is a column here already: leave its transpose out.", 2),
    ("zeros(8, 2) * v", "An 8×2 times a vector of 3 does not fit", 12),
    ("a * b", "use · for the dot product, or × / cross() for the cross product", 2),
    ("a b", "use · for the dot product", 2),
    ("a + v", "A vector of 2 plus a vector of 3 does not fit", 2),
    ("A - M", "A 2×2 minus a 2×3 does not fit: both need the same shape", 2),
    ("a · v", "two vectors of the same length", 2),
    ("a × b", "3 dimensions", 2),
    ("A / B", "write A \\ b", 2),
    ("2 / a", "divided by a vector", 2),
    (r"A \ v", "A 2×2 \\ a vector of 3 does not fit: 2 rows meet 3 entries.", 2),
    (r"2 \ 6", "needs a matrix on the left", 2),
    ("v^2", "write v · v", 1),
    ("A^(1/2)", "whole exponent", 1),
    ("A^B", "An exponent is a number; this one is a 2×2", 1),
    ("M^2", "square matrix; this one is 2×3", 1),
    ("[A, B]", "Only numbers can be entries", 1),
    ("[1, a]", "Only numbers can be entries", 4),
    ("det(M)", "square matrix; this one is 2×3", 0),
    ("det(2)", "det needs a matrix", 0),
    ("norm(2)", "write abs(x)", 0),
    # No answer
    ("inv([1 2; 2 4])", "no inverse", 0),
    ("[1 2; 2 4]^-1", "no inverse", 10),
    (r"[1 2; 2 4] \ [1, 2]", "infinitely many solutions", 11),
    (r"[1 2; 2 4] \ [1, 3]", "no solution", 11),
    (r"[1 0; 0 1; 1 1] \ [1, 2, 4]", r"(least squares) write (A' * A) \ (A' * b)", 16),
    ("1/0", "divides by 0", 1),
    ("v/(n-3)", "divides by 0", 1),
    ("A + ln(0)", "greater than 0", 4),
    # Names
    ("A C", "There is no C", 2),
    ("C", "There is no C.", 0),
    ("2 u", "There is no u.", 2),
    ("m v", "did you mean M?", 0),
    ("data_2 v", "did you mean data_1?", 0),
    ("AB", "for a product write A * B", 0),
    ("det A", "det needs round brackets: det(A)", 0),
    ("I", "I needs round brackets: I(3)", 0),
    ("sqr(2)", "no function sqr; did you mean sqrt?", 0),
    ("foo(2)", "no function foo", 0),
    ("v x w", "write × instead of x", 2),
    ("dot(a)", "dot is written dot(a, b)", 0),
    ("I()", "I is written I(3)", 0),
    ("I(1/2)", "A size is a whole number from 1 to 100", 0),
    # Signs
    ("A *", "nothing after this *", 2),
    ("A -", "after this −", 2),
    ("* A", "nothing before this *", 0),
    ("A ++ * B", "nothing after this +", 3),
    ("A = 3", "An = is not allowed here", 2),
    ("|A|", "write det(A), norm(v) or abs(x)", 0),
    ("1 2", "side by side", 2),
    ("1, 2", "square brackets", 1),
    ("1 2; 3 4", "side by side", 2),
    ("1/2 n", "not clear what is divided", 1),
    ("1/2 A", "1/2 x could be (1/2)·x or 1/(2·x)", 1),
    ("1'000", "write 1000 instead of 1'000", 1),
    ("2 * 10’500 + 1", "write 10500 instead of 10'500", 6),
    ("[1'000.5, 2]", "write 1000.5 instead", 2),
    ("nan", "no number in this place (nan)", 0),
    ("2 * inf", "Infinity", 4),
    (r"2 \begin{Vmatrix} 1 & 2 \end{Vmatrix}", "several norms", 2),
    (r"\begin{vmatrix} 1 & 2 \end{vmatrix}", "square matrix; this one is 1×2", 1),
    ("[1 2; 3 4][0,1]", "no row 0: rows are counted from 1", 10),
    ("v[0]", "no entry 0: entries are counted from 1", 1),
    ("A(3,1)", "no row 3, only 2 rows", 1),
    ("A(1,3)", "no column 3, only 2 columns", 1),
    ("A[1]", "A[1, :] is a row", 1),
    ("v[1,2]", "one place: v[2]", 1),
    ("A(1+1)", "a row and a column, two whole numbers", 1),
    ("pi[1,2]", "this is a number", 2),
    ("tan(90°)", "tan has no value at 90°", 4),
    ("A°", "° can only follow a number", 1),
    ("7 % 3", "could mean a percentage or begin a comment", 2),
    ("diag(1)", "two or more, or a matrix", 0),
    ("diag(A, A)", "two or more, or a matrix", 0),
    ("x - y = 1", "equations", 0),
    ("intt", "There is no intt.", 0),
    ("50% A", "percentage", 2),
    ("A\u202eB", "U+202E", 1),
    ("", "nothing here", None),
    # Lists
    ("(1/2 1/3)^2", "A vector has no powers", 9),
    ("2^(1/2 1/3)", "An exponent is a number; this one is a vector of 2", 1),
    ("[[1;2],[3;4;5]]", "Column 2 has 3 numbers, but column 1 has 2", 8),
    ("[1 2; 3] A", "Row 2 has 1 number, but row 1 has 2", 6),
    ("[1,2 3,4] A", "put a semicolon between the rows", 4),
    ("[1 2;;3 4]", "missing before this semicolon", 5),
    ("[1,,2;3,4]", "missing before this comma", 3),
    ("[1, ?] + a", "no number in this place (?)", 4),
    ("[1,,2]", "missing before this comma", 3),
    ("[] A", "bracket is empty", 0),
    ("() A", "bracket is empty", 0),
    ("(A", "never closed", 0),
    ("A]", "never opened", 1),
    # Too much
    ("A^1000000", "larger than", 1),
    ("A^(10^10)", "exponent of a matrix", 1),
    ("(" * 10_000 + "1" + ")" * 10_000, "too long", None),
    ("(" * 2_900 + "1" + ")" * 2_900, "inside one another", 20),
    ("[1e308]*10", "larger than", 7),
    ("I(10^9)", "from 1 to 100", 0),
    ("9^9^9^9", "too large", 3),
    ("zeros(10^5, 10^5)", "from 1 to 100", 0),
    ("1/10^200 * 1/10^200", "too close to 0", 0),
    ("A" + "*A" * 1_500, "more than 2,000", None),
    ("I(100)^-1", "too much work", 6),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "part", "position"), ERRORS)
def test_error(typed: str, part: str, position: int | None) -> None:
    with pytest.raises(InputError) as caught:
        evaluate(typed, VARIABLES)
    assert part in caught.value.problem
    assert caught.value.position == position
    assert caught.value.text == (typed if position is not None else None)


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


# Bounded cost


def _random_fractions(rows: int, columns: int, digits: int) -> np.ndarray:
    numbers = np.random.default_rng(rows).integers(1, 10**digits, (2, rows, columns))
    return np.vectorize(lambda p, q: F(int(p), int(q)), otypes=[object])(*numbers)


LARGE = {
    **VARIABLES,
    "T": _random_fractions(10, 10, 10),
    "H": _random_fractions(100, 100, 18),
    "E": np.random.default_rng(0).random((100, 100)),
    "K": _random_fractions(2, 2, 18),
    "L": _random_fractions(1, 5000, 18)[0],
}
HEAVY = [
    "A^1000000", "E^1000000", "T^1000", "9^9^9^9", "I(10^9)", "[1e308]*10", "zeros(10^5, 10^5)",
    "(" * 10_000 + "1" + ")" * 10_000, "inv(H)", "det(H)", "rank(H)", "inv(E)", "H*H", "H+H",
    "norm(L)", "L·L", "trace(H)", "H H H H H H", "K" + "*K" * 990, "K/7" + "/7" * 980,
    "T" + "*T" * 990, "E" + "*E" * 990, "inv(T)" + "*inv(T)" * 390, "T^-1 " * 330,
    "1.1^300" + "*1.1^300" * 490, "(1/3)" + "*(1/3)" * 320, "det(T)*0+" * 280 + "1",
    "zeros(99,99)" + "+zeros(99,99)" * 280, "norm(L)+" * 390 + "1", "rank(T)+" * 390 + "1",
    "-" * 1_990 + "1", "A" + "'" * 1_990, "[1/3 " + "1/7 " * 490 + "]", "[1,2]+" * 270 + "a",
    r"A\(" * 19 + "b" + ")" * 19, "H'" + "+H'" * 600, "unit(L)·" * 390 + "L", "1+" * 3_000,
    r"T \ " * 700 + "ones(10)", "sin(1)+" * 390 + "1", "H.^30", "sqrt(H)", "sqrt(abs(H))",
    "H.*H.*H.*H",
    "std(H)", "sort(H)+" * 390 + "H", "kron(T, T)", "kron(T,T)*kron(T,T)", "exp(H)", "H > H'",
    "cumprod(L)", "prod(H, 0)", "median(L)" + "+median(L)" * 390,
    "sum(1:1000)" + "+sum(1:1000)" * 240,
    "170!*" * 390 + "1", "(1+i)^(10^9)", "(1/3+i/7)^1000" + "*(1/3+i/7)^1000" * 150, "inv(T + i*T)",
    "det(E + i*E)", "H .^ (1/2)", "linspace(0,1,1000)" + "+linspace(0,1,1000)" * 240, "std(L, 0)",
    "round(H, 5)", "sqrt(2 + sqrt(L))", "10**10**10", "[" + "3!," * 600 + "1]", "norm(H)",
    "std(√2 L)", "pinv(H)", "pinv(T)" + "*pinv(T)" * 390, "expm(T)" + "*expm(T)" * 390, "expm(E)",
    "pinv(E)",
]  # fmt: skip


MOST_CALLS = 600_000
"""Of Python and C functions, a third more than the heaviest of these makes.

That each call is a short one too, `tests/campaigns/test_cost.py` measures.
"""


def calls_of(job: Callable[[], object]) -> int:
    """Return how many functions a job calls: as many on every machine."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        job()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("typed", HEAVY, ids=lambda typed: typed[:24])
def test_heavy_expressions_call_few_functions(typed: str) -> None:
    assert calls_of(lambda: outcome(typed, LARGE)) < MOST_CALLS


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


# Anything at all

PIECES = [
    *"0123456789.,;:|&()[]{}<>+-−*/^'\"`?_=%!@\\ \t\n·×√π½²⁻ᵀ…∖\u202e🙂",
    "A", "B", "a", "v", "n", "x", "I(", "det(", "inv(", "dot(", "norm(", "ones(", "sqrt(", "^T",
    "1", "2", " ", " ", ", ", "; ", "[", "]", "(", ")", "[[", "]]", " * ", " \\ ", "^-1", "^2",
    "[1, 2]", "[1 2; 3 4]", "\\begin{bmatrix}", "\\end{bmatrix}", "\\\\", "&", "\\frac{1}{2}",
    "\\cdot", "\\vec{v}", "1e5", "1e999", "pi", "zeros(2,3)", "nan", "...", "np.",
    ".*", "./", ".^", "<=", ">", "==", "sum(", ", axis=0)", "i", "3!", "1:3", "end", ".sum(",
    "exp(",
    "std(", "sort(", "argmax(", "kron(", "A(1:2,:)",
]  # fmt: skip


def outcome(text: str, variables: dict[str, Any]) -> tuple[Any, InputError | None]:
    try:
        return evaluate(text, variables), None
    except InputError as error:
        return None, error


@examples(15)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_any_pieces_end_in_a_value_or_an_input_error(text: str) -> None:
    value, error = outcome(text, VARIABLES)
    if error is None:
        assert np.isfinite(np.asarray(value, dtype=complex)).all()
        assert np.ndim(value) <= 2
    else:
        check_error(error, text)


@examples(3)
@given(st.text(max_size=30))
def test_any_unicode_ends_in_a_value_or_an_input_error(text: str) -> None:
    _, error = outcome(text, VARIABLES)
    if error is not None:
        check_error(error, text)


def check_error(error: InputError, text: str) -> None:
    assert error.problem
    if error.position is not None:
        assert error.text == text
        assert 0 <= error.position <= len(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("C", "unknown name"),
        ("2 + xyz", "unknown name"),
        ("sqr(2)", None),
        ("A = 3", "assignment"),
        (r"[1 2; 2 4] \ [1, 2]", "many solutions"),
        (r"[1 2; 2 4] \ [1, 3]", "many nearest"),
        (r"[1 0; 0 1; 1 1] \ [1, 2, 4]", None),
        ("1/0", None),
    ],
)
def test_errors_say_for_programs_what_is_wrong(text: str, reason: str | None) -> None:
    with pytest.raises(InputError) as caught:
        evaluate(text, {"A": np.eye(2)})

    assert caught.value.reason == reason
    assert pickled(caught.value).reason == reason
    assert "/" not in caught.value.problem


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
