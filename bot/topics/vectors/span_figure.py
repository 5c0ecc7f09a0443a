"""The picture of a span: its line or plane with the vectors, and a vector in it or beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

import numpy as np

from bot.drawing.coordinates import LONGEST_RATIO, direction, floats, length, moderate
from bot.drawing.scene import Area, Arrow, Corner, Scene, Segment, Spot
from bot.formula import Chain, Row, VectorName, Words, text
from bot.topics.vectors import tips
from bot.topics.vectors.combinations import (
    ROLES,
    combination,
    equation,
    listed,
    shape,
    short_shape,
)
from bot.topics.vectors.tips import NOT_TO_SCALE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Formula
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.spans import Span

SHORTEST = 0.35
"""Share of the longest arrow that the others have at least where lengths are not to scale."""

MARGIN = 0.25
"""By what share of its size a line or plane goes on beyond what lies on it."""

NARROWEST = 0.6
"""Least share of a plane's longer side that the shorter one has."""


@dataclass(frozen=True)
class Aim:
    """A vector that is looked for in a span.

    Attributes
    ----------
    coefficients
        Shape (n,), of the vectors, where it is in the span; else None.
    nearest, distance
        The nearest point of the span and how far it is, where it is not.
    """

    name: VectorName
    vector: Vector
    coefficients: Vector | None
    nearest: Vector | None = None
    distance: Scalar | None = None
    nearest_name: Formula = VectorName("p")  # noqa: RUF009


class Draw(Protocol):
    """Draws a picture, still or turning."""

    def __call__(self, *, turning: bool = False) -> Picture: ...


def drawing_of_span(
    found: Span, names: Sequence[Formula], aim: Aim | None, style: Style
) -> Draw | None:
    """Return what draws a few vectors in the plane or in space, and b; None for others."""
    is_something = found.dimension or (aim is not None and np.any(aim.vector != 0))
    if len(found.matrix) not in (2, 3) or len(names) > len(ROLES) or not is_something:
        return None
    return partial(_draw, found, names, aim, style)


def _draw(
    found: Span,
    names: Sequence[Formula],
    aim: Aim | None,
    style: Style,
    *,
    turning: bool = False,
) -> Picture:
    shown = _Shown.of(found, aim)
    say, m = style.notation, len(found.matrix)
    given = list(zip(names, found.matrix.T, strict=True))
    arrows = [
        Arrow(tip, tips.label(name, v, say), role)
        for tip, role, (name, v) in zip(shown.tips, ROLES, given, strict=False)
        if tip.any()
    ]
    zeros = [
        Spot(tip, Chain(name, ("0",)), role)
        for tip, role, (name, _) in zip(shown.tips, ROLES, given, strict=False)
        if not tip.any()
    ]
    if aim is not None:
        given.append((aim.name, aim.vector))
        arrows.append(Arrow(shown.aim, tips.label(aim.name, aim.vector, say), "text"))
    segments = [*shown.line(), *shown.path()]
    corners: list[Corner] = []
    if aim is not None and aim.nearest is not None:
        if shown.nearest.any():
            arrows.append(Arrow(shown.nearest, aim.nearest_name, "result", wide=True))
        else:
            zeros.append(Spot(shown.nearest, Chain(aim.nearest_name, ("0",)), "result"))
        far = "" if aim.distance is None else tips.told("distance", aim.distance, say)
        segments.append(Segment(shown.nearest, shown.aim, "rest", far))
        corners += shown.corner()
    scene = Scene(
        dimension=m,
        caption=_caption(found, names, aim, style),
        arrows=tuple(arrows),
        spots=tuple(zeros),
        segments=tuple(segments),
        corners=tuple(corners),
        areas=shown.plane(),
        note=shown.note or _note(found, style),
        given=tips.given(say, *given),
        to_scale=shown.is_true,
    )
    return tips.in_space("span", scene, _alt(found, names, aim, style), style, turning=turning)


