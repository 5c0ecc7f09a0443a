"""From ratings to a model in a file. Runs in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.models.features import features
from bot.models.film_model import FilmModel
from bot.models.kept_ratings import HIGHEST, opened
from bot.models.keys import keys
from linalg_engine import recommender

if TYPE_CHECKING:
    from bot.catalogue import Catalogue, Ratings
    from bot.models.exchange import Members

LOWEST = 0.5
"""The fewest stars that people can give."""

WELL_KNOWN = 25
"""Films offered to somebody who has rated none: as many as a menu holds."""

POOL = 4
"""They are chosen from so many times as many of the best known films."""


def learn(kept: str, members: Members | None, path: str) -> tuple[str, ...]:
    """Write a fitted model to a file; return keys of well-known films that are far apart.

    Parameters
    ----------
    kept
        The file of films and ratings.
    members
        Further ratings that count.
    path
        The file to write.

    Raises
    ------
    FileNotFoundError
        When that file is no longer there.
    """
    model = fitted(*opened(kept), members)
    model.write(path)
    return tuple(model.keys[place] for place in well_known(model.space))


def fitted(catalogue: Catalogue, ratings: Ratings, members: Members | None) -> FilmModel:
    """Fit a model to the ratings, and to the members' with them."""
    names = keys(catalogue.films)
    people, items = np.asarray(ratings.people), np.asarray(ratings.items)
    stars = np.asarray(ratings.stars) * (HIGHEST / ratings.end)
    if members is not None:
        places = {key: place for place, key in enumerate(names)}
        joined = zip(members.people, members.keys, members.stars, strict=True)
        known = [(who, places[key], given) for who, key, given in joined if key in places]
        more = np.array(known, dtype=float).reshape(-1, 3)
        people = np.concatenate([people, more[:, 0].astype(int) + int(people.max()) + 1])
        items = np.concatenate([items, more[:, 1].astype(int)])
        stars = np.concatenate([stars, more[:, 2]])
    scale = (min(LOWEST, float(stars.min())), HIGHEST)
    known = features(catalogue.films)[np.unique(items)]
    space = recommender.fit(people, items, stars, features=known, scale=scale)
    return FilmModel.of(catalogue.name, catalogue.films, names, space)


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
