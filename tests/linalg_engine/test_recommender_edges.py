"""The recommender on tables that are tiny, odd, too large, or no tables at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine import recommender
from linalg_engine.errors import InputError
from linalg_engine.recommender import ItemSpace, fitting, fold_in
from linalg_engine.recommender.summary import summarize
from tests.examples import examples

ratings = st.lists(
    st.tuples(st.integers(-3, 3), st.integers(-(2**40), 2**40), st.integers(1, 10)), min_size=1
)


@examples(0.15)
@given(ratings, st.integers(1, 4))
def test_anything_that_is_a_table_is_learned_from(
    table: list[tuple[int, int, int]], rank: int
) -> None:
    people, items, stars = (np.array(column) for column in zip(*table, strict=True))
    space = recommender.fit(people, items, stars / 2, rank=rank, samples=5)

    for mean, std in (
        fold_in(space, [], []).predict_with_std(),
        fold_in(space, items[:1], stars[:1] / 2).predict_with_std(),
        fold_in(space, *_last_ratings(items, stars / 2)).predict_with_std(),
    ):
        assert np.all((stars.min() / 2 <= mean) & (mean <= stars.max() / 2))
        assert np.all((std > 0) & (std < 20))


def _last_ratings(items: NDArray[Any], stars: NDArray[Any]) -> tuple[Any, Any]:
    """Return one rating of every item."""
    given = dict(zip(items.tolist(), stars.tolist(), strict=True))
    return list(given), list(given.values())


@pytest.mark.parametrize(
    ("people", "items", "stars"),
    [
        ([1], [1], [4.0]),
        ([1] * 6, range(6), [1, 5, 2, 4, 3, 3]),
        (range(6), [1] * 6, [1, 5, 2, 4, 3, 3]),
        ([1, 1, 2, 2], [1, 2, 1, 2], [3, 3, 3, 3]),
    ],
)
def test_the_least_tables_get_modest_answers(people: Any, items: Any, stars: Any) -> None:
    space = recommender.fit(people, items, stars, scale=(0.5, 5))
    who, what, given = (np.asarray(column) for column in (people, items, stars))
    found = [
        fold_in(space, what[who == person], given[who == person]).predict_with_std()
        for person in np.unique(who)
    ]
    mean, std = np.array(found).transpose(1, 0, 2)

    assert np.all(np.abs(mean - np.mean(stars)) <= np.ptp(stars) + 0.5)
    assert np.all((std > 0.3) & (std < 3.5))


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (([], [], []), {}, "no ratings"),
        (([1, 2], [1], [3, 4]), {}, r"same length.*\(2,\), \(1,\) and \(2,\)"),
        (([[1]], [[1]], [[3]]), {}, "three lists"),
        (([1], [1], [np.nan]), {}, "Each rating must be a number"),
        (([1], [1], [np.inf]), {}, "Each rating must be a number"),
        (([1], [1], [1e300]), {}, "Each rating must be a number"),
        (([1], [1], ["four"]), {}, "ratings must be numbers"),
        (([1.5], [1], [3]), {}, "whole numbers"),
        (([1], ["a"], [3]), {}, "whole numbers"),
        (([1], [1], [3]), {"rank": 0}, "rank must be"),
        (([1], [1], [3]), {"rank": 51}, "rank must be"),
        (([1], [1], [3]), {"samples": 1}, "number of samples"),
        (([1], [1], [3]), {"scale": (4, 5)}, "go from 3 to 3, which the scale from 4 to 5"),
    ],
)
def test_what_cannot_be_learned_from_is_said_in_words(
    arguments: Any, options: Any, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        recommender.fit(*arguments, **options)


@pytest.mark.parametrize(("cells", "kept"), [(1 << 24, 24), (16 * 12, 12), (1, 8)])
def test_of_many_items_fewer_draws_are_kept(
    monkeypatch: pytest.MonkeyPatch, cells: int, kept: int
) -> None:
    counted: list[int] = []

    def count(draws: Iterable[Any], **known: Any) -> ItemSpace:
        gathered = list(draws)
        counted.append(len(gathered))
        return summarize(gathered, **known)

    monkeypatch.setattr(fitting, "KEPT_CELLS", cells)
    monkeypatch.setattr(fitting, "summarize", count)
    monkeypatch.setattr(fitting, "FEWEST_KEPT", 8)

    # Four items, and of each the two factors, the bias and the noise: 16 numbers a draw.
    recommender.fit([0, 0, 0, 0, 1], [1, 2, 3, 4, 1], [1, 2, 3, 4, 5], rank=2, samples=24)

    assert counted == [kept]


def test_tables_that_would_take_minutes_are_refused_at_once() -> None:
    many = np.zeros(fitting.MOST_RATINGS + 1, dtype=np.int8)
    with pytest.raises(InputError, match=r"At most 2,000,000 ratings.*; these are 2,000,001"):
        recommender.fit(many, many, many)
    rows = np.arange(fitting.MOST_ROWS + 1)
    with pytest.raises(InputError, match="At most 300,000 people"):
        recommender.fit(rows, rows, rows % 5)
