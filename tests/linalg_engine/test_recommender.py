"""The recommender: what it learns, what it says of its doubts, and that its reasons add up."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import scipy.linalg
from numpy.typing import NDArray

from bot import catalogue
from linalg_engine import recommender
from linalg_engine.errors import InputError
from linalg_engine.recommender import ItemSpace, fitting, fold_in
from linalg_engine.recommender.item_space import Metric

Doubles = NDArray[np.float64]
FAMILY = ("Shrek", "Toy Story", "Finding Nemo")
DARK = ("Seven", "Fight Club")
DEMO_SCALE = (0.5, 5.0)


@dataclass(frozen=True)
class World:
    """Ratings whose making is known, some of them held out."""

    people: NDArray[np.intp]
    items: NDArray[np.intp]
    truth: Doubles
    stars: Doubles
    held_out: NDArray[np.bool_]

    def fit(self, **options: Any) -> ItemSpace:
        seen = ~self.held_out
        return recommender.fit(self.people[seen], self.items[seen], self.stars[seen], **options)

    def predict_with_std(self, space: ItemSpace) -> tuple[Doubles, Doubles]:
        """Predict what is held out, each person's from what is not."""
        columns = self.people, self.items, self.stars
        found = predicted(space, [c[~self.held_out] for c in columns], self.pairs())
        return found[0], found[1]

    def pairs(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        return self.people[self.held_out], self.items[self.held_out]


def predicted(space: ItemSpace, known: Sequence[Any], asked: tuple[Any, Any]) -> Doubles:
    """Return mean and deviation of pairs asked for, shape (2, pairs)."""
    found = np.zeros((2, len(asked[0])))
    for person in np.unique(asked[0]):
        mine, pairs = known[0] == person, asked[0] == person
        folded = fold_in(space, known[1][mine], known[2][mine])
        found[:, pairs] = folded.predict_with_std(asked[1][pairs])
    return found


def world(people: int, items: int, share: float, noise: float = 0.5) -> World:
    """Return ratings made of biases, two tastes and noise."""
    generator = np.random.default_rng(people)
    tastes, traits = generator.normal(size=(people, 2)), generator.normal(size=(items, 2))
    table = 3 + tastes @ traits.T * 0.6
    table += 0.4 * generator.normal(size=(people, 1)) + 0.5 * generator.normal(size=items)
    i, j = np.nonzero(generator.random(table.shape) < share)
    truth = table[i, j]
    stars = truth + noise * generator.normal(size=truth.shape)
    return World(i, j, truth, stars, generator.random(len(i)) < 0.2)


def rms(errors: Doubles) -> float:
    return float(np.sqrt(np.mean(errors**2)))


def bias_predictions(
    people: NDArray[np.intp], items: NDArray[np.intp], stars: Doubles
) -> tuple[float, Doubles, Doubles]:
    """Return mean and damped biases, by turns, as in Koren's baseline with a penalty of 3."""
    mean = float(stars.mean())
    b, c = np.zeros(people.max() + 1), np.zeros(items.max() + 1)
    for _ in range(20):
        rest = np.bincount(people, stars - mean - c[items], len(b))
        b = rest / (np.bincount(people, minlength=len(b)) + 3)
        rest = np.bincount(items, stars - mean - b[people], len(c))
        c = rest / (np.bincount(items, minlength=len(c)) + 3)
    return mean, b, c


@pytest.fixture(scope="module")
def large() -> tuple[World, ItemSpace]:
    made = world(150, 110, 0.4)
    return made, made.fit()


@pytest.fixture(scope="module")
def demo() -> tuple[catalogue.Catalogue, ItemSpace]:
    films, given = catalogue.demo()
    return films, recommender.fit(given.people, given.items, given.stars, scale=DEMO_SCALE)


# What it learns


def test_a_large_table_is_recovered(large: tuple[World, ItemSpace]) -> None:
    made, space = large
    mean, _ = made.predict_with_std(space)

    assert space.rank > fitting.SMALL.rank
    assert rms(mean - made.truth[made.held_out]) < 0.25
    assert rms(mean - made.stars[made.held_out]) < 0.58, "the noise alone is 0.5"


@pytest.mark.parametrize(
    ("people", "items", "share", "rank"),
    [(700, 500, 0.01, 4), (300, 200, 0.09, 13), (300, 90, 0.6, 16)],
)
def test_the_fuller_side_of_a_large_table_decides_how_many_factors(
    people: int, items: int, share: float, rank: int
) -> None:
    made = world(people, items, share)

    space = recommender.fit(made.people, made.items, made.stars, samples=10)

    assert space.rank == rank


def test_a_small_table_is_recovered() -> None:
    made = world(30, 40, 0.6, noise=0.3)
    space = made.fit()
    mean, _ = made.predict_with_std(space)
    plain = np.full(len(mean), made.stars[~made.held_out].mean())

    assert space.rank == fitting.SMALL.rank
    assert rms(mean - made.truth[made.held_out]) < 0.3
    assert rms(plain - made.truth[made.held_out]) > 0.9


def test_the_demo_set_is_predicted_better_than_by_biases() -> None:
    _, given = catalogue.demo()
    people, items, stars = map(np.asarray, (given.people, given.items, given.stars))
    ours: list[float] = []
    theirs: list[float] = []
    for seed in range(5):
        held_out = np.random.default_rng(seed).random(len(stars)) < 0.2
        seen = ~held_out
        learned = people[seen], items[seen], stars[seen]
        mean, b, c = bias_predictions(*learned)
        i, j, hidden = people[held_out], items[held_out], stars[held_out]
        space = recommender.fit(*learned, scale=DEMO_SCALE)
        ours.append(rms(predicted(space, learned, (i, j))[0] - hidden))
        theirs.append(rms(np.clip(mean + b[i] + c[j], *DEMO_SCALE) - hidden))

    assert np.mean(ours) < 0.97 * np.mean(theirs)
    assert all(a < 0.97 * b for a, b in zip(ours, theirs, strict=True))


@pytest.mark.parametrize(
    ("loved", "loathed", "expected", "unexpected"),
    [(FAMILY, DARK, "Children", "Thriller"), (DARK, FAMILY, "Thriller", "Children")],
)
def test_suggestions_suit_the_taste(
    demo: tuple[catalogue.Catalogue, ItemSpace],
    loved: tuple[str, ...],
    loathed: tuple[str, ...],
    expected: str,
    unexpected: str,
) -> None:
    films, space = demo
    rated = [places(films, title) for title in (*loved, *loathed)]
    person = fold_in(space, rated, [5.0] * len(loved) + [1.0] * len(loathed))
    # Several are expected beyond the end of the scale, where `predict` makes them equal.
    mean = space.averages + space.factors @ person.taste
    best = [films.films[k] for k in np.argsort(-mean) if k not in rated][:10]

    # Of the films that are not rated, one in ten is for children, one in five a thriller.
    assert sum(expected in film.genres for film in best) >= 4, [film.title for film in best]
    assert not any(unexpected in film.genres for film in best)


def places(films: catalogue.Catalogue, title: str) -> int:
    (film,) = films.find(title)
    place = films.place(film.id)
    assert place is not None
    return place


def test_neighbours_in_the_demo_set_are_of_the_same_kind(
    demo: tuple[catalogue.Catalogue, ItemSpace],
) -> None:
    films, space = demo
    for title, genre in [
        ("Toy Story", "Children"),
        ("Star Wars", "Adventure"),
        ("Seven", "Thriller"),
        ("Notting Hill", "Romance"),
        ("Stalker", "Drama"),
    ]:
        near = space.neighbours(places(films, title), count=4)
        shared = sum(genre in films.films[n.item].genres for n in near)
        assert shared >= 3, (title, [films.films[n.item].title for n in near])


# What it says of its doubts


def test_the_stated_deviation_covers_two_thirds_of_the_errors(
    large: tuple[World, ItemSpace],
) -> None:
    small = world(36, 40, 0.7)
    for made, space in (large, (small, small.fit())):
        mean, std = made.predict_with_std(space)
        inside = np.abs(made.stars[made.held_out] - mean) < std
        assert abs(np.mean(inside) - 0.68) < 0.05


def test_new_people_are_covered_as_well() -> None:
    made = world(260, 90, 0.5)
    seen = made.people < 120
    space = recommender.fit(made.people[seen], made.items[seen], made.stars[seen])
    inside: list[Any] = []
    for person in range(120, 260):
        mine = np.flatnonzero(made.people == person)
        folded = fold_in(space, made.items[mine[:8]], np.clip(made.stars[mine[:8]], *space.scale))
        mean, std = folded.predict_with_std(made.items[mine[8:]])
        inside.extend(np.abs(made.stars[mine[8:]] - mean) < std)

    assert abs(np.mean(inside) - 0.68) < 0.05


def test_new_people_are_less_certain_and_expected_to_be_average(
    large: tuple[World, ItemSpace],
) -> None:
    made, space = large
    _, std = made.predict_with_std(space)
    _, j = made.pairs()
    new_person, std_person = fold_in(space, [], []).predict_with_std(j)

    assert std.mean() < std_person.mean()
    qualities = np.bincount(j, made.truth[made.held_out]) / np.bincount(j)
    assert np.corrcoef(new_person, qualities[j])[0, 1] > 0.8


def test_more_ratings_make_a_person_more_certain(
    demo: tuple[catalogue.Catalogue, ItemSpace],
) -> None:
    _, space = demo
    counts = (0, 1, 5, 20, 40)
    spreads = [
        float(np.mean(fold_in(space, range(n), [4.0] * n).predict_with_std()[1])) for n in counts
    ]

    assert spreads == sorted(spreads, reverse=True)


# New people


def test_folding_in_agrees_with_fitting_anew() -> None:
    made = world(160, 100, 0.4)
    new = made.people >= 140
    few = new & (np.random.default_rng(0).random(len(new)) < 0.5)
    seen, asked = ~new | few, new & ~few
    scale = (float(made.stars.min()), float(made.stars.max()))
    space = recommender.fit(made.people[~new], made.items[~new], made.stars[~new], scale=scale)
    columns = made.people, made.items, made.stars
    pairs = made.people[asked], made.items[asked]

    folded = predicted(space, [c[few] for c in columns], pairs)[0]
    refitted = fitting.checked(*(c[seen] for c in columns))
    i, j = (
        np.searchsorted(ids, wanted)
        for ids, wanted in zip((refitted.people_ids, refitted.item_ids), pairs, strict=True)
    )
    course, generator = fitting.course_of(refitted), np.random.default_rng(0)
    known = fitting.prior_features(refitted, course, generator)
    drawn = [
        np.sum(draw.people[i, :-1] * draw.items[j, :-1], axis=1)
        + draw.people[i, -1]
        + draw.items[j, -1]
        for draw in fitting.draws(refitted, course, known, generator)
    ]

    fitted = refitted.mean + np.mean(drawn, axis=0)
    assert np.corrcoef(folded, fitted)[0, 1] > 0.95
    assert rms(folded - fitted) < 0.2


def test_reasons_add_up_to_the_prediction(demo: tuple[catalogue.Catalogue, ItemSpace]) -> None:
    _, space = demo
    person = fold_in(space, [0, 3, 7, 20], [3.0, 4.5, 2.5, 4.0])
    mean = person.predict()

    for item, prediction in enumerate(mean):
        reasons = person.reasons(item)
        assert reasons.average == space.averages[item]
        assert reasons.prediction == pytest.approx(
            space.averages[item] + space.factors[item] @ person.taste + person.user_bias, abs=1e-12
        )
        assert np.clip(reasons.prediction, *space.scale) == pytest.approx(prediction, abs=1e-12)


def test_a_reason_is_what_the_rating_moves(demo: tuple[catalogue.Catalogue, ItemSpace]) -> None:
    """A star more for one film moves the prediction by that film's pull, and no other's."""
    _, space = demo
    before = fold_in(space, [2, 9], [3.0, 4.0]).reasons(5)
    after = fold_in(space, [2, 9], [4.0, 4.0]).reasons(5)
    above = 3.0 - space.averages[2]

    moved = after.contributions - before.contributions
    assert moved[0] == pytest.approx(before.contributions[0] / above, abs=1e-12)
    assert moved[1] == 0


def test_a_person_is_the_solution_of_a_weighted_ridge_regression(
    demo: tuple[catalogue.Catalogue, ItemSpace],
) -> None:
    _, space = demo
    person = fold_in(space, [1, 8, 30, 12], [5.0, 1.0, 2.0, 4.5])
    root = np.sqrt(person.weights)[:, None]
    above = np.vstack([root * person.design, scipy.linalg.cholesky(person.prior)])
    targets = np.concatenate([root[:, 0] * person.targets, np.zeros(len(person.prior))])
    solution = np.linalg.lstsq(above, targets)[0]

    assert np.allclose(person.solution, solution)
    assert np.allclose(person.matrix @ person.solution, person.rhs)
    assert np.allclose(person.targets, person.stars - space.averages[person.items])


def test_without_ratings_a_person_is_average(demo: tuple[catalogue.Catalogue, ItemSpace]) -> None:
    _, space = demo
    person = fold_in(space, [], [])
    mean, std = person.predict_with_std()

    assert not np.any(person.solution)
    assert np.allclose(mean, space.averages)
    assert np.all(std > np.sqrt(space.noise))
    assert person.reasons(3).contributions.shape == (0,)
    assert np.allclose(person.plane_point(), 0)


def test_a_person_is_in_the_plane_as_far_out_as_the_items_typically_are(
    demo: tuple[catalogue.Catalogue, ItemSpace],
) -> None:
    _, space = demo
    person = fold_in(space, [3, 7], [5.0, 1.0])

    # The mean square of one coordinate of an item, each counted as often as it is rated.
    square = space.counts @ (space.plane() ** 2).sum(axis=1) / (2 * space.counts.sum())
    assert 0.1 < np.sqrt(square) < 0.9
    assert np.allclose(person.plane_point(), person.taste[:2] * np.sqrt(square))


def test_little_noise_is_found_to_be_little() -> None:
    generator = np.random.default_rng(5)
    taste, trait = generator.normal(size=60), generator.normal(size=40)
    people, items = np.nonzero(generator.random((60, 40)) < 0.5)
    noise = 0.05 * generator.normal(size=len(people))

    space = recommender.fit(people, items, 3 + taste[people] * trait[items] + noise)

    # Each row's squared errors add up to 0.05 · 0.05 · 20, much less than 1.
    assert np.all(np.sqrt(space.noise) < 0.1)
    assert np.all(np.sqrt(space.noise) > 0.04)


def test_equal_ratings_are_as_uncertain_wherever_the_scale_begins() -> None:
    def deviations(start: float) -> Any:
        scale = (start, start + 4)
        space = recommender.fit([0, 0, 1, 1, 2], [0, 1, 0, 2, 1], [start + 2] * 5, scale=scale)
        return fold_in(space, [0, 1], [start + 2, start + 2]).predict_with_std()[1]

    assert np.allclose(deviations(1), deviations(101))


def test_what_is_learned_is_in_the_units_of_the_ratings() -> None:
    made = world(30, 20, 0.6)
    ones, tens = (
        recommender.fit(made.people, made.items, unit * made.stars, samples=5) for unit in (1, 10)
    )

    for name, unit in [("item_bias", 10), ("factors", 10), ("noise", 100), ("uncertainty", 100)]:
        assert np.allclose(getattr(tens, name), unit * getattr(ones, name), rtol=0.01, atol=0.01)
    # Beside thirty people one more is made up, whose bias is in stars whatever the unit.
    assert tens.prior_covariance[-1, -1] == pytest.approx(100 * ones.prior_covariance[-1, -1], 0.05)


# The space


def test_the_space_is_standardised(large: tuple[World, ItemSpace]) -> None:
    space = large[1]
    weights = space.counts / space.counts.sum()
    spread = (space.factors * weights[:, None]).T @ space.factors
    sizes = np.diag(spread)

    assert np.allclose(weights @ space.factors, 0, atol=1e-9)
    assert np.allclose(spread, np.diag(sizes), atol=1e-9)
    assert np.all(np.diff(sizes) <= 0)
    assert np.all(space.factors[np.argmax(np.abs(space.factors), axis=0), range(space.rank)] > 0)
    assert np.allclose(space.prior_covariance[:-1, :-1], np.eye(space.rank), atol=0.01)
    # The truth has two tastes: 0.6 each.
    assert sizes[0] + sizes[1] > 0.9 * sizes.sum()
    assert np.allclose(space.plane(), space.factors[:, :2])


def test_neighbours_are_those_of_the_table_of_cosines(
    demo: tuple[catalogue.Catalogue, ItemSpace],
) -> None:
    _, space = demo
    unit = space.factors / np.linalg.norm(space.factors, axis=1, keepdims=True)
    tables: dict[Metric, Doubles] = {
        "cosine": unit @ unit.T,
        "dot": space.factors @ space.factors.T,
    }
    for metric, table in tables.items():
        np.fill_diagonal(table, -np.inf)
        found = space.neighbours(4, metric, 79)
        assert [n.item for n in found] == np.argsort(-table[4])[:79].tolist()
        assert [n.similarity for n in found] == pytest.approx(sorted(table[4])[:0:-1])
    assert len(space.neighbours(4)) == 5
    assert len(space.neighbours(4, count=100)) == 79
    assert space.neighbours(4, count=0) == ()


def test_what_is_served_is_small_and_answers_alike(large: tuple[World, ItemSpace]) -> None:
    space = large[1]
    data = pickle.dumps(space)
    copy = pickle.loads(data)  # noqa: S301 (our own)

    assert len(data) < 1000 * len(space.item_ids) + 3000
    for a, b in zip(
        fold_in(space, [1, 2], [3.0, 4.0]).predict_with_std(),
        fold_in(copy, [1, 2], [3.0, 4.0]).predict_with_std(),
        strict=True,
    ):
        assert np.array_equal(a, b)


# The same again


def test_the_seed_decides_and_names_do_not() -> None:
    made = world(12, 9, 0.7)
    first, again, other = (made.fit(seed=seed, samples=10) for seed in (0, 0, 1))
    renamed = recommender.fit(
        made.people[~made.held_out] * 1000 - 5000,
        made.items[~made.held_out].astype(np.int32) ** 2,
        made.stars[~made.held_out],
        samples=10,
    )

    assert np.array_equal(renamed.item_ids, first.item_ids**2)
    for name in ("counts", "item_bias", "factors", "uncertainty", "noise", "prior_covariance"):
        expected = getattr(first, name)
        assert np.array_equal(getattr(again, name), expected), name
        assert np.array_equal(getattr(renamed, name), expected), name
    assert not np.allclose(first.item_bias, other.item_bias)


def test_questions_that_cannot_be_answered_are_said_in_words(
    demo: tuple[catalogue.Catalogue, ItemSpace],
) -> None:
    _, space = demo
    person = fold_in(space, [1], [4.0])
    for call, words in [
        (lambda: fold_in(space, [1, 99], [4.0, 4.0]), "Nobody has rated the item 99"),
        (lambda: fold_in(space, [1, 1], [4.0, 4.0]), "rated once"),
        (lambda: fold_in(space, [1, 2], [4.0]), "there are 1 and 2"),
        (lambda: fold_in(space, [1], [6.0]), "from 0.5 to 5"),
        (lambda: fold_in(space, [1], [np.nan]), "from 0.5 to 5"),
        (lambda: fold_in(space, [1.5], [4.0]), "whole numbers"),
        (lambda: space.neighbours(-1), "Nobody has rated the item -1"),
        (lambda: person.predict_with_std([80]), "Nobody has rated the item 80"),
        (lambda: person.reasons(80), "Nobody has rated the item 80"),
    ]:
        with pytest.raises(InputError, match=words):
            call()
