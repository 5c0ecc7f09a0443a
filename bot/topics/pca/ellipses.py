"""Concentration ellipses around the groups of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.crowds import LOOKS, grouped
from linalg_engine.principal_components import concentration_ellipse
from linalg_engine.principal_components.ellipses import SHARE

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role
    from bot.topics.pca.naming import Naming

LEAST_MEMBERS = 5
"""Points of a group from which on its ellipse says something."""


def ellipses(points: Floats, naming: Naming) -> tuple[tuple[Floats, Role], ...]:
    """Return the ellipse of each named group that is large enough, in the group's colour.

    Parameters
    ----------
    points
        Shape (n, 2).
    """
    groups = grouped(naming.groups)[: len(LOOKS)] if naming.groups else []
    return tuple(
        (concentration_ellipse(points[members]), role)
        for (name, members), (role, _) in zip(groups, LOOKS, strict=False)
        if name != "other" and len(members) >= LEAST_MEMBERS
    )


def note_on(curves: tuple[tuple[Floats, Role], ...]) -> str:
    """Return what an ellipse means, or "" where there is none."""
    return f"ellipses: {100 * SHARE:.0f} % of a normal group" if curves else ""
