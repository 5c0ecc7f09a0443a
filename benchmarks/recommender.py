"""The recommender beside Surprise's SVD and SVD++: time and held-out error, on the same ratings.

Run: ``python -m benchmarks.recommender [--movielens U.DATA] [--tweets RATINGS.DAT] [--million]``,
with Surprise installed (``pip install -e '.[benchmarks]'``).

Protocol: of each set a fifth of the ratings is held out at random (seed 0); everybody learns from
the rest, with default options, and predicts the fifth. Seconds are those of the processor, one
thread, for learning and for predicting; the root mean square error is in stars. Biases are
Surprise's BaselineOnly.

The sets: MovieLens 100K where its ``u.data`` is given, at random and as its u1; MovieTweetings
100K where its ``ratings.dat`` is given (stars are half of its 0 to 10), whole and cut down to
people and films with ten ratings or more; one made up in the size of
MovieLens 100K, with long-tailed numbers of ratings, tastes that decide both what is watched and how
it is liked, and noise of each person's own; with ``--million``, the same with a million, on
which SVD++ takes minutes.
"""

from __future__ import annotations

import argparse
import importlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from linalg_engine import recommender

surprise: Any = importlib.import_module("surprise")

Indices = NDArray[np.intp]
Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Ratings:
    """Ratings in three columns."""

    people: Indices
    items: Indices
    stars: Doubles

    def __getitem__(self, which: NDArray[Any]) -> Ratings:
        return Ratings(self.people[which], self.items[which], self.stars[which])


Split = Callable[[Ratings], tuple[Ratings, Ratings]]


@dataclass(frozen=True)
class Result:
    """What a contender needed and reached."""

    fit_seconds: float
    predict_seconds: float
    error: float
    absolute_error: float


def movielens(file: Path) -> Ratings:
    """Return MovieLens 100K."""
    table = np.loadtxt(file, dtype=np.intp, usecols=(0, 1, 2))
    return Ratings(table[:, 0], table[:, 1], table[:, 2].astype(float))


def tweets(file: Path) -> Ratings:
    """Return MovieTweetings, in stars."""
    rows = [line.split("::")[:3] for line in file.read_text("utf-8").splitlines()]
    table = np.array(rows, dtype=np.intp)
    return Ratings(table[:, 0], table[:, 1], table[:, 2] / 2)


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


def at_random(ratings: Ratings) -> tuple[Ratings, Ratings]:
    """Return what is learned from, and what is held out."""
    held_out = np.random.default_rng(0).random(len(ratings.stars)) < 0.2
    return ratings[~held_out], ratings[held_out]


def first_fifth(ratings: Ratings) -> tuple[Ratings, Ratings]:
    """Return what is learned from, and what is held out: u1.test is u.data's first fifth."""
    held_out = np.arange(len(ratings.stars)) < len(ratings.stars) // 5
    return ratings[~held_out], ratings[held_out]


def measured(
    learn: Callable[[Ratings], Callable[[Ratings], Doubles]], seen: Ratings, asked: Ratings
) -> Result:
    """Let a contender learn and predict."""
    start = time.process_time()
    predict = learn(seen)
    learned = time.process_time()
    errors = predict(asked) - asked.stars
    done = time.process_time()
    return Result(
        fit_seconds=learned - start,
        predict_seconds=done - learned,
        error=float(np.sqrt(np.mean(errors**2))),
        absolute_error=float(np.mean(np.abs(errors))),
    )


def ours(seen: Ratings) -> Callable[[Ratings], Doubles]:
    """Learn as the bot does."""
    model = recommender.fit(seen.people, seen.items, seen.stars)
    return lambda asked: model.predict(asked.people, asked.items)


def theirs(algorithm: Any) -> Callable[[Ratings], Callable[[Ratings], Doubles]]:
    """Learn as one of Surprise's algorithms does."""

    def learn(seen: Ratings) -> Callable[[Ratings], Doubles]:
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
    return surprise.Trainset(
        by_row,
        by_column,
        len(people),
        len(items),
        len(ratings.stars),
        (float(ratings.stars.min()), float(ratings.stars.max())),
        {person: row for row, person in enumerate(people.tolist())},
        {item: column for column, item in enumerate(items.tolist())},
    )


def sets(options: argparse.Namespace) -> Iterator[tuple[str, Ratings, Split]]:
    """Yield the sets asked for, with their names."""
    if options.movielens is not None:
        everything = movielens(options.movielens)
        yield "MovieLens 100K", everything, at_random
        yield "MovieLens 100K, u1", everything, first_fifth
    if options.tweets is not None:
        everything = tweets(options.tweets)
        yield "MovieTweetings 100K", everything, at_random
        yield "MovieTweetings, core of 10", core(everything, 10), at_random
    yield "made up, 100,000", made_up(943, 1682, 100_000), at_random
    if options.million:
        yield "made up, 1,000,000", made_up(6040, 3706, 1_000_000), at_random


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description="Time and error beside Surprise's.")
    parser.add_argument("--movielens", type=Path, help="u.data of MovieLens 100K")
    parser.add_argument("--tweets", type=Path, help="ratings.dat of MovieTweetings 100K")
    parser.add_argument("--million", action="store_true", help="also a million ratings")
    options = parser.parse_args()
    for name, ratings, split in sets(options):
        seen, asked = split(ratings)
        sizes = (len(np.unique(ratings.people)), len(np.unique(ratings.items)))
        print(f"\n{name}: {len(ratings.stars):,} ratings, {sizes[0]:,} people, {sizes[1]:,} items")
        contenders: dict[str, Callable[[Ratings], Callable[[Ratings], Doubles]]] = {
            "ours": ours,
            "biases": theirs(surprise.BaselineOnly(verbose=False)),
            "SVD": theirs(surprise.SVD(random_state=0)),
            "SVD++": theirs(surprise.SVDpp(random_state=0)),
        }
        best: Result | None = None
        for contender, learn in contenders.items():
            found = measured(learn, seen, asked)
            best = best or found
            ratio = found.fit_seconds / best.fit_seconds
            print(
                f"  {contender:7s} RMSE {found.error:.4f}  MAE {found.absolute_error:.4f}  "
                f"fit {found.fit_seconds:6.2f} s ({ratio:.2f}× ours)  "
                f"predict {found.predict_seconds:.2f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
