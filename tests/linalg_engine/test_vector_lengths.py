"""Lengths, unit vectors and distances, held against mpmath, NumPy, SciPy, and their own laws."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.spatial.distance
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine import vectors
from linalg_engine.errors import InputError
from linalg_engine.exact import Surd
from tests.linalg_engine.some_matrices import root
from tests.linalg_engine.some_vectors import exact, exact_vectors, float_vectors, floats, roots


class TestNorm:
    @given(exact_vectors(1))
    def test_is_the_exact_root_of_the_sum_of_squares(self, one: tuple[NDArray[Any], ...]) -> None:
        (v,) = one
        length, square = vectors.norm(v).value, sum((x * x for x in v), Fraction(0))
        if not isinstance(length, float):
            assert length * length == square
        with mpmath.workdps(50):
            root = mpmath.sqrt(mpmath.mpf(square.numerator) / square.denominator)
            assert float(length) == pytest.approx(float(root), rel=3e-16, abs=0)

    def test_of_a_square_that_cannot_be_split_is_rounded(self) -> None:
        v = exact(10**10, 10**10 + 1)
        length = vectors.norm(v).value
        assert isinstance(length, float)
        assert length == pytest.approx(math.hypot(1e10, 1e10 + 1), rel=3e-16)

    def test_of_roots_is_exact(self) -> None:
        assert vectors.norm(roots("1", "√2", "√3")).value == root(6)
        assert vectors.norm(roots("1 + √2", "0")).value == root(2) + 1
        assert vectors.norm(roots("1 - √2", "2"), 1).value == root(2) + 1
        assert vectors.norm(roots("-√5", "2"), math.inf).value == root(5)
        assert vectors.norm(roots("√(1/2)", "√2"), 3).value == pytest.approx(
            (0.5**1.5 + 2**1.5) ** (1 / 3)
        )

    def test_that_is_a_nested_root_is_rounded(self) -> None:
        length = vectors.norm(roots("1 + √2", "1")).value
        assert isinstance(length, float)
        assert length == pytest.approx(math.sqrt(4 + 2 * math.sqrt(2)), rel=1e-15)

    def test_of_too_many_roots_is_a_float(self) -> None:
        v = roots(*(f"√{p} + √{p + 2}" for p in (3, 11, 17, 29, 41, 59)))
        length = vectors.norm(v).value
        assert isinstance(length, float)
        assert length == pytest.approx(float(np.linalg.norm(v.astype(float))), rel=1e-14)

    @given(float_vectors(1), st.sampled_from([1, 2, 3, 1.5, 7, math.inf]))
    def test_agrees_with_numpy(self, one: tuple[NDArray[Any], ...], order: float) -> None:
        (v,) = one
        reference = float(np.linalg.norm(v, order))
        assert vectors.norm(v, order).value == pytest.approx(reference, rel=1e-13, abs=0)

    @pytest.mark.parametrize("size", ["1e200", "1e-200", "1e300", "1e-300"])
    @pytest.mark.parametrize("order", [1, 2, 3, math.inf])
    def test_neither_overflows_nor_vanishes(self, size: str, order: float) -> None:
        expected = float(size) * (2 ** (1 / order) if order != math.inf else 1)
        for v in (exact(size, size), floats(float(size), float(size))):
            assert float(vectors.norm(v, order).value) == pytest.approx(expected, rel=1e-14)

    def test_too_long_is_said_in_words(self) -> None:
        for v in (exact(*["1e308"] * 10), floats(*[1e308] * 10)):
            for order in (1, 2, 3):
                with pytest.raises(InputError, match="larger than"):
                    vectors.norm(v, order)

    def test_sum_of_sizes_and_largest_size_stay_exact(self) -> None:
        v = exact("1/2", "-1/3", 0)
        assert vectors.norm(v, 1).value == Fraction(5, 6)
        assert vectors.norm(v, math.inf).value == Fraction(1, 2)

    @pytest.mark.parametrize("order", [0.5, 0, -1, math.nan, -math.inf])
    def test_order_below_one_is_refused(self, order: float) -> None:
        with pytest.raises(InputError, match="1 or more"):
            vectors.norm(exact(1, 2), order)

    @given(float_vectors(), st.sampled_from([1, 2, 3, math.inf]))
    def test_triangle_inequality(self, pair: tuple[NDArray[Any], ...], order: float) -> None:
        a, b = pair
        total = vectors.norm(a, order).value + vectors.norm(b, order).value
        assert vectors.norm(a + b, order).value <= total * (1 + 1e-12)


class TestUnit:
    def test_rational_length_stays_exact(self) -> None:
        assert list(vectors.unit(exact(3, -4))) == [Fraction(3, 5), Fraction(-4, 5)]

    @pytest.mark.parametrize(
        ("v", "expected"),
        [("1 2", "√5/5 2√5/5"), ("√2 -√2", "√2/2 -√2/2"), ("1+√2 0", "1 0"), ("0 -7", "0 -1")],
    )
    def test_of_exact_length_is_exact(self, v: str, expected: str) -> None:
        u = vectors.unit(roots(*v.split()))
        assert list(u) == list(roots(*expected.split()))
        assert vectors.norm(u).value == 1

    @given(exact_vectors(1))
    def test_of_rationals_has_length_one_exactly(self, one: tuple[NDArray[Any], ...]) -> None:
        (v,) = one
        assume(v.any())
        u = vectors.unit(v)
        if u.dtype == object:
            assert vectors.norm(u).value == 1
        np.testing.assert_allclose(
            u.astype(float), v.astype(float) / np.linalg.norm(v.astype(float))
        )

    @given(float_vectors(1))
    def test_has_length_one_and_the_same_direction(self, one: tuple[NDArray[Any], ...]) -> None:
        (v,) = one
        assume(v.any())
        u = vectors.unit(v)
        assert np.linalg.norm(u) == pytest.approx(1, rel=1e-15)
        np.testing.assert_allclose(u * np.linalg.norm(v), v, rtol=1e-14)

    def test_zero_is_refused(self) -> None:
        with pytest.raises(InputError, match="no direction"):
            vectors.unit(exact(0, 0, 0))


class TestDistance:
    @given(float_vectors())
    def test_agrees_with_scipy(self, pair: tuple[NDArray[Any], ...]) -> None:
        a, b = pair
        reference = scipy.spatial.distance.euclidean(a, b)
        assert vectors.distance(a, b).value == pytest.approx(reference, rel=1e-13)

    def test_is_exact_under_the_root(self) -> None:
        assert vectors.distance(exact("1/2", 1), exact(1, "1/3")).value == Fraction(5, 6)

    def test_different_lengths_are_named(self) -> None:
        with pytest.raises(InputError, match="same number of entries"):
            vectors.distance(exact(1), exact(1, 2))


@pytest.mark.parametrize("entry", [Fraction(10) ** 308, Fraction(1, 3)])
def test_a_root_within_the_range_of_floats_stays_exact(entry: Fraction) -> None:
    length = vectors.norm([entry, entry]).value

    assert isinstance(length, Surd)
    assert length * length == 2 * entry**2


def test_a_root_beyond_floats_is_refused() -> None:
    # √2 · 1.5 · 10³⁰⁸ is more than 1.8 · 10³⁰⁸.
    entry = Fraction(15 * 10**307)

    with pytest.raises(InputError, match="larger than any floating-point number"):
        vectors.norm([entry, entry])
