"""A film and those most like it as rays: angles and lengths as they are in the space of traits.

The plane of all films shows two traits of many, and angles in it are not those that were measured.
Here each film is turned about the ray of the one in question into one plane: its angle to that
ray, its length and so its shadow on it are true, and only the side, above or below, is free.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, point_map
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap, Stroke
from bot.topics.films.film_map import ALONE, LONGEST_NAME, MARK, SUGGESTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style

NOTE = "angles and lengths are true; above or below means nothing"


@dataclass(frozen=True)
class Fan:
    """A film, shape (k,), not zero, and others, shape (n, k), by their traits.

    Attributes
    ----------
    title
        Of the film.
    titles
        Of the others.
    with_shadows
        Whether their shadows on the film's ray are shown: what the dot product measures.
    """

    film: Floats
    title: str
    others: Floats
    titles: Sequence[str]
    with_shadows: bool

    def points(self) -> Floats:
        """Return where the others are, the film's ray being the axis to the right: shape (n, 2)."""
        along = self.others @ (self.film / np.linalg.norm(self.film))
        across = np.sqrt(np.maximum(np.sum(self.others**2, axis=1) - along**2, 0))
        sides = np.where(np.arange(len(along)) % 2, -1, 1)
        return np.column_stack([along, sides * across])

    def angles(self) -> list[str]:
        """Return the others' angles to the film, in whole degrees."""
        x, y = self.points().T
        return [f"{angle:.0f}°" for angle in np.degrees(np.arctan2(np.abs(y), x))]


def draw(fan: Fan, caption: str, style: Style, about: str) -> Picture:
    """Draw the rays, each with its title and its angle."""
    points, origin = fan.points(), np.zeros(2)
    at = np.array([np.linalg.norm(fan.film), 0.0])
    (title,), _ = fonts.names([fan.title], "film", LONGEST_NAME)
    titles, _ = fonts.names(fan.titles, "film", LONGEST_NAME)
    names = tuple(f"{name}, {angle}" for name, angle in zip(titles, fan.angles(), strict=True))
    strokes = [Stroke(origin, point, "result", width=4) for point in points]
    if fan.with_shadows:
        feet = points * [1, 0]
        strokes += [Stroke(*ends, "muted", width=2) for ends in zip(points, feet, strict=True)]
        strokes.append(Stroke(origin, feet[int(np.argmax(feet[:, 0]))], "first", width=3))
    shown = PointMap(
        caption,
        (
            Kind(points, names, "most like it", SUGGESTED, size=MARK),
            Kind(at[None], (title,), "the film", ALONE, size=MARK),
        ),
        notes=(NOTE,),
        strokes=(*strokes, Stroke(origin, at, "first", width=7)),
        numbered=False,
    )
    listed = ", ".join(
        f"{name} at {angle}" for name, angle in zip(fan.titles, fan.angles(), strict=True)
    )
    alt = (
        f"{caption}: a ray from the middle for {fan.title}, and rays at their angles to it for "
        f"the films most like it: {listed}. {about}"
    )
    return Picture("films.png", point_map.draw(shown, style.theme).png, alt[:1024])
