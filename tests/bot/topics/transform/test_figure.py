"""The moving plane: the animation as a file, and what is seen in it."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path
from numpy.typing import NDArray
from PIL import Image

from bot.drawing import animation
from bot.drawing.animation import STEPS
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.head import COVER_LAYER, Head
from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import DASHED, DOTTED, Arrow, Fill, Line, Marks, Thing, Written
from bot.drawing.view import View
from bot.topics.transform.figure import draw_animation, draw_still
from bot.topics.transform.linear_map import Kind
from bot.topics.transform.stage import SIDE, Stage, Transformation
from linalg_engine import notation
from linalg_engine.decompositions import eigen
from linalg_engine.elimination import determinant
from linalg_engine.errors import InputError
from tests.bot.drawing.frames import of_kind, played, recorded_frames, rgb, words
from tests.examples import examples

DARK = Style(Theme.DARK)

CASES = {
    "identity": "1 0; 0 1",
    "shear": "1 1; 0 1",
    "rotation": "0 -1; 1 0",
    "half a turn": "-1 0; 0 -1",
    "reflection": "0 1; 1 0",
    "flipped and larger": "2 1; 1 -2",
    "onto a line": "1 2; 2 4",
    "onto a line, then onto the origin": "0 1; 0 0",
    "projection": "1 0; 0 0",
    "zero": "0 0; 0 0",
    "long fractions": "1234/5677 -1/3; 2/7 -9876/5432",
    "all in one direction": "1 1; 1 1",
    "huge": "1000 0; 0 1000",
    "beyond squares of floats": "1e200 0; 0 1",
    "tiny": "1e-3 0; 0 1e-3",
    "long shear": "1 100; 0 1",
    "dense": "8 -7; -7 4",
}


def transformation(matrix: NDArray[Any]) -> Transformation:
    found = determinant(matrix)
    value = Fraction(0) if found.is_zero else found.value
    return Transformation(eigen(matrix), value, Kind("Some map", "It moves."))


def shown(text: str) -> Transformation:
    return transformation(notation.parse_matrix(text))


def is_colour(frame: NDArray[np.int32], colour: str) -> NDArray[np.bool_]:
    return np.abs(frame - np.array(rgb(colour))).max(axis=2) < 14


def arrow_of(things: list[Thing], colour: str) -> Arrow:
    (found,) = of_kind(things, Arrow, colour)
    return found


def fill_of(things: list[Thing]) -> Fill:
    """Return the unit square, which lies below the head's ground."""
    (found,) = [each for each in of_kind(things, Fill) if each.layer < COVER_LAYER]
    return found


@dataclass(frozen=True)
class Drawn:
    """An animation and a still of one map, and what is on all frames of the first, and the second.

    Attributes
    ----------
    moving, still
        The pictures.
    frames
        The things on each frame in the order in which they are drawn, and those of the still.
    """

    moving: Picture
    still: Picture
    frames: list[list[Thing]]


@cache
def drawn(case: str) -> Drawn:
    """Draw a case once for all tests that look at it."""
    found = shown(CASES[case])
    with recorded_frames() as frames:
        return Drawn(draw_animation(found, DARK), draw_still(found, DARK), frames)


# The file


@pytest.mark.parametrize("case", CASES)
def test_the_animation_is_one_small_gif(case: str) -> None:
    picture = drawn(case).moving
    image = Image.open(io.BytesIO(picture.data))

    assert (picture.name, image.format, image.size) == ("transform.gif", "GIF", (550, 550))
    assert image.info["duration"] >= 2000
    assert len(picture.data) < 1_200_000
    assert 0 < len(picture.alt) <= 1024


def test_an_animation_that_would_be_too_large_has_fewer_frames() -> None:
    whole = drawn("onto a line").moving
    with mock.patch("bot.drawing.animation.MOST_BYTES", 400_000):
        picture = draw_animation(shown(CASES["onto a line"]), DARK)

    times, all_times = (played(each.data)[1] for each in (picture, whole))
    assert len(times) < 0.6 * len(all_times)
    assert len(picture.data) < 0.6 * len(whole.data)
    assert sum(times) == pytest.approx(sum(all_times), rel=0.1)


