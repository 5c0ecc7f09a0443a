"""What is no system of linear equations is refused in words, with its place; hostile text too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.equations import parse_equations
from linalg_engine.equations.plain import MAX_CHARACTERS
from linalg_engine.errors import InputError
from linalg_engine.matrices import MAX_SIZE
from tests.examples import examples

REFUSED: list[tuple[str, str, str]] = [
    # Not linear: a piece of the sentence, and what the position points at.
    ("x y = 6, x + y = 5", "multiplies x by y", "y = 6"),
    ("xy = 6, x + y = 5", "xy could be x times y", "xy"),
    ("a + b = 3, abab = 1", "abab could be a times b", "abab"),
    ("x₁ + hx₂ = 3; x₁ = 1", "hx_2 could be h times x_2", "hx₂"),
    ("kx + y = 1", "kx could be k times x", "kx"),
    ("x*y + 1 = 2", "multiplies x by y", "*y"),
    ("x(y + 1) = 2", "multiplies x by", "(y"),
    ("f(x) = 2x + 1", "multiplies f by x", "(x)"),
    ("2x + x^2 = 3", "a power of x", "x^2"),
    ("x² + y² = 1", "a power of x", "x²"),
    ("2^x = 8", "in an exponent", "x = 8"),
    ("1/x + y = 2", "divides by x", "/x"),
    ("1/(2x) + 1/(3y) = 2", "divides by x", "/(2x)"),
    ("y = 3/(x - 1)", "divides by a sum with x", "/(x"),
    (r"\frac{1}{x} = 2", "divides by x", "{x}"),
    ("sin x = 1", "sin of x", "sin x"),
    ("y = 2 sin(x)", "sin of x", "sin(x)"),
    ("sinx + y = 1", "function of x", "sinx"),
    ("√x = 2", "sqrt of x", "√x"),
    ("sqrt(x + 1) = 2", "sqrt of a sum with x", "sqrt"),
    ("ln(x) = 1", "ln of x", "ln(x)"),
    ("|x| = 2", "absolute value", "|x|"),
    ("x + y > 3", "inequality", ">"),
    ("x + y ≤ 3", "inequality", "≤"),
    (r"x + y \leq 3", "inequality", "\\leq"),
    # Not clear.
    ("2x+y=3,5x-y=0,5", "decimal commas", ",5x"),
    ("a + c = 1,650\n4a + 12c = 14,200", "between thousands", "1,650"),
    ("1,5x + 2.5y = 1", "decimal point", "1,5x"),
    ("a+b+c+d+2e+3f=1", "power of ten", "2e+3f"),
    ("e + 2e-3 = 1", "power of ten", "2e-3"),
    ("- 2x + y = 1\n- x - y = 2", "the sign of a list", "- 2x"),
    ("1/2 sqrt(2) x = 1", "what is divided", "sqrt"),
    ("2 3x = 1", "joins this number", "3x"),
    ("1 1/2 x = 1", "joins this number", "1/2"),
    ("2 x 3 = 1", "joins this number", "3 ="),
    ("x = 5 (2)", "joins this number", "(2)"),
    ("x = 3 (1), y = 2", "joins this number", "(1)"),
    ("2x + 3y = 5 - x + y = 1", "where one equation ends", "5 - x"),
    ("2x + 3y = 5 -x + y = 1", "where one equation ends", "5 -x"),
    ("* 2x + 3y = 5 * x - y = 1", "where one equation ends", "5 * x"),
    ("y = 2 x + 3 z - x = 1", "where one equation ends", " x + 3"),
    # Not whole.
    ("2x + 3y", "no = in this", "2x"),
    ("x + y = 3, 2x", "no = in this", "2x"),
    ("x + = 3", "nothing after this +", "+"),
    ("x = ", "nothing after this =", "="),
    ("= 3", "nothing before this =", "="),
    ("x + y = 3 = ", "nothing after this =", "= "),
    ("x + (y = 3", "never closed", "(y"),
    ("a" * 33 + " = 1", "at most 32 characters", "aaa"),
    ("x + y) = 3", "never opened", ")"),
    ("2[x = 3]", "", "="),
    ("0 = 1", "no unknown", "0"),
    ("x' = 2", "cannot have a '", "'"),
    ("x : 2 = 3", "quotient write 1/2", ":"),
    ("x! = 2", "Factorials", "!"),
    ("50% x = 2", "0.5 for 50%", "%"),
    ("2x + ? = 3", "cannot stand for an unknown", "?"),
    (r"\int x = 2", "LaTeX command", "\\int"),
    ("log(2) x = 1", "ln(2)", "log"),
    ("x/0 = 1", "divides by 0", "0"),
    ("x + \u200ey\u202e = 1", "invisible", "\u200e"),
    ("", "nothing here", ""),
]


@pytest.mark.parametrize(("text", "sentence", "place"), REFUSED, ids=[t for t, _, _ in REFUSED])
def test_what_is_no_linear_system_is_refused_at_its_place(
    text: str, sentence: str, place: str
) -> None:
    with pytest.raises(InputError) as caught:
        parse_equations(text)

    assert sentence in caught.value.problem
    assert not place or text[caught.value.position :].startswith(place)


# Hostile text

LONG = {
    "brackets": "(" * 4990 + "x" + ")" * 4990 + "=1",
    "braces": "{" * 4990 + "x=1" + "}" * 4990,
    "names": "+".join(f"a{k}" for k in range(1500)) + "=1",
    "equations": "x=1," * 900,
    "lines": "\n" * 9990 + "x=1",
    "wrapped lines": "x" + "\n+" * 4990,
    "commas": "1,1" * 3300,
    "thousands": "1,111" * 1999,
    "alignment": "x=1&" * 900,
    "signs": "-" * 2990 + "x=1",
    "dots": "x=1" + " ." * 4990,
    "powers": "x=" + "9^" * 4990 + "9",
    "tower": "x=9^9^9^9^9",
    "superscripts": "x=2" + "⁹" * 9000,
    "digits": "x=" + "9" * 9990,
    "long name": "a" * 9990 + "=1",
    "fractions": "x=" + "1/" * 4990 + "0",
    "labels": "(1) x=1\n" * 300,
    "commands": r"\text{" * 1600,
    "roots": "x=" + "*".join(f"(√{k}+√{k + 1}+√{k + 2})" for k in range(2, 400)),
    "factors": "(" + "+".join(f"a{k}" for k in range(MAX_SIZE)) + ")" + "*1.7" * 400 + "=1",
    "side by side": "x=" + "a " * 4990 + "=1",
    "chain": "x=" * 900 + "1",
    "too long": "x=1" + " " * MAX_CHARACTERS,
}


def problem_of(text: str) -> InputError | None:
    """The error of a text; None of one that is a system of a size that is allowed."""
    try:
        found = parse_equations(text)
    except InputError as error:
        return error
    assert found.matrix.shape == (len(found.rhs), len(found.names))
    assert max(found.matrix.shape) <= MAX_SIZE
    return None


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_hostile_text_is_answered_in_words(text: str) -> None:
    error = problem_of(text)

    assert error is None or (len(error.problem) < 250 and len(error.excerpt()) < 250)


@given(st.text(alphabet="xyaπe12.,;=+-*/^()[]{}|&<>√'_ \n\\", max_size=40))
@examples(1)
def test_any_text_is_a_system_or_refused_with_a_place_in_it(text: str) -> None:
    error = problem_of(text)

    assert error is None or error.position is None or 0 <= error.position <= len(text)
