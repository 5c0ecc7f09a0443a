"""The way that a matrix takes from the identity to itself."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.motion import motion
from linalg_engine import notation
from linalg_engine.decompositions import eigen

ENTRIES = st.one_of(
    st.fractions(-9, 9, max_denominator=4).map(float),
    st.floats(-1e300, 1e300),
    st.sampled_from([0.0, 1.0, -1.0, 1e-200]),
)


@given(st.lists(ENTRIES, min_size=4, max_size=4))
def test_the_way_begins_at_the_identity_and_ends_at_the_target(entries: list[float]) -> None:
    way = motion(np.array(entries).reshape(2, 2))

    assert way.at(0) == pytest.approx(np.eye(2), abs=1e-9)
    assert way.at(1) == pytest.approx(way.target, abs=1e-9)
    for t in np.linspace(0, 1, 7):
        assert np.abs(way.at(t)).max() < 20


@given(st.lists(st.integers(-6, 6), min_size=4, max_size=4))
def test_the_area_changes_its_sign_once_and_only_where_it_must(entries: list[int]) -> None:
    a = np.array(entries, dtype=float).reshape(2, 2)
    way = motion(a)
    areas = [float(np.linalg.det(way.at(t))) for t in np.linspace(0, 1, 101)[1:-1]]

    signs = [area > 0 for area in areas if abs(area) > 1e-9]
    changes = sum(one != other for one, other in pairwise(signs))
    exact = entries[0] * entries[3] - entries[1] * entries[2]
    if exact != 0:
        assert changes == (exact < 0)


@pytest.mark.parametrize("degrees", [30, 90, 135, 180, -90])
def test_a_rotation_turns_all_the_way(degrees: float) -> None:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    way = motion(np.array([[c, -s], [s, c]]))
    for t in (0.25, 0.5, 0.75):
        assert way.at(t) @ way.at(t).T == pytest.approx(np.eye(2))
    assert math.degrees(math.atan2(*way.at(0.5)[::-1, 0])) == pytest.approx(degrees / 2)


@pytest.mark.parametrize("text", ["2 1; 1 3", "0 1; 1 0", "1 2; 2 4", "1 1; 0 1", "5 0; 0 -3"])
def test_eigenvectors_stay_on_their_lines_all_the_way(text: str) -> None:
    found = eigen(notation.parse_matrix(text))
    way = motion(found.matrix)
    for v in found.vectors.T:
        for t in (0.2, 0.5, 0.8):
            x, y = way.at(t) @ v
            assert x * v[1] == pytest.approx(y * v[0], abs=1e-12)


def test_what_is_too_large_is_shortened_and_points_the_same_way() -> None:
    way = motion(notation.parse_matrix("1 100; 0 1"))
    assert not way.is_true
    assert way.target[:, 0] == pytest.approx([1, 0])  # î stays, as it does in truth
    assert way.target[1, 1] / way.target[0, 1] == pytest.approx(1 / 100)
    assert motion(notation.parse_matrix("100 99; 99 100")).target @ [1, -1] == pytest.approx(
        [1, -1]
    )
