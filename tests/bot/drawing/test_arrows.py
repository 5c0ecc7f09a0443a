"""A scene on the canvas: every thing at its place, every label at its thing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.drawing.arrows import draw, draw_on
from bot.drawing.canvas import Canvas
from bot.drawing.depth import towards_viewer
from bot.drawing.scene import Arc, Area, Arrow, Corner, Curve, Opened, Scene, Segment, Spot
from bot.drawing.style import COLOURS, Theme
from bot.drawing.things import DASHED, Fill, Line, Marks
from bot.drawing.things import Arrow as Drawn
from bot.drawing.view import camera
from bot.formula import Chain, Symbol
from bot.formula.node import text
from tests.bot.drawing.scenes import at, drawn, of, words

COLOUR = COLOURS[Theme.DARK]


FLAT = Scene(2, "A title", arrows=(Arrow(at(3, 2), "tip", "first"),))


def test_an_arrow_leads_from_the_origin_or_from_its_tail() -> None:
    second = Arrow(at(1, 2), "other", "second", tail=at(2, 1))
    canvas, view = drawn(replace(FLAT, arrows=(*FLAT.arrows, second)))

    (a,), (b,) = (of(canvas, Drawn, colour) for colour in (COLOUR.first, COLOUR.second))
    assert (a.tail, a.tip) == (
        pytest.approx(view.pixels(at(0, 0))),
        pytest.approx(view.pixels(at(3, 2))),
    )
    assert (b.tail, b.tip) == (
        pytest.approx(view.pixels(at(2, 1))),
        pytest.approx(view.pixels(at(1, 2))),
    )


def test_a_label_stands_beyond_its_tip_in_the_colour_of_its_role() -> None:
    canvas, view = drawn(FLAT)

    word = words(canvas)["tip"]
    offset = np.array([word.x, word.y]) - view.pixels(at(3, 2))
    assert offset @ at(3, 2) > 0
    assert np.hypot(*offset) < 120
    assert word.lettering.colour == COLOUR.first
    assert words(canvas)["A title"].lettering.colour == COLOUR.text


def test_arrows_of_length_0_are_left_out_with_their_labels() -> None:
    nothing = Arrow(at(1, 1), "nothing", "second", tail=at(1, 1))

    canvas, _ = drawn(replace(FLAT, arrows=(*FLAT.arrows, nothing)))

    assert not of(canvas, Drawn, COLOUR.second)
    assert "nothing" not in words(canvas)


def test_a_wide_arrow_is_broad_and_lies_under_others() -> None:
    wide = Arrow(at(3, 2), "", "second", wide=True)

    canvas, _ = drawn(replace(FLAT, arrows=(*FLAT.arrows, wide)))

    (a,), (b,) = (of(canvas, Drawn, colour) for colour in (COLOUR.first, COLOUR.second))
    assert b.width > 1.5 * a.width
    assert b.layer < a.layer


def test_segments_have_their_looks() -> None:
    looks = ("dashed", "thin", "band")
    segments = tuple(Segment(at(0, k), at(2, k), "rest", look=look) for k, look in enumerate(looks))

    canvas, view = drawn(replace(FLAT, segments=segments))

    lines = of(canvas, Line, COLOUR.rest)
    for k, line in enumerate(lines):
        assert line.points[0] == pytest.approx(view.pixels([(0, k), (2, k)]))
    assert [line.style for line in lines] == [DASHED, "solid", "solid"]
    assert lines[0].width < lines[1].width < lines[2].width
    assert all(line.layer < 3 for line in lines), "under arrows"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_the_label_of_a_segment_stands_close_beside_it(share: float) -> None:
    segment = Segment(at(-2, -1), at(2, 3), "rest", "beside", label_at=share)

    canvas, view = drawn(Scene(2, "A title", segments=(segment,)))

    word = words(canvas)["beside"]
    start, end = view.pixels([segment.start, segment.end])
    along = (end - start) / np.hypot(*(end - start))
    offset = np.array([word.x, word.y]) - start
    assert offset @ along / np.hypot(*(end - start)) == pytest.approx(share, abs=0.16)
    across = abs(along[0] * offset[1] - along[1] * offset[0])
    width, height = canvas.measure("beside", word.lettering.size)
    assert across < (width * abs(along[1]) + height * abs(along[0])) / 2 + 20


def test_spots_curves_and_corners_are_at_their_points() -> None:
    scene = replace(
        FLAT,
        spots=(Spot(at(1, -1), "spot", "second"),),
        curves=(Curve(np.array([(0, 1), (1, 2), (2, 1.0)]), "muted"),),
        corners=(Corner(at(1, 1), at(0, 4), at(-3, 0)),),
    )

    canvas, view = drawn(scene)

    (mark,) = of(canvas, Marks, COLOUR.second)
    assert mark.centres[0] == pytest.approx(view.pixels(at(1, -1)))
    assert words(canvas)["spot"].lettering.colour == COLOUR.second
    (curve,) = of(canvas, Line, COLOUR.muted)
    assert curve.points[0] == pytest.approx(view.pixels([(0, 1), (1, 2), (2, 1)]))
    (corner,) = of(canvas, Line, COLOUR.text)
    foot = view.pixels(at(1, 1))
    assert corner.points[0] - foot == pytest.approx(np.array([(0, 26), (-26, 26), (-26, 0)]))


def test_an_arc_is_around_the_origin_and_its_label_outside() -> None:
    canvas, view = drawn(replace(FLAT, arcs=(Arc(at(3, 2), at(-1, 3), "turn"),)))

    (arc,) = of(canvas, Line, COLOUR.text)
    offsets = arc.points[0] - view.pixels(at(0, 0))
    radius = np.hypot(*offsets.T)
    assert np.ptp(radius) < 0.01
    assert 60 <= radius[0] <= 150
    turns = np.degrees(np.arctan2(offsets[:, 1], offsets[:, 0]))
    assert turns[0] == pytest.approx(np.degrees(np.arctan2(2, 3)))
    assert turns[-1] == pytest.approx(np.degrees(np.arctan2(3, -1)))
    word = words(canvas)["turn"]
    middle = arc.points[0][20]
    assert np.hypot(word.x - middle[0], word.y - middle[1]) < 110


def test_an_area_is_tinted_with_its_label_inside_and_hatched_where_flipped() -> None:
    corners = (at(0, 0), at(4, 0), at(4, 3), at(0, 3))
    area = Area(corners, "result", label="inside")

    for flipped, hatch in ((False, None), (True, "//")):
        canvas, view = drawn(replace(FLAT, areas=(replace(area, flipped=flipped),)))
        (fill,) = of(canvas, Fill, COLOUR.result)
        assert fill.corners == pytest.approx(view.pixels(corners))
        assert fill.hatch == hatch
        word = words(canvas)["inside"]
        assert word.lettering.colour == COLOUR.text
        low, high = view.pixels([(0, 0), (4, 3)])
        assert np.all(low < (word.x, word.y))
        assert np.all(high > (word.x, word.y))
    faint, _ = drawn(replace(FLAT, areas=(replace(area, faint=True),)))
    assert of(faint, Fill, COLOUR.result)[0].opacity < fill.opacity / 2


def test_no_other_label_lies_on_an_area() -> None:
    corners = tuple(at(x, y) for x, y in ((-1, -1), (5, -1), (5, 4), (-1, 4)))
    scene = replace(FLAT, areas=(Area(corners, "result"),))

    canvas, view = drawn(scene)

    word = words(canvas).get("tip")
    if word is not None:
        low, high = view.pixels([(-1, -1), (5, 4)])
        assert not (np.all(low < (word.x, word.y)) and np.all(high > (word.x, word.y)))


def test_where_an_equation_has_no_room_its_name_alone_is_written() -> None:
    corners = tuple(at(x, y) for x, y in ((-6, -4), (6, -4), (6, 4), (-6, 4)))
    long = Chain(Symbol("q"), (Symbol("a very long right side of an equation " * 2),))
    scene = Scene(2, "A title", (Arrow(at(0, 5), long, "first"),), areas=(Area(corners, "rest"),))

    canvas, _ = drawn(scene)

    assert "q" in words(canvas)
    assert text(long) not in words(canvas)


def test_the_question_and_a_note_are_written_in_the_head() -> None:
    canvas, _ = drawn(replace(FLAT, note="a remark", given=Symbol("A")))

    assert words(canvas)["a remark"].lettering.colour == COLOUR.muted
    given = words(canvas)["A"]
    assert (given.anchor, given.lettering.colour) == ("right", COLOUR.muted)
    assert given.x > 1000
    assert given.y > 740


def test_numbers_along_the_axes_only_where_coordinates_are_true() -> None:
    numbered, _ = drawn(FLAT)
    plain, _ = drawn(replace(FLAT, to_scale=False))

    assert {"1", "2", "3"} <= set(words(numbered))
    assert set(words(plain)) == {"A title", "tip"}


SPACE = Scene(
    3,
    "A title",
    arrows=(Arrow(at(2, 0, 1), "a", "first"), Arrow(at(0, 2, -1), "b", "second")),
)


def test_in_space_tips_hang_over_their_shadows_on_the_floor() -> None:
    canvas, view = drawn(SPACE)

    for arrow, colour in zip(SPACE.arrows, (COLOUR.first, COLOUR.second), strict=True):
        foot = arrow.tip * [1, 1, 0]
        (drop,) = of(canvas, Line, colour)
        assert drop.points[0] == pytest.approx(view.pixels([arrow.tip, foot]))
        (mark,) = of(canvas, Marks, colour)
        assert mark.centres[0] == pytest.approx(view.pixels(foot))
    shadows = [line for line in of(canvas, Line, COLOUR.axis) if line.opacity < 1]
    assert len(shadows) == 2
    assert {"x = 2", "y = 2", "z = 1"} <= set(words(canvas))


def test_what_lies_on_the_floor_has_no_shadow() -> None:
    canvas, _ = drawn(replace(SPACE, arrows=(Arrow(at(2, 1, 0), "a", "first"),)))

    assert not of(canvas, Line, COLOUR.first)
    assert not [line for line in of(canvas, Line, COLOUR.axis) if line.opacity < 1]


def test_an_arrow_towards_the_viewer_is_broader() -> None:
    basis = camera(35, 22)
    towards = towards_viewer(basis)
    scene = replace(
        SPACE, arrows=(Arrow(towards * 2, "", "first"), Arrow(-towards * 2, "", "second"))
    )
    canvas = Canvas(Theme.DARK)
    # Seen a little from aside, lest both be dots.
    draw_on(canvas, scene, camera(55, 30))

    (near,), (far,) = (of(canvas, Drawn, colour) for colour in (COLOUR.first, COLOUR.second))
    assert near.width > 1.5 * far.width
    assert near.layer > far.layer


def test_a_given_camera_is_taken() -> None:
    canvas = Canvas(Theme.DARK)

    view = draw_on(canvas, SPACE, camera(70, 40))

    assert view.basis == pytest.approx(camera(70, 40))


def test_the_camera_shows_an_area_from_its_front() -> None:
    # The usual camera looks along this area.
    towards = towards_viewer(camera(35, 22))
    across = np.cross(towards, [0, 0, 1])
    corners = (np.zeros(3), towards, towards + across, across)
    upright = np.cross(towards, across)

    _, view = drawn(replace(SPACE, arrows=(), areas=(Area(corners, "result"),)))
    _, turned = drawn(
        replace(
            SPACE,
            arrows=(),
            areas=(Area((np.zeros(3), towards, towards + upright, upright), "result"),),
        )
    )

    normals = np.cross(towards, across), np.cross(towards, upright)
    for seen, normal in zip((view, turned), normals, strict=True):
        facing = abs(towards_viewer(seen.basis) @ normal) / np.linalg.norm(normal)
        assert facing > 0.4


def test_an_opened_angle_shows_both_arrows_in_the_inset() -> None:
    first, second = Arrow(at(10, 1), "a", "first"), Arrow(at(10, 1.2), "b", "second")
    opened = Opened(first, second, 1.13, Symbol("turn"))

    canvas, view = drawn(Scene(2, "A title", (first, second), opened=opened))

    assert {"turn", "opened 50 times"} <= set(words(canvas))
    (hole,) = of(canvas, Marks, COLOUR.background)
    inset = [each for each in canvas.things if isinstance(each, Drawn) and each.layer > 4]
    assert {arrow.colour for arrow in inset} == {COLOUR.first, COLOUR.second}
    for arrow in inset:
        for end in (arrow.tail, arrow.tip):
            assert np.hypot(*(end - hole.centres[0])) < hole.size / 2
    assert np.hypot(*(view.pixels(at(10, 1)) - hole.centres[0])) > hole.size / 2


def test_a_drawn_scene_is_a_png() -> None:
    assert draw(FLAT, Theme.LIGHT).startswith(b"\x89PNG")
