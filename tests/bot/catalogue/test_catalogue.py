"""The demo set, and films found by what people type."""

from __future__ import annotations

import csv
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import catalogue
from bot.catalogue import Catalogue, Film, Ratings, titles
from bot.catalogue.names import names_of
from bot.data import generate

DEMO = Path(generate.__file__).parent / "demo"


@pytest.fixture(scope="module")
def demo() -> Catalogue:
    found, _ = catalogue.demo()
    return found


@pytest.fixture(scope="module")
def demo_ratings() -> Ratings:
    _, found = catalogue.demo()
    return found


# The demo set


def test_the_generator_writes_the_very_ratings_that_are_committed() -> None:
    assert generate.ratings_csv() == (DEMO / "ratings.csv").read_text("utf-8")
    assert generate.ratings_csv(generate.SEED + 1) != generate.ratings_csv()


def test_the_tables_of_the_demo_set_are_about_the_same_films() -> None:
    def column(file: str) -> list[str]:
        with (DEMO / file).open(encoding="utf-8", newline="") as lines:
            return [line["movieId"] for line in csv.DictReader(lines)]

    assert column("films.csv") == column("traits.csv") == [str(k) for k in range(1, 81)]


def test_the_demo_set_is_nearly_half_full(demo: Catalogue, demo_ratings: Ratings) -> None:
    stars = demo_ratings.stars
    assert len(demo.films) == 80
    assert set(demo_ratings.people) == set(range(52))
    assert len(stars) == demo.ratings == pytest.approx(0.45 * 52 * 80, rel=0.1)
    assert (min(stars), max(stars)) == (0.5, 5.0)
    assert all(given * 2 % 1 == 0 for given in stars)
    assert min(demo.counts) >= 5
    assert demo.counts == tuple(np.bincount(demo_ratings.items))
    assert all(film.year and film.genres for film in demo.films)


def test_the_viewers_are_said_to_be_invented() -> None:
    assert "viewers are invented" in (DEMO / "PROVENANCE.md").read_text("utf-8")


# Titles


@pytest.mark.parametrize(
    ("written", "as_shown"),
    [
        ("Matrix, The", "The Matrix"),
        ("Bug's Life, A", "A Bug's Life"),
        ("Avventura, L' (Adventure, The)", "L'Avventura (The Adventure)"),
        ("Good, the Bad and the Ugly, The", "The Good, the Bad and the Ugly"),
        ("Paris, I Love You", "Paris, I Love You"),
        ("(500) Days of Summer", "(500) Days of Summer"),
        ("two\nlines\u202e", "two lines"),
    ],
)
def test_articles_stand_in_front(written: str, as_shown: str) -> None:
    assert titles.shown(written) == as_shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shrek", "Shrek"),
        ("Shreck", "Shrek"),
        ("finding nmeo", "Finding Nemo"),
        ("toy stroy", "Toy Story"),
        ("matirx", "The Matrix"),
        ("the matrix 1999", "The Matrix"),
        ("Matrix, The", "The Matrix"),
        ("AMELIE", "Amélie"),
        ("lord of the rings", "The Lord of the Rings: The Fellowship of the Ring"),
        ("silence of lambs", "The Silence of the Lambs"),
        ("mama mia", "Mamma Mia!"),
        ("pride and prejudice", "Pride & Prejudice"),
        ("monsters inc", "Monsters, Inc."),
        ("matirx 1999", "The Matrix"),
        ("starwars", "Star Wars"),
        ("the silence of teh lambs", "The Silence of the Lambs"),
        ("lions king", "The Lion King"),
        ("Dark Knight Rises", "The Dark Knight Rises"),
        ("the felowship of the ring", "The Lord of the Rings: The Fellowship of the Ring"),
        ("8½", "8½"),
    ],
)
def test_a_title_is_found_in_spite_of_spelling(demo: Catalogue, typed: str, meant: str) -> None:
    assert [film.title for film in demo.find(typed)] == [meant]
    assert demo.search(typed)[0].title == meant


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("The Dark Knight", "The Dark Knight Rises"),
        ("Lord of the Rings: The Two Towers", "The Lord of the Rings: The Fellowship of the Ring"),
        ("Harry Potter and the Half-Blood Prince", "Harry Potter and the Sorcerer's Stone"),
        ("Harry Potter", "Harry Potter and the Sorcerer's Stone"),
        ("Aliens", "Alien"),
        ("Alien 3", "Alien"),
        ("Frozen II", "Frozen"),
        ("Night Club", "Fight Club"),
        ("Lion", "The Lion King"),
        ("nemo", "Finding Nemo"),
    ],
)
def test_a_word_too_many_too_few_or_another_is_another_film(
    demo: Catalogue, typed: str, near: str
) -> None:
    assert demo.find(typed) == ()
    assert demo.search(typed)[0].title == near


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("star wars", [1]),
        ("sta wars", []),
        ("the empire strikes back", [2]),
        ("Star Wars Episode V: the empir strikes back", [2]),
        ("city of lost children", [3]),
        ("la cite des enfants perdus", [3]),
        ("alein", [4]),
        ("alien covenent", [5]),
        ("rocky iii", [7]),
        ("rocky iv", []),
        ("nineteen", []),
        ("1948", []),
        ("the and of", []),
    ],
)
def test_either_part_of_a_title_is_enough(typed: str, ids: list[int]) -> None:
    found = films_called(
        "Star Wars: Episode IV - A New Hope (1977)",
        "Star Wars: Episode V - The Empire Strikes Back (1980)",
        "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
        "Alien (1979)",
        "Alien: Covenant (2017)",
        "Rocky II (1979)",
        "Rocky III (1982)",
        "1984 (1984)",
        "And (1990)",
    )

    assert sorted(film.id for film in found.find(typed)) == ids


