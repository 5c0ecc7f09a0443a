"""Expressions without a value: what people are told, and where the mistake is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.errors import InputError
from linalg_engine.expressions import evaluate
from tests.examples import examples
from tests.linalg_engine.evaluating import VARIABLES, outcome
from tests.pickling import pickled

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
