"""Principal components held against scikit-learn's and against their own laws."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
import sklearn.datasets
import sklearn.decomposition
import sklearn.preprocessing
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.matrices import EPSILON
from linalg_engine.principal_components import PCA, covariance, pca
from tests.examples import examples

Floats = NDArray[np.float64]

ACCURACY = 1e-8

KINDS = ("plain", "offset", "scales", "condition", "constant", "duplicated", "low rank")


def random_table(seed: int) -> Floats:
    """Return a table of one of `KINDS`, tall, square or wide."""
    generator = np.random.default_rng(seed)
    kind = KINDS[seed % len(KINDS)]
    n, d = (int(x) for x in generator.integers(2, 40, size=2))
    if seed % 5 == 0:
        n *= 10
    data = generator.normal(size=(n, d)) @ np.diag(generator.uniform(0.5, 3, size=d))
    if kind == "offset":
        data += generator.normal(size=d) * 1e3
    if kind == "scales":
        data *= 10 ** generator.uniform(-3, 3, size=d)
    if kind == "condition":
        data = with_condition(data, 1e8)
    if kind == "constant":
        data[:, generator.integers(d)] = 0.1
    if kind == "duplicated":
        data[:, generator.integers(d)] = data[:, 0]
    if kind == "low rank":
        k = int(generator.integers(1, min(n, d) + 1))
        data = generator.normal(size=(n, k)) @ generator.normal(size=(k, d)) + 1
    return data


def with_condition(data: Floats, condition: float) -> Floats:
    u, s, vt = np.linalg.svd(data - data.mean(axis=0), full_matrices=False)
    return u * np.geomspace(condition, 1.0, len(s)) @ vt


def assert_agrees(ours: PCA, data: Floats) -> None:
    """Compare with scikit-learn, to `ACCURACY` or to what rounding leaves determined.

    ``data`` is what is analysed: standardized already where ``ours`` is.

    The variances are relative to themselves, or to rounding of σ₁ in σ: a change of the data
    by ε ‖X‖ changes every σ by so much, and an axis by so much over the gap to the next σ.
    """
    n, d = data.shape
    k = len(ours.components)
    theirs: Any = sklearn.decomposition.PCA(svd_solver="full").fit(data)
    every = theirs.singular_values_
    variances = theirs.explained_variance_[:k]
    rounding = 50 * EPSILON * np.sqrt(max(n, d)) * (every[0] + np.abs(data).max())

    if not ours.standardized:
        # A mean near 0 is known to rounding of the data.
        assert np.allclose(ours.mean, theirs.mean_, atol=50 * EPSILON * np.abs(data).max())
    assert np.all(np.abs(ours.singular_values - every[:k]) <= ACCURACY * every[:k] + rounding)
    assert np.all(
        np.abs(ours.explained_variance - variances)
        <= ACCURACY * variances + (rounding**2 + rounding * every[:k]) / (n - 1)
    )
    assert np.allclose(
        ours.explained_variance_ratio,
        theirs.explained_variance_ratio_[:k],
        rtol=ACCURACY,
        atol=1e-12,
    )
    assert np.allclose(
        ours.all_variances, theirs.explained_variance_, rtol=ACCURACY, atol=1e-12 * variances[0]
    )
    scores = theirs.transform(data)
    assert np.isfinite(ours.scores).all()
    for i in range(k):
        others = np.append(np.delete(every, i), 0.0 if d > len(every) or n <= d else np.inf)
        gap = float(np.min(np.abs(others - every[i])))
        if gap <= 1e3 * rounding:  # one of many: the axis is not determined
            continue
        allowed = ACCURACY + 10 * rounding / gap
        same = 1.0 if ours.components[i] @ theirs.components_[i] > 0 else -1.0
        tied = np.sort(np.abs(theirs.components_[i]))[-2:]
        assert same == 1.0 or np.diff(tied) <= allowed
        assert np.linalg.norm(same * ours.components[i] - theirs.components_[i]) <= allowed
        difference = np.linalg.norm(same * ours.scores[:, i] - scores[:, i])
        assert difference <= ACCURACY * every[i] + 10 * rounding * (1 + every[0] / gap)


@examples(4)
@example(850)
@given(st.integers(0, 10**6))
def test_random_tables_agree_with_scikit_learn(seed: int) -> None:
    data = random_table(seed)
    k = 1 + seed % min(data.shape)

    result = pca(data, k)

    assert_agrees(result, data)
    gram = result.components @ result.components.T
    assert np.allclose(gram, np.eye(k), rtol=0, atol=1e-10)


def test_the_requested_variances_of_an_ill_conditioned_table_are_as_good_as_an_svds() -> None:
    """Known singular values: a matrix of orthonormal columns of mean 0, scaled."""
    generator = np.random.default_rng(3)
    basis = generator.normal(size=(60, 9))
    left = np.linalg.qr(basis - basis.mean(axis=0))[0]
    right = np.linalg.qr(generator.normal(size=(9, 9)))[0]
    exact = np.geomspace(1e8, 1.0, 9)

    result = pca((left * exact) @ right, 9)

    assert np.allclose(result.singular_values, exact, rtol=0, atol=1e8 * 20 * EPSILON)
    assert np.allclose(np.abs(result.components), np.abs(right), rtol=0, atol=1e-7)


REAL = {
    "iris": sklearn.datasets.load_iris,
    "wine": sklearn.datasets.load_wine,
    "diabetes": sklearn.datasets.load_diabetes,
    "digits": sklearn.datasets.load_digits,
}


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("standardize", [False, True])
def test_real_data_agree_with_scikit_learn(name: str, standardize: bool) -> None:
    loaded: Any = REAL[name]()
    data = np.asarray(loaded.data, dtype=np.float64)
    count = min(data.shape[1], 12)

    result = pca(data, count, standardize=standardize)

    analysed = data
    if standardize:
        n = len(data)
        analysed = sklearn.preprocessing.StandardScaler().fit_transform(data)
        analysed = np.asarray(analysed) * np.sqrt((n - 1) / n)  # it divides by n, we by n - 1
        assert np.allclose(result.transform(data), result.scores, rtol=0, atol=1e-9)
    assert_agrees(result, analysed)
    empty = np.flatnonzero(np.ptp(data, axis=0) == 0)
    assert result.constant == tuple(empty.tolist())


def test_whether_to_standardize() -> None:
    wine: Any = sklearn.datasets.load_wine()
    iris: Any = sklearn.datasets.load_iris()
    assert pca(wine.data).scales_differ
    assert not pca(wine.data, standardize=True).scales_differ
    assert not pca(iris.data).scales_differ
    deviations = np.std(iris.data, axis=0)
    assert pca(iris.data).spread_ratio == pytest.approx(deviations.max() / deviations.min())


# Its own laws


@st.composite
def tables(draw: st.DrawFn) -> Floats:
    n, d = draw(st.integers(2, 9)), draw(st.integers(1, 6))
    entry = st.one_of(st.integers(-3, 3).map(float), st.floats(-1e3, 1e3).map(lambda x: x + 0.0))
    rows = st.lists(st.lists(entry, min_size=d, max_size=d), min_size=n, max_size=n)
    return np.array(draw(rows), dtype=np.float64)


@examples(0.6)
@given(tables(), st.booleans(), st.integers(1, 6))
@example(np.array([[0.0, 0, 0, 0], [0, 0, 0, 0], [1, 0, 0, 2]]), False, 2)
def test_laws(data: Floats, standardize: bool, count: int) -> None:
    count = min(count, *data.shape)
    try:
        result = pca(data, count, standardize=standardize)
    except InputError:
        reach = np.abs(data - data.mean(axis=0)).max(axis=0)
        assert np.all(reach <= 1e-12 * np.abs(data).max()) or reach.max() < 1e-100
        return
    size = np.abs(data / result.scale).max()
    n, d = data.shape
    assert np.all(np.diff(result.all_variances) <= 0)
    assert np.all(result.all_variances >= 0)
    varying = d - len(result.constant)
    if standardize:
        assert result.total_variance == pytest.approx(varying)
    gram = result.components @ result.components.T
    assert np.allclose(gram, np.eye(count), rtol=0, atol=1e-10)
    assert np.allclose(result.transform(data), result.scores, rtol=0, atol=1e-11 * size)
    assert result.components_needed(1.0) <= min(n, d)

    whole = pca(data, min(n, d), standardize=standardize)
    back = whole.inverse_transform(whole.scores)
    assert np.allclose(back, data, rtol=0, atol=1e-11 * size * result.scale.max())
    errors = whole.reconstruction_errors()
    for k in range(min(n, d) + 1):
        misses = (data - whole.inverse_transform(whole.scores[:, :k])) / whole.scale
        assert np.mean(misses**2) == pytest.approx(errors[k], rel=1e-6, abs=1e-13 * size**2)


def test_a_turned_cloud_has_turned_axes() -> None:
    generator = np.random.default_rng(5)
    data = generator.normal(size=(200, 4)) * [5.0, 3.0, 2.0, 1.0]
    turn = np.linalg.qr(generator.normal(size=(4, 4)))[0]
    straight, turned = pca(data, 4), pca(data @ turn.T + 7, 4)
    assert np.allclose(turned.all_variances, straight.all_variances)
    assert np.allclose(np.abs(turned.components @ turn), np.abs(straight.components))


def test_a_line_of_points() -> None:
    result = pca(np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 4.0]]))
    assert np.allclose(result.components[0], np.array([1.0, 2.0]) / np.sqrt(5))
    assert result.explained_variance_ratio[0] == pytest.approx(1)
    assert result.explained_variance[1] == pytest.approx(0, abs=1e-15)
    assert np.allclose(result.scores[:, 0], np.sqrt(5) * np.array([-1.0, 0.0, 1.0]))
    assert result.components_needed(0.9) == 1


@pytest.mark.parametrize(
    ("rows", "positive"),
    [
        ([[1, 2], [1, 2], [3, 4]], 1),
        ([[1, 2, 3], [4, 5, 7]], 1),
        ([[1000.1, 2000.2], [1000.3, 2000.6], [1000.5, 2001.0]], 1),
        ([[0.1, 0.3, 7], [0.2, 0.6, 7], [0.3, 0.9, 8], [0.7, 2.1, 1]], 2),
        ([[1, 1e-9], [2, 2e-9], [3, 3.1e-9]], 2),
        ([[1, 1], [2, 2], [3, 3 + 1e-12]], 2),
        ([[1e9, 1e-9], [2e9, 2e-9], [3e9, 1e-9]], 2),
    ],
)
@pytest.mark.parametrize("standardize", [False, True])
def test_a_variance_is_0_where_points_do_not_spread(
    rows: list[list[float]], positive: int, standardize: bool
) -> None:
    data = np.array(rows, dtype=float)

    found = pca(data, min(data.shape), standardize=standardize)

    assert np.flatnonzero(found.explained_variance).tolist() == [*range(positive)]
    assert not found.scores[:, positive:].any()
    assert found.explained_variance_ratio.sum() == pytest.approx(1)
    assert not found.all_variances[positive:].any()


@pytest.mark.parametrize("seed", range(30))
def test_the_sign_does_not_hang_on_rounding(seed: int) -> None:
    """All entries of the first axis are equally large: the first is positive."""
    pattern = np.array([1.0, -1.0, -1.0, 1.0, 1.0, -1.0, 1.0])
    x = np.random.default_rng(seed).normal(size=(50, 1))
    axis = pca(x * pattern + 0.1, 1).components[0]
    assert np.allclose(axis, pattern / np.sqrt(7))


def test_covariance_is_numpys() -> None:
    data = random_table(8)
    assert np.allclose(covariance(data), np.cov(data, rowvar=False), rtol=1e-12)


@pytest.mark.parametrize("more", [0, 4])
def test_a_mean_is_0_where_it_is_so_within_rounding(more: int) -> None:
    """Tall, and with more columns than rows; the other means are untouched."""
    data = np.array([(0.1, 2.0, 4), (-0.3, -2, 1), (0.2, 3, 1), (0.7, 1, 0), (-0.7, -4, 0)])
    data = np.hstack([data, np.tile(data[:, :1], (1, more))])
    data[:, 2] *= 1e-13

    mean = pca(data, 1).mean

    assert mean[0] == mean[1] == 0
    assert mean[2] == pytest.approx(1.2e-13)


def test_a_large_offset_and_sizes_far_from_1() -> None:
    data = np.random.default_rng(1).normal(size=(300, 3)) * [3.0, 2.0, 1.0]
    rounded = np.round(data * 2**20) / 2**20  # so that adding 2³⁰ is exact
    assert np.allclose(pca(rounded + 2.0**30, 3).scores, pca(rounded, 3).scores, atol=1e-9)
    for size in (1e-120, 1e120):
        for standardize in (False, True):
            scaled = pca(data * size, 3, standardize=standardize)
            unit = pca(data, 3, standardize=standardize)
            assert np.allclose(scaled.components, unit.components, atol=1e-9)
            assert np.allclose(scaled.explained_variance_ratio, unit.explained_variance_ratio)


def test_a_tiny_column_beside_a_large_one_standardizes() -> None:
    generator = np.random.default_rng(2)
    data = generator.normal(size=(40, 2)) * [1.0, 1e-170]
    result = pca(data, standardize=True)
    assert result.constant == ()
    assert np.allclose(np.std(result.scores, axis=0, ddof=1) ** 2, result.explained_variance)
    assert result.total_variance == pytest.approx(2)


@pytest.mark.parametrize(
    ("data", "components", "words"),
    [
        ([[1.0, 2.0]], 1, "at least 2 rows"),
        ([[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]], 1, "the same"),
        ([[0.1, 0.3], [0.1, 0.1 + 0.2]], 1, "the same"),
        ([[1.0, 2.0], [3.0, 5.0]], 3, "from 1 to 2 components, not 3"),
        ([[1.0, 2.0], [3.0, 5.0]], 0, "from 1 to 2 components, not 0"),
        ([[1.0, 2.0], [3.0, np.nan]], 1, "row 2, column 2"),
        ([[1.0, np.inf], [3.0, 4.0]], 1, "row 1, column 2"),
        ([[1e200, 0.0], [-1e200, 0.0]], 1, "too far apart"),
        ([[1.7e308, 0.0], [-1.7e308, 0.0]], 1, "too far apart"),
        ([[1e-200, 0.0], [-1e-200, 0.0]], 1, "too close together"),
    ],
)
def test_what_has_no_components_is_refused_in_words(
    data: list[list[float]], components: int, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        pca(np.array(data), components)


def test_a_table_beyond_the_limit_is_refused_before_work() -> None:
    with pytest.raises(InputError, match="too many for PCA"):
        pca(np.broadcast_to(np.float64(1), (10**9, 60)))


def test_a_result_crosses_processes() -> None:
    result = pca(random_table(3), 2)
    again = pickle.loads(pickle.dumps(result))  # noqa: S301 (our own)
    assert np.array_equal(again.scores, result.scores)
    assert again.spread_ratio == result.spread_ratio
