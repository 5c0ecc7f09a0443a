"""Vectors in space turn: the same scene, seen from one side and from the other."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from bot.drawing import arrows
from bot.drawing.rocking import WIDEST
from bot.drawing.scene import Area, Arrow, Scene
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Arrow as DrawnArrow
from bot.drawing.things import Fill
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.frames import of_kind, played, recorded_frames, words

COLOUR = COLOURS[Theme.DARK]


async def test_a_cross_product_turns_for_whoever_presses(classroom: Classroom) -> None:
    message = await classroom.ask("vector cross", a="[1, 2, 3]", b="[4, 5, 6]")

    turned = posts.private(await classroom.other.click(message, label="Turn"))

    (alt,) = posts.alts(turned)
    assert alt.startswith("Animation, turning. Arrows from the origin in space: a = [1, 2, 3]")
    (attachment,) = turned.attachments
    assert Image.open(io.BytesIO(await attachment.read())).format == "GIF"


@pytest.mark.parametrize(("a", "turns"), [("1 2", False), ("1 2 3", True), ("1 2 3 4", False)])
def test_a_dot_product_turns_in_space_only(a: str, turns: bool) -> None:
    question = Question("dot", {"a": a, "b": " ".join(a.split()[::-1])})

    assert bool(answering.reply(question, Style()).turn_name) == turns


INPUTS = {
    "norm": {"v": "1 2 3", "p": ""},
    "unit": {"v": "1 2 3"},
    "angle": {"a": "1 2 3", "b": "2 0 1"},
    "distance": {"a": "1 2 3", "b": "2 0 1"},
    "project": {"a": "1 2 3", "b": "2 0 1"},
    "cross": {"a": "1 2 3", "b": "2 0 1"},
}


@pytest.mark.parametrize("command", INPUTS)
def test_whatever_is_drawn_in_space_turns(command: str) -> None:
    question = Question(f"vector {command}", INPUTS[command])
    assert answering.reply(question, Style()).turn_name == "Turn"
    with recorded_frames() as stills:
        (still,) = answering.reply(question, Style()).pictures
    with recorded_frames() as frames:
        (turning,) = answering.turn(question, Style())

    assert turning.alt == f"Animation, turning. {still.alt}"
    assert len(frames) == 31
    assert {*words(stills[0])} == {*words(frames[0])}
    arrows_seen, tinted = (
        [sorted(each.colour for each in found) for found in both]
        for both in (
            [of_kind(things, DrawnArrow) for things in (stills[0], frames[0])],
            [of_kind(things, Fill) for things in (stills[0], frames[0])],
        )
    )
    assert arrows_seen[0] == arrows_seen[1]
    assert tinted[0] == tinted[1]
    assert len(turning.data) < 1_200_000


@pytest.mark.parametrize("command", [*INPUTS][:-1])
@pytest.mark.parametrize("cut", ["1 2", "1 2 3 4"])
def test_nothing_turns_beside_space(command: str, cut: str) -> None:
    given = {name: cut if name != "p" else "" for name in INPUTS[command]}

    assert not answering.reply(Question(f"vector {command}", given), Style()).turn_name


def test_a_scene_turns_with_all_that_is_in_it() -> None:
    x, y, z = np.eye(3)
    scene = Scene(
        dimension=3,
        caption="three arrows",
        arrows=(Arrow(2 * x, "x-arrow", "first"), Arrow(y + z, "slanted", "second")),
        areas=(Area((np.zeros(3), 2 * x, 2 * x + y + z, y + z), "result", label="area"),),
        to_scale=True,
    )

    with recorded_frames() as recorded:
        data = arrows.draw_turning(scene, Theme.DARK)

    seen, times = played(data)
    assert sum(times) == 3000
    assert seen[0].shape == (412, 550, 3)
    lengths: list[float] = []
    for things in recorded:
        (first,), (second,) = (
            of_kind(things, DrawnArrow, colour) for colour in (COLOUR.first, COLOUR.second)
        )
        (area,) = of_kind(things, Fill, COLOUR.result)
        along, up = first.tip - first.tail, second.tip - second.tail
        assert area.corners == pytest.approx(
            np.array([first.tail, first.tip, first.tip + up, second.tip])
        )
        assert {"three arrows", "x-arrow", "slanted"} <= {*words(things)}
        lengths.append(float(np.hypot(*along)))
    assert max(lengths) > 1.05 * min(lengths)
    assert len(recorded) == 1 + len({round(float(degrees), 6) for degrees in _sides()})


def _sides() -> np.ndarray:
    quarter = np.sin(np.linspace(0, np.pi / 2, 16)[1:])
    return WIDEST * np.concatenate([quarter, -quarter])
