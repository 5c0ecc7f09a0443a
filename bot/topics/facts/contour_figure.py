"""The quadratic form of a symmetric 2×2 matrix as a map: contours around its eigen-axes."""

from __future__ import annotations

import math
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
from bot.drawing.things import DASHED, DOTTED
from bot.drawing.view import fit
from bot.formula import Chain, Index, Symbol
from bot.formula.numbers import decimal
from bot.topics.facts import quadratic
from bot.topics.kit import eigen_words
from linalg_engine import decompositions

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style
    from bot.drawing.view import View
    from bot.formula import Formula, Notation
    from linalg_engine.decompositions import Eigen
    from linalg_engine.kinds import Definiteness, Properties

LEVELS = (1, 4, 9)
"""Where contours are drawn: along an axis they are equally far apart."""

BEYOND = 1.12
"""How much further the plane is seen than the outermost contour reaches."""

NUMBERED = (1e-3, 1e4)
"""How far the plane is seen where its axes have numbers."""

SLENDER = 20.0
"""Where contours are so many times as long as wide, they hide the numbers of an axis."""

ROLES: tuple[Role, Role] = ("eigen", "eigen_other")
ABOVE: Role = "result"
BELOW: Role = "rest"

TITLES: dict[Definiteness, str] = {
    "positive definite": "A bowl: xᵀAx is 0 at 0, positive elsewhere",
    "positive semidefinite": "A valley: xᵀAx is 0 along a line",
    "negative definite": "A hill: xᵀAx is 0 at 0, negative elsewhere",
    "negative semidefinite": "A ridge: xᵀAx is 0 along a line",
    "indefinite": "A saddle: xᵀAx rises and falls",
}


@dataclass(frozen=True)
class Terrain:
    """What is drawn of a symmetric matrix, shape (2, 2), that is not 0."""

    found: Properties
    say: Notation

    @cached_property
    def eigen(self) -> Eigen:
        """Eigenvalues and eigenvectors."""
        return decompositions.eigen(self.found.matrix)

    @cached_property
    def values(self) -> Floats:
        """The two eigenvalues, the larger first."""
        return np.real(self.eigen.values).astype(float)

    @cached_property
    def axes(self) -> Floats:
        """Their directions as rows, shape (2, 2), perpendicular."""
        return np.real(self.eigen.vectors).T

    @property
    def definiteness(self) -> Definiteness:
        """Which signs the form takes."""
        return self.found.inertia.definiteness if self.found.inertia is not None else "zero"

    @cached_property
    def reach(self) -> float:
        """How far from the origin the outermost contour gets on the axis where it is farthest."""
        sizes = np.abs(self.values)
        weakest = float(sizes[sizes > 0].min())
        return math.sqrt(LEVELS[-1]) / math.sqrt(weakest)

    @cached_property
    def seen(self) -> float:
        """How far from the origin the plane is seen."""
        return BEYOND * self.reach

    @property
    def is_numbered(self) -> bool:
        """Whether the axes of the plane have numbers."""
        least, most = NUMBERED
        sizes = np.sqrt(np.abs(self.values))
        return least < self.seen < most and sizes.max() < SLENDER * sizes[sizes > 0].min()

    def contours(self, level: float) -> list[Floats]:
        """Return the polylines on which the form has a value, in the plane, shapes (k, 2)."""
        first, second = self.values / level
        if first > 0 and second > 0:
            curve = unit_circle() / np.sqrt([first, second])
            return [curve @ self.axes]
        far = 2 * self.seen
        if first > 0:
            along = far * np.sinh(np.linspace(-3, 3, 121)) / math.sinh(3)
            across = np.sqrt((1 - second * along**2) / first)
            branches = [np.column_stack([sign * across, along]) for sign in (1, -1)]
        elif second > 0:
            along = far * np.sinh(np.linspace(-3, 3, 121)) / math.sinh(3)
            across = np.sqrt((1 - first * along**2) / second)
            branches = [np.column_stack([along, sign * across]) for sign in (1, -1)]
        else:
            branches = []
        return [branch @ self.axes for branch in branches]

    def zeros(self) -> list[Floats]:
        """Return the directions of the lines on which the form is 0, shape (2,)."""
        first, second = self.values
        if first * second > 0:
            return []
        if first == 0 or second == 0:
            return [self.axes[0] if first == 0 else self.axes[1]]
        slope = math.sqrt(first / -second)
        return [np.array([1, sign * slope]) @ self.axes for sign in (1, -1)]

    def levels(self) -> list[int]:
        """Return the values at which contours are drawn."""
        above = list(LEVELS) if self.values[0] > 0 else []
        return above + ([-level for level in LEVELS] if self.values[1] < 0 else [])

    def axis_names(self) -> tuple[Formula, ...]:
        """Return ``λ₁ = 3`` and ``λ₂ = 1``."""
        spaces = [space for space in self.eigen.spaces for _ in space.basis]
        return tuple(
            Chain(Index(Symbol("λ"), str(k)), (eigen_words.short(space, self.say),))
            for k, space in enumerate(spaces, 1)
        )

    def note(self) -> str:
        """Return what the lines are."""
        drawn = {
            "positive": "solid: xᵀAx = 1, 4, 9",
            "negative": "dashed: xᵀAx = −1, −4, −9",
        }
        kinds = [drawn["positive"]] * bool(self.values[0] > 0)
        kinds += [drawn["negative"]] * bool(self.values[1] < 0)
        return "; ".join([*kinds, *["dotted: 0"] * bool(self.zeros())])

    def alt(self) -> str:
        """Return the alt text."""
        form = quadratic.as_text(quadratic.expanded(self.found.matrix, self.say))
        named = [
            f"{name} along [{', '.join(decimal(float(c), 3) for c in axis)}]"
            for name, axis in zip(self.axis_names(), self.axes, strict=True)
        ]
        return (
            f"Contours of the quadratic form {form}: {self.note()}. The axes are the eigenvectors: "
            f"{' and '.join(named)}. {TITLES[self.definiteness]}."
        )


