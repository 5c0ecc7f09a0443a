"""The ratings that a file lists."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.catalogue import CatalogueError
from bot.catalogue.film_files import ID_COLUMNS, key_of
from bot.catalogue.left_out import LeftOut
from bot.catalogue.scale import end_of
from bot.catalogue.text_files import Table, read_table, split_at

MOST_RATINGS = 12_000_000
"""MovieLens 10M has 10,000,054. Twelve million take half a minute and 1.2 GB to read."""

MOST_STARS = 100.0

PERSON_COLUMNS = ("userid", "user", "personid", "person", "viewer")
STARS_COLUMNS = ("rating", "stars", "score")

ML_100K = "u.data"
NO_STARS = frozenset(["", "-", "?", "n/a", "na", "nan", "none", "null", r"\n"])

_UNKNOWN = -1
_NAMELESS = -1


@dataclass(frozen=True)
class Ratings:
    """Who gave which film how many stars.

    Attributes
    ----------
    people
        Who rated: 0, 1, 2, … without gaps; their names are not kept.
    items
        Indices of the films.
    stars
        As given.
    end
        The highest rating that there can be.
    left_out
        What of the files could not be used: a sentence for each file with such lines.
    """

    people: array[int]
    items: array[int]
    stars: array[float]
    end: float
    left_out: tuple[str, ...] = ()


def ratings_of(
    file: Path, films: Mapping[str, int], titles_file: str, left_out: LeftOut
) -> Ratings:
    """Return the ratings in a file; a later rating of a film by a person replaces an earlier one.

    Lines that cannot be used are left out.

    Parameters
    ----------
    films
        The index of each film by its id, as `key_of` returns it.
    titles_file
        Where they are listed.

    Raises
    ------
    CatalogueError
        If the file cannot be used.
    """
    table, person_at, film_at, stars_at = _columns(file)
    width = 1 + max(person_at, film_at, stars_at)
    everybody = _People()
    index = _Index(films)
    values = _Stars()
    # Ten million pairs of numbers would be slow and large: a pair is one number.
    found: dict[int, float] = {}
    for line, cells in table.rows:
        left_out.lines += 1
        if len(cells) < width:
            left_out.add("cut short", line, f"expected {width} cells, found {len(cells)}")
            continue
        stars = values[cells[stars_at]]
        film = index[cells[film_at]]
        if stars is None:
            _leave_out_stars(cells[stars_at], line, left_out)
        elif film == _UNKNOWN:
            left_out.add(
                f"of films that {titles_file} does not have",
                line,
                f"the film {cells[film_at].strip()[:40]!r} is not in {titles_file}",
            )
        elif (person := everybody[cells[person_at]]) == _NAMELESS:
            left_out.add("without a person", line, "it does not say who rated")
        else:
            values.lines.setdefault(stars, line)
            found[person * len(films) + film] = stars
            if len(found) > MOST_RATINGS:
                raise CatalogueError(
                    f"{file.name}, line {line}: there are more than {MOST_RATINGS:,} ratings, "
                    "too many to read; take a smaller set, such as MovieLens 10M."
                )
    left_out.refuse_if_most()
    again = left_out.lines - left_out.count - len(found)
    left_out.add_all("that later ratings of the same films replace", again)
    end = _leave_out_slips(found, values.lines, left_out)
    numbers: dict[int, int] = {}
    people = array("q", (numbers.setdefault(pair // len(films), len(numbers)) for pair in found))
    items = array("q", (pair % len(films) for pair in found))
    return Ratings(people, items, array("d", found.values()), end)


def _columns(file: Path) -> tuple[Table, int, int, int]:
    if file.name.lower() == ML_100K:
        return split_at(file, "\t"), 0, 1, 2
    table = read_table(file)
    if not table.header:
        return table, 0, 1, 2
    return (
        table,
        table.column(PERSON_COLUMNS, "who rated (userId)"),
        table.column(ID_COLUMNS, "the film (movieId)"),
        table.column(STARS_COLUMNS, "the stars (rating)"),
    )


class _People(dict[str, int]):
    """People by what the file calls them, numbered as they come."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}

    def __missing__(self, text: str) -> int:
        name = key_of(text)
        number = self._names.setdefault(name, len(self._names)) if name else _NAMELESS
        self[text] = number
        return number


class _Index(dict[str, int]):
    """Films by what the file calls them."""

    def __init__(self, films: Mapping[str, int]) -> None:
        self._films = films

    def __missing__(self, text: str) -> int:
        self[text] = place = self._films.get(key_of(text), _UNKNOWN)
        return place


class _Stars(dict[str, "float | None"]):
    """Ratings by how they are written, None for what is no rating.

    Attributes
    ----------
    lines
        Where each occurs first.
    """

    def __init__(self) -> None:
        self.lines: dict[float, int] = {}

    def __missing__(self, text: str) -> float | None:
        self[text] = stars = _stars(text)
        return stars


def _stars(text: str) -> float | None:
    try:
        stars = float(text.replace(",", ".", 1))
    except ValueError:
        return None
    return stars if 0 <= stars <= MOST_STARS else None


def _leave_out_stars(text: str, line: int, left_out: LeftOut) -> None:
    problem = f"{text[:40]!r} is not a rating; it must be a number from 0 to {MOST_STARS:g}"
    is_blank = text.strip().casefold() in NO_STARS
    reason = "without stars" if is_blank else f"with no number from 0 to {MOST_STARS:g} for stars"
    left_out.add(reason, line, problem)


def _leave_out_slips(
    found: dict[int, float], lines: Mapping[float, int], left_out: LeftOut
) -> float:
    """Remove the few ratings beyond the end of the scale; return that end."""
    end = end_of(Counter(found.values()))
    slips = [pair for pair, stars in found.items() if stars > end]
    if slips:
        first = min(lines[found[pair]] for pair in slips)
        left_out.add_all(f"with more than {end:g} stars", len(slips), first)
        for pair in slips:
            del found[pair]
    return end
