"""Factorizations: the laws of all methods, the lecture's films, and edges."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.errors import InputError
from linalg_engine.factorization import (
    METHODS,
    Factorization,
    Method,
    factorize,
    lecture_films,
    nearest,
    similarities,
)
from tests.examples import examples
from tests.linalg_engine.some_ratings import BLANK, Floats, family, random_table

# Laws of all methods


@examples(0.6)
@given(
    st.integers(0, 10**6),
    st.sampled_from(METHODS),
    st.integers(1, 3),
    st.sampled_from([0.0, 0.3, 0.8]),
    st.sampled_from([1.0, 1e-9, 1e40]),
)
def test_the_objective_never_rises_and_axes_follow_the_rule(
    seed: int, method: Method, rank: int, blanks: float, unit: float
) -> None:
    ratings = random_table(seed, 0.0 if method == "svd" else blanks) * unit
    rank = min(rank, *ratings.shape)
    result = factorize(ratings, rank, method, seed=seed)
    objective, users, items = result.objective, result.users, result.items

    rounding = 1e-12 * np.abs(objective).max()
    assert np.all(np.diff(objective) <= rounding)
    assert users.shape == (len(ratings), rank)
    assert items.shape == (rank, len(ratings.T))
    assert np.isfinite(result.predictions).all()
    assert np.all(np.diff(result.strengths) <= 1e-9 * result.strengths[0])
    size = result.strengths[0] or 1.0
    left, right = np.sum(users**2, axis=0), np.sum(items**2, axis=1)
    assert np.allclose(left, right, rtol=0, atol=1e-9 * size)
    if method == "nmf":
        assert np.all(users >= 0)
        assert np.all(items >= 0)
        return
    assert np.allclose(users.T @ users, np.diag(left), rtol=0, atol=1e-9 * size)
    assert np.allclose(items @ items.T, np.diag(right), rtol=0, atol=1e-9 * size)
    for row in items[right > 0]:
        assert row[np.argmax(np.abs(row) >= np.abs(row).max() * (1 - 1e-9))] > 0


@pytest.mark.parametrize("method", METHODS)
def test_the_same_seed_gives_the_same_result_and_others_hardly_differ(method: Method) -> None:
    whole, ratings = family(3, (12, 9), 0.3, 2)
    table = whole if method == "svd" else np.abs(ratings)
    one, same, other = (factorize(table, 2, method, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.users, same.users)
    assert np.array_equal(one.items, same.items)
    assert one.objective[-1] == pytest.approx(other.objective[-1], rel=0.05)


@pytest.mark.parametrize("method", METHODS)
def test_known_ratings_are_kept_and_blanks_stay_in_range(method: Method) -> None:
    table = np.array([[5.0, BLANK, 1.0], [4.0, 2.0, BLANK], [BLANK, 1.0, 2.0], [5.0, 2.0, 1.0]])
    table = np.nan_to_num(table, nan=3.0) if method == "svd" else table
    result = factorize(table, 2, method)
    completed = result.completed()
    assert np.array_equal(completed[result.known], table[result.known])
    assert completed.min() >= (0 if method == "wals" else 1)
    assert completed.max() <= 5
    gaps = (result.predictions - table)[result.known]
    assert result.rmse == pytest.approx(np.sqrt(np.mean(gaps**2)))


def test_stars_on_another_scale_are_predicted_alike() -> None:
    _, ratings = family(4, (9, 7), 0.3, 2)
    stars = factorize(ratings).predictions
    assert np.allclose(factorize(20 * ratings + 100).predictions, 20 * stars + 100, atol=1e-6)
    assert np.allclose(factorize(-ratings).predictions, -stars, atol=1e-6)
    order = np.random.default_rng(1).permutation(len(ratings))
    assert np.allclose(factorize(ratings[order]).predictions, stars[order], atol=1e-6)


def test_who_rated_nothing_gets_the_mean_of_taste() -> None:
    _, ratings = family(5, (8, 6), 0.2, 1)
    ratings[2], ratings[:, 4] = BLANK, BLANK
    result = factorize(ratings)
    assert np.allclose(result.users[2], 0)
    assert np.allclose(result.items[:, 4], 0)
    assert result.user_bias[2] == result.item_bias[4] == 0
    assert result.predictions[2, 4] == pytest.approx(result.mean)
    for method in ("plain", "wals", "nmf"):
        assert np.allclose(factorize(np.abs(ratings), 2, method).users[2], 0, atol=1e-9)


# The lecture's films


@pytest.mark.parametrize("method", METHODS)
def test_the_lectures_films_with_every_method(method: Method) -> None:
    films = lecture_films()
    result = factorize(films.watched, 2, method)
    predicted = result.predictions
    seen = predicted[films.watched == 1]
    assert seen.mean() > predicted[films.watched == 0].mean() + 0.4
    assert result.rmse < 0.45
    if method == "als":
        assert np.allclose(predicted, films.watched)  # 4×5 = mean, biases and 4×2 times 2×5


def test_the_lectures_own_vectors() -> None:
    films = lecture_films()
    assert films.watched.shape == (4, 5)
    scores = films.users @ films.items
    assert films.titles[int(np.argmax(scores[0]))] == "The Dark Knight Rises"
    assert scores[0].max() == pytest.approx(1.09)
    gaps = np.linalg.norm(films.items.T[None] - films.users[:, None], axis=2)
    assert films.titles[int(np.argmin(gaps[0]))] == "Harry Potter"
    assert films.titles[int(np.argmin(gaps[2]))] == "Shrek"


# Who is near whom


def test_nearest_by_cosine_and_by_dot() -> None:
    vectors = np.array([[1.0, 0.0], [0.5, 0.0], [3.0, 3.0], [0.0, 0.0], [-1.0, 0.0]])
    assert nearest(vectors, 0, "cosine", 2) == [(1, 1.0), (2, pytest.approx(np.sqrt(0.5)))]
    assert nearest(vectors, 0, "dot", 2) == [(2, 3.0), (1, 0.5)]
    assert [i for i, _ in nearest(vectors, 0, "cosine", 9)] == [1, 2, 3, 4]
    assert similarities(vectors, np.array([2.0, 0.0])).tolist()[3:] == [0.0, -1.0]


# Edges


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "table",
    [
        np.zeros((3, 4)),
        np.full((3, 4), 5.0),
        np.array([[1.0, 2.0, 3.0]]),
        np.array([[1.0], [2.0]]),
        np.array([[4.0]]),
    ],
)
def test_tables_with_little_in_them_have_an_answer(table: Floats, method: Method) -> None:
    result = factorize(table, 1, method)
    assert np.allclose(result.predictions, table, rtol=0.1)


@pytest.mark.parametrize("method", ["als", "plain", "nmf"])
def test_one_rating_only(method: Method) -> None:
    ratings = np.full((3, 2), BLANK)
    ratings[1, 1] = 4.0
    result = factorize(ratings, 2, method)
    # (4 - uv)² + ridge (u² + v²) is least where uv = 4 - ridge
    assert result.predictions[1, 1] == pytest.approx(4 - result.ridge, rel=1e-3)
    assert result.ridge <= 0.2
    assert np.all(result.completed() == 4)


@pytest.mark.parametrize(
    ("ratings", "rank", "method", "words"),
    [
        (np.full((2, 2), BLANK), 1, "als", "at least one rating"),
        (np.ones((4, 5)), 5, "als", "from 1 to 4, not 5"),
        (np.ones((4, 5)), 0, "als", "from 1 to 4, not 0"),
        (np.ones((1, 5)), 2, "als", "the rank is 1, not 2"),
        (np.ones((30, 30)), 21, "als", "from 1 to 20, not 21"),
        (np.ones((201, 3)), 2, "als", "201 × 3 is too large"),
        (np.array([[1.0, BLANK]]), 1, "svd", "choose the method “als”"),
        (np.array([[1.0, -1.0]]), 1, "nmf", "without negative numbers"),
        (np.array([[1.0, np.inf]]), 1, "als", "too large"),
        (np.array([[1.0, 1e101]]), 1, "als", "too large"),
    ],
)
def test_what_cannot_be_factored_is_refused_in_words(
    ratings: Floats, rank: int, method: Method, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        factorize(ratings, rank, method)


def test_a_result_crosses_processes() -> None:
    result = factorize(family(1, (5, 4), 0.3, 1)[1])
    again: Factorization = pickle.loads(pickle.dumps(result))  # noqa: S301 (our own)
    assert np.array_equal(again.predictions, result.predictions)


def test_predictions_of_pairs_are_cells_of_the_table() -> None:
    result = factorize([[5, 3, None], [4, None, 1], [1, 1, 5]], 1)
    table = result.predictions

    assert result.predict([0, 2, 0], [2, 1, 2]).tolist() == [table[0, 2], table[2, 1], table[0, 2]]
    assert result.predict(np.array([], dtype=int), []).shape == (0,)


@pytest.mark.parametrize(
    ("people", "items", "words"),
    [
        ([0, 1], [0], "same length"),
        (0, 0, "same length"),
        ([2], [0], "rows 0 to 1, and items columns 0 to 2"),
        ([0], [3], "rows 0 to 1"),
        ([-1], [0], "rows 0 to 1"),
        ([0.5], [0], "rows 0 to 1"),
        (["Ann"], [0], "rows 0 to 1"),
    ],
)
def test_pairs_outside_the_table_are_refused(people: Any, items: Any, words: str) -> None:
    result = factorize([[5, 3, None], [4, None, 1]], 1)

    with pytest.raises(InputError, match=words):
        result.predict(people, items)


def test_the_number_of_starts_is_told_where_there_were_some() -> None:
    holes = [[5, 3, None], [4, None, 1], [1, 1, 5]]
    whole = [[5, 3, 1], [4, 2, 1], [1, 1, 5]]

    assert factorize(holes, 1, "als", starts=3).starts == 3
    assert factorize(holes, 1, "plain", starts=2).starts == 2
    assert factorize(whole, 1, "svd", starts=3).starts == 0
    assert factorize(whole, 1, "als", starts=3).starts == 0
