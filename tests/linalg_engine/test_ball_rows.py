"""Matrices with more roots than exact arithmetic affords: what is 0 is decided all the same."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

import linalg_engine as la
from linalg_engine.elimination.ball_rows import BallRows, UndecidedError
from linalg_engine.elimination.worksheet import Worksheet
from tests.linalg_engine.some_matrices import Matrix, root, seeded

PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23)


def roots_matrix(seed: int, rank: int) -> Matrix:
    """A 4×4 matrix of small whole numbers times different roots; the last rows depend on others."""
    generator = seeded(seed)
    a = np.array(
        [[generator.randint(1, 5) * root(generator.choice(PRIMES)) for _ in "1234"] for _ in "1234"]
    )
    for i in range(rank, 4):
        a[i] = sum(generator.randint(1, 3) * a[k] for k in range(rank))
    return a


def reduced(a: Matrix) -> Worksheet:
    sheet = Worksheet(a, BallRows(a), a.shape[1])
    sheet.clear_below()
    sheet.clear_above()
    return sheet


@pytest.mark.parametrize("rank", [1, 2, 3, 4])
def test_ranks_are_those_of_the_construction(rank: int) -> None:
    a = roots_matrix(rank, rank)
    found = la.row_reduce(a)

    assert found.rank == rank
    assert not np.any(found.rref[rank:])
    assert found.matrix is a
    assert (la.determinant(a).value == 0) == (rank < 4)
    assert len(la.subspaces(a).null) == 4 - rank


def test_a_number_far_below_rounding_is_not_zero() -> None:
    a = roots_matrix(1, 3)
    a[3, 3] = a[3, 3] + root(29) / 10**40

    assert la.rank(a) == 4
    assert 0 < abs(la.determinant(a).value) < 1e-35


def test_the_last_digits_are_right_where_floats_lose_them() -> None:
    # x + εy = 1 and x + 2εy = 3: x = -1 and y = 2/ε, with roots before everything.
    tiny = Fraction(1, 10**14)
    x, y = root(5), root(7)
    a = np.array(
        [
            [root(2) * x, root(2) * y * tiny, root(11)],
            [root(3) * x, root(3) * y * tiny * 2, root(13)],
            [Fraction(0), Fraction(0), root(17)],
        ]
    )
    found = la.solve(a, np.array([root(2), 3 * root(3), Fraction(0)]))

    assert not found.is_exact
    assert found.particular is not None
    assert found.particular.tolist() == pytest.approx([-(5**-0.5), 2e14 / 7**0.5, 0], rel=4e-16)


def test_few_roots_are_reduced_as_by_exact_arithmetic() -> None:
    a = np.array([[1 + root(2), root(3), root(6)], [root(2), 1, 2], [1, root(3), 0 * root(2)]])
    exact = la.row_reduce(a)
    balls = reduced(a)

    assert exact.is_exact
    assert tuple(balls.pivots) == exact.pivots
    assert balls.matrix.tolist() == exact.rref.astype(float).tolist()


def test_steps_lead_from_the_matrix_to_the_reduced_form() -> None:
    a = roots_matrix(7, 3)
    found = la.row_reduce(a)
    rows = a.astype(float)
    for step in found.steps:
        if step.kind == "swap":
            rows[[step.target, step.source]] = rows[[step.source, step.target]]
        elif step.kind == "scale":
            rows[step.target] *= step.factor
        else:
            rows[step.target] += step.factor * rows[step.source]
        assert np.allclose(rows, step.matrix, atol=1e-9)
    assert np.array_equal(found.steps[-1].matrix, found.rref)


def test_what_would_cost_too_much_is_left_undecided() -> None:
    primes = [p for p in range(2, 200) if all(p % q for q in range(2, p))][:36]
    a = np.array([root(p) for p in primes]).reshape(6, 6)

    with pytest.raises(UndecidedError):
        BallRows(a)
    assert la.rank(a) == 6
    assert not la.determinant(a).is_exact
