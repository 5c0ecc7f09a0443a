"""Where the parts of a map are, how large, and in which layers: by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.drawing.boxes import Box
from bot.drawing.canvas import BORDER, Canvas
from bot.drawing.inset import Inset
from bot.drawing.point_map import Kind, PointMap, Stage, Stroke, draw
from bot.drawing.style import COLOURS, WIDTH, Theme
from bot.drawing.things import Arrow, Fill, Line, Marks
from tests.bot.drawing.maps import cloud, drawn, names
from tests.bot.drawing.painted import of, words_of
from tests.bot.drawing.rules import Painted, recorded_paintings

Points = NDArray[np.float64]


def plain(points: list[tuple[float, float]], **options: Any) -> Painted:
    kinds = (Kind(np.array(points, dtype=float)),)
    with recorded_paintings() as paintings:
        draw(PointMap("A title", kinds, **options), Theme.DARK)
    return paintings[0]


@pytest.mark.parametrize(
    ("has_grid", "left", "bottom", "right", "top"),
    # The title takes 84 pixels, and the strip below it 44.
    [(True, 130, 110, 1000, 697 - 40), (False, 90, 60, 1010, 697 - 60)],
)
def test_points_fill_the_room_beside_words(
    has_grid: bool, left: float, bottom: float, right: float, top: float
) -> None:
    for points in ([(0.0, 0.0), (4, 1)], [(0.0, 0.0), (1, 4)]):
        (marks,) = of(plain(points, has_grid=has_grid), Marks)
        low, high = marks.centres
        assert (low + high) / 2 == pytest.approx([(left + right) / 2, (bottom + top) / 2])
        used = (high - low) / [right - left, top - bottom]
        assert max(used) == pytest.approx(1)


def test_a_legend_and_notes_push_the_map_down() -> None:
    points = np.array([(0.0, 0), (1, 4)])
    kinds = (Kind(points, (), "a kind"),)

    _, painted = drawn(PointMap("A title", kinds, notes=("a remark",)))

    _, marks = of(painted, Marks)
    assert marks.centres[1, 1] == pytest.approx(697 - 42 - 42 - 40)
    words = words_of(painted)
    assert words["a remark"].y > words["a kind"].y > marks.centres[1, 1]
    assert words["a kind"].y == pytest.approx(825 - 84 - 42 - 21)


def test_axes_have_their_names_at_their_ends_and_the_rest_is_counted() -> None:
    _, painted = drawn(replace(cloud(np.zeros((40, 2)), names(40)), axes=("right", "up")))

    words = words_of(painted)
    assert (words["↑ up"].x, words["↑ up"].y, words["↑ up"].anchor) == (12, 697 + 22, "left")
    assert (words["right →"].x, words["right →"].y) == (WIDTH - 16, 70)
    assert words["right →"].anchor == "right"
    (said,) = [word for name, word in words.items() if "names shown" in name]
    assert (said.x, said.y, said.anchor) == (WIDTH - 28, 697 + 22, "right")
    assert said.lettering.colour == COLOURS[Theme.DARK].muted


def test_an_inset_lies_beside_numbers_and_below_the_strip() -> None:
    for has_grid, place in ((True, Box(950, 457, 1100, 697)), (False, Box(950, 457, 1100, 697))):
        boxes: list[Box] = []
        inset = Inset((300, 120), (150, 240), lambda _, box, boxes=boxes: boxes.append(box))
        plain([(0, 0), (4, 0), (0, 1)], inset=inset, has_grid=has_grid)
        assert boxes == [place]
    boxes = []
    inset = Inset((900, 500), (900, 500), lambda _, box: boxes.append(box))
    points = [(x, y) for x in (0.0, 4) for y in (0.0, 2, 4)]
    plain([*points, (3.9, 3.9)], inset=inset, has_origin=False)
    assert boxes[0].top == 697


def test_marks_areas_and_strokes_have_their_looks() -> None:
    corners = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 2.0]])
    kinds = (
        Kind(np.array([[1.0, 1.0]]), is_faint=True),
        Kind(np.array([[2.0, 1.0]])),
        Kind(np.array([[3.0, 1.0]]), size=50),
    )
    strokes = (
        Stroke(corners[0], corners[1], "rest", width=5),
        Stroke(corners[0], corners[2], "rest", width=5),
        Stroke(corners[1], corners[2], "rest", width=6),
        Stroke(corners[0], corners[2], "eigen", width=9, is_arrow=True),
    )

    _, painted = drawn(
        PointMap("A plane", kinds, areas=(corners,), strokes=strokes, has_grid=False)
    )

    (area,) = of(painted, Fill)
    (outline,) = [line for line in of(painted, Line) if line.colour == COLOURS[Theme.DARK].axis]
    assert (area.opacity, area.layer, area.colour) == (0.08, 0.6, COLOURS[Theme.DARK].muted)
    assert (outline.width, outline.layer) == (2, 1.1)
    assert outline.points[0] == pytest.approx(np.vstack([area.corners, area.corners[:1]]))
    faint, usual, large = of(painted, Marks)
    assert [mark.size for mark in (faint, usual, large)] == [24, 24, 50]
    assert (faint.opacity, faint.layer) == (0.6, 0.5)
    assert (usual.opacity, usual.layer) == (1, 4)
    roses = [line for line in of(painted, Line) if line.colour == COLOURS[Theme.DARK].rest]
    assert [(len(line.points), line.width, line.layer) for line in roses] == [(2, 5, 2), (1, 6, 2)]
    assert of(painted, Arrow)[0].width == 9


def test_points_too_many_for_large_marks_shine_through_each_other() -> None:
    rng = np.random.default_rng(5)
    small, tiny = (
        of(plain(list(map(tuple, rng.normal(size=(count, 2))))), Marks)[0] for count in (800, 801)
    )

    assert (small.size, small.opacity) == (13, 1)
    assert (tiny.size, tiny.opacity) == (9, 0.75)


def test_without_an_origin_the_points_alone_fill_the_map() -> None:
    points = [(100.0, 100.0), (101.0, 101.0)]

    (seen,), (small,) = (of(plain(points, has_origin=o), Marks) for o in (False, True))

    assert np.ptp(seen.centres[:, 1]) == pytest.approx(697 - 40 - 110)
    assert np.ptp(small.centres[:, 1]) < 10


def test_the_row_below_all_that_must_be_seen() -> None:
    canvas = Canvas(Theme.DARK)
    points = np.array([(0.0, 0.0), (4, 1)])
    shown = PointMap("A title", (Kind(points),))
    inset = Inset((2000, 2000), (300, 80), lambda *_: None)

    alone = Stage.of(canvas, shown, points)
    beside = Stage.of(canvas, replace(shown, inset=inset), points)

    lowest = (110 + 657) / 2 - 870 / 8
    assert alone.bottom(points) == pytest.approx(lowest - BORDER)
    assert beside.inset is not None
    assert beside.bottom(points) == pytest.approx(min(lowest, beside.inset.bottom) - BORDER)
    low = replace(beside, inset=Box(0, 100, 50, 150))
    assert low.bottom(points) == 100 - BORDER


def test_names_stand_around_the_middle_and_off_their_marks() -> None:
    points = np.array([(4.0, 1), (-4.0, -1)])
    kinds = (Kind(points, ("right", "left"), size=60),)

    _, painted = drawn(PointMap("A title", kinds))

    (marks,), words = of(painted, Marks), words_of(painted)
    # 6 pixels beside the mark's edge.
    boxes = [painted.canvas.box_of(words[name]) for name in ("right", "left")]
    for box, centre in zip(boxes, marks.centres, strict=True):
        nearest = np.clip(centre, box.corners[:2], box.corners[2:])
        assert 36 - 1e-6 <= np.hypot(*(nearest - centre)) < 60
    written = PointMap("A title", kinds)
    assert written.names == 2
    moving = Stage.of(Canvas(Theme.DARK), written, points)
    assert moving.draw(Canvas(Theme.DARK), written, named=False) == 0
