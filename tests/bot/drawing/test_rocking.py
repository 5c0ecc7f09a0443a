"""A scene that rocks: what the camera sees, and labels that go with their anchors."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from unittest import mock

import numpy as np
import pytest
from PIL import Image

from bot.drawing.arrays import Floats
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.labels import Label, labelled
from bot.drawing.rocking import FRAME_MILLISECONDS, QUARTER, WIDEST, Rocking, draw_still, rocking
from bot.drawing.style import HEIGHT, NORMAL, SMALL, WIDTH, Role, Theme
from bot.drawing.things import Written
from bot.drawing.view import View, camera
from bot.formula import Chain, Formula
from tests.bot.drawing.frames import played, rgb

REGION = Box(100, 80, WIDTH - 100, HEIGHT - 120)
BOUNDS = Box(12, 12, WIDTH - 12, HEIGHT - 90)
POINTS = np.array([(0, 0, 0), (4, 0, 0), (0, 3, 0), (1, 1, 5.0)])
CAMERA = Rocking.around(camera(35, 22), POINTS, REGION)

Draw = Callable[[Canvas, View], Sequence[Label]]


def test_the_camera_goes_around_the_vertical() -> None:
    for degrees in (-20, 7, 20):
        view = CAMERA.view(degrees)

        assert view.basis == pytest.approx(camera(35 + degrees, 22), abs=1e-9) or (
            view.basis == pytest.approx(camera(35 - degrees, 22), abs=1e-9)
        )
        assert view.pixels(CAMERA.centre) == pytest.approx(CAMERA.middle)
        assert view.scale == CAMERA.scale
    assert CAMERA.view().basis == pytest.approx(camera(35, 22))


def test_no_point_ever_leaves_the_region_and_it_is_used() -> None:
    seen = np.vstack([CAMERA.view(d).pixels(POINTS) for d in np.linspace(-WIDEST, WIDEST, 41)])

    low, high = seen.min(axis=0), seen.max(axis=0)
    assert (low >= REGION.corners[:2] - 2).all()
    assert (high <= REGION.corners[2:] + 2).all()
    used = (high - low) / (REGION.corners[2:] - REGION.corners[:2])
    assert used.max() > 0.98


def test_points_in_one_place_are_seen_there() -> None:
    still = Rocking.around(camera(35, 22), np.ones((2, 3)), REGION)

    assert still.view(11).pixels(np.ones(3)) == pytest.approx(REGION.centre)


def test_it_goes_to_one_side_and_to_the_other_and_is_back_after_three_seconds() -> None:
    views: list[View] = []

    def draw(canvas: Canvas, view: View) -> list[Label]:
        views.append(view)
        canvas.dot(view.pixels(POINTS[3]), canvas.colours.first, 30)
        return []

    seen, times = played(rocking(draw, CAMERA, BOUNDS, Theme.DARK))

    assert set(times) == {FRAME_MILLISECONDS}
    assert sum(times) == 3000
    quarter = len(seen) // 4
    angles = np.linspace(0, 2 * math.pi, len(seen), endpoint=False)
    for frame, angle in zip(seen, angles, strict=True):
        x, y = CAMERA.view(WIDEST * math.sin(angle)).pixels(POINTS[3])
        row, column = round((HEIGHT - y) / 2), round(x / 2)
        assert frame[row, column].tolist() == rgb("#56b4e9")
    assert (seen[1] == seen[2 * quarter - 1]).all()
    assert not (seen[quarter] == seen[3 * quarter]).all()
    # What is seen on the way there is not drawn again on the way back.
    in_frames = [view.basis[0, 0] for view in views[-(2 * quarter + 1) :]]
    assert len({*np.round(in_frames, 9)}) == len(in_frames)


def recorded(
    draw: Draw, around: Rocking = CAMERA, theme: Theme = Theme.DARK
) -> list[list[tuple[Formula, Box]]]:
    """Return the words of all frames with their boxes."""
    found: list[list[tuple[Formula, Box]]] = []
    original = Canvas.frame

    def frame(canvas: Canvas) -> Image.Image:
        words = [thing for thing in canvas.things if isinstance(thing, Written)]
        found.append([(thing.lettering.content, canvas.box_of(thing)) for thing in words])
        return original(canvas)

    with mock.patch.object(Canvas, "frame", frame):
        rocking(draw, around, BOUNDS, theme)
    return found


def test_labels_keep_their_place_beside_their_anchors() -> None:
    views: list[View] = []

    def draw(canvas: Canvas, view: View) -> list[Label]:
        views.append(view)
        anchor = view.pixels(POINTS[3])
        canvas.dot(anchor, canvas.colours.first, 30)
        # Lines that stand still: placed anew in each frame, the label would go around them.
        canvas.lines([[(x, 0), (x, HEIGHT)] for x in range(0, WIDTH, 90)], "#ffffff", 2)
        return [labelled(canvas, "tip", anchor, np.array([1.0, 0]), "first", NORMAL)]

    frames = recorded(draw)

    offsets = np.array(
        [
            box.centre - view.pixels(POINTS[3])
            for ((_, box),), view in zip(frames, views[-len(frames) :], strict=True)
        ]
    )
    assert offsets == pytest.approx(np.tile(offsets[0], (len(offsets), 1)), abs=1e-6)
    assert 30 < np.hypot(*offsets[0]) < 150


def test_labels_stay_inside_and_those_without_a_place_are_left_out() -> None:
    def draw(canvas: Canvas, view: View) -> list[Label]:
        edge = np.array([BOUNDS.right - 90, view.pixels(POINTS[1])[1]])
        canvas.dot(edge, canvas.colours.rest, 20)
        canvas.dot(REGION.centre, canvas.colours.rest, 400)
        to_the_right = 2000 * abs(view.basis[0, 0] - CAMERA.basis[0, 0])
        shifted = edge + np.array([to_the_right, 0])
        return [
            labelled(canvas, "edge", shifted, np.zeros(2), letters=SMALL),
            labelled(canvas, "covered", REGION.centre, np.zeros(2), letters=SMALL),
        ]

    frames = recorded(draw)

    boxes = [box for words in frames for _, box in words]
    assert {word for words in frames for word, _ in words} == {"edge"}
    assert len(boxes) == len(frames)
    assert all(box.excess(BOUNDS) < 1e-6 for box in boxes)
    assert {round(box.right) for box in boxes} > {BOUNDS.right}


def seen_along_x(*points: tuple[float, float, float]) -> Rocking:
    return Rocking.around(camera(0, 0), np.array(points), REGION)


def test_labels_that_would_meet_on_the_way_get_places_where_they_do_not() -> None:
    # Seen along x, the two are 3 units apart in the middle, and 3 cos 20° − 8.2 sin 20° at a side.
    one, other, third = np.array([(4.1, 1.5, 0), (-4.1, -1.5, 0), (0, 0, 3)])
    around = seen_along_x((4.1, 1.5, 0), (-4.1, -1.5, 0), (0, 0, 3))

    def draw(canvas: Canvas, view: View) -> list[Label]:
        points = view.pixels([one, other, third])
        for at in points:
            canvas.dot(at, canvas.colours.first, 20)
        return [
            labelled(canvas, word, at, np.array([0.0, 1]), letters=SMALL)
            for word, at in zip(("earlier", "later", "apart"), points, strict=True)
        ]

    canvas = Canvas(Theme.DARK, zoom=0.5)
    first, second, _ = draw(canvas, around.view())
    assert abs(first.anchor[0] - second.anchor[0]) > 200
    frames = recorded(draw, around)

    assert {tuple(str(word) for word, _ in words) for words in frames} == {
        ("earlier", "later", "apart")
    }
    for words in frames:
        boxes = [box for _, box in words]
        assert not any(p.overlap(q, margin=0) for p, q in combinations(boxes, 2))


def test_a_label_keeps_clear_of_what_passes_its_place_on_the_way() -> None:
    # The mark starts far to the right of the label's own point and goes past above it.
    still, passing = np.array([0.0, 0, 0]), np.array([9.0, 1.6, 0.6])
    around = seen_along_x((9, 3, 1), (-9, -3, -1))

    def draw(canvas: Canvas, view: View) -> list[Label]:
        canvas.dot(view.pixels(passing), canvas.colours.rest, 30)
        up = np.array([0.0, 1])
        return [labelled(canvas, "label", view.pixels(still), up, letters=SMALL)]

    paths: list[Floats] = []
    marks: list[Box] = []
    for degrees in np.linspace(-WIDEST, WIDEST, 41):
        at = around.view(float(degrees)).pixels(passing)
        paths.append(at - around.view().pixels(still))
        marks.append(Box.around(at, (60, 60)))
    assert min(path[0] for path in paths) < -60 < 60 < max(path[0] for path in paths)
    frames = recorded(draw, around)

    for words in frames:
        ((_, box),) = words
        assert not any(box.overlap(mark, margin=0) for mark in marks)


def test_a_label_without_a_place_from_one_side_is_in_no_frame() -> None:
    def draw(canvas: Canvas, view: View) -> list[Label]:
        at = view.pixels(POINTS[3])
        if not np.allclose(view.basis, CAMERA.basis):
            canvas.dot(at, canvas.colours.rest, 300)
        return [labelled(canvas, "label", at, np.zeros(2), letters=SMALL)]

    assert {len(words) for words in recorded(draw)} == {0}


@pytest.mark.parametrize(
    ("theme", "role", "opacity", "is_on_it"),
    [
        (Theme.DARK, "text", 0.6, True),
        (Theme.DARK, "first", 0.6, False),
        (Theme.DARK, "first", 0.15, True),
        (Theme.LIGHT, "first", 0.15, False),
        (Theme.LIGHT, "first", 0.07, True),
        (Theme.LIGHT, "second", 0.07, False),
    ],
)
def test_words_lie_on_a_tint_only_where_they_can_be_read(
    theme: Theme, role: Role, opacity: float, is_on_it: bool
) -> None:
    half = np.array([150.0, 70])
    corners = half * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])

    def draw(canvas: Canvas, view: View) -> list[Label]:
        at = view.pixels(POINTS[3])
        # Two on top of each other make one of the opacity asked for.
        for _ in range(2):
            canvas.polygon(at + corners, canvas.colours.first, opacity / 2)
        label = labelled(canvas, "label", at, np.zeros(2), role, SMALL)
        return [replace(label, more=at[None])]

    for degrees, words in zip(_angles(), recorded(draw, theme=theme), strict=True):
        ((_, box),) = words
        tint = Box.around(CAMERA.view(degrees).pixels(POINTS[3]), (300, 140))
        assert (box.overlap(tint, margin=0) > 0) == is_on_it


def test_further_places_of_a_label_are_where_they_are_in_each_view() -> None:
    def draw(canvas: Canvas, view: View) -> list[Label]:
        at, elsewhere = view.pixels(POINTS[3]), view.pixels(POINTS[1])
        canvas.dot(at, canvas.colours.rest, 200)
        label = labelled(canvas, "label", at, np.zeros(2), letters=SMALL)
        return [replace(label, more=elsewhere[None])]

    for degrees, words in zip(_angles(), recorded(draw), strict=True):
        ((_, box),) = words
        assert box.centre == pytest.approx(CAMERA.view(degrees).pixels(POINTS[1]))


def test_of_an_equation_without_a_place_the_left_side_is_written() -> None:
    equation = Chain("left", ("a side much too long for the room that there is",))

    def draw(canvas: Canvas, view: View) -> list[Label]:
        at = view.pixels(POINTS[3])
        for side in (-1, 1):
            canvas.dot(at + np.array([side * 330, 0]), canvas.colours.rest, 230)
        return [labelled(canvas, equation, at, np.zeros(2), letters=SMALL)]

    assert {tuple(map(str, [w for w, _ in words])) for words in recorded(draw)} == {("left",)}


def test_a_still_has_its_labels_where_they_can_be_read() -> None:
    canvas = Canvas(Theme.DARK)

    def draw(canvas: Canvas, view: View) -> list[Label]:
        at = view.pixels(POINTS[3])
        canvas.dot(at, canvas.colours.rest, 60)
        canvas.polygon(at + 500 * np.array([(0, -1), (1, 0), (0, 1)]), canvas.colours.first, 0.6)
        words = ("one", "other")
        return [labelled(canvas, word, at, np.array([1.0, 0]), "first") for word in words]

    draw_still(canvas, draw, CAMERA.view(), BOUNDS)

    at = CAMERA.view().pixels(POINTS[3])
    boxes = [canvas.box_of(thing) for thing in canvas.things if isinstance(thing, Written)]
    assert len(boxes) == 2
    assert all(box.overlap(Box.around(at, (120, 120)), margin=0) == 0 for box in boxes)
    assert all(box.right <= at[0] for box in boxes)
    assert boxes[0].overlap(boxes[1], margin=0) == 0


def _angles() -> list[float]:
    """Return the angles of the frames that are drawn, in their order."""
    side = [WIDEST * math.sin(math.pi / 2 * k / QUARTER) for k in range(QUARTER + 1)]
    return [*side, *(-angle for angle in side[1:])]
