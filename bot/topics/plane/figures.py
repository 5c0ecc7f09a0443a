"""The points in space with their plane, and the same points in the plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import above_plane, fonts, point_map
from bot.drawing.crowds import MOST_NAMES
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap, Stroke
from bot.formula.numbers import decimal
from bot.text import percent
from bot.topics.plane.words import closer, title

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.legend import Look
    from bot.drawing.style import Role, Style
    from bot.topics.plane.flattened import Flattened

ROLES: tuple[Role, Role] = ("eigen", "eigen_other")
"""Of the plane's two directions."""

FAR: Look = ("first", "circle")
CLOSE: Look = ("rest", "diamond")
"""Looks of points, and of the two whose distance shrinks most."""

LONGEST = 20
"""Characters of a name."""


def draw_space(shown: Flattened, style: Style) -> Picture:
    """Return the cloud and its plane, seen from a camera that rises above it if it may."""
    if style.motion:
        data = above_plane.rising(lambda t: _seen(shown, t), style)
        path = " The camera rises until it looks straight down on the plane."
        return Picture("space.gif", data, _space_alt(shown) + path)
    png = point_map.draw(_seen(shown, 0), style.theme).png
    return Picture("space.png", png, _space_alt(shown))


def draw_plane(shown: Flattened, style: Style) -> Picture:
    """Return the points in the plane, the two that came too close joined."""
    first, second = shown.flat[list(shown.closer)]
    joined = () if shown.is_exact else (Stroke(first, second, "rest", width=6),)
    chart = PointMap(
        caption="The same points in the plane",
        kinds=_kinds(shown, shown.flat, np.zeros(len(shown.flat), dtype=bool)),
        axes=("first direction", "second direction"),
        notes=(closer(shown), fonts.note(fonts.names(shown.names, "row", LONGEST)[1])),
        strokes=joined,
    )
    alt = (
        f"The same {len(shown.flat)} points in the plane, by their coordinates along its two "
        f"directions. {closer(shown)}."
    )
    return Picture("plane.png", point_map.draw(chart, style.theme).png, alt[:1000])


def _seen(shown: Flattened, t: float) -> PointMap:
    """Return what the camera sees on its way, from 0 to 1."""
    basis = above_plane.basis(t)
    corners = above_plane.corners(shown.placed)
    strokes: list[Stroke] = []
    if not shown.is_exact:
        strokes += above_plane.distances(shown.placed, shown.below, basis)
    ends = np.diag(corners[2])[:2] @ basis.T
    for end, role, name in zip(ends, ROLES, ("1st", "2nd"), strict=True):
        strokes.append(Stroke(np.zeros(2), end, role, name, width=7, is_arrow=True))
    return PointMap(
        caption=title(shown),
        kinds=_kinds(shown, shown.placed @ basis.T, shown.below),
        notes=("" if shown.is_exact else "pink: distances, and the two that come too close",),
        strokes=tuple(strokes),
        areas=(corners @ basis.T,),
        has_grid=False,
    )


def _kinds(shown: Flattened, points: Floats, below: Booleans) -> tuple[Kind, ...]:
    """Return points of shape (n, 2), the two that come too close in a colour of their own."""
    names = fonts.names(shown.names, "row", LONGEST)[0]
    in_pair = np.zeros(len(points), dtype=bool)
    in_pair[list(shown.closer)] = not shown.is_exact
    found: list[Kind] = []
    for look, of_look in ((FAR, ~in_pair), (CLOSE, in_pair)):
        for is_faint in (True, False):
            part = np.flatnonzero(of_look & (below == is_faint))
            if len(part):
                is_named = look == CLOSE or len(names) <= MOST_NAMES
                chosen = tuple(names[i] for i in map(int, part)) if is_named else ()
                found.append(Kind(points[part], chosen, "", look, is_faint))
    return tuple(found)


def _space_alt(shown: Flattened) -> str:
    normal = ", ".join(decimal(float(x), 3) for x in shown.axes[2])
    return (
        f"{len(shown.flat)} points in space and the plane through their mean that is nearest to "
        f"them; its normal is ({normal}). It keeps {percent(shown.kept)} of the squared distances "
        f"from the mean; the farthest point is {decimal(float(shown.residuals.max()), 3)} away."
    )
