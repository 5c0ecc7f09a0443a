"""There and back: the plane goes out by A and comes back by its inverse."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Arrow, Fill, Written
from bot.topics.elimination import inverse_motion
from bot.topics.elimination.inverse_motion import STEPS
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from linalg_engine import notation
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.frames import of_kind, played, recorded_frames, words
from tests.bot.drawing.rules import faults, recorded_paintings
from tests.bot.topics.elimination.drawn import in_units, recorded_views

COLOUR = COLOURS[Theme.DARK]


async def test_whoever_presses_play_sees_it(classroom: Classroom) -> None:
    message = await classroom.ask("matrix inverse", a="[2 1; 5 3]")

    played_back = posts.private(await classroom.other.click(message, label="Play"))

    (alt,) = posts.alts(played_back)
    assert alt == (
        "Animation. A moves the plane: î goes from [1, 0] to [2, 5], ĵ from [0, 1] to [1, 3]. "
        "Then A⁻¹ = [3, −1; −5, 2] takes every point back to where it was."
    )


@pytest.mark.parametrize("a", ["2 1; 5 3", "0 -1; 1 0", "0 1; 1 0", "-1 0; 0 -2"])
def test_the_plane_is_after_a_then_back_and_goes_out_again(a: str) -> None:
    matrix = notation.parse_matrix(a).astype(float)
    with recorded_views(inverse_motion) as views, recorded_frames() as frames:
        (picture,) = answering.turn(Question("matrix inverse", {"a": a}), Style())

    (view,) = views
    assert len(frames) == 2 * STEPS
    seen: list[np.ndarray] = []
    for things in frames:
        arrows = [of_kind(things, Arrow, COLOUR.of(role))[0] for role in ("first", "second")]
        assert all(arrow.tail == pytest.approx(view.offset) for arrow in arrows)
        seen.append(np.array([in_units(view, arrow.tip) for arrow in arrows]).T)
        (square, *_cover) = of_kind(things, Fill)
        corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) @ seen[-1].T
        assert in_units(view, square.corners) == pytest.approx(corners, abs=1e-9)
        if abs(np.linalg.det(seen[-1])) > 1e-9:
            is_flipped = np.linalg.det(seen[-1]) < 0
            assert square.colour == (COLOUR.rest if is_flipped else COLOUR.result)
            assert bool(square.hatch) == is_flipped
    assert seen[0] == pytest.approx(matrix)
    assert seen[STEPS] == pytest.approx(np.eye(2), abs=1e-12)
    for k in range(1, STEPS):
        assert seen[STEPS + k] == pytest.approx(seen[STEPS - k])
    shown, times = played(picture.data)
    assert len(shown) == len(times) == 2 * STEPS
    assert [k for k, time in enumerate(times) if time > 1000] == [0, STEPS]
    assert len(picture.data) < 1_200_000


def test_words_say_what_happens() -> None:
    with recorded_frames() as frames:
        answering.turn(Question("matrix inverse", {"a": "2 1; 5 3"}), Style())

    after, back, home, out = (words(frames[k]) for k in (0, 3, STEPS, STEPS + 3))
    title, a, inverse = "There and back", "A = [2, 1; 5, 3]", "A⁻¹ = [3, −1; −5, 2]"
    assert {*after} == {title, a, "after A", "î → [2, 5]", "ĵ → [1, 3]"}
    assert {*back} == {title, inverse, "A⁻¹ takes it back", "î", "ĵ"}
    assert {*home} == {title, inverse, "A⁻¹ A = I: all is back", "î = [1, 0]", "ĵ = [0, 1]"}
    assert {*out} == {title, a, "A goes out", "î", "ĵ"}


def test_entries_too_large_are_not_to_scale_and_it_says_so() -> None:
    with recorded_frames() as frames:
        answering.turn(Question("matrix inverse", {"a": "1e200 0; 0 2e200"}), Style())

    assert "after A, lengths not to scale" in words(frames[0])
    assert len([each for each in of_kind(frames[0], Written) if "→" in str(each)]) <= 2


@pytest.mark.parametrize("theme", Theme)
def test_the_first_and_the_last_frame_can_be_read(theme: Theme) -> None:
    with recorded_paintings() as paintings:
        answering.turn(Question("matrix inverse", {"a": "1/2 1; -1 2"}), Style(theme))

    assert not [fault for painted in paintings for fault in faults(painted)]


@pytest.mark.parametrize(("a", "name"), [("2 1; 5 3", "Play"), ("2 0 0; 0 1 0; 0 0 1", "")])
def test_only_the_plane_goes_there_and_back_and_only_where_pictures_may_move(
    a: str, name: str
) -> None:
    question = Question("matrix inverse", {"a": a})

    assert answering.reply(question, Style()).turn_name == name
    assert answering.reply(question, Style(motion=False)).turn_name == ""
