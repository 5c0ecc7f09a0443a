"""Typed titles: which film is meant, and what is said where that is not clear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import Catalogue, Film
from bot.models.keys import keys
from bot.models.titles import MOST_CHARACTERS, MOST_TITLES, Titles
from linalg_engine.errors import InputError
from tests.examples import examples

FILMS = (
    Film(1, "Solaris", 1972),
    Film(2, "Solaris", 2002),
    Film(3, "Monsters, Inc.", 2001),
    Film(4, "The Good, the Bad and the Ugly", 1966),
    Film(5, "Emma", 1996),
    Film(6, "Emma", 1996),
    Film(7, "Amélie"),
    Film(8, "M" * 150, 1990),
    Film(9, "Up", 2009),
    Film(10, "8½", 1963),
)
CATALOGUE = Catalogue("a test", FILMS, (1,) * 10)
TITLES = Titles(CATALOGUE)


def found(text: str) -> list[int]:
    """Return the ids of the films in a list of titles."""
    return [film.id for film in TITLES.films(text, "likes")]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("up", [9]),
        ("u p", [9]),
        ("Up, amelie", [9, 7]),
        ("monsters, inc., up", [3, 9]),
        ("Monsters, Inc. (2001), Up", [3, 9]),
        ("the good, the bad and the ugly, monsters, inc.", [4, 3]),
        ("monster, inc", [3]),
        ("up; monsters, inc.\nsolaris 1972", [9, 3, 1]),
        ("Solaris (2002), Solaris (1972)", [2, 1]),
        ("up, UP,, ; up", [9]),
        ("good, the bad and the ugly, the (1966); up", [4, 9]),
        ("Good, the Bad and the Ugly, The; Monsters, Inc. (2001)", [4, 3]),
        ("amelie; 8½; up", [7, 10, 9]),
        ("#6", [6]),
        ("", []),
    ],
)
def test_lists_of_titles(text: str, ids: list[int]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("solaris", "could be Solaris (1972) or Solaris (2002). Write which one, with its year."),
        ("emma", "could be Emma (1996) or Emma (1996)"),
        ("Up, Down Under", "I know no film called “Down Under”."),
        ("Solarium Nights", "Did you mean Solaris"),
        ("#77", "I know no film called “#77”."),
        ("up, " * (MOST_TITLES + 1), f"read up to {MOST_TITLES}"),
        ("x" * (MOST_CHARACTERS + 1), f"read up to {MOST_CHARACTERS}"),
    ],
)
def test_what_cannot_be_found_is_said(text: str, words: str) -> None:
    with pytest.raises(InputError) as error:
        found(text)

    assert words in str(error.value)
    assert error.value.source == "likes"


@pytest.mark.parametrize("film", FILMS, ids=lambda film: str(film.id))
def test_a_choice_leads_back_to_its_film(film: Film) -> None:
    choice = TITLES.choice(film)

    assert len(choice) <= 100
    assert TITLES.film(choice, "movie") == film


@examples(0.4)
@given(st.text(max_size=200))
def test_nothing_typed_is_more_than_an_input_error(text: str) -> None:
    try:
        films = TITLES.films(text, "likes")
    except InputError:
        return
    assert len(films) <= MOST_TITLES


def test_keys_are_those_of_another_set_and_differ() -> None:
    other = (Film(70, "SOLARIS", 2002), Film(71, "Amelie"), Film(72, "Emma", 1996))

    assert set(keys(other)) <= set(keys(FILMS))
    assert len(set(keys(FILMS))) == len(FILMS)
    assert all(len(key) <= 100 for key in keys(FILMS))
    assert keys(FILMS)[5] == "emma 1996 #6"
