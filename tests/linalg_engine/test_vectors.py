"""Vectors held against SymPy (exact), mpmath (50 digits), SciPy, and their own laws."""

from __future__ import annotations

import math
import pickle
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.spatial.distance
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine import vectors
from linalg_engine.errors import InputError
from linalg_engine.exact import Exact, Surd, square_root
from linalg_engine.notation import parse_scalar
from tests.linalg_engine.some_matrices import as_sympy, root
from tests.pickling import pickled


def exact(*entries: object) -> NDArray[Any]:
    return np.array([Fraction(str(entry)) for entry in entries], dtype=object)


def roots(*entries: str) -> NDArray[Any]:
    return np.array([parse_scalar(entry) for entry in entries], dtype=object)


def floats(*entries: float) -> NDArray[Any]:
    return np.array(entries, dtype=np.float64)


rationals = st.fractions(-1000, 1000, max_denominator=60)
sizes = st.integers(1, 6)


@st.composite
def exact_vectors(
    draw: st.DrawFn, count: int = 2, sizes: st.SearchStrategy[int] = sizes
) -> tuple[NDArray[Any], ...]:
    n = draw(sizes)
    lists = [draw(st.lists(rationals, min_size=n, max_size=n)) for _ in range(count)]
    return tuple(np.array(entries, dtype=object) for entries in lists)


moderate = st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-6)


@st.composite
def float_vectors(draw: st.DrawFn, count: int = 2) -> tuple[NDArray[Any], ...]:
    n = draw(sizes)
    lists = [draw(st.lists(moderate, min_size=n, max_size=n)) for _ in range(count)]
    return tuple(np.array(entries) for entries in lists)


def mpmath_number(x: Exact | float) -> Any:
    if isinstance(x, Surd):
        return mpmath.fsum(mpmath_number(c) * mpmath.sqrt(r) for r, c in x.terms)
    return mpmath.mpf(Fraction(x).numerator) / Fraction(x).denominator


def precise_angle(a: NDArray[Any], b: NDArray[Any]) -> float:
    """The arc cosine with 60 digits, where it loses none that matter."""
    with mpmath.workdps(60):
        p, q = [mpmath_number(x) for x in a], [mpmath_number(x) for x in b]
        cosine = mpmath.fdot(p, q) / mpmath.sqrt(mpmath.fdot(p, p) * mpmath.fdot(q, q))
        return float(mpmath.acos(max(-1, min(1, cosine))))


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


