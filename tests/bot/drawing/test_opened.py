"""Two arrows nearly on one line, in the magnifier that opens their angle."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.drawing import opened
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.opened import draw_opened
from bot.drawing.scene import Arrow, Opened
from bot.drawing.style import Theme
from bot.drawing.things import Arrow as Drawn
from bot.drawing.things import Line, Marks, Written
from bot.drawing.view import View
from bot.formula import Symbol
from bot.formula.node import text

BOUNDS = Box(12, 12, 1088, 730)
NOTHING = np.empty((0, 4))

Points = NDArray[np.float64]


def polar(length: float, degrees: float) -> Points:
    turn = math.radians(degrees)
    return length * np.array([math.cos(turn), math.sin(turn)])


def shown(first: float, second: float, degrees: float, turn: float = 0) -> Canvas:
    """Draw the magnifier for arrows of two lengths, the first in direction ``turn``."""
    a = Arrow(polar(first, turn), "a", "first")
    b = Arrow(polar(second, turn + degrees), "b", "second")
    canvas = Canvas(Theme.DARK)
    view = View(np.eye(2), 40, np.array([400.0, 300]))
    for arrow in (a, b):
        tail, tip = view.pixels([np.zeros(2), arrow.tip])
        canvas.arrow(tail, tip, canvas.colours.of(arrow.role))
    draw_opened(canvas, view, Opened(a, b, abs(degrees), Symbol("turn")), BOUNDS, NOTHING, NOTHING)
    return canvas


def inside(canvas: Canvas) -> list[Drawn]:
    """Return the arrows in the inset."""
    return [thing for thing in canvas.things if isinstance(thing, Drawn) and thing.layer > 4]


def angle(p: Points, q: Points) -> float:
    """Return the degrees from p to q, counterclockwise, from -180 to 180."""
    return math.degrees(math.atan2(p[0] * q[1] - p[1] * q[0], p @ q))


@pytest.mark.parametrize("degrees", [1.0, -1.0, 179.0, -179.0])
@pytest.mark.parametrize("turn", [0.0, 130.0])
def test_both_arrows_begin_in_one_point_and_turn_the_same_way(degrees: float, turn: float) -> None:
    canvas = shown(3, 5, degrees, turn)

    first, second = inside(canvas)
    assert first.tail == pytest.approx(second.tail)
    assert (first.colour, second.colour) == (canvas.colours.first, canvas.colours.second)
    found = angle(first.tip - first.tail, second.tip - second.tail)
    assert math.copysign(1, found) == math.copysign(1, degrees)
    opened_by = abs(found) if abs(degrees) < 90 else 180 - abs(found)
    assert 25 < opened_by < 65
    # Half of the angle on either side of the first one's line.
    ways = [angle(polar(1, turn), arrow.tip - arrow.tail) for arrow in (first, second)]
    assert ways[0] == pytest.approx(
        -ways[1] if abs(degrees) < 90 else math.copysign(180, ways[0]) - ways[1]
    )


def test_the_arrows_fill_the_inset_and_lie_in_its_middle() -> None:
    canvas = shown(3, 5, 1)

    (hole,) = [thing for thing in canvas.things if isinstance(thing, Marks)]
    arrows = inside(canvas)
    ends = np.array([arrows[0].tail, *(arrow.tip for arrow in arrows)]) - hole.centres[0]
    assert np.hypot(*ends.T).max() == pytest.approx(0.88 * 112)
    assert ends[:, 0].min() + ends[:, 0].max() == pytest.approx(0, abs=1e-9)
    # Lengths along the line are true.
    first, second = (arrow.tip[0] - arrow.tail[0] for arrow in arrows)
    assert second / first == pytest.approx(5 / 3)
    words = {text(t.lettering.content) for t in canvas.things if isinstance(t, Written)}
    # The tangent of 26° is 0.488, and that of 1° 0.0175: 27.9 times, rounded up.
    assert words == {"turn", "opened 50 times"}


def test_opposite_arrows_lie_in_the_middle_too() -> None:
    canvas = shown(3, 5, 179)

    (hole,) = [thing for thing in canvas.things if isinstance(thing, Marks)]
    arrows = inside(canvas)
    xs = [arrow.tip[0] - hole.centres[0][0] for arrow in arrows]
    assert sum(xs) == pytest.approx(0, abs=1e-9)
    assert xs[0] > 0 > xs[1]


@pytest.mark.parametrize(("first", "second", "middle"), [(3, 5, 2.5), (6, 5, 3)])
def test_the_tie_ends_in_the_middle_of_the_longer_arrow(
    first: float, second: float, middle: float
) -> None:
    canvas = shown(first, second, 0.001)

    tie = [thing for thing in canvas.things if isinstance(thing, Line)][-1]
    assert tie.points[0, -1] == pytest.approx([400 + 40 * middle, 300], abs=0.1)


def test_the_inset_keeps_off_what_is_to_be_avoided() -> None:
    first, second = Arrow(polar(3, 0), "a", "first"), Arrow(polar(5, 1), "b", "second")
    below = np.array([(0.0, 0, 1100, 330)])
    canvas = Canvas(Theme.DARK)
    view = View(np.eye(2), 40, np.array([400.0, 600]))

    draw_opened(canvas, view, Opened(first, second, 1, Symbol("turn")), BOUNDS, below, NOTHING)

    (hole,) = [thing for thing in canvas.things if isinstance(thing, Marks)]
    assert hole.centres[0][1] - 112 >= 330


def test_tips_lie_at_their_lengths_and_half_of_the_angle() -> None:
    a, b = Arrow(np.array([3.0, 4]), "", "first"), Arrow(np.array([0.0, 10]), "", "second")

    tips, degrees = opened._tips(Opened(a, b, 60, ""), 1)
    other, rest = opened._tips(Opened(a, b, 120, ""), -1)

    half, root = 0.5, math.sqrt(3) / 2
    assert degrees == rest == 60
    assert tips == pytest.approx(np.array([(5 * root, -5 * half), (10 * root, 10 * half)]))
    assert other == pytest.approx(np.array([(5 * root, -5 * half), (-10 * root, -10 * half)]))
