"""The exponential of a matrix, beside mpmath and SciPy."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import linalg_engine as la
from linalg_engine.exponential import MAX_EXPONENTIAL_SIZE
from tests.linalg_engine.some_matrices import exact, random_exact, seeded

EPSILON = 2.0**-52


def by_mpmath(a: NDArray[Any]) -> NDArray[np.float64]:
    """The same with 60 digits, rounded once."""
    with mpmath.workdps(60):
        entries = [[mpmath.mpf(x.numerator) / x.denominator for x in row] for row in a.tolist()]
        found = mpmath.expm(mpmath.matrix(entries))
        return np.array([[float(found[i, j]) for j in range(len(a))] for i in range(len(a))])


@pytest.mark.parametrize("seed", range(12))
def test_every_entry_is_rounded_once(seed: int) -> None:
    generator = seeded(seed)
    n = generator.randint(1, 5)
    a = random_exact(generator, n, n)

    found = la.matrix_exponential(a).astype(float)

    np.testing.assert_allclose(found, by_mpmath(a), rtol=2 * EPSILON, atol=1e-300)


@given(st.lists(st.floats(-4, 4), min_size=9, max_size=9))
def test_floats_agree_with_scipy(entries: list[float]) -> None:
    a = np.array(entries).reshape(3, 3)

    found = la.matrix_exponential(a)

    scale = float(np.abs(found).max())
    np.testing.assert_allclose(found, scipy.linalg.expm(a), rtol=1e-9, atol=1e-12 * scale)


def test_a_nilpotent_matrix_has_an_exact_exponential() -> None:
    found = la.matrix_exponential([[2, 2, -2], [5, 1, -3], [1, 5, -3]])

    # I + N + N²/2, as N³ is 0.
    assert found.tolist() == exact("9 0 -4", "11 0 -5", "13 1 -6").tolist()
    assert all(isinstance(x, Fraction) for x in found.flat)


def test_of_zero_it_is_the_identity() -> None:
    assert la.matrix_exponential([[0, 0], [0, 0]]).tolist() == exact("1 0", "0 1").tolist()


def test_digits_are_right_where_scaling_and_squaring_loses_them() -> None:
    # A = V diag(-1, -17) V⁻¹ (Moler and Van Loan, 1978), here times 4.
    a = exact("-196 96", "-256 124")

    np.testing.assert_allclose(la.matrix_exponential(a), by_mpmath(a), rtol=2 * EPSILON)


def test_a_turn_by_many_radians_is_exact_to_the_last_digit() -> None:
    found = la.matrix_exponential([[0, -(10**22)], [10**22, 0]])

    assert found[1, 0] == pytest.approx(-0.8522008497671888, rel=4 * EPSILON)  # sin(10²²)


@pytest.mark.parametrize("large", [10**26, 10**300])
@pytest.mark.parametrize("shrunk", [0, 20])
def test_more_bits_are_taken_where_the_first_are_not_enough(shrunk: int, large: int) -> None:
    found = la.matrix_exponential([[-shrunk, -large], [large, -shrunk]])

    with mpmath.workdps(400):
        expected = float(mpmath.exp(-shrunk) * mpmath.sin(large))
    assert found[1, 0] == pytest.approx(expected, rel=4 * EPSILON)


def test_roots_are_exact_numbers_up_to_the_end() -> None:
    root = la.parse_scalar("sqrt(2)")
    assert not isinstance(root, float)

    found = la.matrix_exponential(np.array([[root, root], [root, -root]], dtype=object))

    # The eigenvalues are 2 and -2: cosh 2 I + sinh 2 / 2 A.
    assert found[0, 1] == pytest.approx(np.sinh(2) / 2 * np.sqrt(2), rel=4 * EPSILON)
    assert found[1, 1] == pytest.approx(np.cosh(2) - np.sinh(2) / np.sqrt(2), rel=1e-14)


def test_entries_that_are_too_small_for_floats_are_zero() -> None:
    assert la.matrix_exponential([[-(10**300), 0], [0, 0]]).tolist() == [[0.0, 0.0], [0.0, 1.0]]


def test_the_largest_float_is_the_end() -> None:
    assert la.matrix_exponential([[709]])[0, 0] == pytest.approx(np.exp(709), rel=4 * EPSILON)
    for entry in (710, 10**300, 1e300):
        with pytest.raises(la.InputError, match="larger than any"):
            la.matrix_exponential([[entry]])


def test_a_nilpotent_matrix_of_large_numbers_does_not_overflow_on_the_way() -> None:
    large = 10**300

    assert la.matrix_exponential([[0, large], [0, 0]])[0, 1] == large
    with pytest.raises(la.InputError, match="larger than any"):
        la.matrix_exponential([[0, large, 0], [0, 0, large], [0, 0, 0]])


@pytest.mark.parametrize(
    ("a", "message"),
    [
        ([[1, 2]], "square"),
        (np.eye(MAX_EXPONENTIAL_SIZE + 1), f"up to {MAX_EXPONENTIAL_SIZE}×"),
    ],
)
def test_other_shapes_are_refused(a: Any, message: str) -> None:
    with pytest.raises(la.InputError, match=message):
        la.matrix_exponential(a)
