"""Pictures of what is given in the plane: arrows from the origin, and points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing import arrows
from bot.drawing.coordinates import floats
from bot.drawing.picture import Picture
from bot.drawing.scene import Arrow, Scene, Spot
from bot.formula import Chain, Index, Notation, VectorName, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.style import Style
    from bot.formula import Formula
    from bot.formula.shapes import Role
    from linalg_engine.arrays import Vector
    from linalg_engine.matrices import Matrix

ROLES: tuple[Role, ...] = ("first", "second", "extra", "row", "column")


def draw_arrows(
    named: Sequence[tuple[str, Vector]], style: Style, *, with_entries: bool = True
) -> Picture:
    """Return a picture of vectors with two entries, as arrows, each with its name."""
    found = [
        Arrow(floats(v), _label(name, v, role) if with_entries else _letter(name, role), role)
        for (name, v), role in zip(named, ROLES, strict=False)
    ]
    scene = Scene(2, Words(f"The vectors {_names(named)}"), arrows=tuple(found))
    return Picture(
        "arrows.png", arrows.draw(scene, style.theme), f"Arrows from the origin: {_spoken(named)}."
    )


def draw_points(named: Sequence[tuple[str, Vector]], style: Style) -> Picture:
    """Return a picture of points in the plane, each with its name."""
    found = [
        Spot(floats(v), _label(name, v, role), role)
        for (name, v), role in zip(named, ROLES, strict=False)
    ]
    scene = Scene(2, Words(f"The points {_names(named)}"), spots=tuple(found))
    return Picture(
        "points.png", arrows.draw(scene, style.theme), f"Points in the plane: {_spoken(named)}."
    )


def draw_cloud(points: Matrix, style: Style) -> Picture:
    """Return a picture of points, shape (n, 2), named P1, P2 and so on."""
    named = [(Index("P", str(k)), floats(p)) for k, p in enumerate(points, 1)]
    spots = tuple(Spot(at, name, "first") for name, at in named)
    scene = Scene(2, Words(f"{len(points)} points"), spots=spots)
    spoken = ", ".join(str(Notation().vector(p)) for p in points)
    return Picture("cloud.png", arrows.draw(scene, style.theme), f"Points in the plane: {spoken}.")


def _label(name: str, v: Vector, role: Role) -> Chain:
    return Chain(_letter(name, role), (Notation().vector(v),))


def _letter(name: str, role: Role) -> Formula:
    return VectorName(name, role) if len(name) == 1 else Words(name)


def _names(named: Sequence[tuple[str, Vector]]) -> str:
    *others, last = (name for name, _ in named)
    return f"{', '.join(others)} and {last}"


def _spoken(named: Sequence[tuple[str, Vector]]) -> str:
    return ", ".join(str(_label(name, v, "text")) for name, v in named)
