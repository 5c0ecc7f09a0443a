"""Planes in space: what hides what, where they are cut, and words that can be read."""

from __future__ import annotations

import io
import math
from itertools import combinations, pairwise
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from bot.drawing import depth
from bot.drawing.canvas import Canvas
from bot.drawing.depth import Block, Piece, Plane
from bot.drawing.picture import Picture
from bot.drawing.style import Style, Theme
from bot.drawing.view import View, camera
from bot.topics.elimination import subspaces_figure, systems_figure
from linalg_engine import elimination, notation
from tests.bot.drawing.words import assert_readable, is_of_full_width, recorded_words
from tests.examples import examples

STYLE = Style()
CUBE = Block(-np.ones(3), np.ones(3))


def system_picture(a: str, b: str, style: Style = STYLE) -> Picture:
    found = elimination.solve(notation.parse_matrix(a), notation.parse_vector(b))
    draw = systems_figure.drawing_of_system(found, style)
    assert draw is not None
    return draw()


def spaces_picture(a: str) -> Picture:
    draw = subspaces_figure.drawing_of_spaces(
        elimination.subspaces(notation.parse_matrix(a)), STYLE
    )
    assert draw is not None
    return draw()


# Geometry

unit_vectors = st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda v: math.hypot(*v) > 0.1).map(
    lambda v: np.array(v) / math.hypot(*v)
)  # fmt: skip
# Nothing is nearer of two planes that rounding makes one.
offsets = st.floats(-0.6, 0.6).map(lambda offset: round(offset, 6))
plane_lists = st.lists(st.builds(Plane, unit_vectors, offsets), min_size=1, max_size=3)


def painted(planes: list[Plane], basis: NDArray[Any]) -> list[tuple[Piece, Plane]]:
    """The polygons in the order of painting, each with the plane it is of."""
    names = [f"plane {i}" for i in range(len(planes))]
    pieces = [Piece(CUBE.section(p), name) for p, name in zip(planes, names, strict=True)]
    canvas = mock.create_autospec(Canvas, instance=True)
    depth.paint(canvas, View(basis, 1.0, np.zeros(2)), pieces, planes)
    calls = sorted(canvas.polygon.call_args_list, key=lambda call: call.args[3])
    found: list[tuple[Piece, Plane]] = []
    for call in calls:
        corners, name = call.args[:2]
        found.append((Piece(np.asarray(corners), name), planes[names.index(name)]))
    return found


def contains(polygon: NDArray[Any], at: NDArray[Any]) -> bool:
    """Whether a point is well inside a convex polygon of the paper."""
    edges = np.roll(polygon, -1, axis=0) - polygon
    to = at - polygon
    turns = edges[:, 0] * to[:, 1] - edges[:, 1] * to[:, 0]
    return bool(np.all(turns > 1e-6) or np.all(turns < -1e-6))


@examples(0.5)
@given(plane_lists, st.floats(0, 360), st.floats(5, 80), st.randoms(use_true_random=False))
def test_what_is_nearer_is_painted_later(
    planes: list[Plane], azimuth: float, elevation: float, random: Any
) -> None:
    basis = camera(azimuth, elevation)
    towards = depth.towards_viewer(basis)
    order = painted(planes, basis)
    for _ in range(20):
        at = np.array([random.uniform(-1, 1), random.uniform(-1, 1)])
        hit = [plane for piece, plane in order if contains(piece.points, at)]
        ray = at @ basis
        nearness = [-float(p.heights(ray[None])[0]) / float(p.normal @ towards) for p in hit]
        assert all(later > earlier - 1e-6 for earlier, later in pairwise(nearness))
        assert len({id(plane) for plane in hit}) == len(hit)


@given(st.builds(Plane, unit_vectors, st.floats(-2, 2)))
def test_a_section_lies_in_its_plane_and_in_the_box(plane: Plane) -> None:
    section = CUBE.section(plane)
    corners = plane.heights(CUBE.corners())
    if np.all(corners > 0) or np.all(corners < 0):
        assert len(section) == 0
    if len(section):
        assert np.allclose(plane.heights(section), 0, atol=1e-9)
        assert np.all(np.abs(section) <= 1 + 1e-9)


def test_a_cube_cut_across_its_diagonal_is_a_regular_hexagon() -> None:
    section = CUBE.section(Plane(np.ones(3) / math.sqrt(3), 0.0))
    sides = np.linalg.norm(np.roll(section, -1, axis=0) - section, axis=1)
    assert len(section) == 6
    assert np.allclose(sides, math.sqrt(2))


def test_a_box_has_twelve_edges_four_along_each_axis() -> None:
    block = Block(np.array([0.0, 0, 0]), np.array([1.0, 2, 3]))
    lengths = np.linalg.norm(np.diff(block.edges(), axis=1)[:, 0], axis=1)
    assert lengths.tolist() == [1] * 4 + [2] * 4 + [3] * 4


# Pictures

