"""Factorizations held against loops written out, scikit-learn, and their own laws."""

from __future__ import annotations

import pickle
from itertools import product
from typing import Any

import numpy as np
import pytest
import scipy.optimize
import sklearn.decomposition
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

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

Floats = NDArray[np.float64]

BLANK = np.nan


def family(
    seed: int, size: tuple[int, int], blanks: float, rank: int, strength: float = 0.8
) -> tuple[Floats, Floats]:
    """Return ratings as people give them, whole and with blanks.

    A mean of 3, biases of standard deviation 0.5, factors of the given strength and rank,
    noise 0.3, rounded to half stars.
    """
    m, n = size
    generator = np.random.default_rng([seed, m, rank, round(100 * blanks)])
    u, v = generator.normal(size=(m, rank)), generator.normal(size=(n, rank))
    clean = 3 + 0.5 * generator.normal(size=(m, 1)) + 0.5 * generator.normal(size=n)
    clean = clean + strength * u @ v.T / np.sqrt(rank)
    whole = np.round(2 * (clean + 0.3 * generator.normal(size=size))) / 2
    blank = generator.random(size) < blanks
    blank.flat[generator.integers(m * n)] = True
    blank.flat[generator.integers(m * n)] = False
    return whole, np.where(blank, BLANK, whole)


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


def random_table(seed: int, blanks: float = 0.4) -> Floats:
    generator = np.random.default_rng(seed)
    m, n = (int(x) for x in generator.integers(2, 9, size=2))
    ratings = generator.integers(0, 6, size=(m, n)).astype(float)
    ratings[generator.random((m, n)) < blanks] = BLANK
    ratings[0, 0] = 3
    return ratings


# How well blanks are predicted


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


# Each method beside another way


@examples(0.5)
@given(st.integers(0, 10**6), st.integers(1, 3))
def test_plain_without_blanks_is_the_truncated_svd(seed: int, rank: int) -> None:
    """Eckart and Young: no product of this rank is nearer."""
    table = random_table(seed, 0.0)
    rank = min(rank, *table.shape)
    u, s, vt = np.linalg.svd(table)
    result = factorize(table, rank, "plain")
    assert np.sum((table - result.predictions) ** 2) == pytest.approx(np.sum(s[rank:] ** 2))
    assert np.allclose(result.strengths, s[:rank])
    if rank == len(s) or s[rank - 1] > s[rank] + 1e-6:
        assert np.allclose(result.predictions, (u[:, :rank] * s[:rank]) @ vt[:rank])
    assert result.ridge == 0
    assert result.starts == 0


@pytest.mark.parametrize("seed", range(4))
def test_plain_with_blanks_is_the_least_squares_solution(seed: int) -> None:
    """A general solver finds no better one, from there or from elsewhere."""
    table = random_table(seed, 0.25)
    (m, n), rank, known = table.shape, 2, ~np.isnan(table)
    result = factorize(table, rank, "plain", starts=16)

    def residuals(x: Floats) -> Floats:
        u, v = x[: m * rank].reshape(m, rank), x[m * rank :].reshape(rank, n)
        return np.concatenate([(u @ v - table)[known], np.sqrt(result.ridge) * x])

    ours = np.concatenate([result.users.ravel(), result.items.ravel()])
    assert result.objective[-1] == pytest.approx(np.sum(residuals(ours) ** 2), rel=1e-4)
    generator = np.random.default_rng(seed)
    others = [2 * generator.normal(size=ours.size) for _ in range(4)]
    found = [scipy.optimize.least_squares(residuals, x, xtol=1e-12) for x in (ours, *others)]
    assert result.objective[-1] <= 2 * min(each.cost for each in found) * (1 + 1e-3)
    x = found[0].x
    near = x[: m * rank].reshape(m, rank) @ x[m * rank :].reshape(rank, n)
    assert np.allclose(result.predictions, near, atol=0.02)


@examples(0.3)
@given(st.integers(0, 10**6), st.sampled_from([0.0, 0.3]))
def test_plain_follows_a_scale_and_the_order_of_people(seed: int, blanks: float) -> None:
    table = random_table(seed, blanks)
    order = np.random.default_rng(seed).permutation(len(table))
    found = factorize(table, 1, "plain").predictions
    scaled = factorize(100 * table, 1, "plain").predictions
    turned = factorize(table[order], 1, "plain").predictions
    assert np.allclose(scaled, 100 * found, rtol=1e-6, atol=1e-6)
    assert np.allclose(turned, found[order], atol=0.05)


