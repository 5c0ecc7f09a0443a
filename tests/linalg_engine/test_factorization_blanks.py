"""How well factorizations predict the blanks of a table."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from linalg_engine.factorization import Method, factorize, nearest
from tests.linalg_engine.some_ratings import BLANK, Floats, family


def held_out(predicted: Floats, whole: Floats, ratings: Floats) -> float:
    return float(np.sqrt(np.mean((predicted - whole)[np.isnan(ratings)] ** 2)))


def by_biases(ratings: Floats) -> Floats:
    """Predict by mean and biases alone, with a ridge of 1 star (Koren's baseline)."""
    m, n = ratings.shape
    i, j = np.nonzero(~np.isnan(ratings))
    design = np.zeros((len(i), m + n))
    design[np.arange(len(i)), i] = design[np.arange(len(i)), m + j] = 1
    mean = np.nanmean(ratings)
    x = np.linalg.solve(design.T @ design + np.eye(m + n), design.T @ (ratings[i, j] - mean))
    return mean + x[:m, None] + x[m:]


def test_small_tables_are_predicted_better_than_by_biases() -> None:
    """Cells of size, blanks and true rank, averaged over seeds; the default asks for rank 2."""
    ours: list[float] = []
    theirs: list[float] = []
    for size, seeds in {(4, 5): 8, (8, 10): 3, (30, 40): 1}.items():
        for blanks, rank, strength in product((0.2, 0.45, 0.7), (1, 2, 3), (0.4, 1.0)):
            cell: list[tuple[float, float]] = []
            for seed in range(seeds):
                whole, ratings = family(seed, size, blanks, rank, strength)
                predicted = factorize(ratings).predictions
                cell.append(
                    (
                        held_out(predicted, whole, ratings),
                        held_out(by_biases(ratings), whole, ratings),
                    )
                )
            mine, biases = np.mean(cell, axis=0)
            assert mine < biases + 0.3, (size, blanks, rank, strength)
            ours.append(mine)
            theirs.append(biases)
    assert np.mean(ours) < 0.9 * np.mean(theirs)


@pytest.mark.parametrize("method", ["als", "plain"])
def test_a_clean_table_of_rank_2_is_recovered(method: Method) -> None:
    for seed in range(3):
        generator = np.random.default_rng(seed)
        whole = generator.normal(size=(20, 2)) @ generator.normal(size=(2, 30))
        ratings = np.where(generator.random(whole.shape) < 0.3, BLANK, whole)
        assert held_out(factorize(ratings, 2, method).predictions, whole, ratings) < 0.02


def test_noise_is_not_taken_for_taste() -> None:
    """Nothing is there to predict, and even biases say too much."""
    for seed in range(3):
        generator = np.random.default_rng(seed)
        noise = generator.normal(size=(20, 25))
        ratings = np.where(generator.random((20, 25)) < 0.4, BLANK, noise)
        said = np.sqrt(np.mean(factorize(ratings).predictions ** 2))
        assert said < np.sqrt(np.mean(by_biases(ratings) ** 2))
        assert said < 0.35


def test_two_camps_are_found_in_a_small_table() -> None:
    ratings = np.array(
        [
            [5, 4, BLANK, 1, 1],
            [4, BLANK, 5, 1, 2],
            [1, 1, 2, BLANK, 4],
            [BLANK, 2, 1, 5, 5],
            [2, 1, 1, 4, BLANK],
        ],
    )
    result = factorize(ratings)
    completed = result.completed()
    assert completed[0, 2] > 3.5
    assert completed[1, 1] > 3.5
    assert completed[2, 3] > 3.5
    assert completed[4, 4] > 3.5
    assert completed[3, 0] < 2.5
    assert [i for i, _ in nearest(result.items.T, 0, count=2)] == [1, 2]
