"""Row reduction as turning lines and planes: before and after, and one step after the other."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from bot.drawing.animation import ZOOM
from bot.drawing.style import COLOURS, WIDTH, Role, Style, Theme
from bot.drawing.things import Fill, Line, Marks, Written
from bot.formula.node import text
from bot.topics.elimination import rows_figure
from bot.topics.kit.answering import reply
from bot.topics.kit.question import Question
from linalg_engine import notation
from tests.bot.drawing.rules import recorded_paintings
from tests.bot.topics.elimination.drawn import (
    MOVING,
    drawn,
    has_picture,
    in_units,
    recorded_views,
)

LINES = "[2 1 3; 1 3 5]"
PLANES = "[1 1 1 6; 1 -1 0 0; 0 1 -2 -4]"
NOTE = "each row is an equation, the last column its right-hand side"


def frames(a: str, theme: Theme = Theme.DARK) -> tuple[list[list[Any]], list[int]]:
    """Return the things of each frame of the animation, and how long it is shown."""
    drawn_frames: list[list[Any]] = []
    paint = rows_figure.animation.frames

    def record(canvas: Any, draws: Any) -> Any:
        for draw in draws:
            canvas.wipe()
            draw()
            drawn_frames.append(list(canvas.things))
        return paint(canvas, draws)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows_figure.animation, "frames", record)
        (picture,) = reply(Question("matrix rref", {"a": a}), Style(theme)).pictures
    image: Any = Image.open(io.BytesIO(picture.data))
    times = []
    for k in range(image.n_frames):
        image.seek(k)
        times.append(image.info["duration"])
    return drawn_frames, times


def words(things: list[Any]) -> list[str]:
    return [text(each.lettering.content) for each in things if isinstance(each, Written)]


def lines_of(things: list[Any], role: Role) -> list[Any]:
    colour = COLOURS[Theme.DARK].of(role)
    return [
        t.points[0] for t in things if isinstance(t, Line) and t.width == 6 and t.colour == colour
    ]


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("a", [LINES, "[1 2 3; 4 5 6]", "[1/2 1 0; 1 1 1/3]", "[pi 1 1; 1 2 0]"])
def test_the_first_and_the_last_lines_are_side_by_side(a: str, theme: Theme) -> None:
    with recorded_views(rows_figure) as views:
        picture = drawn("matrix rref", a, style=Style(theme, motion=False))
    start = notation.parse_matrix(a).astype(float)
    solution = np.linalg.solve(start[:, :-1], start[:, -1])
    end = np.column_stack([np.eye(2), solution])
    for side, (view, rows) in enumerate(zip(views, (start, end), strict=True)):
        for role, row in zip(("first", "second"), rows, strict=True):
            line = picture.lines(role, 6)[side]
            assert np.allclose(in_units(view, line) @ row[:-1], row[-1])
            assert (
                side * WIDTH / 2 <= line[:, 0].min() <= line[:, 0].max() <= (side + 1) * WIDTH / 2
            )
        assert np.allclose(picture.dots("result")[side], view.pixels(solution))
    assert {"before", "after", NOTE} <= set(picture.words)


def test_equations_are_below_their_picture() -> None:
    picture = drawn("matrix rref", LINES)
    shown = {w: picture.written(w) for w in ("2x₁ + x₂ = 3", "x₁ + 3x₂ = 5")}
    after = {w: picture.written(w) for w in ("x₁ = 4/5", "x₂ = 7/5")}
    assert all(each.x < WIDTH / 2 for each in shown.values())
    assert all(each.x > WIDTH / 2 for each in after.values())
    assert picture.picture.alt == (
        "The rows as lines: 2x₁ + x₂ = 3; x₁ + 3x₂ = 5. After row reduction: x₁ = 4/5; "
        "x₂ = 7/5. x = [4/5, 7/5] stays in all."
    )
    assert picture.words[0] == "Row operations turn the lines, the solution stays"


def test_planes_turn_until_they_are_along_the_axes() -> None:
    with recorded_views(rows_figure) as views:
        picture = drawn("matrix rref", PLANES)
    assert np.allclose(picture.dots("result"), [v.pixels([1.6, 1.6, 2.8]) for v in views])
    for role in ("first", "second", "extra"):
        sides = {fill.corners[:, 0].mean() > WIDTH / 2 for fill in picture.fills(role)}
        assert sides == {False, True}
    edges = [line for line in picture.of(Line, "axis") if line.points.shape == (12, 2, 2)]
    assert len(edges) == 2, "a box around each"
    assert "x₃ = 14/5" in picture.words


@pytest.mark.parametrize(
    ("a", "title"),
    [
        ("[1 2 3; 2 4 6]", "Row operations turn the lines, the solutions stay"),
        ("[1 2 3; 2 4 5]", "A row is left without unknowns: no point solves all"),
        ("[1 2 3 1; 4 5 6 2; 7 8 9 3]", "Row operations turn the planes, the solutions stay"),
        ("[1 2 3 1; 4 5 6 2; 7 8 9 4]", "A row is left without unknowns: no point solves all"),
    ],
)
def test_the_title_says_what_becomes_of_the_solutions(a: str, title: str) -> None:
    picture = drawn("matrix rref", a)
    assert picture.words[0] == title
    assert not picture.dots("result")


def test_a_contradiction_ends_the_figure() -> None:
    # Adding 0 = 1 to a row would move its line: that is no reduction of a system.
    picture = drawn("matrix rref", "[1 2 3; 2 4 5]")
    assert {"x₁ + 2x₂ = 3", "0 = −1"} <= set(picture.words)
    assert len(picture.lines("first", 6)) == 2
    assert len(picture.lines("second", 6)) == 1


def test_one_step_comes_after_the_other() -> None:
    found, times = frames(LINES)
    titles = [words(things)[0] for things in found]
    assert titles[0] == "Row operations turn the lines, the solution stays"
    assert titles[1] == "Before: each row is an equation"
    order = list(dict.fromkeys(titles[2:]))
    assert order == ["R₁ ↔ R₂", "R₂ ← R₂ − 2R₁", "R₂ ← −1/5 R₂", "R₁ ← R₁ − 3R₂"]
    assert times[0] == rows_figure.LAST_MILLISECONDS
    assert times.count(rows_figure.HOLD_MILLISECONDS) == 5
    turning = [title for title, t in zip(titles, times, strict=True) if t < 200]
    assert set(turning) == {"R₂ ← R₂ − 2R₁", "R₁ ← R₁ − 3R₂"}
    assert len(turning) == 2 * (rows_figure.TURNING - 1)
    assert "x₁ + 3x₂ = 5" in words(found[2])
    assert words(found[0])[2:] == words(found[-1])[2:] == ["x₁ = 4/5", "x₂ = 7/5"]


def test_lines_turn_around_the_solution_bit_by_bit() -> None:
    found, times = frames(LINES)
    turning = [k for k, t in enumerate(times) if t < 200][: rows_figure.TURNING - 1]
    whole = range(turning[0] - 1, turning[-1] + 2)
    angles: list[float] = []
    for k in whole:
        (line,) = lines_of(found[k], "second")
        (start, end), dot = line, _dot(found[k])
        along = (end - start) / np.hypot(*(end - start))
        away = dot - start
        assert abs(away[0] * along[1] - away[1] * along[0]) < 1e-6
        angles.append(float(np.degrees(np.arctan2(along[1], along[0]))) % 180)
    steps = np.diff(np.unwrap(np.array(angles), period=180))
    assert np.all(np.sign(steps) == np.sign(steps[0]))
    assert np.all(np.abs(steps) > 1)


def _dot(things: list[Any]) -> Any:
    (marks,) = [t for t in things if isinstance(t, Marks)]
    return marks.centres[0]


def test_swapped_rows_swap_their_colours_at_once() -> None:
    found, _ = frames("[0 2 4; 3 0 1]")
    before, after = found[1], found[2]
    assert words(after)[0] == "R₁ ↔ R₂"
    assert np.allclose(lines_of(before, "first"), lines_of(after, "second"))


def test_the_animation_is_small_and_has_the_frame_of_a_still() -> None:
    picture = drawn("matrix rref", PLANES, style=MOVING)
    assert picture.picture.name == "rref.gif"
    assert picture.picture.alt.startswith("Animation of the row operations. The rows as planes:")
    assert len(picture.picture.data) < 1_200_000
    image = Image.open(io.BytesIO(picture.picture.data))
    assert image.width == WIDTH * ZOOM
    assert "x₂ = 8/5" in picture.words
    assert all(picture.of(Fill, role) or picture.fills(role) for role in ("first", "extra"))


def test_what_leaves_the_picture_is_no_speck_in_it() -> None:
    with recorded_paintings() as paintings:
        reply(Question("matrix rref", {"a": "[1 2 3; 2 4 5]"}), MOVING)
    for painted in paintings:
        for line in (t for t in painted.things if isinstance(t, Line)):
            assert np.isfinite(line.points).all()
            assert np.all(np.hypot(*(line.points[:, 0] - line.points[:, -1]).T) > 0) or (
                line.points.shape[1] > 2
            )


@pytest.mark.parametrize(
    ("a", "expected"),
    [
        (LINES, True),
        (PLANES, True),
        ("[1 0 1; 0 1 2]", False),
        ("[0 0 1; 1 1 1]", False),
        ("[1 2; 3 4]", False),
        ("[1 2 3; 4 5 6; 7 8 9]", False),
        ("[1 0 1e9; 1 1 1]", False),
        ("[0 0 0; 0 0 0]", False),
    ],
)
def test_only_systems_that_are_reduced_in_the_plane_or_in_space_are_drawn(
    a: str, expected: bool
) -> None:
    assert has_picture("matrix rref", a) == expected


def test_lines_are_in_a_frame_with_the_axes_where_the_origin_is() -> None:
    with recorded_views(rows_figure) as views:
        picture = drawn("matrix rref", LINES)
    frames_drawn = picture.lines("grid", 3)
    axes = [line.points for line in picture.of(Line, "axis") if line.width == 3]
    assert len(frames_drawn) == len(axes) == 2
    for view, frame, (upright, level) in zip(views, frames_drawn, axes, strict=True):
        assert np.allclose(upright[:, 0], view.offset[0])
        assert np.allclose(level[:, 1], view.offset[1])
        low, high = frame.min(axis=0), frame.max(axis=0)
        assert np.allclose([upright[:, 1].min(), upright[:, 1].max()], [low[1], high[1]])
        assert np.allclose([level[:, 0].min(), level[:, 0].max()], [low[0], high[0]])
        assert len(frame) == 5


def test_axes_that_would_be_outside_are_left_out() -> None:
    picture = drawn("matrix rref", "[1 1 1000; 1 1 1001]")
    assert not [line for line in picture.of(Line, "axis") if line.width == 3]


def test_words_stand_above_and_equations_below_the_frame_of_their_rows() -> None:
    picture = drawn("matrix rref", LINES)
    frames_drawn = picture.lines("grid", 3)
    boxes = [(*frame.min(axis=0), *frame.max(axis=0)) for frame in frames_drawn]
    equations = (("2x₁ + x₂ = 3", "x₁ + 3x₂ = 5"), ("x₁ = 4/5", "x₂ = 7/5"))
    for side, (left, low, right, high) in enumerate(boxes):
        assert side * WIDTH / 2 + 20 < left < right < (side + 1) * WIDTH / 2 - 20
        word = picture.written(("before", "after")[side])
        assert (word.x, word.anchor) == (left, "left")
        assert high < word.y < high + 40
        (x, y) = picture.dots("result")[side]
        assert left < x < right
        assert low < y < high
        rows = [picture.written(words) for words in equations[side]]
        assert all(0 < row.y < low and left < row.x < right for row in rows)
        assert 67 < rows[0].y - rows[1].y < 130
        assert low - rows[0].y < 80
    assert boxes[0][1::2] == pytest.approx(boxes[1][1::2])
    assert boxes[0][2] - boxes[0][0] == pytest.approx(boxes[1][2] - boxes[1][0])


def _cut(low: Any, high: Any, row: Any) -> Any:
    """Return where a plane cuts the edges of a box, shape (k, 3)."""
    found = []
    corners = np.array([[(low, high)[bit][axis] for axis, bit in enumerate(bits)] for bits in BITS])
    for i, p in enumerate(corners):
        for q in corners[i + 1 :]:
            if (p != q).sum() == 1:
                heights = (np.array([p, q]) @ row[:3]) - row[3]
                if heights[0] * heights[1] <= 0 and heights[0] != heights[1]:
                    found.append(p + heights[0] / (heights[0] - heights[1]) * (q - p))
    return np.array(found)


BITS = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]


@pytest.mark.parametrize("style", [Style(Theme.DARK, motion=False), MOVING])
def test_planes_are_cut_out_of_a_box_around_the_solution_and_the_origin(style: Style) -> None:
    with recorded_views(rows_figure) as views:
        picture = drawn("matrix rref", PLANES, style=style)
    # The solution is [8/5, 8/5, 14/5]; a quarter more than its largest entry to each side.
    middle = np.array([1.6, 1.6, 2.8])
    low, high = middle - 3.5, middle + 3.5
    start = np.array([[1.0, 1, 1, 6], [1, -1, 0, 0], [0, 1, -2, -4]])
    end = np.column_stack([np.eye(3), middle])
    # An animation begins with the last rows; a still has the first ones at the left.
    shown = [end] if style.motion else [start, end]
    for side, rows in enumerate(shown):
        view = views[side]
        edges = [line.points for line in picture.of(Line, "axis") if line.points.shape[0] == 12]
        box = view.pixels(np.array([[(low, high)[b][a] for a, b in enumerate(c)] for c in BITS]))
        ends = edges[side].reshape(-1, 2)
        assert ends.min(axis=0) == pytest.approx(box.min(axis=0))
        assert ends.max(axis=0) == pytest.approx(box.max(axis=0))
        for role, row in zip(("first", "second", "extra"), rows, strict=True):
            expected = view.pixels(_cut(low, high, row))
            inside = [
                fill.corners
                for fill in picture.fills(role)
                if (fill.corners >= box.min(axis=0) - 1).all()
                and (fill.corners <= box.max(axis=0) + 1).all()
            ]
            corners = np.vstack(inside)
            assert corners.min(axis=0) == pytest.approx(expected.min(axis=0), abs=0.5)
            assert corners.max(axis=0) == pytest.approx(expected.max(axis=0), abs=0.5)
        dot = picture.dots("result")[side]
        assert dot == pytest.approx(view.pixels(middle).tolist())


def test_moving_rows_have_their_key_at_the_left_and_their_frame_beside_it() -> None:
    picture = drawn("matrix rref", LINES, style=MOVING)
    (frame,) = picture.lines("grid", 3)
    (left, low), (right, high) = frame.min(axis=0), frame.max(axis=0)
    canvas = picture.painted.canvas
    for words in ("x₁ = 4/5", "x₂ = 7/5"):
        box = canvas.box_of(picture.written(words))
        assert 100 < box.left < box.right < left
        assert low < box.bottom < box.top < high
    assert WIDTH - right == pytest.approx(24)
    assert low == pytest.approx(24)
    assert high < canvas.box_of(picture.written(NOTE)).bottom
