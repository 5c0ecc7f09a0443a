"""Matrices as other programs print and write them: read right, or named as what they are."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linalg_engine.errors import InputError
from linalg_engine.notation import parse_matrix, parse_scalar, parse_vector, parse_vectors
from linalg_engine.notation.forms import without_forms
from tests.examples import examples
from tests.linalg_engine.some_matrices import root

F = Fraction
HALF_ROOT3 = root(3) / 2

M12 = [[1, 2], [3, 4]]
M123 = [[1, 2, 3], [4, 5, 6]]
ARRAY = "array([[1, 2],\n       [3, 4]], dtype=int32)"
JULIA_6 = """6×6 Array{Int64,2}:
 1  2  1  1  1  1
 0  1  0  1  0  1
 1  1  2  0  1  0
 0  1  0  2  1  1
 1  1  1  0  2  0
 0  1  1  1  0  2"""
R_4 = """#      [,1] [,2] [,3] [,4]
# [1,]    1    5    9   13
# [2,]    2    6   10   14
# [3,]    3    7   11   15
# [4,]    4    8   12   16"""
BY_COLUMN = [[1, 3, 5], [2, 4, 6]]

MATRICES: list[tuple[str, list[list[Any]]]] = [
    # MATLAB and Octave
    ("1.0e+03 *\n\n    1.0000    2.0000\n    3.0000    4.0000", [[1000, 2000], [3000, 4000]]),
    ("A =\n\n   1.0e-02 *\n\n    1.5000   -2.0000\n    3.0000    4.0000\n",
     [[F(15, 1000), F(-2, 100)], [F(3, 100), F(4, 100)]]),
    ("ans =\n\n   1.0e+05  *\n\n   1.00000   2.00000\n   3.00000   4.00000\n",
     [[100000, 200000], [300000, 400000]]),
    ("A = [1 2 ...\n 3; 4 5 6]", M123),
    ("A = [ ...\n 1 2 3; ...\n 4 5 6 ];", M123),
    ("[1, 2, 3; ... % the first row\n 4, 5, 6]", M123),
    ("Diagonal Matrix\n\n   1   0\n   0   2\n", [[1, 0], [0, 2]]),
    ("D =\n\nDiagonal Matrix\n\n   1   0\n   0   2\n\n", [[1, 0], [0, 2]]),
    ("P =\n\nPermutation Matrix\n\n   0   1\n   1   0\n\n", [[0, 1], [1, 0]]),
    (" Columns 1 through 2:\n\n   1   2\n   4   5\n\n Column 3:\n\n   3\n   6\n", M123),
    ("A =\n\n  Columns 1 through 2\n\n   1   2\n   4   5\n\n  Column 3\n\n   3\n   6\n", M123),
    (" Columns 1 and 2:\n\n   1   2\n   4   5\n\n Column 3:\n\n   3\n   6\n", M123),
    ("A =\n\n   1.0e+03 *\n\n  Columns 1 through 2\n\n    1.0    2.0\n\n  Column 3\n\n    3.0\n",
     [[1000, 2000, 3000]]),
    ("A = 2×3\n     1     2     3\n     4     5     6\n", M123),
    ("ans = 2x3\n\n     1     2     3\n     4     5     6\n", M123),
    (">> A\n\nA =\n\n     1     2\n     3     4\n", M12),
    (">> [1 2; 3 4]", M12),
    ("octave:1> A = [1, 2; 3, 4]", M12),
    ("[1 2; 3 4] % comment", M12),
    ("[1 2  % first\n 3 4] % second", M12),
    ("% A\n1 2\n3 4", M12),
    ("1 2\n3 4 % my matrix", M12),
    ("# name: A\n# type: matrix\n# rows: 2\n# columns: 2\n 1 2\n 3 4\n", M12),
    ("reshape([1 2 3 4 5 6], 2, 3)", BY_COLUMN),
    ("reshape(1:6, 2, 3)", BY_COLUMN),
    ("reshape(1:6, [2 3])", BY_COLUMN),
    ("reshape([1 2; 3 4], 1, 4)", [[1, 3, 2, 4]]),
    # Julia
    ("2×2 Matrix{Int64}:\n 1  2\n 3  4", M12),
    ("julia> A\n2×2 Matrix{Float64}:\n 1.0  2.0\n 3.0  4.0", M12),
    ("2×2 Array{Float64,2}:\n 1.0  2.0\n 3.0  4.0", M12),
    ("2×2 Matrix{Rational{Int64}}:\n 1//2  1//3\n 3//1  4//1", [[F(1, 2), F(1, 3)], [3, 4]]),
    ("[1//2 3//4; -1//3 2]", [[F(1, 2), F(3, 4)], [F(-1, 3), 2]]),
    ("2×2 Diagonal{Int64, Vector{Int64}}:\n 1  ⋅\n ⋅  2", [[1, 0], [0, 2]]),
    ("2×2 UpperTriangular{Float64, Matrix{Float64}}:\n 1.0  2.0\n  ⋅   4.0", [[1, 2], [0, 4]]),
    ("1×3 adjoint(::Vector{Int64}) with eltype Int64:\n 1  2  3", [[1, 2, 3]]),
    ("3-element Vector{Int64}:\n 1\n 2\n 3", [[1], [2], [3]]),
    # R
    ("     [,1] [,2]\n[1,]    1    2\n[2,]    3    4", M12),
    ("[1,]    1    2\n[2,]    3    4", M12),
    ("> A\n     [,1] [,2]\n[1,]    1    2\n[2,]    3    4\n", M12),
    ("##      [,1] [,2]\n## [1,]    1    2\n## [2,]    3    4", M12),
    ("     [,1] [,2]\n[1,]    1    2\n[2,]    4    5\n     [,3]\n[1,]    3\n[2,]    6\n", M123),
    ("matrix(c(1,2,3,4), nrow=2)", [[1, 3], [2, 4]]),
    ("matrix(c(1,2,3,4), nrow=2, byrow=TRUE)", M12),
    ("A <- matrix(c(1, 2, 3, 4, 5, 6), ncol = 3, byrow = T)", M123),
    ("matrix(c(1,2,3,4,5,6), 2, 3)", BY_COLUMN),
    ("matrix(1:6, nrow = 2)", BY_COLUMN),
    ("matrix(c(1:6), 2)", BY_COLUMN),
    ("matrix(data = c(1,2,3,4,5,6), ncol = 3, nrow = 2, byrow = FALSE)", BY_COLUMN),
    ("matrix(0, 2, 2)", [[0, 0], [0, 0]]),
    ("matrix(c(1, 2), 2, 2)", [[1, 1], [2, 2]]),
    ("matrix(c(1, -1/2, sqrt(4), 4), 2)", [[1, 2], [F(-1, 2), 4]]),
    ("matrix(c(\n  1, 2,\n  3, 4), nrow = 2, byrow = TRUE)", M12),
    # Python
    ("Array([[1, 2],\n       [3, 4]], dtype=int32)", M12),
    ("<tf.Tensor: shape=(2, 2), dtype=int32, numpy=\n" + ARRAY + ">", M12),
    ("<tf.Variable 'Variable:0' shape=(2, 2) dtype=int32, numpy=\n" + ARRAY + ">", M12),
    ("tf.Tensor(\n[[1 2]\n [3 4]], shape=(2, 2), dtype=int32)", M12),
    ("tf.constant([[1, 2], [3, 4]])", M12),
    ("tensor([[1., 2.],\n        [3., 4.]], grad_fn=<MulBackward0>)", M12),
    ("Parameter containing:\ntensor([[1., 2.],\n        [3., 4.]], requires_grad=True)", M12),
    ("np.array([1,2,3,4,5,6]).reshape(2,3)", M123),
    ("A = np.array([1,2,3,4,5,6]).reshape((2, -1))", M123),
    ("np.arange(1, 7).reshape(2, 3)", M123),
    ("np.arange(1, 7).reshape(2, 3, order='F')", BY_COLUMN),
    ("np.arange(1, 7).reshape(3, 2).T", BY_COLUMN),
    ("np.reshape([1,2,3,4,5,6], (2, 3))", M123),
    ("torch.tensor([1,2,3,4,5,6]).view(2, 3)", M123),
    (">>> A\narray([[1, 2],\n       [3, 4]])", M12),
    ("In [3]: A\nOut[3]:\narray([[1, 2],\n       [3, 4]])", M12),
    ("[[1, 2], [3, 4]]  # rows", M12),
    # Sage, SymPy, Maple, Mathematica, Maxima, GAP, Fortran, Rust
    ("matrix(QQ, [[1,2],[3,4]])", M12),
    ("matrix(QQ, 2, 2, [1,2,3,4])", M12),
    ("matrix(ZZ, 2, [1,2,3,4,5,6])", M123),
    ("sage: matrix(2, 3, [1,2,3,4,5,6])", M123),
    ("Matrix(2, 2, [[1, 2], [3, 4]])", M12),
    ("A := Matrix([[1, 2], [3, 4]]);", M12),
    ("<<1,3>|<2,4>>", M12),
    ("<<1|2>,<3|4>>", M12),
    ("Out[1]= {{1, 2}, {3, 4}}", M12),
    ("(%o1) matrix([1,2],[3,4])", M12),
    ("gap> [ [ 1, 2 ], [ 3, 4 ] ];", M12),
    ("  1.0D+00  2.0D+00\n  3.0D+00  4.0D+00", M12),
    ("┌     ┐\n│ 1 2 │\n│ 3 4 │\n└     ┘", M12),
    # LaTeX
    (r"\matrix{1 & 2 \cr 3 & 4}", M12),
    (r"$$\pmatrix{1 & 2 \cr 3 & 4 \cr}$$", M12),
    (r"\left(\matrix{1&2\cr 3&4}\right)", M12),
    (r"\begin{tabular}{cc}1 & 2 \\ 3 & 4\end{tabular}", M12),
    (r"\begin{tabular}{|c|c|}\hline 1 & 2 \\ \hline 3 & 4 \\ \hline\end{tabular}", M12),
    (r"\begin{pmatrix}\cos 30^\circ & -\sin 30^\circ\\ \sin 30^{\circ} & \cos(30°)\end{pmatrix}",
     [[HALF_ROOT3, F(-1, 2)], [F(1, 2), HALF_ROOT3]]),
    (r"\begin{pmatrix}\phantom{-}1 & 2\\ 3 & 4\end{pmatrix}", M12),
    # Sheets and chats
    ("1,5\t2\n3\t4,25", [[F(3, 2), 2], [3, F(17, 4)]]),
    ("1.000,5\t2\n3\t4", [[F(2001, 2), 2], [3, 4]]),
    ("1,000.5\t2\n3\t4", [[F(2001, 2), 2], [3, 4]]),
    ("-1,234,567.25\t2\n3\t4.5", [[F(-4938269, 4), 2], [3, F(9, 2)]]),
    ("1\u00a02\n3\u00a04", [[1, 2], [3, 4]]),
    ("1\u00a0\u00a0200\n3\u00a0\u00a0400", [[1, 200], [3, 400]]),
    ("100 200\n300 405", [[100, 200], [300, 405]]),
    ("001 010\n000 100", [[1, 10], [0, 100]]),
    ("١ ٢\n٣ ٤", [[1, 2], [3, 4]]),
    ("[۱٫۵، ۲؛ ۳، ۴]", [[F(3, 2), 2], [3, 4]]),
    ("१ २; ३ ४", [[1, 2], [3, 4]]),
    ("[1 2; 3 4]T", [[1, 3], [2, 4]]),
    ("cos(60˚) 0; 0 1", [[F(1, 2), 0], [0, 1]]),
    ("-0,5\t1\n\n2\t-3,25\n", [[F(-1, 2), 1], [2, F(-13, 4)]]),
    ("1;2;3\n4;5;6\n7;8;10", [[1, 2, 3], [4, 5, 6], [7, 8, 10]]),
    ("1;2;\n3;4;\n", M12),
    ("1,5;2\n3;4,25", [[F(3, 2), 2], [3, F(17, 4)]]),
    ("> 1 2\n> 3 4", M12),
    (">>> 1 2\n3 4", M12),
    ("> [1 2;\n> 3 4]", M12),
    ("- 1 2\n- 3 4", M12),
    ("* 1 2\n* 3 4", M12),
    ("• 1 -2\n• 3 4", [[1, -2], [3, 4]]),
    ("1 2 ∣ 3\n4 5 ∣ 6", M123),
    ("1 2 ⋮ 3\n4 5 ⋮ 6", M123),
    ("[1 2 │ 3; 4 5 │ 6]", M123),
    ("[50%, 25%; 50 %, 75 %]", [[F(1, 2), F(1, 4)], [F(1, 2), F(3, 4)]]),
    ("50% 25%\n50% 75%", [[F(1, 2), F(1, 4)], [F(1, 2), F(3, 4)]]),
    ("95% 5%; 8% 92%", [[F(19, 20), F(1, 20)], [F(2, 25), F(23, 25)]]),
    ("[5% 5% 90%; 0 0 100%]", [[F(1, 20), F(1, 20), F(9, 10)], [0, 0, 1]]),
    ("A(t) = [1 2; 3 4]", [[1, 2], [3, 4]]),
    ("[-1 2]\n[3 4]", [[-1, 2], [3, 4]]),
    ("- 1", [[-1]]),
    ("1;\n2;", [[1], [2]]),
    ("1. 2.\n2. 3.", [[1, 2], [2, 3]]),
    ("1. 5 6\n3. 7 8", [[1, 5, 6], [3, 7, 8]]),
    ("[1.125,5],[2.250,7]", [[F(9, 8), 5], [F(9, 4), 7]]),
    ("[1 3; 2 4].'", M12),
    ("{{1, 2}, {3, 4}}; // rows", M12),
    ("[1 1/2; 2 1/3]", [[1, F(1, 2)], [2, F(1, 3)]]),
    # Found in other people's questions; what is right was written down before it was tried.
    (JULIA_6,
     [[1, 2, 1, 1, 1, 1], [0, 1, 0, 1, 0, 1], [1, 1, 2, 0, 1, 0], [0, 1, 0, 2, 1, 1],
      [1, 1, 1, 0, 2, 0], [0, 1, 1, 1, 0, 2]]),
    (R_4,
     [[1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [4, 8, 12, 16]]),
    ("x <- matrix(1:16, 4, 4)",
     [[1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [4, 8, 12, 16]]),
    ("b <- matrix(c(3, 4, 5, 6), nrow = 2, ncol = 2)", [[3, 5], [4, 6]]),
    ("a <- array(c(3, 4, 1), dim=c(3, 1))", [[3], [4], [1]]),
    ("J:=Matrix([[-3, 1, -4], [2, 4, 3], [2, -1, 0]]);", [[-3, 1, -4], [2, 4, 3], [2, -1, 0]]),
    ("w:=Matrix(3,1,[1,8,4]);", [[1], [8], [4]]),
    ("Out[2]//MatrixForm=\n1 2\n3 4", M12),
    ("mat((1,2),(3,4))", M12),
    ("a <- matrix(c(1,0,2,4,3,2),nrow=2, ncol=3)", [[1, 2, 3], [0, 4, 2]]),
    ("## [,1] [,2] [,3]\n## [1,] -1 1 0\n## [2,] 0 5 -2", [[-1, 1, 0], [0, 5, -2]]),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), MATRICES)
def test_a_matrix(typed: str, expected: list[list[Any]]) -> None:
    assert parse_matrix(typed).tolist() == expected


PIECES = [
    *"0123456789 .,;:|[](){}<>+-*/%#°'_=\t\n∣⋮…", "\n", "\n", " ", "> ", "- ", "%", "...\n", "//",
    "1.0e+03 *\n", "Columns 1 through 2:\n", "[1,]", "[,1] [,2]\n", "2×2 Matrix{Int64}:\n", "<-",
    "matrix(", "c(1,2)", "nrow=2", ".reshape(2,1)", "<tf.Tensor: numpy=", "1.000,5", "[  ]\n",
    "Diagonal Matrix\n", "\\cr", "^\\circ", "(%o1) ", ">>> A\n", "3i", "+ 4j", "x + y = 1",
    "1.0D+00",
]  # fmt: skip


@examples(30)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@example("x<-c(1)")
def test_positions_stay_and_all_ends_in_a_value_or_a_sentence(typed: str) -> None:
    with suppress(InputError):
        assert len(without_forms(typed)) == len(typed)
    for parse in (parse_scalar, parse_vector, parse_vectors, parse_matrix):
        try:
            assert parse(typed) is not None
        except InputError as error:
            check_place(error, typed)


def check_place(error: InputError, typed: str) -> None:
    if error.position is not None:
        assert 0 <= error.position <= len(typed)
        assert error.text == typed


VARIANTS: dict[str, Callable[[str], str]] = {
    "fenced": lambda typed: f"```\n{typed}\n```",
    "fenced with a language": lambda typed: f"```matlab\n{typed}\n```",
    "with Windows line ends": lambda typed: typed.replace("\n", "\r\n"),
    "between empty lines": lambda typed: f"\n\n{typed}\n\n",
    "with blanks at the ends of lines": lambda typed: typed.replace("\n", "  \n") + "  ",
    "with no-break spaces": lambda typed: typed.replace(" ", "\u00a0"),
    "quoted": lambda typed: "> " + typed.replace("\n", "\n> "),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_variants_of_all_matrices(variant: str) -> None:
    for typed, expected in MATRICES:
        changed = VARIANTS[variant](typed)
        if variant == "quoted" and typed.startswith(">"):
            continue
        assert parse_matrix(changed).tolist() == expected, changed


VECTORS: list[tuple[str, list[Any]]] = [
    ("3i + 2j - k", [3, 2, -1]),
    ("3i+4j", [3, 4]),
    ("i - 2k", [1, 0, -2]),
    ("-i + ½j", [-1, F(1, 2)]),
    (r"\vec{v} = 3\hat{i} - \frac{1}{2}\hat{j} + \sqrt{2}\hat{k}", [3, F(-1, 2), root(2)]),
    (r"2\mathbf{i} + 3\mathbf{j}", [2, 3]),
    (r"2\hat{\imath} - \hat{\jmath}", [2, -1]),
    ("2î - 3ĵ + k̂", [2, -3, 1]),
    ("(1/2)i + √2 j", [F(1, 2), root(2)]),
    ("c(1,2,3)", [1, 2, 3]),
    ("v <- c(1, 2, 3)", [1, 2, 3]),
    ("[1] 1 2 3", [1, 2, 3]),
    (" [1]  1  2  3\n [4]  4  5\n", [1, 2, 3, 4, 5]),
    ("3-element Vector{Float64}:\n 1.0\n 2.0\n 3.0", [1, 2, 3]),
    ("1.0e+03 *\n\n    1.5000\n    2.0000\n", [1500, 2000]),
    ("vector(QQ, [1, 2, 3])", [1, 2, 3]),
    ("[50%, 1/4]", [F(1, 2), F(1, 4)]),
    ("- 1\n- 2", [1, 2]),
    ("> 1 2 3", [1, 2, 3]),
]


@pytest.mark.parametrize(("typed", "expected"), VECTORS)
def test_a_vector(typed: str, expected: list[Any]) -> None:
    assert parse_vector(typed).tolist() == expected


def test_several_vectors_by_their_units() -> None:
    found = parse_vectors("(3i + 4j) · (2i - j)")
    assert [vector.tolist() for vector in found] == [[3, 4], [2, -1]]
    found = parse_vectors("i + j, 2i - k")
    assert [vector.tolist() for vector in found] == [[1, 1, 0], [2, 0, -1]]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("50%", F(1, 2)), ("12.5 %", F(1, 8)), (r"50\%", F(1, 2)), ("(1+1)%", F(1, 50)),
        ("1//2", F(1, 2)), ("cos(60°)", F(1, 2)), (r"\cos 30^\circ", HALF_ROOT3),
        (r"\sin{45^{\circ}}", root(2) / 2), ("tan(-45°)", F(-1)), ("cos 90°", F(0)),
        ("sin(210°)", F(-1, 2)), ("tan(30°)", root(3) / 3), ("sin(750°)", F(1, 2)),
        ("2 % of it", F(2)), ("1.5D+02", F(150)),
    ],
)  # fmt: skip
def test_an_exact_number(typed: str, expected: Any) -> None:
    assert parse_scalar(typed) == expected


