"""The films of the demo set lie beside films of their kind."""

from __future__ import annotations

import pytest

from bot.catalogue import demo
from bot.models import learning
from bot.models.film_model import FilmModel

KINDS = {
    "westerns": [
        "The Good, the Bad and the Ugly", "Once Upon a Time in the West", "Unforgiven", "True Grit",
    ],
    "crime": [
        "The Godfather", "Goodfellas", "Heat", "Pulp Fiction", "No Country for Old Men",
        "The Shawshank Redemption",
    ],
    "fear": [
        "The Shining", "The Exorcist", "Psycho", "Get Out", "The Silence of the Lambs", "Memento",
        "Seven", "Fight Club", "Oldboy",
    ],
    "for children": [
        "Toy Story", "Finding Nemo", "Shrek", "The Lion King", "Monsters, Inc.", "Frozen",
        "Paddington",
    ],
    "adventures and superheroes": [
        "Star Wars", "The Empire Strikes Back", "Jurassic Park", "The Avengers", "Iron Man",
        "Black Panther", "Raiders of the Lost Ark", "Harry Potter and the Sorcerer's Stone",
        "The Lord of the Rings: The Fellowship of the Ring",
        "Pirates of the Caribbean: The Curse of the Black Pearl",
    ],
    "love and song": [
        "Notting Hill", "Pride & Prejudice", "When Harry Met Sally...", "Casablanca", "Titanic",
        "La La Land", "Grease", "Dirty Dancing", "Mamma Mia!", "Singin' in the Rain",
        "The Sound of Music",
    ],
    "war": [
        "Schindler's List", "Apocalypse Now", "Saving Private Ryan", "Full Metal Jacket",
    ],
    "drawn in Japan, and a robot": [
        "Spirited Away", "My Neighbor Totoro", "Princess Mononoke", "WALL-E",
    ],
    "space": ["2001: A Space Odyssey", "Arrival", "Blade Runner", "Interstellar", "Gravity"],
    "Japan's knights and China's": ["Seven Samurai", "Rashomon", "Crouching Tiger, Hidden Dragon"],
    "the art house": [
        "Wings of Desire", "8½", "Lost in Translation", "In the Mood for Love", "Amélie",
        "The Triplets of Belleville",
    ],
    "laughs": [
        "Monty Python and the Holy Grail", "Groundhog Day", "The Big Lebowski", "Some Like It Hot",
    ],
    "the matrix": ["The Matrix", "Inception"],
}  # fmt: skip


@pytest.fixture(scope="module")
def learned() -> FilmModel:
    return learning.fitted(*demo(), None)


@pytest.mark.parametrize("kind", KINDS)
def test_the_nearest_film_is_of_the_same_kind(learned: FilmModel, kind: str) -> None:
    titles = [film.title for film in learned.films]

    for title in KINDS[kind]:
        (nearest,) = learned.space.neighbours(titles.index(title), count=1)
        assert titles[nearest.item] in KINDS[kind], title