def test_a_table_with_blanks_has_real_axes_by_the_plain_product() -> None:
    for rows in (
        [[5, BLANK, 1], [4, 1, 2], [BLANK, 5, 4]],
        [[5, 4, BLANK, 1, 1], [4, 5, 5, 1, BLANK], [1, 1, BLANK, 5, 4], [BLANK, 1, 2, 4, 5]],
    ):
        result = factorize(np.array(rows), 2, "plain")
        assert result.strengths[1] > 0.3 * result.strengths[0]
        assert result.rmse < 0.5
    second = result.items[1]
    assert len({*np.sign(second[:3])}) == len({*np.sign(second[3:])}) == 1
    assert np.sign(second[0]) != np.sign(second[3])


def test_predictions_beyond_the_scale_are_clipped_to_its_end() -> None:
    table = np.array([[5.0, 1.0], [5.0, BLANK], [BLANK, 1.0]])
    result = factorize(table, 2, "plain")
    assert result.scale == (1, 5)
    assert np.array_equal(result.clipped, np.clip(result.predictions, 1, 5))
    assert np.array_equal(result.completed(), np.where(result.known, table, result.clipped))
    assert factorize(table, 2, "wals").scale == (0, 5)


def test_plain_is_alternating_least_squares_written_out() -> None:
    _, ratings = family(6, (6, 5), 0.3, 2)
    result = factorize(ratings, 2, "plain", ridge=0.5)
    u, v = result.users, result.items
    known = result.known
    for _ in range(300):
        for i in range(len(u)):
            z = v[:, known[i]]
            u[i] = np.linalg.solve(z @ z.T + 0.5 * np.eye(2), z @ ratings[i, known[i]])
        for j in range(len(v.T)):
            z = u[known[:, j]]
            v[:, j] = np.linalg.solve(z.T @ z + 0.5 * np.eye(2), z.T @ ratings[known[:, j], j])
    error = np.sum((ratings - u @ v)[known] ** 2)
    value = error + 0.5 * (np.sum(u**2) + np.sum(v**2))
    assert result.objective[-1] == pytest.approx(value, rel=1e-3)
    assert value <= result.objective[-1] * (1 + 1e-9)


@pytest.mark.parametrize("blank", [0.0, BLANK])
def test_wals_makes_its_objective_small(blank: float) -> None:
    films = lecture_films().watched
    table = np.where(films == 0, blank, films)
    result = factorize(table, 2, "wals", unobserved_weight=0.3, ridge=0.05)

    def objective(u: Floats, v: Floats) -> float:
        misses = np.where(films == 1, (1 - u @ v) ** 2, 0.3 * (u @ v) ** 2).sum()
        return float(misses + 0.05 * (np.sum(u**2) + np.sum(v**2)))

    end = objective(result.users, result.items)
    assert result.objective[-1] == pytest.approx(end, rel=1e-4)
    generator = np.random.default_rng(1)
    for _ in range(100):
        u = result.users + 0.03 * generator.normal(size=result.users.shape)
        v = result.items + 0.03 * generator.normal(size=result.items.shape)
        assert objective(u, v) > end


def test_svd_is_the_best_of_its_rank() -> None:
    whole, _ = family(7, (8, 6), 0.3, 3)
    s = np.linalg.svd(whole, compute_uv=False)
    for rank in (1, 3, 6):
        result = factorize(whole, rank, "svd")
        assert np.allclose(result.strengths, s[:rank])
        assert np.sum((whole - result.predictions) ** 2) == pytest.approx(np.sum(s[rank:] ** 2))
        assert result.objective[-1] == pytest.approx(np.sum(s[rank:] ** 2), abs=1e-12)


def test_a_table_without_blanks_is_fitted_by_least_squares() -> None:
    """No other mean, biases and factors do better."""
    whole, _ = family(8, (7, 6), 0.3, 3)
    result = factorize(whole, 2)
    generator = np.random.default_rng(2)
    best = np.sum((whole - result.predictions) ** 2)
    assert result.objective.tolist() == [pytest.approx(best)]
    for size in (0.01, 0.1, 1.0):
        for _ in range(50):
            u = result.users + size * generator.normal(size=result.users.shape)
            v = result.items + size * generator.normal(size=result.items.shape)
            rest = whole - u @ v
            rest = rest - rest.mean(axis=1, keepdims=True)
            assert np.sum((rest - rest.mean(axis=0)) ** 2) > best


def test_nmf_is_as_good_as_scikit_learns() -> None:
    for seed in range(3):
        whole = np.abs(family(seed, (12, 10), 0.3, 3)[0])
        ours = factorize(whole, 3, "nmf", ridge=1e-9, seed=seed)
        count: Any = 3
        model = sklearn.decomposition.NMF(count, init="nndsvda", max_iter=2000, tol=1e-6)
        theirs = np.sum((whole - model.fit_transform(whole) @ model.components_) ** 2)
        assert np.sum((whole - ours.predictions) ** 2) <= 1.02 * theirs


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
