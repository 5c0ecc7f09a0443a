"""Alternating least squares on lists of ratings, held against regressions written out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from linalg_engine.factorization import als
from linalg_engine.factorization.alternating import Alternation, Ratings
from linalg_engine.factorization.regressions import GRADIENT_RANK, MANY, Penalty


def triplets(seed: int, count: int = 400) -> tuple[NDArray[Any], tuple[int, int]]:
    generator = np.random.default_rng(seed)
    cells = generator.choice(40 * 30, size=count, replace=False)
    stars = generator.integers(1, 11, size=count) / 2
    return np.column_stack([cells // 30, cells % 30, stars]), (40, 30)


@pytest.mark.parametrize(
    "penalty", [Penalty(0.7, 0.4), Penalty(0.7), Penalty(0.7, unobserved_weight=0.2)]
)
@pytest.mark.parametrize(
    ("rank", "people", "most"),
    [
        (3, 40, 12),  # few people: LAPACK, one at a time
        (3, 6 * MANY, 4),  # many of 1 or 2 ratings: an equation a rating; of more: a factor
        (GRADIENT_RANK + 10, 6 * MANY, 4),  # fewer ratings than a fourth of the factors
    ],
)
def test_one_half_round_is_a_regression_for_each_person(
    penalty: Penalty, rank: int, people: int, most: int
) -> None:
    generator = np.random.default_rng(1)
    counts = generator.integers(0, most + 1, size=people)
    who = np.repeat(np.arange(people), counts)
    items = np.concatenate([generator.choice(30, size=count, replace=False) for count in counts])
    stars = generator.integers(1, 11, size=len(who)) / 2
    ratings = Ratings.of(who, items, stars, (people, 30))
    state = Alternation.begin(ratings, rank, penalty, generator)
    design, offset = state.items.copy(), state.mean
    ridges = np.full(design.shape[1], penalty.ridge)
    if penalty.bias_ridge is not None:
        state.items[:, -1] = generator.normal(size=30)
        offset = offset + state.items[:, -1]
        design[:, -1], ridges[-1] = 1.0, penalty.bias_ridge
    renewed = ratings.by_people.regress(state.users, state.items, state.mean, penalty)
    for i in range(people):
        mine = who == i
        weights = np.full(30, penalty.unobserved_weight)
        weights[items[mine]] = 1.0
        target = np.zeros(30)
        target[items[mine]] = stars[mine]
        target = np.where(weights == 1, target - offset, 0.0)
        normal = design.T @ (weights[:, None] * design) + np.diag(ridges)
        expected = np.linalg.solve(normal, design.T @ (weights * target)) * mine.any()
        assert np.allclose(renewed[i], expected, rtol=0, atol=1e-9)


def test_conjugate_gradients_come_down_as_far_as_the_exact_solution() -> None:
    table, shape = triplets(2, 900)
    people, items = table[:, 0].astype(int), table[:, 1].astype(int)
    ratings = Ratings.of(people, items, table[:, 2], shape)
    for penalty in (Penalty(2.0, 2.0), Penalty(2.0), Penalty(2.0, unobserved_weight=0.1)):
        ends: list[float] = []
        for rank in (GRADIENT_RANK - 5, GRADIENT_RANK + 5):  # rank 25 is enough for 30 columns
            state = Alternation.begin(ratings, rank, penalty, np.random.default_rng(1))
            values: list[float] = []
            for _ in range(40):
                state.improve()
                values.append(state.objective())
            assert np.all(np.diff(values) <= 1e-9 * values[0])
            ends.append(values[-1])
        assert ends[0] == pytest.approx(ends[1], rel=0.01)


def test_a_list_of_ratings_predicts_what_was_held_out() -> None:
    generator = np.random.default_rng(3)
    u, v = generator.normal(size=(300, 3)), generator.normal(size=(200, 3))
    people, items = np.nonzero(generator.random((300, 200)) < 0.3)
    stars = 3 + np.einsum("ck,ck->c", u[people], v[items]) / np.sqrt(3)
    stars = stars + 0.1 * generator.normal(size=len(stars))
    known = generator.random(len(stars)) < 0.8
    result = als(people[known], items[known], stars[known], 3, ridge=0.5, epochs=20)
    misses = result.predict(people[~known], items[~known]) - stars[~known]
    assert np.sqrt(np.mean(misses**2)) < 0.15
    assert result.users.dtype == np.float32
