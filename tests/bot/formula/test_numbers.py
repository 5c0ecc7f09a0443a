"""Numbers in formulas: exact where that is short, with the sign that is true, read back."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from bot.formula import Column, Conjugates, Notation, Number, Rounded, Whole, elided, whole
from bot.formula.numbers import Spelling, decimal, spelled_as
from linalg_engine import notation
from linalg_engine.exact import Surd, square_root

SAY, DECIMALS = Notation(), Notation(decimals=True)


def root(n: int) -> Any:
    found = square_root(n)
    assert found is not None
    return found


I = root(-1)  # noqa: E741 - the name of the number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(3), "= 3"),
        (Fraction(-1, 2), "= −1/2 = −0.5"),
        (Fraction(1, 3), "= 1/3 ≈ 0.3333"),
        (Fraction(1, 9999), "= 1/9999 ≈ 0.0001"),
        (Fraction(1, 10_000), "= 0.0001"),
        (Fraction(1, 12_345), "≈ 8.1×10⁻⁵"),
        (Fraction(10**9 + 1), "≈ 1×10⁹"),
        (math.pi, "≈ 3.1416"),
        (3.0, "≈ 3"),
        (root(2) / 2, "= √2/2 ≈ 0.7071"),
        (-5 * root(2) / 3, "= −5√2/3 ≈ −2.357"),
        ((1 + root(5)) / 2, "= 1/2 + √5/2 ≈ 1.618"),
        (1 - 2 * I, "= 1 − 2i"),
        (-I, "= −i"),
        (Fraction(3, 2) * root(-3), "= 3√3/2 i ≈ 2.5981i"),
        (complex(1, -2), "≈ 1 − 2i"),
        (root(2) + root(3) + root(5), "= √2 + √3 + √5 ≈ 5.3823"),
        (1 + root(2) + root(3) + root(5), "≈ 6.3823"),
        (root(2) * Fraction(1, 10**7), "≈ 1.414×10⁻⁷"),
    ],
    ids=str,
)
def test_equals(value: Any, shown: str) -> None:
    assert str(SAY.equals(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 2), "= 0.5"),
        (Fraction(1, 3), "= 1/3 ≈ 0.3333"),
        (Fraction(1, 32), "= 1/32 ≈ 0.03125"),
        (root(2), "= √2 ≈ 1.4142"),
        (0.5, "≈ 0.5"),
    ],
    ids=str,
)
def test_equals_for_who_types_decimals(value: Any, shown: str) -> None:
    assert str(DECIMALS.equals(value)) == shown.replace("1/32 ≈ 0.03125", "0.03125")


@pytest.mark.parametrize(
    ("value", "latex"),
    [
        (Fraction(-7, 3), r"-\frac{7}{3}"),
        (root(50) / 3, r"\frac{5\sqrt{2}}{3}"),
        ((1 - root(5)) / 2, r"\frac{1}{2} - \frac{\sqrt{5}}{2}"),
        (root(-3) / 2, r"\frac{\sqrt{3}}{2} i"),
        (2 - 3 * I, "2 - 3i"),
        (2.5e20, r"2.5 \times 10^{20}"),
        (-3.0, "-3"),
        (complex(0.5, -0.25), "0.5 - 0.25i"),
        (complex(0, 1), "i"),
    ],
    ids=str,
)
def test_whole_in_latex(value: Any, latex: str) -> None:
    assert Whole(value).latex() == latex


def test_whole_text_has_the_minus_that_code_reads() -> None:
    assert str(Whole(Fraction(-1, 2))) == "-1/2"
    assert str(Whole(1 - root(2))) == "1 - √2"
    assert str(Whole(complex(-0.5, -2.0))) == "-0.5 - 2i"


def test_a_fraction_too_long_to_write_is_rounded_and_says_so() -> None:
    long = Whole(Fraction(10**1200 + 1, 10**1200))
    assert long.is_rounded
    assert str(long) == "1.0"


@pytest.mark.parametrize(
    ("value", "is_decimal", "shown"),
    [
        (1 - 2 * I, False, "1 ± 2i"),
        (root(-2), False, "±√2 i"),
        (root(-2), True, "±1.4142i"),
        ((5 + root(-15)) / 2, False, "5/2 ± √15/2 i"),
        (complex(2.5, -1.936492), True, "2.5 ± 1.9365i"),
    ],
    ids=str,
)
def test_conjugates(value: Any, is_decimal: bool, shown: str) -> None:
    pair = Conjugates(value, is_decimal)
    assert str(pair) == shown
    assert pair.is_rounded == is_decimal


def test_vectors_and_matrices() -> None:
    v = np.array([Fraction(k) for k in range(1, 16)])
    assert str(SAY.vector(v)) == "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …, 15]"
    assert str(SAY.vector(v[:12])) == "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]"
    assert str(SAY.vector(v[:5], 4)) == "[1, 2, 3, …, 5]"
    assert str(SAY.column(v[:8])) == "[1, 2, 3, 4, 5, 6, 7, 8]"
    assert str(SAY.column(v[:9])) == "[1, 2, 3, 4, 5, 6, ⋮, 9]"
    assert str(SAY.sum_of(v[:8])) == "1 + 2 + 3 + 4 + 5 + 6 + 7 + 8"
    assert str(SAY.sum_of(v[:9])) == "1 + 2 + 3 + 4 + 5 + 6 + … + 9"
    assert str(SAY.matrix(v[:4].reshape(2, 2), 1)) == "[1, 2; 3, 4]"
    assert SAY.matrix(v[:4].reshape(2, 2), 1).bar == 1
    halves = np.array([Fraction(1, 2), Fraction(1, 3)])
    assert str(SAY.whole_vector(halves)) == "[1/2, 1/3]"
    assert str(DECIMALS.whole_vector(halves)) == "[0.5, 1/3]"
    assert DECIMALS.vector(halves).entries == (Rounded(Fraction(1, 2)), Number(Fraction(1, 3)))
    assert whole(halves) == Column((Whole(Fraction(1, 2)), Whole(Fraction(1, 3))))


@pytest.mark.parametrize(
    ("count", "most", "fewest", "kept"),
    [(3, 3, 1, "abc"), (4, 3, 1, "ab…d"), (4, 3, 2, "abcd"), (5, 3, 2, "ab…e"), (9, 1, 1, "…i")],
)
def test_the_last_item_stands_behind_the_gap(count: int, most: int, fewest: int, kept: str) -> None:
    assert "".join(elided("abcdefghi"[:count], most, fewest=fewest)) == kept


fractions = st.fractions(max_denominator=10**6)
exacts = st.builds(
    lambda p, q, r: p + q * root(r), fractions, fractions, st.sampled_from([1, 2, 3, 5, 30, 97])
)


def parsed(text: str) -> Any:
    return notation.parse_scalar(text)


@given(exacts)
def test_exact_text_reads_back_as_the_value(value: Any) -> None:
    number = Number(value)
    if number.is_rounded:
        # Four digits after the point, and four significant ones.
        assert float(parsed(str(number))) == pytest.approx(float(value), rel=1e-3, abs=5e-5)
    else:
        assert parsed(str(number)) == value
    assert parsed(str(Whole(value))) == value
    assert parsed(Whole(value).latex()) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_whole_floats_read_back_to_the_last_bit(value: float) -> None:
    assert float(parsed(str(Whole(value)))) == value
    assert float(parsed(Whole(value).latex())) == value


@given(exacts)
def test_the_sign_is_equal_only_before_the_value(value: Any) -> None:
    chain = SAY.equals(value)
    for part in chain.others:
        assert isinstance(part, (Number, Rounded))
        assert part.is_rounded == (parsed(str(part)) != value)


def evaluated(words: str) -> complex:
    """Return the value that SymPy finds."""
    value: Any = sympy.sympify(words)
    return complex(value)


@given(exacts, exacts)
def test_latex_of_complex_numbers_agrees_with_sympy(p: Any, q: Any) -> None:
    value = p + q * I
    if not isinstance(value, Surd):
        value = value + I
    words = Whole(value).latex().replace(r"\sqrt", "sqrt").replace("{", "(").replace("}", ")")
    words = words.replace(r"\frac", "").replace(")(", ")/(").replace(" i", "*I")
    for digit in "0123456789":
        words = words.replace(f"{digit}sqrt", f"{digit}*sqrt").replace(f"{digit}i", f"{digit}*I")
    if words in ("i", "-i") or words.endswith(("+i", "-i", "+*I", "-*I")):
        words = words.replace("*I", "I").replace("i", "I")
    found = evaluated(words.replace("+*I", "+I").replace("-*I", "-I"))
    assert found == pytest.approx(complex(value), rel=1e-9, abs=1e-9)


def test_roots_beside_one_too_long_to_write_are_decimals() -> None:
    short, long = root(2) / 2, root(2) / 10**7

    assert str(SAY.vector([short, Fraction(1, 2)])) == "[√2/2, 1/2]"
    assert str(SAY.vector([short, Fraction(1, 2), long])) == "[0.7071, 1/2, 1.414×10⁻⁷]"


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (Fraction(1, 3), 2, "≈ 0.33"),
        (Fraction(1, 3), 6, "≈ 0.333333"),
        (Fraction(1, 8), 3, "= 0.125"),
        (Fraction(1, 8), 2, "≈ 0.12"),
        (root(2) / 2, 4, "≈ 0.7071"),
        (math.pi, 2, "≈ 3.14"),
        (Fraction(3), 2, "= 3"),
    ],
)
def test_a_reader_may_want_decimals_of_some_digits(value: Any, digits: int, shown: str) -> None:
    with spelled_as(Spelling(digits, decimals=True)):
        assert str(SAY.equals(value)) == shown
        assert str(SAY.vector([value])) == f"[{shown[2:]}]"


def test_digits_are_for_what_is_rounded_and_end_with_the_block() -> None:
    with spelled_as(Spelling(digits=6)):
        assert str(SAY.equals(root(2))) == "= √2 ≈ 1.414214"
        assert decimal(math.pi) == "3.141593"
        assert decimal(math.pi, 2) == "3.14"
    with spelled_as(Spelling(digits=2)):
        assert decimal(math.pi, 3) == str(Rounded(math.pi, 3)) == "3.14"

    assert decimal(math.pi) == str(Rounded(math.pi)) == "3.1416"
