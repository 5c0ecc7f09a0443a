"""Least squares in space: b, its projection on the column space, and what is left."""

from __future__ import annotations

import io
from unittest import mock

import numpy as np
import pytest
from PIL import Image

from bot.drawing import arrows
from bot.drawing.scene import Scene
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Arrow, Fill, Line
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from linalg_engine import notation
from tests.bot.drawing.frames import of_kind, recorded_frames, words
from tests.bot.drawing.rules import faults, recorded_paintings

COLOUR = COLOURS[Theme.DARK]

SYSTEMS = {
    "a fitted line": ("1 1; 1 2; 1 3", "1 2 2"),
    "planes without a common point": ("1 2 3; 4 5 6; 7 8 9", "1 2 4"),
    "one column": ("1; 2; 2", "3 1 0"),
    "b at right angles to all": ("1 0; 0 1; 0 0", "0 0 5"),
    "dependent columns": ("1 2; 2 4; 3 6", "1 0 0"),
    "huge": ("1e150 0; 0 1e150; 0 0", "1e150 1e150 1e150"),
}


def asked(a: str, b: str) -> Question:
    return Question("matrix solve", {"a": a, "b": b})


def scene_of(a: str, b: str) -> Scene:
    """Return the scene that is drawn."""
    with mock.patch.object(arrows, "draw_turning", return_value=b"") as drawn:
        answering.turn(asked(a, b), Style())
    return drawn.call_args.args[0]


@pytest.mark.parametrize("case", SYSTEMS)
def test_the_projection_is_the_point_of_the_column_space_nearest_to_b(case: str) -> None:
    a, b = (parse(text) for parse, text in zip(PARSERS, SYSTEMS[case], strict=True))
    unit = 1e150 if case == "huge" else 1.0
    a, b = a / unit, b / unit
    fitted = a @ np.linalg.lstsq(a, b)[0]
    scene = scene_of(*SYSTEMS[case])

    first, second = scene.arrows
    assert first.tip == pytest.approx(b)
    assert second.tip == pytest.approx(fitted, abs=1e-9)
    rest = scene.segments[0]
    assert rest.start == pytest.approx(fitted, abs=1e-9)
    assert rest.end == pytest.approx(b)
    (corner,) = scene.corners
    assert corner.start @ corner.end == pytest.approx(0, abs=1e-9)
    # The plane or line that is drawn is the column space, and holds the projection.
    if np.linalg.matrix_rank(a) == 2:
        (area,) = scene.areas
        seen = np.array(area.corners)
    else:
        assert not scene.areas
        seen = np.array([scene.segments[1].start, scene.segments[1].end])
    both = np.hstack([a, seen.T])
    assert np.linalg.matrix_rank(both, tol=1e-6) == np.linalg.matrix_rank(a)
    along = (seen - fitted) @ (fitted if fitted.any() else seen[0])
    assert along.min() < 0 < along.max() or not fitted.any()


PARSERS = (
    lambda text: notation.parse_matrix(text).astype(float),
    lambda text: notation.parse_vector(text).astype(float),
)


def test_it_is_drawn_with_its_names_and_numbers() -> None:
    with recorded_frames() as recorded:
        (picture,) = answering.turn(asked(*SYSTEMS["a fitted line"]), Style())

    first = recorded[0]
    assert {"b = [1, 2, 2]", "A x", "off by √6/6", "A = [1, 1; 1, 2; 1, 3]"} <= {*words(first)}
    assert "A x = [7/6, 5/3, 13/6] is nearest to b" in words(first)
    assert of_kind(first, Arrow, COLOUR.second)
    assert of_kind(first, Arrow, COLOUR.result)
    assert of_kind(first, Fill, COLOUR.first)
    assert [line for line in of_kind(first, Line, COLOUR.rest) if line.width == 5]
    assert "A x = [7/6, 5/3, 13/6], its projection on the plane" in picture.alt
    assert "√6/6 long" in picture.alt
    image = Image.open(io.BytesIO(picture.data))
    assert (picture.name, image.format) == ("nearest.gif", "GIF")
    assert getattr(image, "n_frames", 1) == 60
    assert len(picture.data) < 1_200_000


@pytest.mark.parametrize("theme", Theme)
def test_its_first_and_last_frames_can_be_read(theme: Theme) -> None:
    with recorded_paintings() as paintings:
        answering.turn(asked(*SYSTEMS["one column"]), Style(theme))

    assert not [fault for painted in paintings for fault in faults(painted)]


@pytest.mark.parametrize(
    ("a", "b", "is_there"),
    [
        ("1 1; 1 2; 1 3", "1 2 2", True),
        ("1 1; 1 2; 1 3", "1 2 3", False),
        ("1 1; 1 2", "1 2", False),
        ("1 1; 1 2; 1 3; 1 4", "1 2 2 0", False),
        ("0 0; 0 0; 0 0", "1 2 2", False),
    ],
)
def test_only_three_equations_without_a_solution_have_the_button(
    a: str, b: str, is_there: bool
) -> None:
    name = answering.reply(asked(a, b), Style()).turn_name

    assert name == ("See A x and b" if is_there else "")
    assert not answering.reply(asked(a, b), Style(motion=False)).turn_name
