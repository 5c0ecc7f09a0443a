"""Many points: which belong together, how that looks, and which are far apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.crowds import LOOKS, grouped, size_of, spread_out
from bot.drawing.style import COLOURS


def test_kinds_differ_in_shape_as_well_as_in_colour_and_none_is_text_coloured() -> None:
    shapes = {shape for _, shape in LOOKS}
    roles = {role for role, _ in LOOKS}

    assert len(shapes) == len(roles) == len(LOOKS) == 6
    for colours in COLOURS.values():
        found = {getattr(colours, role) for role in roles}
        assert len(found) == 6
        assert not found & {colours.text, colours.muted, colours.background, "#ffffff"}


def test_groups_keep_their_names_up_to_six_and_the_smallest_are_other() -> None:
    members = ["a"] * 5 + ["b"] * 4 + ["c"] * 3 + ["d"] * 2 + ["e"] * 2 + ["f"] * 2 + ["g", ""]

    groups = grouped(members)

    assert [name for name, _ in groups] == ["a", "b", "c", "d", "e", "f", "other"]
    assert [len(rows) for _, rows in groups] == [5, 4, 3, 2, 2, 2, 2]
    assert sorted(int(i) for _, rows in groups for i in rows) == list(range(len(members)))


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=1), st.integers(1, 9))
def test_points_that_are_spread_out_are_farthest_from_those_before(
    given: list[tuple[int, int]], count: int
) -> None:
    points = np.array(given, dtype=float)

    chosen = spread_out(points, count, np.zeros(2)).tolist()

    assert len(chosen) == len({*chosen}) == min(count, len(given))
    for k, i in enumerate(chosen):
        before = points[chosen[:k]] if k else np.zeros((1, 2))
        least = np.linalg.norm(points[:, None] - before, axis=2).min(axis=1)
        assert least[i] == pytest.approx(least.max())


def test_points_that_are_spread_out_keep_their_distance() -> None:
    points = np.array([[0.0, 0.0], [0.5, 0.0], [9.0, 0.0], [9.2, 0.0]])

    assert spread_out(points, 4, np.zeros(2), apart=1.0).tolist() == [3, 0]


@pytest.mark.parametrize(
    ("count", "size"), [(1, 24), (40, 24), (41, 19), (200, 19), (201, 13), (800, 13), (801, 9)]
)
def test_the_more_points_there_are_the_smaller_they_are(count: int, size: float) -> None:
    assert size_of(count) == size


def test_the_largest_groups_keep_their_names() -> None:
    groups = grouped(["b", "c", "b", "a", "a", "", "d"], 2)

    assert [(name, rows.tolist()) for name, rows in groups] == [
        ("a", [3, 4]),
        ("b", [0, 2]),
        ("other", [1, 5, 6]),
    ]
    assert [name for name, _ in grouped(["b", "a"])] == ["a", "b"]
    assert [name for name, _ in grouped(list("aabbccdd"), 3)] == ["a", "b", "c", "other"]


def test_points_exactly_so_far_apart_are_apart() -> None:
    points = np.array([[9.0, 0.0], [8.0, 0.0], [7.5, 0.0]])

    assert spread_out(points, 3, np.zeros(2), apart=1.5).tolist() == [0, 2]
    assert spread_out(points, 3, np.zeros(2), apart=1.6).tolist() == [0]
    # The first one is always chosen.
    assert spread_out(points, 3, np.zeros(2), apart=99).tolist() == [0]
    assert spread_out(np.zeros((3, 2)), 3, np.zeros(2)).tolist() == [0, 1, 2]
