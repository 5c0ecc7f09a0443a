"""Films and ratings from files: the demo set, MovieLens, or files of one's own."""

from __future__ import annotations

import csv
import hashlib
import math
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.catalogue import Catalogue, CatalogueError, Film
from bot.catalogue.titles import compared, shown, split_year

DEMO = Path(__file__).parents[1] / "data" / "demo"

MOST_RATINGS = 2_000_000
MOST_FILMS = 100_000
MOST_LINE = 10_000
"""Characters of one line."""

MOST_STARS = 100.0

PERSON_COLUMNS = ("userid", "user", "personid", "person", "viewer")
FILM_COLUMNS = ("movieid", "movie", "filmid", "film", "itemid", "item", "id")
STARS_COLUMNS = ("rating", "stars", "score")
TITLE_COLUMNS = ("title", "name", "movie", "film")
YEAR_COLUMNS = ("year",)
GENRE_COLUMNS = ("genres", "genre")

ML_100K_GENRES = [
    "unknown",
    "Action",
    "Adventure",
    "Animation",
    "Children",
    "Comedy",
    "Crime",
    "Documentary",
    "Drama",
    "Fantasy",
    "Film-Noir",
    "Horror",
    "Musical",
    "Mystery",
    "Romance",
    "Sci-Fi",
    "Thriller",
    "War",
    "Western",
]
"""The last 19 columns of u.item, as the README of MovieLens 100K lists them."""


@dataclass(frozen=True)
class Ratings:
    """Who gave which film how many stars.

    Attributes
    ----------
    people
        Who rated: 0, 1, 2, … without gaps; their names are not kept.
    items
        Indices in the catalogue.
    stars
        As given.
    """

    people: array[int]
    items: array[int]
    stars: array[float]


@dataclass(frozen=True)
class _Line:
    """One line of a file."""

    file: str
    number: int
    cells: list[str]

    def wrong(self, problem: str) -> CatalogueError:
        return CatalogueError(f"{self.file}, line {self.number}: {problem}")


@dataclass(frozen=True)
class _Rating:
    person: str
    film: str
    stars: float
    line: _Line


def read(folder: Path | None) -> tuple[Catalogue, Ratings]:
    """Return the films in a folder, and the ratings; without a folder, the demo set.

    Raises
    ------
    CatalogueError
        With one sentence that names the file and the line.
    """
    return demo() if folder is None else load(folder)


def checked_catalogue(folder: Path | None) -> Catalogue:
    """Return the films; the ratings are read and checked as well.

    Raises
    ------
    CatalogueError
        With one sentence that names the file and the line.
    """
    found, _ = read(folder)
    return found


def demo() -> tuple[Catalogue, Ratings]:
    """Return the set that comes with the bot: 80 films, and 52 invented viewers."""
    films = _films_of_csv(DEMO / "films.csv")
    return _catalogue("the demo set", films, _ratings_of_csv(DEMO / "ratings.csv"), "films.csv")


def load(folder: Path) -> tuple[Catalogue, Ratings]:
    """Return the films in a folder, and the ratings.

    It is an unpacked MovieLens data set (``ratings.csv`` and ``movies.csv``, or ``u.data`` and
    ``u.item``), or has files ``ratings.csv`` and ``movies.csv`` whose columns have usual names.

    Raises
    ------
    CatalogueError
        With one sentence that names the file and the line.
    """
    name = " ".join("".join(c for c in folder.resolve().name if c.isprintable()).split())[:60]
    if (folder / "u.data").is_file():
        films = _films_of_ml_100k(folder / "u.item")
        return _catalogue(name, films, _ratings_of_ml_100k(folder / "u.data"), "u.item")
    for titles_file in ("movies.csv", "films.csv"):
        if (folder / titles_file).is_file() and (folder / "ratings.csv").is_file():
            films = _films_of_csv(folder / titles_file)
            return _catalogue(name, films, _ratings_of_csv(folder / "ratings.csv"), titles_file)
    raise CatalogueError(
        "MOVIES_PATH must be a folder with ratings.csv and movies.csv in it (or u.data and "
        f"u.item), and {name or 'this one'} is not."
    )


def _catalogue(
    name: str, films: dict[str, Film], ratings: Iterator[_Rating], titles_file: str
) -> tuple[Catalogue, Ratings]:
    """Return the rated films; a later rating replaces an earlier one.

    Entries of one title and year are one film, the first of them.
    """
    first: dict[tuple[str, int], str] = {}
    same = {
        key: key if film.year is None else first.setdefault((compared(film.title), film.year), key)
        for key, film in films.items()
    }
    people: dict[str, int] = {}
    places: dict[str, int] = {}
    stars: dict[tuple[int, int], float] = {}
    for rating in ratings:
        if rating.film not in films:
            raise rating.line.wrong(f"the film {rating.film[:40]!r} is not in {titles_file}.")
        person = people.setdefault(rating.person, len(people))
        place = places.setdefault(same[rating.film], len(places))
        stars[person, place] = rating.stars
        if len(stars) > MOST_RATINGS:
            raise rating.line.wrong(
                f"there are more than {MOST_RATINGS:,} ratings, too many to learn from; "
                "take a smaller set, such as ml-latest-small."
            )
    if not stars:
        raise CatalogueError(f"There are no ratings in {name}.")
    # In the order of the films' file, not of the ratings.
    order = [key for key in films if key in places]
    moved = {places[key]: place for place, key in enumerate(order)}
    items = array("q", (moved[place] for _, place in stars))
    counts = Counter(items)
    found = Catalogue(
        name=name,
        films=tuple(films[key] for key in order),
        counts=tuple(counts[place] for place in range(len(order))),
    )
    people_of = array("q", (person for person, _ in stars))
    return found, Ratings(people_of, items, array("d", stars.values()))


