"""The inverse of a 2×2 matrix as an animation: the plane goes out by A and comes back by A⁻¹."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation, tips
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.head import Head
from bot.drawing.labels import labelled
from bot.drawing.motion import motion
from bot.drawing.moving_plane import ROLES, UNIT_SQUARE, MovingPlane
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL, SMALL
from bot.drawing.view import fit
from bot.formula import Chain, Power, Row, Symbol, VectorName, Words
from linalg_engine import elimination

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Style
    from bot.drawing.tips import Placed
    from bot.drawing.view import View
    from bot.formula import Formula
    from linalg_engine.elimination import Inverse

SIDE = 1100
"""Width and height in pixels."""

STEPS = 16
"""Frames of each way."""

STEP_MILLISECONDS, HELD_MILLISECONDS = 70, 1800

NEAREST = 1.5
"""Units around the origin that are always seen."""

LONGEST_LABEL = 22
"""Characters of a label at an arrow's tip; a longer one is only the name."""

A, INVERSE = Symbol("A"), Power(Symbol("A"), "−1")
NAMES = (VectorName("î", "first"), VectorName("ĵ", "second"))


def playing_inverse(found: Inverse, style: Style) -> Callable[[], Picture] | None:
    """Return what draws the inverse of a 2×2 matrix as an animation, else None."""
    return (lambda: _draw(found, style)) if found.matrix.shape == (2, 2) else None


def _draw(found: Inverse, style: Style) -> Picture:
    plane = _Plane(found, style)
    way = [animation.eased(k / STEPS) for k in range(1, STEPS)]
    back, out = [(t, True) for t in reversed(way)], [(t, False) for t in way]
    # The first frame, after A, is good as a still.
    shots = [(1.0, False), *back, (0.0, True), *out]
    drawn = animation.frames(
        plane.canvas, [partial(plane.draw, t, is_back=is_back) for t, is_back in shots]
    )
    lasts = [HELD_MILLISECONDS if t in (0, 1) else STEP_MILLISECONDS for t, _ in shots]
    data = animation.gif(drawn, lasts, style.theme)
    first, second = (style.notation.vector(column) for column in found.matrix.T)
    alt = (
        f"Animation. A moves the plane: î goes from [1, 0] to {first}, ĵ from [0, 1] to {second}. "
        f"Then A⁻¹ = {style.notation.matrix(found.value)} takes every point back to where it was."
    )
    return Picture("inverse.gif", data, alt)


class _Plane:
    """Draws frames on one canvas."""

    def __init__(self, found: Inverse, style: Style) -> None:
        self.canvas = Canvas(style.theme, SIDE, SIDE, animation.ZOOM)
        self._matrix, say = found.matrix, style.notation
        self._motion = motion(found.matrix)
        # Of entries up to 1, the determinant is no number too large.
        scaled = found.matrix / np.max(np.abs(found.matrix))
        self._is_flipped = bool(elimination.determinant(scaled).value < 0)
        self._words: tuple[Sequence[Formula], Sequence[Formula]] = (
            [Row((name, f" = [{x}, {1 - x}]")) for name, x in zip(NAMES, (1, 0), strict=True)],
            [self._after(k, style) for k in (0, 1)],
        )
        given = [Chain(A, (say.matrix(found.matrix),)), Chain(INVERSE, (say.matrix(found.value),))]
        self._prepare(given)
        captions = [Caption.fitted(self.canvas, "There and back", given=each) for each in given]
        self._out, self._back = (Head(caption) for caption in captions)
        self._bottom = min(self._out.bottom, self._back.bottom)
        self._plane = MovingPlane(self.canvas, self._view(), self._bottom)
        self._plane.draw_ground()
        self.canvas.keep()
        self._before, self._after_labels = tips.at_both_ends(
            self.canvas, self._bounds, self._draw_end
        )
        self.canvas.wipe()

    def draw(self, t: float, *, is_back: bool) -> None:
        """Draw the frame at a time from 0 to 1, on the way out or on the way back."""
        a = self._motion.at(t)
        self._plane.draw_moved(a, flipped=self._is_flipped_at(t))
        self._plane.draw_arrows(a)
        ends: dict[float, list[Placed]] = {0: self._before, 1: self._after_labels}
        names = self._labels(a, NAMES)
        on_the_way = tips.on_the_way(names, self._before, self._after_labels, t)
        tips.write(self.canvas, ends.get(t) or on_the_way)
        head = self._back if is_back else self._out
        head.write(self.canvas, self._line(t, is_back=is_back), "muted")

    def _is_flipped_at(self, t: float) -> bool:
        (a, b), (c, d) = self._motion.at(t)
        return self._is_flipped if t == 1 else bool(a * d - b * c < 0)

    def _line(self, t: float, *, is_back: bool) -> Formula:
        """Return what happens, in words."""
        if t == 1:
            scale = "" if self._motion.is_true else ", lengths not to scale"
            return Row((Words("after "), A, Words(scale))) if scale else Row((Words("after "), A))
        if t == 0:
            return Row((Chain(Row((INVERSE, " ", A)), ("I",)), Words(": all is back")))
        return Row((INVERSE, Words(" takes it back"))) if is_back else Row((A, Words(" goes out")))

    # Layout

    def _view(self) -> View:
        """Return what shows the unit square at all times, and some of the plane around it."""
        matrices = [self._motion.at(t) for t in np.linspace(0, 1, 9)]
        corners = [a @ corner for a in matrices for corner in ((1, 0), (0, 1), (1, 1))]
        around = NEAREST * np.array([(1, 1), (-1, -1)])
        region = Box(124, 96, SIDE - 124, self._bottom - 96)
        return fit(np.eye(2), np.vstack([*corners, around]), region)

    @property
    def _bounds(self) -> Box:
        return Box(16, 16, SIDE - 16, self._bottom - 12)

    # Words

    def _after(self, k: int, style: Style) -> Formula:
        vector = style.notation.vector(self._matrix[:, k])
        full = Row((NAMES[k], " → ", vector))
        return full if len(str(full)) <= LONGEST_LABEL else NAMES[k]

    def _prepare(self, given: Sequence[Formula]) -> None:
        """Set the formulas whose sizes are needed, in one go."""
        colours = [self.canvas.colours.of(role) for role in ROLES]
        at_tips = [
            (words, NORMAL, colour)
            for each in (NAMES, *self._words)
            for words, colour in zip(each, colours, strict=True)
        ]
        muted = self.canvas.colours.muted
        self.canvas.prepare([*((words, SMALL, muted) for words in given), *at_tips])

    def _draw_end(self, t: int) -> list[Label]:
        """Draw what labels keep clear of before or after A, and return them."""
        a = self._motion.at(t)
        self._plane.draw_arrows(a)
        tips.cover(self.canvas, self._plane.view.pixels(UNIT_SQUARE @ a.T))
        return self._labels(a, self._words[t])

    def _labels(self, a: Floats, words: Sequence[Formula]) -> list[Label]:
        view = self._plane.view
        return [
            labelled(self.canvas, text, tip, tip - view.offset, role, NORMAL)
            for tip, text, role in zip(view.pixels(a.T), words, ROLES, strict=True)
        ]