@pytest.mark.parametrize(("case", "theme"), [*((c, Theme.DARK) for c in CASES), ("shear", "light")])
def test_the_still_is_an_opaque_png(case: str, theme: str) -> None:
    is_dark = theme == Theme.DARK
    picture = drawn(case).still if is_dark else draw_still(shown(CASES[case]), Style(Theme(theme)))
    image = Image.open(io.BytesIO(picture.data))
    assert (picture.name, image.format, image.width) == ("transform.png", "PNG", SIDE)
    assert "transparency" not in image.info
    assert len(picture.data) < 100_000
    corner = image.convert("RGB").getpixel((SIDE - 1, 0))
    assert np.abs(np.array(corner) - rgb(COLOURS[Theme(theme)].background)).max() <= 2


# What is seen


def view_of(found: Transformation) -> View:
    """Return the view that the frames of an animation have."""
    canvas = Canvas(Theme.DARK, SIDE, SIDE, animation.ZOOM)
    matrix = found.eigen.matrix
    return Stage(found, DARK, Head.fitted(canvas, "Some map", matrix, DARK.notation).bottom).view


def hold(images: list[Any], times: list[int], milliseconds: int) -> Any:
    """Return the frame that is held so long."""
    return images[times.index(milliseconds)]


@pytest.mark.parametrize(
    "case", ["flipped and larger", "rotation", "reflection", "half a turn", "dense"]
)
def test_the_arrows_go_from_the_axes_to_the_columns(case: str) -> None:
    found = shown(CASES[case])
    view = view_of(found)
    images, times = played(drawn(case).moving.data)
    before = hold(images, times, animation.BEFORE_MILLISECONDS)
    colours = (COLOURS[Theme.DARK].first, COLOURS[Theme.DARK].second)
    for frame, matrix in ((before, np.eye(2)), (images[0], found.eigen.matrix.astype(float))):
        for column, colour in zip(matrix.T, colours, strict=True):
            tip = view.pixels(column)
            inside = tip + (view.offset - tip) / np.linalg.norm(view.offset - tip) * 20
            x, y = round(inside[0] / 2), round((SIDE - inside[1]) / 2)
            assert is_colour(frame[y : y + 1, x : x + 1], colour).all(), (case, column)


def test_the_arrow_turns_steadily_there_and_back_at_double_speed() -> None:
    """For a quarter turn the middle of î's arrowhead goes around the origin."""
    *frames, _still = drawn("rotation").frames
    images, times = played(drawn("rotation").moving.data)
    arrows = [arrow_of(things, COLOURS[Theme.DARK].first) for things in frames]
    angles = [math.degrees(math.atan2(*(arrow.tip - arrow.tail)[::-1])) for arrow in arrows]

    start = times.index(animation.BEFORE_MILLISECONDS)
    assert min(angles) == pytest.approx(0, abs=1e-9)
    assert max(angles) == pytest.approx(90)
    assert len(images[start + 1 :]) == STEPS - 1
    assert len(images[1:start]) == STEPS // 2
    for k in range(1, start):  # each frame of the way back is one of the way there
        assert any((images[k] == other).all() for other in images[start + 1 :])


def test_the_way_there_is_seen_in_its_order() -> None:
    view = view_of(shown(CASES["rotation"]))
    images, times = played(drawn("rotation").moving.data)
    start = times.index(animation.BEFORE_MILLISECONDS)
    for k in (0, 7, 14, 21):
        t = animation.eased(k / STEPS)
        tip = view.pixels([math.cos(t * math.pi / 2), math.sin(t * math.pi / 2)])
        x, y = view.offset + 0.94 * (tip - view.offset)
        assert is_colour(images[start + k], COLOURS[Theme.DARK].first)[
            round((SIDE - y) / 2), round(x / 2)
        ]


