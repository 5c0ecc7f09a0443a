"""Genres and years as what is learned from beside ratings."""

from __future__ import annotations

from array import array
from dataclasses import replace

import numpy as np

from bot.catalogue import Film, demo
from bot.models.features import MOST_GENRES, features
from bot.models.learning import fitted
from linalg_engine.recommender import ItemSpace, fold_in


def test_a_genre_that_several_films_have_is_a_column_and_the_year_is_the_last() -> None:
    films = (
        Film(1, "A", 1990, ("War", "Drama")),
        Film(2, "B", None, ("Drama", "Drama")),
        Film(3, "C", 2001, ()),
        Film(4, "D", 2010, ("War", "Drama", "Short")),
        Film(5, "E", 2011, ("War",)),
    )

    expected = [[1, 1, 1990], [1, 0, np.nan], [0, 0, 2001], [1, 1, 2010], [0, 1, 2011]]
    assert np.array_equal(features(films), expected, equal_nan=True)


def test_the_most_common_of_very_many_genres_are_learned_from() -> None:
    tags = tuple(f"tag {k}" for k in range(2 * MOST_GENRES))
    films = [Film(n, "A", 2000, (*tags, "Drama")[n % 2 :]) for n in range(9)] + [
        Film(9, "A", 2000, ("Drama",))
    ]

    found = features(films)

    assert found.shape == (10, MOST_GENRES + 1)
    assert found[9, :-1].sum() == 1


def test_ratings_are_predicted_better_with_genres_and_years() -> None:
    films, ratings = demo()
    people, items, stars = map(np.asarray, (ratings.people, ratings.items, ratings.stars))
    bare = replace(films, films=tuple(Film(film.id, film.title) for film in films.films))
    held_out = np.random.default_rng(0).random(len(stars)) < 0.3
    who, what, given = (column[~held_out].tolist() for column in (people, items, stars))
    seen = replace(ratings, people=array("q", who), items=array("q", what), stars=array("d", given))

    def error(space: ItemSpace) -> float:
        squares: list[float] = []
        for person in np.unique(people):
            mine = people == person
            known, asked = mine & ~held_out, mine & held_out
            there = fold_in(space, items[known], stars[known])
            squares.extend((there.predict(items[asked]) - stars[asked]) ** 2)
        return float(np.mean(squares))

    assert error(fitted(films, seen, None).space) < 0.97 * error(fitted(bare, seen, None).space)
