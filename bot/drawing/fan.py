"""A vector and those most like it as rays: angles and lengths as they are in their own space.

A plane of all vectors shows two directions of many, and angles in it are not those that were
measured. Here each vector is turned about the ray of the one in question into one plane: its
angle to that ray, its length and so its shadow on it are true, and only the side, above or below,
is free.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, point_map
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap, Stroke

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.legend import Look
    from bot.drawing.style import Style

NOTE = "angles and lengths are true; above or below means nothing"

SHADOWS = "thin: where each shadow on the ray ends"

LONGEST_NAME = 24
"""Characters of a name."""

MARK = 26.0
"""Pixels."""

CENTRE: Look = ("first", "circle")
OTHERS: Look = ("result", "triangle")


@dataclass(frozen=True)
class Fan:
    """A vector, shape (k,), not zero, and others, shape (n, k), by their names.

    Attributes
    ----------
    noun
        What the vectors stand for: "film".
    with_shadows
        Whether the others' shadows on the ray are shown: what the dot product measures.
    """

    centre: Floats
    name: str
    others: Floats
    names: Sequence[str]
    noun: str
    with_shadows: bool = False

    def points(self) -> Floats:
        """Return where the others are, the ray being the axis to the right: shape (n, 2)."""
        along = self.others @ (self.centre / np.linalg.norm(self.centre))
        across = np.sqrt(np.maximum(np.sum(self.others**2, axis=1) - along**2, 0))
        sides = np.where(np.arange(len(along)) % 2, -1, 1)
        return np.column_stack([along, sides * across])

    def angles(self) -> list[str]:
        """Return the others' angles to the ray, in whole degrees."""
        x, y = self.points().T
        return [f"{angle:.0f}°" for angle in np.degrees(np.arctan2(np.abs(y), x))]


def draw(fan: Fan, caption: str, style: Style, about: str) -> Picture:
    """Draw the rays, each with its name and its angle."""
    points, origin = fan.points(), np.zeros(2)
    at = np.array([np.linalg.norm(fan.centre), 0.0])
    (name,), _ = fonts.names([fan.name], fan.noun, LONGEST_NAME)
    names, _ = fonts.names(fan.names, fan.noun, LONGEST_NAME)
    named = tuple(f"{name}, {angle}" for name, angle in zip(names, fan.angles(), strict=True))
    strokes = [Stroke(origin, point, "result", width=4) for point in points]
    if fan.with_shadows:
        feet = points * [1, 0]
        strokes += [Stroke(*ends, "muted", width=2) for ends in zip(points, feet, strict=True)]
        strokes.append(Stroke(origin, feet[int(np.argmax(feet[:, 0]))], "first", width=3))
    shown = PointMap(
        caption,
        (
            Kind(points, named, "most like it", OTHERS, size=MARK),
            Kind(at[None], (name,), f"the {fan.noun}", CENTRE, size=MARK),
        ),
        notes=(NOTE, SHADOWS) if fan.with_shadows else (NOTE,),
        strokes=(*strokes, Stroke(origin, at, "first", width=7)),
        numbered=False,
    )
    listed = ", ".join(
        f"{name} at {angle}" for name, angle in zip(fan.names, fan.angles(), strict=True)
    )
    alt = (
        f"{caption}: a ray from the middle for {fan.name}, and rays at their angles to it for "
        f"the {fan.noun}s most like it: {listed}. {about}"
    )
    return Picture(f"{fan.noun}s.png", point_map.draw(shown, style.theme).png, alt[:1024])