@dataclass(frozen=True)
class _Shown:
    """Where things are drawn.

    Attributes
    ----------
    tips
        Of the vectors, each of shape (m,).
    basis
        Orthonormal directions of the span, shape (dimension, m).
    aim, nearest
        Of the vector that is looked for, and of the nearest point.
    steps
        The points on the way to it along the vectors, shape (k, m), and whose steps they are;
        none where the way is too long to be seen.
    """

    tips: list[Floats]
    basis: Floats
    aim: Floats
    nearest: Floats
    steps: list[tuple[int, Floats]]
    note: str
    is_true: bool

    @classmethod
    def of(cls, found: Span, aim: Aim | None) -> _Shown:
        m, count = len(found.matrix), found.matrix.shape[1]
        zero = found.matrix[:, 0] * 0
        target = zero if aim is None else aim.vector
        nearest = zero if aim is None or aim.nearest is None else aim.nearest
        points, note = moderate(*found.matrix.T, target, nearest)
        lengths = [length(p) for p in points[:-1] if p.any()]
        is_true = max(lengths) <= LONGEST_RATIO * min(lengths)
        steps: list[tuple[int, Floats]] = []
        if is_true and not note and aim is not None and aim.coefficients is not None:
            steps = _steps(points[:count], floats(aim.coefficients))
            if steps and max(length(p) for _, p in steps) > LONGEST_RATIO * min(lengths):
                steps = []
        if not is_true:
            note = NOT_TO_SCALE
            longest = max(lengths)
            factors = [max(1.0, SHORTEST * longest / (length(p) or longest)) for p in points[:-1]]
            points = [p * f for p, f in zip(points, [*factors, factors[-1]], strict=True)]
        basis = np.array([floats(step.unit) for step in found.perpendicular]).reshape(-1, m)
        return cls(points[:count], basis, points[-2], points[-1], steps, note, is_true)

    def _inside(self) -> Floats:
        """Return the points of the span that are drawn, by their coordinates in its basis."""
        inside = [*self.tips, self.nearest, *(p for _, p in self.steps)]
        if self.steps or not self.nearest.any():
            inside.append(self.aim)
        return np.array([np.zeros(len(self.aim)), *inside]) @ self.basis.T

    def _ends(self) -> tuple[Floats, Floats]:
        """Return the lowest and the highest coordinates that are drawn of the span."""
        inside = self._inside()
        low, high = inside.min(axis=0), inside.max(axis=0)
        size = float((high - low).max())
        spare = np.maximum(0.0, NARROWEST * size - (high - low)) / 2
        return low - spare - MARGIN * size, high + spare + MARGIN * size

    def line(self) -> list[Segment]:
        """Return the span as a line."""
        if len(self.basis) != 1:
            return []
        low, high = self._ends()
        return [Segment(low @ self.basis, high @ self.basis, "muted", look="thin")]

    def plane(self) -> tuple[Area, ...]:
        """Return the span as a plane in space."""
        if len(self.basis) != 2 or len(self.aim) == 2:
            return ()
        (a, b), (c, d) = self._ends()
        corners = np.array([(a, b), (c, b), (c, d), (a, d)]) @ self.basis
        return (Area(tuple(corners), "muted"),)

    def path(self) -> list[Segment]:
        """Return the steps along the vectors to the one that is looked for."""
        before = np.zeros(len(self.aim))
        found: list[Segment] = []
        for k, point in self.steps:
            found.append(Segment(before, point, ROLES[k]))
            before = point
        return found

    def corner(self) -> list[Corner]:
        """Return the mark of the right angle at the nearest point."""
        rest = self.aim - self.nearest
        if not rest.any() or not len(self.basis):
            return []
        along = -direction(self.nearest) if self.nearest.any() else self.basis[0]
        return [Corner(self.nearest, along, rest)]


def _steps(points: Sequence[Floats], coefficients: Floats) -> list[tuple[int, Floats]]:
    """Return the ends of the steps along the vectors, if there is more than one step."""
    found: list[tuple[int, Floats]] = []
    at = np.zeros(len(points[0]))
    for k, (point, coefficient) in enumerate(zip(points, coefficients, strict=True)):
        if coefficient and point.any():
            at = at + coefficient * point
            found.append((k, at))
    return found if len(found) > 1 else []


def _caption(found: Span, names: Sequence[Formula], aim: Aim | None, style: Style) -> Formula:
    say = style.notation
    if aim is not None and aim.nearest is not None:
        at = Chain(aim.nearest_name, (say.vector(aim.nearest, 4),))
        return Row((at, Words(" is nearest to "), aim.name))
    if aim is not None and aim.coefficients is not None:
        return Chain(aim.name, (combination(aim.coefficients, names, say),))
    if found.relations:
        return Chain(combination(found.relations[0], names, say), ("0",))
    parts: list[Formula] = []
    for k, name in enumerate(names):
        joint = "" if not k else " and " if k == len(names) - 1 else ", "
        parts += [Words(joint), name] if joint else [name]
    return Row((*parts, Words(f" span{'s' * (len(names) == 1)} {shape(found)}")))


def _note(found: Span, style: Style) -> str:
    if len(found.equations) == 1 and found.dimension:
        return f"the {short_shape(found)} {equation(found.equations[0], style.notation)}"
    return ""


def _alt(found: Span, names: Sequence[Formula], aim: Aim | None, style: Style) -> str:
    say = style.notation
    vectors = [f"{name} = {say.vector(v)}" for name, v in zip(names, found.matrix.T, strict=True)]
    alt = f"Arrows from the origin: {listed(vectors)}. They span {shape(found)}."
    if aim is None:
        return alt
    alt += f" {aim.name} = {say.vector(aim.vector)} "
    if aim.nearest is not None and aim.distance is not None:
        return (
            f"{alt}is not in it: the nearest point {text(aim.nearest_name)} is "
            f"{say.vector(aim.nearest, 6)}, {tips.spoken(aim.distance, say)} away."
        )
    if aim.coefficients is not None:
        alt += f"is in it: {Chain(aim.name, (combination(aim.coefficients, names, say),))}."
    return alt
