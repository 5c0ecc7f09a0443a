"""What typed likes lead to: stars, their uncertainty, and the list.

Run: ``python -m benchmarks.recommender_likes FOLDER``, with FOLDER that of MovieTweetings 100K.

Protocol: of the people with 30 ratings or more, half (seed 3) are left out of the fit. Half the
ratings of each of them are held out (seeded by the person); of the other half, 1, 3, 5 or 10 films
of 4 stars or more are named as likes, without stars, by whoever has so many. Given are, on the
held-out ratings: the bias in stars, the mean over people of prediction minus rating; the share of
ratings inside prediction ± deviation; NDCG@10, relevant being the held-out films of 4 stars or
more among all films not named; and how many different films are among the first five of all
people, and to how many of these the commonest goes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np

from benchmarks.recommender import Ratings, tweets
from linalg_engine import recommender
from linalg_engine.recommender import Balance, fold_in
from linalg_engine.recommender.ranking import GOOD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from linalg_engine.recommender import ItemSpace

MANY = 30
LIKES = (1, 3, 5, 10)
FIRST, SHOWN = 10, 5
GAINS = 1 / np.log2(np.arange(2, FIRST + 2))

Halves = list[tuple["NDArray[np.intp]", "NDArray[np.intp]", "NDArray[np.float64]"]]
"""For each person: films that may be named, then the held-out films and their stars."""


def halves(ratings: Ratings) -> tuple[Ratings, Halves]:
    """Return what is learned from, and the people left out."""
    many = np.flatnonzero(np.bincount(ratings.people) >= MANY)
    left_out = np.sort(np.random.default_rng(3).permutation(many)[: len(many) // 2])
    out = np.isin(ratings.people, left_out)
    seen = ratings[~out]
    known = np.isin(ratings.items, seen.items)
    found: Halves = []
    for number, person in enumerate(left_out):
        mine = np.flatnonzero((ratings.people == person) & known)
        mine = np.random.default_rng(number).permutation(mine)
        held, rest = mine[: len(mine) // 2], mine[len(mine) // 2 :]
        named = rest[ratings.stars[rest] >= GOOD]
        found.append((ratings.items[named], ratings.items[held], ratings.stars[held]))
    return seen, found


def line(space: ItemSpace, people: Halves, likes: int, balance: Balance) -> str:
    """Return the figures for so many likes."""
    bias: list[float] = []
    inside: list[NDArray[np.bool_]] = []
    gains: list[float] = []
    shown: list[NDArray[np.intp]] = []
    for named, held, stars in people:
        if len(named) < likes:
            continue
        ranking = fold_in(space, [], [], likes=named[:likes]).ranking(balance)
        places = np.searchsorted(space.item_ids, held)
        bias.append(float(np.mean(ranking.mean[places] - stars)))
        inside.append((stars >= ranking.low[places]) & (stars <= ranking.high[places]))
        relevant = places[stars >= GOOD]
        if len(relevant):
            ideal = float(np.sum(GAINS[: len(relevant)]))
            gains.append(float(GAINS @ np.isin(ranking.order[:FIRST], relevant)) / ideal)
        shown.append(ranking.order[:SHOWN])
    films, times = np.unique(np.concatenate(shown), return_counts=True)
    return (
        f"{likes:2d} likes, {balance:8s} people {len(shown)}  bias {np.mean(bias):+.3f}  "
        f"inside {np.mean(np.concatenate(inside)):.3f}  NDCG@10 {np.mean(gains):.4f}  "
        f"films {len(films)}  commonest to {times.max() / len(shown):.2f}"
    )


def main() -> None:
    """Print a line for each number of likes and each balance."""
    parser = argparse.ArgumentParser(description="What typed likes lead to.")
    parser.add_argument("folder", type=Path, help="the folder of MovieTweetings 100K")
    seen, people = halves(tweets(parser.parse_args().folder))
    space = recommender.fit(
        seen.people, seen.items, seen.stars, features=seen.known(), scale=(0.0, 5.0)
    )
    for likes in LIKES:
        for balance in get_args(Balance):
            print(line(space, people, likes, balance), flush=True)


if __name__ == "__main__":
    main()
