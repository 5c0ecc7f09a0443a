"""Beyond the components: how many, from correlations alone, blanks filled, ellipses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sklearn.datasets
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data
from linalg_engine.principal_components import (
    Filled,
    components_beyond_chance,
    concentration_ellipse,
    filled_by_pca,
    parallel_variances,
    pca,
    pca_of_covariance,
)
from tests.examples import examples
from tests.linalg_engine.test_pca_reading import decathlon

Floats = NDArray[np.float64]


# How many


def simulated(data: Floats, standardize: bool, rounds: int) -> Floats:
    """Return what chance reaches, from whole random tables: the textbook's way."""
    generator = np.random.default_rng(7)
    found: list[Floats] = []
    for _ in range(rounds):
        table = generator.normal(size=data.shape) * np.std(data, axis=0, ddof=1)
        square = np.corrcoef(table.T) if standardize else np.cov(table.T)
        found.append(np.linalg.eigvalsh(square)[::-1])
    return np.quantile(found, 0.95, axis=0)


@pytest.mark.parametrize("standardize", [False, True])
@pytest.mark.parametrize("shape", [(60, 5), (7, 12), (6, 5)])
def test_chance_is_what_whole_random_tables_reach(
    shape: tuple[int, int], standardize: bool
) -> None:
    data = np.random.default_rng(3).normal(size=shape) * np.linspace(3, 1, shape[1])
    expected = simulated(data, standardize, 600)

    reached = parallel_variances(pca(data, 1, standardize=standardize), 600)

    k = min(shape[0] - 1, shape[1])
    assert len(reached) == k
    assert reached == pytest.approx(expected[:k], rel=0.1, abs=0.01 * expected[0])


@pytest.mark.parametrize("parts", [0, 1, 3])
def test_as_many_components_as_were_made_are_beyond_chance(parts: int) -> None:
    generator = np.random.default_rng(parts)
    data = generator.normal(size=(200, 8))
    data += 2 * generator.normal(size=(200, parts)) @ np.repeat(np.eye(4), 2, axis=1)[:parts]

    assert components_beyond_chance(pca(data, 2, standardize=True)) == parts


def test_all_components_of_a_line_and_a_table_too_large() -> None:
    t = np.arange(20.0)
    assert components_beyond_chance(pca(np.column_stack([t, t + 1e-3 * (t % 3)]))) == 1
    assert components_beyond_chance(pca(t[:, None])) == 0
    with pytest.raises(InputError, match="too large"):
        components_beyond_chance(pca(np.random.default_rng(0).normal(size=(400, 300))))


def test_chance_is_the_same_each_time_and_ignores_constant_columns() -> None:
    data = np.random.default_rng(5).normal(size=(30, 4))
    wider = np.column_stack([data, np.full(30, 7.0)])

    first, again = (parallel_variances(pca(data)) for _ in range(2))

    assert np.array_equal(first, again)
    assert parallel_variances(pca(wider)) == pytest.approx([*first, 0])


# From correlations alone


def test_the_components_of_correlations_are_those_of_the_standardized_table() -> None:
    iris: Any = sklearn.datasets.load_iris()
    whole = pca(iris.data, 3, standardize=True)

    found = pca_of_covariance(np.corrcoef(iris.data.T), 3)

    assert found.explained_variance_ratio == pytest.approx(whole.explained_variance_ratio)
    assert found.components == pytest.approx(whole.components)
    assert found.correlations == pytest.approx(whole.correlations)
    assert found.standardized
    assert found.components_needed() == whole.components_needed()


def test_a_diagonal_of_ones_with_rounding_errors_is_one_of_correlations() -> None:
    almost = [[1 - 2**-53, 0.5, 0.1], [0.5, 1 + 2**-52, 0.2], [0.1, 0.2, 1]]
    table = "\n".join(",".join(map(repr, row)) for row in almost)

    assert pca_of_covariance(almost).standardized
    assert not pca_of_covariance([[1, 0.5], [0.5, 1.01]]).standardized
    assert parse_data(f"a,b,c\n{table}").matrix == "correlation"


