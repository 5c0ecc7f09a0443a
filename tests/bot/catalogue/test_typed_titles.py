"""Films are found by what people type for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.catalogue import Catalogue
from bot.catalogue.catalogue import Film
from bot.catalogue.names import names_of, normal
from bot.catalogue.titles import split_year

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    found = (HERE / name).read_text("utf-8").splitlines()
    return [line for line in found if not line.startswith("#")]


@cache
def some_films() -> Catalogue:
    counts, films = [], []
    for place, line in enumerate(lines("some_films.txt")):
        count, _, label = line.partition(" ")
        title, year = split_year(label)
        counts.append(int(count))
        films.append(Film(place, title, year))
    return Catalogue("some films", tuple(films), tuple(counts))


TYPED = [line.split(" = ") for line in lines("typed_titles.txt")]


@pytest.mark.parametrize(("typed", "meant"), TYPED, ids=[typed for typed, _ in TYPED])
def test_what_is_meant_is_offered_first_and_nothing_else_is_taken(typed: str, meant: str) -> None:
    films = some_films()

    assert films.search(typed)[0].label == meant
    found = [film.label for film in films.find(typed)]
    assert found in ([meant], []) or (len(found) > 1 and meant in found)


def test_nearly_all_are_found_without_being_asked_back() -> None:
    films = some_films()

    found = [[film.label for film in films.find(typed)] == [meant] for typed, meant in TYPED]
    assert len(found) >= 100
    assert sum(found) >= 0.9 * len(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Godfather: Part II", "godfather two"),
        ("Kill Bill: Vol. 2", "kill bill volume ii"),
        ("Se7en", "seven"),
        ("Twelve Monkeys", "12 monkeys"),
        ("Rocky V", "rocky 5"),
        ("Dr. No", "doctor no"),
        ("Scott Pilgrim vs. the World", "scott pilgrim versus the world"),
    ],
)
def test_names_that_are_the_same_in_normal_form(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rocky V", "Rocky IV"), ("V for Vendetta", "5 for vendetta"), ("X2", "X"), ("I", "1")],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_names_in_brackets_and_in_other_countries() -> None:
    assert names_of("Seven (a.k.a. Se7en)", 1995)[1:] == ("Seven", "Se7en")
    assert "Spirited Away" in names_of("Sen to Chihiro no kamikakushi", 2001)
    assert "Sen to Chihiro no kamikakushi" in names_of("Spirited Away", 2001)
    assert names_of("Spirited Away", 1950) == names_of("Spirited Away", None) == ("Spirited Away",)


def test_each_line_of_other_names_has_a_year_and_two_names() -> None:
    folder = Path(__file__).parents[3] / "bot" / "data"
    for line in (folder / "other_names.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            year, *names = line.split("; ")
            assert 1890 < int(year) < 2030, line
            assert len(names) == len({*names}) > 1, line


def test_a_much_rated_film_is_meant_among_two_of_one_title() -> None:
    films = (Film(1, "Pursuit", 1972), Film(2, "Pursuit", 2015))

    assert [f.id for f in Catalogue("", films, (1, 10)).find("pursuit")] == [2]
    assert [f.id for f in Catalogue("", films, (4, 5)).find("pursuit")] == [2, 1]
    assert [f.id for f in Catalogue("", films, (1, 10)).find("pursuit 1972")] == [1]


REMADE = Catalogue(
    "",
    (
        Film(1, "Halloween", 2007), Film(2, "Halloween", 1978), Film(3, "Halloween II", 1981),
        Film(4, "Up", 2009), Film(5, "Caché", 2005), Film(6, "Hidden", 2011),
        Film(7, "Star Wars: Episode V - The Empire Strikes Back", 1980),
        Film(8, "Scary Movie", 2000), Film(9, "The Texas Chainsaw Massacre", 2003),
        Film(10, "The Texas Chain Saw Massacre", 1974),
    ),
    (90, 5, 5, 5, 5, 5, 5, 5, 5, 5),
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("halloween", [1]),
        ("halloween (the original)", [2]),
        ("Halloween (original movie)", [2]),
        ("halloween (remake)", [1]),
        ("halloween (the new one)", [1]),
        ("up (original)", []),
        ("up (remake)", []),
        ("up movie", [4]),
        ("up the movie", [4]),
        ("scary movie", [8]),
        ("scary movie film", [8]),
        ("a movie", []),
        ("Hidden (Caché)", [5]),
        ("Caché (or Hidden)", [5]),
        ("Caché (aka hidden)", [5]),
        ("Up (Caché)", []),
        ("Star Wars: The Empire Strikes Back", [7]),
        ("The Empire Strikes Back (Star Wars)", [7]),
        ("Star Wars VI: The Empire Strikes Back", []),
        ("texas chainsaw massacre", [9, 10]),
        ("texas chain saw massacre", [9, 10]),
        ("texas chainsaw massacre 1974", [10]),
        ("halloween 1", [1]),
        ("Halloween I", [1]),
        ("up 1", []),
        ("1", []),
        ("(up)", [4]),
        ("()", []),
        ("up ((original))", []),
        ("((((", []),
    ],
)
def test_what_is_said_around_a_title(typed: str, ids: list[int]) -> None:
    assert [film.id for film in REMADE.find(typed)] == ids
