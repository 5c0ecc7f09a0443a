"""Each method of factorization held against loops written out, SciPy and scikit-learn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.optimize
import sklearn.decomposition
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.factorization import factorize, lecture_films
from tests.examples import examples
from tests.linalg_engine.some_ratings import BLANK, Floats, family, random_table


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
