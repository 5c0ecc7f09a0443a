"""What people type for numbers, vectors and matrices, and what they are told."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar, is_exact_number
from linalg_engine.notation import (
    MAX_CHARACTERS,
    parse_matrix,
    parse_scalar,
    parse_table,
    parse_vector,
    parse_vectors,
    reading,
)
from tests.examples import examples
from tests.linalg_engine.some_matrices import root

F = Fraction
ROOT2, ROOT14 = root(2), root(14)

SCALARS = {
    "3": F(3), "+3": F(3), "1/2": F(1, 2), "-.5": F(-1, 2), "5.": F(5), "0.1": F(1, 10),
    "2e-3": F(1, 500), "2E3": F(2000), "2^10": F(1024), "2**10": F(1024), "3²": F(9),
    "10⁻³": F(1, 1000), "-2^2": F(-4), "(-2)^2": F(4), "2^3^2": F(512), "2^-1": F(1, 2),
    "2^{10}": F(1024), "−3": F(-3), "–3": F(-3), "—3": F(-3), "－３": F(-3), "2×3": F(6),
    "2·3": F(6), "6÷4": F(3, 2), "½": F(1, 2), "2½": F(5, 2), "-2½": F(-5, 2), "1⁄2": F(1, 2),
    "10½": F(21, 2),
    "(1+2)*3": F(9), "1 + 2 * 3": F(7), "1 +2": F(3), "1 -2": F(-1), "(1 -2)*(3 -4)": F(1),
    "8/4/2": F(1), "1--2": F(3), "2(3)": F(6), "sqrt(4)": F(2), "sqrt(1/4)": F(1, 2),
    "4^0.5": F(2), "0^0": F(1), "1^(10^10)": F(1), r"\frac{1}{2}": F(1, 2),
    r"\dfrac{-1}{2}": F(-1, 2), r"\frac12": F(1, 2), r"2 \cdot 3": F(6), r"2\times 3": F(6),
    r"$\frac{1}{2}$": F(1, 2), "`3`": F(3), "```\n3\n```": F(3), "x = 3": F(3), "x: 3": F(3),
    "[3]": F(3), "1.5×10⁻⁷": F(3, 20_000_000), "Fraction(1, 2)": F(1, 2), "abs(-3)": F(3),
    "sqrt(2)": ROOT2, "√2": ROOT2, r"\sqrt{2}": ROOT2, r"\sqrt2": ROOT2, "2√14": 2 * ROOT14,
    "2 sqrt(2)": 2 * ROOT2, "√14/2": ROOT14 / 2, "5√2/3": 5 * ROOT2 / 3, "√(1 +1)": ROOT2,
    "sqrt(1/2)": ROOT2 / 2, r"\frac{\sqrt{2}}{2}": ROOT2 / 2, "1/(1 + √2)": ROOT2 - 1,
    "√2 √7": ROOT14, "2^(3/2)": 2 * ROOT2, "2^-0.5": ROOT2 / 2, "√(3 + 2√2)": 1 + ROOT2,
    "(√14)²": F(14), "√2^4": F(4), "√2^-3": ROOT2 / 4, "abs(1 - √2)": ROOT2 - 1,
    "2^(1/3)": 2 ** (1 / 3), "√2 pi": math.sqrt(2) * math.pi, "2^√2": 2 ** math.sqrt(2),
    "√(1 + √2)": math.sqrt(1 + math.sqrt(2)), "√2^2000 / 2^900": F(2**100),
    "√(10^20 + 39)": math.sqrt(10**20 + 39), "ln(√2)": math.log(2) / 2,
    "pi": math.pi, "π": math.pi, r"\pi": math.pi, "2pi": 2 * math.pi, "2 pi": 2 * math.pi,
    "-2π": -2 * math.pi, "2pi^2": 2 * math.pi**2, "e": math.e, "2e": 2 * math.e,
    "np.pi": math.pi, "cos(pi)": -1.0, "2^0.5": ROOT2,
}  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), SCALARS.items())
def test_scalar(typed: str, expected: Scalar) -> None:
    value = parse_scalar(typed)
    assert type(value) is type(expected)
    if is_exact_number(expected):
        assert value == expected
    else:
        assert value == pytest.approx(expected, rel=1e-15)


VECTORS_123 = [
    "[1,2,3]", "1 2 3", "1,2,3", "1, 2, 3", "(1, 2, 3)", "<1,2,3>", "⟨1,2,3⟩", "{1,2,3}",
    "[1;2;3]", "1\n2\n3", "1,\n2,\n3", "[1,2,3]^T", "[1,2,3]'", "[1,2,3]ᵀ", "[1 2 3]^{T}",
    "[[1],[2],[3]]", "[[1,2,3]]", "[[1 2 3]]", "[1,2,3,]", "[1, 2 3]", "[ 1  2\t3 ]",
    "a = [1,2,3]", "v: 1 2 3", r"\vec{v} = (1,2,3)", "v₁ = [1,2,3]",
    "c(1, 2, 3)", "array([1, 2, 3])", "np.array([1., 2., 3.], dtype=float32)",
    "tensor([1., 2., 3.])",
    "Matrix([[1], [2], [3]])", "[1. 2. 3.]", "array([1, 2,\n       3])",
    "[np.float64(1.0), np.float64(2.0), np.float64(3.0)]",
    r"\begin{bmatrix}1\\2\\3\end{bmatrix}", r"$$\begin{pmatrix}1 & 2 & 3\end{pmatrix}$$",
    "\\[ \\begin{bmatrix} 1 \\\\\n 2 \\\\\n 3 \\\\\n \\end{bmatrix} \\]",
    r"\left( 1, 2, 3 \right)", r"\langle 1, 2, 3 \rangle", r"\begin{matrix}1\\2\\3\end{matrix}",
    "```\n1 2 3\n```", "```py\n[1,2,3]\n```", "```[1,2,3]```", "`[1,2,3]`",
    "\ufeff[1,\u00a02,\u200b3]", "［１，２，３］", "⎡1⎤\n⎢2⎥\n⎣3⎦", "1 2 3\r\n",
]  # fmt: skip


@pytest.mark.parametrize("typed", VECTORS_123)
def test_one_two_three(typed: str) -> None:
    vector = parse_vector(typed)
    assert vector.dtype == object
    assert vector.tolist() == [F(1), F(2), F(3)]
    assert [v.tolist() for v in parse_vectors(typed)] == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("[1 -2]", [1, -2]),
        ("[1 - 2]", [-1]),
        ("[1-2, 3]", [-1, 3]),
        ("[1 / 2]", [F(1, 2)]),
        ("[1 -2 + 3]", [1, 1]),
        ("[-1 +2]", [-1, 2]),
        ("[1 2 (3 +4)]", [1, 2, 7]),
        ("[2*3, 1/2 2^2]", [6, F(1, 2), 4]),
        ("1,5; 2,5; 3", [F(3, 2), F(5, 2), 3]),
        ("[1,5; 2,5; 3]", [F(3, 2), F(5, 2), 3]),
        ("1, 2 * 3, 4", [1, 6, 4]),
        ("5", [5]),
        ("1e-07 2", [F(1, 10**7), 2]),
    ],
)
def test_vector(typed: str, expected: list[Any]) -> None:
    assert parse_vector(typed).tolist() == expected


def test_roots_are_exact_beside_fractions() -> None:
    vector = parse_vector("[1/2, sqrt(2)]")
    assert vector.dtype == object
    assert vector.tolist() == [F(1, 2), ROOT2]


def test_one_entry_that_is_not_exact_makes_all_floats() -> None:
    vector = parse_vector("[1/2, sqrt(2), pi]")
    assert vector.dtype == np.float64
    assert vector.tolist() == [0.5, math.sqrt(2), math.pi]


def test_a_sum_of_thirty_roots_is_a_float() -> None:
    primes = [n for n in range(2, 114) if all(n % p for p in range(2, n))]
    assert len(primes) == 30
    value = parse_scalar(" + ".join(f"√{p}" for p in primes))
    assert isinstance(value, float)
    assert value == pytest.approx(math.fsum(map(math.sqrt, primes)), rel=1e-14)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("√2^1000000", "too large"),
        ("√2^(-1000000)", "too close to 0"),
        ("(-2)^√2", "no real power"),
        ("√(1 - √2)", "not a real number"),
        ("1/(√2 - √2)", "divides by 0"),
    ],
)
def test_arithmetic_with_roots_that_has_no_answer(typed: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_scalar(typed)


TWO = [[1, 2, 3], [4, 5, 6]]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *((typed, TWO) for typed in (
            "[1,2,3] [4,5,6]", "[1,2,3][4,5,6]", "[1,2,3], [4,5,6]", "[1,2,3];[4,5,6]",
            "[1,2,3]\n[4,5,6]", "[1,2,3] · [4,5,6]", "[1,2,3]·[4,5,6]", "[1,2,3].[4,5,6]",
            "[1,2,3] . [4,5,6]", "[1,2,3] x [4,5,6]", "[1,2,3] × [4,5,6]", "[1,2,3] * [4,5,6]",
            "[1,2,3] and [4,5,6]", "[1 2 3] dot [4 5 6]", "c(1,2,3) cross c(4,5,6)",
            r"[1,2,3] \cdot [4,5,6]", "a=[1,2,3], b=[4,5,6]",
            "a: 1 2 3\nb: 4 5 6", "(1 2 3)·(4 5 6)", "[[1,2,3],[4,5,6]]", "1 2 3; 4 5 6",
            "[1 2 3; 4 5 6]", "1 2 3\n4 5 6", "1,2,3,\n4,5,6", "1,2,3 4,5,6", "1 2 3, 4 5 6",
            "1, 2, 3 4, 5, 6", "1 2 3 x 4 5 6", "[1;2;3] [4;5;6]", "[1,2,3]^T [4,5,6]^T",
            "([1,2,3],[4,5,6])", "```\n1,2,3\n4,5,6\n```", "`[1,2,3]` `[4,5,6]`",
        )),
        ("1 2 3", [[1, 2, 3]]),
        ("1;2;3", [[1, 2, 3]]),
        ("[1,2,3,\n4,5,6]", [[1, 2, 3, 4, 5, 6]]),
        ("1, 5 2, 5", [[1, 5], [2, 5]]),
        ("1,2;3,4", [[1, 2], [3, 4]]),
        ("1.5,2 3,4.5", [[F(3, 2), 2], [3, F(9, 2)]]),
        ("1,5; 2,5; 3", [[F(3, 2), F(5, 2), 3]]),
        ("(1,2) (3,4,5)", [[1, 2], [3, 4, 5]]),
        ("[1,2] [3,4] [5,6]", [[1, 2], [3, 4], [5, 6]]),
    ],
)  # fmt: skip
def test_vectors(typed: str, expected: list[list[int]]) -> None:
    assert [vector.tolist() for vector in parse_vectors(typed)] == expected


MATRIX = [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *((typed, MATRIX) for typed in (
            "[[1,2],[3,4]]", "((1,2),(3,4))", "{{1,2},{3,4}}", "[(1,2),(3,4)]", "[1 2; 3 4]",
            "1 2; 3 4", "[1,2;3,4]", "1,2;3,4", "1 2\n3 4", "[1 2\n3 4]", "1 2;\n3 4;",
            "[1, 2,\n3, 4,]", "1,2\n3,4", "[1,2]\n[3,4]", "[1,2] [3,4]", "[[1,2],\n [3,4]]",
            "[[1,2],[3,4],]", "[[[1,2],[3,4]]]", "array([[1, 2], [3, 4]])",
            "np.array([[1,2],[3,4]], dtype=float)", "Matrix([[1, 2], [3, 4]])",
            "tensor([[1., 2.],\n        [3., 4.]], device='cuda:0')", "[[1. 2.]\n [3. 4.]]",
            r"\begin{bmatrix}1 & 2\\ 3 & 4\end{bmatrix}", r"1 & 2 \\ 3 & 4",
            r"$\begin{pmatrix}1&2\\3&4\\\end{pmatrix}$",
            r"\begin{smallmatrix}1&2\\3&4\end{smallmatrix}",
            r"\left[\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}\right]",
            "\\begin{vmatrix}\n1 & 2\\\\[2pt]\n3 & 4\n\\end{vmatrix}",
            "A = [1 2; 3 4]", "[1 3; 2 4]'", "[[1,3],[2,4]]^T", "[[1,3]', [2,4]']",
            "[1 | 2; 3 | 4]", "|1 2|\n|3 4|", "```\n1 2\n3 4\n```", "1\t2\n3\t4\n\n",
        )),
        ("[1,2,3]", [[1, 2, 3]]),
        ("[1,2,3]^T", [[1], [2], [3]]),
        ("[1;2]", [[1], [2]]),
        ("5", [[5]]),
        ("1,5;2,5\n3,5;4", [[F(3, 2), F(5, 2)], [F(7, 2), 4]]),
        ("[[1 2\n  3]\n [4 5\n  6]]", [[1, 2, 3], [4, 5, 6]]),
        ("[1 -2; 3 - 4 5]", [[1, -2], [-1, 5]]),
        (r"\begin{bmatrix}1 -2 & 2 \sqrt{4}\\ \frac12 & 0\end{bmatrix}", [[-1, 4], [F(1, 2), 0]]),
    ],
)  # fmt: skip
def test_matrix(typed: str, expected: list[list[Any]]) -> None:
    matrix = parse_matrix(typed)
    assert matrix.tolist() == expected
    assert matrix.dtype == object


# What a person is told: the text, a part of the sentence, and the place of the caret.

SCALAR_ERRORS = [
    ("", "nothing here", None),
    ("```\n```", "nothing here", None),
    ("1,5", "write 1.5", 1),
    ("1,000", "could be 1000 or 1.000", 1),
    ("1,000,000", "Commas inside one number", 1),
    ("1 2", "these are 2", 2),
    ("1_000", "write 1000 instead", 1),
    ("1'000", "write 1000 instead of 1'000", 1),
    ("1.2.3", "more than one decimal point", 3),
    ("1/0", "divides by 0", 2),
    ("1/(2-2)", "divides by 0", 2),
    (r"\frac{1}{0}", "divides by 0", 8),
    ("0^-1", "negative power", 1),
    ("(-8)^(1/3)", "negative number has no real power", 4),
    ("sqrt(-4)", "square root of a negative", 4),
    (r"\sqrt[3]{8}", "Only square roots", 5),
    ("ln(0)", "greater than 0", 2),
    ("1/2pi", "not clear what is divided", 1),
    ("2*", "no number after this *", 1),
    ("2 + ", "no number after this +", 2),
    ("2 -", "no number after this −", 2),
    ("2 */ 3", "no number after this *", 2),
    ("*2", "no number before this *", 0),
    ("foo", "'foo' is not a number", 0),
    ("3 + sqr(2)", "did you mean sqrt?", 4),
    ("sqrt 2", "needs its number in brackets", 0),
    ("2i", "imaginary", 1),
    ("3i + 4j", "for the vector 3i + 4j write [3, 4]", 1),
    ("inf", "Infinity", 0),
    ("∞", "Infinity", 0),
    ("2 * %", "no number after this *", 2),
    ("°", "can only follow a number", 0),
    ('"3"', "quotation marks", 0),
    ("3🙂", "🙂", 1),
    ("()", "empty", 0),
    ("(1", "never closed", 0),
    ("1)", "never opened", 1),
    ("nan", "no number in this place", 0),
    ("9^9^9^9", "too large", 3),
    ("9**9**9", "too large", 1),
    ("2^(10^10)", "too large", 1),
    ("0.5^(10^10)", "too close to 0", 3),
    ("1e999999999", "too large", 0),
    ("1e-400", "too close to 0", 0),
    ("10^400", "too large", 0),
    ("exp(1000)", "too large", 3),
    ("9" * 1000, "more than 400 digits", 0),
    ("1" * 3000, "too long", None),
    ("3'", "turns rows into columns", 1),
    ("[1,2]", "these are 2", 3),
]

VECTOR_ERRORS = [
    ("[1,2,3", "never closed", 0),
    ("[1,(2,3]", "opened with ( is closed with ]", 7),
    ("1,2]", "never opened", 3),
    (r"\begin{bmatrix}1\\2", r"add \end{bmatrix}", 0),
    (r"\begin{bmatrix}1 (2", "The bracket ( is opened here", 17),
    ("[1,,2]", "missing before this comma", 3),
    ("[,1]", "missing before this comma", 1),
    ("1;;2", "missing before this semicolon", 2),
    (r"\begin{bmatrix}1 & & 3\end{bmatrix}", "missing before this &", 19),
    ("[1 ? 3]", "no number in this place (?)", 3),
    ("[1, nan]", "no number in this place (nan)", 4),
    ("[]", "bracket is empty", 0),
    ("[[]]", "bracket is empty", 1),
    ("a =", "no numbers here", 0),
    ("[1, foo]", "'foo' is not a number", 4),
    ("[0. 1. ... 9.]", "left out", 7),
    ("[0, 1, …, 9]", "left out", 7),
    (r"[1, \dots, 9]", "left out", 4),
    ("[1,2,3] [4,5,6]", "two vectors", 8),
    ("1,2,3 4,5,6", "two vectors", 6),
    ("[1,2,3] x [4,5,6]", "two vectors", 10),
    ("[1 2 3; 4 5 6]", "2×3 matrix", 8),
    ("1,5;2,5", "2×2 matrix if the comma", 1),
    ("1,5 2,5", "decimal comma", 1),
    ("[1,5 2,5]", "decimal comma", 2),
    ("[1,2] 3", "Some numbers are in brackets", 6),
    ("2*[1,2]", "Only single numbers", 2),
    ("[1,2]+[3,4]", "Only single numbers", 0),
    ("[1 x 2]", "is not allowed inside brackets", 3),
    ("[1,\u202e2]", "U+202E", 3),
    ("[1,\x002]", "U+0000", 3),
    ("[1,\u200f2]", "U+200F", 3),
    ("[" * 30 + "1" + "]" * 30, "inside one another", 20),
    ("1 " * 10_001, "10,001 numbers", None),
    ("1," * 200_000, "too long", None),
    ("1+" * 40_000 + "1", "too many to work with", None),
]

VECTORS_ERRORS = [
    ("1,5 2,5", "write 1.5 2.5 for decimals", 1),
    ("1,2,3 · 4,5,6", "put each vector in brackets", 6),
    ("1 2 3 * 4 5 6", "put each vector in brackets", 6),
    ("[1,2,3] 4 5", "Some numbers are in brackets", 8),
    ("[1,2,3 4,5,6]", "put a semicolon", 6),
    ("1 2 3\n4 5", "Row 2 has 2 numbers", 6),
]

MATRIX_ERRORS = [
    ("[1 2; 3 4 5]", "Row 2 has 3 numbers, but row 1 has 2", 6),
    ("[[1,2],[3]]", "Row 2 has 1 number, but row 1 has 2", 8),
    ("[1 2;;3 4]", "missing before this semicolon", 5),
    ("[1,,2;3,4]", "missing before this comma", 3),
    (r"1 & 2 \\ \\ 3 & 4", r"missing before this \\", 9),
    ("1 2\n3 4\n5", "Row 3 has 1 number", 8),
    ("[[1,2],[3,4]] [[5,6],[7,8]]", "more than one matrix", 14),
    ("[[1,2],[3,4]] * [[5,6],[7,8]]", "two matrices", 16),
    ("[[1,2],3]", "Some numbers are in brackets", 7),
    ("[1,2,3 4,5,6]", "put a semicolon", 6),
    ("1,5 2,5\n3,5 4,5", "decimal comma", 1),
    ("[[1,5 2,5],[3,5 4,5]]", "decimal comma", 3),
]


@pytest.mark.parametrize(
    ("parse", "typed", "part", "position"),
    [
        *((parse_scalar, *case) for case in SCALAR_ERRORS),
        *((parse_vector, *case) for case in VECTOR_ERRORS),
        *((parse_vectors, *case) for case in VECTORS_ERRORS),
        *((parse_matrix, *case) for case in MATRIX_ERRORS),
    ],
)
def test_error(parse: Any, typed: str, part: str, position: int | None) -> None:
    with pytest.raises(InputError) as caught:
        parse(typed)
    assert part in caught.value.problem
    assert caught.value.position == position
    assert caught.value.text == (typed if position is not None else None)


@pytest.mark.parametrize("parse", [parse_scalar, parse_vector, parse_vectors, parse_matrix])
@pytest.mark.parametrize(
    "typed",
    [
        "(" * 1_000_000, "[" * 50_000, "1," * 500_000, "9" * 1_000_000, "9" * 100_000,
        "1" + "\n" * 100_000 + "x", "-" * 100_000, "√" * 100_000, "2^" * 10_000, "a" * 100_000,
        "\\" * 100_000, "," * 100_000, "." * 100_000, "\\frac" * 10_000, "1 ? " * 50_000,
        "\\begin{" * 10_000, "🙂" * 10_000, "`" * 10_000, "[1]" + "'" * 100_000 + "]",
        "a=" * 50_000, "9^9^9^9", "2^(10^10)", "9**9**9", "1e999999999", "1/0", "\x00", "\u202e",
        "[" + "1," * 5_000 + "x]", "*".join(["1.1^300"] * 1_000),
    ],
)  # fmt: skip
def test_hostile_text_is_refused(parse: Any, typed: str) -> None:
    with pytest.raises(InputError):
        parse(typed)


@pytest.mark.parametrize("typed", ["1,", "1;", "1&", "1|", "1\n", "[1],", ",", "1 1,\n", "1/2;"])
@pytest.mark.parametrize("parse", [parse_vector, parse_vectors, parse_matrix])
def test_too_many_separators_are_refused_before_anything_is_read(parse: Any, typed: str) -> None:
    with (
        mock.patch.object(reading, "read_items", side_effect=AssertionError("it was read")),
        pytest.raises(InputError, match=r"more than 10,000 separators between numbers"),
    ):
        parse(typed * 10_001)


def test_as_many_numbers_as_there_may_be_are_read() -> None:
    assert parse_matrix("1/2, " * 9_999 + "1").shape == (1, 10_000)
    assert parse_vector("1/2; " * 9_999 + "1").shape == (10_000,)


PIECES = [
    *"0123456789.,;:|&()[]{}<>+-−*/^'\"`?_=$%~!@#\\ \t\n\r·×√π½²⁻ᵀ…\u200b\u202e\x00🙂é",
    "1", "2", "3", " ", " ", ", ", "; ", "[", "]", "[[", "]]", "\\begin{bmatrix}",
    "\\end{bmatrix}", "\\\\", "\\frac", "\\sqrt", "{1}", "sqrt(", "pi", "e", "1e5", "2^", "**",
    "nan", "NA", "and", " x ", "a = ", "array(", "np.", "dtype=", "```", "```py\n", "...", "^T",
    "1e999", "Fraction(", "N/A", "Fullwidth［", "'",
]  # fmt: skip


@examples(15)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example(";1&7")
@example("|-")
@example("[]'")
@example("^T")
@example("1\\\\")
@example("'';''")
def test_any_text_ends_in_a_value_or_an_input_error(text: str) -> None:
    for parse in (parse_scalar, parse_vector, parse_vectors, parse_matrix, parse_table):
        value, error = outcome(parse, text)
        if error is not None:
            check_error(error, text)
        elif parse in (parse_vector, parse_matrix):
            assert np.isfinite(np.asarray(value, dtype=float)).all()


def outcome(parse: Any, text: str) -> tuple[Any, InputError | None]:
    try:
        return parse(text), None
    except InputError as error:
        return None, error


def check_error(error: InputError, text: str) -> None:
    assert error.problem
    if error.position is not None:
        assert error.text == text
        assert 0 <= error.position <= len(text)
        assert error.excerpt().endswith("^")


@examples(3)
@given(st.text(max_size=40))
def test_any_unicode_ends_in_a_value_or_an_input_error(text: str) -> None:
    for parse in (parse_scalar, parse_vectors, parse_matrix, parse_table):
        _, error = outcome(parse, text)
        if error is not None:
            check_error(error, text)


def test_largest_matrix() -> None:
    numbers = np.random.default_rng(0).standard_normal((100, 100))
    text = str(numbers.tolist())
    assert len(text) < MAX_CHARACTERS
    assert np.array_equal(parse_matrix(text).astype(float), numbers)
