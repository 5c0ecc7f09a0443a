"""The map of films: everybody stands where the model says, and names say who is who."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, HEIGHT, Style, Theme
from bot.topics.films import film_map
from bot.topics.films.film_map import Films, Marks
from tests.bot.drawing.words import Words, assert_readable, recorded_words

DARK = Style(Theme.DARK)


def films(count: int) -> Films:
    generator = np.random.default_rng(count)
    titles = [f"Film {i}" for i in range(count)]
    return Films(titles, generator.normal(size=(count, 2)), generator.integers(1, 99, size=count))


def drawn(shown: Films, marks: Marks) -> tuple[Picture, Words]:
    with recorded_words() as words:
        picture = film_map.draw(shown, marks, DARK)
    assert_readable(words)
    return picture, words


def middle_of(picture: Picture, words: Words, colour: str) -> NDArray[np.float64]:
    """Return the middle of the pixels of a colour, those of words left out."""
    image = np.asarray(Image.open(io.BytesIO(picture.data)).convert("RGB")).astype(int)[::-1]
    rgb = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    found = np.abs(image - rgb).max(axis=2) < 14
    for _, _, box in words:
        left, bottom, right, top = np.clip(box.corners, 0, None).astype(int)
        found[bottom : min(top, HEIGHT) + 1, left : right + 1] = False
    rows, columns = np.nonzero(found)
    return np.array([(columns.min() + columns.max()) / 2, (rows.min() + rows.max()) / 2])


def test_the_asker_stands_where_the_model_says_among_the_films() -> None:
    corners = Films(
        ["Origin", "East", "North"],
        np.array([[0.0, 0.0], [8.0, 0.0], [0.0, 4.0]]),
        np.array([1, 2, 3]),
    )
    marks = Marks("You", rated=(1,), suggested=(2,), you=np.array([6.0, 3.0]))

    picture, words = drawn(corners, marks)

    colours = COLOURS[Theme.DARK]
    east, north, you = (
        middle_of(picture, words, colour)
        for colour in (colours.second, colours.result, colours.text)
    )
    origin = np.array([north[0], east[1]])
    unit = (east[0] - origin[0]) / 8
    assert (north[1] - origin[1]) / 4 == pytest.approx(unit, rel=0.03), "equal scales"
    assert (you - origin) / unit == pytest.approx([6, 3], abs=0.08)
    assert "is at (6.00, 3.00)" in picture.alt
    assert "nearest to East, North, Origin" in picture.alt


def test_what_is_pointed_out_is_named_and_the_legend_counts_the_names() -> None:
    shown = films(200)
    marks = Marks("You among the films", rated=(1, 2, 3), suggested=(4, 5), you=np.zeros(2))

    _, words = drawn(shown, marks)

    texts = [text for text, _, _ in words]
    assert {"Film 1", "Film 2", "Film 3", "Film 4", "Film 5", "you"} <= set(texts)
    named = sum(text in shown.titles for text in texts)
    assert 5 < named <= 5 + film_map.MOST_OTHERS
    assert f"● other films, {named} of 200 named" in texts
    assert {"■ rated", "▲ suggested"} <= set(texts)


def test_where_all_films_are_named_the_legend_does_not_count() -> None:
    _, words = drawn(films(4), Marks("Four", others=40))

    assert {"Film 0", "Film 1", "Film 2", "Film 3", "● films"} <= {text for text, _, _ in words}


def test_of_many_rated_films_only_some_are_named() -> None:
    shown = films(60)

    _, words = drawn(shown, Marks("Many", rated=tuple(range(30)), others=0))

    texts = {text for text, _, _ in words}
    assert {f"Film {i}" for i in range(film_map.MOST_RATED)} == texts & set(shown.titles)


def test_landmarks_are_well_known_and_lie_apart() -> None:
    generator = np.random.default_rng(7)
    shown = films(500)
    known = np.zeros(500, dtype=np.intp)
    famous = generator.choice(500, size=film_map.POOL * 5, replace=False)
    known[famous] = 9

    _, words = drawn(replace(shown, known=known), Marks("Five", others=5))

    named = {text for text, _, _ in words} & set(shown.titles)
    assert 1 <= len(named) <= 5
    assert named <= {f"Film {i}" for i in famous}
    assert film_map.draw(shown, Marks("None", others=0), DARK).alt.startswith("None: 500 films")


def test_long_titles_are_cut_and_the_outermost_are_said() -> None:
    long = Films(
        ["The Lord of the Rings: The Fellowship of the Ring", "Left", "Top", "Bottom"],
        np.array([[9.0, 0.0], [-9.0, 0.0], [0.0, 5.0], [0.0, -5.0]]),
        np.array([1, 1, 1, 1]),
    )

    picture, words = drawn(long, Marks("Ends", others=4))

    assert "The Lord of the Rings:…" in {text for text, _, _ in words}
    assert picture.alt.endswith(
        "Outermost: right The Lord of the Rings: The Fellowship of the Ring, left Left, top Top, "
        "bottom Bottom."
    )
