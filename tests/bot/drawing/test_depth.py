"""Planes in a box of space: what hides what, where they are cut, and from where they are seen."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.drawing import depth
from bot.drawing.canvas import Canvas
from bot.drawing.depth import Block, Piece, Plane, Solid
from bot.drawing.style import Theme
from bot.drawing.things import DASHED, Fill, Line
from bot.drawing.view import View, camera
from tests.examples import examples

CUBE = Block(-np.ones(3), np.ones(3))

unit_vectors = st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda v: math.hypot(*v) > 0.1).map(
    lambda v: np.array(v) / math.hypot(*v)
)  # fmt: skip
# Nothing is nearer of two planes that rounding makes one.
offsets = st.floats(-0.6, 0.6).map(lambda offset: round(offset, 6))
plane_lists = st.lists(st.builds(Plane, unit_vectors, offsets), min_size=1, max_size=3)


def painted(solid: Solid, basis: NDArray[Any]) -> list[Any]:
    """The things of a solid in the order in which they are painted, a pixel to a unit."""
    canvas = Canvas(Theme.DARK)
    solid.paint(canvas, View(basis, 1.0, np.zeros(2)))
    return sorted(canvas.things, key=lambda thing: thing.layer)


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
    pieces = [Piece(CUBE.section(plane), f"plane {i}") for i, plane in enumerate(planes)]
    fills = [thing for thing in painted(Solid.of(pieces, planes), basis) if isinstance(thing, Fill)]
    for _ in range(20):
        at = np.array([random.uniform(-1, 1), random.uniform(-1, 1)])
        hit = [planes[int(fill.colour[6:])] for fill in fills if contains(fill.corners, at)]
        ray = at @ basis
        nearness = [-float(p.heights(ray[None])[0]) / float(p.normal @ towards) for p in hit]
        assert all(later > earlier - 1e-6 for earlier, later in pairwise(nearness))
        assert len({id(plane) for plane in hit}) == len(hit)


@given(plane_lists)
def test_cutting_loses_no_area(planes: list[Plane]) -> None:
    sections = [CUBE.section(plane) for plane in planes]
    pieces = [Piece(section, str(i)) for i, section in enumerate(sections) if len(section)]
    solid = Solid.of(pieces, planes)
    for piece in pieces:
        parts = [part.piece.points for part in solid.parts if part.piece.colour == piece.colour]
        assert sum(map(area, parts)) == pytest.approx(area(piece.points), abs=1e-6)


def area(polygon: NDArray[Any]) -> float:
    rays = polygon[1:] - polygon[0]
    return float(sum(np.linalg.norm(np.cross(p, q)) for p, q in pairwise(rays)) / 2)


def test_a_segment_behind_a_plane_shines_through_or_is_dashed_on_top() -> None:
    basis = camera(0, 0)  # looks along x: what has a larger x is nearer
    plane = Plane(np.array([1.0, 0, 0]), 0.0)
    sheet = Piece(CUBE.section(plane), "sheet")
    for is_bold in (False, True):
        behind = Piece(np.array([[-0.5, -1, 0], [-0.5, 1, 0]]), "behind", 4, is_bold=is_bold)
        before = Piece(np.array([[0.5, -1, 0], [0.5, 1, 0]]), "before", 4, is_bold=is_bold)
        things = painted(Solid.of([sheet, before, behind], [plane]), basis)
        order = [thing.colour for thing in things]
        by_name = {thing.colour: thing for thing in things}
        assert order.index("before") > order.index("sheet")
        assert by_name["before"].style == "solid"
        assert (order.index("behind") > order.index("sheet")) == is_bold
        assert by_name["behind"].style == (DASHED if is_bold else "solid")


def test_stripes_are_at_whole_multiples_of_their_step_and_inside() -> None:
    square = np.array([[-1.0, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]])
    piece = Piece(square, "x", stripes=(np.array([0.4, 0, 0]), np.array([0, 0.7, 0])))
    canvas = Canvas(Theme.DARK)
    Solid.of([piece], []).paint(canvas, View(np.eye(3)[:2], 1.0, np.zeros(2)))
    (lines,) = [thing for thing in canvas.things if isinstance(thing, Line)]
    upright = sorted(float(a[0]) for a, b in lines.points if a[0] == pytest.approx(b[0]))
    level = sorted(float(a[1]) for a, b in lines.points if a[1] == pytest.approx(b[1]))
    assert upright == pytest.approx([-0.8, -0.4, 0, 0.4, 0.8])
    assert level == pytest.approx([-0.7, 0, 0.7])
    assert np.all(np.abs(lines.points) <= 1)
    assert lines.width == depth.STRIPE_WIDTH


def test_an_outlined_area_has_an_edge_between_each_two_corners() -> None:
    square = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
    area_piece, *edges = depth.outlined(Piece(square, "blue", opacity=0.3), 5)
    assert area_piece.opacity == 0.3
    assert [edge.points.tolist() for edge in edges] == [
        [p.tolist(), q.tolist()] for p, q in zip(square, np.roll(square, -1, axis=0), strict=True)
    ]
    assert {(edge.colour, edge.width) for edge in edges} == {("blue", 5)}


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


@given(unit_vectors, st.floats(0.5, 9))
def test_directions_in_a_plane_are_orthonormal(normal: NDArray[Any], size: float) -> None:
    frame = np.array([*depth.directions_in(size * normal), normal])
    assert np.allclose(frame @ frame.T, np.eye(3), atol=1e-9)


def test_a_plane_seen_from_one_of_its_points_goes_through_the_origin() -> None:
    plane = Plane(np.array([0.6, 0.8, 0]), 2.0)
    assert plane.seen_from(np.array([2.0, 1, 5])).offset == pytest.approx(0)
    assert plane.seen_from(np.zeros(3)).offset == 2.0


@pytest.mark.parametrize(
    ("corners", "stripes"),
    [
        # Through two corners, through one, along an edge, and nowhere.
        ([(1, 0), (0, 1), (-1, 0), (0, -1)], [[(0, -1), (0, 1)]]),
        ([(-1, 0), (1, 1), (0, -2)], [[(0, -2), (0, 0.5)]]),
        ([(-1, 0), (0, -1), (0, 1)], []),
        ([(-1, 0), (1, -2), (1, 2)], [[(0, -1), (0, 1)]]),
        ([(0.1, 0), (0.9, -1), (0.9, 1)], []),
    ],
)
def test_stripes_through_corners_are_drawn_once(
    corners: list[tuple[float, float]], stripes: list[list[tuple[float, float]]]
) -> None:
    points = np.column_stack([np.array(corners, dtype=float), np.zeros(len(corners))])
    for order in (points, points[::-1], np.roll(points, 1, axis=0)):
        (part,) = Solid.of([Piece(order, "x", stripes=(np.array([1.0, 0, 0]),))], []).parts
        found = [sorted(map(tuple, stripe[:, :2].round(9).tolist())) for stripe in part.stripes]
        assert found == stripes


# Cameras


@given(unit_vectors, st.floats(20, 80))
def test_cameras_on_a_cone_see_its_axis_under_that_angle(
    axis: NDArray[Any], degrees: float
) -> None:
    towards = depth.towards_viewer(depth.on_a_cone(2 * axis, degrees))
    angles = np.degrees(np.arccos(np.clip(np.abs(towards @ axis), 0, 1)))
    assert np.allclose(angles, degrees, atol=1e-4)
    steep = np.degrees(np.arcsin(np.clip(towards[:, 2], -1, 1)))
    assert np.all(np.abs(steep) <= depth.STEEPEST + 1e-9)


def test_cameras_all_around_see_no_axis_end_on_or_edge_on() -> None:
    bases = depth.all_around()
    assert len(bases) == len({tuple(np.round(b.ravel(), 6)) for b in bases}) == 48
    seen = np.abs(depth.towards_viewer(bases))
    assert np.all(seen > 0.2)
    assert np.all(seen < 0.95)


def test_the_clearest_camera_is_near_the_usual_one_where_all_are_clear() -> None:
    bases = depth.all_around()
    usual = depth.clearest(bases, lambda bases: np.zeros(len(bases)))
    assert np.allclose(usual, camera(35, 24))
    wanted = depth.clearest(bases, lambda bases: np.eye(len(bases))[17])
    assert np.allclose(wanted, bases[17])


def test_things_are_rather_seen_from_above() -> None:
    bases = np.array([camera(35, -24), camera(-60, 24)])
    assert np.allclose(depth.clearest(bases, lambda bases: np.zeros(len(bases))), bases[1])


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e3])
def test_a_chord_goes_from_side_to_side_whatever_the_length_of_its_direction(size: float) -> None:
    chord = CUBE.chord(np.zeros(3), size * np.array([1.0, 0.5, 0]))
    assert sorted(chord.round(9).tolist()) == [[-1, -0.5, 0], [1, 0.5, 0]]
    assert len(CUBE.chord(np.array([0, 0, 3.0]), np.array([size, 0, 0]))) == 0


def test_lines_in_a_plane_and_lines_that_nothing_hides_lie_on_top_broad_ones_last() -> None:
    basis = camera(0, 0)  # looks along x
    plane = Plane(np.array([1.0, 0, 0]), 0.0)
    sheet = Piece(CUBE.section(plane), "sheet")
    within = Piece(np.array([[0, -1.0, 0], [0, 1, 0]]), "within", 9)
    before = Piece(np.array([[0.5, -1, 0], [0.5, 1, 0]]), "before", 4)
    behind = Piece(np.array([[-0.5, -1, 0], [-0.5, 1, 0]]), "behind", 4)

    things = {
        t.colour: t for t in painted(Solid.of([within, sheet, before, behind], [plane]), basis)
    }

    assert things["sheet"].opacity == depth.OPACITY
    assert depth.LOWEST_LAYER <= things["behind"].layer < things["sheet"].layer < 2
    assert things["before"].layer == pytest.approx(2.504)
    assert things["within"].layer == pytest.approx(2.509)
    assert [things[name].width for name in ("within", "before", "behind")] == [9, 4, 4]
    assert {things[name].style for name in ("within", "before", "behind")} == {"solid"}


def test_stripes_lie_right_on_their_own_plane() -> None:
    basis = camera(0, 0)
    planes = [Plane(np.array([1.0, 0, 0]), x) for x in (0.0, 0.5)]
    pieces = [
        Piece(CUBE.section(plane), name, stripes=(np.array([0, 0.4, 0]),))
        for plane, name in zip(planes, ("far", "near"), strict=True)
    ]

    things = painted(Solid.of(pieces, planes), basis)

    order = [(thing.colour, type(thing)) for thing in things]
    assert order == [("far", Fill), ("far", Line), ("near", Fill), ("near", Line)]


def test_parts_are_painted_from_the_back_whichever_side_is_seen() -> None:
    planes = [Plane(np.array([1.0, 0, 0]), x) for x in (-0.5, 0.0, 0.5)]
    pieces = [Piece(CUBE.section(plane), f"{plane.offset}") for plane in planes]
    solid = Solid.of(pieces, planes)

    assert [thing.colour for thing in painted(solid, camera(0, 0))] == ["-0.5", "0.0", "0.5"]
    assert [thing.colour for thing in painted(solid, camera(180, 0))] == ["0.5", "0.0", "-0.5"]


def test_a_line_in_a_hidden_plane_is_painted_after_it() -> None:
    planes = [Plane(np.array([1.0, 0, 0]), x) for x in (0.0, 0.5)]
    far, near = (
        Piece(CUBE.section(plane), name)
        for plane, name in zip(planes, ("far", "near"), strict=True)
    )
    line = Piece(np.array([(0.0, -1, 0), (0, 1, 0)]), "line", 3)

    things = painted(Solid.of([line, near, far], planes), camera(0, 0))

    assert [thing.colour for thing in things] == ["far", "line", "near"]


def test_a_piece_that_touches_a_plane_is_whole_on_its_side() -> None:
    floor = Plane(np.array([0.0, 0, 1]), 0.0)
    # With a third point in the middle of the edge that lies in the plane.
    area = Piece(np.array([(0.0, 0, 0), (1, 0, 0), (2, 0, 0), (1, 0, 1)]), "area")
    line = Piece(np.array([(0.0, 0, 0), (0, 0, -1)]), "line", 3)
    flat = Piece(np.array([(0.0, 0, 0), (1, 0, 0), (0, 1, 0)]), "flat")

    parts = Solid.of([area, line, flat], [floor]).parts

    assert [(p.piece.colour, p.sides) for p in parts] == [
        ("area", (1,)),
        ("flat", (0,)),
        ("line", (-1,)),
    ]
    for part, piece in zip(parts, (area, flat, line), strict=True):
        assert part.piece.points.tolist() == piece.points.tolist()


def test_a_piece_without_planes_is_painted_whole() -> None:
    line = Piece(np.array([[0.0, 0, 0], [1, 1, 1]]), "line", 4)

    (thing,) = painted(Solid.of([line], []), camera(35, 22))

    assert thing.layer == pytest.approx(2.504)
    assert thing.points[0] == pytest.approx(line.points @ camera(35, 22).T)


def test_an_outlined_area_has_its_edges_all_around() -> None:
    square = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])

    area, *edges = depth.outlined(Piece(square, "x"), 3)

    assert area.is_area
    assert not any(edge.is_area for edge in edges)
    assert [(edge.points.tolist(), edge.width, edge.colour) for edge in edges] == [
        ([square[i].tolist(), square[(i + 1) % 4].tolist()], 3, "x") for i in range(4)
    ]


def test_a_box_knows_its_corners_and_its_diagonal() -> None:
    block = Block(np.array([0.0, 1, 2]), np.array([1.0, 3, 4]))

    assert block.size == 3
    assert sorted(block.corners().tolist()) == [
        [x, y, z] for x in (0.0, 1.0) for y in (1.0, 3.0) for z in (2.0, 4.0)
    ]
    inside = block.clipped(np.array([(-9.0, 2, 3), (9, 2, 3)]))
    assert inside.tolist() == [[0, 2, 3], [1, 2, 3]]
    assert len(block.clipped(np.array([(-9.0, 0, 3), (9, 0, 3)]))) == 0


def test_cameras_all_around_stand_where_they_are_told() -> None:
    bases = depth.all_around()

    azimuths = [q + t for q in (0, 90, 180, 270) for t in (23, 35, 50, 65)]
    told = [camera(azimuth, elevation) for elevation in (24, 38, 55) for azimuth in azimuths]
    assert bases == pytest.approx(np.array(told))


def test_a_camera_from_below_or_from_behind_must_show_more() -> None:
    usual, opposite, below = camera(35, 24), camera(215, 24), camera(35, -24)
    turned = depth.towards_viewer(opposite) @ depth.towards_viewer(usual)
    tilted = depth.towards_viewer(below) @ depth.towards_viewer(usual)
    for other, cost in ((opposite, 0.4 * (1 - turned)), (below, 0.4 * (1 - tilted) + 0.3)):
        bases = np.array([usual, other])
        for more, chosen in ((-0.01, usual), (0.01, other)):
            bonus = np.array([0, cost + more])
            assert depth.clearest(bases, lambda _, bonus=bonus: bonus) == pytest.approx(chosen)


def test_cameras_on_a_cone_are_all_around_it_and_none_is_too_steep() -> None:
    level = depth.on_a_cone(np.array([2.0, 0, 0]), 30)
    upright = depth.on_a_cone(np.array([0, 0, 1.0]), 5)

    assert len(level) == 48
    assert len({tuple(np.round(basis.ravel(), 6)) for basis in level}) == 48
    # All of these are too steep, and still there.
    assert len(upright) == 48
    assert len(depth.on_a_cone(np.array([0, 0, 1.0]), 15)) in (0, 24, 48)
    some = depth.on_a_cone(np.array([0, 1.0, 1]), 40)
    assert 24 <= len(some) < 48
