"""Labels of a scene: where they may stand beside what they name, and where none may."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing import arrows as drawing
from bot.drawing import lettering
from bot.drawing.arrows import draw_on
from bot.drawing.canvas import Canvas
from bot.drawing.scene import Arc, Area, Arrow, Scene, Segment, Spot
from bot.drawing.style import COLOURS, NORMAL, Theme
from bot.drawing.things import Written
from bot.drawing.view import View
from bot.formula import Symbol
from bot.formula.node import text

COLOUR = COLOURS[Theme.DARK]


def at(*entries: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array(entries, dtype=float)


def drawn(scene: Scene) -> tuple[Canvas, View]:
    canvas = Canvas(Theme.DARK)
    return canvas, draw_on(canvas, scene)


def words(canvas: Canvas) -> dict[str, Written]:
    written = [each for each in canvas.things if isinstance(each, Written)]
    return {text(each.lettering.content): each for each in written}


def test_labels_wish_to_be_beyond_what_they_name() -> None:
    view = View(np.eye(2), 100, np.array([300.0, 200]))
    scene = Scene(
        2,
        "A title",
        (
            Arrow(at(3, 2), "a", "first"),
            Arrow(at(1, 2), "b", "second", tail=at(2, 0)),
        ),
        spots=(Spot(at(-1, 1), "spot", "rest"),),
        arcs=(Arc(at(2, 0), at(0, 2), "turn"),),
        segments=(Segment(at(0, 0), at(1, 0), "rest"), Segment(at(0, 1), at(1, 1), "rest", "s")),
    )

    labels = drawing._collect_labels(Canvas(Theme.DARK), view, scene)

    assert [str(label.words) for label in labels] == ["a", "b", "spot", "turn", "s"]
    a, b, spot, turn, segment = labels
    assert (a.anchor.tolist(), a.away.tolist(), a.role) == ([600, 400], [300, 200], "first")
    assert (b.anchor.tolist(), b.away.tolist(), b.role) == ([400, 400], [-100, 200], "second")
    assert (spot.anchor.tolist(), spot.away.tolist(), spot.role) == (
        [200, 300],
        [-100, 100],
        "rest",
    )
    # About in the middle of an arc of 80 pixels.
    assert np.hypot(*turn.away) == pytest.approx(80)
    assert np.degrees(np.arctan2(*turn.away[::-1])) == pytest.approx(45, abs=1.5)
    assert turn.anchor == pytest.approx(view.offset + turn.away)
    assert turn.role == "text"
    assert segment.away.tolist() == [0, 0]
    assert {label.letters for label in labels} == {NORMAL}


def test_all_formulas_of_a_scene_are_set_in_one_go() -> None:
    names = [Symbol(f"unseen{k}") for k in range(7)]
    scene = Scene(
        2,
        names[0],
        (Arrow(at(3, 2), names[1], "first"),),
        segments=(Segment(at(0, 1), at(3, 1), "rest", names[2]),),
        spots=(Spot(at(2, 0), names[3], "second"),),
        arcs=(Arc(at(3, 2), at(-1, 3), names[4]),),
        areas=(Area((at(0, 0), at(3, 0), at(0, 3)), "result", label=names[5]),),
        given=names[6],
    )

    with mock.patch.object(lettering, "_set", wraps=lettering._set) as put:
        canvas, _ = drawn(scene)
        assert put.call_count == 1
        canvas.frame()

    # Those that are written are not set again in their colours; numbers along the axes are words.
    after = [each for call in put.call_args_list[1:] for each in call.args[0]]
    assert all(isinstance(each.content, str) for each in after)


@pytest.mark.parametrize(("look", "gap"), [("dashed", 2.5), ("thin", 3), ("band", 8)])
@pytest.mark.parametrize("share", [0.5, 0.3, 0.05])
def test_a_label_may_stand_ten_pixels_beside_its_segment_on_either_side(
    look: Literal["dashed", "thin", "band"], gap: float, share: float
) -> None:
    canvas, view = Canvas(Theme.DARK), View(np.eye(2), 100, np.array([300.0, 200]))
    segment = Segment(at(0, 1), at(4, 1), "rest", "beside", look=look, label_at=share)
    upright = replace(segment, start=at(0, 1), end=at(0, 5))
    width, height = canvas.measure("beside", NORMAL)

    label, other = (drawing._beside(canvas, view, each) for each in (segment, upright))

    assert (label.role, label.letters) == ("rest", NORMAL)
    assert label.anchor == pytest.approx([300 + 400 * share, 300])
    assert label.more is not None
    assert other.more is not None
    # Nearer to the start or the end than asked, too, but not at its very end.
    shares = [min(0.9, max(0.1, share + more)) for more in (0, -0.15, 0.15, -0.3, 0.3)]
    assert label.more[:, 0] == pytest.approx(2 * [300 + 400 * each for each in shares])
    assert np.abs(label.more[:, 1] - 300) == pytest.approx(np.full(10, height / 2 + gap + 10))
    assert other.more[:, 1] == pytest.approx(2 * [300 + 400 * each for each in shares])
    assert np.abs(other.more[:, 0] - 300) == pytest.approx(np.full(10, width / 2 + gap + 10))
    slanted = drawing._beside(canvas, view, replace(segment, start=at(0, 0), end=at(3, 4))).more
    assert slanted is not None
    feet = np.array([300, 200]) + np.array([shares]).T * [300, 400]
    assert (slanted - np.vstack([feet, feet])) @ [0.6, 0.8] == pytest.approx(np.zeros(10))
    reach = 0.8 * width / 2 + 0.6 * height / 2 + gap + 10
    assert np.hypot(*(slanted[:5] - feet).T) == pytest.approx(np.full(5, reach))
    assert slanted[:5] + slanted[5:] == pytest.approx(2 * feet)
    assert np.sign(label.more[:, 1] - 300).sum() == np.sign(other.more[:, 0] - 300).sum() == 0


def test_a_label_may_stand_at_segments_that_are_just_as_long() -> None:
    canvas, view = Canvas(Theme.DARK), View(np.eye(2), 100, np.array([300.0, 200]))
    segment = Segment(at(0, 1), at(2, 1), "rest", "beside", "band")
    upright = replace(segment, start=at(3, 0), end=at(3, 2))
    width, height = canvas.measure("beside", NORMAL)

    alone, other = (drawing._beside(canvas, view, each) for each in (segment, upright))
    both = drawing._beside(canvas, view, replace(segment, equals=((at(3, 0), at(3, 2)),)))

    assert not len(alone.instead)
    assert other.more is not None
    assert both.more == pytest.approx(alone.more)
    assert both.instead[:10] == pytest.approx(other.more)
    # Then around its own ends, and the far end of the other, nearest first.
    around = (
        both.instead[10:].reshape(3, 24, 2)
        - np.array([(500, 300), (300, 300), (600, 400)])[:, None]
    )
    gaps = np.max(np.abs(around) - np.array([width, height]) / 2, axis=2)
    assert gaps == pytest.approx(np.repeat([14, 30, 50], 8) * np.ones((3, 1)))


@given(
    st.lists(st.floats(0, 2 * np.pi), min_size=3, max_size=6, unique_by=lambda t: round(t, 1)),
    st.integers(0, 10**6),
)
def test_rows_of_boxes_fill_an_area_and_nothing_else(turns: list[float], seed: int) -> None:
    corners = 400 + 300 * np.array([(np.cos(t), np.sin(t)) for t in sorted(turns)])
    points = np.random.default_rng(seed).uniform(50, 750, (200, 2))
    rows = drawing._rows(corners)
    edges = np.roll(corners, -1, axis=0) - corners
    normals = np.stack([-edges[:, 1], edges[:, 0]], axis=1)
    normals /= np.linalg.norm(normals, axis=1)[:, None]
    inside = ((points[:, None] - corners) * normals).sum(axis=2).min(axis=1)

    covered = np.array(
        [
            bool(len(rows))
            and bool(((rows[:, :2] <= point) & (point <= rows[:, 2:])).all(axis=1).any())
            for point in points
        ]
    )

    assert covered[inside > 18].all()
    assert not covered[inside < -18].any()


def test_a_label_inside_an_area_keeps_off_its_edges() -> None:
    corners = (at(0, 0), at(4, 0), at(0, 3))
    canvas, view = drawn(
        Scene(2, "A title", areas=(Area(corners, "result", label="inside a triangle"),))
    )

    box = canvas.box_of(words(canvas)["inside a triangle"])
    low, top = view.pixels([(0, 0), (0, 3)])
    assert box.left - low[0] >= 6 - 1e-6
    assert box.bottom > low[1]
    # The slanted edge.
    right = view.pixels(at(4, 0))
    along = (box.right + 6 - low[0]) / (right[0] - low[0])
    up = (box.top - low[1]) / (top[1] - low[1])
    assert along + up <= 1 + 1e-6
