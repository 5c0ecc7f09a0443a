"""Eigenvectors of a 2×2 matrix: v before, A v after, on the lines that stay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import broken
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import length, unit_circle
from bot.drawing.ground import draw_grid
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import BROAD, NORMAL, SMALL, WIDTH
from bot.drawing.things import DASHED, DOTTED
from bot.drawing.view import View, fit
from bot.formula import Chain, Index, Minus, Row, Symbol, Term, VectorName
from bot.formula.numbers import decimal
from bot.topics.kit import eigen_words
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from bot.formula import Formula, Notation
    from linalg_engine.decompositions import Eigen, Eigenspace

A = Symbol("A")
ROLES: tuple[Role, Role] = ("eigen", "eigen_other")

LEAST = 1 / broken.LONGEST
"""Where no vector gets longer than this, A v is drawn to scale and v is shortened."""

OTHERS = 4
"""Vectors besides the eigenvectors."""

TURNS = (0.5, 2.5, 4.5, 6.5, 1.5, 3.5, 5.5, 7.5)
"""Their directions in turns of 22.5°: the first that are clear of the lines."""

CLEAR = 0.2
"""The least sine of the angle between them and a line."""

EDGES = (100.0, 55.0)
"""Pixels at the left and at the bottom, for the numbers of the axes."""

HEAD = 46.0
"""Pixels of a dashed arrow that are solid."""

DASHES = (0, (1.4, 0.9))

BEYOND = 40.0
"""Units beyond which nothing is seen; there numbers only overflow."""

LEGEND = "grey before A, coloured after; faint: vectors that turn"
LEGEND_OF_ALL = "grey before A, coloured after"


@dataclass(frozen=True)
class Kept:
    """An eigenvector.

    Attributes
    ----------
    direction
        Shape (2,), of length 1.
    value
        Its eigenvalue.
    name, image
        ``v`` and ``A v = 3 v``.
    role
        The colour of its line.
    """

    direction: Floats
    value: float
    name: Formula
    image: Formula
    role: Role

    @property
    def colour(self) -> Role:
        """The role of A v: pink where A turns it over."""
        return "rest" if self.value < 0 else self.role


@dataclass(frozen=True)
class Stage:
    """What is drawn of a matrix with real eigenvectors, shape (2, 2)."""

    found: Eigen
    say: Notation

    @cached_property
    def kept(self) -> tuple[Kept, ...]:
        """One or two independent eigenvectors."""
        pairs = [(space, v) for space in self.found.spaces for v in np.real(space.vectors).T]
        return tuple(
            self._kept(space, v, str(k) if len(pairs) > 1 else "", role)
            for k, ((space, v), role) in enumerate(zip(pairs, ROLES, strict=False), 1)
        )

    def _kept(self, space: Eigenspace, direction: Floats, index: str, role: Role) -> Kept:
        name: Formula = Index(VectorName("v"), index) if index else VectorName("v")
        times = eigen_words.short(space, self.say)
        signed = {"0": "0", "1": name, "−1": Minus(name)}.get(str(times), Term((times, name)))
        chain = Chain(Row((A, " ", name)), (signed,))
        return Kept(direction, float(np.real(space.value)), name, chain, role)

    @cached_property
    def largest(self) -> float:
        """The largest size of an eigenvalue."""
        return max(abs(kept.value) for kept in self.kept)

    @cached_property
    def unit(self) -> float:
        """The length in the world that is one unit of the picture."""
        return self.largest / 2 if 0 < self.largest < LEAST else 1.0

    @cached_property
    def lengths(self) -> tuple[float, tuple[float, ...]]:
        """How long v, and each A v, is drawn, in units of the picture."""
        true = [1 / self.unit, *(abs(kept.value) / self.unit for kept in self.kept)]
        before, *after = broken.drawn_lengths(true)
        return before, tuple(after)

    @cached_property
    def is_broken(self) -> bool:
        """Whether an arrow is longer than it is drawn."""
        return max(1.0, self.largest) / self.unit > broken.LONGEST

    @cached_property
    def tips(self) -> tuple[tuple[Floats, Floats], ...]:
        """Where v and A v end, in units of the picture."""
        before, after = self.lengths
        return tuple(
            (before * kept.direction, float(np.sign(kept.value)) * size * kept.direction)
            for kept, size in zip(self.kept, after, strict=True)
        )

    @cached_property
    def others(self) -> tuple[tuple[Floats, Floats], ...]:
        """Other vectors, all around, and their images; none where every vector stays."""
        if self.found.spaces[0].geometric == 2 or self.unit != 1:
            return ()
        return tuple((x, self.image(x)) for x in islice(self._directions(), OTHERS))

    def _directions(self) -> Iterator[Floats]:
        """Return directions all around that are clear of the lines."""
        lines = np.array([kept.direction for kept in self.kept])
        sign = 1
        for k in TURNS:
            x = np.array([np.cos(k * np.pi / 8), np.sin(k * np.pi / 8)])
            if np.abs(lines[:, 0] * x[1] - lines[:, 1] * x[0]).min() > CLEAR:
                yield sign * x
                sign = -sign

    def image(self, points: Floats) -> Floats:
        """Return A times points of shape (..., 2), in units of the picture."""
        largest = max(1.0, float(np.max(np.abs(as_float(self.found.matrix)))) / BEYOND)
        moved = points @ (as_float(self.found.matrix) / largest).T
        return moved * np.minimum(largest, BEYOND / np.maximum(np.hypot(*moved.T), 1e-9))[..., None]

    def view(self, top: float) -> View:
        """Return the view of all eigenvectors, and of the others as far as there is room."""
        points = [np.zeros(2), *(tip for pair in self.tips for tip in pair)]
        if self.unit == 1:
            points += [*np.vstack([np.eye(2), -np.eye(2)])]
        points += [y for _, y in self.others if length(y) <= broken.SHORTENED]
        return fit(np.eye(2), np.array(points), Box(110, 80, WIDTH - 110, top - 60))

    def words(self, canvas: Canvas) -> list[tuple[Formula, float, str]]:
        """Return the formulas at the arrows, with sizes and colours."""
        colours = canvas.colours
        after = [(kept.image, NORMAL, colours.of(kept.colour)) for kept in self.kept]
        return [*after, *((kept.name, NORMAL, colours.muted) for kept in self.kept)]

    def title(self) -> str:
        """Return what the picture shows."""
        signs = sorted(float(np.sign(kept.value)) for kept in self.kept)
        if len(self.kept) == 1:
            if self.found.is_numerical:
                return "Up to rounding, only one line stays"
            ends = {0.0: ", crushed to 0", -1.0: ", and A flips it"}
            return f"Only one line stays{ends.get(signs[0], ': A is defective')}"
        if self.found.spaces[0].geometric == 2:
            return _title_of_all(self.kept[0].value)
        match signs:
            case [-1.0, -1.0]:
                return "Two lines stay; A flips both"
            case [-1.0, 0.0]:
                return "Two lines stay: one is flipped, one crushed"
            case [-1.0, 1.0]:
                return "Two lines stay; A flips one of them"
            case [0.0, 1.0]:
                return "Two lines stay; A crushes one of them"
            case _:
                return f"Two directions stay: A only {_scales(self.kept)} them"

    def alt(self) -> str:
        """Return the alt text."""
        matrix = self.say.matrix(self.found.matrix)
        parts = [
            f"Arrows of length 1 before the matrix {matrix}, in grey, and after it.",
            f"{self.title()}:",
        ]
        for kept in self.kept:
            what = {-1.0: ", turned over", 0.0: ", crushed to the origin"}
            end = what.get(float(np.sign(kept.value)), "")
            x, y = (decimal(float(c), 3) for c in kept.direction)
            parts.append(f"{kept.image} along [{x}, {y}]{end}.")
        if self.others:
            parts.append("Other vectors, drawn faintly, turn.")
        if self.is_broken:
            parts.append("A broken arrow is longer than drawn.")
        return " ".join(parts)


def _title_of_all(value: float) -> str:
    if value == 0:
        return "A crushes every vector to 0"
    if value == 1:
        return "A leaves every vector as it is"
    does = "flips" if value < 0 else "only stretches" if value > 1 else "only shrinks"
    return f"Every line stays; A {does} every vector"


def _scales(kept: tuple[Kept, ...]) -> str:
    """Return what A does along lines with positive eigenvalues."""
    values = [each.value for each in kept]
    return "stretches" if min(values) >= 1 else "shrinks" if max(values) <= 1 else "scales"


def draw(found: Eigen, style: Style) -> Picture:
    """Return eigenvectors before and after a matrix, shape (2, 2), that has real ones."""
    stage = Stage(found, style.notation)
    canvas = Canvas(style.theme)
    caption = prepared_caption(canvas, stage)
    view = stage.view(caption.bottom)
    draw_grid(canvas, view, caption.bottom, numbered=stage.unit == 1 and not stage.is_broken)
    _draw_circles(canvas, stage, view)
    _draw_others(canvas, stage, view, caption.bottom)
    for kept, (before, after) in zip(stage.kept, stage.tips, strict=True):
        draw_line(canvas, view, kept)
        draw_before(canvas, stage, view, before)
        draw_image(canvas, stage, view, kept, after)
    bounds = Box(12, 50, WIDTH - 12, caption.bottom - 6)
    write_labels(canvas, labels(canvas, stage, view), bounds)
    caption.cover(canvas)
    caption.write(canvas)
    return Picture("eigen.png", canvas.png(), stage.alt())


def prepared_caption(canvas: Canvas, stage: Stage) -> Caption:
    """Set all formulas; return the caption."""
    given = Chain(A, (stage.say.matrix(stage.found.matrix),))
    canvas.prepare([(given, SMALL, canvas.colours.muted), *stage.words(canvas)])
    legend = LEGEND if stage.others else LEGEND_OF_ALL
    note = f"{broken.NOTE}; grey before A" if stage.is_broken else legend
    return Caption.fitted(canvas, stage.title(), note, given=given)


def _draw_circles(canvas: Canvas, stage: Stage, view: View) -> None:
    """Draw the unit circle, and what becomes of it."""
    if stage.unit != 1:
        return
    circle = unit_circle()
    canvas.line(view.pixels(circle), canvas.colours.muted, 3, opacity=0.6, layer=0.9)
    image = view.pixels(stage.image(circle))
    canvas.line(image, canvas.colours.result, 3, opacity=0.6, layer=0.9)


def _draw_others(canvas: Canvas, stage: Stage, view: View, top: float) -> None:
    """Draw faintly what becomes of some other vectors."""
    colours = canvas.colours
    for x, y in stage.others:
        before, after = view.pixels(x), view.pixels(y)
        canvas.arrow(view.offset, before, colours.muted, 4, layer=1.6, opacity=0.5)
        canvas.line([before, after], colours.muted, 3, DOTTED, layer=0.9)
        draw_other(canvas, view.offset, after, top)


def draw_other(canvas: Canvas, origin: Floats, tip: Floats, top: float) -> None:
    """Draw another vector after A, without its head where that is outside the picture."""
    colour = canvas.colours.result
    if np.all((tip > EDGES) & (tip < (WIDTH, top))):
        canvas.arrow(origin, tip, colour, 4, layer=1.6, opacity=0.55)
    else:
        canvas.line([origin, tip], colour, 4, layer=1.6, opacity=0.55)


def draw_line(canvas: Canvas, view: View, kept: Kept) -> None:
    """Draw the line that stays."""
    ends = view.offset + 1500 * np.array([kept.direction, -kept.direction])
    canvas.line(ends, canvas.colours.of(kept.role), 3, DASHED, opacity=0.7)


def draw_before(canvas: Canvas, stage: Stage, view: View, tip: Floats) -> None:
    """Draw v, broad and grey."""
    origin, end, grey = view.offset, view.pixels(tip), canvas.colours.muted
    canvas.arrow(origin, end, grey, BROAD, layer=2.6)
    if 1 / stage.unit > broken.LONGEST:
        broken.draw_break(canvas, origin, end, grey, BROAD)


def draw_image(
    canvas: Canvas, stage: Stage, view: View, kept: Kept, tip: Floats, *, is_there: bool = True
) -> None:
    """Draw A v, or v on its way there, with its tip in units of the picture."""
    origin, end = view.offset, view.pixels(tip)
    if not tip.any():
        canvas.marks(origin, "cross", canvas.colours.rest, 34)
    elif tip @ kept.direction < 0:
        draw_flipped(canvas, origin, end, canvas.colours.rest)
    else:
        canvas.arrow(origin, end, canvas.colours.of(kept.role), 8)
    if is_there and abs(kept.value) / stage.unit > broken.LONGEST:
        broken.draw_break(canvas, origin, end, canvas.colours.of(kept.colour), 8)


def draw_flipped(canvas: Canvas, origin: Floats, tip: Floats, colour: str) -> None:
    """Draw an arrow with a dashed shaft."""
    size = float(np.hypot(*(tip - origin)))
    head = HEAD / size if size > HEAD else 1.0  # it may be nothing where λ is almost 0
    neck = tip - (tip - origin) * head
    canvas.line([origin, neck], colour, 8, DASHES, layer=3)
    canvas.arrow(neck, tip, colour, 8)


def labels(canvas: Canvas, stage: Stage, view: View) -> list[Label]:
    """Return the labels of all A v, then, in the opposite order, of all v."""
    after: list[Label] = []
    before: list[Label] = []
    for kept, tips in zip(stage.kept, stage.tips, strict=True):
        start, end = view.pixels(tips)
        away = start - view.offset
        after.append(labelled(canvas, kept.image, end, end - view.offset, kept.colour, NORMAL))
        before.insert(0, labelled(canvas, kept.name, start, away, "muted", NORMAL))
    return [*after, *before]
