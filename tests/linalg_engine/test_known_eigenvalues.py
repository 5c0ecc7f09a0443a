"""Eigenvalues of rational matrices that were built from them."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given

from linalg_engine import decompositions
from linalg_engine.decompositions import Eigenspace
from tests.linalg_engine.built_matrices import Block, built, coefficients, drawn_blocks
from tests.linalg_engine.some_matrices import Matrix, exact, root, seeded, seeds


def spaces_by_polynomial(
    spaces: tuple[Eigenspace, ...], polynomials: list[tuple[Any, ...]]
) -> dict[tuple[Any, ...], list[Eigenspace]]:
    """Each eigenspace with the polynomial that is smallest at its eigenvalue."""
    found: dict[tuple[Any, ...], list[Eigenspace]] = {}
    for space in spaces:
        values = [
            abs(np.polyval(np.array(coefficients(p), float), space.value)) for p in polynomials
        ]
        found.setdefault(polynomials[int(np.argmin(values))], []).append(space)
    return found


def assert_as_built(a: Matrix, blocks: list[Block]) -> None:
    result = decompositions.eigen(a)
    polynomials = list(dict.fromkeys(block.polynomial for block in blocks))
    assert not result.is_numerical
    spaces = spaces_by_polynomial(result.spaces, polynomials)
    counted = Counter(block.polynomial for block in blocks)
    for polynomial in polynomials:
        sizes = [block.size for block in blocks if block.polynomial == polynomial]
        here = spaces[polynomial]
        assert len(here) == len(polynomial)
        for space in here:
            assert (space.algebraic, space.geometric) == (sum(sizes), counted[polynomial])
        with mpmath.workdps(40):
            known = mpmath.polyroots(
                [mpmath.mpf(c.numerator) / c.denominator for c in coefficients(polynomial)],
                maxsteps=200,
            )
        for space in here:
            assert min(abs(complex(z) - space.value) for z in known) <= 4e-16 * max(
                1, abs(space.value)
            )
            assert isinstance(space.value, float) == (
                min(known, key=lambda z: abs(complex(z) - space.value)).imag == 0
            )
    for space in result.spaces:
        for v in space.basis:
            if space.exact is not None:
                assert np.array_equal(a @ v, space.exact * v)
        floats = a.astype(float)
        gap = floats @ space.vectors - space.value * space.vectors
        assert np.linalg.norm(gap) <= 1e-14 * np.linalg.norm(floats) * len(a)
        assert np.allclose(space.vectors.conj().T @ space.vectors, np.eye(space.geometric))
        assert np.linalg.matrix_rank(np.array(space.basis, complex)) == space.geometric


@given(seeds)
def test_what_was_built_in_is_found(seed: int) -> None:
    generator = seeded(seed)
    blocks = drawn_blocks(generator)
    assert_as_built(built(blocks, generator), blocks)


@pytest.mark.parametrize(
    "blocks",
    [
        [Block((0, -2), 2)],
        [Block((0, 1), 2), Block((0, 1), 1)],
        [Block((0, 0, -2), 2)],
        [Block((0, 0, -2), 1), Block((0, 0, -2), 1), Block((0, -3, 1), 1)],
        [Block((0, 0, -2), 1), Block((0, 0, -2), 2)],
        [Block((3,), 3), Block((3,), 2), Block((3,), 1)],
    ],
)
def test_repeated_and_defective_irrational_eigenvalues(blocks: list[Block]) -> None:
    assert_as_built(built(blocks, seeded(1)), blocks)


def test_a_matrix_above_six_rows_is_decided_and_not_measured() -> None:
    # (x - 2)³ (x² - 2x + 2) (x² - 2x + 5), with two eigenvectors for 2
    result = decompositions.eigen(
        exact(
            "1 -2 -4 1 2 2 1",
            "2 1 2 0 -4 0 0",
            "0 0 3 -1 0 0 -1",
            "0 0 3 1 0 0 -1",
            "0 0 -1 0 2 1 0",
            "0 0 1 -1 0 2 -1",
            "0 0 2 -2 0 0 0",
        )
    )

    i = root(-1)
    assert [(s.exact, s.algebraic, s.geometric) for s in result.spaces] == [
        (2, 3, 2),
        (1 + 2 * i, 1, 1),
        (1 + i, 1, 1),
        (1 - i, 1, 1),
        (1 - 2 * i, 1, 1),
    ]
    assert result.is_defective


def test_complex_eigenvalues_beside_a_very_large_one_have_all_their_digits() -> None:
    # x⁴ + 10²⁰ x³ + x² + x + 1
    a = exact("0 0 0 -1", "1 0 0 -1", "0 1 0 -1", "0 0 1 -100000000000000000000")
    with mpmath.workdps(80):
        known = mpmath.polyroots([1, mpmath.mpf(10) ** 20, 1, 1, 1], maxsteps=500, extraprec=500)
        expected = sorted((complex(z) for z in known), key=lambda z: (-z.real, -z.imag))

    found = sorted(decompositions.eigen(a).values, key=lambda z: (-z.real, -z.imag))

    assert np.allclose(found, expected, rtol=2e-16, atol=0)
    assert f"{found[0]:.4e}" == "1.0772e-07+1.8658e-07j"


def test_eigenvalues_that_are_equal_as_floats_are_told_apart() -> None:
    # the companion matrix of (x² - 2) (x² - 2 - 10⁻¹⁸)
    tiny = Fraction(1, 10**18)
    a = np.array(
        [[0, 0, 0, -2 * (2 + tiny)], [1, 0, 0, 0], [0, 1, 0, 4 + tiny], [0, 0, 1, 0]], dtype=object
    ) * Fraction(1)

    result = decompositions.eigen(a)

    assert [space.algebraic for space in result.spaces] == [1, 1, 1, 1]
    assert all(isinstance(space.value, float) for space in result.spaces)
    assert {root(2), -root(2)} < {space.exact for space in result.spaces}


@pytest.mark.parametrize(
    ("a", "expected"),
    [
        (exact("2 1", "1 3"), ["2", "1 + √5"]),
        (exact("0 -1", "1 0"), ["1", "-i"]),
        (exact("0 2", "1 0"), ["√2", "1"]),
        (exact("0 -1", "-1 1"), ["-2", "1 + √5"]),
        (exact("1/2 1/3", "1/3 1/2"), ["1", "1"]),
        (exact("3 1 0", "1 3 1", "0 1 3"), ["1", "√2", "1"]),
    ],
)
def test_the_first_eigenvector_is_exact_and_short(a: Matrix, expected: list[str]) -> None:
    assert [str(x) for x in decompositions.eigen(a).spaces[0].basis[0]] == expected
