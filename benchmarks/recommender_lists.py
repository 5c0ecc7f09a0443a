"""The order of suggestions beside popularity, item-kNN, EASE and implicit's ALS, in one run.

Run: ``python -m benchmarks.recommender_lists FOLDER [--folds N] [--alone]``, with FOLDER that of
MovieTweetings 100K, and SciPy and implicit installed (``pip install -e '.[benchmarks,test]'``);
``--alone`` measures ours alone.

Protocol: all ratings are shuffled (seed 0) and cut into five, as in ``benchmarks.recommender``;
each fifth is held out in turn, and everybody learns from the rest. Asked are all people with a
rating in the rest and a film of 4 stars or more in the fifth. All films with a rating in the rest
that the person has not rated there are put in order, for each person; relevant are the held-out
films of 4 stars or more. NDCG@10 and recall@20 (of all relevant films) are means over people;
given are mean and standard deviation over the folds. Whoever has options is given the best of a
grid by NDCG@10 on the first fold. Ours folds each person in with the ratings of the rest, and has
no option tuned per set.

Beside them: the share of the first five suggestions with under 5 ratings in the rest; how many
different films are among the first five of 200 people, and to how many of them the
commonest goes; the mean stars that ours predicts for the first five; and those that the fifth
holds for them, where it holds any.
"""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from benchmarks.recommender import FOLDS, Ratings, splits, tweets
from linalg_engine import recommender
from linalg_engine.recommender import Balance, fold_in
from linalg_engine.recommender.ranking import EXPONENTS, GOOD

Doubles = NDArray[np.float64]
Indices = NDArray[np.intp]

FIRST, LONG = 10, 20
"""Suggestions that NDCG and recall count."""

SHOWN = 5

AT_ONCE = 256
"""People whose scores are held at a time."""

SOME = 200

OBSCURE = 5

Scores = Callable[[Indices], NDArray[Any]]
"""From people, shape (n,), to the scores of all items, shape (n, items)."""

sparse: Any = importlib.import_module("scipy.sparse")
lapack: Any = importlib.import_module("scipy.linalg.lapack")


@dataclass(frozen=True)
class Fold:
    """What is learned from, and what is held out; people and items are numbered from 0.

    Attributes
    ----------
    seen
        The ratings of the rest.
    table
        Sparse, shape (people, items): 1 where the rest has a rating.
    asked
        What is held out.
    relevant
        The same as ``table`` for held-out ratings of 4 stars or more.
    people
        Those who are asked.
    """

    seen: Ratings
    table: Any
    asked: Ratings
    relevant: Any
    people: Indices


@dataclass(frozen=True)
class Result:
    """What the lists of one contender in one fold are like."""

    ndcg: float
    recall: float
    obscure: float
    films: float
    commonest: float
    stars: float
    given: float


def folds(ratings: Ratings) -> Iterator[Fold]:
    """Yield the folds."""
    shape = (int(ratings.people.max()) + 1, int(ratings.items.max()) + 1)
    for seen, asked in splits(ratings):
        liked = asked[asked.stars >= GOOD]
        table, relevant = _table(seen, shape), _table(liked, shape)
        known = np.asarray(table.sum(axis=0)).ravel() > 0
        relevant = (relevant @ sparse.diags(known.astype(float))).tocsr()
        relevant.eliminate_zeros()
        has_both = (np.diff(table.indptr) > 0) & (np.diff(relevant.indptr) > 0)
        yield Fold(seen, table, asked, relevant, np.flatnonzero(has_both))


def _table(ratings: Ratings, shape: tuple[int, int]) -> Any:
    return _table_of_pairs(ratings.people, ratings.items, shape)


def _table_of_pairs(people: Indices, items: Indices, shape: tuple[int, int]) -> Any:
    return sparse.csr_matrix((np.ones(len(people)), (people, items)), shape=shape)


def lists(fold: Fold, scores: Scores) -> Indices:
    """Return the first suggestions for everybody asked, shape (people, `LONG`)."""
    unknown = np.asarray(fold.table.sum(axis=0)).ravel() == 0
    found: list[Indices] = []
    for start in range(0, len(fold.people), AT_ONCE):
        people = fold.people[start : start + AT_ONCE]
        table = np.array(scores(people), dtype=np.float64)
        seen = fold.table[people]
        table[np.repeat(np.arange(len(people)), np.diff(seen.indptr)), seen.indices] = -np.inf
        table[:, unknown] = -np.inf
        found.append(np.argsort(-table, axis=1, kind="stable")[:, :LONG])
    return np.concatenate(found)


