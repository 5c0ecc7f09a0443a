"""The vectors most like one: rays at their true angles, and shadows for the dot product."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing import boxes
from bot.drawing import fan as fans
from bot.drawing.fan import Fan
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Line, Marks, Written
from tests.bot.drawing.painted import of, placement, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

COLOUR = COLOURS[Theme.DARK]
OTHERS = np.array([[3.0, 3.0, 0.0], [2.0, 0.0, 0.5], [0.0, 0.0, 2.0]])
ANGLES = ["Up, 45°", "Her, 14°", "Saw, 90°"]


def fan(*, with_shadows: bool = False) -> Fan:
    film = np.array([4.0, 0.0, 0.0])
    return Fan(film, "Alien", OTHERS, ("Up", "Her", "Saw"), "film", with_shadows)


def drawn(shown: Fan) -> tuple[str, Painted]:
    with recorded_paintings() as paintings:
        picture = fans.draw(shown, "Most like Alien", Style(), "Most like it: Up.")
    (painted,) = paintings
    assert faults(painted) == []
    return picture.alt, painted


@given(st.integers(0, 10**6), st.integers(2, 12))
def test_angles_lengths_and_products_with_the_film_are_kept(seed: int, traits: int) -> None:
    generator = np.random.default_rng(seed)
    film, others = generator.normal(size=traits), generator.normal(size=(5, traits))

    points = Fan(film, "a", others, ("b",) * 5, "film").points()

    assert np.linalg.norm(points, axis=1) == pytest.approx(np.linalg.norm(others, axis=1))
    assert points[:, 0] * np.linalg.norm(film) == pytest.approx(others @ film)
    assert np.sign(points[:, 1]).tolist() == [1, -1, 1, -1, 1]


def test_each_film_has_its_ray_its_title_and_its_angle() -> None:
    alt, painted = drawn(fan())

    words = words_of(painted)
    assert {*ANGLES, "Alien", "Most like Alien", fans.NOTE} <= {*words}
    assert fans.SHADOWS not in words
    assert "Up at 45°, Her at 14°, Saw at 90°" in alt
    assert alt.endswith("Most like it: Up.")
    (marks,) = [m for m in of(painted, Marks) if m.colour == COLOUR.result and len(m.centres) == 3]
    (film,) = [m for m in of(painted, Marks) if m.colour == COLOUR.first and m.size > 25]
    points = fan().points()
    scale, origin = placement(np.vstack([points, [[4, 0]]]), [marks, film])
    assert marks.centres == pytest.approx(scale * points + origin)
    rays = {line.width: line for line in of(painted, Line)}
    assert rays[4].points == pytest.approx(np.stack([[origin] * 3, marks.centres], axis=1))
    assert rays[7].points[0] == pytest.approx(np.array([origin, film.centres[0]]))
    assert 2 not in {line.width for line in of(painted, Line) if line.layer == 2}


def test_a_title_without_a_line_is_nowhere_nearer_to_another_film() -> None:
    titles = ("Love", "A war in space", "Stone", "My life", "X", "Of dogs and cats")
    traits = np.array([1.0, 0, 0]) + 0.3 * np.random.default_rng(5).normal(size=(6, 3))
    shown = Fan(np.array([1.0, 0, 0]), "Persona", traits, titles, "film")

    _, painted = drawn(shown)

    (marks,) = [m for m in of(painted, Marks) if len(m.centres) == len(titles)]
    leaders = [line.points[0] for line in of(painted, Line) if line.layer == 3.5]
    tied = np.array([end for _, end in leaders]).reshape(-1, 2)
    for written in of(painted, Written):
        words = str(written.lettering.content)
        own = [k for k, title in enumerate(titles) if words.startswith(f"{title}, ")]
        around = painted.canvas.box_of(written).corners[None]
        if own and not (boxes.distances(around, tied) < 1).any():
            (distances,) = boxes.distances(around, marks.centres)
            assert distances[own[0]] <= distances.min() + 1, words


def test_the_dot_product_is_seen_as_shadows_on_the_ray() -> None:
    _, painted = drawn(fan(with_shadows=True))
    assert fans.SHADOWS in words_of(painted)

    (drops,) = [line for line in of(painted, Line) if (line.layer, line.width) == (2, 2)]
    (marks,) = [m for m in of(painted, Marks) if m.colour == COLOUR.result and len(m.centres) == 3]
    assert drops.points[:, 0] == pytest.approx(marks.centres)
    assert drops.points[:, 1, 0] == pytest.approx(marks.centres[:, 0])
    assert np.ptp(drops.points[:, 1, 1]) == pytest.approx(0)
    (shadow,) = [line for line in of(painted, Line) if (line.layer, line.width) == (2, 3)]
    assert shadow.points[0, 1, 0] == pytest.approx(marks.centres[:, 0].max())


def test_rays_have_the_colours_of_what_they_stand_for_and_those_are_explained() -> None:
    _, painted = drawn(fan(with_shadows=True))

    colours = {line.width: line.colour for line in of(painted, Line) if line.layer == 2}
    assert colours == {4: COLOUR.result, 2: COLOUR.muted, 3: COLOUR.first, 7: COLOUR.first}
    words = words_of(painted)
    assert words["most like it"].lettering.colour == COLOUR.result
    assert words["the film"].lettering.colour == COLOUR.first
    assert [m.shape for m in of(painted, Marks) if m.size == fans.MARK] == ["triangle", "circle"]
    assert not any(word.lstrip("−").isdigit() for word in words), "no coordinates"


def test_long_names_are_cut_and_the_text_for_the_blind_is_short_enough() -> None:
    others = np.array([(1.0, 1), (1, 0.5)])
    shown = Fan(np.array([1.0, 0]), "x" * 30, others, ("y" * 600, "z" * 600), "film")

    with recorded_paintings() as paintings:
        picture = fans.draw(shown, "Alike", Style(), "")

    assert {"x" * 23 + "…", "y" * 23 + "…, 45°"} <= {*words_of(paintings[0])}
    assert len(picture.alt) == 1024
    assert picture.name == "films.png"


def test_a_vector_and_itself_lie_on_the_ray_and_its_opposite_behind() -> None:
    film = np.array([0.1, 0.2, 0.3])

    found = Fan(film, "a", np.array([film, -film]), ("b", "c"), "film")

    assert found.angles() == ["0°", "180°"]
    assert found.points() == pytest.approx(np.sqrt(0.14) * np.array([(1, 0), (-1, 0)]), abs=1e-7)
