"""Where the things of a scene are, how large, and in which layers: by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bot.drawing import arrows as drawing
from bot.drawing.arrays import Floats
from bot.drawing.arrows import draw_on, draw_turning
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.rocking import Rocking
from bot.drawing.scene import Arc, Area, Arrow, Corner, Curve, Opened, Scene, Segment, Spot
from bot.drawing.style import COLOURS, Role, Theme
from bot.drawing.things import DOTTED, Fill, Line, Marks, Written
from bot.drawing.things import Arrow as Drawn
from bot.drawing.view import camera, space_basis
from bot.formula import Symbol
from bot.formula.node import text
from tests.bot.drawing.frames import recorded_frames
from tests.bot.drawing.scenes import at, drawn, of

COLOUR = COLOURS[Theme.DARK]


FLAT = Scene(2, "A title", arrows=(Arrow(at(3, 2), "tip", "first"),))

SPACE = Scene(
    3,
    "A title",
    arrows=(Arrow(at(2, 0, 1), "a", "first"), Arrow(at(0, 2, -1), "b", "second")),
)


@pytest.mark.parametrize(
    ("tip", "scale", "origin"),
    [
        # 860 by 585 pixels between the labels' room, the numbers and the caption
        (at(3, 2), 860 / 3, (120, 88 + (585 - 2 * 860 / 3) / 2)),
        (at(1, 4), 585 / 4, (550 - 585 / 8, 88)),
        (at(-2, 0), 430, (980, 88 + 585 / 2)),
    ],
)
def test_a_scene_in_the_plane_fills_its_room(
    tip: Floats, scale: float, origin: tuple[float, float]
) -> None:
    _, view = drawn(Scene(2, "A title", (Arrow(tip, "tip", "first"),)))

    assert view.scale == pytest.approx(scale)
    assert view.offset == pytest.approx(origin)


def test_an_area_and_a_magnifier_have_room_beside_each_other() -> None:
    first, second = Arrow(at(3, 1), "a", "first"), Arrow(at(3, 1.01), "b", "second")
    opened = Opened(first, second, 0.17, Symbol("turn"))
    corners = (at(0, 0), at(3, 1), at(3, 1.01))

    _, alone = drawn(Scene(2, "A title", (first, second), opened=opened))
    _, both = drawn(
        Scene(2, "A title", (first, second), opened=opened, areas=(Area(corners, "rest"),))
    )

    assert alone.pixels(at(3, 1))[0] == pytest.approx(980)
    assert both.pixels(at(3, 1))[0] == pytest.approx(980 - 300)


def test_a_scene_in_space_fills_its_room_with_its_floor() -> None:
    scene = replace(SPACE, arrows=(Arrow(at(2, 0.5, 2), "a", "first"),))
    opened = Opened(
        Arrow(at(2, 1, 2), "a", "first"), Arrow(at(2, 1.01, 2), "b", "second"), 0.2, Symbol("turn")
    )
    for each, right in ((scene, 980), (replace(scene, opened=opened), 980 - 300)):
        _, view = drawn(each)
        seen = np.array([(0, 0, 0), (2, 0, 0), (2, 1, 0), (0, 1, 0), (0, 0, 2), (2, 0.5, 2)])
        pixels = view.pixels(seen)
        low, high = pixels.min(axis=0), pixels.max(axis=0)
        assert (low + high) / 2 == pytest.approx([(120 + right) / 2, (62 + 669) / 2])
        used = (high - low) / [right - 120, 669 - 62]
        assert used.max() == pytest.approx(1)


FAR = at(-7, 9)


@pytest.mark.parametrize(
    "things",
    [
        {"arrows": (Arrow(FAR, "", "first"),)},
        {"arrows": (Arrow(at(1, 1), "", "first", tail=FAR),)},
        {"segments": (Segment(at(0, 0), FAR, "rest"),)},
        {"segments": (Segment(FAR, at(0, 0), "rest"),)},
        {"spots": (Spot(FAR, "", "first"),)},
        {"areas": (Area((at(0, 0), at(1, 0), FAR), "rest"),)},
        {"curves": (Curve(np.array([at(0, 0), FAR]), "rest"),)},
    ],
    ids=lambda things: next(iter(things)),
)
def test_all_things_of_a_scene_are_inside_the_picture(things: dict[str, Any]) -> None:
    _, view = drawn(Scene(2, "A title", **things))

    x, y = view.pixels(FAR)
    assert 120 - 1e-6 <= x <= 980
    assert y == pytest.approx(673)


def test_things_have_their_widths_and_layers() -> None:
    scene = replace(
        FLAT,
        spots=(Spot(at(1, -1), "spot", "second"),),
        curves=(Curve(np.array([(0, 1), (1, 2), (2, 1.0)]), "muted"),),
        corners=(Corner(at(1, 1), at(0, 4), at(-3, 0)),),
        segments=(Segment(at(0, 1), at(1, 1), "rest"),),
        areas=(Area((at(0, 0), at(1, 0), at(0, 1)), "result", faint=True),),
    )

    canvas, _ = drawn(scene)

    (corner,) = of(canvas, Line, COLOUR.text)
    (curve,) = of(canvas, Line, COLOUR.muted)
    (segment,) = of(canvas, Line, COLOUR.rest)
    (arrow,) = of(canvas, Drawn, COLOUR.first)
    (area,) = of(canvas, Fill, COLOUR.result)
    (spot,) = of(canvas, Marks, COLOUR.second)
    assert [corner.width, curve.width, arrow.width, spot.size] == [3, 3, 7, 26]
    assert area.opacity == 0.07
    assert area.layer < curve.layer < segment.layer == 2.5 < arrow.layer == 3 < spot.layer
    arcs, _ = drawn(replace(FLAT, arcs=(Arc(at(3, 2), at(-1, 3), "turn"),)))
    assert of(arcs, Line, COLOUR.text)[0].width == 4


def test_shadows_are_broad_and_faint_and_drop_lines_dotted() -> None:
    canvas, view = drawn(replace(SPACE, arrows=(Arrow(at(2, 1, 2), "a", "first"),)))

    (drop,) = of(canvas, Line, COLOUR.first)
    (foot,) = of(canvas, Marks, COLOUR.first)
    (shadow,) = [line for line in of(canvas, Line, COLOUR.axis) if line.opacity < 1]
    assert (drop.width, drop.style, foot.size) == (3, DOTTED, 12)
    assert (shadow.width, shadow.opacity) == (6, 0.45)
    assert shadow.points[0] == pytest.approx(view.pixels([at(0, 0, 0), at(2, 1, 0)]))


def test_depth_makes_arrows_broader_by_how_near_their_tips_are() -> None:
    basis = camera(55, 30)
    towards = np.cross(*basis)
    tips = (towards + basis[0], -0.5 * towards + basis[1], basis[0])
    roles: tuple[Role, ...] = ("first", "second", "result")
    arrows = tuple(Arrow(tip, "", role) for tip, role in zip(tips, roles, strict=True))
    canvas = Canvas(Theme.DARK)

    draw_on(canvas, replace(SPACE, arrows=arrows), basis)

    found = [thing for thing in canvas.things if isinstance(thing, Drawn)]
    # The longest is as long as the square root of 2.
    shares = [1 / np.sqrt(2), -0.5 / np.sqrt(2), 0]
    assert [arrow.width for arrow in found] == pytest.approx([7 * (1 + 0.35 * s) for s in shares])
    assert [arrow.layer for arrow in found] == pytest.approx([3 + 0.2 * s for s in shares])


def test_a_face_is_a_direction_of_length_1_at_right_angles_to_its_area() -> None:
    square = (at(0, 0, 0), at(3e-5, 0, 0), at(3e-5, 0, 4e-5), at(0, 0, 4e-5))
    far = tuple(1e200 * corner for corner in (at(1, 1, 0), at(3, 1, 0), at(1, 4, 0)))
    flat = (at(0, 0, 0), at(1, 1, 1), at(2, 2, 2))

    faces = drawing._faces([Area(corners, "result") for corners in (square, far, flat)])

    assert np.abs(faces) == pytest.approx(np.array([(0, 1, 0), (0, 0, 1)]))
    assert drawing._faces([]).shape == (0, 3)


@pytest.mark.parametrize(
    ("start", "end", "radius"),
    [
        # 40 % of the shorter one, between 60 and 150 pixels; 215 pixels a unit
        (at(4, 0), at(1, 1), 0.4 * np.sqrt(2) * 215),
        (at(4, 0), at(0, 2), 150),
        (at(4, 0), at(0, 0.1), 60),
    ],
)
def test_an_arc_suits_the_shorter_side(start: Floats, end: Floats, radius: float) -> None:
    canvas, view = drawn(
        Scene(2, "A title", (Arrow(at(4, 0), "", "first"),), arcs=(Arc(start, end, "turn"),))
    )

    assert view.scale == pytest.approx(215)
    (arc,) = of(canvas, Line, COLOUR.text)
    offsets = arc.points[0] - view.pixels(at(0, 0))
    assert len(offsets) == 40
    assert np.hypot(*offsets.T) == pytest.approx(np.full(40, radius))
    assert np.arctan2(*offsets[-1][::-1]) == pytest.approx(np.arctan2(end[1], end[0]))


def test_an_arc_in_space_lies_in_the_plane_of_its_sides() -> None:
    start, end = at(2, 0, 1), at(0, 2, -1)
    canvas, view = drawn(replace(SPACE, arcs=(Arc(start, end, "turn"),)))

    (arc,) = of(canvas, Line, COLOUR.text)
    origin = view.pixels(at(0, 0, 0))
    toward = [view.pixels(side) - origin for side in (start, end)]
    for end_of_arc, side in zip(arc.points[0][[0, -1]] - origin, toward, strict=True):
        assert end_of_arc / np.hypot(*end_of_arc) == pytest.approx(side / np.hypot(*side))


def test_a_turning_scene_shows_all_that_a_still_one_does() -> None:
    scene = replace(
        SPACE,
        arrows=(*SPACE.arrows, Arrow(at(0, 0, 0), "nothing", "result")),
        areas=(Area((at(0, 0, 0), at(2, 0, 1), at(0, 2, -1)), "result", label="area"),),
        note="a remark",
        given=Symbol("A"),
    )

    with recorded_frames() as frames:
        data = draw_turning(scene, Theme.DARK)

    assert data.startswith(b"GIF89a")
    region = Box(120, 62, 980, 669 - 42)
    ends = np.array([at(0, 0, 0), at(2, 0, 1), at(0, 2, -1)])
    floor = np.array([(0, 0, 0), (2, 0, 0), (2, 2, 0), (0, 2, 0), (0, 0, -1), (0, 0, 1)])
    first = frames[0]
    for things in frames:
        shown = [thing for thing in things if isinstance(thing, Drawn)]
        assert [arrow.colour for arrow in shown] == [COLOUR.first, COLOUR.second]
        assert {"A title", "a remark", "A", "x = 2"} <= {
            text(thing.lettering.content) for thing in things if isinstance(thing, Written)
        }
        assert len([t for t in things if isinstance(t, Fill) and t.colour == COLOUR.result]) == 1
        pixels = np.vstack([arrow.tip for arrow in shown])
        assert (pixels >= region.corners[:2] - 1).all()
        assert (pixels <= region.corners[2:] + 1).all()
    basis = space_basis(ends[1:], np.cross(ends[1], ends[2])[None] / np.sqrt(24))
    view = Rocking.around(basis, np.vstack([ends, floor]), region).view()
    tips = [thing.tip for thing in first if isinstance(thing, Drawn)]
    origin = view.pixels(ends[0])
    for name, tip in zip("ab", tips, strict=True):
        (word,) = [
            thing
            for thing in first
            if isinstance(thing, Written) and thing.lettering.content == name
        ]
        assert (np.array([word.x, word.y]) - tip) @ (tip - origin) > 0, "beyond its tip"
    assert tips[0] == pytest.approx(view.pixels(ends[1]))
    assert tips[1] == pytest.approx(view.pixels(ends[2]))