def _films_of_csv(file: Path) -> dict[str, Film]:
    lines = _csv_lines(file)
    header = _header(lines, file)
    id_at = _column(header, FILM_COLUMNS, "the films' ids (movieId)")
    title_at = _column(header, TITLE_COLUMNS, "the titles (title)")
    year_at = _optional_column(header, YEAR_COLUMNS)
    genres_at = _optional_column(header, GENRE_COLUMNS)
    films: dict[str, Film] = {}
    for line in lines:
        cell = _cells(line, len(header.cells))
        year = _year(line, cell[year_at]) if year_at is not None else None
        genres = cell[genres_at] if genres_at is not None else ""
        _add(films, line, cell[id_at], cell[title_at], year, genres)
    return films


def _ratings_of_csv(file: Path) -> Iterator[_Rating]:
    lines = _csv_lines(file)
    header = _header(lines, file)
    person_at = _column(header, PERSON_COLUMNS, "who rated (userId)")
    film_at = _column(header, FILM_COLUMNS, "the film (movieId)")
    stars_at = _column(header, STARS_COLUMNS, "the stars (rating)")
    for line in lines:
        cell = _cells(line, len(header.cells))
        yield _rating(line, cell[person_at], cell[film_at], cell[stars_at])


def _films_of_ml_100k(file: Path) -> dict[str, Film]:
    films: dict[str, Film] = {}
    for line in _split_lines(file, "|", "latin-1"):
        cell = _cells(line, 5 + len(ML_100K_GENRES))
        flags = zip(ML_100K_GENRES, cell[5:], strict=False)
        genres = "|".join(genre for genre, flag in flags if flag == "1" and genre != "unknown")
        _add(films, line, cell[0], cell[1], None, genres)
    return films


def _ratings_of_ml_100k(file: Path) -> Iterator[_Rating]:
    for line in _split_lines(file, "\t", "latin-1"):
        cell = _cells(line, 3)
        yield _rating(line, cell[0], cell[1], cell[2])


def _add(
    films: dict[str, Film], line: _Line, key: str, title: str, year: int | None, genres: str
) -> None:
    key = key.strip()
    name, found = split_year(title)
    name = shown(name)
    if not key or not name:
        raise line.wrong("a film needs an id and a title.")
    if key in films:
        raise line.wrong(f"the film {key[:40]!r} is listed twice.")
    if len(films) >= MOST_FILMS:
        raise line.wrong(f"there are more than {MOST_FILMS:,} films.")
    kinds = [kind.strip() for kind in genres.split("|")]
    kept = tuple(kind for kind in kinds if kind and kind != "(no genres listed)")
    films[key] = Film(_number(key), name, found if year is None else year, kept)


def _number(key: str) -> int:
    """Return an id as a number; for a text a hash, the same in every process."""
    if re.fullmatch(r"[0-9]{1,15}", key):
        return int(key)
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=6).digest(), "big") + 10**15


def _rating(line: _Line, person: str, film: str, stars: str) -> _Rating:
    try:
        value = float(stars)
    except ValueError:
        value = math.nan
    if not 0 <= value <= MOST_STARS:
        raise line.wrong(
            f"{stars[:40]!r} is not a rating; it must be a number from 0 to {MOST_STARS:g}."
        )
    if not person.strip():
        raise line.wrong("it does not say who rated.")
    return _Rating(person.strip(), film.strip(), value, line)


def _year(line: _Line, text: str) -> int | None:
    if not text.strip():
        return None
    if not re.fullmatch(r"(18|19|20)[0-9]{2}", text.strip()):
        raise line.wrong(f"{text[:40]!r} is not a year.")
    return int(text)


def _header(lines: Iterator[_Line], file: Path) -> _Line:
    for line in lines:
        return line
    raise CatalogueError(f"{file.name} is empty.")


def _column(header: _Line, names: tuple[str, ...], meaning: str) -> int:
    found = _optional_column(header, names)
    if found is None:
        raise header.wrong(f"no column for {meaning}.")
    return found


def _optional_column(header: _Line, names: tuple[str, ...]) -> int | None:
    typed = [re.sub(r"[\W_]", "", cell.lower()) for cell in header.cells]
    return next((typed.index(name) for name in names if name in typed), None)


def _cells(line: _Line, count: int) -> list[str]:
    if len(line.cells) < count:
        raise line.wrong(f"expected {count} cells, found {len(line.cells)}.")
    return line.cells


def _csv_lines(file: Path) -> Iterator[_Line]:
    reader = csv.reader(_text_lines(file, "utf-8-sig"))
    try:
        for cells in reader:
            if cells:
                yield _Line(file.name, reader.line_num, cells)
    except csv.Error:
        raise CatalogueError(f"{file.name}, line {reader.line_num}: this is not CSV.") from None


def _split_lines(file: Path, separator: str, encoding: str) -> Iterator[_Line]:
    for number, text in enumerate(_text_lines(file, encoding), start=1):
        if text.strip():
            yield _Line(file.name, number, text.rstrip("\r\n").split(separator))


def _text_lines(file: Path, encoding: str) -> Iterator[str]:
    number = 0
    try:
        with file.open(encoding=encoding, newline="") as lines:
            while text := lines.readline(MOST_LINE + 1):
                number += 1
                if len(text) > MOST_LINE:
                    raise CatalogueError(f"{file.name}, line {number}: the line is too long.")
                yield text
    except OSError:
        raise CatalogueError(f"{file.name} cannot be read.") from None
    except UnicodeDecodeError:
        raise CatalogueError(
            f"{file.name}, after line {number}: this is not plain text in UTF-8."
        ) from None
