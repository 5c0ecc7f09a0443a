"""The films that a file lists."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.catalogue.catalogue import CatalogueError, Film
from bot.catalogue.left_out import LeftOut
from bot.catalogue.text_files import DOUBLE_COLON, Table, read_table, split_at
from bot.catalogue.titles import shown, split_year

MOST_FILMS = 100_000

ID_COLUMNS = ("movieid", "movie", "filmid", "film", "itemid", "item", "id")
TITLE_COLUMNS = ("title", "name", "movie", "film")
YEAR_COLUMNS = ("year",)
GENRE_COLUMNS = ("genres", "genre")

ML_100K = "u.item"
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

NO_GENRES = frozenset(["", "(no genres listed)", "unknown"])
NO_YEAR = frozenset(["", "-", "?", "0", "n/a", "na", "nan", "none", "null", "unknown", r"\n"])

_NUMBER = re.compile(r"0*([0-9]+?)(?:\.0+)?")
_YEAR = re.compile(r"(?<![0-9])(?:18|19|20)[0-9]{2}(?![0-9])")


class _Row(NamedTuple):
    line: int
    key: str
    title: str
    year: str
    genres: str


def films_of(file: Path, left_out: LeftOut) -> dict[str, Film]:
    """Return the films of a file by their ids there, which are compared as `key_of` says.

    Lines that cannot be used are left out; of several with the same id, all but the first.

    Raises
    ------
    CatalogueError
        If the file cannot be used.
    """
    films: dict[str, Film] = {}
    for row in _rows(file, left_out):
        key = key_of(row.key)
        name, found = split_year(row.title)
        name = shown(name)
        if not key or not name:
            problem = "a film needs an id and a title"
            left_out.add("without an id or a title", row.line, problem)
            continue
        if key in films:
            problem = f"the film {key[:40]!r} is listed twice"
            left_out.add("with the id of another film", row.line, problem)
            continue
        year, is_wrong = _year(row.year)
        if is_wrong:
            left_out.add("with a year that is none", row.line, f"{row.year[:40]!r} is not a year")
            continue
        if len(films) >= MOST_FILMS:
            raise CatalogueError(
                f"{file.name}, line {row.line}: there are more than {MOST_FILMS:,} films."
            )
        genres = tuple(kind for kind in map(str.strip, row.genres.split("|")) if _is_genre(kind))
        films[key] = Film(_number(key), name, found if year is None else year, genres)
    return films


def key_of(text: str) -> str:
    """Return a film's id as it is compared: " 007" is "7", as is "7.0"."""
    found = _NUMBER.fullmatch(text.strip())
    return found[1] if found else text.strip()


def _rows(file: Path, left_out: LeftOut) -> Iterator[_Row]:
    if file.name.lower() == ML_100K:
        width, read = 5 + len(ML_100K_GENRES), _ml_100k
        table = split_at(file, "|")
    else:
        table = read_table(file)
        width, read = (len(table.header), _by_header(table)) if table.header else (3, _headless)
    for line, cells in table.rows:
        left_out.lines += 1
        if len(cells) < width:
            problem = f"expected {width} cells, found {len(cells)}"
            left_out.add("cut short", line, problem)
        else:
            yield read(line, cells)


def _ml_100k(line: int, cells: list[str]) -> _Row:
    flags = zip(ML_100K_GENRES, cells[5:], strict=False)
    genres = "|".join(genre for genre, flag in flags if flag.strip() == "1")
    return _Row(line, cells[0], cells[1], "", genres)


def _headless(line: int, cells: list[str]) -> _Row:
    """Return a row of id, title and genres, where a title may have the separator in it."""
    return _Row(line, cells[0], DOUBLE_COLON.join(cells[1:-1]), "", cells[-1])


def _by_header(table: Table) -> Callable[[int, list[str]], _Row]:
    key_at = table.column(ID_COLUMNS, "the films' ids (movieId)")
    title_at = table.column(TITLE_COLUMNS, "the titles (title)")
    year_at = table.optional_column(YEAR_COLUMNS)
    genres_at = table.optional_column(GENRE_COLUMNS)

    def read(line: int, cells: list[str]) -> _Row:
        year = "" if year_at is None else cells[year_at]
        genres = "" if genres_at is None else cells[genres_at]
        return _Row(line, cells[key_at], cells[title_at], year, genres)

    return read


def _year(text: str) -> tuple[int | None, bool]:
    """Return the first year in a text, and whether there should be one and is none."""
    found = _YEAR.search(text)
    if found:
        return int(found[0]), False
    return None, text.strip().casefold() not in NO_YEAR


def _is_genre(text: str) -> bool:
    return text.casefold() not in NO_GENRES


def _number(key: str) -> int:
    """Return an id as a number; for a text a hash, the same in every process."""
    if re.fullmatch(r"[0-9]{1,15}", key):
        return int(key)
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=6).digest(), "big") + 10**15
