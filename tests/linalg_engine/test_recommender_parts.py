"""The recommender's parts against references that are independent of it."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.recommender import buckets, gibbs, pattern, priors


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 30)), min_size=1), st.booleans())
def test_buckets_hold_every_rating_once(pairs: list[tuple[int, int]], short: bool) -> None:
    rows, columns = np.array(pairs).T
    order = buckets.by_degree(rows, 7)
    values = np.arange(1, len(rows) + 1, dtype=np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(buckets, "MOST_CELLS", 5 if short else 1 << 13)
        found = buckets.buckets(order[rows], columns, values, (7, 31))

    seen: list[tuple[int, int, float]] = []
    for bucket in found:
        padding = bucket.columns == 31
        assert np.all(bucket.values[padding] == 0)
        assert not padding[0].any(), "the first row of a bucket is the longest"
        numbers = np.arange(bucket.rows.start, bucket.rows.stop)[:, None] + 0 * bucket.columns
        kept = (numbers[~padding], bucket.columns[~padding], bucket.values[~padding])
        seen.extend(zip(*(part.tolist() for part in kept), strict=True))
    everything = zip(order[rows].tolist(), columns.tolist(), values.tolist(), strict=True)
    assert sorted(seen) == sorted(everything)


def test_features_are_singular_vectors_of_the_pattern() -> None:
    generator = np.random.default_rng(2)
    taste, kind = generator.integers(0, 3, 60), generator.integers(0, 3, 50)
    seen = generator.random((60, 50)) < np.where(taste[:, None] == kind, 0.7, 0.15)
    people, items = np.nonzero(seen)
    of_people, of_items = pattern.pattern_features(people, items, (60, 50), 2, generator)
    rows, columns = seen.sum(axis=1), seen.sum(axis=0)
    scaled = seen / np.sqrt(np.outer(rows + rows.mean(), columns + columns.mean()))
    u, values, vt = scipy.linalg.svd(scaled)

    for features, vectors, counts in (
        (of_people, u[:, :2] * values[:2], rows),
        (of_items, vt[:2].T * values[:2], columns),
    ):
        assert np.all(features[:, 0] == 1)
        assert abs(np.corrcoef(features[:, 1], np.log1p(counts))[0, 1]) == pytest.approx(1)
        assert features[:, 1].std() == pytest.approx(1)
        assert np.allclose(features[:, 1:].mean(axis=0), 0, atol=1e-12)
        expected = vectors - vectors.mean(axis=0)
        expected /= expected.std(axis=0).max()
        assert np.allclose(np.abs(features[:, 2:]), np.abs(expected), atol=1e-3)


def test_who_has_one_rating_of_something_obscure_is_near_the_middle() -> None:
    """Fifty such pairs, apart from all others, say nothing of what goes with what."""
    generator = np.random.default_rng(6)
    taste, kind = generator.integers(0, 3, 60), generator.integers(0, 3, 50)
    seen = generator.random((60, 50)) < np.where(taste[:, None] == kind, 0.7, 0.15)
    people, items = np.nonzero(seen)
    pairs = np.arange(50)
    people, items = np.append(people, pairs + 60), np.append(items, pairs + 50)
    features = pattern.pattern_features(people, items, (110, 100), 4, generator)

    for side, known in zip(features, (60, 50), strict=True):
        vectors = side[:, 2:]
        lengths = np.linalg.norm(vectors - vectors[-1], axis=1)
        assert lengths[known:].max() < 0.1 * lengths[:known].mean()


def test_a_belief_is_drawn_around_what_made_the_rows() -> None:
    """The mean of many draws is the posterior mean, which many rows bring near to the truth."""
    generator = np.random.default_rng(3)
    features = np.column_stack([np.ones(4000), generator.normal(size=4000)])
    weights = np.array([[1.0, -2.0], [0.5, 0.0]])
    covariance = np.array([[1.0, 0.6], [0.6, 2.0]])
    rows = features @ weights + generator.multivariate_normal([0, 0], covariance, 4000)
    regression = priors.Regression(features, 1.0)
    draws = [regression.draw(rows, generator) for _ in range(400)]

    assert np.allclose(np.mean([d.weights for d in draws], axis=0), weights, atol=0.08)
    found = np.linalg.inv(np.mean([d.precision for d in draws], axis=0))
    assert np.allclose(found, covariance, atol=0.15)
    # How far the weights stray: G⁻¹ ⊗ covariance, matrix normal.
    strays = np.std([d.weights for d in draws], axis=0)
    expected = np.sqrt(np.outer(np.diag(np.linalg.inv(features.T @ features)), np.diag(covariance)))
    assert np.allclose(strays, expected, rtol=0.15)


@pytest.mark.parametrize("shape", [2.0, 30.0])
def test_the_shape_of_a_gamma_distribution_is_found(shape: float) -> None:
    generator = np.random.default_rng(4)
    precisions = generator.gamma(shape, 3.0 / shape, size=3000)
    drawn = [priors.draw_shape(precisions, 3.0, generator) for _ in range(50)]

    assert np.mean(drawn) == pytest.approx(shape, rel=0.2)


def test_the_noise_of_rows_is_found() -> None:
    """One person in two is four times as noisy as the others, and is seen to be."""
    generator = np.random.default_rng(5)
    noise = np.where(np.arange(120) % 2, 0.25, 1.0)
    table = generator.normal(size=(120, 1)) * 0.5 + generator.normal(size=90) * 0.5
    table += noise[:, None] * generator.normal(size=table.shape)
    i, j = (part.ravel() for part in np.indices(table.shape))
    values = (table / table.std()).ravel().astype(np.float32)
    people = gibbs.Rows(
        buckets.buckets(i, j, values, (120, 90)), np.full(120, 90.0), np.ones((120, 1))
    )
    items = gibbs.Rows(
        buckets.buckets(j, i, values, (90, 120)), np.full(90, 120.0), np.ones((90, 1))
    )
    draws = gibbs.sample(people, items, 2, row_noise=True, generator=generator)
    kept = [next(draws) for _ in range(60)][20:]
    precision = np.mean([draw.people_noise for draw in kept], axis=0)
    common = np.mean([draw.items_noise for draw in kept])
    found = table.std() / np.sqrt(precision * common)

    assert np.allclose(found, noise, rtol=0.3)
