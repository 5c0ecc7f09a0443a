"""A density: no point is lost, more points make it stronger, and words can be read on it."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

from bot.drawing.canvas import Canvas
from bot.drawing.density import LEVELS, draw_density
from bot.drawing.style import COLOURS, WIDTH, Role, Theme
from bot.drawing.things import Picture
from tests.bot.drawing.rules import contrast

HEIGHT = 500


def shades(points: NDArray[np.float64], theme: Theme = Theme.DARK) -> NDArray[np.int64]:
    """Return how far each pixel's green is from the background's, the lowest row first."""
    canvas = Canvas(theme)
    draw_density(canvas, points, HEIGHT + 0.7)
    (picture,) = canvas.things
    assert isinstance(picture, Picture)
    assert picture.pixels.shape == (HEIGHT, WIDTH, 3)
    assert picture.layer < 1, "below the grid"
    ground = round(255 * to_rgb(COLOURS[theme].background)[1])
    return np.abs(picture.pixels[::-1, :, 1].astype(int) - ground)


def test_a_point_alone_is_a_spot_where_it_lies() -> None:
    found = shades(np.array([[300.0, 120.0]]))

    rows, columns = np.nonzero(found)
    assert (np.mean(columns), np.mean(rows)) == pytest.approx((300, 120), abs=4)
    assert 100 < len(rows) < 900


def test_a_point_alone_is_seen_beside_thousands() -> None:
    many = np.random.default_rng(1).normal((300, 200), 20, size=(50_000, 2))

    found = shades(np.vstack([many, [(900, 400)]]))

    assert found[400, 900] > 0
    assert found[200, 300] > 2 * found[400, 900]
    assert found[480, 700] == 0


def test_where_there_are_more_points_the_shade_is_stronger() -> None:
    places = np.array([(100 + 150 * k, 250.0) for k in range(6)])
    counts = [1, 4, 16, 64, 256, 1024]

    found = shades(np.repeat(places, counts, axis=0))

    at = [int(found[250, int(x)]) for x, _ in places]
    assert at == sorted(at)
    assert len({*at}) >= 5
    assert len(np.unique(found)) == LEVELS + 1


def test_points_outside_are_left_out() -> None:
    outside = np.array([(-0.1, 50), (50, -0.1), (WIDTH, 50), (50, HEIGHT), (4e9, 3), (3, -4e9)])

    assert not shades(outside).any()
    inside = shades(np.array([(0.0, 0.0), (WIDTH - 0.1, HEIGHT - 0.1)]))
    assert inside[0, 0] > 0
    assert inside[-1, -1] > 0


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("role", ["text", "muted", "first", "second", "result"])
def test_words_of_maps_can_be_read_where_it_is_strongest(theme: Theme, role: Role) -> None:
    canvas = Canvas(theme)

    draw_density(canvas, np.full((1000, 2), 200.0), HEIGHT)

    (picture,) = canvas.things
    assert isinstance(picture, Picture)
    shade = tuple(picture.pixels[HEIGHT - 1 - 200, 200] / 255)
    assert shade != to_rgb(canvas.colours.background)
    assert contrast(to_rgb(canvas.colours.of(role)), shade) >= 4.5