def test_the_square_is_pink_and_hatched_where_it_is_flipped() -> None:
    with recorded_frames(painted=False) as recorded:
        draw_animation(shown("0 1; 1 0"), DARK)
    colours = COLOURS[Theme.DARK]
    for things in recorded:
        square = fill_of(things)
        edges = square.corners[[1, 3]] - square.corners[0]
        area = float(edges[0, 0] * edges[1, 1] - edges[0, 1] * edges[1, 0])
        if abs(area) > 1:
            assert square.colour == (colours.rest if area < 0 else colours.result)
            assert bool(square.hatch) == (area < 0)


def test_the_lines_have_the_colours_of_the_arrows_that_they_follow() -> None:
    with recorded_frames(painted=False) as recorded:
        draw_still(shown("2 1; 0 3"), DARK)
    colours = COLOURS[Theme.DARK]
    lines = [thing for thing in recorded[-1] if isinstance(thing, Line)]
    for colour, column in ((colours.first, (2, 0)), (colours.second, (1, 3))):
        along = [each.points[:, 1] - each.points[:, 0] for each in lines if each.colour == colour]
        assert along
        for x, y in np.vstack(along):
            assert x * column[1] == pytest.approx(y * column[0], abs=1e-6)


@pytest.mark.parametrize("case", CASES)
def test_every_word_can_be_read_on_a_phone(case: str) -> None:
    recorded = drawn(case).frames
    assert "î = [1, 0]" in words(recorded[1 + STEPS // 2])
    canvas = Canvas(Theme.DARK, SIDE, SIDE)
    whole = Box(0, 0, SIDE, SIDE)
    for k, things in enumerate(recorded):
        boxes = [(w.lettering, canvas.box_of(w)) for w in things if isinstance(w, Written)]
        for lettering, box in boxes:
            least = 14 if str(lettering.content).startswith("λ") else 11
            assert lettering.size * 400 / SIDE >= least, lettering.content
            assert box.excess(whole) <= 12, f"{lettering.content} sticks out"
        if k in (0, 1 + STEPS // 2, len(recorded) - 1):  # those that stand still
            for i, (one, box) in enumerate(boxes):
                for other, other_box in boxes[:i]:
                    assert box.overlap(other_box, margin=0) < 60, (one.content, other.content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 1; 1 2", {"λ = 3", "λ = 1", "signed area 3.00 = det A", "î → [2, 1]", "ĵ → [1, 2]"}),
        ("1 2; 2 4", {"everything lands on this line", "λ = 5", "λ = 0"}),
        ("0 0; 0 0", {"signed area 0.00 = det A", "î → [0, 0]", "ĵ → [0, 0]"}),
        ("0 1; 1 0", {"signed area −1.00 = det A", "λ = −1", "λ = 1", "A = [0, 1; 1, 0]"}),
        ("1 1; 1 0", {"λ ≈ 1.618", "λ ≈ −0.618", "Some map"}),
        ("1/3 0; 0 1/2", {"signed area 0.17 ≈ det A = 1/6", "î → [1/3, 0]"}),
        ("sqrt(2) 0; 0 1", {"signed area 1.41 ≈ det A = √2", "î → [√2, 0]"}),
        ("1000 0; 0 1000", {"lengths not to scale", "î → [1000, 0]"}),
    ],
)
def test_the_end_says_what_is_to_be_seen(text: str, expected: set[str]) -> None:
    with recorded_frames(painted=False) as recorded:
        draw_still(shown(text), DARK)
    assert expected <= {*words(recorded[-1])}


def test_only_the_lines_that_stay_are_dashed_with_their_eigenvalues() -> None:
    with recorded_frames(painted=False) as recorded:
        draw_still(shown("2 1; 1 2"), DARK)
    colours = COLOURS[Theme.DARK]
    dashed = {t.colour: t for t in recorded[-1] if isinstance(t, Line) and t.style == DASHED}
    assert set(dashed) == {colours.eigen, colours.eigen_other}
    for colour, slope, value in ((colours.eigen, 1, "λ = 3"), (colours.eigen_other, -1, "λ = 1")):
        x, y = np.diff(dashed[colour].points[0], axis=0)[0]
        assert y / x == pytest.approx(slope)
        (label,) = [t for t in of_kind(recorded[-1], Written) if str(t.lettering.content) == value]
        assert label.lettering.colour == colour
        # Beside its own line, not far from it.
        start = dashed[colour].points[0, 0]
        away = abs((label.x - start[0]) * slope - (label.y - start[1])) / math.sqrt(2)
        assert away < 80


def test_the_moved_grid_covers_the_picture_from_edge_to_edge() -> None:
    found = shown("2 1; 0 1")
    with recorded_frames(painted=False) as recorded:
        draw_still(found, DARK)
    view, colours = view_of(found), COLOURS[Theme.DARK]
    back = np.linalg.inv([[2, 1], [0, 1]])
    low, high = (np.array(p) for p in ((0, 0), (SIDE, SIDE)))
    for colour, axis in ((colours.first, 0), (colours.second, 1)):
        lines = np.vstack([line.points for line in of_kind(recorded[-1], Line, colour)])
        # Before A: along one axis, at every unit of the other, the axis itself among them.
        before = (lines - view.offset) / view.scale @ back.T
        assert before[:, 0, 1 - axis] == pytest.approx(before[:, 1, 1 - axis], abs=1e-9)
        places = np.sort(before[:, 0, 1 - axis])
        assert np.diff(places) == pytest.approx(np.ones(len(places) - 1), abs=1e-6)
        assert np.abs(places).min() == pytest.approx(0, abs=1e-6)
        assert places[0] == pytest.approx(-places[-1])
        ends = np.sort(before[:, :, axis], axis=1)
        assert ends[:, 0] == pytest.approx(-ends[:, 1])
        corners = ([low, high, (0, SIDE), (SIDE, 0)] - view.offset) / view.scale
        assert ends[:, 1].min() >= np.abs(corners).max() - 1e-6
        assert places[-1] >= np.abs(corners).max() - 1
    for colour in (colours.first, colours.second):
        axis, lines = sorted(of_kind(recorded[-1], Line, colour), key=lambda line: len(line.points))
        assert len(axis.points) == 1
        assert axis.width > lines.width
        assert lines.opacity < axis.opacity < 1
        assert axis.layer < min(arrow.layer for arrow in of_kind(recorded[-1], Arrow))


def test_words_of_a_line_may_stand_on_both_of_its_sides() -> None:
    found = shown("4 -2; 1 1")
    canvas = Canvas(Theme.DARK, SIDE, SIDE)
    stage = Stage(found, DARK, 900)
    line = stage.eigenlines[0]
    far, near = stage.view.pixels([(-3, -1), (0, 0)])

    label = stage.line_label(canvas, line, [far, near])

    across = np.array([-line.direction[1], line.direction[0]])
    assert label.more is not None
    heights = (label.more - stage.view.offset) @ across
    assert (heights > 0).sum() > 5
    assert (heights < 0).sum() > 5
    assert np.abs(heights) == pytest.approx(np.full(len(heights), np.abs(heights[0])))
    half = np.array(label.size) / 2
    assert (label.more - half).min() >= 16 - 1e-6
    assert (label.more + half <= [SIDE - 16 + 1e-6, 900 - 12 + 1e-6]).all()
    # As far as can be from the nearer of both.
    apart = [min(np.hypot(*(place - at)) for at in (far, near)) for place in label.more]
    assert label.anchor == pytest.approx(label.more[int(np.argmax(apart))])


def test_an_eigenvalue_stands_beside_its_own_line_in_its_colour() -> None:
    with recorded_frames(painted=False) as recorded:
        draw_still(shown("4 -2; 1 1"), DARK)
    colours, canvas = COLOURS[Theme.DARK], Canvas(Theme.DARK, SIDE, SIDE)
    for colour, line, value in (
        (colours.eigen, (2, 1), "λ = 3"),
        (colours.eigen_other, (1, 1), "λ = 2"),
    ):
        (dashed,) = [t for t in of_kind(recorded[-1], Line, colour) if t.style == DASHED]
        (label,) = [t for t in of_kind(recorded[-1], Written) if str(t.lettering.content) == value]
        assert label.lettering.colour == colour
        across = np.array([-line[1], line[0]]) / math.hypot(*line)
        box = canvas.box_of(label)
        half = np.abs(across) @ [(box.right - box.left) / 2, (box.top - box.bottom) / 2]
        away = abs(across @ (box.centre - dashed.points[0, 0])) - half
        assert 8 < away < 30


def test_a_singular_matrix_shows_the_line_on_which_everything_lands() -> None:
    with recorded_frames(painted=False) as recorded:
        draw_animation(shown("1 2; 2 4"), DARK)
    green = COLOURS[Theme.DARK].result
    lines = [of_kind(things, Line, green) for things in recorded]
    assert [len(each) for each in lines] == [1] + [0] * (len(recorded) - 1)
    (x, y) = np.diff(lines[0][0].points[0], axis=0)[0]
    assert y / x == pytest.approx(2)


def test_at_the_end_of_the_zero_matrix_there_is_one_point() -> None:
    with recorded_frames(painted=False) as recorded:
        draw_still(shown("0 0; 0 0"), DARK)
    green = COLOURS[Theme.DARK].result
    (point,) = of_kind(recorded[-1], Marks, green)
    with recorded_frames(painted=False) as recorded:
        draw_still(shown("1 0; 0 1"), DARK)
    assert len(point.centres) == 1
    assert not of_kind(recorded[-1], Marks, green)


def test_the_unmoved_grid_and_unit_square_stay_behind_the_moved_ones() -> None:
    with mock.patch.object(Canvas, "png", autospec=True, return_value=b"") as png:
        draw_still(shown("2 1; 1 2"), DARK)
    (canvas,) = png.call_args.args
    view, colours = view_of(shown("2 1; 1 2")), COLOURS[Theme.DARK]

    (outline,) = of_kind(canvas.kept, Line, colours.muted)
    assert outline.style == DOTTED
    assert outline.points[0] == pytest.approx(
        view.pixels([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]), abs=2
    )
    grid = np.vstack([line.points for line in of_kind(canvas.kept, Line, colours.grid)])
    axes = np.vstack([line.points for line in of_kind(canvas.kept, Line, colours.axis)])
    upright = grid[grid[:, 0, 0] == grid[:, 1, 0], 0, 0]
    level = grid[grid[:, 0, 1] == grid[:, 1, 1], 0, 1]
    assert len(axes) == 2
    for lines, origin in ((upright, view.offset[0]), (level, view.offset[1])):
        units = (lines - origin) / view.scale
        assert units == pytest.approx(np.round(units), abs=0.02)
        assert len(units) >= 3


@pytest.mark.parametrize(
    "text", ["1 1; 0 1", "2 1; 1 2", "3 0; 0 2", "2 1; 1 -2", "pi -3; sqrt(2) 2"]
)
def test_names_keep_off_the_colour_of_the_square(text: str) -> None:
    with recorded_frames(painted=False) as recorded:
        draw_still(shown(text), DARK)
    canvas = Canvas(Theme.DARK, SIDE, SIDE)
    square = Path(fill_of(recorded[-1]).corners)
    tips = [w for w in of_kind(recorded[-1], Written) if str(w.lettering.content)[0] in "îĵ"]
    assert len(tips) == 2
    for word in tips:
        assert not square.contains_points(canvas.box_of(word).centre[None]).any()


# Over time


def counters(text: str) -> list[str]:
    """Return the line below the title in all frames drawn, from the end and then the start."""
    with recorded_frames(painted=False) as recorded:
        draw_animation(shown(text), DARK)
    return [
        word
        for things in recorded
        for word in words(things)
        if word.startswith(("signed area", "lengths"))
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [("2 1; 1 2", 3), ("0 1; 1 0", -1), ("1/3 0; 0 1/2", 1 / 6), ("5 3; 2 4", 14)],
)
def test_the_counter_lands_on_its_value_without_a_jump(text: str, value: float) -> None:
    last, *others = counters(text)

    assert f"{value:.2f}".replace("-", "−") == last.split()[2]
    shown_areas = {float(words.split()[2].replace("−", "-")) for words in others}
    assert 1.0 in shown_areas
    nearest = min(shown_areas, key=lambda area: abs(area - value))
    assert abs(nearest - value) <= 0.02 * max(1, abs(value - 1))


def test_the_counter_stands_in_one_place() -> None:
    with recorded_frames(painted=False) as recorded:
        draw_animation(shown("2 1; 1 2"), DARK)
    places = {
        (w.x, w.y, w.anchor)
        for things in recorded
        for w in of_kind(things, Written)
        if str(w.lettering.content).startswith("signed area")
    }
    assert len(places) == 1
    assert {anchor for _, _, anchor in places} == {"left"}


def test_the_names_begin_and_end_where_their_words_stand() -> None:
    """The words behind a name come and go; the name goes with its arrow, without a jump."""
    with recorded_frames(painted=False) as recorded:
        draw_animation(shown("2 1; 1 2"), DARK)
    canvas = Canvas(Theme.DARK, SIDE, SIDE, animation.ZOOM)
    lefts = {}
    for things in recorded:
        for word in of_kind(things, Written):
            if str(word.lettering.content).startswith("î"):
                lefts[round(arrow_of(things, canvas.colours.first).tip[0], 6)] = (
                    canvas.box_of(word).left - arrow_of(things, canvas.colours.first).tip[0]
                )
    ordered = [lefts[x] for x in sorted(lefts)]
    assert len(ordered) == len(recorded)
    assert max(abs(one - other) for one, other in pairwise(ordered)) < 30


@pytest.mark.parametrize("text", ["-2.75 1.125; 0.333 -0.6667", "1/2 -3; 3 1/2", "2 -4; -1 2"])
def test_a_name_on_its_way_stands_at_its_own_arrow(text: str) -> None:
    with recorded_frames(painted=False) as recorded:
        draw_animation(shown(text), DARK)
    canvas = Canvas(Theme.DARK, SIDE, SIDE, animation.ZOOM)
    times = dict.fromkeys(animation.there_and_back(STEPS)[0])
    on_the_way = [things for t, things in zip(times, recorded, strict=True) if 0.25 <= t <= 0.75]
    assert len(on_the_way) > 8
    for things in on_the_way:
        tips = [arrow_of(things, canvas.colours.of(role)).tip for role in ("first", "second")]
        names = [w for w in of_kind(things, Written) if str(w.lettering.content) in ("î", "ĵ")]
        assert len(names) == 2
        for name in names:
            box = canvas.box_of(name)
            corners = np.array([box.left, box.bottom, box.right, box.top])
            outside = np.maximum(0, np.maximum(corners[:2] - tips, tips - corners[2:]))
            own = 0 if str(name.lettering.content) == "î" else 1
            distances = np.hypot(*outside.T)
            assert distances[own] < 40
            assert distances[own] < distances[1 - own]
            square = Path(fill_of(things).corners)
            assert not square.contains_points(box.centre[None]).any(), "off its colour"


def test_alt_text_has_the_numbers() -> None:
    alt = draw_still(shown("2 1; 1 2"), DARK).alt
    for expected in (
        "î goes from [1, 0] to [2, 1]",
        "ĵ from [0, 1] to [1, 2]",
        "It moves.",
        "λ = 3",
        "det A = 3: areas × 3",
    ):
        assert expected in alt
    assert drawn("identity").moving.alt.startswith("Animation. The plane")


WIDE = st.one_of(
    st.fractions(-9, 9, max_denominator=9),
    st.floats(-1e307, 1e307).filter(lambda x: x == 0 or abs(x) > 1e-300),
    st.sampled_from([1e200, -1e200, 1e-200, 3.0, -1.0, 0.0]),
)


@examples(0.3)
@given(st.lists(WIDE, min_size=4, max_size=4), st.booleans())
def test_any_matrix_is_drawn_or_refused_in_words(
    entries: list[Fraction | float], are_floats: bool
) -> None:
    exact = [Fraction(x) for x in entries]
    matrix = np.array(entries, dtype=float) if are_floats else np.array(exact, dtype=object)
    try:
        found = transformation(matrix.reshape(2, 2))
    except InputError:
        return
    assert Image.open(io.BytesIO(draw_still(found, DARK).data)).width == SIDE