def draw(found: Properties, style: Style) -> Picture:
    """Return the contours of the form of a symmetric matrix, shape (2, 2), that is not 0."""
    terrain = Terrain(found, style.notation)
    canvas = Canvas(style.theme)
    colours = canvas.colours
    given = Chain(Symbol("A"), (style.notation.matrix(found.matrix),))
    names = terrain.axis_names()
    canvas.prepare(
        [
            (given, SMALL, colours.muted),
            *((name, NORMAL, colours.of(role)) for name, role in zip(names, ROLES, strict=True)),
        ]
    )
    title = TITLES[terrain.definiteness]
    caption = Caption.fitted(canvas, title, terrain.note(), given=given)
    corners = terrain.seen * np.array([(-1.0, -1), (1, 1)])
    view = fit(np.eye(2), corners, Box(100, 56, WIDTH - 30, caption.bottom - 10))
    draw_grid(canvas, view, caption.bottom, numbered=terrain.is_numbered)
    _draw_contours(canvas, terrain, view)
    for axis, role in zip(terrain.axes, ROLES, strict=True):
        ends = view.offset + 1500 * np.array([axis, -axis])
        canvas.line(ends, colours.of(role), 3, DASHED, opacity=0.7, layer=1.4)
    write_labels(
        canvas,
        [*_axis_labels(canvas, terrain, names, view), *_level_labels(canvas, terrain, view)],
        Box(100, 50, WIDTH - 12, caption.bottom - 6),
    )
    caption.cover(canvas)
    caption.write(canvas)
    return Picture("facts.png", canvas.png(), terrain.alt())


def _draw_contours(canvas: Canvas, terrain: Terrain, view: View) -> None:
    colours = canvas.colours
    for direction in terrain.zeros():
        along = direction / np.hypot(*direction)
        ends = view.offset + 1500 * np.array([along, -along])
        canvas.line(ends, colours.text, 4, DOTTED, layer=2.1)
    is_closed = terrain.values[0] * terrain.values[1] > 0
    for level in terrain.levels():
        colour = colours.of(ABOVE if level > 0 else BELOW)
        for curve in terrain.contours(level):
            pixels = view.pixels(curve)
            if is_closed:
                canvas.polygon(pixels, colour, 0.06, layer=0.7)
            canvas.line(pixels, colour, 4, "solid" if level > 0 else DASHED, layer=2)


def _axis_labels(
    canvas: Canvas, terrain: Terrain, names: tuple[Formula, ...], view: View
) -> list[Label]:
    labels: list[Label] = []
    for name, axis, role in zip(names, terrain.axes, ROLES, strict=True):
        at = view.pixels(0.86 * terrain.seen * axis / np.abs(axis).max())
        beside = np.array([-axis[1], axis[0]])
        labels.append(labelled(canvas, name, at, beside, role, NORMAL))
    return labels


def _level_labels(canvas: Canvas, terrain: Terrain, view: View) -> list[Label]:
    """Return the values of the contours, on the axis where they are farthest apart."""
    labels: list[Label] = []
    for level in terrain.levels():
        ratios = terrain.values / level
        k = int(np.argmin(np.where(ratios > 0, ratios, np.inf)))
        out = -terrain.axes[k]
        at = view.pixels(out / math.sqrt(ratios[k]))
        role = ABOVE if level > 0 else BELOW
        aside = np.array([out[0] - out[1], out[1] + out[0]])
        labels.append(labelled(canvas, decimal(level), at, aside, role, SMALL))
    return labels
