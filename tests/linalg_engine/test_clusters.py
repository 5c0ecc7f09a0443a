"""k-means, silhouettes and distances, held against scikit-learn and SciPy."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import pdist, squareform
from sklearn import datasets
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_samples

import linalg_engine as la

SEEDS = st.integers(0, 10**6)
SKLEARN: Any = KMeans


def cloud(seed: int, rows: int, columns: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, columns))


def iris() -> np.ndarray:
    found: Any = datasets.load_iris()
    return np.asarray(found.data, dtype=float)


def same_parts(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two labellings put the same points together."""
    return bool(np.array_equal(a[:, None] == a, b[:, None] == b))


# Distances


@given(SEEDS, st.integers(1, 12), st.integers(1, 5), st.sampled_from([1e-170, 1.0, 1e130]))
def test_distances_are_those_of_scipy(seed: int, rows: int, columns: int, size: float) -> None:
    data = cloud(seed, rows, columns)

    found = la.distances(size * data)

    assert found / size == pytest.approx(squareform(pdist(data)), rel=1e-12, abs=1e-12)
    assert np.array_equal(found, found.T)
    assert not np.diagonal(found).any()


# k-means


@settings(max_examples=25)
@given(SEEDS, st.integers(6, 40), st.integers(1, 4), st.integers(1, 5))
def test_from_the_same_start_it_ends_where_scikit_learn_ends(
    seed: int, rows: int, columns: int, k: int
) -> None:
    data = cloud(seed, rows, columns)
    start = data[:k]

    found = la.kmeans(data, k, start)

    theirs = SKLEARN(k, init=start, n_init=1, tol=0, max_iter=500, algorithm="lloyd").fit(data)
    assert found.inertia == pytest.approx(theirs.inertia_, rel=1e-9, abs=1e-12)
    assert same_parts(found.labels, theirs.labels_)


@given(SEEDS, st.integers(3, 30), st.integers(1, 4), st.integers(1, 3))
def test_each_point_is_at_its_nearest_centre_and_each_centre_is_a_mean(
    seed: int, rows: int, columns: int, k: int
) -> None:
    data = cloud(seed, rows, columns)

    found = la.kmeans(data, k)

    away = np.linalg.norm(data[:, None] - found.centres, axis=2)
    assert np.array_equal(away.argmin(axis=1), found.labels)
    for cluster in range(k):
        assert found.centres[cluster] == pytest.approx(data[found.labels == cluster].mean(axis=0))
    assert found.inertia == pytest.approx((away.min(axis=1) ** 2).sum())
    assert [*found.sizes] == sorted(found.sizes, reverse=True)
    assert found.path[0] == pytest.approx(data[list(found.start)])
    assert np.array_equal(found.path[-1], found.centres)
    assert np.array_equal(found.path_labels[-1], found.labels)
    # Every step makes the sum of squares smaller, or is the last.
    sums = [
        ((data - centres[labels]) ** 2).sum()
        for centres, labels in zip(found.path[1:], found.path_labels, strict=True)
    ]
    assert all(after < before + 1e-12 for before, after in pairwise(sums))


def test_several_starts_are_as_good_as_those_of_scikit_learn() -> None:
    data = iris()
    for k in (2, 3, 5):
        theirs = SKLEARN(k, n_init=4, random_state=1).fit(data)
        assert la.kmeans(data, k).inertia <= theirs.inertia_ * 1.01


def test_the_same_data_give_the_same_clusters() -> None:
    data = cloud(3, 50, 3)

    assert la.kmeans(data, 4) == la.kmeans(data.copy(), 4)


def test_a_cluster_that_loses_its_points_gets_the_farthest_one() -> None:
    data = np.array([[0.0], [1.0], [2.0], [10.0]])

    found = la.kmeans(data, 3, [[0.0], [100.0], [200.0]])

    assert sorted(found.sizes.tolist()) == [1, 1, 2]
    assert found.inertia == pytest.approx(0.5)


def test_equal_points_are_never_parted_into_empty_clusters() -> None:
    data = np.array([[1.0, 1.0]] * 5 + [[2.0, 2.0]] * 3)

    found = la.kmeans(data, 2)

    assert found.sizes.tolist() == [5, 3]
    assert found.inertia == 0
    with pytest.raises(la.InputError, match="at least 3 different points, and there are 2"):
        la.kmeans(data, 3)


# Silhouettes


@given(SEEDS, st.integers(3, 25), st.integers(1, 3), st.integers(2, 5))
def test_silhouettes_are_those_of_scikit_learn(seed: int, rows: int, columns: int, k: int) -> None:
    data = cloud(seed, rows, columns)
    labels = np.random.default_rng(seed).integers(0, k, rows)
    labels[:2] = 0, 1
    if len(np.unique(labels)) == rows:
        return

    found = la.silhouettes(data, labels)

    assert found == pytest.approx(silhouette_samples(data, labels), abs=1e-12)


def test_iris_has_two_clear_clusters() -> None:
    found = la.mean_silhouettes(iris(), 6)

    assert [*found] == [2, 3, 4, 5, 6]
    assert max(found, key=lambda k: found[k][1]) == 2
    for clusters, mean in found.values():
        theirs = np.asarray(silhouette_samples(iris(), clusters.labels)).mean()
        assert mean == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: la.kmeans([[1, None], [2, 3]], 2), "a number in every cell"),
        (lambda: la.kmeans([[1, 2], [3, 4]], 3), "3 different points, and there are 2"),
        (lambda: la.kmeans([[1, 2], [3, 4]], 0), "whole number of 1 or more"),
        (lambda: la.kmeans([[1, 2], [3, 4]], 2, [[1, 2, 3]]), "2 centres of 2 entries"),
        (lambda: la.kmeans(np.zeros((100_001, 2)), 1), "too many for k-means"),
        (lambda: la.kmeans([[1e200], [2.0]], 1), "too large to be squared"),
        (lambda: la.distances(np.zeros((3_001, 1))), "at most 3,000 rows"),
        (lambda: la.silhouettes([[1], [2]], [0, 0]), "two clusters or more"),
        (lambda: la.silhouettes([[1], [2]], [0, 1, 1]), "one label for each point"),
        (lambda: la.mean_silhouettes([[1], [1], [2]]), "at least 3 different points"),
        (lambda: la.mean_silhouettes([[1], [3], [2]], 1), "of 2 or more"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(call: Any, words: str) -> None:
    with pytest.raises(la.InputError, match=words):
        call()
