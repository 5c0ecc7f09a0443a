"""Gradient descent against numerical gradients and against the minimum that others find."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine.factorization import Factorization, factorize, gradient, round_below
from tests.examples import examples

Floats = NDArray[np.float64]

BLANK = np.nan

TASTES = np.array(
    [[5, 4, BLANK, 1, 1], [4, 5, 5, 1, BLANK], [1, 1, BLANK, 5, 4], [BLANK, 1, 2, 4, 5]]
)
FULL = np.array([[1.0, 2, 3, 4, 5], [2, 4, 6, 8, 10], [1, 0, 1, 0, 1], [3, 3, 5, 5, 7]])
HELP = np.array([[5, BLANK, 1], [4, 1, 2], [BLANK, 5, 4]])


def descended(ratings: Floats, rank: int = 2) -> tuple[Factorization, Floats]:
    """Return the result, and the errors on the way."""
    found = factorize(ratings, rank, "gd")
    assert found.descent is not None
    return found, found.descent.errors


def halved(x: Floats, ratings: Floats, rank: int, ridge: float) -> float:
    """Return half of what is minimized, U and V in one vector."""
    m = len(ratings)
    u, v = x[: m * rank].reshape(m, rank), x[m * rank :].reshape(rank, -1)
    return float((np.nansum((ratings - u @ v) ** 2) + ridge * np.sum(x**2)) / 2)


@pytest.mark.parametrize("ridge", [0.0, 0.3])
@pytest.mark.parametrize("before", [0, 1, 30])
def test_each_step_goes_against_the_gradient(
    before: int, ridge: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    ratings, unit = TASTES / 4, 4.0

    def after(steps: int) -> tuple[Floats, float]:
        monkeypatch.setattr(gradient, "MAX_STEPS", steps)
        fit = gradient.fit(ratings, 2, ridge, np.random.default_rng(3), 1, unit)
        assert fit.descent is not None
        assert fit.descent.steps == steps
        assert not fit.descent.settled
        return np.concatenate([fit.users.ravel(), fit.items.ravel()]), fit.descent.learning_rate

    (x, rate), (moved, _) = after(before), after(before + 1)

    slope = np.asarray(scipy.optimize.approx_fprime(x, halved, 1e-7, ratings, 2, ridge))
    # The rate is that of ratings in their own units.
    assert moved - x == pytest.approx(-rate * unit * slope, abs=1e-6)
    assert np.abs(moved - x).max() > 1e-4


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_it_ends_at_the_truncated_svd_of_a_full_table(rank: int) -> None:
    found, errors = descended(FULL, rank)

    u, s, vt = np.linalg.svd(FULL)
    best = (u[:, :rank] * s[:rank]) @ vt[:rank]
    assert found.predictions == pytest.approx(best, abs=0.02)
    assert errors[-1] == pytest.approx(np.sqrt(np.sum(s[rank:] ** 2) / FULL.size), abs=0.002)
    assert found.ridge == 0


@pytest.mark.parametrize("ratings", [TASTES, HELP], ids=["tastes", "help"])
def test_it_ends_where_another_solver_and_least_squares_do(ratings: Floats) -> None:
    found, errors = descended(ratings)
    plain = factorize(ratings, 2, "plain", starts=8)

    start = np.concatenate([found.users.ravel(), found.items.ravel()])
    end = scipy.optimize.minimize(
        halved, start + 0.1, (ratings, 2, found.ridge), method="L-BFGS-B", options={"gtol": 1e-8}
    )
    assert found.objective[-1] == pytest.approx(2 * end.fun, rel=1e-4)
    assert found.objective[-1] == pytest.approx(plain.objective[-1], rel=1e-3)
    assert errors[-1] == pytest.approx(plain.rmse, rel=0.01)
    assert found.predictions == pytest.approx(plain.predictions, abs=0.05)


@examples(0.4)
@given(st.integers(0, 10**6), st.integers(1, 3), st.sampled_from([0.0, 0.3, 0.8]))
def test_the_way_is_told_truly(seed: int, rank: int, blanks: float) -> None:
    generator = np.random.default_rng(seed)
    size = generator.integers(1, 7, size=2)
    scale = 10.0 ** generator.integers(-20, 20)
    ratings = scale * generator.normal(1, 1, size=size)
    ratings[generator.random(size) < blanks] = BLANK
    ratings[0, 0] = scale
    rank = min(rank, *ratings.shape)
    found, errors = descended(ratings, rank)
    assert found.descent is not None

    assert len(errors) == len(found.objective) == found.descent.steps + 1
    assert errors[-1] == pytest.approx(found.rmse, rel=1e-9, abs=1e-12 * scale)
    size_of_known = np.sqrt(np.nanmean(ratings**2))
    assert 0.5 * size_of_known < errors[0] < 3 * size_of_known
    gains = -np.diff(found.objective) / found.objective[0]
    assert np.all(gains >= -1e-12)
    assert np.all(gains[gradient.TRIAL_STEPS : -1] > gradient.TOLERANCE)
    assert found.descent.settled == (gains[-1] <= gradient.TOLERANCE)
    rate = found.descent.learning_rate
    filled = np.where(np.isnan(ratings), np.nanmean(ratings), ratings)
    assert 0.1 < rate * np.linalg.norm(filled, 2) <= 0.25 * (1 + 1e-9)
    assert f"{rate:e}"[0] in "125"


def test_who_rated_nothing_stays_at_0() -> None:
    found, _ = descended(np.array([[5, BLANK, 1], [BLANK, BLANK, BLANK], [1, BLANK, 4]]))

    assert not found.users[1].any()
    assert not found.items[:, 1].any()


def test_a_table_of_zeros_needs_no_step() -> None:
    found, errors = descended(np.array([[0, 0], [BLANK, 0]]))

    assert errors.tolist() == [0]
    assert not found.users.any()
    assert not found.items.any()


def test_a_large_table_has_fewer_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradient, "MAX_WORK", 150 * TASTES.size * 2)

    found, errors = descended(TASTES)

    assert len(errors) == 151
    assert found.descent is not None
    assert not found.descent.settled


def test_the_start_that_is_best_after_some_steps_goes_on() -> None:
    ratings = np.round(np.random.default_rng(1).uniform(0.5, 5.5, (7, 8)))
    ratings[np.random.default_rng(2).random((7, 8)) < 0.3] = BLANK

    def fit(starts: int, generator: np.random.Generator) -> Floats:
        return gradient.fit(ratings, 2, 0.1, generator, starts, 1.0).objective

    generator = np.random.default_rng(5)
    alone = [fit(1, generator) for _ in range(4)]
    early = [way[gradient.TRIAL_STEPS] for way in alone]
    assert early.index(min(early)) not in (0, int(np.argmin([way[0] for way in alone])))
    together = fit(4, np.random.default_rng(5))
    assert together.tolist() == alone[early.index(min(early))].tolist()


@pytest.mark.parametrize(
    ("most", "rate"),
    [(0.037, 0.02), (0.5, 0.5), (1.0, 1.0), (0.999, 0.5), (7e20, 5e20), (1.01e-9, 1e-9), (2, 2)],
)
def test_rates_are_round(most: float, rate: float) -> None:
    assert round_below(most) == pytest.approx(rate)