def measured(fold: Fold, first: Indices, stars: Doubles | None) -> Result:
    """Measure lists.

    Parameters
    ----------
    stars
        Shape (people, items), the stars that ours predicts.
    """
    gains = 1 / np.log2(np.arange(2, FIRST + 2))
    rows = np.repeat(fold.people, LONG)
    hits = np.asarray(fold.relevant[rows, first.ravel()]).reshape(first.shape)
    counts = np.diff(fold.relevant[fold.people].indptr)
    ideal = np.cumsum(gains)[np.minimum(counts, FIRST) - 1]
    shown = first[:, :SHOWN]
    ratings = np.asarray(fold.table.sum(axis=0)).ravel()
    some = np.random.default_rng(0).permutation(len(shown))[:SOME]
    films, times = np.unique(shown[some], return_counts=True)
    places = np.arange(len(shown))[:, None]
    is_shown = _table_of_pairs(np.repeat(fold.people, SHOWN), shown.ravel(), fold.table.shape)
    of_shown = np.asarray(is_shown[fold.asked.people, fold.asked.items]).ravel() > 0
    return Result(
        ndcg=float(np.mean(hits[:, :FIRST] @ gains / ideal)),
        recall=float(np.mean(hits.sum(axis=1) / counts)),
        obscure=float(np.mean(ratings[shown] < OBSCURE)),
        films=len(films),
        commonest=float(times.max() / len(some)),
        stars=float("nan") if stars is None else float(np.mean(stars[places, shown])),
        given=float(np.mean(fold.asked.stars[of_shown])) if of_shown.any() else float("nan"),
    )


@dataclass(frozen=True)
class Ours:
    """What ours says to everybody asked, shape (people, items) each."""

    stars: Doubles
    scores: dict[Balance, NDArray[np.float32]]

    @classmethod
    def of(cls, fold: Fold) -> Ours:
        """Fit, then fold everybody in."""
        seen = fold.seen
        space = recommender.fit(
            seen.people, seen.items, seen.stars, features=seen.known(), scale=(0.0, 5.0)
        )
        shape = (len(fold.people), fold.table.shape[1])
        stars = np.zeros(shape)
        scores: dict[Balance, NDArray[np.float32]] = {
            balance: np.zeros(shape, dtype=np.float32) for balance in EXPONENTS
        }
        order = np.argsort(seen.people, kind="stable")
        ends = np.searchsorted(seen.people[order], fold.people, side="right")
        starts = np.searchsorted(seen.people[order], fold.people)
        for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
            mine = order[start:end]
            ranking = fold_in(space, seen.items[mine], seen.stars[mine]).ranking()
            stars[row, space.item_ids] = ranking.mean
            for name, powers in EXPONENTS.items():
                scores[name][row, space.item_ids] = powers.score(
                    ranking.good, ranking.great, ranking.chance, space.watch_share
                )
        return cls(stars, scores)


def popularity(fold: Fold) -> Scores:
    """Rank by the number of ratings."""
    counts = np.asarray(fold.table.sum(axis=0)).ravel()
    return lambda people: np.tile(counts, (len(people), 1))


def item_knn(fold: Fold, neighbours: int) -> Scores:
    """Add up the cosines with what a person has rated, of so many neighbours of each item."""
    table = fold.table
    lengths = np.sqrt(np.maximum(np.asarray(table.sum(axis=0)).ravel(), 1))
    cosines = (sparse.diags(1 / lengths) @ (table.T @ table) @ sparse.diags(1 / lengths)).tolil()
    cosines.setdiag(0)
    kept = cosines.tocsc()
    for start, end in zip(kept.indptr[:-1], kept.indptr[1:], strict=True):
        values = kept.data[start:end]
        if len(values) > neighbours:
            values[np.argpartition(-values, neighbours)[neighbours:]] = 0
    return lambda people: (table[people] @ kept).toarray()


