"""What a picture of vectors shows, before it is drawn.

A scene holds points of 2 or 3 coordinates; `arrows.draw` shows it flat or in space.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.drawing.style import LARGE, NORMAL, SMALL

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Colours, Role
    from bot.formula.node import Formula


@dataclass(frozen=True)
class Arrow:
    """A vector from the origin, or from ``tail``; a ``wide`` one is broad and lies under others."""

    tip: Floats
    label: Formula
    role: Role
    wide: bool = False
    tail: Floats | None = None


@dataclass(frozen=True)
class Segment:
    """A straight line: dashed, thin, or a broad band under arrows.

    ``label_at`` says where its label belongs, from 0 at its start to 1 at its end. Where it would
    lie on lines there, it may stand at one of ``equals``, the ends of segments just as long.
    """

    start: Floats
    end: Floats
    role: Role
    label: Formula = ""
    look: Literal["dashed", "thin", "band"] = "dashed"
    label_at: float = 0.5
    equals: tuple[tuple[Floats, Floats], ...] = ()


@dataclass(frozen=True)
class Spot:
    """A point with a label."""

    at: Floats
    label: Formula
    role: Role


@dataclass(frozen=True)
class Arc:
    """The angle between the directions ``start`` and ``end`` at the origin."""

    start: Floats
    end: Floats
    label: Formula


@dataclass(frozen=True)
class Opened:
    """Two arrows from the origin, nearly on one line; a label names their angle."""

    first: Arrow
    second: Arrow
    degrees: float
    label: Formula


@dataclass(frozen=True)
class Corner:
    """The mark of a right angle at ``at`` between two directions."""

    at: Floats
    start: Floats
    end: Floats


@dataclass(frozen=True)
class Area:
    """A filled polygon with its corners in order; a flipped one is hatched.

    Words can be read on a ``faint`` one, and keep off others. Its own label is written inside where
    there is room, in the colour of text, which can be read there.
    """

    corners: tuple[Floats, ...]
    role: Role
    flipped: bool = False
    label: Formula = ""
    faint: bool = False


@dataclass(frozen=True)
class Curve:
    """A thin line through ``points``, shape (k, dimension)."""

    points: Floats
    role: Role


@dataclass(frozen=True)
class Scene:
    """Things in a space of ``dimension`` 2 or 3 around the origin.

    Attributes
    ----------
    caption
        The one thing the picture says, written above it.
    given
        The question, written in the corner; None where the labels say it.
    note
        A remark in small letters below the caption, for example "lengths not to scale".
    to_scale
        Whether coordinates may be read off: draws the numbers along the axes.
    opened
        An angle too small to be seen, which is shown in a magnifier.
    """

    dimension: int
    caption: Formula
    arrows: tuple[Arrow, ...] = ()
    segments: tuple[Segment, ...] = ()
    spots: tuple[Spot, ...] = ()
    arcs: tuple[Arc, ...] = ()
    corners: tuple[Corner, ...] = ()
    areas: tuple[Area, ...] = ()
    curves: tuple[Curve, ...] = ()
    note: str = ""
    given: Formula | None = None
    to_scale: bool = True
    opened: Opened | None = None

    def ends(self) -> list[tuple[Floats, Role]]:
        """Return the ends of arrows and the spots, each with its role."""
        ends: list[tuple[Floats, Role]] = [(arrow.tip, arrow.role) for arrow in self.arrows]
        return [*ends, *((spot.at, spot.role) for spot in self.spots)]

    def points(self) -> list[Floats]:
        """Return every point that must lie inside the picture."""
        found = [arrow.tip for arrow in self.arrows]
        found += [arrow.tail for arrow in self.arrows if arrow.tail is not None]
        found += [p for s in self.segments for p in (s.start, s.end)]
        found += [spot.at for spot in self.spots]
        found += [corner for area in self.areas for corner in area.corners]
        found += [point for curve in self.curves for point in curve.points]
        return found

    def formulas(self, colours: Colours) -> list[tuple[Formula, float, str, bool]]:
        """Return all that is written, with the size, colour and boldness of its letters."""
        things = (*self.arrows, *self.spots, *self.segments)
        plain = [(thing.label, NORMAL) for thing in (*self.arcs, *self.areas)]
        plain += [] if self.opened is None else [(self.opened.label, SMALL)]
        given = () if self.given is None else (self.given,)
        return [
            (self.caption, LARGE, colours.text, True),
            *((formula, SMALL, colours.muted, False) for formula in given),
            *((formula, size, colours.text, False) for formula, size in plain),
            *((thing.label, NORMAL, colours.of(thing.role), False) for thing in things),
        ]