@pytest.mark.parametrize("standardize", [False, True])
def test_covariances_give_the_components_of_the_table(standardize: bool) -> None:
    iris: Any = sklearn.datasets.load_iris()
    whole = pca(iris.data, 2, standardize=standardize)

    found = pca_of_covariance(np.cov(iris.data.T), standardize=standardize)

    assert found.explained_variance == pytest.approx(whole.explained_variance)
    assert found.components == pytest.approx(whole.components)
    assert found.column_cos2 == pytest.approx(whole.column_cos2)
    assert found.standardized == standardize


def test_three_correlations_of_a_textbook() -> None:
    found = pca_of_covariance([[1, 0.8, 0.3], [0.8, 1, 0.4], [0.3, 0.4, 1]], 3)

    assert found.explained_variance_ratio == pytest.approx([0.679, 0.257, 0.064], abs=5e-4)
    assert found.total_variance == pytest.approx(3)


def test_perfect_correlations_leave_variances_of_0_and_rounded_ones_are_taken() -> None:
    assert pca_of_covariance(np.ones((3, 3)), 3).all_variances.tolist()[1:] == [0, 0]
    rounded = [[1, 0.9, 0.9], [0.9, 1, 0.61], [0.9, 0.61, 1]]
    assert np.linalg.eigvalsh(rounded)[0] < 0
    assert pca_of_covariance(rounded, 3).all_variances[2] == 0


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        ([[1.0, 0.5]], "as many rows as columns"),
        ([[1.0]], "from 2 to 500"),
        ([[1.0, 0.5], [0.4, 1.0]], "the same above and below"),
        ([[1.0, 0.5], [0.5, -1.0]], "above 0 on its diagonal"),
        ([[0.0, 0.0], [0.0, 0.0]], "above 0 on its diagonal"),
        ([[1.0, np.nan], [np.nan, 1.0]], "number in every cell"),
        ([[1.0, 2.0], [2.0, 1.0]], "below 0"),
        ([[1e300, 0.0], [0.0, 1e300]], "diagonal"),
    ],
)
def test_what_are_no_correlations_is_refused(matrix: list[list[float]], words: str) -> None:
    with pytest.raises(InputError, match=words):
        pca_of_covariance(np.array(matrix))


# Blanks


def with_blanks(data: Floats, count: int, seed: int) -> Floats:
    """Return a copy with blanks, none of them in the first two rows."""
    generator = np.random.default_rng(seed)
    free = generator.choice(data[2:].size, count, replace=False) + 2 * data.shape[1]
    found = data.copy()
    found.flat[free] = np.nan
    return found


@examples(0.3)
@given(st.integers(0, 10**6), st.booleans())
def test_filled_cells_are_what_the_shrunk_components_say(seed: int, standardize: bool) -> None:
    """The rule of Josse and Husson, by the singular values of the filled table."""
    generator = np.random.default_rng(seed)
    n, d, k = 25, 6, int(generator.integers(1, 4))
    data = generator.normal(size=(n, 2)) @ generator.normal(size=(2, d))
    data += 0.3 * generator.normal(size=(n, d)) + 10
    table = with_blanks(data, 12, seed)

    found = filled_by_pca(table, k, standardize=standardize)

    if not found.settled:
        return
    blank = np.isnan(table)
    assert found.values[~blank] == pytest.approx(table[~blank])
    mean = found.values.mean(axis=0)
    unit = found.values.std(axis=0) if standardize else np.ones(d)
    u, s, vt = np.linalg.svd((found.values - mean) / unit, full_matrices=False)
    variances = s**2 / n
    free = (n - 1) * d - (n - 1) * k - d * k + k**2
    noise = n * d / min(d, n - 1) * variances[k:].sum() / free
    noise = min(noise, variances[k])
    shrunk = s[:k] * (variances[:k] - noise) / variances[:k]
    told = (u[:, :k] * shrunk) @ vt[:k] * unit + mean
    assert found.values[blank] == pytest.approx(told[blank], abs=2e-4)