SYSTEMS = {
    "one point": ("[1 1 1; 1 -1 0; 0 1 -2]", "6 0 -4", "meet in one point: x = [8/5, 8/5, 14/5]"),
    "nearly parallel": ("[2 1 -1; -3 -1 2; -2 1 2]", "8 -11 -3", "meet in one point"),
    "along the axes": ("[1 0 0; 0 1 0; 0 0 1]", "1 2 3", "Planes x₁ = 1; x₂ = 2; x₃ = 3."),
    "far away": ("[1 1 0; 0 1 1; 1 0 1]", "[100000, 200000, 305000]", "meet in one point"),
    "a line of three": ("[1 2 3; 4 5 6; 7 8 9]", "1 2 3", "meet in a line"),
    "a prism": ("[1 2 3; 4 5 6; 7 8 9]", "1 2 4", "no point in common"),
    "parallel": ("[1 1 1; 1 1 1]", "3 6", "no point in common"),
    "two the same": ("[1 1 1; 2 2 2; 1 0 0]", "3 6 1", "1 and 2: x₁ + x₂ + x₃ = 3"),
    "all the same": ("[1 2 3; 2 4 6; 3 6 9]", "1 2 3", "all say the same plane"),
    "one plane": ("[1 1 1]", "3", "Every point of the plane is a solution"),
    "long numbers": ("[123456 -2.125 1/7; 1 0 1; 0 1 99999]", "1 2 3", "equation 1;"),
    "rounded": ("[sqrt(2) 1 0; 0 pi 1; 1 0 1]", "1 2 3", "1.4142 x₁ + x₂ ≈ 1"),
    "lines": ("[2 1; 1 -3]", "5 -1", "Lines 2x₁ + x₂ = 5; x₁ − 3x₂ = −1."),
    "parallel lines": ("[1/2 1; 1/2 1]", "1 2", "Lines 1/2 x₁ + x₂ = 1; 1/2 x₁ + x₂ = 2."),
}


@pytest.mark.parametrize("case", SYSTEMS)
def test_systems_can_be_read_and_say_how_they_end(case: str) -> None:
    a, b, alt = SYSTEMS[case]
    with recorded_words() as words:
        picture = system_picture(a, b)
    assert_readable(words)
    assert alt in picture.alt
    assert is_of_full_width(Image.open(io.BytesIO(picture.data)))
    assert len(picture.data) < 100_000


def test_the_note_tells_parallel_planes_from_a_prism() -> None:
    notes: list[list[str]] = []
    for case in ("parallel", "a prism"):
        with recorded_words() as words:
            system_picture(*SYSTEMS[case][:2])
        notes.append([text for text, _, _ in words])
    assert "parallel planes never meet" in notes[0]
    assert "each two meet, but never all three" in notes[1]


SPACES = {
    "lines of the plane": ("[1 2; 2 4]", "the null space is the line along [−2, 1]"),
    "everything": ("[1 2; 3 4]", "The row space is the whole space; the null space is only 0"),
    "nothing": ("[0 0; 0 0]", "The row space is only 0; the null space is the whole space"),
    "a plane and a line": ("[1 2 3; 4 5 6; 7 8 9]", "the null space is the line along [1, −2, 1]"),
    "a line and a plane": ("[1 2 3; 2 4 6]", "the plane of [−2, 1, 0] and [−3, 0, 1]"),
    "all of space": ("[1 0 0; 0 1 0; 0 0 1]", "the column space is the whole space"),
    "one row": ("[1 2 3]", "The row space is the line along [1, 2, 3]"),
    "outputs alone": ("[1 2 3 4; 5 6 7 8; 9 10 11 12]", "the left null space is the line"),
    "inputs alone": ("[1 2; 2 4; 3 6; 4 8; 5 10]", "The row space is the line along [1, 2]"),
}


@pytest.mark.parametrize("case", SPACES)
def test_subspaces_can_be_read_and_are_said(case: str) -> None:
    a, alt = SPACES[case]
    with recorded_words() as words:
        picture = spaces_picture(a)
    assert_readable(words)
    assert alt in picture.alt
    assert is_of_full_width(Image.open(io.BytesIO(picture.data)))


def test_spaces_of_four_dimensions_are_not_drawn() -> None:
    a = notation.parse_matrix("[1 2 3 4; 5 6 7 8; 1 0 0 1; 2 2 2 2]")
    assert subspaces_figure.drawing_of_spaces(elimination.subspaces(a), STYLE) is None


entries = st.fractions(-9, 9, max_denominator=3)


@examples(0.12)
@given(st.data())
def test_any_small_system_and_its_subspaces_are_drawn(data: st.DataObject) -> None:
    m, n = data.draw(st.integers(1, 3)), data.draw(st.integers(2, 3))
    rows = st.lists(entries, min_size=n + 1, max_size=n + 1).filter(lambda r: any(r[:-1]))
    whole = np.array(data.draw(st.lists(rows, min_size=m, max_size=m)), dtype=object)
    a, b = whole[:, :-1], whole[:, -1]
    draws = (
        systems_figure.drawing_of_system(elimination.solve(a, b), Style(Theme.LIGHT)),
        subspaces_figure.drawing_of_spaces(elimination.subspaces(a), Style(Theme.LIGHT)),
    )
    for draw in draws:
        assert draw is not None
        with recorded_words() as words:
            draw()
        large = [(text, box) for text, size, box in words]
        for (text, box), (other, other_box) in combinations(large, 2):
            assert box.overlap(other_box, margin=0) < 400, f"{text!r} lies on {other!r}"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1 -1 0", "x₁ − x₂ = 0"),
        ("-1 0 2 -1/2", "−x₁ + 2x₃ = −1/2"),
        ("0 3/4 -1 7", "3/4 x₂ − x₃ = 7"),
        ("pi 1 1", "3.1416 x₁ + x₂ ≈ 1"),
    ],
)
def test_equations_are_written_as_people_write_them(row: str, words: str) -> None:
    entries = notation.parse_vector(row)
    assert systems_figure.equation_text(entries[:-1], entries[-1], STYLE) == words
