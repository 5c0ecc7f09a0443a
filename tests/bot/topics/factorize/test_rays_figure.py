"""The lecture's people and films as rays."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.style import COLOURS, Style
from bot.drawing.things import Arrow, Fill, Line
from bot.topics.factorize.rays_figure import draw_lecture
from linalg_engine.factorization import lecture_films
from tests.bot.drawing.painted import of
from tests.bot.topics.factorize.drawn import (
    COLOUR,
    DARK,
    LIGHT,
    one_box,
    painting,
    words,
)


@pytest.mark.parametrize("style", [DARK, LIGHT], ids=["dark", "light"])
def test_the_lectures_people_and_films_are_rays_with_named_axes(style: Style) -> None:
    films = lecture_films()
    painted, picture = painting(lambda: draw_lecture(films, style))
    colours = COLOURS[style.theme]

    rays = of(painted, Arrow)
    vectors = np.vstack([films.users, films.items.T])
    tips = np.array([ray.tip - ray.tail for ray in rays])
    scale = np.abs(tips).max() / np.abs(vectors).max()
    assert np.allclose(tips, scale * vectors, atol=0.01)
    assert [ray.colour for ray in rays] == [colours.row] * 4 + [colours.column] * 5
    assert {*films.people, *films.titles} <= set(words(painted))
    assert {"← arthouse", "blockbuster →", "adult ↑", "children ↓"} <= set(words(painted))
    origin = rays[0].tail
    assert one_box(painted, "← arthouse").right < origin[0]
    assert one_box(painted, "blockbuster →").left > origin[0]
    assert one_box(painted, "adult ↑").bottom > origin[1] > one_box(painted, "children ↓").top
    assert "Person 1 (1, 0.1)" in picture.alt


def test_the_angle_to_one_film_and_the_longer_shadow_of_the_other_are_drawn() -> None:
    films = lecture_films()
    painted, picture = painting(lambda: draw_lecture(films, DARK))

    person, near, far = films.users[0], films.items[:, 0], films.items[:, 3]
    rays = of(painted, Arrow)
    scale = float(np.hypot(*(rays[0].tip - rays[0].tail)) / np.hypot(*person))
    shadows = [fill for fill in of(painted, Fill) if fill.colour == COLOUR.result]
    lengths = [float(np.hypot(*(fill.corners[1] - fill.corners[0]))) / scale for fill in shadows]
    unit = person / np.hypot(*person)
    assert lengths == pytest.approx([float(far @ unit), float(near @ unit)])
    assert {"dot 1.09", "dot 0.88", "18°"} <= set(words(painted))
    assert "cosine: Harry Potter (0.95), The Dark Knight Rises (0.81)" in words(painted)
    assert "dot product: Harry Potter (0.88), The Dark Knight Rises (1.09)" in words(painted)
    assert "cosine: Harry Potter (0.95), The Dark Knight Rises (0.81)" in picture.alt
    (arc,) = [line.points[0] for line in of(painted, Line) if line.points.shape[1] == 24]
    spokes = (arc - rays[0].tail) / np.linalg.norm(arc - rays[0].tail, axis=1)[:, None]
    assert spokes[0] == pytest.approx(unit)
    assert spokes[-1] == pytest.approx(near / np.hypot(*near))
    drops = [line.points[0] for line in of(painted, Line) if line.style != "solid"]
    for drop, film in zip(drops, (far, near), strict=True):
        assert drop[0] == pytest.approx(rays[0].tail + scale * film)
        assert (drop[1] - drop[0]) @ unit == pytest.approx(0, abs=1e-6)
    assert one_box(painted, "dot 1.09").left > rays[0].tail[0]
