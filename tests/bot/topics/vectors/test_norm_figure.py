"""Pictures of norms: the way along the axes, and the ball that the vector ends on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from bot.drawing.things import Arrow, Fill, Line
from bot.topics.vectors import balls
from bot.topics.vectors.norm_figure import drawing_of_norm
from linalg_engine import vectors
from tests.bot.drawing.painted import of
from tests.bot.topics.vectors.seen import COLOUR, DARK, Seen, exact, same, seen

ORDERS = [1.0, 1.5, 2.0, 3.0, 7.25, math.inf]


def norm(v: Sequence[object], order: float = 2) -> Seen:
    given = exact(*v)
    drawing = drawing_of_norm(given, vectors.norm(given, order), DARK)
    assert drawing is not None
    return seen(drawing)


@pytest.mark.parametrize(
    ("order", "caption", "note"),
    [
        (1, "‖v‖₁ = |3| + |−4| = 7", "along the streets; all points of the diamond"),
        (2, "‖v‖ = √(3² + (−4)²) = 5", "all points of the circle"),
        (3, "‖v‖₃ = (|3|³ + |−4|³)^(1/3) ≈ 4.4979", "all points of the curve"),
        (math.inf, "‖v‖_∞ = max(|3|, |−4|) = 4", "the longest leg; all points of the square"),
    ],
)
def test_a_title_shows_how_the_norm_is_computed(order: float, caption: str, note: str) -> None:
    shown = norm([3, -4], order)

    assert {caption, f"{note} are equally far", "v = [3, −4]"} <= set(shown.words)
    assert shown.colour_of("v = [3, −4]") == COLOUR.first
    value = caption.rsplit(" ", 1)[1]
    assert value in shown.picture.alt
    assert "[3, −4]" in shown.picture.alt
    assert f"its way is 3 and 4; it ends on the {note.rsplit(' ', 1)[1]}" in shown.picture.alt


@pytest.mark.parametrize("order", ORDERS)
def test_the_vector_ends_on_its_ball(order: float) -> None:
    shown = norm([3, -4], order)

    assert same(shown.arrows("first"), [(0, 0), (3, -4)])
    (ball,) = (line for line in shown.lines("result", least=3) if len(line) > 3)
    nearest = min(
        float(np.hypot(*(start + share * (end - start) - [3, -4])))
        for start, end in pairwise(ball)
        for share in np.linspace(0, 1, 60)
    )
    assert nearest < 0.05
    # The faint area is what the line encloses.
    (area,) = shown.fills("result")
    assert area.opacity < 0.1
    assert shown.place(area.corners) == pytest.approx(ball)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("dimension", [2, 3])
def test_all_points_of_an_outline_are_equally_far(order: float, dimension: int) -> None:
    v = np.array([-1.0, 2.0, 3.0][:dimension])

    lines = balls.outline(v, 2.5, order)

    for line in lines:
        assert np.linalg.norm(line, order, axis=1) == pytest.approx(2.5)
    if dimension == 2:
        (line,) = lines
        assert line[0] == pytest.approx(line[-1])
        assert line.max(axis=0) == pytest.approx([2.5, 2.5])
        assert line.min(axis=0) == pytest.approx([-2.5, -2.5])
    else:
        assert np.min(np.vstack(lines) * v) >= -1e-12, "in the octant of v"
        chain = lines[:3]
        for line, following in zip(chain, [*chain[1:], chain[0]], strict=True):
            assert line[-1] == pytest.approx(following[0]), "one after the other"


def test_the_edges_of_a_cube_meet_in_its_corner() -> None:
    *_, first, second, third = balls.outline(np.array([1.0, -2.0, 3.0]), 3, math.inf)

    for axis, edge in enumerate((first, second, third)):
        assert edge[1] == pytest.approx([3, -3, 3])
        assert edge[0] == pytest.approx(edge[1] * (np.arange(3) != axis))


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (1, ("diamond", "octahedron")),
        (2, ("circle", "sphere")),
        (math.inf, ("square", "cube")),
        (3, ("curve", "surface")),
    ],
)
def test_balls_have_names(order: float, names: tuple[str, str]) -> None:
    assert (balls.name_of(order, 2), balls.name_of(order, 3)) == names


def test_the_way_along_the_streets_is_broad_and_green() -> None:
    shown = norm([3, -4], 1)

    assert same(shown.lines("result", least=10), [(0, 0), (3, 0)], [(3, 0), (3, -4)])
    assert (shown.colour_of("3"), shown.colour_of("4")) == (COLOUR.result, COLOUR.result)


def test_of_the_largest_entry_only_that_leg_is_broad() -> None:
    shown = norm([3, -4], math.inf)

    assert same(shown.lines("result", least=10), [(3, 0), (3, -4)])
    assert same(shown.lines("muted", least=4), [(0, 0), (3, 0)])


def test_pythagoras_has_dashed_legs_and_a_right_angle() -> None:
    shown = norm([3, -4])

    assert not shown.lines("result", least=10)
    assert same(shown.lines("muted", least=4), [(0, 0), (3, 0)], [(3, 0), (3, -4)])
    (mark,) = shown.lines("text", least=2)
    assert {tuple(np.sign(np.round(point - [3, 0], 2))) for point in mark} == {
        (-1.0, 0.0),
        (-1.0, -1.0),
        (0.0, -1.0),
    }


def test_other_norms_have_no_right_angle() -> None:
    assert not norm([3, -4], 3).lines("text", least=2)
    assert not norm([3, 0]).lines("text", least=2)


def test_in_space_the_legs_lead_to_the_tip_and_the_ball_is_an_octant() -> None:
    shown = norm([1, 2, 2])

    (arrow,) = of(shown.painted, Arrow)
    legs = [line.points[0] for line in of(shown.painted, Line) if line.colour == COLOUR.muted]
    assert len(legs) == 3
    assert legs[0][0] == pytest.approx(arrow.tail)
    assert legs[2][1] == pytest.approx(arrow.tip)
    for leg, following in pairwise(legs):
        assert leg[1] == pytest.approx(following[0])
    (surface,) = (fill for fill in of(shown.painted, Fill) if fill.colour == COLOUR.result)
    curves = [line.points[0] for line in of(shown.painted, Line) if line.colour == COLOUR.result]
    assert len(curves) == 3
    assert surface.corners == pytest.approx(np.vstack([curve[:-1] for curve in curves]))


def test_the_zero_vector_is_a_point_without_ball() -> None:
    shown = norm([0, 0])

    assert same([mark[None] for mark in shown.marks("first")], [(0, 0)])
    assert not shown.fills("result")
    assert "‖v‖ = √(0² + 0²) = 0" in shown.words
    assert shown.picture.alt == "The zero vector, a point at the origin, with ‖v‖ = 0."


def test_a_long_computation_is_left_out_of_the_title() -> None:
    # 12345.67 + 67892.4535
    assert "‖v‖₁ = 80238.1235" in norm(["12345.67", "67892.4535"], 1).words


def test_the_largest_of_many_entries_is_not_drawn() -> None:
    v = exact(1, 2, 3, 4)

    assert drawing_of_norm(v, vectors.norm(v, math.inf), DARK) is None


def test_powers_of_many_entries_add_up() -> None:
    shown = norm([1, -2, "1/2", 3])

    # 1 + 4 + 1/4 + 9 = 57/4
    assert {"‖v‖ = √57/2 ≈ 3.7749", "1", "+4", "+1/4", "+9", "57/4", "v", "v_i²"} <= set(
        shown.words
    )
    assert {"−2", "1/2", "3"} <= set(shown.words)
    assert shown.picture.alt == (
        "Bars of v = [1, −2, 1/2, 3], with ‖v‖ = √57/2 ≈ 3.7749, "
        "from the sum of v_i²: 1, 4, 1/4, 9."
    )


def test_very_large_powers_are_drawn_in_units_of_the_largest_entry() -> None:
    shown = norm([10, 5, 1, 1], 2000)

    assert "in units of the largest entry" in shown.words
    assert "|v_i|²⁰⁰⁰" in shown.words
