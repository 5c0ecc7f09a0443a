"""From ratings to what questions about films take along. Runs in a process of its own."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.films.visit import Served, Snapshot
from linalg_engine import recommender

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.catalogue import Catalogue

LOWEST, HIGHEST = 0.5, 5.0
"""The stars that people can give."""

ENDS = (5.0, 10.0, 100.0)
"""Where the scale of a set of ratings may end; that many are 5 stars."""

WELL_KNOWN = 25
"""Films offered to somebody who has rated none: as many as a menu holds."""

POOL = 4
"""They are chosen from so many times as many, those that most people have rated."""

NICENESS = 10
"""Answers go first."""


@dataclass(frozen=True)
class Members:
    """Ratings of a server's members.

    Attributes
    ----------
    people
        Shape (ratings,), numbers from 0.
    items
        Shape (ratings,), places in the catalogue.
    stars
        Shape (ratings,), from `LOWEST` to `HIGHEST`.
    """

    people: NDArray[np.intp]
    items: NDArray[np.intp]
    stars: NDArray[np.float64]


@dataclass(frozen=True)
class Learned:
    """What came out of the ratings.

    Attributes
    ----------
    snapshot
        The films and the model, packed for the questions.
    well_known
        Places of films that many have rated and that lie far apart.
    """

    snapshot: Snapshot
    well_known: tuple[int, ...]


def learn(catalogue: Catalogue, keys: tuple[str, ...], members: Members | None) -> Learned:
    """Fit the model to the catalogue's ratings, and to the members' with them."""
    people, items = catalogue.people, catalogue.items
    stars = catalogue.stars * (HIGHEST / _end(catalogue.stars))
    if members is not None:
        people = np.concatenate([people, members.people + int(people.max()) + 1])
        items = np.concatenate([items, members.items])
        stars = np.concatenate([stars, members.stars])
    scale = (min(LOWEST, float(stars.min())), HIGHEST)
    space = recommender.fit(people, items, stars, scale=scale).serving()
    served = Served(catalogue.name, catalogue.films, keys, space)
    return Learned(served.pack(), well_known(space))


def well_known(space: recommender.ItemSpace) -> tuple[int, ...]:
    """Return films to begin with: each the farthest from those before it (Gonzalez, 1985)."""
    pool = np.argsort(-space.counts, kind="stable")[: POOL * WELL_KNOWN]
    points = space.factors[pool]
    chosen = [0]
    distances = np.linalg.norm(points - points[0], axis=1)
    while len(chosen) < min(WELL_KNOWN, len(pool)):
        distances[chosen] = -1
        chosen.append(int(np.argmax(distances)))
        distances = np.minimum(distances, np.linalg.norm(points - points[chosen[-1]], axis=1))
    return tuple(int(place) for place in pool[chosen])


def warm_up() -> None:
    """Make room for the answers, which other processes give."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _end(stars: NDArray[np.float64]) -> float:
    highest = float(stars.max())
    return next((end for end in ENDS if highest <= end), highest)
