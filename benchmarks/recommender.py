"""The recommender beside Surprise's SVD and SVD++: time and held-out error, on the same ratings.

Run: ``python -m benchmarks.recommender [--movielens U.DATA] [--tweets FOLDER] [--million]
[--folds N] [--alone]``, with Surprise installed (``pip install -e '.[benchmarks]'``); with
``--alone`` ours alone, without it.

Protocol: the ratings of a set, of all its people and items, are shuffled (seed 0) and cut into
five; each fifth is held out in turn. Everybody learns from the rest, with default options, and
predicts the fifth, also for people and items that the rest does not have. The root mean square
error is in stars: its mean over the folds, and their standard deviation. Below it stand the errors
for people of whom 0, 1 to 5, 6 to 20 and more ratings are in the rest. Seconds are those of the
processor, one thread, for learning and for predicting, the mean over the folds. ``--folds``
leaves out the later folds.

Ours is the mean of the draws of person and item. "folded in" is what the bot says: the person's
ratings of the rest are folded into the space of items. Biases are Surprise's BaselineOnly.

The sets: MovieLens 100K where its ``u.data`` is given; MovieTweetings 100K where the folder of its
``ratings.dat`` and ``movies.dat`` is given (stars are half of its 0 to 10), without and with its
genres and years, whole, and cut down to people and films with ten ratings or more;
one made up in the size of MovieLens 100K, with long-tailed numbers of ratings, tastes that
decide both what is watched and how it is liked, and noise of each person's own; with
``--million``, the same with a million, on which SVD++ takes minutes.
"""

from __future__ import annotations

import argparse
import importlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from bot.catalogue import Film
from bot.models.features import features
from linalg_engine import recommender
from linalg_engine.recommender import fitting, fold_in

Indices = NDArray[np.intp]
Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Ratings:
    """Ratings in three columns, and what is known of the items: a row of features for each id."""

    people: Indices
    items: Indices
    stars: Doubles
    features: Doubles | None = None

    def __getitem__(self, which: NDArray[Any]) -> Ratings:
        return Ratings(
            self.people[which], self.items[which], self.stars[which], features=self.features
        )

    def known(self) -> Doubles | None:
        """Return the features of the items that have a rating here."""
        return None if self.features is None else self.features[np.unique(self.items)]


Learn = Callable[[Ratings], Callable[[Ratings], Doubles]]
"""From ratings to what predicts others."""

FOLDS = 5

GROUPS = {"0": (0, 0), "1-5": (1, 5), "6-20": (6, 20), "more": (21, 10**9)}
"""People by the number of their ratings that are known."""


@dataclass(frozen=True)
class Result:
    """What a contender needed and reached in one fold."""

    fit_seconds: float
    predict_seconds: float
    error: float
    by_group: tuple[float, ...]


def movielens(file: Path) -> Ratings:
    """Return MovieLens 100K."""
    table = np.loadtxt(file, dtype=np.intp, usecols=(0, 1, 2))
    return Ratings(table[:, 0], table[:, 1], table[:, 2].astype(float))


def tweets(folder: Path) -> Ratings:
    """Return MovieTweetings, in stars; an item is a line of ``movies.dat``."""
    lines = (folder / "movies.dat").read_text("utf-8").splitlines()
    ids, titles, genres = zip(*(line.split("::") for line in lines), strict=True)
    films = [
        Film(int(id_), title, int(title[-5:-1]), tuple(filter(None, names.split("|"))))
        for id_, title, names in zip(ids, titles, genres, strict=True)
    ]
    places = {film.id: place for place, film in enumerate(films)}
    rows = [line.split("::") for line in (folder / "ratings.dat").read_text("utf-8").splitlines()]
    people, items, stars, _ = zip(*(map(int, row) for row in rows), strict=True)
    return Ratings(
        np.array(people),
        np.array([places[item] for item in items]),
        np.array(stars) / 2,
        features(films),
    )


def core(ratings: Ratings, least: int) -> Ratings:
    """Return the ratings of people and items that have so many of one another."""
    while True:
        keep = np.ones(len(ratings.stars), dtype=np.bool_)
        for column in (ratings.people, ratings.items):
            _, places, counts = np.unique(column, return_inverse=True, return_counts=True)
            keep &= counts[places] >= least
        if keep.all():
            return ratings
        ratings = ratings[keep]


