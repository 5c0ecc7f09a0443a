"""Maps of named points: every name at its point and on no other, and what is left out is said."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from bot.drawing import boxes
from bot.drawing.boxes import Box
from bot.drawing.point_map import LOOKS, MOST_NAMES, Drawn, Kind, Loading, PointMap, draw, grouped
from bot.drawing.style import COLOURS, HEIGHT, Theme
from tests.bot.drawing.words import Words, assert_readable, is_of_full_width, recorded_words
from tests.examples import examples

Points = NDArray[np.float64]


def names(count: int) -> tuple[str, ...]:
    return tuple(f"Student {i + 1}" for i in range(count))


def draw_cloud(points: Points, labels: tuple[str, ...]) -> tuple[Drawn, Words]:
    cloud = PointMap("A cloud", (Kind(points, labels),), ("PC1, 73 %", "PC2, 20 %"))
    with recorded_words() as words:
        drawn = draw(cloud, Theme.DARK)
    return drawn, words


def pixels_of(png: bytes, colour: str) -> Points:
    """Return the positions, shape (k, 2), of the pixels that have this colour."""
    image = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
    rows, columns = np.nonzero(np.abs(image - rgb).max(axis=2) < 14)
    return np.column_stack([columns, HEIGHT - rows]).astype(float)


CLOUDS = {
    "round": lambda n, rng: rng.normal(size=(n, 2)),
    "flat": lambda n, rng: rng.normal(size=(n, 2)) * [9, 0.1],
    "one far away": lambda n, rng: np.vstack([[[50, 3]], rng.normal(size=(n - 1, 2)) * 0.01]),
    "all the same": lambda n, _: np.ones((n, 2)),
    "tiny": lambda n, rng: rng.normal(size=(n, 2)) * 1e-9,
}


@pytest.mark.parametrize("kind", CLOUDS)
def test_forty_points_all_have_their_name_and_no_two_names_meet(kind: str) -> None:
    points = CLOUDS[kind](MOST_NAMES, np.random.default_rng(1))

    drawn, words = draw_cloud(points, names(MOST_NAMES))

    assert drawn.shown == MOST_NAMES
    assert set(names(MOST_NAMES)) <= {text for text, _, _ in words}
    assert_readable(words)


@examples(0.06)
@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=1, max_size=25),
    st.integers(0, 14),
)
@example([(0, 0)] * 11, 14)
def test_names_of_any_few_points_lie_apart(points: list[tuple[int, int]], letters: int) -> None:
    labels = tuple(f"{i} {'m' * letters}" for i in range(len(points)))

    drawn, words = draw_cloud(np.array(points, dtype=float), labels)

    # Long names of points in one place may not all find room.
    is_said = any(f"{drawn.shown} of {len(points)} names shown" in text for text, _, _ in words)
    assert is_said == (drawn.shown < len(points))
    assert drawn.shown >= min(len(points), 8)
    assert_readable(words)


def test_of_many_names_those_outside_are_shown_and_the_number_is_said() -> None:
    rng = np.random.default_rng(2)
    points = np.vstack([rng.normal(size=(599, 2)), [[30.0, 0.0]]])

    drawn, words = draw_cloud(points, (*names(599), "Far away"))

    texts = [text for text, _, _ in words]
    assert 1 <= drawn.shown <= MOST_NAMES
    assert f"{drawn.shown} of 600 names shown, the outermost first" in texts
    assert "Far away" in texts
    assert sum(text.startswith("Student") for text in texts) == drawn.shown - 1
    assert_readable(words)


def test_a_name_stands_at_its_point_where_there_is_room() -> None:
    points = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 6.0]])

    drawn, words = draw_cloud(points, ("Ann", "Bob", "Cy"))

    blue = pixels_of(drawn.png, COLOURS[Theme.DARK].first)
    for name, _, box in words:
        if name in ("Ann", "Bob", "Cy"):
            grown = Box(box.left - 45, box.bottom - 45, box.right + 45, box.top + 45)
            corners = np.array([[b.left, b.bottom, b.right, b.top] for b in (box, grown)])
            inner, around = boxes.covered(corners, blue, 0)
            assert around > inner + 100, f"{name} is alone"


def test_one_unit_is_as_long_to_the_right_as_upwards() -> None:
    corners = [np.array([[x, y]]) for x, y in ((1.0, 1.0), (4.0, 1.0), (1.0, 4.0))]
    kinds = tuple(Kind(point, (), "", look) for point, look in zip(corners, LOOKS, strict=False))

    png = draw(PointMap("Three", kinds, ("x", "y")), Theme.DARK).png

    colours = [COLOURS[Theme.DARK].of(role) for role, _ in LOOKS[:3]]
    middle, right, top = (
        (found.min(axis=0) + found.max(axis=0)) / 2
        for found in (pixels_of(png, colour) for colour in colours)
    )
    assert right[0] - middle[0] == pytest.approx(top[1] - middle[1], abs=4)
    assert right[1] == pytest.approx(middle[1], abs=3)
    assert right[0] - middle[0] > 200


def test_kinds_differ_in_shape_as_well_as_in_colour() -> None:
    shapes = {shape for _, shape in LOOKS}
    roles = {role for role, _ in LOOKS}

    assert len(shapes) == len(roles) == len(LOOKS) == 6


def test_groups_keep_their_names_up_to_six_and_the_smallest_are_other() -> None:
    members = ["a"] * 5 + ["b"] * 4 + ["c"] * 3 + ["d"] * 2 + ["e"] * 2 + ["f"] * 2 + ["g", ""]

    groups = grouped(members)

    assert [name for name, _ in groups] == ["a", "b", "c", "d", "e", "f", "other"]
    assert [len(rows) for _, rows in groups] == [5, 4, 3, 2, 2, 2, 2]
    assert sorted(int(i) for _, rows in groups for i in rows) == list(range(len(members)))


def test_loadings_and_groups_are_named_beside_the_points() -> None:
    rng = np.random.default_rng(3)
    kinds = tuple(
        Kind(rng.normal((4 * i, 0), 1, (60, 2)), (), title, LOOKS[i])
        for i, title in enumerate(("setosa", "versicolor", "virginica"))
    )
    loadings = (Loading(np.array([5.0, 1.0]), "length"), Loading(np.array([-1.0, 3.0]), "width"))

    with recorded_words() as words:
        drawn = draw(PointMap("Iris", kinds, ("PC1", "PC2"), loadings=loadings), Theme.LIGHT)

    assert {"setosa", "versicolor", "virginica", "length", "width"} <= {w for w, _, _ in words}
    assert_readable(words)
    assert is_of_full_width(Image.open(io.BytesIO(drawn.png)))