def films_called(*written: str) -> Catalogue:
    """Return films with titles as files write them, each rated once."""
    named = (titles.split_year(title) for title in written)
    films = [Film(i, titles.shown(title), year) for i, (title, year) in enumerate(named, 1)]
    return Catalogue("films", tuple(films), (1,) * len(films))


@pytest.mark.parametrize(
    "typed", ["xyzzy", "shrek 2", "matirx 2003", "titanic 1953", "a", "", "   ", "!?", "😀"]
)
def test_what_is_not_there_is_not_found(demo: Catalogue, typed: str) -> None:
    assert demo.find(typed) == ()


def test_every_film_is_found_by_its_own_name(demo: Catalogue) -> None:
    for film in demo.films:
        assert demo.find(film.title) == (film,)
        assert demo.find(film.label) == (film,)
        assert demo.search(film.title[:-1])[0] == film
        assert demo.film(film.id) == film


def test_a_title_of_two_films_is_told_apart_by_the_year() -> None:
    films = films_called("Solaris (1972)", "Solaris (2002)", "Solar Crisis (1990)")

    assert [film.year for film in films.find("solaris")] == [1972, 2002]
    assert [film.year for film in films.find("Solaris (2002)")] == [2002]
    assert [film.year for film in films.find("solaris 1972")] == [1972]
    assert films.search("solaris 2002")[0].year == 2002


def test_while_typing_the_films_that_begin_so_come_first(demo: Catalogue) -> None:
    def begins_so(film: Film) -> bool:
        return any(titles.compared(name)[0] == "s" for name in names_of(film.title, film.year))

    begun = demo.search("s", 4)
    assert all(map(begins_so, begun))
    counts = [demo.counts[demo.films.index(film)] for film in begun]
    others = [
        count
        for film, count in zip(demo.films, demo.counts, strict=True)
        if begins_so(film) and film not in begun
    ]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) >= max(others)
    assert demo.search("the m")[0].title == "The Matrix"
    assert len(demo.search("")) == 25
    best = demo.place(demo.search("")[0].id)
    assert best is not None
    assert demo.counts[best] == max(demo.counts)
    assert len(demo.search("a", 3)) == 3
    assert demo.search("a" * 100_000) == demo.search("a" * 100)


def test_all_films_about_a_word_are_those_with_it_in_the_title_or_as_genre() -> None:
    films = (
        Film(3, "Zebra", 1999, ("Sci-Fi", "Drama")),
        Film(1, "The Dramatic Séance", None),
        Film(2, "apple", 2001, ("Drama",)),
        Film(9, "The The", 2002),
    )
    catalogue = Catalogue("four", films, (1, 2, 3, 4))

    assert [film.id for film in catalogue.about("DRAMA")] == [3, 1, 2]
    assert [film.id for film in catalogue.about("sci fi")] == [3]
    assert [film.id for film in catalogue.about("seance")] == [1]
    assert [film.id for film in catalogue.about("fi")] == [], "not a part of a genre"
    assert catalogue.about("…") == catalogue.about("") == ()
    assert [film.id for film in catalogue.by_title] == [2, 1, 9, 3]


@given(st.text("ab c", max_size=2), st.integers(1, 9), st.data())
def test_short_texts_begin_names_and_then_words(
    typed: str, count: int, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.text("abc ", min_size=1, max_size=6), max_size=12))
    films = tuple(Film(i, name) for i, name in enumerate(names))
    counts = tuple(data.draw(st.integers(1, 5)) for _ in films)
    typed = titles.compared(typed)

    found = [film.id for film in Catalogue("drawn", films, counts).search(typed, count)]

    plain = [titles.compared(name) for name in names]
    begun = [i for i, name in enumerate(plain) if name.startswith(typed)]
    later = [i for i, name in enumerate(plain) if f" {typed}" in name and i not in begun]
    known = [sorted(each, key=lambda i: -counts[i]) for each in (begun, later)]
    assert found == [*known[0], *known[1]][:count]


def test_a_catalogue_crosses_processes(demo: Catalogue) -> None:
    demo.search("shrek")
    copy = pickle.loads(pickle.dumps(demo))  # noqa: S301 (our own)

    assert copy.films == demo.films
    assert copy.search("shrek") == demo.search("shrek")
