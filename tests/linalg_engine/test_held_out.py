"""Errors on ratings left out, held against a loop that leaves them out one fold at a time."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.factorization import HeldOut, Method, factorize, held_out
from linalg_engine.factorization.held_out import FOLDS, MAX_CELLS

Floats = NDArray[np.float64]

BLANK = np.nan


def table(m: int, n: int, seed: int = 1, blanks: float = 0.2) -> Floats:
    generator = np.random.default_rng(seed)
    ratings = generator.integers(1, 6, size=(m, n)).astype(float)
    ratings[generator.random((m, n)) < blanks] = BLANK
    return ratings


@pytest.mark.parametrize("method", ["plain", "als", "nmf"])
def test_errors_are_those_of_predictions_by_the_other_ratings(method: Method) -> None:
    ratings = table(5, 6)
    found = held_out(ratings, [1, 3], method)

    for place, rank in enumerate([1, 3]):
        out: list[float] = []
        seen: list[float] = []
        by_mean: list[float] = []
        for number in range(FOLDS):
            rest = ratings.copy()
            for i, j in np.ndindex(5, 6):
                if (i + 2 * j) % FOLDS == number:
                    rest[i, j] = BLANK
            left = [
                (i, j)
                for i, j in np.argwhere(~np.isnan(ratings) & np.isnan(rest))
                if (~np.isnan(rest[i])).any() and (~np.isnan(rest[:, j])).any()
            ]
            training = ratings.copy()
            for i, j in left:
                training[i, j] = BLANK
            model = factorize(training, rank, method)
            low, high = np.nanmin(training), np.nanmax(training)
            predicted = np.clip(model.predictions, low, high)
            out += [float(predicted[i, j] - ratings[i, j]) for i, j in left]
            by_mean += [float(np.nanmean(training) - ratings[i, j]) for i, j in left]
            seen += (model.predictions - training)[~np.isnan(training)].tolist()
        assert found.left_out[place] == pytest.approx(np.sqrt(np.mean(np.square(out))))
        assert found.seen[place] == pytest.approx(np.sqrt(np.mean(np.square(seen))))
        assert found.by_mean == pytest.approx(np.sqrt(np.mean(np.square(by_mean))))
        assert found.count == len(out) == np.count_nonzero(~np.isnan(ratings))


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_the_rank_that_a_table_was_made_of_predicts_best(rank: int) -> None:
    generator = np.random.default_rng(rank)
    product = generator.normal(size=(14, rank)) @ generator.normal(size=(rank, 12))
    ratings = product + 0.1 * generator.normal(size=(14, 12))

    found = held_out(ratings, [1, 2, 3, 4])

    assert found.best == rank
    assert np.all(np.diff(found.seen) < 0)
    assert found.left_out[rank - 1] < 0.5 * found.by_mean


def test_of_about_equal_ranks_the_smallest_is_best() -> None:
    assert held_out(np.full((4, 4), 3.0), [1, 2]).best == 1
    errors = {"seen": np.ones(3), "by_mean": 2.0, "count": 9}
    assert HeldOut((1, 2, 3), np.array([1.009, 1.0, 1.2]), **errors).best == 1
    assert HeldOut((1, 2, 3), np.array([1.011, 1.0, 1.2]), **errors).best == 2
    assert HeldOut((3, 2), np.array([1.0, 1.0]), **errors).best == 2


def test_of_a_large_table_one_fold_is_left_out() -> None:
    small, large = table(50, MAX_CELLS // 50, blanks=0), table(51, MAX_CELLS // 50, blanks=0)

    assert held_out(small, [1]).count == small.size
    assert held_out(large, [1]).count == pytest.approx(large.size / FOLDS, rel=0.05)


def test_a_rating_alone_in_its_row_or_column_stays() -> None:
    ratings = np.array([[5.0, 4, 3], [BLANK, BLANK, 2], [1, BLANK, 4]])

    # that of row 2 is alone in its row, and 4 of column 2 in its column
    assert held_out(ratings, [1]).count == 4


@pytest.mark.parametrize(
    ("ratings", "ranks", "method", "words"),
    [
        (np.ones((3, 3)), [1], "svd", "cannot be left out with the method “svd”"),
        (np.ones((3, 3)), [1], "wals", "cannot be left out"),
        (np.ones((1, 5)), [1], "plain", "too few ratings"),
        (np.ones((3, 3)), [], "plain", "too few ratings"),
        (np.ones((3, 3)), [4], "plain", "from 1 to 3"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    ratings: Floats, ranks: list[int], method: Method, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        held_out(ratings, ranks, method)
