"""How far a 2×2 matrix stretches: the unit circle, and the ellipse that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import unit_circle
from bot.drawing.ground import draw_grid
from bot.drawing.labels import Label, labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL, SMALL, WIDTH
from bot.drawing.view import fit
from bot.formula import Chain, Index, Rounded, Symbol
from bot.formula.numbers import decimal
from linalg_engine.exact import Surd
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style
    from bot.formula import Formula, Notation
    from linalg_engine.exact import Scalar
    from linalg_engine.kinds import Properties

ROLES: tuple[Role, Role] = ("eigen", "eigen_other")

ONE_SCALE = 12.0
"""How many times as long one of circle and ellipse may be, so that both are seen."""

OWN_LENGTH = 2.0
"""Of the longest radius of an ellipse on its own scale, beside a circle of radius 1."""


@dataclass(frozen=True)
class Stretch:
    """What is drawn of a matrix, shape (2, 2), that is not 0."""

    found: Properties
    say: Notation

    @cached_property
    def sizes(self) -> tuple[Scalar, Scalar]:
        """The singular values."""
        if self.found.spectral == self.found.condition == 1:
            return self.found.spectral, self.found.spectral
        first, second = self.found.svd.values
        return first, second

    @cached_property
    def unit(self) -> float:
        """What a length after A is divided by where it is drawn."""
        largest = float(self.sizes[0])
        return 1.0 if 1 / ONE_SCALE <= largest <= ONE_SCALE else largest / OWN_LENGTH

    @cached_property
    def tips(self) -> Floats:
        """Where the radii of the ellipse end, as rows, shape (2, 2)."""
        return as_float(self.found.svd.u).T * (np.array(self.sizes, float) / self.unit)[:, None]

    @cached_property
    def ellipse(self) -> Floats:
        """The image of the circle."""
        return unit_circle() @ self.tips

    def title(self) -> str:
        """Return the finding."""
        largest, least = (decimal(float(size), 2) for size in self.sizes)
        if self.sizes[1] == 0:
            return f"Crushed to a line, stretched {largest} times"
        if self.found.condition == 1:
            return "Every length stays" if largest == "1" else f"All is stretched {largest} times"
        return f"Stretched {largest} times at most, {least} at least"

    def note(self) -> str:
        """Return what is drawn."""
        own = ", on its own scale" if self.unit != 1 else ""
        return f"grey: the unit circle, green: its image{own}"

    def names(self) -> tuple[Formula, Formula]:
        """Return ``σ₁ = 3√5`` and ``σ₂ ≈ 0.618``."""
        first, second = (
            Chain(Index(Symbol("σ"), k), (self._size(size),))
            for k, size in zip("12", self.sizes, strict=True)
        )
        return first, second

    def _size(self, value: Scalar) -> Formula:
        """Return a number in full where it is short, else as a decimal."""
        is_long = isinstance(value, Surd) and len(value.terms) > 1
        return Rounded(value, 3) if is_long or isinstance(value, float) else self.say.number(value)

    def alt(self) -> str:
        """Return the alt text."""
        first, second = self.names()
        places = [f"[{', '.join(decimal(float(c), 3) for c in u)}]" for u in self.found.svd.u.T]
        return (
            f"The unit circle, and the ellipse that {self.say.matrix(self.found.matrix)} makes of "
            f"it. Its longest radius: {first} along {places[0]}; its shortest: {second} along "
            f"{places[1]}. {self.title()}."
        )


def draw(found: Properties, style: Style) -> Picture:
    """Return the circle and the ellipse of a matrix, shape (2, 2), that is not 0."""
    stretch = Stretch(found, style.notation)
    canvas = Canvas(style.theme)
    colours = canvas.colours
    given = Chain(Symbol("A"), (style.notation.matrix(found.matrix),))
    names = stretch.names()
    canvas.prepare(
        [
            (given, SMALL, colours.muted),
            *((name, NORMAL, colours.of(role)) for name, role in zip(names, ROLES, strict=True)),
        ]
    )
    caption = Caption.fitted(canvas, stretch.title(), stretch.note(), given=given)
    points = np.vstack([unit_circle(), stretch.ellipse])
    view = fit(np.eye(2), points, Box(130, 90, WIDTH - 130, caption.bottom - 46))
    draw_grid(canvas, view, caption.bottom, numbered=stretch.unit == 1)
    canvas.line(view.pixels(unit_circle()), colours.muted, 4, layer=1.8)
    ellipse = view.pixels(stretch.ellipse)
    canvas.polygon(ellipse, colours.result, 0.12, layer=1.4)
    canvas.line(ellipse, colours.result, 5, layer=2)
    labels: list[Label] = []
    for name, tip, role in zip(names, view.pixels(stretch.tips), ROLES, strict=True):
        canvas.arrow(view.offset, tip, colours.of(role), 8)
        labels.append(labelled(canvas, name, tip, tip - view.offset, role, NORMAL))
    write_labels(canvas, labels, Box(12, 50, WIDTH - 12, caption.bottom - 6))
    caption.cover(canvas)
    caption.write(canvas)
    return Picture("facts.png", canvas.png(), stretch.alt())