def made_up(people: int, items: int, count: int) -> Ratings:
    """Return ratings on 1 to 5 stars; on these Surprise errs about as on MovieLens 100K."""
    generator = np.random.default_rng(0)
    numbers = np.clip(np.exp(generator.normal(4.25, 0.95, people)), 20, 737)
    numbers = np.clip(numbers * count / numbers.sum(), 20, items * 0.45).astype(int)
    known = -6.5 * np.arange(items) / items
    strength = np.sqrt(1 / np.arange(1, 13) ** 1.2)
    traits = generator.normal(size=(items, 12)) * strength
    styles = generator.normal(size=(items, 4)) * 0.35
    unit = np.sqrt(np.sum(strength**4))
    quality = 3 + 0.38 * generator.normal(size=items) + 0.3 * (known - known.mean()) / known.std()
    item_noise = 1 / np.sqrt(generator.gamma(12, 1 / 12, items))
    columns: list[Indices] = []
    stars: list[Doubles] = []
    for number in numbers:
        suits = traits @ (generator.normal(size=12) * strength) / unit
        wish = known + suits + styles @ generator.normal(size=4) + generator.gumbel(size=items)
        seen = np.argpartition(-wish, number)[:number]
        own_noise = 0.81 * item_noise[seen] / np.sqrt(generator.gamma(6, 1 / 6))
        expected = quality[seen] + 0.42 * generator.normal() + 0.6 * suits[seen]
        columns.append(seen)
        stars.append(expected + own_noise * generator.normal(size=number))
    rows = np.repeat(np.arange(people), numbers)
    return Ratings(rows, np.concatenate(columns), np.clip(np.rint(np.concatenate(stars)), 1, 5))


def splits(ratings: Ratings) -> Iterator[tuple[Ratings, Ratings]]:
    """Yield what is learned from, and what is held out, fold by fold."""
    order = np.random.default_rng(0).permutation(len(ratings.stars))
    for fold in np.array_split(order, FOLDS):
        held_out = np.zeros(len(order), dtype=np.bool_)
        held_out[fold] = True
        yield ratings[~held_out], ratings[held_out]


def measured(learn: Learn, seen: Ratings, asked: Ratings) -> Result:
    """Let a contender learn and predict."""
    start = time.process_time()
    predict = learn(seen)
    learned = time.process_time()
    errors = predict(asked) - asked.stars
    done = time.process_time()
    people, counts = np.unique(seen.people, return_counts=True)
    places = np.minimum(np.searchsorted(people, asked.people), len(people) - 1)
    known = np.where(people[places] == asked.people, counts[places], 0)
    return Result(
        fit_seconds=learned - start,
        predict_seconds=done - learned,
        error=_root_mean_square(errors),
        by_group=tuple(
            _root_mean_square(errors[(known >= least) & (known <= most)])
            for least, most in GROUPS.values()
        ),
    )


def _root_mean_square(errors: Doubles) -> float:
    return float(np.sqrt(np.mean(errors**2))) if len(errors) else float("nan")


def ours(seen: Ratings) -> Callable[[Ratings], Doubles]:
    """Learn with the people: the mean over all draws."""
    ratings = fitting.checked(seen.people, seen.items, seen.stars, features=seen.known())
    course, generator = fitting.course_of(ratings), np.random.default_rng(0)
    known = fitting.prior_features(ratings, course, generator)
    drawn = list(fitting.draws(ratings, course, known, generator))
    people = np.stack([_with_average(draw.people) for draw in drawn])
    items = np.stack([_with_average(draw.items) for draw in drawn])

    def predict(asked: Ratings) -> Doubles:
        i, j = _places(ratings.people_ids, asked.people), _places(ratings.item_ids, asked.items)
        total = np.zeros(len(i))
        for p, q in zip(people, items, strict=True):
            total += np.einsum("nk,nk->n", p[i, :-1], q[j, :-1]) + p[i, -1] + q[j, -1]
        return np.clip(ratings.mean + total / len(people), *ratings.scale)

    return predict


def folded_in(seen: Ratings) -> Callable[[Ratings], Doubles]:
    """Learn the items alone, as the bot does; people come with their ratings."""
    space = recommender.fit(seen.people, seen.items, seen.stars, features=seen.known())

    def predict(asked: Ratings) -> Doubles:
        found = np.zeros(len(asked.stars))
        known, wanted = _by_person(seen), _by_person(asked)
        # An item without ratings is taken for the average one.
        fresh = ~np.isin(asked.items, space.item_ids)
        for person, pairs in wanted.items():
            mine = known.get(person, np.zeros(0, dtype=np.intp))
            folded = fold_in(space, seen.items[mine], seen.stars[mine])
            old = pairs[~fresh[pairs]]
            found[old] = folded.predict(asked.items[old])
            average = space.averages.mean() + space.factors.mean(axis=0) @ folded.taste
            found[pairs[fresh[pairs]]] = np.clip(average + folded.user_bias, *space.scale)
        return found

    return predict