@pytest.mark.parametrize("degrees", [1, 29.5, 77, 123, 200, 300, -14])
def test_degrees(degrees: float) -> None:
    assert float(parse_scalar(f"{degrees}°")) == pytest.approx(math.radians(degrees))
    for name in ("sin", "cos", "tan"):
        expected = getattr(math, name)(math.radians(degrees))
        assert float(parse_scalar(f"{name}({degrees}°)")) == pytest.approx(expected)


NAMED = [
    ("x - y = 1", "equations"),
    ("2x + 3y = 5, x - y = 1", "equations"),
    ("2x + 3y = 5\nx - y = 1", "equations"),
    ("2a = 4", "equations"),
    (r"\begin{cases}2x+3y=5\\x-y=1\end{cases}", "equations"),
    (r"2x_1 + x_2 - 3x_3 &= 5 \\ x_1 - x_2 &= 0", "equations"),
    ("x₁ + 2x₂ = 3", "equations"),
    ("[1 1/2, 2 1/3; 3 1/4, 4 1/5]", "1 1/2 could be one number or two"),
    ("1.000,5 2", "1.000,5 could be one number or two"),
    ("[1.000,5 2]", "1.000,5 could be one number or two"),
    ("[1.000,5;2.000,7]", "1.000,5 could be one number or two"),
    ("1 000 2 000", "1 000 could be one number or two"),
    ("[1 000; 2 050]", "1 000 could be one number or two"),
    ("12 000 000\n3 4 5", "12 000 000 could be one number or several"),
    ("1\u202f234\t2\n3\t4", "1 234 could be one number or two"),
    ("1\u00a0000", "1 000 could be one number or two"),
    ("[2\u2009145\u2009906, 1]", "2 145 906 could be one number or several"),
    ("0.333..., 1", "cannot go on for ever"),
    ("[1.4142…, 2]", "cannot go on for ever"),
    ("1 2 ... 5", "left out"),
    ("[1, …, 5]", "left out"),
    ("3sqrt2, 1", "sqrt needs its number in brackets, as in sqrt(2)"),
    ("[sqrt12 1]", "sqrt needs its number in brackets, as in sqrt(12)"),
    ("1. 5 6\n2. 7 8", "could number them or be entries"),
    ("1,000\t2\n3\t4", "could be 1000 or 1.000"),
    ("1 2\n3 4 %", "could mean a percentage or begin a comment"),
    ("[7 % 3]", "could mean a percentage or begin a comment"),
    ("1\n⋮\n5", "left out"),
    ("10×10 Matrix{Int64}:\n 1  2  …  3\n ⋮     ⋱  ⋮\n 4  5  …  6", "left out"),
    ("3×3 Matrix{Int64}:\n 1  2\n 3  4", "The heading says 3×3"),
    ("A = 2×1\n 1\n", "The heading says 2×1"),
    (" Columns 1 through 2:\n\n  1  2\n  4  5\n\n Column 4:\n\n  3\n  6\n", "Columns are missing"),
    (" Columns 3 through 4:\n\n   1   2\n   4   5\n", "Columns are missing"),
    (" Columns 1 through 8:\n\n   1   2\n   4   5\n", "Columns are missing"),
    ("     [,2] [,3]\n[1,]    1    2\n", "Columns are missing"),
    ("[1] 1 2 3\n[9] 4 5\n", "Numbers are missing"),
    ("matrix(c(1,2,3), nrow=2)", "2×1 matrix needs 2 numbers"),
    ("matrix(c(1,2,3,4,5), 2, 3)", "2×3 matrix needs 6 numbers"),
    ("np.arange(6).reshape(2, 2)", "2×2 matrix needs 4 numbers"),
    ("np.arange(8).reshape(2, 2, 2)", "no size of a matrix"),
    ("(0, 0)\t1.0\n(1, 1)\t2.0", "sparse matrix"),
    ("   (1,1)        1\n   (2,2)        2", "sparse matrix"),
    ("A(:,:,1) =\n\n     1     2\n\nA(:,:,2) =\n\n     5     6\n", "three dimensions"),
    (", , 1\n\n     [,1] [,2]\n[1,]    1    3\n", "three dimensions"),
    ("double A[2][2] = {{1,2},{3,4}};", "a program"),
    ("[[i+j for i in range(2)] for j in range(2)]", "a program"),
    ("<math><mtable><mtr><mtd>1</mtd></mtr></mtable></math>", "HTML"),
    ("{Sqrt[2], 1}", "Mathematica"),
    ("np.random.rand(2, 2)", "random numbers"),
    ("pd.DataFrame({'a': [1, 2]})", "table with names"),
    ("np.linspace(0, 1, 5)", "range of numbers"),
    ("1:5", "range of numbers"),
    ("2i", "imaginary"),
    ("3+4i", "imaginary"),
    ("[1 2; 3 4] x", "nothing after x"),
    ("1°C", "not a number"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "part"), NAMED)
