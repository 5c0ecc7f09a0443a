"""What is suggested to a person, in which order, and what a like without stars counts as."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine import recommender
from linalg_engine.errors import InputError
from linalg_engine.recommender import ItemSpace, fold_in, likes, posterior, watching
from linalg_engine.recommender.ranking import EXPONENTS
from tests.examples import examples

Doubles = NDArray[np.float64]

KINDS = 2
ITEMS = 24


@pytest.fixture(scope="module")
def space() -> ItemSpace:
    """Two kinds of items by turns; each person mostly rates one kind, and likes it better."""
    generator = np.random.default_rng(1)
    kind_of_item, kind_of_person = np.arange(ITEMS) % KINDS, np.arange(60) % KINDS
    same = kind_of_person[:, None] == kind_of_item
    # Later items are rated by few.
    seen = generator.random(same.shape) < np.where(same, 0.8, 0.25) * np.linspace(1, 0.3, ITEMS)
    stars = np.where(same, 4.3, 2.2) + 0.6 * generator.normal(size=same.shape)
    people, items = np.nonzero(seen)
    values = np.clip(np.rint(2 * stars[seen]) / 2, 0.5, 5)
    return recommender.fit(people, items, values, scale=(0.5, 5.0), samples=30)


# Who rates what


def test_chances_are_those_of_a_ridge_regression_on_all_other_columns() -> None:
    generator = np.random.default_rng(2)
    seen = generator.random((12, 7)) < 0.5
    people, items = np.nonzero(seen)
    found = watching.learn(people, items, seen.shape, np.eye(12))
    ridge = len(seen) / watching.PEOPLE_A_RIDGE
    away = seen - seen.mean(axis=0)

    for j in range(7):
        others = np.delete(np.arange(7), j)
        inner = away[:, others].T @ away[:, others] + ridge * np.eye(6)
        expected = np.linalg.solve(inner, away[:, others].T @ away[:, j])
        rows = found.rows.astype(float)
        coefficients = found.into[others] * found.out[j] * (rows[others] @ rows[j])
        assert np.allclose(coefficients, expected, atol=1e-6)
    assert np.allclose(found.share, seen.mean(axis=0))


def test_directions_count_and_not_their_lengths() -> None:
    generator = np.random.default_rng(3)
    people, items = np.nonzero(generator.random((30, 9)) < 0.4)
    directions = generator.normal(size=(30, 3))
    mixed = np.column_stack([directions @ generator.normal(size=(3, 3)) * 5, np.zeros(30)])
    tables: list[Any] = []
    for features in (directions, mixed):
        found = watching.learn(people, items, (30, 9), features)
        tables.append(np.outer(found.into, found.out) * (found.rows @ found.rows.T))

    assert np.allclose(tables[0], tables[1], atol=1e-6)


def test_without_ratings_a_chance_is_the_share_of_people(space: ItemSpace) -> None:
    assert np.array_equal(fold_in(space, [], []).ranking().chance, space.counts / 60)


def test_what_ones_kind_rates_is_likelier(space: ItemSpace) -> None:
    before = fold_in(space, [], []).ranking().chance
    for kind in range(KINDS):
        rated = np.array([kind, kind + KINDS])
        after = fold_in(space, rated, [3.0, 3.0]).ranking().chance
        own = np.setdiff1d(np.arange(ITEMS)[kind::KINDS], rated)
        changed = after / before
        assert np.mean(changed[own]) > 2 * np.mean(changed[1 - kind :: KINDS])


# The order


def test_items_are_in_the_order_of_the_product(space: ItemSpace) -> None:
    person = fold_in(space, [0, 1], [5.0, 1.0])
    for balance, powers in EXPONENTS.items():
        found = person.ranking(balance)
        product = found.good**powers.good * found.great**powers.great
        product *= found.chance**powers.chance * (space.counts / 60) ** powers.share
        expected = [k for k in np.argsort(-product) if k not in (0, 1)]

        assert found.order.tolist() == expected


def test_good_is_the_chance_of_four_stars_or_more_and_great_that_of_five(
    space: ItemSpace,
) -> None:
    """Half stars are given: from 3.75 on it is 4, and from 4.75 on 5."""
    person = fold_in(space, [0, 1], [4.0, 2.0])
    found = person.ranking()
    inside = (found.mean > 0.5) & (found.mean < 5)

    good, great = (scipy.stats.norm.sf(least, found.mean, found.std) for least in (3.75, 4.75))
    assert inside.sum() > 15
    assert np.allclose(found.good[inside], good[inside])
    assert np.allclose(found.great[inside], great[inside])
    assert np.all(person.ranking(good=3.0).good > found.good)


def test_the_less_sure_of_two_items_comes_later(space: ItemSpace) -> None:
    """Two items that are alike but for what is known of them."""
    person = fold_in(space, [1], [5.0])
    place = 3
    unsure = replace(
        space, uncertainty=space.uncertainty + np.float32(0.5) * (np.arange(ITEMS) == 5)[:, None]
    )
    for name in ("factors", "item_bias", "noise", "watch_share", "watch_rows", "watch_out"):
        table = getattr(space, name).copy()
        table[5] = table[place]
        unsure = replace(unsure, **{name: table})
    found = fold_in(unsure, [1], [5.0]).ranking()

    assert person.ranking().mean[place] > 3.75
    assert found.mean[5] == pytest.approx(found.mean[place], abs=1e-9)
    order = found.order.tolist()
    assert order.index(place) < order.index(5)


def test_each_balance_does_what_it_says(space: ItemSpace) -> None:
    people = [fold_in(space, [item], [5.0]) for item in range(8)]
    first = {b: [(p.ranking(b), p.ranking(b).order[:5]) for p in people] for b in EXPONENTS}
    known = {b: np.mean([space.counts[five] for _, five in first[b]]) for b in EXPONENTS}
    good = {b: np.mean([found.good[five] for found, five in first[b]]) for b in EXPONENTS}

    assert known["gems"] < known["default"]
    assert good["surest"] > good["default"]
    great, chance = (
        {b: np.mean([getattr(found, of)[five] for found, five in first[b]]) for b in EXPONENTS}
        for of in ("great", "chance")
    )
    assert great["boldest"] > max(great["default"], great["surest"])
    assert chance["boldest"] < min(chance["default"], chance["surest"])


def test_a_balance_that_is_not_there_is_said_in_words(space: ItemSpace) -> None:
    wrong: Any = "wildest"
    with pytest.raises(InputError, match="no balance “wildest”: choose one of default, surest"):
        fold_in(space, [], []).ranking(wrong)


# Likes


@pytest.mark.parametrize("expected", [-3.0, 2.0, 3.75, 4.9])
@pytest.mark.parametrize("deviation", [0.3, 1.0])
def test_a_like_is_worth_the_mean_beyond_a_bound(expected: float, deviation: float) -> None:
    below = (2.25 - expected) / deviation
    above = (3.75 - expected) / deviation
    cut = [
        scipy.stats.truncnorm.mean(above, np.inf, expected, deviation),
        scipy.stats.truncnorm.mean(-np.inf, below, expected, deviation),
    ]
    two = np.full(2, expected), np.full(2, deviation)
    assert likes.stars_meant(*two, np.array([1.0, -1.0])) == pytest.approx(cut, abs=1e-6)


def test_a_like_says_nothing_of_generosity(space: ItemSpace) -> None:
    person = fold_in(space, [], [], likes=[0, 2, 4], dislikes=[1])
    rated = fold_in(space, [0, 2, 4, 1], [5.0, 5.0, 5.0, 1.0])

    assert person.generosity == 0
    assert person.reasons(6).generosity == 0
    assert rated.generosity == pytest.approx(rated.user_bias)
    assert np.all(person.design[:, -1] == 0)
    assert np.all(person.stars[:3] >= 3.75)
    assert person.stars[3] <= 2.25
    assert person.predict([6])[0] > space.averages[6]
    assert person.predict([7])[0] < space.averages[7]


said = st.dictionaries(
    st.integers(0, ITEMS - 1),
    st.one_of(st.sampled_from(["like", "dislike"]), st.integers(1, 10).map(lambda n: n / 2)),
    max_size=8,
)


def heard(space: ItemSpace, opinions: dict[int, Any]) -> recommender.Person:
    """Return the person who says this of items: stars, "like" or "dislike"."""
    rated = {item: stars for item, stars in opinions.items() if not isinstance(stars, str)}
    return fold_in(
        space,
        list(rated),
        list(rated.values()),
        likes=[item for item, word in opinions.items() if word == "like"],
        dislikes=[item for item, word in opinions.items() if word == "dislike"],
    )


@examples(0.5)
@given(said, st.integers(0, ITEMS - 1))
def test_whatever_is_said_the_parts_add_up_and_intervals_stay_inside(
    space: ItemSpace, opinions: dict[int, Any], item: int
) -> None:
    person = heard(space, opinions)
    found, reasons = person.ranking(), person.reasons(item)
    parts = reasons.average + reasons.generosity + reasons.contributions.sum()

    assert np.clip(parts, 0.5, 5) == pytest.approx(found.mean[item], abs=1e-9)
    assert np.all((found.low >= 0.5) & (found.low <= found.mean))
    assert np.all((found.high <= 5) & (found.high >= found.mean))
    for chance in (found.good, found.great, found.chance):
        assert np.all((chance >= 0) & (chance <= 1))
    assert sorted([*found.order, *opinions]) == list(range(ITEMS))


@examples(0.5)
@given(said, st.randoms())
def test_the_order_of_what_is_said_does_not_matter(
    space: ItemSpace, opinions: dict[int, Any], order: Any
) -> None:
    shuffled = list(opinions.items())
    order.shuffle(shuffled)

    one, other = heard(space, opinions), heard(space, dict(shuffled))
    assert np.allclose(one.solution, other.solution, atol=1e-9)
    assert one.own_noise == pytest.approx(other.own_noise)


@examples(0.5)
@given(said, st.integers(0, ITEMS - 1))
def test_a_like_never_lowers_what_it_is_of(
    space: ItemSpace, opinions: dict[int, Any], item: int
) -> None:
    opinions = {other: word for other, word in opinions.items() if other != item}
    neutral = heard(space, opinions)
    row = space.factors[item]
    for word, sign in (("like", 1), ("dislike", -1)):
        person = heard(space, {**opinions, item: word})
        assert sign * (row @ person.taste - row @ neutral.taste) > -0.005


def test_more_likes_of_a_kind_raise_that_kind(space: ItemSpace) -> None:
    of_kind = [np.mean(fold_in(space, [], []).predict(range(10, ITEMS, 2)))]
    for count in range(1, 5):
        person = fold_in(space, [], [], likes=range(0, 2 * count, 2))
        of_kind.append(np.mean(person.predict(range(10, ITEMS, 2))))

    assert np.all(np.diff(of_kind) > 0)


# A person's own noise


def test_a_noisy_person_is_found_to_be_noisy(space: ItemSpace) -> None:
    """Of 24 stars around what is expected, with twice the usual noise or half of it."""
    differing = replace(space, noise_shape=3.0)
    for factor in (0.5, 2.0):
        found: list[float] = []
        for seed in range(12):
            noise = np.random.default_rng(seed).normal(size=ITEMS) * np.sqrt(space.noise)
            stars = np.clip(space.averages + factor * noise, 0.5, 5)
            found.append(fold_in(differing, range(ITEMS), stars).own_noise)
        assert np.sqrt(np.mean(found)) == pytest.approx(factor, rel=0.35)
    assert fold_in(differing, [], []).own_noise == pytest.approx(2 / 3)
    assert fold_in(differing, [], [], likes=[1, 2, 3]).own_noise == pytest.approx(2 / 3)
    assert fold_in(space, [0, 1], [1.0, 5.0]).own_noise == 1, "on a small set all are alike"


def test_more_turns_hardly_change_what_is_found(
    space: ItemSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    differing = replace(space, noise_shape=3.0)

    def asked() -> recommender.Person:
        return fold_in(differing, [0, 5, 9], [5.0, 1.5, 4.0], likes=[2, 4], dislikes=[3])

    before = asked()
    monkeypatch.setattr(posterior, "STEPS", 200)
    after = asked()
    assert np.allclose(before.predict(), after.predict(), atol=0.005)
    assert before.own_noise == pytest.approx(after.own_noise, abs=0.005)


# Alike


def test_alike_is_half_taste_and_half_company(space: ItemSpace) -> None:
    many = replace(space, counts=space.counts * 100)
    unit = [
        rows / np.linalg.norm(rows, axis=1, keepdims=True)
        for rows in (space.factors, space.watch_rows)
    ]
    taste, company = (rows @ rows[4] for rows in unit)
    company = company * many.counts / (many.counts + 2)
    expected = (taste + company) / 2
    found = many.alike(4, 30)

    assert [a.item for a in found] == [k for k in np.argsort(-expected) if k != 4]
    assert [a.similarity for a in found] == pytest.approx([expected[a.item] for a in found])
    assert [a.taste for a in found] == pytest.approx([taste[a.item] for a in found])
    assert [a.company for a in found] == pytest.approx([company[a.item] for a in found], abs=1e-6)


def test_on_a_small_set_alike_is_taste_alone(space: ItemSpace) -> None:
    found, near = space.alike(4), space.neighbours(4)

    assert [(a.item, a.similarity) for a in found] == [(n.item, n.similarity) for n in near]
    assert all(a.company is None and a.taste == a.similarity for a in found)
    with pytest.raises(InputError, match="Nobody has rated the item 99"):
        space.alike(99)