def _by_person(ratings: Ratings) -> dict[int, Indices]:
    order = np.argsort(ratings.people, kind="stable")
    people, starts = np.unique(ratings.people[order], return_index=True)
    return dict(zip(people.tolist(), np.split(order, starts[1:]), strict=True))


def _with_average(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows with their average behind them, which stands for somebody unknown."""
    return np.vstack([rows, rows.mean(axis=0)])


def _places(ids: NDArray[Any], wanted: Indices) -> Indices:
    """Return the places of the wanted, -1 for those that are not there."""
    places = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[places] == wanted, places, -1)


@cache
def surprise() -> Any:
    """Return Surprise, which has no types."""
    return importlib.import_module("surprise")


def theirs(name: str, **options: Any) -> Learn:
    """Learn as one of Surprise's algorithms does."""

    def learn(seen: Ratings) -> Callable[[Ratings], Doubles]:
        algorithm = getattr(surprise(), name)(**options)
        algorithm.fit(_trainset(seen))
        return lambda asked: np.array(
            [
                algorithm.predict(person, item).est
                for person, item in zip(asked.people.tolist(), asked.items.tolist(), strict=True)
            ]
        )

    return learn


def _trainset(ratings: Ratings) -> Any:
    people, rows = np.unique(ratings.people, return_inverse=True)
    items, columns = np.unique(ratings.items, return_inverse=True)
    by_row: dict[int, list[tuple[int, float]]] = {}
    by_column: dict[int, list[tuple[int, float]]] = {}
    triples = zip(rows.tolist(), columns.tolist(), ratings.stars.tolist(), strict=True)
    for row, column, stars in triples:
        by_row.setdefault(row, []).append((column, stars))
        by_column.setdefault(column, []).append((row, stars))
    return surprise().Trainset(
        by_row,
        by_column,
        len(people),
        len(items),
        len(ratings.stars),
        (float(ratings.stars.min()), float(ratings.stars.max())),
        {person: row for row, person in enumerate(people.tolist())},
        {item: column for column, item in enumerate(items.tolist())},
    )


def sets(options: argparse.Namespace) -> Iterator[tuple[str, Ratings]]:
    """Yield the sets asked for, with their names."""
    if options.movielens is not None:
        yield "MovieLens 100K", movielens(options.movielens)
    if options.tweets is not None:
        everything = tweets(options.tweets)
        yield "MovieTweetings 100K", replace(everything, features=None)
        yield "MovieTweetings 100K with genres and years", everything
        yield "MovieTweetings, core of 10, with genres and years", core(everything, 10)
    yield "made up, 100,000", made_up(943, 1682, 100_000)
    if options.million:
        yield "made up, 1,000,000", made_up(6040, 3706, 1_000_000)


def contenders(*, alone: bool) -> dict[str, Learn]:
    """Return who is compared."""
    found: dict[str, Learn] = {"ours": ours, "folded in": folded_in}
    if not alone:
        found |= {
            "biases": theirs("BaselineOnly", verbose=False),
            "SVD": theirs("SVD", random_state=0),
            "SVD++": theirs("SVDpp", random_state=0),
        }
    return found


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description="Time and error beside Surprise's.")
    parser.add_argument("--movielens", type=Path, help="u.data of MovieLens 100K")
    parser.add_argument("--tweets", type=Path, help="the folder of MovieTweetings 100K")
    parser.add_argument("--million", action="store_true", help="also a million ratings")
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many of the five")
    parser.add_argument("--alone", action="store_true", help="without Surprise")
    options = parser.parse_args()
    for name, ratings in sets(options):
        sizes = (len(np.unique(ratings.people)), len(np.unique(ratings.items)))
        print(f"\n{name}: {len(ratings.stars):,} ratings, {sizes[0]:,} people, {sizes[1]:,} items")
        for contender, learn in contenders(alone=options.alone).items():
            folds = islice(splits(ratings), options.folds)
            found = [measured(learn, seen, asked) for seen, asked in folds]
            _print(contender, found)


def _print(contender: str, found: Sequence[Result]) -> None:
    errors = [result.error for result in found]
    groups = np.mean([result.by_group for result in found], axis=0)
    by_group = ", ".join(f"{n}: {error:.4f}" for n, error in zip(GROUPS, groups, strict=True))
    fit_seconds = np.mean([result.fit_seconds for result in found])
    predict_seconds = np.mean([result.predict_seconds for result in found])
    print(
        f"  {contender:9s} RMSE {np.mean(errors):.4f} ± {np.std(errors):.4f}  "
        f"({by_group})  fit {fit_seconds:6.2f} s  predict {predict_seconds:.2f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
