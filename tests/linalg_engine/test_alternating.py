"""Weighted alternating least squares, held against regressions written out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from linalg_engine.arrays import Floats
from linalg_engine.factorization.alternating import Alternation

RIDGE = 0.7


def begun(unobserved_weight: float, rank: int = 3) -> Alternation:
    """Twelve people and nine items; the last person and the last item have no ratings."""
    generator = np.random.default_rng(1)
    ratings = generator.integers(1, 11, size=(12, 9)) / 2
    observed = generator.random((12, 9)) < 0.5
    observed[-1], observed[:, -1] = False, False
    return Alternation.begin(
        np.where(observed, ratings, np.nan),
        observed,
        rank,
        ridge=RIDGE,
        unobserved_weight=unobserved_weight,
        generator=generator,
    )


def regression(design: Floats, ratings: Floats, weights: Floats) -> NDArray[Any]:
    """Return least squares with a ridge, as ordinary least squares with more equations."""
    k = design.shape[1]
    roots = np.sqrt(weights)
    rows = np.vstack([roots[:, None] * design, np.sqrt(RIDGE) * np.eye(k)])
    return np.linalg.lstsq(rows, np.append(roots * ratings, np.zeros(k)))[0]


@pytest.mark.parametrize("unobserved_weight", [0.0, 0.2, 1.0])
def test_a_round_is_a_regression_for_each_person_then_for_each_item(
    unobserved_weight: float,
) -> None:
    state = begun(unobserved_weight)
    items = state.items.copy()
    state.improve()

    for i in range(12):
        expected = regression(items.T, state.ratings[i], state.weights[i])
        assert np.allclose(state.users[i], expected, rtol=0, atol=1e-9)
    for j in range(9):
        expected = regression(state.users, state.ratings[:, j], state.weights[:, j])
        assert np.allclose(state.items[:, j], expected, rtol=0, atol=1e-9)


def test_the_objective_is_what_is_said_and_never_rises() -> None:
    state = begun(0.2)
    values: list[float] = []
    for _ in range(30):
        state.improve()
        values.append(state.objective())
    total = RIDGE * (np.sum(state.users**2) + np.sum(state.items**2))
    for i, j in np.ndindex(12, 9):
        said = state.users[i] @ state.items[:, j]
        if state.weights[i, j] == 1:
            total += (state.ratings[i, j] - said) ** 2
        else:
            total += 0.2 * said**2

    assert values[-1] == pytest.approx(total)
    assert values[-1] < 0.9 * values[0]
    assert np.all(np.diff(values) <= 1e-12 * values[0])


def test_who_has_no_ratings_stays_at_the_origin() -> None:
    for state in (begun(0.0), begun(0.2)):
        state.improve()
        assert np.all(state.users[-1] == 0)
        assert np.all(state.items[:, -1] == 0)


def test_random_vectors_are_as_long_as_the_ratings_ask_for() -> None:
    """Two of such vectors have products about as large as the ratings."""
    ratings = np.full((150, 150), 4.0)
    known = np.full((150, 150), True)
    state = Alternation.begin(
        ratings,
        known,
        rank=5,
        ridge=RIDGE,
        unobserved_weight=0.0,
        generator=np.random.default_rng(2),
    )
    products = state.items.T @ state.items
    apart = products[~np.eye(150, dtype=bool)]

    assert np.std(apart) == pytest.approx(4 / np.sqrt(5), rel=0.1)
