"""Pictures of projections and unit vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.coordinates import (
    LONGEST_RATIO,
    SHORT_LENGTH,
    coordinates,
    direction,
    floats,
    length,
    side_by_side,
)
from bot.drawing.scene import Arrow, Corner, Curve, Scene, Segment
from bot.formula import Chain, Norm, Row, Words, equals
from bot.topics.vectors import tips
from bot.topics.vectors.balls import outline
from bot.topics.vectors.tips import NOT_TO_SCALE, A, B, V

if TYPE_CHECKING:
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from linalg_engine.arrays import Vector
    from linalg_engine.vectors import Projection


def draw_projection(
    a: Vector, b: Vector, split: Projection, style: Style, *, turning: bool = False
) -> Picture:
    """Return a picture of ``a`` as its projection on ``b`` plus the rejection."""
    say = style.notation
    _, _, to_scale = side_by_side(a, b)
    # Only the direction of b counts, so a length that cannot be seen is changed.
    onto = floats(b) if to_scale else direction(floats(b)) * length(floats(a))
    (p, q), note = coordinates(a, onto)
    if not to_scale:
        note = note or "length of b not to scale"
    along = direction(q) * (float(p @ direction(q)) if any(split.along) else 0.0)
    rejected = any(split.rejection) and length(p - along) > 1e-12 * length(p)
    name = Row((Words("Projection of "), A, Words(" on "), B))
    found = Chain(name, (say.vector(split.along, 4),))
    remark = "" if along.any() and rejected else ": perpendicular" if rejected else ": a itself"
    scene = Scene(
        dimension=len(p),
        caption=Row((found, Words(remark))) if remark else found,
        arrows=(
            tips.arrow(q, B, b, style),
            tips.arrow(p, A, a, style),
            Arrow(along, "projection", "result", wide=True),
        ),
        spots=tips.zero_spots((A, p)),
        segments=(Segment(along, p, "rest", "rejection"),) if rejected else (),
        corners=(Corner(along, -q, p - along),) if rejected else (),
        note=note,
        given=tips.given(say, (A, a), (B, b)),
        to_scale=to_scale and len(a) <= 3,
    )
    alt = (
        f"Arrows from the origin: {tips.both(a, b, say)}. The projection of a on b is "
        f"{say.vector(split.along, 6)}; the rejection {say.vector(split.rejection, 6)} is "
        "perpendicular to b."
    )
    return tips.in_space("projection", scene, alt, style, turning=turning)


def draw_unit(v: Vector, u: Vector, style: Style, *, turning: bool = False) -> Picture:
    """Return a picture of a vector and its direction of length 1, on the unit circle or ball."""
    say = style.notation
    size = length(floats(v))
    true_size = 1 / LONGEST_RATIO < size < LONGEST_RATIO
    shown_size = size if true_size else (1 / SHORT_LENGTH if size > 1 else SHORT_LENGTH)
    (p,), note = coordinates(direction(floats(v)) * shown_size)
    note = note if true_size else NOT_TO_SCALE
    short = Arrow(p / length(p), "length 1", "result", wide=shown_size >= 1)
    scene = Scene(
        dimension=len(p),
        caption=Chain(Row((V, "/", Norm(V))), (say.vector(u, 4),)),
        note=note,
        to_scale=true_size and len(v) <= 3,
        arrows=(tips.arrow(p, V, v, style), short),
        given=tips.given(say, (V, v)),
        curves=tuple(Curve(points, "muted") for points in outline(p, 1.0, 2)),
    )
    alt = f"v {equals(say.vector(v))} and the unit vector {say.vector(u, 6)} in its direction."
    alt = f"Arrows from the origin: {alt}"
    return tips.in_space("unit", scene, alt, style, turning=turning)
