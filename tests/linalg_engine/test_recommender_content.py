"""Features of items: what they say where ratings are few, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from linalg_engine import recommender
from linalg_engine.errors import InputError
from linalg_engine.recommender import content, fitting, fold_in

Doubles = NDArray[np.float64]


def two_kinds(people: int, items: int, share: float, seed: int) -> tuple[Any, ...]:
    """Return ratings of two kinds of items, which people like more or less, and the kinds."""
    generator = np.random.default_rng(seed)
    kind = generator.integers(0, 2, items)
    likes = generator.normal(size=people)
    table = 3.5 + np.outer(likes, 2 * kind - 1) + 0.3 * generator.normal(size=(people, items))
    i, j = np.nonzero(generator.random(table.shape) < share)
    return i, j, table[i, j], kind


@pytest.mark.parametrize(("people", "items"), [(30, 40), (90, 100)])
def test_an_item_with_one_rating_is_taken_for_one_of_its_kind(people: int, items: int) -> None:
    i, j, stars, kind = two_kinds(people, items, 0.4, seed=items)
    fresh = j >= items - 20
    first = np.zeros(len(j), dtype=np.bool_)
    first[np.unique(j, return_index=True)[1]] = True
    seen = ~fresh | first
    learned = i[seen], j[seen], stars[seen]
    errors: list[float] = []
    for features in (None, kind[np.unique(j), None]):
        space = recommender.fit(*learned, features=features, samples=20)
        strays: list[float] = []
        for person in np.unique(i[~seen]):
            mine, asked = seen & (i == person), ~seen & (i == person)
            folded = fold_in(space, j[mine], stars[mine])
            strays.extend(folded.predict(j[asked]) - stars[asked])
        errors.append(float(np.std(strays)))

    assert errors[1] < 0.75 * errors[0]
    assert errors[1] < 0.6, "the noise alone is 0.3"


def test_units_do_not_matter() -> None:
    i, j, stars, kind = two_kinds(20, 15, 0.6, seed=1)
    features = np.column_stack([kind, np.arange(15)]).astype(float)
    one, other = (
        recommender.fit(i, j, stars, features=table, samples=5)
        for table in (features, features * [100, 0.25] + [3, -7])
    )

    # Rounding alone tells the two apart; a chain of five draws does not yet spread it.
    assert np.allclose(one.factors, other.factors, atol=1e-3)


tables = arrays(
    np.float64,
    st.tuples(st.integers(1, 12), st.integers(0, 4)),
    elements=st.floats(-1e6, 1e6) | st.just(np.nan),
)


@given(tables)
def test_features_are_standardized_and_the_unknown_are_average(table: Doubles) -> None:
    found = content.standardized(table, len(table))

    assert found.shape == table.shape
    assert np.all(found[np.isnan(table)] == 0)
    for column, known in zip(found.T, ~np.isnan(table.T), strict=True):
        kept = column[known]
        if np.any(kept):
            assert np.mean(kept) == pytest.approx(0, abs=1e-3)
            assert np.mean(kept**2) == pytest.approx(1)


def test_a_constant_column_says_nothing() -> None:
    table = np.column_stack([np.full(7, 0.1), np.full(7, np.nan), np.arange(7)])

    assert np.allclose(content.standardized(table, 7), np.outer(np.arange(-3, 4) / 2, [0, 0, 1]))


def test_a_profile_is_the_mean_of_what_was_rated_and_of_five_average_items() -> None:
    table = np.array([[1.0, 0.0], [-2.0, 3.0], [1.0, -3.0]])
    found = content.profiles(table, np.array([0, 0, 2]), np.array([1, 2, 0]), 3)

    assert np.allclose(found, [[-1 / 7, 0], [0, 0], [1 / 6, 0]])


def test_people_and_items_are_known_by_what_the_items_are() -> None:
    i, j, stars, kind = two_kinds(90, 100, 0.4, seed=3)
    ratings = fitting.checked(i + 5, 2 * j, stars, features=kind[:, None])
    generator = np.random.default_rng(0)

    people, items = fitting.prior_features(ratings, fitting.course_of(ratings), generator)

    table = content.standardized(kind[:, None], 100)
    assert np.array_equal(items[:, -1], table[:, 0])
    assert np.array_equal(people[:, -1], content.profiles(table, i, j, 90)[:, 0])


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([[1.0], [2.0]], r"each of the 3 rated items.*the shape is \(2, 1\)"),
        ([1.0, 2.0, 3.0], r"the shape is \(3,\)"),
        (np.zeros((3, 101)), "up to 100 columns"),
        ([[1], [2], ["Drama"]], "table of numbers"),
        ([[1], [2, 3], [4]], "table of numbers"),
        ([[1], [2], [1j]], "table of numbers"),
        (np.array([[1], [2], [1j]]), "table of numbers"),
        ([["1"], ["2"], ["3"]], "table of numbers"),
        ([[1], [2], [10**400]], "table of numbers"),
        ([[1], [2], [np.inf]], "between −1,000,000 and"),
        ([[1], [2], [2e6]], "between −1,000,000 and"),
    ],
)
def test_features_that_do_not_fit_are_refused_in_words(features: Any, words: str) -> None:
    with pytest.raises(InputError, match=words):
        recommender.fit([0, 0, 1], [4, 7, 9], [3.0, 4.0, 5.0], features=features)
