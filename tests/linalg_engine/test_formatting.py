"""Numbers as text, and back."""

from __future__ import annotations

import math
import struct
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from linalg_engine import formatting
from linalg_engine.exact import Exact, Surd, square_root
from linalg_engine.notation import parse_matrix, parse_scalar, parse_vector
from tests.examples import examples
from tests.linalg_engine.some_matrices import root

F = Fraction

fractions = st.fractions(max_denominator=10**12) | st.integers(-(10**30), 10**30).map(Fraction)
floats = st.floats(allow_nan=False, allow_infinity=False).map(lambda x: x + 0.0)
scalars = st.one_of(fractions, floats)


def bits(value: Any) -> bytes:
    return struct.pack("d", float(value))


@examples(3)
@given(scalars)
def test_scalars_read_back(value: Fraction | float) -> None:
    for text in (formatting.exact(value), formatting.latex(value)):
        back = parse_scalar(text)
        assert isinstance(back, Fraction)
        assert bits(back) == bits(value)
        if isinstance(value, Fraction):
            assert back == value


@given(st.lists(fractions, min_size=1, max_size=6) | st.lists(floats, min_size=1, max_size=6))
def test_vectors_read_back(values: list[Fraction] | list[float]) -> None:
    vector = np.array(values, dtype=object if isinstance(values[0], Fraction) else float)
    for text in (
        formatting.exact_vector(vector),
        formatting.numpy_text(vector),
        formatting.latex(vector),
    ):
        back = parse_vector(text)
        assert [bits(x) for x in back] == [bits(x) for x in vector]
        if vector.dtype == object:
            assert back.tolist() == vector.tolist()


@given(st.data(), st.integers(1, 4), st.integers(1, 4))
def test_matrices_read_back(data: st.DataObject, m: int, n: int) -> None:
    entries = data.draw(st.sampled_from([fractions, floats]))
    values = data.draw(st.lists(entries, min_size=m * n, max_size=m * n))
    dtype = object if isinstance(values[0], Fraction) else float
    matrix = np.array(values, dtype=dtype).reshape(m, n)
    for text in (
        formatting.exact_matrix(matrix),
        formatting.numpy_text(matrix),
        formatting.latex(matrix),
    ):
        back = parse_matrix(text)
        assert back.shape == (m, n)
        assert [bits(x) for x in back.flat] == [bits(x) for x in matrix.flat]


@examples(3)
@given(scalars, st.integers(2, 8))
def test_decimal_is_right_to_the_printed_precision(value: Fraction | float, digits: int) -> None:
    text = formatting.decimal(value, digits)
    assert "-" not in text
    assert text != "−0"
    back = (
        float(parse_scalar(text)) if text != "0" and 1e-300 < abs(value) < 1e308 else float(value)
    )
    # At least `digits` significant figures: half a unit in the last of them.
    assert back == pytest.approx(float(value), rel=0.501 * 10.0 ** (1 - digits), abs=1e-300)
    if 1 <= abs(value) < 10**8:
        assert back == pytest.approx(float(value), abs=0.501 * 10.0**-digits, rel=1e-15)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (math.sqrt(14), "3.7417"), (0.0012, "0.0012"), (0.00123456, "0.001235"),
        (12.93321, "12.9332"), (3.0, "3"), (-0.0, "0"), (-0.5, "−0.5"),
        (2.99999999, "2.99999999"), (2.9999999999, "3"),
        (F(1, 3), "0.3333"), (1.5e-7, "1.5×10⁻⁷"), (-1e-20, "−1×10⁻²⁰"), (10**9 - 1, "999999999"),
        (1234567891234, "1.235×10¹²"), (999999999.99999, "1×10⁹"), (F(10**400, 3), "3.333×10³⁹⁹"),
        (np.float64(2.5), "2.5"), (np.int64(3), "3"), (2 + 3j, "2 + 3i"), (-1j, "−i"),
        (1 + 0j, "1"), (math.inf, "∞"),
    ],
)  # fmt: skip
def test_decimal(value: Any, expected: str) -> None:
    assert formatting.decimal(value) == expected


