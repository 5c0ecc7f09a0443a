"""Pictures of dot products and angles: two arrows, the shadow of one on the other, the area."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.coordinates import coordinates, direction, length, side_by_side
from bot.drawing.scene import Arc, Area, Corner, Opened, Scene, Segment
from bot.formula import Chain, Product, Row, Words
from bot.topics.vectors import tips
from bot.topics.vectors.lengths import THETA, degrees
from bot.topics.vectors.sums_figure import draw_products
from bot.topics.vectors.tips import NOT_TO_SCALE, A, B
from linalg_engine import vectors

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.picture import Picture
    from bot.drawing.scene import Arrow
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.vectors import Angle, DotProduct, Projection

COINCIDING = 3.0
"""Degrees below which one arrow is drawn broad under the other, so that both are seen."""

NEARLY = 6.0
"""Degrees below which an angle is shown in a magnifier."""

SMALLEST_OPENED = 1e-3
"""Degrees below which the vectors are as good as parallel."""

SHADOW_TIMES_LENGTH = "the shadow of a on b, times the length of b"

AGAINST = f"{SHADOW_TIMES_LENGTH}; it points against b: minus"

REMARKS = {
    "same direction": "the same direction",
    "opposite": "opposite directions",
    "perpendicular": "perpendicular",
    "acute": "an acute angle",
    "obtuse": "an obtuse angle",
}
"""What a title says of two vectors."""


def draw_dot(result: DotProduct, style: Style, *, turning: bool = False) -> Picture:
    """Return a picture of a dot product: shadow times length, or a sum beyond 3 entries."""
    if len(result.a) > 3:
        return draw_products(result, style)
    say, angle, projection = style.notation, result.angle, result.projection
    value = say.number(result.value)
    alt = f"Arrows from the origin: {tips.both(result.a, result.b, say)}. "
    alt += f"Their dot product is {value}."
    if angle is not None:
        alt += f" The angle between them is {degrees(angle)}, {angle.relation}."
    found = Chain(Product((A, B)), (value,))
    if angle is None or projection is None:
        remark = Words(": the zero vector has no direction")
        scene = _two_arrows(result.a, result.b, angle, Row((found, remark)), style)
    elif angle.relation == "perpendicular":
        remark = Words(": perpendicular, no shadow")
        scene = _two_arrows(result.a, result.b, angle, Row((found, remark)), style)
    else:
        plain = _two_arrows(result.a, result.b, angle, found, style)
        scene, words = _with_shadow(plain, result, projection, say)
        alt += words
    return tips.in_space("dot", scene, alt, style, turning=turning)


def draw_angle(
    a: Vector, b: Vector, angle: Angle, style: Style, *, turning: bool = False
) -> Picture:
    """Return a picture of the angle; beyond 3 entries in the plane of the two vectors."""
    found = Chain(THETA, (degrees(angle),))
    caption = Row((found, Words(f": {REMARKS[angle.relation]}")))
    both = tips.both(a, b, style.notation)
    alt = f"Arrows from the origin: {both}, at an angle of {degrees(angle)}."
    scene = _two_arrows(a, b, angle, caption, style)
    return tips.in_space("angle", scene, alt, style, turning=turning)


def _two_arrows(a: Vector, b: Vector, angle: Angle | None, caption: Formula, style: Style) -> Scene:
    """Return b and a, and what can be seen of the angle between them."""
    say = style.notation
    shown_a, shown_b, to_scale = side_by_side(a, b)
    (p, q), note = coordinates(shown_a, shown_b)
    if not to_scale:
        note = note or NOT_TO_SCALE
    relation = "" if angle is None else angle.relation
    coincide = relation == "same direction" or (angle is not None and angle.degrees < COINCIDING)
    a_longer = length(p) >= length(q)
    first = tips.arrow(p, A, a, style, wide=coincide and a_longer)
    second = tips.arrow(q, B, b, style, wide=coincide and not a_longer)
    arcs: tuple[Arc, ...] = ()
    # What is as good as opposite has no plane in floats in which to draw an arc.
    widest = 180 - SMALLEST_OPENED
    if angle and relation in ("acute", "obtuse") and NEARLY < angle.degrees < widest:
        arcs = (Arc(p, q, degrees(angle)),)
    return Scene(
        dimension=len(p),
        caption=caption,
        arrows=(second, first),
        spots=tips.zero_spots((A, p), (B, q)),
        arcs=arcs,
        corners=(Corner(np.zeros(len(p)), p, q),) if relation == "perpendicular" else (),
        note=note,
        given=tips.given(say, (A, a), (B, b)),
        to_scale=to_scale and len(a) <= 3,
        opened=None if angle is None else opened(first, second, angle),
    )


def opened(first: Arrow, second: Arrow, angle: Angle) -> Opened | None:
    """Return an angle for a magnifier where the arrows lie nearly on one line."""
    apart = min(angle.degrees, 180 - angle.degrees)
    if angle.relation not in ("acute", "obtuse") or not SMALLEST_OPENED < apart < NEARLY:
        return None
    return Opened(first, second, angle.degrees, Chain(THETA, (degrees(angle),)))


def _with_shadow(
    scene: Scene, result: DotProduct, split: Projection, say: Notation
) -> tuple[Scene, str]:
    """Return the scene with the shadow of a on b, in the plane with the area too, and its words."""
    second, first = scene.arrows
    p, q = first.tip, second.tip
    size = vectors.norm(split.along).value
    words = f" The shadow of a on b is {tips.spoken(size, say)} long"
    if not scene.to_scale:
        return scene, f"{words}."
    is_against = result.value < 0 and scene.dimension > 2
    words_below = AGAINST if is_against else SHADOW_TIMES_LENGTH
    scene = replace(scene, note=scene.note or words_below)
    along = direction(q) * float(p @ direction(q))
    label = tips.told("shadow", size, say)
    segments = (Segment(np.zeros(len(p)), along, "result", label, look="band"),)
    if result.angle is not None and result.angle.relation in ("acute", "obtuse"):
        segments += (Segment(along, p, "rest"),)
        # In an angle that must be opened the mark would be larger than what it marks; and where
        # a is as good as parallel to b, nothing may be left of it in floats.
        if not scene.opened and np.any(p - along):
            # A shadow may be too short for floats; its direction is b's, or the opposite.
            back = q if result.value < 0 else -q
            scene = replace(scene, corners=(Corner(along, back, p - along),))
    length_of_b = tips.told("length", result.norm_b.value, say)
    if scene.dimension > 2:
        segments += (Segment(np.zeros(len(p)), q, "second", length_of_b, "thin", label_at=0.75),)
    else:
        turned = _turned(along, p, q)
        is_negative = result.value < 0
        area = Area(
            (np.zeros(2), q, q + turned, turned),
            "rest" if is_negative else "result",
            is_negative,
            tips.told("area", result.value, say),
        )
        # The rectangle's other sides are as long as the shadow, whose own may have no free place.
        sides = ((np.zeros(2), turned), (q, q + turned))
        segments = (replace(segments[0], equals=sides), *segments[1:])
        segments += (
            Segment(q + turned, turned, "second", length_of_b, "thin"),
            *(Segment(*side, "result", look="thin") for side in sides),
        )
        scene = replace(scene, areas=(area,))
        words += f"; with the length of b it spans a rectangle of {area.label}"
        words += ", hatched since it counts as negative" * is_negative
    return replace(scene, segments=segments), f"{words}."


def _turned(along: Floats, p: Floats, q: Floats) -> Floats:
    """Return the shadow turned upright on b, away from the arrow of a."""
    across = np.array([-q[1], q[0]]) / length(q)
    return across * (-length(along) if p @ across > 0 else length(along))
