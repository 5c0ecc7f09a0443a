"""The films and ratings of a folder, read once and kept as plain arrays for every fit."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

import numpy as np

from bot.catalogue import Catalogue, Film, Ratings, read
from bot.models.exchange import Kept

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

MOST_LEARNED = 1_800_000
"""Ratings to learn from; beyond, a fit takes too long. `linalg_engine` takes 2,000,000, among them
one of each film that would have none, and those of a server's members."""

MOST_PEOPLE = 180_000
"""People to learn from; `linalg_engine` takes 300,000, the others as above."""

SEED = 0

HIGHEST = 5.0
"""The most stars that people can give here."""


def keep(folder: Path | None, path: str) -> Kept:
    """Read a folder, or the demo set, and write a file of what is to be learned from.

    Of more than `MOST_LEARNED` ratings, or `MOST_PEOPLE` people, it is all the ratings of people
    chosen at random, and of each film that none of these has rated the first rating.

    Parameters
    ----------
    path
        The file to write; its name ends in .npz.

    Raises
    ------
    CatalogueError
        When the folder cannot be used.
    """
    catalogue, ratings = read(folder)
    people, items = np.asarray(ratings.people), np.asarray(ratings.items)
    chosen = _chosen(people, items)
    words = {
        "name": catalogue.name,
        "films": [[f.id, f.title, f.year, f.genres] for f in catalogue.films],
        "counts": catalogue.counts,
        "end": ratings.end,
    }
    np.savez(
        path,
        people=np.unique(people[chosen], return_inverse=True)[1],
        items=items[chosen],
        stars=np.asarray(ratings.stars)[chosen],
        words=np.frombuffer(json.dumps(words).encode(), np.uint8),
    )
    notes = tuple(_notes(catalogue, ratings, int(np.sum(chosen))))
    return Kept(path, catalogue, notes)


def opened(path: str) -> tuple[Catalogue, Ratings]:
    """Return what a file keeps: all films, and the ratings to learn from.

    Raises
    ------
    FileNotFoundError
        When it is no longer there.
    """
    with np.load(path, allow_pickle=False) as data:
        words = json.loads(data["words"].tobytes())
        people, items = (array("q", data[side].tobytes()) for side in ("people", "items"))
        stars = array("d", data["stars"].tobytes())
    films = tuple(Film(id_, title, year, tuple(g)) for id_, title, year, g in words["films"])
    catalogue = Catalogue(words["name"], films, tuple(words["counts"]))
    return catalogue, Ratings(people, items, stars, words["end"])


def _notes(catalogue: Catalogue, ratings: Ratings, learned: int) -> Iterator[str]:
    yield from ratings.left_out
    if ratings.end != HIGHEST:
        yield (
            f"Ratings of {catalogue.name} go up to {ratings.end:g}, which is taken as "
            f"{HIGHEST:g} stars."
        )
    if learned < catalogue.ratings:
        yield (
            f"{catalogue.name} has {catalogue.ratings:,} ratings: {learned:,} of them are learned "
            "from, those of people chosen at random; all count for how well known a film is."
        )


def _chosen(people: NDArray[np.int64], items: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which ratings are learned from."""
    counts = np.bincount(people)
    if len(people) <= MOST_LEARNED and len(counts) <= MOST_PEOPLE:
        return np.ones(len(people), dtype=bool)
    order = np.random.default_rng(SEED).permutation(len(counts))[:MOST_PEOPLE]
    taken = np.zeros(len(counts), dtype=bool)
    taken[order[np.cumsum(counts[order]) <= MOST_LEARNED]] = True
    chosen = taken[people]
    are_rated = np.bincount(items[chosen], minlength=int(items.max()) + 1) > 0
    firsts = np.unique(items, return_index=True)[1]
    chosen[firsts[~are_rated]] = True
    return chosen