def test_pretty_keeps_short_fractions() -> None:
    assert formatting.pretty(F(-1, 2)) == "−1/2"
    assert formatting.pretty(F(9999, 9998)) == "9999/9998"
    assert formatting.pretty(F(10001, 3)) == "3333.6667"
    assert formatting.pretty(F(12345)) == "12345"
    assert formatting.pretty(0.5) == "0.5"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (F(1, 2), "1/2"), (F(-3), "−3"), (F(5000001, 10**7), "0.5000001"),
        (F(20001, 30001), "20001/30001"), (0.1 + 0.2, "0.30000000000000004"), (0.5, "0.5"),
    ],
)  # fmt: skip
def test_unrounded(value: Fraction | float, expected: str) -> None:
    assert formatting.unrounded(value) == expected


@pytest.mark.parametrize(
    ("square", "expected", "latex"),
    [
        (F(14), "√14", r"\sqrt{14}"),
        (F(56), "2√14", r"2\sqrt{14}"),
        (F(14, 4), "√14/2", r"\frac{\sqrt{14}}{2}"),
        (F(1, 2), "√2/2", r"\frac{\sqrt{2}}{2}"),
        (F(50, 9), "5√2/3", r"\frac{5\sqrt{2}}{3}"),
        (F(9), "3", "3"),
        (F(9, 4), "3/2", r"\frac{3}{2}"),
        (F(0), "0", "0"),
        (F(10**40), "1×10²⁰", str(10**20)),
        (F(10**12 - 11), "√999999999989", r"\sqrt{999999999989}"),
        (F(10**13), "3162277.6602", r"1000000\sqrt{10}"),
        (F(2, 999999**2), "√2/999999", r"\frac{\sqrt{2}}{999999}"),
        (F(2, 10**12), "1.414×10⁻⁶", r"\frac{\sqrt{2}}{1000000}"),
        (F(1, 10**13), "3.162×10⁻⁷", r"\frac{\sqrt{10}}{10000000}"),
        (F(1, 10**401), "3.162×10⁻²⁰¹", rf"\frac{{\sqrt{{10}}}}{{{10**201}}}"),
        (F(-1), "i", "i"),
        (F(-4), "2i", "2i"),
        (F(-1, 4), "1/2 i", r"\frac{1}{2} i"),
        (F(-3), "√3 i", r"\sqrt{3} i"),
        (F(-50, 9), "5√2/3 i", r"\frac{5\sqrt{2}}{3} i"),
        (F(-(10**13)), "3162277.6602i", r"1000000\sqrt{10} i"),
    ],
)
def test_roots(square: Fraction, expected: str, latex: str) -> None:
    assert formatting.pretty(root(square)) == expected
    assert formatting.latex(root(square)) == latex


@pytest.mark.parametrize(
    ("typed", "expected", "latex"),
    [
        ("(1 + √5)/2", "1/2 + √5/2", r"\frac{1}{2} + \frac{\sqrt{5}}{2}"),
        ("(-1 - √5)/2", "−1/2 − √5/2", r"-\frac{1}{2} - \frac{\sqrt{5}}{2}"),
        ("-√2/3 + 2√7", "−√2/3 + 2√7", r"-\frac{\sqrt{2}}{3} + 2\sqrt{7}"),
        ("1 + √2 + √3", "1 + √2 + √3", r"1 + \sqrt{2} + \sqrt{3}"),
        ("1 + √2 + √3 + √5", "6.3823", r"1 + \sqrt{2} + \sqrt{3} + \sqrt{5}"),
        ("9999/9998 + √2", "9999/9998 + √2", None),
        ("10000/9999 + √2", "2.4143", None),
    ],
)
def test_sums_of_roots(typed: str, expected: str, latex: str | None) -> None:
    value = parse_scalar(typed)
    assert formatting.pretty(value) == expected
    assert latex is None or formatting.latex(value) == latex


surds = st.builds(
    lambda terms: sum((c * root(r) for r, c in terms), F(0)),
    st.lists(
        st.tuples(st.integers(1, 10**6), st.fractions(-1000, 1000, max_denominator=10**4)),
        min_size=1,
        max_size=4,
    ),
)


@examples(2)
@given(surds)
def test_numbers_with_roots_read_back(value: Exact) -> None:
    for text in (formatting.exact(value), formatting.latex(value)):
        assert parse_scalar(text) == value
    if isinstance(value, Surd) and formatting.is_short(value):
        assert parse_scalar(formatting.pretty(value)) == value