def test_named(typed: str, part: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_matrix(typed)
    assert part in caught.value.problem
    assert caught.value.text == typed
    assert 0 <= (caught.value.position or 0) <= len(typed)


@pytest.mark.parametrize("typed", ["[1]\n[-2]", "[1] [-2]", "(1), (-2)", "[ 1 ]\n[ -2 ]"])
def test_numbers_in_brackets_of_their_own_are_one_vector(typed: str) -> None:
    assert parse_vector(typed).tolist() == [1, -2]


@pytest.mark.parametrize(
    "typed", ["1 2\\n-3 4", "[[1, 2],\\n [-3, 4]]", "1 2\\n-3 4\\n", "```\n1 2\\n-3 4\n```"]
)
def test_line_ends_may_be_typed(typed: str) -> None:
    assert parse_matrix(typed).tolist() == [[1, 2], [-3, 4]]


@pytest.mark.parametrize("word", ["pinv", "Columns", "int", "AB", "foo"])
def test_a_word_that_is_no_slip_has_no_suggestion(word: str) -> None:
    with pytest.raises(InputError, match=f"'{word}' is not a number") as caught:
        parse_matrix(f"[1, {word}]")
    assert "did you mean" not in caught.value.problem


@pytest.mark.parametrize(
    "typed",
    [
        "1%" * 100_000, "1 % " * 50_000, "> 1\n" * 900 + "y", "- 1\n" * 900 + "y", "[1] " * 60_000,
        "[,1]" * 50_000, "Columns 1 through 2\n" * 12_000, "1\t" * 100_000 + ",",
        "1," * 5_000 + "\ty", "111 " * 60_000 + "y", " " + "111\u00a0" * 60_000 + "1111y",
        "matrix(" * 30_000, ".reshape(" * 25_000, "<tf.Tensor:" * 20_000, "i+" * 100_000,
        "2×2 A" * 40_000, "1.0e+03 *\n" * 20_000, "...\n" * 60_000, "1.000," * 40_000,
        "c(1:" * 50_000,
        "\\matrix{" * 30_000, "# " * 100_000, "matrix(1:999999999, 2)", "matrix(0, 99999, 99999)",
        "np.arange(0,1,0).reshape(2,2)", "2x-" * 3_000, "x+y" * 3_000,
        " " * 200_000 + "%", "1" + " " * 200_000 + "x %",
    ],
)  # fmt: skip
def test_hostile_pastes_are_refused(typed: str) -> None:
    for parse in (parse_matrix, parse_vector):
        with pytest.raises(InputError):
            parse(typed)
