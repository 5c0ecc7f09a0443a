"""Dot and cross products and projections, held against SymPy, NumPy, and their own laws."""

from __future__ import annotations

import math
import pickle
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine import vectors
from linalg_engine.errors import InputError
from tests.linalg_engine.some_matrices import as_sympy, root
from tests.linalg_engine.some_vectors import (
    exact,
    exact_vectors,
    float_vectors,
    floats,
    rationals,
    roots,
)
from tests.pickling import pickled


class TestDot:
    def test_lecture_example(self) -> None:
        result = vectors.dot(exact(1, 2, 3), exact(4, 5, 6))
        assert result.value == 32
        assert isinstance(result.value, Fraction)
        assert list(result.terms) == [4, 10, 18]
        assert (result.norm_a.value, result.norm_b.value) == (root(14), root(77))
        assert result.cosine == 32 / root(14 * 77)
        assert result.cosine is not None
        assert float(result.cosine) == pytest.approx(32 / math.sqrt(14 * 77), rel=1e-15)
        assert result.projection is not None
        assert list(result.projection.along) == [Fraction(32 * k, 77) for k in (4, 5, 6)]

    @given(exact_vectors())
    def test_exact_agrees_with_sympy(self, pair: tuple[NDArray[Any], ...]) -> None:
        a, b = pair
        reference = sympy.Matrix(list(a)).dot(sympy.Matrix(list(b)))
        value = vectors.dot(a, b).value
        assert isinstance(value, Fraction)
        assert sympy.Rational(value.numerator, value.denominator) == reference

    @given(float_vectors())
    def test_floats_are_rounded_once_per_term_and_once_at_the_end(
        self, pair: tuple[NDArray[Any], ...]
    ) -> None:
        a, b = pair
        true = sum((Fraction(x) * Fraction(y) for x, y in zip(a, b, strict=True)), Fraction(0))
        error = abs(Fraction(float(vectors.dot(a, b).value)) - true)
        assert error <= Fraction(float(np.abs(a) @ np.abs(b))) * Fraction(1, 2**51)

    @given(exact_vectors(3), rationals, rationals)
    def test_is_bilinear_and_symmetric(
        self, triple: tuple[NDArray[Any], ...], s: Fraction, t: Fraction
    ) -> None:
        a, b, c = triple
        left = vectors.dot(s * a + t * b, c).value
        assert left == s * vectors.dot(a, c).value + t * vectors.dot(b, c).value
        assert vectors.dot(a, c).value == vectors.dot(c, a).value

    def test_mixed_input_becomes_float(self) -> None:
        value = vectors.dot(exact(1, 2), floats(0.5, math.pi)).value
        assert value == pytest.approx(0.5 + 2 * math.pi, rel=1e-15)

    @pytest.mark.parametrize("zero_first", [True, False])
    def test_zero_vector_has_no_angle(self, zero_first: bool) -> None:
        pair = [exact(0, 0), exact(3, 1)]
        result = vectors.dot(*(pair if zero_first else pair[::-1]))
        assert result.value == 0
        assert result.angle is None
        assert result.cosine is None
        assert (result.projection is None) is not zero_first

    def test_different_lengths_are_named(self) -> None:
        with pytest.raises(InputError, match="first has 2, the second has 3"):
            vectors.dot(exact(1, 2), exact(1, 2, 3))

    def test_overflow_is_said_in_words(self) -> None:
        with pytest.raises(InputError, match="larger than"):
            vectors.dot(floats(1e200, 1), floats(1e200, 1))
        with pytest.raises(InputError, match="larger than"):
            vectors.dot(floats(1e308, 1e308), floats(1, 1))
        with pytest.raises(InputError, match="larger than"):
            vectors.dot(exact("1e200", 1), exact("1e200", 1))


