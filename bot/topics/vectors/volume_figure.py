"""Pictures of signed areas and volumes: the parallelogram, and the box with slanted sides."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.coordinates import LONGEST_RATIO, direction, length, moderate
from bot.drawing.scene import Area, Arrow, Scene, Segment
from bot.formula import Brackets, Chain, Product, Row, VectorName, Words
from bot.topics.vectors import tips
from bot.topics.vectors.tips import NOT_TO_SCALE, A, B

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.picture import Picture
    from bot.drawing.style import Role, Style
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.vectors import TripleProduct

C = VectorName("c", "extra")

SHORTEST = 0.35
"""Share of the longest arrow that the others have at least where lengths are not to scale."""


def draw_area(a: Vector, b: Vector, value: Scalar, style: Style) -> Picture:
    """Return the parallelogram of two vectors in the plane, hatched where its area is negative."""
    say = style.notation
    (p, q), note, is_true = _seen(a, b)
    is_area = bool(value != 0)
    found = Chain(Product((A, B), "×"), (say.number(value),))
    way = "clockwise: negative" if value < 0 else "anticlockwise: positive"
    scene = Scene(
        dimension=2,
        caption=found if is_area else Row((found, Words(": on one line"))),
        note=note or (f"from a to b {way}" if is_area else ""),
        to_scale=is_true,
        arrows=(tips.arrow(p, A, a, style), tips.arrow(q, B, b, style)),
        spots=tips.zero_spots((A, p), (B, q)),
        areas=(_face(np.zeros(2), p, q, "rest" if value < 0 else "result", value, style),)
        if is_area
        else (),
        given=tips.given(say, (A, a), (B, b)),
    )
    alt = f"Arrows from the origin: {tips.both(a, b, say)}. "
    if is_area:
        alt += f"Their parallelogram has the signed area {tips.spoken(value, say)}, {way}."
    else:
        alt += "They lie on one line, so the area is 0."
    return tips.in_space("area", scene, alt, style, turning=False)


def draw_volume(found: TripleProduct, style: Style, *, turning: bool = False) -> Picture:
    """Return the parallelepiped of three vectors on the parallelogram of b and c."""
    say = style.notation
    given = [(A, found.a), (B, found.b), (C, found.c)]
    (p, q, r), note, is_true = _seen(found.a, found.b, found.c)
    name = Product((A, Brackets(Product((B, C), "×"))))
    shown = Chain(name, (say.number(found.value),))
    volume = tips.told("volume", abs(found.value), say).text()
    hand = "right-handed: positive" if found.value > 0 else "left-handed: negative"
    is_base = bool(found.cross.any()) and length(np.cross(direction(q), direction(r))) > 1e-9
    scene = Scene(
        dimension=3,
        caption=Row((shown, Words(": in one plane"))) if found.is_zero else shown,
        note=note or ("" if found.is_zero else f"{volume}; {hand}"),
        to_scale=is_true,
        arrows=tuple(
            Arrow(tip, tips.label(vector, v, say), vector.role)
            for tip, (vector, v) in zip((p, q, r), given, strict=True)
            if tip.any()
        ),
        spots=tips.zero_spots((A, p), (B, q), (C, r)),
        segments=() if found.is_zero else tuple(_edges(p, q, r)),
        areas=_faces(p, q, r, is_flat=found.is_zero) if is_base else (),
        given=tips.given(say, *given),
    )
    vectors = ", ".join(f"{vector.name} = {say.vector(v)}" for vector, v in given)
    alt = f"Arrows from the origin in space: {vectors}. "
    if found.is_zero:
        alt += "They lie in one plane, so the volume is 0."
    else:
        alt += (
            "They span a parallelepiped with the signed volume "
            f"{tips.spoken(found.value, say)}, {hand}."
        )
    return tips.in_space("triple", scene, alt, style, turning=turning)


def _seen(*given: Vector) -> tuple[list[Floats], str, bool]:
    """Return points whose lengths can be seen together, a note, and whether they are true."""
    points, note = moderate(*given)
    lengths = [length(p) for p in points if p.any()]
    if not lengths or max(lengths) <= LONGEST_RATIO * min(lengths):
        return points, note, not note
    least = SHORTEST * max(lengths)
    scaled = [p * max(1.0, least / (length(p) or least)) for p in points]
    return scaled, NOT_TO_SCALE, False


def _faces(p: Floats, q: Floats, r: Floats, *, is_flat: bool) -> tuple[Area, ...]:
    """Return the base of b and c and, faint, the other faces at the origin."""
    zero = np.zeros(3)
    base = Area((zero, q, q + r, r), "result")
    if is_flat:
        return (base,)
    others = [(zero, p, q), (zero, p, r)]
    faint = [Area((o, o + u, o + u + w, o + w), "result", faint=True) for o, u, w in others]
    return (base, *faint)


def _edges(p: Floats, q: Floats, r: Floats) -> list[Segment]:
    """Return the edges that are no arrows."""
    found: list[Segment] = []
    for start in (p, q, r):
        found += [Segment(start, start + way, "muted") for way in (p, q, r) if way is not start]
    for one, other in combinations((p, q, r), 2):
        found.append(Segment(one + other, p + q + r, "muted"))
    return found


def _face(o: Floats, u: Floats, w: Floats, role: Role, value: Scalar, style: Style) -> Area:
    label = tips.told("area", abs(value), style.notation)
    return Area((o, o + u, o + u + w, o + w), role, flipped=value < 0, label=label)
