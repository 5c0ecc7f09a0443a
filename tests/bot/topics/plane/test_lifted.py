"""The way back from the plane into space, as an animation: a rotation, and what is lost."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from bot.drawing import animation
from bot.drawing.arrays import Floats
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Line, Marks, Thing
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.plane import examples, flattened, lifted
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.frames import of_kind, played, recorded_frames, words
from tests.bot.drawing.rules import faults, recorded_paintings

COLOUR = COLOURS[Theme.DARK]
LAID, LOST = lifted.STEPS.values()
IN_PLANE = "1 2 3; 4 5 7; 2 2 2"
ON_A_LINE = "1 1 1; 2 2 2; 3 3 3; 7 7 7"
FAR_APART = "name,height in cm,weight,income\nAnn,170,60,5e4\nBob,180,80,2e4\nCy,165,70,9e4"


def asked(text: str) -> Question:
    return Question("data plane", {"data": text})


def frames(text: str) -> list[list[Thing]]:
    """Return what is drawn for each frame: the end, the start, the way."""
    with recorded_frames() as recorded:
        answering.turn(asked(text), Style())
    return recorded


def marks(things: list[Thing], colour: str) -> Floats:
    return np.vstack([each.centres for each in of_kind(things, Marks, colour)])


def seen(points: Floats, pixels: Floats) -> Floats:
    """Return the camera, shape (4, 2), that sees points of space, shape (n, 3), at pixels."""
    placed = np.column_stack([points, np.ones(len(points))])
    camera, *_ = np.linalg.lstsq(placed, pixels)
    assert placed @ camera == pytest.approx(pixels, abs=1e-6)
    return np.asarray(camera, dtype=np.float64)


async def test_a_button_plays_the_way_back(classroom: Classroom) -> None:
    message = await classroom.ask("data plane", data="two floors")

    post = posts.private(await classroom.other.click(message, label="Back into space"))

    (alt,) = posts.alts(post)
    assert "3×2 matrix with the columns (0.477, 0.877, −0.0516) and (0.879, −0.476, 0.0283)" in alt
    assert "The points were up to 2.167 away from it: that is lost." in alt
    image = await posts.picture(post)
    assert image.format == "GIF"


def test_it_begins_at_the_end_and_is_small() -> None:
    (picture,) = answering.turn(asked(examples.FLOORS), Style())

    _, milliseconds = played(picture.data)
    assert len(milliseconds) == 1 + LAID + LOST
    assert milliseconds[0] == lifted.END_MILLISECONDS
    assert len(picture.data) < 200_000


@pytest.mark.parametrize("text", [examples.FLOORS, examples.LEAF])
def test_the_plane_turns_from_the_floor_to_where_w_lays_it(text: str) -> None:
    """One camera sees all frames, and between them the plane turns evenly, as SciPy turns it."""
    found = flattened.read(asked(text))
    end, start, *way = frames(text)
    flat = np.column_stack([found.flat, np.zeros(len(found.flat))])
    back = found.flat @ found.axes[:2]
    missed = found.placed - flat

    # What is lost stands at the points themselves, those below the plane first.
    order = [*np.flatnonzero(found.below), *np.flatnonzero(~found.below)]
    camera = seen(
        np.vstack([back, found.found.centred[order], flat]),
        np.vstack([marks(end, COLOUR.first), marks(end, COLOUR.rest), marks(start, COLOUR.first)]),
    )

    turn = Rotation.from_matrix(found.axes.T).as_rotvec()
    for k in (1, 4, LAID // 2, LAID - 1):
        turned = Rotation.from_rotvec(animation.eased(k / LAID) * turn).apply(flat)
        expected = np.column_stack([turned, np.ones(len(flat))]) @ camera
        assert marks(way[k - 1], COLOUR.first) == pytest.approx(expected, abs=1e-6)
    assert np.abs(missed[:, :2]).max() == 0


def test_the_lines_grow_from_the_plane_to_the_points() -> None:
    end, _, *way = frames(examples.FLOORS)
    growing = way[LAID:]

    def lengths(things: list[Thing]) -> Floats:
        lines = np.vstack([line.points for line in of_kind(things, Line, COLOUR.rest)])
        return np.linalg.norm(lines[:, 1] - lines[:, 0], axis=1)

    assert not of_kind(way[LAID - 1], Line, COLOUR.rest)
    for k, things in enumerate(growing, start=1):
        share = animation.eased(k / LOST)
        assert lengths(things) == pytest.approx(share * lengths(end))
    assert len(growing) == LOST - 1


def test_each_frame_says_what_is_seen() -> None:
    end, start, *way = frames(examples.FLOORS)

    assert "each point is two numbers: y" in words(start)
    assert "in space, from the mean: W y" in words(way[2])
    assert "what is lost stands upright on the plane" in words(end)
    for things in (end, start, way[LAID - 1]):
        assert {*"ABCDEFGHIJ"} <= {*words(things)}
    assert {"x", "y", "z"} <= {*words(way[2])}


def test_without_loss_nothing_follows() -> None:
    recorded = frames(IN_PLANE)

    assert len(recorded) == 1 + LAID
    assert not any(of_kind(things, Line, COLOUR.rest) for things in recorded)
    (picture,) = answering.turn(asked(IN_PLANE), Style())
    assert picture.alt.endswith("All points are where they were.")


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        (ON_A_LINE, Theme.LIGHT),
        (FAR_APART, Theme.DARK),
    ],
    ids=["a line", "far apart"],
)
def test_every_frame_can_be_read(text: str, theme: Theme) -> None:
    with recorded_paintings(every=True) as paintings:
        answering.turn(asked(text), Style(theme))

    assert [fault for painted in paintings for fault in faults(painted)] == []


def test_of_many_points_what_is_lost_is_only_said() -> None:
    points = np.random.default_rng(3).normal(size=(401, 3)).round(3) * (5, 3, 1)
    text = "\n".join(" ".join(map(str, row)) for row in points)

    assert not any(of_kind(things, Line, COLOUR.rest) for things in frames(text))
    (picture,) = answering.turn(asked(text), Style())
    assert picture.alt.endswith("that is lost.")
