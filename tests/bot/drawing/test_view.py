"""From coordinates to pixels: where points are put, and how well a camera shows arrows."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing import view
from bot.drawing.boxes import Box
from bot.drawing.view import ARROW_CAMERAS, Cameras, View, camera, fit, space_basis

FLAT = np.eye(2)
REGION = Box(100, 50, 900, 650)


def test_pixels_are_offset_and_scaled() -> None:
    seen = View(np.array([(1.0, 0, 0), (0, 0, 1)]), 50, np.array([200.0, 100]))

    assert seen.pixels([1, 7, 2]).tolist() == [250, 200]
    assert seen.pixels([[(0, 0, 0), (-1, 0, 0)]]).tolist() == [[[200, 100], [150, 100]]]


@pytest.mark.parametrize(
    ("points", "scale", "origin"),
    [
        # 4 wide and 2 high in 800 by 600
        ([(0, 0), (4, 2)], 200, (100, 150)),
        ([(1, 0), (3, 6)], 100, (300, 50)),
        ([(0, -1), (0, 2)], 200, (500, 250)),
        ([(-3, 1), (1, 1)], 200, (700, 150)),
        ([(1, 1)], 600, (-100, -250)),
    ],
)
def test_points_are_as_large_as_their_region_allows_and_in_its_middle(
    points: list[tuple[float, float]], scale: float, origin: tuple[float, float]
) -> None:
    with np.errstate(all="raise"):
        found = fit(FLAT, np.array(points, dtype=float), REGION)

    assert found.scale == pytest.approx(scale)
    assert found.offset == pytest.approx(origin)


def test_cameras_look_from_where_they_stand() -> None:
    # From x: y to the right, z up. From y: x to the left.
    assert camera(0, 0) == pytest.approx(np.array([(0, 1, 0), (0, 0, 1)]))
    assert camera(90, 0) == pytest.approx(np.array([(-1, 0, 0), (0, 0, 1)]), abs=1e-12)
    # From above, and half from above.
    assert camera(0, 90) == pytest.approx(np.array([(0, 1, 0), (-1, 0, 0)]), abs=1e-12)
    half = np.sqrt(0.5)
    assert camera(90, 45) == pytest.approx(np.array([(-1, 0, 0), (0, -half, half)]), abs=1e-12)


def test_all_azimuths_of_all_elevations_are_tried() -> None:
    cameras = Cameras((10.0, 20.0), 90.0, (0.01, 0.1), (-90.0, 90.0))

    assert cameras.angles.tolist() == [
        [-55, 10],
        [35, 10],
        [125, 10],
        [-55, 20],
        [35, 20],
        [125, 20],
    ]
    assert cameras.bases[4] == pytest.approx(camera(35, 20))
    # 40 degrees of azimuth cost 0.4, 10 of elevation 1.
    around = Cameras((10.0, 20.0), 40.0, (0.01, 0.1), (-40.0, 40.0))
    for wished, worth, taken in ((0, 0.41, 0), (0, 0.39, 1), (4, 1.01, 4), (4, 0.99, 1)):
        bonus = np.zeros(6)
        bonus[wished] = worth
        assert around.clearest(lambda _, bonus=bonus: bonus) == pytest.approx(around.bases[taken])


@pytest.mark.parametrize(
    ("arrows", "paper", "clear"),
    [
        # One arrow: 65 % of its length are enough, half of that is half as clear.
        ([(1, 0, 0)], [(0.65, 0)], 1 + 1),
        ([(2, 0, 0)], [(0.65, 0)], 0.5 + 1),
        ([(1, 0, 0)], [(1, 0)], 1 + 1),
        # Two: 22 degrees on paper are enough, or as many as there are in space.
        ([(1, 0, 0), (0, 1, 0)], [(1, 0), (np.cos(0.4), np.sin(0.4))], 1 + 1),
        ([(1, 0, 0), (0, 1, 0)], [(1, 0), (1, np.tan(np.radians(11)))], 1 + 0.5),
        ([(1, 0, 0), (1, np.tan(np.radians(10)), 0)], [(1, 0), (1, np.tan(np.radians(5)))], 1.5),
        # On one line, whichever way they point.
        ([(1, 0, 0), (-2, 0, 0)], [(1, 0), (-2, 0)], 1 + 1),
        ([(1, 0, 0), (0, 1, 0)], [(1, 0), (-1, 0)], 1 + 0),
        ([(1, 0, 0), (0, 1, 0)], [(1, 0), (0, 0)], 0 + 0),
        # The worst of three pairs counts.
        ([(1, 0, 0), (0, 1, 0), (0, 0, 1)], [(1, 0), (0, 1), (1, np.tan(np.radians(5.5)))], 1.25),
    ],
)
def test_arrows_are_clear_that_keep_their_lengths_and_lie_apart(
    arrows: list[tuple[float, ...]], paper: list[tuple[float, ...]], clear: float
) -> None:
    found = view._clear_shares(np.array([paper, paper]), np.array(arrows)).sum(axis=0)

    assert found == pytest.approx([clear, clear])


@pytest.mark.parametrize(
    ("p", "q", "degrees"),
    [((1, 0), (0, 2), 90), ((1, 0), (-3, 0), 0), ((2, 2), (-1, 0), 45), ((0, 0), (1, 0), 0)],
)
def test_angles_between_lines(p: tuple[float, ...], q: tuple[float, ...], degrees: float) -> None:
    with np.errstate(all="raise"):
        found = view._line_angles(np.array([p]), np.array([q]))

    assert found == pytest.approx([degrees], abs=1e-5)


def test_a_face_is_clear_where_45_hundredths_of_its_area_are_seen() -> None:
    # The usual camera sees an area at right angles to its line of sight whole.
    usual = camera(35, 22)
    towards = np.cross(*usual)
    arrows = usual.copy()

    assert space_basis(arrows) == pytest.approx(usual)
    assert space_basis(arrows, towards[None]) == pytest.approx(usual)
    assert space_basis(arrows, np.empty((0, 3))) == pytest.approx(usual)
    tilted = np.cos(np.radians(60)) * towards + np.sin(np.radians(60)) * usual[0]
    assert space_basis(arrows, tilted[None]) == pytest.approx(usual), "half of it is seen"
    edge_on = space_basis(arrows, usual[:1])
    assert abs(np.cross(*edge_on) @ usual[0]) > 0.3
    assert any(edge_on == pytest.approx(basis) for basis in ARROW_CAMERAS.bases)