class TestAngle:
    @given(exact_vectors())
    def test_agrees_with_sixty_digits(self, pair: tuple[NDArray[Any], ...]) -> None:
        a, b = pair
        assume(a.any() and b.any())
        found = vectors.angle(a, b)
        assert found.radians == pytest.approx(precise_angle(a, b), rel=1e-14, abs=1e-15)

    @pytest.mark.parametrize("tiny", ["1e-5", "1e-9", "1e-12", "1e-20"])
    def test_small_angles_keep_all_digits(self, tiny: str) -> None:
        """Here the arc cosine of a float would give 0, or half of the digits."""
        found = vectors.angle(exact(1, 0), exact(1, tiny))
        assert found.radians == pytest.approx(math.atan(float(tiny)), rel=1e-15, abs=0)
        assert found.relation == "acute"

    @given(exact_vectors(1), st.fractions(-50, 50, max_denominator=40))
    def test_parallel_is_decided_exactly(
        self, one: tuple[NDArray[Any], ...], factor: Fraction
    ) -> None:
        (v,) = one
        assume(v.any() and factor != 0)
        found = vectors.angle(v, v * factor)
        assert (found.relation, found.cosine, found.radians) == (
            ("same direction", 1, 0) if factor > 0 else ("opposite", -1, math.pi)
        )

    @given(rationals, rationals)
    def test_perpendicular_is_decided_exactly(self, x: Fraction, y: Fraction) -> None:
        assume(x or y)
        found = vectors.angle(
            np.array([x, y], dtype=object), np.array([-7 * y, 7 * x], dtype=object)
        )
        assert (found.relation, found.cosine, found.degrees) == ("perpendicular", 0, 90)

    @pytest.mark.parametrize(
        ("a", "b", "degrees"),
        [
            (exact(1, 0), exact(1, 1), 45),
            (exact(1, 0), exact(-1, 1), 135),
            (exact(1, 1, 0), exact(0, 1, 1), 60),
            (exact(1, -1, 0), exact(0, 1, -1), 120),
            (exact(1, 1, 0), exact(2, 1, 1), 30),
        ],
    )
    def test_round_angles_are_known_exactly(
        self, a: NDArray[Any], b: NDArray[Any], degrees: int
    ) -> None:
        found = vectors.angle(a, b)
        assert found.is_exact
        assert found.degrees == pytest.approx(degrees, rel=1e-15)

    def test_other_angles_are_not(self) -> None:
        assert not vectors.angle(exact(1, 2, 3), exact(4, 5, 6)).is_exact
        assert not vectors.angle(floats(1, 0), floats(1, 1)).is_exact

    def test_almost_parallel_rationals_are_not_parallel(self) -> None:
        found = vectors.angle(exact(3, 1), exact(3, "1.00000000000000000001"))
        assert found.relation == "acute"
        assert 0 < found.radians < 1e-19

    @given(float_vectors())
    def test_float_cosine_agrees_with_scipy(self, pair: tuple[NDArray[Any], ...]) -> None:
        a, b = pair
        assume(a.any() and b.any())
        found = vectors.angle(a, b)
        assert found.cosine == pytest.approx(
            1 - scipy.spatial.distance.cosine(a, b), rel=1e-9, abs=1e-12
        )
        assert -1 <= found.cosine <= 1
        assert 0 <= found.radians <= math.pi

    @pytest.mark.parametrize(
        ("a", "b", "degrees", "cosine"),
        [
            ("1 2", "3 1", 45, "√2/2"),
            ("1 0", "-√3 1", 150, "-√3/2"),
            ("1 0", "1 √3", 60, "1/2"),
            ("1 0", "2+√3 1", 15, "(√6+√2)/4"),
            ("1 0", "2-√3 1", 75, "(√6-√2)/4"),
            ("1 0", "-2-√3 1", 165, "-(√6+√2)/4"),
            ("√2 √2", "-√2 √2", 90, "0"),
            ("√2 1", "2 √2", 0, "1"),
            ("√2 1", "-2 -√2", 180, "-1"),
            # Sides and a diagonal of a pentagon in an icosahedron
            ("(1+√5)/2 1 (1-√5)/2", "(1-√5)/2 (1+√5)/2 -1", 72, "(√5-1)/4"),
            ("(1+√5)/2 1 (1-√5)/2", "1 (3+√5)/2 -(1+√5)/2", 36, "(1+√5)/4"),
            ("-(1+√5)/2 -1 (√5-1)/2", "(1-√5)/2 (1+√5)/2 -1", 108, "(1-√5)/4"),
            ("-(1+√5)/2 -1 (√5-1)/2", "1 (3+√5)/2 -(1+√5)/2", 144, "-(1+√5)/4"),
        ],
    )
    def test_special_angles_are_known_exactly(
        self, a: str, b: str, degrees: int, cosine: str
    ) -> None:
        found = vectors.angle(roots(*a.split()), roots(*b.split()))
        assert found.cosine == parse_scalar(cosine)
        assert found.exact_degrees == degrees
        assert found.degrees == degrees
        assert found.is_exact
        assert math.degrees(found.radians) == pytest.approx(degrees, rel=1e-15, abs=1e-15)

    @pytest.mark.parametrize("degrees", vectors.DEGREES.values())
    def test_special_cosines_are_those_of_their_angles(self, degrees: int) -> None:
        [cosine] = [cosine for cosine, angle in vectors.DEGREES.items() if angle == degrees]
        reference = sympy.expand(sympy.cos(sympy.pi * degrees / 180), func=True)
        assert sympy.simplify(as_sympy(cosine) - reference) == 0

    def test_cosine_of_large_lengths_is_exact(self) -> None:
        """The square factors of their product are not found, those of each are."""
        a, b = exact(1004, 5), exact(1, 1004)
        assert square_root(1008041 * 1008017) is None
        assert vectors.angle(a, b).cosine == 6024 / (root(1008041) * root(1008017))

    def test_cosine_of_lengths_that_are_not_exact_is_rounded(self) -> None:
        found = vectors.angle(exact(10**10, 10**10 + 1), exact(-1, 1))
        assert isinstance(found.cosine, float)
        assert found.cosine == pytest.approx(1 / math.hypot(1e10, 1e10 + 1) / 2**0.5, rel=1e-15)
        assert found.exact_degrees is None
        assert vectors.angle(exact(10**10, 10**10 + 1), exact(-1, 10**10)).cosine == (
            pytest.approx((10**20) / math.hypot(1e10, 1e10 + 1) / 1e10, rel=1e-15)
        )

    def test_whose_exact_numbers_are_too_long_is_a_float(self) -> None:
        a = roots("√2", "√3", "√5", "√7", "√11", "√13", "√17")
        b = exact(1, 1, 1, 1, 1, 1, 1)
        result = vectors.dot(a, b)
        assert isinstance(result.value, Surd)
        assert len(result.value.terms) == 7
        assert result.norm_a.value == root(58)
        assert result.angle == vectors.angle(a, b)
        assert result.angle is not None
        assert isinstance(result.angle.cosine, float)
        assert result.angle.radians == pytest.approx(precise_angle(a, b), rel=1e-14)

    def test_irrational_perpendicular_and_parallel(self) -> None:
        root = math.sqrt(2)
        assert vectors.angle(floats(root, root), floats(-root, root)).relation == "perpendicular"
        assert vectors.angle(floats(root, 1), floats(3 * root, 3)).relation == "same direction"

    def test_zero_is_refused(self) -> None:
        with pytest.raises(InputError, match="no direction"):
            vectors.angle(exact(1, 2), exact(0, 0))


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


@pytest.mark.parametrize("entry", [Fraction(10) ** 308, Fraction(1, 3)])
def test_a_root_within_the_range_of_floats_stays_exact(entry: Fraction) -> None:
    length = vectors.norm([entry, entry]).value

    assert isinstance(length, Surd)
    assert length * length == 2 * entry**2


def test_a_dot_product_keeps_the_vector_that_is_exact() -> None:
    a = np.array([root(3), Fraction(1)], dtype=object)

    found = vectors.dot(a, [8, math.pi])

    assert found.a.tolist() == a.tolist()
    assert found.norm_a.value == 2
    # √3 · 8 + π
    assert found.value == pytest.approx(8 * math.sqrt(3) + math.pi, rel=1e-15)
    assert found.angle == vectors.angle(a, [8, math.pi])


def test_a_root_beyond_floats_is_refused() -> None:
    # √2 · 1.5 · 10³⁰⁸ is more than 1.8 · 10³⁰⁸.
    entry = Fraction(15 * 10**307)

    with pytest.raises(InputError, match="larger than any floating-point number"):
        vectors.norm([entry, entry])


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