@examples(1)
@given(st.lists(surds, min_size=1, max_size=4), st.integers(1, 3))
def test_arrays_with_roots_read_back(values: list[Exact], rows: int) -> None:
    vector = np.array(values, dtype=object)
    for text in (formatting.exact_vector(vector), formatting.latex(vector)):
        assert parse_vector(text).tolist() == values
    matrix = np.array([values] * rows, dtype=object)
    for text in (formatting.exact_matrix(matrix), formatting.latex(matrix)):
        assert parse_matrix(text).tolist() == matrix.tolist()
    assert parse_vector(formatting.numpy_text(vector)).astype(float).tolist() == [
        float(x) for x in values
    ]


@examples(1)
@given(surds, st.integers(2, 12))
def test_decimals_of_roots_are_right_to_the_printed_precision(value: Exact, digits: int) -> None:
    assume(value != 0)
    text = formatting.decimal(value, digits)
    assert float(parse_scalar(text)) == pytest.approx(
        float(value), rel=0.501 * 10.0 ** (1 - digits)
    )


def test_a_number_with_roots_is_no_decimal() -> None:
    assert not formatting.is_same(root(2), "1.4142")
    assert formatting.unrounded(root(2)) == "√2"
    assert formatting.decimal(root(-2) + 1) == "1 + 1.4142i"


@pytest.mark.parametrize(
    ("value", "text", "latex"),
    [
        (F(10**1500), "1e+1500", r"1 \times 10^{1500}"),
        (F(-(2**5000)), "-1.412467032139426e+1505", r"-1.412467032139426 \times 10^{1505}"),
        (F(1, 10**1500), "1e-1500", r"1 \times 10^{-1500}"),
        (F(10**1500 + 1, 3 * 10**1500), "0.3333333333333333", "0.3333333333333333"),
    ],
)
def test_numbers_of_more_than_a_thousand_digits(value: Fraction, text: str, latex: str) -> None:
    assert formatting.exact(value) == text
    assert formatting.latex(value) == latex


def test_what_pastes_elsewhere() -> None:
    assert formatting.exact_vector(np.array([F(1), F(1, 2), F(3)])) == "[1, 1/2, 3]"
    assert formatting.exact_matrix(np.array([[1.5, 2.0]])) == "[[1.5, 2.0]]"
    assert formatting.numpy_text(np.array([F(1), F(2)])) == "np.array([1, 2])"
    assert formatting.latex(np.array([F(1), F(-1, 2)])) == (
        r"\begin{bmatrix} 1 \\ -\frac{1}{2} \end{bmatrix}"
    )
    assert formatting.latex(np.array([[1.0, 2.0]])) == r"\begin{bmatrix} 1 & 2 \end{bmatrix}"
    assert formatting.latex(1.5e-7) == r"1.5 \times 10^{-7}"


@pytest.mark.parametrize(
    ("value", "typed", "expected"),
    [
        (F("0.3333333333333333"), 17, "0.3333333333333333"),
        (F("0.3333333333333333"), 16, "0.3333"),
        (F("-1.000012345"), 10, "−1.000012345"), (F(123456789012), 12, "123456789012"),
        (F("0.00001234567"), 12, "0.00001234567"), (F("1e-7"), 12, "1×10⁻⁷"),
        (F(1, 3), 40, "0.3333"), (math.pi, 40, "3.1416"), (F("0." + "3" * 41), 42, "0.3333"),
    ],
)  # fmt: skip
def test_decimals_with_no_more_digits_than_were_typed_are_whole(
    value: Any, typed: int, expected: str
) -> None:
    assert formatting.decimal(value, typed=typed) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (F("1.0000200001"), "1.00002"), (F("-0.999987"), "−0.99999"),
        (F("7.00000000004"), "7.00000000004"),
        (F(1) + F(1, 10**16), "1"), (1 + 4e-12, "1"), (1 + 4e-7, "1.0000004"), (0.99996, "0.99996"),
        (square_root(F("1.00002")), "1.00001"),
    ],
)  # fmt: skip
def test_a_number_that_is_not_whole_does_not_look_whole(value: Any, expected: str) -> None:
    assert formatting.decimal(value) == expected
    assert "." not in formatting.decimal(value, is_near=True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(F(3539, 5000), "0.7078"), (F(1, 128), "1/128"), (F(1, 2), "1/2"), (F(-77, 1000), "−0.077")],
)
def test_pretty_prefers_short_decimals_to_long_fractions(value: F, expected: str) -> None:
    assert formatting.pretty(value) == expected