def test_cells_of_a_table_of_low_rank_come_back() -> None:
    generator = np.random.default_rng(1)
    data = generator.normal(size=(40, 2)) @ generator.normal(size=(2, 7)) * 5 + 100

    found = filled_by_pca(with_blanks(data, 30, 2), 2)

    assert found.settled
    assert found.values == pytest.approx(data, abs=1e-3)


def test_filling_beats_means_where_columns_hang_together() -> None:
    iris: Any = sklearn.datasets.load_iris()
    table = with_blanks(iris.data, 60, 4)
    blank = np.isnan(table)
    means = np.where(blank, np.nanmean(table, axis=0), table)

    filled = filled_by_pca(table, 2, standardize=True).values

    def error(values: Floats) -> float:
        return float(np.square(values - iris.data)[blank].mean())

    assert error(filled) < 0.3 * error(means)


def test_a_table_without_blanks_stays_and_large_work_ends() -> None:
    data = np.random.default_rng(0).normal(size=(10, 3))
    assert filled_by_pca(data, 1) == Filled(data, 1, settled=True)
    assert filled_by_pca(with_blanks(data, 5, 1), 9).values.shape == (10, 3)
    wide = with_blanks(np.random.default_rng(0).normal(size=(200, 600)), 50, 1)
    assert filled_by_pca(wide, 2).rounds <= 83


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([[1, 2], [3, None]], "at least 3 rows"),
        ([[1], [None], [3], [4]], "2 columns"),
        ([[1, 2], [None, None], [3, 5], [4, 4]], "every row"),
        ([[1, None], [2, None], [3, None]], "every column"),
    ],
)
def test_what_cannot_be_filled_is_refused(table: list[list[float | None]], words: str) -> None:
    with pytest.raises(InputError, match=words):
        filled_by_pca(table)


# Ellipses


@examples(0.3)
@given(st.integers(0, 10**6), st.floats(0.05, 0.95))
def test_an_ellipse_lies_at_one_mahalanobis_distance(seed: int, share: float) -> None:
    points = np.random.default_rng(seed).normal(size=(30, 2)) @ [[3, 1], [0, 0.5]] + [7, -2]

    edge = concentration_ellipse(points, share)

    away = edge - points.mean(axis=0)
    distances = np.einsum("ij,jk,ik->i", away, np.linalg.inv(np.cov(points.T)), away)
    assert distances == pytest.approx(-2 * np.log(1 - share))
    assert edge[0] == pytest.approx(edge[-1])


def test_of_a_large_normal_group_the_ellipse_holds_its_share() -> None:
    points = np.random.default_rng(2).normal(size=(20_000, 2)) @ [[2, 1], [0, 1]]
    radius = concentration_ellipse(points, 0.68, 4)[0] - points.mean(axis=0)
    inverse = np.linalg.inv(np.cov(points.T))
    away = points - points.mean(axis=0)

    inside = np.einsum("ij,jk,ik->i", away, inverse, away) <= radius @ inverse @ radius

    assert inside.mean() == pytest.approx(0.68, abs=0.01)


def test_an_ellipse_of_points_on_a_line_is_flat_and_of_two_there_is_none() -> None:
    edge = concentration_ellipse([[0, 0], [1, 1], [2, 2]])
    assert edge[:, 0] == pytest.approx(edge[:, 1])
    for points in ([[0, 0], [1, 1]], [[0], [1], [2]]):
        with pytest.raises(InputError, match="3 points in a plane"):
            concentration_ellipse(points)
    with pytest.raises(InputError, match="between 0 and 1"):
        concentration_ellipse([[0, 0], [1, 1], [2, 2]], 1)


def test_the_decathlon_has_few_components_beyond_chance() -> None:
    found, *_ = decathlon()

    by_chance = simulated(found.data, standardize=True, rounds=400)
    beyond = int(np.argmin(found.all_variances > by_chance))
    assert components_beyond_chance(found) == beyond == 1
    assert found.components_needed(0.9) == 7
