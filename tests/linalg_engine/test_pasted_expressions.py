"""A hundred lines as people paste them from MATLAB, NumPy, R, WolframAlpha and calculators.

Each has its value, or one sentence that says what is wrong with it.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from linalg_engine.errors import InputError
from linalg_engine.expressions import evaluate
from tests.linalg_engine.some_matrices import root

F = Fraction
i: Any = root(-1)
PI = math.pi

VALUES: dict[str, Any] = {
    # MATLAB and Octave
    ">> 10 * [1 2; 3 4]": [[10, 20], [30, 40]], ">> [1,2,3,4].*[1,2,3,4]": [1, 4, 9, 16],
    ">> [1 2; 3 4].^2": [[1, 4], [9, 16]], "[2 4 6]./[1 3 5]": [2, F(4, 3), F(6, 5)],
    "sum([1 2;3 4](:))": 10, "max([3 9 2])": 9, "norm([1 2;3 4],'fro')": root(30),
    "norm([3 4],2)": 5, "norm([1 -2 3], 1)": 6, "cumsum(1:5)": [1, 3, 6, 10, 15], "2^-3": F(1, 8),
    "0:0.1:0.5": [0, F(1, 10), F(1, 5), F(3, 10), F(2, 5), F(1, 2)], "eye(3)(2,:)": [0, 1, 0],
    "linspace(0,1,3)": [0, F(1, 2), 1], "abs(3-4i)": 5, "angle(1+1i)": PI / 4, "exp(1i*pi)": -1.0,
    "real(2+3i)": 2, "rad2deg(pi/4)": 45.0, "numel([1 2 3])": 3, "length([1 2 3])": 3,
    "floor(7/2)": 3, "mod(10,3)": 1, "power([1 2 3],2)": [1, 4, 9], "dot([1 2 3],[4 5 6])": 32,
    "cross([1 0 0],[0 1 0])": [0, 0, 1], "kron([1 2],[0 1])": [0, 1, 0, 2], "trace([1 2;3 4])": 5,
    "ones(2,3) .* [1;2]": [[1, 1, 1], [2, 2, 2]], "[1 2 3] == [1 5 3]": [1, 0, 1], "3 ~= 4": 1,
    "2*[1 2];": [2, 4], "inv([2 0;0 4])": [[F(1, 2), 0], [0, F(1, 4)]], "[4 5; 6 7](end, 1)": 6,
    # NumPy and PyTorch
    "np.array([1, 2, 3]) + 10": [11, 12, 13], "np.array([[1,2],[3,4]]).T": [[1, 3], [2, 4]],
    "np.dot(np.array([1,2]), np.array([3,4]))": 11, "np.mean([1,2,3,4])": F(5, 2),
    "np.sum(np.array([[1,2],[3,4]]), axis=0)": [[4, 6]], "np.std([1,2,3,4], ddof=1)": root(15) / 3,
    "np.linalg.norm([3,4])": 5, "np.linalg.det([[1,2],[3,4]])": -2, "np.eye(2) @ [1,2]": [1, 2],
    "np.linalg.inv(np.array([[1., 2.], [3., 4.]]))": [[-2, 1], [F(3, 2), F(-1, 2)]],
    "np.arange(4)": [0, 1, 2, 3], "np.ones((2,3)) + np.arange(3)": [[1, 2, 3], [1, 2, 3]],
    "np.exp(np.array([0,1]))": [1.0, math.e], "np.maximum([1,-2,3], 0)": [1, 0, 3],
    "np.outer([1,2],[3,4])": [[3, 4], [6, 8]], "np.matmul([[1,2],[3,4]], [5,6])": [17, 39],
    "np.round(np.pi, 2)": 3.14, "np.sqrt([1,4,9])": [1, 2, 3], "(np.array([1,2,3]) > 1).sum()": 2,
    "torch.tensor([1.,2.]) @ torch.tensor([3.,4.])": 11, "In [4]: np.mean([1,2])": F(3, 2),
    "np.array([[1, 2], [3, 4]]).mean(axis=1)": [F(3, 2), F(7, 2)], "2**10": 1024, "len([4, 5])": 2,
    "np.array([1, 2]).dot(np.array([3, 4]))": 11, "np.multiply([1,2], [3,4])": [3, 8],
    # R
    "sum(c(1,2,3))": 6, "mean(c(1, 2, 3, 4))": F(5, 2), "sd(c(1,2,3,4))": root(15) / 3,
    "c(1,2) + c(3,4)": [4, 6], "c(1,2) %*% c(3,4)": 11,
    # WolframAlpha and calculators
    "{{1,2},{3,4}} . {{5,6},{7,8}}": [[19, 22], [43, 50]], "{{1,2},{3,4}}^2": [[7, 10], [15, 22]],
    "{1,2,3} . {4,5,6}": 32, "sqrt(-16)": 4 * i, "(2+3i)(4-i)": 11 + 10 * i, "(1+i)^8": 16,
    "5!": 120, "ln(10)": math.log(10), "log(100)": math.log(100), "log10(100)": 2, "2(3+4)": 14,
    "e^2.5": math.e**2.5, "5 ÷ 2": F(5, 2), "3 × 4 =": 12, "2 + 3 = ?": 5, "√(2)·√(8)": 4,
    "2^0.5": root(2), "(1,2)+(3,4)": [4, 6], "1.5e3 * 2": 3000, "arctan(1)": PI / 4, "2π": 2 * PI,
    "determinant([[1,2],[3,4]])": -2, "inverse([[2,0],[0,1]])": [[F(1, 2), 0], [0, 1]],
    "identity(2)": [[1, 0], [0, 1]], "sin(30°)": F(1, 2), "50% * 8": 4, "cos(π/3)": F(1, 2),
    r"\frac{1}{2}\begin{pmatrix}1&2\\3&4\end{pmatrix}": [[F(1, 2), 1], [F(3, 2), 2]],
    r"\sqrt{2} \cdot \sqrt{8}": 4, "(3 + 4j) * 2": 6 + 8 * i, "1/(1-i)": (1 + i) / 2,
}  # fmt: skip

ERRORS = {
    ">> x = [1 3 5];": "= is not allowed",
    "A = [1 2;3 4]; A.*A": "= is not allowed",
    "[m,i] = max([3 9 2])": "= is not allowed",
    "[2 4 6]/[1 3 5]": "entry by entry write ./",
    "magic(3)": "There is no function magic.",
    "mean([1 2;3 4],2)": "MATLAB's 1 and 2 are 0 and 1 here",
    "norm([1 2 3], inf)": "Infinity is not a number",
    "null([1 1;1 1])": "several results, or steps worth seeing",
    "rref([1 2;3 4])": "several results, or steps worth seeing",
    "[V, D] = eig([2 0;0 3])": "= is not allowed",
    "np.array([1,2,3]) * np.array([4,5,6])": ".* entry by entry (NumPy's *)",
    "np.arange(6).reshape(2,3)": "There is no function reshape.",
    "np.array([1,2,3])[::-1]": "A : is not allowed here",
    "np.array([1,2,3])[0]": "no entry 0: entries are counted from 1",
    "7 // 2": "// is division without a rest in Python: write floor(7 / 2)",
    "7 % 3": "could mean a percentage",
    "matrix(c(1,2,3,4), nrow=2)": "= is not allowed",
    "=SUM(1,2,3)": "did you mean sum?",
    "det {{1,2},{3,4}}": "det needs round brackets: det(A)",
    "{1,2,3} cross {4,5,6}": "cross needs round brackets: cross(a, b)",
    "mean {1, 2, 3, 4}": "mean needs round brackets",
    "sin 30°": "sin needs round brackets",
    "sin(30 degrees)": "For an angle in degrees write 30°.",
    "sin^2(1) + cos^2(1)": "sin needs round brackets",
    "|3+4i|": "write det(A), norm(v) or abs(x)",
    "log_2(8)": "did you mean log2?",
    "3x4": "For a product write * 4.",
    "3,5 + 2": "write 3.5 with a point",
    "1,000 + 1": "1000 without a comma",
    "[1 2, 3 4] + 10": "put a semicolon between the rows",
    "1 < x < 3": "compared at a time",
}


@pytest.mark.parametrize(("typed", "expected"), VALUES.items())
def test_value(typed: str, expected: Any) -> None:
    value: Any = evaluate(typed)
    wanted = np.array(expected, dtype=object)
    assert np.shape(value) == wanted.shape
    if any(isinstance(x, float) for x in wanted.flat):
        np.testing.assert_allclose(np.asarray(value, float), wanted.astype(float), rtol=1e-14)
    else:
        assert np.array_equal(np.asarray(value, object), wanted)


@pytest.mark.parametrize(("typed", "part"), ERRORS.items())
def test_error(typed: str, part: str) -> None:
    with pytest.raises(InputError) as caught:
        evaluate(typed)
    assert part in caught.value.problem
    assert caught.value.position is not None


def test_a_kept_c_is_no_list_of_r() -> None:
    assert evaluate("c(2)", {"c": F(3)}) == 6
    assert evaluate("sum(c(2))") == 2