class TestProjection:
    @given(exact_vectors())
    def test_splits_exactly_into_parallel_and_perpendicular(
        self, pair: tuple[NDArray[Any], ...]
    ) -> None:
        a, b = pair
        assume(b.any())
        split = vectors.project(a, b)
        assert list(split.along + split.rejection) == list(a)
        assert list(split.along) == list(b * split.factor)
        assert sum(split.rejection * b) == 0

    def test_of_roots_is_exact(self) -> None:
        a, b = roots("1", "√2"), roots("√3", "1 + √2")
        split = vectors.project(a, b)
        assert list(split.along + split.rejection) == list(a)
        assert sum(split.rejection * b) == 0
        assert (
            sympy.simplify(
                as_sympy(split.factor)
                - (sympy.sqrt(3) + sympy.sqrt(2) * (1 + sympy.sqrt(2)))
                / (3 + (1 + sympy.sqrt(2)) ** 2)
            )
            == 0
        )

    @given(float_vectors())
    def test_agrees_with_least_squares(self, pair: tuple[NDArray[Any], ...]) -> None:
        a, b = pair
        assume(b.any())
        factor = np.linalg.lstsq(b[:, None], a, rcond=None)[0][0]
        split = vectors.project(a, b)
        scale = np.linalg.norm(a) / np.linalg.norm(b)
        assert split.factor == pytest.approx(factor, rel=1e-12, abs=float(1e-12 * scale))
        np.testing.assert_allclose(split.along, factor * b, atol=float(1e-11 * np.linalg.norm(a)))

    def test_onto_zero_is_refused(self) -> None:
        with pytest.raises(InputError, match="no direction"):
            vectors.project(exact(1, 2), exact(0, 0))

    def test_overflowing_factor_is_said_in_words(self) -> None:
        with pytest.raises(InputError, match="larger than"):
            vectors.project(floats(1e300, 0), floats(1e-300, 0))


class TestCross:
    @given(exact_vectors(sizes=st.just(3)))
    def test_agrees_with_sympy(self, pair: tuple[NDArray[Any], ...]) -> None:
        a, b = pair
        reference = sympy.Matrix(list(a)).cross(sympy.Matrix(list(b)))
        found = [sympy.Rational(x.numerator, x.denominator) for x in vectors.cross(a, b)]
        assert found == list(reference)

    def test_of_roots_is_exact(self) -> None:
        product = vectors.cross(roots("√2", "1", "0"), roots("1", "√2", "√3"))
        assert list(product) == list(roots("√3", "-√6", "1"))

    def test_floats_agree_with_numpy(self) -> None:
        a, b = floats(1.5, -2.25, 3), floats(0.1, 7, -4)
        np.testing.assert_allclose(vectors.cross(a, b), np.cross(a, b), rtol=1e-15)

    @pytest.mark.parametrize("n", [1, 2, 4])
    def test_only_in_space(self, n: int) -> None:
        with pytest.raises(InputError, match=f"3 dimensions; these vectors have {n}"):
            vectors.cross(exact(*range(n)), exact(*range(n)))

    def test_overflow_is_said_in_words(self) -> None:
        with pytest.raises(InputError, match="larger than"):
            vectors.cross(floats(1e200, 0, 0), floats(0, 1e200, 0))


def test_results_and_errors_can_be_sent_between_processes() -> None:
    result = vectors.dot(exact(1, 2), exact(3, 4))
    assert pickle.loads(pickle.dumps(result)).value == 11  # noqa: S301 - our own bytes
    error = InputError("no", text="1 x", position=2, example="1 2", source="a")
    copy = pickled(error)
    assert (str(copy), copy.excerpt(), copy.example, copy.source) == ("no", "1 x\n  ^", "1 2", "a")


def test_a_dot_product_keeps_the_vector_that_is_exact() -> None:
    a = np.array([root(3), Fraction(1)], dtype=object)

    found = vectors.dot(a, [8, math.pi])

    assert found.a.tolist() == a.tolist()
    assert found.norm_a.value == 2
    # √3 · 8 + π
    assert found.value == pytest.approx(8 * math.sqrt(3) + math.pi, rel=1e-15)
    assert found.angle == vectors.angle(a, [8, math.pi])


@pytest.mark.parametrize("seed", range(20))
def test_rounding_is_no_result_where_floats_are_perpendicular_or_parallel(seed: int) -> None:
    generator = np.random.default_rng(seed)
    x, y = generator.normal(size=2)
    a, turned = np.array([x, y, 0.0]), np.array([-y, x, 0.0]) * math.pi
    assert vectors.dot(a, turned).value == 0
    assert not np.any(vectors.project(a, turned).along)
    assert not np.any(vectors.cross(a, a * math.pi))
    assert not np.any(vectors.project(a * math.pi, a).rejection)
    # A small part that rounding does not explain stays.
    assert vectors.dot(a, turned + 1e-12 * a).value == pytest.approx(1e-12 * (a @ a), rel=1e-3)
