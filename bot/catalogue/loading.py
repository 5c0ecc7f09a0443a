"""Films and ratings from files: the demo set, MovieLens, or files of one's own."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import replace
from pathlib import Path

from bot.catalogue import film_files, rating_files
from bot.catalogue.catalogue import Catalogue, CatalogueError, Film
from bot.catalogue.left_out import LeftOut
from bot.catalogue.rating_files import Ratings
from bot.catalogue.titles import compared

DEMO = Path(__file__).parents[1] / "data" / "demo"

ENDINGS = ("csv", "dat", "tsv", "txt")
FILES = (
    (film_files.ML_100K, rating_files.ML_100K),
    *((f"{films}.{end}", f"ratings.{end}") for end in ENDINGS for films in ("movies", "films")),
)
"""Files of films and of ratings that may be in a folder."""


def read(folder: Path | None) -> tuple[Catalogue, Ratings]:
    """Return the films in a folder, and the ratings; without a folder, the demo set.

    Raises
    ------
    CatalogueError
        With one sentence that names the file and the line.
    """
    return demo() if folder is None else load(folder)


def demo() -> tuple[Catalogue, Ratings]:
    """Return the set that comes with the bot: 80 films, and 52 invented viewers."""
    return _loaded("the demo set", DEMO / "films.csv", DEMO / "ratings.csv")


def load(folder: Path) -> tuple[Catalogue, Ratings]:
    """Return the films in a folder, and the ratings.

    It is an unpacked MovieLens data set (``ratings.csv`` and ``movies.csv``, ``ratings.dat`` and
    ``movies.dat``, or ``u.data`` and ``u.item``), or has files ``ratings.csv`` and ``movies.csv``
    whose columns have usual names.

    Raises
    ------
    CatalogueError
        With one sentence that names the file and the line.
    """
    name = " ".join("".join(c for c in folder.resolve().name if c.isprintable()).split())[:60]
    try:
        files = {file.name.lower(): file for file in folder.iterdir() if file.is_file()}
    except OSError:
        files = {}
    for films, ratings in FILES:
        if films in files and ratings in files:
            return _loaded(name, files[films], files[ratings])
    raise CatalogueError(
        "MOVIES_PATH must be a folder with ratings.csv and movies.csv in it (or ratings.dat and "
        f"movies.dat, or u.data and u.item), and {name or 'this one'} is not."
    )


def _loaded(name: str, films_file: Path, ratings_file: Path) -> tuple[Catalogue, Ratings]:
    """Return the rated films, in the order of their file, and their ratings."""
    not_films, not_ratings = LeftOut(films_file.name), LeftOut(ratings_file.name)
    films = film_files.films_of(films_file, not_films)
    not_films.refuse_if_most()
    places, listed = _once(films)
    given = rating_files.ratings_of(ratings_file, places, films_file.name, not_ratings)
    if not given.stars:
        raise CatalogueError(f"There are no ratings in {name}.")
    counts = Counter(given.items)
    rated = sorted(counts)
    moved = {place: number for number, place in enumerate(rated)}
    found = Catalogue(
        name=name,
        films=tuple(listed[place] for place in rated),
        counts=tuple(counts[place] for place in rated),
    )
    items = array("q", map(moved.__getitem__, given.items))
    left_out = (*not_films.sentences(), *not_ratings.sentences())
    return found, replace(given, items=items, left_out=left_out)


def _once(films: dict[str, Film]) -> tuple[dict[str, int], list[Film]]:
    """Return places by ids, and the film at each: entries of one title and year are one film."""
    places: dict[str, int] = {}
    listed: list[Film] = []
    first: dict[tuple[str, int], int] = {}
    for key, film in films.items():
        place = len(listed)
        if film.year is not None:
            place = first.setdefault((compared(film.title), film.year), place)
        if place == len(listed):
            listed.append(film)
        places[key] = place
    return places, listed
