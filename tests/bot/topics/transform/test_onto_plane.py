"""Space pressed onto the plane by a 2×3 matrix: what is drawn and said."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from bot.drawing import animation, boxes
from bot.drawing.arrays import Floats
from bot.drawing.canvas import Canvas
from bot.drawing.head import COVER_LAYER
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import DASHED, Arrow, Fill, Line, Marks, Thing, Written
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing.frames import of_kind, played, recorded_frames, words

COLOUR = COLOURS[Theme.DARK]
STILL, MOVING = Style(motion=False), Style()
ROLES = ("first", "second", "extra")
BEFORE = 1 + animation.STEPS // 2
"""The frame of the start, of those that are drawn."""


def question(matrix: str) -> Question:
    return Question("transform", {"matrix": matrix})


def frames(matrix: str, style: Style = MOVING) -> list[list[Thing]]:
    with recorded_frames() as recorded:
        answering.reply(question(matrix), style)
    return recorded


def tips(things: list[Thing]) -> Floats:
    """Return the three arrows from the origin, shape (3, 2)."""
    arrows = [of_kind(things, Arrow, COLOUR.of(role)) for role in ROLES]
    return np.array([arrow.tip - arrow.tail for (arrow,) in arrows])


def test_it_is_a_small_animation_that_begins_at_the_end_and_nothing_to_turn() -> None:
    reply = answering.reply(question("1 0 1; 0 1 1"), MOVING)
    (picture,) = reply.pictures

    _, times = played(picture.data)
    assert times[0] == animation.AFTER_MILLISECONDS
    assert len(picture.data) < 1_200_000
    assert not reply.turn_name
    (still,) = answering.reply(question("1 0 1; 0 1 1"), STILL).pictures
    image = Image.open(io.BytesIO(still.data))
    assert (image.format, image.width) == ("PNG", 1100)


@pytest.mark.parametrize("matrix", ["1 0 1; 0 1 1", "2 -1 0.5; 1 1 -2", "1 2 3; 2 4 6"])
def test_the_arrows_end_at_the_columns_on_the_planes_own_grid(matrix: str) -> None:
    a = np.array([[float(x) for x in row.split()] for row in matrix.split(";")])
    end = frames(matrix)[0]
    (grid,) = of_kind(end, Line, COLOUR.grid)
    upright = grid.points[grid.points[:, 0, 0] == grid.points[:, 1, 0], 0, 0]
    spacing = np.diff(np.sort(upright))[0]

    found = tips(end)
    scale = np.linalg.norm(found) / np.linalg.norm(a)
    assert found == pytest.approx(scale * a.T, abs=1e-6)
    assert spacing / scale in (pytest.approx(1), pytest.approx(5))
    axes = of_kind(end, Line, COLOUR.axis)[0].points
    (arrow,) = of_kind(end, Arrow, COLOUR.first)
    assert (axes[0, :, 0] == arrow.tail[0]).all()
    assert (axes[1, :, 1] == arrow.tail[1]).all()


def test_the_plane_is_not_yet_seen_at_the_start() -> None:
    recorded = frames("1 0 1; 0 1 1")
    for things in recorded:
        (axes,) = of_kind(things, Line, COLOUR.axis)
        (grid,) = of_kind(things, Line, COLOUR.grid)
        assert axes.opacity == grid.opacity
    assert of_kind(recorded[BEFORE], Line, COLOUR.axis)[0].opacity == 0


def test_the_cube_goes_along_with_its_arrows() -> None:
    for things in frames("2 -1 0.5; 1 1 -2"):
        (origin,) = {tuple(each.tail) for each in of_kind(things, Arrow)}
        basis = tips(things)
        corners = np.array([[i, j, k] for i, j, k in np.ndindex(2, 2, 2)]) @ basis + origin
        (marks,) = of_kind(things, Marks, COLOUR.text)
        assert marks.centres == pytest.approx(corners[1:], abs=1e-6)
        (edges,) = [line for line in of_kind(things, Line, COLOUR.muted) if len(line.points) == 12]
        for ends in edges.points:
            assert any(
                np.abs(np.abs(ends[1] - ends[0]) - np.abs(step)).max() < 1e-6 for step in basis
            )
        faces = [f for f in of_kind(things, Fill, COLOUR.result) if f.layer < COVER_LAYER]
        assert len(faces) == 6
        for face in faces:
            first, second, third, fourth = face.corners
            assert first + third == pytest.approx(second + fourth)


@pytest.mark.parametrize(
    ("matrix", "null"),
    [
        ("1 0 1; 0 1 1", [(-1, -1, 1)]),
        ("1 2 3; 2 4 6", [(-2, 1, 0), (-3, 0, 1)]),
        ("0 0 0; 0 0 0", [(1, 0, 0), (0, 1, 0), (0, 0, 1)]),
    ],
)
def test_what_lands_on_the_origin_is_dashed_and_shrinks_to_a_point(
    matrix: str, null: list[tuple[int, int, int]]
) -> None:
    recorded = frames(matrix)
    (start,) = of_kind(recorded[BEFORE], Line, COLOUR.rest)
    basis = tips(recorded[BEFORE])
    (middle,) = {tuple(each.tail) for each in of_kind(recorded[BEFORE], Arrow)}

    assert start.style == DASHED
    assert len(start.points) == len(null)
    for ends, v in zip(start.points, null, strict=True):
        x, y = np.array(v) @ basis
        assert (ends[1] - ends[0])[0] * y == pytest.approx((ends[1] - ends[0])[1] * x, abs=1e-4)
        # 1.6 units to either side of the origin.
        assert ends[1] - ends[0] == pytest.approx(3.2 * np.array([x, y]) / np.linalg.norm(v))
        assert ends.mean(axis=0) == pytest.approx(middle)
    (end,) = of_kind(recorded[0], Line, COLOUR.rest)
    assert np.ptp(end.points, axis=1) == pytest.approx(np.zeros((len(null), 2)), abs=1e-6)
    (point,) = of_kind(recorded[0], Marks, COLOUR.rest)
    assert point.centres[0] == pytest.approx(end.points[0, 0])


def test_a_name_that_arrives_stays_off_its_arrow() -> None:
    things = frames("0 19/9 -12345.678; 1000 10.17 0")[-1]
    canvas = Canvas(Theme.DARK, zoom=animation.ZOOM)
    (arrow,) = of_kind(things, Arrow, COLOUR.second)
    (name,) = (w for w in of_kind(things, Written) if str(w.lettering.content) == "ĵ")

    assert boxes.distances(canvas.box_of(name).corners[None], arrow.outline()[2:5]).min() > 0


def test_the_cube_is_faint_under_its_edges_and_these_under_the_arrows() -> None:
    for things in (frames("1 0 1; 0 1 1")[BEFORE], frames("1 0 1; 0 1 1", STILL)[-1]):
        faces = [f for f in of_kind(things, Fill, COLOUR.result) if f.layer < COVER_LAYER]
        (edges,) = [line for line in of_kind(things, Line, COLOUR.muted) if len(line.points) == 12]
        (corners,) = of_kind(things, Marks, COLOUR.text)
        (null,) = of_kind(things, Line, COLOUR.rest)
        (grid,), (axes,) = of_kind(things, Line, COLOUR.grid), of_kind(things, Line, COLOUR.axis)
        arrows = of_kind(things, Arrow)
        layers = [grid.layer, axes.layer, max(f.layer for f in faces), edges.layer, null.layer]
        layers += [corners.layer, min(arrow.layer for arrow in arrows)]
        assert layers == sorted(layers)
        assert len(set(layers)) == len(layers)
        assert 6 * max(f.opacity for f in faces) < 0.5
        (origin,) = of_kind(things, Marks, COLOUR.rest)
        assert origin.centres[0] == pytest.approx(arrows[0].tail)
        assert origin.layer > max(arrow.layer for arrow in arrows)


def test_it_shrinks_to_a_point_where_columns_are_shortened_too() -> None:
    (end,) = of_kind(frames("100 1 1; 0 3 2")[0], Line, COLOUR.rest)

    assert np.ptp(end.points, axis=1) == pytest.approx(np.zeros((1, 2)), abs=1e-6)


def test_the_words_are_those_of_the_question() -> None:
    recorded = frames("1 0 1; 0 1 1")

    assert {*words(recorded[0])} == {
        "Space, pressed onto the plane",
        "A = [1, 0, 1; 0, 1, 1]",
        "[−1, −1, 1] lands on the origin",
        "î → [1, 0]",
        "ĵ → [0, 1]",
        "k̂ → [1, 1]",
    }
    assert {"î = [1, 0, 0]", "ĵ = [0, 1, 0]", "k̂ = [0, 0, 1]"} <= {*words(recorded[BEFORE])}
    assert {"î", "ĵ", "k̂"} <= {*words(recorded[3])}
    for things in recorded:
        for each in of_kind(things, Written):
            name = str(each.lettering.content)
            for start, role in zip(("î", "ĵ", "k̂"), ROLES, strict=True):
                if name.startswith(start):
                    assert each.lettering.colour == COLOUR.of(role)


@pytest.mark.parametrize(
    ("matrix", "line"),
    [
        ("1 2 3; 2 4 6", "a plane lands on the origin"),
        ("100 1 1; 0 3 2", "lengths not to scale"),
        ("4 -3/7 -6; sqrt(2) -9 -5", "a line lands on the origin"),
    ],
)
def test_the_line_below_the_title(matrix: str, line: str) -> None:
    assert line in words(frames(matrix, STILL)[-1])


@pytest.mark.parametrize(
    ("matrix", "title", "facts", "meaning"),
    [
        (
            "1 0 1; 0 1 1",
            "Space, pressed onto the plane",
            [
                "A = [ 1  0  1 ]",
                "    [ 0  1  1 ]",
                "î = [1, 0, 0] → [1, 0]",
                "ĵ = [0, 1, 0] → [0, 1]",
                "k̂ = [0, 0, 1] → [1, 1]",
                "[−1, −1, 1] → origin",
            ],
            "Points whose difference is a multiple of [−1, −1, 1] land together",
        ),
        (
            "1 2 3; 2 4 6",
            "Space, pressed onto a line",
            ["[−2, 1, 0] → origin", "[−3, 0, 1] → origin"],
            "All of space lands on the line through [1, 2]",
        ),
        (
            "0 0 0; 0 0 0",
            "Everything lands on the origin",
            ["[1, 0, 0] → origin", "[0, 1, 0] → origin", "[0, 0, 1] → origin"],
            "Everything lands on the origin.",
        ),
    ],
)
def test_the_answer_says_it_in_words(
    matrix: str, title: str, facts: list[str], meaning: str
) -> None:
    found = answering.answer(question(matrix), STILL)

    assert found.title == title
    assert set(facts) <= set(found.facts)
    assert meaning in found.meaning


def test_alt_text_steps_and_copies_have_the_numbers() -> None:
    (picture,) = answering.reply(question("1 0 1; 0 1 1"), MOVING).pictures
    (page,) = answering.steps(question("1 0 1; 0 1 1"), STILL)
    copies = answering.copies(question("1 0 1; 0 1 1"), STILL)

    for expected in ("î lands at [1, 0]", "k̂ lands at [1, 1]", "multiples of [−1, −1, 1]"):
        assert expected in picture.alt
    for step in ("A î = [1, 0]", "A k̂ = [1, 1]", "A v = 0", "v = [−1, −1, 1]"):
        assert step in page.alt
    assert "rank A = 2" in copies.text
    assert "A = np.array([[1, 0, 1], [0, 1, 1]])" in copies.numpy
    assert r"\operatorname{rank} A = 2" in copies.latex
