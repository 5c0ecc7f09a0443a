"""A 2×2 matrix as three factors: the unit circle before A, after Vᵀ, after Σ and after U."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import unit_circle
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.view import View
from bot.formula import Chain, Index, Power, Rounded, Row, Symbol, VectorName, Words, text
from bot.formula.numbers import decimal
from bot.topics.decompositions.svd_words import kind
from linalg_engine.exact import Surd
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style
    from bot.formula import Formula, Notation
    from linalg_engine.decompositions import SVD
    from linalg_engine.exact import Scalar

    Named = tuple[Formula, float, str]

A = Symbol("A")
ROLES: tuple[Role, Role] = ("eigen", "eigen_other")

ONE_SCALE = (0.5, 2.0)
"""Largest singular values for which circle and ellipse are drawn on one scale."""

OWN_SCALE = "the circle and the ellipse each on its own scale"

GAP = 16
"""Pixels between two frames."""


@dataclass(frozen=True)
class Frame:
    """The circle on its way.

    Attributes
    ----------
    step
        What was done last.
    matrix
        What was done so far, shape (2, 2).
    tips
        What is written where the two singular vectors are now.
    is_circle
        Whether nothing was stretched yet.
    """

    step: Formula
    matrix: Floats
    tips: tuple[Formula, Formula]
    is_circle: bool


@dataclass(frozen=True)
class Story:
    """What is drawn of a singular value decomposition, shape (2, 2).

    Attributes
    ----------
    one_scale
        The smallest and the largest first singular value for which the circle and the ellipse
        are drawn on one scale.
    """

    found: SVD
    say: Notation
    one_scale: tuple[float, float]

    @cached_property
    def u(self) -> Floats:
        """U in floats."""
        return as_float(self.found.u)

    @cached_property
    def vt(self) -> Floats:
        """Vᵀ in floats."""
        return as_float(self.found.vt)

    @cached_property
    def values(self) -> Floats:
        """The singular values beside the largest, shape (2,): numbers of any size are drawn."""
        return as_float(self.found.values) / self.unit

    @cached_property
    def unit(self) -> float:
        """The length in the world that is one unit of the frames after Σ."""
        largest = float(self.found.values[0])
        low, high = self.one_scale
        return 1.0 if low <= largest <= high or largest == 0 else largest

    @cached_property
    def frames(self) -> tuple[Frame, Frame, Frame, Frame]:
        """Before A, after Vᵀ, after Σ, after U."""
        vt, u = self.vt, self.u
        sigma = np.diag(self.values)
        v, axes, us = (_pair(name) for name in ("v", "e", "u"))
        sizes = self.sizes
        stretched = tuple(
            Row((Index(Symbol("σ"), k), name)) for k, name in zip("12", us, strict=True)
        )
        return (
            Frame(Words("before A"), np.eye(2), v, is_circle=True),
            Frame(_step(Power(Symbol("V"), "⊤"), vt), vt, axes, is_circle=True),
            Frame(Row((Symbol("Σ"), Words(" stretches"))), sigma @ vt, sizes, is_circle=False),
            Frame(
                _step(Symbol("U"), u),
                u @ sigma @ vt,
                (stretched[0], stretched[1]),
                is_circle=False,
            ),
        )

    @cached_property
    def sizes(self) -> tuple[Formula, Formula]:
        """The singular values in formulas: ``σ₁ = 3√5``, ``σ₂ ≈ 0.618``."""
        first, second = (
            Chain(Index(Symbol("σ"), k), (self._size(value),))
            for k, value in zip("12", self.found.values.tolist(), strict=True)
        )
        return first, second

    def _size(self, value: Scalar) -> Formula:
        """Return a number as a fraction, as one root, or as a decimal."""
        if value == 0:
            return self.say.number(Fraction(0))
        is_short = isinstance(value, Fraction) or (
            isinstance(value, Surd) and len(value.terms) == 1
        )
        return self.say.number(value) if is_short else Rounded(value, 3)

    def words(self, canvas: Canvas, size: float) -> list[Named]:
        """Return all formulas, with sizes and colours."""
        colours = canvas.colours
        steps: list[Named] = [(frame.step, size, colours.text) for frame in self.frames]
        tips: list[Named] = [
            (tip, size, colours.of(role))
            for frame in self.frames
            for tip, role in zip(frame.tips, ROLES, strict=True)
        ]
        return [*steps, *tips]

    def title(self) -> str:
        """Return what the picture shows."""
        ends = {0: "A crushes the circle to a point", 1: "A crushes the circle to a segment"}
        kinds = [kind(q) for q in (self.vt, self.u)]
        if kinds == ["keep", "keep"]:
            return ends.get(self.found.rank, "The circle is only stretched")
        first, last = (PAST[each] for each in kinds)
        return ends.get(self.found.rank, f"The circle is {first}, stretched, {last}")

    def alt(self) -> str:
        """Return the alt text."""
        vectors = [
            f"[{', '.join(decimal(round(float(x), 3), 3) for x in v)}]"
            for v in (*self.vt, *self.u.T)
        ]
        first, second = (text(size) for size in self.sizes)
        first_turn, last_turn = (PLACES[kind(q)] for q in (self.vt, self.u))
        sigma = {
            0: "Σ crushes both axes to 0",
            1: f"Σ stretches the first axis by {first} and crushes the second",
        }.get(self.found.rank, f"Σ stretches the axes by {first} and {second}")
        own = f" Drawn with {OWN_SCALE}." if self.unit != 1 else ""
        return (
            f"Four frames of the unit circle under the matrix {self.say.matrix(self.found.matrix)}."
            f" Before: v₁ ≈ {vectors[0]} and v₂ ≈ {vectors[1]}. Vᵀ {first_turn} "
            f"the axes, {sigma}, U "
            f"{last_turn} the lines of u₁ ≈ {vectors[2]} and u₂ ≈ {vectors[3]}. "
            f"{self.title()}.{own}"
        )


def _pair(name: str) -> tuple[Formula, Formula]:
    return Index(VectorName(name), "1"), Index(VectorName(name), "2")


def _step(letter: Formula, q: Floats) -> Formula:
    """Return what an orthogonal matrix of shape (2, 2) does, in a formula."""
    what = kind(q)
    return Chain(letter, (Symbol("I"),)) if what == "keep" else Row((letter, Words(f" {what}s")))


PAST = {"keep": "kept", "turn": "turned", "reflect": "reflected"}
PLACES = {"keep": "leaves them on", "turn": "turns them onto", "reflect": "reflects them onto"}


def draw(found: SVD, style: Style) -> Picture:
    """Return the four frames of a decomposition, shape (2, 2)."""
    story = Story(found, style.notation, ONE_SCALE)
    canvas = Canvas(style.theme)
    caption = prepared_caption(canvas, story, SMALL)
    for frame, box in zip(story.frames, boxes(caption.bottom), strict=True):
        draw_frame(canvas, story, frame, box)
    caption.write(canvas)
    return Picture("svd.png", canvas.png(), story.alt())


def prepared_caption(canvas: Canvas, story: Story, size: float) -> Caption:
    """Set all formulas, those beside arrows in letters of a size; return the caption."""
    given = Chain(A, (story.say.matrix(story.found.matrix),))
    canvas.prepare([(given, SMALL, canvas.colours.muted), *story.words(canvas, size)])
    note = OWN_SCALE if story.unit != 1 else ""
    return Caption.fitted(canvas, story.title(), note, given=given)


def boxes(top: float) -> list[Box]:
    """Return where the four frames are, below pixel row ``top``: in two rows."""
    width, height = (WIDTH - 3 * GAP) / 2, (top - 3 * GAP) / 2
    lefts, bottoms = (GAP, 2 * GAP + width), (2 * GAP + height, GAP)
    return [
        Box(left, bottom, left + width, bottom + height) for bottom in bottoms for left in lefts
    ]


def draw_frame(canvas: Canvas, story: Story, frame: Frame, box: Box) -> None:
    """Draw one frame into a box."""
    colours = canvas.colours
    left, bottom, right, top = box.corners
    edge = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    canvas.line(edge, colours.grid, 4, layer=0.8)
    view = _view(story, box)
    x, y = view.offset
    axes = [[(box.left, y), (box.right, y)], [(x, box.bottom), (x, box.top)]]
    canvas.lines(axes, colours.axis, 2)
    circle = view.pixels(unit_circle() @ frame.matrix.T)
    colour = colours.muted if frame.is_circle else colours.result
    canvas.line(circle, colour, 4, layer=1.2)
    tips = view.pixels(story.vt @ frame.matrix.T)
    for tip, role in zip(tips, ROLES, strict=True):
        canvas.arrow(view.offset, tip, colours.of(role), 8)
    canvas.text((box.left + 14, box.top - 26), frame.step, SMALL, anchor="left")
    labels = [
        labelled(canvas, words, tip, tip - view.offset, role, SMALL)
        for words, tip, role in zip(frame.tips, tips, ROLES, strict=True)
    ]
    write_labels(canvas, labels, Box(box.left + 6, box.bottom + 4, box.right - 6, box.top - 4))


def _view(story: Story, box: Box) -> View:
    """Return the view of a frame: everything within a circle around the middle."""
    reach = max(1.0, float(story.values[0]))
    return View(np.eye(2), (box.top - box.bottom - 36) / (2 * reach), box.centre - [0, 10])
