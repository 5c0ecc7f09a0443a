"""Angles between vectors, held against mpmath (60 digits), SymPy and SciPy."""

from __future__ import annotations

import math
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
from tests.linalg_engine.some_vectors import (
    exact,
    exact_vectors,
    float_vectors,
    floats,
    rationals,
    roots,
)


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
