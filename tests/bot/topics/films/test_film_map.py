"""The map of films: everybody stands where the model says, and a dozen names say who is who."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.drawing.crowds import MOST_NAMES
from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Line, Marks
from bot.drawing.things import Picture as Pixels
from bot.topics.films import film_map
from bot.topics.films.film_map import Films
from bot.topics.films.film_map import Marks as Highlights
from tests.bot.drawing.painted import of, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

DARK = Style(Theme.DARK)
COLOUR = COLOURS[Theme.DARK]


def films(count: int) -> Films:
    generator = np.random.default_rng(count)
    titles = [f"Film {i}" for i in range(count)]
    return Films(titles, generator.normal(size=(count, 2)), generator.integers(1, 99, size=count))


def drawn(shown: Films, marks: Highlights) -> tuple[Picture, Painted]:
    with recorded_paintings() as paintings:
        picture = film_map.draw(shown, marks, DARK)
    (painted,) = paintings
    assert faults(painted) == []
    return picture, painted


def centres(painted: Painted, colour: str) -> np.ndarray:
    """Return where the films of a colour are, those of the legend left out."""
    return np.vstack([m.centres for m in of(painted, Marks) if m.colour == colour][1:])


CORNERS = Films(
    ["Origin", "East", "North"],
    np.array([[0.0, 0.0], [8.0, 0.0], [0.0, 4.0]]),
    np.array([1, 2, 3]),
)


def test_the_asker_and_the_films_stand_where_the_model_says() -> None:
    marks = Highlights("You", rated=(1,), suggested=(2,), you=np.array([6.0, 3.0]))

    picture, painted = drawn(CORNERS, marks)

    (east,), (north,) = centres(painted, COLOUR.second), centres(painted, COLOUR.result)
    origin = np.array([north[0], east[1]])
    unit = (east[0] - origin[0]) / 8
    (you,) = [m.centres[0] for m in of(painted, Marks) if m.colour == COLOUR.text]
    assert (north[1] - origin[1]) / 4 == pytest.approx(unit), "equal scales"
    assert (you - origin) / unit == pytest.approx([6, 3])
    assert "is at (6.00, 3.00)" in picture.alt
    assert "nearest to East, North, Origin" in picture.alt


def test_rays_lead_from_the_middle_to_the_asker_and_what_is_suggested() -> None:
    marks = Highlights("You", rated=(1,), suggested=(2,), you=np.array([6.0, 3.0]))

    picture, painted = drawn(CORNERS, marks)

    (north,) = centres(painted, COLOUR.result)
    (you,) = [m.centres[0] for m in of(painted, Marks) if m.colour == COLOUR.text]
    (east,) = centres(painted, COLOUR.second)
    rays = {line.colour: line for line in of(painted, Line)}
    middle = [north[0], east[1]]
    assert rays[COLOUR.result].points[0] == pytest.approx(np.array([middle, north]))
    assert rays[COLOUR.text].points[0] == pytest.approx(np.array([middle, you]))
    assert COLOUR.second not in rays
    assert "Lines lead from the middle there and to each suggestion." in picture.alt


def test_the_alt_text_tells_of_no_suggestion_where_there_is_none() -> None:
    shown = Films(["North", "East", "Monsters, Inc."], CORNERS.points, CORNERS.known)

    picture, _ = drawn(shown, Highlights("You", rated=(1,), you=np.array([6.0, 3.0])))

    assert "nearest to East, Monsters, Inc., North. A line leads there from the middle." in (
        picture.alt
    )
    near = replace(shown, titles=["North", "Monsters, Inc.", "East"])
    marks = Highlights("You", rated=(1,), you=np.array([1.0, 3.0]))
    assert "East, North, Monsters, Inc. A line leads" in drawn(near, marks)[0].alt


def test_a_dozen_names_what_is_suggested_first() -> None:
    shown = films(200)
    marks = Highlights(
        "You among the films", rated=tuple(range(20)), suggested=(30, 31, 32), you=np.zeros(2)
    )

    _, painted = drawn(shown, marks)

    words = words_of(painted)
    named = {*words} & {*shown.titles}
    assert {"Film 30", "Film 31", "Film 32", "you"} <= {*words}
    assert len(named) <= MOST_NAMES - 1
    rated = {name for name in named if int(name.removeprefix("Film ")) < 20}
    assert 1 <= len(rated) <= 4
    assert len(named - rated) > 4
    assert {"rated", "suggested", "other films", "You among the films"} <= {*words}
    assert not any("names shown" in word for word in words)
    colours = {name: words[name].lettering.colour for name in named}
    assert colours["Film 30"] == COLOUR.result
    assert {colours[name] for name in rated} == {COLOUR.second}
    others = named - rated - {"Film 30", "Film 31", "Film 32"}
    assert {colours[name] for name in others} == {COLOUR.muted}


def test_where_none_is_highlighted_films_are_blue() -> None:
    _, painted = drawn(films(4), Highlights("Four"))

    assert {"Film 0", "Film 1", "Film 2", "Film 3", "films"} <= {*words_of(painted)}
    assert not {"rated", "suggested", "you", "other films"} & {*words_of(painted)}
    assert len(centres(painted, COLOUR.first)) == 4


def test_landmarks_are_well_known_and_lie_apart() -> None:
    generator = np.random.default_rng(7)
    shown = films(500)
    known = np.zeros(500, dtype=np.intp)
    famous = generator.choice(500, size=film_map.POOL * MOST_NAMES, replace=False)
    known[famous] = 9

    _, painted = drawn(replace(shown, known=known), Highlights("Some"))

    named = {*words_of(painted)} & {*shown.titles}
    assert 6 < len(named) <= MOST_NAMES
    assert named <= {f"Film {i}" for i in famous}
    places = [shown.points[int(name.removeprefix("Film "))] for name in named]
    apart = [np.linalg.norm(p - q) for i, p in enumerate(places) for q in places[:i]]
    assert min(apart) > 0.3


def test_hundreds_of_films_are_a_density_with_the_landmarks_as_dots() -> None:
    shown = films(303)

    _, painted = drawn(shown, Highlights("Many", rated=(5, 6)))

    assert len(of(painted, Pixels)) == 1
    named = {*words_of(painted)} & {*shown.titles}
    assert {"Film 5", "Film 6"} <= named
    assert len(centres(painted, COLOUR.muted)) == MOST_NAMES - 2
    assert {"well-known films", "The shade says how many films lie there."} <= {*words_of(painted)}
    few = words_of(drawn(films(302), Highlights("Few", rated=(5, 6)))[1])
    assert "other films" in few
    assert "The shade says how many films lie there." not in few


def test_long_titles_are_cut_and_the_outermost_are_said() -> None:
    long = Films(
        ["The Lord of the Rings: The Fellowship of the Ring", "Left", "Top", "Bottom"],
        np.array([[9.0, 0.0], [-9.0, 0.0], [0.0, 5.0], [0.0, -5.0]]),
        np.array([1, 1, 1, 1]),
    )

    picture, painted = drawn(long, Highlights("Ends"))

    assert "The Lord of the Rings:…" in words_of(painted)
    assert picture.alt.endswith(
        "Outermost: right The Lord of the Rings: The Fellowship of the Ring, left Left, top Top, "
        "bottom Bottom."
    )


def test_where_every_film_is_highlighted_no_others_are_spoken_of() -> None:
    marks = Highlights("All", rated=(0, 1), rated_name="yours", suggested=(2,))

    picture, painted = drawn(CORNERS, marks)

    assert {"Origin", "East", "North", "yours", "suggested"} <= {*words_of(painted)}
    assert not {"films", "other films"} & {*words_of(painted)}
    assert "Lines lead" not in picture.alt


def test_what_is_highlighted_is_larger_and_the_asker_the_largest() -> None:
    marks = Highlights("You", rated=(1,), suggested=(2,), you=np.array([6.0, 3.0]))

    _, painted = drawn(CORNERS, marks)

    sizes = {
        colour: [m.size for m in of(painted, Marks) if m.colour == colour][-1]
        for colour in (COLOUR.muted, COLOUR.second, COLOUR.result, COLOUR.text)
    }
    assert sizes[COLOUR.muted] < sizes[COLOUR.second] == sizes[COLOUR.result]
    assert sizes[COLOUR.second] < sizes[COLOUR.text] < 2 * sizes[COLOUR.second]
    sixty_one = films(63)  # without those two
    many = [m.size for m in of(drawn(sixty_one, marks)[1], Marks) if m.colour == COLOUR.muted][-1]
    assert many < sizes[COLOUR.muted]
    taste = replace(marks, rated=tuple(range(3, 19)))
    rated = [m.size for m in of(drawn(films(63), taste)[1], Marks) if m.colour == COLOUR.second][-1]
    assert many < rated < sizes[COLOUR.second]
