"""Eigenvectors and singular vectors as animations."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pytest
from PIL import Image

from bot.drawing.canvas import Canvas
from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Arrow, Fill, Line, Thing, Written
from bot.formula.node import text
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing.seen import frames, seen

Frames = list[list[Thing]]


def played(command: str, a: str) -> tuple[Picture, Frames]:
    """Return an animation, and the things of each of its frames."""
    found: Frames = []
    paint = Canvas.frame

    def frame(canvas: Canvas) -> Image.Image:
        found.append(list(canvas.things))
        return paint(canvas)

    with mock.patch.object(Canvas, "frame", frame):
        (picture,) = answering.turn(Question(f"matrix {command}", {"a": a}), Style())
    return picture, found


def arrows(things: list[Thing], role: str) -> list[Arrow]:
    colour = getattr(COLOURS[Theme.DARK], role)
    return [thing for thing in things if isinstance(thing, Arrow) and thing.colour == colour]


def vectors(frames: Frames, role: str) -> list[tuple[float, float]]:
    """Return the first arrow of a colour in each frame, from its tail."""
    return [tuple(a.tip - a.tail) for things in frames for a in arrows(things, role)[:1]]


def words(things: list[Thing]) -> set[str]:
    return {text(thing.lettering.content) for thing in things if isinstance(thing, Written)}


@pytest.mark.parametrize(
    ("command", "a"),
    [
        ("eigen", "2 1; 1 3"),
        ("eigen", "100 1; 1 -0.1"),
        ("eigen", "1e-200 0; 1e-200 1e-201"),
        ("eigen", "0 1; 0 0"),
        ("eigen", "1 -2; 3 4"),
        ("svd", "3 0; 4 5"),
        ("svd", "0 0; 0 0"),
        ("svd", "1e200 3; 2 -1e200"),
    ],
)
def test_an_animation_is_small_loops_and_begins_with_the_result(command: str, a: str) -> None:
    found = seen(lambda: answering.turn(Question(f"matrix {command}", {"a": a}), Style())[0])

    images, times = frames(found.picture)
    assert found.picture.name == f"{command}.gif"
    assert b"NETSCAPE2.0" in found.picture.data
    assert len(found.picture.data) < 1_200_000
    assert 20 < len(images) <= 40
    assert times[0] == 2000
    assert images[0].shape == (412, 550, 3)
    assert found.picture.alt.startswith("Animation. ")
    still = answering.reply(Question(f"matrix {command}", {"a": a}), Style()).pictures[0]
    assert found.picture.alt.split(".")[1].strip() == still.alt.split(".")[0]


def test_to_whom_nothing_may_move_the_still_is_shown() -> None:
    question = Question("matrix eigen", {"a": "2 1; 1 3"})

    (picture,) = answering.turn(question, Style(motion=False))

    assert picture.name == "eigen.png"
    assert not answering.reply(question, Style(motion=False)).turn_name
    assert answering.reply(question, Style()).turn_name
    assert not answering.reply(
        Question("matrix eigen", {"a": "1 0 0; 0 2 0; 0 0 3"}), Style()
    ).turn_name


def test_eigenvectors_go_from_length_1_to_their_eigenvalue_along_their_lines() -> None:
    _, found = played("eigen", "2 0; 0 1/2")

    long, short = (np.array(vectors(found, role)) for role in ("eigen", "eigen_other"))
    before = min(np.hypot(*long.T))
    assert long[0] == pytest.approx([2 * before, 0])
    assert short[0] == pytest.approx([0, before / 2])
    assert np.hypot(*short.T).max() == pytest.approx(before)
    assert long[:, 1] == pytest.approx(np.zeros(len(long)))
    assert short[:, 0] == pytest.approx(np.zeros(len(short)))


def test_other_vectors_go_straight_to_their_images() -> None:
    _, found = played("eigen", "2 1; 1 3")

    a = np.array([[2, 1], [1, 3]])
    before = next(things for things in found if "v₁" in words(things))
    unit = np.hypot(*(arrows(before, "result")[0].tip - arrows(before, "result")[0].tail))
    ring = {line.points.shape[1] for line in before if isinstance(line, Line)}
    assert ring == {120}
    others = [arrow.tip - arrow.tail for arrow in arrows(before, "result")]
    assert len(others) >= 10
    assert np.hypot(*np.array(others).T) == pytest.approx(np.full(len(others), unit))
    after = [arrow.tip - arrow.tail for arrow in arrows(found[0], "result")]
    for image in after:
        assert min(np.hypot(*(image - a @ x)) for x in others) < 1e-6 * unit


def test_labels_are_written_before_and_after_only() -> None:
    _, found = played("eigen", "2 1; 1 2")

    labels = [words(things) & {"A v₁ = 3v₁", "A v₂ = v₂", "v₁", "v₂"} for things in found]
    assert labels[0] == {"A v₁ = 3v₁", "A v₂ = v₂"}
    assert [each for each in labels[1:] if each] == [{"v₁", "v₂"}]
    title = "Two directions stay: A only stretches them"
    assert all({title, "A = [2, 1; 1, 2]"} <= words(things) for things in found)


def test_a_flipped_vector_turns_pink_on_its_way() -> None:
    _, found = played("eigen", "0 1; 1 0")

    is_pink = [bool(arrows(things, "rest")) for things in found]
    is_coloured = [bool(arrows(things, "eigen_other")) for things in found]
    assert is_pink[0]
    assert not is_coloured[0]
    assert not any(a and b for a, b in zip(is_pink, is_coloured, strict=True))
    # Where it passes through 0 it has neither.
    assert sum(is_pink) + sum(is_coloured) >= len(found) - 2
    assert 5 < sum(is_coloured) < 25


def test_a_turn_is_a_way_around_the_ellipse() -> None:
    _, found = played("eigen", "0 -1; 1 0")

    way = np.array(vectors(found, "eigen"))
    assert np.hypot(*way.T) == pytest.approx(np.full(len(way), np.hypot(*way[0])))
    angles = np.degrees(np.arctan2(way[:, 1], way[:, 0]))
    assert angles[0] == pytest.approx(90)
    assert angles.min() == pytest.approx(0)
    assert words(found[0]) == {"A x", "x", "turned 90°", "on the same circle"}
    middle = min(range(len(way)), key=lambda k: abs(angles[k] - 45))
    assert words(found[middle]) == set()
    assert len(arrows(found[0], "result")) == 11


def test_the_circle_is_turned_then_stretched_then_turned() -> None:
    _, found = played("svd", "3 0; 4 5")

    steps = [
        words(things) & {"before A", "V^⊤ reflects", "Σ stretches", "U reflects"}
        for things in found
    ]
    order = [step for k, step in enumerate(steps) if k == 0 or step != steps[k - 1]]
    assert order == [
        {"U reflects"},
        {"before A"},
        {"V^⊤ reflects"},
        {"Σ stretches"},
        {"U reflects"},
    ]
    first, second = (np.array(vectors(found, role)) for role in ("eigen", "eigen_other"))
    before, turned, stretched = (
        max(k for k, step in enumerate(steps[1:], 1) if step == {name})
        for name in ("before A", "V^⊤ reflects", "Σ stretches")
    )
    unit = np.hypot(*first[before])
    assert first[before] / unit == pytest.approx(np.array([1, 1]) / np.sqrt(2))
    assert first[turned] / unit == pytest.approx([1, 0], abs=1e-9)
    assert second[turned] / unit == pytest.approx([0, 1], abs=1e-9)
    assert first[stretched][1] == pytest.approx(0, abs=1e-6)
    assert np.hypot(*first[stretched]) == pytest.approx(3 * np.hypot(*second[stretched]))
    assert first[0] / np.hypot(*first[0]) == pytest.approx(np.array([1, 3]) / np.sqrt(10))
    named = {"v₁", "v₂", "e₁", "e₂", "σ₁ = 3√5", "σ₂ = √5", "σ₁u₁", "σ₂u₂"}
    assert [words(found[k]) & named for k in (0, before, turned, stretched)] == [
        {"σ₁u₁", "σ₂u₂"},
        {"v₁", "v₂"},
        {"e₁", "e₂"},
        {"σ₁ = 3√5", "σ₂ = √5"},
    ]


def test_a_turn_keeps_lengths_all_the_way() -> None:
    _, found = played("svd", "1 1; 0 1")

    parts = [things for things in found if words(things) & {"V^⊤ turns"}]
    assert len(parts) > 5
    way = np.array(vectors(parts, "eigen"))
    assert np.hypot(*way.T) == pytest.approx(np.full(len(way), np.hypot(*way[0])))


def place(things: list[Thing], name: str) -> np.ndarray:
    """Return where something is written."""
    (found,) = [t for t in things if isinstance(t, Written) and text(t.lettering.content) == name]
    return np.array([found.x, found.y])


@pytest.mark.parametrize(
    ("command", "a", "names"),
    [
        ("svd", "1 1; 0 1", (("v₁", "v₂"), ("e₁", "e₂"), ("σ₁u₁", "σ₂u₂"))),
        ("eigen", "2 1; 1 2", (("A v₁ = 3v₁", "A v₂ = v₂"),)),
    ],
)
def test_names_stand_beyond_the_tips_of_their_arrows(
    command: str, a: str, names: tuple[tuple[str, str], ...]
) -> None:
    _, found = played(command, a)

    for both in names:
        things = next(things for things in found if set(both) <= words(things))
        for name, role in zip(both, ("eigen", "eigen_other"), strict=True):
            (arrow,) = arrows(things, role)
            beyond = place(things, name) - arrow.tip
            assert np.hypot(*beyond) < 160
            assert beyond @ (arrow.tip - arrow.tail) > 0


def test_the_circle_is_grey_until_it_is_stretched_and_goes_with_its_vectors() -> None:
    _, found = played("svd", "2 0; 0 1")

    green = COLOURS[Theme.DARK].result
    for things in found:
        (ring,) = [t for t in things if isinstance(t, Line)]
        (area,) = [t for t in things if isinstance(t, Fill)]
        assert area.corners == pytest.approx(ring.points[0])
        assert area.colour == ring.colour
        (first,), (second,) = arrows(things, "eigen"), arrows(things, "eigen_other")
        for arrow in (first, second):
            assert np.hypot(*(ring.points[0] - arrow.tip).T).min() < 0.03 * np.hypot(
                *(arrow.tip - arrow.tail)
            )
            assert arrow.layer > ring.layer > area.layer
        is_after = bool(words(things) & {"Σ stretches", "U = I"})
        assert (ring.colour == green) == is_after
    stretched = [things for things in found if "Σ stretches" in words(things)]
    sizes = [np.hypot(*(a.tip - a.tail)) for things in stretched for a in arrows(things, "eigen")]
    assert (np.diff(sizes) > 0).all(), "on its way from 1 to 2"
    assert sizes[-1] < 1.0001 * 2 * np.hypot(
        *(arrows(stretched[0], "eigen_other")[0].tip - arrows(stretched[0], "eigen_other")[0].tail)
    )


@pytest.mark.parametrize("a", ["2 1; 1 3", "1 -2; 3 4"])
def test_the_ring_goes_with_the_vectors_that_end_on_it(a: str) -> None:
    _, found = played("eigen", a)

    green = COLOURS[Theme.DARK].result
    for things in found:
        (ring,) = [t.points[0] for t in things if isinstance(t, Line) and t.points.shape[1] == 120]
        others = arrows(things, "result")
        assert len(others) >= 4
        size = np.hypot(*(ring - ring.mean(axis=0)).T).max()
        for arrow in others:
            assert np.hypot(*(ring - arrow.tip).T).min() < 0.03 * size
        (line,) = [t for t in things if isinstance(t, Line) and t.points.shape[1] == 120]
        assert line.colour == green
        assert line.layer < min(arrow.layer for arrow in others)


def test_on_the_way_of_a_turn_x_and_the_area_up_to_it_are_drawn() -> None:
    _, found = played("eigen", "0 -2; 2 0")

    for things in found:
        (before,), (now,) = arrows(things, "muted"), arrows(things, "eigen")
        (area,) = [t for t in things if isinstance(t, Fill)]
        assert area.corners[0] == pytest.approx(now.tail)
        assert area.corners[1] == pytest.approx(before.tip)
        assert area.corners[-1] == pytest.approx(now.tip)
        turn = np.degrees(np.arctan2(*(now.tip - now.tail)[::-1]))
        unit = np.hypot(*(before.tip - before.tail))
        # It grows steadily from 1 to 2 while it turns by 90°.
        assert np.hypot(*(now.tip - now.tail)) / unit == pytest.approx(2 ** (turn / 90))
        assert before.width > now.width
        assert before.layer < now.layer


def test_circle_and_ellipse_are_in_the_middle_as_large_as_there_is_room() -> None:
    _, found = played("svd", "3 0; 0 2")

    after = found[0]
    (first,), (second,) = arrows(after, "eigen"), arrows(after, "eigen_other")
    assert first.tail[0] == pytest.approx(550)
    size = np.hypot(*(first.tip - first.tail))
    assert first.tail[1] - 40 == pytest.approx(size), "down to 40 px from the edge"
    assert np.hypot(*(second.tip - second.tail)) == pytest.approx(2 / 3 * size)


def test_a_flip_leads_through_a_line_to_the_other_side() -> None:
    _, found = played("svd", "3 0; 4 5")

    flips = [things for things in found if words(things) & {"V^⊤ reflects"}]
    first, second = (np.array(vectors(flips, role)) for role in ("eigen", "eigen_other"))
    unit = np.hypot(*first[-1])
    # The area that both span, from −1 to 1, and nothing grows on the way.
    areas = (first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]) / unit**2
    assert (np.diff(areas) > 0).all()
    assert -1 < areas[0] < -0.9
    assert areas[-1] == pytest.approx(1)
    for way in (first, second):
        assert np.hypot(*way.T).max() < 1.0001 * unit