def ease(fold: Fold, ridge: float) -> Scores:
    """Steck, *Embarrassingly shallow autoencoders for sparse data*, 2019."""
    table = fold.table
    gram = (table.T @ table).toarray().astype(np.float32)
    gram[np.diag_indices_from(gram)] += ridge
    inverse = lapack.spotri(lapack.spotrf(gram, lower=1, overwrite_a=1)[0], lower=1)[0]
    inverse = np.tril(inverse) + np.tril(inverse, -1).T
    weights = inverse / -np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return lambda people: table[people].astype(np.float32) @ weights


def als(fold: Fold, factors: int, regularization: float, alpha: float) -> Scores:
    """implicit's alternating least squares (Hu, Koren and Volinsky, 2008)."""
    implicit = importlib.import_module("implicit.cpu.als")
    model: Any = implicit.AlternatingLeastSquares(
        factors=factors, regularization=regularization, alpha=alpha, random_state=0, num_threads=1
    )
    model.fit(fold.table.astype(np.float32), show_progress=False)
    return lambda people: model.user_factors[people] @ model.item_factors.T


GRIDS: dict[str, list[tuple[str, Callable[[Fold], Scores]]]] = {
    "popularity": [("", popularity)],
    "item-kNN": [(f"k {k}", lambda fold, k=k: item_knn(fold, k)) for k in (100, 100_000)],
    "EASE": [(f"λ {x}", lambda fold, x=x: ease(fold, x)) for x in (100, 200, 400)],
    "ALS": [
        (f"{k} factors, λ {x}, α {a}", lambda fold, k=k, x=x, a=a: als(fold, k, x, a))
        for k in (4, 8, 16)
        for x in (10.0, 100.0)
        for a in (5.0, 20.0)
    ],
}
"""The options tried for each."""


def main() -> None:
    """Print a line for each contender and fold, then the means."""
    parser = argparse.ArgumentParser(description="Lists beside those of others.")
    parser.add_argument("folder", type=Path, help="the folder of MovieTweetings 100K")
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many of the five")
    parser.add_argument("--alone", action="store_true", help="ours alone")
    options = parser.parse_args()
    ratings = tweets(options.folder)
    chosen: dict[str, Callable[[Fold], Scores]] = {}
    found: dict[str, list[Result]] = {}
    for number, fold in zip(range(options.folds), folds(ratings), strict=False):
        print(f"fold {number}: {len(fold.people):,} people", flush=True)
        ours = Ours.of(fold)
        contenders = {"our stars alone": _table_of(fold, ours.stars)}
        for balance, scores in ours.scores.items():
            contenders[f"ours, {balance}"] = _table_of(fold, scores)
        for name, grid in {} if options.alone else GRIDS.items():
            if name not in chosen:
                chosen[name] = _best(fold, name, grid)
            contenders[name] = chosen[name](fold)
        for name, scores in contenders.items():
            result = measured(fold, lists(fold, scores), ours.stars)
            found.setdefault(name, []).append(result)
            print(f"  {name:15s} {result}", flush=True)
    print("\nmeans over the folds ± their standard deviation")
    for name, results in found.items():
        print(f"  {name:15s} {_summary(results)}")


def _table_of(fold: Fold, table: NDArray[Any]) -> Scores:
    """Return scores that are known for everybody asked."""
    return lambda people: table[np.searchsorted(fold.people, people)]


def _best(
    fold: Fold, name: str, grid: list[tuple[str, Callable[[Fold], Scores]]]
) -> Callable[[Fold], Scores]:
    """Return the contender with the options that are best on this fold."""
    best, most = grid[0][1], -1.0
    for options, learn in grid if len(grid) > 1 else []:
        result = measured(fold, lists(fold, learn(fold)), None)
        print(f"    {name}, {options}: NDCG {result.ndcg:.4f}", flush=True)
        if result.ndcg > most:
            best, most = learn, result.ndcg
    return best


def _summary(results: list[Result]) -> str:
    def spread(name: str) -> str:
        values = [getattr(result, name) for result in results]
        return f"{np.mean(values):.4f} ± {np.std(values):.4f}"

    means = {name: np.mean([getattr(r, name) for r in results]) for name in Result.__annotations__}
    return (
        f"NDCG@10 {spread('ndcg')}  recall@20 {spread('recall')}  "
        f"under {OBSCURE} ratings {means['obscure']:.3f}  films {means['films']:.0f}  "
        f"commonest to {means['commonest']:.2f}  stars {means['stars']:.2f}  "
        f"given {means['given']:.2f}"
    )


if __name__ == "__main__":
    main()
